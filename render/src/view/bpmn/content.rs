//! Which elements a diagram shows: those of one plane, without the inside of what is collapsed.

use super::Options;
use model::process::{Activity, EventPosition, Id, Lane, Model, Node, NodeKind, Participant};
use std::collections::HashSet;

/// What is shown where nothing is given.
#[derive(Clone, Debug)]
pub struct Content {
    /// The sub-process whose inside is shown; none for the whole.
    pub root: Option<Id<Node>>,
    /// For each node whether it is shown.
    pub nodes: Vec<bool>,
    /// For each pool whether it is shown.
    pub pools: Vec<bool>,
    /// For each lane whether it is shown.
    pub lanes: Vec<bool>,
    /// The activities of which something is shown; none for all.
    activities: Option<HashSet<Id<Activity>>>,
}

impl Content {
    /// What `options` choose of `model`.
    pub fn new(model: &Model, options: &Options) -> Content {
        Content::of(model, options, options.activity.map(|activity| HashSet::from([activity])))
    }

    /// What stands in the plane that `options` choose, of these activities, or of all.
    pub fn of(model: &Model, options: &Options, activities: Option<HashSet<Id<Activity>>>) -> Content {
        let root = options
            .plane
            .as_ref()
            .and_then(|name| model.nodes.named(name).iter().copied().find(|id| matches!(model.nodes[*id].kind, NodeKind::SubProcess(_))));
        let mut content = Content { root, nodes: Vec::new(), pools: Vec::new(), lanes: Vec::new(), activities };
        content.nodes =
            model.nodes.iter().map(|(_, node)| content.chosen(node.activity) && content.in_sight(model, holder(model, node))).collect();
        content.pools = model
            .participants
            .iter()
            .map(|(id, pool)| {
                let member = |node: &Node| node.participant == Some(id) && content.chosen(node.activity);
                root.is_none() && pool.drawn && (content.chosen(pool.activity) || model.nodes.values().any(member))
            })
            .collect();
        content.lanes = model.lanes.ids().map(|id| root.is_none() && content.lane_shown(model, id)).collect();
        content
    }

    /// Whether something of this activity is shown.
    pub fn chosen(&self, activity: Option<Id<Activity>>) -> bool {
        self.activities.as_ref().zip(activity).is_none_or(|(shown, activity)| shown.contains(&activity))
    }

    /// Whether what stands in `parent` is shown: everything between it and the root is expanded.
    pub fn in_sight(&self, model: &Model, parent: Option<Id<Node>>) -> bool {
        let mut at = parent;
        // The number of steps is bounded: a wrong model could hold a sub-process inside itself.
        for _ in 0..=model.nodes.len() {
            match at {
                at if at == self.root => return true,
                Some(id) if !collapsed(&model.nodes[id]) => at = model.nodes[id].parent,
                _ => return false,
            }
        }
        false
    }

    /// The node that stands for `id` in the drawing: itself, or the collapsed sub-process around it.
    pub fn stand_in(&self, model: &Model, id: Id<Node>) -> Option<Id<Node>> {
        let mut at = Some(id);
        for _ in 0..=model.nodes.len() {
            let id = at?;
            if self.nodes[id.index()] {
                return Some(id);
            }
            at = holder(model, &model.nodes[id]);
        }
        None
    }

    /// Lanes without members are shown as well: they are part of what the author wrote.
    fn lane_shown(&self, model: &Model, id: Id<Lane>) -> bool {
        let pool = |pool: Id<Participant>| &model.participants[pool];
        model.lanes[id].participant.is_none_or(|at| if pool(at).drawn { self.pools[at.index()] } else { self.chosen(pool(at).activity) })
    }
}

/// The sub-process inside which a node is drawn: an event on the border of the one that lists it stands outside.
pub fn holder(model: &Model, node: &Node) -> Option<Id<Node>> {
    let on_border = |parent: &Id<Node>| match &node.kind {
        NodeKind::Event(event) => {
            event.position == EventPosition::Boundary && event.host.as_ref().is_some_and(|host| host.to == Some(*parent))
        }
        _ => false,
    };
    node.parent.and_then(|parent| if on_border(&parent) { model.nodes[parent].parent } else { Some(parent) })
}

/// Whether a node is a sub-process drawn without its inside.
pub fn collapsed(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::SubProcess(sub) if sub.collapsed)
}
