//! Where a process begins, its connected parts, and the order of its points.
//!
//! The order is the reverse postorder of a walk from the starts: without circles every point comes after all that lead to
//! it, so that one pass along it solves what [`spread`](super::super::spread) asks. Connected parts are found by joining
//! sets; a step that stands loose in a process — nothing leads to it — begins a part of its own:
//!
//! ```text
//!   start ─► a ─► end     b ─► c        parts: {start, a, end} {b, c}; b is loose, where start begins the process
//! ```
//!
//! O(points + edges), nearly, for the sets.

use super::build::Builder;
use super::*;

impl<'a> Builder<'a> {
    pub(super) fn process(&self, node: Id<Node>) -> usize {
        let node = &self.model.nodes[node];
        node.participant.map_or_else(|| node.activity.map_or(0, |id| id.index() + 1) + self.model.participants.len(), Id::index)
    }

    /// The connected parts of each process.
    pub(super) fn parts(&mut self) {
        let count = self.model.nodes.len();
        let mut above: Vec<usize> = (0..count).collect();
        let find = |above: &mut Vec<usize>, mut at: usize| {
            while above[at] != at {
                above[at] = above[above[at]];
                at = above[at];
            }
            at
        };
        let mut join = |a: usize, b: usize| {
            let (a, b) = (find(&mut above, a), find(&mut above, b));
            above[a.max(b)] = a.min(b);
        };
        for flow in self.model.flows.values() {
            if let (Some(from), Some(to)) = (flow.from.to, flow.to.to) {
                join(from.index(), to.index());
            }
        }
        for (id, node) in self.model.nodes.iter() {
            if let Some(parent) = node.parent {
                join(id.index(), parent.index());
            }
            for border in self.graph.boundary(id) {
                join(id.index(), border.index());
            }
        }
        self.flow.part = (0..count).map(|at| (self.process(Id::from_index(at)), find(&mut above, at))).collect();
    }

    pub(super) fn starts(&mut self) {
        let top: Vec<Id<Node>> = self.graph.top().to_vec();
        let mut processes: HashMap<usize, Vec<Id<Node>>> = HashMap::default();
        for id in &top {
            processes.entry(self.process(*id)).or_default().push(*id);
        }
        let mut inside: Vec<_> = processes.into_iter().collect();
        inside.sort_unstable_by_key(|(process, _)| *process);
        for (process, inside) in inside {
            self.event_sub_processes(None, process, &inside);
        }
        for id in top {
            let is_start = self.event(id).is_some_and(|event| event.position == EventPosition::Start);
            if self.flow.previous[before(id)].is_empty() && !self.is(id, SubProcessKind::Event) {
                self.flow.start[before(id)] = true;
                if !is_start {
                    self.flow.loose.push((before(id), id.index()));
                }
            }
        }
    }

    /// Reverse postorder from the starts.
    pub(super) fn walk(&mut self) {
        let count = self.flow.next.len();
        let mut seen = vec![false; count];
        let mut post = Vec::with_capacity(count);
        let starts: Vec<Point> = (0..count).filter(|point| self.flow.start[*point]).collect();
        for start in starts.into_iter().rev() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut stack = vec![(start, self.flow.next[start].len())];
            while let Some((point, left)) = stack.last_mut() {
                if *left == 0 {
                    post.push(*point);
                    stack.pop();
                    continue;
                }
                *left -= 1;
                let to = self.flow.next[*point][*left];
                if !std::mem::replace(&mut seen[to], true) {
                    let left = self.flow.next[to].len();
                    stack.push((to, left));
                }
            }
        }
        post.reverse();
        let mut place = vec![usize::MAX; count];
        post.iter().enumerate().for_each(|(at, point)| place[*point] = at);
        self.flow.has_circle = post.iter().any(|point| self.flow.next[*point].iter().any(|to| place[*to] <= place[*point]));
        self.flow.order = post;
        self.flow.reached = seen;
    }
}
