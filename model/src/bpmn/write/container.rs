//! The inside of a process, sub-process or collaboration, in the order the schema asks for.

use super::xml::Element;
use super::{Container, Writer, artifact, data, extension, named, node};
use crate::process::*;

/// `element` with what stands in `container`.
pub(super) fn contents(writer: &mut Writer<'_>, element: Element, container: Container) -> Element {
    let model = writer.model;
    let artifacts = writer.inside.artifacts.remove(&container).unwrap_or_default();
    let mut out = element;
    if let Container::Process(participant) = container {
        out = out.children(artifact::inputs_and_outputs(writer, &artifacts));
        out = out.children(lanes(writer, Some(participant), None, "bpmn:laneSet"));
    }
    for id in writer.inside.nodes.remove(&container).unwrap_or_default() {
        let element = node::write(writer, id);
        out.push(element);
    }
    for id in &artifacts {
        out = out.children(artifact::flow_element(writer, *id));
    }
    for id in writer.inside.flows.remove(&container).unwrap_or_default() {
        out.push(flow(model, id));
    }
    for id in &artifacts {
        out = out.children(artifact::note_or_group(writer, *id));
    }
    for id in writer.inside.associations.remove(&container).unwrap_or_default() {
        out.push(data::plain(model, id));
    }
    out
}

fn lanes(writer: &Writer<'_>, participant: Option<Id<Participant>>, parent: Option<Id<Lane>>, set: &'static str) -> Option<Element> {
    let lanes = writer.inside.lanes.get(&(participant, parent))?;
    let lane = |id: &Id<Lane>| {
        let head = &writer.model.lanes[*id].head;
        let members = writer.inside.members.get(id).into_iter().flatten();
        let reference = |node: &Id<Node>| Element::new("bpmn:flowNodeRef").text(writer.model.nodes[*node].head.name.clone());
        named(Element::new("bpmn:lane"), head)
            .children(extension::extensions(&head.allowances, None))
            .children(members.map(reference))
            .children(lanes_inside(writer, participant, *id))
    };
    Some(Element::new(set).children(lanes.iter().map(lane)))
}

fn lanes_inside(writer: &Writer<'_>, participant: Option<Id<Participant>>, lane: Id<Lane>) -> Option<Element> {
    lanes(writer, participant, Some(lane), "bpmn:childLaneSet")
}

fn flow(model: &Model, id: Id<SequenceFlow>) -> Element {
    let flow = &model.flows[id];
    let name = |end: &Ref<Id<Node>>| end.to.map(|node| model.nodes[node].head.name.clone()).unwrap_or_default();
    let out = named(Element::new("bpmn:sequenceFlow"), &flow.head).with("sourceRef", name(&flow.from)).with("targetRef", name(&flow.to));
    let out = out.children(extension::extensions(&flow.head.allowances, None));
    let decides = flow.from.to.is_some_and(|node| {
        matches!(model.nodes[node].kind, NodeKind::Gateway(Gateway::Exclusive | Gateway::Inclusive | Gateway::Complex))
    });
    // The label of a branch is its condition, unless another one is written.
    let label = || Some(flow.head.label.clone()).filter(|label| decides && !flow.default && !label.trim().is_empty());
    let condition = flow.condition.as_ref().map(|condition| condition.value.clone()).or_else(label);
    out.children(condition.map(|text| expression("bpmn:conditionExpression", &text)))
}

/// An expression of any language.
pub(super) fn expression(name: &'static str, text: &str) -> Element {
    Element::new(name).with("xsi:type", "bpmn:tFormalExpression").text(text)
}
