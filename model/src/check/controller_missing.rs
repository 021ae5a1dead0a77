//! No controller, or a person where an organisation is expected.
//!
//! ## Français : traitement sans responsable
//! Le responsable du traitement en détermine les finalités et les moyens (RGPD art. 4(7)) ; son nom et ses coordonnées
//! ouvrent le registre (art. 30(1)(a)). C'est l'organisme, pas la personne qui y travaille : celle-ci peut le
//! représenter.
//!
//! La règle regarde chaque traitement : il n'a pas de clause `responsable`, ou celle-ci ne nomme qu'une personne
//! (« Mme … ») sans organisme. Un BPMN qui ne dit rien de données personnelles n'est pas concerné.
//!
//! Limites : elle ne dit pas si l'organisme nommé décide vraiment des finalités et des moyens.
//!
//! ## English
//! The controller determines the purposes and means (GDPR art. 4(7)); its name and contact details open the record
//! (art. 30(1)(a)). It is the organisation, not the person who works there and may represent it.
//!
//! The rule looks at each activity: it has no `responsable` (`controller`) clause, or that names only a person (“Mrs …”)
//! without an organisation. A BPMN file that says nothing of personal data is not concerned.
//!
//! Limits: it does not tell whether the organisation named does decide on purposes and means.
//!
//! ## Exemple
//! ```recens
//! traitement fidelisation "Fidélisation de la clientèle" {
//! #          ^^^^^^^^^^^^
//! }
//! traitement etude "Étude de marché" {
//!     responsable "Mme Anne Bertin"
//! #               ^^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation artemis "Artemis" { représentant "Mme Anne Bertin" }
//! traitement fidelisation "Fidélisation de la clientèle" {
//!     responsable artemis
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Activity, Id, Model};
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "controller-missing",
    code: "ACT-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 4(7), 30(1)(a)",
    manual: include_str!("controller_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (_, activity) in model.activities.iter().filter(|(id, activity)| activity.declared || handles_data(model, *id)) {
        let title = activity.head.title();
        if activity.controllers.is_empty() && activity.joint.is_empty() {
            report.push(
                Finding::new(activity.head.span, text!("« {title} » n'a pas de responsable du traitement", "“{title}” has no controller"))
                    .about(&activity.head)
                    .help(text!("ajouter `responsable` et l'organisme qui décide du traitement", "add `controller` and the organisation that decides on the processing")),
            );
        }
        for controller in activity.controllers.iter().chain(&activity.joint) {
            let Some(organisation) = controller.to else { continue };
            let name = model.organisations[organisation].head.title();
            if is_person_alone(name) {
                report.push(
                    Finding::new(
                        controller.span,
                        text!(
                            "« {name} » est une personne : le responsable du traitement est l'organisme",
                            "“{name}” is a person: the controller is the organisation"
                        ),
                    )
                    .about(&activity.head)
                    .help(text!(
                        "nommer l'organisme, et la personne comme son représentant : organisation … {{ représentant \"{name}\" }}",
                        "name the organisation, and the person as its representative: organisation … {{ representative \"{name}\" }}"
                    )),
                );
            }
        }
    }
}

/// Whether a plain BPMN process says anything of personal data.
fn handles_data(model: &Model, activity: Id<Activity>) -> bool {
    model.operations.values().any(|operation| model.nodes[operation.node].activity == Some(activity))
}

/// « Mme Anne Bertin », but not « Mme Anne Bertin, Artemis »: what follows a comma, a dash or a bracket is the organisation.
fn is_person_alone(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    words::is(first, words::civilities()).is_some() && !name.contains([',', '(', '—', '–', '/', '-'])
}
