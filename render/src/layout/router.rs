//! Leads one line through the free space between boxes: the cheapest orthogonal path on a grid of likely lines.
//!
//! Grid lines lie beside the boxes and beside the lines already drawn, as in Wybrow, Marriott and Stuckey (2010), and
//! A* finds the path with the least length, bends and crossings. O(g log g) for g grid points near the two ends.

use crate::geometry::{Point, Rect};
use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Distance kept from boxes.
const CLEAR: f64 = 8.0;
/// Distance of a grid line from the box beside which it lies.
const BESIDE: f64 = 11.0;
/// How far a line runs straight away from its dock before it may turn.
const STUB: f64 = 10.0;
/// Distance kept between parallel lines.
const APART: f64 = 9.5;
/// … where there is no room for that.
const TIGHT: f64 = 4.5;
/// Price of a bend in pixels.
pub(super) const BEND: u32 = 60;
/// Price of crossing a line in pixels: more than a bend, since a reader minds it more.
pub(super) const CROSSING: u32 = 200;
/// Price of a piece beside another line, where no other way is left: more than any number of crossings on its way.
const ALONG: u32 = 10_000;
/// What it costs to dock where another line does: more than any number of crossings on another way.
pub(super) const CROWDED: u32 = 8000;
/// Most grid points of one search.
const MOST: usize = 160_000;
/// … once all searches together have looked at so many.
const TIRED: usize = 3_000_000;
/// … then.
const FEW: usize = 16_000;
const BLOCKED: u32 = u32::MAX;

/// A place where a line may start or end, and the way out from there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dock {
    /// On the outline.
    pub at: Point,
    /// Outward: −1, 0 or 1 along x and y.
    pub out: (i8, i8),
    /// What it costs to dock here rather than at the best place.
    pub price: u32,
    /// How deep inside its node's rectangle it is.
    pub deep: f64,
}

impl Dock {
    /// A dock on the rectangle of its node.
    pub(super) fn new(at: Point, out: (i8, i8), price: u32) -> Self {
        Self { at, out, price, deep: 0.0 }
    }
}

/// What lines must avoid.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// Boxes no line may enter.
    pub boxes: Vec<Rect>,
    /// Pieces of lines drawn already: crossed at a price, never run along.
    pub lines: Vec<(Point, Point)>,
    /// How many points all searches so far have looked at: the same on every machine, unlike a time.
    pub spent: Cell<usize>,
}

impl Field {
    /// Whether the straight piece from `a` to `b` meets no box grown by `margin`, other than those listed.
    pub(super) fn free(&self, a: Point, b: Point, margin: f64, but: &[usize]) -> bool {
        self.boxes.iter().enumerate().all(|(at, r)| but.contains(&at) || !meets(a, b, &r.grown(margin)))
    }

    /// Whether the axis-parallel piece from `a` to `b` keeps its distance from all parallel lines.
    pub(super) fn apart(&self, a: Point, b: Point) -> bool {
        self.lines.iter().all(|(p, q)| !along(a, b, *p, *q))
    }

    /// Whether a path crosses any line.
    pub(super) fn crossed(&self, path: &[Point]) -> bool {
        path.windows(2).any(|pair| self.lines.iter().any(|(p, q)| crossing(pair[0], pair[1], *p, *q)))
    }

    /// How many lines a path crosses.
    pub(super) fn met(&self, path: &[Point]) -> usize {
        path.windows(2).map(|pair| self.lines.iter().filter(|(p, q)| crossing(pair[0], pair[1], *p, *q)).count()).sum()
    }

    /// What a path costs by the measure of [`Field::route`], docks aside.
    pub(super) fn price(&self, path: &[Point]) -> f64 {
        let mut total = f64::from(BEND) * path.len().saturating_sub(2) as f64;
        for pair in path.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            total += (a.x - b.x).abs() + (a.y - b.y).abs();
            for (p, q) in &self.lines {
                if crossing(a, b, *p, *q) {
                    total += f64::from(CROSSING);
                } else if along(a, b, *p, *q) {
                    total += f64::from(ALONG);
                }
            }
        }
        total
    }

    /// The cheapest path from one of `from` to one of `to`; boxes listed in `inside` are passed freely.
    pub(super) fn route(&self, from: &[Dock], to: &[Dock], inside: &[usize]) -> Option<Vec<Point>> {
        let mut window = from.iter().chain(to).map(|d| Rect::new(d.at.x, d.at.y, 0.0, 0.0)).reduce(|a, b| a.union(&b))?;
        window = window.grown(120.0);
        let tight = Room { margin: 3.0, apart: TIGHT, soft: false };
        let usual = Room { margin: CLEAR, apart: APART, soft: false };
        let near = Room { apart: APART, ..tight };
        let mut best: Option<Found> = None;
        // What the cheapest docks cost is paid in any room.
        let paid = cheapest(from) + cheapest(to);
        for (room, reach) in [(usual, 0.0), (usual, 300.0), (near, 0.0), (tight, 0.0), (Room { soft: true, ..near }, 1500.0)] {
            window = window.grown(reach);
            let found = Grid::new(self, from, to, inside, window, room).search(from, to, &self.spent);
            best = best.into_iter().chain(found).min_by_key(|found| found.cost);
            // Rather in less room than from another line's dock.
            if best.as_ref().is_some_and(|found| found.docks < paid + CROWDED) {
                break;
            }
        }
        best.map(|found| found.path)
    }
}

/// Whether a straight piece has a point strictly inside the rectangle (Liang and Barsky).
pub(super) fn meets(a: Point, b: Point, r: &Rect) -> bool {
    let (mut t0, mut t1) = (0.0f64, 1.0f64);
    for (p, d, low, high) in [(a.x, b.x - a.x, r.x, r.right()), (a.y, b.y - a.y, r.y, r.bottom())] {
        if d.abs() < 1e-9 {
            if p <= low || p >= high {
                return false;
            }
        } else {
            let (x, y) = ((low - p) / d, (high - p) / d);
            t0 = t0.max(x.min(y));
            t1 = t1.min(x.max(y));
            if t0 >= t1 {
                return false;
            }
        }
    }
    true
}

/// Whether two paths cross.
pub(super) fn cross(a: &[Point], b: &[Point]) -> bool {
    a.windows(2).any(|a| b.windows(2).any(|b| crossing(a[0], a[1], b[0], b[1])))
}

/// How often two paths cross.
pub(super) fn crossings(a: &[Point], b: &[Point]) -> usize {
    a.windows(2).map(|a| b.windows(2).filter(|b| crossing(a[0], a[1], b[0], b[1])).count()).sum()
}

/// Whether two axis-parallel pieces cross.
fn crossing(a: Point, b: Point, p: Point, q: Point) -> bool {
    let within = |v: f64, p: f64, q: f64| p.min(q) < v && v < p.max(q);
    if a.y == b.y && p.x == q.x {
        within(p.x, a.x, b.x) && within(a.y, p.y, q.y)
    } else {
        a.x == b.x && p.y == q.y && within(a.x, p.x, q.x) && within(p.y, a.y, b.y)
    }
}

/// Whether two axis-parallel pieces run beside each other too near.
pub(super) fn along(a: Point, b: Point, p: Point, q: Point) -> bool {
    let flat = |a: Point, b: Point| (a.y - b.y).abs() < 0.01;
    let over = |a: f64, b: f64, p: f64, q: f64| a.min(b) < p.max(q) + 2.0 && p.min(q) < a.max(b) + 2.0;
    if flat(a, b) && flat(p, q) {
        (a.y - p.y).abs() < APART && over(a.x, b.x, p.x, q.x)
    } else if !flat(a, b) && !flat(p, q) {
        (a.x - p.x).abs() < APART && over(a.y, b.y, p.y, q.y)
    } else {
        false
    }
}

/// How much room lines keep.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// Distance from boxes.
    margin: f64,
    /// Distance from parallel lines.
    apart: f64,
    /// Whether lines may run along others where nothing else is left.
    soft: bool,
}

/// A path that was found.
struct Found {
    /// What it costs in all.
    cost: u32,
    /// … at its two docks.
    docks: u32,
    path: Vec<Point>,
}

struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// Extra price of the piece from (i, j) to (i + 1, j).
    flat: Vec<u32>,
    /// … to (i, j + 1).
    steep: Vec<u32>,
}

impl Grid {
    fn new(field: &Field, from: &[Dock], to: &[Dock], inside: &[usize], window: Rect, room: Room) -> Self {
        let stubs: Vec<Point> = from.iter().chain(to).map(stub).collect();
        let near = |r: &Rect| r.x < window.right() && window.x < r.right() && r.y < window.bottom() && window.y < r.bottom();
        let boxes: Vec<&Rect> = field.boxes.iter().enumerate().filter(|(at, r)| !inside.contains(at) && near(r)).map(|(_, r)| r).collect();
        let lines: Vec<(Point, Point)> = field
            .lines
            .iter()
            .copied()
            .filter(|(p, q)| near(&Rect::new(p.x.min(q.x) - 1.0, p.y.min(q.y) - 1.0, (p.x - q.x).abs() + 2.0, (p.y - q.y).abs() + 2.0)))
            .collect();
        let mut offers = [Vec::new(), Vec::new()];
        for r in &boxes {
            offers[0].extend([r.x - BESIDE, r.right() + BESIDE]);
            offers[1].extend([r.y - BESIDE, r.bottom() + BESIDE]);
        }
        let beside = if room.apart < APART { TIGHT + 0.5 } else { BESIDE };
        for (p, q) in &lines {
            if (p.y - q.y).abs() < 0.01 {
                offers[1].extend([p.y - beside, p.y + beside]);
            } else {
                offers[0].extend([p.x - beside, p.x + beside]);
            }
        }
        offers[0].extend([window.x, window.right()]);
        offers[1].extend([window.y, window.bottom()]);
        let spans = [(window.x, window.right()), (window.y, window.bottom())];
        let mut axes = [Vec::new(), Vec::new()];
        for axis in 0..2 {
            let fixed = stubs.iter().map(|p| if axis == 0 { p.x } else { p.y }).collect();
            axes[axis] = thinned(fixed, &mut offers[axis], spans[axis], if field.spent.get() > TIRED { FEW } else { MOST });
        }
        let [xs, ys] = axes;
        let (w, h) = (xs.len(), ys.len());
        let mut grid = Grid { xs, ys, flat: vec![0; w * h], steep: vec![0; w * h] };
        for r in boxes {
            grid.block(&r.grown(room.margin));
        }
        for (p, q) in lines {
            grid.mark(p, q, room);
        }
        grid
    }

    fn block(&mut self, r: &Rect) {
        let w = self.xs.len();
        let range = |axis: &[f64], low: f64, high: f64| (axis.partition_point(|v| *v <= low), axis.partition_point(|v| *v < high));
        let (i0, i1) = range(&self.xs, r.x, r.right());
        let (j0, j1) = range(&self.ys, r.y, r.bottom());
        for j in j0..j1 {
            for i in i0.saturating_sub(1)..i1.min(w - 1) {
                self.flat[j * w + i] = BLOCKED;
            }
        }
        for j in j0.saturating_sub(1)..j1.min(self.ys.len() - 1) {
            for i in i0..i1 {
                self.steep[j * w + i] = BLOCKED;
            }
        }
        // A piece between two grid lines that pass the box on either side.
        if i0 == i1 && i0 > 0 && i0 < w {
            for j in j0..j1 {
                self.flat[j * w + i0 - 1] = BLOCKED;
            }
        }
        if j0 == j1 && j0 > 0 && j0 < self.ys.len() {
            for i in i0..i1 {
                self.steep[(j0 - 1) * w + i] = BLOCKED;
            }
        }
    }

    fn mark(&mut self, p: Point, q: Point, room: Room) {
        let w = self.xs.len();
        let level = (p.y - q.y).abs() < 0.01;
        let (low, high) = if level { (p.x.min(q.x), p.x.max(q.x)) } else { (p.y.min(q.y), p.y.max(q.y)) };
        let at = if level { p.y } else { p.x };
        let (along, across) = if level { (&self.xs, &self.ys) } else { (&self.ys, &self.xs) };
        let (a0, a1) = (along.partition_point(|v| *v < low - 2.0), along.partition_point(|v| *v <= high + 2.0));
        let (c0, c1) = (across.partition_point(|v| *v <= at - room.apart), across.partition_point(|v| *v < at + room.apart));
        let (inner0, inner1) = (along.partition_point(|v| *v < low - 0.01), along.partition_point(|v| *v <= high + 0.01));
        let before = across.partition_point(|v| *v < at).saturating_sub(1);
        let price = if room.soft { ALONG } else { BLOCKED };
        let (most_along, most_across) = (along.len() - 1, across.len() - 1);
        for c in c0..c1 {
            for a in a0.saturating_sub(1)..a1.min(most_along) {
                let slot = if level { &mut self.flat[c * w + a] } else { &mut self.steep[a * w + c] };
                *slot = slot.saturating_add(price);
            }
        }
        if before < most_across {
            for a in inner0..inner1 {
                let slot = if level { &mut self.steep[before * w + a] } else { &mut self.flat[a * w + before] };
                *slot = slot.saturating_add(CROSSING);
            }
        }
    }

    fn at(&self, p: Point) -> Option<usize> {
        let i = self.xs.partition_point(|v| *v < p.x - 0.005);
        let j = self.ys.partition_point(|v| *v < p.y - 0.005);
        (i < self.xs.len() && j < self.ys.len()).then_some(j * self.xs.len() + i)
    }

    /// The cheapest path.
    fn search(&self, from: &[Dock], to: &[Dock], spent: &Cell<usize>) -> Option<Found> {
        let (w, h) = (self.xs.len(), self.ys.len());
        let states = w * h * 4;
        let start = |dock: &Dock| Some((self.at(stub(dock)).filter(|p| !self.walled(*p))? * 4 + way(dock.out), dock.price));
        let begin: Vec<(usize, u32)> = from.iter().filter_map(start).collect();
        let mut goal: Vec<(usize, usize)> = Vec::new(); // state that arrives, dock
        // What arriving costs at least; where nothing can arrive the search would look everywhere first.
        let mut arrival = BLOCKED;
        for (at, dock) in to.iter().enumerate() {
            let Some(p) = self.at(stub(dock)) else { continue };
            let state = p * 4 + way((-dock.out.0, -dock.out.1));
            let last =
                if begin.iter().any(|(first, _)| *first == state) { 0 } else { self.next(p, way(dock.out)).map_or(BLOCKED, |n| n.1) };
            if last != BLOCKED {
                goal.push((state, at));
                arrival = arrival.min(last.saturating_add(dock.price));
            }
        }
        if goal.is_empty() {
            return None;
        }
        goal.sort_unstable();
        let bounds = to.iter().map(|d| Rect::new(d.at.x, d.at.y, 0.0, 0.0)).reduce(|a, b| a.union(&b))?;
        let bounds = bounds.grown(STUB);
        let guess = |p: usize| {
            let (x, y) = (self.xs[p % w], self.ys[p / w]);
            let dx = (bounds.x - x).max(x - bounds.right()).max(0.0);
            let dy = (bounds.y - y).max(y - bounds.bottom()).max(0.0);
            ((dx + dy) as u32).saturating_add(arrival)
        };
        let mut least = vec![u32::MAX; states];
        let mut before = vec![u32::MAX; states];
        let mut heap = BinaryHeap::new();
        for (state, price) in begin {
            if price < least[state] {
                least[state] = price;
                heap.push(Reverse((price.saturating_add(guess(state / 4)), price, state)));
            }
        }
        let mut best: Option<(u32, usize, usize)> = None;
        while let Some(Reverse((bound, cost, state))) = heap.pop() {
            spent.set(spent.get() + 1);
            if best.is_some_and(|b| bound >= b.0) {
                break;
            }
            if cost > least[state] {
                continue;
            }
            for &(_, dock) in &goal[goal.partition_point(|g| g.0 < state)..goal.partition_point(|g| g.0 <= state)] {
                let total = cost + to[dock].price;
                if best.is_none_or(|b| total < b.0) {
                    best = Some((total, state, dock));
                }
            }
            let (p, dir) = (state / 4, state % 4);
            // Never straight back.
            for next in (0..4).filter(|next| *next != (dir ^ 1)) {
                let Some((q, extra, length)) = self.next(p, next).filter(|(_, extra, _)| *extra != BLOCKED) else { continue };
                let turn = if next == dir { 0 } else { BEND };
                let total = cost.saturating_add(extra).saturating_add(turn + length.ceil() as u32);
                let state2 = q * 4 + next;
                if total < least[state2] {
                    least[state2] = total;
                    before[state2] = state as u32;
                    heap.push(Reverse((total.saturating_add(guess(q)), total, state2)));
                }
            }
        }
        let (cost, end, dock) = best?;
        let mut path = vec![to[dock].at];
        let mut state = end;
        loop {
            let p = state / 4;
            path.push(Point::new(self.xs[p % w], self.ys[p / w]));
            if before[state] == u32::MAX {
                break;
            }
            state = before[state] as usize;
        }
        let first = path[path.len() - 1];
        let start = from.iter().filter(|d| way(d.out) == state % 4).min_by(|a, b| {
            let gap = |d: &Dock| (stub(d).x - first.x).abs() + (stub(d).y - first.y).abs();
            gap(a).total_cmp(&gap(b))
        })?;
        path.push(start.at);
        path.reverse();
        Some(Found { cost, docks: start.price + to[dock].price, path: super::columns::tidy(path.into_iter()) })
    }

    /// The next point that way, with the extra price and the length of the piece to it.
    fn next(&self, p: usize, way: usize) -> Option<(usize, u32, f64)> {
        let (w, h) = (self.xs.len(), self.ys.len());
        let (i, j) = (p % w, p / w);
        match way {
            0 if i + 1 < w => Some((p + 1, self.flat[p], self.xs[i + 1] - self.xs[i])),
            1 if i > 0 => Some((p - 1, self.flat[p - 1], self.xs[i] - self.xs[i - 1])),
            2 if j + 1 < h => Some((p + w, self.steep[p], self.ys[j + 1] - self.ys[j])),
            3 if j > 0 => Some((p - w, self.steep[p - w], self.ys[j] - self.ys[j - 1])),
            _ => None,
        }
    }

    /// Whether every piece at a point is blocked, so that a stub ending there stands inside something.
    fn walled(&self, p: usize) -> bool {
        let w = self.xs.len();
        let flat = |p: Option<usize>| p.is_none_or(|p| self.flat[p] == BLOCKED);
        let steep = |p: Option<usize>| p.is_none_or(|p| self.steep[p] == BLOCKED);
        flat(Some(p)) && flat(p.checked_sub(1)) && steep(Some(p)) && steep(p.checked_sub(w))
    }
}

/// The least price of any of these docks.
fn cheapest(docks: &[Dock]) -> u32 {
    docks.iter().map(|dock| dock.price).min().unwrap_or(0)
}

fn stub(dock: &Dock) -> Point {
    let length = STUB + dock.deep;
    Point::new(dock.at.x + length * f64::from(dock.out.0), dock.at.y + length * f64::from(dock.out.1))
}

/// 0 right, 1 left, 2 down, 3 up.
fn way(out: (i8, i8)) -> usize {
    match out {
        (1, _) => 0,
        (-1, _) => 1,
        (_, 1) => 2,
        _ => 3,
    }
}

/// All of `fixed` and as many of `offers` inside the span as a grid of `most` points bears, none nearer than a few pixels.
fn thinned(mut fixed: Vec<f64>, offers: &mut Vec<f64>, span: (f64, f64), most: usize) -> Vec<f64> {
    fixed.sort_by(f64::total_cmp);
    fixed.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    offers.retain(|v| *v >= span.0 && *v <= span.1);
    offers.sort_by(f64::total_cmp);
    let most = ((most as f64).sqrt() as usize).saturating_sub(fixed.len()).max(20);
    let mut out = Vec::new();
    let mut last = f64::MIN;
    let every = offers.len().div_ceil(most).max(1);
    for (at, v) in offers.iter().enumerate() {
        let near = fixed.partition_point(|f| *f < v - 2.5);
        let taken = fixed.get(near).is_some_and(|f| (f - v).abs() <= 2.5);
        if v - last > 2.5 && !taken && at % every == 0 {
            out.push(*v);
            last = *v;
        }
    }
    out.extend(fixed);
    out.sort_by(f64::total_cmp);
    out
}
