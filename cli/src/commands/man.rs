//! `man`: the manual page, of recens or of one command.

use super::help::named;
use crate::complaint::Status;
use crate::words::help;
use crate::{Session, args, output};
use anyhow::{Context, Result};
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(args::positional("command", help::COMMAND_NAME, lang))
}

/// Writes the page to standard output.
///
/// # Errors
/// Where there is no such command or standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let command = named(matches, session)?;
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("roff")?;
    output::print(session, &page)?;
    Ok(Status::Done)
}
