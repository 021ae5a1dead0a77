//! Events: where they stand, what they wait for or throw, and its detail.

use super::reader::{Place, Reader, child_text};
use super::space::Space;
use super::xml::Node as Xml;
use crate::diagnostic::reading;
use crate::process::*;
use crate::source::Spanned;
use crate::text;

/// Reads an event.
pub(super) fn read<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) -> Event {
    let (position, throwing) = match xml.local() {
        "startEvent" => (EventPosition::Start, false),
        "endEvent" => (EventPosition::End, true),
        "boundaryEvent" => (EventPosition::Boundary, false),
        local => (EventPosition::Intermediate, local != "intermediateCatchEvent"),
    };
    let definitions = definitions(reader, xml);
    let (trigger, detail) = match definitions[..] {
        [] => (Trigger::None, None),
        [one] => (trigger(one), detail(reader, one)),
        _ if xml.flag("parallelMultiple") == Some(true) => (Trigger::ParallelMultiple, None),
        _ => (Trigger::Multiple, None),
    };
    let starts_sub_process = position == EventPosition::Start && in_event_sub_process(reader, place);
    let non_interrupting = match position {
        EventPosition::Boundary => xml.flag("cancelActivity") == Some(false),
        _ => starts_sub_process && xml.flag("isInterrupting") == Some(false),
    };
    let host = reader.reference(xml, "attachedToRef").filter(|_| position == EventPosition::Boundary);
    if position == EventPosition::Boundary && host.is_none() {
        reader.report(
            &reading::UNKNOWN_REFERENCE,
            xml.name_span(),
            text!("cet événement de bord n'a pas d'attribut attachedToRef", "this boundary event has no attribute attachedToRef"),
            text!("dire sur quelle activité il est posé : attachedToRef=\"…\"", "say on which activity it sits: attachedToRef=\"…\""),
        );
    }
    Event { position, trigger, throwing, non_interrupting, host, detail }
}

/// The event definitions of an event, its own and those it refers to.
fn definitions<'a>(reader: &Reader<'a>, xml: Xml<'a>) -> Vec<Xml<'a>> {
    (xml.children().filter(|child| child.of(Space::Bpmn)))
        .filter_map(|child| match child.local() {
            "eventDefinitionRef" => reader.index.get(&child.trimmed()?),
            local if local.ends_with("EventDefinition") => Some(child),
            _ => None,
        })
        .collect()
}

fn trigger(definition: Xml<'_>) -> Trigger {
    match definition.local() {
        "messageEventDefinition" => Trigger::Message,
        "timerEventDefinition" => Trigger::Timer,
        "signalEventDefinition" => Trigger::Signal,
        "errorEventDefinition" => Trigger::Error,
        "escalationEventDefinition" => Trigger::Escalation,
        "compensateEventDefinition" => Trigger::Compensation,
        "conditionalEventDefinition" => Trigger::Condition,
        "linkEventDefinition" => Trigger::Link,
        "cancelEventDefinition" => Trigger::Cancel,
        "terminateEventDefinition" => Trigger::Terminate,
        _ => Trigger::None,
    }
}

/// What an event definition says beyond its kind. A reference that leads nowhere is kept as it stands: engines accept
/// codes of errors and names of messages there.
fn detail(reader: &Reader<'_>, definition: Xml<'_>) -> Option<Spanned<String>> {
    let named = |attribute: &str| {
        let reference = definition.value(attribute)?;
        let name = reader.name_of(&reference);
        let span = definition.attribute(attribute)?.span();
        (!name.trim().is_empty()).then(|| Spanned::new(super::reader::tidy(name), span))
    };
    match definition.local() {
        "timerEventDefinition" => ["timeDate", "timeDuration", "timeCycle"].into_iter().find_map(|local| child_text(definition, local)),
        "conditionalEventDefinition" => child_text(definition, "condition"),
        "linkEventDefinition" => named_itself(definition),
        "messageEventDefinition" => named("messageRef"),
        "signalEventDefinition" => named("signalRef"),
        "errorEventDefinition" => named("errorRef"),
        "escalationEventDefinition" => named("escalationRef"),
        _ => None,
    }
}

fn named_itself(definition: Xml<'_>) -> Option<Spanned<String>> {
    let name = definition.attribute("name")?;
    let value = super::reader::tidy(name.value());
    (!value.is_empty()).then(|| Spanned::new(value, name.span()))
}

fn in_event_sub_process(reader: &Reader<'_>, place: Place) -> bool {
    place.parent.is_some_and(|parent| {
        matches!(reader.model.nodes[parent].kind, NodeKind::SubProcess(SubProcess { kind: SubProcessKind::Event, .. }))
    })
}
