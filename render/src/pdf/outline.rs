//! Outlines as PDF paths.

use crate::geometry::{Point, Rect};
use crate::scene::{Piece, Shape, Trace};
use krilla::geom::{Path, PathBuilder};

/// The path of a shape; none for text and for what has no extent.
pub fn path(shape: &Shape) -> Option<Path> {
    match shape {
        Shape::Rect(rect, radius) => self::rect(rect, *radius),
        Shape::Circle(center, radius) => trace(&Trace::new().ellipse(center.x, center.y, *radius, *radius)),
        Shape::Polygon(points) => {
            let mut pieces: Vec<Piece> = points.iter().map(|point| Piece::Line(*point)).collect();
            if let Some(first) = pieces.first_mut() {
                *first = Piece::Move(points[0]);
            }
            pieces.push(Piece::Close);
            trace(&Trace(pieces))
        }
        Shape::Polyline(points, radius) => trace(&Trace::rounded(points, *radius)),
        Shape::Path(pieces) => trace(pieces),
        Shape::Text(_) => None,
    }
}

/// A rectangle, its corners rounded by a radius.
pub fn rect(rect: &Rect, radius: f64) -> Option<Path> {
    let corners = [(rect.x, rect.y), (rect.right(), rect.y), (rect.right(), rect.bottom()), (rect.x, rect.bottom())];
    let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
    if radius <= 0.0 {
        return path(&Shape::Polygon(corners.map(|(x, y)| Point::new(x, y)).to_vec()));
    }
    // A round corner's handles lie 0.5523 of the radius from its ends.
    let (near, far) = (radius * (1.0 - 0.5523), radius);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let round = Trace::new()
        .to(left + far, top)
        .line(right - far, top)
        .curve((right - near, top), (right, top + near), (right, top + far))
        .line(right, bottom - far)
        .curve((right, bottom - near), (right - near, bottom), (right - far, bottom))
        .line(left + far, bottom)
        .curve((left + near, bottom), (left, bottom - near), (left, bottom - far))
        .line(left, top + far)
        .curve((left, top + near), (left + near, top), (left + far, top))
        .close();
    trace(&round)
}

fn trace(trace: &Trace) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: &Point| (point.x as f32, point.y as f32);
    for piece in &trace.0 {
        match piece {
            Piece::Move(end) => {
                let (x, y) = at(end);
                builder.move_to(x, y);
            }
            Piece::Line(end) => {
                let (x, y) = at(end);
                builder.line_to(x, y);
            }
            Piece::Curve(a, b, end) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(end));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Piece::Close => builder.close(),
        }
    }
    builder.finish()
}
