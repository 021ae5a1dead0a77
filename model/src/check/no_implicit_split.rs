//! A step from which several arrows leave without condition.
//!
//! ## Français : plusieurs flèches sans condition au sortir d'une étape
//! Plusieurs flèches sans condition au sortir d'une étape se suivent toutes à la fois ; beaucoup y lisent un choix. Un
//! branchement le dit : `parallèle` pour tout faire, `choix` pour une seule voie.
//!
//! La règle regarde les tâches, les sous-processus et les événements d'où partent plusieurs flèches sans condition,
//! quand aucune n'est la branche par défaut.
//!
//! Limites : un libellé tient lieu de condition, quoi qu'il dise.
//!
//! ## English
//! Several arrows without condition out of one step are all followed at once; many read a choice there. A gateway says
//! it: `parallèle` (`parallel`) to do all, `choix` (`choice`) for one way.
//!
//! The rule looks at tasks, sub-processes and events from which several arrows without condition leave, none of them
//! being the default branch.
//!
//! Limits: a label counts as a condition, whatever it says.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//! #             ^^^^^^^
//!         fin noté
//!         fin refusé
//!     }
//!     joint -> appeler
//!     appeler -> noté
//!     appeler -> refusé
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         choix réponse
//!         fin noté
//!         fin refusé
//!     }
//!     joint -> appeler -> réponse
//!     réponse -> noté : "oui"
//!     réponse -> refusé : "non"
//! }
//! ```

use super::common::{ends, named, steps};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::SequenceFlow;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-implicit-split",
    code: "BPM-07",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 8.3.13",
    manual: include_str!("no_implicit_split.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, node) in steps(model) {
        let outgoing = context.graph.outgoing(id);
        // A default branch says that the others have conditions: the step chooses openly.
        if outgoing.iter().any(|(flow, _)| model.flows[*flow].default) {
            continue;
        }
        let bare = |flow: &SequenceFlow| flow.condition.is_none() && flow.head.label.trim().is_empty();
        let count = ends(outgoing.into_iter().filter(|(flow, _)| bare(&model.flows[*flow])));
        if count < 2 {
            continue;
        }
        let (fr, en) = named(node);
        report.push(
            Finding::new(
                node.head.span,
                text!("{count} flèches partent de {fr} sans condition", "{count} arrows leave {en} without condition"),
            )
            .about(&node.head)
            .help(text!(
                "mettre un branchement après l'étape : `parallèle` pour les suivre toutes, `choix` pour une seule",
                "put a gateway after the step: `parallel` to follow all of them, `choice` for one"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn conditions_and_the_default_branch_split_openly() {
        let text = "traitement t { participant c { tâche a\n tâche b\n tâche d\n tâche e }\n a -> b : \"oui\"\n a -> d\n a -> e par défaut }";
        assert_eq!(messages("no-implicit-split", text), [""; 0]);
    }
}
