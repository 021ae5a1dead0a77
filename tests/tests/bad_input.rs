//! Bad input: a clear message with its place and a way out, the right exit status, nothing half written.

use std::path::Path;
use tests::{Ran, run};

/// A folder with one file in it.
fn folder(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join(name), bytes).expect("the folder is ours");
    folder
}

/// `check` on one file, in the form one line a finding.
fn check(name: &str, bytes: &[u8]) -> Ran {
    run(folder(name, bytes).path(), &["check", name, "--format", "short", "--today", "2026-11-22"])
}

#[track_caller]
fn says(ran: &Ran, status: i32, words: &[&str]) {
    assert_eq!(ran.status, status, "{}{}", ran.out, ran.err);
    for word in words {
        assert!(ran.out.contains(word) || ran.err.contains(word), "« {word} » is not in:\n{}{}", ran.out, ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn an_empty_file() {
    says(&check("a.recens", b""), 1, &["a.recens:1:1", "vide"]);
    says(&check("a.bpmn", b"  \n"), 1, &["a.bpmn:1:1", "vide"]);
}

#[test]
fn a_binary_file() {
    says(&check("a.recens", b"\x7fELF\x02\x01\x01\0\0\0\0"), 1, &["a.recens:1:1", "binaire"]);
    says(&check("a.bpmn", b"PK\x03\x04\x14\0\0\0"), 1, &["a.bpmn:1:1", "binaire"]);
}

#[test]
fn a_truncated_xml() {
    let ran = check(
        "a.bpmn",
        b"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">\n  <process id=\"p\">\n    <task id=\"t\" na",
    );
    says(&ran, 1, &["a.bpmn:3:", "xml-syntax"]);
}

#[test]
fn a_wrong_encoding() {
    says(&check("a.recens", b"# \xe9t\xe9\n"), 1, &["a.recens:1:3", "error[encoding LIR-08]", "« é »", "UTF-8"]);
    says(&check("a.bpmn", b"<?xml version=\"1.0\" encoding=\"klingon\"?><definitions/>"), 1, &["klingon"]);
}

/// Says it is UTF-8 and is not; beside it, one name is.
const MISDECLARED: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">\n\
    <process id=\"p\"><task id=\"t\xFC\" name=\"Rechnung kl\xE4ren\"/><task id=\"u\" name=\"\xC3\xA9t\xC3\xA9\"/></process>\n</definitions>\n";

#[test]
fn bytes_that_are_not_what_is_declared_are_read_drawn_and_kept() {
    let folder = folder("a.bpmn", MISDECLARED);
    let drawn = run(folder.path(), &["draw", "a.bpmn", "-o", "a.svg"]);
    says(&drawn, 0, &["erreur[encoding LIR-08]", "FC", "« ü »", "un autre de même", "a.bpmn:3:28"]);
    let picture = std::fs::read_to_string(folder.path().join("a.svg")).expect("it was drawn");
    assert!(picture.contains("Rechnung klären") && picture.contains("été"), "{picture}");
    says(&run(folder.path(), &["convert", "a.bpmn", "--layout", "-o", "b.bpmn"]), 0, &["LIR-08"]);
    let written = std::fs::read(folder.path().join("b.bpmn")).expect("it was written");
    let at = written.windows(9).position(|found| found == b"<bpmndi:B").expect("a diagram");
    let end = written.windows(14).position(|found| found == b"</definitions>").expect("the end");
    let line = written[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    assert_eq!([&written[..line], &written[end..]].concat(), MISDECLARED);
    // The new diagram names the step by the very bytes the file does.
    assert!(written[at..].windows(16).any(|found| found == b"bpmnElement=\"t\xFC\""), "{}", String::from_utf8_lossy(&written));
}

#[test]
fn a_document_with_nothing_to_draw_is_handed_on() {
    let bytes = b"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><message id=\"m\"/></definitions>\n";
    let empty = folder("a.bpmn", bytes);
    says(&run(empty.path(), &["convert", "a.bpmn", "--layout", "always", "-o", "b.bpmn"]), 0, &["ni processus ni collaboration"]);
    assert_eq!(std::fs::read(empty.path().join("b.bpmn")).expect("it was written"), bytes);
    says(&run(empty.path(), &["draw", "a.bpmn", "-o", "a.svg"]), 2, &["ni processus ni collaboration"]);
    let other = folder("a.bpmn", b"<html><p>1</p></html>\n");
    says(&run(other.path(), &["convert", "a.bpmn", "--layout", "always", "-o", "b.bpmn"]), 2, &["not-bpmn"]);
    assert!(!other.path().join("b.bpmn").exists());
}

#[test]
fn an_unknown_keyword() {
    let ran = check("a.recens", "traitement t {\n    finalte x \"X\"\n}\n".as_bytes());
    says(&ran, 1, &["a.recens:2:5", "finalte", "vouliez-vous dire `finalité`"]);
}

#[test]
fn a_duplicate_identifier() {
    let ran = check("a.recens", "donnée nom identité\ndonnée nom santé\n".as_bytes());
    says(&ran, 1, &["a.recens:2:8", "nom", "déjà"]);
}

#[test]
fn a_reference_to_nothing() {
    let ran = check("a.recens", "personnes prospect\ndonnée nom identité sur prospects\n".as_bytes());
    says(&ran, 1, &["a.recens:2:25", "prospects", "vouliez-vous dire `prospect`"]);
}

#[test]
fn a_flow_to_a_missing_step() {
    let ran = check("a.recens", "traitement t {\n    tâche appeler\n    appeler -> saisie\n}\n".as_bytes());
    says(&ran, 1, &["a.recens:3:16", "saisie"]);
    let xml = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">\n<process id=\"p\"><task id=\"t\"/>\n<sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"x\"/></process></definitions>";
    says(&check("a.bpmn", xml.as_bytes()), 1, &["a.bpmn:3:", "`x`"]);
}

#[test]
fn ten_megabytes_on_one_line() {
    let line: String = (0..400_000).map(|at| format!("donnée nom{at} identité; ")).collect();
    let ran = check("a.recens", line.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err.chars().take(400).collect::<String>());
    let noise = "é{\"".repeat(3_400_000);
    says(&check("b.recens", noise.as_bytes()), 1, &["b.recens:1:"]);
    let xml = format!("<definitions>{}</definitions>", "<task id=\"t\"/>".repeat(700_000));
    assert_eq!(check("a.bpmn", xml.as_bytes()).status, 1);
}

#[test]
fn nesting_ten_thousand_deep() {
    let deep = format!("traitement t {{{}{}}}", "sous-processus s {".repeat(10_000), "}".repeat(10_000));
    says(&check("a.recens", deep.as_bytes()), 1, &["a.recens:1:", "limit"]);
    let xml = format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\">{}{}</process></definitions>",
        "<subProcess>".repeat(10_000),
        "</subProcess>".repeat(10_000)
    );
    says(&check("a.bpmn", xml.as_bytes()), 1, &["a.bpmn:1:", "limit"]);
}

#[test]
fn an_entity_is_never_expanded() {
    let xml = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\"><task id=\"t\" name=\"&x;\"/></process></definitions>";
    let ran = check("a.bpmn", xml.as_bytes());
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
}

#[test]
fn a_path_that_cannot_be_read() {
    let empty = tempfile::tempdir().expect("a folder for the test");
    says(&run(empty.path(), &["check", "absent.recens"]), 2, &["absent.recens"]);
    says(&run(empty.path(), &["check", "."]), 2, &[".recens", ".bpmn"]);
    let odd = folder("a.txt", b"x");
    says(&run(odd.path(), &["check", "a.txt"]), 2, &["a.txt", "--from"]);
}

#[test]
fn a_path_that_cannot_be_written() {
    let folder = folder("a.recens", "traitement t { tâche a }\n".as_bytes());
    says(&run(folder.path(), &["draw", "a.recens", "-o", "absent/a.svg"]), 2, &["absent"]);
    std::fs::create_dir(folder.path().join("taken.svg")).expect("the folder is ours");
    says(&run(folder.path(), &["draw", "a.recens", "-o", "taken.svg"]), 2, &["taken.svg"]);
    says(&run(folder.path(), &["draw", "a.recens", "-o", "a.doc"]), 2, &["a.doc"]);
    assert_eq!(left(folder.path()), ["a.recens", "taken.svg"], "something was left behind");
}

#[test]
fn an_import_outside_the_folder() {
    let folder = folder("a.recens", "importe \"../secret.recens\"\nimporte \"/etc/hostname\"\nimporte \"absent.recens\"\n".as_bytes());
    let ran = run(folder.path(), &["check", "a.recens", "--format", "short"]);
    says(&ran, 1, &["a.recens:1:9", "a.recens:2:9", "a.recens:3:9"]);
}

fn left(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is ours")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn nothing_is_made_of_an_input_of_which_nothing_was_understood() {
    for (name, bytes) in [("a.recens", &b""[..]), ("a.bpmn", b"PK\x03\x04\0\0"), ("b.bpmn", b"<html/>")] {
        let folder = folder(name, bytes);
        for command in [&["draw", name, "-o", "a.svg"][..], &["census", name], &["number", name], &["report", name], &["convert", name]] {
            says(&run(folder.path(), command), 2, &[name, "rien n'a pu être lu"]);
        }
        assert_eq!(left(folder.path()), [name], "something was left behind");
    }
}

#[test]
fn half_a_file_is_drawn_and_converted_and_what_was_not_understood_is_told() {
    let folder = folder("a.recens", "traitement t { début d; tâche a; fin f; d -> a -> f; d -> nulle_part\n".as_bytes());
    for (command, output, end) in [("draw", "a.svg", "</svg>"), ("census", "a.md", "Référence"), ("convert", "a.bpmn", "definitions>")] {
        let ran = run(folder.path(), &[command, "a.recens", "-o", output]);
        says(&ran, 0, &["a.recens:1:", "nulle_part", "`}`"]);
        assert!(std::fs::read_to_string(folder.path().join(output)).is_ok_and(|text| text.contains(end)), "{command}");
    }
    says(&run(folder.path(), &["check", "a.recens"]), 1, &["nulle_part"]);
}
