//! Levels: the content of each sub-process is laid out first and becomes a box of its level; then all is put together.
//!
//! O(nodes + edges) beside the levels themselves. Deepest levels first, so nothing is laid out twice.

use super::attach::{self, Hung};
use super::flat::{self, Link, Problem, Solved, Tie};
use super::settle::{self, Hangings};
use super::{Direction, EdgeKind, End, Graph, MARGIN, Path, Placed, Role, bands, clean, labels, pack, pools, secondary};
use crate::geometry::{Point, Rect, Size};

/// Free space inside a sub-process beside its content.
const INSET: f64 = 20.0;
/// Height of the title row of a sub-process.
const TITLE: f64 = 28.0;
/// How far the content of a sub-process rises into its title row, so that it has free space below as well.
const RISE: f64 = 8.0;
/// … from top to bottom: free space beside the content, and the title row above it, which no free space of its own follows.
const BESIDE: f64 = 8.0;
const HEAD: f64 = 36.0;
/// Least distance between an event on the border of a sub-process and a line inside.
const CLEAR: f64 = 8.0;

/// A level, laid out, in coordinates of its own.
#[derive(Default)]
struct Level {
    hung: Hung,
    solved: Solved,
    edges: Vec<usize>,
    size: Size,
    /// Free space below the content for the events on the border of its sub-process.
    foot: f64,
}

/// Places everything, left to right; the graph is clean.
pub(super) fn place(graph: &Graph) -> Placed {
    let plan = pools::plan(graph);
    let (hangings, drawn) = settle::hangings(graph, &plan);
    drawn.filter(|_| graph.wrap.is_none()).unwrap_or_else(|| place_with(graph, &plan, &hangings).0)
}

/// Places everything, data and notes on these steps; and how many points were looked at to lead lines.
pub(super) fn place_with(graph: &Graph, plan: &pools::Plan, hangings: &Hangings) -> (Placed, usize) {
    let n = graph.nodes.len();
    let depth = depths(graph);
    let anchor = &hangings.anchor;
    // Members and edges of each level; level n is the outermost.
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); n + 1];
    for (at, node) in graph.nodes.iter().enumerate() {
        members[node.parent.unwrap_or(n)].push(at);
    }
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); n + 1];
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); n];
    // How far the events on its border reach into each sub-process.
    let mut guarded = vec![0.0f64; n];
    for node in &graph.nodes {
        if let Role::Boundary { host } = node.role {
            guarded[host] = guarded[host].max(node.size.height / 2.0);
        }
    }
    let mut loops = vec![false; n];
    for (at, edge) in graph.edges.iter().enumerate() {
        let (true, End::Node(a), End::Node(b)) = (clean::leads(graph, edge), edge.from, edge.to) else { continue };
        within[shared(graph, &depth, a, b).unwrap_or(n)].push(at);
        if edge.kind == EdgeKind::Sequence && graph.nodes[a].parent == graph.nodes[b].parent {
            loops[a] |= a == b;
            // One that leads back to its host is led through the free space.
            if matches!(graph.nodes[a].role, Role::Boundary { host } if host != b) && a != b {
                leaving[a].push(at);
            }
        }
    }
    let bars = hangings.bars(graph, plan);
    let mut sizes: Vec<Size> = graph.nodes.iter().map(|node| node.size).collect();
    let mut levels: Vec<Level> = (0..=n).map(|_| Level::default()).collect();
    let mut containers: Vec<usize> = (0..n).filter(|c| graph.nodes[*c].role == Role::Container).collect();
    containers.sort_by_key(|c| std::cmp::Reverse(depth[*c]));
    for scope in containers.into_iter().chain([n]) {
        let inner = (scope < n).then_some(scope);
        if inner.is_some() && members[scope].is_empty() {
            continue;
        }
        let exits = |guard: usize| leaving[guard].clone();
        let mut hung = attach::hang(graph, &members[scope], anchor, &sizes, &exits, &loops, &bars);
        if inner.is_none() {
            for (item, step) in hung.steps.iter().enumerate() {
                hung.items[item].band = plan.band[*step];
            }
        }
        let (mut problem, edges, kin) = problem(graph, inner, hung.items, &hung.parts, &hung.steps, &hung.exits, &within[scope], plan);
        let wrap = graph.wrap.filter(|_| inner.is_none()).map(|w| w - plan.indent - 2.0 * (pools::SIDE + MARGIN));
        let mut solved = if problem.bands.len() == 1 { pack::solve(&problem, &kin, wrap) } else { flat::solve(&problem) };
        if problem.bands.len() > 1 && wrap.is_some_and(|w| solved.width > w) {
            problem.aligned = true;
            solved = flat::solve(&problem);
        }
        hung.items = problem.items;
        let size = Size::new(solved.width, solved.height);
        let foot = inner.map_or(0.0, |container| foot(&solved, guarded[container], Rim::of(graph.direction).bottom));
        levels[scope] = Level { hung, solved, edges, size, foot };
        if let Some(container) = inner {
            let size = &mut sizes[container];
            // Even, so that its middle is a whole number as everywhere.
            let even = |v: f64| (v / 2.0).ceil() * 2.0;
            let rim = Rim::of(graph.direction);
            size.width = even(size.width.max(levels[scope].size.width + rim.left + rim.right));
            size.height = even(size.height.max(levels[scope].size.height + rim.top + rim.bottom + levels[scope].foot));
        }
    }
    assemble(graph, plan, &levels, &sizes, &depth)
}

/// Puts the levels into each other and leads what no level could.
fn assemble(graph: &Graph, plan: &pools::Plan, levels: &[Level], sizes: &[Size], depth: &[usize]) -> (Placed, usize) {
    let n = graph.nodes.len();
    let mut out = Placed {
        nodes: vec![Rect::default(); n],
        labels: vec![None; n],
        edges: vec![Path::default(); graph.edges.len()],
        ..Placed::default()
    };
    let side = if graph.areas.is_empty() { 0.0 } else { pools::SIDE };
    let mut order: Vec<usize> = (0..n).filter(|c| graph.nodes[*c].role == Role::Container).collect();
    order.sort_by_key(|c| depth[*c]);
    put(graph, &levels[n], Point::new(plan.indent + side, 0.0), sizes, &mut out);
    for container in order {
        let (level, outer) = (&levels[container], out.nodes[container]);
        if level.hung.items.is_empty() {
            continue;
        }
        let rim = Rim::of(graph.direction);
        let wide = (outer.width - rim.left - rim.right - level.size.width) / 2.0;
        let high = (outer.height - rim.top - rim.bottom - level.size.height - level.foot) / 2.0;
        let (x, y) = (outer.x + rim.left + wide, outer.y + rim.top + high);
        put(graph, level, Point::new(x.round(), y.round().max(outer.y + rim.top)), sizes, &mut out);
    }
    let top = &levels[n].solved;
    if !graph.areas.is_empty() {
        let least = if graph.areas.iter().all(|a| a.black_box) { 400.0 } else { 60.0 };
        let right = plan.indent + 2.0 * side + top.width.max(least);
        out.areas = pools::rects(graph, plan, &top.bands, 0.0, right);
    }
    let spent = secondary::lead(graph, &mut out);
    if let Some(width) = graph.wrap.filter(|_| top.bands.len() > 1) {
        bands::cut(graph, plan, &top.bands, &mut out, width);
    }
    labels::place(graph, &mut out);
    // The router knows neither marks nor the further pieces of cut lines.
    if out.cut.bands == 0 && secondary::spare_labels(graph, &mut out) {
        labels::place(graph, &mut out);
    }
    frame(&mut out);
    (out, spent)
}

/// The least room between the border of a sub-process and its content, as it is laid out from left to right.
struct Rim {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Rim {
    /// The title stands at the top of the drawing, which is the left side of what becomes one from top to bottom.
    fn of(direction: Direction) -> Self {
        match direction {
            Direction::LeftToRight => Self { left: INSET, right: INSET, top: TITLE - RISE, bottom: RISE },
            Direction::TopToBottom => Self { left: HEAD, right: INSET, top: BESIDE, bottom: BESIDE },
        }
    }
}

/// What must be added below a level so that its lowest line keeps clear of border events that reach `guarded` inside and
/// have `below` free anyway.
fn foot(solved: &Solved, guarded: f64, below: f64) -> f64 {
    if guarded == 0.0 {
        return 0.0;
    }
    let lowest = solved.routes.iter().flatten().map(|p| p.y).fold(0.0, f64::max);
    (guarded + CLEAR - (solved.height + below - lowest)).max(0.0).ceil()
}

/// Adds a level at `origin`.
fn put(graph: &Graph, level: &Level, origin: Point, sizes: &[Size], out: &mut Placed) {
    let shift = |r: Rect, p: Point| Rect { x: r.x + p.x, y: r.y + p.y, ..r };
    for (item, &step) in level.hung.steps.iter().enumerate() {
        let centre = level.solved.centres[item];
        let centre = Point::new(centre.x + origin.x, centre.y + origin.y);
        let size = sizes[step];
        out.nodes[step] = Rect::new(centre.x - size.width / 2.0, centre.y - size.height / 2.0, size.width, size.height);
        out.labels[step] = level.solved.tags[item].map(|r| shift(r, origin));
    }
    for part in &level.hung.parts {
        let centre = level.solved.centres[part.item];
        let centre = Point::new(centre.x + origin.x, centre.y + origin.y);
        out.nodes[part.node] = shift(part.place, centre);
        out.labels[part.node] = part.label.map(|r| shift(r, centre));
    }
    for (link, &edge) in level.edges.iter().enumerate() {
        let route = &level.solved.routes[link];
        out.edges[edge].points = route.iter().map(|p| Point::new(p.x + origin.x, p.y + origin.y)).collect();
    }
    debug_assert_eq!(graph.nodes.len(), out.nodes.len());
}

/// The flat problem of a level, the edge of each link, and boxes that belong together without a link.
#[allow(clippy::too_many_arguments)]
fn problem(
    graph: &Graph,
    scope: Option<usize>,
    items: Vec<flat::Item>,
    parts: &[attach::Part],
    steps: &[usize],
    exits: &[(usize, flat::Exit)],
    within: &[usize],
    plan: &pools::Plan,
) -> (Problem, Vec<usize>, Vec<(usize, usize)>) {
    let mut bands = if scope.is_none() { plan.bands.clone() } else { Vec::new() };
    if bands.is_empty() {
        bands.push(flat::Band::default());
    }
    let mut problem = Problem { items, bands, ..Problem::default() };
    let exit_of: std::collections::BTreeMap<usize, flat::Exit> = exits.iter().copied().collect();
    let item_of: std::collections::BTreeMap<usize, usize> =
        steps.iter().enumerate().map(|(i, s)| (*s, i)).chain(parts.iter().map(|p| (p.node, p.item))).collect();
    let (mut edges, mut kin) = (Vec::new(), Vec::new());
    for &at in within {
        let edge = &graph.edges[at];
        let (End::Node(a), End::Node(b)) = (edge.from, edge.to) else { continue };
        let lifted = |v: usize| attach::lifted(graph, v, scope).and_then(|v| item_of.get(&v).copied());
        let (Some(from), Some(to)) = (lifted(a), lifted(b)) else { continue };
        let guard = |v: usize| matches!(graph.nodes[v].role, Role::Boundary { .. });
        let here = graph.nodes[a].parent == scope && graph.nodes[b].parent == scope;
        // Flows into border events or to what merely clings are no part of a process: the router leads them.
        let odd = |v: usize| matches!(graph.nodes[v].role, Role::Data | Role::Note);
        let odd = odd(a) || odd(b) || guard(b) || guard(a) && from == to;
        match edge.kind {
            EdgeKind::Sequence if here && !odd => {
                let exit = exit_of.get(&at).copied();
                problem.links.push(Link { from, to, exit, label: edge.label });
                edges.push(at);
            }
            EdgeKind::Sequence => problem.ties.push(Tie { from, to, length: 1 }),
            EdgeKind::Message => problem.ties.push(Tie { from, to, length: 0 }),
            EdgeKind::Association if problem.bands.len() > 1 && problem.items[from].band != problem.items[to].band => {
                problem.ties.push(Tie { from, to, length: 0 });
            }
            EdgeKind::Association => kin.push((from, to)),
        }
    }
    if scope.is_none() && problem.bands.len() > 1 {
        let item = |end: End| match end {
            End::Node(v) => attach::lifted(graph, v, None).and_then(|v| item_of.get(&v).copied()),
            _ => None,
        };
        let band = |end: End| match end {
            End::Area(a) => plan.span.get(a).map(|s| s.0),
            end => item(end).map(|i| problem.items[i].band),
        };
        let between = graph.edges.iter().filter(|e| e.kind != EdgeKind::Sequence && clean::leads(graph, e));
        let poles = between.flat_map(|e| [(e.from, e.to), (e.to, e.from)]).filter_map(|(here, there)| {
            let (item, band) = (item(here)?, band(there)?);
            (problem.items[item].band != band).then_some(flat::Pole { item, band })
        });
        problem.poles = poles.collect();
        attach::give_way(&mut problem);
    }
    (problem, edges, kin)
}

fn depths(graph: &Graph) -> Vec<usize> {
    let mut depth = vec![usize::MAX; graph.nodes.len()];
    for start in 0..depth.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(v) = at.filter(|v| depth[*v] == usize::MAX) {
            way.push(v);
            at = graph.nodes[v].parent;
        }
        let first = at.map_or(0, |v| depth[v] + 1);
        for (level, v) in (first..).zip(way.into_iter().rev()) {
            depth[v] = level;
        }
    }
    depth
}

/// The innermost sub-process that holds both nodes.
fn shared(graph: &Graph, depth: &[usize], a: usize, b: usize) -> Option<usize> {
    let (mut p, mut q) = (graph.nodes[a].parent, graph.nodes[b].parent);
    while p != q {
        let deep = |v: Option<usize>| v.map_or(0, |v| depth[v] + 1);
        if deep(p) >= deep(q) {
            p = p.and_then(|v| graph.nodes[v].parent);
        } else {
            q = q.and_then(|v| graph.nodes[v].parent);
        }
    }
    p
}

/// Moves everything so that it begins at the margin, and sets the size.
fn frame(out: &mut Placed) {
    let mut bounds: Option<Rect> = None;
    let mut add = |r: Rect| bounds = Some(bounds.map_or(r, |b| b.union(&r)));
    out.nodes.iter().chain(&out.areas).chain(out.labels.iter().flatten()).for_each(|r| add(*r));
    for edge in &out.edges {
        edge.label.into_iter().for_each(&mut add);
        edge.points.iter().for_each(|p| add(Rect::new(p.x, p.y, 0.0, 0.0)));
    }
    out.cut.areas.iter().for_each(|(_, r)| add(*r));
    out.cut.marks.iter().for_each(|m| add(m.place));
    out.cut.pieces.iter().flat_map(|(_, points)| points).for_each(|p| add(Rect::new(p.x, p.y, 0.0, 0.0)));
    let bounds = bounds.unwrap_or_default();
    let (dx, dy) = ((MARGIN - bounds.x).ceil(), (MARGIN - bounds.y).ceil());
    out.shift(dx, dy);
    out.size = Size::new((bounds.right() + dx + MARGIN).ceil(), (bounds.bottom() + dy + MARGIN).ceil());
}
