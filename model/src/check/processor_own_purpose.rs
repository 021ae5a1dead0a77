//! A processor that uses the data for a purpose of its own.
//!
//! ## Français : sous-traitant qui poursuit sa propre finalité
//! Le sous-traitant n'agit que sur instruction du responsable (RGPD art. 28(3)(a)) ; s'il détermine lui-même une finalité, il
//! en devient le responsable (art. 28(10)).
//!
//! La règle regarde chaque opération d'une étape d'un sous-traitant du traitement : elle sert une finalité que déclare un
//! autre traitement, dont le responsable n'est pas celui-ci.
//!
//! Limites : une finalité qu'aucun traitement ne déclare relève de `purpose-undeclared`.
//!
//! ## English
//! The processor acts only on the controller's instructions (GDPR art. 28(3)(a)); if it determines a purpose itself it
//! becomes the controller for it (art. 28(10)).
//!
//! The rule looks at each operation in a step of a processor of the activity: it serves a purpose that another activity
//! declares, whose controller is not this one's.
//!
//! Limits: a purpose that no activity declares is for `purpose-undeclared`.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! traitement démarchage {
//!     responsable centrecall
//!     finalité vendre "Vendre les services de CentreCall"
//! }
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     participant centrecall {
//!         début joint
//!         tâche exploiter {
//!             utilisation "Avis" pour vendre
//! #                                   ^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> exploiter -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     finalité attentes "Connaître les attentes"
//!     participant centrecall {
//!         début joint
//!         tâche exploiter {
//!             utilisation "Avis" pour attentes
//!         }
//!         fin fini
//!     }
//!     joint -> exploiter -> fini
//! }
//! ```

use super::storage::is_processor;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;
use foldhash::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "processor-own-purpose",
    code: "STT-04",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 28(3)(a), 28(10)",
    manual: include_str!("processor_own_purpose.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter().filter(|(_, operation)| is_processor(model, operation.node)) {
        let head = context.head(operation.node);
        let Some(own) = model.nodes[operation.node].activity else { continue };
        let controllers = |activity| -> HashSet<_> {
            let activity: &crate::process::Activity = &model.activities[activity];
            activity.controllers.iter().chain(&activity.joint).filter_map(|controller| controller.to).collect()
        };
        for written in &operation.purposes {
            let Some(purpose) = written.to.map(|id| &model.purposes[id].head).filter(|head| !head.on_the_spot) else { continue };
            let Some(other) = purpose.scope.filter(|scope| *scope != own && controllers(*scope).is_disjoint(&controllers(own))) else { continue };
            let (step, title, activity) = (head.title(), purpose.title(), model.activities[other].head.title());
            report.push(
                Finding::new(
                    written.span,
                    text!(
                        "« {step} », chez le sous-traitant, sert « {title} », une finalité de « {activity} » que le responsable n'a pas fixée",
                        "“{step}”, at the processor's, serves “{title}”, a purpose of “{activity}” that the controller did not set"
                    ),
                )
                .about(head)
                .operation(id)
                .help(text!(
                    "retirer cette opération, ou faire fixer la finalité par le responsable dans ce traitement",
                    "take this operation out, or have the controller set the purpose in this activity"
                )),
            );
        }
    }
}
