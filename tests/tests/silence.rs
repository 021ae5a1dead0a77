//! Over real BPMN files, which say nothing of personal data, only the rules of the process speak.

#![allow(clippy::print_stdout)] // the figures are for whoever runs it

use model::check::{Settings, find, run};
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::process::Date;
use model::read::{Format, NoImports, read};
use std::collections::BTreeMap;
use tests::{corpus, files};

#[test]
fn no_rule_of_privacy_speaks_of_a_file_that_declares_no_personal_data() {
    let Some(folder) = corpus() else {
        println!("no corpus on this machine: set RECENS_CORPUS to a folder of .bpmn files");
        return;
    };
    let settings = Settings { today: Date { year: 2026, month: 11, day: 22 }, ..Settings::default() };
    let (mut count, mut spoke) = (0, BTreeMap::new());
    for path in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "bpmn" || ending == "xml")) {
        let bytes = std::fs::read(&path).expect("the corpus can be read");
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
        let reading = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        if !reading.model.operations.is_empty() {
            continue;
        }
        count += 1;
        let graph = FlowGraph::new(&reading.model);
        let references = References::new(&reading.model, &graph);
        for found in run(&reading.model, &graph, &references, &settings) {
            // What does not rest on the standard rests on the law.
            let of_the_process = find(found.rule).is_some_and(|rule| rule.code.starts_with("BPM-") || rule.code.starts_with("SND-"));
            assert!(of_the_process, "{name}: {} ({})", found.rule, found.message.fr);
            *spoke.entry(found.rule).or_insert(0) += 1;
        }
    }
    println!("{count} files without an operation: {spoke:?}");
}
