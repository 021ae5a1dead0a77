//! A process or sub-process without a start event.
//!
//! ## Français : processus sans événement de début
//! Un processus dont rien ne dit comment il commence se lit mal, et aucune analyse ne peut en suivre les chemins. BPMN
//! permet de l'omettre, les bonnes pratiques non.
//!
//! La règle regarde chaque participant qui a des étapes, et chaque sous-processus déplié : il lui manque un événement de
//! début. Les sous-processus ad hoc n'en ont pas besoin.
//!
//! Limites : elle ne dit pas si le début dessiné est le bon.
//!
//! ## English
//! A process that does not say how it begins reads badly, and no analysis can follow its paths. BPMN allows leaving it
//! out, good practice does not.
//!
//! The rule looks at each participant that has steps, and at each sub-process with an inside: it has no start event. Ad-hoc
//! sub-processes need none.
//!
//! Limits: it does not tell whether the start drawn is the right one.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//! #               ^^^^^^
//!         tâche appeler
//!         fin fini
//!     }
//!     appeler -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         fin fini
//!     }
//!     joint -> appeler -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Severity, Text};
use crate::process::{EventPosition, Head, Id, Model, Node, NodeKind, SubProcess, SubProcessKind};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "start-event-required",
    code: "BPM-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, 10.5.2",
    manual: include_str!("start_event_required.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for head in without(context, EventPosition::Start) {
        let title = head.title();
        let message = text!("« {title} » n'a pas d'événement de début", "“{title}” has no start event");
        report.push(finding(head, message, text!("ajouter `début` et une flèche vers la première étape", "add `start` and an arrow to the first step")));
    }
}

/// A finding about a process or sub-process.
pub(super) fn finding(head: &Head, message: Text, help: Text) -> Finding<'_> {
    Finding::new(head.span, message).about(head).help(help)
}

/// The processes (by participant) and sub-processes that have steps but no event of this position.
pub(super) fn without<'a>(context: &Context<'a>, position: EventPosition) -> Vec<&'a Head> {
    let model = context.model;
    let mut found = Vec::new();
    let mut by_participant = vec![Vec::new(); model.participants.len()];
    for id in context.graph.top() {
        if let Some(participant) = model.nodes[*id].participant {
            by_participant[participant.index()].push(*id);
        }
    }
    for (id, participant) in model.participants.iter() {
        let nodes = &by_participant[id.index()];
        if !nodes.is_empty() && !has(model, nodes, position) {
            // Steps that stand in no pool are the activity's own; its block is where an exception can be written.
            let activity = participant.activity.map(|id| &model.activities[id].head).filter(|head| head.name == participant.head.name);
            found.push(activity.filter(|_| !participant.drawn).unwrap_or(&participant.head));
        }
    }
    for (id, node) in model.nodes.iter() {
        let NodeKind::SubProcess(SubProcess { kind, .. }) = &node.kind else { continue };
        let inside = context.graph.inside(id);
        if *kind != SubProcessKind::AdHoc && !inside.is_empty() && !has(model, inside, position) {
            found.push(&node.head);
        }
    }
    found
}

fn has(model: &Model, nodes: &[Id<Node>], position: EventPosition) -> bool {
    nodes.iter().any(|id| matches!(&model.nodes[*id].kind, NodeKind::Event(event) if event.position == position))
}
