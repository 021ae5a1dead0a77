//! A near miss for each rule: a text that is almost wrong, on which the rule must stay silent. Most stand beside their
//! rule or in [`flow`](super::flow); these are those of the rules whose own file has none.

use super::{Example, RULES, findings, reading};

/// Where near misses are looked for: a rule's own file, or the tests of those that follow the flow.
const FLOW: &str = include_str!("flow.rs");

#[test]
fn every_rule_has_a_near_miss() {
    let mut without = Vec::new();
    for rule in RULES {
        let tests = rule.manual.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests);
        let beside = tests.contains("[\"\"; 0]") || tests.contains("== 0") || tests.contains(", 0)") || tests.contains("!rules(");
        let quoted = format!("\"{}\"", rule.name);
        let follows = FLOW.match_indices(&quoted).any(|(at, _)| {
            let after: String = FLOW[at..].chars().take(1_200).collect();
            after.contains("[\"\"; 0]") || after.contains("expected") || after.contains("len(), 0")
        });
        let here = NEAR.iter().any(|(name, _)| *name == rule.name);
        if !(beside || follows || here) {
            without.push(rule.name);
        }
    }
    assert!(without.is_empty(), "no near miss: {without:?}");
}

#[test]
fn near_misses_are_silent() {
    for (rule, text) in NEAR {
        let format = if text.trim_start().starts_with('<') { "xml" } else { "recens" };
        let found = findings(&reading(&Example { format: format.to_owned(), text: (*text).to_owned() }));
        let wrong: Vec<_> = found.iter().filter(|found| found.rule == *rule).map(|found| &found.message.fr).collect();
        assert!(wrong.is_empty(), "{rule} is not silent: {wrong:#?}\n{text}");
    }
}

const NEAR: &[(&str, &str)] = &[
    // Purposes.
    (
        "purpose-missing",
        "traitement t { finalité f \"Étude de marché\" base contrat
            participant p { tâche a { collecte \"Avis\" pour f, \"Preuve de l'appel\"\n informe \"Prospects\" de finalité } } }",
    ),
    (
        "purpose-undeclared",
        "finalité f \"Étude de marché\" base contrat
         traitement a { participant p { tâche x { collecte \"Avis\" pour f } } }
         traitement b { participant q { tâche y { utilisation \"Avis\" pour f } } }",
    ),
    (
        // Announced before, in a sub-process; a parallel branch that serves the first purpose.
        "purpose-diverted",
        "personnes prospect \"Prospects\"\ndonnée avis \"Avis\" sur prospect\nmagasin base \"Base\"
         traitement t { finalité f \"Étude de marché\" base contrat\n finalité g \"Formation des opérateurs\" base contrat
            participant p { début d\n tâche c { collecte avis pour f dans base }
                sous-processus s { début e\n tâche i { informe prospect de finalité }\n fin h\n e -> i -> h }
                parallèle x\n tâche u { utilisation avis pour g depuis base }\n tâche v { utilisation avis pour f depuis base }\n parallèle y\n fin z }
            d -> c -> s -> x -> u -> y -> z\n x -> v -> y }",
    ),
    ("basis-missing", "traitement t { finalité f \"Étude de marché\" base mission-publique }"),
    (
        "processor-own-purpose",
        "organisation o \"Osiris\"\norganisation c \"CentreCall\"
         traitement t { responsable o\n sous-traitant c contrat \"CT-1\"\n finalité f \"Étude de marché\" base contrat
            participant c { début d\n tâche a { utilisation \"Avis\" pour f }\n fin e }\n d -> a -> e }
         traitement u { responsable c\n finalité g \"Gestion de la paie\" base contrat
            participant c { tâche b { utilisation \"Salaire\" pour g } } }",
    ),
    // Operations and data.
    (
        "operation-missing",
        "traitement t { participant p { tâche a \"Lire le barème\" { consultation \"Barème\" pour \"Étude\" }\n document b \"Barème\"\n tâche c \"Classer\" } \n b -> a\n a -> c }",
    ),
    ("data-undeclared", "donnée avis \"Avis\"\ntraitement t { participant p { tâche a { collecte avis, \"Date de l'appel\" pour \"Étude\" } } }"),
    ("subjects-missing", "personnes p \"Prospects\"\ndonnée avis \"Avis\" sur p\ntraitement t { tâche a { utilisation avis pour \"Étude\" } }"),
    ("informal-operation", "traitement t { tâche a \"Suppression et stockage\" { effacement \"Avis\" pour \"Étude\" } }"),
    ("superseded-operation", "traitement t { tâche a \"Verrouillage du compte\" { limitation \"Avis\" pour \"Étude\" } }"),
    ("ambiguous-operation", "traitement t { tâche a { rapprochement \"Avis\" pour \"Étude\"\n modification \"Avis\" pour \"Étude\" } }"),
    (
        // A use on one branch of a loop is a use.
        "collected-unused",
        "traitement t { participant p { début d\n choix m\n tâche a { collecte \"Avis\" pour \"Étude\" dans \"Base\" }\n choix x\n tâche u { utilisation \"Avis\" pour \"Étude\" }\n fin f }
            d -> m -> a -> x -> f\n x -> u -> m }",
    ),
    (
        // What the receiving pool reads only on one branch, or in a sub-process.
        "sent-unused",
        "traitement t { participant p { début d\n tâche e\n fin f }
            participant q { début r message\n choix x\n sous-processus s { début g\n tâche l { consultation \"Courriel\" pour \"Étude\" }\n fin h\n g -> l -> h }\n fin z }
            d -> e -> f\n r -> x -> s -> z\n x -> z\n e ~> r porte \"Courriel\" }",
    ),
    (
        "unrelated-files-combined",
        "donnée a \"Achats\"\ndonnée b \"Satisfaction\"
         traitement t { finalité f \"Fidélisation\" base contrat\n participant p { début d\n tâche c { collecte a pour f }\n tâche e { collecte b pour f }\n tâche r { rapprochement a, b pour f }\n fin z }
            d -> c -> e -> r -> z }",
    ),
    (
        "access-without-need",
        "magasin base \"Base\" contient \"Avis\"
         traitement t { participant p { couloir m { début d\n tâche a { extraction \"Avis\" pour \"Étude\" depuis base }\n parallèle x\n tâche u { utilisation \"Avis\" pour \"Étude\" }\n tâche v\n parallèle y\n fin f } }
            d -> a -> x -> u -> y -> f\n x -> v -> y }",
    ),
    (
        // Announced on every path, in parallel with something else.
        "profiling-unannounced",
        "personnes p \"Clients\"\ndonnée score \"Score de fidélité\" dérivée sur p
         traitement t { finalité f \"Fidélisation\" base contrat
            participant q { début d\n parallèle x\n tâche i { informe p de finalité, décision }\n tâche n\n parallèle y\n tâche u { utilisation score pour f }\n fin z }
            d -> x -> i -> y -> u -> z\n x -> n -> y }",
    ),
    // Information and consent.
    (
        "notice-incomplete",
        "personnes p \"Prospects\"
         traitement t { finalité f \"Étude de marché\" base contrat
            participant q { début d\n tâche i { informe p de responsable, finalité, base, destinataires, durée, obligation }\n tâche j { informe p de accès, rectification, effacement, limitation, opposition, portabilité, réclamation }\n tâche c { collecte \"Nom\" sur p depuis p pour f }\n fin z }
            d -> i -> j -> c -> z }",
    ),
    (
        // On the border of the call, and before it on the other branch.
        "indirect-collection-unannounced",
        "organisation artemis \"Artemis\"\npersonnes client \"Clients\"
         traitement t { participant q { début d\n tâche r { collecte \"Téléphone\" sur client depuis artemis pour \"Fidélisation\" }\n choix x
                tâche i { informe client de responsable, finalité, source }\n tâche j { informe client de responsable, finalité, source }\n tâche a\n fin z }
            participant client\n d -> r -> x -> i -> a -> z\n x -> j -> a\n a ~> client : \"Proposition\" }",
    ),
    (
        // In an earlier sub-process.
        "consent-before-notice",
        "personnes p \"Prospects\"
         traitement t { finalité f \"Preuve de l'appel\" base consentement
            participant q { début d\n sous-processus s { début e\n tâche i { informe p de responsable, finalité }\n fin g\n e -> i -> g }\n tâche a { recueille consentement pour f dans \"Base\" }\n fin z }
            d -> s -> a -> z }",
    ),
    (
        "cold-call-without-consent",
        "personnes p \"Prospects\"
         traitement t { finalité f \"Prospection commerciale\" base consentement
            participant q { début d\n tâche a { recueille consentement pour f dans \"Base\" }\n tâche u \"Appeler le prospect\" { utilisation \"Téléphone\" sur p pour f }\n fin z }
            d -> a -> u -> z }",
    ),
    (
        "recording-after-refusal",
        "donnée voix \"Enregistrement de l'appel\"
         traitement t { finalité f \"Preuve de l'appel\" base consentement
            participant q { début d\n tâche a { recueille consentement pour f dans \"Base\" }\n choix x \"Accord ?\"\n tâche u { enregistrement voix pour f dans \"Base\" }\n tâche v\n choix y\n fin z }
            d -> a -> x\n x -> u : \"oui\"\n x -> v : \"non\"\n u -> y -> z\n v -> y }",
    ),
    (
        // Checked on both branches, on one of them in a sub-process.
        "objection-unchecked",
        "personnes p \"Clients\"
         traitement t { finalité f \"Prospection commerciale\" base intérêt-légitime \"vendre\"
            participant q { début d\n choix x\n tâche a { vérifie opposition }\n sous-processus s { début e\n tâche b { vérifie opposition }\n fin g\n e -> b -> g }\n tâche u \"Appeler le client\" { utilisation \"Téléphone\" sur p pour f }\n fin z }
            participant p\n d -> x -> a -> u -> z\n x -> s -> u\n u ~> p : \"Offre\" }",
    ),
    (
        "recording-systematic",
        "donnée voix \"Enregistrement de l'appel\"
         traitement t { finalité f \"Preuve de l'appel\" base contrat
            participant q { début d\n choix x \"Un appel sur dix ?\"\n tâche u { enregistrement voix pour f dans \"Base\" }\n tâche v\n fin z }
            d -> x -> u -> v -> z\n x -> v }",
    ),
    // Retention and erasure.
    (
        // Two timers, one after the other: their delays add up.
        "timer-contradicts-retention",
        "donnée avis \"Avis\" durée 1 an après \"l'appel\"
         traitement t { participant p { début d\n tâche a { collecte avis pour \"Étude\" }\n événement m minuterie \"P6M\"\n événement n minuterie \"P6M\"\n tâche e { effacement avis pour \"Étude\" }\n fin f }
            d -> a -> m -> n -> e -> f }",
    ),
    ("retention-missing", "magasin base \"Base\" durée 1 an après \"l'appel\"\ntraitement t { tâche a { enregistrement \"Avis\" pour \"Étude\" dans base\n effacement \"Nom\" pour \"Étude\" } }"),
    (
        "processor-keeps-data",
        "organisation o \"Osiris\"\norganisation c \"CentreCall\"\nmagasin base \"Base\"
         traitement t { responsable o\n sous-traitant c contrat \"CT-1\"
            participant c { début d\n tâche a { enregistrement \"Avis\" pour \"Étude\" dans base }\n choix x\n tâche e { effacement \"Avis\" pour \"Étude\" dans base }\n tâche g { effacement \"Avis\" pour \"Étude\" dans base }\n fin f }
            d -> a -> x -> e -> f\n x -> g -> f }",
    ),
    // Parties.
    (
        "recipient-undeclared",
        "organisation o \"Osiris\"\npersonnes p \"Prospects\"
         traitement t { responsable o\n participant o { début d\n tâche a { communication \"Avis\" sur p pour \"Étude\" vers p }\n fin f }\n participant p\n d -> a -> f\n a ~> p porte \"Avis\" }",
    ),
    ("controller-missing", "organisation o \"Osiris\"\ntraitement t { responsable o { représentant \"Mme Bertin\" }\n tâche a { collecte \"Avis\" pour \"Étude\" } }"),
    ("processor-contract-missing", "organisation o \"Osiris\"\norganisation c \"CentreCall\"\ntraitement t { responsable o\n sous-traitant c contrat \"CT-2024-07\"\n tâche a { collecte \"Avis\" pour \"Étude\" } }"),
    (
        // A human step between the machine's answer and its effect.
        "automated-decision",
        "traitement t { participant p { début d\n tâche s \"Calculer le score\" service { utilisation \"Revenus\" pour \"Crédit\" }\n choix x \"Accepté ?\"\n tâche h \"Relire le dossier\" utilisateur\n tâche r \"Refuser le crédit\" service\n fin f }
            d -> s -> x\n x -> h : \"non\"\n x -> f : \"oui\"\n h -> r -> f }",
    ),
    ("register-dates", "traitement t { créé 2026-11-22\n modifié 2026-11-22\n tâche a { collecte \"Avis\" pour \"Étude\" } }"),
    // The process itself.
    ("start-event-required", "traitement t { participant vide\n participant p { début d message\n tâche a\n fin f }\n d -> a -> f }"),
    ("end-event-required", "traitement t { participant vide\n participant p { début d\n tâche a\n fin f terminaison }\n d -> a -> f }"),
    (
        // A border event, an event sub-process, a handler of compensation and what an association joins.
        "no-disconnected",
        "traitement t { participant p { début d\n tâche a\n événement e minuterie \"P1D\" sur a\n tâche b\n sous-processus s événementiel { début m message\n fin n\n m -> n }\n fin f }
            d -> a -> f\n e -> b -> f }",
    ),
    (
        "no-bpmndi",
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="urn:x">
          <process id="p"><startEvent id="a" name="Joint" /><subProcess id="s" name="Traiter"><task id="b" name="Appeler" /></subProcess></process>
          <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">
            <bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape bpmnElement="s" isExpanded="false"><dc:Bounds x="60" y="0" width="100" height="80" /></bpmndi:BPMNShape>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
          <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="s">
            <bpmndi:BPMNShape bpmnElement="b"><dc:Bounds x="0" y="0" width="100" height="80" /></bpmndi:BPMNShape>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </definitions>"#,
    ),
    ("flow-crosses-participant", "traitement t { participant p { couloir a { début d\n tâche x }\n couloir b { tâche y\n fin f } }\n d -> x -> y -> f }"),
    ("message-within-participant", "traitement t { participant p { début d\n tâche x\n fin f }\n participant q { début e message\n fin g }\n d -> x -> f\n e -> g\n x ~> e }"),
    // Soundness.
    (
        "deadlock",
        "traitement t { participant p { début d\n parallèle x\n tâche a\n choix m\n tâche b\n choix n\n parallèle y\n fin f }\n d -> x -> a -> y -> f\n x -> m -> b -> n -> y\n n -> m }",
    ),
    (
        "unsynchronised",
        "traitement t { participant p { début d\n début e message\n choix m\n tâche a\n événement b minuterie \"P1D\" sur a\n fin f }\n d -> m -> a -> f\n e -> m\n b -> m }",
    ),
    (
        "dead-step",
        "traitement t { participant p { début d\n tâche a\n événement b erreur sur a\n tâche c\n tâche l\n événement k lien \"suite\" émis\n événement j lien \"suite\"\n fin f }\n d -> a -> k\n j -> l -> f\n b -> c -> f }",
    ),
    (
        "improper-completion",
        "traitement t { participant p { début d\n parallèle x\n tâche a\n tâche b\n fin f\n fin g }\n d -> x -> a -> f\n x -> b -> g }",
    ),
    (
        "allowance-unused",
        "traitement t { finalité f \"Étude de marché\" { tolère basis-missing \"en attente du client\" }\n tâche a { collecte \"Avis\" pour f } }",
    ),
];
