//! JSON: an array of objects, one a row, keyed by heading in the order of the columns.

use model::table::{Cell, Table};
use serde_json::{Map, Value};

/// The table as JSON, ending with a line break.
pub fn write(table: &Table) -> Vec<u8> {
    let object = |row: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(row).map(|(column, cell)| {
            let text = match cell {
                Cell::Empty | Cell::Missing => String::new(),
                Cell::Text(text) => text.clone(),
            };
            (column.heading.clone(), Value::String(text))
        });
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let rows: Vec<Value> = table.rows.iter().map(object).collect();
    // Strings and objects always serialise.
    let mut out = serde_json::to_vec_pretty(&rows).unwrap_or_default();
    out.push(b'\n');
    out
}
