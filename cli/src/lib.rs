//! The command line of recens: the only part that touches files, the terminal and the clock.

pub mod args;
pub mod commands;
pub mod complaint;
pub mod config;
pub mod drawing;
pub mod findings;
pub mod fix;
pub mod highlight;
pub mod input;
pub mod output;
pub mod page;
pub mod progress;
#[cfg(feature = "serve")]
pub mod serve;
pub mod surroundings;
pub mod words;
pub mod work;
pub mod workbook;

use complaint::Status;
use model::diagnostic::Lang;
use std::ffi::OsString;
use std::io::{Read, Write};
use surroundings::Facts;

/// What a run reads, writes and knows of its surroundings.
pub struct Io<'a> {
    /// Standard input, read only where `-` is an input.
    pub stdin: &'a mut dyn Read,
    /// Findings and documents.
    pub stdout: &'a mut dyn Write,
    /// Complaints about the run.
    pub stderr: &'a mut dyn Write,
    /// The rest.
    pub facts: Facts,
}

/// What every command is given.
pub struct Session<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Findings and documents; a closed pipe swallows.
    pub out: &'a mut dyn Write,
    /// Complaints about the run.
    pub err: &'a mut dyn Write,
    /// The surroundings.
    pub facts: &'a Facts,
    /// Language of help, complaints and findings shown to a person: `--lang`, else the locale.
    pub lang: Lang,
    /// `--lang`, where it was given; documents are in French without it.
    pub asked: Option<Lang>,
}

impl Session<'_> {
    /// Writes a complaint to standard error.
    pub fn complain(&mut self, error: &anyhow::Error) {
        complaint::write(self.err, error, self.lang, self.facts.colour_err);
    }

    /// Writes a line about the run to standard error.
    pub fn note(&mut self, line: &str) {
        // A standard error that cannot be written to leaves nobody to tell.
        let _ = writeln!(self.err, "{}", complaint::clean(line));
    }

    /// The language of documents, given the configuration's.
    pub fn documents(&self, configured: Option<Lang>) -> Lang {
        self.asked.or(configured).unwrap_or_default()
    }
}

/// Runs recens with the arguments of a process, the program's name first; returns the exit status: 0 clean or done,
/// 1 findings at or above the level, 2 could not run.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let asked = args::lang(&args);
    let lang = asked.unwrap_or(io.facts.lang);
    let mut pipe = output::Pipe::new(io.stdout);
    let mut session = Session { stdin: io.stdin, out: &mut pipe, err: io.stderr, facts: &io.facts, lang, asked };
    let outcome = match args::command(lang).try_get_matches_from(args) {
        Ok(matches) => commands::run(&matches, &mut session),
        Err(error) => args::usage::tell(&error, &mut session),
    };
    let outcome =
        outcome.and_then(|status| session.out.flush().map(|()| status).map_err(|error| complaint::of(words::run::stdout(&error))));
    let status = outcome.unwrap_or_else(|error| {
        session.complain(&error);
        Status::Failed
    });
    status as u8
}
