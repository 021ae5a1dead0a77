//! `census`: the table of operations.

use super::table::{Sheet, sheet_args};
use crate::complaint::{Complaint, Status};
use crate::words::{help, run as words};
use crate::{Session, args, input, work};
use anyhow::{Result, bail};
use clap::{ArgAction, ArgMatches, Command};
use model::diagnostic::{Diagnostic, Lang};
use model::table::Table;
use model::table::census::{self, CensusColumn};

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let command = sheet_args(args::input(command, lang).arg(args::today(lang)), lang);
    command.arg(columns(lang)).arg(args::flag("all-columns", help::ALL_COLUMNS, lang).conflicts_with("columns"))
}

/// `--columns`, whose help lists them.
fn columns(lang: Lang) -> clap::Arg {
    let words: Vec<_> = CensusColumn::all().map(CensusColumn::word).collect();
    let about = format!("{}{} {}", help::COLUMNS.help.get(lang), crate::words::run::COLON.get(lang), words.join(", "));
    args::option("columns", help::COLUMNS, lang).help(about).value_delimiter(',').action(ArgAction::Append)
}

/// Writes the census of one input.
///
/// # Errors
/// Where the input cannot be read, a column does not exist, or the output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let columns = chosen(matches)?;
    let sheet = Sheet::of(matches, session)?;
    let choice = super::check::choice(matches, session)?;
    let input = input::single(session, &args::paths(matches), args::format(matches), "census")?;
    let work = work::read(&input, session.lang)?;
    work.tell(session)?;
    let findings = work.findings(&input.config, &choice);
    let table = table(&work, &columns, &findings, session.documents(input.config.lang));
    sheet.write(&table, session)
}

/// The census of an input.
pub(crate) fn table(work: &work::Work, columns: &[CensusColumn], findings: &[Diagnostic], lang: Lang) -> Table {
    census::table(&work.reading.model, &work.references, columns, findings, lang)
}

fn chosen(matches: &ArgMatches) -> Result<Vec<CensusColumn>> {
    let named = args::texts(matches, "columns");
    if named.is_empty() {
        let all = matches.get_flag("all-columns");
        return Ok(if all { CensusColumn::all().collect() } else { CensusColumn::usual().collect() });
    }
    let mut columns = Vec::new();
    for name in named {
        let Some(column) = CensusColumn::parse(&name) else {
            let words: Vec<_> = CensusColumn::all().map(CensusColumn::word).collect();
            let near = work::nearest(&name, words.iter().copied());
            bail!(Complaint(words::unknown_name(&words::a_column(), &name, near, &words.join(", "))));
        };
        columns.push(column);
    }
    Ok(columns)
}
