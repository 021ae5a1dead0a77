//! The `recens:` lines that tools without extensions can write: in documentations, annotations and properties.

use super::index::Index;
use super::reader::Reader;
use super::space::Space;
use super::xml::{Mapped, Node as Xml};
use crate::process::*;
use crate::source::Span;

const PREFIX: &str = "recens:";

/// Collects the lines of a step's documentation, and of its properties named `recens`.
pub(super) fn of_step<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, node: Id<Node>) {
    for documentation in xml.children_named(Space::Bpmn, "documentation") {
        if documentation.may_hold(PREFIX) {
            collect(&documentation.text(), xml, node, true, &mut reader.lines);
        }
    }
    for property in properties(xml) {
        if property.value("name").as_deref() == Some("recens")
            && let Some(value) = property.attribute("value")
        {
            collect(&value.mapped(), xml, node, false, &mut reader.lines);
        }
    }
}

/// Adds the lines of the annotations attached to steps; each step's lines stay together, in the order of the steps.
pub(super) fn of_annotations<'a>(index: &Index<'a>, model: &Model, lines: &mut Vec<StepLine>) {
    for association in model.associations.values().filter(|association| association.kind != AssociationKind::Data) {
        for (step, note) in [(&association.from, &association.to), (&association.to, &association.from)] {
            let (Some(node), Some(note)) = (model.nodes.named(&step.text).first(), index.get_named(&note.text, "textAnnotation")) else {
                continue;
            };
            if let Some(text) = note.child(Space::Bpmn, "text") {
                collect(&text.text(), note, *node, true, lines);
            }
        }
    }
    lines.sort_by_key(|line| line.node);
}

/// Properties of Camunda 7 and 8, which stand in a list of their own.
pub(super) fn properties(xml: Xml<'_>) -> impl Iterator<Item = Xml<'_>> {
    let of_vendor = |xml: &Xml<'_>| matches!(xml.space(), Space::Camunda | Space::Zeebe);
    let lists = xml.children_named(Space::Bpmn, "extensionElements").flat_map(Xml::children);
    lists
        .filter(move |list| of_vendor(list) && list.local() == "properties")
        .flat_map(Xml::children)
        .filter(move |property| of_vendor(property) && property.local() == "property")
}

/// Adds the lines of a text: those that begin with `recens:`, or all where they need not.
fn collect(text: &Mapped, xml: Xml<'_>, node: Id<Node>, prefixed: bool, out: &mut Vec<StepLine>) {
    if prefixed && !text.value.contains(PREFIX) {
        return;
    }
    let mut at = 0;
    for line in text.value.split('\n') {
        let start = at;
        at += line.len() + 1;
        let trimmed = line.trim();
        let rest = match trimmed.strip_prefix(PREFIX) {
            Some(rest) => rest.trim_start(),
            None if prefixed => continue,
            None => trimmed,
        };
        if rest.is_empty() {
            continue;
        }
        let from = start + line.trim_end().len() - rest.len();
        let (source, exact) = text.source(from..from + rest.len());
        let span: Span = xml.span(source);
        out.push(StepLine { node, text: rest.to_owned(), span, exact });
    }
}
