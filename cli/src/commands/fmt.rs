//! `fmt`: formats files of the recens language, in place.

use super::number::as_written;
use crate::complaint::{self, Complaint, Status};
use crate::input::{self, Input};
use crate::words::{Word, help, run as words};
use crate::{Session, args, output, progress};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;
use model::dsl::{self, FormatOptions};
use model::read::Format;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let keywords = args::choice("keywords", help::KEYWORDS, &["fr", "en"], lang);
    args::inputs(command, lang).arg(args::flag("check", help::CHECK_ONLY, lang)).arg(keywords)
}

/// Formats every input, or says which would change.
///
/// # Errors
/// Where nothing could be done; a file that cannot be formatted is told and the others go on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let options =
        FormatOptions { keywords: args::text(matches, "keywords").map(str::to_ascii_lowercase).as_deref().and_then(args::lang_of) };
    let check = matches.get_flag("check");
    let inputs = input::collect(session, &args::paths(matches), args::format(matches))?;
    // A folder may hold BPMN as well; a BPMN file given by its name is a mistake.
    let folder = inputs.folder;
    let files: Vec<Input> = inputs.found.into_iter().filter(|input| !folder || input.format == Format::Recens).collect();
    let outcomes = progress::each(session, &files, |input| one(input, &options, check));
    let (mut refused, mut changes) = (inputs.refused, false);
    for (input, outcome) in files.iter().zip(outcomes) {
        match outcome {
            Ok(Outcome::Same) => {}
            Ok(Outcome::Changed) => {
                changes = true;
                let word = if check { words::WOULD_FORMAT } else { words::FORMATTED };
                say(word, &input.name, session)?;
            }
            Ok(Outcome::Text(text)) => output::print(session, text.as_bytes())?,
            Err(error) => refused.push(error),
        }
    }
    for error in &refused {
        session.complain(error);
    }
    Ok(match (refused.is_empty(), check && changes) {
        (false, _) => Status::Failed,
        (true, true) => Status::Findings,
        (true, false) => Status::Done,
    })
}

/// What became of an input.
enum Outcome {
    /// It was in form.
    Same,
    /// It was rewritten, or would be.
    Changed,
    /// For standard output.
    Text(String),
}

fn one(input: &Input, options: &FormatOptions, check: bool) -> Result<Outcome> {
    if input.format != Format::Recens {
        bail!(Complaint(words::not_recens(&input.name)));
    }
    let bytes = input.bytes()?;
    let decoded = model::decode::text(&bytes);
    let text = as_written(&bytes, &decoded.text).ok_or_else(|| complaint::of(words::not_utf8(&input.name)))?;
    let formatted = dsl::format(text, options);
    if !formatted.mistakes.is_empty() {
        bail!(Complaint(words::not_formatted(&input.name)));
    }
    let formatted = formatted.text;
    let Some(path) = input.path().filter(|_| !check) else {
        return Ok(match (check, formatted == text) {
            (true, true) => Outcome::Same,
            (true, false) => Outcome::Changed,
            (false, _) => Outcome::Text(formatted),
        });
    };
    if formatted == text {
        return Ok(Outcome::Same);
    }
    let mark = &bytes[..bytes.len() - text.len()];
    output::write(path, &input.name, &[mark, formatted.as_bytes()].concat())?;
    Ok(Outcome::Changed)
}

fn say(word: Word, name: &str, session: &mut Session<'_>) -> Result<()> {
    let line = format!("{}{} {name}\n", word.get(session.lang), words::COLON.get(session.lang));
    output::print(session, line.as_bytes())
}
