//! Consent that is obtained but written nowhere.
//!
//! ## Français : consentement recueilli et consigné nulle part
//! Le responsable doit pouvoir démontrer que la personne a consenti (RGPD art. 7(1)). Un accord donné de vive voix et
//! consigné nulle part ne prouve rien.
//!
//! La règle regarde chaque ligne `recueille consentement` : elle ne dit pas `dans` quel magasin, et l'étape n'enregistre
//! rien ni n'écrit dans aucun magasin ou document.
//!
//! Limites : tout enregistrement fait dans l'étape suffit, même s'il ne porte pas sur l'accord.
//!
//! ## English
//! The controller must be able to demonstrate that the person has consented (GDPR art. 7(1)). An agreement given aloud
//! and noted nowhere proves nothing.
//!
//! The rule looks at each line `recueille consentement` (`obtains consent`): it does not say `dans` (`in`) which store,
//! and the step records nothing and writes to no store or document.
//!
//! Limits: any recording made in the step is enough, even if it is not of the agreement.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     tâche demander {
//!         recueille consentement pour preuve
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     tâche demander {
//!         recueille consentement pour preuve dans "Base des accords"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{AssociationEnd, AssociationKind, Fact, Id, Model, Node, Operation, OperationKind};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "consent-unrecorded",
    code: "CON-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 7(1)",
    manual: include_str!("consent_unrecorded.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, node) in model.nodes.iter() {
        for fact in &node.facts {
            let Fact::Consent(consent) = fact else { continue };
            if consent.withdrawn || !consent.into.is_empty() || writes(model, id) {
                continue;
            }
            let step = node.head.title();
            report.push(
                Finding::new(
                    consent.span,
                    text!("« {step} » : rien ne garde la preuve du consentement", "“{step}”: nothing keeps the proof of consent"),
                )
                .about(&node.head)
                .help(text!("ajouter `dans` et le magasin où l'accord est consigné", "add `in` and the store where the agreement is noted")),
            );
        }
    }
}

/// Whether the step records something: an operation that writes, or an arrow to a store or document.
fn writes(model: &Model, node: Id<Node>) -> bool {
    let operation = |id: Id<Operation>| {
        let operation = &model.operations[id];
        !operation.into.is_empty() || matches!(operation.kind, OperationKind::Recording | OperationKind::Storage)
    };
    let drawn = model.associations.values().any(|association| {
        association.kind == AssociationKind::Data
            && association.from.to == Some(AssociationEnd::Node(node))
            && matches!(association.to.to, Some(AssociationEnd::Artifact(_)))
    });
    drawn || model.nodes[node].operations().any(operation)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn the_step_that_records_the_agreement_keeps_its_proof() {
        let text = "traitement t { finalité p \"Preuve de l'appel\" base consentement\n\
                    tâche a { recueille consentement pour p\n enregistrement \"Accord\" pour p dans \"Base\" } }";
        assert_eq!(messages("consent-unrecorded", text), [""; 0]);
    }

    #[test]
    fn a_withdrawal_is_no_consent() {
        let text = "traitement t { finalité p \"Preuve de l'appel\" base consentement\ntâche a { retire consentement pour p } }";
        assert_eq!(messages("consent-unrecorded", text), [""; 0]);
    }
}
