//! Findings: forms, levels, configuration.

mod harness;

use harness::Place;

#[test]
fn the_three_forms_say_the_same() {
    let place = Place::new();
    place.put("a.recens", "");
    let text = place.run("check a.recens").out;
    assert!(text.starts_with("erreur[empty-input LIR-07]: le fichier est vide\n --> a.recens:1:1\n"), "{text}");
    assert!(text.contains("aide: ") && text.ends_with("1 erreur dans 1 fichier\n"), "{text}");
    assert_eq!(place.run("check --format short a.recens").out, "a.recens:1:1: error[empty-input LIR-07] le fichier est vide\n");
    let json = place.run("check --format json a.recens").out;
    assert!(json.starts_with("[\n{\"rule\":\"empty-input\",\"code\":\"LIR-07\",\"severity\":\"error\",\"message\":\"le fichier est vide\",\"file\":\"a.recens\","), "{json}");
    let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(parsed[0]["start"], serde_json::json!({"line": 1, "column": 1}));
    assert!(parsed[0]["element"].is_null() && parsed[0]["operation"].is_null() && parsed[0]["path"].is_null());
}

#[test]
fn a_person_reads_the_locale_and_a_program_reads_french_unless_asked() {
    let place = Place::english();
    place.put("a.recens", "");
    assert!(place.run("check a.recens").out.contains("the file is empty"));
    assert!(place.run("check --format short a.recens").out.contains("the file is empty"));
    assert!(place.run("check --format json a.recens").out.contains("le fichier est vide"));
    assert!(place.run("check --format json a.recens --lang en").out.contains("the file is empty"));
    place.put("recens.toml", "lang = \"en\"\n");
    assert!(place.run("check --format json a.recens").out.contains("the file is empty"));
}

#[test]
fn nothing_found_is_said_and_ends_with_0() {
    let place = Place::new();
    place.put("a.recens", "# rien\n");
    let run = place.run("check --ignore REG,ACT,BPM,FIN a.recens");
    assert_eq!((run.status, run.out.as_str()), (0, "Rien à signaler dans 1 fichier\n"), "{run:?}");
    assert_eq!(place.run("check --format json --ignore REG,ACT,BPM,FIN a.recens").out, "[]\n");
}

#[test]
fn the_level_decides_the_status_and_hides_nothing() {
    let place = Place::new();
    place.put("a.recens", "").put("recens.toml", "[rules]\nempty-input = \"warning\"\n");
    for (level, status) in [("", 0), ("--level error", 0), ("--level warning", 1), ("--level info", 1)] {
        let run = place.run(&format!("check a.recens {level}"));
        assert_eq!(run.status, status, "{level}");
        assert!(run.out.contains("1 avertissement dans 1 fichier"), "{run:?}");
    }
}

#[test]
fn rules_are_chosen_by_name_code_or_family() {
    let place = Place::new();
    place.put("a.recens", "");
    for line in
        ["--ignore empty-input", "--ignore LIR-07", "--ignore lir", "--ignore syntax,EMPTY-INPUT", "--ignore syntax --ignore LIR-07"]
    {
        assert_eq!(place.run(&format!("check a.recens {line}")).status, 0, "{line}");
    }
    // What could not be understood is told even where one rule is asked for.
    assert_eq!(place.run("check a.recens --select retention-missing").status, 1);
}

#[test]
fn a_configuration_is_found_upwards_and_its_mistakes_end_with_2() {
    let place = Place::new();
    place.put("sub/deep/a.recens", "").put("recens.toml", "[rules]\nLIR-07 = \"off\"\n");
    assert_eq!(place.run("check sub/deep/a.recens").status, 0);
    assert_eq!(place.run_with("check --from recens -", "").status, 0);
    place.put("sub/recens.toml", "[rules]\nempty-input = \"info\"\n");
    assert!(place.run("check sub").out.contains("1 information dans 1 fichier"));
    place.put("sub/recens.toml", "\n[rulez]\nempty-input = \"off\"\n");
    let run = place.run("check sub");
    assert_eq!(run.status, 2);
    assert!(run.out.is_empty() && run.err.contains("sub/recens.toml:2:2") && run.err.contains("vouliez-vous dire « rules »"), "{run:?}");
    place.put("sub/recens.toml", "[rules]\nretention-misssing = \"off\"\n");
    let run = place.run("check --lang en sub");
    assert!(run.status == 2 && run.err.contains("did you mean “retention-missing”?"), "{run:?}");
}

#[test]
fn explain_gives_pages_and_the_list() {
    let place = Place::new();
    let page = place.run("explain RET-01").out;
    assert!(page.starts_with("# retention-missing (RET-01)") && page.contains("```recens"), "{page}");
    assert_eq!(place.run("expliquer retention-missing").out, page);
    assert!(place.run("explain --list").out.lines().any(|line| line.starts_with("LIR-01  syntax")));
}
