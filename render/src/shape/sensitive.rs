//! The mark of sensitive data: a triangle with an S.

use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Line, Shape, Style};
use crate::text::Weight;
use crate::theme::Token;

/// Width and height, in pixels.
pub const SIZE: f64 = 15.0;

/// Draws the mark in the middle of `rect`.
pub fn draw(group: &mut Group, rect: Rect) {
    let middle = rect.center();
    let half = SIZE / 2.0;
    let corner = |x: f64, y: f64| Point::new(middle.x + x * half, middle.y + y * half);
    let points = vec![corner(0.0, -1.0), corner(1.08, 0.9), corner(-1.08, 0.9)];
    group.push(Shape::Polygon(points), Style::both(Token::Warning, Token::WarningInk, 1.2).rounded());
    let at = Point::new(middle.x, middle.y + half * 0.72);
    let line = Line { at, anchor: Anchor::Middle, size: 8.5, weight: Weight::Bold, upwards: false, text: "S".to_owned() };
    group.push(Shape::Text(line), Style::fill(Token::WarningInk));
}
