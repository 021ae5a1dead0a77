//! The order inside each column: barycentre sweeps from several starts, then neighbours change places.
//!
//! The band is the first key, so bands stay contiguous by construction. Sugiyama, Tagawa and Toda 1981; crossings are
//! counted with an accumulator tree in O(e log v) (Barth, Mutzel and Jünger 2004). Larger nets get fewer starts.

use super::proper::Net;

/// Work allowed for all starts together, in pieces of lines visited.
const BUDGET: usize = 60_000;

/// The vertices of each column from top to bottom, and the place of each vertex in its column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Order {
    /// Per column its vertices.
    pub layers: Vec<Vec<u32>>,
    /// Per vertex its place.
    pub place: Vec<u32>,
}

impl Order {
    fn refresh(&mut self, layer: usize) {
        for (at, v) in self.layers[layer].iter().enumerate() {
            self.place[*v as usize] = at as u32;
        }
    }
}

/// A few good orders, the best first; at least one.
pub(super) fn order(net: &Net) -> Vec<Order> {
    let size = net.segs.len() + net.vertices.len();
    let starts = (BUDGET / size.max(1)).clamp(1, 12);
    let mut found: Vec<(u64, Order)> = Vec::new();
    let first = first(net);
    let mut work = Work::new(net);
    for start in 0..starts {
        let mut order = first.clone();
        match start {
            0 => {}
            1 => order.layers.iter_mut().for_each(|l| l.reverse()),
            _ => shuffle(&mut order, start as u64),
        }
        for l in 0..net.layers {
            order.layers[l].sort_by_key(|v| net.vertices[*v as usize].band);
            order.refresh(l);
        }
        let (cost, order) = work.improve(net, order);
        if !found.iter().any(|(c, o)| *c == cost && *o == order) {
            found.push((cost, order));
        }
        if cost == 0 && start >= 1 {
            break;
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    let least = found[0].0;
    let keep = if size < 400 { 4 } else { 1 };
    found.into_iter().filter(|(c, _)| *c <= least + 1).take(keep).map(|(_, o)| o).collect()
}

/// Depth first from the first column, in written order.
fn first(net: &Net) -> Order {
    let n = net.vertices.len();
    let mut order = Order { layers: vec![Vec::new(); net.layers], place: vec![0; n] };
    let mut seen = vec![false; n];
    let mut roots: Vec<u32> = (0..n as u32).filter(|v| net.from_left.get(*v).is_empty()).collect();
    roots.sort_by_key(|v| net.vertices[*v as usize].link.is_some());
    let mut stack = Vec::new();
    for root in roots {
        stack.push(root);
        while let Some(v) = stack.pop() {
            if std::mem::replace(&mut seen[v as usize], true) {
                continue;
            }
            order.layers[net.vertices[v as usize].layer as usize].push(v);
            stack.extend(net.to_right.get(v).iter().rev().map(|s| net.segs[*s as usize].b));
        }
    }
    order
}

fn shuffle(order: &mut Order, seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for layer in &mut order.layers {
        for at in (1..layer.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            layer.swap(at, (state % (at as u64 + 1)) as usize);
        }
    }
}

/// Buffers kept between rounds.
struct Work {
    hooks: Vec<Vec<u32>>,
    tree: Vec<u32>,
    keys: Vec<f64>,
    ends: Vec<(u32, u32)>,
}

impl Work {
    fn new(net: &Net) -> Self {
        let mut hooks = vec![Vec::new(); if net.hooks.is_empty() { 0 } else { net.vertices.len() }];
        for &(a, b) in &net.hooks {
            hooks[a as usize].push(b);
            hooks[b as usize].push(a);
        }
        Self { hooks, tree: Vec::new(), keys: vec![0.0; net.vertices.len()], ends: Vec::new() }
    }

    fn hooked(&self, v: u32) -> &[u32] {
        self.hooks.get(v as usize).map_or(&[], Vec::as_slice)
    }

    fn improve(&mut self, net: &Net, mut order: Order) -> (u64, Order) {
        let mut best = order.clone();
        let mut least = self.cost(net, &order);
        let rounds: usize = if net.segs.len() > 20_000 { 4 } else { 8 };
        let mut idle = 0;
        for round in 0..rounds {
            for step in 0..net.layers {
                let l = if round.is_multiple_of(2) { step } else { net.layers - 1 - step };
                self.sort(net, &mut order, l, round);
            }
            let cost = self.cost(net, &order);
            if cost < least {
                least = cost;
                best.clone_from(&order);
                idle = 0;
            } else {
                idle += 1;
            }
            if least == 0 || idle >= 3 {
                break;
            }
        }
        if least > 0 {
            self.switch(net, &mut best);
            least = self.cost(net, &best);
        }
        (least, best)
    }

    /// Sorts a column by the mean place of its neighbours on the side the sweep comes from.
    fn sort(&mut self, net: &Net, order: &mut Order, l: usize, round: usize) {
        let rightwards = round.is_multiple_of(2);
        let layer = std::mem::take(&mut order.layers[l]);
        let beside = if rightwards { l.checked_sub(1) } else { Some(l + 1) };
        let reference = beside.and_then(|b| order.layers.get(b)).map_or(0, Vec::len);
        let scale = if reference == 0 { 1.0 } else { reference as f64 / layer.len().max(1) as f64 };
        let mut bare = Vec::new();
        for (at, &v) in layer.iter().enumerate() {
            let segs = if rightwards { net.from_left.get(v) } else { net.to_right.get(v) };
            if segs.is_empty() {
                bare.push(v);
                self.keys[v as usize] = (at as f64 + 0.5) * scale - 0.5;
                continue;
            }
            let sum: f64 = segs
                .iter()
                .map(|s| {
                    let seg = &net.segs[*s as usize];
                    let w = if rightwards { seg.a } else { seg.b };
                    f64::from(order.place[w as usize]) + if rightwards && seg.dy > 0.0 { 0.3 } else { 0.0 }
                })
                .sum();
            self.keys[v as usize] = sum / segs.len() as f64;
        }
        for v in bare {
            // A line that turns round in this column stays beside the box where it turns.
            if let Some(&w) = self.hooked(v).first().filter(|_| net.vertices[v as usize].link.is_some()) {
                let side = if order.place[v as usize] < order.place[w as usize] { -0.01 } else { 0.01 };
                self.keys[v as usize] = self.keys[w as usize] + side;
            }
        }
        let mut sorted = layer;
        if round % 4 >= 2 {
            sorted.reverse();
        }
        let keys = &self.keys;
        sorted.sort_by(|a, b| {
            let (p, q) = (&net.vertices[*a as usize], &net.vertices[*b as usize]);
            p.band.cmp(&q.band).then(keys[*a as usize].total_cmp(&keys[*b as usize]))
        });
        order.layers[l] = sorted;
        order.refresh(l);
    }

    /// Crossings between all neighbouring columns, and what lies between the two places a turning line joins.
    fn cost(&mut self, net: &Net, order: &Order) -> u64 {
        let mut total = 0u64;
        for l in 0..net.layers.saturating_sub(1) {
            self.ends.clear();
            for &v in &order.layers[l] {
                let from = self.ends.len();
                for &s in net.to_right.get(v) {
                    let seg = &net.segs[s as usize];
                    let sub = u32::from(seg.dy > 0.0);
                    self.ends.push((order.place[v as usize] * 2 + sub, order.place[seg.b as usize]));
                }
                self.ends[from..].sort_unstable();
            }
            let width = order.layers[l + 1].len();
            total += inversions(&self.ends, width, &mut self.tree);
        }
        for &(a, b) in &net.hooks {
            total += gap(net, order, a, b);
        }
        for (v, pole) in net.poles.iter().enumerate().filter(|(_, p)| **p != [0; 2]) {
            total += passed(net, order, v as u32, pole);
        }
        total
    }

    /// Greedy switching: neighbours of one band change places while that saves crossings.
    fn switch(&mut self, net: &Net, order: &mut Order) {
        for _ in 0..6 {
            let mut better = false;
            for l in 0..net.layers {
                for at in 1..order.layers[l].len() {
                    let (a, b) = (order.layers[l][at - 1], order.layers[l][at]);
                    if net.vertices[a as usize].band != net.vertices[b as usize].band {
                        continue;
                    }
                    let (now, then) = self.pair(net, order, a, b);
                    if then < now {
                        order.layers[l].swap(at - 1, at);
                        order.place.swap(a as usize, b as usize);
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    /// Cost of `a` directly above `b`, and of the contrary.
    fn pair(&self, net: &Net, order: &Order, a: u32, b: u32) -> (i64, i64) {
        let (mut now, mut then) = (0i64, 0i64);
        for left in [true, false] {
            let list = |v: u32| if left { net.from_left.get(v) } else { net.to_right.get(v) };
            let end = |s: u32| {
                let seg = &net.segs[s as usize];
                order.place[(if left { seg.a } else { seg.b }) as usize] * 2 + u32::from(left && seg.dy > 0.0)
            };
            for &s in list(a) {
                for &t in list(b) {
                    let (p, q) = (end(s), end(t));
                    now += i64::from(p > q);
                    then += i64::from(p < q);
                }
            }
        }
        for (v, other, above) in [(a, b, true), (b, a, false)] {
            for &w in self.hooked(v) {
                if w == other {
                    continue;
                }
                // The hooked partner lies above or below both: the other lies between when it is on that side.
                let partner_above = order.place[w as usize] < order.place[v as usize];
                let weight = weight(net, other);
                if partner_above != above {
                    now += weight;
                } else {
                    then += weight;
                }
            }
            // A line that leaves upwards passes what is above, one that leaves downwards what is below.
            if let Some(pole) = net.poles.get(v as usize) {
                let weight = weight(net, other);
                now += weight * i64::from(pole[usize::from(above)]);
                then += weight * i64::from(pole[usize::from(!above)]);
            }
        }
        (now, then)
    }
}

fn weight(net: &Net, between: u32) -> i64 {
    if net.vertices[between as usize].link.is_some() { 1 } else { 2 }
}

/// What lies in the band of `v` where its poles pass.
fn passed(net: &Net, order: &Order, v: u32, pole: &[u32; 2]) -> u64 {
    let vertex = &net.vertices[v as usize];
    let layer = &order.layers[vertex.layer as usize];
    let (above, below) = layer.split_at(order.place[v as usize] as usize);
    let here = |w: &&u32| net.vertices[**w as usize].band == vertex.band;
    let sum = |list: &mut dyn Iterator<Item = &u32>| list.take_while(here).map(|w| weight(net, *w) as u64).sum::<u64>();
    let mut total = 0;
    if pole[0] > 0 {
        total += u64::from(pole[0]) * sum(&mut above.iter().rev());
    }
    if pole[1] > 0 {
        total += u64::from(pole[1]) * sum(&mut below.iter().skip(1));
    }
    total
}

fn gap(net: &Net, order: &Order, a: u32, b: u32) -> u64 {
    let (p, q) = (order.place[a as usize], order.place[b as usize]);
    let layer = &order.layers[net.vertices[a as usize].layer as usize];
    let (p, q) = (p.min(q) as usize, p.max(q) as usize);
    layer[(p + 1).min(q)..q].iter().map(|v| weight(net, *v) as u64).sum()
}

/// Pairs out of order among the second parts of `ends`, which are sorted; equal first parts do not cross.
fn inversions(ends: &[(u32, u32)], width: usize, tree: &mut Vec<u32>) -> u64 {
    if ends.len() < 12 {
        let mut total = 0;
        for (at, (p, q)) in ends.iter().enumerate() {
            total += ends[..at].iter().filter(|(r, s)| r < p && s > q).count() as u64;
        }
        return total;
    }
    tree.clear();
    tree.resize(width + 1, 0);
    let (mut total, mut inside) = (0u64, 0u64);
    for &(_, q) in ends {
        let mut at = q as usize + 1;
        let mut upto = 0u64;
        while at > 0 {
            upto += u64::from(tree[at]);
            at &= at - 1;
        }
        total += inside - upto;
        inside += 1;
        let mut at = q as usize + 1;
        while at <= width {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}
