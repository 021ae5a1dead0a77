//! Data sent to somebody of the model who does nothing with them.
//!
//! ## Français : données envoyées à qui n'en fait rien
//! Chacun ne reçoit que ce dont il a besoin (RGPD art. 5(1)(c), 25(2)).
//!
//! La règle regarde chaque message qui porte des données, et chaque opération `vers` un participant ou un couloir, dont le
//! destinataire a ses étapes dans le modèle : aucune de ses opérations ne porte sur la donnée reçue. Un destinataire dont
//! les étapes ne disent rien de données n'est pas jugé.
//!
//! Limites : un usage hors du modèle n'est pas vu.
//!
//! ## English
//! Everybody receives only what they need (GDPR art. 5(1)(c), 25(2)).
//!
//! The rule looks at each message that carries data, and each operation `to` a participant or lane, whose recipient has
//! its steps in the model: none of its operations is on the datum received. A recipient whose steps say nothing of data
//! is not judged.
//!
//! Limits: a use outside the model is not seen.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche envoyer
//!         fin fini
//!     }
//!     participant client {
//!         début reçu message
//!         tâche lire {
//!             consultation "Avis" pour "Étude"
//!         }
//!         fin lu
//!     }
//!     joint -> envoyer -> fini
//!     reçu -> lire -> lu
//!     envoyer ~> reçu porte "Avis", "Courriel"
//! #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche envoyer
//!         fin fini
//!     }
//!     participant client {
//!         début reçu message
//!         tâche lire {
//!             consultation "Avis" pour "Étude"
//!         }
//!         fin lu
//!     }
//!     joint -> envoyer -> fini
//!     reçu -> lire -> lu
//!     envoyer ~> reçu porte "Avis"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::data_of;
use crate::process::{Datum, Id, Lane, MessageEnd, Participant, Party};
use crate::text;
use indexmap::{IndexMap, IndexSet};
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "sent-unused",
    code: "MIN-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(c), 25(2)",
    manual: include_str!("sent_unused.rs"),
    check,
};

/// The data handled in each pool and lane.
#[derive(Default)]
struct Handled {
    pools: IndexMap<Id<Participant>, HashSet<Id<Datum>>>,
    lanes: HashMap<Id<Lane>, HashSet<Id<Datum>>>,
}

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut handled = Handled::default();
    for operation in model.operations.values() {
        let node = &model.nodes[operation.node];
        if let Some(pool) = node.participant {
            handled.pools.entry(pool).or_default().extend(data_of(operation));
        }
        let mut lane = node.lane;
        while let Some(at) = lane {
            handled.lanes.entry(at).or_default().extend(data_of(operation));
            lane = model.lanes[at].parent;
        }
    }
    let help = || {
        text!(
            "ne pas envoyer ces données, ou ajouter chez le destinataire l'opération qui s'en sert",
            "do not send these data, or add the recipient's operation that uses them"
        )
    };
    for message in model.messages.values() {
        let pool = match message.to.to {
            Some(MessageEnd::Participant(id)) => Some(id),
            Some(MessageEnd::Node(id)) => model.nodes[id].participant,
            None => None,
        };
        let Some((pool, data)) = pool.and_then(|pool| Some((pool, handled.pools.get(&pool)?))) else { continue };
        let unused: IndexSet<_> = message.carries.iter().filter_map(|datum| datum.to).filter(|datum| !data.contains(datum)).collect();
        if unused.is_empty() {
            continue;
        }
        let (to, list) = (model.participants[pool].head.title(), context.data_titles(unused));
        report.push(
            Finding::new(message.head.span, text!("« {to} » reçoit {list} et n'en fait rien", "“{to}” receives {list} and does nothing with them"))
                .about(&message.head)
                .help(help()),
        );
    }
    for op in context.operations().iter().copied() {
        for to in op.operation.recipients.iter().filter_map(|to| to.to) {
            let own = model.nodes[op.node].participant;
            let data = match to {
                Party::Participant(pool) if own != Some(pool) => handled.pools.get(&pool),
                Party::Organisation(organisation) => (handled.pools.iter())
                    .find(|(pool, _)| own != Some(**pool) && model.participants[**pool].organisation == Some(organisation))
                    .map(|(_, data)| data),
                Party::Lane(lane) if model.nodes[op.node].lane != Some(lane) => handled.lanes.get(&lane),
                _ => None,
            };
            let Some(data) = data else { continue };
            let unused: Vec<_> = data_of(op.operation).into_iter().filter(|datum| !data.contains(datum)).collect();
            if unused.is_empty() {
                continue;
            }
            let head = context.head(op.node);
            let (step, to, list) = (head.title(), model.party_title(to), context.data_titles(unused));
            report.push(
                Finding::new(
                    op.operation.span,
                    text!("« {step} » envoie {list} à « {to} », qui n'en fait rien", "“{step}” sends {list} to “{to}”, who does nothing with them"),
                )
                .about(head)
                .operation(op.id)
                .help(help()),
            );
        }
    }
}
