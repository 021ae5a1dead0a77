//! How a run ends, and how what went wrong with it is told.

use crate::words;
use model::diagnostic::{Lang, Text};
use std::fmt;
use std::io::Write;

/// How a run ended; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Clean, or done.
    Done = 0,
    /// Findings at or above the level.
    Findings = 1,
    /// Could not run, or not wholly.
    Failed = 2,
}

/// Why something could not be done, in both languages.
#[derive(Clone, Debug)]
pub struct Complaint(pub Text);

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.fr)
    }
}

impl std::error::Error for Complaint {}

/// A place in a file of the run's own (its configuration) with what is wrong there, already laid out.
#[derive(Clone, Debug)]
pub struct Excerpts(pub Vec<crate::findings::text::Excerpt>);

impl fmt::Display for Excerpts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|excerpt| f.write_str(&excerpt.render(Lang::Fr, false)))
    }
}

impl std::error::Error for Excerpts {}

/// An error from a text in both languages.
pub fn of(text: Text) -> anyhow::Error {
    anyhow::Error::new(Complaint(text))
}

/// Writes an error in `lang`.
pub fn write(to: &mut dyn Write, error: &anyhow::Error, lang: Lang, colour: bool) {
    let shown = if let Some(excerpts) = error.downcast_ref::<Excerpts>() {
        excerpts.0.iter().map(|excerpt| excerpt.render(lang, colour)).collect::<Vec<_>>().join("\n")
    } else {
        let message = match error.downcast_ref::<Complaint>() {
            Some(Complaint(text)) => text.get(lang).to_owned(),
            None => format!("{error:#}"),
        };
        let word = words::run::ERROR.get(lang);
        let word = if colour { format!("\u{1b}[1;31m{word}\u{1b}[0m") } else { word.to_owned() };
        format!("{word}{} {}\n", words::run::COLON.get(lang), clean(&message))
    };
    // A standard error that cannot be written to leaves nobody to tell.
    let _ = to.write_all(shown.as_bytes());
}

/// A text without what a terminal would obey: control characters and marks that reverse the direction of writing.
pub fn clean(text: &str) -> String {
    let hostile = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if hostile(c) { '\u{FFFD}' } else { c }).collect()
}
