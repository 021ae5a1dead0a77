//! An element of the process without a label.
//!
//! ## Français : élément sans libellé
//! Sans libellé, ni le dessin ni le recensement ne disent ce qui se passe à cette étape.
//!
//! La règle regarde les tâches, les événements, les participants, les couloirs, les branchements qui séparent (sauf
//! parallèles et attentes d'événement) et les flèches qui ont une condition. Un sous-processus, dont l'intérieur parle,
//! et un branchement qui réunit s'en passent.
//!
//! Limites : elle ne juge pas si le libellé dit quelque chose.
//!
//! ## English
//! Without a label, neither the drawing nor the census says what happens at this step.
//!
//! The rule looks at tasks, events, participants, lanes, gateways that fork (but parallel and event-based ones) and
//! arrows with a condition. A sub-process, whose inside speaks, and a gateway that joins can do without.
//!
//! Limits: it does not judge whether the label says anything.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler ""
//! #             ^^^^^^^
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
//!         tâche appeler "Appeler le prospect"
//!         fin fini
//!     }
//!     joint -> appeler -> fini
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Gateway, Head, NodeKind};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "label-required",
    code: "BPM-12",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 8.3.1",
    manual: include_str!("label_required.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    // Asked first: most have a label, and a name is two texts to write.
    let bare = |head: &Head| head.label.trim().is_empty();
    let nodes = model.nodes.iter().filter(|(_, node)| bare(&node.head)).filter(|(id, node)| match &node.kind {
        NodeKind::Event(_) | NodeKind::Task(_) | NodeKind::Call(_) => true,
        NodeKind::SubProcess(_) => false,
        NodeKind::Gateway(gateway) => {
            let silent = matches!(gateway, Gateway::Parallel | Gateway::EventBased | Gateway::EventBasedStart | Gateway::ParallelEventBased);
            !silent && context.graph.outgoing(*id).len() > 1
        }
    });
    let nodes = nodes.map(|(_, node)| (&node.head, named(node)));
    let called = |fr: &str, en: &str, head: &Head| (format!("{fr} `{}`", head.name), format!("{en} `{}`", head.name));
    let participants = model.participants.values().filter(|participant| participant.drawn).map(|participant| &participant.head);
    let participants = participants.filter(|head| bare(head)).map(|head| (head, called("le participant", "the participant", head)));
    let lanes = model.lanes.values().filter(|lane| bare(&lane.head)).map(|lane| (&lane.head, called("le couloir", "the lane", &lane.head)));
    let conditional = model.flows.values().filter(|flow| flow.condition.is_some() && bare(&flow.head));
    let conditional = conditional.map(|flow| (&flow.head, called("le flux sous condition", "the conditional flow", &flow.head)));
    for (head, (fr, en)) in nodes.chain(participants).chain(lanes).chain(conditional) {
        report.push(
            Finding::new(head.span, text!("{fr} n'a pas de libellé", "{en} has no label"))
                .about(head)
                .help(text!("lui donner un libellé qui dise ce qui s'y passe", "give it a label that says what happens there")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn what_joins_needs_no_label() {
        let text = "traitement t { participant c { tâche a\n tâche b\n choix d \"\"\n tâche e\n parallèle f \"\"\n tâche g\n tâche h }\n \
                    a -> d\n b -> d\n d -> e -> f\n f -> g\n f -> h }";
        assert_eq!(messages("label-required", text), [""; 0]);
    }
}
