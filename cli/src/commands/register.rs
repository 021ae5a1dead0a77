//! `register`: the record of processing activities of an organisation, and a filled one beside the models.

mod check;

use super::table::{Sheet, sheet_args};
use crate::complaint::{self, Complaint, Status};
use crate::input::Input;
use crate::words::{register as words, workbook};
use crate::work::{self, Choice};
use crate::{Session, args, drawing, findings, input, progress};
use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};
use indexmap::IndexMap;
use model::diagnostic::Lang;
use model::table::derived;
use model::table::document::LISTS;
use model::table::register::{self, Entry, Form, Person, Register, Role};
use model::table::{Block, Picture};
use render::sheet::{Format, Image, Pictures};
use std::path::PathBuf;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let models: Vec<_> = Form::ALL.iter().map(|form| form.1).collect();
    let roles: Vec<_> = Role::ALL.iter().map(|role| role.1).collect();
    let command = args::inputs(command, lang).arg(args::choice("model", words::MODEL, &models, lang));
    let command = command.arg(args::choice("role", words::ROLE, &roles, lang)).arg(args::option("organisation", words::ORGANISATION, lang));
    let command = sheet_args(command.arg(args::today(lang)), lang);
    let check =
        args::option("check", workbook::CHECK, lang).value_parser(clap::value_parser!(PathBuf)).conflicts_with_all(["output", "bom"]);
    let formats: Vec<&'static str> = formats().collect();
    let command = command.mut_arg("format", |format| format.value_parser(PossibleValuesParser::new(formats)));
    command.arg(check).arg(args::level(lang).requires("check"))
}

/// The formats of a register, then those of findings.
fn formats() -> impl Iterator<Item = &'static str> {
    let findings = findings::Format::ALL.map(findings::Format::name).into_iter();
    let tables = || Format::ALL.iter().map(|format| format.ending());
    tables().chain(findings.filter(move |name| !tables().any(|ending| ending == *name)))
}

/// Writes the register of the activities of every input.
///
/// # Errors
/// Where nothing says whose register it is, two activities carry one reference, or the output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    if let Some(path) = matches.get_one::<PathBuf>("check") {
        return check::run(path, matches, session);
    }
    if let Some(format) = args::text(matches, "format").filter(|format| Format::parse(format).is_none()) {
        let known: Vec<_> = Format::ALL.iter().map(|format| format.ending()).collect();
        bail!(Complaint(workbook::no_format(format, &known.join(", "))));
    }
    let sheet = Sheet::of(matches, session)?;
    let drawn = matches!(sheet.format(), Format::Docx | Format::Html);
    let (register, pictures) = made(matches, chosen(Role::ALL, args::text(matches, "role")), drawn, session)?;
    let form = chosen(Form::ALL, args::text(matches, "model"));
    if sheet.format() == Format::Csv {
        return sheet.write(&register.flat(), session);
    }
    let mut document = register.document(form);
    if matches!(sheet.format(), Format::Markdown | Format::Html | Format::Docx) {
        let lists = |block: &Block| matches!(block, Block::Table(table) if table.name == LISTS);
        document.sections.retain(|section| !section.blocks.iter().any(lists));
    }
    sheet.document(&document, &pictures, session)
}

/// The register of the activities of every input, with the pictures of their processes where they are `drawn`.
fn made(matches: &ArgMatches, role: Role, drawn: bool, session: &mut Session<'_>) -> Result<(Register, Pictures)> {
    // Of the checks, the register shows what is missing of it and whether an impact assessment is likely.
    let select = ["register-field-missing", "dpia-likely"].map(str::to_owned).into();
    let choice = Choice { select, ..super::check::choice(matches, session)? };
    let inputs = input::collect(session, &args::paths(matches), args::format(matches))?;
    let configured =
        |pick: fn(&crate::config::Config) -> &Option<String>| inputs.found.iter().find_map(|input| pick(&input.config).clone());
    let (keeper, officer) = (configured(|config| &config.organisation), configured(|config| &config.dpo));
    let others = inputs.found.iter().filter_map(|input| input.config.organisation.clone());
    let kept: IndexMap<String, usize> = others.fold(IndexMap::new(), |mut kept, name| {
        *kept.entry(name).or_default() += 1;
        kept
    });
    let documents = session.documents(inputs.found.first().and_then(|input| input.config.lang));
    let (lang, colour) = (session.lang, session.facts.colour_err);
    let read = progress::each(session, &inputs.found, |input| entries(input, &choice, drawn, (lang, documents), colour));
    let mut refused = inputs.refused;
    let mut pictures = Pictures::new();
    let mut found: IndexMap<String, Entry> = IndexMap::new();
    for outcome in read {
        match outcome {
            Ok((list, images, told)) => {
                pictures.extend(images);
                // An activity that several inputs import is one activity.
                found.extend(list.into_iter().map(|entry| (entry.origin.clone(), entry)));
                // A standard error that cannot be written to leaves nobody to tell.
                let _ = session.err.write_all(told.as_bytes());
            }
            Err(error) => refused.push(error),
        }
    }
    if let Some(error) = refused.pop() {
        // A register that silently lacks an activity is worse than none.
        refused.iter().for_each(|error| session.complain(error));
        return Err(error);
    }
    let list: Vec<Entry> = found.into_values().collect();
    if kept.len() > 1 && args::text(matches, "organisation").is_none() {
        let names: Vec<_> = kept.into_iter().collect();
        bail!(Complaint(words::several(&words::role(role == Role::Processor), &joined(&names))));
    }
    let name = keeper_of(&list, role, args::text(matches, "organisation").map(str::to_owned).or(keeper))?;
    Ok((register(&name, role, list, officer, &choice, documents, session)?, pictures))
}

fn chosen<T: Copy + Default>(all: &[(T, &str)], word: Option<&str>) -> T {
    let found = all.iter().find(|one| word.is_some_and(|word| one.1.eq_ignore_ascii_case(word)));
    found.map_or(T::default(), |one| one.0)
}

/// The entries of an input, the pictures of their processes, and what to tell of what could not be understood.
fn entries(
    input: &Input,
    choice: &Choice,
    drawn: bool,
    (lang, documents): (Lang, Lang),
    colour: bool,
) -> Result<(Vec<Entry>, Pictures, String)> {
    let work = work::read(input, lang)?;
    work.something()?;
    let findings = work.findings(&input.config, choice);
    let (model, sources) = (&work.reading.model, &work.reading.sources);
    let mut pictures = Pictures::new();
    let mut list = Vec::new();
    for (id, mut entry) in register::each(model, sources, &findings, choice.today, documents) {
        let has_steps = model.nodes.values().any(|node| node.activity == Some(id));
        if drawn && has_steps {
            let options = drawing::Choice { lang: documents, activity: Some(id), ..drawing::Choice::default() };
            let scene = drawing::scene(&work, &[], &options);
            if let Ok(png) = drawing::png_that_fits(&scene, drawing::SCALE) {
                let image = Image { png, width: scene.size.width, height: scene.size.height };
                pictures.insert(entry.origin.clone(), image);
                entry.picture = Some(Picture { slot: entry.origin.clone(), alternative: derived::alternative(model, Some(id), documents) });
            }
        }
        list.push(entry);
    }
    Ok((list, pictures, work.wrong(lang, colour).unwrap_or_default()))
}

/// Whose register it is: who was named, else the only one with the role.
fn keeper_of(list: &[Entry], role: Role, named: Option<String>) -> Result<String> {
    if let Some(name) = named {
        return Ok(name);
    }
    let word = words::role(role == Role::Processor);
    let mut names = register::organisations(list, role);
    match names.len() {
        0 => bail!(Complaint(words::nobody(&word))),
        1 => Ok(names.remove(0).0),
        _ => bail!(Complaint(words::several(&word, &joined(&names)))),
    }
}

fn joined(names: &[(String, usize)]) -> String {
    names.iter().map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join(", ")
}

fn register(
    name: &str,
    role: Role,
    list: Vec<Entry>,
    officer: Option<String>,
    choice: &Choice,
    lang: Lang,
    session: &mut Session<'_>,
) -> Result<Register> {
    let word = words::role(role == Role::Processor);
    let (all, others) = (list.len(), register::organisations(&list, role));
    let mut register = Register::new(name, role, list, choice.today, lang);
    if register.entries.is_empty() {
        bail!(Complaint(words::no_role(name, &word, &joined(&others))));
    }
    if let (None, Some(officer)) = (&register.organisation.dpo, officer) {
        register.organisation.dpo = Some(Person::named(&officer));
    }
    let twice = register.duplicates();
    if let Some(((one, other), more)) = twice.split_last() {
        let told = |one: &Entry, other: &Entry| {
            let reference = other.reference.as_deref().unwrap_or_default().trim();
            words::duplicate(reference, (&one.name, &one.origin), (&other.name, &other.origin))
        };
        more.iter().for_each(|(one, other)| session.complain(&complaint::of(told(one, other))));
        bail!(Complaint(told(one, other)));
    }
    let left = all - register.entries.len();
    if left > 0 {
        session.note(words::left_out(left, &register.organisation.name, &word).get(session.lang));
    }
    Ok(register)
}
