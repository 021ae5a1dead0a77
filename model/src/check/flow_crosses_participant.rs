//! A sequence flow between two participants.
//!
//! ## Français : flux de séquence entre deux participants
//! Un flux de séquence ordonne les étapes d'un même participant. D'un participant à l'autre, rien ne passe que des
//! messages : c'est là que les données changent de mains, et le diagramme doit le montrer.
//!
//! La règle regarde les deux bouts de chaque flèche `->`.
//!
//! Limites : elle ne dit pas quel message la flèche voulait être.
//!
//! ## English
//! A sequence flow orders the steps of one participant. From one participant to another only messages pass: that is where
//! data change hands, and the diagram must show it.
//!
//! The rule looks at both ends of each `->` arrow.
//!
//! Limits: it does not tell which message the arrow meant to be.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre { tâche appeler }
//!     participant prospect { tâche repondre }
//!     appeler -> repondre
//! #   ^^^^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre { tâche appeler }
//!     participant prospect { tâche repondre }
//!     appeler ~> repondre : "Questions"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "flow-crosses-participant",
    code: "BPM-20",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, Sequence Flow Connections Rules",
    manual: include_str!("flow_crosses_participant.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for flow in model.flows.values() {
        let (Some(from), Some(to)) = (flow.from.to, flow.to.to) else { continue };
        let (from, to) = (&model.nodes[from], &model.nodes[to]);
        if from.participant == to.participant {
            continue;
        }
        let (first, last) = (from.head.title(), to.head.title());
        report.push(
            Finding::new(
                flow.head.span,
                text!(
                    "le flux de « {first} » à « {last} » passe d'un participant à un autre",
                    "the flow from “{first}” to “{last}” goes from one participant to another"
                ),
            )
            .about(&flow.head)
            .help(text!("en faire un message : `~>` au lieu de `->`", "make it a message: `~>` instead of `->`")),
        );
    }
}
