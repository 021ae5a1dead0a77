//! From a text to all that is shown of it.

use super::answer::{Answer, Refusal, json};
use super::{Preview, files};
use crate::commands;
use crate::config::Configs;
use crate::drawing::{self, Focus};
use crate::findings::{Finding, Findings};
use crate::input::{Input, Origin};
use crate::words::serve as words;
use crate::work::{self, Work};
use anyhow::Result;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use indexmap::IndexMap;
use model::diagnostic::{Diagnostic, Lang, Severity};
use model::source::Source;
use model::table::derived::Derived;
use model::table::{Cell, Table};
use render::svg::{self, FontMode};
use render::theme::Theme;
use render::view::overview::Overview;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// What the page asks.
#[derive(Debug, Deserialize)]
struct Asked {
    name: String,
    text: String,
    /// A theme's name.
    #[serde(default)]
    theme: String,
    /// A view's name; the diagram without one.
    #[serde(default)]
    view: String,
}

/// Everything of one text.
#[derive(Serialize)]
struct Shown {
    /// The drawing as SVG; null where there is nothing to draw.
    drawing: Option<String>,
    /// Why there is none.
    problem: Option<String>,
    findings: Vec<Shortcoming>,
    summary: String,
    tables: Vec<Sheet>,
    /// Where each element is declared in the text: line, column in UTF-16 units, both from 1.
    places: IndexMap<String, Place>,
}

/// A place for an editor: columns count UTF-16 units, from 1.
#[derive(Clone, Copy, Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Shortcoming {
    rule: &'static str,
    code: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
    source: &'static str,
    element: Option<String>,
    operation: Option<String>,
    path: Vec<String>,
    /// The file, where it is another than the one edited.
    file: Option<String>,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Sheet {
    name: &'static str,
    title: String,
    columns: Vec<String>,
    /// A cell that lacks what belongs there is null.
    rows: Vec<Vec<Option<String>>>,
}

/// `POST /api/preview`.
pub async fn preview(State(preview): State<Arc<Preview>>, body: Bytes) -> Answer {
    let refuse = |status, why| Refusal::new(status, &why, preview.lang);
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| refuse(StatusCode::BAD_REQUEST, words::not_understood()))?;
    let _turn = preview.turns.acquire().await.map_err(|_| refuse(StatusCode::SERVICE_UNAVAILABLE, words::ending()))?;
    let (state, lang) = (preview.clone(), preview.lang);
    let shown = tokio::task::spawn_blocking(move || show(&state, &asked)).await;
    match shown {
        Ok(Ok(shown)) => Ok(json(&shown)),
        Ok(Err(error)) => Err(Refusal::failed(&error, lang)),
        // A bug of ours: the page goes on, the message stands on the terminal.
        Err(_) => Err(refuse(StatusCode::INTERNAL_SERVER_ERROR, words::our_fault())),
    }
}

/// The input of a text that the page edits under a name of the folder; of a new one beside the others.
pub(super) fn input(preview: &Preview, name: &str) -> Result<Input> {
    let known = files::entries(&preview.folder).into_iter().find(|entry| entry.name == name);
    let path = known.as_ref().map_or_else(|| preview.folder.join("new.recens"), |entry| entry.path.clone());
    let format = known.map_or_else(|| model::read::Format::of_name(name).unwrap_or(model::read::Format::Recens), |entry| entry.format);
    let config = Configs::default().above(path.parent().unwrap_or(&preview.folder), &preview.facts)?;
    Ok(Input { name: name.to_owned(), stem: PathBuf::from(name).with_extension(""), origin: Origin::File(path), format, config })
}

/// The bytes of an edited text: marked as UTF-8, whatever an XML declaration still says of the file on disk.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

fn show(preview: &Preview, asked: &Asked) -> Result<Shown> {
    let input = input(preview, &asked.name)?;
    let work = work::read_bytes(&input, bytes(&asked.text), preview.lang)?;
    let documents = preview.asked.or(input.config.lang).unwrap_or_default();
    let found = work.findings(&input.config, &preview.choice);
    let problem = work.something().err().map(|error| said(&error, preview.lang));
    let theme = Theme::parse(&asked.theme).unwrap_or_default();
    let drawing = problem.is_none().then(|| {
        let choice = drawing::Choice { theme, lang: documents, ..drawing::Choice::default() };
        let scene = match Overview::parse(&asked.view) {
            Some(view) => drawing::overview(&work, view, &choice, Focus::default()),
            None => drawing::scene(&work, &found, &choice),
        };
        svg::svg(&scene, &svg::Options { font: FontMode::Named, prefix: "drawing-".to_owned(), ..svg::Options::default() })
    });
    let facts = commands::table::facts(&work, &found, &input.config, &preview.choice, documents);
    let shown = Derived::ALL.iter().filter(|(table, ..)| *table != Derived::Findings);
    let tables = shown.map(|(table, name, _)| sheet(name, &table.table(&facts, &work.reading.sources))).collect();
    let places = places(&work);
    let placed = found.into_iter().map(|found| Finding::new(found, &work.reading.sources)).collect();
    let findings = Findings::new(placed, 1);
    Ok(Shown {
        drawing,
        problem,
        summary: findings.summary(preview.lang),
        findings: findings.list.iter().map(|finding| shortcoming(finding, &work, &asked.name, preview.lang)).collect(),
        tables,
        places,
    })
}

fn said(error: &anyhow::Error, lang: Lang) -> String {
    match error.downcast_ref::<crate::complaint::Complaint>() {
        Some(crate::complaint::Complaint(text)) => text.get(lang).to_owned(),
        None => format!("{error:#}"),
    }
}

fn sheet(name: &'static str, table: &Table) -> Sheet {
    let cell = |cell: &Cell| (*cell != Cell::Missing).then(|| cell.shown(table.lang).into_owned());
    Sheet {
        name,
        title: table.title.clone(),
        columns: table.columns.iter().map(|column| column.heading.clone()).collect(),
        rows: table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect(),
    }
}

/// Where the elements of the edited text are declared; the first of a name.
fn places(work: &Work) -> IndexMap<String, Place> {
    let mut places = IndexMap::new();
    let Some((file, source)) = work.reading.sources.iter().next() else { return places };
    for head in work.reading.model.heads() {
        if head.span.file == file && !head.on_the_spot && !head.name.is_empty() {
            places.entry(head.name.to_string()).or_insert_with(|| place(source, head.span.start));
        }
    }
    places
}

fn shortcoming(finding: &Finding, work: &Work, name: &str, lang: Lang) -> Shortcoming {
    let Diagnostic { rule, code, severity, message, span, element, operation, path, source: article, help, .. } = &finding.diagnostic;
    let source = work.reading.sources.get(span.file);
    Shortcoming {
        rule,
        code,
        severity: *severity,
        message: message.get(lang).to_owned(),
        help: help.as_ref().map(|help| help.get(lang).to_owned()),
        source: article,
        element: element.clone(),
        operation: operation.clone(),
        path: path.clone(),
        file: (finding.file != name).then(|| finding.file.clone()),
        start: place(source, span.start),
        end: place(source, span.end),
    }
}

/// The place of a byte offset, its column in UTF-16 units.
fn place(source: &Source, offset: u32) -> Place {
    let line = source.position(offset).line;
    let start = source.line(line).map_or(0, |range| range.start);
    let mut end = (offset as usize).min(source.text.len()).max(start);
    while !source.text.is_char_boundary(end) {
        end -= 1;
    }
    Place { line, column: source.text[start..end].encode_utf16().count() + 1 }
}

/// The byte offset of a line and a column in UTF-16 units, both from 1; the end of the line where it is shorter.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut units = 1;
    for (at, c) in text[start..].char_indices() {
        if units >= column || c == '\n' {
            return start + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf_16_units() {
        let source = Source::new("a", "é😀x\nab");
        let at = |text: &str| u32::try_from(source.text.find(text).unwrap()).unwrap();
        assert_eq!((place(&source, at("x")).line, place(&source, at("x")).column), (1, 4));
        assert_eq!((place(&source, at("b")).line, place(&source, at("b")).column), (2, 2));
        assert_eq!(offset(&source.text, 1, 4), at("x") as usize);
        assert_eq!(offset(&source.text, 2, 2), at("b") as usize);
        assert_eq!(offset(&source.text, 1, 99), at("\n") as usize);
        assert_eq!(offset(&source.text, 9, 1), source.text.len());
    }
}
