//! Reading a filled workbook: XLSX or ODS, as cells. Nothing in it is computed or run, and what is made to fill the memory is
//! refused before it does.

use crate::complaint::{self, Complaint};
use crate::words::workbook as words;
use crate::{Session, input};
use anyhow::{Result, bail};
use calamine::{Data, DataRef, Ods, Reader, Xlsx};
use model::process::Date;
use model::table::Cell;
use model::table::register::filled::Tab;
use std::io::{Cursor, Read};
use std::path::Path;

/// The largest workbook, and what it may hold once unpacked.
const MAX_BYTES: usize = 64 * 1024 * 1024;
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// How many cells are read.
const MAX_CELLS: usize = 2_000_000;

/// A workbook that was read.
#[derive(Debug)]
pub struct Workbook {
    /// Its tabs.
    pub tabs: Vec<Tab>,
    /// Whether it holds macros, which are left alone.
    pub macros: bool,
}

/// What a container holds.
enum Kind {
    Xlsx,
    Ods,
}

/// Reads the workbook at `path`, from the run's folder, and says that its macros are left alone.
///
/// # Errors
/// As [`read`], and where the file cannot be read.
pub fn open(path: &Path, session: &mut Session<'_>) -> Result<(String, Vec<Tab>)> {
    let name = input::shown(path);
    let unreadable = |error: std::io::Error| complaint::of(crate::words::run::unreadable(&name, &error));
    let mut bytes = Vec::new();
    let file = std::fs::File::open(session.facts.folder.join(path)).map_err(unreadable)?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let book = read(&name, bytes)?;
    if book.macros {
        session.note(words::macros(&name).get(session.lang));
    }
    Ok((name, book.tabs))
}

/// Reads a workbook shown as `name`.
///
/// # Errors
/// Where the bytes are none, are protected by a password, or hold more than is read.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Workbook> {
    let (kind, macros) = look(name, &bytes)?;
    let broken = |why: String| complaint::of(words::broken(name, &why));
    let tabs = match kind {
        Kind::Xlsx => xlsx(name, bytes)?,
        Kind::Ods => {
            let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
            let names = book.sheet_names();
            let tabs = names.into_iter().map(|tab| {
                let range = book.worksheet_range(&tab).map_err(|error| broken(error.to_string()))?;
                let formulas = book.worksheet_formula(&tab).map_err(|error| broken(error.to_string()))?;
                let mut out = Tab { name: tab, ..Tab::default() };
                let (row, column) = range.start().unwrap_or_default();
                for (at, beside, value) in range.used_cells() {
                    out.put(at as u32 + row, beside as u32 + column, from_ods(value));
                }
                let (row, column) = formulas.start().unwrap_or_default();
                let used = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
                out.formulas = used.map(|(at, beside, _)| (at as u32 + row, beside as u32 + column)).collect();
                Ok(out)
            });
            tabs.collect::<Result<Vec<_>>>()?
        }
    };
    Ok(Workbook { tabs, macros })
}

/// What the container is, and whether it holds macros.
fn look(name: &str, bytes: &[u8]) -> Result<(Kind, bool)> {
    if bytes.is_empty() {
        bail!(Complaint(words::empty(name)));
    }
    if bytes.len() > MAX_BYTES {
        bail!(Complaint(words::too_large(name)));
    }
    // The container of old: a workbook behind a password, or one of before 2007.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        bail!(Complaint(words::protected(name)));
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { bail!(Complaint(words::no_workbook(name))) };
    let (mut unpacked, mut macros, mut kind) = (0_u64, false, None);
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { bail!(Complaint(words::protected(name))) };
        let path = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        // What a container says of its sizes need not be true: they are counted.
        let counted = std::io::copy(&mut part.take(MAX_UNPACKED - unpacked + 1), &mut std::io::sink());
        unpacked += counted.map_err(|error| complaint::of(words::broken(name, &error.to_string())))?;
        if unpacked > MAX_UNPACKED {
            bail!(Complaint(words::too_large(name)));
        }
        macros |= path.ends_with("vbaproject.bin") || path.starts_with("basic/") || path.starts_with("scripts/");
        match path.as_str() {
            "xl/workbook.xml" => kind = Some(Kind::Xlsx),
            "content.xml" => kind = kind.or(Some(Kind::Ods)),
            _ => {}
        }
    }
    let mut part = |path: &str, most: u64| {
        let mut text = Vec::new();
        let read = archive.by_name(path).ok()?.take(most).read_to_end(&mut text);
        read.is_ok().then(|| String::from_utf8_lossy(&text).into_owned())
    };
    match kind {
        Some(Kind::Ods) => {
            if part("META-INF/manifest.xml", 1 << 20).is_some_and(|manifest| manifest.contains("encryption-data")) {
                bail!(Complaint(words::protected(name)));
            }
            let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet";
            if part("mimetype", 200).is_some_and(|kind| !kind.starts_with(spreadsheet)) {
                bail!(Complaint(words::no_workbook(name)));
            }
            let content = part("content.xml", MAX_UNPACKED).unwrap_or_default();
            if repeated(&content) > MAX_CELLS as u64 {
                bail!(Complaint(words::too_large(name)));
            }
            Ok((Kind::Ods, macros))
        }
        Some(kind) => Ok((kind, macros)),
        None => bail!(Complaint(words::no_workbook(name))),
    }
}

/// How many cells the rows of an ODS table make that say something: a row or a cell may stand for a million.
fn repeated(content: &str) -> u64 {
    let (mut total, mut rows, mut width, mut last) = (0_u64, 1_u64, 0_u64, 0_u64);
    let count = |tag: &str, name: &str| {
        let rest = tag.split_once(name).map(|(_, rest)| rest)?;
        rest.trim_start_matches(['=', '"', '\'']).split(['"', '\'']).next()?.parse::<u64>().ok()
    };
    for tag in content.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap_or_default();
        if inside.starts_with("table:table-row") {
            rows = count(inside, "table:number-rows-repeated").unwrap_or(1);
            (width, last) = (0, 0);
        } else if inside.starts_with("table:table-cell") || inside.starts_with("table:covered-table-cell") {
            width = width.saturating_add(count(inside, "table:number-columns-repeated").unwrap_or(1));
            // An empty cell at the end of its row takes no room.
            if !inside.ends_with('/') || inside.contains("office:value") || inside.contains("office:date-value") {
                last = width;
            }
        } else if inside.starts_with("/table:table-row") && last > 0 {
            total = total.saturating_add(rows.saturating_mul(last));
        }
    }
    total
}

/// The cells of an XLSX workbook, one after the other: a cell far down and right takes no more room than one.
fn xlsx(name: &str, bytes: Vec<u8>) -> Result<Vec<Tab>> {
    let broken = |why: String| complaint::of(words::broken(name, &why));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let (mut tabs, mut cells) = (Vec::new(), 0);
    for tab in book.sheet_names() {
        // A chart has a tab and no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&tab) else { continue };
        let mut out = Tab { name: tab, ..Tab::default() };
        while let Some(cell) = reader.next_cell_with_formula().map_err(|error| broken(error.to_string()))? {
            let (row, column) = cell.pos;
            if cell.formula.is_some() {
                out.formulas.push((row, column));
            }
            out.put(row, column, from_xlsx(&cell.value));
            cells += 1;
            if cells > MAX_CELLS {
                bail!(Complaint(words::too_large(name)));
            }
        }
        tabs.push(out);
    }
    Ok(tabs)
}

fn from_xlsx(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        other => from_ods(&Data::from(other.clone())),
    }
}

fn from_ods(value: &Data) -> Cell {
    match value {
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::Int(number) => Cell::Number(*number),
        // A postcode or a telephone that a spreadsheet took for a number.
        Data::Float(number) => text_cell(&number.to_string()),
        Data::Bool(said) => Cell::Check(*said),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cell::date(Date::parse(&format!("{year:04}-{month:02}-{day:02}")))
        }
        Data::DateTimeIso(text) => text.get(..10).and_then(Date::parse).map_or_else(|| text_cell(text), Cell::Date),
        Data::Error(_) | Data::Empty => Cell::Empty,
    }
}

/// A text as it is compared: line breaks are one sign, whatever the program that wrote them.
fn text_cell(text: &str) -> Cell {
    Cell::text(text.replace("\r\n", "\n").replace(['\r', '\u{b}'], "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_stand_for_many_are_counted() {
        let row = |rows: &str, cells: &str| format!("<table:table-row {rows}>{cells}</table:table-row>");
        let full = r#"<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>"#;
        assert_eq!(repeated(&row("", full)), 1);
        let wide = full.replace("table:table-cell ", "table:table-cell table:number-columns-repeated=\"16384\" ");
        assert_eq!(repeated(&row(r#"table:number-rows-repeated="1048576""#, &wide)), 16384 * 1_048_576);
        let empty = r#"<table:table-cell table:number-columns-repeated="16384"/>"#;
        assert_eq!(repeated(&row(r#"table:number-rows-repeated="1048576""#, empty)), 0);
        assert_eq!(repeated(&row("", &format!("{full}{empty}"))), 1);
    }
}
