//! Widths of columns and channels, and with them every x: the drawing of one level, and what it costs.
//!
//! O(v + points). The cost is in pixels: crossings and bends weigh as much as a detour a reader would prefer to them.

use super::channels::Tracks;
use super::flat::{COLUMN_GAP, PLUMB_MOST, Problem, Solved, TRACK};
use super::ports::{Ways, X};
use super::proper::Net;
use super::rows::Rows;
use super::stagger;
use crate::geometry::{Point, Rect};

/// Free space between a column and the first track beside it.
const MARGIN: f64 = 20.0;

/// Distance between a line and the label that stands aside of it.
const TAG_ASIDE: f64 = 6.0;

/// Gives everything its x. Pools have columns of their own, tied only where messages join them, so that a wide step in
/// one makes no gap in another.
pub(super) fn draw(problem: &Problem, net: &Net, rows: &Rows, ways: &Ways, tracks: &Tracks) -> Solved {
    let pool = pools(problem, net.layers);
    let pools = pool.iter().max().map_or(1, |p| p + 1);
    let of = |item: usize| pool[problem.items[item].band];
    let mut left = vec![vec![0.0f64; net.layers]; pools];
    let mut right = left.clone();
    let mut used = vec![vec![pools == 1; net.layers]; pools];
    let mut loops = vec![false; problem.items.len()];
    for link in problem.links.iter().filter(|l| l.from == l.to) {
        loops[link.from] = true;
    }
    let right_of = right_of(problem, net, ways);
    for (at, item) in problem.items.iter().enumerate() {
        let (p, l) = (of(at), net.vertices[at].layer as usize);
        let aside = item.tag.filter(|_| ways.taken[at][usize::from(!item.tag_above)]).map_or(0.0, |t| t.width + TAG_ASIDE);
        left[p][l] = left[p][l].max(item.left).max(if right_of[at] { 0.0 } else { aside });
        right[p][l] = right[p][l].max(item.right).max(if right_of[at] { aside } else { 0.0 });
        used[p][l] = true;
    }
    let mut owner = vec![0; ways.runs.len()];
    let mut count = vec![vec![0u32; net.layers + 1]; pools];
    for (at, link) in problem.links.iter().enumerate() {
        for (x, _) in &ways.points[at] {
            let X::Run(run) = *x else { continue };
            let (p, run) = (of(link.from), run as usize);
            owner[run] = p;
            let count = &mut count[p][ways.runs[run].channel as usize];
            *count = (*count).max(tracks.track[run] + 1);
        }
    }
    let mut width = vec![vec![0.0f64; net.layers + 1]; pools];
    for (p, widths) in width.iter_mut().enumerate() {
        for (c, width) in widths.iter_mut().enumerate() {
            let k = count[p][c];
            let lanes = (f64::from(k) - 1.0).max(0.0) * TRACK;
            let outer = c == 0 || c == net.layers;
            let least = if outer || k == 0 && !used[p][c - 1] { 0.0 } else { COLUMN_GAP };
            *width = if k == 0 { least } else { (lanes + if outer { MARGIN } else { 2.0 * MARGIN }).max(least) };
        }
    }
    let mut crowd: Vec<Vec<(f64, f64)>> = vec![Vec::new(); net.layers + 1];
    for run in &ways.runs {
        let [a, b] = run.ends;
        crowd[run.channel as usize].push((a.y.min(b.y), a.y.max(b.y)));
    }
    for (at, link) in problem.links.iter().enumerate() {
        let Some(label) = link.label else { continue };
        let chain = &net.chains[at];
        if chain.back || chain.path.is_empty() {
            continue;
        }
        // The label stands beside the first horizontal piece: from the box (or the middle of its column) to the channel.
        let (p, l) = (of(link.from), net.vertices[link.from].layer as usize);
        let start = match ways.points[at].first() {
            Some((X::Column(_, dx), y)) if (*y - rows.y[link.from]).abs() < 0.5 * problem.items[link.from].half_h => *dx,
            _ => link.exit.map_or(0.0, |e| e.dx),
        };
        // Vertical pieces that pass its height stand between the box and the label.
        let y = ways.points[at].get(1).map_or(0.0, |p| p.1);
        let passed = crowd[l + 1].iter().any(|(top, bottom)| *top < y + label.height && y - label.height < *bottom);
        let need = if passed {
            COLUMN_GAP / 2.0 + (f64::from(count[p][l + 1]) - 1.0) * TRACK + label.width + 14.0
        } else {
            label.width + 14.0 - (right[p][l] - start)
        };
        width[p][l + 1] = width[p][l + 1].max(need);
    }
    let (start, centre) = places(problem, net, &pool, &left, &right, &width);
    let x = (0..pools).map(|p| start[p][net.layers] + width[p][net.layers]).fold(0.0, f64::max);
    let track = |run: u32| {
        let (p, c) = (owner[run as usize], ways.runs[run as usize].channel as usize);
        let lanes = (f64::from(count[p][c]) - 1.0).max(0.0) * TRACK;
        let free = width[p][c] - lanes;
        let before = if c == 0 {
            0.0
        } else if c == net.layers {
            MARGIN
        } else {
            (free / 2.0).min(COLUMN_GAP / 2.0)
        };
        (start[p][c] + before).round() + f64::from(tracks.track[run as usize]) * TRACK
    };
    let mut out = Solved {
        bands: rows.bands.clone(),
        width: x,
        height: rows.height,
        columns: net.vertices[..net.boxes].iter().map(|v| v.layer as usize).collect(),
        ..Solved::default()
    };
    for (at, item) in problem.items.iter().enumerate() {
        let at_point = Point::new(centre[of(at)][net.vertices[at].layer as usize], rows.y[at]);
        out.centres.push(at_point);
        out.tags.push(item.tag.map(|tag| {
            let aside = ways.taken[at][usize::from(!item.tag_above)] || loops[at] && item.tag_above;
            let dx = match aside {
                true if right_of[at] => TAG_ASIDE,
                true => -tag.width - TAG_ASIDE,
                false => -tag.width / 2.0,
            };
            // Beside a line the label may come nearer: the corner of a diamond and a circle leave room.
            let dy = if item.tag_above { -item.half_h - 4.0 - tag.height } else { item.half_h + 4.0 };
            Rect::new(at_point.x + dx, at_point.y + dy, tag.width, tag.height)
        }));
    }
    for (link, points) in problem.links.iter().zip(&ways.points) {
        let centre = &centre[of(link.from)];
        let place = |x: X| match x {
            X::Column(l, dx) => centre[l as usize] + dx,
            X::Run(run) => track(run),
        };
        out.routes.push(tidy(points.iter().map(|(x, y)| Point::new(place(*x), *y))));
    }
    out
}

/// The boxes whose label, where a line takes its middle, stands right of that line: it comes from the left below the label
/// (or above it), and none leaves so to the right.
fn right_of(problem: &Problem, net: &Net, ways: &Ways) -> Vec<bool> {
    let mut sides = vec![[false; 2]; problem.items.len()];
    for (at, link) in problem.links.iter().enumerate() {
        let points = &ways.points[at];
        if points.len() < 3 || net.chains[at].back || link.from == link.to {
            continue;
        }
        let last = points.len() - 1;
        for (side, item, (x, y), (turn, turned)) in [(0, link.to, points[last], points[last - 1]), (1, link.from, points[0], points[1])] {
            let item_tag = problem.items[item].tag.filter(|_| problem.items[item].tag_above == (turned < y));
            let low = item_tag.is_some_and(|tag| (turned - y).abs() < tag.height + 8.0);
            sides[item][side] |= x == turn && low;
        }
    }
    sides.into_iter().map(|[from_left, to_right]| from_left && !to_right).collect()
}

/// The group of each band, from 0: bands that a flow joins, and those it passes, are one group; mostly a pool.
fn pools(problem: &Problem, layers: usize) -> Vec<usize> {
    let count = problem.bands.len();
    // Beyond this many places of columns the gain is not worth the memory.
    if problem.aligned || count.saturating_mul(layers) > 1_000_000 {
        return vec![0; count];
    }
    // A flow also passes every band between its own two: how far down each band is bound to the next.
    let mut reach: Vec<usize> = (0..count).collect();
    for link in &problem.links {
        let [a, b] = [link.from, link.to].map(|i| problem.items[i].band);
        reach[a.min(b)] = reach[a.min(b)].max(a.max(b));
    }
    let (mut group, mut bound) = (0, 0);
    (0..count)
        .map(|band| {
            if band > bound {
                group += 1;
            }
            bound = bound.max(reach[band]);
            group
        })
        .collect()
}

/// Where each channel starts and each column has its centre, per pool: as far left as its own content and the messages
/// allow. Steps of one column that a message joins share their centre; a message to a later column does not run back.
fn places(
    problem: &Problem,
    net: &Net,
    pool: &[usize],
    left: &[Vec<f64>],
    right: &[Vec<f64>],
    width: &[Vec<f64>],
) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let pools = left.len();
    let mut centre = vec![vec![0.0; net.layers]; pools];
    let mut start = vec![vec![0.0; net.layers + 1]; pools];
    // Per column: pools that must agree, and pools that begin no earlier than a column of another.
    let mut same: Vec<Vec<(usize, usize)>> = vec![Vec::new(); net.layers];
    let mut after: Vec<Vec<(usize, usize, usize)>> = vec![Vec::new(); net.layers];
    for tie in &problem.ties {
        let [a, b] = [tie.from, tie.to].map(|i| (pool[problem.items[i].band], net.vertices[i].layer as usize));
        let (a, b) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        if a.0 == b.0 {
            continue;
        }
        if a.1 == b.1 {
            same[a.1].push((a.0, b.0));
        } else {
            after[b.1].push((b.0, a.0, a.1));
        }
    }
    let mut x: Vec<f64> = vec![0.0; pools];
    for l in 0..net.layers {
        for p in 0..pools {
            start[p][l] = x[p];
            centre[p][l] = (x[p] + width[p][l] + left[p][l]).round();
        }
        for &(p, other, column) in &after[l] {
            centre[p][l] = f64::max(centre[p][l], centre[other][column]);
        }
        // As often as there are pools at most: what agrees with one agrees with all it agrees with.
        for _ in 0..pools {
            let mut moved = false;
            for &(p, q) in &same[l] {
                let far = f64::max(centre[p][l], centre[q][l]);
                moved |= centre[p][l] < far || centre[q][l] < far;
                (centre[p][l], centre[q][l]) = (far, far);
            }
            if !moved {
                break;
            }
        }
        for p in 0..pools {
            x[p] = centre[p][l] + right[p][l];
        }
    }
    for p in 0..pools {
        start[p][net.layers] = x[p];
    }
    (start, centre)
}

/// Drops points that are doubled or lie in the middle of a straight piece.
pub(super) fn tidy(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for p in points {
        if out.last().is_some_and(|l| (l.x - p.x).abs() < 0.01 && (l.y - p.y).abs() < 0.01) {
            continue;
        }
        while let [.., a, b] = out[..] {
            let flat = (a.y - b.y).abs() < 0.01 && (b.y - p.y).abs() < 0.01 && (b.x - a.x) * (p.x - b.x) >= 0.0;
            let steep = (a.x - b.x).abs() < 0.01 && (b.x - p.x).abs() < 0.01 && (b.y - a.y) * (p.y - b.y) >= 0.0;
            if !flat && !steep {
                break;
            }
            out.pop();
        }
        out.push(p);
    }
    out
}

/// What a reader pays for a drawing, in pixels: length, bends, crossings, area's half perimeter.
pub(super) fn cost(problem: &Problem, solved: &Solved) -> f64 {
    let mut total = (solved.width + 2.0 * solved.height) * 0.8;
    let mut flat: Vec<(f64, f64, f64, u32)> = Vec::new();
    let mut steep: Vec<(f64, f64, f64, u32)> = Vec::new();
    for (at, route) in solved.routes.iter().enumerate() {
        total += 60.0 * route.len().saturating_sub(2) as f64;
        for pair in route.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            total += 0.1 * ((a.x - b.x).abs() + (a.y - b.y).abs());
            if a.y == b.y {
                flat.push((a.y, a.x.min(b.x), a.x.max(b.x), at as u32));
            } else {
                steep.push((a.x, a.y.min(b.y), a.y.max(b.y), at as u32));
            }
        }
    }
    if flat.len() + steep.len() > 3000 {
        return total;
    }
    flat.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (x, top, bottom, s) in &steep {
        let from = flat.partition_point(|f| f.0 <= *top);
        for (_, left, right, f) in flat[from..].iter().take_while(|f| f.0 < *bottom) {
            if left < x && x < right && s != f {
                let (a, b) = (&problem.links[*s as usize], &problem.links[*f as usize]);
                let kin = a.from == b.from || a.to == b.to;
                total += if kin { 80.0 } else { 220.0 };
            }
        }
    }
    for pole in &problem.poles {
        let (item, at) = (&problem.items[pole.item], solved.centres[pole.item]);
        let (top, bottom) = match solved.bands[pole.band] {
            (top, _) if pole.band > item.band => (at.y + item.half_h, top),
            (_, bottom) => (bottom, at.y - item.half_h),
        };
        let from = flat.partition_point(|f| f.0 <= top);
        let met = flat[from..].iter().take_while(|f| f.0 < bottom).filter(|(_, left, right, _)| *left < at.x && at.x < *right);
        total += 120.0 * met.count() as f64;
    }
    if problem.items.len() <= PLUMB_MOST {
        total += 200.0 * stagger::blockers(problem, solved).len() as f64;
        for tie in problem.ties.iter().filter(|tie| tie.length == 0) {
            let [a, b] = [tie.from, tie.to];
            let aside = (solved.centres[a].x - solved.centres[b].x).abs();
            let reach = problem.items[a].half_w.max(problem.items[b].half_w) - 6.0;
            total += if aside > reach { 120.0 + 0.1 * aside } else { 0.0 };
        }
    }
    total
}
