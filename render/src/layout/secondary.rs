//! Messages, associations, and flows no level could lead: one after another through the free space.
//!
//! Flows first, then messages, then associations, in written order; each avoids all boxes and labels and runs along no
//! line drawn before. Where no way is found a line is drawn all the same: the answer is never missing.

use super::docks::{NARROW, Outline, plain, sides};
use super::router::{CROWDED, Dock, Field, along, cross, meets};
use super::{EdgeKind, End, Graph, Placed, Role, clean};
use crate::geometry::{Point, Rect};
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

/// Distance between a line and an event on the border where it docks.
const GUARD: f64 = 4.0;

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

/// What is drawn so far, for the router.
struct Desk {
    field: Field,
    /// Where the boxes of the areas' title bands start in the field.
    titles: usize,
    /// Where each node's label is in the field, if it has one.
    tags: Vec<Option<usize>>,
    /// The events on the border of each node.
    guards: Vec<Vec<usize>>,
    /// Points where lines dock, per node.
    docked: Vec<Vec<Point>>,
    /// The edge of each line of the field.
    owner: Vec<usize>,
}

impl Desk {
    fn new(graph: &Graph, out: &Placed) -> Self {
        let mut field = Field { boxes: out.nodes.clone(), ..Field::default() };
        let mut tags = vec![None; graph.nodes.len()];
        for (at, label) in out.labels.iter().enumerate() {
            if let Some(label) = label {
                tags[at] = Some(field.boxes.len());
                field.boxes.push(*label);
            }
        }
        let titles = field.boxes.len();
        for (area, rect) in graph.areas.iter().zip(&out.areas) {
            let width = if area.black_box { rect.width } else { area.header };
            field.boxes.push(Rect { width, ..*rect });
        }
        let mut guards = vec![Vec::new(); graph.nodes.len()];
        for (at, node) in graph.nodes.iter().enumerate() {
            if let Role::Boundary { host } = node.role {
                guards[host].push(at);
            }
        }
        let mut desk = Self { field, titles, tags, guards, docked: vec![Vec::new(); graph.nodes.len()], owner: Vec::new() };
        for (edge, path) in out.edges.iter().enumerate() {
            desk.put(graph, edge, &path.points);
        }
        desk
    }

    /// Adds the way of an edge.
    fn put(&mut self, graph: &Graph, edge: usize, points: &[Point]) {
        self.field.lines.extend(points.windows(2).map(|p| (p[0], p[1])).filter(|(a, b)| a.x == b.x || a.y == b.y));
        self.owner.resize(self.field.lines.len(), edge);
        self.note(graph.edges[edge].from, points.first());
        self.note(graph.edges[edge].to, points.last());
    }

    /// Takes the way of an edge out again.
    fn lift(&mut self, graph: &Graph, edge: usize, points: &[Point]) {
        let mut at = 0;
        let owner = &self.owner;
        self.field.lines.retain(|_| {
            at += 1;
            owner[at - 1] != edge
        });
        self.owner.retain(|o| *o != edge);
        for (end, point) in [(graph.edges[edge].from, points.first()), (graph.edges[edge].to, points.last())] {
            if let (End::Node(n), Some(point)) = (end, point)
                && let Some(at) = self.docked[n].iter().rposition(|p| p == point)
            {
                self.docked[n].remove(at);
            }
        }
    }

    /// Leads these edges anew, in this order; whether that was cheaper, else all stay.
    fn again(&mut self, graph: &Graph, out: &mut Placed, edges: &[usize]) -> bool {
        let old: Vec<Vec<Point>> = edges.iter().map(|e| std::mem::take(&mut out.edges[*e].points)).collect();
        for (edge, points) in edges.iter().zip(&old) {
            self.lift(graph, *edge, points);
        }
        let mut before = 0.0;
        for (edge, points) in edges.iter().zip(&old) {
            before += self.field.price(points);
            self.put(graph, *edge, points);
        }
        for (edge, points) in edges.iter().zip(&old) {
            self.lift(graph, *edge, points);
        }
        let (mut now, mut new) = (1.0, Vec::new());
        for &edge in edges {
            let Some(points) = self.found(graph, out, edge) else { break };
            now += self.field.price(&points);
            self.put(graph, edge, &points);
            new.push(points);
        }
        let better = new.len() == edges.len() && now < before;
        if !better {
            for (edge, points) in edges.iter().zip(&new) {
                self.lift(graph, *edge, points);
            }
            for (edge, points) in edges.iter().zip(&old) {
                self.put(graph, *edge, points);
            }
        }
        for (edge, points) in edges.iter().zip(if better { new } else { old }) {
            out.edges[*edge].points = points;
        }
        better
    }

    fn note(&mut self, end: End, point: Option<&Point>) {
        if let (End::Node(n), Some(p)) = (end, point)
            && let Some(list) = self.docked.get_mut(n)
        {
            list.push(*p);
        }
    }

    fn path(&self, graph: &Graph, out: &Placed, at: usize) -> Vec<Point> {
        let edge = &graph.edges[at];
        if !clean::leads(graph, edge) {
            let p = spot(out, edge.from).or(spot(out, edge.to)).unwrap_or_default();
            return vec![p, p];
        }
        self.found(graph, out, at).unwrap_or_else(|| {
            let docks = |end, other| self.docks(graph, out, end, other, edge.kind);
            plain(&docks(edge.from, edge.to), &docks(edge.to, edge.from))
        })
    }

    /// The way of an edge, if there is a free one.
    fn found(&self, graph: &Graph, out: &Placed, at: usize) -> Option<Vec<Point>> {
        let edge = &graph.edges[at];
        let from_docks = self.docks(graph, out, edge.from, edge.to, edge.kind);
        let to_docks = self.docks(graph, out, edge.to, edge.from, edge.kind);
        let mut inside = self.inside(graph, edge.from);
        inside.extend(self.inside(graph, edge.to));
        let straight = self.straight(graph, edge.from, edge.to, edge.kind, &from_docks, &to_docks, &inside);
        let round = straight.as_ref().is_none_or(|path| self.field.crossed(path));
        let route = if round { self.field.route(&from_docks, &to_docks, &inside) } else { None };
        // A straight line is worth some crossings, not many.
        let cheaper = |a: Vec<Point>, b: Vec<Point>| if self.field.price(&a) <= self.field.price(&b) { a } else { b };
        straight.into_iter().chain(route).reduce(cheaper).or_else(|| {
            // No way round a pool that is wider than the search: across it, rather than through steps.
            let over: Vec<usize> = inside.iter().copied().chain(self.titles..self.field.boxes.len()).collect();
            self.field.route(&from_docks, &to_docks, &over)
        })
    }

    /// Boxes of the field a line to or from `end` may pass: the sub-processes round it.
    fn inside(&self, graph: &Graph, end: End) -> Vec<usize> {
        let mut list = Vec::new();
        if let End::Node(n) = end {
            let mut at = n;
            while let Some(parent) = graph.nodes[at].parent {
                list.push(parent);
                at = parent;
            }
        }
        list
    }

    /// A single straight piece between two docks, where one is free.
    #[allow(clippy::too_many_arguments)]
    fn straight(&self, graph: &Graph, from: End, to: End, kind: EdgeKind, a: &[Dock], b: &[Dock], inside: &[usize]) -> Option<Vec<Point>> {
        let mut but = inside.to_vec();
        for end in [from, to] {
            match end {
                End::Node(n) => {
                    but.push(n);
                    // A note's line may touch the label it speaks of, not the line of a message nor of data.
                    if let (EdgeKind::Association, Some(tag)) = (kind, self.tags[n])
                        && !matches!(graph.nodes[n].role, Role::Gateway | Role::Event | Role::Data)
                    {
                        but.push(tag);
                    }
                }
                End::Area(n) => but.push(self.titles + n),
                End::Edge(_) => {}
            }
        }
        let mut best: Option<(f64, Vec<Point>)> = None;
        for p in a {
            for q in b.iter().filter(|q| q.out.0 == -p.out.0 && q.out.1 == -p.out.1) {
                let (dx, dy) = (q.at.x - p.at.x, q.at.y - p.at.y);
                let ahead = dx * f64::from(p.out.0) + dy * f64::from(p.out.1);
                let aside = (dx * f64::from(p.out.1)).abs() + (dy * f64::from(p.out.0)).abs();
                let cost = ahead + f64::from(p.price + q.price);
                let fits = ahead > 0.5 && aside < 0.01 && best.as_ref().is_none_or(|b| cost < b.0);
                if fits && self.field.apart(p.at, q.at) && self.field.free(p.at, q.at, 4.0, &but) {
                    best = Some((cost, vec![p.at, q.at]));
                }
            }
        }
        best.map(|(_, path)| path)
    }

    fn docks(&self, graph: &Graph, out: &Placed, end: End, other: End, kind: EdgeKind) -> Vec<Dock> {
        let goal = spot(out, other).unwrap_or_default();
        match end {
            End::Node(n) => {
                let r = out.nodes[n];
                let outline = Outline::of(graph.nodes[n].role);
                let points = outline != Outline::Box;
                let mut docks = sides(&r, outline, partner(out, other));
                // Not where an event stands on the border.
                let guarded = |dock: &Dock| self.guards[n].iter().any(|guard| out.nodes[*guard].grown(GUARD).contains(dock.at));
                if !self.guards[n].is_empty() && !docks.iter().all(guarded) {
                    docks.retain(|dock| !guarded(dock));
                }
                for dock in &mut docks {
                    let crowded = self.docked[n].iter().any(|p| (p.x - dock.at.x).abs() + (p.y - dock.at.y).abs() < NARROW - 1.0);
                    dock.price += if crowded { if points { 500 } else { CROWDED } } else { 0 };
                    let level = dock.out.0 != 0;
                    match kind {
                        EdgeKind::Message => dock.price = dock.price * 2 + if level { 60 } else { 0 },
                        // Flows read from left to right.
                        EdgeKind::Sequence => {}
                        EdgeKind::Association => dock.price += if level { 10 } else { 0 },
                    }
                }
                docks
            }
            End::Area(a) => {
                let r = out.areas[a];
                let mut xs: Vec<f64> = partner(out, other)
                    .map_or_else(Vec::new, |p| sides(&p, Outline::Box, None).iter().filter(|d| d.out.0 == 0).map(|d| d.at.x).collect());
                xs.extend((-8..=8).map(|k| goal.x + f64::from(k) * 24.0));
                let low = r.x + graph.areas[a].header + 6.0;
                xs.retain(|x| *x > low && *x < r.right() - 6.0);
                if xs.is_empty() {
                    xs.push(r.center().x);
                }
                let used = |p: Point| self.field.lines.iter().any(|(a, b)| along(p, p, *a, *b));
                let both = goal.y > r.y && goal.y < r.bottom();
                let mut docks = Vec::new();
                for x in xs {
                    for (y, out, wanted) in [(r.y, -1, goal.y <= r.y), (r.bottom(), 1, goal.y >= r.bottom())] {
                        let at = Point::new(x, y);
                        if wanted || both {
                            docks.push(Dock::new(at, (0, out), if used(at) { 500 } else { 0 }));
                        }
                    }
                }
                docks
            }
            End::Edge(e) => {
                let points = &out.edges[e].points;
                let mut docks = Vec::new();
                for pair in points.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    let outs = if a.y == b.y { [(0, 1), (0, -1)] } else { [(1, 0), (-1, 0)] };
                    for part in [0.5, 0.35, 0.65] {
                        let at = Point::new(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part);
                        docks.extend(outs.map(|out| Dock::new(at, out, 0)));
                    }
                }
                docks
            }
        }
    }
}

/// The rectangle of an end.
fn partner(out: &Placed, end: End) -> Option<Rect> {
    match end {
        End::Node(n) => out.nodes.get(n).copied(),
        End::Area(a) => out.areas.get(a).copied(),
        End::Edge(_) => None,
    }
}

/// The middle of an end.
fn spot(out: &Placed, end: End) -> Option<Point> {
    match end {
        End::Edge(e) => out.edges.get(e).and_then(|e| e.points.get(e.points.len() / 2)).copied(),
        _ => partner(out, end).map(|r| r.center()),
    }
}

/// Whether a piece passes through a rectangle; for [`super::labels`].
pub(super) fn crosses(a: Point, b: Point, r: &Rect) -> bool {
    meets(a, b, r)
}
