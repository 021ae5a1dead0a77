//! Activities with text inside: tasks, call activities, collapsed sub-processes.

use super::icon::{self, Filling, Part};
use super::marker::{self, Marker};
use super::{LINE, Look, event, label};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Dash, Group, Shape, Style};
use crate::text::{Block, Weight, block};
use model::process::Event;

/// The least width and height, in pixels.
pub const LEAST: Size = Size { width: 100.0, height: 80.0 };

/// Radius of the corners, in pixels.
pub const RADIUS: f64 = 10.0;

/// Room between text and outline, in pixels.
pub const PAD: f64 = 6.5;

/// Width and height of the event that starts an event sub-process, in pixels.
const START: f64 = 20.0;

/// Where the sign of the type ends, below the upper side, in pixels.
const SIGN: f64 = 24.0;

/// The outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Border {
    /// A task or sub-process.
    #[default]
    Plain,
    /// A call activity.
    Thick,
    /// A transaction.
    Double,
    /// An event sub-process.
    Dotted,
}

/// What is drawn in an activity besides its text.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// The outline.
    pub border: Border,
    /// The sign of the type at the upper left, and whether it is filled.
    pub sign: Option<(Vec<Part>, Filling)>,
    /// The event that starts a collapsed event sub-process, at the upper left.
    pub start: Option<Event>,
    /// The markers in the bottom row.
    pub markers: Vec<Marker>,
    /// Height above the lower side that text leaves to other things: census references, events on the border; in pixels.
    pub below: f64,
}

impl Activity {
    /// The part of `rect` that text may take.
    pub fn room(&self, rect: Rect) -> Rect {
        let signed = self.sign.is_some() || self.start.is_some();
        let bottom = self.below.max(if self.markers.is_empty() { PAD } else { marker::ROW });
        // In a low box there is more room beside the sign than below it.
        if signed && rect.height > 0.0 && rect.height - SIGN - bottom < label::height(2, label::STEP) {
            return Rect::new(rect.x + SIGN, rect.y + PAD, rect.width - SIGN - PAD, rect.height - PAD - bottom);
        }
        let top = if signed { SIGN } else { PAD };
        Rect::new(rect.x + PAD, rect.y + top, rect.width - 2.0 * PAD, rect.height - top - bottom)
    }

    /// The size it needs for its text: the narrowest of a few widths at which the text is not tall, then as tall as it must be.
    pub fn size(&self, text: &str, least: Size) -> Size {
        let free = self.room(Rect::new(0.0, 0.0, 0.0, 0.0));
        let frame = -free.height;
        let mut size = least;
        for wider in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
            let width = least.width + wider;
            let block = block(text, width - 2.0 * PAD, label::STEP, Weight::Regular);
            size = Size::new(width, (block.extent.height + frame).max(least.height).ceil());
            if !block.broken && block.lines.len() <= 4 {
                break;
            }
        }
        // Even heights put the middle of the sides on whole pixels.
        Size::new(size.width, (size.height / 2.0).ceil() * 2.0)
    }
}

/// Draws an activity with its text.
pub fn draw(group: &mut Group, activity: &Activity, text: &str, rect: Rect, look: Look) {
    outline(group, activity.border, rect, look, look.fill);
    if let Some((parts, filling)) = activity.sign.clone() {
        icon::draw(group, parts, Point::new(rect.x + 15.0, rect.y + 14.0), 8.0, 1.1, filling, look.line, look.fill);
    }
    if let Some(start) = &activity.start {
        event::draw(group, start, Rect::new(rect.x + 5.0, rect.y + 5.0, START, START), look);
    }
    marker::draw(group, &activity.markers, rect, look.line, look.fill);
    let (block, place) = text_place(activity, text, rect);
    label::centered(group, &block, place, look.ink);
}

/// The text of an activity and where it goes: in the middle of the box where it is free there, else in the middle of what is free.
pub fn text_place(activity: &Activity, text: &str, rect: Rect) -> (Block, Rect) {
    let room = activity.room(rect);
    let block = label::fitted(text, Size::new(room.width.max(20.0), room.height.max(10.0)), label::STEP, Weight::Regular);
    let slack = (room.height - block.extent.height).max(0.0) / 2.0;
    let wanted = rect.center().y - room.center().y;
    (block, Rect { y: room.y + wanted.clamp(-slack, slack), ..room })
}

/// Whether the text of an activity fits in letters that are easy to read, with what else is drawn.
pub fn fits(activity: &Activity, text: &str, rect: Rect) -> bool {
    let room = activity.room(rect);
    let (block, _) = text_place(activity, text, rect);
    block.is_empty() || (block.size >= label::STEP * 0.8 && block.extent.height <= room.height && block.extent.width <= room.width)
}

/// The radius of an activity's corners.
pub fn radius(rect: Rect) -> f64 {
    RADIUS.min(rect.width / 4.0).min(rect.height / 4.0).max(0.0)
}

/// Draws the outline of an activity, filled.
pub fn outline(group: &mut Group, border: Border, rect: Rect, look: Look, fill: crate::theme::Paint) {
    let radius = radius(rect);
    match border {
        Border::Plain => group.push(Shape::Rect(rect, radius), Style::both(fill, look.line, LINE)),
        // The thick line grows inwards: arrows end where the file says.
        Border::Thick => group.push(Shape::Rect(rect.grown(-1.25), radius - 1.0), Style::both(fill, look.line, 4.0)),
        Border::Dotted => group.push(Shape::Rect(rect, radius), Style::both(fill, look.line, LINE).dashed(Dash::Dotted)),
        Border::Double => {
            group.push(Shape::Rect(rect, radius), Style::both(fill, look.line, LINE));
            group.push(Shape::Rect(rect.grown(-3.5), (radius - 3.0).max(0.0)), Style::line(look.line, LINE));
        }
    }
}
