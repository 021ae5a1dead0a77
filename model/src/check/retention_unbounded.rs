//! A retention that never ends, or ends only when the person asks.
//!
//! ## Français : conservation sans terme
//! Les données sont gardées le temps nécessaire à leur finalité, et ce temps est limité au strict minimum (RGPD art.
//! 5(1)(e), considérant 39). « Illimitée », « tant que le compte existe », « le temps nécessaire » ne fixent rien ; «
//! jusqu'à la demande de la personne » renvoie à elle une obligation du responsable.
//!
//! La règle regarde le critère de chaque clause `durée`, d'après une liste datée de formules. « Jusqu'à la fin du
//! contrat » est un critère et passe.
//!
//! Limites : elle reconnaît des formules : un critère sans fin dit autrement passe.
//!
//! ## English
//! Data are kept as long as their purpose needs, and that time is limited to a strict minimum (GDPR art. 5(1)(e),
//! recital 39). “Unlimited”, “as long as the account exists”, “the time necessary” set nothing; “until the person asks”
//! hands the controller's duty over to them.
//!
//! The rule looks at the criterion of each `durée` (`retention`) clause, after a dated list of phrases. “Until the end
//! of the contract” is a criterion and passes.
//!
//! Limits: it recognises phrases: an endless criterion in other words passes.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité durée jusqu'à "la demande de la personne"
//! #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! magasin base durée "illimitée"
//! #            ^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité durée jusqu'à "la fin du contrat"
//! magasin base durée 3 ans après "la fin du contrat"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::retentions;
use crate::process::RetentionLimit;
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "retention-unbounded",
    code: "RET-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(e), considérant 39",
    manual: include_str!("retention_unbounded.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (holder, operation, retention) in retentions(context.model) {
        let RetentionLimit::Until(criterion) = &retention.limit else { continue };
        let ends = words::holds(criterion, words::bounded_requests()).is_some();
        if ends || words::holds(criterion, words::unbounded_retention()).is_none() {
            continue;
        }
        let title = holder.title();
        let finding = Finding::new(
            retention.span,
            text!("« {title} » : « {criterion} » ne fixe aucune fin à la conservation", "“{title}”: “{criterion}” sets no end to the retention"),
        )
        .about(holder)
        .help(text!(
            "écrire une durée et son point de départ, ou un événement qui arrive toujours : durée jusqu'à \"la fin du contrat\"",
            "write a duration and what it runs from, or an event that always comes: retention until \"the end of the contract\""
        ));
        report.push(finding.operation(operation));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn criteria_that_come_to_an_end_pass() {
        for criterion in ["la fin du contrat", "le paiement complet", "la clôture de l'enquête", "le retrait du consentement", "le 31 décembre", "la clôture de la demande du client"] {
            assert_eq!(messages("retention-unbounded", &format!("donnée d identité durée jusqu'à \"{criterion}\"")), [""; 0]);
        }
    }

    #[test]
    fn criteria_without_end_do_not() {
        for criterion in ["tant que le client n'a pas demandé l'effacement", "durée indéterminée", "temps nécessaire au traitement", "le client ne nous a pas demandé l'effacement"] {
            assert_eq!(messages("retention-unbounded", &format!("donnée d identité durée \"{criterion}\"")).len(), 1, "{criterion}");
        }
    }
}
