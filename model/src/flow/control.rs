//! The control flow spelled out: what can come directly after what, sub-processes and borders included.
//!
//! Every flow node becomes three points, every sequence flow one, and a scope that can be left at any moment (a
//! sub-process with events on its border, a process with event sub-processes) one more, its *hub*:
//!
//! ```text
//!   before(a) ──► work(a) ──► done(a) ──► flow ──► before(b) …        a step: its facts happen at work(a)
//!       │            │
//!       └────────────┴──► before(event on a's border)                 it may fire before the facts, or after them
//!
//!   before(s) ─► work(s) ─► before(start in s) … done(end in s) ─► done(s) ─► …      a sub-process
//!                                 └──── hub(s) ─► events on its border, event sub-processes in it
//! ```
//!
//! Pools are separate processes; a message that a start event, a catching event or a receive task waits for joins
//! them when it comes from a known step. Link events are joined by name. An error, escalation or cancellation thrown
//! inside leaves by the border that catches it; where nothing is drawn to throw it, it may come at any moment.
//! Built in O(nodes + flows + messages).

mod apart;
mod build;
mod scope;
mod walk;

use super::graph::FlowGraph;
use crate::process::*;
use build::Builder;
use foldhash::{HashMap, HashSet};

/// A point of the control flow, by its place.
pub type Point = usize;

/// How what arrives at a point comes together, or how what leaves it parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of them.
    One,
    /// All of them.
    All,
}

/// The control flow of a model.
#[derive(Clone, Debug)]
pub struct ControlFlow {
    nodes: usize,
    part_end: usize,
    /// What can come directly after a point.
    pub next: Vec<Vec<Point>>,
    /// What can come directly before a point.
    pub previous: Vec<Vec<Point>>,
    /// How what arrives comes together.
    pub join: Vec<Choice>,
    /// What surely follows a point as long as nothing interrupts it: all of these, or one of them.
    pub then: Vec<(Choice, Vec<Point>)>,
    /// The hub of the innermost scope that something can interrupt.
    pub leave: Vec<Option<Point>>,
    /// What something that does not interrupt adds to the end of its scope: it may have happened, nothing depends on it.
    pub weak: HashSet<(Point, Point)>,
    /// Where a process begins.
    pub start: Vec<bool>,
    /// The sub-process that a point belongs to the inside of.
    pub scope: Vec<Option<Id<Node>>>,
    /// Whether some path leads here.
    pub reached: Vec<bool>,
    /// The points reached, each after one that leads to it, joins after their branches.
    pub order: Vec<Point>,
    /// Whether some path comes back to where it has been.
    pub has_circle: bool,
    /// The steps where a sub-process begins.
    pub entries: HashMap<usize, Vec<Point>>,
    /// Steps that nothing leads to and that are no start event, each with its loose part of the process.
    pub loose: Vec<(Point, usize)>,
    /// The process and the connected part of it that each node belongs to.
    pub part: Vec<(usize, usize)>,
}

/// The point before a step.
pub fn before(node: Id<Node>) -> Point {
    node.index() * 3
}

/// The point at which a step's facts happen, in written order.
pub fn work(node: Id<Node>) -> Point {
    node.index() * 3 + 1
}

/// The point after a step.
pub fn done(node: Id<Node>) -> Point {
    node.index() * 3 + 2
}

impl ControlFlow {
    /// Spells out the flow of a model.
    pub fn new(model: &Model, graph: &FlowGraph) -> Self {
        Builder::new(model, graph).build()
    }

    /// The point of a sequence flow.
    pub fn flow(&self, flow: Id<SequenceFlow>) -> Point {
        self.nodes * 3 + flow.index()
    }

    /// Whether a point is neither of a step nor of a sequence flow: a hub, or where messages are waited for.
    pub fn is_extra(&self, point: Point) -> bool {
        point >= self.part_end
    }

    /// The step of a point; none for a sequence flow or a hub.
    pub fn node(&self, point: Point) -> Option<Id<Node>> {
        (point < self.nodes * 3).then(|| Id::from_index(point / 3))
    }

    /// How many steps there are.
    pub(super) fn steps_count(&self) -> usize {
        self.nodes
    }

    /// Whether some path leads to a step.
    pub fn reaches(&self, node: Id<Node>) -> bool {
        self.reached[before(node)]
    }

    /// The steps of a chain of points, each once where it is entered.
    pub fn steps(&self, points: &[Point]) -> Vec<Id<Node>> {
        let mut steps: Vec<Id<Node>> = Vec::new();
        for node in points.iter().filter(|point| *point % 3 != 2).filter_map(|point| self.node(*point)) {
            if steps.last() != Some(&node) {
                steps.push(node);
            }
        }
        steps
    }
}
