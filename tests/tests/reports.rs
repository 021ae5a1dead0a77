//! Findings for other programs: SARIF by its schema, JUnit by its shape, GitHub commands by their lines.

use boon::{Compiler, Schemas};
use serde_json::Value;
use tests::{checkout, root, run};

/// A process whose labels try to leave their place.
const HOSTILE: &str = r#"organisation o "]]></failure><x a='1'> & \" ::error::{0} [clic](http://ailleurs)"
donnée d "<script>\n%0A::warning" identité durée 1 an après "la vente"
traitement t "[x](y) {1}" {
    finalité p "Vendre" base consentement
    participant q "Q" {
        début a "A"
        tâche b "B ::set-env" { stockage d pour p dans "S" ; utilisation d pour p }
        fin c "C"
    }
    a -> b -> c
}
"#;

fn folder() -> tempfile::TempDir {
    let folder = checkout();
    std::fs::write(folder.path().join("hostile, é%.recens"), HOSTILE).expect("the folder is ours");
    std::fs::write(folder.path().join("broken.recens"), "traitement t {\n tâche \"a { }\n").expect("the folder is ours");
    std::fs::write(folder.path().join("empty.bpmn"), "").expect("the folder is ours");
    folder
}

fn report(format: &str) -> String {
    run(folder().path(), &["check", ".", "--format", format, "--today", "2026-11-22"]).out
}

#[test]
fn sarif_is_valid_and_says_what_json_says() {
    let schema: Value =
        serde_json::from_slice(&std::fs::read(root().join("tests/suite/schema/sarif-2.1.0.json")).expect("the schema is there"))
            .expect("the schema is JSON");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("sarif.json", schema).expect("the schema can be read");
    let schema = compiler.compile("sarif.json", &mut schemas).expect("the schema can be compiled");
    let log: Value = serde_json::from_str(&report("sarif")).expect("SARIF is JSON");
    if let Err(error) = schemas.validate(&log, schema) {
        panic!("{error:#}");
    }
    // The schema does say no.
    let mut wrong = log.clone();
    wrong["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(schemas.validate(&wrong, schema).is_err());

    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let (rules, results) = (run["tool"]["driver"]["rules"].as_array().unwrap(), run["results"].as_array().unwrap());
    let json: Vec<Value> = serde_json::from_str(&report("json")).expect("the findings are JSON");
    assert_eq!(results.len(), json.len());
    let mut prints = std::collections::BTreeSet::new();
    for (result, found) in results.iter().zip(&json) {
        assert_eq!(result["ruleId"], found["rule"]);
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], found["rule"]);
        assert!(rule["help"]["markdown"].as_str().is_some_and(|help| help.len() > 100) && rule.get("helpUri").is_none());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startLine"], &region["startColumn"]), (&found["start"]["line"], &found["start"]["column"]));
        let steps = result["codeFlows"][0]["threadFlows"][0]["locations"].as_array().map_or(0, Vec::len);
        assert_eq!(steps, found["path"].as_array().map_or(0, Vec::len));
        assert!(prints.insert(result["partialFingerprints"]["recens/v1"].as_str().unwrap().to_owned()), "a fingerprint is there twice");
    }
    assert!(results.iter().any(|result| result.get("fixes").is_some()) && results.iter().any(|result| result.get("codeFlows").is_some()));
    assert!(log.to_string().contains("hostile%2C%20%C3%A9%25.recens") && !log.to_string().contains("](http"));
}

#[test]
fn sarif_fixes_are_those_of_fix() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let text = "# é😀\ntraitement t { tâche a { suppression \"Nom\" pour \"Tenir parole\" réf OP-01 } }\n";
    std::fs::write(folder.path().join("a.recens"), text).expect("the folder is ours");
    let log: Value = serde_json::from_str(&run(folder.path(), &["check", "a.recens", "--format", "sarif"]).out).expect("SARIF is JSON");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "informal-operation").expect("the word is found");
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let region = &replacement["deletedRegion"];
    let line = text.lines().nth(region["startLine"].as_u64().unwrap() as usize - 1).unwrap();
    let columns = [&region["startColumn"], &region["endColumn"]].map(|column| column.as_u64().unwrap() as usize - 1);
    let chars: Vec<char> = line.chars().collect();
    let inserted: String = replacement["insertedContent"]["text"].as_str().unwrap().to_owned();
    let mended: String = chars[..columns[0]].iter().collect::<String>() + &inserted + &chars[columns[1]..].iter().collect::<String>();
    run(folder.path(), &["check", "--fix", "a.recens"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.recens")).unwrap().lines().nth(1), Some(mended.as_str()));
}

#[test]
fn a_tolerated_finding_is_a_suppressed_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let text = "traitement t { tâche a { suppression \"Nom\" pour \"Tenir parole\" ; tolère VOC-01 \"mot du métier\" } }\n";
    std::fs::write(folder.path().join("a.recens"), text).expect("the folder is ours");
    let out = run(folder.path(), &["check", "a.recens", "--format", "sarif"]).out;
    assert!(out.contains("\"kind\": \"inSource\"") && out.contains("\"justification\": \"mot du métier\""), "{out}");
}

#[test]
fn junit_is_xml_whose_counts_are_right() {
    let text = report("junit");
    let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let count = |node: roxmltree::Node<'_, '_>, name: &str| node.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
    let all = document.root_element();
    assert!(all.has_tag_name("testsuites"));
    for node in all.descendants().filter(|node| node.has_tag_name("testsuites") || node.has_tag_name("testsuite")) {
        assert_eq!(node.attribute("tests"), Some(count(node, "testcase").as_str()));
        assert_eq!(node.attribute("failures"), Some(count(node, "failure").as_str()));
    }
    for case in all.descendants().filter(|node| node.has_tag_name("testcase")) {
        assert!(case.attribute("name").is_some_and(|name| !name.is_empty()) && case.attribute("classname").is_some());
    }
    assert!(all.descendants().all(|node| !node.has_tag_name("x") && !node.has_tag_name("script")));
    let files: Vec<_> = all.children().filter(roxmltree::Node::is_element).filter_map(|suite| suite.attribute("name")).collect();
    assert!(files.contains(&"hostile, é%.recens") && files.contains(&"empty.bpmn"), "{files:?}");
}

#[test]
fn github_commands_are_a_line_each() {
    let (text, json) = (report("github"), report("json"));
    let found: Vec<Value> = serde_json::from_str(&json).expect("the findings are JSON");
    assert_eq!(text.lines().count(), found.len());
    for line in text.lines() {
        let (command, rest) = line[2..].split_once(' ').expect("a command and its properties");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let (properties, _) = rest.split_once("::").expect("properties and a message");
        assert!(properties.split(',').all(|property| property.contains('=')), "{line}");
    }
    assert!(text.contains("file=hostile%2C é%25.recens,"), "{text}");
}
