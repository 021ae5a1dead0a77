//! A step after which nothing comes, besides the end events.
//!
//! ## Français : étape après laquelle rien ne vient
//! Une étape après laquelle rien ne vient finit-elle le processus, ou a-t-on oublié la suite ? Un événement de fin le
//! dit ; sans lui, on ne peut vérifier ce qui est fait des données avant la fin.
//!
//! La règle regarde chaque étape où arrive une flèche et d'où aucune ne part, dans un processus qui a un événement de
//! fin. Sont exceptés les fins, les envois de lien, la compensation, les sous-processus événementiels et ce qui est dans
//! un sous-processus ad hoc. Un processus sans aucune fin, une étape que rien ne relie ont leur propre règle.
//!
//! Limites : un cercle d'étapes sans sortie n'est pas vu ici.
//!
//! ## English
//! Does a step after which nothing comes end the process, or was the rest forgotten? An end event says so; without it,
//! what is done with data before the end cannot be verified.
//!
//! The rule looks at each step at which an arrow arrives and from which none leaves, in a process that has an end event.
//! Excepted are ends, link throws, compensation, event sub-processes and what is inside an ad-hoc sub-process. A process
//! without any end and a step joined to nothing have rules of their own.
//!
//! Limits: a circle of steps without a way out is not seen here.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//!         tâche appeler
//!         tâche relancer
//! #             ^^^^^^^^
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> appeler -> fini
//!     accord -> relancer
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//!         tâche appeler
//!         tâche relancer
//!         fin fini
//!         fin relancé
//!     }
//!     joint -> accord
//!     accord -> appeler -> fini
//!     accord -> relancer -> relancé
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{is_event, named, scopes};
use super::no_disconnected::needs_no_flow;
use crate::process::{EventPosition, Node, NodeKind, Trigger};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-implicit-end",
    code: "BPM-06",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.5.3",
    manual: include_str!("no_implicit_end.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for scope in scopes(context) {
        // Without any event of the kind, the process itself is reported.
        if !scope.nodes.iter().any(|id| is_event(model, *id, EventPosition::End, |_| true)) {
            continue;
        }
        for id in scope.nodes {
            let node = &model.nodes[id];
            let joined = !context.graph.outgoing(id).is_empty();
            let alone = context.graph.incoming(id).is_empty();
            if joined || alone || is_meant(node) || needs_no_flow(model, node) {
                continue;
            }
            let (fr, en) = named(node);
            report.push(Finding::new(node.head.span, text!("rien ne vient après {fr}", "nothing comes after {en}")).about(&node.head).help(text!("ajouter une flèche vers l'étape qui suit, ou un événement de fin", "add an arrow to the step after, or an end event")));
        }
    }
}

fn is_meant(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Event(event) => event.position == EventPosition::End || event.trigger == Trigger::Link && event.throwing,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn links_and_missing_ends_are_other_matters() {
        let text = "traitement t { participant c { début a\n événement b lien \"suite\" émis\n événement d lien \"suite\"\n fin e }\n a -> b\n d -> e }";
        assert_eq!(messages("no-implicit-end", text), [""; 0]);
        let text = "traitement t { participant c { début e\n tâche a }\n e -> a }";
        assert_eq!(messages("no-implicit-end", text), [""; 0]);
    }
}
