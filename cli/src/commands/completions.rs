//! `completions`: what a shell needs to complete commands and options.

use crate::complaint::Status;
use crate::words::help;
use crate::{Session, args, output};
use anyhow::Result;
use clap::{ArgMatches, Command, value_parser};
use clap_complete::Shell;
use model::diagnostic::Lang;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let shell = args::positional("shell", help::SHELL, lang).required(true);
    command.arg(shell.value_parser(value_parser!(Shell)).hide_possible_values(true))
}

/// Writes the completions to standard output.
///
/// # Errors
/// Where standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut args::command(session.lang), "recens", &mut script);
    }
    output::print(session, &script)?;
    Ok(Status::Done)
}
