//! Where lines dock and how they turn: straight, in an L at a top or bottom that is free, or in a Z between columns.
//!
//! A gateway's branches leave on different sides. An L is taken where the column is free of boxes up to the row of the
//! line; otherwise the line turns in the channel between the columns ([`super::channels`]). O(e + boxes passed).

mod turns;

use super::flat::{Problem, TRACK};
use super::order::Order;
use super::proper::Net;
use super::rows::Rows;
use turns::Stem;

/// A place along x that is known once the channels have their widths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum X {
    /// So far right of the centre of a column.
    Column(u32, f64),
    /// On a vertical piece in a channel.
    Run(u32),
}

/// The end of a vertical piece: from which side of the channel the line comes, and at which height.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunEnd {
    /// Whether it comes from (or leaves to) the left.
    pub left: bool,
    /// Its height.
    pub y: f64,
}

/// A vertical piece in the channel left of the column of the same number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The channel.
    pub channel: u32,
    /// Its two ends.
    pub ends: [RunEnd; 2],
}

/// The paths of all links, up to their x.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    /// Per link its points.
    pub points: Vec<Vec<(X, f64)>>,
    /// All vertical pieces in channels.
    pub runs: Vec<Run>,
    /// Per box whether a line docks at its top or bottom.
    pub taken: Vec<[bool; 2]>,
}

/// The desk on which all ways are made.
struct Desk<'a> {
    problem: &'a Problem,
    net: &'a Net,
    order: &'a Order,
    y: &'a [f64],
    bands: &'a [(f64, f64)],
    stems: Vec<Vec<Stem>>,
    ways: Ways,
    /// Per link the port heights at its source and target.
    ports: Vec<[f64; 2]>,
    /// Per link whether it turns vertically at its source and target.
    ells: Vec<[bool; 2]>,
    /// Per link the height of its horizontal piece where it turns vertically at both ends.
    mids: Vec<Option<f64>>,
}

/// Chooses the docks and turns of all links.
pub(super) fn ways(problem: &Problem, net: &Net, order: &Order, rows: &Rows) -> Ways {
    let mut desk = Desk {
        problem,
        net,
        order,
        y: &rows.y,
        bands: &rows.bands,
        stems: (0..net.layers).map(|_| Vec::new()).collect(),
        ways: Ways { taken: vec![[false; 2]; problem.items.len()], ..Ways::default() },
        ports: Vec::new(),
        ells: vec![[false; 2]; problem.links.len()],
        mids: vec![None; problem.links.len()],
    };
    for pole in problem.poles.iter().filter(|pole| problem.items[pole.item].points) {
        desk.ways.taken[pole.item][usize::from(pole.band > problem.items[pole.item].band)] = true;
    }
    desk.plumb();
    desk.turns_back();
    desk.spread();
    desk.drops();
    desk.branches(0);
    desk.branches(1);
    desk.ells();
    desk.mids();
    for link in 0..problem.links.len() {
        let points = desk.way(link);
        desk.ways.points.push(points);
    }
    desk.ways
}

impl Desk<'_> {
    /// Port heights: lines on the same side of a step dock side by side, the straight one in the middle.
    fn spread(&mut self) {
        let problem = self.problem;
        let mut sides: Vec<[Vec<(f64, u32, usize)>; 2]> = vec![[Vec::new(), Vec::new()]; problem.items.len()];
        self.ports = vec![[0.0; 2]; problem.links.len()];
        for (at, link) in problem.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            if chain.path.is_empty() {
                continue;
            }
            let last = chain.path.len() - 1;
            let (next, before) = if chain.back { (chain.path[last], chain.path[0]) } else { (chain.path[1], chain.path[last - 1]) };
            self.ports[at] = [self.y[link.from], self.y[link.to]];
            if let Some(exit) = link.exit {
                self.ports[at][0] += exit.row;
            } else if !self.ells[at][0] && !problem.items[link.from].points {
                sides[link.from][1].push((self.y[next as usize], at as u32, 0));
            }
            if !self.ells[at][1] && !problem.items[link.to].points {
                let mut y = self.y[before as usize];
                if let (Some(exit), false) = (link.exit.filter(|_| chain.path.len() == 2), chain.back) {
                    y += exit.row;
                }
                sides[link.to][0].push((y, at as u32, 1));
            }
        }
        for (item, sides) in sides.iter_mut().enumerate() {
            for side in sides.iter_mut().filter(|s| s.len() > 1) {
                side.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let centre = self.y[item];
                let step = TRACK.min((2.0 * problem.items[item].half_h - 12.0).max(2.0) / side.len() as f64);
                let straight = side.iter().position(|s| (s.0 - centre).abs() < 0.5);
                let middle = straight.map_or((side.len() - 1) as f64 / 2.0, |s| s as f64);
                let limit = (problem.items[item].half_h - 6.0).max(1.0);
                for (rank, (_, link, end)) in side.iter().enumerate() {
                    let off = ((rank as f64 - middle) * step).clamp(-limit, limit);
                    self.ports[*link as usize][*end] = centre + off.round();
                }
            }
        }
    }

    /// The heights of a forward link at each of its columns.
    fn heights(&self, at: usize) -> Vec<f64> {
        let path = &self.net.chains[at].path;
        let last = path.len() - 1;
        let mut ys: Vec<f64> = path.iter().map(|v| self.y[*v as usize]).collect();
        ys[0] = self.ports[at][0];
        ys[last] = self.ports[at][1];
        ys
    }

    fn run(&mut self, channel: u32, ends: [RunEnd; 2]) -> X {
        self.ways.runs.push(Run { channel, ends });
        X::Run(self.ways.runs.len() as u32 - 1)
    }

    /// The points of one link.
    fn way(&mut self, at: usize) -> Vec<(X, f64)> {
        let link = self.problem.links[at].clone();
        if link.from == link.to {
            return self.own_loop(&link);
        }
        let chain = self.net.chains[at].clone();
        let (from, to) = (&self.problem.items[link.from], &self.problem.items[link.to]);
        let (lu, lv) = (self.net.vertices[link.from].layer, self.net.vertices[link.to].layer);
        let (yu, yv) = (self.y[link.from], self.y[link.to]);
        let sign = if yv > yu { 1.0 } else { -1.0 };
        let (start, end) = (yu + sign * from.half_h, yv - sign * to.half_h);
        if chain.plumb {
            return vec![(X::Column(lu, 0.0), start), (X::Column(lu, 0.0), end)];
        }
        if let Some(y) = self.mids[at] {
            return vec![(X::Column(lu, 0.0), start), (X::Column(lu, 0.0), y), (X::Column(lv, 0.0), y), (X::Column(lv, 0.0), end)];
        }
        let mut points = Vec::new();
        let mut cur = self.ports[at][0];
        let first = match (chain.back, chain.path.as_slice()) {
            (true, path) => path[path.len() - 1],
            (false, path) => path[1],
        };
        let y1 = if chain.path.len() == 2 && !chain.back { self.ports[at][1] } else { self.y[first as usize] };
        if let Some(exit) = link.exit {
            points.push((X::Column(lu, exit.dx), yu + exit.start));
            points.push((X::Column(lu, exit.dx), cur));
        } else if self.ells[at][0] {
            let edge = if y1 > yu { yu + from.half_h } else { yu - from.half_h };
            points.push((X::Column(lu, 0.0), edge));
            points.push((X::Column(lu, 0.0), y1));
            cur = y1;
        } else {
            points.push((X::Column(lu, from.half_w), cur));
        }
        if chain.back {
            if (cur - y1).abs() > 0.5 || !self.ells[at][0] {
                let ends = [RunEnd { left: true, y: cur }, RunEnd { left: true, y: y1 }];
                let x = self.run(lu + 1, ends);
                points.extend([(x, cur), (x, y1)]);
                cur = y1;
            }
            for pair in chain.path.windows(2).rev() {
                let y = self.y[pair[0] as usize];
                if (y - cur).abs() > 0.5 {
                    let channel = self.net.vertices[pair[1] as usize].layer;
                    let ends = [RunEnd { left: true, y }, RunEnd { left: false, y: cur }];
                    let x = self.run(channel, ends);
                    points.extend([(x, cur), (x, y)]);
                    cur = y;
                }
            }
            if self.ells[at][1] {
                let edge = if cur > yv { yv + to.half_h } else { yv - to.half_h };
                points.extend([(X::Column(lv, 0.0), cur), (X::Column(lv, 0.0), edge)]);
            } else {
                let y = self.ports[at][1];
                let ends = [RunEnd { left: false, y: cur }, RunEnd { left: false, y }];
                let x = self.run(lv, ends);
                points.extend([(x, cur), (x, y), (X::Column(lv, -to.half_w), y)]);
            }
            return points;
        }
        let last = chain.path.len() - 1;
        for (step, &v) in chain.path.iter().enumerate().skip(1) {
            let y = if step == last { self.ports[at][1] } else { self.y[v as usize] };
            if step == last && self.ells[at][1] {
                break;
            }
            if (y - cur).abs() > 0.5 {
                let channel = self.net.vertices[v as usize].layer;
                let x = self.run(channel, [RunEnd { left: true, y: cur }, RunEnd { left: false, y }]);
                points.extend([(x, cur), (x, y)]);
                cur = y;
            }
        }
        if self.ells[at][1] {
            let edge = if cur > yv { yv + to.half_h } else { yv - to.half_h };
            points.extend([(X::Column(lv, 0.0), cur), (X::Column(lv, 0.0), edge)]);
        } else {
            points.push((X::Column(lv, -to.half_w), cur));
        }
        points
    }

    /// From the right side round the upper right corner into the top; the box keeps room for it.
    fn own_loop(&self, link: &super::flat::Link) -> Vec<(X, f64)> {
        let item = &self.problem.items[link.from];
        let (l, y) = (self.net.vertices[link.from].layer, self.y[link.from]);
        let (right, top) = (item.half_w + TRACK, y - item.half_h - TRACK);
        let start = if item.points { y } else { y - item.half_h / 2.0 };
        let into = if item.points { 0.0 } else { item.half_w / 2.0 };
        vec![
            (X::Column(l, item.half_w), start),
            (X::Column(l, right), start),
            (X::Column(l, right), top),
            (X::Column(l, into), top),
            (X::Column(l, into), y - item.half_h),
        ]
    }
}
