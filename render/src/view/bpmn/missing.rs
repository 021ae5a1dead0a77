//! What the file's diagram lacks: steps placed near their neighbours, arrows drawn between their ends; nothing else moves.

use super::join;
use super::plan::{AreaKind, EdgePlace, Link, NodePlace, Plan, Thing};
use super::{Options, face};
use crate::geometry::Rect;
use crate::shape::gateway::Sign;
use indexmap::IndexSet;
use model::process::{Artifact, AssociationEnd, Colors, Diagram, Id, MessageEnd, Model, Node, NodeKind, Participant};

/// Room between a step that had no place and its neighbours, in pixels.
const GAP: f64 = 50.0;

/// An end of a connection that has an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tip {
    /// A step.
    Node(Id<Node>),
    /// A data symbol or annotation.
    Artifact(Id<Artifact>),
    /// A pool.
    Pool(Id<Participant>),
    /// Something without an outline here: a lane, another connection.
    Other,
}

/// The nodes this diagram should show but does not: those beside nodes that it shows.
pub fn lacking(model: &Model, options: &Options, diagram: &Diagram, plan: &Plan) -> Vec<Id<Node>> {
    let placed: IndexSet<Id<Node>> = plan.nodes.iter().map(|place| place.node).collect();
    let places: IndexSet<_> =
        plan.nodes.iter().map(|place| (model.nodes[place.node].participant, model.nodes[place.node].parent)).collect();
    let frames: IndexSet<_> = plan.nodes.iter().filter(|place| place.expanded).map(|place| Some(place.node)).collect();
    let chosen = |node: &Node| options.activity.is_none() || node.activity.is_none() || node.activity == options.activity;
    let missing = model.nodes.iter().filter(|(id, node)| {
        let here = places.contains(&(node.participant, node.parent)) || frames.contains(&node.parent);
        let elsewhere = model
            .diagrams
            .iter()
            .any(|other| !std::ptr::eq(other, diagram) && other.shapes.iter().any(|shape| shape.element == node.head.name));
        !placed.contains(id) && here && chosen(node) && !elsewhere && node.head.name != diagram.element
    });
    missing.map(|(id, _)| id).collect()
}

/// Places nodes: right of what leads to them, left of what they lead to, else below everything.
pub fn nodes(model: &Model, options: &Options, lacking: &[Id<Node>], plan: &mut Plan) {
    let mut left: Vec<Id<Node>> = lacking.to_vec();
    while !left.is_empty() {
        let found = left.iter().enumerate().find_map(|(at, id)| Some((at, beside(model, options, plan, *id)?)));
        let (at, rect) = found.unwrap_or_else(|| (0, below(plan, face::size(options, left[0], &model.nodes[left[0]], false))));
        let id = left.remove(at);
        let rect = if host(model, id).is_some() { rect } else { free(plan, rect) };
        plan.nodes.push(NodePlace { node: id, rect, label: None, expanded: false, sign: Sign::Shown, colors: Colors::default() });
    }
}

fn host(model: &Model, id: Id<Node>) -> Option<Id<Node>> {
    if let NodeKind::Event(event) = &model.nodes[id].kind { event.host.as_ref()?.to } else { None }
}

fn beside(model: &Model, options: &Options, plan: &Plan, id: Id<Node>) -> Option<Rect> {
    let place = |id: Id<Node>| plan.nodes.iter().find(|place| place.node == id).map(|place| place.rect);
    let size = face::size(options, id, &model.nodes[id], false);
    if let Some(host) = host(model, id).and_then(place) {
        let others =
            plan.nodes.iter().filter(|place| host.grown(20.0).contains(place.rect.center()) && place.rect.width < 50.0).count() as f64;
        return Some(Rect::new(
            host.right() - (others + 1.0) * (size.width + 8.0),
            host.bottom() - size.height / 2.0,
            size.width,
            size.height,
        ));
    }
    let before = model.flows.values().filter(|flow| flow.to.to == Some(id)).find_map(|flow| place(flow.from.to?));
    if let Some(before) = before {
        return Some(Rect::new(before.right() + GAP, before.center().y - size.height / 2.0, size.width, size.height));
    }
    let after = model.flows.values().filter(|flow| flow.from.to == Some(id)).find_map(|flow| place(flow.to.to?));
    after.map(|after| Rect::new(after.x - GAP - size.width, after.center().y - size.height / 2.0, size.width, size.height))
}

fn below(plan: &Plan, size: crate::geometry::Size) -> Rect {
    let all = plan.nodes.iter().map(|place| place.rect).chain(plan.areas.iter().map(|place| place.rect)).reduce(|all, one| all.union(&one));
    let all = all.unwrap_or_default();
    Rect::new(all.x, all.bottom() + GAP, size.width, size.height)
}

/// The nearest place below that covers no other node.
fn free(plan: &Plan, mut rect: Rect) -> Rect {
    let taken = |rect: Rect| plan.nodes.iter().filter(|place| !place.expanded).any(|place| place.rect.overlaps(&rect.grown(8.0)));
    for _ in 0..1000 {
        if !taken(rect) {
            break;
        }
        rect.y += 30.0;
    }
    rect
}

/// Draws the connections whose ends are both drawn but that have no line.
pub fn edges(model: &Model, plan: &mut Plan) {
    let has = |plan: &Plan, link: Link| plan.edges.iter().any(|edge| edge.link == link);
    let mut added = Vec::new();
    let flows = model.flows.iter().map(|(id, flow)| (Link::Flow(id), flow.from.to.map(Tip::Node), flow.to.to.map(Tip::Node)));
    let messages =
        model.messages.iter().map(|(id, message)| (Link::Message(id), message.from.to.map(message_tip), message.to.to.map(message_tip)));
    let associations = model.associations.iter().map(|(id, one)| (Link::Association(id), one.from.to.map(tip), one.to.to.map(tip)));
    for (link, from, to) in flows.chain(messages).chain(associations) {
        let ends = from.and_then(|from| rect(plan, from)).zip(to.and_then(|to| rect(plan, to)));
        if let Some((from, to)) = ends.filter(|_| !has(plan, link)) {
            added.push(EdgePlace { link, points: join::line(from, to), label: None, colors: Colors::default() });
        }
    }
    plan.edges.append(&mut added);
}

/// The connection named `name`, with its ends.
pub fn connection(model: &Model, name: &str) -> Option<(Link, Option<Tip>, Option<Tip>)> {
    if let Some(&id) = model.flows.named(name).first() {
        let flow = &model.flows[id];
        return Some((Link::Flow(id), flow.from.to.map(Tip::Node), flow.to.to.map(Tip::Node)));
    }
    if let Some(&id) = model.messages.named(name).first() {
        let message = &model.messages[id];
        return Some((Link::Message(id), message.from.to.map(message_tip), message.to.to.map(message_tip)));
    }
    let &id = model.associations.named(name).first()?;
    let association = &model.associations[id];
    Some((Link::Association(id), association.from.to.map(tip), association.to.to.map(tip)))
}

/// Whether an end that should have a place has none.
pub fn hidden(plan: &Plan, tip: Tip) -> bool {
    tip != Tip::Other && rect(plan, tip).is_none()
}

fn rect(plan: &Plan, tip: Tip) -> Option<Rect> {
    match tip {
        Tip::Node(id) => plan.nodes.iter().find(|place| place.node == id).map(|place| place.rect),
        Tip::Artifact(id) => plan.data.iter().find(|place| place.thing == Thing::Artifact(id)).map(|place| place.rect),
        Tip::Pool(id) => {
            let wanted = [AreaKind::Pool(id), AreaKind::BlackBox(id)];
            plan.areas.iter().find(|place| wanted.contains(&place.kind)).map(|place| place.rect)
        }
        Tip::Other => None,
    }
}

fn message_tip(end: MessageEnd) -> Tip {
    match end {
        MessageEnd::Participant(id) => Tip::Pool(id),
        MessageEnd::Node(id) => Tip::Node(id),
    }
}

fn tip(end: AssociationEnd) -> Tip {
    match end {
        AssociationEnd::Node(id) => Tip::Node(id),
        AssociationEnd::Artifact(id) => Tip::Artifact(id),
        AssociationEnd::Participant(id) => Tip::Pool(id),
        AssociationEnd::Flow(_) | AssociationEnd::Message(_) | AssociationEnd::Lane(_) => Tip::Other,
    }
}
