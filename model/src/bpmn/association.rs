//! Associations of annotations, and data associations between steps and their data.

use super::reader::{Place, Reader};
use super::space::Space;
use super::xml::Node as Xml;
use crate::diagnostic::reading;
use crate::process::*;
use crate::source::Span;
use crate::text;

/// Reads an `association`.
pub(super) fn plain<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    let head = reader.head(xml, place.activity);
    let kind = match xml.value("associationDirection").as_deref() {
        Some("One") => AssociationKind::Directed,
        Some("Both") => AssociationKind::Both,
        _ => AssociationKind::Undirected,
    };
    let attribute = |name: &str| Some((xml.value(name)?.into_owned(), xml.attribute(name)?.span()));
    let (Some(from), Some(to)) = (attribute("sourceRef"), attribute("targetRef")) else {
        let name = head.name;
        return reader.report(
            &reading::UNKNOWN_REFERENCE,
            xml.name_span(),
            text!("l'association `{name}` n'a pas deux extrémités", "the association `{name}` has not two ends"),
            text!("ajouter sourceRef=\"…\" et targetRef=\"…\"", "add sourceRef=\"…\" and targetRef=\"…\""),
        );
    };
    if let (Some(from), Some(to)) = (end(reader, &from.0, from.1), end(reader, &to.0, to.1)) {
        push(reader, head, from, to, kind);
    }
}

/// Reads a `dataInputAssociation`: data come from its sources to the step it stands in, whatever inner input it names.
pub(super) fn input<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place, step: Xml<'a>) {
    let (from, to) = (ends(reader, xml, "sourceRef"), vec![itself(reader, xml, step)]);
    data(reader, xml, place, &from, &to);
}

/// Reads a `dataOutputAssociation`: data go from the step it stands in to its target.
pub(super) fn output<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place, step: Xml<'a>) {
    let (from, to) = (vec![itself(reader, xml, step)], ends(reader, xml, "targetRef"));
    data(reader, xml, place, &from, &to);
}

fn itself<'a>(reader: &Reader<'a>, xml: Xml<'a>, step: Xml<'a>) -> Ref<AssociationEnd> {
    Ref::new(reader.index.id(step), false, xml.name_span())
}

/// One association for each source and target: BPMN allows several sources.
fn data<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place, from: &[Ref<AssociationEnd>], to: &[Ref<AssociationEnd>]) {
    let head = reader.head(xml, place.activity);
    let mut count = 0;
    for from in from {
        for to in to.iter().filter(|to| to.text != from.text) {
            count += 1;
            let mut head = head.clone();
            if count > 1 {
                head.name = format!("{}_{count}", head.name).into();
            }
            push(reader, head, from.clone(), to.clone(), AssociationKind::Data);
        }
    }
}

/// What the `sourceRef` or `targetRef` elements name, those without a place in the drawing left out.
fn ends<'a>(reader: &Reader<'a>, xml: Xml<'a>, local: &'static str) -> Vec<Ref<AssociationEnd>> {
    xml.children_named(Space::Bpmn, local).filter_map(|child| end(reader, &child.trimmed()?, child.text_span())).collect()
}

fn end(reader: &Reader<'_>, reference: &str, span: Span) -> Option<Ref<AssociationEnd>> {
    Some(Ref::new(reader.index.drawn(reference)?, false, span))
}

fn push(reader: &mut Reader<'_>, head: Head, from: Ref<AssociationEnd>, to: Ref<AssociationEnd>, kind: AssociationKind) {
    reader.model.associations.push(head.name.clone(), Association { head, from, to, kind });
}
