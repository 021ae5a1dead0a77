//! Mistakes of usage, and help asked for: what clap found, told in the run's language.

use crate::Session;
use crate::complaint::{self, Status};
use crate::words::usage as words;
use anyhow::Result;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use model::diagnostic::{Lang, Text};
use model::text;

/// Prints the help or version that was asked for, or the mistake.
///
/// # Errors
/// The mistake, as a complaint; or where standard output cannot be written.
pub fn tell(error: &Error, session: &mut Session<'_>) -> Result<Status> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let shown = shown(error, session.facts.colour_out);
            crate::output::print(session, shown.as_bytes())?;
            Ok(Status::Done)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let shown = shown(error, session.facts.colour_err);
            // A standard error that cannot be written to leaves nobody to tell.
            let _ = session.err.write_all(shown.as_bytes());
            Ok(Status::Failed)
        }
        _ => Err(complaint::of(message(error))),
    }
}

fn shown(error: &Error, colour: bool) -> String {
    let rendered = error.render();
    if colour { rendered.ansi().to_string() } else { rendered.to_string() }
}

/// What is wrong, the nearest right thing, and where to read on.
fn message(error: &Error) -> Text {
    let (argument, value) = (one(error, ContextKind::InvalidArg), one(error, ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => words::unknown_argument(&argument),
        ErrorKind::InvalidSubcommand => words::unknown_command(&one(error, ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => words::missing_value(&argument),
        ErrorKind::InvalidValue => words::invalid_value(&value, &argument),
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            Some(why) => words::invalid_value(&value, &argument).then(&text!(" : {why}", ": {why}")),
            None => words::invalid_value(&value, &argument),
        },
        ErrorKind::MissingRequiredArgument => words::missing_argument(&argument),
        ErrorKind::ArgumentConflict => match one(error, ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => words::repeated(&argument),
            prior => words::conflict(&argument, &prior),
        },
        ErrorKind::TooManyValues => words::unwanted_value(&value, &argument),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => words::missing_value(&argument),
        ErrorKind::InvalidUtf8 => words::not_utf8(),
        _ => Text::new(error.to_string(), error.to_string()),
    };
    let mut lines = vec![what];
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.iter().map(|kind| one(error, *kind)).find(|near| !near.is_empty()) {
        lines.push(words::did_you_mean(&near));
    }
    if error.kind() == ErrorKind::InvalidSubcommand {
        lines.push(words::commands(&crate::commands::names().join(", ")));
    }
    let possible = one(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        lines.push(words::possible_values(&possible));
    }
    let see = words::SEE_HELP;
    lines.push(Text::new(see.get(Lang::Fr), see.get(Lang::En)));
    let join = |lang: Lang| lines.iter().map(|line| line.get(lang).to_owned()).collect::<Vec<_>>().join("\n  ");
    Text::new(join(Lang::Fr), join(Lang::En))
}

/// A fact that clap gives about a mistake; empty where it gives none.
fn one(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        Some(ContextValue::StyledStr(value)) => value.to_string(),
        Some(ContextValue::StyledStrs(values)) => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(value)) => value.to_string(),
        _ => String::new(),
    }
}
