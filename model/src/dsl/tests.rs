//! Text in, text out: how the language is read, and what is said about mistakes.

mod bad;
mod example;
mod features;
mod format;
mod imports;
mod mistakes;
mod words;

use crate::diagnostic::Diagnostic;
use crate::process::Model;
use crate::read::NoImports;
use crate::source::{Source, Sources};

/// The section 8 example of the language's contract.
pub const EXAMPLE: &str = include_str!("tests/etude.recens");

/// What a text is read as, references unresolved.
pub fn read(text: &str) -> (Model, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("test.recens", text));
    let (mut model, mut diagnostics) = (Model::default(), Vec::new());
    super::read(file, &mut sources, &mut NoImports, &mut model, &mut diagnostics);
    (model, diagnostics, sources)
}

/// What a text without mistakes is read as.
#[track_caller]
pub fn model(text: &str) -> Model {
    let (model, diagnostics, _) = read(text);
    let said = diagnostics.iter().map(|found| found.message.fr.as_str()).collect::<Vec<_>>();
    assert_eq!(said, Vec::<&str>::new());
    model
}

/// Reads `marked` without its `^^^ message` lines, and compares the findings with these lines.
#[track_caller]
pub fn check(marked: &str) {
    let is_mark = |line: &str| line.trim_start().starts_with('^');
    let text = marked.lines().filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n");
    let (_, mut diagnostics, sources) = read(&text);
    diagnostics.sort_by_key(|found| (found.span.start, found.span.end));
    let mut shown = Vec::new();
    for (at, line) in text.lines().enumerate() {
        shown.push(line.to_owned());
        for found in &diagnostics {
            let help = found.help.as_ref().unwrap_or_else(|| panic!("no help for: {}", found.message.fr));
            assert!(found.message.fr != found.message.en && help.fr != help.en, "in one language only: {}", found.message.fr);
            let source = sources.get(found.span.file);
            let position = source.position(found.span.start);
            if position.line == at + 1 {
                let text = sources.text(found.span).lines().next().unwrap_or("");
                let marks = "^".repeat(text.chars().count().max(1));
                shown.push(format!("{}{marks} {}", " ".repeat(position.column - 1), found.message.fr));
            }
        }
    }
    let expected = marked.lines().collect::<Vec<_>>().join("\n");
    assert_eq!(shown.join("\n"), expected, "\n--- read as\n{}\n", shown.join("\n"));
}

/// A model as text, places left out: two readings say the same when these are equal.
pub fn facts(model: &Model) -> String {
    let text = format!("{model:#?}");
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_end().ends_with("Span {") {
            let indent = line.len() - line.trim_start().len();
            // The span's own lines, up to the brace at its indentation.
            for inner in lines.by_ref() {
                if inner.len() - inner.trim_start().len() == indent {
                    break;
                }
            }
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
