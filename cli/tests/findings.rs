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

/// A process in which the recording is reached without consent, and everything else is about the one step.
const CALL: &str = "donnée voix \"Voix\" vie-personnelle durée 6 mois après \"l'appel\"
traitement t {
    finalité preuve \"Preuve de l'appel\" base consentement
    participant c \"Centre\" {
        début joint \"Joint\"
        tâche saluer \"Saluer\"
        tâche enregistrer \"Enregistrer\" { enregistrement voix pour preuve dans \"Base\" }
        fin fini \"Fini\"
    }
    joint -> saluer -> enregistrer -> fini
}
";

#[test]
fn a_finding_is_highlighted_by_name_code_number_or_element() {
    let place = Place::new();
    place.put("a.recens", CALL);
    let json: serde_json::Value = serde_json::from_str(&place.run("check --format json a.recens").out).unwrap();
    let list = json.as_array().unwrap();
    let number = list.iter().position(|found| found["rule"] == "consent-not-obtained").expect("it is found") + 1;
    let plain = place.run("draw a.recens").out;
    let shown = place.run("draw a.recens --highlight consent-not-obtained").out;
    assert!(!plain.contains("highlight") && shown.contains("consent-not-obtained (CON-01)"), "{shown}");
    for wanted in ["CON-01", "con-01@enregistrer", "consent-not@", "consent-", "CON", "CON-01@OP-01"] {
        let run = place.run(&format!("draw a.recens --highlight {wanted}"));
        // The beginning of a name is one only with its hyphen.
        let expected = if wanted == "consent-not@" { 2 } else { 0 };
        assert_eq!(run.status, expected, "{wanted}: {}", run.err);
    }
    assert_eq!(place.run(&format!("draw a.recens --highlight {number}")).out, shown);
    // Steps of the path are numbered.
    assert_eq!([">1<", ">2<", ">3<", ">4<"].map(|text| shown.contains(text)), [true, true, true, false]);
    for (wanted, why) in
        [("zzz", "ceux d'une étape : "), ("0", "aucun constat"), ("99", "aucun constat"), ("CON-01@saluer", "aucun constat")]
    {
        let run = place.run(&format!("draw a.recens --highlight {wanted}"));
        assert!(run.status == 2 && run.out.is_empty() && run.err.contains(why), "{wanted}: {run:?}");
    }
    let run = place.run("draw a.recens --highlight controller-missing");
    assert!(run.status == 2 && run.err.contains("n'est sur aucune étape"), "{run:?}");
}

#[test]
fn families_are_chosen_by_the_beginning_of_a_code_or_a_name() {
    let place = Place::new();
    place.put("a.recens", CALL);
    let rules = |line: &str| {
        let out = place.run(&format!("check --format json a.recens {line}")).out;
        let list: serde_json::Value = serde_json::from_str(&out).unwrap();
        let mut rules: Vec<String> = list.as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect();
        rules.dedup();
        rules.sort();
        rules.dedup();
        rules
    };
    let (all, consent) = (rules(""), rules("--select consent-"));
    assert!(!consent.is_empty() && consent.iter().all(|rule| rule.starts_with("consent-")), "{consent:?}");
    assert_eq!(rules("--select CON"), rules("--select con-"));
    assert_eq!(rules("--ignore consent-").len(), all.len() - consent.len());
    assert_eq!(place.run("check a.recens --select consent").status, 2, "the beginning of a name has a final hyphen");
    place.put("recens.toml", "[rules]\nCON = \"off\"\nconsent-not-obtained = \"warning\"\n");
    assert!(rules("").contains(&"consent-not-obtained".to_owned()) && !rules("").contains(&"consent-irrevocable".to_owned()));
}

#[test]
fn every_form_of_findings_is_offered_and_told() {
    let place = Place::new();
    place.put("a.recens", "");
    let (help, bash, man) = (place.run("help check").out, place.run("completions bash").out, place.run("man check").out);
    for format in cli::findings::Format::ALL.map(cli::findings::Format::name) {
        let run = place.run(&format!("check --format {format} a.recens"));
        assert!(run.status == 1 && run.out.contains("vide"), "{format}: {run:?}");
        assert!([&help, &bash, &man].iter().all(|text| text.contains(format)), "{format} is not told");
    }
}

#[test]
fn the_day_decides_what_is_late_or_in_force() {
    let place = Place::new();
    place.put("a.recens", "organisation o { adresse \"1 rue\"; ville \"Tours\" }\ntraitement t {\n    responsable o\n    créé 2026-02-01\n    modifié 2026-05-01\n}\n");
    let dated = |day: &str| place.run(&format!("check --format short --select register-dates --today {day} a.recens")).out.lines().count();
    assert_eq!((dated("2026-04-30"), dated("2026-05-01")), (1, 0));
    assert_eq!(place.run("check --today 2026-02-30 a.recens").status, 2);
    let text = "personnes client \"Clients\"\ndonnée numéro \"Numéro de téléphone\" identité sur client durée 1 an après \"l'achat\"
traitement t {\n    finalité vendre \"Prospection commerciale\" base intérêt-légitime \"vendre\"
    participant client \"Clients\"\n    participant c \"Centre\" {\n        début a \"A\"\n        tâche appeler \"Appeler le client\" { utilisation numéro pour vendre }\n        fin f \"F\"\n    }
    a -> appeler -> f\n    appeler ~> client : \"Offre\"\n}\n";
    place.put("b.recens", text);
    let calls = |day: &str| place.run(&format!("check --format short --select TEL-07 --today {day} b.recens")).out.lines().count();
    assert_eq!((calls("2026-08-10"), calls("2026-08-11")), (0, 1));
}

#[test]
fn one_reference_for_two_activities_of_a_folder_is_told_where_one_controller_keeps_both() {
    let place = Place::new();
    let activity = |name: &str, controller: &str| format!("traitement {name} {{ référence T-1\n responsable \"{controller}\" }}\n");
    place.put("a.recens", activity("a", "Osiris")).put("b.recens", activity("b", "OSIRIS")).put("c.recens", activity("c", "Artemis"));
    let run = place.run("check . --select reference-duplicate --format short");
    assert_eq!(run.out, "b.recens:1:26: error[reference-duplicate REG-01] la référence T-1 est déjà celle de « A » (a.recens:1)\n");
    assert_eq!(run.status, 1);
    assert_eq!(place.run("check . --select purpose-missing --format short").out, "");
    place.put("recens.toml", "[rules]\nREG-01 = \"off\"\n");
    assert_eq!(place.run("check . --select reference-duplicate --format short").out, "");
}
