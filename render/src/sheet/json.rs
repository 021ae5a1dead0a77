//! JSON: a table is an array of objects, one a row, keyed by heading in the order of the columns; a document holds its
//! sections with their blocks.

use model::table::{Block, Cell, Document, Pairs, Row, RowRole, Section, Table};
use serde_json::{Map, Value, json};

/// The table as JSON, ending with a line break.
pub fn write(table: &Table) -> Vec<u8> {
    bytes(&rows(table))
}

/// The document as JSON, ending with a line break.
pub fn document(document: &Document) -> Vec<u8> {
    let sections: Vec<Value> = document.sections.iter().map(section).collect();
    bytes(&json!({ "title": document.title, "subtitle": document.subtitle, "lang": document.lang, "sections": sections }))
}

fn bytes(value: &Value) -> Vec<u8> {
    // Strings and objects always serialise.
    let mut out = serde_json::to_vec_pretty(value).unwrap_or_default();
    out.push(b'\n');
    out
}

fn section(section: &Section) -> Value {
    let blocks: Vec<Value> = section.blocks.iter().map(block).collect();
    json!({ "title": section.title, "aside": section.aside, "level": section.level, "blocks": blocks })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph(text) => json!({ "paragraph": text }),
        Block::Note(text) => json!({ "note": text }),
        Block::Pairs(Pairs { title, note, fields, .. }) => {
            let fields: Vec<Value> = fields.iter().map(|(label, cell)| json!({ "label": label, "value": value(cell) })).collect();
            json!({ "title": title, "note": note, "fields": fields })
        }
        Block::Table(table) => json!({ "table": table.name, "title": table.title, "rows": rows(table) }),
        Block::Picture(picture) => json!({ "picture": picture.slot, "alternative": picture.alternative }),
    }
}

fn rows(table: &Table) -> Value {
    let keys = keys(table);
    let object = |row: &Row| {
        let pairs = keys.iter().zip(&row.cells).map(|(key, cell)| (key.clone(), value(cell)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    // A total can be computed: it is no datum.
    table.repeated().iter().filter(|row| row.role != RowRole::Total).map(object).collect()
}

/// The headings, each once: a second one of the same text gets a number, so that no value hides another.
fn keys(table: &Table) -> Vec<String> {
    let mut taken = std::collections::HashSet::new();
    let free = |heading: &String| {
        let numbered = (2..).map(|number| format!("{heading} ({number})"));
        let key = std::iter::once(heading.clone()).chain(numbered).find(|key| !taken.contains(key)).unwrap_or_default();
        taken.insert(key.clone());
        key
    };
    table.columns.iter().map(|column| &column.heading).map(free).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Number(number) => Value::from(*number),
        Cell::Check(checked) => Value::from(*checked),
        cell => Value::String(cell.plain().into_owned()),
    }
}
