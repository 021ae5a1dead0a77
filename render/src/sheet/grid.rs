//! A document laid out on the grid of a spreadsheet: what stands in which cell, the same for every workbook format.

use super::cell::{text, value};
use super::measure::{is_wide, lines, width};
use super::names::{Names, column};
use super::share::{Shared, share};
use super::style;
use model::diagnostic::Lang;
use model::process::Date;
use model::table::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The tabs of a workbook, and the closed lists its cells are chosen from.
#[derive(Debug)]
pub struct Book<'a> {
    /// The tabs, in order; the last holds the lists where there are any.
    pub tabs: Vec<Tab<'a>>,
    /// The lists, each with its defined name and its cells in the tab of lists.
    pub lists: Vec<(Arc<Choices>, String, Area)>,
}

/// A tab.
#[derive(Debug, Default)]
pub struct Tab<'a> {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Line<'a>>,
    /// The width of each column, in characters.
    pub widths: Vec<f64>,
    /// Cells shown as one.
    pub merges: Vec<Area>,
    /// How many rows and columns stay when the rest is scrolled.
    pub frozen: (usize, usize),
    /// The rows printed again on each page: the first and the last.
    pub repeated: Option<(usize, usize)>,
    /// The cells that can be filtered, headings included.
    pub filter: Option<Area>,
    /// Named cells.
    pub names: Vec<(String, Area)>,
    /// Cells that are chosen from a list, by its index.
    pub chosen: Vec<(Area, usize)>,
    /// Pictures, each with its row.
    pub pictures: Vec<(usize, &'a Picture)>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
}

/// A row of the grid.
#[derive(Debug, Default)]
pub struct Line<'a> {
    /// The cells, by rising column; the others are empty.
    pub cells: Vec<(usize, Look, Value<'a>)>,
    /// How many lines of text it shows, where the spreadsheet cannot measure: merged cells.
    pub lines: Option<usize>,
    /// How many lines its texts are likely to take, for the spreadsheets that do not measure what they open.
    pub likely: usize,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing; the look is there all the same.
    Blank,
    /// A text.
    Text(Cow<'a, str>),
    /// A day.
    Date(Date),
    /// A number.
    Number(i64),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // they are named after the parts of `Document`
pub enum Look {
    Title,
    Subtitle,
    Aside,
    Heading,
    Note,
    Paragraph,
    Caption,
    Group,
    Column,
    RowHeading,
    Text,
    Short,
    Date,
    Number,
    Check,
    Missing,
    Band,
    Total,
    Label,
}

impl Look {
    /// Every look.
    pub const ALL: &[Look] = &[
        Look::Title,
        Look::Subtitle,
        Look::Aside,
        Look::Heading,
        Look::Note,
        Look::Paragraph,
        Look::Caption,
        Look::Group,
        Look::Column,
        Look::RowHeading,
        Look::Text,
        Look::Short,
        Look::Date,
        Look::Number,
        Look::Check,
        Look::Missing,
        Look::Band,
        Look::Total,
        Look::Label,
    ];
}

/// A rectangle of cells: its first and last row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Area {
    pub top: usize,
    pub left: usize,
    pub bottom: usize,
    pub right: usize,
}

impl Area {
    /// `$A$1:$C$5`.
    pub fn fixed(self) -> String {
        format!("${}${}:${}${}", column(self.left), self.top + 1, column(self.right), self.bottom + 1)
    }

    /// How many cells it has.
    pub fn cells(self) -> usize {
        (self.bottom - self.top + 1) * (self.right - self.left + 1)
    }
}

/// What a spreadsheet can hold: rows, columns, UTF-16 units in a cell.
pub const LIMITS: (usize, usize, usize) = (1_048_576, 16_384, 32_767);

/// Rows that stay on the screen at most.
const FROZEN: usize = 8;
/// Rows below a table, alone in its tab, that are ready to be filled.
const SPARE: usize = 100;

/// Lays a document out.
pub fn book(document: &Document) -> Book<'_> {
    let (mut names, mut ranges) = (Names::default(), Names::default());
    let mut book = Book { tabs: Vec::new(), lists: Vec::new() };
    let mut sections: &[Section] = &document.sections;
    while let Some((first, rest)) = sections.split_first() {
        let more = rest.iter().take_while(|section| section.tab.is_none()).count();
        let (these, others) = sections.split_at(more + 1);
        let wanted = first.tab.as_deref().or(Some(first.title.as_str())).filter(|name| !name.is_empty()).unwrap_or(&document.title);
        let mut layout = Layout {
            tab: Tab { name: names.tab(wanted), ..Tab::default() },
            ranges: &mut ranges,
            lists: &mut book.lists,
            lang: document.lang,
        };
        if book.tabs.is_empty() {
            layout.head(document, first);
        }
        layout.sections(these);
        book.tabs.push(layout.tab);
        sections = others;
    }
    if book.tabs.is_empty() {
        book.tabs.push(Tab { name: names.tab(&document.title), ..Tab::default() });
    }
    if !lists_of_document(&mut book, document, &mut ranges) {
        lists(&mut book, &mut names, &mut ranges, document.lang);
    }
    book
}

/// Takes the lists from the document itself, where it ends with them: a tab of one table, [`document::LISTS`], a column a list.
fn lists_of_document(book: &mut Book<'_>, document: &Document, ranges: &mut Names) -> bool {
    let Some(Section { tab: Some(_), blocks, .. }) = document.sections.last() else { return false };
    let [Block::Table(table)] = blocks.as_slice() else { return false };
    let column = |list: &Choices| table.columns.iter().position(|column| column.heading == list.title);
    let holds = |list: &Choices| {
        let at = column(list)?;
        let values = list.values.iter().enumerate();
        values.clone().all(|(row, value)| table.rows.get(row).is_some_and(|row| row.cells[at].plain() == *value)).then_some(at)
    };
    let columns: Option<Vec<usize>> = book.lists.iter().map(|(list, ..)| holds(list)).collect();
    let (true, Some(columns)) = (table.name == document::LISTS, columns) else { return false };
    let Some(tab) = book.tabs.last_mut() else { return false };
    let Some(heads) = tab.names.last().map(|(_, area)| area.top) else { return false };
    for ((list, name, area), at) in book.lists.iter_mut().zip(columns) {
        *area = Area { top: heads + 1, left: at, bottom: heads + list.values.len().max(1), right: at };
        *name = ranges.range(if document.lang == Lang::Fr { "liste" } else { "list" }, &list.name);
        tab.names.push((name.clone(), *area));
    }
    true
}

/// The tab of the lists.
fn lists(book: &mut Book<'_>, names: &mut Names, ranges: &mut Names, lang: Lang) {
    if book.lists.is_empty() {
        return;
    }
    let mut tab = Tab { name: names.tab(if lang == Lang::Fr { "Listes" } else { "Lists" }), frozen: (1, 0), ..Tab::default() };
    let most = book.lists.iter().map(|(list, ..)| list.values.len()).max().unwrap_or(0);
    tab.rows.resize_with(most + 1, Line::default);
    for (index, (list, name, area)) in book.lists.iter_mut().enumerate() {
        tab.rows[0].cells.push((index, Look::Column, Value::Text(Cow::Owned(list.title.clone()))));
        for (row, value) in list.values.iter().enumerate() {
            tab.rows[row + 1].cells.push((index, Look::Text, Value::Text(Cow::Owned(value.clone()))));
        }
        *area = Area { top: 1, left: index, bottom: list.values.len().max(1), right: index };
        *name = ranges.range(if lang == Lang::Fr { "liste" } else { "list" }, &list.name);
        tab.names.push((name.clone(), *area));
        let widest = list.values.iter().map(|value| value.chars().count()).max().unwrap_or(0);
        tab.widths.push(width(widest.max(list.title.chars().count())));
    }
    tab.landscape = is_wide(&tab.widths);
    tab.rows.iter_mut().for_each(|row| row.likely = 1);
    book.tabs.push(tab);
}

/// A tab while it is laid out.
struct Layout<'a, 'b> {
    tab: Tab<'a>,
    ranges: &'b mut Names,
    lists: &'b mut Vec<(Arc<Choices>, String, Area)>,
    lang: Lang,
}

impl<'a> Layout<'a, '_> {
    /// The title of the document, above its first tab.
    fn head(&mut self, document: &'a Document, first: &Section) {
        if !document.title.is_empty() && document.title != first.title {
            self.across(Look::Title, &document.title);
            if !document.subtitle.is_empty() {
                self.across(Look::Subtitle, &document.subtitle);
            }
            self.tab.rows.push(Line::default());
        }
    }

    fn sections(&mut self, sections: &'a [Section]) {
        let Shared { widths, spans } = share(sections);
        self.tab.widths = widths;
        let mut spans = spans.iter();
        let tables = sections.iter().flat_map(|section| &section.blocks).filter(|block| matches!(block, Block::Table(_))).count();
        for section in sections {
            if !section.title.is_empty() {
                let look = if section.level <= 1 { Look::Title } else { Look::Heading };
                self.across(look, &section.title);
                if !section.aside.is_empty() {
                    let last = self.tab.widths.len().max(2) - 1;
                    let row = self.tab.rows.len() - 1;
                    self.tab.rows[row].cells.push((last, Look::Aside, text(&section.aside)));
                }
                self.tab.rows.push(Line::default());
            }
            for (block, spans) in section.blocks.iter().zip(&mut spans) {
                match block {
                    Block::Paragraph(words) => self.paragraph(Look::Paragraph, words),
                    Block::Note(words) => self.paragraph(Look::Note, words),
                    Block::Pairs(pairs) => self.pairs(pairs, spans),
                    Block::Table(table) => self.table(table, spans, tables == 1),
                    Block::Picture(picture) => self.tab.pictures.push((self.tab.rows.len(), picture)),
                }
                self.tab.rows.push(Line::default());
            }
        }
        while self.tab.rows.last().is_some_and(|line| line.cells.is_empty()) {
            self.tab.rows.pop();
        }
        let wide = is_wide(&self.tab.widths);
        self.guess();
        self.tab.landscape = match sections[0].orientation {
            Orientation::Fitting => wide || !self.tab.pictures.is_empty(),
            asked => asked == Orientation::Landscape,
        };
    }

    /// How many lines each row is likely to take; where cells are merged, the spreadsheet cannot measure and is told.
    fn guess(&mut self) {
        let merged: HashMap<(usize, usize), Area> = self.tab.merges.iter().map(|area| ((area.top, area.left), *area)).collect();
        let widths = &self.tab.widths;
        let mut tall: Vec<(Area, usize)> = Vec::new();
        for (at, row) in self.tab.rows.iter_mut().enumerate() {
            let (mut taken, mut told) = (1, row.lines.is_some());
            for (column, look, value) in &row.cells {
                let Value::Text(text) = value else { continue };
                if !style::drawn(*look).wrapped {
                    continue;
                }
                match merged.get(&(at, *column)) {
                    Some(area) => {
                        let lines = lines(text, widths[area.left..=area.right.min(widths.len() - 1)].iter().sum());
                        told |= lines > 1;
                        if area.top == area.bottom { taken = taken.max(lines) } else { tall.push((*area, lines)) }
                    }
                    None => taken = taken.max(lines(text, widths.get(*column).copied().unwrap_or(8.0))),
                }
            }
            row.likely = taken.max(row.lines.unwrap_or(1));
            if told {
                row.lines = Some(row.likely);
            }
        }
        // What a cell over several rows needs beyond them is shared among them.
        for (area, needed) in tall {
            let rows = &mut self.tab.rows[area.top..=area.bottom];
            let there: usize = rows.iter().map(|row| row.likely).sum();
            let more = needed.saturating_sub(there).div_ceil(rows.len());
            for row in rows.iter_mut().filter(|_| more > 0) {
                row.likely += more;
                row.lines = Some(row.likely);
            }
        }
    }

    /// A line of its own that runs over what is empty beside it.
    fn across(&mut self, look: Look, words: &'a str) {
        self.tab.rows.push(Line { cells: vec![(0, look, text(words))], ..Line::default() });
    }

    /// A text over all columns.
    fn paragraph(&mut self, look: Look, words: &'a str) {
        let right = self.tab.widths.len().max(1) - 1;
        let row = self.tab.rows.len();
        let lines = lines(words, self.tab.widths.iter().sum::<f64>().max(40.0));
        self.tab.rows.push(Line { cells: vec![(0, look, text(words))], lines: Some(lines), ..Line::default() });
        self.merge(Area { top: row, left: 0, bottom: row, right });
    }

    fn merge(&mut self, area: Area) {
        if area.cells() > 1 {
            self.tab.merges.push(area);
        }
    }

    /// One cell over the columns of the grid that a column takes.
    fn span(&mut self, row: usize, (left, right): (usize, usize)) {
        self.merge(Area { top: row, left, bottom: row, right });
    }

    fn pairs(&mut self, pairs: &'a Pairs, spans: &[(usize, usize)]) {
        if !pairs.title.is_empty() {
            self.across(Look::Heading, &pairs.title);
        }
        if !pairs.note.is_empty() {
            self.paragraph(Look::Note, &pairs.note);
        }
        let across = pairs.across.max(1);
        for fields in pairs.fields.chunks(across) {
            let row = self.tab.rows.len();
            let mut line = Line::default();
            for ((label, cell), spans) in fields.iter().zip(spans.chunks(2)) {
                line.cells.push((spans[0].0, Look::Label, text(label)));
                let (look, value) = value(cell, ColumnKind::Text, self.lang);
                line.cells.push((spans[1].0, look, value));
                spans.iter().for_each(|span| self.span(row, *span));
            }
            self.tab.rows.push(line);
        }
    }

    fn table(&mut self, table: &'a Table, spans: &[(usize, usize)], alone: bool) {
        if table.columns.is_empty() {
            return;
        }
        if !table.title.is_empty() {
            self.across(Look::Caption, &table.title);
        }
        let (top, right) = (self.tab.rows.len(), spans[table.columns.len() - 1].1);
        if !table.groups.is_empty() {
            let mut line = Line::default();
            for at in 0..table.columns.len() {
                let group = table.groups.iter().find(|group| group.first == at);
                line.cells.push((spans[at].0, Look::Group, group.map_or(Value::Blank, |group| text(&group.heading))));
                let covered = table.groups.iter().any(|group| (group.first..group.first + group.columns).contains(&at));
                if let Some(group) = group {
                    let end = (at + group.columns.max(1) - 1).min(table.columns.len() - 1);
                    self.span(top, (spans[at].0, spans[end].1));
                } else if !covered {
                    self.span(top, spans[at]);
                }
            }
            self.tab.rows.push(line);
        }
        let heads = self.tab.rows.len();
        let headed = table.columns.iter().any(|column| !column.heading.is_empty());
        if headed {
            let cells = table.columns.iter().enumerate().map(|(at, column)| (spans[at].0, Look::Column, text(&column.heading)));
            spans.iter().for_each(|span| self.span(heads, *span));
            self.tab.rows.push(Line { cells: cells.collect(), ..Line::default() });
        }
        let first = self.tab.rows.len();
        for row in &table.rows {
            self.row(table, row, first, spans);
        }
        for merge in &table.merges {
            let area = Area {
                top: first + merge.row,
                left: spans[merge.column].0,
                bottom: first + merge.row + merge.rows.max(1) - 1,
                right: spans[merge.column + merge.columns.max(1) - 1].1,
            };
            self.merge(area);
        }
        let bottom = self.tab.rows.len().max(first + 1) - 1;
        let area = Area { top: heads, left: 0, bottom: if table.rows.is_empty() { heads } else { bottom }, right };
        if alone && headed {
            self.tab.repeated = Some((top, heads));
            // What stands above the headings would fill the screen if there is much of it.
            let rows = if heads < FROZEN { heads + 1 } else { 0 };
            self.tab.frozen = (rows, usize::from(table.columns[0].kind == ColumnKind::RowHeading && table.columns.len() > 8));
            // Totals below are not filtered; headings between rows would be torn from theirs.
            let totals = table.rows.iter().rev().take_while(|row| row.role == RowRole::Total).count();
            let plain = table.rows[..table.rows.len() - totals].iter().all(|row| row.role == RowRole::Plain) && table.merges.is_empty();
            self.tab.filter = plain.then(|| Area { bottom: (area.bottom - totals).max(heads), ..area });
        }
        if !table.name.is_empty() {
            let name = self.ranges.range(if table.lang == Lang::Fr { "tableau" } else { "table" }, &table.name);
            self.tab.names.push((name, area));
        }
        for (at, column) in table.columns.iter().enumerate() {
            if let Some(choices) = &column.choices {
                let list = self.list(choices);
                // Rows to be filled follow where nothing else stands below.
                let end = if alone && table.notes.is_empty() { bottom + SPARE } else { bottom.max(first) };
                self.tab.chosen.push((Area { top: first, left: spans[at].0, bottom: end, right: spans[at].0 }, list));
            }
        }
        for note in &table.notes {
            self.tab.rows.push(Line::default());
            self.paragraph(Look::Note, note);
        }
    }

    fn row(&mut self, table: &'a Table, row: &'a Row, first: usize, spans: &[(usize, usize)]) {
        let at = self.tab.rows.len();
        if row.role == RowRole::Heading {
            let first = row.cells.first().map_or(Value::Blank, |cell| value(cell, ColumnKind::Text, table.lang).1);
            self.tab.rows.push(Line { cells: vec![(0, Look::Band, first)], ..Line::default() });
            self.merge(Area { top: at, left: 0, bottom: at, right: spans[table.columns.len() - 1].1 });
            return;
        }
        let cells = row.cells.iter().zip(&table.columns).enumerate().map(|(at, (cell, column))| {
            let (look, value) = value(cell, column.kind, table.lang);
            (spans[at].0, if row.role == RowRole::Total { Look::Total } else { look }, value)
        });
        for (column, span) in spans.iter().enumerate() {
            let inside = |merge: &Merge| {
                (merge.row..merge.row + merge.rows.max(1)).contains(&(at - first))
                    && (merge.column..merge.column + merge.columns.max(1)).contains(&column)
            };
            if span.1 > span.0 && !table.merges.iter().any(inside) {
                self.span(at, *span);
            }
        }
        self.tab.rows.push(Line { cells: cells.collect(), ..Line::default() });
    }

    /// The index of a list, which is the same one wherever name and values are.
    fn list(&mut self, choices: &Arc<Choices>) -> usize {
        let known = self.lists.iter().position(|(list, ..)| list == choices);
        known.unwrap_or_else(|| {
            self.lists.push((choices.clone(), String::new(), Area { top: 0, left: 0, bottom: 0, right: 0 }));
            self.lists.len() - 1
        })
    }
}
