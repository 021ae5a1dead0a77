//! Flow nodes: what they are, their markers, their data, their inside.

use super::container::contents;
use super::xml::Element;
use super::{Container, Writer, data, event, extension, named};
use crate::process::*;

/// A flow node.
pub(super) fn write(writer: &mut Writer<'_>, id: Id<Node>) -> Element {
    let model = writer.model;
    let node = &model.nodes[id];
    let out = named(Element::new(element(&node.kind)), &node.head);
    let out = attributes(writer, out, id);
    let facts = extension::facts(model, node);
    let mut out = out.children(extension::extensions(&node.head.allowances, facts));
    for (name, flows) in [("bpmn:incoming", &writer.inside.incoming[id.index()]), ("bpmn:outgoing", &writer.inside.outgoing[id.index()])] {
        out = out.children(flows.iter().map(|flow| Element::new(name).text(model.flows[*flow].head.name.clone())));
    }
    out = out.children(data::of_step(writer, id));
    match &node.kind {
        NodeKind::Event(event) => out.children(event::definitions(writer, event)),
        NodeKind::Task(Task { repeat, .. }) | NodeKind::Call(Call { repeat, .. }) => out.children(repeat.map(repetition)),
        NodeKind::SubProcess(sub) => contents(writer, out.children(sub.repeat.map(repetition)), Container::SubProcess(id)),
        NodeKind::Gateway(_) => out,
    }
}

fn element(kind: &NodeKind) -> &'static str {
    match kind {
        NodeKind::Event(event) => event::element(event),
        NodeKind::Task(task) => match task.kind {
            TaskKind::Plain => "bpmn:task",
            TaskKind::User => "bpmn:userTask",
            TaskKind::Manual => "bpmn:manualTask",
            TaskKind::Service => "bpmn:serviceTask",
            TaskKind::Script => "bpmn:scriptTask",
            TaskKind::Send => "bpmn:sendTask",
            TaskKind::Receive => "bpmn:receiveTask",
            TaskKind::Rule => "bpmn:businessRuleTask",
        },
        NodeKind::SubProcess(sub) => match sub.kind {
            SubProcessKind::Embedded | SubProcessKind::Event => "bpmn:subProcess",
            SubProcessKind::Transaction => "bpmn:transaction",
            SubProcessKind::AdHoc => "bpmn:adHocSubProcess",
        },
        NodeKind::Call(_) => "bpmn:callActivity",
        NodeKind::Gateway(gateway) => match gateway {
            Gateway::Exclusive => "bpmn:exclusiveGateway",
            Gateway::Parallel => "bpmn:parallelGateway",
            Gateway::Inclusive => "bpmn:inclusiveGateway",
            Gateway::Complex => "bpmn:complexGateway",
            Gateway::EventBased | Gateway::EventBasedStart | Gateway::ParallelEventBased => "bpmn:eventBasedGateway",
        },
    }
}

fn attributes(writer: &mut Writer<'_>, out: Element, id: Id<Node>) -> Element {
    let model = writer.model;
    let default = writer.inside.outgoing[id.index()].iter().find(|flow| model.flows[**flow].default);
    let default = default.map(|flow| model.flows[*flow].head.name.clone());
    match &model.nodes[id].kind {
        NodeKind::Event(event) => event::attributes(model, out, event),
        NodeKind::Task(task) => out.with_flag("isForCompensation", task.compensation).with_some("default", default),
        NodeKind::SubProcess(sub) => out
            .with_flag("isForCompensation", sub.compensation)
            .with_some("default", default)
            .with_flag("triggeredByEvent", sub.kind == SubProcessKind::Event),
        NodeKind::Call(call) => {
            let called = call.called.as_ref().map(|called| called.value.clone());
            let fit = called.clone().filter(|called| super::names::is_ncname(called));
            if let (Some(called), None) = (&called, &fit) {
                writer.losses.push(extension::called(called));
            }
            out.with_flag("isForCompensation", call.compensation).with_some("default", default).with_some("calledElement", fit)
        }
        NodeKind::Gateway(gateway) => match gateway {
            Gateway::Exclusive | Gateway::Inclusive | Gateway::Complex => out.with_some("default", default),
            Gateway::EventBasedStart => out.with("instantiate", "true"),
            Gateway::ParallelEventBased => out.with("instantiate", "true").with("eventGatewayType", "Parallel"),
            Gateway::Parallel | Gateway::EventBased => out,
        },
    }
}

fn repetition(repeat: Repeat) -> Element {
    match repeat {
        Repeat::Loop => Element::new("bpmn:standardLoopCharacteristics"),
        Repeat::Parallel => Element::new("bpmn:multiInstanceLoopCharacteristics"),
        Repeat::Sequential => Element::new("bpmn:multiInstanceLoopCharacteristics").with("isSequential", "true"),
    }
}
