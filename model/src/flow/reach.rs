//! What a step may lead to: `may(a → b)`, and a shortest path between two steps. O(points + edges) for each search.

use super::control::{ControlFlow, Point, before, done};
use crate::process::{Id, Node};
use std::collections::{HashMap, VecDeque};

/// Everything that some path leads to from a point on.
#[derive(Debug)]
pub struct Reach<'a> {
    flow: &'a ControlFlow,
    from: HashMap<Point, Point>,
    first: Point,
}

impl<'a> Reach<'a> {
    /// What can come after a step.
    pub fn after(flow: &'a ControlFlow, node: Id<Node>) -> Self {
        Self::within(flow, done(node), |_| true)
    }

    /// What can come after a point along steps that are let through; a step that is not is reached, and nothing through it.
    pub fn within(flow: &'a ControlFlow, first: Point, through: impl Fn(Id<Node>) -> bool) -> Self {
        let mut from = HashMap::new();
        let mut queue = VecDeque::from([first]);
        while let Some(point) = queue.pop_front() {
            if point != first && flow.node(point).is_some_and(|node| !through(node)) {
                continue;
            }
            for to in &flow.next[point] {
                if *to != first && !from.contains_key(to) {
                    from.insert(*to, point);
                    queue.push_back(*to);
                }
            }
        }
        Self { flow, from, first }
    }

    /// Whether a step can come.
    pub fn may(&self, node: Id<Node>) -> bool {
        self.from.contains_key(&before(node)) || self.first == before(node)
    }

    /// The steps of a shortest path to a step, the first and the last included.
    pub fn path(&self, node: Id<Node>) -> Vec<Id<Node>> {
        let mut points = vec![before(node)];
        while let Some(from) = points.last().and_then(|at| self.from.get(at)) {
            points.push(*from);
        }
        points.reverse();
        let mut steps = self.flow.steps(&points);
        if let Some(first) = self.flow.node(self.first).filter(|first| steps.first() != Some(first)) {
            steps.insert(0, first);
        }
        steps
    }
}
