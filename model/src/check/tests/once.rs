//! One cause, one finding: where two rules say the same of a place, only the one that says more speaks.

use super::super::report::REPLACED;
use super::super::{RULES, Settings, find, run};
use super::{Example, reading, rules};
use crate::flow::graph::FlowGraph;
use crate::flow::references::References;

/// For each pair, a text on which both rules would speak of one place.
const BOTH: &[(&str, &str, &str)] = &[
    (
        "fake-join",
        "unsynchronised",
        "traitement t { participant p { début d\n parallèle x\n tâche a\n tâche b\n tâche n\n fin f }
            d -> x -> a -> n -> f\n x -> b -> n }",
    ),
    (
        "fake-join",
        "improper-completion",
        "traitement t { participant p { début d\n parallèle x\n tâche a\n tâche b\n fin f }\n d -> x -> a -> f\n x -> b -> f }",
    ),
    (
        "recipient-unreached",
        "recipient-vague",
        "destinataire r \"Partenaires, le cas échéant\"\ntraitement t { participant p { tâche a { collecte \"Nom\" pour \"Vendre\" } } }",
    ),
    (
        "recipient-unreached",
        "subject-as-recipient",
        "personnes c \"Clients\"\ndestinataire r \"Le client\"\ntraitement t {
            participant p { tâche a { collecte \"Nom\" pour \"Vendre\" } } }",
    ),
    (
        "recipient-unreached",
        "party-spelling",
        "organisation o \"CentreCall\"\ndestinataire r \"Center Call\"\ntraitement t { responsable o
            participant p { tâche a { collecte \"Nom\" pour \"Vendre\" } } }",
    ),
    (
        "collected-unused",
        "collection-from-store",
        "magasin base \"Base\"\ntraitement t { participant p { début d\n tâche e { enregistrement \"Nom\" pour \"Vendre\" dans base }
            tâche a { collecte \"Nom\" pour \"Vendre\" depuis base }\n fin f }\n d -> e -> a -> f }",
    ),
    (
        "recording-systematic",
        "recording-after-refusal",
        "donnée voix \"Enregistrement de l'appel\"\ntraitement t { finalité preuve \"Preuve\" base consentement\n participant p { début d
            tâche q { recueille consentement pour preuve }\n choix g \"Accepte ?\"\n tâche e { enregistrement voix pour preuve }\n fin f }
            d -> q -> g\n g -> e : \"oui\"\n g -> e : \"refus\"\n e -> f }",
    ),
];

#[test]
fn the_general_rule_is_silent_where_the_particular_one_speaks() {
    for (general, particular, text) in BOTH {
        let found = rules(text);
        assert!(found.contains(particular), "{particular} says nothing: {found:?}\n{text}");
        assert!(!found.contains(general), "{general} speaks beside {particular}\n{text}");
        let alone = only(general, text);
        assert!(alone, "{general} would say nothing anyway\n{text}");
    }
}

#[test]
fn each_replacement_names_two_rules_and_has_its_text() {
    for (general, particular) in REPLACED {
        assert!(find(general).is_some() && find(particular).is_some(), "{general} {particular}");
        assert!(BOTH.iter().any(|(one, other, _)| one == general && other == particular), "no text for {general} and {particular}");
    }
    assert!(RULES.len() > REPLACED.len());
}

/// Whether a rule finds something where no other one runs.
fn only(rule: &str, text: &str) -> bool {
    let reading = reading(&Example { format: "recens".to_owned(), text: text.to_owned() });
    let graph = FlowGraph::new(&reading.model);
    let references = References::new(&reading.model, &graph);
    let settings = Settings { select: vec![rule.to_owned()], ..Settings::default() };
    !run(&reading.model, &graph, &references, &settings).is_empty()
}
