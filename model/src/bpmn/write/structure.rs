//! Definitions, collaborations, pools and processes, and what they refer to.

use super::container::contents;
use super::extension::extensions;
use super::ready::{Root, root};
use super::xml::Element;
use super::{Container, Writer, artifact, diagram, extension, named, treatment};
use crate::process::*;

/// The whole document.
pub(super) fn definitions(writer: &mut Writer<'_>, diagrams: &[Diagram]) -> Element {
    let model = writer.model;
    let mut bodies = Vec::new();
    for activity in model.activities.ids() {
        match root(model, activity) {
            Root::Collaboration => collaboration(writer, activity, &mut bodies),
            Root::Process(participant) => bodies.push(lone(writer, activity, participant)),
            Root::Empty => bodies.push(empty(writer, activity)),
        }
    }
    let stores = artifact::stores(model);
    let planes = diagram::diagrams(writer, diagrams);
    let id = writer.ids.claim("definitions");
    let mut out = Element::new("bpmn:definitions")
        .with("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL")
        .with("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI")
        .with("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC")
        .with("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with("xmlns:recens", "urn:recens:1");
    if diagrams.iter().any(diagram::is_coloured) {
        out = out.with("xmlns:bioc", "http://bpmn.io/schema/bpmn/biocolor/1.0");
        out = out.with("xmlns:color", "http://www.omg.org/spec/BPMN/non-normative/color/1.0");
    }
    out.with("id", id)
        .with("targetNamespace", "urn:recens:processes")
        .with("exporter", "recens")
        .children(bodies)
        .children(stores)
        .children(std::mem::take(&mut writer.definitions))
        .children(planes)
}

fn collaboration(writer: &mut Writer<'_>, id: Id<Activity>, bodies: &mut Vec<Element>) {
    let model = writer.model;
    let activity = &model.activities[id];
    let mut out = named(Element::new("bpmn:collaboration"), &activity.head);
    let treatment = treatment::of(writer, id);
    // Exceptions stand in the treatment where there is one.
    let allowances = if treatment.is_some() { &[][..] } else { &activity.head.allowances[..] };
    out = out.children(extensions(allowances, treatment));
    let mut processes = Vec::new();
    for (participant, pool) in model.participants.iter().filter(|(_, pool)| pool.activity == Some(id) && pool.drawn) {
        let element = named(Element::new("bpmn:participant"), &pool.head).with_some("processRef", pool.process.clone());
        let element = element.children(extensions(&pool.head.allowances, None));
        let multiplicity = Element::new("bpmn:participantMultiplicity").with("minimum", "2").with("maximum", "2");
        out.push(element.children(pool.multiple.then_some(multiplicity)));
        if let Some(process) = &pool.process {
            let element = Element::new("bpmn:process").with("id", process.clone()).with("isExecutable", "false");
            processes.push(contents(writer, element, Container::Process(participant)));
        }
    }
    let messages: Vec<Element> = model
        .messages
        .values()
        .filter(|message| belongs(model, message, id))
        .filter_map(|message| self::message(writer, message))
        .collect();
    out = out.children(messages);
    bodies.push(contents(writer, out, Container::Collaboration(Some(id))));
    bodies.append(&mut processes);
}

/// A message flow is its activity's; one of a model that does not say belongs to the first.
fn belongs(model: &Model, message: &MessageFlow, activity: Id<Activity>) -> bool {
    let end = |end: &Ref<MessageEnd>| match end.to? {
        MessageEnd::Participant(participant) => model.participants[participant].activity,
        MessageEnd::Node(node) => model.nodes[node].activity,
    };
    end(&message.from).or(message.head.scope).unwrap_or(Id::from_index(0)) == activity
}

fn message(writer: &mut Writer<'_>, message: &MessageFlow) -> Option<Element> {
    let model = writer.model;
    let end = |end: &Ref<MessageEnd>| {
        Some(match end.to? {
            MessageEnd::Participant(participant) => model.participants[participant].head.name.clone(),
            MessageEnd::Node(node) => model.nodes[node].head.name.clone(),
        })
    };
    let (Some(from), Some(to)) = (end(&message.from), end(&message.to)) else {
        writer.losses.push(extension::dangling(&message.from.text, &message.to.text));
        return None;
    };
    let element = named(Element::new("bpmn:messageFlow"), &message.head).with("sourceRef", from).with("targetRef", to);
    let content = extension::content(model, &message.carries, &message.via, None);
    Some(element.children(extensions(&message.head.allowances, content)))
}

/// The process of an activity without pools.
fn lone(writer: &mut Writer<'_>, id: Id<Activity>, participant: Id<Participant>) -> Element {
    let (activity, pool) = (&writer.model.activities[id], &writer.model.participants[participant]);
    let label = if pool.head.label.is_empty() { &activity.head.label } else { &pool.head.label };
    let out = Element::new("bpmn:process").with("id", pool.head.name.clone()).with_some("name", Some(label.clone()));
    let treatment = treatment::of(writer, id);
    let allowances = if treatment.is_some() { &[][..] } else { &activity.head.allowances[..] };
    let out = out.with("isExecutable", "false").children(extensions(allowances, treatment));
    contents(writer, out, Container::Process(participant))
}

/// An activity of which nothing but the register's entry is known.
fn empty(writer: &mut Writer<'_>, id: Id<Activity>) -> Element {
    let head = &writer.model.activities[id].head;
    let treatment = treatment::of(writer, id);
    named(Element::new("bpmn:process"), head).with("isExecutable", "false").children(extensions(&[], treatment))
}
