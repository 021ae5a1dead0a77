//! One file for each shape of the notation: its outline, its signs, its text.
//!
//! Every function adds items to a group, in the place it is given; none decides a place of its own.

pub mod association;
pub mod badge;
pub mod connector;
pub mod data;
pub mod event;
pub mod finding;
pub mod flow;
pub mod frame;
pub mod gateway;
pub mod halo;
pub mod icon;
pub mod label;
pub mod letter;
pub mod marker;
pub mod message;
pub mod note;
pub mod pool;
pub mod sensitive;
pub mod store;
pub mod task;
pub mod trigger;

use crate::theme::{Color, Paint, Theme, Token};
use model::process::Colors;

/// The colours of an element: the theme's, or the file's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The inside.
    pub fill: Paint,
    /// Outline, signs and markers.
    pub line: Paint,
    /// Text inside.
    pub ink: Paint,
}

impl Look {
    /// The theme's colours.
    pub fn new(fill: Token, line: Token) -> Self {
        Self { fill: fill.into(), line: line.into(), ink: Token::Ink.into() }
    }

    /// The same with the file's colours, where `theme` lets files choose; text and lines keep a readable contrast.
    #[must_use]
    pub fn with(self, colors: &Colors, theme: Theme) -> Self {
        let palette = theme.palette();
        if !palette.file_colors || *colors == Colors::default() {
            return self;
        }
        let mut look = self;
        look.ink = label_ink(colors, theme);
        if let Some(fill) = colors.fill.map(Color::from) {
            // Files are coloured for white paper: on a dark ground only the hue is kept.
            let fill = if palette.canvas.luminance() < 0.2 { fill.mixed(palette.task_fill, 0.65) } else { fill };
            look.fill = Paint::Color(fill);
            look.ink = readable(fill, palette.resolve(look.ink).unwrap_or(palette.ink), 4.5);
        }
        if let Some(line) = colors.stroke.map(Color::from) {
            look.line = Paint::Color(line);
        }
        // The author's own pair is kept unless it cannot be seen; our line on their ground must be clear.
        let least = if colors.stroke.is_some() { 1.6 } else { 3.0 };
        if let (Some(fill), Some(line)) = (palette.resolve(look.fill), palette.resolve(look.line))
            && fill.contrast(line) < least
        {
            look.line = readable(fill, palette.task_line, 3.0);
        }
        look
    }
}

/// The colour of a label on the canvas: the file's own, where `theme` lets files choose and it can be read there.
pub fn label_ink(colors: &Colors, theme: Theme) -> Paint {
    let palette = theme.palette();
    let own = colors.text.filter(|_| palette.file_colors).map(Color::from);
    own.filter(|own| own.contrast(palette.canvas) >= 3.0).map_or(Token::Ink.into(), Paint::Color)
}

/// `wanted` where it can be read on `ground`, else black or white.
fn readable(ground: Color, wanted: Color, least: f64) -> Paint {
    let (black, white) = (Color(0x16_202C), Color(0xFF_FFFF));
    let best = if black.contrast(ground) >= white.contrast(ground) { black } else { white };
    Paint::Color(if wanted.contrast(ground) >= least { wanted } else { best })
}

/// Thickness of ordinary outlines, in pixels.
pub const LINE: f64 = 1.5;
