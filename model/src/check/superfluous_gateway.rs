//! A gateway with one way in and one way out.
//!
//! ## Français : branchement à une entrée et une sortie
//! Un branchement à une seule entrée et une seule sortie ne décide de rien et ne réunit rien : il encombre le dessin, ou
//! il lui manque une branche.
//!
//! La règle regarde les branchements où arrive une seule flèche et d'où il en part une seule.
//!
//! Limites : elle ne sait pas si une branche manque ou si le branchement est de trop.
//!
//! ## English
//! A gateway with a single way in and a single way out decides nothing and joins nothing: it clutters the drawing, or it
//! lacks a branch.
//!
//! The rule looks at gateways at which one arrow arrives and from which one leaves.
//!
//! Limits: it does not know whether a branch is missing or the gateway is one too many.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//! #             ^^^^^^
//!         fin fini
//!     }
//!     joint -> accord -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//!         fin fini
//!         fin refusé
//!     }
//!     joint -> accord
//!     accord -> fini : "oui"
//!     accord -> refusé : "non"
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::NodeKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "superfluous-gateway",
    code: "BPM-10",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.6",
    manual: include_str!("superfluous_gateway.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (id, node) in context.model.nodes.iter().filter(|(_, node)| matches!(node.kind, NodeKind::Gateway(_))) {
        if context.graph.incoming(id).len() != 1 || context.graph.outgoing(id).len() != 1 {
            continue;
        }
        let (fr, en) = named(node);
        report.push(
            Finding::new(
                node.head.span,
                text!("{fr} n'a qu'une entrée et qu'une sortie", "{en} has one way in and one way out only"),
            )
            .about(&node.head)
            .help(text!("ajouter la branche qui manque, ou retirer le branchement", "add the branch that is missing, or take the gateway out")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_gateway_that_nothing_reaches_is_another_matter() {
        let text = "traitement t { participant c { début a\n choix b\n fin d\n fin e }\n b -> d\n a -> e }";
        assert_eq!(messages("superfluous-gateway", text), [""; 0]);
    }
}
