//! Who waits for a message that is only sent after the waiting.
//!
//! A step *can come* when, at a step that waits for a message, both the flow and one of the senders can come; at a
//! parallel join all branches; elsewhere one of them. The least such set, O(points + edges). A step whose flow can come
//! and whose message cannot waits for ever:
//!
//! ```text
//!   a:  start ─► wait for x ─► send y ─► end
//!   b:  start ─► wait for y ─► send x ─► end      each waits for what the other sends afterwards
//! ```
//!
//! How often a message is sent is not counted, and a sender on one branch of a choice is enough.

use super::Trace;
use crate::flow::control::{Choice, ControlFlow, Point, before};
use crate::flow::graph::FlowGraph;
use crate::process::*;
use foldhash::HashMap;
use std::collections::VecDeque;
use std::collections::hash_map::Entry;

/// The steps that wait for ever, the first of each pool, with a shortest path there.
pub(super) fn unanswered(model: &Model, graph: &FlowGraph, control: &ControlFlow, order: &[Id<Node>]) -> Vec<Trace> {
    if model.messages.is_empty() {
        return Vec::new();
    }
    let comes = comes(control);
    let mut found: Vec<Trace> = Vec::new();
    let mut pools = Vec::new();
    let blocked = |id: Id<Node>| waits(model, id) && control.reached[before(id)] && !comes[before(id)] && arrives(control, &comes, id);
    for id in order.iter().copied().filter(|id| blocked(*id)) {
        let pool = control.part[id.index()].0;
        // Where one of several messages is awaited, another may come.
        let among =
            graph.incoming(id).into_iter().filter(|(_, from)| matches!(model.nodes[*from].kind, NodeKind::Gateway(Gateway::EventBased)));
        let other = among.flat_map(|(_, from)| graph.outgoing(from)).any(|(_, to)| comes[before(to)]);
        if !other && !pools.contains(&pool) {
            pools.push(pool);
            found.push(Trace { node: id, path: path(control, &comes, id) });
        }
    }
    found
}

fn waits(model: &Model, id: Id<Node>) -> bool {
    match &model.nodes[id].kind {
        NodeKind::Event(event) => event.trigger == Trigger::Message && !event.throwing && event.position == EventPosition::Intermediate,
        NodeKind::Task(task) => task.kind == TaskKind::Receive,
        _ => false,
    }
}

/// Whether the flow, if not the message, can come to a step.
fn arrives(control: &ControlFlow, comes: &[bool], id: Id<Node>) -> bool {
    // Where a message is awaited, the flow comes first, then the message.
    control.join[before(id)] == Choice::All && control.previous[before(id)].first().is_some_and(|flow| comes[*flow])
}

/// The points that can come.
fn comes(control: &ControlFlow) -> Vec<bool> {
    let mut left: Vec<usize> = (control.previous.iter().zip(&control.join))
        .map(|(previous, join)| if *join == Choice::All { previous.iter().filter(|from| control.reached[**from]).count() } else { 1 })
        .collect();
    let mut comes = vec![false; left.len()];
    let mut stack: Vec<Point> = (0..left.len()).filter(|point| control.start[*point]).collect();
    for start in &stack {
        comes[*start] = true;
    }
    while let Some(point) = stack.pop() {
        for to in &control.next[point] {
            left[*to] = left[*to].saturating_sub(1);
            if left[*to] == 0 && !comes[*to] {
                comes[*to] = true;
                stack.push(*to);
            }
        }
    }
    comes
}

/// A shortest path to a step through what can come.
fn path(control: &ControlFlow, comes: &[bool], id: Id<Node>) -> Vec<Id<Node>> {
    let mut queue: VecDeque<Point> = (0..comes.len()).filter(|point| control.start[*point]).collect();
    let mut from: HashMap<Point, Point> = queue.iter().map(|start| (*start, *start)).collect();
    while let Some(point) = queue.pop_front().filter(|_| !from.contains_key(&before(id))) {
        for to in control.next[point].iter().copied().filter(|to| comes[*to] || *to == before(id)) {
            if let Entry::Vacant(vacant) = from.entry(to) {
                vacant.insert(point);
                queue.push_back(to);
            }
        }
    }
    let mut points = vec![before(id)];
    while let Some(before) = points.last().and_then(|at| from.get(at).filter(|from| *from != at)) {
        points.push(*before);
    }
    points.reverse();
    control.steps(&points)
}
