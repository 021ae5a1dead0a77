//! Lanes, nested as they are; a node stands in the deepest that names it, else in the one that it is drawn in.

use super::reader::{Place, Reader};
use super::space::Space;
use super::xml::Node as Xml;
use crate::process::*;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Reads a lane set and the sets inside its lanes.
pub(super) fn set<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place, parent: Option<(Id<Lane>, usize)>) {
    if reader.lanes.capacity() == 0 {
        reader.lanes.reserve(reader.index.nodes);
    }
    for lane in xml.children_named(Space::Bpmn, "lane") {
        let head = reader.head(lane, place.activity);
        let name = head.name.clone();
        let id = reader.model.lanes.push(name, Lane { head, participant: place.participant, parent: parent.map(|(id, _)| id) });
        let depth = parent.map_or(0, |(_, depth)| depth + 1);
        for node in lane.children_named(Space::Bpmn, "flowNodeRef") {
            let Some(reference) = node.trimmed() else { continue };
            let node = match reference {
                Cow::Borrowed(reference) => reader.index.known(reference),
                Cow::Owned(reference) => Cow::Owned(reader.index.known(&reference).into_owned()),
            };
            let deepest = reader.lanes.entry(node).or_insert((depth, id));
            if depth > deepest.0 {
                *deepest = (depth, id);
            }
        }
        for inner in lane.children_named(Space::Bpmn, "childLaneSet") {
            set(reader, inner, place, Some((id, depth)));
        }
    }
}

/// The lane that names a node; a boundary event nobody names stands in its host's.
pub(super) fn of(reader: &Reader<'_>, name: &str, kind: &NodeKind) -> Option<Id<Lane>> {
    let named = |name: &str| reader.lanes.get(name).map(|(_, lane)| *lane);
    named(name).or_else(|| match kind {
        NodeKind::Event(Event { host: Some(host), .. }) => named(&host.text),
        _ => None,
    })
}

/// Gives the nodes that no lane names the lane they are drawn in: some tools keep that in the drawing alone.
pub(super) fn by_place(model: &mut Model) {
    let with_lanes: HashSet<Id<Participant>> = model.lanes.values().filter_map(|lane| lane.participant).collect();
    let lost = |node: &Node| node.lane.is_none() && node.participant.is_some_and(|pool| with_lanes.contains(&pool));
    if !model.nodes.values().any(lost) {
        return;
    }
    let holders: HashSet<Id<Lane>> = model.lanes.values().filter_map(|lane| lane.parent).collect();
    let deepest: HashMap<&str, Id<Lane>> =
        model.lanes.iter().filter(|(id, _)| !holders.contains(id)).map(|(id, lane)| (lane.head.name.as_str(), id)).collect();
    let mut found: HashMap<Name, Id<Lane>> = HashMap::new();
    for diagram in &model.diagrams {
        let lanes: Vec<(Bounds, Id<Lane>)> =
            diagram.shapes.iter().filter_map(|shape| Some((shape.bounds, *deepest.get(shape.element.as_str())?))).collect();
        for shape in diagram.shapes.iter().filter(|_| !lanes.is_empty()) {
            let Some(id) = model.nodes.named(&shape.element).first().copied().filter(|id| lost(&model.nodes[*id])) else { continue };
            let pool = model.nodes[id].participant;
            let holds =
                |(bounds, lane): &&(Bounds, Id<Lane>)| bounds.holds_centre_of(&shape.bounds) && model.lanes[*lane].participant == pool;
            if let Some((_, lane)) = lanes.iter().find(holds) {
                found.entry(shape.element.clone()).or_insert(*lane);
            }
        }
    }
    // The inside of a sub-process comes after it, and stands where it stands.
    for at in model.nodes.iter().map(|(id, _)| id).collect::<Vec<_>>() {
        let node = &model.nodes[at];
        if lost(node) {
            let host = |node: &Node| match &node.kind {
                NodeKind::Event(Event { host: Some(host), .. }) => model.nodes.named(&host.text).first().copied(),
                _ => None,
            };
            let with = node.parent.or_else(|| host(node));
            let lane = with.and_then(|with| model.nodes[with].lane).or_else(|| found.get(&node.head.name).copied());
            model.nodes[at].lane = lane;
        }
    }
}
