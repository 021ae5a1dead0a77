//! An end that parallel branches reach one after the other.
//!
//! ## Français : fin annoncée plusieurs fois
//! Quand deux branches parallèles mènent au même événement de fin, la fin est annoncée alors que l'autre branche travaille
//! encore, puis une seconde fois.
//!
//! La règle joue le processus, jeton par jeton : un même événement de fin est atteint deux fois dans une exécution. Deux fins
//! distinctes pour deux branches conviennent ; une terminaison aussi.
//!
//! Limites : les conditions des branches ne sont pas évaluées.
//!
//! ## English
//! When two parallel branches lead to the same end event, the end is announced while the other branch is still at work, and
//! then once more.
//!
//! The rule plays the process, token by token: one end event is reached twice in one run. Two ends for two branches are
//! fine, and so is a terminate end.
//!
//! Limits: the conditions of branches are not evaluated.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         parallèle deux
//!         tâche noter
//!         tâche passer
//!         fin fini
//! #           ^^^^
//!     }
//!     joint -> deux
//!     deux -> noter -> fini
//!     deux -> passer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         parallèle deux
//!         tâche noter
//!         tâche passer
//!         parallèle réunion
//!         fin fini
//!     }
//!     joint -> deux
//!     deux -> noter -> réunion -> fini
//!     deux -> passer -> réunion
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "improper-completion",
    code: "SND-04",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, 13.5.1",
    manual: include_str!("improper_completion.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for trace in &context.soundness().improper {
        let head = context.head(trace.node);
        let (fr, en) = named(&context.model.nodes[trace.node]);
        report.push(
            Finding::new(head.span, text!("{fr} peut être atteint deux fois dans une même exécution", "{en} can be reached twice in one run"))
                .about(head)
                .path(context.witness(|| trace.path.clone()))
                .help(text!("réunir les branches par une passerelle parallèle avant la fin, ou donner une fin à chacune", "join the branches with a parallel gateway before the end, or give each its own end")),
        );
    }
}
