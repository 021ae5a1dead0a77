//! Operations as letters in a sign: a circle where data come in, a square where they are used or kept, a tag where they
//! are given to somebody, an octagon where they end. Shape and letter say what the colour says.

use super::icon;
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Line, Shape, Style};
use crate::text::Weight;
use crate::text::font::cap_height;
use crate::theme::Token;
use model::diagnostic::Lang;
use model::process::OperationKind;

/// Width and height of a sign, in pixels.
pub const SIZE: f64 = 18.0;

/// Draws the sign of an operation in the middle of `rect`.
pub fn draw(group: &mut Group, kind: OperationKind, lang: Lang, rect: Rect) {
    use OperationKind as K;
    let middle = rect.center();
    let half = SIZE / 2.0;
    let boxed = Rect::new(middle.x - half, middle.y - half, SIZE, SIZE);
    let (fill, stroke, shape) = match kind {
        K::Collection | K::Recording => (Token::StartFill, Token::StartLine, Shape::Circle(middle, half)),
        K::Disclosure | K::Dissemination | K::MakingAvailable => {
            let points = [(-1.0, -1.0), (0.45, -1.0), (1.1, 0.0), (0.45, 1.0), (-1.0, 1.0)];
            let tag = points.map(|(x, y)| Point::new(middle.x + x * half, middle.y + y * half));
            (Token::GatewayFill, Token::GatewayLine, Shape::Polygon(tag.to_vec()))
        }
        K::Erasure | K::Destruction | K::Restriction => {
            let corners = icon::regular(8, half * 1.08);
            let turned = corners.into_iter().map(|(x, y)| {
                let (sin, cos) = (std::f64::consts::PI / 8.0).sin_cos();
                Point::new(middle.x + x * cos - y * sin, middle.y + x * sin + y * cos)
            });
            (Token::EndFill, Token::EndLine, Shape::Polygon(turned.collect()))
        }
        _ => (Token::TaskFill, Token::TaskLine, Shape::Rect(boxed, 3.0)),
    };
    group.push(shape, Style::both(fill, stroke, 1.2));
    let nudge = if matches!(kind, K::Disclosure | K::Dissemination | K::MakingAvailable) { -1.0 } else { 0.0 };
    let at = Point::new(middle.x + nudge, middle.y + cap_height(10.5) / 2.0);
    let text = kind.letter(lang).to_owned();
    group.push(
        Shape::Text(Line { at, anchor: Anchor::Middle, size: 10.5, weight: Weight::Bold, upwards: false, text }),
        Style::fill(Token::Ink),
    );
}
