//! `register --check`: a filled workbook beside the models, its differences told as `check` tells findings.

use crate::complaint::{Complaint, Status};
use crate::config::Configs;
use crate::findings::text::Window;
use crate::findings::{Finding, Findings, Format};
use crate::words::workbook as words;
use crate::{Session, args, output, workbook};
use anyhow::{Result, bail};
use clap::ArgMatches;
use model::diagnostic::{Diagnostic, Severity};
use model::source::Position;
use model::table::register::Role;
use model::table::register::filled::{self, At, Tab, compare};
use std::path::Path;

/// Compares the workbook at `path` with the models of the inputs.
///
/// # Errors
/// Where the workbook or an input cannot be read, or nothing says whose register is meant.
pub fn run(path: &Path, matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let word = args::text(matches, "format").unwrap_or("text").to_ascii_lowercase();
    let Some(format) = Format::ALL.into_iter().find(|format| format.name() == word) else {
        bail!(Complaint(words::no_format(&word, &Format::ALL.map(Format::name).join(", "))));
    };
    let level = args::text(matches, "level").and_then(args::severity_of).unwrap_or(Severity::Error);
    let (name, tabs) = workbook::open(path, session)?;
    let filled = filled::read(&tabs);
    if filled.sheets.is_empty() && filled.list.is_empty() {
        bail!(Complaint(words::no_sheets(&name, filled.empty)));
    }
    // Its form and its role are the workbook's own.
    let (form, role) = filled.sheets.first().map(|sheet| (sheet.form, sheet.role)).unwrap_or_default();
    if args::text(matches, "role").is_some() && super::chosen(Role::ALL, args::text(matches, "role")) != role {
        bail!(Complaint(words::other_role(&name, role == Role::Processor)));
    }
    let (register, _) = super::made(matches, role, false, session)?;
    let models = filled::of(&register, form);
    let data = register.entries.iter().flat_map(|entry| &entry.data).map(|kept| kept.label.as_str());
    let mut found = compare::compare(&models, &filled, data);
    found.extend(filled::formulas(&tabs));
    let whole = session.facts.folder.join(path);
    let config = Configs::default().above(whole.parent().unwrap_or(&whole), session.facts)?;
    let list = found.into_iter().filter_map(|(at, found)| placed(&name, &tabs, &at, found, &config)).collect();
    let findings = Findings { inputs: vec![name], level: Some(level), ..Findings::new(list, 0) }.counted();
    let lang = if format.is_read_by_people() { session.lang } else { session.documents(config.lang) };
    output::print(session, findings.show(format, lang, session.facts.colour_out).as_bytes())?;
    Ok(if findings.reach(level) { Status::Findings } else { Status::Done })
}

/// A difference as a finding: the line is the row of the sheet, the column its column, and the message begins with the cell.
/// None where the configuration does not want it.
fn placed(name: &str, tabs: &[Tab], at: &At, mut found: Diagnostic, config: &crate::config::Config) -> Option<Finding> {
    if let Some(severity) = config.rules.get(found.rule) {
        found.severity = (*severity)?;
    }
    let cell = at.to_string();
    found.message.fr = format!("{cell} : {}", found.message.fr);
    found.message.en = format!("{cell}: {}", found.message.en);
    let start = Position { line: at.row as usize + 1, column: at.column as usize + 1 };
    let end = Position { column: start.column + 1, ..start };
    let row = tabs.iter().find(|tab| tab.name == at.tab).and_then(|tab| tab.rows.get(&at.row));
    let cells = row.into_iter().flatten().map(|(column, cell)| (*column == at.column, cell.plain().into_owned()));
    let window = Window::row(cells, start.line);
    Some(Finding { diagnostic: found, file: name.to_owned(), start, end, window, fix: Vec::new(), path: Vec::new() })
}
