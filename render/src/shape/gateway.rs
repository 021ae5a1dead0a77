//! Gateways: a diamond with the sign of its kind.

use super::icon::{polygon, regular};
use super::{LINE, Look};
use crate::geometry::{Point, Rect};
use crate::scene::{Group, Shape, Style, Trace};
use model::process::Gateway;

/// Width and height, in pixels.
pub const SIZE: f64 = 50.0;

/// Whether an exclusive gateway shows its X.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Shown.
    #[default]
    Shown,
    /// Left out; only exclusive gateways may.
    Hidden,
}

/// Draws a gateway inscribed in `rect`.
pub fn draw(group: &mut Group, gateway: Gateway, sign: Sign, rect: Rect, look: Look) {
    let center = rect.center();
    let corners = [
        Point::new(center.x, rect.y),
        Point::new(rect.right(), center.y),
        Point::new(center.x, rect.bottom()),
        Point::new(rect.x, center.y),
    ];
    group.push(Shape::Polygon(corners.to_vec()), Style { round: true, ..Style::both(look.fill, look.line, LINE) });
    let scale = rect.width.min(rect.height) / 2.0;
    let stroke = |trace: Trace, width: f64| (Shape::Path(trace.placed(center, scale)), Style::line(look.line, width));
    let ring = |share: f64| (Shape::Circle(center, scale * share), Style::line(look.line, 1.2));
    let star = |arms: &[(f64, f64)]| arms.iter().fold(Trace::new(), |trace, &(x, y)| trace.to(-x, -y).line(x, y));
    let pentagon = || stroke(polygon(&regular(5, 0.34)), 1.2);
    let items = match gateway {
        Gateway::Exclusive if sign == Sign::Hidden => Vec::new(),
        Gateway::Exclusive => vec![stroke(star(&[(0.3, 0.34), (0.3, -0.34)]), 3.6)],
        Gateway::Parallel => vec![stroke(star(&[(0.46, 0.0), (0.0, 0.46)]), 3.6)],
        Gateway::Inclusive => vec![(Shape::Circle(center, scale * 0.42), Style::line(look.line, 3.0))],
        Gateway::EventBased => vec![ring(0.58), ring(0.48), pentagon()],
        Gateway::EventBasedStart => vec![ring(0.56), pentagon()],
        Gateway::ParallelEventBased => vec![ring(0.56), stroke(super::trigger::cross(0.38, 0.11, 0.0), 1.2)],
        Gateway::Complex => vec![stroke(star(&[(0.48, 0.0), (0.0, 0.48), (0.32, 0.32), (0.32, -0.32)]), 3.0)],
    };
    for (shape, style) in items {
        group.push(shape, style);
    }
}
