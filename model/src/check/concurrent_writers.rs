//! One datum written by a machine on one way and by hand on another, and never reconciled.
//!
//! ## Français : deux voies d'écriture jamais rapprochées
//! Deux voies d'écriture d'une même donnée finissent par se contredire (RGPD art. 5(1)(d)).
//!
//! La règle regarde chaque donnée qu'une tâche de service ou de script et une tâche utilisateur ou manuelle enregistrent dans le
//! même magasin, sur des branches dont aucune ne suit l'autre, sans qu'une ligne `vérifie exactitude`, un
//! `rapprochement` ou une autre vérification ne vienne après les deux.
//!
//! Limites : deux écritures d'une même sorte de tâche, ou l'une après l'autre, ne sont pas comparées.
//!
//! ## English
//! Two ways of writing one datum end up contradicting each other (GDPR art. 5(1)(d)).
//!
//! The rule looks at each datum that a service or script task and a user or manual task record in the same store, on
//! branches neither of which follows the other, without a line `checks accuracy`, an `alignment` or another check coming
//! after both.
//!
//! Limits: two writes by one sort of task, or one after the other, are not compared.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début reçu
//!         choix canal
//!         tâche insérer service {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche saisir utilisateur {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     reçu -> canal
//!     canal -> insérer -> fini
//!     canal -> saisir -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début reçu
//!         choix canal
//!         tâche insérer service {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche saisir utilisateur {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche contrôler utilisateur {
//!             vérifie exactitude
//!         }
//!         fin fini
//!     }
//!     reçu -> canal
//!     canal -> insérer -> contrôler
//!     canal -> saisir -> contrôler
//!     contrôler -> fini
//! }
//! ```

use super::free_text_uncontrolled::{verifications, verified_after};
use super::lookup::{Op, Performer, performer};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{data_of, written};
use crate::process::{Datum, Id, OperationKind, Store};
use crate::text;
use indexmap::IndexMap;

pub(super) static RULE: Rule = Rule {
    name: "concurrent-writers",
    code: "QUA-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(d)",
    manual: include_str!("concurrent_writers.rs"),
    check,
};

/// Who writes a datum to a store.
#[derive(Default)]
struct Writers<'a> {
    machines: Vec<Op<'a>>,
    humans: Vec<Op<'a>>,
}

/// A write by hand, one by a machine, and the data they share.
struct Found<'a> {
    human: Op<'a>,
    machine: Op<'a>,
    data: Vec<Id<Datum>>,
}

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let operations = context.operations();
    let mut checks = verifications(context);
    let aligns = |op: &&Op| matches!(op.operation.kind, OperationKind::Alignment | OperationKind::Combination);
    checks.extend(operations.iter().filter(aligns).map(|op| (op.node, op.fact)));
    let mut writers: IndexMap<(Id<Store>, Id<Datum>), Writers> = IndexMap::new();
    let enters = |op: &&Op| matches!(op.operation.kind, OperationKind::Recording | OperationKind::Collection);
    for op in operations.iter().filter(enters) {
        for store in written(op.operation) {
            for datum in data_of(op.operation) {
                match performer(&model.nodes[op.node]) {
                    Performer::Machine => writers.entry((store, datum)).or_default().machines.push(*op),
                    Performer::Human => writers.entry((store, datum)).or_default().humans.push(*op),
                    Performer::Unsaid => {}
                }
            }
        }
    }
    let mut found: IndexMap<(Id<Store>, usize), Found> = IndexMap::new();
    for ((store, datum), Writers { machines, humans }) in writers {
        let pair = humans.iter().find_map(|human| {
            if verified_after(context, &checks, human.node, human.fact) {
                return None;
            }
            let concurrent = |machine: &&Op| !context.may(human.node, machine.node) && !context.may(machine.node, human.node);
            machines.iter().find(concurrent).map(|machine| (*human, *machine))
        });
        if let Some((human, machine)) = pair {
            found.entry((store, human.id.index())).or_insert_with(|| Found { human, machine, data: Vec::new() }).data.push(datum);
        }
    }
    for ((store, _), Found { human, machine, data }) in found {
        let head = context.head(human.node);
        let (step, other) = (head.title(), context.head(machine.node).title());
        let (store, list) = (model.stores[store].head.title(), context.data_titles(data));
        report.push(
            Finding::new(
                human.operation.span,
                text!(
                    "dans « {store} », deux écritures sans réconciliation, à la main (« {step} ») et par la machine (« {other} ») : {list}",
                    "in “{store}”, two writes without reconciliation, by hand (“{step}”) and by the machine (“{other}”): {list}"
                ),
            )
            .about(head)
            .operation(human.id)
            .help(text!(
                "ajouter après les deux : vérifie exactitude, ou un rapprochement des deux versions",
                "add after both: checks accuracy, or an alignment of the two versions"
            )),
        );
    }
}
