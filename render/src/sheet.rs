//! Tables as files: one module a format.

mod csv;
mod json;
mod markdown;

use model::table::Table;

/// The formats a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A Markdown table under its title.
    Markdown,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// An array of objects, one a row, keyed by heading.
    Json,
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: &[Format] = &[Format::Markdown, Format::Csv, Format::Json];

    /// The word of `--format`, also the file ending.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// The format of a word of `--format` or of a file ending.
    pub fn parse(word: &str) -> Option<Format> {
        let word = word.to_ascii_lowercase();
        if word == "markdown" {
            return Some(Format::Markdown);
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

/// The bytes of a table in a format.
pub fn write(table: &Table, format: Format, options: Options) -> Vec<u8> {
    match format {
        Format::Markdown => markdown::write(table).into_bytes(),
        Format::Csv => csv::write(table, options.bom),
        Format::Json => json::write(table),
    }
}

#[cfg(test)]
mod tests {
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
        String::from_utf8(write(&sample(), format, options)).expect("formats are UTF-8")
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
            let out = String::from_utf8(write(&table, Format::Csv, Options::default())).unwrap();
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
