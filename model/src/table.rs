//! Tables derived from the model: what they hold, not how they are written.

pub mod census;
pub mod findings;

use crate::diagnostic::Lang;

/// A table: a heading for each column, and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows, as a title.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Language of the headings and the texts.
    pub lang: Lang,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing belongs here.
    #[default]
    Empty,
    /// Something belongs here and is not said: a document shows `—`, data formats an empty cell.
    Missing,
    /// A text.
    Text(String),
}

impl Cell {
    /// A text, or [`Cell::Empty`] where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Several values in one cell: joined by `, ` in written order, each once.
    pub fn list<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Self {
        let mut seen: indexmap::IndexSet<String> = indexmap::IndexSet::new();
        for value in values {
            if !value.as_ref().is_empty() {
                seen.insert(value.as_ref().to_owned());
            }
        }
        Cell::text(seen.into_iter().collect::<Vec<_>>().join(", "))
    }

    /// The same, where nothing said is something missing.
    #[must_use]
    pub fn or_missing(self) -> Self {
        if self == Cell::Empty { Cell::Missing } else { self }
    }
}
