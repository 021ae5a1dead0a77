//! Blocks of text put in place.

use crate::geometry::{Point, Rect, Size};
use crate::scene::{Anchor, Group, Line, Shape, Style};
use crate::text::font::cap_height;
use crate::text::{Block, LINE, Weight, block, width};
use crate::theme::{Paint, Token};

/// Room around the text of an arrow's label, in pixels.
pub const PAD: f64 = 2.0;

/// Size of the letters inside steps, in pixels.
pub const STEP: f64 = 12.5;

/// Size of the letters beside events, gateways, data and arrows, in pixels.
pub const SMALL: f64 = 11.5;

/// Writes `block` in the middle of `rect`.
pub fn centered(group: &mut Group, block: &Block, rect: Rect, ink: impl Into<Paint>) {
    let ink = ink.into();
    let middle = rect.center();
    let top = middle.y - block.extent.height / 2.0;
    // A single line looks centred when its capitals are: the tails below the line weigh little.
    let lift = if block.lines.len() == 1 { middle.y + cap_height(block.size) / 2.0 - top - block.baseline(0) } else { 0.0 };
    for (at, line) in block.lines.iter().enumerate() {
        put(group, block, line, Point::new(middle.x, top + block.baseline(at) + lift), Anchor::Middle, ink);
    }
}

/// Writes `block` from the top left corner `at`, flush left.
pub fn flush(group: &mut Group, block: &Block, at: Point, ink: impl Into<Paint>) {
    let ink = ink.into();
    for (row, line) in block.lines.iter().enumerate() {
        put(group, block, line, Point::new(at.x, at.y + block.baseline(row)), Anchor::Start, ink);
    }
}

/// Writes `block` reading upwards in the middle of `rect`.
pub fn upwards(group: &mut Group, block: &Block, rect: Rect, ink: impl Into<Paint>) {
    let ink = ink.into();
    let middle = rect.center();
    let left = middle.x - block.extent.height / 2.0;
    let lift = if block.lines.len() == 1 { middle.x + cap_height(block.size) / 2.0 - left - block.baseline(0) } else { 0.0 };
    for (at, line) in block.lines.iter().enumerate() {
        if line.is_empty() {
            continue;
        }
        let at = Point::new(left + block.baseline(at) + lift, middle.y);
        let line = Line { at, anchor: Anchor::Middle, size: block.size, weight: block.weight, upwards: true, text: line.clone() };
        group.push(Shape::Text(line), Style::fill(ink));
    }
}

/// Writes `block` in the middle of `rect` on a ground of its own, so that lines below do not disturb reading.
pub fn backed(group: &mut Group, block: &Block, rect: Rect, ink: impl Into<Paint>) {
    if block.is_empty() {
        return;
    }
    let middle = rect.center();
    let top = middle.y - block.extent.height / 2.0;
    for (at, line) in block.lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        // Each line has its own ground: a block around all would hide more than it must.
        let wide = width(line, block.size, block.weight) + 2.0 * PAD;
        let ground = Rect::new(middle.x - wide / 2.0, top + height(at, block.size), wide, height(1, block.size));
        group.push(Shape::Rect(ground, 2.0), Style::fill(Token::LabelBack));
    }
    centered(group, block, rect, ink);
}

fn put(group: &mut Group, block: &Block, line: &str, at: Point, anchor: Anchor, ink: Paint) {
    if !line.is_empty() {
        let line = Line { at, anchor, size: block.size, weight: block.weight, upwards: false, text: line.to_owned() };
        group.push(Shape::Text(line), Style::fill(ink));
    }
}

/// `text` in the largest letters, at most `size` pixels, that fit a box; the smallest tried are 60 % of that.
///
/// Where nothing fits, the smallest letters: the text may then stand out of the box but is whole.
pub fn fitted(text: &str, room: Size, size: f64, weight: Weight) -> Block {
    let mut smallest = Block::default();
    for share in [1.0, 0.92, 0.84, 0.76, 0.68, 0.6] {
        smallest = block(text, room.width, size * share, weight);
        if !smallest.broken && smallest.extent.height <= room.height {
            return smallest;
        }
    }
    // A broken word in larger letters reads better than one in the smallest, as long as it fits.
    for share in [1.0, 0.84, 0.68] {
        let block = block(text, room.width, size * share, weight);
        if block.extent.height <= room.height {
            return block;
        }
    }
    smallest
}

/// Height of `lines` lines, in pixels.
pub fn height(lines: usize, size: f64) -> f64 {
    lines as f64 * size * LINE
}
