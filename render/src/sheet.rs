//! Tables and documents as files: one module a format.

mod cell;
mod csv;
mod docx;
mod grid;
mod html;
mod json;
mod markdown;
pub mod markup;
mod measure;
mod names;
mod ods;
mod package;
mod share;
mod style;
#[cfg(test)]
mod tests;
mod xlsx;

pub use html::table as html_table;
pub use markdown::write as markdown;

use model::diagnostic::Text;
use model::table::{Document, Table};
use model::text;
use std::collections::BTreeMap;

/// The formats a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A Markdown table under its title.
    Markdown,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// An array of objects, one a row, keyed by heading.
    Json,
    /// A page that stands alone.
    Html,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A text for text processors.
    Docx,
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: &[Format] = &[Format::Markdown, Format::Csv, Format::Json, Format::Html, Format::Xlsx, Format::Ods, Format::Docx];

    /// The word of `--format`, also the file ending.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Docx => "docx",
        }
    }

    /// Whether it is no text: nothing for a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Ods | Format::Docx)
    }

    /// Whether it shows the pictures of a document.
    pub fn shows_pictures(self) -> bool {
        self.is_binary() || self == Format::Html
    }

    /// The format of a word of `--format` or of a file ending.
    pub fn parse(word: &str) -> Option<Format> {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "markdown" => return Some(Format::Markdown),
            "htm" => return Some(Format::Html),
            _ => {}
        }
        Self::ALL.iter().copied().find(|format| format.ending() == word)
    }
}

/// Choices that only some formats know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// CSV: begin with a byte-order mark, which some spreadsheets need to see UTF-8.
    pub bom: bool,
}

/// The pictures of a document, by slot. A slot without picture shows nothing.
pub type Pictures = BTreeMap<String, Image>;

/// A picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its bytes, PNG.
    pub png: Vec<u8>,
    /// How wide it is shown, in CSS pixels.
    pub width: f64,
    /// How high it is shown, in CSS pixels.
    pub height: f64,
}

/// Why a document cannot be written in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// CSV holds one table, the document has so many.
    Tables(usize),
    /// A spreadsheet cannot hold so many rows.
    Rows(usize),
    /// A spreadsheet cannot hold so many columns.
    Columns(usize),
}

impl Refused {
    /// What to say of it.
    pub fn text(self) -> Text {
        let (most_rows, most_columns, _) = grid::LIMITS;
        match self {
            Refused::Tables(count) => text!(
                "un fichier CSV porte un seul tableau, ce document en a {count} ; choisir un autre format",
                "a CSV file holds one table, this document has {count}; choose another format"
            ),
            Refused::Rows(count) => text!(
                "un classeur porte au plus {most_rows} lignes, ce tableau en a {count} ; le format CSV les porte toutes",
                "a workbook holds {most_rows} rows at most, this table has {count}; CSV holds them all"
            ),
            Refused::Columns(count) => text!(
                "un classeur porte au plus {most_columns} colonnes, ce tableau en a {count} ; le format CSV les porte toutes",
                "a workbook holds {most_columns} columns at most, this table has {count}; CSV holds them all"
            ),
        }
    }
}

/// The bytes of a table in a format.
///
/// # Errors
/// Where the format cannot hold it.
pub fn write(table: &Table, format: Format, options: Options) -> Result<Vec<u8>, Refused> {
    match format {
        Format::Markdown => Ok(markdown::write(table).into_bytes()),
        Format::Csv => Ok(csv::write(table, options.bom)),
        Format::Json => Ok(json::write(table)),
        Format::Html | Format::Xlsx | Format::Ods | Format::Docx => document(&Document::of(table), format, options, &Pictures::new()),
    }
}

/// The bytes of a document in a format: a tab or a chapter for each section.
///
/// # Errors
/// Where the format cannot hold it.
pub fn document(document: &Document, format: Format, options: Options, pictures: &Pictures) -> Result<Vec<u8>, Refused> {
    match format {
        Format::Markdown => Ok(markdown::document(document).into_bytes()),
        Format::Csv => {
            let mut tables = document.tables();
            match (tables.next(), tables.count()) {
                (Some(table), 0) => Ok(csv::write(table, options.bom)),
                (None, _) => Err(Refused::Tables(0)),
                (Some(_), others) => Err(Refused::Tables(others + 1)),
            }
        }
        Format::Json => Ok(json::document(document)),
        Format::Html => Ok(html::write(document, pictures).into_bytes()),
        Format::Xlsx => Ok(xlsx::write(document, &book(document)?, pictures)),
        Format::Ods => Ok(ods::write(document, &book(document)?, pictures)),
        Format::Docx => Ok(docx::write(document, pictures)),
    }
}

/// The document on the grid, where a spreadsheet can hold it.
fn book(document: &Document) -> Result<grid::Book<'_>, Refused> {
    let (most_rows, most_columns, _) = grid::LIMITS;
    let book = grid::book(document);
    for tab in &book.tabs {
        // Rows to be filled may follow the last one.
        let rows = tab.chosen.iter().map(|(area, _)| area.bottom + 1).max().unwrap_or(0).max(tab.rows.len());
        if rows > most_rows {
            return Err(Refused::Rows(rows));
        }
        if tab.widths.len() > most_columns {
            return Err(Refused::Columns(tab.widths.len()));
        }
    }
    Ok(book)
}

#[cfg(test)]
mod simple {
    use super::*;
    use model::table::{Cell, Column};

    fn sample() -> Table {
        Table {
            title: "T".into(),
            columns: ["A", "B"].map(Column::new).into(),
            rows: vec![
                vec![Cell::text("a|b\nc"), Cell::Missing].into(),
                vec![Cell::text("=cmd|' /C calc'!A0"), Cell::Empty].into(),
                vec![Cell::text("dit \"oui\", puis"), Cell::text("<script>")].into(),
            ],
            ..Table::default()
        }
    }

    fn text(format: Format, options: Options) -> String {
        String::from_utf8(write(&sample(), format, options).expect("it fits")).expect("formats are UTF-8")
    }

    #[test]
    fn csv_follows_rfc_4180_and_runs_no_formula() {
        let expected = "A,B\r\n\"a|b\nc\",\r\n'=cmd|' /C calc'!A0,\r\n\"dit \"\"oui\"\", puis\",<script>\r\n";
        assert_eq!(text(Format::Csv, Options::default()), expected);
        assert!(text(Format::Csv, Options { bom: true }).starts_with('\u{FEFF}'));
    }

    #[test]
    fn csv_disarms_every_first_character_a_spreadsheet_runs() {
        for first in ["=", "+", "-", "@", "\t", "\r", "\n", "\u{1}"] {
            let table =
                Table { rows: vec![vec![Cell::text(format!("{first}1"))].into()], columns: vec![Column::default()], ..Table::default() };
            let out = String::from_utf8(write(&table, Format::Csv, Options::default()).unwrap()).unwrap();
            assert!(out.contains(&format!("'{first}1")), "{first:?} is not disarmed: {out:?}");
        }
    }

    #[test]
    fn markdown_keeps_one_row_a_line_and_shows_what_is_missing() {
        let expected =
            "# T\n\n| A | B |\n| --- | --- |\n| a\\|b<br>c | — |\n| =cmd\\|' /C calc'!A0 |  |\n| dit \"oui\", puis | &lt;script&gt; |\n";
        assert_eq!(text(Format::Markdown, Options::default()), expected);
    }

    #[test]
    fn json_is_keyed_by_heading_in_order() {
        let value: serde_json::Value = serde_json::from_str(&text(Format::Json, Options::default())).unwrap();
        assert_eq!(value[0]["A"], "a|b\nc");
        assert_eq!(value[0]["B"], "");
        assert_eq!(value[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["A", "B"]);
    }
}
