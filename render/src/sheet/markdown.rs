//! Markdown: a title and a pipe table; labels cannot become markup.

use model::table::Table;

/// The table as Markdown.
pub fn write(table: &Table) -> String {
    let mut out = String::new();
    if !table.title.is_empty() {
        out.push_str(&format!("# {}\n\n", escaped(&table.title)));
    }
    line(&mut out, table.columns.iter().map(|column| escaped(&column.heading)));
    line(&mut out, table.columns.iter().map(|_| "---".to_owned()));
    for row in &table.rows {
        line(&mut out, row.cells.iter().map(|cell| escaped(&cell.shown(table.lang))));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// A text on one line, with every character that Markdown or HTML would read as markup made plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
