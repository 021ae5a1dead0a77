//! `new`: a commented file to begin with, one of the examples, or what a filled register says.

use crate::complaint::{Complaint, Status};
use crate::words::{Word, help, run as words, workbook as books};
use crate::{Session, args, input, output, work, workbook};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use indexmap::IndexMap;
use model::diagnostic::Lang;
use model::dsl;
use model::exchange::starting;
use model::table::register::filled::{self, Sheet};
use std::path::{Path, PathBuf};

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
    let register = args::option("from-register", books::FROM_REGISTER, lang)
        .value_parser(clap::value_parser!(PathBuf))
        .conflicts_with_all(["name", "list"]);
    command.arg(args::positional("name", help::EXAMPLE, lang)).arg(args::output(help::OUTPUT_NEW, lang)).arg(list).arg(register)
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
    if let Some(book) = matches.get_one::<PathBuf>("from-register") {
        return from_register(book, matches, session);
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

/// Writes a file for each sheet of a filled register, all or none; a file that exists is never replaced.
fn from_register(book: &Path, matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let lang = session.documents(None);
    let (name, tabs) = workbook::open(book, session)?;
    let filled = filled::read(&tabs);
    if filled.sheets.is_empty() {
        bail!(Complaint(books::no_sheets(&name, filled.empty)));
    }
    let folder = output::file(matches, session).unwrap_or_else(|| output::File { path: session.facts.folder.clone(), name: String::new() });
    let mut files: IndexMap<String, (&Sheet, String)> = IndexMap::new();
    for sheet in &filled.sheets {
        let file = file_name(sheet);
        let banner = books::banner(&name.replace(char::is_control, " "), &sheet.at.to_string());
        let operations = starting::operations(sheet).join(", ").replace(char::is_control, " ");
        let operations = if operations.is_empty() { String::new() } else { books::operations(&operations).get(lang).to_owned() };
        let text = format!("{}{operations}\n{}", banner.get(lang), dsl::print::print(&starting::model(sheet, &filled, lang)));
        if let Some((other, _)) = files.insert(file.to_lowercase(), (sheet, text)) {
            bail!(Complaint(books::one_file_for_two(&file, other.title(), sheet.title())));
        }
    }
    let shown = |file: &str| if folder.name.is_empty() { file.to_owned() } else { format!("{}/{file}", folder.name.trim_end_matches('/')) };
    for (sheet, _) in files.values() {
        let file = file_name(sheet);
        if folder.path.join(&file).symlink_metadata().is_ok() {
            bail!(crate::complaint::of(words::output_exists(&shown(&file))));
        }
    }
    output::folder(&folder.path, &input::shown(&folder.path))?;
    for (sheet, text) in files.values() {
        let file = file_name(sheet);
        output::create(&folder.path.join(&file), &shown(&file), text.as_bytes())?;
        let written = format!("{}{} {}\n", words::WRITTEN.get(session.lang), words::COLON.get(session.lang), shown(&file));
        output::print(session, written.as_bytes())?;
    }
    Ok(Status::Done)
}

/// The file of a sheet: its reference, else its name, without what a file's name may not hold.
fn file_name(sheet: &Sheet) -> String {
    let said = if sheet.reference.text.is_empty() { &sheet.name.text } else { &sheet.reference.text };
    let kept: String = said.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' }).take(80).collect();
    let kept = kept.trim_matches('-');
    format!("{}.recens", if kept.is_empty() { "traitement" } else { kept })
}
