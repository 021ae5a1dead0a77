//! What must be true of every drawing.

use super::super::router::meets;
use super::super::*;

pub(super) fn finite(graph: &Graph, placed: &Placed) -> Result<(), String> {
    let same = placed.nodes.len() == graph.nodes.len()
        && placed.labels.len() == graph.nodes.len()
        && placed.edges.len() == graph.edges.len()
        && placed.areas.len() == graph.areas.len();
    if !same {
        return Err("one entry for each".into());
    }
    let frame = Rect::new(0.0, 0.0, placed.size.width, placed.size.height);
    for r in placed.nodes.iter().chain(&placed.areas).chain(placed.labels.iter().flatten()) {
        let fine = [r.x, r.y, r.width, r.height].iter().all(|v| v.is_finite());
        if !fine || !frame.contains(Point::new(r.x, r.y)) || !frame.contains(Point::new(r.right(), r.bottom())) {
            return Err(format!("{r:?} outside {frame:?}"));
        }
    }
    for (at, path) in placed.edges.iter().enumerate() {
        if path.points.len() < 2 || path.points.iter().any(|p| !frame.contains(*p)) {
            return Err(format!("path {at}: {path:?}"));
        }
        if path.label.is_some() != graph.edges[at].label.is_some() {
            return Err(format!("label of {at}"));
        }
    }
    Ok(())
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.grown(0.01).contains(Point::new(inner.x, inner.y)) && outer.grown(0.01).contains(Point::new(inner.right(), inner.bottom()))
}

fn above(graph: &Graph, node: usize) -> Vec<usize> {
    let mut list = Vec::new();
    let mut at = graph.nodes[node].parent;
    while let Some(parent) = at {
        list.push(parent);
        at = graph.nodes[parent].parent;
    }
    list
}

fn outline(graph: &Graph, placed: &Placed, end: End, p: Point) -> bool {
    let End::Node(n) = end else { return true };
    let r = placed.nodes[n];
    let c = r.center();
    let close = |a: f64, b: f64| (a - b).abs() < 0.02;
    let (mid_x, mid_y) = (close(p.x, c.x), close(p.y, c.y));
    let (side_x, side_y) = (close(p.x, r.x) || close(p.x, r.right()), close(p.y, r.y) || close(p.y, r.bottom()));
    match graph.nodes[n].role {
        Role::Event | Role::Gateway | Role::Boundary { .. } if side_x && mid_y || side_y && mid_x => true,
        // Beside the middle of a side, on the round or slanted outline, to the pixel.
        role @ (Role::Event | Role::Gateway | Role::Boundary { .. }) => {
            let outline = docks::Outline::of(role);
            let (off, half, far) = ((p.x - c.x).abs(), r.width / 2.0, r.height / 2.0);
            off < half && ((p.y - c.y).abs() - (far - outline.depth(off, half, far))).abs() < 1.0
        }
        _ => r.grown(0.02).contains(p) && (side_x || side_y),
    }
}

/// Whether the piece from `a` to `b` of a line that ends at a node runs inside its outline.
fn enters(role: Role, r: &Rect, a: Point, b: Point) -> bool {
    let outline = docks::Outline::of(role);
    let c = r.center();
    let near = |v: f64, p: f64, q: f64| (v.clamp(p.min(q), p.max(q)) - v).abs();
    let (off, up) = (near(c.x, a.x, b.x), near(c.y, a.y, b.y));
    let (half, far) = (r.width / 2.0, r.height / 2.0);
    off < half - 1.0 && up < far - outline.depth(off, half, far) - 1.0
}

/// What must be true of every drawing of a process a person could have written.
pub(super) fn sound(graph: &Graph, placed: &Placed) -> Result<(), String> {
    finite(graph, placed)?;
    let nodes = &placed.nodes;
    let guard = |n: usize| match graph.nodes[n].role {
        Role::Boundary { host } => Some(host),
        _ => None,
    };
    for a in 0..nodes.len() {
        for b in a + 1..nodes.len() {
            let kin = above(graph, a).contains(&b) || above(graph, b).contains(&a);
            if !kin && guard(a) != Some(b) && guard(b) != Some(a) && nodes[a].overlaps(&nodes[b]) {
                return Err(format!("nodes {a} and {b} overlap"));
            }
        }
        for (b, label) in placed.labels.iter().enumerate() {
            let Some(label) = label else { continue };
            let kin = above(graph, b).contains(&a);
            if !kin && nodes[a].overlaps(label) {
                return Err(format!("label of {b} on node {a}"));
            }
            if placed.labels[a].is_some_and(|l| a != b && l.overlaps(label)) {
                return Err(format!("labels of {a} and {b} overlap"));
            }
        }
        if let Some(parent) = graph.nodes[a].parent.filter(|p| !holds(&nodes[*p], &nodes[a])) {
            return Err(format!("node {a} outside its parent {parent}"));
        }
        let area = graph.nodes[a].area.filter(|_| graph.nodes[a].parent.is_none());
        if let Some(area) = area {
            let out = !holds(&placed.areas[area], &nodes[a]) || placed.labels[a].is_some_and(|l| !holds(&placed.areas[area], &l));
            if out {
                return Err(format!("node {a} outside its area {area}"));
            }
        }
    }
    for (at, area) in graph.areas.iter().enumerate() {
        let r = placed.areas[at];
        let lanes: Vec<Rect> = (0..graph.areas.len()).filter(|l| graph.areas[*l].parent == Some(at)).map(|l| placed.areas[l]).collect();
        let mut y = r.y;
        for lane in &lanes {
            if (lane.y - y).abs() > 0.01 || (lane.x - r.x - area.header).abs() > 0.01 || (lane.right() - r.right()).abs() > 0.01 {
                return Err(format!("lanes of {at} leave gaps"));
            }
            y = lane.bottom();
        }
        if !lanes.is_empty() && (y - r.bottom()).abs() > 0.01 {
            return Err(format!("lanes do not fill {at}"));
        }
    }
    for (at, (edge, path)) in graph.edges.iter().zip(&placed.edges).enumerate() {
        let points = &path.points;
        let passes: Vec<usize> = [edge.from, edge.to]
            .into_iter()
            .filter_map(|e| if let End::Node(n) = e { Some(n) } else { None })
            .flat_map(|n| above(graph, n).into_iter().chain([n]))
            .collect();
        if !outline(graph, placed, edge.from, points[0]) || !outline(graph, placed, edge.to, points[points.len() - 1]) {
            return Err(format!("edge {at} does not dock: {points:?}"));
        }
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.x - b.x).abs() > 0.01 && (a.y - b.y).abs() > 0.01 {
                return Err(format!("edge {at} is slanted: {points:?}"));
            }
            for (n, r) in nodes.iter().enumerate() {
                let own = edge.from == End::Node(n) || edge.to == End::Node(n);
                if own && enters(graph.nodes[n].role, r, a, b) || !passes.contains(&n) && meets(a, b, &r.grown(-1.0)) {
                    return Err(format!("edge {at} through node {n}: {points:?} {r:?}"));
                }
            }
            for (n, label) in placed.labels.iter().enumerate() {
                let own = edge.from == End::Node(n) || edge.to == End::Node(n);
                if !own && label.is_some_and(|l| meets(a, b, &l.grown(-1.0))) {
                    return Err(format!("edge {at} through the label of {n}"));
                }
            }
        }
    }
    on_top(graph, placed)
}

fn on_top(graph: &Graph, placed: &Placed) -> Result<(), String> {
    for a in 0..graph.edges.len() {
        for b in a + 1..graph.edges.len() {
            let (e, f) = (&graph.edges[a], &graph.edges[b]);
            if [e.from, e.to].iter().any(|end| *end == f.from || *end == f.to) {
                continue;
            }
            for p in placed.edges[a].points.windows(2) {
                for q in placed.edges[b].points.windows(2) {
                    let over = |a: f64, b: f64, c: f64, d: f64| a.max(b).min(c.max(d)) - a.min(b).max(c.min(d));
                    let flat = p[0].y == p[1].y && q[0].y == q[1].y && (p[0].y - q[0].y).abs() < 1.0;
                    let steep = p[0].x == p[1].x && q[0].x == q[1].x && (p[0].x - q[0].x).abs() < 1.0;
                    if flat && over(p[0].x, p[1].x, q[0].x, q[1].x) > 2.0 || steep && over(p[0].y, p[1].y, q[0].y, q[1].y) > 2.0 {
                        return Err(format!("edges {a} and {b} on top of each other"));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The label of an edge stands on no step and on no label of a step.
pub(super) fn labels(graph: &Graph, placed: &Placed) -> Result<(), String> {
    for (at, path) in placed.edges.iter().enumerate() {
        let Some(label) = path.label else { continue };
        for (n, rect) in placed.nodes.iter().enumerate() {
            // A sub-process holds the labels of what is inside.
            if graph.nodes[n].role != Role::Container && rect.grown(-0.5).overlaps(&label) {
                return Err(format!("label of edge {at} on node {n}"));
            }
        }
    }
    Ok(())
}

/// All that must be true of one drawing, and that no label of an edge stands on a step.
pub(super) fn check_labels(graph: &Graph) -> Result<(), String> {
    let placed = layout(graph);
    // Measured by what the layout could trust, not by what a file contradicts itself in.
    let graph = clean::clean(graph);
    sound(&graph, &placed)?;
    labels(&graph, &placed)
}

/// The same from top to bottom, looked at with the axes exchanged.
pub(super) fn check_down(graph: &Graph) -> Result<(), String> {
    let down = Graph { direction: Direction::TopToBottom, ..graph.clone() };
    let placed = layout(&down);
    finite(&down, &placed)?;
    sound(&transpose::graph(&down), &transpose::placed(placed))
}

pub(super) fn check(graph: &Graph) -> Result<(), String> {
    let placed = layout(graph);
    sound(graph, &placed)?;
    if layout(graph) == placed { Ok(()) } else { Err("not the same twice".into()) }
}
