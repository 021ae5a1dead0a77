//! `new`: a commented file to begin with, or one of the examples.

use crate::complaint::{Complaint, Status};
use crate::words::{Word, help, run as words};
use crate::{Session, args, output, work};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;

/// The file to begin with, French and English.
pub(super) const STARTER: Word = Word::new(include_str!("../../starter/depart.recens"), include_str!("../../starter/start.recens"));

/// A built-in example.
pub(super) struct Example {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub about: Word,
    /// Its text.
    pub text: &'static str,
}

/// The examples, the file to begin with aside.
pub(super) static EXAMPLES: &[Example] = &[
    Example {
        name: "fidelisation",
        about: Word::new(
            "un programme de fidélisation, avec ses choix et ses oublis",
            "a loyalty programme, with its choices and omissions",
        ),
        text: include_str!("../../../examples/fidelisation.recens"),
    },
    Example {
        name: "etude-de-marche",
        about: Word::new("une étude de marché par téléphone", "a market study by telephone"),
        text: include_str!("../../../examples/etude-de-marche.recens"),
    },
    Example {
        name: "complus",
        about: Word::new("une collecte par plusieurs canaux et leurs formats", "a collection through several channels and their formats"),
        text: include_str!("../../../examples/complus.recens"),
    },
];

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let list = args::flag("list", help::LIST_EXAMPLES, lang).conflicts_with_all(["name", "output"]);
    command.arg(args::positional("name", help::EXAMPLE, lang)).arg(args::output(help::OUTPUT_NEW, lang)).arg(list)
}

/// Gives the file that was asked for.
///
/// # Errors
/// Where there is no such example, or the file exists or cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let lang = session.lang;
    if matches.get_flag("list") {
        let list: String = EXAMPLES.iter().map(|example| format!("{:<24}{}\n", example.name, example.about.get(lang))).collect();
        output::print(session, list.as_bytes())?;
        return Ok(Status::Done);
    }
    let text = match args::text(matches, "name") {
        None => STARTER.get(session.documents(None)),
        Some(name) => match EXAMPLES.iter().find(|example| example.name == name) {
            Some(example) => example.text,
            None => {
                let near = work::nearest(name, EXAMPLES.iter().map(|example| example.name));
                bail!(Complaint(words::unknown_name(&words::an_example(), name, near, "recens new --list")));
            }
        },
    };
    let Some(output::File { path, name }) = output::file(matches, session) else {
        output::print(session, text.as_bytes())?;
        return Ok(Status::Done);
    };
    output::create(&path, &name, text.as_bytes())?;
    let written = format!("{}{} {name}\n", words::WRITTEN.get(lang), words::COLON.get(lang));
    output::print(session, written.as_bytes())?;
    Ok(Status::Done)
}
