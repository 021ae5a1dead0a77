//! `diff`: what changed between two versions, in the register's own terms.

use super::table::{Sheet, sheet_args};
use crate::complaint::Status;
use crate::input::{self, Input};
use crate::words::diff as words;
use crate::{Session, args, complaint, output, progress, work};
use anyhow::Result;
use clap::{ArgMatches, Command};
use indexmap::IndexMap;
use model::diagnostic::Lang;
use model::process::Date;
use model::table::diff::{self, Change, Version};
use render::sheet::Format;
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let path = |id, value| args::positional(id, value, lang).required(true).value_parser(clap::value_parser!(PathBuf));
    let command = command.arg(path("old", words::OLD)).arg(path("new", words::NEW));
    sheet_args(command.arg(args::flag("check", words::CHECK, lang)).arg(args::today(lang)), lang)
}

/// Compares two inputs.
///
/// # Errors
/// Where a file of one cannot be read: its activities would pass for removed.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let written = matches.contains_id("output") || matches.contains_id("format");
    let sheet = written.then(|| Sheet::of(matches, session)).transpose()?;
    let day = super::check::choice(matches, session)?.today;
    let [old, new] = ["old", "new"].map(|id| matches.get_one::<PathBuf>(id).cloned().unwrap_or_default());
    let (old, new) = (input::collect(session, &[old], None)?, input::collect(session, &[new], None)?);
    let lang = session.documents(new.found.first().and_then(|input| input.config.lang));
    // A text is for the reader at the terminal, a table for those who keep the register.
    let lang = if sheet.is_some() { lang } else { session.lang };
    let (old, new) = (versions(old, day, lang, session)?, versions(new, day, lang, session)?);
    let changes = diff::changes(&old, &new);
    match sheet {
        None => output::print(session, text(&changes, lang).as_bytes())?,
        Some(sheet) if sheet.format() == Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&data(&changes)).expect("texts always serialise");
            bytes.push(b'\n');
            output::give(output::file(matches, session).as_ref(), &bytes, session)?;
        }
        Some(sheet) => {
            let mut table = diff::table(&changes, lang);
            if changes.is_empty() {
                table.notes.push(words::SAME.get(lang).to_owned());
            }
            sheet.write(&table, session)?;
        }
    }
    Ok(if matches.get_flag("check") && !changes.is_empty() { Status::Findings } else { Status::Done })
}

/// The activities of some inputs; one that several import is one.
fn versions(inputs: input::Inputs, day: Date, lang: Lang, session: &mut Session<'_>) -> Result<Vec<Version>> {
    let mut refused = inputs.refused;
    let (say, colour) = (session.lang, session.facts.colour_err);
    let mut found: IndexMap<String, Version> = IndexMap::new();
    for outcome in progress::each(session, &inputs.found, |input| one(input, day, lang, say, colour)) {
        match outcome {
            Ok((list, told)) => {
                found.extend(list.into_iter().map(|version| (version.origin.clone(), version)));
                // A standard error that cannot be written to leaves nobody to tell.
                let _ = session.err.write_all(told.as_bytes());
            }
            Err(error) => refused.push(error),
        }
    }
    if let Some(error) = refused.pop() {
        refused.iter().for_each(|error| session.complain(error));
        return Err(error);
    }
    Ok(found.into_values().collect())
}

fn one(input: &Input, day: Date, lang: Lang, say: Lang, colour: bool) -> Result<(Vec<Version>, String)> {
    let work = work::read(input, say)?;
    work.something()?;
    let (model, sources) = (&work.reading.model, &work.reading.sources);
    Ok((diff::versions(model, sources, &work.references, day, lang), work.wrong(say, colour).unwrap_or_default()))
}

/// The changes as a text: a paragraph for each activity.
fn text(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return format!("{}\n", words::SAME.get(lang));
    }
    let mut out = String::new();
    let mut last = None;
    for change in changes {
        let here = (&change.reference, &change.activity);
        if last != Some(here) {
            let reference = change.reference.as_deref().map(|reference| format!("{reference} ")).unwrap_or_default();
            let gap = if last.is_some() { "\n" } else { "" };
            out.push_str(&format!("{gap}{}\n", clean(&format!("{reference}{}", change.activity))));
            last = Some(here);
        }
        out.push_str(&format!("  {}\n", clean(&words::line(change, lang))));
    }
    out
}

/// A text that stays on its line and steers no terminal.
fn clean(text: &str) -> String {
    complaint::clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The changes as data: words that do not depend on the language, beside the texts.
fn data(changes: &[Change]) -> serde_json::Value {
    let one = |change: &Change| {
        json!({
            "activity": change.activity,
            "reference": change.reference,
            "part": change.aspect.word(),
            "change": change.nature.word(),
            "name": change.name,
            "before": change.before,
            "after": change.after,
        })
    };
    json!({ "changes": changes.iter().map(one).collect::<Vec<_>>() })
}
