//! A drawing that is to be cut: what no line joins is placed, and cut, on its own, part below part.
//!
//! Parts are found by union of what holds or joins each other; O(n + e) beside their layouts.

use super::{Edge, End, Graph, MARGIN, Path, Placed, Role, clean, compound, pools};
use crate::geometry::{Point, Rect, Size};

/// Free space between two parts.
const GAP: f64 = 40.0;
/// … below one that is cut: no less than between its bands.
const BELOW: f64 = 120.0;

/// Places everything, left to right; the graph is clean.
pub(super) fn place(graph: &Graph) -> Placed {
    let Some(wrap) = graph.wrap.filter(|_| pools::plan(graph).bands.len() > 1) else { return compound::place(graph) };
    let parts = parts(graph);
    if parts.len() < 2 {
        return compound::place(graph);
    }
    let whole = compound::place(&Graph { wrap: None, ..graph.clone() });
    if whole.size.width <= wrap {
        return whole;
    }
    let mut out = Placed {
        nodes: vec![Rect::default(); graph.nodes.len()],
        labels: vec![None; graph.nodes.len()],
        edges: vec![Path::default(); graph.edges.len()],
        areas: vec![Rect::default(); graph.areas.len()],
        ..Placed::default()
    };
    let (mut letters, mut gap) = (0, GAP);
    for part in &parts {
        let mut placed = compound::place(&part.graph(graph));
        let top = if out.size.height > 0.0 { out.size.height + gap - 2.0 * MARGIN } else { 0.0 };
        gap = if placed.cut.bands > 0 { BELOW } else { GAP };
        placed.shift(0.0, top);
        out.size = Size::new(out.size.width.max(placed.size.width), top + placed.size.height);
        letters = part.add(placed, letters, &mut out);
    }
    if out.cut.areas.is_empty() && out.cut.marks.is_empty() {
        out.cut.bands = 0;
    }
    out
}

/// Places in the lists of the whole graph.
#[derive(Default)]
struct Part {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    areas: Vec<usize>,
}

/// What is joined, in the order of the first of it: areas before nodes without any.
fn parts(graph: &Graph) -> Vec<Part> {
    let (areas, nodes) = (graph.areas.len(), graph.nodes.len());
    let (node, edge) = (|n: usize| areas + n, |e: usize| areas + nodes + e);
    let mut root: Vec<usize> = (0..areas + nodes + graph.edges.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    };
    for (at, area) in graph.areas.iter().enumerate() {
        area.parent.into_iter().chain((area.touches && at > 0).then(|| at - 1)).for_each(|other| join(at, other));
    }
    let outside = graph.nodes.iter().position(|n| n.area.is_none());
    for (at, n) in graph.nodes.iter().enumerate() {
        let host = if let Role::Boundary { host } = n.role { Some(node(host)) } else { None };
        let home = n.area.or(outside.map(node));
        home.into_iter().chain(n.parent.map(node)).chain(host).for_each(|other| join(node(at), other));
    }
    for (at, e) in graph.edges.iter().enumerate() {
        for end in [e.from, e.to] {
            match end {
                End::Node(n) if n < nodes => join(edge(at), node(n)),
                End::Area(a) if a < areas => join(edge(at), a),
                End::Edge(e) if e < graph.edges.len() => join(edge(at), edge(e)),
                _ => {}
            }
        }
    }
    let mut part_of = vec![usize::MAX; root.len()];
    let mut parts: Vec<Part> = Vec::new();
    for at in 0..root.len() {
        let top = find(&mut root, at);
        if part_of[top] == usize::MAX {
            // An edge whose two ends lead nowhere goes with the first part.
            part_of[top] = if at < areas + nodes || parts.is_empty() { parts.len() } else { 0 };
            if part_of[top] == parts.len() {
                parts.push(Part::default());
            }
        }
        let part = &mut parts[part_of[top]];
        match at {
            at if at < areas => part.areas.push(at),
            at if at < areas + nodes => part.nodes.push(at - areas),
            at => part.edges.push(at - areas - nodes),
        }
    }
    // What stands outside every pool stands above them, as in a drawing that is not cut.
    let outside = parts.iter().position(|part| part.nodes.iter().any(|n| graph.nodes[*n].area.is_none()));
    if let Some(at) = outside {
        parts[..=at].rotate_right(1);
    }
    parts
}

fn find(root: &mut [usize], v: usize) -> usize {
    let mut at = v;
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

impl Part {
    fn graph(&self, graph: &Graph) -> Graph {
        // What leads nowhere still does.
        let place = |list: &[usize], at: usize| list.binary_search(&at).unwrap_or(usize::MAX);
        let end = |end: End| match end {
            End::Node(n) => End::Node(place(&self.nodes, n)),
            End::Area(a) => End::Area(place(&self.areas, a)),
            End::Edge(e) => End::Edge(place(&self.edges, e)),
        };
        let mut out = Graph { direction: graph.direction, wrap: graph.wrap, ..Graph::default() };
        for &at in &self.areas {
            let mut area = graph.areas[at].clone();
            area.parent = area.parent.map(|p| place(&self.areas, p));
            out.areas.push(area);
        }
        for &at in &self.nodes {
            let mut node = graph.nodes[at].clone();
            node.area = node.area.map(|a| place(&self.areas, a));
            node.parent = node.parent.map(|p| place(&self.nodes, p));
            if let Role::Boundary { host } = &mut node.role {
                *host = place(&self.nodes, *host);
            }
            out.nodes.push(node);
        }
        out.edges = self.edges.iter().map(|at| &graph.edges[*at]).map(|e| Edge { from: end(e.from), to: end(e.to), ..e.clone() }).collect();
        debug_assert!(out.edges.iter().zip(&self.edges).all(|(e, at)| clean::leads(&out, e) == clean::leads(graph, &graph.edges[*at])));
        out
    }

    /// Puts what was placed into the whole; letters go on from `first`, and the next free one is the answer.
    fn add(&self, placed: Placed, first: usize, out: &mut Placed) -> usize {
        for ((at, rect), label) in self.nodes.iter().zip(placed.nodes).zip(placed.labels) {
            (out.nodes[*at], out.labels[*at]) = (rect, label);
        }
        for (at, path) in self.edges.iter().zip(placed.edges) {
            out.edges[*at] = path;
        }
        for (at, rect) in self.areas.iter().zip(placed.areas) {
            out.areas[*at] = rect;
        }
        let mut next = first;
        out.cut.bands += placed.cut.bands.max(1);
        out.cut.areas.extend(placed.cut.areas.into_iter().map(|(at, rect)| (self.areas[at], rect)));
        out.cut.pieces.extend(placed.cut.pieces.into_iter().map(|(at, points)| (self.edges[at], points)));
        for mut mark in placed.cut.marks {
            mark.letter += first;
            next = next.max(mark.letter + 1);
            mark.edges.iter_mut().for_each(|edge| *edge = self.edges[*edge]);
            out.cut.marks.push(mark);
        }
        next
    }
}

impl Placed {
    /// Moves everything.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
        let shift = |r: &mut Rect| {
            r.x += dx;
            r.y += dy;
        };
        let Placed { nodes, areas, labels, edges, cut, .. } = self;
        let rects = nodes.iter_mut().chain(areas).chain(labels.iter_mut().flatten());
        rects.chain(edges.iter_mut().filter_map(|e| e.label.as_mut())).for_each(shift);
        cut.areas.iter_mut().map(|(_, r)| r).for_each(shift);
        cut.marks.iter_mut().flat_map(|m| [&mut m.place, &mut m.sign]).for_each(shift);
        for p in edges.iter_mut().map(|e| &mut e.points).chain(cut.pieces.iter_mut().map(|(_, points)| points)).flatten() {
            *p = Point::new(p.x + dx, p.y + dy);
        }
    }
}
