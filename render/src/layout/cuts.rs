//! Where a long drawing is cut: between columns, near the wished width, where few lines pass.
//!
//! Every upright gap that no box and no label stands in offers the place in it that fewest lines pass. Which places are
//! taken is the shortest way through them, as Knuth and Plass (1981) break a paragraph: O(gaps × gaps of a band), and
//! O(gaps × pieces) to count the lines.

use super::Placed;
use crate::geometry::Point;

/// Least width of a gap.
const GAP: f64 = 6.0;
/// Distance from the column behind the cut.
const BEFORE: f64 = 8.0;
/// What a further band costs; a band left half empty costs a quarter of it.
const BAND: f64 = 1.0;
/// What cutting a line costs.
const LINE: f64 = 0.12;
/// What a last band with next to nothing in it costs.
const WIDOW: f64 = 0.3;
/// What a band costs that is too wide, beside what it is too wide by.
const WIDE: f64 = 100.0;

/// What bands need before and behind a cut.
pub(super) type Margins<'a> = dyn Fn(f64, &[f64]) -> (f64, f64) + 'a;

/// A place to cut.
struct Place {
    x: f64,
    lines: usize,
    /// What the bands need before and behind this place.
    margins: (f64, f64),
}

/// The cuts, from left to right; `room` is the width of a band, `side` what it needs at the ends of the drawing, and
/// `margins` what it needs before and behind a cut there through lines of these heights.
pub(super) fn choose(out: &Placed, ends: (f64, f64), room: f64, side: f64, margins: &Margins) -> Vec<f64> {
    let mut places = vec![Place { x: ends.0, lines: 0, margins: (side, side) }];
    places.extend(offers(out, margins));
    places.push(Place { x: ends.1, lines: 0, margins: (side, side) });
    let last = places.len() - 1;
    let mut best = vec![(f64::MAX, 0usize); places.len()];
    best[0].0 = 0.0;
    for from in 0..last {
        for to in from + 1..=last {
            let wide = places[from].margins.1 + places[to].x - places[from].x + places[to].margins.0;
            let over = wide - room;
            // The next place may have a narrower margin; beyond that it only gets worse.
            if over > 400.0 && to > from + 1 {
                break;
            }
            let slack = (-over).max(0.0) / room.max(1.0);
            let loose = if to < last {
                (slack * slack).min(1.0)
            } else if slack > 0.8 {
                WIDOW
            } else {
                0.0
            };
            let wide = if over > 0.0 { WIDE + over } else { 0.0 };
            let cost = best[from].0 + BAND + LINE * places[to].lines as f64 + loose + wide;
            if cost < best[to].0 {
                best[to] = (cost, from);
            }
        }
    }
    let mut cuts = Vec::new();
    let mut at = best[last].1;
    while at > 0 {
        cuts.push(places[at].x);
        at = best[at].1;
    }
    cuts.reverse();
    cuts
}

/// One place in each gap.
fn offers(out: &Placed, margins: &Margins) -> Vec<Place> {
    let mut taken: Vec<(f64, f64)> = out.nodes.iter().chain(out.labels.iter().flatten()).map(|r| (r.x, r.right())).collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut level, mut steep): (Vec<(Point, Point)>, Vec<f64>) = (Vec::new(), Vec::new());
    for pair in out.edges.iter().flat_map(|e| e.points.windows(2)) {
        let (a, b) = if pair[0].x <= pair[1].x { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        if b.x - a.x < 0.01 { steep.push(a.x) } else { level.push((a, b)) }
    }
    steep.sort_by(f64::total_cmp);
    let mut places = Vec::new();
    let mut end = f64::MAX;
    for (left, right) in taken {
        if left - end >= GAP {
            places.extend(offer((end, left), &level, &steep, margins));
        }
        end = if end == f64::MAX { right } else { end.max(right) };
    }
    places
}

/// The place in a gap that fewest lines pass, the last of equals: what stands at a line has more room before it.
fn offer(gap: (f64, f64), level: &[(Point, Point)], steep: &[f64], margins: &Margins) -> Option<Place> {
    let within = &steep[steep.partition_point(|x| *x <= gap.0)..];
    let within = within[..within.partition_point(|x| *x < gap.1)].iter().copied();
    let mut best: Option<(usize, f64)> = None;
    let mut from = gap.0;
    for to in within.chain([gap.1]) {
        if to - from >= 3.0 {
            let middle = f64::midpoint(from, to);
            let x = if to == gap.1 { middle.max(to - BEFORE) } else { middle }.round();
            let lines = level.iter().filter(|(a, b)| a.x < x && x < b.x).count();
            if best.is_none_or(|(least, _)| lines <= least) {
                best = Some((lines, x));
            }
        }
        from = to;
    }
    let (lines, x) = best?;
    let mut heights: Vec<f64> = level.iter().filter(|(a, b)| a.x < x && x < b.x).map(|(a, _)| a.y).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    Some(Place { x, lines, margins: margins(x, &heights) })
}
