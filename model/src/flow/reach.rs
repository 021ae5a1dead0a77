//! What a step may lead to: `may(a → b)`, and a shortest path between two steps, by a search in breadth along the control
//! flow. O(points + edges) for each search; a search that stops at some steps costs what lies before them, and O(points).
//!
//! ```text
//!   a ─► × ─► b ─► n      may(a → n): a, ×, b, n       may(n → b): no
//!        └──► c ─► end    stopping at b: b may come, n may not
//! ```

use super::control::{ControlFlow, Point, before, done};
use crate::process::{Id, Node};
use std::collections::VecDeque;

/// Where nothing has come from.
const NOWHERE: u32 = u32::MAX;

/// Everything that some path leads to from a point on.
#[derive(Debug)]
pub struct Reach<'a> {
    flow: &'a ControlFlow,
    from: Vec<u32>,
    first: Point,
}

impl<'a> Reach<'a> {
    /// What can come after a step.
    pub fn after(flow: &'a ControlFlow, node: Id<Node>) -> Self {
        Self::within(flow, done(node), |_| true)
    }

    /// What can come after a point along steps that are let through; a step that is not is reached, and nothing through it.
    pub fn within(flow: &'a ControlFlow, first: Point, through: impl Fn(Id<Node>) -> bool) -> Self {
        let mut from = vec![NOWHERE; flow.next.len()];
        let mut queue = VecDeque::from([first]);
        while let Some(point) = queue.pop_front() {
            if point != first && flow.node(point).is_some_and(|node| !through(node)) {
                continue;
            }
            for to in &flow.next[point] {
                if *to != first && from[*to] == NOWHERE {
                    from[*to] = point as u32;
                    queue.push_back(*to);
                }
            }
        }
        Self { flow, from, first }
    }

    /// The points from which one of these steps can come along steps that are let through.
    pub fn leading(flow: &ControlFlow, to: impl IntoIterator<Item = Id<Node>>, through: impl Fn(Id<Node>) -> bool) -> Vec<bool> {
        let mut leads = vec![false; flow.next.len()];
        let mut queue: VecDeque<Point> = to.into_iter().map(before).collect();
        while let Some(point) = queue.pop_front() {
            for from in &flow.previous[point] {
                if !std::mem::replace(&mut leads[*from], true) && flow.node(*from).is_none_or(&through) {
                    queue.push_back(*from);
                }
            }
        }
        leads
    }

    /// Whether a step can come.
    pub fn may(&self, node: Id<Node>) -> bool {
        self.from[before(node)] != NOWHERE || self.first == before(node)
    }

    /// The steps of a shortest path to a step, the first and the last included.
    pub fn path(&self, node: Id<Node>) -> Vec<Id<Node>> {
        let mut points = vec![before(node)];
        while let Some(from) = points.last().map(|at| self.from[*at]).filter(|from| *from != NOWHERE) {
            points.push(from as usize);
        }
        points.reverse();
        let mut steps = self.flow.steps(&points);
        if let Some(first) = self.flow.node(self.first).filter(|first| steps.first() != Some(first)) {
            steps.insert(0, first);
        }
        steps
    }
}
