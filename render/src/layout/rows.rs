//! Heights: vertices joined by straight pieces are one block; blocks are stacked, then drawn towards their neighbours.
//!
//! Blocks are disjoint curves that rise in x only, so "above" among them has no circle and the longest path from the
//! top and from the bottom gives the freedom of each. Bands are solved side by side and stacked. O(r (v + e)) for r
//! rounds. After Brandes and Köpf 2001, with medians instead of four extreme alignments.

use super::align;
use super::flat::{PAD, Problem};
use super::order::Order;
use super::proper::{Net, distance};

/// Rounds of moving blocks to the median of their neighbours.
const ROUNDS: usize = 6;

/// Heights of all vertices and of the bands.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// The height of the centre of each vertex.
    pub y: Vec<f64>,
    /// Top and bottom of each band.
    pub bands: Vec<(f64, f64)>,
    /// Bottom of the last band.
    pub height: f64,
}

struct Rule {
    above: u32,
    below: u32,
    least: f64,
}

struct Wish {
    other: u32,
    delta: f64,
    weight: f64,
}

/// Finds the heights.
pub(super) fn rows(problem: &Problem, net: &Net, order: &Order) -> Rows {
    let straight = align::align(problem, net, order);
    let (block, offset, count) = blocks(net, order, &straight);
    let mut rules: Vec<Rule> = Vec::new();
    let mut low = vec![0.0f64; count];
    let mut room = vec![0.0f64; count]; // from the block's zero down to its lowest part
    let mut band = vec![0u32; count];
    let vertices = &net.vertices;
    for layer in &order.layers {
        for (at, &v) in layer.iter().enumerate() {
            let b = block[v as usize] as usize;
            let vertex = &vertices[v as usize];
            band[b] = vertex.band;
            low[b] = low[b].max(vertex.up - offset[v as usize]);
            room[b] = room[b].max(vertex.down + offset[v as usize]);
            let above = at.checked_sub(1).map(|i| layer[i]).filter(|u| vertices[*u as usize].band == vertex.band);
            if let Some(u) = above {
                let least = distance(&vertices[u as usize], vertex) + offset[u as usize] - offset[v as usize];
                rules.push(Rule { above: block[u as usize], below: b as u32, least });
            }
        }
    }
    let sorted = sorted(count, &rules);
    let down = lists(count, rules.iter().map(|r| r.above));
    let up = lists(count, rules.iter().map(|r| r.below));
    for &b in &sorted {
        for &r in &down[b as usize] {
            let rule = &rules[r as usize];
            low[rule.below as usize] = low[rule.below as usize].max(low[b as usize] + rule.least);
        }
    }
    let mut need = vec![0.0f64; net.bands];
    for b in 0..count {
        need[band[b] as usize] = need[band[b] as usize].max(low[b] + room[b]);
    }
    // Where the line of a border event leads, low enough to be reached without a bend.
    for (at, seg) in net.segs.iter().enumerate().filter(|(_, seg)| seg.dy > 0.0) {
        let (a, b) = (seg.a as usize, seg.b as usize);
        if straight[a] != Some(at as u32) && vertices[a].band == vertices[b].band {
            let (from, to) = (block[a] as usize, block[b] as usize);
            let need = &mut need[vertices[a].band as usize];
            *need = need.max(low[from] + offset[a] + seg.dy + room[to] - offset[b]);
        }
    }
    // Half of a box's gap is inside `up` and `down` already.
    let pad = PAD - super::flat::BOX_GAP / 2.0;
    for (at, slot) in need.iter_mut().enumerate() {
        *slot = slot.max(problem.bands[at].least - 2.0 * pad).max(0.0);
    }
    let mut high: Vec<f64> = (0..count).map(|b| need[band[b] as usize] - room[b]).collect();
    for &b in sorted.iter().rev() {
        for &r in &down[b as usize] {
            let rule = &rules[r as usize];
            high[b as usize] = high[b as usize].min(high[rule.below as usize] - rule.least);
        }
    }
    let mut y: Vec<f64> = low.iter().zip(&high).map(|(l, h)| (l + h) / 2.0).collect();
    let wishes = wishes(net, &straight, &block, &offset, count);
    let rounds = if count > 20_000 { 3 } else { ROUNDS };
    let mut values: Vec<(f64, f64)> = Vec::new();
    for round in 0..rounds {
        for step in 0..count {
            let b = if round.is_multiple_of(2) { sorted[step] } else { sorted[count - 1 - step] } as usize;
            values.clear();
            values.extend(wishes[b].iter().map(|w| (y[w.other as usize] + w.delta, w.weight)));
            let Some(goal) = median(&mut values, y[b]) else { continue };
            let least = up[b].iter().map(|r| &rules[*r as usize]).map(|r| y[r.above as usize] + r.least);
            let most = down[b].iter().map(|r| &rules[*r as usize]).map(|r| y[r.below as usize] - r.least);
            let least = least.fold(low[b], f64::max);
            let most = most.fold(high[b], f64::min);
            y[b] = goal.min(most).max(least);
        }
    }
    stack(problem, net, &block, &offset, &y, &need, pad)
}

/// Stacks the bands and gives every vertex its height.
fn stack(problem: &Problem, net: &Net, block: &[u32], offset: &[f64], y: &[f64], need: &[f64], pad: f64) -> Rows {
    let mut rows = Rows::default();
    let mut top = 0.0;
    for (at, need) in need.iter().enumerate() {
        top += problem.bands[at].gap;
        let height = (need + 2.0 * pad).max(problem.bands[at].least).ceil();
        rows.bands.push((top, top + height));
        top += height;
    }
    rows.height = top;
    rows.y = (0..net.vertices.len())
        .map(|v| {
            let b = block[v] as usize;
            let band = net.vertices[v].band as usize;
            (rows.bands[band].0 + pad + y[b]).round() + offset[v]
        })
        .collect();
    rows
}

/// Block and offset of each vertex, and how many blocks there are.
fn blocks(net: &Net, order: &Order, straight: &[Option<u32>]) -> (Vec<u32>, Vec<f64>, usize) {
    let n = net.vertices.len();
    let mut block = vec![u32::MAX; n];
    let mut offset = vec![0.0; n];
    let mut count = 0;
    for layer in &order.layers {
        for &start in layer {
            if block[start as usize] != u32::MAX {
                continue;
            }
            let (mut v, mut off) = (start, 0.0);
            loop {
                block[v as usize] = count;
                offset[v as usize] = off;
                let Some(seg) = straight[v as usize] else { break };
                off += net.segs[seg as usize].dy;
                v = net.segs[seg as usize].b;
            }
            count += 1;
        }
    }
    (block, offset, count as usize)
}

fn lists(count: usize, keys: impl Iterator<Item = u32>) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); count];
    for (at, key) in keys.enumerate() {
        lists[key as usize].push(at as u32);
    }
    lists
}

/// The blocks from top to bottom (Kahn); should rounding of the argument ever fail, the rest follow as they come.
fn sorted(count: usize, rules: &[Rule]) -> Vec<u32> {
    let mut waits = vec![0u32; count];
    for rule in rules {
        waits[rule.below as usize] += 1;
    }
    let down = lists(count, rules.iter().map(|r| r.above));
    let mut out: Vec<u32> = (0..count as u32).filter(|b| waits[*b as usize] == 0).collect();
    let mut at = 0;
    while at < out.len() {
        for &r in &down[out[at] as usize] {
            let below = rules[r as usize].below;
            waits[below as usize] -= 1;
            if waits[below as usize] == 0 {
                out.push(below);
            }
        }
        at += 1;
    }
    if out.len() < count {
        out.extend((0..count as u32).filter(|b| waits[*b as usize] > 0));
    }
    out
}

/// Where the pieces that are not straight, and turning lines, would like each block to be.
fn wishes(net: &Net, straight: &[Option<u32>], block: &[u32], offset: &[f64], count: usize) -> Vec<Vec<Wish>> {
    let mut wishes: Vec<Vec<Wish>> = (0..count).map(|_| Vec::new()).collect();
    let mut add = |a: u32, b: u32, dy: f64, weight: f64| {
        let (p, q) = (block[a as usize], block[b as usize]);
        if p == q || net.vertices[a as usize].band != net.vertices[b as usize].band {
            return;
        }
        let delta = offset[b as usize] - offset[a as usize] - dy;
        wishes[p as usize].push(Wish { other: q, delta, weight });
        wishes[q as usize].push(Wish { other: p, delta: -delta, weight });
    };
    for (at, seg) in net.segs.iter().enumerate() {
        if straight[seg.a as usize] != Some(at as u32) {
            // The line of a border event rather than two loops: they lie straight wherever they are.
            add(seg.a, seg.b, seg.dy, if seg.dy == 0.0 { 1.0 } else { 2.0 });
        }
    }
    for &(v, dummy) in &net.hooks {
        add(v, dummy, 0.0, 0.7);
    }
    wishes
}

/// The weighted median; between two equal halves the value nearest to `now`.
fn median(values: &mut [(f64, f64)], now: f64) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|v| v.1).sum();
    let mut sum = 0.0;
    for at in 0..values.len() {
        sum += values[at].1;
        if (sum - total / 2.0).abs() < 1e-9 && at + 1 < values.len() {
            return Some(now.clamp(values[at].0, values[at + 1].0));
        }
        if sum > total / 2.0 {
            return Some(values[at].0);
        }
    }
    values.last().map(|v| v.0)
}
