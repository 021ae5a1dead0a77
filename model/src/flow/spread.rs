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
//! as many passes as loops nest, plus two; a flow without a circle takes one. A step that stands loose in a process — no arrow leads to it and it is no
//! start event — has the benefit of the doubt: what the other parts of its process bring about may come before it.

use super::control::{Choice, ControlFlow, Point, before, done, work};
use super::follow::{Follow, Horizon};
use crate::process::{Id, Node, SequenceFlow};
use foldhash::HashMap;
use std::cell::RefCell;
use std::collections::VecDeque;

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

/// Stands for every property, where all are undone.
const EVERY: usize = usize::MAX;

impl Effect {
    /// The fact of this rank in the step brings the property about.
    pub fn on(node: Id<Node>, fact: usize, property: usize) -> Self {
        Self { at: Place::Step(node, fact + 1), property, turn: Turn::On }
    }

    /// The fact of this rank in the step undoes every property.
    pub fn clear(node: Id<Node>, fact: usize) -> Self {
        Self::off(node, fact, EVERY)
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
    entry: Vec<u64>,
    exit: Vec<u64>,
    effects: HashMap<Point, Vec<(usize, usize, Turn)>>,
    trees: RefCell<HashMap<(usize, Seek), Vec<u32>>>,
}

/// Where no path has come from.
const NOWHERE: u32 = u32::MAX;

/// Which paths are sought: those on which a property holds, or those on which it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Seek {
    With,
    Without,
}

impl<'a> Spread<'a> {
    /// Spreads `count` properties.
    pub fn new(flow: &'a ControlFlow, paths: Paths, count: usize, list: &[Effect]) -> Self {
        let words = count.div_ceil(64).max(1);
        let size = flow.next.len() * words;
        let mut effects: HashMap<Point, Vec<(usize, usize, Turn)>> = HashMap::default();
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
        let mut spread = Self { flow, entry: vec![0; size], exit: vec![0; size], effects, trees: RefCell::default() };
        if count > 0 && !list.is_empty() {
            let solver = Solver::new(flow, paths, count, list, &spread.effects);
            let mut changes = vec![(0, 0); flow.next.len()];
            for word in 0..words {
                solver.word(word, &mut changes, &mut spread);
            }
        }
        spread
    }

    /// Whether a property holds when a step comes to its fact of this rank. What no path reaches has everything (every).
    pub fn at(&self, node: Id<Node>, fact: usize, property: usize) -> bool {
        let mut holds = bit(&self.entry, work(node), self.points(), property);
        for (rank, changed, turn) in self.effects.get(&work(node)).into_iter().flatten() {
            if *rank <= fact && (*changed == property || *changed == EVERY) {
                holds = *turn == Turn::On;
            }
        }
        holds
    }

    /// Whether a property holds when a step is over.
    pub fn after(&self, node: Id<Node>, property: usize) -> bool {
        bit(&self.exit, done(node), self.points(), property)
    }

    /// The steps of a shortest path to a step on which a property that does not hold there never came about, or was undone.
    pub fn path_without(&self, node: Id<Node>, property: usize) -> Vec<Id<Node>> {
        self.path(node, property, Seek::Without)
    }

    /// The steps of a shortest path on which a property came about and still holds at a step, from where it came about.
    pub fn path_with(&self, node: Id<Node>, property: usize) -> Vec<Id<Node>> {
        self.path(node, property, Seek::With)
    }

    fn path(&self, node: Id<Node>, property: usize, seek: Seek) -> Vec<Id<Node>> {
        let mut trees = self.trees.borrow_mut();
        let tree = trees.entry((property, seek)).or_insert_with(|| self.tree(property, seek));
        let mut points = vec![before(node)];
        let mut at = before(node);
        while tree[at] != NOWHERE && tree[at] as usize != at {
            at = tree[at] as usize;
            points.push(at);
        }
        // What comes about on a flow comes from the step that the flow leaves.
        if self.flow.node(at).is_none()
            && let Some(from) = self.flow.previous[at].first().and_then(|from| self.flow.node(*from))
        {
            points.push(work(from));
        }
        points.reverse();
        self.flow.steps(&points)
    }

    /// Where each point is come to from, on shortest paths from where the property is undone or comes about: once for all
    /// the paths that are asked for.
    fn tree(&self, property: usize, seek: Seek) -> Vec<u32> {
        let holds = |bits: &[u64], point: Point| bit(bits, point, self.points(), property);
        let through = |at: Point| holds(&self.exit, at) == (seek == Seek::With);
        let begins = |at: Point| match seek {
            Seek::Without => self.flow.start[at] || holds(&self.entry, at),
            Seek::With => self.turns_on(at, property),
        };
        let first = self.flow.order.iter().copied().filter(|point| through(*point) && begins(*point));
        let mut queue: VecDeque<Point> = first.collect();
        let mut tree = vec![NOWHERE; self.points()];
        queue.iter().for_each(|point| tree[*point] = *point as u32);
        while let Some(point) = queue.pop_front() {
            for to in self.flow.next[point].iter().copied() {
                if tree[to] == NOWHERE && through(to) {
                    tree[to] = point as u32;
                    queue.push_back(to);
                }
            }
        }
        tree
    }

    fn points(&self) -> usize {
        self.flow.next.len()
    }

    fn turns_on(&self, point: Point, property: usize) -> bool {
        self.effects
            .get(&point)
            .into_iter()
            .flatten()
            .rfind(|effect| effect.1 == property || effect.1 == EVERY)
            .is_some_and(|effect| effect.2 == Turn::On)
    }
}

/// The properties are laid out by words, the points of a word side by side.
fn bit(bits: &[u64], point: Point, points: usize, property: usize) -> bool {
    bits[property / 64 * points + point] >> (property % 64) & 1 == 1
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
        let mut changes = vec![HashMap::default(); words];
        let mut undone = vec![0; words];
        for (point, effects) in effects {
            for (_, property, turn) in effects {
                if *property == EVERY {
                    for (word, changes) in changes.iter_mut().enumerate() {
                        changes.insert(*point, (0, u64::MAX));
                        undone[word] = u64::MAX;
                    }
                    continue;
                }
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
        let loose = if paths == Paths::Every { loose(flow, words, &changes) } else { vec![HashMap::default(); words] };
        Self { flow, paths, sure, changes, undone, loose }
    }

    /// Solves the properties of one word; `changes` has room for what each point changes, and is empty before and after.
    fn word(&self, word: usize, changes: &mut [(u64, u64)], spread: &mut Spread) {
        let (flow, base) = (self.flow, word * spread.points());
        let every = self.paths == Paths::Every;
        // Where nothing is brought about, nothing holds but before what no path reaches.
        let idle = self.changes[word].values().all(|(on, _)| *on == 0);
        if every {
            for point in (0..flow.next.len()).filter(|point| !idle || !flow.reached[*point]) {
                spread.entry[base + point] = u64::MAX;
                spread.exit[base + point] = u64::MAX;
            }
        }
        if idle {
            return;
        }
        for (point, change) in &self.changes[word] {
            changes[*point] = *change;
        }
        loop {
            let mut changed = false;
            for &point in &flow.order {
                let previous = flow.previous[point]
                    .iter()
                    .filter(|from| flow.reached[**from])
                    .filter(|from| !every || flow.weak.is_empty() || !flow.weak.contains(&(**from, point)));
                let exits = previous.map(|from| spread.exit[base + from]);
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
                let (on, off) = changes[point];
                let exit = value & !off | on;
                let at = base + point;
                if spread.entry[at] != value || spread.exit[at] != exit {
                    (spread.entry[at], spread.exit[at]) = (value, exit);
                    changed = true;
                }
            }
            if !changed || !flow.has_circle {
                break;
            }
        }
        self.changes[word].keys().for_each(|point| changes[*point] = (0, 0));
    }
}

/// What the other parts of its process bring about, for each step that stands loose in one.
fn loose(flow: &ControlFlow, words: usize, changes: &[HashMap<Point, (u64, u64)>]) -> Vec<HashMap<Point, u64>> {
    let mut out = vec![HashMap::default(); words];
    if flow.loose.is_empty() {
        return out;
    }
    for (word, changes) in changes.iter().enumerate() {
        let mut parts: HashMap<usize, HashMap<usize, u64>> = HashMap::default();
        for (point, (on, _)) in changes {
            if let Some(node) = flow.node(*point) {
                let (process, part) = flow.part[node.index()];
                *parts.entry(process).or_default().entry(part).or_default() |= on;
            }
        }
        // What at least two parts bring about counts for all; what only one does, for the others.
        let mut sums: HashMap<usize, (u64, u64)> = HashMap::default();
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
