//! Our extension elements of namespace `urn:recens:1`, inside `extensionElements`.
//!
//! Names are those of the language in English; values may be in either language. Identifiers are separated by spaces.
//! An attribute marked * holds identifiers and has a companion `…-text` with quoted texts, separated by `;`.
//! `label` may be written `name`.
//!
//! | element | where | attributes |
//! |---|---|---|
//! | `operation` | flow node | `type` `data`* `subjects`* `purpose`* `recipient`* `from`* `in`* `via`* `retention` `format` `ref` `as` |
//! | `notice` | flow node | `subjects`* `items` (words separated by spaces) |
//! | `consent` | flow node | `purpose`* `in`* `withdrawn` (`true`/`false`) |
//! | `verification` | flow node | `of` |
//! | `right` | flow node | `kind` |
//! | `allow` | any element, and any declaration | `rule` `reason` |
//! | `content` | message flow, data object, store reference, annotation, group | `data`* `via`* (message flows) `lane` (the others) |
//! | `treatment` | collaboration, or process | `id` `label` `reference` `created` `updated` `controller`* `joint-controller`* `processor`* `contract` `software` (`;`) `scale` `retention` |
//! | `processor` | treatment | `organisation`* `contract` |
//! | `organisation` | treatment | `id` `label` `address` `postcode` `city` `country` `phone` `email` `public`; `representative` and `dpo`, each also with `-email` `-phone` `-address` `-postcode` `-city` `-country` |
//! | `subjects` | treatment | `id` `label` `minors` `vulnerable` |
//! | `datum` | treatment | `id` `label` `category` `subjects`* `retention` `free-text` `derived` `optional` `exception` `format` |
//! | `purpose` | treatment | `id` `label` `main` `basis` `basis-text` |
//! | `recipient` | treatment | `id` `label` `kind` (`internal`, `external`, `processor`) `country` `safeguard` |
//! | `store` | treatment | `id` `label` `location` `country` `measures`* `contains`* `retention` `format` `encrypted` |
//! | `channel` | treatment | `id` `label` `format` `encrypted` `country` |
//! | `measure` | treatment | `id` `label` `type` |
//! | `transfer` | treatment | `id` `label` `to`* `country` `safeguard` |
//! | `risk` | treatment | `id` `label` `impacts` `sources` `threats` (each `;`) `measures`* `severity` `likelihood` |
//!
//! A `store` with the `id` of a `dataStore`, or of a `dataStoreReference` to none, describes that store.
//! A declaration with `shared="true"` is not its activity's alone. A `treatment` without attributes is no entry of the register:
//! it only holds declarations. The attribute `recens:identifier` of any element keeps the identifier it has in the language, where that
//! is no identifier for every BPMN tool (`répondant`).

use super::attributes::{flag, list_of, off_list, only, references, retention_of, text_of, word, words};
use super::reader::Reader;
use super::space::Space;
use super::vocabulary::Class;
use super::xml::Node as Xml;
use crate::diagnostic::{Lang, reading};
use crate::process::vocabulary::{nearest, operation, operation_words};
use crate::process::*;
use crate::text;

/// What stands in a flow node.
const FACTS: &[&str] = &["operation", "notice", "consent", "verification", "right"];
/// Everything.
const ALL: &[&str] = &[
    "operation",
    "notice",
    "consent",
    "verification",
    "right",
    "allow",
    "content",
    "treatment",
    "processor",
    "organisation",
    "subjects",
    "datum",
    "purpose",
    "recipient",
    "store",
    "channel",
    "measure",
    "transfer",
    "risk",
];

/// Our elements in an element's `extensionElements`.
pub(super) fn of(xml: Xml<'_>) -> impl Iterator<Item = Xml<'_>> {
    xml.children_named(Space::Bpmn, "extensionElements").flat_map(Xml::children).filter(|child| child.space() == Space::Recens)
}

/// The exceptions in an element's `extensionElements`. What stands there and should not is reported.
pub(super) fn allowances<'a>(reader: &mut Reader<'a>, xml: Xml<'a>) -> Vec<Allowance> {
    let mut out = Vec::new();
    for child in of(xml) {
        let here = match child.local() {
            "allow" => {
                out.extend(allowance(reader, child));
                true
            }
            "content" => super::content::OWNERS.contains(&xml.local()),
            "treatment" => matches!(xml.local(), "collaboration" | "process"),
            local => FACTS.contains(&local) && matches!(xml.class(), Class::Node | Class::SubProcess),
        };
        if !here {
            misplaced(reader, child, xml);
        }
    }
    out
}

/// Reports an element of ours that is unknown or stands in the wrong place, once per kind.
pub(super) fn misplaced(reader: &mut Reader<'_>, xml: Xml<'_>, parent: Xml<'_>) {
    let (name, parent) = (xml.local(), parent.local());
    if !reader.first_time(&format!("{parent}/{name}")) {
        return;
    }
    let (message, help) = if ALL.contains(&name) {
        (
            text!("recens:{name} n'a pas sa place dans « {parent} »", "recens:{name} has no place in “{parent}”"),
            match name {
                _ if FACTS.contains(&name) => {
                    text!("le mettre dans une tâche, un événement ou un autre nœud", "put it in a task, an event or another node")
                }
                "content" => text!("le mettre dans un flux de message ou un objet de données", "put it in a message flow or a data object"),
                "treatment" => text!(
                    "le mettre dans la collaboration, ou dans le processus s'il n'y en a pas",
                    "put it in the collaboration, or in the process where there is none"
                ),
                _ => text!("le mettre dans recens:treatment", "put it in recens:treatment"),
            },
        )
    } else {
        let list = ALL.join(", ");
        let message = match nearest(name, ALL.iter().copied()) {
            Some(near) => text!(
                "recens:{name} n'existe pas ; vouliez-vous dire recens:{near} ?",
                "there is no recens:{name}; did you mean recens:{near}?"
            ),
            None => text!("recens:{name} n'existe pas", "there is no recens:{name}"),
        };
        (message, text!("éléments : {list}", "elements: {list}"))
    };
    reader.report(&reading::UNKNOWN_ELEMENT, xml.name_span(), message, help);
}

/// Reads a `recens:allow`.
pub(super) fn allowance<'a>(reader: &mut Reader<'a>, xml: Xml<'a>) -> Option<Allowance> {
    only(reader, xml, &["rule", "reason"]);
    let rule = text_of(xml, "rule").or_else(|| missing(reader, xml, "rule"))?;
    Some(Allowance { rule, reason: text_of(xml, "reason"), span: xml.whole() })
}

/// Reads what a flow node does to data, in document order.
pub(super) fn facts<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, node: Id<Node>) {
    for child in of(xml) {
        let fact = match child.local() {
            "operation" => read_operation(reader, child, node).map(|found| Fact::Operation(reader.model.operations.push("", found))),
            "notice" => {
                only(reader, child, &["subjects", "subjects-text", "items"]);
                let items = words(reader, child, "items");
                Some(Fact::Notice(NoticeFact { subjects: references(child, "subjects"), items, span: child.whole() }))
            }
            "consent" => {
                only(reader, child, &["purpose", "purpose-text", "in", "in-text", "withdrawn"]);
                Some(Fact::Consent(ConsentFact {
                    purposes: references(child, "purpose"),
                    into: references(child, "in"),
                    withdrawn: flag(reader, child, "withdrawn"),
                    span: child.whole(),
                }))
            }
            "verification" => {
                only(reader, child, &["of"]);
                required(reader, child, "of").then(|| word(reader, child, "of")).flatten().map(Fact::Verification)
            }
            "right" => {
                only(reader, child, &["kind"]);
                required(reader, child, "kind").then(|| word(reader, child, "kind")).flatten().map(Fact::Right)
            }
            _ => None,
        };
        reader.model.nodes[node].facts.extend(fact);
    }
}

fn read_operation<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, node: Id<Node>) -> Option<Operation> {
    only(
        reader,
        xml,
        &[
            "type",
            "data",
            "data-text",
            "subjects",
            "subjects-text",
            "purpose",
            "purpose-text",
            "recipients",
            "recipients-text",
            "recipient",
            "recipient-text",
            "from",
            "from-text",
            "in",
            "in-text",
            "via",
            "via-text",
            "retention",
            "format",
            "ref",
            "as",
        ],
    );
    let word = text_of(xml, "type").or_else(|| missing(reader, xml, "type"))?;
    let Some((kind, wording)) = operation(&word.value) else {
        let more: Vec<&str> = operation_words().iter().map(|entry| entry.name.as_str()).collect();
        off_list(reader, "type", &word, &list_of::<OperationKind>(Lang::Fr), &list_of::<OperationKind>(Lang::En), &more);
        return None;
    };
    Some(Operation {
        node,
        kind,
        word,
        wording,
        data: references(xml, "data"),
        subjects: references(xml, "subjects"),
        purposes: references(xml, "purpose"),
        // One is as good as several.
        recipients: references(xml, "recipients").into_iter().chain(references(xml, "recipient")).collect(),
        from: references(xml, "from"),
        into: references(xml, "in"),
        via: references(xml, "via"),
        retention: retention_of(reader, xml),
        format: text_of(xml, "format"),
        reference: text_of(xml, "ref"),
        description: text_of(xml, "as"),
        span: xml.whole(),
        pin: Pin::Attribute(xml.last_attribute()),
    })
}

fn required(reader: &mut Reader<'_>, xml: Xml<'_>, attribute: &str) -> bool {
    xml.value(attribute).is_some() || missing::<()>(reader, xml, attribute).is_some()
}

/// Reports an attribute without which an element says nothing.
pub(super) fn missing<T>(reader: &mut Reader<'_>, xml: Xml<'_>, attribute: &str) -> Option<T> {
    let name = xml.local();
    reader.invalid(
        xml.name_span(),
        text!("recens:{name} n'a pas d'attribut « {attribute} »", "recens:{name} has no attribute “{attribute}”"),
        text!("ajouter {attribute}=\"…\"", "add {attribute}=\"…\""),
    );
    None
}
