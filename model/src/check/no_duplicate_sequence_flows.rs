//! Two arrows from one step to another under the same condition.
//!
//! ## Français : deux flèches pareilles entre deux étapes
//! Deux flèches pareilles entre deux étapes font exécuter la seconde deux fois, presque toujours par mégarde : l'une
//! s'est dessinée sur l'autre.
//!
//! La règle regarde les flèches de même départ, de même arrivée et de même condition ; elle signale la seconde.
//!
//! Limites : deux conditions de même sens en d'autres mots passent.
//!
//! ## English
//! Two equal arrows between two steps make the second run twice, nearly always by mistake: one was drawn over the other.
//!
//! The rule looks at arrows with the same beginning, the same end and the same condition; it reports the second.
//!
//! Limits: two conditions of one meaning in other words pass.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         fin fini
//!     }
//!     joint -> fini
//!     joint -> fini
//! #   ^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         fin fini
//!     }
//!     joint -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use foldhash::{HashSet};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-duplicate-sequence-flows",
    code: "BPM-11",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 8.3.13",
    manual: include_str!("no_duplicate_sequence_flows.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut seen = HashSet::default();
    for flow in model.flows.values() {
        let (Some(from), Some(to)) = (flow.from.to, flow.to.to) else { continue };
        let condition = flow.condition.as_ref().map_or(flow.head.label.as_str(), |condition| condition.value.as_str());
        if seen.insert((from, to, condition)) {
            continue;
        }
        let (from, to) = (model.nodes[from].head.title(), model.nodes[to].head.title());
        report.push(
            Finding::new(
                flow.head.span,
                text!("une flèche mène déjà de « {from} » à « {to} »", "an arrow leads from “{from}” to “{to}” already"),
            )
            .about(&flow.head)
            .help(text!("retirer l'une des deux, ou dire ce qui les distingue", "take one of them out, or say what sets them apart")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{messages, rules};

    #[test]
    fn two_conditions_are_two_arrows() {
        let text = "traitement t { participant c { choix a\n tâche b }\n a -> b : \"oui\"\n a -> b : \"peut-être\" }";
        assert_eq!(messages("no-duplicate-sequence-flows", text), [""; 0]);
    }

    #[test]
    fn a_duplicate_is_neither_split_nor_join() {
        let found = rules("traitement t { participant c { début a\n tâche b\n fin d }\n a -> b -> d\n a -> b }");
        assert!(found.contains(&"no-duplicate-sequence-flows") && !found.contains(&"fake-join") && !found.contains(&"no-implicit-split"));
    }
}
