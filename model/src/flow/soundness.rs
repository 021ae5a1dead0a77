//! Whether a process can get stuck, run a step twice at once, end twice, or hold steps that nothing ever reaches.
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
//! a loop must not hide what runs beside it). A state with two tokens on one flow is not played on. What an event that does
//! not interrupt starts is played on its own. At most [`BOUND`] states a scope are tried; a scope that has more is
//! reported as not decided.

use super::control::{Choice, ControlFlow};
use super::graph::FlowGraph;
use crate::process::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The most states of one scope that are tried.
pub const BOUND: usize = 50_000;

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
        let mut rank = vec![usize::MAX; model.nodes.len()];
        for (at, node) in order.iter().enumerate() {
            rank[node.index()] = at;
        }
        let mut scopes: HashMap<(usize, Option<usize>), Vec<Id<Node>>> = HashMap::new();
        for node in order {
            let parent = model.nodes[*node].parent;
            scopes.entry((control.part[node.index()].0, parent.map(Id::index))).or_default().push(*node);
        }
        let mut scopes: Vec<_> = scopes.into_values().collect();
        scopes.sort_unstable_by_key(|nodes| rank[nodes[0].index()]);
        let mut found = Soundness::default();
        for nodes in scopes {
            let ad_hoc = model.nodes[nodes[0]].parent.is_some_and(|id| is(model, id, SubProcessKind::AdHoc));
            if !ad_hoc {
                Game::new(model, graph, &rank, nodes, bound).play(&mut found);
            }
        }
        found
    }
}

fn is(model: &Model, node: Id<Node>, kind: SubProcessKind) -> bool {
    matches!(&model.nodes[node].kind, NodeKind::SubProcess(sub) if sub.kind == kind)
}

/// A token stands on a sequence flow, at a step it comes to otherwise, or at an end it has reached.
type Token = u32;
type State = Vec<Token>;
/// A state that was kept, and the steps that have happened since.
type After<'s> = (usize, &'s [Id<Node>]);

struct Game<'a> {
    model: &'a Model,
    graph: &'a FlowGraph,
    rank: &'a [usize],
    nodes: Vec<Id<Node>>,
    bound: usize,
    links: HashMap<String, Vec<Id<Node>>>,
    /// The joins that wait: for all branches, or for those that may still come.
    joins: HashMap<Id<Node>, Choice>,
    upstream: HashMap<Id<SequenceFlow>, HashSet<Id<Node>>>,
    fired: HashSet<Id<Node>>,
    stuck: BTreeSet<usize>,
    doubled: BTreeSet<usize>,
    ended: BTreeSet<usize>,
}

/// What the play has found out of one state: where it came from, by which steps.
struct Seen {
    from: Option<(usize, Vec<Id<Node>>)>,
    state: State,
    open: bool,
}

impl<'a> Game<'a> {
    fn new(model: &'a Model, graph: &'a FlowGraph, rank: &'a [usize], nodes: Vec<Id<Node>>, bound: usize) -> Self {
        let mut links: HashMap<String, Vec<Id<Node>>> = HashMap::new();
        for node in &nodes {
            if let Some(event) = event(model, *node).filter(|event| event.trigger == Trigger::Link && !event.throwing) {
                links.entry(link(model, *node, event)).or_default().push(*node);
            }
        }
        let join = |node: &Id<Node>| {
            let choice = match model.nodes[*node].kind {
                NodeKind::Gateway(Gateway::Parallel) => Choice::All,
                NodeKind::Gateway(Gateway::Inclusive | Gateway::Complex) => Choice::One,
                _ => return None,
            };
            (graph.incoming(*node).len() > 1).then_some((*node, choice))
        };
        let joins = nodes.iter().filter_map(join).collect();
        Self {
            model,
            graph,
            rank,
            nodes,
            bound,
            links,
            joins,
            upstream: HashMap::new(),
            fired: HashSet::new(),
            stuck: BTreeSet::new(),
            doubled: BTreeSet::new(),
            ended: BTreeSet::new(),
        }
    }

    fn at_flow(&self, flow: Id<SequenceFlow>) -> Token {
        flow.index() as Token
    }

    fn at_node(&self, node: Id<Node>) -> Token {
        (self.model.flows.len() + node.index()) as Token
    }

    fn at_end(&self, node: Id<Node>) -> Token {
        (self.model.flows.len() + self.model.nodes.len() + node.index()) as Token
    }

    /// The step that a token is about to enter; none for one that has reached an end.
    fn target(&self, token: Token) -> Option<Id<Node>> {
        let (flows, token) = (self.model.flows.len(), token as usize);
        if token < flows {
            return self.model.flows[Id::from_index(token)].to.to;
        }
        (token < flows + self.model.nodes.len()).then(|| Id::from_index(token - flows))
    }

    fn play(mut self, found: &mut Soundness) {
        let begins = |node: &Id<Node>| self.begins(*node);
        let starts: Vec<Id<Node>> = self.nodes.iter().copied().filter(begins).collect();
        let explicit = |node: &Id<Node>| event(self.model, *node).is_some_and(|event| event.position == EventPosition::Start);
        let mut first: Vec<State> = Vec::new();
        if starts.iter().any(explicit) {
            first.extend(starts.iter().map(|node| vec![self.at_node(*node)]));
        } else if !starts.is_empty() {
            // Without a start event, everything that nothing leads to begins together.
            first.push(starts.iter().map(|node| self.at_node(*node)).collect());
        }
        for node in &self.nodes {
            if event(self.model, *node).is_some_and(|event| event.position == EventPosition::Boundary && event.non_interrupting) {
                first.push(vec![self.at_node(*node)]);
            }
        }
        let mut left = self.bound;
        for mut state in first {
            state.sort_unstable();
            if !self.explore(state, &mut left, found) {
                found.undecided.push(self.nodes[0]);
                return;
            }
        }
        if self.stuck.is_empty() && self.doubled.is_empty() {
            self.dead(found);
        }
    }

    /// Whether a scope's run can begin at a step.
    fn begins(&self, id: Id<Node>) -> bool {
        let thrown = |event: &Event| !self.links_to(id, event);
        let by_kind = match &self.model.nodes[id].kind {
            NodeKind::Event(event) => {
                event.position != EventPosition::Boundary && (event.trigger != Trigger::Link || event.throwing || thrown(event))
            }
            NodeKind::Task(task) => !task.compensation,
            NodeKind::SubProcess(sub) => !sub.compensation && sub.kind != SubProcessKind::Event,
            NodeKind::Call(call) => !call.compensation,
            NodeKind::Gateway(_) => true,
        };
        by_kind && self.graph.incoming(id).is_empty()
    }

    /// Whether some link event of the scope throws to this one.
    fn links_to(&self, id: Id<Node>, caught: &Event) -> bool {
        let name = link(self.model, id, caught);
        self.nodes.iter().any(|node| {
            event(self.model, *node)
                .is_some_and(|event| event.trigger == Trigger::Link && event.throwing && link(self.model, *node, event) == name)
        })
    }

    /// Plays from a state; `false` where there are more states than are tried.
    fn explore(&mut self, first: State, left: &mut usize, found: &mut Soundness) -> bool {
        let mut known: HashMap<State, usize> = HashMap::from([(first.clone(), 0)]);
        let mut seen = vec![Seen { from: None, state: first, open: true }];
        let mut stack: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new())];
        let mut fresh = true;
        while let Some((at, pending)) = stack.last_mut() {
            let at = *at;
            if fresh {
                let next = self.expand(at, &mut known, &mut seen, found);
                *pending = next;
                if seen.len() > *left {
                    return false;
                }
            }
            let pending = &mut stack.last_mut().expect("the state being played").1;
            match pending.pop() {
                Some(next) => {
                    stack.push((next, Vec::new()));
                    seen[next].open = true;
                    fresh = true;
                }
                None => {
                    seen[at].open = false;
                    stack.pop();
                    fresh = false;
                }
            }
        }
        *left -= seen.len();
        true
    }

    /// The new states that follow a state.
    fn expand(&mut self, at: usize, known: &mut HashMap<State, usize>, seen: &mut Vec<Seen>, found: &mut Soundness) -> Vec<usize> {
        let state = seen[at].state.clone();
        let Some(first) = self.earliest(&state) else {
            self.stopped(at, &state, seen, found);
            return Vec::new();
        };
        let (mut fresh, mut node, mut others) = (Vec::new(), first, None);
        loop {
            let mut circle = false;
            for next in self.fire(node, &state, (at, &[]), seen, found) {
                let mut run = vec![node];
                let Some(next) = self.advance(next, &mut run, at, seen, found) else { continue };
                match known.get(&next) {
                    Some(known) => circle |= seen[*known].open,
                    None => {
                        let id = seen.len();
                        known.insert(next.clone(), id);
                        seen.push(Seen { from: Some((at, run)), state: next, open: false });
                        fresh.push(id);
                    }
                }
            }
            // What only goes round in a circle must not hide the rest.
            let others = others.get_or_insert_with(|| self.others(&state, first));
            match others.pop().filter(|_| circle) {
                Some(other) => node = other,
                None => return fresh,
            }
        }
    }

    /// Goes on as long as one step with one outcome can be next and leads onwards; `None` where a defect ends the run.
    fn advance(&mut self, mut state: State, run: &mut Vec<Id<Node>>, at: usize, seen: &[Seen], found: &mut Soundness) -> Option<State> {
        while let Some(node) = self.earliest(&state) {
            let onwards = run.last().is_none_or(|last| self.rank[node.index()] > self.rank[last.index()]);
            if !onwards || self.outcomes(node).len() != 1 {
                break;
            }
            let mut next = self.fire(node, &state, (at, run), seen, found);
            run.push(node);
            state = next.pop()?;
        }
        Some(state)
    }

    /// When a step has its turn: what ends the whole scope comes last, so that it cuts nothing short before it was seen.
    fn turn(&self, node: Id<Node>) -> (bool, usize) {
        (self.terminates(node), self.rank[node.index()])
    }

    fn terminates(&self, node: Id<Node>) -> bool {
        event(self.model, node).is_some_and(|event| {
            event.position == EventPosition::End && matches!(event.trigger, Trigger::Terminate | Trigger::Error | Trigger::Cancel)
        })
    }

    /// The step that can happen which is the earliest in the order of the flow.
    fn earliest(&mut self, state: &State) -> Option<Id<Node>> {
        let mut best: Option<Id<Node>> = None;
        for target in state.iter().filter_map(|token| self.target(*token)) {
            let sooner = best.is_none_or(|best| self.turn(target) < self.turn(best));
            if sooner && !self.joins_all(target) && !self.joins_some(target) {
                best = Some(target);
            }
        }
        // A join comes after its branches: it is looked at where no other step is earlier.
        let mut joins: Vec<Id<Node>> = state.iter().filter_map(|token| self.target(*token)).collect();
        joins.retain(|node| best.is_none_or(|best| self.turn(*node) < self.turn(best)));
        joins.sort_unstable_by_key(|node| self.rank[node.index()]);
        joins.dedup();
        let ready = joins.iter().copied().find(|node| self.is_ready(*node, state)).or(best);
        // Inclusive joins that wait for one another: the first goes on.
        ready.or_else(|| joins.into_iter().find(|node| self.joins_some(*node)))
    }

    /// The steps that can happen, but for one.
    fn others(&mut self, state: &State, first: Id<Node>) -> Vec<Id<Node>> {
        let mut targets: Vec<Id<Node>> = state.iter().filter_map(|token| self.target(*token)).filter(|node| *node != first).collect();
        targets.sort_unstable_by_key(|node| std::cmp::Reverse(self.rank[node.index()]));
        targets.dedup();
        targets.retain(|node| self.is_ready(*node, state));
        targets
    }

    fn joins_all(&self, node: Id<Node>) -> bool {
        self.joins.get(&node) == Some(&Choice::All)
    }

    fn joins_some(&self, node: Id<Node>) -> bool {
        self.joins.get(&node) == Some(&Choice::One)
    }

    fn is_ready(&mut self, node: Id<Node>, state: &State) -> bool {
        let incoming = self.graph.incoming(node);
        let marked = |flow: &Id<SequenceFlow>| state.binary_search(&self.at_flow(*flow)).is_ok();
        if self.joins_all(node) {
            return incoming.iter().all(|(flow, _)| marked(flow));
        }
        if self.joins_some(node) {
            let empty: Vec<(Id<SequenceFlow>, Id<Node>)> = incoming.iter().filter(|(flow, _)| !marked(flow)).copied().collect();
            let elsewhere: Vec<Id<Node>> = state.iter().filter_map(|token| self.target(*token)).filter(|target| *target != node).collect();
            return empty.into_iter().all(|(flow, from)| {
                let upstream = self.upstream(flow, from, node);
                !elsewhere.iter().any(|target| upstream.contains(target))
            });
        }
        true
    }

    /// The steps from which a flow into an inclusive join can be reached without going through the join.
    fn upstream(&mut self, flow: Id<SequenceFlow>, from: Id<Node>, join: Id<Node>) -> &HashSet<Id<Node>> {
        let graph = self.graph;
        self.upstream.entry(flow).or_insert_with(|| {
            let (mut seen, mut stack) = (HashSet::from([from]), vec![from]);
            while let Some(at) = stack.pop() {
                let hosts = graph.incoming(at).into_iter().map(|(_, from)| from);
                stack.extend(hosts.filter(|from| *from != join && seen.insert(*from)));
            }
            seen
        })
    }

    /// The states after a step has happened, and the defects that show in it.
    fn fire(&mut self, node: Id<Node>, state: &State, at: After, seen: &[Seen], found: &mut Soundness) -> Vec<State> {
        self.fired.insert(node);
        let here: Vec<Token> = state.iter().copied().filter(|token| self.target(*token) == Some(node)).collect();
        let ends = event(self.model, node).is_some_and(|event| event.position == EventPosition::End);
        let all = self.joins_all(node) || self.joins_some(node);
        if !all && here.len() > 1 && !ends {
            self.doubled(node, at, seen, found);
            return Vec::new();
        }
        let rest: State = state.iter().copied().filter(|token| if all { !here.contains(token) } else { *token != here[0] }).collect();
        if ends {
            if self.terminates(node) {
                // What could happen at this moment is not dead, though it is cut short.
                let others = self.others(state, node);
                self.fired.extend(others);
                return vec![vec![self.at_end(node)]];
            }
            let reached = self.at_end(node);
            if rest.contains(&reached) {
                if self.ended.insert(node.index()) && self.doubled.is_empty() {
                    found.improper.push(Trace { node, path: self.trace(at, seen, node) });
                }
                return Vec::new();
            }
        }
        let mut states = Vec::new();
        for produced in self.outcomes(node) {
            let mut next = rest.clone();
            let twice = produced.iter().find(|token| rest.binary_search(token).is_ok()).copied();
            if let Some(target) = twice.and_then(|token| self.target(token)) {
                self.fired.insert(target);
                self.doubled(target, at, seen, found);
                continue;
            }
            if produced.len() < 8 {
                for token in produced {
                    let place = next.binary_search(&token).unwrap_or_else(|place| place);
                    next.insert(place, token);
                }
            } else {
                next.extend(produced);
                next.sort_unstable();
            }
            states.push(next);
        }
        states
    }

    /// The tokens that a step may send out, one list for each outcome.
    fn outcomes(&self, node: Id<Node>) -> Vec<State> {
        let flows: Vec<Id<SequenceFlow>> = self.graph.outgoing(node).into_iter().map(|(flow, _)| flow).collect();
        let tokens: State = flows.iter().map(|flow| self.at_flow(*flow)).collect();
        let one_each = || tokens.iter().map(|token| vec![*token]).collect::<Vec<_>>();
        let what = &self.model.nodes[node];
        let mut outcomes = match &what.kind {
            NodeKind::Event(event) if event.position == EventPosition::End => return vec![vec![self.at_end(node)]],
            NodeKind::Event(event) if event.trigger == Trigger::Link && event.throwing => {
                let caught = self.links.get(&link(self.model, node, event));
                vec![caught.into_iter().flatten().map(|node| self.at_node(*node)).collect()]
            }
            _ if tokens.len() < 2 => vec![tokens],
            NodeKind::Gateway(Gateway::Parallel | Gateway::ParallelEventBased) => vec![tokens],
            NodeKind::Gateway(Gateway::Inclusive | Gateway::Complex) => subsets(&tokens),
            NodeKind::Gateway(_) => one_each(),
            _ => {
                let unconditional = |flow: &Id<SequenceFlow>| {
                    let flow = &self.model.flows[*flow];
                    flow.condition.is_none() && !flow.default && flow.head.label.trim().is_empty()
                };
                let sure: State = flows.iter().filter(|flow| unconditional(flow)).map(|flow| self.at_flow(*flow)).collect();
                if sure.is_empty() { one_each() } else { vec![sure] }
            }
        };
        for border in self.graph.boundary(node) {
            if event(self.model, *border).is_some_and(|event| !event.non_interrupting && event.trigger != Trigger::Compensation) {
                outcomes.push(vec![self.at_node(*border)]);
            }
        }
        outcomes
    }

    /// Nothing can happen any more: the tokens that have not reached an end are stuck at joins.
    fn stopped(&mut self, at: usize, state: &State, seen: &[Seen], found: &mut Soundness) {
        let mut joins: Vec<Id<Node>> = state.iter().filter_map(|token| self.target(*token)).collect();
        joins.sort_unstable_by_key(|node| self.rank[node.index()]);
        joins.dedup();
        // The first explains those that wait further on.
        if let Some(node) = joins.first().copied()
            && self.stuck.insert(node.index())
        {
            found.deadlocks.push(Trace { node, path: self.trace((at, &[]), seen, node) });
        }
    }

    fn doubled(&mut self, node: Id<Node>, at: After, seen: &[Seen], found: &mut Soundness) {
        // Where one step is doubled, those after it are too.
        if self.doubled.is_empty() || !self.doubled.contains(&node.index()) && !self.follows_doubled(node) {
            self.doubled.insert(node.index());
            found.unsynchronised.push(Trace { node, path: self.trace(at, seen, node) });
        }
    }

    fn follows_doubled(&self, node: Id<Node>) -> bool {
        let (mut seen, mut stack) = (HashSet::from([node]), vec![node]);
        while let Some(at) = stack.pop() {
            if at != node && self.doubled.contains(&at.index()) {
                return true;
            }
            stack.extend(self.graph.incoming(at).into_iter().map(|(_, from)| from).filter(|from| seen.insert(*from)));
        }
        false
    }

    /// The steps that led to a state, then the step.
    fn trace(&self, (at, run): After, seen: &[Seen], node: Id<Node>) -> Vec<Id<Node>> {
        let mut path = vec![node];
        path.extend(run.iter().rev());
        let mut at = at;
        while let Some((from, steps)) = &seen[at].from {
            path.extend(steps.iter().rev());
            at = *from;
        }
        path.reverse();
        path.dedup();
        path
    }

    /// Steps that never happened, the first of each connected group.
    fn dead(&self, found: &mut Soundness) {
        let lives = |id: Id<Node>| {
            let node = &self.model.nodes[id];
            let compensates = match &node.kind {
                NodeKind::Task(task) => task.compensation,
                NodeKind::SubProcess(sub) => sub.compensation || sub.kind == SubProcessKind::Event,
                NodeKind::Call(call) => call.compensation,
                NodeKind::Event(event) => event.position == EventPosition::Boundary,
                NodeKind::Gateway(_) => false,
            };
            compensates || self.fired.contains(&id)
        };
        let mut grouped: HashSet<Id<Node>> = HashSet::new();
        for id in self.nodes.iter().copied() {
            if lives(id) || !grouped.insert(id) {
                continue;
            }
            let (mut group, mut stack) = (vec![id], vec![id]);
            while let Some(at) = stack.pop() {
                let around = self.graph.outgoing(at).into_iter().chain(self.graph.incoming(at)).map(|(_, other)| other);
                for other in around.filter(|other| !lives(*other)) {
                    if grouped.insert(other) {
                        group.push(other);
                        stack.push(other);
                    }
                }
            }
            group.sort_unstable_by_key(|node| self.rank[node.index()]);
            // What follows a border that is never left for a compensation is not dead.
            let after_border = group.iter().any(|id| {
                self.graph
                    .incoming(*id)
                    .iter()
                    .any(|(_, from)| event(self.model, *from).is_some_and(|event| event.trigger == Trigger::Compensation))
            });
            if !after_border {
                found.dead.push(Trace { node: group[0], path: group });
            }
        }
    }
}

/// Every choice of some of the tokens; where they are many, each alone, each pair, and all.
fn subsets(tokens: &State) -> Vec<State> {
    if tokens.len() <= 6 {
        let choose = |mask: usize| tokens.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, token)| *token).collect();
        return (1..1usize << tokens.len()).map(choose).collect();
    }
    let mut chosen: Vec<State> = tokens.iter().map(|token| vec![*token]).collect();
    for (at, one) in tokens.iter().enumerate() {
        chosen.extend(tokens[at + 1..].iter().map(|other| vec![*one, *other]));
    }
    chosen.push(tokens.clone());
    chosen
}

fn event(model: &Model, node: Id<Node>) -> Option<&Event> {
    if let NodeKind::Event(event) = &model.nodes[node].kind { Some(event) } else { None }
}

fn link(model: &Model, node: Id<Node>, event: &Event) -> String {
    let name = event.detail.as_ref().map_or_else(|| model.nodes[node].head.title().to_owned(), |detail| detail.value.clone());
    vocabulary::fold(&name)
}
