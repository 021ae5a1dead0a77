//! Labels of edges: beside the first horizontal piece, near the source, on no box, label, line or border; those of
//! messages between the pools.
//!
//! Every piece offers places above and below or right and left; the first that is free wins, else the one that covers
//! least. A grid of cells keeps the question "what is near" short: O(labels · places near).

use super::secondary::crosses;
use super::{EdgeKind, Graph, Placed, Role};
use crate::geometry::{Point, Rect, Size};

/// Distance between a label and its line.
const BESIDE: f64 = 3.0;
/// Distance between a label and the box or turn where its piece begins.
const AFTER: f64 = 5.0;
/// … and between it and the end of a piece, where an arrowhead may be.
const BEFORE: f64 = 13.0;
/// How far a label moves along its piece to get out of the way of something.
const SHIFT: f64 = 14.0;
/// What a place costs beside a stretch that another line runs along: there nobody knows whose label it is.
const SHARED: f64 = 12.0;
/// What a place costs that covers something.
const CROWDED: f64 = 60.0;
/// The number of a border in place of an edge's.
const BORDER: u32 = u32::MAX;
/// Side of a cell.
const CELL: f64 = 150.0;

/// Places the labels of all edges that have one.
pub(super) fn place(graph: &Graph, out: &mut Placed) {
    if graph.edges.iter().all(|e| e.label.is_none()) {
        return;
    }
    let mut near = Near::new(graph, out);
    let areas = graph.areas.iter().zip(&out.areas).chain(out.cut.areas.iter().map(|(at, r)| (&graph.areas[*at], r)));
    let pools: Vec<Rect> = areas.filter(|(a, _)| a.parent.is_none()).map(|(_, r)| *r).collect();
    for (area, r) in graph.areas.iter().zip(&out.areas).chain(out.cut.areas.iter().map(|(at, r)| (&graph.areas[*at], r))) {
        near.frame(r, if area.black_box { r.width } else { area.header });
    }
    for (at, edge) in graph.edges.iter().enumerate() {
        let Some(size) = edge.label else { continue };
        let mut best: Option<(f64, Rect)> = None;
        let points = &out.edges[at].points;
        let between = if edge.kind == EdgeKind::Message { between(points, size, &pools) } else { Vec::new() };
        // Further away only where there is no place beside the line.
        for aside in [0.0, 12.0, 26.0, 44.0, 66.0] {
            let first = if aside == 0.0 { &between[..] } else { &[] };
            for (place, price, piece) in first.iter().map(|(r, price)| (*r, *price, None)).chain(offers(points, size, aside)) {
                let shared = piece.is_some_and(|piece| near.shared(&place, piece, at));
                let cost = price + near.covered(&place, at) + if shared { SHARED } else { 0.0 };
                if best.is_none_or(|b| cost < b.0) {
                    best = Some((cost, place));
                }
                if cost == price && price < 1.0 {
                    break;
                }
            }
            if best.is_some_and(|(cost, _)| cost < CROWDED) {
                break;
            }
        }
        if let Some((_, place)) = best {
            near.add(&place, Thing::Box(place));
            out.edges[at].label = Some(place);
        }
    }
}

/// Places beside the vertical pieces of a message where they run between two pools.
fn between(points: &[Point], size: Size, pools: &[Rect]) -> Vec<(Rect, f64)> {
    let mut list = Vec::new();
    for pair in points.windows(2).filter(|p| (p[0].x - p[1].x).abs() < 0.01) {
        let (x, top, bottom) = (pair[0].x, pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
        let ends = pools.iter().filter(|r| r.x <= x && x <= r.right());
        let mut cuts: Vec<(f64, f64)> = ends.map(|r| (r.y, r.bottom())).filter(|(y, end)| *y < bottom && *end > top).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        cuts.push((bottom, bottom));
        let mut free = top;
        for (y, end) in cuts {
            if y - free >= size.height {
                let middle = (free + y - size.height) / 2.0;
                for (x, side) in [(x + BESIDE, 0.0), (x - BESIDE - size.width, 1.0)] {
                    let high = (middle - free - 2.0).clamp(0.0, 20.0);
                    for (dy, more) in [(0.0, 0.0), (-high, 2.0), (high, 2.0)] {
                        list.push((Rect::new(x, middle + dy, size.width, size.height), side + more));
                    }
                }
            }
            free = free.max(end);
        }
    }
    list
}

/// A place for a label, what it costs for not being the usual one, and the piece it stands beside.
type Offer = (Rect, f64, Option<(Point, Point)>);

/// Places for a label of that size, so far `aside` of the line.
fn offers(points: &[Point], size: Size, aside: f64) -> Vec<Offer> {
    let beside = BESIDE + aside;
    let (w, h) = (size.width, size.height);
    let mut list = Vec::new();
    let mut walked = 0.0;
    for (rank, pair) in points.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        let length = (a.x - b.x).abs() + (a.y - b.y).abs();
        let price = walked * 0.02 + rank as f64 + aside;
        if (a.y - b.y).abs() < 0.01 {
            let right = b.x >= a.x;
            let tight = if w + 2.0 > length { 15.0 + (w - length) } else { 0.0 };
            let shifts = (1..=6).map(|k| AFTER + f64::from(k) * SHIFT).filter(|s| s + w + AFTER <= length).map(|s| (s, s * 0.08));
            let usual = [(AFTER, 0.0), ((length - w) / 2.0, 6.0), (length - w - BEFORE, 8.0)];
            for (along, more) in usual.into_iter().chain(shifts) {
                let x = if right { a.x + along } else { a.x - along - w };
                for (y, side) in [(a.y - beside - h, 0.0), (a.y + beside, 1.0)] {
                    list.push((Rect::new(x, y, w, h), price + more + side + tight, Some((a, b))));
                }
            }
        } else {
            let (top, down) = (a.y.min(b.y), b.y >= a.y);
            let tight = if h + 2.0 > length { 15.0 } else { 0.0 };
            let shifts = (1..=8).map(|k| AFTER + f64::from(k) * SHIFT).filter(|s| s + h + AFTER <= length).map(|s| (s, 15.0 + s * 0.05));
            let usual = [(AFTER, 14.0), ((length - h) / 2.0, 15.0), (length - h - BEFORE, 16.0)];
            for (along, more) in usual.into_iter().chain(shifts) {
                let y = if down { top + along } else { top + length - along - h };
                for (x, side) in [(a.x + beside, 0.0), (a.x - beside - w, 1.0)] {
                    list.push((Rect::new(x, y, w, h), price + more + side + tight, Some((a, b))));
                }
            }
        }
        walked += length;
    }
    list
}

fn within(inner: &Rect, outer: &Rect) -> bool {
    outer.contains(Point::new(inner.x, inner.y)) && outer.contains(Point::new(inner.right(), inner.bottom()))
}

#[derive(Clone, Copy)]
enum Thing {
    Box(Rect),
    /// A sub-process: holds labels inside it.
    Holder(Rect),
    Line(Point, Point, u32),
}

/// What is drawn, by cells.
struct Near {
    origin: Point,
    columns: usize,
    rows: usize,
    cell: f64,
    cells: Vec<Vec<Thing>>,
}

impl Near {
    fn new(graph: &Graph, out: &Placed) -> Self {
        let mut bounds = Rect::default();
        let areas = out.areas.iter().chain(out.cut.areas.iter().map(|(_, r)| r));
        out.nodes.iter().chain(areas).chain(out.labels.iter().flatten()).for_each(|r| bounds = bounds.union(r));
        for p in out.edges.iter().flat_map(|e| &e.points).chain(out.cut.pieces.iter().flat_map(|(_, points)| points)) {
            bounds = bounds.union(&Rect::new(p.x, p.y, 0.0, 0.0));
        }
        // Never many more cells than things.
        let cell = CELL.max((bounds.width.max(1.0) * bounds.height.max(1.0) / (4.0 * out.nodes.len() as f64 + 64.0)).sqrt());
        let columns = (bounds.width / cell) as usize + 1;
        let rows = (bounds.height / cell) as usize + 1;
        let origin = Point::new(bounds.x, bounds.y);
        let mut near = Self { origin, columns, rows, cell, cells: vec![Vec::new(); columns * rows] };
        for (node, rect) in graph.nodes.iter().zip(&out.nodes) {
            near.add(rect, if node.role == Role::Container { Thing::Holder(*rect) } else { Thing::Box(*rect) });
        }
        for rect in out.labels.iter().flatten() {
            near.add(rect, Thing::Box(*rect));
        }
        for mark in &out.cut.marks {
            near.add(&mark.place, Thing::Box(mark.place));
        }
        let pieces = out.cut.pieces.iter().map(|(at, points)| (*at, points));
        for (at, points) in out.edges.iter().map(|e| &e.points).enumerate().chain(pieces) {
            for pair in points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let rect = Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
                near.add(&rect, Thing::Line(a, b, at as u32));
            }
        }
        near
    }

    /// Adds the border of a pool or lane and its title band.
    fn frame(&mut self, r: &Rect, header: f64) {
        let corners = [(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom()), (r.x, r.y)].map(|(x, y)| Point::new(x, y));
        for pair in corners.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            self.add(&Rect::new(a.x, a.y, 0.0, 0.0).union(&Rect::new(b.x, b.y, 0.0, 0.0)), Thing::Line(a, b, BORDER));
        }
        let title = Rect { width: header, ..*r };
        if header > 0.0 {
            self.add(&title, Thing::Box(title));
        }
    }

    fn range(&self, r: &Rect) -> (usize, usize, usize, usize) {
        let index = |v: f64, most: usize| ((v / self.cell).max(0.0) as usize).min(most - 1);
        (
            index(r.x - self.origin.x, self.columns),
            index(r.right() - self.origin.x, self.columns),
            index(r.y - self.origin.y, self.rows),
            index(r.bottom() - self.origin.y, self.rows),
        )
    }

    fn add(&mut self, around: &Rect, thing: Thing) {
        let (i0, i1, j0, j1) = self.range(around);
        for j in j0..=j1 {
            for i in i0..=i1 {
                self.cells[j * self.columns + i].push(thing);
            }
        }
    }

    /// Whether another line runs along the stretch of its piece that a label stands beside.
    fn shared(&self, place: &Rect, piece: (Point, Point), own: usize) -> bool {
        let (a, b) = piece;
        let level = (a.y - b.y).abs() < 0.01;
        let along = |p: Point| if level { p.x } else { p.y };
        let across = |p: Point| if level { p.y } else { p.x };
        let (low, high) = if level { (place.x, place.right()) } else { (place.y, place.bottom()) };
        let (low, high) = (low.max(along(a).min(along(b))), high.min(along(a).max(along(b))));
        let foot = |v: f64| if level { Point::new(v, a.y) } else { Point::new(a.x, v) };
        let (i0, i1, j0, j1) =
            self.range(&Rect::new(foot(low).x, foot(low).y, 0.0, 0.0).union(&Rect::new(foot(high).x, foot(high).y, 0.0, 0.0)));
        (j0..=j1).flat_map(|j| (i0..=i1).flat_map(move |i| &self.cells[j * self.columns + i])).any(|thing| match *thing {
            Thing::Line(p, q, edge) if edge != BORDER && edge as usize != own => {
                let same = (across(p) - across(a)).abs() < 0.5 && (across(q) - across(a)).abs() < 0.5;
                same && high.min(along(p).max(along(q))) - low.max(along(p).min(along(q))) > 2.0
            }
            _ => false,
        })
    }

    /// What a label there would cover: boxes weigh most, then other lines, then its own.
    fn covered(&self, place: &Rect, own: usize) -> f64 {
        let (i0, i1, j0, j1) = self.range(place);
        let mut total = 0.0;
        for j in j0..=j1 {
            for i in i0..=i1 {
                for thing in &self.cells[j * self.columns + i] {
                    total += match thing {
                        Thing::Box(r) if place.overlaps(r) => 1000.0,
                        Thing::Holder(r) if place.overlaps(r) && !within(place, r) => 1000.0,
                        Thing::Line(a, b, edge) if crosses(*a, *b, &place.grown(1.0)) => match *edge {
                            BORDER => 120.0,
                            edge if edge as usize == own => 60.0,
                            _ => 200.0,
                        },
                        _ => 0.0,
                    };
                }
            }
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, End, Path};
    use super::*;

    #[test]
    fn labels_stand_where_their_branches_are_apart() {
        let size = Size::new(24.0, 14.0);
        let edge = |to| Edge { from: End::Node(0), to: End::Node(to), kind: EdgeKind::Sequence, label: Some(size) };
        let graph = Graph { edges: vec![edge(1), edge(2)], ..Graph::default() };
        let path = |points: &[(f64, f64)]| Path { points: points.iter().map(|(x, y)| Point::new(*x, *y)).collect(), label: None };
        let edges = vec![path(&[(0.0, 0.0), (120.0, 0.0)]), path(&[(0.0, 0.0), (40.0, 0.0), (40.0, 60.0), (120.0, 60.0)])];
        let mut out = Placed { edges, ..Placed::default() };
        place(&graph, &mut out);
        let [first, second] = [0, 1].map(|at: usize| out.edges[at].label.unwrap());
        assert!(first.x >= 38.0 && first.right() <= 120.0 - 8.0, "{first:?}");
        assert!(second.bottom() > 20.0, "{second:?}");
    }
}
