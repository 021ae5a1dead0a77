//! Whether one step may come after another, for as many pairs of steps as one likes: `may(a → b)` without its path.
//!
//! What can come after each other round a loop is drawn together into one component; what remains has no circle, and is
//! gone through once from its ends, 64 targets at a time:
//!
//! ```text
//!   a ─► × ─► b ─► e        from the ends:   e {}   b {e}   c {b, e}   a {b, c, e}
//!        ▲    │             × and b lie on one circle: ×, b and c may each come after each other
//!        └─ c ◄┘
//! ```
//!
//! O(points + edges) for each 64 targets that are asked for, kept for the next question: a bit for each pair of steps, as
//! long as they are not more than [`KEPT`] bytes together. [`reach`](super::reach) finds one path, or what is reached by
//! way of some steps only.

use super::control::{ControlFlow, before, done};
use crate::process::{Id, Node};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::cell::RefCell;

/// The most bytes that answers take.
pub const KEPT: usize = 64 * 1024 * 1024;

/// Which steps may come after which.
#[derive(Debug)]
pub struct May {
    /// The component of the beginning and of the end of each step; what a component leads to has a smaller number.
    steps: Vec<(u32, u32)>,
    /// The components that each component leads to, one after the other, and where those of each begin.
    next: Vec<u32>,
    first: Vec<u32>,
    blocks: RefCell<Blocks>,
    most: usize,
}

/// What each step may lead to, 64 steps at a time, and how many of these answers are kept.
#[derive(Debug, Default)]
struct Blocks {
    list: Vec<Option<Vec<u64>>>,
    kept: usize,
}

impl May {
    /// Finds the circles of a control flow.
    pub fn new(flow: &ControlFlow) -> Self {
        Self::keeping(flow, KEPT)
    }

    /// The same with another limit of bytes.
    pub(super) fn keeping(flow: &ControlFlow, bytes: usize) -> Self {
        let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(flow.next.len(), flow.next.len());
        for _ in &flow.next {
            graph.add_node(());
        }
        for (from, next) in flow.next.iter().enumerate() {
            for to in next {
                graph.add_edge(NodeIndex::new(from), NodeIndex::new(*to), ());
            }
        }
        let components = kosaraju_scc(&graph);
        let mut of = vec![0; flow.next.len()];
        for (at, points) in components.iter().enumerate() {
            points.iter().for_each(|point: &NodeIndex| of[point.index()] = at as u32);
        }
        let (mut next, mut first) = (Vec::new(), vec![0]);
        for (at, points) in components.iter().enumerate() {
            let mut after: Vec<u32> = points.iter().flat_map(|point| &flow.next[point.index()]).map(|to| of[*to]).collect();
            after.sort_unstable();
            after.dedup();
            next.extend(after.into_iter().filter(|to| *to != at as u32));
            first.push(next.len() as u32);
        }
        let steps: Vec<_> = (0..flow.steps_count()).map(Id::from_index).map(|node| (of[before(node)], of[done(node)])).collect();
        let most = (bytes / (8 * steps.len().max(1))).max(1);
        Self { steps, next, first, blocks: RefCell::default(), most }
    }

    /// Whether `to` may come once `from` is over.
    pub fn come(&self, from: Id<Node>, to: Id<Node>) -> bool {
        let (mut blocks, block) = (self.blocks.borrow_mut(), to.index() / 64);
        let Blocks { list, kept } = &mut *blocks;
        if list.get(block).is_none_or(Option::is_none) {
            if *kept == self.most {
                list.clear();
                *kept = 0;
            }
            list.resize(list.len().max(block + 1), None);
            list[block] = Some(self.block(block));
            *kept += 1;
        }
        list[block].as_ref().is_some_and(|ahead| ahead[from.index()] >> (to.index() % 64) & 1 == 1)
    }

    /// The circle that a step lies on.
    pub fn circle(&self, node: Id<Node>) -> Option<u32> {
        let (begins, ends) = self.steps[node.index()];
        (begins == ends).then_some(begins)
    }

    /// Which of 64 steps may come after each step.
    fn block(&self, block: usize) -> Vec<u64> {
        let mut ahead = vec![0; self.first.len() - 1];
        for (bit, (begins, _)) in self.steps.iter().skip(block * 64).take(64).enumerate() {
            ahead[*begins as usize] |= 1 << bit;
        }
        for at in 0..ahead.len() {
            let next = &self.next[self.first[at] as usize..self.first[at + 1] as usize];
            ahead[at] = next.iter().fold(ahead[at], |all, to| all | ahead[*to as usize]);
        }
        self.steps.iter().map(|(_, ends)| ahead[*ends as usize]).collect()
    }
}
