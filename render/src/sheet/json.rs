//! JSON: an array of objects, one a row, keyed by heading in the order of the columns.

use model::table::{Cell, Row, Table};
use serde_json::{Map, Value};

/// The table as JSON, ending with a line break.
pub fn write(table: &Table) -> Vec<u8> {
    let object = |row: &Row| {
        let pairs = table.columns.iter().zip(&row.cells).map(|(column, cell)| {
            let value = match cell {
                Cell::Number(number) => Value::from(*number),
                Cell::Check(checked) => Value::from(*checked),
                cell => Value::String(cell.plain().into_owned()),
            };
            (column.heading.clone(), value)
        });
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let rows: Vec<Value> = table.rows.iter().map(object).collect();
    // Strings and objects always serialise.
    let mut out = serde_json::to_vec_pretty(&rows).unwrap_or_default();
    out.push(b'\n');
    out
}
