//! What stands at the foot of an activity besides its text: markers, census references, events on the border.

use super::face::BADGE_INSET;
use crate::geometry::{Point, Rect};
use crate::shape::badge::Rows;
use crate::shape::task::{self, Activity};
use crate::shape::{event, marker};

/// Room between badges and the lower side, in pixels.
const GAP: f64 = 5.0;

/// Room between badges and what stands above or below them, in pixels.
const AIR: f64 = 4.5;

/// Height the markers take above the lower side.
fn markers(activity: &Activity) -> f64 {
    if activity.markers.is_empty() { 0.0 } else { marker::ROW - GAP }
}

/// Height above the lower side that an activity of a width needs for badges and for events not yet placed on its lower side.
pub fn wanted(activity: &Activity, rows: &Rows, hosted: usize, width: f64) -> f64 {
    let events = if hosted > 0 { event::SIZE / 2.0 } else { 0.0 };
    if rows.height() <= 0.0 {
        return if events > 0.0 { events + AIR } else { 0.0 };
    }
    let beside = rows.width() + 2.0 * BADGE_INSET + hosted as f64 * (event::SIZE + 10.0) <= width;
    let base = markers(activity).max(if beside { 0.0 } else { events });
    (base + GAP + rows.height() + AIR).max(events + AIR)
}

/// Where the badges of a placed activity go, and the activity with the room its text leaves to them and to the events on its border.
///
/// `None` where there is no room inside: text gives way only as long as it stays easy to read.
pub fn place(activity: &Activity, text: &str, rect: Rect, rows: &Rows, hosted: &[Rect]) -> (Activity, Option<Point>) {
    let low: Vec<&Rect> = hosted.iter().filter(|event| event.overlaps(&rect) && event.center().y > rect.center().y).collect();
    let events = low.iter().map(|event| rect.bottom() - event.y).fold(0.0, f64::max);
    let x = rect.x + BADGE_INSET;
    let mut inside = Point::new(x, rect.bottom() - markers(activity) - GAP - rows.height());
    let covered = |at: Point| low.iter().any(|event| event.overlaps(&Rect::new(at.x, at.y, rows.width(), rows.height())));
    if covered(inside) {
        inside.y = rect.bottom() - events.max(markers(activity)) - AIR - rows.height();
    }
    let air = if events > 0.0 { events + AIR } else { 0.0 };
    let with = |below: f64| Activity { below, ..activity.clone() };
    let full = with((rect.bottom() - inside.y + AIR).max(air));
    if rows.height() > 0.0 && task::fits(&full, text, rect) {
        return (full, Some(inside));
    }
    let tight = with(air);
    (if task::fits(&tight, text, rect) { tight } else { activity.clone() }, None)
}
