//! Whether a process can get stuck, run a step twice at once, end twice, or hold steps that nothing ever reaches.
//!
//! The four properties are those of the soundness of workflow nets, asked of BPMN: *option to complete* (no join waits for
//! ever), *safeness* (no sequence flow ever carries two tokens), *proper completion* (no end event is reached twice in one
//! run), *no dead steps*.
//!
//! Each scope — a process, the inside of a sub-process or of an event sub-process — is played with tokens from each of its
//! starts; from outside, a sub-process is one step. The tokens stand on sequence flows:
//!
//! ```text
//!   start ─► × ─► a ─► + ─► end      the choice sends one token, the parallel join waits for two: deadlock at +
//!            └──► b ──►┘
//!   start ─► + ─► a ─► × ─► n        the split sends two tokens, the merge lets both through: n runs twice at once
//!            └──► b ──►┘
//! ```
//!
//! In such nets a step takes tokens that no other step could take, so that from each state only one of the steps that can
//! happen is tried — the earliest in the order of the flow, which keeps tokens together and makes parallel branches cost
//! their sum, not their product — with all its outcomes; all are tried where that would go round in a circle (the steps of
//! a loop must not hide what runs beside it). A state with two tokens on one flow is not played on.
//!
//! What is told elsewhere is not told twice: where a process of several beginnings has no start event
//! (`start-event-required`), it is not played; a step that nothing leads to beside a start event (`no-implicit-start`)
//! makes what follows it alive and a join that waits for it no deadlock. What an event that does not interrupt starts is
//! played on its own, so that a reminder which comes back to the main path is not taken for a step that runs twice.
//!
//! Messages between pools are no tokens: [`messages`] finds, without playing, who waits for a message that is only sent
//! after the waiting.
//!
//! O(steps × log tokens) for each state kept; only steps with several outcomes and loops make states that are kept. At most
//! [`BOUND`] states a scope, and [`TOKENS`] tokens in them, are kept; a scope that has more is reported as not decided.

mod dead;
mod game;
mod marking;
mod messages;
mod net;

use super::control::ControlFlow;
use super::graph::FlowGraph;
use crate::process::*;
use foldhash::HashMap;
use game::Game;
use net::{Net, is};

/// The most states of one scope that are kept.
pub const BOUND: usize = 50_000;

/// The most tokens in all states of one scope that are kept.
pub const TOKENS: usize = 20_000_000;

/// A defect at a step, with the steps that lead to it, in the order in which they happen.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The step.
    pub node: Id<Node>,
    /// What happens before, and the step.
    pub path: Vec<Id<Node>>,
}

/// What is wrong with the processes of a model.
#[derive(Clone, Debug, Default)]
pub struct Soundness {
    /// Joins that wait for ever.
    pub deadlocks: Vec<Trace>,
    /// Steps that wait for a message that only comes after them.
    pub unanswered: Vec<Trace>,
    /// Steps that can run twice at once.
    pub unsynchronised: Vec<Trace>,
    /// End events that can be reached twice in one run.
    pub improper: Vec<Trace>,
    /// Steps that can never happen.
    pub dead: Vec<Trace>,
    /// A step of each scope that has too many states to decide.
    pub undecided: Vec<Id<Node>>,
}

impl Soundness {
    /// Plays every scope of a model. `order` is the order of the flow.
    pub fn new(model: &Model, graph: &FlowGraph, control: &ControlFlow, order: &[Id<Node>]) -> Self {
        Self::within(model, graph, control, order, BOUND)
    }

    /// The same with another bound.
    pub fn within(model: &Model, graph: &FlowGraph, control: &ControlFlow, order: &[Id<Node>], bound: usize) -> Self {
        let net = Net::new(model, graph, control, order);
        let mut scopes: HashMap<(usize, Option<usize>), Vec<Id<Node>>> = HashMap::default();
        for node in order {
            scopes.entry(net.scope(*node)).or_default().push(*node);
        }
        let mut scopes: Vec<_> = scopes.into_values().collect();
        scopes.sort_unstable_by_key(|nodes| net.rank(nodes[0]));
        let mut found = Soundness { unanswered: messages::unanswered(model, graph, control, order), ..Soundness::default() };
        for nodes in &scopes {
            let ad_hoc = model.nodes[nodes[0]].parent.is_some_and(|id| is(model, id, SubProcessKind::AdHoc));
            if !ad_hoc {
                Game::new(&net, nodes, bound).play(&mut found);
            }
        }
        found
    }
}
