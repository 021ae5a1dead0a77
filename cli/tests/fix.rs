//! `check --fix`: what is mended, what is left, and what must not be touched.

mod harness;

use harness::Place;

/// A process with a mistake of each kind that can be mended.
const FAULTY: &str = "personnes prospect \"Prospects\"
donnée courriel \"Courriel\" identité sur prospect durée 1 an après \"le contact\"
magasin base \"Base\"
traitement étude \"Étude\" {
    finalité inviter \"Inviter à l'étude\" base consentement
    participant centre \"Centre\" {
        début joint \"Joint\"
        tâche noter \"Noter\" {
            stockage couriel pour invitr dans bases # à garder
        }
        fin fini \"Fini\"
    }
    joint -> noter -> finni
}
";

const BPMN: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:recens="urn:recens:1" targetNamespace="urn:x">
  <process id="p"><extensionElements>
      <recens:treatment id="t" label="Étude"><recens:purpose id="inviter" label="Inviter" basis="consentement"/>
      <recens:datum id="courriel" label="Courriel" category="identité" retention="1 an après le contact"/>
      <recens:store id="base" label="Base"/></recens:treatment></extensionElements>
    <startEvent id="joint" name="Joint"/>
    <task id="noter" name="Noter"><extensionElements>
      <recens:operation type="stockage" data="couriel" purpose="invitr" in="base"/></extensionElements></task>
    <endEvent id="fini" name="Fini"/>
    <sequenceFlow id="f1" sourceRef="joint" targetRef="noter"/><sequenceFlow id="f2" sourceRef="noter" targetRef="fini"/>
  </process>
</definitions>
"#;

const MENDED: [&str; 5] = ["informal-operation", "data-undeclared", "purpose-undeclared", "unknown-reference", "never-erased"];

#[test]
fn everything_that_can_be_mended_is_and_a_second_time_changes_nothing() {
    let place = Place::new();
    place.put("a.recens", FAULTY);
    let before = place.run("check --format short a.recens").out;
    for rule in &MENDED[..4] {
        assert!(before.contains(rule), "{rule} is not there to be mended:\n{before}");
    }
    let run = place.run("check --fix --format short a.recens");
    for rule in MENDED {
        assert!(!run.out.contains(rule), "{rule} is left:\n{}", run.out);
        assert!(run.err.contains(rule), "{rule} was mended without a word:\n{}", run.err);
    }
    assert!(run.err.contains("corrigé\u{a0}: a.recens:9:13: informal-operation\u{a0}: « stockage » → « conservation »"), "{}", run.err);
    assert!(
        run.err.contains("« puis effacement » ajouté") && run.err.contains("a.recens\u{a0}: 6 corrections, 1 référence fixée"),
        "{}",
        run.err
    );
    let text = place.text("a.recens");
    assert!(text.contains("conservation courriel pour inviter dans base réf OP-01 # à garder"), "{text}");
    assert!(text.contains("durée 1 an après \"le contact\" puis effacement\n") && text.contains("joint -> noter -> fini\n"), "{text}");
    assert_eq!(text.lines().count(), FAULTY.lines().count());
    let again = place.run("check --fix --format short a.recens");
    assert_eq!((place.text("a.recens"), again.out, again.err.as_str()), (text, run.out, ""));
}

#[test]
fn bpmn_is_mended_in_its_text() {
    let place = Place::new();
    place.put("a.bpmn", BPMN);
    let run = place.run("check --fix --format short a.bpmn");
    let expected = BPMN
        .replace(
            "type=\"stockage\" data=\"couriel\" purpose=\"invitr\" in=\"base\"",
            "type=\"conservation\" data=\"courriel\" purpose=\"inviter\" in=\"base\" ref=\"OP-01\"",
        )
        .replace("1 an après le contact", "1 an après le contact puis effacement");
    assert_eq!(place.text("a.bpmn"), expected, "{}", run.err);
    for rule in MENDED {
        assert!(!run.out.contains(rule), "{rule} is left:\n{}", run.out);
    }
    place.run("check --fix a.bpmn");
    assert_eq!(place.text("a.bpmn"), expected);
}

#[test]
fn neither_a_purpose_nor_a_duration_is_ever_invented() {
    let place = Place::new();
    let text = "donnée nom \"Nom\" identité\nmagasin base\ntraitement t {\n    tâche a {\n        enregistrement nom dans base réf OP-01\n    }\n}\n";
    place.put("a.recens", text);
    let run = place.run("check --fix --format short a.recens");
    assert!(["purpose-missing", "retention-missing", "never-erased"].iter().all(|rule| run.out.contains(rule)), "{}", run.out);
    assert_eq!((place.text("a.recens").as_str(), run.status), (text, 1));
    // Two names are as near: which was meant is not ours to say.
    let text = "donnée nom1 identité\ndonnée nom2 identité\ntraitement t {\n    tâche a {\n        consultation noms réf OP-01\n    }\n}\n";
    place.put("b.recens", text);
    assert!(place.run("check --fix --format short b.recens").out.contains("data-undeclared"));
    assert_eq!(place.text("b.recens"), text);
}

#[test]
fn what_is_allowed_ignored_or_not_chosen_stays() {
    let place = Place::new();
    let line = "traitement t {\n    tâche a {\n        suppression \"Nom\" pour \"Tenir parole\"\n        tolère informal-operation \"le mot du métier\"\n    }\n}\n";
    place.put("a.recens", line);
    place.run("check --fix a.recens");
    assert_eq!(place.text("a.recens"), line.replace("parole\"", "parole\" réf OP-01"));
    place.put("b.recens", FAULTY);
    let run = place.run("check --fix --select VOC b.recens");
    assert_eq!(
        place.text("b.recens"),
        FAULTY.replace("stockage", "conservation").replace("bases", "base").replace("finni", "fini"),
        "{}",
        run.err
    );
    place.put("c.recens", FAULTY);
    place.run("check --fix --ignore LIR,data-,FIN,RET c.recens");
    assert_eq!(place.text("c.recens"), FAULTY.replace("stockage", "conservation").replace("bases #", "bases réf OP-01 #"));
}

#[test]
fn a_dry_run_shows_the_differences_and_writes_nothing() {
    let place = Place::new();
    place.put("a.recens", FAULTY).put("b.recens", "# rien\n");
    let run = place.run("check --fix --dry-run a.recens b.recens");
    assert_eq!((run.status, place.text("a.recens").as_str()), (1, FAULTY));
    assert!(run.out.starts_with("--- a.recens\n+++ a.recens\n@@ "), "{}", run.out);
    assert!(run.out.contains("\n-            stockage couriel") && run.out.contains("\n+            conservation courriel"), "{}", run.out);
    assert!(!run.out.contains("b.recens"));
    place.run("check --fix a.recens");
    let clean = place.run("check --fix --dry-run a.recens");
    assert_eq!((clean.status, clean.out.as_str()), (0, ""));
    assert_eq!(place.run("check --dry-run a.recens").status, 2);
}

#[test]
fn bytes_that_are_not_ours_to_change_stay() {
    let place = Place::new();
    // A byte-order mark and the line ends of another system.
    let text = format!("\u{feff}{}", FAULTY.replace('\n', "\r\n"));
    place.put("a.recens", &text);
    place.run("check --fix a.recens");
    let mended = place.text("a.recens");
    assert!(
        mended.starts_with('\u{feff}') && mended.contains("conservation courriel") && mended.matches("\r\n").count() == 14,
        "{mended:?}"
    );
    // A text of another encoding is not written back as UTF-8.
    let latin = b"traitement t {\n t\xe2che a { suppression \"Nom\" pour \"Tenir parole\" }\n}\n";
    place.put("b.recens", latin);
    let run = place.run("check --fix b.recens");
    assert_eq!((run.status, std::fs::read(place.path("b.recens")).unwrap().as_slice()), (2, &latin[..]));
    assert!(run.err.contains("n'est pas en UTF-8"), "{}", run.err);
    assert_eq!(place.run_with("check --fix --from recens -", FAULTY).status, 2);
}

#[test]
fn an_imported_file_is_mended_only_where_it_is_an_input() {
    let place = Place::new();
    let shared = "donnée courriel \"Courriel\" identité durée 1 an après \"le contact\"\n";
    place.put("commun.recens", shared);
    place.put(
        "a.recens",
        "importe \"commun.recens\"\nmagasin base\ntraitement t {\n    tâche a {\n        enregistrement courriel pour \"Écrire\" dans base\n    }\n}\n",
    );
    let run = place.run("check --fix --format short a.recens");
    assert!(run.out.contains("never-erased") && place.text("commun.recens") == shared, "{}", run.out);
    assert!(place.text("a.recens").contains("réf OP-01"));
}

#[test]
fn one_file_that_cannot_be_mended_does_not_stop_the_others() {
    let place = Place::new();
    place.put("a.recens", b"# \xe9t\xe9\n").put("b.recens", FAULTY);
    let run = place.run("check --fix .");
    assert_eq!(run.status, 2);
    assert!(place.text("b.recens").contains("conservation courriel"), "{}", run.err);
}
