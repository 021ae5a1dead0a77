//! The order of pools from top to bottom: as written, unless messages pass fewer pools and lanes in another order.
//!
//! What a message passes is known from the lanes of its ends alone. Up to six pools in every order, O(p! m) for m pairs of
//! lanes with messages; beyond that single pools are moved where they cost least, O(p² m) a round.

use super::{EdgeKind, End, Graph, Node, Role};
use std::collections::BTreeMap;

/// Up to this many pools every order is tried.
const ALL: usize = 6;
/// Beyond this many pools, or pairs of them with messages, the written order stays.
const MOST: usize = 60;
/// Rounds of moving single pools.
const ROUNDS: usize = 3;
/// What it costs to lead a message round a black box: it is no higher than a lane, but nothing may cross it.
const BLACK_BOX: u32 = 4;

/// One end of messages: the place of its pool among the pools, and how many lanes are above and below its lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Door {
    pool: usize,
    above: u32,
    below: u32,
}

/// The pools from top to bottom; lanes of a process without a pool are one.
pub(super) fn order(graph: &Graph, children: &[Vec<usize>]) -> Vec<usize> {
    let pools = grouped(graph, (0..graph.areas.len()).filter(|a| graph.areas[*a].parent.is_none()));
    let order = best(graph, children, &pools).unwrap_or_else(|| (0..pools.len()).collect());
    order.into_iter().flat_map(|at| pools[at].iter().copied()).collect()
}

/// Before which place of `order` steps outside every pool stand: first, unless their lines pass less elsewhere. O(p² + p m)
/// for m lines.
pub(super) fn outside(graph: &Graph, children: &[Vec<usize>], order: &[usize]) -> usize {
    let pools = grouped(graph, order.iter().copied());
    let (doors, high) = doors(graph, children, &pools);
    // Data and notes may hang on steps elsewhere.
    let step = |node: &Node| node.area.is_none() && !matches!(node.role, Role::Data | Role::Note);
    let free = |end: End| matches!(end, End::Node(n) if graph.nodes.get(n).is_some_and(step));
    let ends = graph.edges.iter().flat_map(|e| [(e.from, e.to), (e.to, e.from)]);
    let reached: Vec<Door> = ends.filter(|(here, _)| free(*here)).filter_map(|(_, there)| door(graph, &doors, there)).collect();
    let passed = |at: usize, door: &Door| {
        if at <= door.pool {
            high[at..door.pool].iter().sum::<u32>() + 2 * door.above
        } else {
            high[door.pool + 1..at].iter().sum::<u32>() + 2 * door.below
        }
    };
    let best = (0..=pools.len()).min_by_key(|at| reached.iter().map(|door| passed(*at, door)).sum::<u32>());
    pools[..best.unwrap_or(0)].iter().map(Vec::len).sum()
}

/// Pools, with lanes of a process without a pool together.
fn grouped(graph: &Graph, areas: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut pools: Vec<Vec<usize>> = Vec::new();
    for area in areas {
        match pools.last_mut().filter(|_| graph.areas[area].touches) {
            Some(last) => last.push(area),
            None => pools.push(vec![area]),
        }
    }
    pools
}

/// The best order, as places in `pools`; none where that is as written.
fn best(graph: &Graph, children: &[Vec<usize>], pools: &[Vec<usize>]) -> Option<Vec<usize>> {
    if pools.len() < 2 || pools.len() > MOST {
        return None;
    }
    let (doors, high) = doors(graph, children, pools);
    let mut crowd: BTreeMap<(Door, Door), u32> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|e| e.kind != EdgeKind::Sequence) {
        if let (Some(a), Some(b)) = (door(graph, &doors, edge.from), door(graph, &doors, edge.to))
            && a.pool != b.pool
        {
            *crowd.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    let crowd: Vec<((Door, Door), u32)> = crowd.into_iter().collect();
    if crowd.is_empty() {
        return None;
    }
    let mut best: Vec<usize> = (0..pools.len()).collect();
    let mut least = cost(&best, &crowd, &high);
    if pools.len() <= ALL {
        let mut now = best.clone();
        while next(&mut now) {
            let cost = cost(&now, &crowd, &high);
            if cost < least {
                (least, best) = (cost, now.clone());
            }
        }
    } else {
        for _ in 0..ROUNDS {
            let before = least;
            for pool in 0..pools.len() {
                for to in 0..pools.len() {
                    let mut now = best.clone();
                    now.retain(|p| *p != pool);
                    now.insert(to, pool);
                    let cost = cost(&now, &crowd, &high);
                    if cost < least {
                        (least, best) = (cost, now);
                    }
                }
            }
            if least == before {
                break;
            }
        }
    }
    Some(best)
}

/// The door of each area, and what it costs to pass each pool.
fn doors(graph: &Graph, children: &[Vec<usize>], pools: &[Vec<usize>]) -> (Vec<Option<Door>>, Vec<u32>) {
    let mut doors = vec![None; graph.areas.len()];
    let mut high = vec![0; pools.len()];
    for (at, areas) in pools.iter().enumerate() {
        let mut lanes = Vec::new();
        let mut way: Vec<usize> = areas.iter().rev().copied().collect();
        while let Some(area) = way.pop() {
            if children[area].is_empty() {
                lanes.push(area);
            }
            way.extend(children[area].iter().rev());
        }
        let count = lanes.len() as u32;
        for (above, lane) in (0..count).zip(lanes) {
            doors[lane] = Some(Door { pool: at, above, below: count - 1 - above });
        }
        let [pool] = areas[..] else {
            high[at] = 2 * count;
            continue;
        };
        // A message to a pool as a whole ends on its border.
        doors[pool] = Some(Door { pool: at, above: 0, below: 0 });
        high[at] = if graph.areas[pool].black_box { BLACK_BOX } else { 2 * count };
    }
    (doors, high)
}

fn door(graph: &Graph, doors: &[Option<Door>], end: End) -> Option<Door> {
    match end {
        End::Node(node) => doors[graph.nodes.get(node)?.area?],
        End::Area(area) => *doors.get(area)?,
        End::Edge(_) => None,
    }
}

/// What all messages pass: whole pools, and the lanes between an end and the border of its pool.
fn cost(order: &[usize], crowd: &[((Door, Door), u32)], high: &[u32]) -> u32 {
    let mut place = vec![0; order.len()];
    let mut top = vec![0; order.len() + 1];
    for (at, pool) in order.iter().enumerate() {
        place[*pool] = at;
        top[at + 1] = top[at] + high[*pool];
    }
    let passed = |(a, b): (Door, Door)| {
        let (upper, lower) = if place[a.pool] < place[b.pool] { (a, b) } else { (b, a) };
        top[place[lower.pool]] - top[place[upper.pool] + 1] + 2 * (upper.below + lower.above)
    };
    crowd.iter().map(|(doors, count)| passed(*doors) * count).sum()
}

/// The next order in the order of the dictionary; none after the last.
fn next(order: &mut [usize]) -> bool {
    let Some(at) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let with = order.iter().rposition(|v| *v > order[at]).unwrap_or(at);
    order.swap(at, with);
    order[at + 1..].reverse();
    true
}
