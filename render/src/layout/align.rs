//! Which pieces of lines become straight: between two columns the heaviest set of pieces that do not cross.
//!
//! As in Brandes and Köpf (2001) each vertex is in line with at most one on either side; but the set is the heaviest
//! there is (longest weighted increasing sequence, with an accumulator tree, O(e log v)) instead of a greedy one.

use super::flat::Problem;
use super::order::Order;
use super::proper::Net;

/// Per vertex the piece that runs straight to the right, if any.
pub(super) fn align(problem: &Problem, net: &Net, order: &Order) -> Vec<Option<u32>> {
    let mut straight = vec![None; net.vertices.len()];
    let main = main_path(problem, net);
    let mut tree: Vec<(f64, u32)> = Vec::new();
    let mut nodes: Vec<(u32, u32)> = Vec::new(); // piece, the node before it in its best set
    for l in 0..net.layers.saturating_sub(1) {
        let width = order.layers[l + 1].len();
        tree.clear();
        tree.resize(width + 1, (0.0, u32::MAX));
        nodes.clear();
        let mut ready: Vec<(u32, f64, u32)> = Vec::new();
        for &v in &order.layers[l] {
            ready.clear();
            for &s in net.to_right.get(v) {
                let seg = &net.segs[s as usize];
                if net.vertices[seg.a as usize].band != net.vertices[seg.b as usize].band {
                    continue;
                }
                let place = order.place[seg.b as usize];
                let (before, last) = prefix(&tree, place as usize);
                nodes.push((s, last));
                ready.push((place, before + weight(net, &main, s), nodes.len() as u32 - 1));
            }
            for &(place, total, node) in &ready {
                let mut at = place as usize + 1;
                while at <= width {
                    if total > tree[at].0 + 1e-9 {
                        tree[at] = (total, node);
                    }
                    at += at & at.wrapping_neg();
                }
            }
        }
        let mut last = prefix(&tree, width).1;
        while let Some(&(s, before)) = nodes.get(last as usize) {
            straight[net.segs[s as usize].a as usize] = Some(s);
            last = before;
        }
    }
    straight
}

/// The best set that ends at a place below `upto`.
fn prefix(tree: &[(f64, u32)], upto: usize) -> (f64, u32) {
    let mut best = (0.0, u32::MAX);
    let mut at = upto;
    while at > 0 {
        if tree[at].0 > best.0 + 1e-9 {
            best = tree[at];
        }
        at &= at - 1;
    }
    best
}

fn weight(net: &Net, main: &[bool], seg: u32) -> f64 {
    let s = &net.segs[seg as usize];
    let dummy = |v: u32| net.vertices[v as usize].link.is_some();
    let only = |n: usize| if n == 1 { 0.3 } else { 0.0 };
    let base = match (dummy(s.a), dummy(s.b)) {
        (true, true) => 4.0,
        (false, false) => 1.5 + only(net.to_right.get(s.a).len()) + only(net.from_left.get(s.b).len()),
        _ => 1.0,
    };
    base + if main[s.link as usize] { 1.2 } else { 0.0 }
}

/// The links of the longest path of each part: what a reader follows first.
fn main_path(problem: &Problem, net: &Net) -> Vec<bool> {
    let n = net.boxes;
    let mut main = vec![false; net.chains.len()];
    let mut by_layer: Vec<u32> = (0..n as u32).collect();
    by_layer.sort_by_key(|v| std::cmp::Reverse(net.vertices[*v as usize].layer));
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); n];
    let mut fed = vec![false; n];
    for (at, link) in problem.links.iter().enumerate() {
        if !net.chains[at].back && !net.chains[at].plumb && link.from != link.to && link.exit.is_none() {
            out[link.from].push(at as u32);
            fed[link.to] = true;
        }
    }
    let mut reach = vec![0u32; n];
    let mut next = vec![None; n];
    for v in by_layer {
        // Among equally long ways the middle one: branches then lie on both sides of it.
        let far = |link: &u32| reach[problem.links[*link as usize].to] + 1;
        let most = out[v as usize].iter().map(far).max().unwrap_or(0);
        let count = out[v as usize].iter().filter(|l| far(l) == most).count();
        next[v as usize] = out[v as usize].iter().filter(|l| far(l) == most).nth(count.saturating_sub(1) / 2).copied();
        reach[v as usize] = most;
    }
    for root in (0..n).filter(|v| !fed[*v]) {
        let mut at = root;
        while let Some(link) = next[at] {
            if std::mem::replace(&mut main[link as usize], true) {
                break;
            }
            at = problem.links[link as usize].to;
        }
    }
    main
}
