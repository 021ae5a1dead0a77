//! The order of steps that numbers the census: reverse postorder of a depth-first walk along the sequence flows.
//!
//! A join comes after all its branches, the branch written first comes first, a loop's steps count once. After an
//! activity come the steps inside it, then the events on its border with what they lead to, then what follows it.
//! What no start reaches comes last, in the order of writing. Activities of the register come one after the other.
//!
//! ```text
//!   start ─► + ─► a ───────► + ─► end        start + a s x e c + end
//!            └──► s [x] ─────┤               s has x inside and e on its border
//!                 (e) ─► c ──┘
//! ```
//!
//! O(nodes + flows log flows).

use super::graph::FlowGraph;
use crate::process::{EventPosition, Id, Model, Node, NodeKind};

/// Every flow node once, in the order of the flow.
pub fn order(model: &Model, graph: &FlowGraph) -> Vec<Id<Node>> {
    let mut walk = Walk { model, graph, seen: vec![false; model.nodes.len()], post: Vec::new() };
    let mut out = Vec::with_capacity(model.nodes.len());
    let activities = model.activities.ids().map(Some).chain([None]);
    for activity in activities {
        let own = |id: &Id<Node>| model.nodes[*id].activity == activity;
        let starts: Vec<_> = graph.starts(model, graph.top()).filter(own).collect();
        // The first start's walk must end up in front once the postorder is reversed, so it is made last.
        for start in starts.into_iter().rev() {
            walk.from(start);
        }
        out.extend(walk.post.drain(..).rev());
        let unreached: Vec<_> = model.nodes.ids().filter(own).filter(|id| !walk.seen[id.index()]).collect();
        for id in unreached {
            walk.seen[id.index()] = true;
            out.push(id);
        }
    }
    out
}

struct Walk<'a> {
    model: &'a Model,
    graph: &'a FlowGraph,
    seen: Vec<bool>,
    post: Vec<Id<Node>>,
}

impl Walk<'_> {
    /// Walks from `start` with a stack of its own: a process may be longer than the thread's stack is deep.
    fn from(&mut self, start: Id<Node>) {
        if std::mem::replace(&mut self.seen[start.index()], true) {
            return;
        }
        let mut stack = vec![(start, self.next(start))];
        while let Some((node, next)) = stack.last_mut() {
            match next.pop() {
                Some(child) if self.seen[child.index()] => {}
                Some(child) => {
                    self.seen[child.index()] = true;
                    let after = self.next(child);
                    stack.push((child, after));
                }
                None => {
                    self.post.push(*node);
                    stack.pop();
                }
            }
        }
    }

    /// What comes after a node, in order; taken from the end, so that what comes first is walked last.
    fn next(&self, node: Id<Node>) -> Vec<Id<Node>> {
        let mut next = self.entries(node);
        next.extend(self.graph.boundary(node));
        next.extend(self.graph.outgoing(node).into_iter().map(|(_, to)| to));
        next
    }

    /// Where the inside of a sub-process begins: its starts, then whatever nothing leads to.
    fn entries(&self, node: Id<Node>) -> Vec<Id<Node>> {
        let inside = self.graph.inside(node);
        let mut entries: Vec<_> = self.graph.starts(self.model, inside).collect();
        let loose = inside.iter().copied().filter(|id| {
            let on_border = matches!(&self.model.nodes[*id].kind, NodeKind::Event(event) if event.position == EventPosition::Boundary);
            !on_border && !entries.contains(id) && self.graph.incoming(*id).is_empty()
        });
        let loose: Vec<_> = loose.collect();
        entries.extend(loose);
        entries
    }
}
