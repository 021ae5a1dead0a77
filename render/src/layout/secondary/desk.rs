//! The drawing as it stands while lines are led through it: where each may dock, its way, and what it is worth.

use super::super::docks::{NARROW, Outline, plain, sides};
use super::super::router::{CROWDED, Dock, Field, along};
use super::super::{EdgeKind, End, Graph, Placed, Role, clean};
use crate::geometry::{Point, Rect};

/// Distance between a line and an event on the border where it docks.
const GUARD: f64 = 4.0;

/// What is drawn so far, for the router.
pub(super) struct Desk {
    pub(super) field: Field,
    /// Where the boxes of the areas' title bands start in the field.
    pub(super) titles: usize,
    /// Where each node's label is in the field, if it has one.
    pub(super) tags: Vec<Option<usize>>,
    /// The events on the border of each node.
    pub(super) guards: Vec<Vec<usize>>,
    /// Points where lines dock, per node.
    pub(super) docked: Vec<Vec<Point>>,
    /// The edge of each line of the field.
    pub(super) owner: Vec<usize>,
}

impl Desk {
    pub(super) fn new(graph: &Graph, out: &Placed) -> Self {
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
    pub(super) fn put(&mut self, graph: &Graph, edge: usize, points: &[Point]) {
        self.field.lines.extend(points.windows(2).map(|p| (p[0], p[1])).filter(|(a, b)| a.x == b.x || a.y == b.y));
        self.owner.resize(self.field.lines.len(), edge);
        self.note(graph.edges[edge].from, points.first());
        self.note(graph.edges[edge].to, points.last());
    }

    /// Takes the way of an edge out again.
    pub(super) fn lift(&mut self, graph: &Graph, edge: usize, points: &[Point]) {
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
    pub(super) fn again(&mut self, graph: &Graph, out: &mut Placed, edges: &[usize]) -> bool {
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

    pub(super) fn path(&self, graph: &Graph, out: &Placed, at: usize) -> Vec<Point> {
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
    pub(super) fn found(&self, graph: &Graph, out: &Placed, at: usize) -> Option<Vec<Point>> {
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
