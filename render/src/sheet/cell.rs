//! A table's cell as a spreadsheet holds it: its look, and a value without what XML or a cell cannot have.

use super::grid::{LIMITS, Look, Value};
use super::names::cut;
use model::diagnostic::Lang;
use model::table::*;
use std::borrow::Cow;

/// A cell's look and value.
pub fn value(cell: &Cell, kind: ColumnKind, lang: Lang) -> (Look, Value<'_>) {
    let look = match (cell, kind) {
        (Cell::Missing, _) => Look::Missing,
        (Cell::Date(_), _) => Look::Date,
        (Cell::Check(_), _) | (_, ColumnKind::Check) => Look::Check,
        (_, ColumnKind::RowHeading) => Look::RowHeading,
        (Cell::Number(_), _) | (_, ColumnKind::Number) => Look::Number,
        (_, ColumnKind::Short | ColumnKind::Date) => Look::Short,
        (_, ColumnKind::Text) => Look::Text,
    };
    let value = match cell {
        Cell::Empty => Value::Blank,
        // Spreadsheets count days from 1900 on.
        Cell::Date(date) if date.year >= 1900 => Value::Date(*date),
        Cell::Number(number) => Value::Number(*number),
        cell => match cell.in_workbook(lang) {
            Cow::Borrowed(words) => text(words),
            Cow::Owned(words) => Value::Text(Cow::Owned(text_of(&words).into_owned())),
        },
    };
    (look, value)
}

/// A text as a cell can hold it.
pub fn text(words: &str) -> Value<'_> {
    if words.is_empty() { Value::Blank } else { Value::Text(text_of(words)) }
}

/// A text without what XML forbids, cut where a cell ends.
pub fn text_of(words: &str) -> Cow<'_, str> {
    let legal = super::markup::legal(words);
    // A tab has no place in a cell: LibreOffice drops it.
    let legal = if legal.contains('\t') { Cow::Owned(legal.replace('\t', " ")) } else { legal };
    if legal.encode_utf16().count() <= LIMITS.2 {
        return legal;
    }
    Cow::Owned(format!("{}…", cut(&legal, LIMITS.2 - 1)))
}
