//! The column of each box: longest path, then boxes move to where their lines are shortest.
//!
//! Longest path is O(n + e); the pull after it repeats until nothing moves, at most [`ROUNDS`] times. Network simplex
//! (Gansner et al. 1993) gives the shortest lines of all at much more cost.

use super::flat::Problem;

/// Rounds of moving boxes along their slack.
const ROUNDS: usize = 8;
/// Steps spent on asking whether a wish would close a circle.
const WISH_STEPS: usize = 400_000;

struct Arc {
    from: usize,
    to: usize,
    length: usize,
}

/// The layer of each item, from 0, without empty layers. The ends of a link with a `plumb` wish may share theirs.
pub(super) fn layers(problem: &Problem, back: &[bool], plumb: &[bool]) -> Vec<usize> {
    let n = problem.items.len();
    let mut arcs: Vec<Arc> = Vec::new();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut add = |arcs: &mut Vec<Arc>, out: &mut Vec<Vec<usize>>, from: usize, to: usize, length: usize| {
        out[from].push(arcs.len());
        into[to].push(arcs.len());
        arcs.push(Arc { from, to, length });
    };
    for (at, link) in problem.links.iter().enumerate() {
        if link.from != link.to && !back[at] {
            add(&mut arcs, &mut out, link.from, link.to, usize::from(!plumb[at]));
        }
    }
    let mut steps = WISH_STEPS;
    let mut seen = vec![0usize; n];
    for (round, tie) in problem.ties.iter().enumerate() {
        if tie.from != tie.to && !reaches(tie.to, tie.from, &arcs, &out, &mut seen, round + 1, &mut steps) {
            add(&mut arcs, &mut out, tie.from, tie.to, tie.length);
        }
    }
    let mut layer = longest(n, &arcs, &out, &into);
    let isolated: Vec<bool> = (0..n).map(|v| out[v].is_empty() && into[v].is_empty()).collect();
    pull(&mut layer, &arcs, &out, &into);
    scatter(problem, &mut layer, &isolated);
    squeeze(&mut layer);
    layer
}

/// Whether `goal` can be reached from `start`; `true` when the steps run out, which only drops a wish.
fn reaches(start: usize, goal: usize, arcs: &[Arc], out: &[Vec<usize>], seen: &mut [usize], mark: usize, steps: &mut usize) -> bool {
    let mut stack = vec![start];
    while let Some(v) = stack.pop() {
        if v == goal {
            return true;
        }
        for &arc in &out[v] {
            let w = arcs[arc].to;
            if seen[w] != mark {
                seen[w] = mark;
                stack.push(w);
            }
        }
        if *steps == 0 {
            return true;
        }
        *steps -= 1;
    }
    false
}

fn longest(n: usize, arcs: &[Arc], out: &[Vec<usize>], into: &[Vec<usize>]) -> Vec<usize> {
    let mut layer = vec![0; n];
    let mut waits: Vec<usize> = into.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..n).rev().filter(|v| waits[*v] == 0).collect();
    while let Some(v) = ready.pop() {
        for &arc in &out[v] {
            let w = arcs[arc].to;
            layer[w] = layer[w].max(layer[v] + arcs[arc].length);
            waits[w] -= 1;
            if waits[w] == 0 {
                ready.push(w);
            }
        }
    }
    layer
}

/// Moves a box with more lines out than in to the right, one with more lines in to the left, as far as its slack goes.
fn pull(layer: &mut [usize], arcs: &[Arc], out: &[Vec<usize>], into: &[Vec<usize>]) {
    let mut by_layer: Vec<usize> = (0..layer.len()).collect();
    for _ in 0..ROUNDS {
        by_layer.sort_by_key(|v| std::cmp::Reverse(layer[*v]));
        let mut moved = false;
        for right in [true, false] {
            let visit: Vec<usize> = if right { by_layer.clone() } else { by_layer.iter().rev().copied().collect() };
            for v in visit {
                let (outs, ins) = (out[v].len(), into[v].len());
                let goal = if right && outs > ins {
                    out[v].iter().map(|a| layer[arcs[*a].to].saturating_sub(arcs[*a].length)).min()
                } else if !right && ins > outs {
                    into[v].iter().map(|a| layer[arcs[*a].from] + arcs[*a].length).max()
                } else {
                    None
                };
                if let Some(goal) = goal.filter(|g| *g != layer[v]) {
                    layer[v] = goal;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Boxes without any line go where their band is emptiest, so that they fill rows instead of one tall column.
fn scatter(problem: &Problem, layer: &mut [usize], isolated: &[bool]) {
    let alone = isolated.iter().filter(|i| **i).count();
    if alone == 0 {
        return;
    }
    let deepest = layer.iter().zip(isolated).filter(|(_, i)| !**i).map(|(l, _)| *l + 1).max().unwrap_or(0);
    let count = deepest.max((alone as f64).sqrt().ceil() as usize).max(1);
    let mut load = vec![vec![0usize; count]; problem.bands.len().max(1)];
    for v in 0..layer.len() {
        if !isolated[v] {
            load[problem.items[v].band][layer[v]] += 1;
        }
    }
    for v in 0..layer.len() {
        if isolated[v] {
            let row = &mut load[problem.items[v].band];
            let at = (0..count).min_by_key(|l| (row[*l], *l)).unwrap_or(0);
            row[at] += 1;
            layer[v] = at;
        }
    }
}

/// Renumbers the layers so that none is empty.
fn squeeze(layer: &mut [usize]) {
    let last = layer.iter().copied().max().unwrap_or(0);
    let mut used = vec![false; last + 1];
    for l in layer.iter() {
        used[*l] = true;
    }
    let mut next = 0;
    let new: Vec<usize> = used
        .iter()
        .map(|u| {
            next += usize::from(*u);
            next.saturating_sub(1)
        })
        .collect();
    for l in layer.iter_mut() {
        *l = new[*l];
    }
}
