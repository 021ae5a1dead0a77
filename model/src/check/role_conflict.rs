//! An organisation that is both controller and processor of one activity.
//!
//! ## Français : responsable et sous-traitant du même traitement
//! Le responsable décide des finalités et des moyens ; le sous-traitant agit pour le compte d'un autre, sur ses
//! instructions (RGPD art. 4(7) et (8)). Nul ne sous-traite pour soi-même : l'un des deux rôles est faux, et avec lui le
//! contrat, l'information des personnes et qui tient le registre. Un sous-traitant qui décide lui-même devient
//! responsable (art. 28(10)).
//!
//! La règle signale, traitement par traitement, une organisation écrite à la fois `responsable` (ou
//! `conjoint`) et `sous-traitant`.
//!
//! Limites : elle compare les rôles déclarés ; qu'une organisation agisse pour une autre sans que rien ne le déclare
//! lui échappe.
//!
//! ## English: controller and processor of one activity
//! The controller decides on purposes and means; the processor acts on behalf of another, on instructions (GDPR art. 4(7)
//! and (8)). Nobody is a processor for itself: one of the two roles is wrong, and with it the contract, the notice and who
//! keeps the record. A processor that decides by itself becomes a controller (art. 28(10)).
//!
//! The rule tells, activity by activity, an organisation written both as `controller` (or `joint-controller`) and as
//! `processor`.
//!
//! Limits: it compares the roles declared; that an organisation acts for another where nothing declares it escapes it.
//!
//! ## Exemple
//! ```recens
//! organisation artemis "Artemis"
//! organisation centrecall "CentreCall"
//! traitement fidelisation {
//!     responsable centrecall
//!     sous-traitant centrecall contrat "CT-1"
//! #                 ^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation artemis "Artemis"
//! organisation centrecall "CentreCall"
//! traitement fidelisation {
//!     responsable artemis
//!     sous-traitant centrecall contrat "CT-1"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "role-conflict",
    code: "ACT-02",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 4(7)-(8), 28(10)",
    manual: include_str!("role_conflict.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for activity in model.activities.values() {
        let decides = |organisation| activity.controllers.iter().chain(&activity.joint).any(|one| one.to == Some(organisation));
        for processor in &activity.processors {
            let Some(organisation) = processor.organisation.to.filter(|id| decides(*id)) else { continue };
            let (name, title) = (model.organisations[organisation].head.title(), activity.head.title());
            report.push(
                Finding::new(
                    processor.organisation.span,
                    text!(
                        "« {name} » est à la fois responsable et sous-traitant de « {title} »",
                        "“{name}” is both controller and processor of “{title}”"
                    ),
                )
                .about(&activity.head)
                .help(text!(
                    "garder un seul rôle : responsable si elle décide des finalités et des moyens, sous-traitant si elle agit pour un autre",
                    "keep one role: controller if it decides on purposes and means, processor if it acts for another"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn one_organisation_may_have_another_role_in_another_activity() {
        let text = "organisation a \"Artemis\"\norganisation c \"CentreCall\"\n\
                    traitement t { responsable a; sous-traitant c contrat \"C1\" }\ntraitement paie { responsable c }";
        assert_eq!(messages("role-conflict", text), [""; 0]);
    }

    #[test]
    fn each_activity_is_told() {
        let one = |name: &str| format!("traitement {name} {{ responsable c; sous-traitant c }}\n");
        assert_eq!(messages("role-conflict", &format!("organisation c \"CentreCall\"\n{}{}", one("t"), one("u"))).len(), 2);
    }
}
