//! CSV: UTF-8, comma, RFC 4180; no cell can become a formula.

use model::table::{Cell, RowRole, Table};

/// The table as CSV, headings first.
pub fn write(table: &Table, bom: bool) -> Vec<u8> {
    let mut out = if bom { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut out);
        let headings = table.columns.iter().map(|column| disarmed(&column.heading));
        // Writing to memory cannot fail, and every row has one cell a column.
        let _ = writer.write_record(headings);
        // A total can be computed: it is no datum.
        for row in table.repeated().iter().filter(|row| row.role != RowRole::Total) {
            let _ = writer.write_record(row.cells.iter().map(|cell| match cell {
                Cell::Number(number) => number.to_string(),
                cell => disarmed(&cell.plain()),
            }));
        }
        let _ = writer.flush();
    }
    out
}

/// A text that a spreadsheet would run as a formula begins with `'` instead.
fn disarmed(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@']) || text.starts_with(char::is_control);
    if runs { format!("'{text}") } else { text.to_owned() }
}
