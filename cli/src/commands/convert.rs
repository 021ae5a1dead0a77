//! `convert`: from the language to BPMN and back, diagrams put into BPMN files, and what other programs read of a model.

use crate::complaint::{self, Complaint, Status};
use crate::input::{self, Input};
use crate::words::convert as words;
use crate::work::{self, Work};
use crate::{Session, args, drawing, output};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use model::bpmn::{self, When};
use model::diagnostic::{Lang, Text};
use model::dsl;
use model::exchange::{Exchange, dpv, json, pia};
use model::process::vocabulary::fold;
use model::read::Format;
use model::source::FileId;
use model::table::register;
use render::view::bpmn::{Options, diagrams};
use std::path::PathBuf;

/// The most sentences about what was not carried.
const MOST: usize = 20;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// The language or BPMN.
    Format(Format),
    /// A format of exchange.
    Exchange(Exchange),
}

/// Which identifiers of a BPMN file the text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ids {
    /// Those a tool made up become readable.
    Readable,
    /// Those of the file.
    Keep,
}

impl Ids {
    fn of(matches: &ArgMatches) -> Self {
        let readable = args::text(matches, "ids").is_some_and(|word| word.eq_ignore_ascii_case("readable"));
        if readable { Self::Readable } else { Self::Keep }
    }
}

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let targets: Vec<&str> = ["recens", "bpmn"].into_iter().chain(Exchange::ALL.iter().map(|row| row.1)).collect();
    let layout = args::choice("layout", words::LAYOUT, &["missing", "always"], lang).num_args(0..=1).default_missing_value("missing");
    args::input(command, lang)
        .arg(args::output(words::OUTPUT, lang))
        .arg(args::choice("to", words::TO, &targets, lang))
        .arg(layout)
        .arg(args::choice("ids", words::IDS, &["keep", "readable"], lang))
        .arg(args::option("base", words::BASE, lang))
        .arg(args::option("activity", words::ACTIVITY, lang))
}

/// Converts one input.
///
/// # Errors
/// Where the input cannot be read or holds nothing, or the output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let input = input::single(session, &args::paths(matches), args::format(matches), "convert")?;
    let to = target(matches, input.format)?;
    let bytes = input.bytes()?;
    let work = work::read_bytes(&input, &bytes, session.lang)?;
    let bare = handed_on(&input, to, &bytes, &work);
    if bare.is_none() {
        work.tell(session)?;
    }
    let (out, losses) = match (input.format, to) {
        (_, Target::Exchange(format)) => exchanged(format, matches, &input, &work, session)?,
        (Format::Recens, Target::Format(Format::Recens)) => bail!(Complaint(words::same_language(&input.name))),
        (Format::Recens, Target::Format(Format::Bpmn)) => to_bpmn(&work),
        (Format::Bpmn, Target::Format(Format::Recens)) => to_recens(&work, Ids::of(matches)),
        (Format::Bpmn, Target::Format(Format::Bpmn)) if bare.is_some() => (bytes, bare.into_iter().collect()),
        (Format::Bpmn, Target::Format(Format::Bpmn)) => with_diagram(&input, bytes, &work, when(matches))?,
    };
    output::give(output::file(matches, session).as_ref(), &out, session)?;
    tell(&losses, session);
    Ok(Status::Done)
}

/// The format to write: that of `--to`, else that of the file's name, else the other than the input's; a layout is asked
/// of BPMN only.
fn target(matches: &ArgMatches, from: Format) -> Result<Target> {
    if let Some(word) = args::text(matches, "to") {
        return Ok(match Exchange::parse(word) {
            Some(format) => Target::Exchange(format),
            None if word.eq_ignore_ascii_case("recens") => Target::Format(Format::Recens),
            None => Target::Format(Format::Bpmn),
        });
    }
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        let name = input::shown(path);
        let named = Exchange::of_name(&name).map(Target::Exchange).or_else(|| Format::of_name(&name).map(Target::Format));
        return named.ok_or_else(|| {
            let endings: Vec<_> = Exchange::ALL.iter().map(|row| row.2).collect();
            complaint::of(crate::words::run::unknown_output(&name, &format!(".recens, .bpmn, {}", endings.join(", "))))
        });
    }
    Ok(Target::Format(match from {
        Format::Bpmn if !matches.contains_id("layout") => Format::Recens,
        _ => Format::Bpmn,
    }))
}

/// The model in a format of exchange, and what it could not carry.
fn exchanged(format: Exchange, matches: &ArgMatches, input: &Input, work: &Work, session: &Session<'_>) -> Result<(Vec<u8>, Vec<Text>)> {
    let (model, references) = (&work.reading.model, &work.references);
    let base = match args::text(matches, "base") {
        Some(base) if !dpv::is_base(base) => bail!(Complaint(words::no_base(base))),
        Some(base) => base.to_owned(),
        None => dpv::default_base(model),
    };
    let text = match format {
        Exchange::Json => json::write(model, references),
        Exchange::Turtle => dpv::turtle(model, references, &base),
        Exchange::JsonLd => dpv::json_ld(model, references, &base),
        Exchange::Pia => {
            let written = assessment(matches, input, work, session)?;
            return Ok((written.text.into_bytes(), written.losses));
        }
    };
    Ok((text.into_bytes(), Vec::new()))
}

/// The assessment of the only activity, or of the one that `--activity` names.
fn assessment(matches: &ArgMatches, input: &Input, work: &Work, session: &Session<'_>) -> Result<pia::Written> {
    let (model, sources) = (&work.reading.model, &work.reading.sources);
    let lang = session.documents(input.config.lang);
    let entries = register::each(model, sources, &[], session.facts.today, lang);
    let asked = args::text(matches, "activity");
    let meant = |id: &model::process::Id<model::process::Activity>| {
        let activity = &model.activities[*id];
        let reference = activity.reference.as_ref().map_or("", |reference| reference.value.as_str());
        asked.is_none_or(|word| [activity.head.name.as_str(), activity.head.title(), reference].iter().any(|name| fold(name) == fold(word)))
    };
    let found: Vec<_> = entries.iter().filter(|(id, _)| meant(id)).collect();
    match found[..] {
        [(id, entry)] => {
            let assessed = pia::Assessed { model, references: &work.references, activity: *id, entry, lang };
            Ok(pia::write(&assessed))
        }
        _ => {
            let names: Vec<_> =
                entries.iter().map(|(id, entry)| entry.reference.clone().unwrap_or(model.activities[*id].head.name.to_string())).collect();
            bail!(Complaint(words::one_activity(&input.name, asked, &names.join(", "))))
        }
    }
}

fn when(matches: &ArgMatches) -> When {
    match args::text(matches, "layout") {
        Some(word) if word.eq_ignore_ascii_case("always") => When::Always,
        _ => When::Missing,
    }
}

fn to_bpmn(work: &Work) -> (Vec<u8>, Vec<Text>) {
    let (ready, _) = bpmn::ready(&work.reading.model);
    let written = bpmn::written(&work.reading.model, &diagrams(&ready, &options(work)));
    (written.text.into_bytes(), written.losses)
}

/// Steps get the room that `draw` gives them.
fn options(work: &Work) -> Options {
    Options { badges: drawing::badges(work), ..Options::default() }
}

fn to_recens(work: &Work, ids: Ids) -> (Vec<u8>, Vec<Text>) {
    let (model, text) = (&work.reading.model, &work.reading.sources.get(FileId(0)).text);
    let mut originals = bpmn::originals(text);
    // Asked for or not: where the file's stay, it is said that others can be had.
    let mut others = originals.clone();
    let changed = dsl::print::readable(model, &mut others);
    if ids == Ids::Readable {
        originals = others;
    }
    let printed = dsl::print::printed(model, &originals);
    let mut losses = bpmn::unread(text);
    // One that its label names shows best what was done.
    let shown = changed.iter().find(|(_, new)| !new.ends_with(char::is_numeric)).or(changed.first());
    losses.extend(shown.map(|(old, new)| words::readable(changed.len(), old, new, ids == Ids::Readable)));
    losses.extend(printed.losses);
    (printed.text.into_bytes(), losses)
}

/// What is said of a BPMN document that holds nothing to draw: asked for a diagram, it is handed on as it is.
fn handed_on(input: &Input, to: Target, bytes: &[u8], work: &Work) -> Option<Text> {
    let model = &work.reading.model;
    if (input.format, to) != (Format::Bpmn, Target::Format(Format::Bpmn)) || !model.activities.is_empty() {
        return None;
    }
    // What is no BPMN, or broken, is refused instead.
    bpmn::insert(bytes, &work.reading.sources.get(FileId(0)).text, model, &[], When::Missing).ok()?;
    Some(words::nothing_to_draw(&input.name))
}

fn with_diagram(input: &Input, bytes: Vec<u8>, work: &Work, when: When) -> Result<(Vec<u8>, Vec<Text>)> {
    let model = &work.reading.model;
    let text = &work.reading.sources.get(FileId(0)).text;
    let drawn = diagrams(model, &options(work));
    let out = bpmn::insert(&bytes, text, model, &drawn, when).map_err(complaint::of)?;
    let has_one = model.diagrams.iter().any(|diagram| !diagram.shapes.is_empty());
    let note = if out.is_none() && has_one { vec![words::unchanged(&input.name)] } else { Vec::new() };
    Ok((out.unwrap_or(bytes), note))
}

fn tell(losses: &[Text], session: &mut Session<'_>) {
    let lang = session.lang;
    for loss in losses.iter().take(MOST) {
        session.note(loss.get(lang));
    }
    if losses.len() > MOST {
        session.note(words::more(losses.len() - MOST).get(lang));
    }
}
