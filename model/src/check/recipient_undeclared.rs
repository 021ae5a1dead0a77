//! Data that go to somebody who is no declared recipient.
//!
//! ## Français : données qui vont à qui n'est pas déclaré
//! Le registre et l'information nomment ceux à qui les données sont communiquées (RGPD art. 30(1)(d), 13(1)(e)).
//!
//! La règle regarde chaque message qui porte des données et chaque clause `vers` : le participant ou l'organisme qui les
//! reçoit n'est ni le responsable, ni un sous-traitant du traitement, ni la personne concernée, ni un `destinataire` déclaré (de même
//! nom ou de même libellé).
//!
//! Limites : un message dont rien ne dit ce qu'il porte n'est pas regardé.
//!
//! ## English
//! The record and the notice name those to whom the data are disclosed (GDPR art. 30(1)(d), 13(1)(e)).
//!
//! The rule looks at each message that carries data and each `to` clause: the participant or organisation that receives
//! them is neither the controller, nor a processor of the activity, nor the data subject, nor a declared `recipient` (of the same
//! name or label).
//!
//! Limits: a message of which nothing tells what it carries is not looked at.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris"
//! organisation régie "Régie publicitaire"
//! traitement etude {
//!     responsable osiris
//!     participant régie
//!     participant osiris {
//!         début joint
//!         tâche transmettre {
//!             communication "Avis" pour "Étude" vers régie
//! #                                                  ^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> transmettre -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris"
//! organisation régie "Régie publicitaire"
//! destinataire publicité "Régie publicitaire" externe
//! traitement etude {
//!     responsable osiris
//!     participant régie
//!     participant osiris {
//!         début joint
//!         tâche transmettre {
//!             communication "Avis" pour "Étude" vers régie
//!         }
//!         fin fini
//!     }
//!     joint -> transmettre -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Severity, Text};
use crate::process::*;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recipient-undeclared",
    code: "DES-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30(1)(d), 13(1)(e)",
    manual: include_str!("recipient_undeclared.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut told: Vec<(Option<Id<Activity>>, Party)> = Vec::new();
    for op in context.operations().iter().copied() {
        for to in &op.operation.recipients {
            let Some(party) = to.to.filter(|party| matches!(party, Party::Participant(_) | Party::Organisation(_))) else { continue };
            let activity = model.nodes[op.node].activity;
            let own = model.nodes[op.node].participant;
            if own.map(Party::Participant) == Some(party) || known(context, activity, party) || told.contains(&(activity, whole(model, party))) {
                continue;
            }
            told.push((activity, whole(model, party)));
            let head = context.head(op.node);
            let (step, title) = (head.title(), model.party_title(party));
            report.push(
                Finding::new(
                    to.span,
                    text!(
                        "« {step} » envoie des données à « {title} », qui n'est pas un destinataire déclaré",
                        "“{step}” sends data to “{title}”, who is no declared recipient"
                    ),
                )
                .about(head)
                .operation(op.id)
                .help(help(title)),
            );
        }
    }
    for message in model.messages.values().filter(|message| !message.carries.is_empty()) {
        let pool = |end: Option<MessageEnd>| match end? {
            MessageEnd::Participant(id) => Some(id),
            MessageEnd::Node(id) => model.nodes[id].participant,
        };
        let (Some(from), Some(to)) = (pool(message.from.to), pool(message.to.to)) else { continue };
        let activity = model.participants[to].activity.or(message.head.scope);
        let party = Party::Participant(to);
        // Whoever performs steps of the activity processes the data in it: the roles say who that is.
        if from == to || model.participants[to].open || known(context, activity, party) || told.contains(&(activity, whole(model, party))) {
            continue;
        }
        told.push((activity, whole(model, party)));
        let title = model.party_title(party);
        report.push(
            Finding::new(
                message.head.span,
                text!("des données vont à « {title} », qui n'est pas un destinataire déclaré", "data go to “{title}”, who is no declared recipient"),
            )
            .about(&message.head)
            .help(help(title)),
        );
    }
}

/// The organisation that a pool stands for, where it stands for one.
fn whole(model: &Model, party: Party) -> Party {
    match party {
        Party::Participant(id) => model.participants[id].organisation.map_or(party, Party::Organisation),
        _ => party,
    }
}

fn help(title: &str) -> Text {
    text!("déclarer : destinataire … \"{title}\" externe, ou lui donner son rôle", "declare: recipient … \"{title}\" external, or give it its role")
}

/// Whether a party is a controller, a processor, the persons themselves or a declared recipient of an activity.
fn known(context: &Context, activity: Option<Id<Activity>>, party: Party) -> bool {
    let model = context.model;
    let (organisation, person) = match party {
        Party::Organisation(id) => (Some(id), false),
        Party::Participant(id) => (model.participants[id].organisation, gives_data(context, id)),
        _ => return true,
    };
    let role = activity.map(|id| &model.activities[id]).is_some_and(|activity| {
        let processors = activity.processors.iter().map(|processor| &processor.organisation);
        organisation.is_some() && activity.controllers.iter().chain(&activity.joint).chain(processors).any(|role| role.to == organisation)
    });
    let named = |head: &Head| {
        let head_title = vocabulary::fold(head.title());
        let same = |other: &Head| other.name == head.name || vocabulary::fold(other.title()) == head_title;
        model.recipients.values().any(|recipient| same(&recipient.head))
            || model.subjects.values().any(|subjects| same(&subjects.head))
    };
    let declared = match party {
        Party::Participant(id) => named(&model.participants[id].head),
        _ => false,
    };
    role || person || declared || organisation.is_some_and(|id| named(&model.organisations[id].head))
}

/// Whether a pool stands for the persons: by name, or because data are collected from it and it is no organisation.
fn gives_data(context: &Context, pool: Id<Participant>) -> bool {
    let model = context.model;
    let participant = &model.participants[pool];
    let from = |operation: &Operation| operation.from.iter().any(|from| from.to == Some(Origin::Party(Party::Participant(pool))));
    let sends = |message: &MessageFlow| message.from.to == Some(MessageEnd::Participant(pool)) && !message.carries.is_empty();
    participant.subjects.is_some()
        || participant.organisation.is_none() && (model.operations.values().any(from) || model.messages.values().any(sends))
}
