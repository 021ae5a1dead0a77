//! What must hold of any input, whatever its bytes: shared by the targets.

use model::check::{self, Settings};
use model::diagnostic::{Diagnostic, Severity};
use model::dsl;
use model::flow::{graph::FlowGraph, references::References};
use model::process::{Date, Model};
use model::read::{Format, NoImports, Reading, read};
use std::collections::HashMap;

/// Reads some bytes and looks at every place that is told.
pub fn reading(bytes: &[u8], format: Format) -> Reading {
    let reading = read("input", bytes, format, &mut NoImports);
    placed(&reading, &reading.diagnostics);
    reading
}

/// Every finding stands in the text, on whole characters, and says something in both languages.
fn placed(reading: &Reading, found: &[Diagnostic]) {
    for finding in found {
        let text = &reading.sources.get(finding.span.file).text;
        assert!(text.get(finding.span.range()).is_some(), "{} stands nowhere: {:?}", finding.rule, finding.span);
        assert!(!finding.message.fr.is_empty() && !finding.message.en.is_empty(), "{} says nothing", finding.rule);
        reading.sources.get(finding.span.file).position(finding.span.start);
    }
}

/// Judges what was read by every rule.
pub fn judge(reading: &Reading) {
    let graph = FlowGraph::new(&reading.model);
    let references = References::new(&reading.model, &graph);
    let today = Date::parse("2026-01-01").expect("a day");
    let found = check::run(&reading.model, &graph, &references, &Settings { today, ..Settings::default() });
    placed(reading, &found);
}

/// How many errors reading found.
pub fn errors(reading: &Reading) -> usize {
    reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
}

/// The model as a text of the language: it has the right shape, the formatter leaves it as it is, it says the same when it is
/// read again, and it has no mistake where the model had none.
pub fn as_language(model: &Model, sound: bool) {
    let printed = dsl::print::printed(model, &HashMap::new()).text;
    let laid_out = dsl::format(&printed, &dsl::FormatOptions::default());
    assert!(laid_out.mistakes.is_empty(), "what is printed has no shape: {:?}\n{printed}", laid_out.mistakes);
    assert_eq!(laid_out.text, printed, "the formatter would change what is printed");
    // A file that holds nothing that is drawn is printed as nothing.
    let sound = sound && !printed.trim().is_empty();
    let again = reading(printed.as_bytes(), Format::Recens);
    assert!(!sound || errors(&again) == 0, "what is printed has mistakes: {:?}\n{printed}", again.diagnostics);
}

/// The model as BPMN: it is read again without a mistake of XML, and without any where the model had none.
pub fn as_bpmn(model: &Model, sound: bool) {
    let written = model::bpmn::write(model, &[]);
    let again = reading(written.as_bytes(), Format::Bpmn);
    let xml = again.diagnostics.iter().find(|found| found.rule == model::diagnostic::reading::XML_SYNTAX.name);
    assert!(xml.is_none(), "what is written is no XML: {xml:?}\n{written}");
    assert!(!sound || errors(&again) == 0, "what is written has mistakes: {:?}\n{written}", again.diagnostics);
}
