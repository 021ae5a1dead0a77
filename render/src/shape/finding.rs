//! Marks of findings: a shape and a sign for each severity, so that colour is not alone to tell them apart.

use super::icon::polygon;
use crate::geometry::{Point, Rect};
use crate::scene::{Group, Shape, Style, Trace};
use crate::theme::Token;
use model::diagnostic::Severity;

/// Width and height, in pixels.
pub const SIZE: f64 = 17.0;

/// Draws a mark centred on `at`: a disc with `!`, a triangle with `!`, a square with `i`.
pub fn draw(group: &mut Group, severity: Severity, at: Point) {
    let radius = SIZE / 2.0;
    let (fill, ink) = match severity {
        Severity::Error => (Token::Error, Token::ErrorInk),
        Severity::Warning => (Token::Warning, Token::WarningInk),
        Severity::Info => (Token::Info, Token::InfoInk),
    };
    let style = Style::both(fill, ink, 1.0).rounded();
    let mut drop = 0.0;
    match severity {
        Severity::Error => group.push(Shape::Circle(at, radius), style),
        Severity::Warning => {
            let triangle = polygon(&[(0.0, -1.0), (1.1, 0.92), (-1.1, 0.92)]).placed(at, radius);
            group.push(Shape::Path(triangle), style);
            drop = 1.8;
        }
        Severity::Info => group.push(Shape::Rect(Rect::new(at.x, at.y, 0.0, 0.0).grown(radius - 0.5), 4.0), style),
    }
    // The sign is drawn, not written: it stays sharp and needs no font.
    let turn = if severity == Severity::Info { -1.0 } else { 1.0 };
    let size = if severity == Severity::Warning { 3.6 } else { 4.4 };
    let spot = Point::new(at.x, at.y + drop);
    let bar = Trace::new().to(0.0, -turn).line(0.0, 0.2 * turn).placed(spot, size);
    group.push(Shape::Path(bar), Style::line(ink, 2.0).rounded());
    group.push(Shape::Circle(Point::new(spot.x, spot.y + 0.95 * turn * size), 1.15), Style::fill(ink));
}
