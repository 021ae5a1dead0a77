//! `table`: a derived table by its name; and how any table is written.

use crate::complaint::{self, Complaint, Status};
use crate::words::{Word, help, run as words};
use crate::{Session, args, input, output, work};
use anyhow::{Result, bail};
use clap::{Arg, ArgMatches, Command};
use model::diagnostic::Lang;
use model::table::census::CensusColumn;
use model::table::{Document, Table, findings};
use render::sheet::{Format, Options, Pictures};

/// The tables there are, each with what it holds.
const TABLES: &[(&str, Word)] = &[
    ("census", Word::new("les opérations sur les données, toutes les colonnes", "the operations on data, every column")),
    ("findings", Word::new("les constats", "the findings")),
];

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let name = args::positional("name", help::TABLE_NAME, lang).required_unless_present("list");
    let command = args::input(command.arg(name), lang).mut_arg("input", |input| input.required(false).required_unless_present("list"));
    let command = sheet_args(args::rules(command, lang), lang);
    command.arg(args::flag("list", help::LIST_TABLES, lang).conflicts_with_all(["name", "input"]))
}

/// Writes the table that was asked for.
///
/// # Errors
/// Where there is no such table, the input cannot be read, or the output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    if matches.get_flag("list") {
        let lang = session.lang;
        let list: String = TABLES.iter().map(|(name, says)| format!("{name:<12}{}\n", says.get(lang))).collect();
        output::print(session, list.as_bytes())?;
        return Ok(Status::Done);
    }
    let name = args::text(matches, "name").unwrap_or_default();
    if !TABLES.iter().any(|table| table.0 == name) {
        let near = work::nearest(name, TABLES.iter().map(|table| table.0));
        bail!(Complaint(words::unknown_name(&words::a_table(), name, near, "recens table --list")));
    }
    let sheet = Sheet::of(matches, session)?;
    let choice = super::check::choice(matches, session)?;
    let input = input::single(session, &args::paths(matches), args::format(matches), "table")?;
    let work = work::read(&input, session.lang)?;
    work.tell(session)?;
    let found = work.findings(&input.config, &choice);
    let lang = session.documents(input.config.lang);
    let table = match name {
        "census" => super::census::table(&work, &CensusColumn::all().collect::<Vec<_>>(), &found, lang),
        _ => findings::table(&found, &work.reading.sources, lang),
    };
    sheet.write(&table, session)
}

/// `-o`, `--format` and `--bom`.
pub(super) fn sheet_args(command: Command, lang: Lang) -> Command {
    let endings: Vec<_> = Format::ALL.iter().map(|format| format.ending()).collect();
    let about = format!("{}{} {}", help::FORMAT.help.get(lang), words::COLON.get(lang), endings.join(", "));
    let format: Arg = args::choice("format", help::FORMAT, &endings, lang).help(about);
    command.arg(args::output(help::OUTPUT, lang)).arg(format).arg(args::flag("bom", help::BOM, lang))
}

/// Where and how a table is written.
pub(super) struct Sheet {
    file: Option<output::File>,
    format: Format,
    options: Options,
}

impl Sheet {
    /// The choices of a command line.
    ///
    /// # Errors
    /// Where the file's ending is no format.
    pub(super) fn of(matches: &ArgMatches, session: &Session<'_>) -> Result<Self> {
        let format = output::format(matches, Format::ALL, Format::ending, Format::parse)?;
        Ok(Self { file: output::file(matches, session), format, options: Options { bom: matches.get_flag("bom") } })
    }

    /// Writes a table.
    ///
    /// # Errors
    /// Where the file or standard output cannot be written.
    pub(super) fn write(&self, table: &Table, session: &mut Session<'_>) -> Result<Status> {
        let bytes = render::sheet::write(table, self.format, self.options).map_err(|refused| complaint::of(refused.text()))?;
        output::give(self.file.as_ref(), &bytes, session)?;
        Ok(Status::Done)
    }

    /// Writes a document; formats that hold one table only get `table`.
    ///
    /// # Errors
    /// Where the format cannot hold it, or the file or standard output cannot be written.
    pub(super) fn write_document(&self, document: &Document, table: impl Fn() -> Table, session: &mut Session<'_>) -> Result<Status> {
        if self.format == Format::Csv {
            return self.write(&table(), session);
        }
        let bytes = render::sheet::document(document, self.format, self.options, &Pictures::new());
        let bytes = bytes.map_err(|refused| complaint::of(refused.text()))?;
        output::give(self.file.as_ref(), &bytes, session)?;
        Ok(Status::Done)
    }
}
