//! Long lines get a vertex in every column they pass, so that from here on lines join neighbouring columns only.
//!
//! A flow that runs back is no reversed line: its chain passes every column from its target's to its source's, both
//! included, so that it is drawn as a U around what it loops over. O(n + length of all lines in columns).

use super::flat::{BOX_GAP, LINE_GAP, Problem, TRACK};

/// In which band a long line between two bands runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// The one with fewer boxes on the way.
    Emptier,
    /// The band it comes from.
    Source,
    /// The band it goes to.
    Target,
}

impl Policy {
    /// All, the usual first.
    pub(super) const ALL: [Policy; 3] = [Policy::Emptier, Policy::Source, Policy::Target];
}

/// A box or a place where a line passes a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    /// Its column.
    pub layer: u32,
    /// Its band.
    pub band: u32,
    /// The link that passes here; none for a box.
    pub link: Option<u32>,
    /// Free space above its centre.
    pub up: f64,
    /// Free space below its centre.
    pub down: f64,
}

/// A piece of a link between neighbouring columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seg {
    /// The vertex on the left.
    pub a: u32,
    /// The vertex on the right.
    pub b: u32,
    /// The link.
    pub link: u32,
    /// How far below the centre of `a` the line starts.
    pub dy: f64,
}

/// The way of a link through the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    /// By rising column; with both boxes where the link runs forward, without them where it runs back.
    pub path: Vec<u32>,
    /// Whether it runs back.
    pub back: bool,
    /// Whether both ends share a column: a vertical line without a path.
    pub plumb: bool,
}

/// The problem with neighbouring columns only. The first vertices are the boxes in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    /// Boxes, then passing places.
    pub vertices: Vec<Vertex>,
    /// Pieces of lines, sorted by the column of `a`.
    pub segs: Vec<Seg>,
    /// Per vertex the pieces that come from the left.
    pub from_left: Lists,
    /// Per vertex the pieces that leave to the right.
    pub to_right: Lists,
    /// Per link its chain; empty for a link from a box to itself or within its column.
    pub chains: Vec<Chain>,
    /// What a vertical line joins in one column: a box and the passing place of a line that runs back, or two boxes.
    pub hooks: Vec<(u32, u32)>,
    /// Per box how many lines will leave it upwards and downwards; empty where none does.
    pub poles: Vec<[u32; 2]>,
    /// How many columns there are.
    pub layers: usize,
    /// How many boxes there are.
    pub boxes: usize,
    /// How many bands there are.
    pub bands: usize,
}

/// Many short lists in two long ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// One list per key below `n`; `pairs` are (key, item), kept in order within a key.
    pub(super) fn new(n: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut start = vec![0u32; n + 1];
        for (key, _) in pairs.clone() {
            start[key as usize + 1] += 1;
        }
        for at in 0..n {
            start[at + 1] += start[at];
        }
        let mut next = start.clone();
        let mut items = vec![0; start[n] as usize];
        for (key, item) in pairs {
            let slot = &mut next[key as usize];
            items[*slot as usize] = item;
            *slot += 1;
        }
        Self { start, items }
    }

    /// The list of `key`.
    pub(super) fn get(&self, key: u32) -> &[u32] {
        &self.items[self.start[key as usize] as usize..self.start[key as usize + 1] as usize]
    }
}

/// Builds the net; `layer` and `back` come from the phases before.
pub(super) fn build(problem: &Problem, layer: &[usize], back: &[bool], policy: Policy) -> Net {
    let layers = layer.iter().copied().max().map_or(0, |l| l + 1);
    let bands = problem.bands.len().max(1);
    let mut net = Net { layers, boxes: problem.items.len(), bands, ..Net::default() };
    let mut load = vec![0u32; if policy == Policy::Emptier { layers * bands } else { 0 }];
    for (item, &l) in problem.items.iter().zip(layer) {
        if policy == Policy::Emptier {
            load[l * bands + item.band] += 1;
        }
        net.vertices.push(Vertex {
            layer: l as u32,
            band: item.band as u32,
            link: None,
            up: item.top + BOX_GAP / 2.0,
            down: item.bottom + BOX_GAP / 2.0,
        });
    }
    if !problem.poles.is_empty() {
        net.poles = vec![[0; 2]; problem.items.len()];
    }
    for pole in &problem.poles {
        net.poles[pole.item][usize::from(pole.band > problem.items[pole.item].band)] += 1;
    }
    for (at, link) in problem.links.iter().enumerate() {
        let plumb = !back[at] && link.from != link.to && layer[link.from] == layer[link.to];
        let mut chain = Chain { path: Vec::new(), back: back[at], plumb };
        if link.from == link.to || plumb {
            if plumb {
                net.hooks.push((link.from as u32, link.to as u32));
            }
            net.chains.push(chain);
            continue;
        }
        let (first, last) = if back[at] { (layer[link.to], layer[link.from] + 1) } else { (layer[link.from] + 1, layer[link.to]) };
        let (p, q) = (problem.items[link.from].band, problem.items[link.to].band);
        let band = match policy {
            _ if p == q => p,
            Policy::Source => p,
            Policy::Target => q,
            Policy::Emptier => {
                let crowd = |b: usize| (first..last).map(|l| load[l * bands + b]).sum::<u32>();
                if crowd(q) < crowd(p) { q } else { p }
            }
        };
        if !back[at] {
            chain.path.push(link.from as u32);
        }
        for l in first..last {
            chain.path.push(net.vertices.len() as u32);
            let half = TRACK / 2.0;
            let vertex = Vertex { layer: l as u32, band: band as u32, link: Some(at as u32), up: half, down: half };
            net.vertices.push(vertex);
        }
        if back[at] {
            if let (Some(&v), Some(&u)) = (chain.path.first(), chain.path.last()) {
                net.hooks.push((link.to as u32, v));
                net.hooks.push((link.from as u32, u));
            }
        } else {
            chain.path.push(link.to as u32);
        }
        let dy = link.exit.map_or(0.0, |e| e.row);
        for (step, pair) in chain.path.windows(2).enumerate() {
            let dy = if step == 0 && !back[at] { dy } else { 0.0 };
            net.segs.push(Seg { a: pair[0], b: pair[1], link: at as u32, dy });
        }
        net.chains.push(chain);
    }
    let vertices = &net.vertices;
    net.segs.sort_by_key(|s| vertices[s.a as usize].layer);
    let n = net.vertices.len();
    net.from_left = Lists::new(n, net.segs.iter().enumerate().map(|(at, s)| (s.b, at as u32)));
    net.to_right = Lists::new(n, net.segs.iter().enumerate().map(|(at, s)| (s.a, at as u32)));
    net
}

/// The least distance between the centres of two vertices above each other.
pub(super) fn distance(a: &Vertex, b: &Vertex) -> f64 {
    // A box keeps half its gap itself; beside a line the other half is what the line needs.
    let slack = match (a.link, b.link) {
        (None, None) | (Some(_), Some(_)) => 0.0,
        _ => LINE_GAP - (BOX_GAP + TRACK) / 2.0,
    };
    a.down + b.up + slack
}
