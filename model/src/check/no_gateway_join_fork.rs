//! A gateway that joins and forks at once.
//!
//! ## Français : branchement qui réunit et sépare à la fois
//! Un branchement qui réunit plusieurs chemins et en ouvre plusieurs dit deux choses d'un seul dessin : le lecteur ne
//! sait laquelle attend, et une condition s'y perd.
//!
//! La règle regarde les branchements où arrivent plusieurs flèches et d'où il en part plusieurs.
//!
//! Limites : elle compte des flèches : elle ne dit pas ce que l'auteur voulait.
//!
//! ## English
//! A gateway that joins several paths and opens several says two things in one drawing: the reader does not know which
//! of them waits, and a condition gets lost there.
//!
//! The rule looks at gateways at which several arrows arrive and from which several leave.
//!
//! Limits: it counts arrows: it does not tell what the author meant.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         début rappelé message
//!         choix suite
//! #             ^^^^^
//!         fin noté
//!         fin refusé
//!     }
//!     joint -> suite
//!     rappelé -> suite
//!     suite -> noté : "oui"
//!     suite -> refusé : "non"
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         début rappelé message
//!         choix réunion
//!         choix suite
//!         fin noté
//!         fin refusé
//!     }
//!     joint -> réunion
//!     rappelé -> réunion
//!     réunion -> suite
//!     suite -> noté : "oui"
//!     suite -> refusé : "non"
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::NodeKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-gateway-join-fork",
    code: "BPM-08",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.6",
    manual: include_str!("no_gateway_join_fork.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (id, node) in context.model.nodes.iter().filter(|(_, node)| matches!(node.kind, NodeKind::Gateway(_))) {
        if context.graph.incoming(id).len() < 2 || context.graph.outgoing(id).len() < 2 {
            continue;
        }
        let (fr, en) = named(node);
        report.push(
            Finding::new(
                node.head.span,
                text!("{fr} réunit et sépare des chemins à la fois", "{en} joins and forks paths at once"),
            )
            .about(&node.head)
            .help(text!("en faire deux branchements : l'un qui réunit, l'autre qui sépare", "make two gateways of it: one that joins, one that forks")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_task_may_do_both() {
        let text = "traitement t { participant c { tâche a\n tâche b\n tâche d\n tâche e\n tâche f }\n a -> d\n b -> d\n d -> e\n d -> f }";
        assert_eq!(messages("no-gateway-join-fork", text), [""; 0]);
    }
}
