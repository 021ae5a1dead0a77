//! Halos: a band behind steps and arrows that belong together, with a broken rim so that colour is not alone to show it,
//! and the numbers of steps in their order.

use super::flow::{CORNER, distinct};
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Dash, Group, Line, Shape, Style};
use crate::text::font::cap_height;
use crate::text::{Weight, width};
use crate::theme::Token;

/// How far a halo stands out of its step, in pixels.
pub const OUT: f64 = 7.0;

/// Width of the band behind an arrow, in pixels.
const BAND: f64 = 11.0;

/// Size of the numbers, in pixels.
const SIZE: f64 = 10.5;

/// The outline of what a halo surrounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// A circle.
    Round,
    /// A diamond.
    Diamond,
    /// A rectangle.
    Square,
}

/// Draws the halo of a step; `aim` is the one where it goes wrong, whose rim is double and whole.
pub fn ring(group: &mut Group, outline: Outline, rect: Rect, aim: bool) {
    let rim = Style::both(Token::Path, Token::Ink, 1.2);
    let around = |out: f64| match outline {
        Outline::Round => Shape::Circle(rect.center(), rect.width.max(rect.height) / 2.0 + out),
        Outline::Square => Shape::Rect(rect.grown(out), 10.0 + out),
        Outline::Diamond => {
            let (middle, out) = (rect.center(), out * 1.4);
            let (wide, high) = (rect.width / 2.0 + out, rect.height / 2.0 + out);
            let corner = |dx: f64, dy: f64| Point::new(middle.x + dx * wide, middle.y + dy * high);
            Shape::Polygon(vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)])
        }
    };
    if aim {
        group.push(around(OUT + 3.5), Style { width: 2.0, ..rim });
        group.push(around(OUT), Style::line(Token::Ink, 1.2));
    } else {
        group.push(around(OUT), rim.dashed(Dash::Short));
    }
}

/// Draws the band behind an arrow.
pub fn band(group: &mut Group, points: &[Point]) {
    let points = distinct(points);
    if points.len() > 1 {
        group.push(Shape::Polyline(points, CORNER), Style::line(Token::Path, BAND).rounded());
    }
}

/// Draws the number of a step on the upper left of its halo; gives the room it takes.
pub fn number(group: &mut Group, text: &str, rect: Rect) -> Rect {
    let wide = (width(text, SIZE, Weight::Bold) + 9.0).max(17.0);
    let pill = Rect::new(rect.x - OUT - 6.0, rect.y - OUT - 6.0, wide, 17.0);
    group.push(Shape::Rect(pill, 8.5), Style::both(Token::Ink, Token::Canvas, 1.0));
    let at = Point::new(pill.center().x, pill.center().y + cap_height(SIZE) / 2.0);
    let line = Line { at, anchor: Anchor::Middle, size: SIZE, weight: Weight::Bold, upwards: false, text: text.to_owned() };
    group.push(Shape::Text(line), Style::fill(Token::Canvas));
    pill
}
