//! Steps that never happen, the first of each connected group of a scope.
//!
//! What no run has fired is dead; dead steps that an arrow joins are one group, told once at its first step:
//!
//! ```text
//!   start ─► a ─► end      b ─► c          b and c lead to each other only: one group, told at b
//!                          ▲    │
//!                          └────┘
//! ```
//!
//! O(steps + flows).

use super::Trace;
use super::net::Net;
use crate::process::*;
use foldhash::HashSet;

/// The groups of steps of a scope that have not happened in any run.
pub(super) fn groups(net: &Net, nodes: &[Id<Node>], fired: &HashSet<Id<Node>>) -> Vec<Trace> {
    let Some(scope) = nodes.first().map(|node| net.scope(*node)) else { return Vec::new() };
    let dead = |id: Id<Node>| net.scope(id) == scope && !lives(net, fired, id);
    let (mut found, mut grouped) = (Vec::new(), HashSet::default());
    for id in nodes.iter().copied().filter(|id| dead(*id)) {
        if !grouped.insert(id) {
            continue;
        }
        let (mut group, mut stack) = (vec![id], vec![id]);
        while let Some(at) = stack.pop() {
            let around = net.graph.outgoing(at).into_iter().chain(net.graph.incoming(at)).map(|(_, other)| other);
            for other in around.filter(|other| dead(*other)) {
                if grouped.insert(other) {
                    group.push(other);
                    stack.push(other);
                }
            }
        }
        group.sort_unstable_by_key(|node| net.rank(*node));
        // What follows a border that is never left for a compensation is not dead.
        let compensates = |from: Id<Node>| net.event(from).is_some_and(|event| event.trigger == Trigger::Compensation);
        if !group.iter().any(|id| net.graph.incoming(*id).into_iter().any(|(_, from)| compensates(from))) {
            found.push(Trace { node: group[0], path: group });
        }
    }
    found
}

fn lives(net: &Net, fired: &HashSet<Id<Node>>, id: Id<Node>) -> bool {
    let apart = match &net.model.nodes[id].kind {
        NodeKind::Task(task) => task.compensation,
        NodeKind::SubProcess(sub) => sub.compensation || sub.kind == SubProcessKind::Event,
        NodeKind::Call(call) => call.compensation,
        NodeKind::Event(event) => event.position == EventPosition::Boundary,
        NodeKind::Gateway(_) => false,
    };
    apart || fired.contains(&id)
}
