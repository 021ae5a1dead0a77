//! How wide columns are and how many lines texts take, in characters: a spreadsheet measures too late, or not at all.

use model::diagnostic::Lang;
use model::table::*;

/// Widest column, in characters.
const WIDEST: f64 = 60.0;
/// Characters on an upright page at a readable size; wider tabs lie on their side.
const UPRIGHT: f64 = 95.0;
/// Characters on a page on its side at a size that can still be read.
const PAGE: f64 = 200.0;
/// The width of a long word.
const NARROW: f64 = 15.0;

/// A width for texts of so many characters.
pub fn width(characters: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // a text's length
    let width = characters as f64 + 2.0;
    width.clamp(8.0, WIDEST)
}

/// The widths of a table's columns in characters: what they say, else the longest text, within bounds.
pub fn widths_of(table: &Table) -> Vec<f64> {
    let said = |column: &Column| (column.width > 0).then_some(f64::from(column.width));
    let width = |(at, column)| said(column).unwrap_or_else(|| measured(table, at, table.lang)).min(WIDEST);
    let widths: Vec<f64> = table.columns.iter().enumerate().map(width).collect();
    let sum: f64 = widths.iter().sum();
    if sum <= PAGE {
        return widths;
    }
    // Wide columns give way, as far as a long word still fits, so that a page stays readable.
    widths.into_iter().map(|width| (width * PAGE / sum).max(width.min(NARROW))).collect()
}

/// Whether a table of these widths wants a page on its side.
pub fn is_wide(widths: &[f64]) -> bool {
    widths.iter().sum::<f64>() > UPRIGHT
}

/// The width of a column by its longest line, and by the longest word of its heading.
fn measured(table: &Table, at: usize, lang: Lang) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let rows = table.rows.iter().filter(|row| row.role != RowRole::Heading).filter_map(|row| row.cells.get(at));
    let texts = rows.map(|cell| longest(&cell.shown(lang))).max().unwrap_or(0).min(40);
    let heading = table.columns[at].heading.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    width(texts.max(heading + 2))
}

/// How many lines a text takes in a width of so many characters, broken between words.
pub fn lines(words: &str, room: f64) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a column's width
    let room = ((room * 1.1).floor() as usize).max(4) - 1;
    let of = |line: &str| {
        let (mut taken, mut filled) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if filled > 0 && filled + 1 + length > room {
                taken += 1;
                filled = 0;
            }
            filled += length + usize::from(filled > 0);
            // A word longer than the line is cut.
            taken += filled.saturating_sub(1) / room;
            filled = if filled > room { (filled - 1) % room + 1 } else { filled };
        }
        taken
    };
    words.lines().map(of).sum::<usize>().max(1)
}
