//! A process too long for the page goes on in a further row, like text.
//!
//! The drawing of one band is cut between columns; each line over the cut runs round the end of its row, through the gap
//! between the rows and into the beginning of the next, nested so that these detours do not cross. O(n + points).

use super::columns::tidy;
use super::flat::{Problem, Solved, TRACK};
use crate::geometry::{Point, Rect};

/// Free space between two rows and between a row and the detours round it.
const GAP: f64 = 20.0;

/// Most lines over one cut: nobody follows more of them round the end of a row.
const OVER: f64 = 50.0;

struct Row {
    left: f64,
    right: f64,
    shift: Point,
    top: f64,
    bottom: f64,
    /// Heights of the lines over the cut at the right end, from the top.
    over: Vec<f64>,
}

/// Cuts `solved` into rows at most `width` wide where columns allow.
pub(super) fn wrap(problem: &Problem, mut solved: Solved, width: f64) -> Solved {
    let mut rows = cut(problem, &solved, width);
    if rows.len() < 2 {
        return solved;
    }
    measure(problem, &solved, &mut rows);
    // The detours need room as well.
    let most = rows.iter().map(|r| r.over.len()).max().unwrap_or(0) as f64;
    if most > 0.0 {
        rows = cut(problem, &solved, width - 2.0 * (GAP + most * TRACK));
        measure(problem, &solved, &mut rows);
    }
    let most = rows.iter().map(|r| r.over.len()).max().unwrap_or(0) as f64;
    // What the detours make wider than it was, or fill, is better left whole.
    let wide = rows.iter().map(|r| r.right - r.left).fold(0.0, f64::max);
    if most > OVER || wide + 2.0 * (GAP + most * TRACK) >= solved.width {
        return solved;
    }
    let indent = if most > 0.0 { GAP + most * TRACK } else { 0.0 };
    let mut y = 0.0;
    for row in &mut rows {
        row.shift = Point::new(indent - row.left, y - row.top);
        y += row.bottom - row.top + 2.0 * GAP + row.over.len() as f64 * TRACK;
    }
    let end = indent + wide;
    for route in &mut solved.routes {
        *route = bent(route, &rows, indent, end);
    }
    for (at, centre) in solved.centres.iter_mut().enumerate() {
        let shift = rows[row_at(&rows, centre.x)].shift;
        *centre = moved(*centre, shift);
        solved.tags[at] = solved.tags[at].map(|r| Rect { x: r.x + shift.x, y: r.y + shift.y, ..r });
    }
    let last = &rows[rows.len() - 1];
    solved.height = last.bottom + last.shift.y;
    solved.width = end + if most > 0.0 { GAP + most * TRACK } else { 0.0 };
    solved.bands = vec![(0.0, solved.height)];
    solved
}

fn moved(p: Point, shift: Point) -> Point {
    Point::new(p.x + shift.x, p.y + shift.y)
}

fn row_at(rows: &[Row], x: f64) -> usize {
    rows.partition_point(|r| r.left <= x).saturating_sub(1)
}

/// The rows: cuts lie just left of a column, as late as the width allows, a little earlier where fewer lines pass.
fn cut(problem: &Problem, solved: &Solved, width: f64) -> Vec<Row> {
    let columns = solved.columns.iter().copied().max().map_or(0, |c| c + 1);
    let mut left = vec![f64::MAX; columns];
    let mut right = vec![0.0f64; columns];
    for (at, item) in problem.items.iter().enumerate() {
        let (c, x) = (solved.columns[at], solved.centres[at].x);
        let tag = solved.tags[at].map_or(x, |t| t.x);
        left[c] = left[c].min((x - item.left).min(tag));
        right[c] = right[c].max(x + item.right);
    }
    // Lines over each cut: one more where a piece begins, one less behind its end.
    let mut change = vec![0i64; columns + 1];
    for pair in solved.routes.iter().flat_map(|r| r.windows(2)) {
        let (from, to) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
        change[left.partition_point(|l| l - 8.0 <= from)] += 1;
        change[left.partition_point(|l| l - 8.0 <= to)] -= 1;
    }
    let mut now = 0;
    let over = |c: &i64| {
        now += c;
        now
    };
    let counts: Vec<i64> = change.iter().map(over).collect();
    let mut rows = Vec::new();
    let mut first = 0;
    let mut start = 0.0;
    let row = |left: f64, right: f64| Row { left, right, shift: Point::default(), top: f64::MAX, bottom: f64::MIN, over: Vec::new() };
    while first < columns {
        let mut fits = first + 1;
        while fits < columns && right[fits] - start <= width {
            fits += 1;
        }
        if fits >= columns {
            break;
        }
        let earliest = (first + 1).max(fits - (fits - first) / 5);
        let next = (earliest..=fits).rev().min_by_key(|c| counts[*c]).unwrap_or(fits);
        let at = left[next] - 8.0;
        rows.push(row(start, at));
        start = at;
        first = next;
    }
    rows.push(row(start, solved.width));
    rows
}

/// What each row needs in height, and the lines over each cut.
fn measure(problem: &Problem, solved: &Solved, rows: &mut [Row]) {
    for (at, item) in problem.items.iter().enumerate() {
        let centre = solved.centres[at];
        let row = row_at(rows, centre.x);
        rows[row].top = rows[row].top.min(centre.y - item.top - GAP);
        rows[row].bottom = rows[row].bottom.max(centre.y + item.bottom + GAP);
    }
    for route in &solved.routes {
        for pair in route.windows(2) {
            let (a, b) = (row_at(rows, pair[0].x.min(pair[1].x)), row_at(rows, pair[0].x.max(pair[1].x)));
            for (at, row) in rows.iter_mut().enumerate().take(b + 1).skip(a) {
                row.top = row.top.min(pair[0].y.min(pair[1].y) - TRACK);
                row.bottom = row.bottom.max(pair[0].y.max(pair[1].y) + TRACK);
                if at < b {
                    row.over.push(pair[0].y);
                }
            }
        }
    }
    for row in rows.iter_mut() {
        row.over.sort_by(f64::total_cmp);
        row.over.dedup();
        if row.top > row.bottom {
            (row.top, row.bottom) = (0.0, 0.0);
        }
    }
}

/// A path with a detour at each cut it crosses.
fn bent(route: &[Point], rows: &[Row], indent: f64, end: f64) -> Vec<Point> {
    let mut out = Vec::new();
    for (at, &p) in route.iter().enumerate() {
        let here = row_at(rows, p.x);
        if let Some(&before) = at.checked_sub(1).and_then(|i| route.get(i)) {
            let mut row = row_at(rows, before.x);
            while row < here {
                out.extend(detour(rows, row, p.y, indent, end));
                row += 1;
            }
            while row > here {
                row -= 1;
                out.extend(detour(rows, row, p.y, indent, end).into_iter().rev());
            }
        }
        out.push(moved(p, rows[here].shift));
    }
    tidy(out.into_iter())
}

/// From the end of a row to the beginning of the next, for the line at height `y`.
fn detour(rows: &[Row], row: usize, y: f64, indent: f64, end: f64) -> Vec<Point> {
    let (above, below) = (&rows[row], &rows[row + 1]);
    let rank = above.over.iter().position(|o| (o - y).abs() < 0.01).unwrap_or(0);
    let turn = (above.over.len() - 1 - rank.min(above.over.len().saturating_sub(1))) as f64;
    let right = end + GAP + turn * TRACK;
    let gap = above.bottom + above.shift.y + GAP + turn * TRACK;
    let left = indent - GAP - (above.over.len() as f64 - 1.0 - turn) * TRACK;
    vec![Point::new(right, y + above.shift.y), Point::new(right, gap), Point::new(left, gap), Point::new(left, y + below.shift.y)]
}
