//! The commands, one file each.

mod census;
mod check;
mod completions;
mod convert;
mod diff;
mod draw;
mod explain;
mod fmt;
mod help;
mod man;
mod new;
mod number;
mod register;
mod report;
#[cfg(feature = "serve")]
mod serve;
pub(crate) mod table;

pub(crate) use number::as_written;

use crate::Session;
use crate::complaint::Status;
use crate::words::help as pages;
use anyhow::Result;
use clap::ArgMatches;
use model::diagnostic::Lang;

/// A command: its help, its arguments, what it does.
pub struct Command {
    /// Name, alias, help.
    pub page: &'static pages::Page,
    /// Adds its arguments.
    pub args: fn(clap::Command, Lang) -> clap::Command,
    run: fn(&ArgMatches, &mut Session<'_>) -> Result<Status>,
}

/// Every command, in the order help lists them.
pub static ALL: &[Command] = &[
    Command { page: &pages::CHECK, args: check::args, run: check::run },
    Command { page: &pages::DRAW, args: draw::args, run: draw::run },
    Command { page: &pages::CENSUS, args: census::args, run: census::run },
    Command { page: &pages::TABLE, args: table::args, run: table::run },
    Command { page: &crate::words::register::REGISTER, args: register::args, run: register::run },
    Command { page: &crate::words::diff::DIFF, args: diff::args, run: diff::run },
    Command { page: &pages::REPORT, args: report::args, run: report::run },
    Command { page: &crate::words::convert::CONVERT, args: convert::args, run: convert::run },
    Command { page: &pages::FMT, args: fmt::args, run: fmt::run },
    Command { page: &pages::NUMBER, args: number::args, run: number::run },
    Command { page: &pages::EXPLAIN, args: explain::args, run: explain::run },
    Command { page: &pages::NEW, args: new::args, run: new::run },
    #[cfg(feature = "serve")]
    Command { page: &crate::words::serve::SERVE, args: serve::args, run: serve::run },
    Command { page: &pages::COMPLETIONS, args: completions::args, run: completions::run },
    Command { page: &pages::MAN, args: man::args, run: man::run },
    Command { page: &pages::HELP, args: help::args, run: help::run },
];

/// Runs the command that was asked for.
///
/// # Errors
/// Why it could not.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let (name, matches) = matches.subcommand().expect("the arguments require a command");
    let command = ALL.iter().find(|command| command.page.name == name).expect("the arguments list these commands");
    (command.run)(matches, session)
}

/// The names of the commands.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|command| command.page.name).collect()
}
