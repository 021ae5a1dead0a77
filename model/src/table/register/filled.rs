//! A filled workbook of a register, of either form and either role, read back: what its list and its sheets say, each value with
//! its cell.
//!
//! Blocks are found by their headings, so that sheets filled by hand in the CNIL's own workbook are read as well as ours; what
//! a document holds is read by the same eyes, so that the two can be compared.

pub mod compare;
pub mod data;
mod headings;
mod list;
mod rows;
mod sheet;

pub use headings::measure;
pub use list::{Coordinates, Line, Officer};
pub use sheet::{Actor, Aimed, Group, Loose, Sheet, Studied, Ticked};

use super::{Form, Register};
use crate::diagnostic::{Diagnostic, reading};
use crate::process::Date;
use crate::process::vocabulary::fold;
use crate::source::Span;
use crate::table::{Block, Cell, Document};
use crate::text;
use std::collections::BTreeMap;

/// A tab of a workbook: its cells by row and column, both from 0.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// The cells that hold something, by row, then by column.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Cells whose value a formula gives.
    pub formulas: Vec<(u32, u32)>,
}

/// A place in a workbook; shown as `T-001!B12`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The tab.
    pub tab: String,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

/// A text with its cell.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The text, without outer blanks.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// What a filled workbook says.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// The list of activities, where there is one.
    pub list: Vec<Line>,
    /// Where the list is.
    pub list_at: Option<At>,
    /// The activities that the form « base » only names.
    pub named: Vec<Said>,
    /// Who keeps the register, where a title says it.
    pub keeper: Option<Said>,
    /// The coordinates of its first page.
    pub coordinates: Vec<Coordinates>,
    /// The sheets that are filled, in the order of the tabs.
    pub sheets: Vec<Sheet>,
    /// Sheets of the form without an answer.
    pub empty: usize,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plain = !self.tab.is_empty() && self.tab.chars().all(|c| c.is_alphanumeric() || c == '_');
        let mut letters = String::new();
        let mut column = self.column + 1;
        while column > 0 {
            column -= 1;
            letters.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
            column /= 26;
        }
        let name = if plain { self.tab.clone() } else { format!("'{}'", self.tab.replace('\'', "''")) };
        write!(f, "{name}!{letters}{}", self.row + 1)
    }
}

impl Tab {
    /// Puts a value into a cell; one that says nothing leaves it out.
    pub fn put(&mut self, row: u32, column: u32, value: Cell) {
        if !value.is_blank() {
            self.rows.entry(row).or_default().insert(column, value);
        }
    }

    /// What a cell shows; empty for what is blank or not filled in.
    fn text(&self, row: u32, column: u32) -> String {
        self.rows.get(&row).and_then(|cells| cells.get(&column)).map(shown).unwrap_or_default()
    }

    fn at(&self, row: u32, column: u32) -> At {
        At { tab: self.name.clone(), row, column }
    }

    fn said(&self, row: u32, column: u32) -> Said {
        Said { text: self.text(row, column), at: self.at(row, column) }
    }

    /// A day of a cell: what was written, and the day if it is one; none where nothing is written.
    fn day(&self, row: u32, column: u32) -> Option<(Option<Date>, Said)> {
        let said = self.said(row, column);
        (!said.text.is_empty()).then(|| (day(&said.text), said))
    }
}

/// What a cell says: nothing where it is blank, not said, or still asks to choose.
fn shown(cell: &Cell) -> String {
    let text = cell.plain().trim().to_owned();
    let folded = fold(&text);
    let blank = text == "—" || folded.starts_with("selectionnez un element") || folded.starts_with("cliquez ici");
    if blank { String::new() } else { text }
}

/// A day as spreadsheets show it: `2026-11-22`, `22/11/2026`, either with an hour behind it.
fn day(text: &str) -> Option<Date> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts[..] else { return None };
    Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
}

/// What the tabs of a workbook say.
pub fn read(tabs: &[Tab]) -> Filled {
    let mut filled = Filled::default();
    for tab in tabs {
        filled.keeper = filled.keeper.take().or_else(|| list::keeper(tab));
        match rows::read(tab) {
            Some(sheet) if sheet.is_empty() => filled.empty += 1,
            Some(sheet) => filled.sheets.push(sheet),
            None if filled.list_at.is_none() => list::read(tab, &mut filled),
            None => {}
        }
    }
    filled
}

/// A finding for each tab with formulas, at the first of them.
pub fn formulas(tabs: &[Tab]) -> Vec<(At, Diagnostic)> {
    let found = |tab: &Tab| {
        let (row, column) = *tab.formulas.iter().min()?;
        let (at, count) = (tab.at(row, column), tab.formulas.len());
        let message = text!(
            "{count} case(s) de l'onglet tiennent leur valeur d'une formule : la dernière valeur enregistrée est lue",
            "{count} cell(s) of the tab have their value from a formula: the last value saved is read"
        );
        Some((at.clone(), Diagnostic::reading(&reading::WORKBOOK_FORMULA, Span::default(), message).about(at.to_string())))
    };
    tabs.iter().filter_map(found).collect()
}

/// What a register says, as its workbook in a form would.
pub fn of(register: &Register, form: Form) -> Filled {
    let at = At::default();
    let keeper = Some(Said { text: register.organisation.name.clone(), at });
    Filled { keeper, ..read(&tabs(&register.document(form))) }
}

/// A document as the tabs of a workbook, a row a field and a row of each table.
fn tabs(document: &Document) -> Vec<Tab> {
    let mut tabs: Vec<Tab> = Vec::new();
    for section in &document.sections {
        if let Some(name) = &section.tab {
            tabs.push(Tab { name: name.clone(), ..Tab::default() });
        }
        let Some(tab) = tabs.last_mut() else { continue };
        let mut push = |cells: Vec<Cell>| {
            let row = tab.rows.keys().next_back().map_or(0, |last| last + 1);
            // As a workbook holds them: what is missing is marked, names in one cell can be told apart.
            let held = |cell: Cell| match cell {
                Cell::Missing => Cell::text("—"),
                Cell::List(_) => Cell::text(cell.in_workbook(document.lang)),
                other => other,
            };
            let cells = (0..).zip(cells.into_iter().map(held)).filter(|(_, cell)| !cell.is_blank()).collect::<BTreeMap<u32, Cell>>();
            if !cells.is_empty() {
                tab.rows.insert(row, cells);
            }
        };
        push(vec![Cell::text(&section.title), Cell::text(&section.aside)]);
        for block in &section.blocks {
            match block {
                Block::Pairs(pairs) => {
                    push(vec![Cell::text(&pairs.title)]);
                    push(vec![Cell::text(&pairs.note)]);
                    pairs.fields.iter().for_each(|(label, cell)| push(vec![Cell::text(label), cell.clone()]));
                }
                Block::Table(table) => {
                    push(vec![Cell::text(&table.title)]);
                    push(table.columns.iter().map(|column| Cell::text(&column.heading)).collect());
                    table.rows.iter().for_each(|row| push(row.cells.clone()));
                }
                Block::Paragraph(words) | Block::Note(words) => push(vec![Cell::text(words)]),
                Block::Picture(_) => {}
            }
        }
    }
    tabs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let at = |tab: &str, row, column| At { tab: tab.into(), row, column }.to_string();
        assert_eq!(at("Liste", 11, 1), "Liste!B12");
        assert_eq!(at("T-001", 0, 26), "'T-001'!AA1");
        assert_eq!(at("l'an", 0, 701), "'l''an'!ZZ1");
    }

    #[test]
    fn days_are_read_as_they_are_shown() {
        let date = Date::parse("2026-01-02");
        for text in ["2026-01-02", "02/01/2026", "2/1/2026", "2026-01-02 00:00:00", "2026-01-02T00:00:00"] {
            assert_eq!(day(text), date, "{text}");
        }
        assert_eq!((day("2 janvier 2026"), day("31/02/2026"), day("")), (None, None, None));
    }

    #[test]
    fn what_is_not_filled_in_says_nothing() {
        for text in ["—", " ", "Sélectionnez un élément dans cette liste déroulante ►", "Cliquez ici."] {
            assert_eq!(shown(&Cell::text(text)), "");
        }
    }
}
