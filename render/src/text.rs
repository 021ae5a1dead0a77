//! Text with the bundled font: how wide it is, where it may be broken, and the lines that come of it.
//!
//! Widths are those of the very font file that SVG embeds and PNG draws with, shaped by the same shaper, so that
//! what was measured is what is seen. Nothing is ever cut off: a word too long for its box is broken.

pub mod font;
pub mod wrap;

pub use font::{Weight, ascent, clean, covers, descent, width};
pub use wrap::{Block, block, wrap};

/// Distance between two base lines, in font sizes.
pub const LINE: f64 = 1.25;
