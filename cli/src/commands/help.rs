//! `help`: the same help as `--help`.

use crate::complaint::{self, Status};
use crate::words::{help, usage};
use crate::{Session, args, output, work};
use anyhow::Result;
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(args::positional("command", help::COMMAND_NAME, lang))
}

/// Prints the help of recens or of one command.
///
/// # Errors
/// Where there is no such command or standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let page = named(matches, session)?.render_long_help();
    let page = if session.facts.colour_out { page.ansi().to_string() } else { page.to_string() };
    output::print(session, page.as_bytes())?;
    Ok(Status::Done)
}

/// The command that `matches` names, recens itself where it names none.
pub(super) fn named(matches: &ArgMatches, session: &Session<'_>) -> Result<Command> {
    let mut root = args::command(session.lang);
    root.build();
    let Some(name) = args::text(matches, "command") else { return Ok(root) };
    root.find_subcommand(name).cloned().ok_or_else(|| {
        let names = super::names();
        let near = work::nearest(name, names.iter().copied());
        let near = near.map(|near| model::text!("\n  ", "\n  ").then(&usage::did_you_mean(near)));
        let list = model::text!("\n  ", "\n  ").then(&usage::commands(&names.join(", ")));
        let what = usage::unknown_command(name);
        complaint::of(near.into_iter().fold(what, |what, near| what.then(&near)).then(&list))
    })
}
