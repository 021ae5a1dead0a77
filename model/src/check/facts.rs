//! What the rules ask of the flow, each found out when a rule first asks for it: those that were not chosen cost nothing.

use super::lookup::{At, Op};
use super::storage::Stored;
use crate::flow::control::ControlFlow;
use crate::flow::graph::FlowGraph;
use crate::flow::lineage::{Lineage, data_of, written};
use crate::flow::may::May;
use crate::flow::order::order;
use crate::flow::soundness::Soundness;
use crate::process::{Datum, Fact, Id, MessageEnd, MessageFlow, Model, Node, Store};
use foldhash::HashMap;
use std::cell::{Cell, OnceCell};

/// The analyses of one model.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    model: &'a Model,
    graph: &'a FlowGraph,
    order: OnceCell<Vec<Id<Node>>>,
    control: OnceCell<ControlFlow>,
    may: OnceCell<May>,
    lineage: OnceCell<Lineage>,
    soundness: OnceCell<Soundness>,
    inbox: OnceCell<Vec<Vec<Id<MessageFlow>>>>,
    facts: OnceCell<Vec<At<'a, Fact>>>,
    operations: OnceCell<Vec<Op<'a>>>,
    writers: OnceCell<Writers<'a>>,
    stored: OnceCell<Vec<Stored<'a>>>,
    witnesses: Cell<usize>,
}

/// The points of the control flow that all searches for witnesses together may look at: some twenty paths in a process of ten
/// thousand steps, a thousand in one of two hundred and fifty. A path of thousands of steps helps nobody, and thousands of them
/// would take longer than the checks.
const SEARCHED: usize = 1_000_000;

/// The names of the steps of a path that shows a finding.
#[derive(Debug)]
pub enum Witness {
    /// The path; empty where no path shows it.
    Path(Vec<String>),
    /// Not looked for: too many others were.
    NotSought,
}

impl Default for Witness {
    fn default() -> Self {
        Self::Path(Vec::new())
    }
}

/// The operations that write each datum to each store, in the order of the flow.
pub(super) type Writers<'a> = HashMap<(Id<Store>, Id<Datum>), Vec<Op<'a>>>;

impl<'a> Facts<'a> {
    /// Nothing yet.
    pub(super) fn new(model: &'a Model, graph: &'a FlowGraph) -> Self {
        Self {
            model,
            graph,
            order: OnceCell::new(),
            control: OnceCell::new(),
            may: OnceCell::new(),
            lineage: OnceCell::new(),
            soundness: OnceCell::new(),
            inbox: OnceCell::new(),
            facts: OnceCell::new(),
            operations: OnceCell::new(),
            writers: OnceCell::new(),
            stored: OnceCell::new(),
            witnesses: Cell::new(0),
        }
    }

    /// The steps in the order of the flow.
    pub(super) fn order(&self) -> &[Id<Node>] {
        self.order.get_or_init(|| order(self.model, self.graph))
    }

    /// The control flow, spelled out.
    pub(super) fn control(&self) -> &ControlFlow {
        self.control.get_or_init(|| ControlFlow::new(self.model, self.graph))
    }

    /// Which step may come after which.
    pub(super) fn may(&self) -> &May {
        self.may.get_or_init(|| May::new(self.control()))
    }

    /// Where the data come from and go to.
    pub(super) fn lineage(&self) -> &Lineage {
        self.lineage.get_or_init(|| Lineage::new(self.model, self.order()))
    }

    /// What is stored where, found out by `find`.
    pub(super) fn stored(&self, find: impl FnOnce() -> Vec<Stored<'a>>) -> &[Stored<'a>] {
        self.stored.get_or_init(find)
    }

    /// Whether paths are still looked for.
    pub(super) fn seeks(&self) -> bool {
        self.witnesses.get() <= SEARCHED
    }

    /// The names of the steps of a path.
    pub(super) fn witness(&self, steps: impl FnOnce() -> Vec<Id<Node>>) -> Witness {
        if !self.seeks() {
            return Witness::NotSought;
        }
        self.witnesses.set(self.witnesses.get() + self.control().next.len());
        Witness::Path(steps().into_iter().map(|id| self.model.nodes[id].head.name.to_string()).collect())
    }

    /// Whether the process can get stuck.
    pub(super) fn soundness(&self) -> &Soundness {
        self.soundness.get_or_init(|| Soundness::new(self.model, self.graph, self.control(), self.order()))
    }

    /// The messages that arrive at each step.
    pub(super) fn inbox(&self) -> &[Vec<Id<MessageFlow>>] {
        self.inbox.get_or_init(|| {
            let mut inbox = vec![Vec::new(); self.model.nodes.len()];
            for (id, message) in self.model.messages.iter() {
                if let Some(MessageEnd::Node(to)) = message.to.to {
                    inbox[to.index()].push(id);
                }
            }
            inbox
        })
    }

    /// Every fact that some path leads to, in the order of the flow. A model in which no step says anything has none.
    pub(super) fn facts(&self) -> &[At<'a, Fact>] {
        self.facts.get_or_init(|| {
            let model = self.model;
            if model.nodes.values().all(|node| node.facts.is_empty()) {
                return Vec::new();
            }
            let speak = self.order().iter().copied().filter(|node| !model.nodes[*node].facts.is_empty() && self.control().reaches(*node));
            speak.flat_map(|node| model.nodes[node].facts.iter().enumerate().map(move |(fact, what)| At { node, fact, what })).collect()
        })
    }

    /// Every operation that some path leads to, in the order of the flow.
    pub(super) fn operations(&self) -> &[Op<'a>] {
        self.operations.get_or_init(|| {
            let operation = |at: &At<'a, Fact>| match at.what {
                Fact::Operation(id) => Some(Op { node: at.node, fact: at.fact, id: *id, operation: &self.model.operations[*id] }),
                _ => None,
            };
            self.facts().iter().filter_map(operation).collect()
        })
    }

    /// The operations that write each datum to each store.
    pub(super) fn writers(&self) -> &Writers<'a> {
        self.writers.get_or_init(|| {
            let mut writers = Writers::default();
            for op in self.operations() {
                for store in written(op.operation) {
                    for datum in data_of(op.operation) {
                        writers.entry((store, datum)).or_default().push(*op);
                    }
                }
            }
            writers
        })
    }
}
