//! Events and their definitions.

use super::container::expression;
use super::xml::Element;
use super::{Writer, extension};
use crate::process::*;

/// The element of an event.
pub(super) fn element(event: &Event) -> &'static str {
    match event.position {
        EventPosition::Start => "bpmn:startEvent",
        EventPosition::End => "bpmn:endEvent",
        EventPosition::Boundary if host(event).is_some() => "bpmn:boundaryEvent",
        EventPosition::Boundary => "bpmn:intermediateCatchEvent",
        EventPosition::Intermediate if event.throwing => "bpmn:intermediateThrowEvent",
        EventPosition::Intermediate => "bpmn:intermediateCatchEvent",
    }
}

fn host(event: &Event) -> Option<Id<Node>> {
    event.host.as_ref().and_then(|host| host.to)
}

/// Whether the event throws.
pub(super) fn throws(event: &Event) -> bool {
    matches!(element(event), "bpmn:endEvent" | "bpmn:intermediateThrowEvent")
}

/// The attributes of an event.
pub(super) fn attributes(model: &Model, out: Element, event: &Event) -> Element {
    let out = match (event.position, host(event)) {
        (EventPosition::Start, _) if event.non_interrupting => out.with("isInterrupting", "false"),
        (EventPosition::Boundary, Some(host)) => {
            let out = out.with("attachedToRef", model.nodes[host].head.name.clone());
            if event.non_interrupting { out.with("cancelActivity", "false") } else { out }
        }
        _ => out,
    };
    out.with_flag("parallelMultiple", event.trigger == Trigger::ParallelMultiple && !throws(event))
}

/// The definitions of an event; several for one that is multiple.
pub(super) fn definitions(writer: &mut Writer<'_>, event: &Event) -> Vec<Element> {
    let detail = event.detail.as_ref().map(|detail| detail.value.trim()).filter(|detail| !detail.is_empty());
    let mut referring = |name: &'static str, kind: &'static str, attribute: &'static str| {
        let shared = detail.map(|detail| writer.shared(kind, detail));
        vec![Element::new(name).with_some(attribute, shared)]
    };
    let definitions = match event.trigger {
        Trigger::None => Vec::new(),
        Trigger::Message => return referring("bpmn:messageEventDefinition", "message", "messageRef"),
        Trigger::Signal => return referring("bpmn:signalEventDefinition", "signal", "signalRef"),
        Trigger::Error => return referring("bpmn:errorEventDefinition", "error", "errorRef"),
        Trigger::Escalation => return referring("bpmn:escalationEventDefinition", "escalation", "escalationRef"),
        Trigger::Timer => return vec![Element::new("bpmn:timerEventDefinition").children(detail.map(timer))],
        Trigger::Condition => {
            return vec![Element::new("bpmn:conditionalEventDefinition").child(expression("bpmn:condition", detail.unwrap_or_default()))];
        }
        Trigger::Link => return vec![Element::new("bpmn:linkEventDefinition").with("name", detail.unwrap_or_default())],
        Trigger::Compensation => vec![Element::new("bpmn:compensateEventDefinition")],
        Trigger::Cancel => vec![Element::new("bpmn:cancelEventDefinition")],
        Trigger::Terminate => vec![Element::new("bpmn:terminateEventDefinition")],
        Trigger::Multiple | Trigger::ParallelMultiple => {
            vec![Element::new("bpmn:messageEventDefinition"), Element::new("bpmn:signalEventDefinition")]
        }
    };
    writer.losses.extend(detail.map(extension::no_detail));
    definitions
}

/// A date, a duration or a cycle, by its ISO 8601 form; what has none is a duration in words.
fn timer(text: &str) -> Element {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let name = if text.starts_with('R') && text.contains('/') || text.split_whitespace().count() > 4 && text.contains('*') {
        "bpmn:timeCycle"
    } else if digits == 4 && text[4..].starts_with('-') {
        "bpmn:timeDate"
    } else {
        "bpmn:timeDuration"
    };
    expression(name, text)
}
