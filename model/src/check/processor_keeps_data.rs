//! A processor's store in which data remain when the service ends.
//!
//! ## Français : données qui restent chez le sous-traitant
//! Au terme de la prestation, le sous-traitant efface les données ou les renvoie, au choix du responsable (RGPD
//! art. 28(3)(g)).
//!
//! La règle regarde chaque magasin que seules des étapes d'un sous-traitant écrivent : une donnée n'y est ni effacée, ni
//! détruite, ni anonymisée, sa durée ne dit pas ce qu'elle devient, et rien ne la communique au responsable. Elle remplace
//! ici `never-erased`.
//!
//! Limites : elle ne connaît pas le terme du contrat : elle voit qu'une fin est prévue, non quand.
//!
//! ## English
//! When the service ends, the processor deletes the data or returns them, as the controller chooses (GDPR art. 28(3)(g)).
//!
//! The rule looks at each store that only a processor's steps write: a datum in it is neither erased nor destroyed nor made
//! anonymous, its retention does not say what becomes of it, and nothing discloses it to the controller. It replaces
//! `never-erased` here.
//!
//! Limits: it does not know the end of the contract: it sees that an end is foreseen, not when.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     participant centrecall {
//!         début joint
//!         tâche enregistrer {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     participant centrecall {
//!         début joint
//!         tâche enregistrer {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche remettre {
//!             communication "Avis" pour "Étude" depuis "Base" vers osiris
//!             effacement "Avis" pour "Étude" dans "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> remettre -> fini
//! }
//! ```

use super::storage::{End, erasure, kept};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Datum, Id, Model, Operation, OperationKind, Party};
use crate::text;
use foldhash::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "processor-keeps-data",
    code: "RET-14",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 28(3)(g)",
    manual: include_str!("processor_keeps_data.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let returned = returned(context.model);
    for kept in kept(context, End::Never).into_iter().filter(|kept| kept.by_processor) {
        let data: Vec<_> = kept.data.iter().copied().filter(|datum| !returned.contains(datum)).collect();
        if data.is_empty() {
            continue;
        }
        let head = context.head(kept.op.node);
        let fix = erasure(context, &kept.op, kept.store, &data);
        let (store, list) = (context.model.stores[kept.store].head.title(), context.data_titles(data));
        report.push(
            Finding::new(
                kept.op.operation.span,
                text!(
                    "dans « {store} », chez le sous-traitant, rien n'efface ni ne rend au responsable : {list}",
                    "in “{store}”, at the processor's, nothing erases or returns to the controller: {list}"
                ),
            )
            .about(head)
            .operation(kept.op.id)
            .help(text!(
                "ajouter une étape d'effacement ou de renvoi au responsable, ou dire ce que deviennent les données : durée … puis effacement",
                "add a step that erases them or returns them to the controller, or say what becomes of the data: retention … then erasure"
            ))
            .fixes(fix),
        );
    }
}

/// The data disclosed to a controller of the activity.
fn returned(model: &Model) -> HashSet<Id<Datum>> {
    let to_controller = |operation: &&Operation| {
        let Some(activity) = model.nodes[operation.node].activity.map(|id| &model.activities[id]) else { return false };
        matches!(operation.kind, OperationKind::Disclosure | OperationKind::Dissemination | OperationKind::MakingAvailable)
            && operation.recipients.iter().any(|to| {
                let organisation = match to.to {
                    Some(Party::Organisation(id)) => Some(id),
                    Some(Party::Participant(id)) => model.participants[id].organisation,
                    _ => None,
                };
                organisation.is_some() && activity.controllers.iter().chain(&activity.joint).any(|controller| controller.to == organisation)
            })
    };
    model.operations.values().filter(to_controller).flat_map(|operation| operation.data.iter().filter_map(|datum| datum.to)).collect()
}
