//! Tables of a text: repeated heads, rows that are not torn, merged cells, labels with their values.

use super::super::{html::covered, measure, style};
use super::Text;
use model::table::*;

/// A table, as wide as the page; `caption` names it for those who do not see it.
pub fn table(text: &mut Text<'_>, table: &Table, caption: &str) {
    if table.columns.is_empty() {
        return;
    }
    let widths = shares(&measure::widths_of(table), text.room());
    let dense = table.columns.len() > 9;
    begin(text, caption, &widths);
    heads(text, table, &widths, dense);
    let covered = covered(table);
    for (at, row) in table.rows.iter().enumerate() {
        open_row(text, Repeated::No);
        if row.role == RowRole::Heading {
            let shown = row.cells.first().map(|cell| cell.shown(table.lang).into_owned()).unwrap_or_default();
            let cell = Place { width: widths.iter().sum(), columns: table.columns.len(), ground: Some(style::BAND), ..Place::default() };
            write(text, &cell, "TableBand", &shown);
            text.xml.close("w:tr");
            continue;
        }
        let mut column = 0;
        while column < row.cells.len().min(widths.len()) {
            column += body_cell(text, table, (at, column), &covered, &widths, dense);
        }
        text.xml.close("w:tr");
    }
    text.xml.close("w:tbl");
    text.paragraph("AfterTable", "");
    for note in &table.notes {
        text.paragraph("Note", note);
    }
}

/// One cell of the body; how many columns it takes.
fn body_cell(
    text: &mut Text<'_>,
    table: &Table,
    (row, column): (usize, usize),
    covered: &std::collections::HashSet<(usize, usize)>,
    widths: &[u32],
    dense: bool,
) -> usize {
    let holds = |merge: &&Merge| {
        (merge.row..merge.row + merge.rows.max(1)).contains(&row) && (merge.column..merge.column + merge.columns.max(1)).contains(&column)
    };
    let merge = table.merges.iter().find(holds);
    let columns = merge.map_or(1, |merge| merge.columns.max(1)).min(widths.len() - column);
    let down = merge.filter(|merge| merge.rows > 1).map(|merge| if merge.row == row { Down::Begins } else { Down::Goes });
    let line = &table.rows[row];
    let (cell, kind) = (&line.cells[column], table.columns[column].kind);
    let total = line.role == RowRole::Total;
    let ground = match cell {
        Cell::Missing => Some(style::MISSING),
        _ if total => Some(style::BAND),
        _ => None,
    };
    let place = Place { width: widths[column..column + columns].iter().sum(), columns, down, ground };
    let shown = if covered.contains(&(row, column)) { String::new() } else { cell.shown(table.lang).into_owned() };
    let style = match (kind, cell) {
        (ColumnKind::RowHeading, _) => "TableRow",
        _ if total => "TableRow",
        (_, Cell::Number(_)) => "TableNumber",
        (ColumnKind::Check, _) | (_, Cell::Check(_)) => "TableCheck",
        _ => "TableText",
    };
    write(text, &place, &styled(style, dense), &shown);
    columns
}

/// Many columns want a smaller print.
fn styled(style: &str, dense: bool) -> String {
    if dense { format!("{style}Small") } else { style.to_owned() }
}

/// Fields, each a row of two cells.
pub fn pairs(text: &mut Text<'_>, pairs: &Pairs) {
    if pairs.fields.is_empty() {
        return;
    }
    let widths = shares(&[32.0, 64.0], text.room());
    begin(text, &pairs.title, &widths);
    for (label, cell) in &pairs.fields {
        open_row(text, Repeated::No);
        write(text, &Place { width: widths[0], ground: Some("F3F5F8"), ..Place::default() }, "TableRow", label);
        let ground = (*cell == Cell::Missing).then_some(style::MISSING);
        let shown = cell.shown(text.lang).into_owned();
        write(text, &Place { width: widths[1], ground, ..Place::default() }, "TableText", &shown);
        text.xml.close("w:tr");
    }
    text.xml.close("w:tbl");
    text.paragraph("AfterTable", "");
}

fn begin(text: &mut Text<'_>, caption: &str, widths: &[u32]) {
    let xml = &mut text.xml;
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.leaf("w:tblStyle", &[("w:val", "Recens")]);
    xml.leaf("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
    xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
    let first = [("w:firstRow", "1"), ("w:lastRow", "0"), ("w:firstColumn", "0"), ("w:lastColumn", "0")];
    xml.leaf("w:tblLook", &[&[("w:val", "0620")][..], &first, &[("w:noHBand", "1"), ("w:noVBand", "1")]].concat());
    if !caption.is_empty() {
        xml.leaf("w:tblCaption", &[("w:val", caption)]);
    }
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
}

/// Whether a row is shown again on each page.
#[derive(Clone, Copy, PartialEq)]
enum Repeated {
    Yes,
    No,
}

fn open_row(text: &mut Text<'_>, repeated: Repeated) {
    text.xml.open("w:tr", &[]);
    text.xml.open("w:trPr", &[]);
    text.xml.leaf("w:cantSplit", &[]);
    if repeated == Repeated::Yes {
        text.xml.leaf("w:tblHeader", &[]);
    }
    text.xml.close("w:trPr");
}

/// The headings, on every page.
fn heads(text: &mut Text<'_>, table: &Table, widths: &[u32], dense: bool) {
    if table.columns.iter().all(|column| column.heading.is_empty()) {
        return;
    }
    let grouped = |at: usize| table.groups.iter().find(|group| (group.first..group.first + group.columns.max(1)).contains(&at));
    let style = styled("TableHeading", dense);
    if !table.groups.is_empty() {
        open_row(text, Repeated::Yes);
        for (at, column) in table.columns.iter().enumerate() {
            match grouped(at) {
                Some(group) if group.first == at => {
                    let columns = group.columns.max(1).min(widths.len() - at);
                    let width = widths[at..at + columns].iter().sum();
                    let place = Place { width, columns, ground: Some(style::GROUP), ..Place::default() };
                    write(text, &place, &style, &group.heading);
                }
                Some(_) => {}
                None => {
                    let place = Place { width: widths[at], down: Some(Down::Begins), ground: Some(style::INK), ..Place::default() };
                    write(text, &place, &style, &column.heading);
                }
            }
        }
        text.xml.close("w:tr");
    }
    open_row(text, Repeated::Yes);
    for (at, column) in table.columns.iter().enumerate() {
        let goes = !table.groups.is_empty() && grouped(at).is_none();
        let down = goes.then_some(Down::Goes);
        let place = Place { width: widths[at], down, ground: Some(style::INK), ..Place::default() };
        write(text, &place, &style, if goes { "" } else { &column.heading });
    }
    text.xml.close("w:tr");
}

/// Where a cell stands in a rectangle over several rows.
#[derive(Clone, Copy, PartialEq)]
enum Down {
    Begins,
    Goes,
}

/// The place of a cell.
struct Place {
    width: u32,
    columns: usize,
    down: Option<Down>,
    ground: Option<&'static str>,
}

impl Default for Place {
    fn default() -> Self {
        Place { width: 0, columns: 1, down: None, ground: None }
    }
}

fn write(text: &mut Text<'_>, place: &Place, style: &str, shown: &str) {
    text.xml.open("w:tc", &[]);
    text.xml.open("w:tcPr", &[]);
    text.xml.leaf("w:tcW", &[("w:w", &place.width.to_string()), ("w:type", "dxa")]);
    if place.columns > 1 {
        text.xml.leaf("w:gridSpan", &[("w:val", &place.columns.to_string())]);
    }
    match place.down {
        Some(Down::Begins) => text.xml.leaf("w:vMerge", &[("w:val", "restart")]),
        Some(Down::Goes) => text.xml.leaf("w:vMerge", &[]),
        None => {}
    }
    if let Some(ground) = place.ground {
        text.xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)]);
    }
    text.xml.close("w:tcPr");
    text.paragraph(style, shown);
    text.xml.close("w:tc");
}

/// The room shared among columns in proportion to their widths.
fn shares(widths: &[f64], room: u32) -> Vec<u32> {
    let sum: f64 = widths.iter().sum::<f64>().max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most the width of a page
    let share = |width: &f64| ((width / sum * f64::from(room)) as u32).max(1);
    widths.iter().map(share).collect()
}
