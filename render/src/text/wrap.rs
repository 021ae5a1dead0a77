//! Breaking a text into lines: at the places Unicode allows, evenly, and inside a word only where it must be.

use super::font::{Weight, clean, width};
use super::{LINE, ascent, descent};
use crate::geometry::Size;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// Lines of one text with what they need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The lines; none for an empty text.
    pub lines: Vec<String>,
    /// Size of the letters, in pixels.
    pub size: f64,
    /// Their weight.
    pub weight: Weight,
    /// Width of the widest line and height of all of them, in pixels.
    pub extent: Size,
    /// Whether a word had to be broken.
    pub broken: bool,
}

impl Block {
    /// Base line of line `at` (from 0), below the top of the block.
    pub fn baseline(&self, at: usize) -> f64 {
        let slack = (self.size * LINE - ascent(self.size) - descent(self.size)) / 2.0;
        at as f64 * self.size * LINE + slack + ascent(self.size)
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// `text` in lines of at most `most` pixels, as even as their number allows.
pub fn block(text: &str, most: f64, size: f64, weight: Weight) -> Block {
    let text = clean(text);
    if text.is_empty() {
        return Block { size, weight, ..Block::default() };
    }
    let (mut lines, broken) = wrap(&text, most, size, weight);
    if lines.len() > 1 && !broken && !text.contains('\n') {
        lines = even(&text, most, lines, size, weight);
    }
    let widest = lines.iter().map(|line| width(line, size, weight)).fold(0.0, f64::max);
    let extent = Size::new(widest, lines.len() as f64 * size * LINE);
    Block { lines, size, weight, extent, broken }
}

/// The same number of lines with the narrowest width that gives it: two lines of like length instead of a long and a short one.
fn even(text: &str, most: f64, lines: Vec<String>, size: f64, weight: Weight) -> Vec<String> {
    let (mut low, mut high, mut best) = (0.0, most, lines);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        let (tried, broken) = wrap(text, middle, size, weight);
        if broken || tried.len() > best.len() {
            low = middle;
        } else {
            (best, high) = (tried, middle);
        }
    }
    best
}

/// `text`, already clean, in lines of at most `most` pixels, each as full as can be, and whether a word was broken.
///
/// Only the spaces at which lines end are left out. One grapheme wider than `most` still gets a line of its own.
pub fn wrap(text: &str, most: f64, size: f64, weight: Weight) -> (Vec<String>, bool) {
    let most = if most.is_finite() { most.max(1.0) } else { f64::MAX };
    let (mut lines, mut line, mut broken) = (Vec::new(), String::new(), false);
    let mut start = 0;
    for (end, kind) in linebreaks(text) {
        let piece = text[start..end].trim_end_matches(['\n', '\r']);
        start = end;
        let longer = format!("{line}{piece}");
        if width(longer.trim_end_matches(' '), size, weight) <= most {
            line = longer;
        } else {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if width(piece.trim_end_matches(' '), size, weight) <= most {
                piece.clone_into(&mut line);
            } else {
                broken = true;
                line = break_word(piece, most, size, weight, &mut lines);
            }
        }
        if kind == BreakOpportunity::Mandatory && end < text.len() {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    (lines, broken)
}

/// Pushes full lines of a word that is too long and returns its rest.
fn break_word(word: &str, most: f64, size: f64, weight: Weight, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    for grapheme in word.graphemes(true) {
        let longer = format!("{line}{grapheme}");
        if !line.is_empty() && width(longer.trim_end_matches(' '), size, weight) > most {
            lines.push(std::mem::replace(&mut line, grapheme.to_owned()));
        } else {
            line = longer;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeeze(text: &str) -> String {
        text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect()
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let texts = [
            "Enregistrer les coordonnées du prospect dans le logiciel de gestion",
            "anticonstitutionnellement-incompréhensibilités",
            "Durée : 3 ans après le dernier contact « prospect »",
            "a\nb\n\nc",
            "",
            "   ",
            "👩‍👩‍👧‍👦👩‍👩‍👧‍👦 e\u{301}e\u{301}e\u{301}",
        ];
        for text in texts {
            for most in [5.0, 30.0, 60.0, 84.0, 400.0] {
                let block = block(text, most, 12.0, Weight::Regular);
                assert_eq!(squeeze(&block.lines.concat()), squeeze(&clean(text)), "{text} at {most}");
                for line in &block.lines {
                    let fits = width(line, 12.0, Weight::Regular) <= most + 1e-9;
                    assert!(fits || line.graphemes(true).count() == 1, "{line:?} at {most}");
                }
            }
        }
    }

    #[test]
    fn no_break_spaces_hold() {
        let (lines, _) = wrap("Durée\u{A0}: six mois", 60.0, 12.0, Weight::Regular);
        assert_eq!(lines, ["Durée\u{A0}:", "six mois"]);
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(block("un deux trois quatre", 100.0, 12.0, Weight::Regular).lines, ["un deux", "trois quatre"]);
    }

    #[test]
    fn a_huge_label_takes_little_time() {
        let block = block(&"donnée ".repeat(20_000), 84.0, 12.0, Weight::Regular);
        assert!(block.lines.len() > 1000);
        assert!(super::block(&"x".repeat(50_000), 84.0, 12.0, Weight::Regular).broken);
    }
}
