//! Message flows: dashed, from an open circle to an open arrow head, with an envelope where the file shows one.

use super::flow::{self, CORNER, Ends, HEAD};
use super::icon::{self, Filling};
use crate::geometry::Point;
use crate::scene::{Dash, Group, Shape, Style};
use crate::theme::{Paint, Token};

/// Radius of the circle at the start, in pixels.
const DOT: f64 = 3.5;

/// From the middle of an envelope down to the name of its message, in pixels.
pub const NAME: f64 = 9.5;

/// Draws a message flow; `envelope` is `Some(true)` for an initiating message (white), `Some(false)` for another (shaded).
pub fn draw(group: &mut Group, envelope: Option<bool>, points: &[Point], line: Paint) {
    piece(group, envelope, points, Ends::BOTH, line);
}

/// Draws a piece of a message flow, with the signs of the ends it has; the envelope goes with the first.
pub fn piece(group: &mut Group, envelope: Option<bool>, points: &[Point], ends: Ends, line: Paint) {
    let points = flow::distinct(points);
    let [first, .., _] = points[..] else { return };
    let mut shaft = points.clone();
    if ends.last {
        shaft = flow::shortened(shaft, HEAD);
    }
    if ends.first {
        shaft.reverse();
        shaft = flow::shortened(shaft, 2.0 * DOT);
        shaft.reverse();
    }
    group.push(Shape::Polyline(shaft, CORNER), Style::line(line, flow::WIDTH).dashed(Dash::Dashed));
    if ends.first {
        let center = flow::along(&points, DOT).map_or(first, |(at, _)| at);
        group.push(Shape::Circle(center, DOT), Style::both(Token::Canvas, line, 1.2));
    }
    if ends.last {
        group.push(Shape::Polygon(flow::head(&points, HEAD, 4.5)), Style::both(Token::Canvas, line, 1.2).rounded());
    }
    if let Some(initiating) = envelope.filter(|_| ends.first) {
        let ground: Paint = if initiating { Token::Canvas.into() } else { Token::PoolBand.into() };
        icon::draw(group, icon::envelope(), flow::middle(&points), 13.0, 1.2, Filling::Open, line, ground);
    }
}
