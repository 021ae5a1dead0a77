//! A cell: a typed value, and the closed lists that some are chosen from.

use super::separate;
use crate::diagnostic::Lang;
use crate::process::Date;
use crate::process::vocabulary::Words;
use crate::reference::lists;
use indexmap::IndexSet;
use std::borrow::Cow;
use std::sync::Arc;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing belongs here.
    #[default]
    Empty,
    /// Something belongs here and is not said: a document shows `—`, data formats an empty cell.
    Missing,
    /// A text; it may have several lines.
    Text(String),
    /// Several short values, each once, in written order: shown joined by `, `.
    List(Vec<String>),
    /// Several texts, each on a line of its own.
    Lines(Vec<String>),
    /// A day: a real date in spreadsheets, ISO in data formats, written in the table's language elsewhere.
    Date(Date),
    /// A number.
    Number(i64),
    /// A check box.
    Check(bool),
}

/// A closed list: what a spreadsheet offers as a drop-down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Its name in lower case, without blanks: the defined name of a spreadsheet is made of it.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What can be chosen, in order.
    pub values: Vec<String>,
}

impl Choices {
    /// A closed list of the CNIL's register, by its name in `reference::lists`.
    pub fn of_register(name: &str, lang: Lang) -> Arc<Self> {
        let list = lists::list(name);
        Arc::new(Choices {
            name: list.name.clone(),
            title: list.title(lang).into(),
            values: list.values(lang).map(str::to_owned).collect(),
        })
    }

    /// The headings of a closed list of the vocabulary.
    pub fn of_words<W: Words>(name: &str, title: &str, lang: Lang) -> Arc<Self> {
        Arc::new(Choices {
            name: name.into(),
            title: title.into(),
            values: W::ALL.iter().map(|row| row.0.label(lang).to_owned()).collect(),
        })
    }
}

impl Cell {
    /// A text, or [`Cell::Empty`] where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Several values in one cell, in written order, each once.
    pub fn list<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Self {
        let values = distinct(values);
        if values.is_empty() { Cell::Empty } else { Cell::List(values) }
    }

    /// Several texts in one cell, a line each, each once.
    pub fn lines<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Self {
        let values = distinct(values);
        if values.is_empty() { Cell::Empty } else { Cell::Lines(values) }
    }

    /// A day, or [`Cell::Empty`] for none.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Cell::Empty, Cell::Date)
    }

    /// A number.
    pub fn count(number: usize) -> Self {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// The same, where nothing said is something missing.
    #[must_use]
    pub fn or_missing(self) -> Self {
        if self == Cell::Empty { Cell::Missing } else { self }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        matches!(self, Cell::Empty | Cell::Missing)
    }

    /// What a document shows of it: `—` for what is missing, a date as the language writes it.
    pub fn shown(&self, lang: Lang) -> Cow<'_, str> {
        match (self, lang) {
            (Cell::Missing, _) => Cow::Borrowed("—"),
            (Cell::Date(date), Lang::Fr) => Cow::Owned(format!("{:02}/{:02}/{:04}", date.day, date.month, date.year)),
            (Cell::Check(true), _) => Cow::Borrowed("☒"),
            (Cell::Check(false), _) => Cow::Borrowed("☐"),
            (other, _) => other.plain(),
        }
    }

    /// What a workbook holds of it: as [`Cell::shown`], but a name with a comma in it can be told from two.
    pub fn in_workbook(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Cell::List(values) => Cow::Owned(separate::together(values)),
            other => other.shown(lang),
        }
    }

    /// Its value as a data format writes it in a text: nothing for what is missing, a date in ISO, `true` or `false`.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty | Cell::Missing => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::List(values) => Cow::Owned(values.join(", ")),
            Cell::Lines(values) => Cow::Owned(values.join("\n")),
            Cell::Date(date) => Cow::Owned(date.to_string()),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Check(checked) => Cow::Borrowed(if *checked { "true" } else { "false" }),
        }
    }
}

/// The texts that are not empty, in order, each once.
fn distinct<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut seen: IndexSet<String> = IndexSet::new();
    for value in values {
        if !value.as_ref().is_empty() && !seen.contains(value.as_ref()) {
            seen.insert(value.as_ref().to_owned());
        }
    }
    seen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_once_and_nothing_is_empty() {
        assert_eq!(Cell::list(["a", "", "b", "a"]), Cell::List(vec!["a".into(), "b".into()]));
        assert_eq!(Cell::list([""]), Cell::Empty);
        assert_eq!(Cell::text("").or_missing(), Cell::Missing);
    }

    #[test]
    fn documents_show_what_is_missing_and_data_formats_do_not() {
        let date = Cell::date(Date::parse("2026-11-02"));
        assert_eq!(
            (date.shown(Lang::Fr), date.shown(Lang::En), date.plain()),
            ("02/11/2026".into(), "2026-11-02".into(), "2026-11-02".into())
        );
        assert_eq!((Cell::Missing.shown(Lang::Fr), Cell::Missing.plain()), ("—".into(), "".into()));
        assert_eq!((Cell::Check(true).shown(Lang::Fr), Cell::Check(false).plain()), ("☒".into(), "false".into()));
        assert_eq!(Cell::lines(["a", "b"]).plain(), "a\nb");
    }
}
