//! Top to bottom is left to right with the axes exchanged, before and after.

use super::{Graph, Placed};
use crate::geometry::{Point, Rect, Size};

/// The graph with every width and height exchanged.
pub(super) fn graph(graph: &Graph) -> Graph {
    let mut out = graph.clone();
    for node in &mut out.nodes {
        node.size = size(node.size);
        node.label = node.label.map(size);
    }
    for edge in &mut out.edges {
        edge.label = edge.label.map(size);
    }
    out
}

/// The answer with every x and y exchanged.
pub(super) fn placed(mut placed: Placed) -> Placed {
    placed.size = size(placed.size);
    for r in placed.nodes.iter_mut().chain(&mut placed.areas).chain(placed.labels.iter_mut().flatten()) {
        *r = rect(*r);
    }
    for (_, r) in &mut placed.cut.areas {
        *r = rect(*r);
    }
    for mark in &mut placed.cut.marks {
        (mark.place, mark.sign) = (rect(mark.place), rect(mark.sign));
    }
    for edge in &mut placed.edges {
        edge.label = edge.label.map(rect);
    }
    for p in placed.edges.iter_mut().map(|e| &mut e.points).chain(placed.cut.pieces.iter_mut().map(|(_, points)| points)).flatten() {
        *p = Point::new(p.y, p.x);
    }
    placed
}

fn size(size: Size) -> Size {
    Size::new(size.height, size.width)
}

fn rect(r: Rect) -> Rect {
    Rect::new(r.y, r.x, r.height, r.width)
}
