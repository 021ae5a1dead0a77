//! What surely follows a step: the dual of [`spread`](super::spread), from the ends backwards.
//!
//! `after(n, p)` holds when every path from n to an end comes through p. Where the flow parts, a parallel split has
//! all of its branches before it (their union), a choice one of them (the intersection); what can interrupt a scope can
//! cut short every path in it. A path that never ends counts for nothing. Complexity as there.
//!
//! ```text
//!          ┌─► erase ─► end                   ┌─► erase ─► end
//!   n ─► × ┤               not after n  n ─► + ┤               after n
//!          └─► end                            └─► end
//! ```

use super::control::{Choice, ControlFlow, Point, before, done, work};
use super::spread::{Effect, Place, Turn};
use crate::process::{Id, Node};
use foldhash::{HashMap, HashSet};
use std::collections::VecDeque;

/// How far one looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// To the end of the innermost sub-process.
    Scope,
    /// To the end of the process.
    Process,
}

/// The properties that surely come about from every point on.
#[derive(Debug)]
pub struct Follow<'a> {
    flow: &'a ControlFlow,
    value: Vec<u64>,
    ranks: HashMap<(Point, usize), usize>,
}

impl<'a> Follow<'a> {
    /// Looks ahead for `count` properties; those that are undone are left aside.
    pub fn new(flow: &'a ControlFlow, horizon: Horizon, count: usize, list: &[Effect]) -> Self {
        let words = count.div_ceil(64).max(1);
        let mut follow = Self { flow, value: vec![u64::MAX; flow.next.len() * words], ranks: HashMap::default() };
        let mut on: Vec<HashMap<Point, u64>> = vec![HashMap::default(); words];
        for effect in list.iter().filter(|effect| effect.turn == Turn::On) {
            let (point, rank) = match effect.at {
                Place::Step(node, rank) => (work(node), rank),
                Place::Flow(id) => (flow.flow(id), 0),
            };
            *on[effect.property / 64].entry(point).or_default() |= 1 << (effect.property % 64);
            let last = follow.ranks.entry((point, effect.property)).or_default();
            *last = (*last).max(rank);
        }
        let (again, mut turned) = (follow.needs_again(horizon), vec![0; flow.next.len()]);
        for (word, on) in on.iter().enumerate() {
            if on.is_empty() {
                follow.value[word * flow.next.len()..(word + 1) * flow.next.len()].fill(0);
                continue;
            }
            on.iter().for_each(|(point, bits)| turned[*point] = *bits);
            follow.solve(horizon, word, &turned, again);
            on.keys().for_each(|point| turned[*point] = 0);
        }
        follow
    }

    /// The properties of one word that surely come about from a point on.
    pub(super) fn word(&self, point: Point, word: usize) -> u64 {
        self.value[word * self.flow.next.len() + point]
    }

    /// Whether a property surely comes about once the step has done its fact of this rank.
    pub fn from(&self, node: Id<Node>, fact: usize, property: usize) -> bool {
        self.ranks.get(&(work(node), property)).is_some_and(|rank| *rank > fact + 1) || self.holds(done(node), property)
    }

    /// Whether a property surely comes about from the moment the step begins.
    pub fn since(&self, node: Id<Node>, property: usize) -> bool {
        self.holds(before(node), property)
    }

    /// The steps of a shortest path from a step to an end, on which a property never comes about.
    pub fn path_without(&self, node: Id<Node>, property: usize) -> Vec<Id<Node>> {
        let mut previous: HashMap<Point, Point> = HashMap::default();
        let mut seen = HashSet::from_iter([done(node)]);
        let mut queue = VecDeque::from([done(node)]);
        while let Some(point) = queue.pop_front() {
            let leave = self.flow.leave[point].into_iter();
            let next: Vec<Point> = self.flow.next[point].iter().copied().chain(leave).collect();
            if self.flow.next[point].is_empty() {
                let mut points = vec![point];
                let mut at = point;
                while let Some(from) = previous.get(&at) {
                    points.push(*from);
                    at = *from;
                }
                points.reverse();
                let mut steps = vec![node];
                steps.extend(self.flow.steps(&points).into_iter().filter(|step| *step != node));
                return steps;
            }
            for to in next {
                if !self.holds(to, property) && seen.insert(to) {
                    previous.insert(to, point);
                    queue.push_back(to);
                }
            }
        }
        vec![node]
    }

    fn holds(&self, point: Point, property: usize) -> bool {
        self.value[property / 64 * self.flow.next.len() + point] >> (property % 64) & 1 == 1
    }

    /// Whether the value of some point depends on one that is found after it: then one pass is not enough.
    fn needs_again(&self, horizon: Horizon) -> bool {
        let flow = self.flow;
        let mut place = vec![usize::MAX; flow.next.len()];
        flow.order.iter().enumerate().for_each(|(at, point)| place[*point] = at);
        flow.order.iter().any(|point| {
            let inside = flow.node(*point).filter(|_| horizon == Horizon::Scope).and_then(|node| flow.entries.get(&node.index()));
            let over = inside.and_then(|_| flow.node(*point)).map(done);
            let ahead =
                flow.then[*point].1.iter().copied().chain(flow.leave[*point]).chain(inside.into_iter().flatten().copied()).chain(over);
            ahead.into_iter().any(|to| to != *point && place[to] != usize::MAX && place[to] <= place[*point])
        })
    }

    fn solve(&mut self, horizon: Horizon, word: usize, on: &[u64], again: bool) {
        let (flow, base) = (self.flow, word * self.flow.next.len());
        loop {
            let mut changed = false;
            for &point in flow.order.iter().rev() {
                let value = |at: &Point| self.value[base + at];
                let inside = |to: &&Point| horizon == Horizon::Process || self.stays(point, **to);
                let (choice, then) = &flow.then[point];
                let hub = flow.is_extra(point);
                let mut following = then.iter().filter(inside).map(value);
                let mut ahead = match choice {
                    _ if hub => following.fold(u64::MAX, |all, one| all & one),
                    Choice::All => following.fold(0, |all, one| all | one),
                    Choice::One => match following.next() {
                        Some(first) => following.fold(first, |all, one| all & one),
                        None => 0,
                    },
                };
                if horizon == Horizon::Scope
                    && let Some(node) = flow.node(point).filter(|_| point % 3 == 1)
                    && let Some(entries) = flow.entries.get(&node.index())
                {
                    ahead = entries.iter().map(value).fold(u64::MAX, |all, one| all & one) | value(&done(node));
                }
                if let Some(hub) = flow.leave[point]
                    && (horizon == Horizon::Process || flow.scope[point] == flow.scope[hub])
                {
                    ahead &= value(&hub);
                }
                let found = ahead | on[point];
                if self.value[base + point] != found {
                    self.value[base + point] = found;
                    changed = true;
                }
            }
            if !changed || !again {
                break;
            }
        }
    }

    /// Whether a step of the flow stays in the scope it is in.
    fn stays(&self, from: Point, to: Point) -> bool {
        self.flow.scope[from] == self.flow.scope[to] || self.flow.node(to).is_none()
    }
}
