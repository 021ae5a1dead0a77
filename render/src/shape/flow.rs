//! Sequence flows, and the ends of arrows that all connections share.

use crate::geometry::Point;
use crate::scene::{Group, Shape, Style};
use crate::theme::{Paint, Token};

/// Length of an arrow head, in pixels.
pub const HEAD: f64 = 10.0;

/// Radius of the corners of arrows, in pixels.
pub const CORNER: f64 = 5.0;

/// Thickness of arrows, in pixels.
pub const WIDTH: f64 = 1.4;

/// How far the slash of a default branch stands out on either side of its line, in pixels.
pub const SLASH: f64 = 6.0;

/// The sign at the start of a sequence flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// None.
    #[default]
    Plain,
    /// The default branch: a slash.
    Default,
    /// A conditional flow from an activity: a diamond.
    Conditional,
}

/// Which ends of a connection a piece of it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Where it leaves.
    pub first: bool,
    /// Where it arrives.
    pub last: bool,
}

impl Ends {
    /// The whole connection.
    pub const BOTH: Ends = Ends { first: true, last: true };
}

/// Draws a sequence flow.
pub fn draw(group: &mut Group, start: Start, points: &[Point], line: Paint) {
    piece(group, start, points, Ends::BOTH, line);
}

/// Draws a piece of a sequence flow, with the signs of the ends it has.
pub fn piece(group: &mut Group, start: Start, points: &[Point], ends: Ends, line: Paint) {
    let mut points = distinct(points);
    if points.len() < 2 {
        return;
    }
    let start = if ends.first { start } else { Start::Plain };
    let tip = ends.last.then(|| head(&points, HEAD, 4.2));
    if ends.last {
        points = shortened(points, HEAD - 1.0);
    }
    if start == Start::Conditional {
        points.reverse();
        let (diamond, rest) = (diamond(&points), shortened(points, 14.0));
        points = rest;
        points.reverse();
        group.push(Shape::Polyline(points.clone(), CORNER), Style::line(line, WIDTH));
        group.push(Shape::Polygon(diamond), Style::both(Token::Canvas, line, 1.2).rounded());
    } else {
        group.push(Shape::Polyline(points.clone(), CORNER), Style::line(line, WIDTH));
    }
    if start == Start::Default
        && let Some((at, way)) = along(&points, 9.0)
    {
        let (dx, dy) = (way.x * 3.0 + way.y * 5.5, way.y * 3.0 - way.x * 5.5);
        let slash = vec![Point::new(at.x - dx, at.y - dy), Point::new(at.x + dx, at.y + dy)];
        group.push(Shape::Polyline(slash, 0.0), Style::line(line, WIDTH));
    }
    if let Some(tip) = tip {
        group.push(Shape::Polygon(tip), Style::both(line, line, 0.8).rounded());
    }
}

/// The points without those that repeat the one before, and without those that are no place.
pub fn distinct(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points.iter().filter(|point| point.x.is_finite() && point.y.is_finite()) {
        if out.last().is_none_or(|last| (last.x - point.x).hypot(last.y - point.y) > 0.01) {
            out.push(point);
        }
    }
    out
}

/// The corners of an arrow head at the end of a line: the tip first.
pub fn head(points: &[Point], length: f64, half: f64) -> Vec<Point> {
    let [.., before, tip] = points else { return Vec::new() };
    let way = unit(*before, *tip);
    let base = Point::new(tip.x - way.x * length, tip.y - way.y * length);
    vec![*tip, Point::new(base.x - way.y * half, base.y + way.x * half), Point::new(base.x + way.y * half, base.y - way.x * half)]
}

/// The line with its last piece shorter by `cut`, as far as that goes.
pub fn shortened(mut points: Vec<Point>, cut: f64) -> Vec<Point> {
    let [.., before, last] = points[..] else { return points };
    let length = (last.x - before.x).hypot(last.y - before.y);
    let cut = cut.min(length - 0.5).max(0.0);
    let way = unit(before, last);
    if let Some(end) = points.last_mut() {
        *end = Point::new(last.x - way.x * cut, last.y - way.y * cut);
    }
    points
}

/// The place at `distance` from the start, but at most in the middle of the first piece, and the direction there.
pub fn along(points: &[Point], distance: f64) -> Option<(Point, Point)> {
    let [from, to, ..] = points else { return None };
    let way = unit(*from, *to);
    let distance = distance.min((to.x - from.x).hypot(to.y - from.y) / 2.0);
    Some((Point::new(from.x + way.x * distance, from.y + way.y * distance), way))
}

/// The place halfway along a line.
pub fn middle(points: &[Point]) -> Point {
    let lengths: Vec<f64> = points.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).collect();
    let mut left = lengths.iter().sum::<f64>() / 2.0;
    for (pair, length) in points.windows(2).zip(&lengths) {
        if left <= *length && *length > 0.0 {
            let share = left / length;
            return Point::new(pair[0].x + (pair[1].x - pair[0].x) * share, pair[0].y + (pair[1].y - pair[0].y) * share);
        }
        left -= length;
    }
    points.first().copied().unwrap_or_default()
}

fn diamond(points: &[Point]) -> Vec<Point> {
    let [.., before, tip] = points else { return Vec::new() };
    let way = unit(*before, *tip);
    let spot = |back: f64, side: f64| Point::new(tip.x - way.x * back - way.y * side, tip.y - way.y * back + way.x * side);
    vec![spot(0.0, 0.0), spot(7.0, 4.2), spot(14.0, 0.0), spot(7.0, -4.2)]
}

fn unit(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1e-9);
    Point::new(dx / length, dy / length)
}
