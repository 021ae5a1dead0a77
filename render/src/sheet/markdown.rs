//! Markdown: titles and pipe tables; labels cannot become markup.

use model::diagnostic::Lang;
use model::table::{Block, Document, Pairs, RowRole, Table};

/// The table as Markdown.
pub fn write(table: &Table) -> String {
    let mut out = String::new();
    if !table.title.is_empty() {
        out.push_str(&format!("# {}\n\n", escaped(&table.title)));
    }
    pipes(&mut out, table);
    out
}

/// The document as Markdown.
pub fn document(document: &Document) -> String {
    let mut out = format!("# {}\n", escaped(&document.title));
    if !document.subtitle.is_empty() {
        out.push_str(&format!("\n{}\n", paragraph(&document.subtitle)));
    }
    for section in &document.sections {
        let level = usize::from(section.level.clamp(1, 4)) + 1;
        if !section.title.is_empty() && section.title != document.title {
            let aside = if section.aside.is_empty() { String::new() } else { format!(" — {}", escaped(&section.aside)) };
            out.push_str(&format!("\n{} {}{aside}\n", "#".repeat(level), escaped(&section.title)));
        }
        for block in &section.blocks {
            out.push('\n');
            match block {
                Block::Paragraph(text) => out.push_str(&format!("{}\n", paragraph(text))),
                Block::Note(text) => out.push_str(&format!("*{}*\n", escaped(text))),
                Block::Pairs(pairs) => fields(&mut out, pairs, level, document.lang),
                Block::Table(table) => {
                    if !table.title.is_empty() {
                        out.push_str(&format!("**{}**\n\n", escaped(&table.title)));
                    }
                    pipes(&mut out, table);
                }
                Block::Picture(picture) => out.push_str(&format!("{}\n", paragraph(&picture.alternative))),
            }
        }
    }
    out
}

fn fields(out: &mut String, pairs: &Pairs, level: usize, lang: Lang) {
    if !pairs.title.is_empty() {
        out.push_str(&format!("{} {}\n\n", "#".repeat(level + 1), escaped(&pairs.title)));
    }
    if !pairs.note.is_empty() {
        out.push_str(&format!("*{}*\n\n", escaped(&pairs.note)));
    }
    let colon = if lang == Lang::Fr { " :" } else { ":" };
    for (label, cell) in &pairs.fields {
        out.push_str(format!("* **{}**{colon} {}", escaped(label), escaped(&cell.shown(lang))).trim_end());
        out.push('\n');
    }
}

/// A pipe table, whose cells cannot be merged: a heading over several columns stands above that of the first.
fn pipes(out: &mut String, table: &Table) {
    let group = |at: usize| table.groups.iter().find(|group| group.first == at);
    line(
        out,
        table.columns.iter().enumerate().map(|(at, column)| match group(at) {
            Some(group) => format!("{}<br>{}", escaped(&group.heading), escaped(&column.heading)),
            None => escaped(&column.heading),
        }),
    );
    line(out, table.columns.iter().map(|_| "---".to_owned()));
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| escaped(&cell.shown(table.lang)));
        match row.role {
            RowRole::Plain => line(out, cells),
            RowRole::Heading | RowRole::Total => {
                line(out, cells.map(|cell| if cell.is_empty() { cell } else { format!("**{cell}**") }));
            }
        }
    }
    for note in &table.notes {
        out.push_str(&format!("\n*{}*\n", paragraph(note)));
    }
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// A text that stands alone on its line: its first character cannot begin a heading, a list or a quotation.
fn paragraph(text: &str) -> String {
    let text = escaped(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if text.starts_with(['#', '-', '+', '~', '=']) {
        return format!("\\{text}");
    }
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
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
