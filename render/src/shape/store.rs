//! Data stores: a cylinder.

use super::{LINE, Look};
use crate::geometry::{Rect, Size};
use crate::scene::{Group, Shape, Style, Trace};

/// Width and height, in pixels.
pub const SIZE: Size = Size { width: 50.0, height: 50.0 };

/// Draws a data store.
pub fn draw(group: &mut Group, rect: Rect, look: Look) {
    let ry = (rect.height * 0.12).min(rect.width * 0.2);
    let (left, right, top, bottom) = (rect.x, rect.right(), rect.y + ry, rect.bottom() - ry);
    let bend = ry * 4.0 / 3.0;
    let body = Trace::new()
        .to(left, top)
        .curve((left, top - bend), (right, top - bend), (right, top))
        .line(right, bottom)
        .curve((right, bottom + bend), (left, bottom + bend), (left, bottom))
        .close();
    group.push(Shape::Path(body), Style::both(look.fill, look.line, LINE));
    // The rim and the two bands under it.
    let gap = (rect.height * 0.1).min(6.0);
    for at in 0..3 {
        let y = top + f64::from(at) * gap;
        let rim = Trace::new().to(left, y).curve((left, y + bend), (right, y + bend), (right, y));
        group.push(Shape::Path(rim), Style::line(look.line, 1.2));
    }
}
