//! A declared purpose that no operation serves.
//!
//! ## Français : finalité déclarée que rien ne sert
//! Chaque finalité annoncée justifie une collecte (RGPD art. 5(1)(c)). Si aucune opération n'y sert, elle est oubliée
//! dans les étapes ou de trop dans le registre, et la personne est informée d'un usage qui n'existe pas.
//!
//! La règle regarde chaque finalité déclarée d'un traitement dont les étapes disent ce qu'elles font aux données :
//! aucune clause `pour` ne la nomme. Recueillir un consentement pour elle ne suffit pas à la servir.
//!
//! Limites : un traitement dont aucune étape ne dit ce qu'elle fait aux données n'est pas regardé.
//!
//! ## English
//! Each purpose announced justifies a collection (GDPR art. 5(1)(c)). Where no operation serves it, it was forgotten in
//! the steps or is one too many in the record, and the person is told of a use that does not exist.
//!
//! The rule looks at each declared purpose of an activity whose steps say what they do to data: no `pour` (`for`) clause
//! names it. Obtaining consent for it is not serving it.
//!
//! Limits: an activity of which no step says what it does to data is not looked at.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes du marché"
//!     finalité preuve "Preuve de l'appel"
//! #            ^^^^^^
//!     tâche entretien {
//!         collecte "Réponses" pour attentes
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes du marché"
//!     finalité preuve "Preuve de l'appel"
//!     tâche entretien {
//!         collecte "Réponses" pour attentes
//!         enregistrement "Voix" pour preuve
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{declared_here, in_use, serves};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "purpose-unused",
    code: "FIN-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(c)",
    manual: include_str!("purpose_unused.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, purpose) in model.purposes.iter().filter(|(_, purpose)| declared_here(&purpose.head)) {
        if !in_use(model, purpose.head.scope) || model.operations.values().any(|operation| serves(operation, id)) {
            continue;
        }
        let (label, name) = (purpose.head.title(), &purpose.head.name);
        report.push(
            Finding::new(
                purpose.head.span,
                text!("aucune opération ne sert la finalité « {label} »", "no operation serves the purpose “{label}”"),
            )
            .about(&purpose.head)
            .help(text!(
                "ajouter `pour {name}` aux opérations qui y servent, ou retirer la finalité",
                "add `for {name}` to the operations that serve it, or take the purpose out"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_register_entry_without_steps_is_left_alone() {
        let text = "traitement t { finalité p \"Suivre les commandes\" }\ntraitement u { tâche a { collecte \"Nom\" pour \"Livrer\" } }";
        assert_eq!(messages("purpose-unused", text), [""; 0]);
    }
}
