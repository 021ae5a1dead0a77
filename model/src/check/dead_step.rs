//! A step that can never happen.
//!
//! ## Français : étape qui ne peut jamais avoir lieu
//! Une étape qu'aucun chemin n'atteint ne se fera jamais : une flèche manque, ou un cercle d'étapes n'a pas d'entrée.
//!
//! La règle joue le processus, jeton par jeton, depuis chacun de ses débuts, et signale la première étape de chaque groupe jamais
//! atteint. Là où un blocage l'explique, c'est lui qui est signalé.
//!
//! Limites : les conditions ne sont pas évaluées : une branche toujours fausse passe pour possible.
//!
//! ## English
//! A step that no path reaches will never happen: an arrow is missing, or a circle of steps has no way in.
//!
//! The rule plays the process, token by token, from each of its starts, and reports the first step of each group that is
//! never reached. Where a deadlock explains it, that is reported.
//!
//! Limits: conditions are not evaluated: a branch that is always false passes for possible.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         fin fini
//!         tâche relancer
//! #             ^^^^^^^^
//!         tâche attendre
//!     }
//!     joint -> appeler -> fini
//!     relancer -> attendre -> relancer
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         choix répond
//!         fin fini
//!         tâche relancer
//!     }
//!     joint -> appeler -> répond -> fini
//!     répond -> relancer -> appeler
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "dead-step",
    code: "SND-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, 13.2",
    manual: include_str!("dead_step.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for trace in &context.soundness().dead {
        let head = context.head(trace.node);
        let (fr, en) = named(&context.model.nodes[trace.node]);
        report.push(
            Finding::new(head.span, text!("{fr} ne peut jamais se faire : rien n'y mène depuis un début", "{en} can never happen: nothing leads there from a start"))
                .about(head)
                .path(context.witness(|| trace.path.clone()))
                .help(text!("ajouter la flèche qui y mène, ou retirer l'étape", "add the arrow that leads there, or take the step out")),
        );
    }
}
