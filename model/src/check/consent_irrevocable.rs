//! A purpose based on consent that no step lets the person withdraw.
//!
//! ## Français : consentement que rien ne permet de retirer
//! La personne peut retirer son consentement à tout moment, aussi simplement qu'elle l'a donné (RGPD art. 7(3)).
//!
//! La règle regarde chaque finalité de base `consentement` qu'une étape sert ou pour laquelle une étape recueille un
//! accord : aucune ligne `retire consentement` ne la nomme. Un événement de bord ou un sous-processus événementiel
//! convient, puisque le retrait peut survenir à tout moment.
//!
//! Limites : elle ne juge pas si retirer est aussi simple que donner, ni si une étape mène au retrait.
//!
//! ## English
//! The person may withdraw consent at any time, as easily as it was given (GDPR art. 7(3)).
//!
//! The rule looks at each purpose with the basis `consentement` (`consent`) that a step serves or for which a step
//! obtains consent: no line `retire consentement` (`withdraws consent`) names it. A boundary event or an event
//! sub-process fits, since withdrawal may come at any time.
//!
//! Limits: it does not judge whether withdrawing is as easy as giving, nor whether a step leads to the withdrawal.
//!
//! ## Exemple
//! ```recens
//! traitement lettre {
//!     finalité informer "Envoyer la lettre" base consentement
//! #            ^^^^^^^^
//!     tâche inscrire {
//!         recueille consentement pour informer dans "Base des abonnés"
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement lettre {
//!     finalité informer "Envoyer la lettre" base consentement
//!     tâche inscrire {
//!         recueille consentement pour informer dans "Base des abonnés"
//!     }
//!     tâche désinscrire {
//!         retire consentement pour informer
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::serves;
use crate::process::{BasisKind, ConsentFact, Fact};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "consent-irrevocable",
    code: "CON-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 7(3)",
    manual: include_str!("consent_irrevocable.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let consents: Vec<_> = (model.nodes.values().flat_map(|node| &node.facts))
        .filter_map(|fact| if let Fact::Consent(consent) = fact { Some(consent) } else { None })
        .collect();
    for (id, purpose) in model.purposes.iter() {
        if purpose.basis.as_ref().is_none_or(|basis| basis.value.kind != BasisKind::Consent) {
            continue;
        }
        let named = |consent: &ConsentFact| consent.purposes.iter().any(|purpose| purpose.to == Some(id));
        let served = model.operations.values().any(|operation| serves(operation, id));
        let obtained = consents.iter().any(|consent| !consent.withdrawn && named(consent));
        let withdrawn = consents.iter().any(|consent| consent.withdrawn && (named(consent) || consent.purposes.is_empty()));
        if withdrawn || !(served || obtained) {
            continue;
        }
        let (label, name) = (purpose.head.title(), &purpose.head.name);
        report.push(
            Finding::new(
                purpose.head.span,
                text!("aucune étape ne permet de retirer le consentement pour « {label} »", "no step lets the person withdraw consent for “{label}”"),
            )
            .about(&purpose.head)
            .help(text!(
                "ajouter une étape ou un événement avec `retire consentement pour {name}`",
                "add a step or an event with `withdraws consent for {name}`"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_purpose_that_no_step_serves_is_not_looked_at() {
        assert_eq!(messages("consent-irrevocable", "traitement t { finalité p \"Inviter au salon\" base consentement }"), [""; 0]);
    }
}
