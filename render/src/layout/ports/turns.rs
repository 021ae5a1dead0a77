//! Which lines turn in the middle of a column: at the tops and bottoms of their boxes, where that is free.

use super::super::flat::TRACK;
use super::Desk;

/// A vertical piece in the middle of a column.
pub(super) struct Stem {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) dx: f64,
    /// Box and side it hangs on; several lines of a gateway may share it.
    pub(super) owner: (u32, bool),
    /// Whether the horizontal piece at its end leads to the right.
    pub(super) rightwards: bool,
    /// Whether the line leaves the box here.
    pub(super) leaving: bool,
}

/// Whether lines of one box may run together for a stub.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// Each line has its side.
    Never,
    /// Those that leave, or those that arrive, at one corner.
    Kin,
}

impl Desk<'_> {
    /// Lines within a column take their sides before any other.
    pub(super) fn plumb(&mut self) {
        for (at, link) in self.problem.links.iter().enumerate() {
            if !self.net.chains[at].plumb {
                continue;
            }
            let (yu, yv) = (self.y[link.from], self.y[link.to]);
            let down = yv > yu;
            let owner = (link.from as u32, down);
            // Nothing else may share it: it leaves the column neither way.
            let stem = Stem { from: yu.min(yv), to: yu.max(yv), dx: 0.0, owner, rightwards: false, leaving: true };
            self.stems[self.net.vertices[link.from].layer as usize].push(stem);
            self.ways.taken[link.from][usize::from(down)] = true;
            self.ways.taken[link.to][usize::from(!down)] = true;
        }
    }

    /// Lines that run back turn at the top or bottom of their boxes where nothing lies between.
    pub(super) fn turns_back(&mut self) {
        for (at, link) in self.problem.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            let (true, Some(&v), Some(&u)) = (chain.back, chain.path.first(), chain.path.last()) else { continue };
            if link.exit.is_none() {
                self.ells[at][0] = self.stem(link.from, self.y[u as usize], [true, false], Some(u), Sharing::Kin);
            }
            self.ells[at][1] = self.stem(link.to, self.y[v as usize], [false, true], Some(v), Sharing::Kin);
        }
    }

    /// A border event whose line leads further down drops to that height at once, where it is the only one and free.
    pub(super) fn drops(&mut self) {
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

    /// Ls at the branches (`end` 0) or the incoming lines (1) of gateways: each on a side of its own while there are
    /// sides, the farthest first at top and bottom, so that the nearer one inside it meets nothing; then they share.
    pub(super) fn branches(&mut self, end: usize) {
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
    pub(super) fn ells(&mut self) {
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
    pub(super) fn mids(&mut self) {
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
                // Not on a border between lanes, where it would be taken for the border.
                let border = self.bands.iter().any(|(top, bottom)| (top - y).abs() < 6.0 || (bottom - y).abs() < 6.0);
                let met = border || levels[layer].iter().any(|l| (l - y).abs() < TRACK - 2.0);
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
        // What hangs on a step beside the way leaves no room to turn before its end.
        let hung = if down { me.bottom } else { me.top };
        if !me.points && hung > me.half_h && (y - centre).abs() < hung + TRACK {
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
}
