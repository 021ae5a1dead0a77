//! An operation said by several properties, one for each field of a modeler's form: `recens.operation`, `recens.data`…

use super::attributes::{off_list, parts, retention_in};
use super::line::properties;
use super::reader::Reader;
use super::xml::{Attribute, Node as Xml};
use crate::diagnostic::{Lang, reading};
use crate::process::vocabulary::{nearest, operation, operation_words};
use crate::process::*;
use crate::source::Spanned;
use crate::text;

/// What a property's name begins with.
const PREFIX: &str = "recens.";
/// The fields, in the words of `recens:operation`'s attributes.
const FIELDS: &[&str] =
    &["operation", "data", "subjects", "purpose", "recipients", "from", "in", "via", "retention", "format", "ref", "as"];

/// Reads the operation that the properties of a step say, where they say one.
pub(super) fn of_step<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, node: Id<Node>) {
    let mut fields: Vec<(&str, Attribute<'a>)> = Vec::new();
    for property in properties(xml) {
        let Some(name) = property.value("name") else { continue };
        let Some(field) = name.strip_prefix(PREFIX) else { continue };
        match FIELDS.iter().find(|known| **known == field) {
            // A field left empty says nothing.
            Some(known) => fields.extend(property.attribute("value").filter(|it| !it.value().trim().is_empty()).map(|it| (*known, it))),
            None => unknown(reader, property, field),
        }
    }
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let Some(word) = field("operation").map(spanned) else { return };
    let Some((kind, wording)) = operation(&word.value) else {
        let more: Vec<&str> = operation_words().iter().map(|entry| entry.name.as_str()).collect();
        let list = super::attributes::list_of::<OperationKind>;
        off_list(reader, "recens.operation", &word, &list(Lang::Fr), &list(Lang::En), &more);
        return;
    };
    let text = |name: &str| field(name).map(spanned);
    let found = Operation {
        node,
        kind,
        wording,
        data: references(field("data")),
        subjects: references(field("subjects")),
        purposes: references(field("purpose")),
        recipients: references(field("recipients")),
        from: references(field("from")),
        into: references(field("in")),
        via: references(field("via")),
        retention: field("retention").map(|value| retention_in(reader, value)).unwrap_or_default(),
        format: text("format"),
        reference: text("ref"),
        description: text("as"),
        span: word.span,
        word,
        pin: Pin::Nowhere,
    };
    let id = reader.model.operations.push("", found);
    reader.model.nodes[node].facts.push(Fact::Operation(id));
}

fn spanned(value: Attribute<'_>) -> Spanned<String> {
    Spanned::new(value.value().trim().to_owned(), value.span())
}

/// What a field lists, separated by commas or line ends: identifiers, and texts that stand for themselves, quoted or not.
fn references<T>(value: Option<Attribute<'_>>) -> Vec<Ref<T>> {
    let reference = |part: Spanned<String>| {
        let inside = part.value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let quoted = inside.is_some() || !is_identifier(&part.value);
        Ref::new(inside.unwrap_or(&part.value).to_owned(), quoted, part.span)
    };
    value.map(|value| parts(value, &[',', ';', '\n']).into_iter().map(reference).collect()).unwrap_or_default()
}

fn is_identifier(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn unknown<'a>(reader: &mut Reader<'a>, property: Xml<'a>, field: &str) {
    if !reader.first_time(&format!("{PREFIX}{field}")) {
        return;
    }
    let message = match nearest(field, FIELDS.iter().copied()) {
        Some(near) => text!(
            "il n'y a pas de propriété « {PREFIX}{field} » ; vouliez-vous dire « {PREFIX}{near} » ?",
            "there is no property “{PREFIX}{field}”; did you mean “{PREFIX}{near}”?"
        ),
        None => text!("il n'y a pas de propriété « {PREFIX}{field} »", "there is no property “{PREFIX}{field}”"),
    };
    let list = FIELDS.join(", ");
    let span = property.attribute("name").map_or(property.name_span(), Attribute::span);
    reader.report(&reading::UNKNOWN_ELEMENT, span, message, text!("après {PREFIX} : {list}", "after {PREFIX}: {list}"));
}
