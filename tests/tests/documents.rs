//! The errors of the documents the tool grew from: each that `docs/cas.md` says is caught is caught, on the model of its
//! document; each that is not has its reason.

use model::check::{Settings, run};
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::process::Date;
use model::read::{Format, NoImports, read};
use std::collections::BTreeSet;
use tests::{files, root};

/// The rules that find something in a document.
fn found(document: &str) -> BTreeSet<&'static str> {
    let path = root().join("tests/suite/documents").join(format!("{document}.recens"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let reading = read(document, &bytes, Format::Recens, &mut NoImports);
    assert!(reading.diagnostics.is_empty(), "{document}: {:#?}", reading.diagnostics);
    let graph = FlowGraph::new(&reading.model);
    let references = References::new(&reading.model, &graph);
    let settings = Settings { today: Date { year: 2026, month: 11, day: 22 }, ..Settings::default() };
    run(&reading.model, &graph, &references, &settings).into_iter().map(|found| found.rule).collect()
}

#[test]
fn what_the_table_says_is_caught_is_caught() {
    let page = std::fs::read_to_string(root().join("docs/cas.md")).expect("the page is there");
    let (mut documents, mut errors) = (BTreeSet::new(), 0);
    let mut rules = BTreeSet::new();
    let mut document = "";
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            document = heading.trim();
            documents.insert(document.to_owned());
            rules = found(document);
        }
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if !line.starts_with('|') || cells.len() != 3 || cells[0] == "erreur" || cells[0].starts_with("---") {
            continue;
        }
        errors += 1;
        let named: Vec<&str> = cells[1].split('`').filter(|name| !name.trim().is_empty() && *name != "—").collect();
        if cells[1] == "—" {
            assert!(cells[2].len() > 20, "{document}: « {} » is not caught, and nothing says why", cells[0]);
        } else {
            assert!(!named.is_empty(), "{document}: {line}");
        }
        for rule in named {
            assert!(rules.contains(rule), "{document}: `{rule}` does not catch « {} »; found: {rules:?}", cells[0]);
        }
    }
    let models: BTreeSet<String> = (files(&root().join("tests/suite/documents")).iter())
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(documents, models);
    assert!(errors > 60, "{errors} errors are listed");
}

#[test]
fn an_opinion_on_advertising_is_no_political_opinion() {
    assert!(!found("002").contains("sensitive-without-exception"));
}
