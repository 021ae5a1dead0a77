//! What each step does to tokens: which it takes, and which it may send out, one list for each outcome.
//!
//! ```text
//!              takes                          sends
//!   task       one                            all arrows without condition, and one that has one; or a border's event
//!   ×          one                            one of its arrows
//!   +          one of each arrow              all
//!   ○          all that have come, once       some of its arrows, or its default
//!              no other can
//!   end        one                            its own mark, which must be there once
//! ```
//!
//! Built in O(steps + flows); the outcomes of a step are made when it is first played, and an inclusive gateway has at most
//! 2⁶, beyond that its pairs.

use crate::flow::control::ControlFlow;
use crate::flow::graph::FlowGraph;
use crate::process::*;
use foldhash::{HashMap, HashSet};
use std::cell::OnceCell;

/// A token stands on a sequence flow, at a step it comes to otherwise, or at an end it has reached.
pub(super) type Token = u32;
/// Tokens, sorted.
pub(super) type State = Vec<Token>;
/// A process or sub-process.
type Scope = (usize, Option<usize>);

/// Which of the tokens that have come a step takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Each for itself.
    None,
    /// One of each sequence flow, once all have come.
    All,
    /// All that have come, once no other can.
    Some,
}

/// The choices of an inclusive gateway are all tried up to this many branches.
const ALL_SUBSETS: usize = 6;
/// Every pair of branches is tried up to this many; beyond, each branch alone and beside the next, and all together.
const ALL_PAIRS: usize = 60;

/// The steps of a model as takers and senders of tokens.
pub(super) struct Net<'a> {
    pub(super) model: &'a Model,
    pub(super) graph: &'a FlowGraph,
    control: &'a ControlFlow,
    rank: Vec<usize>,
    join: Vec<Join>,
    arriving: Vec<usize>,
    outcomes: Vec<OnceCell<Vec<State>>>,
    caught: HashMap<(Scope, String), Vec<Id<Node>>>,
    thrown: HashSet<(Scope, String)>,
}

impl<'a> Net<'a> {
    /// Looks at every step once: O(nodes + flows).
    pub(super) fn new(model: &'a Model, graph: &'a FlowGraph, control: &'a ControlFlow, order: &[Id<Node>]) -> Self {
        let mut rank = vec![usize::MAX; model.nodes.len()];
        for (at, node) in order.iter().enumerate() {
            rank[node.index()] = at;
        }
        let arriving: Vec<usize> = model.nodes.ids().map(|node| graph.incoming(node).len()).collect();
        let join = |(id, node): (Id<Node>, &Node)| match node.kind {
            _ if arriving[id.index()] < 2 => Join::None,
            NodeKind::Gateway(Gateway::Parallel) => Join::All,
            NodeKind::Gateway(Gateway::Inclusive | Gateway::Complex) => Join::Some,
            _ => Join::None,
        };
        let join = model.nodes.iter().map(join).collect();
        let outcomes = model.nodes.ids().map(|_| OnceCell::new()).collect();
        let mut net =
            Self { model, graph, control, rank, join, arriving, outcomes, caught: HashMap::default(), thrown: HashSet::default() };
        for (id, node) in model.nodes.iter() {
            let NodeKind::Event(event) = &node.kind else { continue };
            if event.trigger == Trigger::Link {
                let key = (net.scope(id), link(model, id, event));
                if event.throwing {
                    net.thrown.insert(key);
                } else {
                    net.caught.entry(key).or_default().push(id);
                }
            }
        }
        net
    }

    /// The process and the sub-process of a step.
    pub(super) fn scope(&self, node: Id<Node>) -> Scope {
        (self.control.part[node.index()].0, self.model.nodes[node].parent.map(Id::index))
    }

    /// The place of a step in the order of the flow.
    pub(super) fn rank(&self, node: Id<Node>) -> usize {
        self.rank[node.index()]
    }

    /// Which tokens a step takes.
    pub(super) fn join(&self, node: Id<Node>) -> Join {
        self.join[node.index()]
    }

    /// How many sequence flows arrive at a step.
    pub(super) fn arriving(&self, node: Id<Node>) -> usize {
        self.arriving[node.index()]
    }

    pub(super) fn at_flow(&self, flow: Id<SequenceFlow>) -> Token {
        flow.index() as Token
    }

    pub(super) fn at_node(&self, node: Id<Node>) -> Token {
        (self.model.flows.len() + node.index()) as Token
    }

    pub(super) fn at_end(&self, node: Id<Node>) -> Token {
        (self.model.flows.len() + self.model.nodes.len() + node.index()) as Token
    }

    /// The step that a token is about to enter; none for one that has reached an end.
    pub(super) fn target(&self, token: Token) -> Option<Id<Node>> {
        let (flows, token) = (self.model.flows.len(), token as usize);
        if token < flows {
            return self.model.flows[Id::from_index(token)].to.to;
        }
        (token < flows + self.model.nodes.len()).then(|| Id::from_index(token - flows))
    }

    pub(super) fn event(&self, node: Id<Node>) -> Option<&'a Event> {
        if let NodeKind::Event(event) = &self.model.nodes[node].kind { Some(event) } else { None }
    }

    /// Whether a step is an end event.
    pub(super) fn ends(&self, node: Id<Node>) -> bool {
        self.event(node).is_some_and(|event| event.position == EventPosition::End)
    }

    /// Whether a step ends its whole scope at once.
    pub(super) fn terminates(&self, node: Id<Node>) -> bool {
        let all = |event: &Event| matches!(event.trigger, Trigger::Terminate | Trigger::Error | Trigger::Cancel);
        self.ends(node) && self.event(node).is_some_and(all)
    }

    /// When a step has its turn: what ends the whole scope comes last, so that it cuts nothing short before it was seen.
    pub(super) fn turn(&self, node: Id<Node>) -> (bool, usize) {
        (self.terminates(node), self.rank(node))
    }

    /// Whether a step begins a run: a start event, or a gateway of events that does.
    pub(super) fn starts(&self, node: Id<Node>) -> bool {
        match &self.model.nodes[node].kind {
            NodeKind::Event(event) => event.position == EventPosition::Start,
            NodeKind::Gateway(Gateway::EventBasedStart | Gateway::ParallelEventBased) => self.arriving(node) == 0,
            _ => false,
        }
    }

    /// Whether nothing leads to a step, so that its scope's run can only begin at it; or what leads there stands outside.
    pub(super) fn is_entry(&self, id: Id<Node>) -> bool {
        let by_kind = match &self.model.nodes[id].kind {
            NodeKind::Event(event) if event.trigger == Trigger::Link && !event.throwing => {
                event.position != EventPosition::Boundary && !self.thrown.contains(&(self.scope(id), link(self.model, id, event)))
            }
            NodeKind::Event(event) => event.position != EventPosition::Boundary,
            NodeKind::Task(task) => !task.compensation,
            NodeKind::SubProcess(sub) => !sub.compensation && sub.kind != SubProcessKind::Event,
            NodeKind::Call(call) => !call.compensation,
            NodeKind::Gateway(_) => true,
        };
        by_kind && self.graph.incoming(id).into_iter().all(|(_, from)| self.scope(from) != self.scope(id))
    }

    /// The tokens that a step may send out, one list for each outcome.
    pub(super) fn outcomes(&self, node: Id<Node>) -> &[State] {
        self.outcomes[node.index()].get_or_init(|| self.sends(node))
    }

    fn sends(&self, node: Id<Node>) -> Vec<State> {
        let scope = self.scope(node);
        let inside = |(_, to): &(Id<SequenceFlow>, Id<Node>)| self.scope(*to) == scope;
        let flows: Vec<Id<SequenceFlow>> = self.graph.outgoing(node).into_iter().filter(inside).map(|(flow, _)| flow).collect();
        let tokens = |flows: &[Id<SequenceFlow>]| flows.iter().map(|flow| self.at_flow(*flow)).collect::<State>();
        let one_each = |flows: &[Id<SequenceFlow>]| flows.iter().map(|flow| vec![self.at_flow(*flow)]).collect::<Vec<_>>();
        let mut outcomes = match &self.model.nodes[node].kind {
            NodeKind::Event(event) if event.position == EventPosition::End => return vec![vec![self.at_end(node)]],
            NodeKind::Event(event) if event.trigger == Trigger::Link && event.throwing => {
                let caught = self.caught.get(&(scope, link(self.model, node, event)));
                vec![caught.into_iter().flatten().map(|node| self.at_node(*node)).collect()]
            }
            _ if flows.len() < 2 => vec![tokens(&flows)],
            NodeKind::Gateway(Gateway::Parallel | Gateway::ParallelEventBased) => vec![tokens(&flows)],
            NodeKind::Gateway(Gateway::Inclusive | Gateway::Complex) => {
                // The default flow is taken where none of the others is.
                let (default, others): (Vec<_>, Vec<_>) = flows.iter().partition(|flow| self.model.flows[**flow].default);
                let mut outcomes = subsets(&tokens(&others));
                outcomes.extend(one_each(&default));
                outcomes
            }
            NodeKind::Gateway(_) => one_each(&flows),
            _ => self.parts(&flows),
        };
        for border in self.graph.boundary(node) {
            if self.event(*border).is_some_and(|event| !event.non_interrupting && event.trigger != Trigger::Compensation) {
                outcomes.push(vec![self.at_node(*border)]);
            }
        }
        outcomes
    }

    /// Several flows that leave a step which is no gateway: all that have no condition, and one of those that have or, by
    /// their label, seem to have one.
    fn parts(&self, flows: &[Id<SequenceFlow>]) -> Vec<State> {
        let flow = |id: Id<SequenceFlow>| &self.model.flows[id];
        let open = |id: &&Id<SequenceFlow>| flow(**id).condition.is_none() && !flow(**id).default;
        let sure: State =
            flows.iter().filter(open).filter(|id| flow(**id).head.label.trim().is_empty()).map(|id| self.at_flow(*id)).collect();
        let mut outcomes = if sure.is_empty() { Vec::new() } else { vec![sure.clone()] };
        for id in flows.iter().filter(|id| !sure.contains(&self.at_flow(**id))) {
            // A label alone is an alternative to what has none; a condition or a default flow comes beside it.
            let mut taken = if open(&id) { Vec::new() } else { sure.clone() };
            taken.push(self.at_flow(*id));
            taken.sort_unstable();
            outcomes.push(taken);
        }
        outcomes
    }
}

/// Whether a step is a sub-process of a kind.
pub(super) fn is(model: &Model, node: Id<Node>, kind: SubProcessKind) -> bool {
    matches!(&model.nodes[node].kind, NodeKind::SubProcess(sub) if sub.kind == kind)
}

/// Every choice of some of the tokens, as far as there are not too many.
fn subsets(tokens: &State) -> Vec<State> {
    if tokens.len() <= ALL_SUBSETS {
        let choose = |mask: usize| tokens.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, token)| *token).collect();
        return (1..1usize << tokens.len()).map(choose).collect();
    }
    let reach = if tokens.len() <= ALL_PAIRS { tokens.len() } else { 1 };
    let mut chosen: Vec<State> = tokens.iter().map(|token| vec![*token]).collect();
    for (at, one) in tokens.iter().enumerate() {
        chosen.extend(tokens[at + 1..].iter().take(reach).map(|other| vec![*one, *other]));
    }
    chosen.push(tokens.clone());
    chosen
}

fn link(model: &Model, node: Id<Node>, event: &Event) -> String {
    let name = event.detail.as_ref().map_or_else(|| model.nodes[node].head.title().to_owned(), |detail| detail.value.clone());
    vocabulary::fold(&name)
}
