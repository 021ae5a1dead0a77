//! Tables derived from the model: what they hold, not how they are written.

mod cell;
pub mod census;
pub mod derived;
pub mod diff;
pub mod document;
pub mod facts;
pub mod findings;
mod inventory;
mod notices;
mod recipients;
pub mod register;
mod retention;
mod risks;
pub(crate) mod separate;
pub mod together;

pub use cell::{Cell, Choices};
pub use document::{Block, Contents, Document, Pairs, Picture, Section};

use crate::diagnostic::Lang;
use std::sync::Arc;

/// A table: headings, and rows of as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its short name in lower case, without blanks: file names and defined names are made of it. May be empty.
    pub name: String,
    /// What it shows, as a title; empty for none.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Headings above several columns, each over a run of columns; in order, without overlap.
    pub groups: Vec<Group>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Row>,
    /// Cells that are shown as one: its first cell holds the value, the others are [`Cell::Empty`]; data formats repeat it.
    pub merges: Vec<Merge>,
    /// What stands below it to read it by: a legend, a caution. Data formats leave it out.
    pub notes: Vec<String>,
    /// How the page lies.
    pub orientation: Orientation,
    /// Language of the headings and the texts.
    pub lang: Lang,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width in characters; 0 where the writer shall measure the texts.
    pub width: u16,
    /// What its cells are.
    pub kind: ColumnKind,
    /// The closed list that the cells are chosen from.
    pub choices: Option<Arc<Choices>>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Running text, wrapped.
    #[default]
    Text,
    /// A short text that is not wrapped: a reference, a code.
    Short,
    /// What the row is about: the heading of its row.
    RowHeading,
    /// Numbers, set right.
    Number,
    /// Days.
    Date,
    /// Check boxes.
    Check,
}

/// A heading above a run of columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: String,
    /// Index of its first column.
    pub first: usize,
    /// How many columns it stands over.
    pub columns: usize,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub role: RowRole,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowRole {
    /// A row of the table.
    #[default]
    Plain,
    /// A heading of the rows that follow: its first cell is shown across all columns, the others are empty.
    Heading,
    /// A sum or count of the rows above.
    Total,
}

/// A rectangle of cells shown as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// Index of its first row.
    pub row: usize,
    /// Index of its first column.
    pub column: usize,
    /// How many rows it takes, one or more.
    pub rows: usize,
    /// How many columns it takes, one or more.
    pub columns: usize,
}

/// How a page lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// As the width of the columns asks.
    #[default]
    Fitting,
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

impl Table {
    /// A table of these columns without rows.
    pub fn new(name: &str, title: impl Into<String>, columns: Vec<Column>, lang: Lang) -> Self {
        Table { name: name.into(), title: title.into(), columns, lang, ..Table::default() }
    }

    /// Adds a row of the table.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row::from(cells));
    }

    /// The rows with the value of each merged cell in every place that it covers: where cells are not shown as one, a row that
    /// is read alone still says all.
    pub fn repeated(&self) -> std::borrow::Cow<'_, [Row]> {
        if self.merges.is_empty() {
            return std::borrow::Cow::Borrowed(&self.rows);
        }
        let mut rows = self.rows.clone();
        for merge in &self.merges {
            let Some(value) = self.rows.get(merge.row).and_then(|row| row.cells.get(merge.column)) else { continue };
            for row in rows.iter_mut().skip(merge.row).take(merge.rows) {
                row.cells.iter_mut().skip(merge.column).take(merge.columns).for_each(|cell| cell.clone_from(value));
            }
        }
        std::borrow::Cow::Owned(rows)
    }

    /// Adds a heading of the rows that follow.
    pub fn push_heading(&mut self, text: impl Into<String>) {
        let mut cells = vec![Cell::Empty; self.columns.len()];
        if let Some(first) = cells.first_mut() {
            *first = Cell::text(text);
        }
        self.rows.push(Row { role: RowRole::Heading, cells });
    }
}

impl Column {
    /// A column of running text.
    pub fn new(heading: impl Into<String>) -> Self {
        Column { heading: heading.into(), ..Column::default() }
    }

    /// A column of this kind.
    pub fn of(kind: ColumnKind, heading: impl Into<String>) -> Self {
        Column { heading: heading.into(), kind, ..Column::default() }
    }

    /// The same, so many characters wide.
    #[must_use]
    pub fn wide(self, width: u16) -> Self {
        Column { width, ..self }
    }

    /// The same, its cells chosen from a closed list.
    #[must_use]
    pub fn chosen_from(self, choices: &Arc<Choices>) -> Self {
        Column { choices: Some(choices.clone()), ..self }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Row { role: RowRole::Plain, cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_value_stands_in_each_of_its_rows() {
        let mut table = Table::new("t", "", vec![Column::new("a"), Column::new("b")], Lang::Fr);
        for (one, other) in [("1", "x"), ("2", ""), ("3", "")] {
            table.push(vec![Cell::text(one), Cell::text(other)]);
        }
        assert!(matches!(table.repeated(), std::borrow::Cow::Borrowed(_)));
        table.merges.push(Merge { row: 0, column: 1, rows: 2, columns: 1 });
        let said: Vec<_> = table.repeated().iter().map(|row| row.cells[1].plain().into_owned()).collect();
        assert_eq!(said, ["x", "x", ""]);
    }
}
