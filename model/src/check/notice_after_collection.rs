//! Data collected from the person before the person is informed.
//!
//! ## Français : données collectées avant d'informer la personne
//! La personne est informée au moment où ses données sont obtenues (RGPD art. 13(1)), donc au plus tard à l'étape qui les
//! collecte : une information donnée ensuite, ou sur une branche seulement, vient trop tard.
//!
//! La règle regarde chaque `collecte` auprès de la personne (`depuis` elle, ou sans origine dite) : sur tout chemin, une
//! ligne `informe` à ces personnes doit la précéder, dans la même étape ou avant. Une branche parallèle ne précède rien.
//! Une seconde collecte après une première déjà signalée ne l'est pas. L'enregistrement d'une voix a sa propre règle.
//!
//! Limites : elle croit ce que dit la ligne `informe` : ni le support ni les mots ne sont jugés ; ce qui est dit hors
//! du processus n'est pas vu.
//!
//! ## English
//! The person is informed when the data are obtained (GDPR art. 13(1)), so at the latest in the step that collects them:
//! a notice given later, or on one branch only, comes too late.
//!
//! The rule looks at each `collecte` (`collection`) from the person (`from` them, or without a stated origin): on every
//! path a line `informs` to these persons must come before it, in the same step or earlier. A parallel branch comes
//! before nothing. A second collection after one already reported is not. Recording a voice has a rule of its own.
//!
//! Limits: it believes what the `informe` (`informs`) line says: neither medium nor words are judged; what is said
//! outside the process is not seen.
//!
//! ## Exemple
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     participant interrogé "Personne interrogée"
//!     participant centre {
//!         début joint
//!         tâche entretien {
//!             collecte "Nom" sur prospect depuis interrogé pour "Étude"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         tâche présenter {
//!             informe prospect de finalité, accès
//!         }
//!         fin fini
//!     }
//!     joint -> entretien -> présenter -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     participant interrogé "Personne interrogée"
//!     participant centre {
//!         début joint
//!         tâche présenter {
//!             informe prospect de finalité, accès
//!         }
//!         tâche entretien {
//!             collecte "Nom" sur prospect depuis interrogé pour "Étude"
//!         }
//!         fin fini
//!     }
//!     joint -> présenter -> entretien -> fini
//! }
//! ```

use super::lookup::{Source, Uninformed};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::OperationKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "notice-after-collection",
    code: "INF-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 13(1)",
    manual: include_str!("notice_after_collection.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let direct: Vec<_> = (context.operations().iter().copied())
        .filter(|op| op.operation.kind == OperationKind::Collection && !context.records_voice(op.operation))
        .filter(|op| matches!(context.source(op), Source::Person | Source::Unsaid))
        .collect();
    for Uninformed { op, whom: (fr, en), path } in context.uninformed(direct) {
        let head = context.head(op.node);
        let step = head.title();
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » collecte des données alors que, sur un chemin au moins, rien n'a informé « {fr} »",
                    "“{step}” collects data although, on one path at least, nothing has informed “{en}”"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(path)
            .help(text!(
                "ajouter avant cette ligne, ou à une étape par laquelle tout chemin passe : informe … de responsable, finalité, …",
                "add before this line, or in a step that every path goes through: informs … of controller, purpose, …"
            )),
        );
    }
}
