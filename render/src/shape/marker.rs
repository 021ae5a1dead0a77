//! The markers in the bottom row of activities: repetition, compensation, collapsed inside, ad hoc.

use super::icon::{self, Filling, Part, polygon};
use super::trigger;
use crate::geometry::{Point, Rect};
use crate::scene::{Group, Shape, Style, Trace};
use crate::theme::Paint;
use model::process::Repeat;

/// A marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A loop.
    Loop,
    /// Several instances at once.
    Parallel,
    /// Several instances one after the other.
    Sequential,
    /// For compensation.
    Compensation,
    /// Has an inside that is not shown.
    Collapsed,
    /// Ad hoc.
    AdHoc,
}

/// Width and height of a marker, in pixels.
pub const SIZE: f64 = 13.0;

/// Height of the row that holds the markers, in pixels.
pub const ROW: f64 = 22.0;

const GAP: f64 = 5.0;

/// The markers of an activity in the order the standard shows them.
pub fn of(repeat: Option<Repeat>, compensation: bool, collapsed: bool, ad_hoc: bool) -> Vec<Marker> {
    let repeat = repeat.map(|repeat| match repeat {
        Repeat::Loop => Marker::Loop,
        Repeat::Parallel => Marker::Parallel,
        Repeat::Sequential => Marker::Sequential,
    });
    let flag = |set: bool, marker| set.then_some(marker);
    [repeat, flag(compensation, Marker::Compensation), flag(collapsed, Marker::Collapsed), flag(ad_hoc, Marker::AdHoc)]
        .into_iter()
        .flatten()
        .collect()
}

/// Draws markers side by side at the middle of the lower side of `rect`.
pub fn draw(group: &mut Group, markers: &[Marker], rect: Rect, line: Paint, ground: Paint) {
    let total = markers.len() as f64 * (SIZE + GAP) - GAP;
    let mut center = Point::new(rect.center().x - total / 2.0 + SIZE / 2.0, rect.bottom() - 4.0 - SIZE / 2.0);
    for marker in markers {
        one(group, *marker, center, line, ground);
        center.x += SIZE + GAP;
    }
}

fn one(group: &mut Group, marker: Marker, center: Point, line: Paint, ground: Paint) {
    let scale = SIZE / 2.0;
    let bars = |points: &[(f64, f64, f64, f64)]| points.iter().fold(Trace::new(), |trace, &(x, y, u, v)| trace.to(x, y).line(u, v));
    let mut stroke = |trace: Trace, width: f64| group.push(Shape::Path(trace.placed(center, scale)), Style::line(line, width));
    match marker {
        Marker::Loop => {
            stroke(Trace::new().arc(0.0, 0.0, 0.82, 125.0, 295.0), 1.5);
            let head = Part::Solid(polygon(&[(-0.92, 0.62), (-0.18, 0.38), (-0.3, 1.02)]));
            icon::draw(group, vec![head], center, scale, 0.8, Filling::Full, line, ground);
        }
        Marker::Parallel => stroke(bars(&[(-0.7, -0.85, -0.7, 0.85), (0.0, -0.85, 0.0, 0.85), (0.7, -0.85, 0.7, 0.85)]), 2.2),
        Marker::Sequential => stroke(bars(&[(-0.85, -0.7, 0.85, -0.7), (-0.85, 0.0, 0.85, 0.0), (-0.85, 0.7, 0.85, 0.7)]), 2.2),
        Marker::Compensation => icon::draw(group, trigger::rewind(), center, scale, 1.1, Filling::Open, line, ground),
        Marker::Collapsed => {
            let frame = Rect::new(center.x, center.y, 0.0, 0.0).grown(scale);
            group.push(Shape::Rect(frame, 1.0), Style::both(ground, line, 1.2));
            let plus = bars(&[(-0.6, 0.0, 0.6, 0.0), (0.0, -0.6, 0.0, 0.6)]).placed(center, scale);
            group.push(Shape::Path(plus), Style::line(line, 1.5));
        }
        Marker::AdHoc => {
            let wave =
                Trace::new().to(-0.95, 0.3).curve((-0.6, -0.75), (-0.2, -0.35), (0.0, 0.0)).curve((0.2, 0.35), (0.6, 0.75), (0.95, -0.3));
            group.push(Shape::Path(wave.placed(center, scale)), Style::line(line, 2.2).rounded());
        }
    }
}
