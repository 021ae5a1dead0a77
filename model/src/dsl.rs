//! The recens language: lossless tokens, a parser that never stops, its lowering to the model, and the formatter.
//!
//! ```text
//! file        = { statement end }                       end = line end | ";" | before "}"
//! statement   = declaration | arrow | step-line | "tolère" WORD [TEXT] | "importe" TEXT
//! declaration = keyword [NAME] [TEXT] { clause } [ "{" { statement end } "}" ]
//! arrow       = NAME ("->" | "~>") NAME { ("->" | "~>") NAME } [":" TEXT] { "par défaut" | "porte" list | "via" list }
//! step-line   = operation [list] { clause }             operation = one of the eighteen, or an everyday word for one
//!             | "informe" [list] "de" item { "," item }
//!             | ("recueille" | "retire") "consentement" { "pour" list | "dans" list }
//!             | ("vérifie" | "répond") item { "," item }
//! clause      = flag | keyword value                    value = list | TEXT | NAME | date | retention
//! list        = (NAME | TEXT) { "," (NAME | TEXT) }
//! retention   = (NUMBER unit | "jusqu'à" TEXT | TEXT) { "après" TEXT | "puis" (archive | fate) }
//! archive     = "archivage" [NUMBER unit] ["au titre de" TEXT]
//! NAME        = letters, digits, "_", and "-" between two of them
//! TEXT        = "…" | « … » | “…” on one line, with \" \\ \n
//! ```
//!
//! A line that ends in `,` `->` or `~>` goes on with the next. What follows a declaration's keyword is its identifier,
//! even where it looks like a keyword; the clauses of a declaration may stand on its line or one a line in its block.
//! Words are told from keywords by place alone, in either language, whatever their case and accents
//! ([`keywords`]). [`parse`](mod@parse) decides the shape, the private `lower` what it says.

mod cursor;
mod format;
mod import;
pub mod keywords;
mod lex;
mod lower;
mod meant;
pub mod parse;
pub mod print;
mod report;
pub mod syntax;

use crate::diagnostic::{Diagnostic, Lang};
use crate::process::{Model, StepLine};
use crate::source::imports::Imports;
use crate::source::{FileId, Sources};
pub use format::{FormatOptions, Formatted, format};
use lower::Lower;
use report::Report;

/// Reads `file` and what it imports into `model`.
pub fn read(file: FileId, sources: &mut Sources, imports: &mut dyn Imports, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let (mut report, lang) = read_reported(file, sources, imports, model);
    model.lang = lang;
    diagnostics.append(&mut report.diagnostics);
}

/// The same, with what was found and the keywords that were met, and the language most of them are in.
fn read_reported(file: FileId, sources: &mut Sources, imports: &mut dyn Imports, model: &mut Model) -> (Report, Lang) {
    let mut report = Report::default();
    let mut files = import::load(file, sources, imports, &mut report);
    for (_, parse) in &mut files.trees {
        std::mem::take(&mut parse.diagnostics).into_iter().for_each(|found| report.add(found));
    }
    Lower::new(model, &mut report, sources, &files).run();
    let lang = lang(&report, file, sources);
    (report, lang)
}

/// The language of most keywords of `file` that are of one language only; French where none is.
fn lang(report: &Report, file: FileId, sources: &Sources) -> Lang {
    let mut balance = 0_i64;
    for found in report.keywords.iter().filter(|found| found.span.file == file && found.fr != found.en) {
        let written = keywords::folded(sources.text(found.span)).into_owned();
        balance += if written == keywords::folded(found.en) { 1 } else { -1 };
    }
    if balance > 0 { Lang::En } else { Lang::Fr }
}

/// Reads lines of steps that stand in another format.
pub fn read_lines(lines: &[StepLine], model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let (mut report, sources, files) = (Report::default(), Sources::default(), import::Files::default());
    let mut lower = Lower::new(model, &mut report, &sources, &files);
    for line in lines {
        lower.foreign_line(line);
    }
    diagnostics.append(&mut report.diagnostics);
}

#[cfg(test)]
mod tests;
