//! `draw`: a process as a picture.

mod focus;

use crate::complaint::Status;
use crate::drawing::{self, Format, placing};
use crate::words::{self, help, run, usage};
use crate::{Session, args, highlight, input, output, work};
use anyhow::Result;
use clap::{ArgAction, ArgMatches, Command};
use model::diagnostic::Lang;
use render::theme::Theme;
use render::view::bpmn::Marks;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let formats = Format::ALL.map(Format::ending);
    let themes = Theme::ALL.map(Theme::name);
    let listed = |value: help::Value, list: &[&str]| format!("{}{} {}", value.help.get(lang), run::COLON.get(lang), list.join(", "));
    let scale = args::option("scale", help::SCALE, lang).value_parser(move |value: &str| scale(value, lang));
    let marks = args::choice("marks", help::MARKS, &["ops", "findings", "none"], lang).value_delimiter(',').action(ArgAction::Append);
    let command = args::input(command, lang)
        .arg(args::output(help::OUTPUT, lang))
        .arg(args::choice("format", help::FORMAT, &formats, lang).help(listed(help::FORMAT, &formats)));
    placing::args(focus::args(command, lang), lang)
        .arg(args::choice("theme", help::THEME, &themes, lang).help(listed(help::THEME, &themes)))
        .arg(scale)
        .arg(marks)
        .arg(args::option("highlight", words::highlight::OPTION, lang))
        .arg(args::today(lang))
}

/// Draws one input.
///
/// # Errors
/// Where the input cannot be read, the picture would be too large, or the output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let format = output::format(matches, &Format::ALL, Format::ending, Format::parse)?;
    let choice = super::check::choice(matches, session)?;
    let input = input::single(session, &args::paths(matches), args::format(matches), "draw")?;
    let work = work::read(&input, session.lang)?;
    work.tell(session)?;
    let findings = work.findings(&input.config, &choice);
    let theme = args::text(matches, "theme").and_then(|name| Theme::parse(&name.to_ascii_lowercase())).unwrap_or_default();
    let lang = session.documents(input.config.lang);
    let activity = focus::activity(matches, &work)?;
    let focus = focus::focus(matches, &work)?;
    let view = focus::view(matches);
    let highlight = match args::text(matches, "highlight") {
        Some(wanted) => Some(highlight::of(wanted.trim(), &work, &findings, lang, session)?),
        None => None,
    };
    let choice = drawing::Choice { theme, lang, marks: marks(matches), highlight, activity, placing: placing::of(matches) };
    let scene = match view {
        None => {
            let scene = drawing::scene(&work, &findings, &choice);
            if let Some(pixels) = choice.placing.excess(&scene) {
                session.note(usage::still_wide(pixels).get(session.lang));
            }
            if scene.groups.is_empty() {
                session.note(usage::nothing_drawn(&input.name).get(session.lang));
            }
            scene
        }
        Some(view) => drawing::overview(&work, view, &choice, focus),
    };
    let bytes = match format {
        Format::Svg => drawing::svg(&scene),
        Format::Png => drawing::png(&scene, matches.get_one("scale").copied().unwrap_or(drawing::SCALE))?,
        Format::Pdf => drawing::pdf(&scene)?,
    };
    output::give(output::file(matches, session).as_ref(), &bytes, session)?;
    Ok(Status::Done)
}

/// `--marks`; `none` wins over the others.
fn marks(matches: &ArgMatches) -> Marks {
    let asked = args::texts(matches, "marks");
    let has = |word: &str| asked.iter().any(|mark| mark.eq_ignore_ascii_case(word));
    if asked.is_empty() {
        return Marks::default();
    }
    Marks { ops: has("ops") && !has("none"), findings: has("findings") && !has("none") }
}

fn scale(value: &str, lang: Lang) -> Result<f64, String> {
    let number = value.replace(',', ".").parse::<f64>().ok();
    number.filter(|number| (0.1..=10.0).contains(number)).ok_or_else(|| usage::bad_scale(value).get(lang).to_owned())
}
