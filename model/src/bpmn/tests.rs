//! Reading BPMN: one small text for each feature and each mistake.

mod corpus;
mod data;
mod diagram;
mod extension;
mod flow;
mod mistakes;
mod mutants;
mod structure;

use crate::process::{Event, Node, NodeKind};
use crate::read::{Format, NoImports, Reading, read};

/// Reads what stands in `definitions`, all namespaces declared.
fn definitions(inside: &str) -> Reading {
    let text = format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:bpmndi='http://www.omg.org/spec/BPMN/20100524/DI' \
         xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' xmlns:di='http://www.omg.org/spec/DD/20100524/DI' xmlns:recens='urn:recens:1' \
         xmlns:camunda='http://camunda.org/schema/1.0/bpmn' xmlns:zeebe='http://camunda.org/schema/zeebe/1.0' \
         xmlns:bioc='http://bpmn.io/schema/bpmn/biocolor/1.0' \
         xmlns:color='http://www.omg.org/spec/BPMN/non-normative/color/1.0'>{inside}</definitions>"
    );
    read("test.bpmn", text.as_bytes(), Format::Bpmn, &mut NoImports)
}

/// Reads what stands in a process without pool.
fn process(inside: &str) -> Reading {
    definitions(&format!("<process id='p'>{inside}</process>"))
}

/// The same, where nothing may be found wrong.
fn clean(inside: &str) -> Reading {
    let reading = process(inside);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading
}

/// The rules of what was found, each with what stands at its place.
fn found(reading: &Reading) -> Vec<(&'static str, &str)> {
    reading.diagnostics.iter().map(|found| (found.rule, reading.sources.text(found.span))).collect()
}

fn node<'a>(reading: &'a Reading, name: &str) -> &'a Node {
    &reading.model.nodes[reading.model.nodes.named(name)[0]]
}

fn event<'a>(reading: &'a Reading, name: &str) -> &'a Event {
    match &node(reading, name).kind {
        NodeKind::Event(event) => event,
        other => panic!("{name} is {other:?}"),
    }
}
