//! The bundled font, Inter, and the width of a text in it: the only module that knows the shaper.

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The family name, as the font files give it.
pub const FAMILY: &str = "Inter";

/// The two weights there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

impl Weight {
    /// Both, in order.
    pub const ALL: [Weight; 2] = [Weight::Regular, Weight::Bold];

    /// The number CSS gives it.
    pub fn number(self) -> u16 {
        match self {
            Weight::Regular => 400,
            Weight::Bold => 700,
        }
    }

    /// The font file, TrueType.
    pub fn file(self) -> &'static [u8] {
        match self {
            Weight::Regular => include_bytes!("fonts/Inter-Regular.ttf"),
            Weight::Bold => include_bytes!("fonts/Inter-Bold.ttf"),
        }
    }

    /// The smallest WOFF2 file that holds every character of `text` the font has: one with the letters of western
    /// Europe, else the whole.
    pub fn web_file(self, text: impl Iterator<Item = char>) -> &'static [u8] {
        match (self, needs_whole(text)) {
            (Weight::Regular, false) => include_bytes!("fonts/Inter-Regular-core.woff2"),
            (Weight::Regular, true) => include_bytes!("fonts/Inter-Regular.woff2"),
            (Weight::Bold, false) => include_bytes!("fonts/Inter-Bold-core.woff2"),
            (Weight::Bold, true) => include_bytes!("fonts/Inter-Bold.woff2"),
        }
    }

    /// The WOFF2 file of every character the font has, for a page whose texts are not known yet.
    pub fn whole_web_file(self) -> &'static [u8] {
        // A character that no core file holds.
        self.web_file(std::iter::once(char::REPLACEMENT_CHARACTER))
    }
}

/// Whether a character lies outside the core files; the ranges are those of `fonts/subset.sh`.
fn needs_whole(mut text: impl Iterator<Item = char>) -> bool {
    text.any(|c| {
        !matches!(c, '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{FF}' | 'Œ' | 'œ' | 'Ÿ' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}'
            | '\u{2018}'..='\u{201A}' | '\u{201C}'..='\u{201E}' | '•' | '…' | '\u{202F}' | '‰' | '‹' | '›' | '€' | '№' | '←'..='↓' | '−'
            | '≠' | '≤' | '≥' | '✓' | '✗')
    })
}

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
    units: f64,
}

static FACES: LazyLock<[Face; 2]> = LazyLock::new(|| {
    Weight::ALL.map(|weight| {
        let font = FontRef::new(weight.file()).expect("the bundled font is a font");
        let units = FontRef::new(weight.file()).map_or(2048.0, |font| {
            f64::from(font.metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default()).units_per_em)
        });
        Face { data: ShaperData::new(&font), font, units }
    })
});

/// Widths already computed, in em; shaping is the dear part of drawing and labels repeat.
type Widths = HashMap<(Weight, Box<str>), f64>;

/// Beyond this many entries the cache starts anew.
const CACHE: usize = 20_000;

thread_local! {
    static WIDTHS: RefCell<Widths> = RefCell::default();
}

/// Width of `text` on one line, in pixels, at `size` pixels.
///
/// A character the font lacks counts for at least one em, so that whatever font a reader falls back on has room.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    if text.is_empty() {
        return 0.0;
    }
    let known = WIDTHS.with_borrow(|widths| widths.get(&(weight, text.into()) as &(Weight, Box<str>)).copied());
    let em = known.unwrap_or_else(|| {
        let em = shape(text, weight);
        WIDTHS.with_borrow_mut(|widths| {
            if widths.len() >= CACHE {
                widths.clear();
            }
            widths.insert((weight, text.into()), em);
        });
        em
    });
    em * size
}

/// A letter's form in the font, all lengths in em.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font file; 0 for what the font lacks.
    pub id: u32,
    /// The bytes of the text it stands for.
    pub bytes: Range<usize>,
    /// How far the next one is.
    pub advance: f64,
    /// How far it is drawn to the right and upwards of where it stands.
    pub offset: (f64, f64),
}

/// The forms of `text` from left to right, as [`width`] measured them.
pub fn glyphs(text: &str, weight: Weight) -> Vec<Glyph> {
    let units = FACES[weight as usize].units;
    let shaped = shaped(text, weight);
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
        let start = info.cluster as usize;
        let end = starts.get(starts.partition_point(|at| *at <= start)).copied().unwrap_or(text.len());
        let em = |length: i32| f64::from(length) / units;
        let advance = em(position.x_advance);
        let advance = if info.glyph_id == 0 { advance.max(1.0) } else { advance };
        Glyph { id: info.glyph_id, bytes: start..end, advance, offset: (em(position.x_offset), em(position.y_offset)) }
    };
    shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect()
}

fn shaped(text: &str, weight: Weight) -> GlyphBuffer {
    let face = &FACES[weight as usize];
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    face.data.shaper(&face.font).build().shape(buffer, ShapeOptions::new())
}

fn shape(text: &str, weight: Weight) -> f64 {
    let face = &FACES[weight as usize];
    let glyphs = shaped(text, weight);
    let mut total = 0.0;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let advance = f64::from(position.x_advance);
        total += if info.glyph_id == 0 { advance.max(face.units) } else { advance };
    }
    total / face.units
}

/// Whether the font has `c`.
pub fn covers(c: char) -> bool {
    static MAP: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::new(Weight::Regular.file()).ok());
    MAP.as_ref().is_some_and(|font| font.charmap().map(c).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// Height of the letters above the base line, in pixels, accents included.
pub fn ascent(size: f64) -> f64 {
    size * 1984.0 / 2048.0
}

/// Depth of the letters below the base line, in pixels.
pub fn descent(size: f64) -> f64 {
    size * 494.0 / 2048.0
}

/// Height of a capital letter, in pixels: what the eye centres.
pub fn cap_height(size: f64) -> f64 {
    size * 1490.0 / 2048.0
}

/// A label made fit for drawing: line breaks kept, other white space made single plain spaces, control and direction
/// marks dropped, ligature characters spelt out. No-break spaces stay.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
            }
            ' ' | '\t' => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches([' ', '\n']).len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿ«»“”‘’–—…€№→←✓✗\u{A0}\u{202F}\u{2011}";

    #[test]
    fn the_font_has_all_of_french() {
        for c in FRENCH.chars() {
            assert!(covers(c), "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn french_needs_only_the_core_file() {
        assert!(!needs_whole(FRENCH.chars()));
        assert!(needs_whole("Ω".chars()));
    }

    #[test]
    fn widths_follow_the_font() {
        assert_eq!(width("", 12.0, Weight::Regular), 0.0);
        let (one, kerned) = (width("A", 100.0, Weight::Regular) + width("V", 100.0, Weight::Regular), width("AV", 100.0, Weight::Regular));
        assert!(kerned < one, "kerning is applied: {kerned} < {one}");
        assert!(width("données", 12.0, Weight::Bold) > width("données", 12.0, Weight::Regular));
        assert!(width("漢", 10.0, Weight::Regular) >= 10.0);
    }

    #[test]
    fn cleaning_keeps_words_and_drops_controls() {
        assert_eq!(clean("  a\t b\r\nc\u{1}\u{202E}d\u{A0}: ﬁn \n"), "a b\ncd\u{A0}: fin");
    }
}
