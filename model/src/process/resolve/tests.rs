//! Names and their targets, from short texts.

use crate::diagnostic::Diagnostic;
use crate::process::*;
use crate::read::{Format, NoImports, read};

fn reading(text: &str) -> (Model, Vec<Diagnostic>) {
    let reading = read("test", text.as_bytes(), Format::Recens, &mut NoImports);
    (reading.model, reading.diagnostics)
}

#[test]
fn a_quoted_text_declares_once_and_finds_what_has_that_label() {
    let (model, found) = reading(
        "donnée nom \"Nom du client\"\ntraitement t { tâche a { collecte \"nom du client\", \"Voix\" pour \"Preuve\" dans \"Base\"; conservation \"Voix\" pour \"Preuve\" dans \"Base\" } }",
    );
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(model.data.len(), 2);
    assert_eq!(model.purposes.len(), 1);
    assert_eq!(model.stores.len(), 1);
    assert!(model.purposes.values().all(|purpose| purpose.head.on_the_spot));
}

#[test]
fn an_activity_sees_its_own_declaration_before_a_shared_one_and_anothers() {
    let (model, found) = reading(
        "traitement t1 { finalité f \"Une\"; tâche a { collecte \"X\" pour f } }\ntraitement t2 { finalité f \"Autre\"; tâche b { collecte \"X\" pour f } }\ntraitement t3 { tâche c { collecte \"X\" pour f } }",
    );
    assert!(found.is_empty(), "{found:?}");
    let labels: Vec<_> = model.operations.values().map(|row| model.purposes[row.purposes[0].to.unwrap()].head.label.as_str()).collect();
    assert_eq!(labels, ["Une", "Autre", "Une"]);
}

#[test]
fn a_pool_stands_for_the_organisation_or_the_persons_it_is_named_after() {
    let (model, _) = reading(
        "organisation osiris \"Osiris SA\"\npersonnes client \"Clients\"\ntraitement t { participant osiris { tâche a }; participant client; participant autre_partie }",
    );
    let pools: Vec<_> =
        model.participants.values().map(|pool| (pool.head.label.as_str(), pool.organisation.is_some(), pool.subjects.is_some())).collect();
    assert_eq!(pools, [("Osiris SA", true, false), ("Clients", false, true), ("Autre partie", false, false)]);
}

#[test]
fn a_document_joined_to_a_step_is_where_its_operations_read() {
    let (model, found) = reading(
        "donnée nom\ntraitement t { participant p { tâche a { consultation nom pour \"Lire\" }; document fiche contient nom }\n fiche -> a }",
    );
    assert!(found.is_empty(), "{found:?}");
    let row = model.operations.values().next().unwrap();
    assert_eq!(row.data.len(), 1);
    assert!(matches!(row.from[0].to, Some(Origin::Document(_))));
}

#[test]
fn names_that_lead_nowhere_are_told_with_the_nearest() {
    let (_, found) = reading(
        "personnes prospect\ntraitement t { responsable osirs\n tâche a { collecte \"X\" sur prospet vers osirs depuis nulle_part via fax } }\norganisation osiris",
    );
    let messages: Vec<_> = found.iter().map(|found| found.message.fr.as_str()).collect();
    assert_eq!(found.len(), 5, "{messages:#?}");
    assert!(messages.iter().filter(|message| message.contains("vouliez-vous dire `osiris`")).count() == 2, "{messages:#?}");
    assert!(messages.iter().any(|message| message.contains("vouliez-vous dire `prospect`")), "{messages:#?}");
}

#[test]
fn undeclared_data_and_purposes_are_left_to_the_checks() {
    let (model, found) = reading("traitement t { tâche a { collecte x pour y } }");
    assert!(found.is_empty(), "{found:?}");
    assert!(model.operations.values().all(|row| row.data[0].to.is_none() && row.purposes[0].to.is_none()));
}
