//! Near misses of the rules that follow the flow: what must stay silent, and what must not.

use super::{Example, findings, reading};

/// The declarations that the texts below share.
const DECLARATIONS: &str = r#"
organisation osiris "Osiris"
organisation centrecall "CentreCall"
personnes prospect "Prospects"
magasin base "Base"
donnée avis "Avis" identité sur prospect durée 1 an après "l'appel" puis effacement
donnée voix "Enregistrement de l'appel" sur prospect durée 6 mois après "l'appel" puis effacement
"#;

/// What a rule finds in a text: the step and the path.
fn found(rule: &str, text: &str) -> Vec<String> {
    let reading = reading(&Example { format: "recens".to_owned(), text: format!("{DECLARATIONS}{text}") });
    let of_rule = findings(&reading).into_iter().filter(|found| found.rule == rule);
    of_rule.map(|found| format!("{}: {}", found.element.unwrap_or_default(), found.path.join(" "))).collect()
}

/// A process of one pool with two purposes: `preuve` rests on consent, `étude` does not.
fn process(nodes: &str, arrows: &str) -> String {
    format!(
        "traitement t {{\nfinalité preuve \"Preuve\" base consentement\nfinalité étude \"Étude\" base contrat\nparticipant interrogé \"Personne\"\nparticipant p {{\n{nodes}\n}}\n{arrows}\n}}"
    )
}

const INFORM: &str = "{ informe prospect de responsable, finalité }";
const ASK: &str = "{ recueille consentement pour preuve }";
const COLLECT: &str = "{ collecte avis depuis interrogé pour étude }";
const PROVE: &str = "{ utilisation avis pour preuve }";

#[test]
fn a_notice_counts_when_every_path_has_it() {
    for (nodes, arrows, expected) in [
        ("début d\ntâche i INFORM\ntâche c COLLECT\nfin f", "d -> i -> c -> f", None),
        ("début d\ntâche i INFORM\ntâche c COLLECT\nfin f", "d -> c -> i -> f", Some("c: d c")),
        // Both branches of a choice, or one only.
        ("début d\nchoix x\ntâche i INFORM\ntâche j INFORM\ntâche c COLLECT\nfin f", "d -> x -> i -> c -> f\nx -> j -> c", None),
        ("début d\nchoix x\ntâche i INFORM\ntâche c COLLECT\nfin f", "d -> x -> i -> c -> f\nx -> c", Some("c: d x c")),
        // A parallel branch beside, or joined before.
        ("début d\nparallèle x\ntâche i INFORM\ntâche c COLLECT\nfin f\nfin g", "d -> x -> i -> f\nx -> c -> g", Some("c: d x c")),
        (
            "début d\nparallèle x\ntâche i INFORM\ntâche n\nparallèle y\ntâche c COLLECT\nfin f",
            "d -> x -> i -> y -> c -> f\nx -> n -> y",
            None,
        ),
        // In an earlier sub-process, on its border, in a loop.
        ("début d\nsous-processus s { début e\n tâche i INFORM\n fin g\n e -> i -> g }\ntâche c COLLECT\nfin f", "d -> s -> c -> f", None),
        (
            "début d\ntâche i INFORM\névénement b minuterie \"P1D\" sur i\ntâche c COLLECT\nfin f",
            "d -> i -> c -> f\nb -> c",
            Some("c: d i b c"),
        ),
        ("début d\ntâche i INFORM\nchoix m\ntâche c COLLECT\nchoix x\nfin f", "d -> i -> m -> c -> x -> f\nx -> m", None),
        // A step that no arrow leads to, where another part of the process informs.
        ("début d\ntâche i INFORM\nfin f\ntâche c COLLECT", "d -> i -> f", None),
    ] {
        let text = process(&nodes.replace("INFORM", INFORM).replace("COLLECT", COLLECT), arrows);
        assert_eq!(found("notice-after-collection", &text), expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_notice_to_others_does_not_count() {
    let text = process(&format!("tâche c {{ informe \"Opérateurs\" de finalité\n {} }}", &COLLECT[1..COLLECT.len() - 1]), "");
    assert_eq!(found("notice-after-collection", &text).len(), 1);
}

#[test]
fn one_collection_speaks_for_those_that_follow_it() {
    let text = process(&format!("début d\ntâche c {COLLECT}\ntâche e {COLLECT}\nfin f"), "d -> c -> e -> f");
    assert_eq!(found("notice-after-collection", &text), ["c: d c"]);
}

#[test]
fn a_voice_is_for_the_rules_of_recordings() {
    let text = process("tâche c { collecte voix depuis interrogé pour étude }", "");
    assert_eq!(found("notice-after-collection", &text).len(), 0);
    assert_eq!(found("recording-unannounced", &text).len(), 1);
}

#[test]
fn consent_counts_when_every_path_has_it() {
    for (nodes, arrows, expected) in [
        ("début d\ntâche a ASK\ntâche u PROVE\nfin f", "d -> a -> u -> f", None),
        ("début d\nsous-processus s { début e\n tâche a ASK\n fin g\n e -> a -> g }\ntâche u PROVE\nfin f", "d -> s -> u -> f", None),
        ("début d\nchoix x\ntâche a ASK\ntâche u PROVE\nfin f", "d -> x -> a -> u -> f\nx -> u", Some("u: d x u")),
        ("début d\nparallèle x\ntâche a ASK\ntâche u PROVE\nfin f\nfin g", "d -> x -> a -> f\nx -> u -> g", Some("u: d x u")),
        ("début d\ntâche u { effacement avis pour preuve }\nfin f", "d -> u -> f", None),
    ] {
        let text = process(&nodes.replace("ASK", ASK).replace("PROVE", PROVE), arrows);
        assert_eq!(found("consent-not-obtained", &text), expected.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn data_of_a_store_that_is_only_filled_with_consent_are_covered() {
    let filling = |asks: &str| {
        format!(
            "traitement a {{\nfinalité preuve \"Preuve\" base consentement\nparticipant p {{ début d\n tâche x {asks}\n tâche w {{ collecte avis pour preuve dans base }}\n fin f }}\nd -> x -> w -> f\n}}\ntraitement b {{\nparticipant q {{ début e\n tâche u {{ utilisation avis pour preuve depuis base }}\n fin g }}\ne -> u -> g\n}}"
        )
    };
    assert_eq!(found("consent-not-obtained", &filling(ASK)), [""; 0]);
    assert_eq!(found("consent-not-obtained", &filling("")).len(), 2, "the collection and the use of another activity");
}

#[test]
fn a_refusal_must_lead_elsewhere() {
    let asked = |gateway: &str, branch: &str, rest: &str| {
        process(
            &format!("début d\ntâche a {ASK}\nchoix x {gateway}\ntâche u {PROVE}\ntâche r {ASK}\nfin f\nfin g"),
            &format!("d -> a -> x\nx -> u : \"oui\"\nu -> f\n{}", rest.replace("BRANCH", branch)),
        )
    };
    let straight = "x -> u : \"BRANCH\"\nr -> g";
    assert_eq!(found("processing-after-refusal", &asked("\"Accord ?\"", "non", straight)), ["u: x u"]);
    assert_eq!(found("processing-after-refusal", &asked("\"Accord ?\"", "sans opposition", straight)), [""; 0]);
    assert_eq!(found("processing-after-refusal", &asked("\"Majeur ?\"", "non", straight)), [""; 0], "the gateway asks something else");
    assert_eq!(found("processing-after-refusal", &asked("\"Accord ?\"", "non", "x -> g : \"BRANCH\"\nr -> g")), [""; 0]);
    assert_eq!(found("processing-after-refusal", &asked("\"Accord ?\"", "non", "x -> r : \"BRANCH\"\nr -> u")), [""; 0], "asked again");
    assert_eq!(found("consent-not-obtained", &asked("\"Accord ?\"", "non", straight)), [""; 0], "one cause, one finding");
}

#[test]
fn a_question_of_refusal_is_answered_the_other_way_round() {
    let text = process(
        &format!("début d\ntâche a {ASK}\nchoix x \"Refus ?\"\ntâche u {PROVE}\nfin f\nfin g"),
        "d -> a -> x\nx -> u : \"non\"\nx -> g : \"oui\"\nu -> f",
    );
    assert_eq!(found("processing-after-refusal", &text), [""; 0]);
}

#[test]
fn a_withdrawal_stops_what_rested_on_consent() {
    let text = process(
        &format!("début d\ntâche a {ASK}\ntâche w {{ retire consentement pour preuve }}\ntâche u {PROVE}\nfin f"),
        "d -> a -> w -> u -> f",
    );
    assert_eq!(found("processing-after-refusal", &text), ["u: w u"]);
}

#[test]
fn data_must_come_from_somewhere() {
    let reads = "{ utilisation avis pour étude depuis base }";
    for (nodes, arrows, expected) in [
        ("début d\ntâche u READ\nfin f", "d -> u -> f", 1),
        ("début d\ntâche w { collecte avis pour étude dans base }\ntâche u READ\nfin f", "d -> w -> u -> f", 0),
        // Only on one branch; and only later, so in an earlier run.
        ("début d\nchoix x\ntâche w { collecte avis pour étude dans base }\ntâche u READ\nfin f", "d -> x -> w -> u -> f\nx -> u", 1),
        ("début d\ntâche u READ\ntâche w { collecte avis pour étude dans base }\nfin f", "d -> u -> w -> f", 0),
        ("début d\ntâche u READ\nfin f", "d -> u -> f\ninterrogé ~> u : \"Avis\" porte avis", 0),
    ] {
        let text = process(&nodes.replace("READ", reads), arrows);
        assert_eq!(found("used-before-collected", &text).len(), expected, "{text}");
    }
    let shared = "traitement a { participant p { tâche w { collecte avis pour \"A\" dans base } } }\ntraitement b { participant q { tâche u { utilisation avis pour \"A\" depuis base } } }";
    assert_eq!(found("used-before-collected", shared), [""; 0]);
}

#[test]
fn an_erasure_may_be_followed_by_a_new_collection_or_by_the_next_person() {
    let erase = "tâche e { effacement avis pour étude dans base }";
    let (read, write) = ("tâche u { utilisation avis pour étude depuis base }", "tâche w { collecte avis pour étude dans base }");
    let all = format!("début d\n{write}\n{erase}\n{read}\nchoix m\nchoix x\nfin f");
    let case = |arrows: &str| found("used-after-erasure", &process(&all, arrows));
    assert_eq!(case("d -> e -> u -> f\nw -> m -> x"), ["u: e u"]);
    assert_eq!(case("d -> e -> w -> u -> f\nm -> x"), [""; 0]);
    assert_eq!(case("d -> w -> m -> u -> e -> x -> f\nx -> m"), [""; 0]);
    let other = process(
        "début d\ntâche e { effacement avis pour étude dans \"Autre\" }\ntâche u { utilisation avis pour étude depuis base }\nfin f",
        "d -> e -> u -> f",
    );
    assert_eq!(found("used-after-erasure", &other), [""; 0], "another store");
}

#[test]
fn an_erasure_elsewhere_ends_what_is_stored() {
    let kept = "donnée note \"Note\" sur prospect\n";
    let store = "participant p { début d\n tâche w { collecte note pour \"A\" dans base }\n fin f }\nd -> w -> f";
    let alone = format!("{kept}traitement a {{ {store} }}");
    assert_eq!(found("never-erased", &alone), ["w: "]);
    let purged = format!(
        "{alone}\ntraitement b {{ participant q {{ début e minuterie \"R/P1D\"\n tâche x {{ effacement note pour \"A\" dans base }}\n fin g }}\ne -> x -> g }}"
    );
    assert_eq!(found("never-erased", &purged), [""; 0]);
}

#[test]
fn an_answer_that_is_checked_is_not_reported() {
    for rule in ["manual-entry-unchecked", "free-text-uncontrolled", "concurrent-writers", "conversion-unchecked"] {
        let text = "donnée notes \"Notes\" libre\ntraitement t {\nparticipant p { début d\n choix x\n tâche a \"Mener l'entretien\" utilisateur { collecte notes pour \"A\"\n enregistrement notes pour \"A\" dans base }\n tâche b service { adaptation notes pour \"A\"\n vérifie format\n enregistrement notes pour \"A\" dans base }\n tâche v utilisateur { vérifie exactitude }\n fin f }\nd -> x -> a -> v -> f\nx -> b -> v\n}";
        assert_eq!(found(rule, text), [""; 0], "{rule}");
        assert!(!found(rule, &text.replace("vérifie exactitude", "").replace("vérifie format", "")).is_empty(), "{rule}");
    }
}

#[test]
fn a_process_that_says_nothing_of_data_has_no_finding_of_privacy() {
    let text = "participant a { début d\n tâche u \"Enregistrer la voix, appeler le client\" service\n choix x \"Refus du crédit ?\"\n fin f \"Refusé\"\n fin g }\nparticipant b \"Client\"\nd -> u -> x -> f\nx -> g\nu ~> b : \"Refus\"";
    let reading = reading(&Example { format: "recens".to_owned(), text: format!("traitement t {{ responsable \"O\"\n{text}\n}}") });
    let privacy: Vec<_> = findings(&reading)
        .into_iter()
        .filter(|found| found.source.contains("RGPD art") && found.rule != "register-field-missing")
        .collect();
    assert!(privacy.iter().all(|found| found.element.as_deref() == Some("t")), "{privacy:#?}");
}

#[test]
fn ten_thousand_steps_are_checked_soon() {
    let kinds = ["collecte", "enregistrement", "utilisation", "communication"];
    let (mut nodes, mut arrows) = (String::from("début d\n"), String::from("d"));
    for at in 0..2500 {
        nodes.push_str(&format!("tâche n{at} {{ {} \"D{}\" pour étude dans base }}\n", kinds[at % 4], at / 4));
        arrows.push_str(&format!(" -> n{at}"));
    }
    let text = process(&format!("{nodes}fin f"), &format!("{arrows} -> f"));
    let reading = reading(&Example { format: "recens".to_owned(), text: format!("{DECLARATIONS}{text}") });
    let begun = std::time::Instant::now();
    findings(&reading);
    // A quarter of the size, unoptimised, on a busy machine: what matters is that nothing grows with the square.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}
