//! What clings to a step travels with it: boundary events on its border, data and notes above or below it.
//!
//! A step and what clings to it become one box of the flat problem, so nothing can come between them, and the exits of
//! boundary events get rows of their own below the host. O(n + e) and the sorting of what hangs on one step.

use super::flat::{Exit, Item, Problem, TRACK};
use super::{EdgeKind, End, Graph, Role};
use crate::geometry::{Rect, Size};

/// Distance between a step and what hangs above or below it.
const ABOVE: f64 = 26.0;
/// Distance between two things that hang side by side.
const BESIDE: f64 = 16.0;
/// Distance between a thing and a line that falls into its step beside it.
const PASS: f64 = 8.0;
/// Distance between a thing and its label.
const LABEL: f64 = 4.0;

/// A part of a box, relative to the centre of the box's step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The node.
    pub node: usize,
    /// The box it belongs to.
    pub item: usize,
    /// Its place.
    pub place: Rect,
    /// Place of its label; none for the step itself where the flat problem places the label.
    pub label: Option<Rect>,
}

/// The boxes of one level.
#[derive(Debug, Default)]
pub(super) struct Hung {
    /// The boxes.
    pub items: Vec<Item>,
    /// The step of each box.
    pub steps: Vec<usize>,
    /// Everything that clings.
    pub parts: Vec<Part>,
    /// Edges that leave boundary events, with their exits.
    pub exits: Vec<(usize, Exit)>,
}

/// The steps each data object and note could hang on: those it is linked with, where it is written first, then in written order.
pub(super) fn holders(graph: &Graph) -> Vec<Vec<usize>> {
    let n = graph.nodes.len();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut written = vec![false; n];
    let soft = |v: usize| matches!(graph.nodes[v].role, Role::Data | Role::Note);
    let node = |end: End| match end {
        End::Node(v) => Some(v),
        End::Edge(e) => graph.edges.get(e).and_then(|e| if let End::Node(v) = e.from { Some(v) } else { None }),
        End::Area(_) => None,
    };
    let linked: Vec<(usize, usize, bool)> = graph
        .edges
        .iter()
        .filter(|e| e.kind == EdgeKind::Association && super::clean::leads(graph, e))
        .filter_map(|e| Some((node(e.from)?, node(e.to)?)))
        .flat_map(|(a, b)| [(a, b, false), (b, a, true)])
        .filter(|(thing, other, _)| thing != other && soft(*thing))
        .collect();
    for &(thing, other, is_target) in &linked {
        if soft(other) {
            continue;
        }
        let Some(mut step) = lifted(graph, other, graph.nodes[thing].parent) else { continue };
        if let Role::Boundary { host } = graph.nodes[step].role {
            step = host;
        }
        let area = graph.nodes[thing].area;
        if area.is_some() && !inside(graph, graph.nodes[step].area, area) {
            continue;
        }
        // Where it is written says more about it than where it is read.
        if is_target && !written[thing] {
            written[thing] = true;
            holders[thing].retain(|holder| *holder != step);
            holders[thing].insert(0, step);
        } else if !holders[thing].contains(&step) {
            holders[thing].push(step);
        }
    }
    let direct: Vec<Option<usize>> = holders.iter().map(|list| list.first().copied()).collect();
    for &(thing, other, _) in &linked {
        let same = graph.nodes[thing].parent == graph.nodes[other].parent;
        let area = graph.nodes[thing].area;
        if holders[thing].is_empty() && soft(other) && same {
            holders[thing].extend(direct[other].filter(|s| area.is_none() || inside(graph, graph.nodes[*s].area, area)));
        }
    }
    holders
}

/// The node of the level `scope` that is or holds `node`.
pub(super) fn lifted(graph: &Graph, node: usize, scope: Option<usize>) -> Option<usize> {
    let mut at = node;
    loop {
        let parent = graph.nodes[at].parent;
        if parent == scope {
            return Some(at);
        }
        at = parent?;
    }
}

/// Whether `area` is `holder` or lies in it.
fn inside(graph: &Graph, area: Option<usize>, holder: Option<usize>) -> bool {
    let mut at = area;
    while let Some(a) = at {
        if Some(a) == holder {
            return true;
        }
        at = graph.areas[a].parent;
    }
    false
}

/// Builds the boxes of one level. `sizes` are the sizes of all nodes, containers grown; `exits` lists per boundary
/// event the edges that leave it; `loops` says which nodes have a flow to themselves.
pub(super) fn hang(
    graph: &Graph,
    members: &[usize],
    anchor: &[Option<usize>],
    sizes: &[Size],
    exits: &dyn Fn(usize) -> Vec<usize>,
    loops: &[bool],
    bars: &[Bar],
) -> Hung {
    let mut hung = Hung::default();
    let mut item_of = std::collections::BTreeMap::new();
    for &node in members {
        if !matches!(graph.nodes[node].role, Role::Boundary { .. }) && anchor[node].is_none() {
            item_of.insert(node, hung.items.len());
            hung.items.push(step(graph, node, sizes[node]));
            hung.steps.push(node);
        }
    }
    let mut guards: Vec<Vec<usize>> = vec![Vec::new(); hung.items.len()];
    let mut things: Vec<Vec<usize>> = vec![Vec::new(); hung.items.len()];
    for &node in members {
        let (list, host) = match (graph.nodes[node].role, anchor[node]) {
            (Role::Boundary { host }, _) => (&mut guards, Some(host)),
            (_, host) => (&mut things, host),
        };
        if let Some(&item) = host.and_then(|h| item_of.get(&h)) {
            list[item].push(node);
        }
    }
    for item in 0..hung.items.len() {
        if loops[hung.steps[item]] {
            let it = &mut hung.items[item];
            it.right = it.right.max(it.half_w + 2.0 * TRACK);
            it.top = it.top.max(it.half_h + 2.0 * TRACK);
            it.open[0] = false;
        }
        on_border(graph, &mut hung, item, &guards[item], sizes, exits);
        beside(graph, &mut hung, item, &things[item], sizes, bars);
    }
    hung
}

fn step(graph: &Graph, node: usize, size: Size) -> Item {
    let role = graph.nodes[node].role;
    let (half_w, half_h) = (size.width / 2.0, size.height / 2.0);
    let diamond = role == Role::Gateway;
    let points = diamond || role == Role::Event;
    let tag = graph.nodes[node].label;
    let mut item = Item {
        half_w,
        half_h,
        left: half_w,
        right: half_w,
        top: half_h,
        bottom: half_h,
        points,
        diamond,
        open: [true, tag.is_none() || points],
        tag,
        tag_above: diamond,
        band: 0,
    };
    if let Some(tag) = tag {
        item.left = item.left.max(tag.width / 2.0);
        item.right = item.right.max(tag.width / 2.0);
        let room = half_h + LABEL + tag.height;
        *(if diamond { &mut item.top } else { &mut item.bottom }) = room;
    }
    item
}

/// What stands against hanging a thing above (first) or below its step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bar {
    /// Lines of the step that leave it on that side for another lane or pool, doubled, and other users of the thing on the
    /// other side.
    pub against: [u32; 2],
    /// Whether a flow joins the step with a lane on that side.
    pub flow: [bool; 2],
}

/// The bars of each thing that hangs on a step. `band` is the band of each end of a line.
pub(super) fn bars(graph: &Graph, anchor: &[Option<usize>], band: &dyn Fn(End) -> Option<usize>) -> Vec<Bar> {
    let n = graph.nodes.len();
    let (mut lines, mut bars) = (vec![Bar::default(); n], vec![Bar::default(); n]);
    let soft = |v: usize| matches!(graph.nodes[v].role, Role::Data | Role::Note);
    for edge in &graph.edges {
        for (end, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            let (End::Node(v), Some(here), Some(there)) = (end, band(end), band(other)) else { continue };
            if here == there || v >= n {
                continue;
            }
            let down = usize::from(there > here);
            if soft(v) {
                bars[v].against[1 - down] += 1;
            } else {
                let host = if let Role::Boundary { host } = graph.nodes[v].role { host } else { v };
                lines[host].against[down] += 2;
                lines[host].flow[down] |= host == v && edge.kind == EdgeKind::Sequence;
            }
        }
    }
    for (bar, step) in bars.iter_mut().zip(anchor) {
        let step = step.map_or(Bar::default(), |step| lines[step]);
        bar.flow = step.flow;
        bar.against = [bar.against[0] + step.against[0], bar.against[1] + step.against[1]];
    }
    bars
}

/// An event keeps the side free where messages leave it: no flow docks there, and its label stands on the other side.
pub(super) fn give_way(problem: &mut Problem) {
    let mut sides = vec![[false; 2]; problem.items.len()];
    for pole in &problem.poles {
        sides[pole.item][usize::from(pole.band > problem.items[pole.item].band)] = true;
    }
    for (item, sides) in problem.items.iter_mut().zip(sides).filter(|(item, _)| item.points && !item.diamond) {
        for (open, left) in item.open.iter_mut().zip(sides) {
            *open &= !left;
        }
        let Some(tag) = item.tag else { continue };
        let room = item.half_h + LABEL + tag.height;
        if sides == [false, true] && item.top <= item.half_h && item.bottom <= room {
            (item.tag_above, item.top, item.bottom) = (true, room, item.half_h);
        }
    }
}

/// Boundary events from left to right on the bottom, the rest on the top; each exit has a row, the leftmost the lowest.
fn on_border(graph: &Graph, hung: &mut Hung, item: usize, guards: &[usize], sizes: &[Size], exits: &dyn Fn(usize) -> Vec<usize>) {
    if guards.is_empty() {
        return;
    }
    let (half_w, half_h) = (hung.items[item].half_w, hung.items[item].half_h);
    let widest = guards.iter().map(|g| sizes[*g].width).fold(1.0, f64::max);
    let fit = (((2.0 * half_w + 12.0) / (widest + 6.0)).floor() as usize).max(1);
    // What fits on neither side shares the bottom as well as it can.
    let on_top = guards.len().saturating_sub(fit).min(fit);
    let (bottom, top) = guards.split_at(guards.len() - on_top);
    for (list, down) in [(bottom, 1.0), (top, -1.0)] {
        let count = list.len() as f64;
        if list.is_empty() {
            continue;
        }
        let last = (half_w - widest / 2.0 - 6.0).max(0.0);
        let room = if count * (widest + 8.0) <= 2.0 * half_w { last * 2.0 } else { half_w * 2.0 };
        let gap = if list.len() < 2 { 0.0 } else { (widest + 12.0).min(room / (count - 1.0)) };
        let right = if count * (widest + 8.0) <= 2.0 * half_w { last } else { gap * (count - 1.0) / 2.0 };
        let own_tag = hung.items[item].tag.filter(|_| hung.items[item].tag_above == (down < 0.0));
        let mut row: f64 = own_tag.map_or(0.0, |t| half_h + LABEL + t.height);
        for (rank, &guard) in list.iter().rev().enumerate() {
            let size = sizes[guard];
            let dx = right - rank as f64 * gap;
            let start = half_h + size.height / 2.0;
            let leaving = exits(guard);
            for edge in &leaving {
                row = (row + TRACK).max(start + 14.0).ceil();
                hung.exits.push((*edge, Exit { dx, start: down * start, row: down * row }));
            }
            let it = &mut hung.items[item];
            let label = graph.nodes[guard].label.map(|tag| {
                let x = if leaving.is_empty() { dx - tag.width / 2.0 } else { dx + LABEL };
                let y = row.max(start) + LABEL;
                row = y + tag.height;
                it.left = it.left.max(-x);
                it.right = it.right.max(x + tag.width);
                Rect::new(x, if down > 0.0 { y } else { -y - tag.height }, tag.width, tag.height)
            });
            it.left = it.left.max(size.width / 2.0 - dx);
            it.right = it.right.max(dx + size.width / 2.0);
            row = row.max(start);
            let place = Rect::new(dx - size.width / 2.0, down * half_h - size.height / 2.0, size.width, size.height);
            hung.parts.push(Part { node: guard, item, place, label });
        }
        let it = &mut hung.items[item];
        *(if down > 0.0 { &mut it.bottom } else { &mut it.top }) = row;
        it.open[usize::from(down > 0.0)] = false;
    }
}

/// Data and notes in a row above the step, or below it where the top is taken.
fn beside(graph: &Graph, hung: &mut Hung, item: usize, things: &[usize], sizes: &[Size], bars: &[Bar]) {
    if things.is_empty() {
        return;
    }
    let width = |n: usize| sizes[n].width.max(graph.nodes[n].label.map_or(0.0, |l| l.width));
    // Above unless a label or a border event is there, or more lines pass there; what would make a wide row goes below.
    let it = &hung.items[item];
    let busy = [it.top > it.half_h + 0.5, it.bottom > it.half_h + 0.5];
    let most = (2.0 * it.half_w + 80.0).max(180.0);
    let mut rows: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    let mut wide = [0.0; 2];
    for &thing in things {
        let [above, below] = bars[thing].against;
        let first = usize::from(if busy[0] == busy[1] { below < above } else { busy[0] });
        let second = 1 - first;
        let full = wide[first] > 0.0 && wide[first] + width(thing) + BESIDE > most;
        let side = if full && !busy[second] && wide[second] < wide[first] { second } else { first };
        wide[side] += width(thing) + BESIDE;
        rows[side].push(thing);
    }
    for (side, row) in rows.iter().enumerate() {
        if row.is_empty() {
            continue;
        }
        let total = wide[side] - BESIDE;
        let it = &mut hung.items[item];
        let near = if side == 0 { it.top } else { it.bottom } + ABOVE;
        // A flow from or to another lane may pass between the middle of the step and what hangs there: at the left, since
        // marks stand on the right corner.
        let passed = bars[row[0]].flow[side] && !it.points && PASS + total / 2.0 <= it.half_w - 6.0;
        let mut x = if passed { -PASS - total } else { -total / 2.0 };
        it.left = it.left.max(-x);
        it.right = it.right.max(x + total);
        it.open[side] &= passed;
        let mut far = near;
        for &thing in row {
            let (size, w) = (sizes[thing], width(thing));
            let left = x + (w - size.width) / 2.0;
            let y = if side == 0 { -near - size.height } else { near };
            let label = graph.nodes[thing].label.map(|l| {
                let ly = if side == 0 { y - LABEL - l.height } else { y + size.height + LABEL };
                Rect::new(x + (w - l.width) / 2.0, ly, l.width, l.height)
            });
            far = far.max(near + size.height + label.map_or(0.0, |l| l.height + LABEL));
            hung.parts.push(Part { node: thing, item, place: Rect::new(left, y, size.width, size.height), label });
            x += w + BESIDE;
        }
        *(if side == 0 { &mut it.top } else { &mut it.bottom }) = far;
    }
}
