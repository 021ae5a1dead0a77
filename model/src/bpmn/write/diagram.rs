//! The diagram interchange: one `BPMNDiagram` a plane.

use super::Writer;
use super::ready::{Root, root};
use super::xml::Element;
use crate::process::*;
use std::collections::HashMap;

/// Whether a diagram has colours.
pub(in crate::bpmn) fn is_coloured(diagram: &Diagram) -> bool {
    let coloured = |colors: &Colors| *colors != Colors::default();
    diagram.shapes.iter().any(|shape| coloured(&shape.colors)) || diagram.edges.iter().any(|edge| coloured(&edge.colors))
}

/// The diagrams of a document that is being written.
pub(super) fn diagrams(writer: &mut Writer<'_>, diagrams: &[Diagram]) -> Vec<Element> {
    let model = writer.model;
    let mut planes = HashMap::new();
    for (id, activity) in model.activities.iter() {
        let element = match root(model, id) {
            Root::Process(participant) => &model.participants[participant].head.name,
            Root::Collaboration | Root::Empty => &activity.head.name,
        };
        planes.entry(activity.head.name.clone()).or_insert_with(|| element.clone());
        planes.entry(Name::default()).or_insert_with(|| element.clone());
    }
    let envelopes = envelopes(model);
    let prefixes = Prefixes::default();
    let out = diagrams.iter().map(|diagram| {
        let plane = planes.get(&diagram.element).unwrap_or(&diagram.element).clone();
        let mut claim = |wanted: String| writer.ids.claim(&wanted);
        plane_of(diagram, &plane, &prefixes, &envelopes, &mut claim)
    });
    out.collect()
}

/// The envelopes drawn on message flows: whether each initiates.
pub(in crate::bpmn) fn envelopes(model: &Model) -> HashMap<&str, bool> {
    model.messages.values().filter_map(|message| Some((message.head.name.as_str(), message.envelope?))).collect()
}

/// The prefixes of the diagram's namespaces, colon included where there is one.
#[derive(Clone, Debug)]
pub(in crate::bpmn) struct Prefixes {
    /// Of BPMN's diagrams.
    pub bpmndi: String,
    /// Of bounds.
    pub dc: String,
    /// Of waypoints.
    pub di: String,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self { bpmndi: "bpmndi:".to_owned(), dc: "dc:".to_owned(), di: "di:".to_owned() }
    }
}

/// One diagram with its plane; `claim` makes an identifier nobody has.
pub(in crate::bpmn) fn plane_of(
    diagram: &Diagram,
    plane: &str,
    prefixes: &Prefixes,
    envelopes: &HashMap<&str, bool>,
    claim: &mut dyn FnMut(String) -> String,
) -> Element {
    let di = |name: &str| format!("{}{name}", prefixes.bpmndi);
    let id = claim(format!("{plane}_diagram"));
    let name = Some(diagram.name.clone());
    let mut inside = Element::new(di("BPMNPlane")).with("id", claim(format!("{plane}_plane"))).with("bpmnElement", plane);
    for shape in &diagram.shapes {
        let out =
            Element::new(di("BPMNShape")).with("id", claim(format!("{}_di", shape.element))).with("bpmnElement", shape.element.clone());
        let flag = |out: Element, name: &'static str, flag: Option<bool>| out.with_some(name, flag.map(|flag| flag.to_string()));
        let out = flag(out, "isHorizontal", shape.horizontal);
        let out = flag(flag(out, "isExpanded", shape.expanded), "isMarkerVisible", shape.marker);
        inside.push(coloured(out, &shape.colors).child(bounds(&shape.bounds, prefixes)).children(label(
            shape.label.as_ref(),
            &shape.colors,
            prefixes,
        )));
    }
    for edge in &diagram.edges {
        let out = Element::new(di("BPMNEdge")).with("id", claim(format!("{}_di", edge.element))).with("bpmnElement", edge.element.clone());
        let kind = envelopes.get(edge.element.as_str()).map(|initiating| if *initiating { "initiating" } else { "non_initiating" });
        let points = edge
            .waypoints
            .iter()
            .map(|(x, y)| Element::new(format!("{}waypoint", prefixes.di)).with("x", number(*x)).with("y", number(*y)));
        let out = coloured(out.with_some("messageVisibleKind", kind), &edge.colors);
        inside.push(out.children(points).children(label(edge.label.as_ref(), &edge.colors, prefixes)));
    }
    Element::new(di("BPMNDiagram")).with("id", id).with_some("name", name).child(inside)
}

fn coloured(out: Element, colors: &Colors) -> Element {
    out.with_some("bioc:stroke", colors.stroke.map(|it| it.to_string()))
        .with_some("bioc:fill", colors.fill.map(|it| it.to_string()))
        .with_some("color:border-color", colors.stroke.map(|it| it.to_string()))
        .with_some("color:background-color", colors.fill.map(|it| it.to_string()))
}

/// A label that has a place or a colour of its own.
fn label(bounds: Option<&Bounds>, colors: &Colors, prefixes: &Prefixes) -> Option<Element> {
    let label = Element::new(format!("{}BPMNLabel", prefixes.bpmndi)).with_some("color:color", colors.text.map(|it| it.to_string()));
    (bounds.is_some() || colors.text.is_some()).then(|| label.children(bounds.map(|at| self::bounds(at, prefixes))))
}

fn bounds(at: &Bounds, prefixes: &Prefixes) -> Element {
    Element::new(format!("{}Bounds", prefixes.dc))
        .with("x", number(at.x))
        .with("y", number(at.y))
        .with("width", number(at.width))
        .with("height", number(at.height))
}

/// A number with at most two decimals; never `-0`.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
