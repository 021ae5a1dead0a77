//! The places of a drawing as BPMN's diagram interchange, so that other tools show the picture as we draw it.

use super::content::{self, Content};
use super::plan::{AreaKind, Link, Plan, Thing};
use super::{Options, Placing, Stores, auto};
use crate::geometry::{Point, Rect};
use crate::layout::Direction;
use crate::shape::gateway::Sign;
use model::process::*;
use std::collections::HashSet;

/// One diagram for each activity, one for a collaboration with the processes beside it that lines join with it, and one for
/// the inside of each collapsed sub-process. `element` is the identifier of the activity or sub-process; shapes and edges
/// have the identifiers of the model.
///
/// Everything is laid out anew; stores that the source does not draw are left out.
pub fn diagrams(model: &Model, options: &Options) -> Vec<Diagram> {
    let options = Options { layout: Placing::Always, stores: Stores::None, plane: None, ..options.clone() };
    let mut out = Vec::new();
    for group in joined(model) {
        let whole = group.len() == model.activities.len();
        let content = Content::of(model, &options, (!whole || group.len() == 1).then(|| group.iter().copied().collect()));
        out.push(diagram(model, &options, &content, &model.activities[group[0]].head));
    }
    for (_, node) in model.nodes.iter().filter(|(_, node)| content::collapsed(node)) {
        let options = Options { plane: Some(node.head.name.to_string()), activity: node.activity, ..options.clone() };
        out.push(diagram(model, &options, &Content::new(model, &options), &node.head));
    }
    out
}

/// The activities by diagram, in order of writing; the first of each gives its name. Lines join activities that one diagram
/// each would lack, as long as at most one of them has pools.
fn joined(model: &Model) -> Vec<Vec<Id<Activity>>> {
    let node = |id: Option<Id<Node>>| model.nodes[id?].activity;
    let message = |end: Option<MessageEnd>| match end? {
        MessageEnd::Node(id) => node(Some(id)),
        MessageEnd::Participant(id) => model.participants[id].activity,
    };
    let associated = |end: Option<AssociationEnd>| match end? {
        AssociationEnd::Node(id) => node(Some(id)),
        AssociationEnd::Artifact(id) => model.artifacts[id].activity,
        _ => None,
    };
    let flows = model.flows.values().map(|flow| (node(flow.from.to), node(flow.to.to)));
    let messages = model.messages.values().map(|flow| (message(flow.from.to), message(flow.to.to)));
    let associations = model.associations.values().map(|line| (associated(line.from.to), associated(line.to.to)));
    let pooled: HashSet<_> = model.participants.values().filter(|pool| pool.drawn).filter_map(|pool| pool.activity).collect();
    // The group of each activity; a line makes two groups one.
    let mut group: Vec<usize> = (0..model.activities.len()).collect();
    for (a, b) in flows.chain(messages).chain(associations).filter_map(|(a, b)| a.zip(b)) {
        let (a, b) = (group[a.index()], group[b.index()]);
        let has_pools = |of: usize| pooled.iter().any(|id| group[id.index()] == of);
        if a != b && !(has_pools(a) && has_pools(b)) {
            group.iter_mut().filter(|of| **of == b).for_each(|of| *of = a);
        }
    }
    let mut out: Vec<Vec<Id<Activity>>> = Vec::new();
    for id in model.activities.ids() {
        match out.iter_mut().find(|list| group[list[0].index()] == group[id.index()]) {
            Some(list) if pooled.contains(&id) => list.insert(0, id),
            Some(list) => list.push(id),
            None => out.push(vec![id]),
        }
    }
    out
}

fn diagram(model: &Model, options: &Options, shown: &Content, of: &Head) -> Diagram {
    let plan = auto::plan(model, options, shown);
    let shapes = shapes(model, options, &plan);
    let drawn: HashSet<&str> = shapes.iter().map(|shape| shape.element.as_str()).collect();
    let edges = edges(model, &plan, drawn);
    Diagram { name: String::new(), element: of.name.clone(), shapes, edges, span: of.span }
}

fn shapes(model: &Model, options: &Options, plan: &Plan) -> Vec<DiagramShape> {
    let mut out = Vec::new();
    let horizontal = Some(options.direction == Direction::LeftToRight);
    for area in &plan.areas {
        let head = match area.kind {
            AreaKind::Pool(id) | AreaKind::BlackBox(id) => &model.participants[id].head,
            AreaKind::Lane(id) => &model.lanes[id].head,
        };
        out.push(DiagramShape { horizontal, ..shape(head, area.rect, None, area.colors) });
    }
    for place in &plan.nodes {
        let node = &model.nodes[place.node];
        let expanded = matches!(node.kind, NodeKind::SubProcess(_)).then_some(place.expanded);
        let marker = matches!(node.kind, NodeKind::Gateway(Gateway::Exclusive)).then_some(place.sign == Sign::Shown);
        out.push(DiagramShape { expanded, marker, ..shape(&node.head, place.rect, place.label, place.colors) });
    }
    for place in &plan.data {
        if let Thing::Artifact(id) = place.thing {
            out.push(shape(&model.artifacts[id].head, place.rect, place.label, place.colors));
        }
    }
    out
}

/// The connections whose two ends are drawn here: an arrow to a step inside a collapsed sub-process has none.
fn edges<'m>(model: &'m Model, plan: &Plan, mut drawn: HashSet<&'m str>) -> Vec<DiagramEdge> {
    let node = |id: Option<Id<Node>>| id.map(|id| model.nodes[id].head.name.as_str());
    let message = |end: Option<MessageEnd>| match end? {
        MessageEnd::Node(id) => node(Some(id)),
        MessageEnd::Participant(id) => Some(model.participants[id].head.name.as_str()),
    };
    let associated = |end: Option<AssociationEnd>| match end? {
        AssociationEnd::Node(id) => node(Some(id)),
        AssociationEnd::Artifact(id) => Some(model.artifacts[id].head.name.as_str()),
        AssociationEnd::Flow(id) => Some(model.flows[id].head.name.as_str()),
        AssociationEnd::Message(id) => Some(model.messages[id].head.name.as_str()),
        AssociationEnd::Participant(id) => Some(model.participants[id].head.name.as_str()),
        AssociationEnd::Lane(id) => Some(model.lanes[id].head.name.as_str()),
    };
    let mut out = Vec::new();
    for place in &plan.edges {
        let (head, from, to) = match place.link {
            Link::Flow(id) => (&model.flows[id].head, node(model.flows[id].from.to), node(model.flows[id].to.to)),
            Link::Message(id) => (&model.messages[id].head, message(model.messages[id].from.to), message(model.messages[id].to.to)),
            Link::Association(id) => {
                (&model.associations[id].head, associated(model.associations[id].from.to), associated(model.associations[id].to.to))
            }
            Link::Access(_) => continue,
        };
        if !from.zip(to).is_some_and(|(from, to)| drawn.contains(from) && drawn.contains(to)) {
            continue;
        }
        drawn.insert(head.name.as_str());
        out.push(DiagramEdge {
            element: head.name.clone(),
            waypoints: place.points.iter().map(|Point { x, y }| (*x, *y)).collect(),
            label: place.label.map(bounds),
            colors: place.colors,
        });
    }
    out
}

fn shape(head: &Head, rect: Rect, label: Option<Rect>, colors: Colors) -> DiagramShape {
    DiagramShape { element: head.name.clone(), bounds: bounds(rect), label: label.map(bounds), colors, ..DiagramShape::default() }
}

fn bounds(rect: Rect) -> Bounds {
    Bounds { x: rect.x, y: rect.y, width: rect.width, height: rect.height }
}
