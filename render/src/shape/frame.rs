//! Expanded sub-processes: a frame with its title at the top and its markers below.

use super::marker::{self, Marker};
use super::task::{self, Border};
use super::{Look, label};
use crate::geometry::Rect;
use crate::scene::Group;
use crate::text::{Block, Weight, block};

/// Room between title and outline, in pixels.
pub const PAD: f64 = 10.0;

/// Room above the title, in pixels.
const TOP: f64 = 6.0;

/// The title within a width.
pub fn title(text: &str, width: f64) -> Block {
    block(text, (width - 2.0 * PAD).max(40.0), label::STEP, Weight::Bold)
}

/// Draws the frame.
pub fn draw(group: &mut Group, border: Border, markers: &[Marker], text: &str, rect: Rect, look: Look) {
    task::outline(group, border, rect, look, look.fill);
    marker::draw(group, markers, rect, look.line, look.fill);
    let (title, place) = placed(text, rect);
    label::centered(group, &title, place, look.ink);
}

/// The title of a frame and where it stands.
pub fn placed(text: &str, rect: Rect) -> (Block, Rect) {
    let title = title(text, rect.width);
    let (width, height) = (title.extent.width, title.extent.height);
    let place = Rect::new(rect.center().x - width / 2.0, rect.y + TOP, width, height);
    (title, place)
}
