//! Text annotations and groups.

use super::{LINE, Look, label, task};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Dash, Group, Shape, Style};
use crate::text::{Block, Weight, block};

/// Room between the bracket and the text, in pixels.
const PAD: f64 = 7.0;

/// Room above the text where there is more than it needs, in pixels.
const TOP: f64 = 5.0;

/// The least height of an annotation, in pixels.
const LEAST: f64 = 30.0;

/// The text of an annotation within a width.
pub fn text(text: &str, most: f64) -> Block {
    block(text, most, label::SMALL, Weight::Regular)
}

/// The size an annotation needs.
pub fn size(content: &str) -> Size {
    let block = text(content, 170.0);
    Size::new((block.extent.width + 2.0 * PAD).max(60.0).ceil(), (block.extent.height + 10.0).max(LEAST).ceil())
}

/// Draws an annotation.
pub fn annotation(group: &mut Group, content: &str, rect: Rect, look: Look) {
    let foot = 10.0_f64.min(rect.width / 2.0);
    let bracket = vec![
        Point::new(rect.x + foot, rect.y),
        Point::new(rect.x, rect.y),
        Point::new(rect.x, rect.bottom()),
        Point::new(rect.x + foot, rect.bottom()),
    ];
    group.push(Shape::Polyline(bracket, 0.0), Style::line(look.line, LINE));
    let room = Size::new((rect.width - PAD - 2.0).max(20.0), rect.height);
    let block = label::fitted(content, room, label::SMALL, Weight::Regular);
    let top = rect.y + ((rect.height - block.extent.height) / 2.0).clamp(0.0, TOP);
    label::flush(group, &block, Point::new(rect.x + PAD, top), look.ink);
}

/// Draws a group: a frame that holds nothing, with its name at the top.
pub fn group(group: &mut Group, name: &str, rect: Rect, look: Look) {
    group.push(Shape::Rect(rect, task::RADIUS), Style::line(look.line, LINE).dashed(Dash::DashDot));
    let block = block(name, (rect.width - 20.0).max(40.0), label::SMALL, Weight::Bold);
    label::centered(group, &block, Rect { y: rect.y + 4.0, height: block.extent.height, ..rect }, look.ink);
}
