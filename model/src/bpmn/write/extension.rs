//! The extension elements of a step: what it does to data, and the exceptions of any element.

use super::retention::retention;
use super::xml::Element;
use crate::diagnostic::{Lang, Text};
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::text;

/// The `extensionElements` of an element, where there is anything to put there.
pub(super) fn extensions(allowances: &[Allowance], more: impl IntoIterator<Item = Element>) -> Option<Element> {
    let out = Element::new("bpmn:extensionElements").children(more).children(allowances.iter().map(allow));
    (!out.is_bare()).then_some(out)
}

/// A justified exception.
pub(super) fn allow(allowance: &Allowance) -> Element {
    let reason = allowance.reason.as_ref().map(|reason| reason.value.clone());
    Element::new("recens:allow").with("rule", allowance.rule.value.clone()).with_some("reason", reason)
}

/// What a message flow carries, what a document holds, and the lane of an artifact, which BPMN does not say.
pub(super) fn content(model: &Model, data: &[Ref<Id<Datum>>], via: &[Ref<Id<Channel>>], lane: Option<String>) -> Option<Element> {
    let out = references(Element::new("recens:content"), "data", data, |id| &model.data[id].head);
    let out = references(out, "via", via, |id| &model.channels[id].head).with_some("lane", lane);
    (!out.is_bare()).then_some(out)
}

/// What a step does to data, in written order.
pub(super) fn facts(model: &Model, node: &Node) -> Vec<Element> {
    node.facts.iter().map(|fact| self::fact(model, fact)).collect()
}

fn fact(model: &Model, fact: &Fact) -> Element {
    match fact {
        Fact::Operation(id) => operation(model, &model.operations[*id]),
        Fact::Notice(notice) => {
            let items: Vec<&str> = notice.items.iter().map(|item| item.value.word(Lang::En)).collect();
            let out = references(Element::new("recens:notice"), "subjects", &notice.subjects, |id| &model.subjects[id].head);
            out.with_some("items", Some(items.join(" ")))
        }
        Fact::Consent(consent) => {
            let out = references(Element::new("recens:consent"), "purpose", &consent.purposes, |id| &model.purposes[id].head);
            references(out, "in", &consent.into, |place| place_head(model, place)).with_flag("withdrawn", consent.withdrawn)
        }
        Fact::Verification(verification) => Element::new("recens:verification").with("of", verification.value.word(Lang::En)),
        Fact::Right(right) => Element::new("recens:right").with("kind", right.value.word(Lang::En)),
    }
}

fn operation(model: &Model, operation: &Operation) -> Element {
    let out = Element::new("recens:operation").with("type", operation.word.value.clone());
    let out = references(out, "data", &operation.data, |id| &model.data[id].head);
    let out = references(out, "subjects", &operation.subjects, |id| &model.subjects[id].head);
    let out = references(out, "purpose", &operation.purposes, |id| &model.purposes[id].head);
    let out = references(out, "recipients", &operation.recipients, |to| party_head(model, to));
    let out = references(out, "from", &operation.from, |from| origin_head(model, from));
    let out = references(out, "in", &operation.into, |place| place_head(model, place));
    let out = references(out, "via", &operation.via, |id| &model.channels[id].head);
    let text = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    out.with_some("retention", operation.retention.first().map(retention))
        .with_some("format", text(&operation.format))
        .with_some("ref", text(&operation.reference))
        .with_some("as", text(&operation.description))
}

/// References as an attribute of identifiers and, for what was declared on the spot, one of texts.
pub(super) fn references<'m, T: Copy>(out: Element, name: &'static str, list: &[Ref<T>], head: impl Fn(T) -> &'m Head) -> Element {
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for reference in list {
        match reference.to.map(&head) {
            Some(head) if reference.quoted && head.on_the_spot => texts.push(head.label.clone()),
            Some(head) => names.push(head.name.clone()),
            None if reference.quoted => texts.push(reference.text.replace(';', ",")),
            None => names.push(reference.text.clone()),
        }
    }
    let texts = texts.join("; ");
    out.with_some(name, Some(names.join(" "))).with_some(format!("{name}-text"), Some(texts))
}

/// Who somebody is.
pub(super) fn party_head(model: &Model, party: Party) -> &Head {
    match party {
        Party::Recipient(id) => &model.recipients[id].head,
        Party::Organisation(id) => &model.organisations[id].head,
        Party::Participant(id) => &model.participants[id].head,
        Party::Lane(id) => &model.lanes[id].head,
        Party::Subjects(id) => &model.subjects[id].head,
    }
}

fn origin_head(model: &Model, origin: Origin) -> &Head {
    match origin {
        Origin::Store(id) => &model.stores[id].head,
        Origin::Document(id) => &model.artifacts[id].head,
        Origin::Channel(id) => &model.channels[id].head,
        Origin::Party(party) => party_head(model, party),
    }
}

fn place_head(model: &Model, place: Place) -> &Head {
    match place {
        Place::Store(id) => &model.stores[id].head,
        Place::Document(id) => &model.artifacts[id].head,
    }
}

/// An arrow whose end is nowhere.
pub(super) fn dangling(from: &str, to: &str) -> Text {
    text!(
        "la flèche de `{from}` à `{to}` ne mène nulle part : elle n'est pas écrite",
        "the arrow from `{from}` to `{to}` leads nowhere: it is not written"
    )
}

/// A called activity whose name XML does not accept.
pub(super) fn called(name: &str) -> Text {
    text!("« {name} » ne peut pas être appelé en BPMN : ce n'est pas un nom XML", "“{name}” cannot be called in BPMN: it is no XML name")
}

/// A detail of an event that BPMN has no place for.
pub(super) fn no_detail(detail: &str) -> Text {
    text!("BPMN n'a pas de place pour « {detail} » sur cet événement", "BPMN has no place for “{detail}” on this event")
}
