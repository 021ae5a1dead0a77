//! `table`: a derived table by its name, or all of them; and how any table is written.

use crate::complaint::{self, Complaint, Status};
use crate::input::{self, Input};
use crate::words::{help, run as words, tables};
use crate::work::{self, Choice, Work};
use crate::{Session, args, drawing, output, progress};
use anyhow::{Result, bail};
use clap::{Arg, ArgMatches, Command};
use model::diagnostic::Lang;
use model::table::derived::{self, Derived};
use model::table::facts::Facts;
use model::table::together::{Part, together};
use model::table::{Document, Table};
use render::sheet::{self, Format, Image, Options, Pictures, Refused};

/// The name of all tables in one document, and its alias.
const ALL: [&str; 2] = ["all", "tout"];

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let name = args::positional("name", help::TABLE_NAME, lang).required_unless_present("list");
    let command = args::inputs(command.arg(name), lang).mut_arg("input", |input| input.required(false).required_unless_present("list"));
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
        let named = Derived::ALL.iter().map(|(table, name, alias)| (*name, *alias, tables::about(*table)));
        let list: String = (named.chain([(ALL[0], ALL[1], tables::ALL)]))
            .map(|(name, alias, says)| format!("{name:<12}{alias:<15}{}\n", says.get(lang)))
            .collect();
        output::print(session, list.as_bytes())?;
        return Ok(Status::Done);
    }
    let asked = asked(args::text(matches, "name").unwrap_or_default())?;
    let sheet = Sheet::of(matches, session)?;
    let choice = super::check::choice(matches, session)?;
    let inputs = input::collect(session, &args::paths(matches), args::format(matches))?;
    let lang = session.documents(inputs.found.first().and_then(|input| input.config.lang));
    let mut refused = inputs.refused;
    if let [input] = &inputs.found[..]
        && refused.is_empty()
    {
        let work = work::read(input, session.lang)?;
        work.tell(session)?;
        let found = work.findings(&input.config, &choice);
        let facts = facts(&work, &found, &choice, lang);
        return match asked {
            Some(table) => sheet.write(&table.table(&facts, &work.reading.sources), session),
            None => {
                let pictures = if sheet.format.shows_pictures() { pictures(&work, &found, lang) } else { Pictures::new() };
                sheet.document(&derived::document(&facts, &work.reading.sources, !pictures.is_empty()), &pictures, session)
            }
        };
    }
    let wanted: Vec<Derived> = asked.map_or_else(every, |table| vec![table]);
    let read = session.lang;
    let parts = progress::each(session, &inputs.found, |input| parts(input, &wanted, &choice, read, lang));
    let mut whole = Vec::new();
    for part in parts {
        match part {
            Ok(part) => whole.push(part),
            Err(error) => refused.push(error),
        }
    }
    for error in &refused {
        session.complain(error);
    }
    if whole.is_empty() {
        return Ok(Status::Failed);
    }
    let written = match asked {
        Some(_) => consolidated(&wanted, whole, lang).pop().map_or(Ok(Status::Done), |table| sheet.write(&table, session))?,
        None => sheet.document(&whole_document(whole, lang), &Pictures::new(), session)?,
    };
    Ok(if refused.is_empty() { written } else { Status::Failed })
}

/// The table of a name; none for all of them.
fn asked(name: &str) -> Result<Option<Derived>> {
    if ALL.contains(&name.to_lowercase().as_str()) {
        return Ok(None);
    }
    if let Some(table) = Derived::parse(name) {
        return Ok(Some(table));
    }
    let names = Derived::ALL.iter().flat_map(|table| [table.1, table.2]).chain(ALL);
    bail!(Complaint(words::unknown_name(&words::a_table(), name, work::nearest(name, names), "recens table --list")));
}

/// Every table.
pub(super) fn every() -> Vec<Derived> {
    Derived::ALL.iter().map(|row| row.0).collect()
}

/// What the tables of an input are derived from.
pub(super) fn facts<'a>(work: &'a Work, found: &'a [model::diagnostic::Diagnostic], choice: &Choice, lang: Lang) -> Facts<'a> {
    Facts::new(&work.reading.model, &work.references, found, choice.today, lang)
}

/// The pictures of a document about an input: its diagram. None where it cannot be painted.
fn pictures(work: &Work, found: &[model::diagnostic::Diagnostic], lang: Lang) -> Pictures {
    let scene = drawing::scene(work, found, &drawing::Choice { lang, ..drawing::Choice::default() });
    let png = drawing::png_that_fits(&scene, drawing::SCALE).ok();
    png.map(|png| diagram(&scene, png)).unwrap_or_default()
}

/// The diagram under the name that documents know.
pub(super) fn diagram(scene: &render::scene::Scene, png: Vec<u8>) -> Pictures {
    let image = Image { png, width: scene.size.width, height: scene.size.height };
    Pictures::from([(derived::DIAGRAM.to_owned(), image)])
}

/// What a table of several inputs needs of one: its name and tables.
fn parts(input: &Input, wanted: &[Derived], choice: &Choice, lang: Lang, documents: Lang) -> Result<Vec<Part>> {
    let work = work::read(input, lang)?;
    work.something()?;
    let found = work.findings(&input.config, choice);
    Ok(parts_of(&work, &input.name, &facts(&work, &found, choice, documents), wanted))
}

/// The tables of an input that was read, each with what the input is called.
pub(super) fn parts_of(work: &Work, name: &str, facts: &Facts<'_>, wanted: &[Derived]) -> Vec<Part> {
    let origin = derived::origin(&work.reading.model).unwrap_or_else(|| name.to_owned());
    wanted.iter().map(|table| Part { origin: origin.clone(), table: table.table(facts, &work.reading.sources) }).collect()
}

/// One table of all inputs for each that is wanted.
fn consolidated(wanted: &[Derived], whole: Vec<Vec<Part>>, lang: Lang) -> Vec<Table> {
    let count = whole.len();
    let mut columns: Vec<Vec<Part>> = wanted.iter().map(|_| Vec::with_capacity(count)).collect();
    for parts in whole {
        for (column, part) in columns.iter_mut().zip(parts) {
            column.push(part);
        }
    }
    let table = |(table, parts): (&Derived, Vec<Part>)| {
        let title = format!("{} — {}", table.label(lang), tables::activities(count).get(lang));
        let (key, compared) = table.agreement();
        together(&parts, &title, key, compared, lang)
    };
    wanted.iter().zip(columns).map(table).collect()
}

/// Every table of all inputs as one document.
pub(super) fn whole_document(whole: Vec<Vec<Part>>, lang: Lang) -> Document {
    let subtitle = tables::activities(whole.len()).get(lang).to_owned();
    let wanted = every();
    let tables = consolidated(&wanted, whole, lang);
    let mut document = derived::chapters(wanted.into_iter().zip(tables), lang);
    document.subtitle = subtitle;
    document
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
    /// Where the file's ending is no format, or what is no text would go to a terminal.
    pub(super) fn of(matches: &ArgMatches, session: &Session<'_>) -> Result<Self> {
        let format = output::format(matches, Format::ALL, Format::ending, Format::parse)?;
        let file = output::file(matches, session);
        if file.is_none() && format.is_binary() && session.facts.terminal_out {
            bail!(Complaint(tables::not_on_a_terminal(format.ending())));
        }
        Ok(Self { file, format, options: Options { bom: matches.get_flag("bom") } })
    }

    /// The format asked for.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Writes a table.
    ///
    /// # Errors
    /// Where the format cannot hold it, or the file or standard output cannot be written.
    pub(super) fn write(&self, table: &Table, session: &mut Session<'_>) -> Result<Status> {
        self.give(sheet::write(table, self.format, self.options), session)
    }

    /// Writes a document.
    ///
    /// # Errors
    /// As [`Sheet::write`].
    pub(super) fn document(&self, document: &Document, pictures: &Pictures, session: &mut Session<'_>) -> Result<Status> {
        self.give(sheet::document(document, self.format, self.options, pictures), session)
    }

    fn give(&self, bytes: Result<Vec<u8>, Refused>, session: &mut Session<'_>) -> Result<Status> {
        let bytes = bytes.map_err(|refused| complaint::of(refused.text()))?;
        output::give(self.file.as_ref(), &bytes, session)?;
        Ok(Status::Done)
    }
}
