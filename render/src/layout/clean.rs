//! Bounds the input: whatever a caller hands over becomes a graph the phases can trust.

use super::{Direction, Edge, End, Graph, Node, Role};
use crate::geometry::Size;
use std::collections::BTreeMap;

/// Largest width or height taken seriously; beyond it coordinates would lose their fraction.
const LARGEST: f64 = 20_000.0;

/// A copy of `graph` in which sizes are finite and positive, and every reference leads to something that fits:
/// parents are containers without cycles, hosts are ordinary nodes, areas hold their children, nodes know their area
/// through their outermost container.
pub(super) fn clean(graph: &Graph) -> Graph {
    let mut out = graph.clone();
    out.wrap = out.wrap.filter(|w| w.is_finite() && *w > 0.0);
    for at in 0..out.areas.len() {
        let area = &mut out.areas[at];
        area.parent = area.parent.filter(|p| *p < at);
        area.header = bounded(area.header, 0.0);
        area.title = bounded(area.title, 0.0);
    }
    for node in &mut out.nodes {
        node.size = size(node.size);
        node.label = node.label.map(size);
        node.area = node.area.filter(|a| *a < graph.areas.len());
    }
    hosts(&mut out.nodes);
    parents(&mut out.nodes);
    for at in 0..out.nodes.len() {
        if let Role::Boundary { host } = out.nodes[at].role {
            out.nodes[at].parent = out.nodes[host].parent;
            out.nodes[at].area = out.nodes[host].area;
        }
    }
    for at in 0..out.nodes.len() {
        let mut top = at;
        while let Some(parent) = out.nodes[top].parent {
            top = parent;
        }
        out.nodes[at].area = out.nodes[top].area;
    }
    widen(&mut out);
    // A black box with something inside is an ordinary pool.
    let holds: Vec<usize> = out.nodes.iter().filter_map(|n| n.area).chain(out.areas.iter().filter_map(|a| a.parent)).collect();
    for area in holds {
        out.areas[area].black_box = false;
    }
    for edge in &mut out.edges {
        edge.label = edge.label.map(size);
    }
    out
}

/// A step grows until the events on its border stand side by side, half of them on either side.
fn widen(graph: &mut Graph) {
    let down = graph.direction == Direction::TopToBottom;
    let along = |s: Size| if down { s.height } else { s.width };
    let mut guards: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for node in &graph.nodes {
        if let Role::Boundary { host } = node.role {
            let (count, widest) = guards.entry(host).or_default();
            (*count, *widest) = (*count + 1, widest.max(along(node.size)));
        }
    }
    for (host, (count, widest)) in guards {
        let half = count.div_ceil(2) as f64;
        let size = &mut graph.nodes[host].size;
        if count > 2 && half * (widest + 6.0) - 12.0 > along(*size) {
            *(if down { &mut size.height } else { &mut size.width }) = (half * (widest + 8.0)).min(LARGEST);
        }
    }
}

/// Whether both ends of `edge` lead to something.
pub(super) fn leads(graph: &Graph, edge: &Edge) -> bool {
    let place = |end: End| match end {
        End::Node(n) => n < graph.nodes.len(),
        End::Area(a) => a < graph.areas.len(),
        End::Edge(_) => false,
    };
    let ok = |end: End| match end {
        End::Edge(e) => graph.edges.get(e).is_some_and(|t| place(t.from) && place(t.to)),
        _ => place(end),
    };
    ok(edge.from) && ok(edge.to) && !matches!((edge.from, edge.to), (End::Edge(_), End::Edge(_)))
}

fn bounded(value: f64, least: f64) -> f64 {
    if value.is_finite() { value.clamp(least, LARGEST) } else { least }
}

fn size(size: Size) -> Size {
    Size::new(bounded(size.width, 1.0), bounded(size.height, 1.0))
}

/// Boundary events whose host is missing, itself on a border, or not a step become plain events.
fn hosts(nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        if let Role::Boundary { host } = nodes[at].role {
            let fits = host != at && nodes.get(host).is_some_and(|h| !matches!(h.role, Role::Boundary { .. } | Role::Data | Role::Note));
            if !fits {
                nodes[at].role = Role::Event;
            }
        }
    }
}

/// Keeps a parent only where it is a container and the way up ends.
fn parents(nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        let good = nodes[at].parent.filter(|p| *p != at && nodes.get(*p).is_some_and(|n| n.role == Role::Container));
        nodes[at].parent = good;
    }
    // 0 unseen, 1 on the way, 2 known to end: each node is walked once.
    let mut state = vec![0u8; nodes.len()];
    for start in 0..nodes.len() {
        let mut way = Vec::new();
        let mut at = start;
        loop {
            if state[at] == 1 {
                nodes[at].parent = None;
                break;
            }
            if state[at] == 2 {
                break;
            }
            state[at] = 1;
            way.push(at);
            match nodes[at].parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        for done in way {
            state[done] = 2;
        }
    }
}
