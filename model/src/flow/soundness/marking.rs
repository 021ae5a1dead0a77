//! Where the tokens are, with the steps that can take them kept in order, so that a step costs O(log tokens).
//!
//! ```text
//!   here:   join ← {f3}   c ← {f4}          f3 has come to the parallel join, which waits for f5
//!   ready:  c                               the earliest of these is played
//! ```

use super::net::{Join, Net, State, Token};
use crate::process::{Id, Node};
use foldhash::HashSet;
use std::collections::{BTreeMap, BTreeSet};

type Turn = (bool, usize);

/// The tokens of a state, sorted by the step they have come to.
#[derive(Clone)]
pub(super) struct Marking {
    here: BTreeMap<Id<Node>, State>,
    ended: BTreeSet<Token>,
    ready: BTreeMap<Turn, Id<Node>>,
    joins: BTreeMap<Turn, Id<Node>>,
}

impl Marking {
    /// The marking of a state.
    pub(super) fn new(net: &Net, state: &[Token]) -> Self {
        let mut marking = Self { here: BTreeMap::new(), ended: BTreeSet::new(), ready: BTreeMap::new(), joins: BTreeMap::new() };
        for token in state {
            marking.put(net, *token);
        }
        marking
    }

    /// The state of the marking: its tokens, sorted.
    pub(super) fn state(&self) -> State {
        let mut state: State = self.here.values().flatten().copied().chain(self.ended.iter().copied()).collect();
        state.sort_unstable();
        state
    }

    /// Puts a token where there is none yet.
    pub(super) fn put(&mut self, net: &Net, token: Token) {
        let Some(node) = net.target(token) else {
            self.ended.insert(token);
            return;
        };
        let here = self.here.entry(node).or_default();
        let place = here.binary_search(&token).unwrap_or_else(|place| place);
        here.insert(place, token);
        match net.join(node) {
            Join::All if here.len() < net.arriving(node) => None,
            Join::Some => self.joins.insert(net.turn(node), node),
            _ => self.ready.insert(net.turn(node), node),
        };
    }

    /// Takes the tokens that a step takes.
    pub(super) fn take(&mut self, net: &Net, node: Id<Node>) {
        let left = match (net.join(node), self.here.get_mut(&node)) {
            (Join::None, Some(here)) => {
                here.remove(0);
                !here.is_empty()
            }
            _ => false,
        };
        if !left {
            self.here.remove(&node);
            self.ready.remove(&net.turn(node));
            self.joins.remove(&net.turn(node));
        }
    }

    /// The tokens that have come to a step.
    pub(super) fn here(&self, node: Id<Node>) -> &[Token] {
        self.here.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Whether a token is there.
    pub(super) fn has(&self, net: &Net, token: Token) -> bool {
        match net.target(token) {
            Some(node) => self.here(node).binary_search(&token).is_ok(),
            None => self.ended.contains(&token),
        }
    }

    /// The steps to which tokens have come, in the order of the flow.
    pub(super) fn awaiting(&self, net: &Net) -> Vec<Id<Node>> {
        let mut nodes: Vec<Id<Node>> = self.here.keys().copied().collect();
        nodes.sort_unstable_by_key(|node| net.rank(*node));
        nodes
    }

    /// The step that can happen which is the earliest in the order of the flow.
    pub(super) fn earliest(&self, net: &Net) -> Option<Id<Node>> {
        let first = self.ready.first_key_value();
        // An inclusive join comes after its branches: it is looked at where no other step is earlier.
        let earlier = self.joins.iter().take_while(|(turn, _)| first.is_none_or(|(first, _)| *turn < first));
        let ready = earlier.map(|(_, node)| *node).find(|node| self.has_all(net, *node));
        // Inclusive joins that wait for one another: the first goes on.
        ready.or(first.map(|(_, node)| *node)).or_else(|| self.joins.values().next().copied())
    }

    /// The steps that can happen, the latest first.
    pub(super) fn possible(&self, net: &Net) -> Vec<Id<Node>> {
        let joins = self.joins.values().copied().filter(|node| self.has_all(net, *node));
        let mut nodes: Vec<Id<Node>> = self.ready.values().copied().chain(joins).collect();
        nodes.sort_unstable_by_key(|node| std::cmp::Reverse(net.rank(*node)));
        nodes
    }

    /// Whether no token can come to an inclusive join any more by a flow that has none, except through the join.
    fn has_all(&self, net: &Net, join: Id<Node>) -> bool {
        if self.here.len() < 2 {
            return true;
        }
        let marked = self.here(join);
        let empty = net.graph.incoming(join).into_iter().filter(|(flow, _)| marked.binary_search(&net.at_flow(*flow)).is_err());
        let mut stack: Vec<Id<Node>> = empty.map(|(_, from)| from).collect();
        let mut seen: HashSet<Id<Node>> = stack.iter().copied().collect();
        while let Some(at) = stack.pop() {
            if at != join && self.here.contains_key(&at) {
                return false;
            }
            let host = net.event(at).and_then(|event| event.host.as_ref()).and_then(|host| host.to);
            let before = net.graph.incoming(at).into_iter().map(|(_, from)| from).chain(host);
            stack.extend(before.filter(|from| *from != join && seen.insert(*from)));
        }
        true
    }
}
