//! A processor without a contract.
//!
//! ## Français : sous-traitant sans contrat
//! Le traitement par un sous-traitant est régi par un contrat ou un autre acte juridique qui le lie au responsable : objet,
//! durée, nature, finalité, données, obligations (RGPD art. 28(3)). Sans lui, le sous-traitant n'a pas d'instructions.
//!
//! La règle regarde chaque clause `sous-traitant` d'un traitement : il lui manque `contrat "référence"`.
//!
//! Limites : elle ne lit pas le contrat : elle voit seulement sa référence.
//!
//! ## English
//! Processing by a processor is governed by a contract or other legal act that binds it to the controller: subject matter,
//! duration, nature, purpose, data, duties (GDPR art. 28(3)). Without one the processor has no instructions.
//!
//! The rule looks at each `sous-traitant` (`processor`) clause of an activity that lacks `contrat "reference"`.
//!
//! Limits: it does not read the contract: it only sees its reference.
//!
//! ## Exemple
//! ```recens
//! organisation centrecall "CentreCall"
//! traitement fidelisation {
//!     sous-traitant centrecall
//! #                 ^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation centrecall "CentreCall"
//! traitement fidelisation {
//!     sous-traitant centrecall contrat "CT-2024-07"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "processor-contract-missing",
    code: "STT-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 28(3)",
    manual: include_str!("processor_contract_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for activity in model.activities.values() {
        for processor in &activity.processors {
            if processor.contract.as_ref().is_some_and(|contract| !contract.value.trim().is_empty()) {
                continue;
            }
            let organisation = &processor.organisation;
            let name = organisation.to.map_or(organisation.text.as_str(), |id| model.organisations[id].head.title());
            report.push(
                Finding::new(
                    organisation.span,
                    text!("le sous-traitant « {name} » n'a pas de référence de contrat", "the processor “{name}” has no contract reference"),
                )
                .about(&activity.head)
                .help(text!("ajouter `contrat \"référence\"`", "add `contract \"reference\"`")),
            );
        }
    }
}
