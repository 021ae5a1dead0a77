//! A declared datum that nothing handles.
//!
//! ## Français : donnée déclarée que rien ne manipule
//! Le registre ne décrit que les données traitées, et l'on ne traite que celles qui sont nécessaires (RGPD art.
//! 5(1)(c)). Une donnée déclarée que rien ne manipule est de trop, ou il manque l'étape qui s'en sert.
//!
//! La règle regarde chaque donnée déclarée dans le fichier lu : aucune opération, aucun message, aucun document, aucun
//! magasin ne la nomme. Les données d'un fichier importé, qui peut servir à d'autres, ne sont pas regardées.
//!
//! Limites : une donnée nommée une seule fois compte comme manipulée, même si rien ne s'en sert ensuite ; voir
//! `collected-unused`.
//!
//! ## English
//! The record describes only the data processed, and only those needed are processed (GDPR art. 5(1)(c)). A declared
//! datum that nothing handles is one too many, or the step that uses it is missing.
//!
//! The rule looks at each datum declared in the file itself: no operation, message, document or store names it. The data
//! of an imported file, which may serve others, are not looked at.
//!
//! Limits: a datum named once counts as handled, even if nothing uses it afterwards; see `collected-unused`.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité
//! donnée fax "Numéro de fax" identité
//! #      ^^^
//! traitement etude {
//!     tâche inviter { collecte nom pour "Inviter" }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité
//! traitement etude {
//!     tâche inviter { collecte nom pour "Inviter" }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{declared_here, in_use};
use crate::process::ArtifactKind;
use foldhash::HashSet;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "data-unused",
    code: "DON-02",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 5(1)(c)",
    manual: include_str!("data_unused.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let operations = model.operations.values().flat_map(|operation| &operation.data);
    let messages = model.messages.values().flat_map(|message| &message.carries);
    let stores = model.stores.values().flat_map(|store| &store.contains);
    let documents = model.artifacts.values().filter_map(|artifact| match &artifact.kind {
        ArtifactKind::Document { contains, .. } => Some(contains),
        _ => None,
    });
    let handled: HashSet<_> = operations.chain(messages).chain(stores).chain(documents.flatten()).filter_map(|datum| datum.to).collect();
    for (id, datum) in model.data.iter().filter(|(_, datum)| declared_here(&datum.head)) {
        if handled.contains(&id) || !in_use(model, datum.head.scope) {
            continue;
        }
        let label = datum.head.title();
        report.push(
            Finding::new(datum.head.span, text!("rien ne manipule la donnée « {label} »", "nothing handles the datum “{label}”"))
                .about(&datum.head)
                .help(text!("écrire l'opération qui s'en sert, ou retirer la donnée", "write the operation that uses it, or take the datum out")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_store_or_a_message_handles_it_too() {
        let text = "donnée nom identité\ndonnée voix vie-personnelle\nmagasin base contient nom\n\
                    traitement t { participant a\n participant b { tâche c { collecte \"Ville\" pour \"Livrer\" } }\n a ~> c porte voix }";
        assert_eq!(messages("data-unused", text), [""; 0]);
    }

    #[test]
    fn declarations_alone_are_left_alone() {
        assert_eq!(messages("data-unused", "donnée nom identité"), [""; 0]);
    }
}
