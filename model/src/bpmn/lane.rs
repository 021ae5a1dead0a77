//! Lanes, nested as they are; a node stands in the deepest that names it.

use super::reader::{Place, Reader};
use super::space::Space;
use super::xml::Node as Xml;
use crate::process::*;

/// Reads a lane set and the sets inside its lanes.
pub(super) fn set<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place, parent: Option<(Id<Lane>, usize)>) {
    for lane in xml.children_named(Space::Bpmn, "lane") {
        let head = reader.head(lane, place.activity);
        let name = head.name.clone();
        let id = reader.model.lanes.push(&name, Lane { head, participant: place.participant, parent: parent.map(|(id, _)| id) });
        let depth = parent.map_or(0, |(_, depth)| depth + 1);
        for node in lane.children_named(Space::Bpmn, "flowNodeRef") {
            let Some(reference) = node.trimmed() else { continue };
            let node = reader.index.known(&reference).into_owned();
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
