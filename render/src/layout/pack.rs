//! Parts without connection are solved on their own and packed on shelves.
//!
//! Written order is kept; a shelf is as wide as the widest part or as a drawing of pleasant proportions. O(n + e).

use super::flat::{self, Problem, Solved, Tie};
use crate::geometry::{Point, Rect};

/// Free space between two parts.
const GAP: f64 = 40.0;

/// Solves a problem of one band; `kin` are further pairs of boxes that stay in one part.
pub(super) fn solve(problem: &Problem, kin: &[(usize, usize)], wrap: Option<f64>) -> Solved {
    let n = problem.items.len();
    let mut root: Vec<usize> = (0..n).collect();
    let pairs = problem.links.iter().map(|l| (l.from, l.to)).chain(problem.ties.iter().map(|t| (t.from, t.to)));
    for (a, b) in pairs.chain(kin.iter().copied()) {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        let (a, b) = (a.min(b), a.max(b));
        root[b] = a;
    }
    let roots: Vec<usize> = (0..n).map(|v| find(&mut root, v)).collect();
    let count = (0..n).filter(|v| roots[*v] == *v).count();
    let whole = |problem: &Problem| {
        let solved = flat::solve(problem);
        match wrap.filter(|w| solved.width > *w) {
            Some(w) => super::wrap::wrap(problem, solved, w),
            None => solved,
        }
    };
    if count <= 1 {
        return whole(problem);
    }
    let mut part = vec![usize::MAX; n];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut local = vec![0; n];
    for v in 0..n {
        let r = roots[v];
        if part[r] == usize::MAX {
            part[r] = parts.len();
            parts.push(Vec::new());
        }
        local[v] = parts[part[r]].len();
        parts[part[r]].push(v);
    }
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    for (at, link) in problem.links.iter().enumerate() {
        links[part[roots[link.from]]].push(at);
    }
    let mut ties: Vec<Vec<Tie>> = vec![Vec::new(); parts.len()];
    for tie in &problem.ties {
        let near = Tie { from: local[tie.from], to: local[tie.to], length: tie.length };
        ties[part[roots[tie.from]]].push(near);
    }
    let solved: Vec<Solved> = parts
        .iter()
        .enumerate()
        .map(|(at, members)| {
            let sub = Problem {
                items: members.iter().map(|v| problem.items[*v].clone()).collect(),
                links: links[at]
                    .iter()
                    .map(|l| {
                        let mut link = problem.links[*l].clone();
                        link.from = local[link.from];
                        link.to = local[link.to];
                        link
                    })
                    .collect(),
                ties: std::mem::take(&mut ties[at]),
                poles: Vec::new(),
                bands: vec![flat::Band::default()],
                aligned: false,
            };
            whole(&sub)
        })
        .collect();
    let widest = solved.iter().map(|s| s.width).fold(0.0, f64::max);
    let area: f64 = solved.iter().map(|s| (s.width + GAP) * s.height).sum();
    let shelf = wrap.unwrap_or(f64::MAX).min((area * 2.0).sqrt()).max(widest);
    let mut out = Solved {
        centres: vec![Point::default(); n],
        tags: vec![None; n],
        routes: vec![Vec::new(); problem.links.len()],
        columns: vec![0; n],
        ..Solved::default()
    };
    let (mut x, mut y, mut high) = (0.0, 0.0, 0.0f64);
    for (at, part) in solved.iter().enumerate() {
        if x > 0.0 && x + part.width > shelf {
            y += high + GAP - 2.0 * flat::PAD;
            (x, high) = (0.0, 0.0);
        }
        let shift = |p: Point| Point::new(p.x + x, p.y + y);
        for (inner, &v) in parts[at].iter().enumerate() {
            out.centres[v] = shift(part.centres[inner]);
            out.columns[v] = part.columns[inner];
            out.tags[v] = part.tags[inner].map(|r| Rect { x: r.x + x, y: r.y + y, ..r });
        }
        for (inner, &l) in links[at].iter().enumerate() {
            out.routes[l] = part.routes[inner].iter().map(|p| shift(*p)).collect();
        }
        high = high.max(part.height);
        out.width = out.width.max(x + part.width);
        x += part.width + GAP;
    }
    out.height = (y + high).max(problem.bands[0].least);
    out.bands = vec![(0.0, out.height)];
    out
}

fn find(root: &mut [usize], v: usize) -> usize {
    let mut at = v;
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}
