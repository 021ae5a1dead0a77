//! A field of the record that is empty.
//!
//! ## Français : champ du registre vide
//! L'article 30(1) du RGPD énumère ce que porte le registre : le responsable et ses coordonnées, les finalités, les
//! catégories de personnes et de données, les destinataires, les transferts, les délais d'effacement, les mesures de
//! sécurité.
//!
//! La règle regarde chaque traitement dont on a commencé la fiche (responsable, référence, date ou sous-traitant) et
//! signale une fois chaque champ vide que nulle autre règle ne signale : coordonnées d'un responsable déclaré, finalités
//! d'une fiche sans étape, données, destinataires ; et, en avertissement puisque la loi dit « dans la mesure du possible
//! », mesures de sécurité.
//!
//! Limites : elle voit qu'un champ est rempli, non qu'il est juste ; une fiche que rien n'a commencée n'est pas
//! regardée.
//!
//! ## English
//! Article 30(1) of the GDPR lists what the record holds: the controller and its contact details, the purposes, the
//! categories of persons and of data, the recipients, the transfers, the time limits for erasure, the security measures.
//!
//! The rule looks at each activity whose entry has been begun (controller, reference, date or processor) and reports
//! once each empty field that no other rule reports: contact details of a declared controller, purposes of an entry
//! without steps, data, recipients; and, as a warning since the law says “where possible”, security measures.
//!
//! Limits: it sees that a field is filled in, not that it is right; an entry that nothing has begun is not looked at.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris"
//! traitement etude {
//!     référence T-005
//!     responsable osiris
//! #               ^^^^^^
//!     finalité attentes "Connaître les attentes du marché"
//! }
//! traitement paie {
//! #          ^^^^
//!     référence T-006
//!     responsable "Artemis"
//!     finalité verser "Verser les salaires"
//!     tâche calculer { utilisation "Salaire" pour verser vers "Service paie" }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris" { ville "Paris" }
//! mesure accès "Contrôle d'accès" type contrôle-accès
//! traitement etude {
//!     référence T-005
//!     responsable osiris
//!     finalité attentes "Connaître les attentes du marché"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::operations_of;
use crate::diagnostic::Text;
use crate::process::{Activity, Id, Model, Operation};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "register-field-missing",
    code: "REG-06",
    severity: Severity::Error,
    lesser: Severity::Warning,
    source: "RGPD art. 30(1)",
    manual: include_str!("register_field_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, activity) in model.activities.iter().filter(|(_, activity)| begun(activity)) {
        contact_details(model, activity, report);
        let handled: Vec<&Operation> = operations_of(model, id).map(|(_, operation)| operation).collect();
        let title = activity.head.title();
        let mut empty = |fr: &str, en: &str, help: Text, lesser: bool| {
            let message = text!("« {title} » : le champ « {fr} » du registre est vide", "“{title}”: the field “{en}” of the record is empty");
            let finding = Finding::new(activity.head.span, message).about(&activity.head).help(help);
            report.push(if lesser { finding.lesser() } else { finding });
        };
        let seen = |scope: Option<Id<Activity>>| scope.is_none() || scope == Some(id);
        // With steps, what lacks a purpose or a category is reported there.
        if handled.is_empty() && !model.purposes.values().any(|purpose| seen(purpose.head.scope)) {
            empty("finalités", "purposes", text!("ajouter `finalité … base …`", "add `purpose … basis …`"), false);
        }
        if !handled.is_empty() && handled.iter().all(|operation| operation.data.is_empty()) {
            let help = text!("nommer les données de chaque opération", "name the data of each operation");
            empty("catégories de données", "categories of data", help, false);
        }
        let sent = handled.iter().any(|operation| !operation.recipients.is_empty());
        let listed = model.recipients.values().any(|recipient| !recipient.head.on_the_spot && seen(recipient.head.scope));
        // Data that a message carries to somebody unlisted are reported where they cross.
        let carried = model.messages.values().any(|message| message.head.scope == Some(id) && !message.carries.is_empty());
        if !handled.is_empty() && !sent && !listed && !carried && activity.processors.is_empty() {
            let help = text!(
                "déclarer qui reçoit les données, services internes compris : destinataire … \"…\", et `vers` aux opérations",
                "declare who receives the data, internal services included: recipient … \"…\", and `to` at the operations"
            );
            empty("destinataires", "recipients", help, false);
        }
        // Declared stores without measures are reported one by one by `store-unprotected`.
        let stores = handled.iter().flat_map(|operation| model.stores_of(operation)).any(|store| !model.stores[store].head.on_the_spot);
        if !handled.is_empty() && model.measures.is_empty() && !stores {
            let help = text!("déclarer les mesures : mesure … \"…\" type …, et `mesures` aux magasins", "declare the measures: measure … \"…\" type …, and `measures` at the stores");
            empty("mesures de sécurité", "security measures", help, true);
        }
    }
}

/// Whether somebody began the entry of the record: a first draft of the flow is not one.
fn begun(activity: &Activity) -> bool {
    let dated = activity.reference.is_some() || activity.created.is_some() || activity.updated.is_some();
    activity.declared && (dated || !activity.controllers.is_empty() || !activity.joint.is_empty() || !activity.processors.is_empty())
}

/// Declared controllers of which nothing says how to reach them.
fn contact_details(model: &Model, activity: &Activity, report: &mut Report) {
    for controller in activity.controllers.iter().chain(&activity.joint) {
        let Some(id) = controller.to else { continue };
        let organisation = &model.organisations[id];
        let details = [&organisation.address, &organisation.postcode, &organisation.city, &organisation.phone, &organisation.email];
        if organisation.head.on_the_spot || details.iter().any(|detail| detail.is_some()) {
            continue;
        }
        let name = organisation.head.title();
        report.push(
            Finding::new(
                controller.span,
                text!("« {name} », responsable du traitement, n'a pas de coordonnées", "“{name}”, the controller, has no contact details"),
            )
            .about(&activity.head)
            .also([&organisation.head])
            .help(text!(
                "les ajouter à l'organisation : adresse \"…\"; ville \"…\"; courriel \"…\"",
                "add them to the organisation: address \"…\"; city \"…\"; email \"…\""
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_first_draft_is_no_entry() {
        let text = "traitement t { tâche a { collecte \"Courriel\" pour \"Envoyer la lettre\" dans \"Liste\" } }";
        assert_eq!(messages("register-field-missing", text), [""; 0]);
    }

    #[test]
    fn each_empty_field_is_told_once() {
        let text = "traitement t { référence T-1; responsable \"Osiris\"; finalité p \"Livrer\"\n\
                    tâche a { collecte \"Nom\" pour p }\n tâche b { utilisation \"Nom\" pour p } }";
        let found = messages("register-field-missing", text);
        assert!(found.len() == 2 && found[0].contains("destinataires") && found[1].contains("mesures"), "{found:?}");
    }

    #[test]
    fn a_processor_is_a_recipient() {
        let text = "organisation c \"CentreCall\"\nmesure m \"Contrôle d'accès\"\ntraitement t { responsable \"Osiris\"; sous-traitant c contrat \"C1\"\n\
                    finalité p \"Livrer\"\n tâche a { collecte \"Nom\" pour p } }";
        assert_eq!(messages("register-field-missing", text), [""; 0]);
    }
}
