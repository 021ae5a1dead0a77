//! Sequence flows and message flows.

use super::reader::{Place, Reader, child_text};
use super::space::Space;
use super::xml::Node as Xml;
use crate::diagnostic::reading;
use crate::process::*;
use crate::text;

/// Reads a sequence flow. Its own `sourceRef` and `targetRef` decide; `incoming` and `outgoing` are often incomplete.
pub(super) fn sequence<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    let head = reader.head(xml, place.activity);
    let (Some(from), Some(to)) = (reader.reference(xml, "sourceRef"), reader.reference(xml, "targetRef")) else {
        return no_end(reader, xml, &head);
    };
    let condition = child_text(xml, "conditionExpression").filter(|condition| condition.value != head.label);
    let conditional = xml.child(Space::Bpmn, "conditionExpression").is_some();
    let flow = SequenceFlow { from, to, condition, conditional, default: false, head };
    reader.model.flows.push(flow.head.name.clone(), flow);
}

/// Reads a message flow.
pub(super) fn message<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    let mut head = reader.head(xml, place.activity);
    let (Some(from), Some(to)) = (end(reader, xml, "sourceRef"), end(reader, xml, "targetRef")) else {
        return no_end(reader, xml, &head);
    };
    let message = xml.value("messageRef").and_then(|reference| reader.index.get_named(&reference, "message"));
    let message = message.map(super::reader::label);
    let unnamed = head.label.is_empty() && message.is_some();
    if let Some(message) = message.as_ref().filter(|_| unnamed) {
        head.label.clone_from(message);
    }
    let content = super::content::of(reader, xml);
    let envelope = reader.drawn.envelope(&head.name);
    let flow = MessageFlow { head, from, to, carries: content.data, via: content.via, envelope, message, unnamed };
    reader.model.messages.push(flow.head.name.clone(), flow);
}

/// A message may name a process instead of the pool that shows it.
fn end<'a>(reader: &Reader<'a>, xml: Xml<'a>, attribute: &str) -> Option<Ref<MessageEnd>> {
    let mut end = reader.reference(xml, attribute)?;
    if let Some(shown) = reader.index.drawn(&end.text) {
        end.text = shown;
    }
    Some(end)
}

fn no_end<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, head: &Head) {
    let missing = ["sourceRef", "targetRef"].into_iter().find(|attribute| xml.value(attribute).is_none()).unwrap_or("sourceRef");
    let kind = xml.local();
    let name = &head.name;
    reader.report(
        &reading::UNKNOWN_REFERENCE,
        xml.name_span(),
        text!("{kind} `{name}` n'a pas d'attribut {missing}", "{kind} `{name}` has no attribute {missing}"),
        text!(
            "ajouter {missing}=\"…\" avec l'identifiant de l'élément à joindre",
            "add {missing}=\"…\" with the identifier of the element to join"
        ),
    );
}
