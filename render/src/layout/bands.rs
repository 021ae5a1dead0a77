//! A drawing of lanes or pools, cut between columns into bands below each other, as on the pages of a book.
//!
//! Each band repeats the pools and lanes that hold something in it, or that a line passes, as high as what they hold
//! there. A line over a cut ends at a mark, and goes on from a mark of the same letter in the band where it arrives: what
//! it would only pass it is not drawn in. Within a band and a lane nothing moves but what stood far apart comes nearer, so
//! whatever was sound stays so. O(n + points + bands × lanes).

mod pile;

use super::columns::tidy;
use super::marks::{self, EDGE, JOG, LEAD, SIGN, Spot};
use super::pools::{self, Plan, SIDE};
use super::{Cut, End, Graph, MARGIN, Mark, Placed, cuts};
use crate::geometry::{Point, Rect};
use pile::{Kind, NEAR, Piled, SAME, Sheet, Strip, lane, strip_at, strips};
use std::collections::{BTreeMap, BTreeSet};

/// Free space between two bands: clearly more than between the pools of one.
const GAP: f64 = 40.0;
/// A last band this full is as wide as the others.
const FULL: f64 = 0.75;

/// A piece of an edge between two cuts, or between an end and a cut.
struct Piece {
    edge: usize,
    sheet: usize,
    points: Vec<Point>,
    /// Over which end of the band it comes in and goes out: false for the left, true for the right one.
    over: [Option<bool>; 2],
}

/// Where lines go over the end of a band: its number, the end, the strip, the height in hundredths, whether they leave.
type Door = (usize, bool, usize, i64, bool);

/// The lines that go over the end of a band at the same height, the same way.
struct Port {
    edges: Vec<usize>,
    height: f64,
    spot: Spot,
    /// The first port of those with the same letter.
    root: usize,
}

/// Cuts `out`, whose bands are these, into bands at most `width` wide where columns allow.
pub(super) fn cut(graph: &Graph, plan: &Plan, bands: &[(f64, f64)], out: &mut Placed, width: f64) {
    let strips = strips(bands);
    let (along, across) = marks::room(graph.direction);
    let room = width - 2.0 * MARGIN - plan.indent;
    let right = out.areas.iter().map(Rect::right).fold(0.0, f64::max);
    if right - plan.indent <= room {
        return;
    }
    let margins = |x: f64, heights: &[f64]| {
        let strip = |at: &usize| strip_at(&strips, heights[*at]);
        let mut turns = 0;
        let all: Vec<usize> = (0..heights.len()).collect();
        for near in all.chunk_by(|a, b| strip(a) == strip(b)) {
            let near = &heights[near[0]..=near[near.len() - 1]];
            turns = turns.max(marks::turns(near, &marks::spread(near, across)));
        }
        if heights.is_empty() {
            return (SIDE, SIDE);
        }
        let margin = marks::margin(along, turns);
        (margin + label_room(graph, out, x), margin)
    };
    // Lines that run round the pools need room as well.
    let xs = || out.edges.iter().flat_map(|e| &e.points).map(|p| p.x);
    let (first, last) = (xs().fold(0.0, f64::min), xs().fold(right, f64::max));
    let cuts = cuts::choose(out, (plan.indent + SIDE, last - SIDE), room + first, SIDE, &margins);
    if cuts.is_empty() {
        return;
    }
    let pieces = pieces(graph, out, &cuts);
    let mut ports = ports(&pieces, &strips, across);
    let mut sheets: Vec<Sheet> = (0..=cuts.len())
        .map(|at| Sheet {
            from: at.checked_sub(1).map_or(plan.indent, |before| cuts[before]),
            to: cuts.get(at).copied().unwrap_or(right - SIDE),
            strips: vec![Piled::default(); strips.len()],
            ..Sheet::default()
        })
        .collect();
    fill(graph, plan, bands, out, &strips, &cuts, &pieces, &mut sheets);
    for ((sheet, _, strip, ..), port) in &ports {
        let held = &mut sheets[*sheet].strips[*strip];
        held.hold(port.spot.at - across / 2.0, port.spot.at + across / 2.0);
    }
    let mut y = 0.0;
    for sheet in &mut sheets {
        y = sheet.pile(graph, plan, &strips, y) + pools::GAP + GAP;
    }
    // Where messages widen the gaps between pools the bands keep further apart as well.
    let gaps = || sheets.iter().flat_map(|s| s.strips.iter().zip(&strips)).filter(|(_, s)| s.kind == Kind::Gap);
    let more = gaps().map(|(piled, _)| piled.height - pools::GAP).fold(0.0, f64::max).ceil();
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.lower(at as f64 * more);
    }
    spread(graph, plan, out, along, &ports, right, &mut sheets);
    let book = Book { strips, sheets, indent: plan.indent, along, across };
    book.write(graph, plan, &cuts, pieces, &mut ports, out);
}

/// What is missing before a cut for the labels of the lines that go over it: they stand beside the first piece.
fn label_room(graph: &Graph, out: &Placed, x: f64) -> f64 {
    let mut missing = 0.0f64;
    for (edge, path) in graph.edges.iter().zip(&out.edges) {
        let Some(label) = edge.label else { continue };
        let Some(over) = path.points.windows(2).position(|p| (p[0].x < x) != (p[1].x < x)).filter(|_| path.points[0].x < x) else {
            continue;
        };
        let need = label.width + 10.0;
        // The longest stretch that no other line passes, and the one that ends at the cut.
        let (mut longest, mut last) = (0.0f64, 0.0);
        for pair in path.points[..over + 2].windows(2).filter(|p| (p[0].y - p[1].y).abs() < SAME) {
            let (from, to, y) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x).min(x), pair[0].y);
            let mut stops: Vec<f64> = out.edges.iter().flat_map(|e| e.points.windows(2)).filter(|p| passes(p, y)).map(|p| p[0].x).collect();
            stops.retain(|stop| from < *stop && *stop < to);
            stops.extend([from, to]);
            stops.sort_by(f64::total_cmp);
            longest = stops.windows(2).map(|s| s[1] - s[0]).fold(longest, f64::max);
            last = stops[stops.len() - 1] - stops[stops.len() - 2];
        }
        if longest < need {
            missing = missing.max(need - last - LEAD);
        }
    }
    missing.ceil()
}

/// Whether an upright piece passes a height.
fn passes(piece: &[Point], y: f64) -> bool {
    (piece[0].x - piece[1].x).abs() < SAME && piece[0].y.min(piece[1].y) < y && y < piece[0].y.max(piece[1].y)
}

fn sheet_at(cuts: &[f64], x: f64) -> usize {
    cuts.partition_point(|c| *c <= x)
}

/// The pieces of all edges in their order, each edge's in the order of its way. Of an edge over several cuts only the
/// first and the last one remain, unless something is tied to it.
fn pieces(graph: &Graph, out: &Placed, cuts: &[f64]) -> Vec<Piece> {
    let tied: BTreeSet<usize> =
        graph.edges.iter().flat_map(|e| [e.from, e.to]).filter_map(|e| if let End::Edge(e) = e { Some(e) } else { None }).collect();
    let mut all = Vec::new();
    for (edge, path) in out.edges.iter().enumerate() {
        let Some(first) = path.points.first() else { continue };
        let begun = all.len();
        let mut piece = Piece { edge, sheet: sheet_at(cuts, first.x), points: vec![*first], over: [None; 2] };
        for &p in &path.points[1..] {
            let goal = sheet_at(cuts, p.x);
            while piece.sheet != goal {
                let right = goal > piece.sheet;
                let at = Point::new(cuts[if right { piece.sheet } else { piece.sheet - 1 }], p.y);
                let next = if right { piece.sheet + 1 } else { piece.sheet - 1 };
                piece.points.push(at);
                piece.over[1] = Some(right);
                all.push(std::mem::replace(&mut piece, Piece { edge, sheet: next, points: vec![at], over: [Some(!right), None] }));
            }
            piece.points.push(p);
        }
        all.push(piece);
        if !tied.contains(&edge) && all.len() - begun > 2 {
            all.drain(begun + 1..all.len() - 1);
        }
    }
    all
}

/// The ports of all pieces, with their letters' roots and where their marks stand.
fn ports(pieces: &[Piece], strips: &[Strip], across: f64) -> BTreeMap<Door, Port> {
    let mut ports: BTreeMap<Door, Port> = BTreeMap::new();
    for piece in pieces {
        for (door, height) in [piece.door(0, strips), piece.door(1, strips)].into_iter().flatten() {
            let port = Port { edges: Vec::new(), height, spot: Spot { at: height, rank: 0 }, root: usize::MAX };
            ports.entry(door).or_insert(port).edges.push(piece.edge);
        }
    }
    // Ports that the same edge goes through have the same letter.
    let doors: Vec<Door> = ports.keys().copied().collect();
    let mut root: Vec<usize> = (0..doors.len()).collect();
    let place = |door: Option<(Door, f64)>| door.and_then(|(door, _)| doors.binary_search(&door).ok());
    for pair in pieces.windows(2).filter(|pair| pair[0].edge == pair[1].edge) {
        if let (Some(a), Some(b)) = (place(pair[0].door(1, strips)), place(pair[1].door(0, strips))) {
            let top = |mut at: usize| {
                while root[at] != at {
                    at = root[at];
                }
                at
            };
            let (a, b) = (top(a), top(b));
            root[a.max(b)] = a.min(b);
        }
    }
    for (at, port) in ports.values_mut().enumerate() {
        port.root = at;
        while root[port.root] != port.root {
            port.root = root[port.root];
        }
    }
    for near in doors.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let heights: Vec<f64> = near.iter().map(|door| ports[door].height).collect();
        for (door, spot) in near.iter().zip(marks::spread(&heights, across)) {
            if let Some(port) = ports.get_mut(door) {
                port.spot = spot;
            }
        }
    }
    ports
}

impl Piece {
    /// The door through which it comes in (0) or goes out (1), and the height there.
    fn door(&self, end: usize, strips: &[Strip]) -> Option<(Door, f64)> {
        let right = self.over[end]?;
        let y = if end == 0 { self.points.first() } else { self.points.last() }?.y;
        Some(((self.sheet, right, strip_at(strips, y), (y * 100.0).round() as i64, end == 1), y))
    }
}

/// What each strip holds in each band.
#[allow(clippy::too_many_arguments)]
fn fill(
    graph: &Graph,
    plan: &Plan,
    bands: &[(f64, f64)],
    out: &Placed,
    strips: &[Strip],
    cuts: &[f64],
    pieces: &[Piece],
    sheets: &mut [Sheet],
) {
    for (node, rect) in out.nodes.iter().enumerate() {
        let strip = strip_at(strips, rect.center().y);
        let piled = &mut sheets[sheet_at(cuts, rect.center().x)].strips[strip];
        [Some(*rect), out.labels[node]].iter().flatten().for_each(|r| piled.hold(r.y, r.bottom()));
    }
    for piece in pieces {
        let sheet = &mut sheets[piece.sheet];
        // The label stands beside the line.
        let label = graph.edges[piece.edge].label.map_or(0.0, |label| label.height + 4.0);
        for p in &piece.points {
            let at = strip_at(strips, p.y);
            let Strip { top, bottom, .. } = strips[at];
            if p.y - top > SAME && bottom - p.y > SAME {
                sheet.strips[at].hold((p.y - label).max(top + NEAR).min(p.y), p.y);
            }
        }
        for pair in piece.points.windows(2) {
            let (top, bottom) = (pair[0].y.min(pair[1].y) + SAME, pair[0].y.max(pair[1].y) - SAME);
            if top < bottom {
                sheet.strips[strip_at(strips, top)..=strip_at(strips, bottom)].iter_mut().for_each(|s| s.used = true);
            }
        }
        // A pool is there where a line ends on it.
        let edge = &graph.edges[piece.edge];
        let ends = [(edge.from, piece.over[0], piece.points.first()), (edge.to, piece.over[1], piece.points.last())];
        for (end, over, point) in ends {
            if let (End::Area(area), None, Some(p)) = (end, over, point)
                && let Some(&(first, last)) = plan.span.get(area)
            {
                let near = if (p.y - bands[first].0).abs() <= (p.y - bands[last].1).abs() { first } else { last };
                sheet.strips[lane(strips, near)].used = true;
            }
        }
    }
    // What is empty everywhere is shown once.
    for (at, strip) in strips.iter().enumerate() {
        if matches!(strip.kind, Kind::Lane(_)) && sheets.iter().all(|s| !s.strips[at].used) {
            sheets[0].strips[at].used = true;
        }
    }
}

/// Gives every band its width: all as wide as the widest, a last one that is far from full as wide as what it holds.
fn spread(graph: &Graph, plan: &Plan, out: &Placed, along: f64, ports: &BTreeMap<Door, Port>, right: f64, sheets: &mut [Sheet]) {
    let last = sheets.len() - 1;
    let side = |sheet: usize, end: bool| {
        let there = ports.iter().filter(|(door, _)| door.0 == sheet && door.1 == end);
        let turned = there.clone().filter(|(_, port)| (port.spot.at - port.height).abs() >= 0.01);
        let turns = turned.map(|(_, port)| port.spot.rank + 1).max().unwrap_or(0);
        let room = if end && sheet < last { label_room(graph, out, sheets[sheet].to) } else { 0.0 };
        if there.count() > 0 { marks::margin(along, turns) + room } else { SIDE }
    };
    let sides: Vec<[f64; 2]> = (0..=last).map(|at| [side(at, false), side(at, true)]).collect();
    let title = graph.areas.iter().filter(|a| a.black_box).map(|a| a.title + 20.0).fold(0.0, f64::max);
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.dx = if at == 0 { 0.0 } else { (plan.indent + sides[at][0] - sheet.from).round() };
        sheet.right = (sheet.to + sheet.dx + sides[at][1]).max(plan.indent + title);
    }
    // Where lines pass behind the last band it must end before them.
    let beyond = out.edges.iter().flat_map(|e| &e.points).any(|p| p.x > right);
    let own = if beyond { right + sheets[last].dx } else { sheets[last].right };
    let widest = sheets[..last].iter().map(|s| s.right).fold(0.0, f64::max);
    let full = !beyond && own >= FULL * widest;
    let widest = if full { widest.max(own) } else { widest };
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.right = if at < last || full { widest } else { own };
    }
}

/// Everything decided: what was one drawing is written as bands.
struct Book {
    strips: Vec<Strip>,
    sheets: Vec<Sheet>,
    /// Thickness of the title bands.
    indent: f64,
    along: f64,
    across: f64,
}

impl Book {
    fn write(&self, graph: &Graph, plan: &Plan, cuts: &[f64], pieces: Vec<Piece>, ports: &mut BTreeMap<Door, Port>, out: &mut Placed) {
        for (rect, label) in out.nodes.iter_mut().zip(&mut out.labels) {
            let sheet = &self.sheets[sheet_at(cuts, rect.center().x)];
            let strip = &sheet.strips[strip_at(&self.strips, rect.center().y)];
            for r in std::iter::once(rect).chain(label) {
                (r.x, r.y) = (r.x + sheet.dx, r.y + strip.dy(r.center().y));
            }
        }
        let mut cut = Cut { bands: self.sheets.len(), ..Cut::default() };
        out.edges.iter_mut().for_each(|e| e.points.clear());
        for piece in pieces {
            let points = self.path(&piece, ports);
            match &mut out.edges[piece.edge].points {
                first if first.is_empty() => *first = points,
                _ => cut.pieces.push((piece.edge, points)),
            }
        }
        let mut letters: BTreeMap<usize, usize> = BTreeMap::new();
        for (door, port) in ports {
            let next = letters.len();
            let letter = *letters.entry(port.root).or_insert(next);
            let place = self.place(door, port);
            let x = if door.1 { place.x } else { place.right() - SIGN };
            let sign = Rect::new(x, place.center().y - SIGN / 2.0, SIGN, SIGN);
            cut.marks.push(Mark { letter, place, sign, edges: std::mem::take(&mut port.edges), leaves: door.4 });
        }
        let mut shown = vec![false; graph.areas.len()];
        for sheet in &self.sheets {
            let mut left = vec![0.0; graph.areas.len()];
            for (at, area) in graph.areas.iter().enumerate() {
                left[at] = area.parent.map_or(0.0, |p| left[p] + graph.areas[p].header);
                let (first, last) = plan.span[at];
                let mut inside = sheet.strips[lane(&self.strips, first)..=lane(&self.strips, last)].iter().filter(|s| s.used);
                let Some(top) = inside.next() else { continue };
                let low = inside.next_back().unwrap_or(top);
                let rect = Rect::new(left[at], top.top, sheet.right - left[at], low.top + low.height - top.top);
                if std::mem::replace(&mut shown[at], true) {
                    cut.areas.push((at, rect));
                } else {
                    out.areas[at] = rect;
                }
            }
        }
        out.cut = cut;
    }

    /// The room of a mark.
    fn place(&self, door: &Door, port: &Port) -> Rect {
        let sheet = &self.sheets[door.0];
        let x = if door.1 { sheet.right - EDGE - self.along } else { self.indent + EDGE };
        Rect::new(x, port.spot.at + sheet.strips[door.2].dy(port.spot.at) - self.across / 2.0, self.along, self.across)
    }

    /// A piece in its band, led to the marks where it is cut.
    fn path(&self, piece: &Piece, ports: &BTreeMap<Door, Port>) -> Vec<Point> {
        let sheet = &self.sheets[piece.sheet];
        let mut points: Vec<Point> = piece.points.iter().map(|p| Point::new(p.x + sheet.dx, self.height(sheet, p.y))).collect();
        let tail = |end: usize| {
            let (door, _) = piece.door(end, &self.strips)?;
            ports.get(&door).map(|port| self.tail(&door, port))
        };
        let (first, last) = (tail(0), tail(1));
        let cut = first.is_some() || last.is_some();
        if let Some(mut first) = first {
            first.reverse();
            points.splice(0..0, first);
        }
        points.extend(last.into_iter().flatten());
        if cut { tidy(points.into_iter()) } else { points }
    }

    /// From the end of a band to a mark.
    fn tail(&self, door: &Door, port: &Port) -> Vec<Point> {
        let sheet = &self.sheets[door.0];
        let place = self.place(door, port);
        let (cut, way, mark) = if door.1 { (sheet.to, 1.0, place.x) } else { (sheet.from, -1.0, place.right()) };
        let (from, to) = (self.height(sheet, port.height), place.center().y);
        if (from - to).abs() < 0.01 {
            return vec![Point::new(mark, from)];
        }
        let turn = cut + sheet.dx + way * (LEAD / 2.0 + port.spot.rank as f64 * JOG);
        vec![Point::new(turn, from), Point::new(turn, to), Point::new(mark, to)]
    }

    /// Where a height goes in a band; borders stay borders.
    fn height(&self, sheet: &Sheet, y: f64) -> f64 {
        let at = strip_at(&self.strips, y);
        for near in [at, (at + 1).min(self.strips.len() - 1)] {
            let (strip, piled) = (&self.strips[near], &sheet.strips[near]);
            if (y - strip.top).abs() < SAME {
                return piled.top;
            }
            if (y - strip.bottom).abs() < SAME {
                return piled.top + piled.height;
            }
        }
        y + sheet.strips[at].dy(y)
    }
}
