//! Widths of columns and channels, and with them every x: the drawing of one level, and what it costs.
//!
//! O(v + points). The cost is in pixels: crossings and bends weigh as much as a detour a reader would prefer to them.

use super::channels::Tracks;
use super::flat::{COLUMN_GAP, Problem, Solved, TRACK};
use super::ports::{Ways, X};
use super::proper::Net;
use super::rows::Rows;
use crate::geometry::{Point, Rect};

/// Free space between a column and the first track beside it.
const MARGIN: f64 = 20.0;

/// Gives everything its x.
pub(super) fn draw(problem: &Problem, net: &Net, rows: &Rows, ways: &Ways, tracks: &Tracks) -> Solved {
    let mut left = vec![0.0f64; net.layers];
    let mut right = vec![0.0f64; net.layers];
    let mut loops = vec![false; problem.items.len()];
    for link in problem.links.iter().filter(|l| l.from == l.to) {
        loops[link.from] = true;
    }
    for (at, item) in problem.items.iter().enumerate() {
        let l = net.vertices[at].layer as usize;
        let aside = item.tag.filter(|_| ways.taken[at][usize::from(!item.tag_above)]);
        left[l] = left[l].max(item.left).max(aside.map_or(0.0, |t| t.width + 6.0));
        right[l] = right[l].max(item.right);
    }
    let mut width: Vec<f64> = tracks
        .count
        .iter()
        .enumerate()
        .map(|(c, k)| {
            let lanes = (f64::from(*k) - 1.0).max(0.0) * TRACK;
            let outer = c == 0 || c == net.layers;
            let least = if outer { 0.0 } else { COLUMN_GAP };
            if *k == 0 { least } else { (lanes + if outer { MARGIN } else { 2.0 * MARGIN }).max(least) }
        })
        .collect();
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
        let l = net.vertices[link.from].layer as usize;
        let start = match ways.points[at].first() {
            Some((X::Column(_, dx), y)) if (*y - rows.y[link.from]).abs() < 0.5 * problem.items[link.from].half_h => *dx,
            _ => link.exit.map_or(0.0, |e| e.dx),
        };
        // Vertical pieces that pass its height stand between the box and the label.
        let y = ways.points[at].get(1).map_or(0.0, |p| p.1);
        let passed = crowd[l + 1].iter().any(|(top, bottom)| *top < y + label.height && y - label.height < *bottom);
        let need = if passed {
            COLUMN_GAP / 2.0 + (f64::from(tracks.count[l + 1]) - 1.0) * TRACK + label.width + 14.0
        } else {
            label.width + 14.0 - (right[l] - start)
        };
        width[l + 1] = width[l + 1].max(need);
    }
    let mut centre = vec![0.0; net.layers];
    let mut start = vec![0.0; net.layers + 1];
    let mut x: f64 = 0.0;
    for l in 0..net.layers {
        start[l] = x;
        x += width[l] + left[l];
        centre[l] = x.round();
        x = centre[l] + right[l];
    }
    start[net.layers] = x;
    let track = |run: u32| {
        let c = ways.runs[run as usize].channel as usize;
        let lanes = (f64::from(tracks.count[c]) - 1.0).max(0.0) * TRACK;
        let free = width[c] - lanes;
        let before = if c == 0 {
            0.0
        } else if c == net.layers {
            MARGIN
        } else {
            (free / 2.0).min(COLUMN_GAP / 2.0)
        };
        (start[c] + before).round() + f64::from(tracks.track[run as usize]) * TRACK
    };
    let place = |x: X| match x {
        X::Column(l, dx) => centre[l as usize] + dx,
        X::Run(run) => track(run),
    };
    let mut out = Solved {
        bands: rows.bands.clone(),
        width: x + width[net.layers],
        height: rows.height,
        columns: net.vertices[..net.boxes].iter().map(|v| v.layer as usize).collect(),
        ..Solved::default()
    };
    for (at, item) in problem.items.iter().enumerate() {
        let at_point = Point::new(centre[net.vertices[at].layer as usize], rows.y[at]);
        out.centres.push(at_point);
        out.tags.push(item.tag.map(|tag| {
            let aside = ways.taken[at][usize::from(!item.tag_above)] || loops[at] && item.tag_above;
            let dx = if aside { -tag.width - 6.0 } else { -tag.width / 2.0 };
            // Beside a line the label may come nearer: the corner of a diamond and a circle leave room.
            let dy = if item.tag_above { -item.half_h - 4.0 - tag.height } else { item.half_h + 4.0 };
            Rect::new(at_point.x + dx, at_point.y + dy, tag.width, tag.height)
        }));
    }
    for points in &ways.points {
        out.routes.push(tidy(points.iter().map(|(x, y)| Point::new(place(*x), *y))));
    }
    out
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
    let mut total = (solved.width + 2.0 * solved.height) * 0.5;
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
    total
}
