//! Data from a third party, and a first contact with the person without telling them.
//!
//! ## Français : données d'un tiers sans informer la personne
//! Celui qui tient ses données d'un autre que la personne l'informe au plus tard lors de la première communication avec
//! elle (RGPD art. 14(3)(b)), en lui disant aussi d'où viennent les données.
//!
//! La règle regarde chaque collecte auprès d'un organisme (ou d'un destinataire). Elle suit les chemins jusqu'à la
//! première étape qui s'adresse à la personne — un message vers elle, un envoi, une collecte auprès d'elle : une ligne
//! `informe` doit se trouver avant, ou dans cette étape. S'il n'y a aucun contact, il suffit que la personne soit
//! informée quelque part.
//!
//! Limites : le délai d'un mois (art. 14(3)(a)) et les exceptions de l'art. 14(5) ne sont pas jugés.
//!
//! ## English
//! Whoever has data from somebody else than the person informs the person at the latest at the first communication
//! (GDPR art. 14(3)(b)), and says where the data come from.
//!
//! The rule looks at each collection from an organisation (or a recipient). It follows the paths to the first step that
//! addresses the person — a message to them, something sent, a collection from them: a line `informs` must stand before
//! it, or in that step. Where there is no contact at all, it is enough that the person is informed somewhere.
//!
//! Limits: the time limit of one month (art. 14(3)(a)) and the exceptions of art. 14(5) are not judged.
//!
//! ## Exemple
//! ```recens
//! organisation artemis "Artemis"
//! personnes client "Clients"
//! traitement fidelisation {
//!     participant centre {
//!         début campagne
//!         tâche récupérer {
//!             collecte "Téléphone" sur client depuis artemis pour "Fidélisation"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         tâche appeler
//!         fin fini
//!     }
//!     participant client
//!     campagne -> récupérer -> appeler -> fini
//!     appeler ~> client : "Proposition"
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation artemis "Artemis"
//! personnes client "Clients"
//! traitement fidelisation {
//!     participant centre {
//!         début campagne
//!         tâche récupérer {
//!             collecte "Téléphone" sur client depuis artemis pour "Fidélisation"
//!         }
//!         tâche appeler {
//!             informe client de responsable, finalité, source, opposition
//!         }
//!         fin fini
//!     }
//!     participant client
//!     campagne -> récupérer -> appeler -> fini
//!     appeler ~> client : "Proposition"
//! }
//! ```

use super::lookup::Source;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::control::done;
use crate::flow::reach::Reach;
use crate::process::{Fact, Id, Node, OperationKind};
use crate::text;
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "indirect-collection-unannounced",
    code: "INF-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 14(3)",
    manual: include_str!("indirect_collection_unannounced.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let operations = context.operations();
    let indirect: Vec<_> = (operations.iter())
        .filter(|op| op.operation.kind == OperationKind::Collection && context.source(op) == Source::Other)
        .collect();
    if indirect.is_empty() {
        return;
    }
    let (count, notices) = context.notices();
    let informed = context.every(count, &notices);
    let mut contacts = context.contacts();
    let asks = operations.iter().filter(|op| op.operation.kind == OperationKind::Collection && context.source(op) == Source::Person);
    contacts.extend(asks.map(|op| op.node));
    let told = |node, property: usize| {
        let facts = &context.model.nodes[node].facts;
        informed.at(node, facts.len(), property)
    };
    let mut reported: HashSet<(usize, usize)> = HashSet::default();
    let mut leading: HashMap<usize, Vec<bool>> = HashMap::default();
    for op in indirect {
        for property in context.needed_notices(op.operation) {
            let process = context.process(op.node);
            if informed.at(op.node, op.fact, property) || reported.contains(&(process, property)) {
                continue;
            }
            let notified = |node| {
                let facts: &[Fact] = &context.model.nodes[node].facts;
                facts.iter().any(|fact| matches!(fact, Fact::Notice(notice) if super::lookup::informed(context.model, notice).contains(&property)))
            };
            // Most collections lead to no such contact: one search backwards from all contacts finds those that do.
            let leads = leading.entry(property).or_insert_with(|| {
                let untold = contacts.iter().copied().filter(|node| !told(*node, property));
                Reach::leading(context.control(), untold, |node| !notified(node))
            });
            let reach = leads[done(op.node)].then(|| Reach::within(context.control(), done(op.node), |node| !notified(node)));
            let contact = reach.as_ref().and_then(|reach| {
                let comes = |node: &Id<Node>| *node != op.node && contacts.contains(node) && reach.may(*node) && !told(*node, property);
                context.order().iter().copied().find(comes)
            });
            let nowhere = contact.is_none() && contacts.is_empty() && notices.iter().all(|effect| effect.property != property);
            if contact.is_none() && !nowhere {
                continue;
            }
            reported.insert((process, property));
            let head = context.head(op.node);
            let (step, (fr, en)) = (head.title(), context.informed_title(property));
            let message = match contact.map(|node| context.head(node).title()) {
                Some(contact) => text!(
                    "« {step} » reçoit d'un tiers des données sur « {fr} » ; au premier contact, « {contact} », rien ne le leur a dit",
                    "“{step}” gets data about “{en}” from a third party; at the first contact, “{contact}”, nothing has told them so"
                ),
                None => text!(
                    "« {step} » reçoit d'un tiers des données sur « {fr} » ; rien ne le leur dit nulle part",
                    "“{step}” gets data about “{en}” from a third party; nothing tells them so anywhere"
                ),
            };
            let path = contact.zip(reach.as_ref()).map(|(node, reach)| context.witness(|| reach.path(node))).unwrap_or_default();
            report.push(Finding::new(op.operation.span, message).about(head).operation(op.id).path(path).help(text!(
                "ajouter, au plus tard à l'étape du premier contact : informe … de responsable, finalité, source, opposition, …",
                "add, at the latest in the step of the first contact: informs … of controller, purpose, source, objection, …"
            )));
        }
    }
}
