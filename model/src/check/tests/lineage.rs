//! Purposes, recipients and countries follow data through stores, documents and messages.

use super::{Example, findings, reading};

/// The elements at which a rule finds something.
fn found(rule: &str, text: &str) -> Vec<String> {
    let reading = reading(&Example { format: "recens".to_owned(), text: text.to_owned() });
    findings(&reading).into_iter().filter(|found| found.rule == rule).map(|found| found.element.unwrap_or_default()).collect()
}

const DECLARATIONS: &str = "
organisation osiris \"Osiris\"
organisation centrecall \"CentreCall\"
organisation helios \"Helios\"
personnes prospect \"Prospects\"
magasin base \"Base\"
donnée avis \"Avis\" sur prospect durée 1 an après \"l'appel\" puis effacement
";

/// A collection for one purpose in an activity, then a use in another, which may tell the persons first or on one branch.
fn diverted(collected: &str, told: &str, used: &str, arrows: &str) -> Vec<String> {
    let text = format!(
        "{DECLARATIONS}finalité étude \"Étude de marché\" base contrat\nfinalité vente \"Vente de listes\" base contrat
        traitement a {{ participant p {{ début d\n tâche c {{ collecte avis pour étude {collected} }}\n fin f }}\nd -> c -> f }}
        traitement b {{ document fiche contient avis\nparticipant q {{ début e\n choix x\n tâche i {{ {told} }}\n choix y\n tâche u {{ {used} }}\n fin g }}\n{arrows} }}"
    );
    found("purpose-diverted", &text)
}

#[test]
fn a_purpose_follows_data_through_stores_and_documents_to_every_use() {
    let (straight, branch) = ("e -> x -> i -> y -> u -> g", "e -> x -> i -> y -> u -> g\nx -> y");
    let tell = "informe prospect de finalité";
    for (collected, used) in [
        ("dans base", "utilisation avis pour PURPOSE depuis base"),
        ("dans base", "communication avis vers osiris pour PURPOSE depuis base"),
        ("", "utilisation avis pour PURPOSE depuis fiche"),
        ("", "consultation avis pour PURPOSE"),
        ("dans base", "conservation avis pour PURPOSE dans base"),
    ] {
        let (other, same) = (used.replace("PURPOSE", "vente"), used.replace("PURPOSE", "étude"));
        assert_eq!(diverted(collected, "", &other, straight), ["u"], "{collected} {used}");
        assert_eq!(diverted(collected, tell, &other, branch), ["u"], "told on one branch only: {collected} {used}");
        assert_eq!(diverted(collected, tell, &other, straight), [""; 0], "told before: {collected} {used}");
        assert_eq!(diverted(collected, "", &same, straight), [""; 0], "the same purpose: {collected} {used}");
    }
}

#[test]
fn a_purpose_follows_data_through_a_store_into_another_activity() {
    let text = |notice: &str, purpose: &str| {
        format!(
            "{DECLARATIONS}finalité étude \"Étude de marché\" base contrat\nfinalité vente \"Vente de listes\" base contrat
            traitement a {{ participant p {{ début d\n tâche c {{ collecte avis pour étude dans base }}\n fin f }}\nd -> c -> f }}
            traitement b {{ participant q {{ début e\n tâche u {{ {notice}\n utilisation avis pour {purpose} depuis base }}\n fin g }}\ne -> u -> g }}"
        )
    };
    assert_eq!(found("purpose-diverted", &text("", "vente")), ["u"]);
    assert_eq!(found("purpose-diverted", &text("", "étude")), [""; 0]);
    assert_eq!(found("purpose-diverted", &text("informe prospect de finalité", "vente")), [""; 0]);
}

/// Data that leave a pool for a black box: `declared` stands in the activity, `crossing` among the arrows.
fn crossing(rule: &str, declared: &str, operation: &str, crossing: &str) -> Vec<String> {
    let text = format!(
        "{DECLARATIONS}organisation loin \"Loin\" {{ pays \"Inde\" }}
        traitement t {{\nresponsable osiris\n{declared}\nfinalité étude \"Étude de marché\" base contrat
        participant osiris {{ début d\n tâche c {{ {operation} }}\n fin f }}\nparticipant helios\nd -> c -> f\n{crossing} }}"
    );
    found(rule, &text)
}

#[test]
fn a_recipient_is_whoever_data_come_to_by_a_message_or_an_operation() {
    let rule = "recipient-undeclared";
    let collect = "collecte avis depuis prospect pour étude";
    assert_eq!(crossing(rule, "", collect, "c ~> helios porte avis").len(), 1, "a message");
    assert_eq!(crossing(rule, "", "communication avis vers helios pour étude", "").len(), 1, "an operation");
    let both = crossing(rule, "", "communication avis vers helios pour étude", "c ~> helios porte avis");
    assert_eq!(both.len(), 1, "one recipient, one finding");
    assert_eq!(crossing(rule, "", collect, "c ~> helios : \"Rendez-vous\""), [""; 0], "nothing personal in it");
    assert_eq!(crossing(rule, "destinataire h \"Helios\"", collect, "c ~> helios porte avis"), [""; 0], "listed by name");
    assert_eq!(crossing(rule, "sous-traitant helios contrat \"C-1\"", collect, "c ~> helios porte avis"), [""; 0], "a processor");
}

#[test]
fn a_country_follows_data_to_a_recipient_and_into_a_store() {
    let rule = "transfer-without-safeguard";
    let store = "magasin ailleurs \"Ailleurs\" pays \"Inde\"";
    let collect = "collecte avis depuis prospect pour étude";
    assert_eq!(crossing(rule, store, &format!("{collect} dans ailleurs"), "").len(), 1, "a store");
    assert_eq!(crossing(rule, "", "communication avis vers loin pour étude", "").len(), 1, "a recipient");
    assert_eq!(crossing(rule, "", &format!("{collect} dans base"), ""), [""; 0], "a store at home");
}
