//! Pools and lanes as bands: which band holds what, and the rectangles once the bands have their heights.
//!
//! Leaves of the tree of areas are bands in written order, so lanes are contiguous by construction. O(areas + nodes).

use super::flat::Band;
use super::{Area, EdgeKind, End, Graph, stack};
use crate::geometry::Rect;

/// Least height of a lane, and the height of a black-box pool.
const LEAST: f64 = 60.0;
/// Free space between two pools, before messages ask for more.
pub(super) const GAP: f64 = 40.0;
/// Free space above and below a label between two pools.
const LABEL_ROOM: f64 = 12.0;
/// Free space between the title bands and the first column, and behind the last.
pub(super) const SIDE: f64 = 30.0;

/// The bands of a graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// The bands from top to bottom.
    pub bands: Vec<Band>,
    /// First and last band of each area.
    pub span: Vec<(usize, usize)>,
    /// The band of each node, by its area or by its neighbours where the area has lanes.
    pub band: Vec<usize>,
    /// Thickness of all title bands beside each other.
    pub indent: f64,
}

impl Plan {
    /// The band of an end of a line; the first one of an area.
    pub(super) fn band_of(&self, end: End) -> Option<usize> {
        match end {
            End::Node(v) => self.band.get(v).copied(),
            End::Area(a) => self.span.get(a).map(|s| s.0),
            End::Edge(_) => None,
        }
    }
}

/// Plans the bands; one band without areas.
pub(super) fn plan(graph: &Graph) -> Plan {
    let count = graph.areas.len();
    let mut plan = Plan { span: vec![(0, 0); count], ..Plan::default() };
    if count == 0 {
        plan.bands.push(Band::default());
        plan.band = vec![0; graph.nodes.len()];
        return plan;
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, area) in graph.areas.iter().enumerate() {
        if let Some(parent) = area.parent {
            children[parent].push(at);
        }
    }
    let order = stack::order(graph, &children);
    // Nodes outside every pool get a band of their own.
    let outside = graph.nodes.iter().any(|n| n.area.is_none() && n.parent.is_none());
    let outside = if outside { stack::outside(graph, &children, &order) } else { usize::MAX };
    let mut depth = vec![0.0; count];
    let mut own = 0;
    for (at, pool) in order.into_iter().map(Some).chain([None]).enumerate() {
        if at == outside {
            own = plan.bands.len();
            plan.bands.push(Band { least: 0.0, gap: if own == 0 { 0.0 } else { GAP } });
        }
        let Some(pool) = pool else { break };
        let gap = if plan.bands.is_empty() || graph.areas[pool].touches { 0.0 } else { GAP };
        grow(graph, &children, pool, 0.0, &mut plan, &mut depth);
        let first = plan.span[pool].0;
        plan.bands[first].gap = gap;
    }
    plan.indent = depth.iter().copied().fold(0.0, f64::max);
    plan.band = graph.nodes.iter().map(|n| n.area.map_or(own, |a| plan.span[a].0)).collect();
    by_neighbours(graph, &children, &mut plan);
    let room = label_room(graph);
    for (band, crowd) in crowds(graph, &plan).into_iter().enumerate() {
        if plan.bands[band].gap > 0.0 {
            plan.bands[band].gap += 6.0 * f64::from(crowd.min(30));
            if crowd > 0 {
                // The labels of messages stand between the pools.
                plan.bands[band].gap = plan.bands[band].gap.max(room);
            }
        }
    }
    plan
}

/// Adds the bands of `area`, children in written order; areas are few and nested little, yet the way down is a list.
fn grow(graph: &Graph, children: &[Vec<usize>], area: usize, indent: f64, plan: &mut Plan, depth: &mut [f64]) {
    let mut way = vec![(area, 0usize)];
    depth[area] = indent + graph.areas[area].header;
    plan.span[area].0 = plan.bands.len();
    while let Some((at, next)) = way.pop() {
        if let Some(&child) = children[at].get(next) {
            way.push((at, next + 1));
            way.push((child, 0));
            depth[child] = depth[at] + graph.areas[child].header;
            plan.span[child].0 = plan.bands.len();
            continue;
        }
        if children[at].is_empty() {
            plan.bands.push(Band { least: least(&graph.areas[at]), gap: 0.0 });
        }
        let first = plan.span[at].0;
        let last = plan.bands.len() - 1;
        plan.span[at].1 = last;
        let have: f64 = plan.bands[first..=last].iter().map(|b| b.least).sum();
        let missing = graph.areas[at].title + 10.0 - have;
        if missing > 0.0 && !children[at].is_empty() {
            let share = missing / (last - first + 1) as f64;
            plan.bands[first..=last].iter_mut().for_each(|b| b.least += share);
        }
    }
}

/// What the labels of messages need between two pools.
pub(super) fn label_room(graph: &Graph) -> f64 {
    let labels = graph.edges.iter().filter(|e| e.kind == EdgeKind::Message).filter_map(|e| e.label);
    labels.map(|l| l.height).fold(0.0, f64::max).min(80.0) + 2.0 * LABEL_ROOM
}

/// The least height of an area without lanes.
pub(super) fn least(area: &Area) -> f64 {
    if area.black_box { LEAST } else { LEAST.max(area.title + 10.0) }
}

/// A node written into a pool that has lanes goes into the lane of the first neighbour it has in that pool.
fn by_neighbours(graph: &Graph, children: &[Vec<usize>], plan: &mut Plan) {
    let loose: Vec<bool> = graph.nodes.iter().map(|n| n.area.is_some_and(|a| !children[a].is_empty())).collect();
    if !loose.contains(&true) {
        return;
    }
    let mut done: Vec<bool> = loose.iter().map(|l| !l).collect();
    for edge in graph.edges.iter().filter(|e| e.kind != EdgeKind::Message) {
        let (End::Node(a), End::Node(b)) = (edge.from, edge.to) else { continue };
        if a >= done.len() || b >= done.len() {
            continue;
        }
        for (node, other) in [(a, b), (b, a)] {
            let Some(area) = graph.nodes[node].area else { continue };
            let (first, last) = plan.span[area];
            if !done[node] && done[other] && (first..=last).contains(&plan.band[other]) {
                plan.band[node] = plan.band[other];
                done[node] = true;
            }
        }
    }
    // A border event stays with its host, whatever its own lines say.
    for at in 0..graph.nodes.len() {
        if let super::Role::Boundary { host } = graph.nodes[at].role {
            plan.band[at] = plan.band[host];
        }
    }
}

/// How many messages and associations cross the gap above each band.
fn crowds(graph: &Graph, plan: &Plan) -> Vec<u32> {
    let mut change = vec![0i64; plan.bands.len() + 1];
    let band = |end: End| match end {
        End::Node(n) => plan.band.get(n).copied(),
        End::Area(a) => plan.span.get(a).map(|s| s.0),
        End::Edge(_) => None,
    };
    for edge in graph.edges.iter().filter(|e| e.kind != EdgeKind::Sequence) {
        if let (Some(a), Some(b)) = (band(edge.from), band(edge.to)) {
            change[a.min(b) + 1] += 1;
            change[a.max(b) + 1] -= 1;
        }
    }
    let mut now = 0;
    change[..plan.bands.len()]
        .iter()
        .map(|c| {
            now += c;
            now.max(0) as u32
        })
        .collect()
}

/// The rectangles of all areas: every pool from `x` to `right`, lanes right of their parent's title band.
pub(super) fn rects(graph: &Graph, plan: &Plan, bands: &[(f64, f64)], x: f64, right: f64) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::with_capacity(graph.areas.len());
    for (at, area) in graph.areas.iter().enumerate() {
        let (first, last) = plan.span[at];
        let left = area.parent.map_or(x, |p| out[p].x + graph.areas[p].header);
        let (top, bottom) = (bands[first].0, bands[last].1);
        out.push(Rect::new(left, top, right - left, bottom - top));
    }
    out
}
