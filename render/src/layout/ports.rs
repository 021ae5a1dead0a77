//! Where lines dock and how they turn: straight, in an L at a top or bottom that is free, or in a Z between columns.
//!
//! A gateway's branches leave on different sides. An L is taken where the column is free of boxes up to the row of the
//! line; otherwise the line turns in the channel between the columns ([`super::channels`]). O(e + boxes passed).

use super::flat::{Problem, TRACK};
use super::order::Order;
use super::proper::Net;
use super::rows::Rows;

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

/// A vertical piece in the middle of a column.
struct Stem {
    from: f64,
    to: f64,
    dx: f64,
    /// Box and side it hangs on; several lines of a gateway may share it.
    owner: (u32, bool),
    /// Whether the horizontal piece at its end leads to the right.
    rightwards: bool,
    /// Whether the line leaves the box here.
    leaving: bool,
}

/// Whether lines of one box may run together for a stub.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// Each line has its side.
    Never,
    /// Those that leave, or those that arrive, at one corner.
    Kin,
}

struct Desk<'a> {
    problem: &'a Problem,
    net: &'a Net,
    order: &'a Order,
    y: &'a [f64],
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
        stems: (0..net.layers).map(|_| Vec::new()).collect(),
        ways: Ways { taken: vec![[false; 2]; problem.items.len()], ..Ways::default() },
        ports: Vec::new(),
        ells: vec![[false; 2]; problem.links.len()],
        mids: vec![None; problem.links.len()],
    };
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
    /// Lines that run back turn at the top or bottom of their boxes where nothing lies between.
    fn turns_back(&mut self) {
        for (at, link) in self.problem.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            let (true, Some(&v), Some(&u)) = (chain.back, chain.path.first(), chain.path.last()) else { continue };
            if link.exit.is_none() {
                self.ells[at][0] = self.stem(link.from, self.y[u as usize], [true, false], Some(u), Sharing::Kin);
            }
            self.ells[at][1] = self.stem(link.to, self.y[v as usize], [false, true], Some(v), Sharing::Kin);
        }
    }

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

    /// Ls at the branches (`end` 0) or the incoming lines (1) of gateways: each on a side of its own while there are
    /// sides, the farthest first at top and bottom, so that the nearer one inside it meets nothing; then they share.
    fn branches(&mut self, end: usize) {
        let mut lists: Vec<Vec<(f64, u32, bool)>> = vec![Vec::new(); self.problem.items.len()];
        for (at, link) in self.problem.links.iter().enumerate() {
            let item = if end == 0 { link.from } else { link.to };
            let chain = &self.net.chains[at];
            if chain.back || chain.path.is_empty() || !self.problem.items[item].diamond {
                continue;
            }
            let ys = self.heights(at);
            let n = ys.len();
            let turn = if end == 0 { ys[1] - ys[0] } else { ys[n - 2] - ys[n - 1] };
            // Between two neighbouring columns one turn settles it.
            let settled = n == 2 && self.ells[at][1 - end];
            lists[item].push((turn, at as u32, settled || turn.abs() <= 0.5));
        }
        for (item, list) in lists.iter_mut().enumerate() {
            let mut corner = list.iter().any(|l| l.2);
            list.retain(|l| !l.2);
            list.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
            for &(turn, at, _) in list.iter() {
                let y = self.ports[at as usize][end] + turn;
                let ways = [end == 0; 2];
                let mut taken = self.stem(item, y, ways, None, Sharing::Never);
                if !taken && !corner {
                    corner = true;
                } else if !taken {
                    taken = self.stem(item, y, ways, None, Sharing::Kin);
                }
                self.ells[at as usize][end] = taken;
            }
        }
    }

    /// Ls at all other boxes.
    fn ells(&mut self) {
        for at in 0..self.problem.links.len() {
            let link = &self.problem.links[at];
            let chain = &self.net.chains[at];
            if chain.back || chain.path.is_empty() {
                continue;
            }
            let ys = self.heights(at);
            let n = ys.len();
            let first = (ys[0] - ys[1]).abs() > 0.5;
            let last = (ys[n - 1] - ys[n - 2]).abs() > 0.5;
            let diamond = |item: usize| self.problem.items[item].diamond;
            let (from, to) = (!diamond(link.from) && link.exit.is_none(), !diamond(link.to));
            let [leaves, arrives] = self.ells[at];
            let single = n == 2;
            if first && from && !(single && arrives) {
                self.ells[at][0] = self.stem(link.from, ys[1], [true, true], None, Sharing::Kin);
            }
            if last && to && !arrives && !(single && (leaves || self.ells[at][0])) {
                self.ells[at][1] = self.stem(link.to, ys[n - 2], [false, false], None, Sharing::Kin);
            }
        }
    }

    /// A line that would share a corner with another leaves at the top or bottom instead and arrives at the opposite
    /// side of its target, where there is a free height between the two.
    fn mids(&mut self) {
        let mut uses = vec![[0u16; 2]; self.problem.items.len()];
        for (at, link) in self.problem.links.iter().enumerate() {
            let forward = !self.net.chains[at].back && !self.net.chains[at].path.is_empty();
            uses[link.from][1] += u16::from(forward && !self.ells[at][0] && link.exit.is_none());
            uses[link.to][0] += u16::from(forward && !self.ells[at][1]);
        }
        let mut levels: Vec<Vec<f64>> = vec![Vec::new(); self.net.layers];
        for (at, link) in self.problem.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            if chain.back || chain.path.len() != 2 || self.ells[at] != [false; 2] || link.exit.is_some() {
                continue;
            }
            let (from, to) = (&self.problem.items[link.from], &self.problem.items[link.to]);
            let shared = from.points && uses[link.from][1] > 1 || to.points && uses[link.to][0] > 1;
            let (yu, yv) = (self.y[link.from], self.y[link.to]);
            let down = yv > yu;
            let sign = if down { 1.0 } else { -1.0 };
            let (start, end) = (yu + sign * from.half_h, yv - sign * to.half_h);
            let room = (end - start) * sign;
            if !shared || room < 2.0 * TRACK {
                continue;
            }
            let layer = self.net.vertices[link.from].layer as usize;
            let near = start + sign * (TRACK + 3.0).min(room / 2.0).round();
            let far = end - sign * (TRACK + 3.0).min(room / 2.0).round();
            for y in [near, ((near + far) / 2.0).round(), far] {
                let met = levels[layer].iter().any(|l| (l - y).abs() < TRACK - 2.0);
                if met || !self.clear(link.to, y, !down, None) || !self.stem(link.from, y, [true; 2], None, Sharing::Never) {
                    continue;
                }
                if !self.stem(link.to, y, [false; 2], None, Sharing::Never) {
                    self.stems[layer].pop();
                    self.ways.taken[link.from][usize::from(down)] = false;
                    continue;
                }
                levels[layer].push(y);
                uses[link.from][1] -= 1;
                uses[link.to][0] -= 1;
                self.mids[at] = Some(y);
                break;
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

    /// Takes the vertical piece from a box to row `y` in its column if that is free. `hook` is the passing place the
    /// line turns into; without one the line leaves the column at that height, to the right or left.
    fn stem(&mut self, item: usize, y: f64, [leaving, rightwards]: [bool; 2], hook: Option<u32>, sharing: Sharing) -> bool {
        let me = &self.problem.items[item];
        let centre = self.y[item];
        let down = y > centre;
        let edge = if down { centre + me.half_h } else { centre - me.half_h };
        if !me.open[usize::from(down)] || (y - edge).abs() < TRACK || (y > edge) != down {
            return false;
        }
        let layer = self.net.vertices[item].layer as usize;
        if !self.clear(item, y, down, hook) {
            return false;
        }
        let (from, to) = (edge.min(y), edge.max(y));
        for stem in &self.stems[layer] {
            let shared = stem.owner == (item as u32, down);
            if sharing == Sharing::Kin && shared && me.points && stem.rightwards == rightwards && stem.leaving == leaving {
                if (stem.to - to).abs() < TRACK - 2.0 && (stem.from - from).abs() < TRACK - 2.0 {
                    return false;
                }
                continue;
            }
            if (stem.dx).abs() < TRACK - 2.0 && stem.from < to + TRACK - 2.0 && from < stem.to + TRACK - 2.0 {
                return false;
            }
        }
        self.stems[layer].push(Stem { from, to, dx: 0.0, owner: (item as u32, down), rightwards, leaving });
        self.ways.taken[item][usize::from(down)] = true;
        true
    }

    /// Whether the column is free of boxes from a box to row `y`, and the row itself free of lines.
    fn clear(&self, item: usize, y: f64, down: bool, hook: Option<u32>) -> bool {
        let column = &self.order.layers[self.net.vertices[item].layer as usize];
        let mut at = self.order.place[item] as usize;
        loop {
            let next = if down { at + 1 } else { at.wrapping_sub(1) };
            let Some(&v) = column.get(next) else { break };
            at = next;
            if Some(v) == hook {
                break;
            }
            let (vertex, vy) = (&self.net.vertices[v as usize], self.y[v as usize]);
            let reach = match vertex.link {
                None => {
                    let other = &self.problem.items[v as usize];
                    if down { vy - other.top } else { vy + other.bottom }
                }
                Some(_) => vy,
            };
            let clear = if vertex.link.is_some() && hook.is_some() { 0.0 } else { TRACK - 2.0 };
            // Beyond the row with room to spare: free. Before it: boxes block, lines are crossed.
            if if down { reach >= y + clear } else { reach <= y - clear } {
                break;
            }
            if vertex.link.is_none() || (reach - y).abs() < TRACK - 2.0 {
                return false;
            }
        }
        true
    }

    /// A border event whose line leads further down drops to that height at once, where it is the only one and free.
    fn drops(&mut self) {
        let mut exits = vec![0u8; self.problem.items.len()];
        for link in self.problem.links.iter().filter(|l| l.exit.is_some()) {
            exits[link.from] = exits[link.from].saturating_add(1);
        }
        for (at, link) in self.problem.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            let (Some(exit), false, [_, next, ..]) = (link.exit, chain.back, chain.path.as_slice()) else { continue };
            let y = if chain.path.len() == 2 { self.ports[at][1] } else { self.y[*next as usize] };
            let centre = self.y[link.from];
            let below = y > self.ports[at][0] && y >= centre + self.problem.items[link.from].bottom - 0.5;
            if exits[link.from] != 1 || exit.row < 0.0 || !below || !self.clear(link.from, y, true, None) {
                continue;
            }
            let layer = self.net.vertices[link.from].layer as usize;
            let from = centre + exit.start;
            let met = |s: &Stem| (s.dx - exit.dx).abs() < TRACK - 2.0 && s.from < y + TRACK - 2.0 && from < s.to + TRACK - 2.0;
            if !self.stems[layer].iter().any(met) {
                let owner = (link.from as u32, true);
                self.stems[layer].push(Stem { from, to: y, dx: exit.dx, owner, rightwards: true, leaving: true });
                self.ports[at][0] = y;
            }
        }
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
        if let Some(y) = self.mids[at] {
            let sign = if yv > yu { 1.0 } else { -1.0 };
            let (start, end) = (yu + sign * from.half_h, yv - sign * to.half_h);
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
