//! Data objects: a sheet with a folded corner.

use super::icon::{self, Filling, Part};
use super::{LINE, Look, trigger};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Group, Shape, Style, Trace};
use model::process::{DocumentRole, Trigger};

/// Width and height, in pixels.
pub const SIZE: Size = Size { width: 36.0, height: 50.0 };

/// Draws a data object.
pub fn draw(group: &mut Group, role: DocumentRole, collection: bool, rect: Rect, look: Look) {
    let fold = (rect.width * 0.3).min(rect.height * 0.3);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let sheet = Trace::new()
        .to(left, top)
        .line(right - fold, top)
        .line(right, top + fold)
        .line(right, bottom)
        .line(left, bottom)
        .close()
        .to(right - fold, top)
        .line(right - fold, top + fold)
        .line(right, top + fold);
    group.push(Shape::Path(sheet), Style::both(look.fill, look.line, LINE).rounded());
    if role != DocumentRole::Internal {
        let filling = if role == DocumentRole::Output { Filling::Full } else { Filling::Open };
        let arrow: Vec<Part> = trigger::sign(Trigger::Link);
        icon::draw(group, arrow, Point::new(left + 11.0, top + 11.0), 7.0, 1.1, filling, look.line, look.fill);
    }
    if collection {
        let (x, y) = (rect.center().x, bottom - 9.0);
        let bars = [-4.6, 0.0, 4.6].iter().fold(Trace::new(), |trace, dx| trace.to(x + dx, y - 5.0).line(x + dx, y + 5.0));
        group.push(Shape::Path(bars), Style::line(look.line, 2.0));
    }
}
