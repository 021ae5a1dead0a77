//! Every example is read, counted, checked and drawn as its files say.

use tests::{checkout, examples, golden, run, same};

const EXAMPLES: &[(&str, &str)] = &[
    ("etude-de-marche.recens", "etude-de-marche.svg"),
    ("etude-de-marche.bpmn", "etude-de-marche-bpmn.svg"),
    ("fidelisation.recens", "fidelisation.svg"),
    ("complus.recens", "complus.svg"),
    ("centrecall/etude-de-marche.recens", "centrecall/etude-de-marche.svg"),
    ("centrecall/fidelisation.recens", "centrecall/fidelisation.svg"),
    ("centrecall/fournisseurs.recens", ""),
    ("centrecall/paie.recens", ""),
    ("centrecall/recrutement.recens", ""),
    ("occicom/clients.recens", "occicom/clients.svg"),
    ("occicom/contrats.recens", "occicom/contrats.svg"),
    ("occicom/extranet.recens", "occicom/extranet.svg"),
    ("occicom/propales.recens", "occicom/propales.svg"),
    ("occicom/prospects.recens", "occicom/prospects.svg"),
    ("occicom/stock.recens", "occicom/stock.svg"),
];

/// What an example imports or shares: read with the others, no example of its own.
const SHARED: &[&str] = &["catalogue.recens"];

#[test]
fn each_example_has_its_drawing() {
    let folder = checkout();
    // An entry of a register without steps has nothing to draw.
    for (name, drawing) in EXAMPLES.iter().filter(|(_, drawing)| !drawing.is_empty()) {
        let ran = run(folder.path(), &["draw", &format!("examples/{name}"), "-o", "drawing.svg"]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        let drawn = std::fs::read(folder.path().join("drawing.svg")).expect("the drawing is written");
        same(&examples().join(drawing), &drawn);
    }
}

#[test]
fn no_example_is_left_out() {
    for path in tests::files(&examples()) {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = path.strip_prefix(examples()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if (name.ends_with(".recens") || name.ends_with(".bpmn")) && !SHARED.contains(&file.as_str()) {
            assert!(EXAMPLES.iter().any(|(example, _)| *example == name), "{name} is tested by nobody");
        }
    }
}

#[test]
fn each_example_has_its_census() {
    let folder = checkout();
    for (name, _) in EXAMPLES {
        let ran = run(folder.path(), &["census", &format!("examples/{name}"), "--all-columns"]);
        assert_eq!(ran.status, 0, "{name}: {}", ran.err);
        golden(&format!("{name}.census.md"), ran.out.as_bytes());
    }
}

#[test]
fn each_example_has_its_findings() {
    let folder = checkout();
    for (name, _) in EXAMPLES {
        let ran = run(folder.path(), &["check", &format!("examples/{name}"), "--format", "short", "--today", "2026-11-22"]);
        assert_eq!(ran.status, 1, "{name} has errors to show: {}", ran.err);
        golden(&format!("{name}.check.txt"), ran.out.as_bytes());
    }
}

#[test]
fn the_examples_are_formatted() {
    let folder = checkout();
    for (name, _) in EXAMPLES.iter().filter(|(name, _)| name.ends_with(".recens")) {
        let ran = run(folder.path(), &["fmt", "--check", &format!("examples/{name}")]);
        assert_eq!(ran.status, 0, "{name} is not formatted: {}{}", ran.out, ran.err);
    }
}

#[test]
fn the_market_study_says_the_same_in_both_formats() {
    let folder = checkout();
    let census = |name: &str| run(folder.path(), &["census", name, "--all-columns", "--format", "csv"]).out;
    assert_eq!(census("examples/etude-de-marche.recens"), census("examples/etude-de-marche.bpmn"));
    let findings = |name: &str| {
        let ran = run(folder.path(), &["check", name, "--format", "json", "--today", "2026-11-22"]);
        let list: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("the findings are JSON");
        let mut facts: Vec<String> = (list.iter())
            .map(|found| ["rule", "severity", "element", "operation", "message"].map(|key| found[key].to_string()).join(" "))
            .collect();
        facts.sort();
        facts
    };
    assert_eq!(findings("examples/etude-de-marche.recens"), findings("examples/etude-de-marche.bpmn"));
}

#[test]
fn the_recording_is_the_first_row_of_the_textbook_census() {
    let folder = checkout();
    let ran = run(folder.path(), &["census", "examples/etude-de-marche.recens", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("the census is JSON");
    let recording = rows.iter().find(|row| row["Référence"] == "OP-01").expect("OP-01 is pinned");
    assert_eq!(recording["Description de l'opération"], "Enregistrement d'un appel téléphonique");
    assert_eq!(recording["Finalité de l'opération"], "Preuve de l'appel");
    assert_eq!(recording["Catégories de données personnelles concernées"], "Vie personnelle");
    assert_eq!(recording["Catégories de personnes concernées"], "Prospect");
    assert_eq!(recording["Destinataires"], "Client, Service interne de CentreCall");
}
