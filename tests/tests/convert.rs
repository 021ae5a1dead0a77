//! Conversion between the language and BPMN keeps every fact, both ways.

#[path = "convert/dump.rs"]
mod dump;

use dump::dump;
use model::bpmn;
use model::diagnostic::Severity;
use model::dsl;
use model::process::Model;
use model::read::{Format, NoImports, Reading, read};

fn recens(text: &str) -> Reading {
    read("a.recens", text.as_bytes(), Format::Recens, &mut NoImports)
}

fn xml(text: &str) -> Reading {
    read("a.bpmn", text.as_bytes(), Format::Bpmn, &mut NoImports)
}

/// The document of a model with its computed diagram, as the program writes it.
fn document(model: &Model) -> String {
    let (ready, _) = bpmn::ready(model);
    let diagrams = render::view::bpmn::diagrams(&ready, &render::view::bpmn::Options::default());
    bpmn::write(model, &diagrams)
}

fn errors(reading: &Reading) -> Vec<String> {
    let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| format!("{}: {} at {:?}", found.rule, found.message.fr, reading.sources.text(found.span))).collect()
}

/// Reads a text of the language, converts it to BPMN and back, and compares at each step.
fn there_and_back(text: &str) {
    let first = recens(text);
    let before = dump(&first.model);
    let written = document(&first.model);
    let second = xml(&written);
    assert_eq!(errors(&second), Vec::<String>::new(), "{written}");
    if !written.contains("recens:id=") {
        compare(&before, &dump(&second.model), text, &written);
    }
    let printed = dsl::print::printed(&second.model, &bpmn::originals(&written)).text;
    let third = recens(&printed);
    compare(&before, &dump(&third.model), &written, &printed);
    let again = dsl::print::print(&third.model);
    assert_eq!(printed, again, "printing what was printed changes it");
    let laid_out = dsl::format(&printed, &dsl::FormatOptions::default());
    assert!(laid_out.mistakes.is_empty(), "{printed}");
    assert_eq!(laid_out.text, printed, "the formatter would change what is printed");
}

fn compare(before: &[String], after: &[String], from: &str, to: &str) {
    let (mut one, mut other) = (before.to_vec(), after.to_vec());
    one.sort();
    other.sort();
    let lost: Vec<_> = one.iter().filter(|line| !other.contains(line)).collect();
    let made: Vec<_> = other.iter().filter(|line| !one.contains(line)).collect();
    assert!(lost.is_empty() && made.is_empty(), "lost {lost:#?}\nmade {made:#?}\n--- from\n{from}\n--- to\n{to}");
    assert_eq!(one.len(), other.len(), "--- from\n{from}\n--- to\n{to}");
}

#[test]
fn the_examples_go_to_bpmn_and_back() {
    for path in tests::files(&tests::examples()).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "recens")) {
        let text = std::fs::read_to_string(&path).expect("examples are text");
        println!("{}", path.display());
        there_and_back(&text);
    }
}
