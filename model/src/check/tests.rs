//! Every rule's own examples: the failing ones find it just where they say, the corrected ones do not.

use super::{Example, RULES, Rule, Settings, run};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::flow::graph::FlowGraph;
use crate::flow::references::References;
use crate::process::Date;
use crate::read::{Format, NoImports, Reading, read};

mod flow;
mod lineage;
mod near;
mod once;

fn reading(example: &Example) -> Reading {
    let format = if example.format == "xml" { Format::Bpmn } else { Format::Recens };
    let reading = read("example", example.text.as_bytes(), format, &mut NoImports);
    let wrong: Vec<_> = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "the example is not read without error: {wrong:#?}\n{}", example.text);
    reading
}

fn findings(reading: &Reading) -> Vec<Diagnostic> {
    let graph = FlowGraph::new(&reading.model);
    let references = References::new(&reading.model, &graph);
    let settings = Settings { today: Date { year: 2026, month: 11, day: 22 }, ..Settings::default() };
    run(&reading.model, &graph, &references, &settings)
}

/// What a rule says in French of a text in the language.
pub(super) fn messages(rule: &str, text: &str) -> Vec<String> {
    let reading = reading(&Example { format: "recens".to_owned(), text: text.to_owned() });
    findings(&reading).into_iter().filter(|found| found.rule == rule).map(|found| found.message.fr).collect()
}

/// Which rules find something in a text in the language, each once.
pub(super) fn rules(text: &str) -> Vec<&'static str> {
    let reading = reading(&Example { format: "recens".to_owned(), text: text.to_owned() });
    let mut names: Vec<_> = findings(&reading).into_iter().map(|found| found.rule).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The spans that `^^^` lines mark: line and columns of the line above, from 1, the end excluded.
fn marked(text: &str) -> Vec<(usize, usize, usize)> {
    let mut marks = Vec::new();
    let mut above = 0;
    for (at, line) in text.lines().enumerate() {
        let bare = line.trim_start().trim_start_matches("<!--").trim_start_matches('#').trim();
        if !bare.starts_with('^') {
            above = at + 1;
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        let start = chars.iter().position(|c| *c == '^').unwrap_or_default();
        let end = start + chars[start..].iter().take_while(|c| **c == '^').count();
        marks.push((above, start + 1, end + 1));
    }
    marks
}

fn places(rule: &Rule, reading: &Reading) -> Vec<(usize, usize, usize)> {
    let of_rule = findings(reading).into_iter().filter(|found| found.rule == rule.name);
    of_rule
        .map(|found| {
            let source = reading.sources.get(found.span.file);
            let (start, end) = (source.position(found.span.start), source.position(found.span.end));
            assert_eq!(start.line, end.line, "a finding of {} spans lines", rule.name);
            (start.line, start.column, end.column)
        })
        .collect()
}

#[test]
fn failing_examples_find_their_rule_where_they_say() {
    for rule in RULES {
        let manual = rule.manual();
        assert!(!manual.failing.is_empty(), "{} has no failing example", rule.name);
        for example in &manual.failing {
            let marks = marked(&example.text);
            assert!(!marks.is_empty(), "an example of {} marks no place", rule.name);
            assert_eq!(places(rule, &reading(example)), marks, "{}:\n{}", rule.name, example.text);
        }
    }
}

#[test]
fn corrected_examples_find_nothing() {
    for rule in RULES {
        let manual = rule.manual();
        assert!(!manual.corrected.is_empty(), "{} has no corrected example", rule.name);
        for example in &manual.corrected {
            assert_eq!(places(rule, &reading(example)), [], "{}:\n{}", rule.name, example.text);
        }
    }
}

#[test]
fn every_rule_has_its_page_in_both_languages_and_a_name_and_code_of_its_own() {
    for (at, rule) in RULES.iter().enumerate() {
        for lang in [Lang::Fr, Lang::En] {
            let manual = rule.manual();
            let prose = manual.prose(lang);
            for (part, least) in [(&prose.title, 10), (&prose.why, 60), (&prose.how, 40), (&prose.limits, 25)] {
                assert!(part.chars().count() >= least, "{} says too little in {lang:?}: {part:?}", rule.name);
            }
            assert!(prose.title.chars().count() <= 110, "the title of {} is long: {}", rule.name, prose.title);
        }
        for other in &RULES[at + 1..] {
            assert!(rule.name != other.name && rule.code != other.code, "{} and {}", rule.name, other.name);
        }
        assert!(!rule.source.is_empty(), "{} names no source", rule.name);
    }
}

#[test]
fn messages_and_help_are_in_both_languages() {
    for rule in RULES {
        for example in &rule.manual().failing {
            for found in findings(&reading(example)).iter().filter(|found| found.rule == rule.name) {
                assert_ne!(found.message.fr, found.message.en);
                let help = found.help.as_ref().unwrap_or_else(|| panic!("{} says not how to mend it", rule.name));
                assert_ne!(help.fr, help.en);
            }
        }
    }
}

#[test]
fn reference_durations_name_checks() {
    for row in crate::reference::durations::durations() {
        if let Some(rule) = &row.rule {
            assert!(super::find(rule).is_some(), "{} names no check", row.id);
        }
    }
}

#[test]
fn a_plain_bpmn_file_gets_findings_about_the_process_only() {
    let text = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x">
      <process id="p"><dataStoreReference id="s" name="Base clients" /><dataObjectReference id="d" name="Dossier médical" />
        <startEvent id="a" name="Joint" /><task id="b" name="Noter la santé"><dataOutputAssociation id="o"><targetRef>s</targetRef></dataOutputAssociation></task>
        <sequenceFlow id="f" sourceRef="a" targetRef="b" /></process></definitions>"#;
    let reading = reading(&Example { format: "xml".to_owned(), text: text.to_owned() });
    let rules: Vec<_> = findings(&reading).into_iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["end-event-required"]);
}
