//! `convert`: from the language to BPMN and back, and diagrams put into BPMN files.

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
use model::read::Format;
use model::source::FileId;
use render::view::bpmn::{Options, diagrams};
use std::path::PathBuf;

/// The most sentences about what was not carried.
const MOST: usize = 20;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let layout = args::choice("layout", words::LAYOUT, &["missing", "always"], lang).num_args(0..=1).default_missing_value("missing");
    args::input(command, lang)
        .arg(args::output(words::OUTPUT, lang))
        .arg(args::choice("to", words::TO, &["recens", "bpmn"], lang))
        .arg(layout)
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
    work.tell(session)?;
    let (out, losses) = match (input.format, to) {
        (Format::Recens, Format::Recens) => bail!(Complaint(words::same_language(&input.name))),
        (Format::Recens, Format::Bpmn) => to_bpmn(&work),
        (Format::Bpmn, Format::Recens) => to_recens(&work),
        (Format::Bpmn, Format::Bpmn) => with_diagram(&input, bytes, &work, when(matches))?,
    };
    output::give(output::file(matches, session).as_ref(), &out, session)?;
    tell(&losses, session);
    Ok(Status::Done)
}

/// The format to write: that of the file's name, else that of `--to`, else the other than the input's; a layout is asked
/// of BPMN only.
fn target(matches: &ArgMatches, from: Format) -> Result<Format> {
    let asked = args::text(matches, "to").map(|word| if word.eq_ignore_ascii_case("recens") { Format::Recens } else { Format::Bpmn });
    if let Some(asked) = asked {
        return Ok(asked);
    }
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        let name = input::shown(path);
        return Format::of_name(&name).ok_or_else(|| complaint::of(crate::words::run::unknown_output(&name, ".recens, .bpmn")));
    }
    Ok(match from {
        Format::Bpmn if !matches.contains_id("layout") => Format::Recens,
        _ => Format::Bpmn,
    })
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

fn to_recens(work: &Work) -> (Vec<u8>, Vec<Text>) {
    let text = &work.reading.sources.get(FileId(0)).text;
    let printed = dsl::print::printed(&work.reading.model, &bpmn::originals(text));
    let mut losses = bpmn::unread(text);
    losses.extend(printed.losses);
    (printed.text.into_bytes(), losses)
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
