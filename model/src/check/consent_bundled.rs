//! One consent for several purposes.
//!
//! ## Français : un seul consentement pour plusieurs finalités
//! Le consentement est spécifique : la personne doit pouvoir accepter une finalité et refuser l'autre (RGPD considérants
//! 32 et 43). Un accord donné en bloc n'est pas libre.
//!
//! La règle regarde chaque ligne `recueille consentement` qui nomme plusieurs finalités.
//!
//! Limites : deux lignes d'une même étape passent, même si une seule case les recueille.
//!
//! ## English
//! Consent is specific: the person must be able to accept one purpose and refuse the other (GDPR recitals 32 and 43). An
//! agreement given to all at once is not free.
//!
//! The rule looks at each line `recueille consentement` (`obtains consent`) that names several purposes.
//!
//! Limits: two lines of one step pass, even if a single box obtains both.
//!
//! ## Exemple
//! ```recens
//! traitement lettre {
//!     finalité informer "Envoyer la lettre"
//!     finalité céder "Transmettre l'adresse à un organisateur de salons"
//!     tâche inscrire {
//!         recueille consentement pour informer, céder dans "Base des abonnés"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement lettre {
//!     finalité informer "Envoyer la lettre"
//!     finalité céder "Transmettre l'adresse à un organisateur de salons"
//!     tâche inscrire {
//!         recueille consentement pour informer dans "Base des abonnés"
//!         recueille consentement pour céder dans "Base des abonnés"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Fact;
use foldhash::HashSet;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "consent-bundled",
    code: "CON-07",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 7(4), considérants 32 et 43",
    manual: include_str!("consent_bundled.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for node in model.nodes.values() {
        for fact in &node.facts {
            let Fact::Consent(consent) = fact else { continue };
            let purposes: HashSet<_> = consent.purposes.iter().filter_map(|purpose| purpose.to).collect();
            if consent.withdrawn || purposes.len() < 2 {
                continue;
            }
            let (step, count) = (node.head.title(), purposes.len());
            report.push(
                Finding::new(
                    consent.span,
                    text!(
                        "« {step} » : un seul consentement pour {count} finalités, la personne ne peut pas en refuser une",
                        "“{step}”: a single consent for {count} purposes, the person cannot refuse one of them"
                    ),
                )
                .about(&node.head)
                .help(text!("écrire une ligne `recueille consentement` pour chaque finalité", "write one line `obtains consent` for each purpose")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn withdrawing_everything_at_once_is_the_persons_right() {
        let text = "traitement t { finalité p \"Inviter\"\n finalité q \"Informer\"\n tâche a { retire consentement pour p, q } }";
        assert_eq!(messages("consent-bundled", text), [""; 0]);
    }
}
