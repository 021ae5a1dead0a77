//! Several tables and texts as one document: a register, a report, or one table alone.

use super::{Cell, Orientation, Table};
use crate::diagnostic::Lang;

/// A document: sections in order. A workbook shows it as tabs, a text as chapters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands below the title; empty for none.
    pub subtitle: String,
    /// The sections.
    pub sections: Vec<Section>,
    /// Whether a text begins with a table of contents.
    pub contents: Contents,
    /// Language of the whole.
    pub lang: Lang,
}

/// The name of the table that holds the closed lists of a document, a column a list: the drop-downs of a workbook refer to it,
/// a text has no use for it.
pub const LISTS: &str = "listes";

/// Whether a text begins with a table of contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// It does not.
    #[default]
    None,
    /// It does: every section with a title.
    Sections,
    /// It does: the sections of the first level.
    Chapters,
}

/// A section: blocks below a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The tab of a workbook that it begins; a section without one goes on in the tab before it.
    pub tab: Option<String>,
    /// Its heading; empty for none.
    pub title: String,
    /// What stands at the end of the heading's line: a reference, say. Empty for none.
    pub aside: String,
    /// Depth of its heading, from 1.
    pub level: u8,
    /// Whether a text begins it on a new page.
    pub new_page: bool,
    /// How its pages lie in a workbook; a text takes the widest of its tables.
    pub orientation: Orientation,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that explains how to fill or read what follows.
    Note(String),
    /// Fields, each a label with its value.
    Pairs(Pairs),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// Fields, each a label with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// What they are about, as a heading; empty for none.
    pub title: String,
    /// What stands below the heading to explain it; empty for none.
    pub note: String,
    /// The fields, in order.
    pub fields: Vec<(String, Cell)>,
    /// How many fields a spreadsheet sets side by side; 0 and 1 are one a row.
    pub across: usize,
}

/// The place of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Which picture: the name under which the writer is given it.
    pub slot: String,
    /// What it shows, for those who do not see it.
    pub alternative: String,
}

impl Contents {
    /// How deep a heading may stand to be listed; none where nothing is listed.
    pub fn depth(self) -> Option<u8> {
        match self {
            Contents::None => None,
            Contents::Sections => Some(u8::MAX),
            Contents::Chapters => Some(1),
        }
    }
}

impl Document {
    /// A table alone.
    pub fn of(table: &Table) -> Self {
        let tab = if table.name.is_empty() { table.title.clone() } else { table.name.clone() };
        let section = Section { tab: Some(tab), orientation: table.orientation, ..Section::default() };
        let blocks = vec![Block::Table(Table { title: String::new(), ..table.clone() })];
        Document { title: table.title.clone(), sections: vec![Section { blocks, ..section }], lang: table.lang, ..Document::default() }
    }

    /// Its tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
    }
}

impl Section {
    /// A section that begins a tab.
    pub fn tab(tab: impl Into<String>, title: impl Into<String>) -> Self {
        Section { tab: Some(tab.into()), title: title.into(), level: 1, ..Section::default() }
    }
}
