//! Messages, associations, and flows no level could lead: one after another through the free space.
//!
//! Flows first, then messages, then associations, in written order; each avoids all boxes and labels and runs along no
//! line drawn before. Where no way is found a line is drawn all the same: the answer is never missing.

mod desk;

use super::router::{cross, meets};
use super::{EdgeKind, End, Graph, Placed, clean};
use crate::geometry::{Point, Rect};
use desk::Desk;
use std::collections::BTreeSet;

/// How often lines that lie on each other are led anew.
const MENDS: usize = 3;

/// How often lines that cross others are led anew.
const ROUNDS: usize = 4;

/// Beyond this many pieces no line is led anew; below, as many lines as this allows.
const UNTANGLED: usize = 4000;

/// No line is led anew once the searches have looked at so many points: where lines are too many for the room there is, every
/// one looks everywhere.
const EFFORT: usize = 3_000_000;

/// What a line through a label is worth in pixels: two bends.
const LABEL_WORTH: f64 = 120.0;

/// So much of a label's room is empty at its edge.
const LABEL_EDGE: f64 = 1.0;

/// Leads every edge that has no path yet, and those that lie on others. The answer is how many points were looked at.
pub(super) fn lead(graph: &Graph, out: &mut Placed) -> usize {
    let mut again: Vec<usize> = clashes(graph, out).into_iter().map(|(_, later)| later).collect();
    again.sort_unstable();
    again.dedup();
    again.truncate(400);
    for &edge in &again {
        out.edges[edge].points.clear();
    }
    let mut todo: Vec<usize> = (0..graph.edges.len()).filter(|e| out.edges[*e].points.len() < 2).collect();
    if todo.is_empty() {
        return 0;
    }
    let rank = |e: &usize| {
        let edge = &graph.edges[*e];
        let late = matches!(edge.from, End::Edge(_)) || matches!(edge.to, End::Edge(_));
        (
            late,
            match edge.kind {
                EdgeKind::Sequence => 0,
                EdgeKind::Message => 1,
                EdgeKind::Association => 2,
            },
        )
    };
    todo.sort_by_key(rank);
    let mut spent = draw(graph, out, &todo);
    let most = spent + EFFORT;
    mend(graph, out, &todo, most, &mut spent);
    if untangle(graph, out, &todo, most, &mut spent) {
        mend(graph, out, &todo, most, &mut spent);
    }
    spent
}

/// Leads these edges in this order; how many points were looked at.
fn draw(graph: &Graph, out: &mut Placed, edges: &[usize]) -> usize {
    let mut desk = Desk::new(graph, out);
    for &edge in edges {
        let points = desk.path(graph, out, edge);
        desk.put(graph, edge, &points);
        out.edges[edge].points = points;
    }
    desk.field.spent.get()
}

/// Where the last line found no way but along another, both are led anew, the last first; kept if that helps.
fn mend(graph: &Graph, out: &mut Placed, led: &[usize], most: usize, spent: &mut usize) {
    let led: BTreeSet<usize> = movable(graph, led).into_iter().collect();
    for _ in 0..MENDS {
        let bad = clashes(graph, out);
        let mut again: Vec<usize> = Vec::new();
        for edge in bad.iter().flat_map(|(a, b)| [*b, *a]).filter(|e| led.contains(e)) {
            if !again.contains(&edge) && again.len() < 40 {
                again.push(edge);
            }
        }
        if again.is_empty() || *spent > most {
            return;
        }
        let before: Vec<Vec<Point>> = again.iter().map(|e| std::mem::take(&mut out.edges[*e].points)).collect();
        *spent += draw(graph, out, &again);
        if clashes(graph, out).len() >= bad.len() {
            for (edge, points) in again.into_iter().zip(before) {
                out.edges[edge].points = points;
            }
            return;
        }
    }
}

/// Those of `led` to which no other line is tied.
fn movable(graph: &Graph, led: &[usize]) -> Vec<usize> {
    let held: BTreeSet<usize> =
        graph.edges.iter().flat_map(|e| [e.from, e.to]).filter_map(|e| if let End::Edge(e) = e { Some(e) } else { None }).collect();
    led.iter().copied().filter(|e| clean::leads(graph, &graph.edges[*e]) && !held.contains(e)).collect()
}

/// Lines that cross others are led anew, now that all others are there: the first were led through an empty space. First
/// one by one, then in pairs that cross each other, the later first. A new way is kept where it is cheaper.
/// Whether anything changed.
fn untangle(graph: &Graph, out: &mut Placed, led: &[usize], most: usize, spent: &mut usize) -> bool {
    let mut desk = Desk::new(graph, out);
    let mut changed = false;
    if desk.field.lines.len() > UNTANGLED {
        return changed;
    }
    let mut budget = UNTANGLED / desk.field.lines.len().max(1);
    let free = movable(graph, led);
    for _ in 0..ROUNDS {
        let mut better = false;
        for &edge in &free {
            if budget > 0 && *spent + desk.field.spent.get() < most && desk.field.crossed(&out.edges[edge].points) {
                budget -= 1;
                better |= desk.again(graph, out, &[edge]);
            }
        }
        for (at, &edge) in free.iter().enumerate() {
            for &other in &free[at + 1..] {
                let (a, b) = (&out.edges[edge].points, &out.edges[other].points);
                if budget > 1 && *spent + desk.field.spent.get() < most && cross(a, b) {
                    budget -= 2;
                    better |= desk.again(graph, out, &[other, edge]);
                }
            }
        }
        changed |= better;
        if !better || budget == 0 {
            break;
        }
    }
    *spent += desk.field.spent.get();
    changed
}

/// Leads messages and associations anew that run through the label of another line, where they can stay as short and cross no
/// more; whether any changed, so that labels are placed again. O(labels · pieces).
pub(super) fn spare_labels(graph: &Graph, out: &mut Placed) -> bool {
    let drawn: Vec<usize> = (0..graph.edges.len()).filter(|e| graph.edges[*e].kind != EdgeKind::Sequence).collect();
    let labels: Vec<(usize, Rect)> = out.edges.iter().enumerate().filter_map(|(at, e)| Some((at, e.label?.grown(-LABEL_EDGE)))).collect();
    let pieces: usize = drawn.iter().map(|e| out.edges[*e].points.len()).sum();
    if labels.is_empty() || pieces > UNTANGLED {
        return false;
    }
    let through = |edge: usize, points: &[Point]| {
        labels.iter().any(|(own, label)| *own != edge && points.windows(2).any(|pair| meets(pair[0], pair[1], label)))
    };
    let again: Vec<usize> = movable(graph, &drawn).into_iter().filter(|e| through(*e, &out.edges[*e].points)).collect();
    if again.is_empty() {
        return false;
    }
    let mut desk = Desk::new(graph, out);
    // The labels of lines that move will find other places.
    desk.field.boxes.extend(labels.iter().filter(|(own, _)| !again.contains(own)).map(|(_, label)| *label));
    let mut changed = false;
    for edge in again {
        let old = std::mem::take(&mut out.edges[edge].points);
        desk.lift(graph, edge, &old);
        let (most, met) = (desk.field.price(&old) + LABEL_WORTH, desk.field.met(&old));
        let new =
            desk.found(graph, out, edge).filter(|new| desk.field.price(new) <= most && desk.field.met(new) <= met && !through(edge, new));
        changed |= new.is_some();
        let points = new.unwrap_or(old);
        desk.put(graph, edge, &points);
        out.edges[edge].points = points;
    }
    changed
}

/// Pairs of edges that run on top of each other, the later second; flows of one kind may, for a stub, where they share a dock.
fn clashes(graph: &Graph, out: &Placed) -> Vec<(usize, usize)> {
    let mut pieces: Vec<(f64, f64, f64, usize)> = Vec::new();
    let mut found = Vec::new();
    let kind = |edge: usize| graph.edges[edge].kind;
    let bundled = |a: usize, b: usize| kind(a) == kind(b) && kind(a) != EdgeKind::Association;
    for level in [true, false] {
        pieces.clear();
        for (at, edge) in out.edges.iter().enumerate() {
            for pair in edge.points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                if ((a.y - b.y).abs() < 0.01) == level {
                    let (line, p, q) = if level { (a.y, a.x, b.x) } else { (a.x, a.y, b.y) };
                    pieces.push((line, p.min(q), p.max(q), at));
                }
            }
        }
        pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.3.cmp(&b.3)));
        // Pieces on the same line by where they start; those that have not ended yet are compared.
        let mut open: Vec<(f64, f64, usize)> = Vec::new();
        for &(line, from, to, edge) in &pieces {
            open.retain(|(other, end, _)| line - other < 1.0 && from < end - 2.0);
            for &(_, _, other) in &open {
                if edge != other && !(bundled(edge, other) && kin(&out.edges[edge].points, &out.edges[other].points)) {
                    found.push((edge.min(other), edge.max(other)));
                }
            }
            // Lines of one gateway may lie in one bundle, however many.
            if open.len() < 24 {
                open.push((line, to, edge));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two paths share a dock, where they may run together for a stub.
fn kin(a: &[Point], b: &[Point]) -> bool {
    let (p, q, r, s) = (a[0], a[a.len() - 1], b[0], b[b.len() - 1]);
    p == r || q == s || p == s || q == r
}

/// Whether a piece passes through a rectangle; for [`super::labels`].
pub(super) fn crosses(a: Point, b: Point, r: &Rect) -> bool {
    meets(a, b, r)
}
