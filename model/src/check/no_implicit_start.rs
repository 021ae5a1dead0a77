//! A step to which nothing leads, besides the start events.
//!
//! ## Français : étape à laquelle rien ne mène
//! Une étape à laquelle rien ne mène s'exécute-t-elle dès le début ? BPMN le veut, le lecteur en doute, et l'ordre des
//! opérations sur les données en dépend.
//!
//! La règle regarde chaque étape d'où part une flèche et où aucune n'arrive, dans un processus qui a un événement de
//! début. Sont exceptés les débuts, les événements de bord, les réceptions de lien, les branchements qui démarrent un
//! processus, la compensation, les sous-processus événementiels et ce qui est dans un sous-processus ad hoc. Un
//! processus sans aucun début, une étape que rien ne relie ont leur propre règle.
//!
//! Limites : un cercle d'étapes sans entrée relève de `dead-step`.
//!
//! ## English
//! Does a step that nothing leads to run from the beginning? BPMN says so, the reader doubts it, and the order of the
//! operations on data depends on it.
//!
//! The rule looks at each step from which an arrow leaves and at which none arrives, in a process that has a start
//! event. Excepted are starts, boundary events, link catches, gateways that start a process, compensation, event
//! sub-processes and what is inside an ad-hoc sub-process. A process without any start and a step joined to nothing have
//! rules of their own.
//!
//! Limits: a circle of steps without a way in is for `dead-step`.
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
//!     relancer -> fini
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

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{is_event, named, scopes};
use super::no_disconnected::needs_no_flow;
use crate::process::{EventPosition, Gateway, Node, NodeKind, Trigger};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-implicit-start",
    code: "BPM-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.5.2",
    manual: include_str!("no_implicit_start.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for scope in scopes(context) {
        // Without any event of the kind, the process itself is reported.
        if !scope.nodes.iter().any(|id| is_event(model, *id, EventPosition::Start, |_| true)) {
            continue;
        }
        for id in scope.nodes {
            let node = &model.nodes[id];
            let joined = !context.graph.incoming(id).is_empty();
            let alone = context.graph.outgoing(id).is_empty();
            if joined || alone || is_meant(node) || needs_no_flow(model, node) {
                continue;
            }
            let (fr, en) = named(node);
            report.push(Finding::new(node.head.span, text!("rien ne mène à {fr}", "nothing leads to {en}")).about(&node.head).help(text!("ajouter une flèche depuis l'étape qui précède, ou un événement de début", "add an arrow from the step before, or a start event")));
        }
    }
}

fn is_meant(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Event(event) => {
            let catches = event.trigger == Trigger::Link && !event.throwing;
            catches || matches!(event.position, EventPosition::Start | EventPosition::Boundary)
        }
        NodeKind::Gateway(gateway) => matches!(gateway, Gateway::EventBasedStart | Gateway::ParallelEventBased),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn links_and_missing_starts_are_other_matters() {
        let text = "traitement t { participant c { début a\n événement b lien \"suite\" émis\n événement d lien \"suite\"\n fin e }\n a -> b\n d -> e }";
        assert_eq!(messages("no-implicit-start", text), [""; 0]);
        let text = "traitement t { participant c { tâche a\n fin e }\n a -> e }";
        assert_eq!(messages("no-implicit-start", text), [""; 0]);
    }
}
