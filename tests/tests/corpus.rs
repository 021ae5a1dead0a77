//! Real BPMN files of other people are read and drawn without a panic; those that give errors are known, each with its reason.

#![allow(clippy::print_stdout)] // the figures are for whoever runs it

use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tests::{corpus, files};

use model::diagnostic::Severity;
use model::read::{Format, NoImports, read};

/// The files of the collection beside the workspace that give errors: what is wrong with each, and why that is no fault of
/// the reader. A dangling reference passes the OMG's schema, which does not follow them; bpmn-moddle warns of each.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "Activiti/activiti-core/activiti-bpmn-converter/src/test/resources/message.bpmn",
        "unknown-reference",
        "a flow leads to an end event that is not there",
    ),
    (
        "Activiti/activiti-core/activiti-spring/src/test/resources/org/activiti/spring/test/autodeployment/errorHandling/parsing-error.bpmn20.xml",
        "xml-syntax",
        "made not to be parsed: no XML",
    ),
    ("bpmn-auto-layout/test/fixtures/failures/invalid-boundary-host.bpmn", "unknown-reference", "made with a host that is not there"),
    (
        "bpmn-auto-layout/test/fixtures/failures/invalid-message-flow-endpoint.bpmn",
        "unknown-reference",
        "made with an end that is not there",
    ),
    ("bpmn-auto-layout/test/fixtures/scenario.empty-definitions.bpmn", "empty-input", "holds no process: nothing to read"),
    ("bpmn-auto-layout/test/snapshots/scenario.empty-definitions.bpmn", "empty-input", "holds no process: nothing to read"),
    ("bpmn-miwg-test-suite/GenMyModel 0.47/C.1.0-export.bpmn", "encoding", "declared UTF-8, written in windows-1252: no XML"),
    ("bpmn-miwg-test-suite/GenMyModel 0.47/C.1.1-roundtrip.bpmn", "encoding", "declared UTF-8, written in windows-1252: no XML"),
    (
        "bpmn-miwg-test-suite/SAP Signavio Process Manager 19.9.0/B.2.0-export.bpmn",
        "unknown-reference",
        "flows between steps that were not exported; refused by the schema",
    ),
    (
        "bpmn-miwg-test-suite/SAP Signavio Process Manager 19.9.0/B.2.0-roundtrip.bpmn",
        "duplicate-identifier",
        "two processes with one identifier; refused by the schema",
    ),
    (
        "bpmn-miwg-test-suite/SAP Signavio Process Manager 19.9.0/C.9.0-export.bpmn",
        "unknown-reference",
        "a flow without ends; refused by the schema",
    ),
    ("bpmn-miwg-test-suite/actiBPM 3.E-8/A.3.0-export.bpmn", "unknown-reference", "flows from steps that were not exported"),
    (
        "bpmn-miwg-test-suite/iGrafx FlowCharter 2013 15.1.1.1580/B.2.0-roundtrip.bpmn",
        "empty-input",
        "definitions and a diagram of nothing: the process was not exported",
    ),
    (
        "bpmn-visualization-js/test/fixtures/bpmn/model-badly-attached-elements.bpmn",
        "unknown-reference",
        "made with hosts that are not there; refused by the schema",
    ),
    (
        "bpmn-visualization-js/test/fixtures/bpmn/xml-parsing/miwg-A.1.0_modified_01_french_characters.bpmn",
        "unknown-reference",
        "an identifier was changed, not the references to it",
    ),
    (
        "bpmn-visualization-js/test/fixtures/bpmn/xml-parsing/miwg-A.1.0_modified_10_entities.bpmn",
        "xml-syntax",
        "an entity that is not declared: no XML",
    ),
    (
        "bpmn-visualization-js/test/fixtures/bpmn/xml-parsing/special/simple-start-task-end_truncated.bpmn",
        "xml-syntax",
        "truncated in an attribute: no XML",
    ),
    ("bpmnlint/test/integration/cli/diagram-broken.bpmn", "not-bpmn xml-syntax", "<foo //>: no XML"),
    (
        "bpmnlint/test/integration/cli/glob/subfolder/diagram-import-warnings.bpmn",
        "unknown-reference",
        "a message to a pool that is not there",
    ),
];

/// What differs between the files that gave errors and the list above: only in the folder that the list is of.
fn unlisted(folder: &std::path::Path, found: &BTreeMap<String, String>) -> Vec<String> {
    let listed: BTreeMap<&str, &str> = EXCEPTIONS.iter().map(|(path, rules, _)| (*path, *rules)).collect();
    let new = found.iter().filter(|(path, rules)| listed.get(path.as_str()) != Some(&rules.as_str()));
    let vanished = EXCEPTIONS.iter().filter(|(path, ..)| folder.join(path).is_file() && !found.contains_key(*path));
    new.map(|(path, rules)| format!("{path}: {rules} is not listed"))
        .chain(vanished.map(|it| format!("{}: no error any more", it.0)))
        .collect()
}

#[test]
fn the_corpus_is_read_and_drawn() {
    let Some(folder) = corpus() else {
        println!("no corpus on this machine: set RECENS_CORPUS to a folder of .bpmn files");
        return;
    };
    let (mut count, mut reading_time) = (0, Duration::ZERO);
    let mut with_errors: BTreeMap<String, String> = BTreeMap::new();
    let mut largest: (usize, Duration) = (0, Duration::ZERO);
    let (mut drawing_time, mut drawn) = (Duration::ZERO, 0);
    for path in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "bpmn" || ending == "xml")) {
        let bytes = std::fs::read(&path).expect("the corpus can be read");
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
        let start = Instant::now();
        let reading = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        let took = start.elapsed();
        reading_time += took;
        if bytes.len() > largest.0 {
            largest = (bytes.len(), took);
        }
        count += 1;
        let mut rules: Vec<&str> =
            reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        if !rules.is_empty() {
            with_errors.insert(name.clone(), rules.join(" "));
        }
        let start = Instant::now();
        let scene = render::view::bpmn::scene(&reading.model, &render::view::bpmn::Options::default());
        let svg = render::svg::svg(&scene, &render::svg::Options { font: render::svg::FontMode::Named, ..Default::default() });
        drawing_time += start.elapsed();
        drawn += usize::from(svg.starts_with("<svg") || svg.starts_with("<?xml"));
        roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: the drawing is not well formed: {error}"));
    }
    assert_eq!(drawn, count);
    println!(
        "{count} files read in {reading_time:.2?}, drawn in {drawing_time:.2?}; the largest ({} bytes) read in {:.2?}",
        largest.0, largest.1
    );
    println!("{} files with reading errors", with_errors.len());
    let unlisted = unlisted(&folder, &with_errors);
    if !folder.ends_with("shared/corpus") {
        println!("{unlisted:#?}");
    } else {
        assert!(unlisted.is_empty(), "{unlisted:#?}");
    }
}
