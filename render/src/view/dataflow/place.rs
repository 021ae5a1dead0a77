//! Where boxes, arrows and labels stand: columns whose rooms are measured first, so that nothing meets anything.

use super::chart::{Chart, Thing};
use super::ports::{Measured, OTHER, PROCESS, TEXT};
use super::tracks;
use crate::geometry::{Point, Rect};
use model::process::{Id, Participant};

/// Everything placed.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub boxes: Vec<Rect>,
    pub routes: Vec<Route>,
    /// The boundary of each pool, with its place in [`Chart::frames`].
    pub frames: Vec<(usize, Rect)>,
    /// Left side of the titles of boundaries: no arrow runs down there.
    pub titles: f64,
    /// The boundary around what is outside the European area.
    pub abroad: Vec<Rect>,
    pub size: Rect,
}

/// An arrow.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// From its source to its target.
    pub points: Vec<Point>,
    /// Top left corner of its label.
    pub label: Point,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Left,
    Middle,
    /// At the right, within the boundary.
    Inner,
    /// At the right, outside of it.
    Outer,
}

/// How an arrow runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// Between a process and a box at the left.
    Left,
    /// Between a process and a box at the right.
    Right,
    /// Straight down to the next process.
    Down,
    /// Between two processes, around those between them.
    Around,
    /// Between two boxes that are no processes: below everything.
    Below,
}

/// Room between boxes, around the content of boundaries, for their titles, in pixels.
const GAP: f64 = 26.0;
const PAD: f64 = 18.0;
const TITLE: f64 = 30.0;
/// Room below a label for its arrow, and the height of a port without label.
const UNDER: f64 = 9.0;
const PORT: f64 = 16.0;

struct Plan<'a> {
    chart: &'a Chart,
    measured: &'a Measured,
    sides: Vec<Side>,
    ways: Vec<Way>,
    /// The processes from top to bottom, by frame; the last frame is none.
    rows: Vec<(Option<usize>, Vec<usize>)>,
    boxes: Vec<Rect>,
    /// Heights at which each arrow leaves and arrives.
    ends: Vec<(f64, f64)>,
    /// Where each process comes from above.
    ranks: Vec<f64>,
    /// Where what each box has to do with lies, in the mean.
    means: Vec<f64>,
}

/// Places a chart.
pub fn places(chart: &Chart, measured: &Measured) -> Places {
    let rows = rows(chart);
    let sides = sides(chart);
    let ways = ways(chart, &sides, &rows);
    let mut ranks = vec![0.0; chart.boxes.len()];
    for (rank, process) in rows.iter().flat_map(|(_, list)| list).enumerate() {
        ranks[*process] = rank as f64;
    }
    let means = means(chart, &ranks);
    let plan = Plan {
        chart,
        measured,
        sides,
        ways,
        rows,
        boxes: measured.faces.iter().map(|face| Rect::new(0.0, 0.0, face.size.width, face.size.height)).collect(),
        ends: vec![(0.0, 0.0); chart.flows.len()],
        ranks,
        means,
    };
    plan.place()
}

fn rows(chart: &Chart) -> Vec<(Option<usize>, Vec<usize>)> {
    let frame = |pool: Option<Id<Participant>>| pool.and_then(|pool| chart.frames.iter().position(|(id, _)| *id == pool));
    let mut rows: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (at, part) in chart.boxes.iter().enumerate().filter(|(_, part)| part.is_process()) {
        let frame = frame(part.pool);
        match rows.iter_mut().find(|(known, _)| *known == frame) {
            Some((_, list)) => list.push(at),
            None => rows.push((frame, vec![at])),
        }
    }
    rows
}

/// Whoever gives data stands at the left, stores and whoever only receives at the right.
fn sides(chart: &Chart) -> Vec<Side> {
    let side = |at: usize| {
        let part = &chart.boxes[at];
        let framed = part.pool.is_some_and(|pool| chart.frames.iter().any(|(id, _)| *id == pool));
        let gives = chart.flows.iter().any(|flow| flow.from == at);
        match part.thing {
            _ if part.is_process() => Side::Middle,
            _ if part.is_store() && framed => Side::Inner,
            _ if part.is_store() => Side::Outer,
            Thing::Channel(_) => Side::Left,
            _ if gives => Side::Left,
            _ => Side::Outer,
        }
    };
    (0..chart.boxes.len()).map(side).collect()
}

/// The mean rank of what each box has to do with; boxes of one mean keep their order.
fn means(chart: &Chart, ranks: &[f64]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); ranks.len()];
    for flow in &chart.flows {
        for (one, other) in [(flow.from, flow.to), (flow.to, flow.from)] {
            sums[one] = (sums[one].0 + ranks[other], sums[one].1 + 1.0);
        }
    }
    sums.into_iter().enumerate().map(|(at, (sum, count))| sum / f64::max(count, 1.0) + at as f64 * 1e-3).collect()
}

fn ways(chart: &Chart, sides: &[Side], rows: &[(Option<usize>, Vec<usize>)]) -> Vec<Way> {
    let next = |from: usize, to: usize| rows.iter().any(|(_, list)| list.windows(2).any(|pair| pair == [from, to]));
    let way = |flow: &super::chart::Flow| match (sides[flow.from], sides[flow.to]) {
        (Side::Middle, Side::Middle) if next(flow.from, flow.to) => Way::Down,
        (Side::Middle, Side::Middle) => Way::Around,
        (Side::Middle, Side::Left) | (Side::Left, Side::Middle) => Way::Left,
        (Side::Middle, _) | (_, Side::Middle) => Way::Right,
        _ => Way::Below,
    };
    chart.flows.iter().map(way).collect()
}

/// One end of an arrow at a process, on one of its sides.
#[derive(Clone, Copy)]
struct Port {
    flow: usize,
    arrives: bool,
    height: f64,
    /// Where the other end is, roughly, from above.
    rank: f64,
}

impl Plan<'_> {
    fn place(mut self) -> Places {
        let mut places = Places::default();
        let mut y = 0.0;
        let outer: Vec<usize> = (0..self.sides.len()).filter(|at| matches!(self.sides[*at], Side::Inner | Side::Outer)).collect();
        let (near, far): (Vec<usize>, Vec<usize>) = outer.into_iter().partition(|at| self.chart.boxes[*at].abroad.is_none());
        let mut tall: Vec<(usize, f64, f64)> = Vec::new();
        for row in 0..self.rows.len() {
            let (frame, list) = self.rows[row].clone();
            let top = y;
            y += if frame.is_some() { TITLE + PAD } else { 0.0 };
            let begin = y;
            y = self.stack(&list, y);
            let mine: Vec<usize> = near.iter().copied().filter(|at| self.home(*at) == Some(row)).collect();
            y = y.max(self.beside(&mine, begin));
            if let Some(frame) = frame {
                y += PAD;
                tall.push((frame, top, y - top));
            }
            y += GAP + 6.0;
        }
        let lost: Vec<usize> = near.iter().copied().filter(|at| self.home(*at).is_none()).collect();
        if !lost.is_empty() {
            y = self.beside(&lost, y) + GAP;
        }
        let left: Vec<usize> = (0..self.sides.len()).filter(|at| self.sides[*at] == Side::Left).collect();
        let (home, away): (Vec<usize>, Vec<usize>) = left.into_iter().partition(|at| self.chart.boxes[*at].abroad.is_none());
        y = y.max(self.beside(&home, 0.0) + GAP);
        if !far.is_empty() || !away.is_empty() {
            y += TITLE;
            let (a, b) = (self.beside_from(&far, y), self.beside_from(&away, y));
            y = a.max(b) + PAD + GAP;
        }
        self.ports_of_others();
        self.route(&mut places, y, &far, &away, &tall);
        places
    }

    /// The first row of processes a box at the right has to do with.
    fn home(&self, at: usize) -> Option<usize> {
        let touches = |process: usize| {
            self.chart.flows.iter().any(|flow| (flow.from == at && flow.to == process) || (flow.to == at && flow.from == process))
        };
        self.rows.iter().position(|(_, list)| list.iter().any(|process| touches(*process)))
    }

    /// Stacks processes from `y` on, each as high as its ports need; gives back the bottom.
    fn stack(&mut self, list: &[usize], mut y: f64) -> f64 {
        for (at, &process) in list.iter().enumerate() {
            if at > 0 {
                let labels = self.ways.iter().zip(&self.chart.flows).zip(&self.measured.labels);
                let down = labels.filter(|((way, flow), _)| **way == Way::Down && flow.from == list[at - 1] && flow.to == process);
                let label = down.map(|(_, label)| label.size.height + 26.0).fold(0.0, f64::max);
                y += label.max(GAP);
            }
            let left = self.ports(process, &[Way::Left, Way::Around]);
            let right = self.ports(process, &[Way::Right]);
            let need = |ports: &[Port]| ports.iter().map(|port| port.height).sum::<f64>();
            let height = self.boxes[process].height.max(need(&left).max(need(&right)) + 16.0).ceil();
            self.boxes[process] = Rect::new(0.0, y, PROCESS, height);
            for ports in [left, right] {
                let mut at = (y + (height - need(&ports)) / 2.0).round();
                for port in ports {
                    at += port.height;
                    let end = at - UNDER + 2.0;
                    if port.arrives { self.ends[port.flow].1 = end } else { self.ends[port.flow].0 = end }
                }
            }
            y += height;
        }
        y
    }

    /// The ends of arrows at one side of a process, from the top.
    fn ports(&self, process: usize, ways: &[Way]) -> Vec<Port> {
        let mut ports = Vec::new();
        for (flow, arrow) in self.chart.flows.iter().enumerate() {
            if !ways.contains(&self.ways[flow]) {
                continue;
            }
            let label = self.measured.labels[flow].size.height + UNDER;
            let around = self.ways[flow] == Way::Around;
            for (part, other, arrives) in [(arrow.from, arrow.to, false), (arrow.to, arrow.from, true)] {
                if part != process {
                    continue;
                }
                let height = if around && !arrives { PORT } else { label.max(PORT) };
                let far = if around { (self.ranks[other] - self.ranks[process]) * 100.0 } else { self.means[other] - self.ranks[process] };
                ports.push(Port { flow, arrives, height, rank: far });
            }
        }
        ports.sort_by(|a, b| a.rank.total_cmp(&b.rank).then(a.flow.cmp(&b.flow)));
        ports
    }

    /// Places boxes of one column beside the ports they have to do with, none above `y`; gives back the bottom.
    fn beside(&mut self, list: &[usize], y: f64) -> f64 {
        let wanted = |plan: &Self, at: usize| {
            let ends = plan.chart.flows.iter().zip(&plan.ends).filter_map(|(flow, ends)| match (flow.from == at, flow.to == at) {
                (true, _) => Some(ends.1),
                (_, true) => Some(ends.0),
                _ => None,
            });
            let ends: Vec<f64> = ends.filter(|end| *end > 0.0).collect();
            if ends.is_empty() { f64::MAX } else { ends.iter().sum::<f64>() / ends.len() as f64 }
        };
        let mut order: Vec<(usize, f64)> = list.iter().map(|at| (*at, wanted(self, *at))).collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let mut bottom = y;
        for (index, (at, middle)) in order.into_iter().enumerate() {
            let height = self.height(at);
            let gap = if index > 0 { GAP } else { 0.0 };
            let top = if middle == f64::MAX { bottom + gap } else { (middle - height / 2.0).max(bottom + gap) };
            self.boxes[at] = Rect::new(0.0, top.round(), OTHER, height);
            bottom = top.round() + height;
        }
        bottom
    }

    /// The same, one below the other from `y` on.
    fn beside_from(&mut self, list: &[usize], y: f64) -> f64 {
        let mut bottom = y;
        for (index, &at) in list.iter().enumerate() {
            let height = self.height(at);
            let top = bottom + if index > 0 { GAP } else { 0.0 };
            self.boxes[at] = Rect::new(0.0, top, OTHER, height);
            bottom = top + height;
        }
        bottom
    }

    /// The height of a box that is no process: its text, and room for its ports.
    fn height(&self, at: usize) -> f64 {
        let ports = self.chart.flows.iter().filter(|flow| flow.from == at || flow.to == at).count();
        self.boxes[at].height.max(ports as f64 * PORT + 12.0)
    }

    /// Ports of the boxes that are no processes, in the order of the other ends.
    fn ports_of_others(&mut self) {
        for at in 0..self.boxes.len() {
            if self.sides[at] == Side::Middle {
                continue;
            }
            let mut mine: Vec<(usize, bool, f64)> = Vec::new();
            for (flow, arrow) in self.chart.flows.iter().enumerate() {
                let below = self.ways[flow] == Way::Below;
                if arrow.from == at {
                    mine.push((flow, false, if below { f64::MAX } else { self.ends[flow].1 }));
                } else if arrow.to == at {
                    mine.push((flow, true, if below { f64::MAX } else { self.ends[flow].0 }));
                }
            }
            mine.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
            let rect = self.boxes[at];
            let step = PORT.min((rect.height - 12.0) / mine.len().max(1) as f64);
            let first = rect.center().y - step * (mine.len() as f64 - 1.0) / 2.0;
            let mut last = f64::MIN;
            for (place, (flow, arrives, other)) in mine.iter().enumerate() {
                let mut y = (first + step * place as f64).round();
                let inside = *other > rect.y + 8.0 && *other < rect.bottom() - 8.0;
                let before = if place > 0 { last + 8.0 } else { f64::MIN };
                let after = if place + 1 < mine.len() { first + step * (place + 1) as f64 - 8.0 } else { f64::MAX };
                // A single arrow runs straight where its box reaches the other end's height, and so does one that nearly does.
                if inside && (mine.len() == 1 || ((y - *other).abs() < 12.0 && (before..=after).contains(other))) {
                    y = *other;
                }
                last = y;
                if *arrives { self.ends[*flow].1 = y } else { self.ends[*flow].0 = y }
            }
        }
    }

    fn route(mut self, places: &mut Places, bottom: f64, far: &[usize], away: &[usize], tall: &[(usize, f64, f64)]) {
        let below: Vec<usize> = (0..self.ways.len()).filter(|flow| self.ways[*flow] == Way::Below).collect();
        let mut lanes = Vec::new();
        let mut y = bottom;
        for flow in &below {
            lanes.push(y);
            y += self.measured.labels[*flow].size.height + UNDER + 16.0;
        }
        let of = |way: Way, ways: &[Way]| -> Vec<usize> { (0..ways.len()).filter(|flow| ways[*flow] == way).collect() };
        let (left, right, around) = (of(Way::Left, &self.ways), of(Way::Right, &self.ways), of(Way::Around, &self.ways));
        let is_left = |at: usize| self.sides[at] == Side::Left;
        // Spans from the outer column to the processes; those of arrows below everything end at their row.
        let span = |flow: usize| {
            let (from, to) = self.ends[flow];
            if self.sides[self.chart.flows[flow].from] == Side::Middle { (to, from) } else { (from, to) }
        };
        let mut lefts: Vec<(f64, f64)> = left.iter().map(|flow| span(*flow)).collect();
        let mut rights: Vec<(f64, f64)> = right.iter().map(|flow| span(*flow)).collect();
        // Each end of an arrow below everything: which list it is in, and where.
        let mut legs: Vec<[(bool, usize); 2]> = Vec::new();
        for (row, flow) in below.iter().enumerate() {
            let arrow = &self.chart.flows[*flow];
            let (top, low) = (lanes[row], lanes[row] + self.measured.labels[*flow].size.height + UNDER);
            let same = is_left(arrow.from) == is_left(arrow.to);
            let mut leg = |at: usize, port: f64, level: f64| {
                let list = if is_left(at) { &mut lefts } else { &mut rights };
                list.push((port, level));
                (is_left(at), list.len() - 1)
            };
            let first = leg(arrow.from, self.ends[*flow].0, if same { top } else { low });
            legs.push([first, leg(arrow.to, self.ends[*flow].1, low)]);
        }
        let (left_tracks, left_count) = tracks::assign(&lefts);
        let (right_tracks, right_count) = tracks::assign(&rights);
        let spans: Vec<_> = around.iter().map(|flow| self.ends[*flow]).collect();
        let (inner_tracks, inner_count) = tracks::nested(&spans);

        let has = |side: Side, plan: &Self| plan.sides.contains(&side);
        let zone = |count: usize| if count == 0 { 14.0 } else { (count as f64 + 1.0) * tracks::STEP };
        let left_labels = !left.is_empty() || !around.is_empty();
        let right_labels = !right.is_empty() || !below.is_empty();
        let outer_left = if has(Side::Left, &self) { OTHER } else { 0.0 };
        let x_left_tracks = outer_left;
        let x_frame = x_left_tracks + if outer_left > 0.0 { zone(left_count) } else { 0.0 };
        let x_inner = x_frame + 12.0;
        let x_left_labels = x_inner + zone(inner_count);
        let x_process = x_left_labels + if left_labels { TEXT + 18.0 } else { 0.0 };
        let x_right_labels = x_process + PROCESS + 10.0;
        let x_right_tracks = x_right_labels + if right_labels { TEXT + 8.0 } else { 0.0 };
        let x_stores = x_right_tracks + if right_count > 0 || right_labels { zone(right_count) } else { 0.0 };
        let stores = if has(Side::Inner, &self) { OTHER + 16.0 } else { 6.0 };
        let x_frame_end = x_stores + stores;
        let x_outer = x_frame_end + 40.0;

        let middle: Vec<bool> = self.sides.iter().map(|side| *side == Side::Middle).collect();
        for (at, side) in self.sides.iter().enumerate() {
            self.boxes[at].x = match side {
                Side::Left => 0.0,
                Side::Middle => x_process,
                Side::Inner => x_stores,
                Side::Outer => x_outer,
            };
        }
        let track = |at: usize, is_left: bool| {
            if is_left {
                x_left_tracks + (left_tracks[at] as f64 + 1.0) * tracks::STEP
            } else {
                // Counted from the outer column too.
                x_stores - (right_tracks[at] as f64 + 1.0) * tracks::STEP
            }
        };
        places.routes = vec![Route::default(); self.ways.len()];
        for (list, is_left) in [(&left, true), (&right, false)] {
            for (at, flow) in list.iter().enumerate() {
                let (outer, inner) = if is_left { lefts[at] } else { rights[at] };
                let arrow = &self.chart.flows[*flow];
                let (other, process) = if middle[arrow.from] { (arrow.to, arrow.from) } else { (arrow.from, arrow.to) };
                let x = track(at, is_left);
                let (begin, end) = if is_left {
                    (self.boxes[other].right(), self.boxes[process].x)
                } else {
                    (self.boxes[other].x, self.boxes[process].right())
                };
                let mut points = vec![Point::new(begin, outer), Point::new(x, outer), Point::new(x, inner), Point::new(end, inner)];
                if arrow.from == process {
                    points.reverse();
                }
                let zone = if is_left { x_left_labels } else { x_right_labels };
                let top = inner - 3.0 - self.measured.labels[*flow].size.height;
                places.routes[*flow] = Route { points, label: Point::new(zone, top) };
            }
        }
        for (at, flow) in around.iter().enumerate() {
            let (from, to) = self.ends[*flow];
            let x = x_left_labels - (inner_tracks[at] as f64 + 1.0) * tracks::STEP;
            let points = [(x_process, from), (x, from), (x, to), (x_process, to)].map(|(x, y)| Point::new(x, y)).to_vec();
            let top = to - 3.0 - self.measured.labels[*flow].size.height;
            places.routes[*flow] = Route { points, label: Point::new(x_left_labels, top) };
        }
        for flow in of(Way::Down, &self.ways) {
            let arrow = &self.chart.flows[flow];
            let (from, to) = (self.boxes[arrow.from], self.boxes[arrow.to]);
            let x = x_process + 26.0;
            let gap = to.y - from.bottom();
            let top = from.bottom() + (gap - self.measured.labels[flow].size.height) / 2.0;
            places.routes[flow] =
                Route { points: vec![Point::new(x, from.bottom()), Point::new(x, to.y)], label: Point::new(x + 9.0, top) };
        }
        for (row, flow) in below.iter().enumerate() {
            let arrow = &self.chart.flows[*flow];
            let high = self.measured.labels[*flow].size.height;
            let (top, low) = (lanes[row], lanes[row] + high + UNDER);
            let [first, second] = legs[row];
            let (a, b) = (track(first.1, first.0), track(second.1, second.0));
            let edge = |at: usize| if self.sides[at] == Side::Left { self.boxes[at].right() } else { self.boxes[at].x };
            let (from, to) = self.ends[*flow];
            let begin = [Point::new(edge(arrow.from), from)];
            let end = [Point::new(b, low), Point::new(b, to), Point::new(edge(arrow.to), to)];
            let mut points = begin.to_vec();
            let label = if first.0 != second.0 {
                points.extend([Point::new(a, from), Point::new(a, low)]);
                Point::new(x_process, low - high - 2.0)
            } else {
                // Out, and back below its label.
                let turn = if first.0 { x_left_labels + TEXT + 8.0 } else { x_right_labels };
                points.extend([Point::new(a, from), Point::new(a, top), Point::new(turn, top), Point::new(turn, low)]);
                Point::new(if first.0 { x_left_labels } else { x_right_labels + 6.0 }, top + 4.0)
            };
            points.extend(end);
            places.routes[*flow] = Route { points, label };
        }
        places.titles = x_left_labels;
        for (frame, top, height) in tall {
            places.frames.push((*frame, Rect::new(x_frame, *top, x_frame_end - x_frame, *height)));
        }
        for list in [far, away] {
            if let Some(first) = list.first() {
                let whole = list.iter().map(|at| self.boxes[*at]).fold(self.boxes[*first], |all, one| all.union(&one));
                let room = whole.grown(12.0);
                places.abroad.push(Rect::new(room.x, room.y - TITLE + 10.0, room.width, room.height + TITLE - 10.0));
            }
        }
        let all = self.boxes.iter().chain(places.frames.iter().map(|(_, rect)| rect)).chain(&places.abroad).copied();
        places.size = all.reduce(|all, one| all.union(&one)).unwrap_or_default();
        places.size.height = places.size.height.max(y - places.size.y);
        places.boxes = self.boxes;
    }
}
