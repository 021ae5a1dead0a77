//! XLSX: the grid as an Excel workbook. Texts stay texts, days are days, lists are drop-downs.

use super::grid::{Area, Book, Look, Tab, Value};
use super::{Pictures, style};
use model::diagnostic::Lang;
use model::table::Document;
use rust_xlsxwriter::*;
use std::collections::BTreeMap;

/// The workbook. The grid is within the limits of spreadsheets.
pub fn write(document: &Document, book: &Book<'_>, pictures: &Pictures) -> Vec<u8> {
    // What this crate hands to the library is checked before: names, sizes, texts.
    build(document, book, pictures).expect("the grid holds what a workbook can hold")
}

fn build(document: &Document, book: &Book<'_>, pictures: &Pictures) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let looks: BTreeMap<Look, Format> = Look::ALL.iter().map(|look| (*look, format(*look, document.lang))).collect();
    for tab in &book.tabs {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&tab.name)?;
        cells(sheet, tab, &looks)?;
        page(sheet, tab)?;
        for (area, list) in &tab.chosen {
            let (top, left, bottom, right) = corners(*area);
            sheet.add_data_validation(top, left, bottom, right, &choice(book, *list, document.lang)?)?;
        }
        for (row, picture) in &tab.pictures {
            if let Some(image) = pictures.get(&picture.slot) {
                let shown = Image::new_from_buffer(&image.png)?.set_scale_to_size(image.width, image.height, false);
                sheet.insert_image(u32::try_from(*row).unwrap_or(u32::MAX), 0, &shown.set_alt_text(shortened(&picture.alternative)))?;
            }
        }
    }
    for tab in &book.tabs {
        for (name, area) in &tab.names {
            workbook.define_name(name, &format!("={}!{}", quoted(&tab.name), area.fixed()))?;
        }
    }
    workbook.save_to_buffer()
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::parse_from_str(style::DAY.trim_end_matches('Z'))?;
    let title = super::names::cut(&super::markup::legal(&document.title), 255).to_owned();
    let properties = DocProperties::new().set_title(title).set_author(style::MAKER).set_creation_datetime(&day);
    Ok(properties.set_custom_property("Language", style::tag(document.lang)))
}

fn cells(sheet: &mut Worksheet, tab: &Tab<'_>, looks: &BTreeMap<Look, Format>) -> Result<(), XlsxError> {
    for (at, width) in tab.widths.iter().enumerate() {
        sheet.set_column_width(u16::try_from(at).unwrap_or(u16::MAX), *width)?;
    }
    for area in &tab.merges {
        let (top, left, bottom, right) = corners(*area);
        let first = tab.rows.get(area.top).and_then(|line| line.cells.iter().find(|cell| cell.0 == area.left));
        // The first cell is written again with its value below.
        sheet.merge_range(top, left, bottom, right, "", &looks[&first.map_or(Look::Text, |cell| cell.1)])?;
    }
    for (row, line) in tab.rows.iter().enumerate() {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        // A spreadsheet that takes the file for Excel's own does not measure it.
        if line.likely > 1 {
            sheet.set_row_height(row, style::height(line.likely))?;
        }
        for (column, look, value) in &line.cells {
            let (column, format) = (u16::try_from(*column).unwrap_or(u16::MAX), &looks[look]);
            match value {
                Value::Blank => sheet.write_blank(row, column, format)?,
                // Always a string: a text that begins with `=` is no formula.
                Value::Text(text) => sheet.write_string_with_format(row, column, text.as_ref(), format)?,
                #[allow(clippy::cast_precision_loss)] // spreadsheets know no other number
                Value::Number(number) => sheet.write_number_with_format(row, column, *number as f64, format)?,
                Value::Date(date) => {
                    let day = ExcelDateTime::from_ymd(date.year, date.month, date.day)?;
                    sheet.write_datetime_with_format(row, column, &day, format)?
                }
            };
        }
    }
    Ok(())
}

/// How it scrolls and prints.
fn page(sheet: &mut Worksheet, tab: &Tab<'_>) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&C&P / &N").set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    if tab.landscape {
        sheet.set_landscape();
    }
    let (rows, columns) = tab.frozen;
    if (rows, columns) != (0, 0) {
        sheet.set_freeze_panes(row(rows), u16::try_from(columns).unwrap_or(u16::MAX))?;
    }
    if let Some((first, last)) = tab.repeated {
        sheet.set_repeat_rows(row(first), row(last))?;
    }
    if let Some(area) = tab.filter {
        let (top, left, bottom, right) = corners(area);
        sheet.autofilter(top, left, bottom, right)?;
    }
    if !tab.rows.is_empty() && tab.pictures.is_empty() {
        let right = tab.widths.len().max(1) - 1;
        let (top, left, bottom, right) = corners(Area { top: 0, left: 0, bottom: tab.rows.len() - 1, right });
        sheet.set_print_area(top, left, bottom, right)?;
    }
    Ok(())
}

/// A drop-down of a list; what is not in the list is accepted after a word.
fn choice(book: &Book<'_>, list: usize, lang: Lang) -> Result<DataValidation, XlsxError> {
    let area = &book.lists[list].2;
    let tab = book.tabs.last().map_or("", |tab| tab.name.as_str());
    let (title, message) = match lang {
        Lang::Fr => ("Liste fermée", "Cette valeur n'est pas dans la liste."),
        Lang::En => ("Closed list", "This value is not in the list."),
    };
    DataValidation::new()
        .allow_list_formula(Formula::new(format!("={}!{}", quoted(tab), area.fixed())))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(title)?
        .set_error_message(message)
}

fn format(look: Look, lang: Lang) -> Format {
    let drawn = style::drawn(look);
    let colour = |hex: &str| Color::RGB(u32::from_str_radix(hex, 16).unwrap_or_default());
    let mut format = Format::new().set_font_name(style::FONT).set_font_size(drawn.size).set_align(FormatAlign::Top);
    format = format.set_align(match drawn.across {
        "center" => FormatAlign::Center,
        "end" => FormatAlign::Right,
        _ => FormatAlign::Left,
    });
    if drawn.bold {
        format = format.set_bold();
    }
    if drawn.italic {
        format = format.set_italic();
    }
    if let Some(ink) = drawn.ink {
        format = format.set_font_color(colour(ink));
    }
    if let Some(ground) = drawn.ground {
        format = format.set_background_color(colour(ground));
    }
    if drawn.boxed {
        format = format.set_border(FormatBorder::Thin).set_border_color(colour(style::LINE));
    }
    if drawn.wrapped {
        format = format.set_text_wrap();
    }
    match look {
        Look::Date if lang == Lang::Fr => format.set_num_format("dd/mm/yyyy"),
        Look::Date => format.set_num_format("yyyy-mm-dd"),
        Look::Number => format.set_num_format("0"),
        // A text, also where somebody edits it later.
        _ => format.set_num_format("@"),
    }
}

fn corners(area: Area) -> (u32, u16, u32, u16) {
    let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
    let column = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
    (row(area.top), column(area.left), row(area.bottom), column(area.right))
}

/// A tab's name in a formula.
fn quoted(tab: &str) -> String {
    format!("'{}'", tab.replace('\'', "''"))
}

/// An alternative text of the length that the library accepts.
fn shortened(text: &str) -> String {
    super::names::cut(&super::markup::legal(text), 255).to_owned()
}
