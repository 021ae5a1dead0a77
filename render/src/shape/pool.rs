//! Pools and lanes: a frame with a title band.

use super::{LINE, Look, label, marker};
use crate::geometry::{Rect, Size};
use crate::scene::{Group, Shape, Style};
use crate::text::{Block, Weight, block};
use crate::theme::{Paint, Token};

/// Thickness of the title band where its title has one line, in pixels.
pub const BAND: f64 = 32.0;

/// Which way the band runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Band {
    /// At the left, its title reading upwards.
    #[default]
    Left,
    /// At the top.
    Top,
}

/// Size of the letters of titles, in pixels.
const TITLE: f64 = 13.0;

/// Room between a title and the ends of its band, in pixels.
const PAD: f64 = 10.0;

/// A title as it would stand in a band of a length; two lines where it is long.
pub fn title(text: &str, length: f64, weight: Weight) -> Block {
    block(text, (length - 2.0 * PAD).max(40.0), TITLE, weight)
}

/// Thickness of a band that holds `block`.
pub fn thickness(block: &Block) -> f64 {
    (block.extent.height + BAND - label::height(1, TITLE)).max(BAND)
}

/// Length a title needs along its band.
pub fn length(block: &Block) -> f64 {
    (block.extent.width + 2.0 * PAD).ceil()
}

/// Draws a pool: its frame and band.
pub fn pool(group: &mut Group, text: &str, rect: Rect, band: Band, thickness: f64, multiple: bool, look: Look) {
    group.push(Shape::Rect(rect, 0.0), Style::both(look.fill, look.line, LINE));
    let (area, inside) = split(rect, band, thickness);
    let fill = if look.fill == Paint::Token(Token::PoolFill) { Token::PoolBand.into() } else { look.fill };
    group.push(Shape::Rect(area, 0.0), Style::both(fill, look.line, LINE));
    caption(group, text, area, band, Weight::Bold, look.ink);
    if multiple {
        marker::draw(group, &[marker::Marker::Parallel], inside, look.line, look.fill);
    }
}

/// Draws a pool whose inside is unknown: its title in the middle.
pub fn black_box(group: &mut Group, text: &str, rect: Rect, multiple: bool, look: Look) {
    let fill = if look.fill == Paint::Token(Token::PoolFill) { Token::LaneBand.into() } else { look.fill };
    group.push(Shape::Rect(rect, 0.0), Style::both(fill, look.line, LINE));
    let place = if multiple { Rect { height: rect.height - marker::SIZE, ..rect } } else { rect };
    let band = if rect.height > rect.width * 2.0 { Band::Left } else { Band::Top };
    caption(group, text, place, band, Weight::Bold, look.ink);
    if multiple {
        marker::draw(group, &[marker::Marker::Parallel], rect, look.line, fill);
    }
}

/// Draws a lane: its frame and tinted band.
pub fn lane(group: &mut Group, text: &str, rect: Rect, band: Band, thickness: f64, look: Look) {
    group.push(Shape::Rect(rect, 0.0), Style::both(look.fill, look.line, 1.0));
    let (area, _) = split(rect, band, thickness);
    let fill = if look.fill == Paint::Token(Token::PoolFill) { Token::LaneBand.into() } else { look.fill };
    group.push(Shape::Rect(area, 0.0), Style::both(fill, look.line, 1.0));
    caption(group, text, area, band, Weight::Regular, look.ink);
}

fn split(rect: Rect, band: Band, thickness: f64) -> (Rect, Rect) {
    let width = thickness.min(rect.width);
    let height = thickness.min(rect.height);
    match band {
        Band::Left => (Rect { width, ..rect }, Rect::new(rect.x + width, rect.y, rect.width - width, rect.height)),
        Band::Top => (Rect { height, ..rect }, Rect::new(rect.x, rect.y + height, rect.width, rect.height - height)),
    }
}

fn caption(group: &mut Group, text: &str, area: Rect, band: Band, weight: Weight, ink: Paint) {
    let length = |along: f64, across: f64| Size::new((along - PAD).max(20.0), (across - 2.0).max(8.0));
    match band {
        Band::Left => {
            let block = label::fitted(text, length(area.height, area.width), TITLE, weight);
            label::upwards(group, &block, area, ink);
        }
        Band::Top => {
            let block = label::fitted(text, length(area.width, area.height), TITLE, weight);
            label::centered(group, &block, area, ink);
        }
    }
}
