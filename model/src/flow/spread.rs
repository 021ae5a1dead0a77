//! What holds before a step: properties that steps bring about or undo, spread along the control flow, 64 at a time.
//!
//! *On every path* (`before(p, n)`): what comes in is the intersection of what the branches bring, and their union at
//! a parallel join, for all of them have been there; a parallel branch beside a step brings it nothing. A sub-process
//! brings out what every way through it brings about, though its parallel branches may end apart.
//! *On some path* (`may`): the union everywhere.
//!
//! ```text
//!            ┌─► p ─┐                      ┌─► p ─┐
//!   start ─► +      + ─► n : p before n    ×      × ─► n : not before n (witness: start, ×, ×, n)
//!            └─► a ─┘      not before a    └─► a ─┘
//! ```
//!
//! The greatest (every) or least (some) solution by passes in reverse postorder: O(points × properties / 64) a pass, and
//! as many passes as loops nest, plus two. A step that stands loose in a process — no arrow leads to it and it is no
//! start event — has the benefit of the doubt: what the other parts of its process bring about may come before it.

use super::control::{Choice, ControlFlow, Point, before, done, work};
use super::follow::{Follow, Horizon};
use crate::process::{Id, Node, SequenceFlow};
use std::collections::{HashMap, HashSet, VecDeque};

/// How many paths must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paths {
    /// All of them.
    Every,
    /// One is enough.
    Some,
}

/// A property brought about or undone.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// Where.
    pub at: Place,
    /// Which property.
    pub property: usize,
    /// Brought about, or undone.
    pub turn: Turn,
}

/// Where an effect takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In a step, just before its fact of this rank: 0 is when the step begins, `i + 1` when its fact `i` is done.
    Step(Id<Node>, usize),
    /// On a sequence flow.
    Flow(Id<SequenceFlow>),
}

/// Whether a property is brought about or undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It holds from here.
    On,
    /// It holds no longer.
    Off,
}

impl Effect {
    /// The fact of this rank in the step brings the property about.
    pub fn on(node: Id<Node>, fact: usize, property: usize) -> Self {
        Self { at: Place::Step(node, fact + 1), property, turn: Turn::On }
    }

    /// The fact of this rank in the step undoes the property.
    pub fn off(node: Id<Node>, fact: usize, property: usize) -> Self {
        Self { at: Place::Step(node, fact + 1), property, turn: Turn::Off }
    }
}

/// The properties that hold at every point.
#[derive(Debug)]
pub struct Spread<'a> {
    flow: &'a ControlFlow,
    words: usize,
    entry: Vec<u64>,
    exit: Vec<u64>,
    effects: HashMap<Point, Vec<(usize, usize, Turn)>>,
}

impl<'a> Spread<'a> {
    /// Spreads `count` properties.
    pub fn new(flow: &'a ControlFlow, paths: Paths, count: usize, list: &[Effect]) -> Self {
        let words = count.div_ceil(64).max(1);
        let size = flow.next.len() * words;
        let mut effects: HashMap<Point, Vec<(usize, usize, Turn)>> = HashMap::new();
        for effect in list {
            let (point, rank) = match effect.at {
                Place::Step(node, rank) => (work(node), rank),
                Place::Flow(id) => (flow.flow(id), 0),
            };
            effects.entry(point).or_default().push((rank, effect.property, effect.turn));
        }
        for effects in effects.values_mut() {
            effects.sort_by_key(|effect| effect.0);
        }
        let mut spread = Self { flow, words, entry: vec![0; size], exit: vec![0; size], effects };
        if count > 0 && !list.is_empty() {
            let solver = Solver::new(flow, paths, count, list, &spread.effects);
            for word in 0..words {
                solver.word(word, &mut spread);
            }
        }
        spread
    }

    /// Whether a property holds when a step comes to its fact of this rank. What no path reaches has everything (every).
    pub fn at(&self, node: Id<Node>, fact: usize, property: usize) -> bool {
        let mut holds = bit(&self.entry, work(node), self.words, property);
        for (rank, changed, turn) in self.effects.get(&work(node)).into_iter().flatten() {
            if *rank <= fact && *changed == property {
                holds = *turn == Turn::On;
            }
        }
        holds
    }

    /// Whether a property holds when a step is over.
    pub fn after(&self, node: Id<Node>, property: usize) -> bool {
        bit(&self.exit, done(node), self.words, property)
    }

    /// The steps of a shortest path to a step on which a property that does not hold there never came about, or was undone.
    pub fn path_without(&self, node: Id<Node>, property: usize) -> Vec<Id<Node>> {
        let lacks = |point: Point| !bit(&self.exit, point, self.words, property);
        let begins = |point: Point| self.flow.start[point] || bit(&self.entry, point, self.words, property);
        self.back(node, &lacks, &begins)
    }

    /// The steps of a shortest path on which a property came about and still holds at a step, from where it came about.
    pub fn path_with(&self, node: Id<Node>, property: usize) -> Vec<Id<Node>> {
        let holds = |point: Point| bit(&self.exit, point, self.words, property);
        let begins = |point: Point| self.turns_on(point, property);
        self.back(node, &holds, &begins)
    }

    fn turns_on(&self, point: Point, property: usize) -> bool {
        self.effects.get(&point).into_iter().flatten().rfind(|effect| effect.1 == property).is_some_and(|effect| effect.2 == Turn::On)
    }

    fn back(&self, node: Id<Node>, through: &dyn Fn(Point) -> bool, begins: &dyn Fn(Point) -> bool) -> Vec<Id<Node>> {
        let mut next: HashMap<Point, Point> = HashMap::new();
        let mut seen = HashSet::from([before(node)]);
        let mut queue = VecDeque::from([before(node)]);
        if begins(before(node)) {
            return vec![node];
        }
        while let Some(point) = queue.pop_front() {
            if point != before(node) && begins(point) {
                let mut points = vec![point];
                let mut at = point;
                while let Some(to) = next.get(&at) {
                    points.push(*to);
                    at = *to;
                }
                // What comes about on a flow comes from the step that the flow leaves.
                if self.flow.node(point).is_none()
                    && let Some(from) = self.flow.previous[point].first().and_then(|from| self.flow.node(*from))
                {
                    points.insert(0, work(from));
                }
                return self.flow.steps(&points);
            }
            for from in &self.flow.previous[point] {
                if self.flow.reached[*from] && through(*from) && seen.insert(*from) {
                    next.insert(*from, point);
                    queue.push_back(*from);
                }
            }
        }
        vec![node]
    }
}

fn bit(bits: &[u64], point: Point, words: usize, property: usize) -> bool {
    bits[point * words + property / 64] >> (property % 64) & 1 == 1
}

struct Solver<'a> {
    flow: &'a ControlFlow,
    paths: Paths,
    sure: Option<Follow<'a>>,
    changes: Vec<HashMap<Point, (u64, u64)>>,
    undone: Vec<u64>,
    loose: Vec<HashMap<Point, u64>>,
}

impl<'a> Solver<'a> {
    fn new(
        flow: &'a ControlFlow,
        paths: Paths,
        count: usize,
        list: &[Effect],
        effects: &HashMap<Point, Vec<(usize, usize, Turn)>>,
    ) -> Self {
        let words = count.div_ceil(64).max(1);
        let mut changes = vec![HashMap::new(); words];
        let mut undone = vec![0; words];
        for (point, effects) in effects {
            for (_, property, turn) in effects {
                let (word, mask) = (property / 64, 1u64 << (property % 64));
                let change: &mut (u64, u64) = changes[word].entry(*point).or_default();
                match turn {
                    Turn::On => *change = (change.0 | mask, change.1 & !mask),
                    Turn::Off => {
                        *change = (change.0 & !mask, change.1 | mask);
                        undone[word] |= mask;
                    }
                }
            }
        }
        let nested = paths == Paths::Every && !flow.entries.is_empty();
        let sure = nested.then(|| Follow::new(flow, Horizon::Scope, count, list));
        let loose = if paths == Paths::Every { loose(flow, words, &changes) } else { vec![HashMap::new(); words] };
        Self { flow, paths, sure, changes, undone, loose }
    }

    fn word(&self, word: usize, spread: &mut Spread) {
        let (flow, words) = (self.flow, spread.words);
        let every = self.paths == Paths::Every;
        if every {
            for point in 0..flow.next.len() {
                spread.entry[point * words + word] = u64::MAX;
                spread.exit[point * words + word] = u64::MAX;
            }
        }
        loop {
            let mut changed = false;
            for &point in &flow.order {
                let previous = flow.previous[point]
                    .iter()
                    .filter(|from| flow.reached[**from])
                    .filter(|from| !every || flow.weak.is_empty() || !flow.weak.contains(&(**from, point)));
                let exits = previous.map(|from| spread.exit[from * words + word]);
                let mut value = match (self.paths, flow.join[point]) {
                    (Paths::Every, Choice::One) => exits.fold(u64::MAX, |all, one| all & one),
                    _ => exits.fold(0, |all, one| all | one),
                };
                if every && flow.start[point] {
                    value = self.loose[word].get(&point).copied().unwrap_or_default();
                }
                if let Some(sure) = &self.sure
                    && point % 3 == 2
                    && flow.node(point).is_some_and(|node| flow.entries.contains_key(&node.index()))
                {
                    let node = point / 3;
                    let mut sure_inside = u64::MAX;
                    for entry in &flow.entries[&node] {
                        sure_inside &= sure.word(*entry, word);
                    }
                    value |= sure_inside & !self.undone[word];
                }
                let (on, off) = self.changes[word].get(&point).copied().unwrap_or_default();
                let exit = value & !off | on;
                let at = point * words + word;
                if spread.entry[at] != value || spread.exit[at] != exit {
                    (spread.entry[at], spread.exit[at]) = (value, exit);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
    }
}

/// What the other parts of its process bring about, for each step that stands loose in one.
fn loose(flow: &ControlFlow, words: usize, changes: &[HashMap<Point, (u64, u64)>]) -> Vec<HashMap<Point, u64>> {
    let mut out = vec![HashMap::new(); words];
    if flow.loose.is_empty() {
        return out;
    }
    for (word, changes) in changes.iter().enumerate() {
        let mut parts: HashMap<usize, HashMap<usize, u64>> = HashMap::new();
        for (point, (on, _)) in changes {
            if let Some(node) = flow.node(*point) {
                let (process, part) = flow.part[node.index()];
                *parts.entry(process).or_default().entry(part).or_default() |= on;
            }
        }
        // What at least two parts bring about counts for all; what only one does, for the others.
        let mut sums: HashMap<usize, (u64, u64)> = HashMap::new();
        for (process, parts) in &parts {
            let sum = sums.entry(*process).or_default();
            for on in parts.values() {
                *sum = (sum.0 | on, sum.1 | sum.0 & on);
            }
        }
        for (point, node) in &flow.loose {
            let (process, part) = flow.part[*node];
            let Some((once, twice)) = sums.get(&process) else { continue };
            let own = parts[&process].get(&part).copied().unwrap_or_default();
            out[word].insert(*point, once & (!own | twice));
        }
    }
    out
}
