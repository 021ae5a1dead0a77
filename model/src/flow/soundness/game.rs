//! The play of one scope: from each of its beginnings, one step after the other, by a search in depth over states.
//!
//! ```text
//!   state           steps that can happen       tried
//!   {f1, f4}        a (earliest), c             a, with each of its outcomes; c too where a's lead back to an open state
//!   {f2, f4}        b, c                        b …
//!   {f3, f4}        none: f3 is at a join       the join waits for ever
//! ```
//!
//! Steps with one outcome are played on at once and make no state. O(steps × log tokens) for each state kept, of which
//! there are at most `bound`.

use super::marking::Marking;
use super::net::{Join, Net, State, Token};
use super::{Soundness, TOKENS, Trace, dead};
use crate::process::*;
use foldhash::HashSet;
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// A state that was kept, and the steps that have happened since.
type After<'s> = (usize, &'s [Id<Node>]);

/// The states kept, each with where it came from and by which steps; whether it is still being played from.
type Seen = IndexMap<State, (Option<(usize, Vec<Id<Node>>)>, bool)>;

/// The play of one scope.
pub(super) struct Game<'a> {
    net: &'a Net<'a>,
    nodes: &'a [Id<Node>],
    bound: usize,
    tokens: usize,
    /// Whether what goes wrong is told.
    muted: bool,
    /// The steps that nothing leads to, beside a start event.
    loose: HashSet<Id<Node>>,
    /// Whether a join waits for one of these: what follows it is not known to be dead.
    waiting: bool,
    fired: HashSet<Id<Node>>,
    stuck: BTreeSet<usize>,
    doubled: BTreeSet<usize>,
    ended: BTreeSet<usize>,
}

impl<'a> Game<'a> {
    pub(super) fn new(net: &'a Net<'a>, nodes: &'a [Id<Node>], bound: usize) -> Self {
        Self {
            net,
            nodes,
            bound,
            tokens: TOKENS,
            muted: false,
            loose: HashSet::default(),
            waiting: false,
            fired: HashSet::default(),
            stuck: BTreeSet::new(),
            doubled: BTreeSet::new(),
            ended: BTreeSet::new(),
        }
    }

    pub(super) fn play(mut self, found: &mut Soundness) {
        let net = self.net;
        let starts: Vec<Id<Node>> = self.nodes.iter().copied().filter(|node| net.starts(*node)).collect();
        let entries: Vec<Id<Node>> = self.nodes.iter().copied().filter(|node| !net.starts(*node) && net.is_entry(*node)).collect();
        let within = self.nodes.first().is_some_and(|node| net.model.nodes[*node].parent.is_some());
        if starts.is_empty() && entries.len() > 1 && !within {
            return;
        }
        let at = |nodes: &[Id<Node>]| nodes.iter().map(|node| net.at_node(*node)).collect::<State>();
        let mut first: Vec<(State, bool)> = starts.iter().map(|node| (at(&[*node]), false)).collect();
        if starts.is_empty() {
            // Without a start event, everything in a sub-process that nothing leads to begins together.
            first.extend((!entries.is_empty()).then(|| (at(&entries), false)));
        } else {
            first.extend(entries.iter().map(|node| (at(&[*node]), true)));
            self.loose.extend(entries);
        }
        let lasting = |event: &Event| event.position == EventPosition::Boundary && event.non_interrupting;
        let lasting = self.nodes.iter().copied().filter(|node| net.event(*node).is_some_and(lasting));
        first.extend(lasting.map(|node| (at(&[node]), false)));
        let mut left = self.bound;
        let told = (found.unsynchronised.len(), found.improper.len());
        let mut decided = true;
        for (mut state, muted) in first {
            state.sort_unstable();
            self.muted = muted;
            decided = self.explore(state, &mut left, found);
            if !decided {
                found.undecided.push(self.nodes[0]);
                break;
            }
        }
        self.keep_causes(told, found);
        if !decided {
            return;
        }
        if self.stuck.is_empty() && self.doubled.is_empty() && !self.waiting {
            let groups = dead::groups(net, self.nodes, &self.fired).into_iter();
            found.dead.extend(groups.filter(|group| !group.path.iter().any(|node| self.joins_loose(*node))));
        }
    }

    /// Plays from a state; `false` where there are more states than are kept.
    fn explore(&mut self, first: State, left: &mut usize, found: &mut Soundness) -> bool {
        let mut seen = Seen::from([(first, (None, true))]);
        let mut stack: Vec<Vec<usize>> = vec![vec![0]];
        let mut playing: Vec<usize> = Vec::new();
        while let Some(pending) = stack.last_mut() {
            let Some(at) = pending.pop() else {
                stack.pop();
                if let Some(at) = playing.pop() {
                    seen[at].1 = false;
                }
                continue;
            };
            seen[at].1 = true;
            playing.push(at);
            let next = self.expand(at, &mut seen, found);
            stack.push(next);
            if seen.len() > *left || self.tokens == 0 {
                return false;
            }
        }
        *left -= seen.len();
        true
    }

    /// The new states that follow a state.
    fn expand(&mut self, at: usize, seen: &mut Seen, found: &mut Soundness) -> Vec<usize> {
        let net = self.net;
        let marking = Marking::new(net, seen.get_index(at).map_or(&[], |(state, _)| state.as_slice()));
        let Some(first) = marking.earliest(net) else {
            self.stopped(at, &marking, seen, found);
            return Vec::new();
        };
        let (mut fresh, mut node, mut others) = (Vec::new(), first, None);
        loop {
            let mut circle = false;
            for next in self.fire(node, &marking, (at, &[]), seen, found) {
                let mut run = vec![node];
                let Some(next) = self.advance(next, &mut run, at, seen, found) else { continue };
                let state = next.state();
                if let Some((_, open)) = seen.get(&state) {
                    circle |= open;
                } else {
                    self.tokens = self.tokens.saturating_sub(state.len());
                    fresh.push(seen.len());
                    seen.insert(state, (Some((at, run)), false));
                }
            }
            if !circle {
                return fresh;
            }
            // What only goes round in a circle must not hide the rest.
            let others = others.get_or_insert_with(|| {
                let mut others = marking.possible(net);
                others.retain(|other| *other != first);
                others
            });
            match others.pop() {
                Some(other) => node = other,
                None => return fresh,
            }
        }
    }

    /// Goes on as long as one step with one outcome can be next and leads onwards; `None` where a defect ends the run.
    fn advance(&mut self, mut marking: Marking, run: &mut Vec<Id<Node>>, at: usize, seen: &Seen, found: &mut Soundness) -> Option<Marking> {
        let net = self.net;
        while let Some(node) = marking.earliest(net) {
            let onwards = run.last().is_none_or(|last| net.rank(node) > net.rank(*last));
            if !onwards || net.outcomes(node).len() != 1 {
                break;
            }
            let goes_on = self.fire_in(node, &mut marking, &net.outcomes(node)[0], (at, run), seen, found);
            run.push(node);
            if !goes_on {
                return None;
            }
        }
        Some(marking)
    }

    /// The markings after a step has happened, one for each outcome that is no defect.
    fn fire(&mut self, node: Id<Node>, marking: &Marking, at: After, seen: &Seen, found: &mut Soundness) -> Vec<Marking> {
        let mut markings = Vec::new();
        for produced in self.net.outcomes(node) {
            let mut next = marking.clone();
            if self.fire_in(node, &mut next, produced, at, seen, found) {
                markings.push(next);
            }
        }
        markings
    }

    /// Lets a step happen with one outcome; `false` where a defect shows.
    fn fire_in(
        &mut self,
        node: Id<Node>,
        marking: &mut Marking,
        produced: &[Token],
        at: After,
        seen: &Seen,
        found: &mut Soundness,
    ) -> bool {
        let net = self.net;
        self.fired.insert(node);
        let ends = net.ends(node);
        if net.join(node) == Join::None && marking.here(node).len() > 1 && !ends {
            self.twice(node, at, seen, found);
            return false;
        }
        marking.take(net, node);
        if ends {
            if net.terminates(node) {
                // What could happen at this moment is not dead, though it is cut short.
                self.fired.extend(marking.possible(net));
                *marking = Marking::new(net, &[net.at_end(node)]);
                return true;
            }
            if marking.has(net, net.at_end(node)) {
                if !self.muted && self.ended.insert(node.index()) && self.doubled.is_empty() {
                    found.improper.push(Trace { node, path: self.trace(at, seen, node) });
                }
                return false;
            }
        }
        if let Some(target) = produced.iter().find(|token| marking.has(net, **token)).and_then(|token| net.target(*token)) {
            self.fired.insert(target);
            let mut run = at.1.to_vec();
            run.push(node);
            self.twice(target, (at.0, &run), seen, found);
            return false;
        }
        for token in produced {
            marking.put(net, *token);
        }
        true
    }

    /// Nothing can happen any more: the tokens that have not reached an end are stuck at joins.
    fn stopped(&mut self, at: usize, marking: &Marking, seen: &Seen, found: &mut Soundness) {
        // The first explains those that wait further on.
        let Some(node) = marking.awaiting(self.net).first().copied() else { return };
        if self.awaits_loose(node, marking) {
            self.waiting = true;
        } else if !self.muted && self.stuck.insert(node.index()) {
            found.deadlocks.push(Trace { node, path: self.trace((at, &[]), seen, node) });
        }
    }

    /// Whether a branch that a join waits for comes from a step that nothing leads to.
    fn awaits_loose(&self, join: Id<Node>, marking: &Marking) -> bool {
        let incoming = self.net.graph.incoming(join).into_iter();
        let empty = incoming.filter(|(flow, _)| marking.here(join).binary_search(&self.net.at_flow(*flow)).is_err());
        !self.loose.is_empty() && self.comes_from(empty.map(|(_, from)| from).collect(), join, |at| self.loose.contains(&at))
    }

    /// Whether a join waits, among others, for what comes from a step that nothing leads to.
    fn joins_loose(&self, join: Id<Node>) -> bool {
        let sources = || self.net.graph.incoming(join).into_iter().map(|(_, from)| from).collect();
        !self.loose.is_empty() && self.net.join(join) != Join::None && self.comes_from(sources(), join, |at| self.loose.contains(&at))
    }

    /// Whether steps of a kind lead to one of these without going through `end`.
    fn comes_from(&self, mut stack: Vec<Id<Node>>, end: Id<Node>, wanted: impl Fn(Id<Node>) -> bool) -> bool {
        let mut seen: HashSet<Id<Node>> = stack.iter().copied().chain([end]).collect();
        while let Some(at) = stack.pop() {
            if wanted(at) {
                return true;
            }
            stack.extend(self.net.graph.incoming(at).into_iter().map(|(_, from)| from).filter(|from| seen.insert(*from)));
        }
        false
    }

    /// Leaves out what was told of this scope and only follows from a step that runs twice before it, found later.
    fn keep_causes(&self, told: (usize, usize), found: &mut Soundness) {
        let doubled_before = |node: Id<Node>, other: Id<Node>| node != other && self.comes_from(vec![node], node, |at| at == other);
        let steps: Vec<Id<Node>> = found.unsynchronised[told.0..].iter().map(|trace| trace.node).collect();
        let follows = |node: Id<Node>| {
            let earlier = |other: &Id<Node>| !doubled_before(*other, node) || self.net.rank(*other) < self.net.rank(node);
            steps.iter().any(|other| doubled_before(node, *other) && earlier(other))
        };
        let later: HashSet<Id<Node>> = steps.iter().copied().filter(|node| follows(*node)).collect();
        let ends = found.improper[told.1..].iter().map(|trace| trace.node);
        let ended: HashSet<Id<Node>> = ends.filter(|node| steps.iter().any(|other| doubled_before(*node, *other))).collect();
        let mut at = 0..;
        found.unsynchronised.retain(|trace| at.next().is_some_and(|at| at < told.0) || !later.contains(&trace.node));
        let mut at = 0..;
        found.improper.retain(|trace| at.next().is_some_and(|at| at < told.1) || !ended.contains(&trace.node));
    }

    fn twice(&mut self, node: Id<Node>, at: After, seen: &Seen, found: &mut Soundness) {
        // Where one step is doubled, those after it are too.
        let before = |at: Id<Node>| at != node && self.doubled.contains(&at.index());
        let told = !self.doubled.is_empty() && (self.doubled.contains(&node.index()) || self.comes_from(vec![node], node, before));
        if !self.muted && !told {
            self.doubled.insert(node.index());
            found.unsynchronised.push(Trace { node, path: self.trace(at, seen, node) });
        }
    }

    /// The steps that led to a state, then the step.
    fn trace(&self, (at, run): After, seen: &Seen, node: Id<Node>) -> Vec<Id<Node>> {
        let mut path = vec![node];
        path.extend(run.iter().rev());
        let mut at = at;
        while let Some((from, steps)) = &seen[at].0 {
            path.extend(steps.iter().rev());
            at = *from;
        }
        path.reverse();
        path.dedup();
        path
    }
}
