//! A step that no arrow joins to the rest.
//!
//! ## Français : étape que rien ne relie
//! Une étape isolée n'est sur aucun chemin : elle ne s'exécute jamais, ou l'on a oublié de dire quand. Ce qu'elle fait aux
//! données échappe alors à toute vérification de l'ordre.
//!
//! La règle regarde chaque étape sans flux de séquence entrant ni sortant. Un sous-processus événementiel, une activité de
//! compensation, ce qui est dans un sous-processus ad hoc n'ont pas besoin de flèche.
//!
//! Limites : un groupe d'étapes reliées entre elles mais à rien d'autre relève de `no-implicit-start` et de
//! `dead-step`.
//!
//! ## English
//! An isolated step is on no path: it never runs, or when it does was left out. What it does to data then escapes every
//! check of the order.
//!
//! The rule looks at each step without incoming or outgoing sequence flow. An event sub-process, a compensation activity
//! and what is inside an ad-hoc sub-process need no arrow.
//!
//! Limits: a group of steps joined to each other but to nothing else is for `no-implicit-start` and `dead-step`.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         tâche relancer
//! #             ^^^^^^^^
//!         fin fini
//!     }
//!     joint -> appeler -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         tâche relancer
//!         fin fini
//!     }
//!     joint -> appeler -> relancer -> fini
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Event, Model, Node, NodeKind, SubProcess, SubProcessKind, Trigger};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-disconnected",
    code: "BPM-04",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, Sequence Flow Connections Rules",
    manual: include_str!("no_disconnected.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (id, node) in context.model.nodes.iter() {
        let joined = !context.graph.incoming(id).is_empty() || !context.graph.outgoing(id).is_empty();
        if joined || needs_no_flow(context.model, node) {
            continue;
        }
        let (fr, en) = named(node);
        report.push(
            Finding::new(node.head.span, text!("{fr} n'est relié à rien", "{en} is joined to nothing"))
                .about(&node.head)
                .help(text!(
                    "ajouter une flèche `a -> b` depuis l'étape qui précède et vers celle qui suit, ou retirer l'étape",
                    "add an arrow `a -> b` from the step before and to the one after, or take the step out"
                )),
        );
    }
}

/// Whether a step may stand without arrows.
pub(super) fn needs_no_flow(model: &Model, node: &Node) -> bool {
    let ad_hoc = node.parent.is_some_and(|parent| matches!(&model.nodes[parent].kind, NodeKind::SubProcess(sub) if sub.kind == SubProcessKind::AdHoc));
    ad_hoc
        || match &node.kind {
            NodeKind::SubProcess(SubProcess { kind, compensation, .. }) => *kind == SubProcessKind::Event || *compensation,
            NodeKind::Task(task) => task.compensation,
            NodeKind::Call(call) => call.compensation,
            NodeKind::Event(Event { trigger, host, .. }) => host.is_some() && *trigger == Trigger::Compensation,
            NodeKind::Gateway(_) => false,
        }
}
