//! `check`: prints findings.

use crate::complaint::Status;
use crate::findings::{Findings, Format};
use crate::words::help;
use crate::work::{self, Choice};
use crate::{Session, args, input, output, progress};
use anyhow::Result;
use clap::{ArgMatches, Command};
use model::diagnostic::{Lang, Severity};

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let formats = Format::ALL.map(Format::name);
    let command = args::inputs(command, lang).arg(args::choice("format", help::FINDINGS_FORMAT, &formats, lang));
    args::rules(command.arg(args::level(lang)), lang)
}

/// Reads every input, judges it, and shows the findings of all.
///
/// # Errors
/// Where nothing could be done; an input that cannot be read is told and the others go on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let choice = choice(matches, session)?;
    let name = args::text(matches, "format").unwrap_or("text").to_ascii_lowercase();
    let format = Format::ALL.into_iter().find(|format| format.name() == name).unwrap_or(Format::Text);
    let level = args::text(matches, "level").and_then(args::severity_of).unwrap_or(Severity::Error);
    let inputs = input::collect(session, &args::paths(matches), args::format(matches))?;
    let lang = session.lang;
    let judged = progress::each(session, &inputs.found, |input| work::read(input, lang).map(|work| work.placed(&input.config, &choice)));
    let (mut list, mut refused, mut files) = (Vec::new(), inputs.refused, 0);
    for outcome in judged {
        match outcome {
            Ok(found) => {
                files += 1;
                list.extend(found);
            }
            Err(error) => refused.push(error),
        }
    }
    let findings = Findings::new(list, files);
    if files > 0 {
        let configured = inputs.found.first().and_then(|input| input.config.lang);
        // What a program reads is the same on every machine; what a person reads follows the locale.
        let lang = if format == Format::Json { session.documents(configured) } else { lang };
        let shown = findings.show(format, lang, session.facts.colour_out);
        output::print(session, shown.as_bytes())?;
    }
    for error in &refused {
        session.complain(error);
    }
    Ok(match (refused.is_empty(), findings.reach(level)) {
        (false, _) => Status::Failed,
        (true, true) => Status::Findings,
        (true, false) => Status::Done,
    })
}

/// `--select`, `--ignore` and `--today`, where the command has them.
pub(super) fn choice(matches: &ArgMatches, session: &Session<'_>) -> Result<Choice> {
    let list = |id| if matches.try_contains_id(id).is_ok() { args::texts(matches, id) } else { Vec::new() };
    let today = matches.try_get_one("today").ok().flatten().copied().unwrap_or(session.facts.today);
    let choice = Choice { select: list("select"), ignore: list("ignore"), today };
    work::known(&choice)?;
    Ok(choice)
}
