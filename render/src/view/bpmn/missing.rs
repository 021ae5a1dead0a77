//! What the file's diagram lacks: steps placed near their neighbours, arrows drawn between their ends; nothing else moves.

use super::join;
use super::plan::{AreaKind, EdgePlace, Ends, Link, NodePlace, Plan, Thing};
use super::{Options, face};
use crate::geometry::{Rect, Size};
use crate::shape::gateway::Sign;
use indexmap::IndexSet;
use model::process::{Artifact, AssociationEnd, Colors, Diagram, Id, MessageEnd, Model, Node, NodeKind, Participant};
use std::collections::{HashMap, HashSet, VecDeque};

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

/// Beyond this many steps without a place, no search for free room is made.
const MANY: usize = 300;

/// The nodes this diagram should show but does not: those beside nodes that it shows, and that no other diagram shows.
pub fn lacking(model: &Model, options: &Options, diagram: &Diagram, plan: &Plan) -> Vec<Id<Node>> {
    let placed: IndexSet<Id<Node>> = plan.nodes.iter().map(|place| place.node).collect();
    let places: IndexSet<_> =
        plan.nodes.iter().map(|place| (model.nodes[place.node].participant, model.nodes[place.node].parent)).collect();
    let frames: IndexSet<_> = plan.nodes.iter().filter(|place| place.expanded).map(|place| Some(place.node)).collect();
    let others = model.diagrams.iter().filter(|other| !std::ptr::eq(*other, diagram));
    let elsewhere: HashSet<&str> = others.flat_map(|other| &other.shapes).map(|shape| shape.element.as_str()).collect();
    let chosen = |node: &Node| options.activity.is_none() || node.activity.is_none() || node.activity == options.activity;
    let missing = model.nodes.iter().filter(|(id, node)| {
        let here = places.contains(&(node.participant, node.parent)) || frames.contains(&node.parent);
        let name = node.head.name.as_str();
        !placed.contains(id) && here && chosen(node) && !elsewhere.contains(name) && name != diagram.element
    });
    missing.map(|(id, _)| id).collect()
}

/// Places nodes: on their host, right of what leads to them, left of what they lead to, else below everything.
pub fn nodes(model: &Model, options: &Options, lacking: &[Id<Node>], plan: &mut Plan) {
    if lacking.is_empty() {
        return;
    }
    let mut places: HashMap<Id<Node>, Rect> = plan.nodes.iter().map(|place| (place.node, place.rect)).collect();
    let mut near: HashMap<Id<Node>, Vec<(Id<Node>, Side)>> = HashMap::new();
    for (from, to) in model.flows.values().filter_map(|flow| flow.from.to.zip(flow.to.to)) {
        near.entry(to).or_default().push((from, Side::Right));
        near.entry(from).or_default().push((to, Side::Left));
    }
    let mut left: IndexSet<Id<Node>> = lacking.iter().copied().collect();
    for &id in lacking {
        if let Some(host) = host(model, id) {
            near.entry(id).or_default().insert(0, (host, Side::Border));
            near.entry(host).or_default().push((id, Side::Host));
        }
    }
    // First what has a placed neighbour, then what hangs on that; what hangs on nothing goes below.
    let mut queue: VecDeque<Id<Node>> = lacking.iter().copied().collect();
    let mut idle = 0;
    while let Some(id) = queue.pop_front().filter(|_| !left.is_empty()) {
        if !left.contains(&id) {
            continue;
        }
        let anchor = near.get(&id).and_then(|near| near.iter().find_map(|(other, side)| Some((*places.get(other)?, *side))));
        let size = face::size(options, model, id, false, 0);
        let rect = match anchor {
            None if idle < queue.len() => {
                idle += 1;
                queue.push_back(id);
                continue;
            }
            None => below(plan, size),
            Some((rect, Side::Border | Side::Host)) => on_border(plan, rect, size),
            Some((rect, side)) => {
                let x = if side == Side::Right { rect.right() + GAP } else { rect.x - GAP - size.width };
                free(plan, Rect::new(x, rect.center().y - size.height / 2.0, size.width, size.height), lacking.len())
            }
        };
        idle = 0;
        left.swap_remove(&id);
        places.insert(id, rect);
        plan.nodes.push(NodePlace {
            node: id,
            rect,
            label: None,
            badges: None,
            expanded: false,
            sign: Sign::Shown,
            colors: Colors::default(),
        });
    }
}

/// Where a node goes beside its neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    Border,
    Host,
}

fn host(model: &Model, id: Id<Node>) -> Option<Id<Node>> {
    if let NodeKind::Event(event) = &model.nodes[id].kind { event.host.as_ref()?.to } else { None }
}

/// On the lower side of the host, left of the events already there.
fn on_border(plan: &Plan, host: Rect, size: Size) -> Rect {
    let others = plan.nodes.iter().filter(|place| place.rect.width < 50.0 && (place.rect.center().y - host.bottom()).abs() < 1.0);
    let others = others.filter(|place| host.grown(1.0).contains(place.rect.center())).count() as f64;
    Rect::new(host.right() - (others + 1.0) * (size.width + 8.0), host.bottom() - size.height / 2.0, size.width, size.height)
}

fn below(plan: &Plan, size: Size) -> Rect {
    let all = plan.nodes.iter().map(|place| place.rect).chain(plan.areas.iter().map(|place| place.rect)).reduce(|all, one| all.union(&one));
    let all = all.unwrap_or_default();
    Rect::new(all.x, all.bottom() + GAP, size.width, size.height)
}

/// The nearest place below that covers no other node.
fn free(plan: &Plan, mut rect: Rect, many: usize) -> Rect {
    let taken = |rect: Rect| plan.nodes.iter().filter(|place| !place.expanded).any(|place| place.rect.overlaps(&rect.grown(8.0)));
    for _ in 0..100 {
        if many > MANY || !taken(rect) {
            break;
        }
        rect.y += 30.0;
    }
    rect
}

/// Draws the connections whose ends are both drawn but that have no line.
pub fn edges(model: &Model, plan: &mut Plan) {
    let places = places(plan);
    let known: HashSet<Link> = plan.edges.iter().map(|edge| edge.link).collect();
    let flows = model.flows.iter().map(|(id, flow)| (Link::Flow(id), flow.from.to.map(Tip::Node), flow.to.to.map(Tip::Node)));
    let messages =
        model.messages.iter().map(|(id, message)| (Link::Message(id), message.from.to.map(message_tip), message.to.to.map(message_tip)));
    let associations = model.associations.iter().map(|(id, one)| (Link::Association(id), one.from.to.map(tip), one.to.to.map(tip)));
    for (link, from, to) in flows.chain(messages).chain(associations).filter(|(link, ..)| !known.contains(link)) {
        let place = |tip: Option<Tip>| tip.and_then(|tip| places.get(&tip).copied());
        if let Some((from, to)) = place(from).zip(place(to)).filter(|(from, to)| from != to) {
            let apart = from.bottom() <= to.y || to.bottom() <= from.y;
            let points = if apart && matches!(link, Link::Message(_)) { join::upright(from, to) } else { join::line(from, to) };
            plan.edges.push(EdgePlace { link, points, ends: Ends::BOTH, label: None, colors: Colors::default() });
        }
    }
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

/// The frames of everything a connection can end at.
pub fn places(plan: &Plan) -> HashMap<Tip, Rect> {
    let nodes = plan.nodes.iter().map(|place| (Tip::Node(place.node), place.rect));
    let data = plan
        .data
        .iter()
        .filter_map(|place| if let Thing::Artifact(id) = place.thing { Some((Tip::Artifact(id), place.rect)) } else { None });
    let pools = plan.areas.iter().filter_map(|place| match place.kind {
        AreaKind::Pool(id) | AreaKind::BlackBox(id) => Some((Tip::Pool(id), place.rect)),
        AreaKind::Lane(_) => None,
    });
    nodes.chain(data).chain(pools).collect()
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
