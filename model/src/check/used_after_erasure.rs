//! Data read after they were erased.
//!
//! ## Français : donnée lue après son effacement
//! Ce qui est effacé ne peut plus servir (RGPD art. 5(1)(d)-(e)) : ou bien l'effacement n'en est pas un, ou bien l'étape qui
//! lit n'a plus rien à lire.
//!
//! La règle regarde chaque `effacement` et `destruction` : un chemin mène de là à une opération qui lit la même donnée, sans
//! que rien ne l'ait collectée à nouveau. Un effacement `dans` un magasin ne vaut que pour ce qui est lu `depuis` lui. Un
//! retour en arrière vers la personne suivante (la lecture précède aussi l'effacement) n'est pas signalé.
//!
//! Limites : une copie que le modèle ne montre pas n'est pas connue.
//!
//! ## English
//! What is erased can no longer serve (GDPR art. 5(1)(d)-(e)): either the erasure is none, or the step that reads has
//! nothing left to read.
//!
//! The rule looks at each `erasure` and `destruction`: a path leads from there to an operation that reads the same datum,
//! and nothing has collected it again. An erasure `in` a store counts only for what is read `from` it. A loop back to the
//! next person (the reading also leads to the erasure) is not reported.
//!
//! Limits: a copy that the model does not show is not known.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche noter {
//!             collecte "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche effacer {
//!             effacement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche résumer {
//!             utilisation "Avis" pour "Étude" depuis "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> noter -> effacer -> résumer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche noter {
//!             collecte "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche effacer {
//!             effacement "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche résumer {
//!             utilisation "Avis" pour "Étude" depuis "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> noter -> résumer -> effacer -> fini
//! }
//! ```

use super::lookup::Op;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{Role, data_of, read, role, written};
use crate::flow::reach::Reach;
use crate::flow::spread::{Effect, Place, Turn};
use crate::process::{Datum, Id, Store};
use crate::text;
use std::collections::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "used-after-erasure",
    code: "RET-11",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(d)-(e)",
    manual: include_str!("used_after_erasure.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let operations = context.operations();
    // One property for each erasure of a datum, from one store or from everywhere.
    let mut erasures: Vec<(Op, Id<Datum>, Option<Id<Store>>)> = Vec::new();
    let mut by_datum: HashMap<Id<Datum>, Vec<usize>> = HashMap::new();
    for op in &operations {
        for datum in data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) == Role::End) {
            let places: HashSet<Id<Store>> = written(op.operation).chain(read(op.operation)).collect();
            let places: Vec<_> = if places.is_empty() { vec![None] } else { places.into_iter().map(Some).collect() };
            for place in places {
                by_datum.entry(datum).or_default().push(erasures.len());
                erasures.push((*op, datum, place));
            }
        }
    }
    if erasures.is_empty() {
        return;
    }
    let mut effects: Vec<Effect> = erasures.iter().enumerate().map(|(at, (op, ..))| Effect::on(op.node, op.fact, at)).collect();
    // Brought in again, or reported once already.
    for op in &operations {
        for datum in data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) != Role::End) {
            effects.extend(by_datum.get(&datum).into_iter().flatten().map(|at| Effect::off(op.node, op.fact, *at)));
        }
    }
    for (node, datum) in &context.lineage.received {
        let off = |at: &usize| Effect { at: Place::Step(*node, 0), property: *at, turn: Turn::Off };
        effects.extend(by_datum.get(datum).into_iter().flatten().map(off));
    }
    let erased = context.some(erasures.len(), &effects);
    for op in &operations {
        let stores: HashSet<Id<Store>> = read(op.operation).collect();
        let found = data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) == Role::Use).find_map(|datum| {
            by_datum.get(&datum)?.iter().copied().find(|at| {
                let (eraser, _, place) = &erasures[*at];
                erased.at(op.node, op.fact, *at)
                    && place.is_none_or(|place| stores.contains(&place))
                    && (eraser.node == op.node || !Reach::after(context.control, op.node).may(eraser.node))
            })
        });
        let Some(at) = found else { continue };
        let (eraser, datum, _) = &erasures[at];
        let head = context.head(op.node);
        let (step, title, before) = (head.title(), model.data[*datum].head.title(), context.head(eraser.node).title());
        report.push(
            Finding::new(
                op.operation.span,
                text!("« {step} » lit {title}, que « {before} » a effacé", "“{step}” reads {title}, which “{before}” has erased"),
            )
            .about(head)
            .operation(op.id)
            .path(context.names(&erased.path_with(op.node, at)))
            .help(text!(
                "lire la donnée avant de l'effacer, ou l'effacer après son dernier usage",
                "read the datum before it is erased, or erase it after its last use"
            )),
        );
    }
}
