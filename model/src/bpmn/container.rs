//! The inside of a process or sub-process: its elements in document order, each given to the reader of its family.

use super::reader::{Place, Reader};
use super::space::Space;
use super::vocabulary::Class;
use super::xml::Node as Xml;
use super::{activity, artifact, association, event, extension, flow, form, gateway, lane, line};
use crate::process::*;
use std::borrow::Cow;

/// Reads what stands in a process or sub-process.
pub(super) fn contents<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    for set in xml.children_named(Space::Bpmn, "laneSet") {
        lane::set(reader, set, place, None);
    }
    for child in xml.children().filter(|child| child.of(Space::Bpmn)) {
        match (child.class(), child.local()) {
            (Class::Node | Class::SubProcess, _) => node(reader, child, place),
            (_, "sequenceFlow") => flow::sequence(reader, child, place),
            (_, "ioSpecification") if place.parent.is_none() => artifact::inputs_and_outputs(reader, child, place),
            _ => attached(reader, child, place),
        }
    }
}

/// Reads an artifact or association; anything else is left alone.
pub(super) fn attached<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    if !xml.of(Space::Bpmn) {
        return;
    }
    match xml.local() {
        "association" => association::plain(reader, xml, place),
        _ => artifact::read(reader, xml, place),
    }
}

fn node<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    let head = reader.head(xml, place.activity);
    let name = head.name.clone();
    let kind = match xml.local() {
        local if local.ends_with("Event") => NodeKind::Event(event::read(reader, xml, place)),
        local if local.ends_with("Gateway") => NodeKind::Gateway(gateway::read(xml)),
        "subProcess" | "transaction" | "adHocSubProcess" => NodeKind::SubProcess(activity::sub_process(reader, xml, &name)),
        "callActivity" => NodeKind::Call(activity::call(reader, xml)),
        _ => NodeKind::Task(activity::task(xml)),
    };
    if let Some(flow) = xml.value("default") {
        let flow = Cow::Owned(reader.index.known(&flow).into_owned());
        reader.defaults.insert(flow);
    }
    let lane = lane::of(reader, &name, &kind).or(place.lane);
    let nested = matches!(kind, NodeKind::SubProcess(_));
    let node = Node { head, activity: place.activity, participant: place.participant, lane, parent: place.parent, kind, facts: Vec::new() };
    let id = reader.model.nodes.push(name, node);
    if xml.child(Space::Bpmn, "extensionElements").is_some() {
        extension::facts(reader, xml, id);
        form::of_step(reader, xml, id);
    }
    line::of_step(reader, xml, id);
    for child in xml.children() {
        if child.is(Space::Bpmn, "dataInputAssociation") {
            association::input(reader, child, place, xml);
        } else if child.is(Space::Bpmn, "dataOutputAssociation") {
            association::output(reader, child, place, xml);
        }
    }
    if nested {
        contents(reader, xml, Place { lane, parent: Some(id), ..place });
    }
}
