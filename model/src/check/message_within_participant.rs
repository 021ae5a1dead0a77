//! A message flow inside one participant.
//!
//! ## Français : message dans un même participant
//! Un message passe d'un participant à un autre. Dans un même participant, les étapes se suivent par un flux de séquence,
//! et les données passent par un document ou un magasin.
//!
//! La règle regarde les deux bouts de chaque flèche `~>`.
//!
//! Limites : un message dont un bout n'est pas connu n'est pas regardé.
//!
//! ## English
//! A message goes from one participant to another. Inside one participant steps follow each other by a sequence flow, and
//! data pass through a document or a store.
//!
//! The rule looks at both ends of each `~>` arrow.
//!
//! Limits: a message of which one end is not known is not looked at.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         tâche appeler
//!         tâche saisir
//!     }
//!     appeler ~> saisir : "Réponses"
//! #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         tâche appeler
//!         tâche saisir
//!     }
//!     appeler -> saisir
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Id, MessageEnd, Model, Participant};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "message-within-participant",
    code: "BPM-21",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, Message Flow Connections Rules",
    manual: include_str!("message_within_participant.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for message in model.messages.values() {
        let (Some(from), Some(to)) = (message.from.to, message.to.to) else { continue };
        let (Some(own), Some(other)) = (participant(model, from), participant(model, to)) else { continue };
        if own != other {
            continue;
        }
        let name = model.participants[own].head.title();
        report.push(
            Finding::new(
                message.head.span,
                text!("ce message ne sort pas du participant « {name} »", "this message does not leave the participant “{name}”"),
            )
            .about(&message.head)
            .help(text!("relier les étapes par `->`, ou faire partir le message d'un autre participant", "join the steps by `->`, or let the message leave from another participant")),
        );
    }
}

fn participant(model: &Model, end: MessageEnd) -> Option<Id<Participant>> {
    match end {
        MessageEnd::Participant(id) => Some(id),
        MessageEnd::Node(id) => model.nodes[id].participant,
    }
}
