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
use crate::flow::spread::{Effect, Place, Turn};
use crate::process::{Datum, Fact, Id, Model, Node, Operation, Store};
use crate::text;
use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};
use foldhash::{HashMap, HashSet};

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
    // One property for each datum that is erased, for each place it is erased from, and for each circle it is erased on: what
    // is read on the same circle is read before the erasure of the next round.
    let mut erased_by: IndexMap<Erasure, Vec<Op>> = IndexMap::new();
    let mut by_datum: HashMap<Id<Datum>, Vec<usize>> = HashMap::default();
    let mut effects = Vec::new();
    for op in operations {
        for datum in data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) == Role::End) {
            for place in places(op.operation) {
                let entry = erased_by.entry(Erasure { datum, place, circle: context.circle(op.node) });
                let at = entry.index();
                if let Entry::Vacant(_) = entry {
                    by_datum.entry(datum).or_default().push(at);
                }
                entry.or_default().push(*op);
                effects.push(Effect::on(op.node, op.fact, at));
            }
        }
    }
    if erased_by.is_empty() {
        return;
    }
    // Brought in again, or reported once already.
    for op in operations {
        for datum in data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) != Role::End) {
            effects.extend(by_datum.get(&datum).into_iter().flatten().map(|at| Effect::off(op.node, op.fact, *at)));
        }
    }
    for (node, datum) in &context.lineage().received {
        let off = |at: &usize| Effect { at: Place::Step(*node, 0), property: *at, turn: Turn::Off };
        effects.extend(by_datum.get(datum).into_iter().flatten().map(off));
    }
    let erased = context.some(erased_by.len(), &effects);
    for op in operations {
        let stores: HashSet<Id<Store>> = read(op.operation).collect();
        let found = data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) == Role::Use).find_map(|datum| {
            by_datum.get(&datum)?.iter().copied().find_map(|at| {
                let (Erasure { place, circle, .. }, erasers) = erased_by.get_index(at)?;
                if !erased.at(op.node, op.fact, at) || place.is_some_and(|place| !stores.contains(&place)) {
                    return None;
                }
                let here = within_step(model, op, datum, *place);
                if here.is_none() && circle.is_some() && *circle == context.circle(op.node) {
                    return None;
                }
                let some = || erasers.iter().find(|eraser| context.may(eraser.node, op.node)).map(|eraser| eraser.node);
                Some((at, datum, here, here.or_else(some)?))
            })
        });
        let Some((at, datum, here, some)) = found else { continue };
        let path = || here.map_or_else(|| erased.path_with(op.node, at), |node| vec![node]);
        let eraser = if context.seeks() { path().first().copied().unwrap_or(some) } else { some };
        let head = context.head(op.node);
        let (step, title, before) = (head.title(), model.data[datum].head.title(), context.head(eraser).title());
        report.push(
            Finding::new(
                op.operation.span,
                text!("« {step} » lit {title}, que « {before} » a effacé", "“{step}” reads {title}, which “{before}” has erased"),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(path))
            .help(text!(
                "lire la donnée avant de l'effacer, ou l'effacer après son dernier usage",
                "read the datum before it is erased, or erase it after its last use"
            )),
        );
    }
}

/// What is erased: a datum, from one store or from everywhere, on a circle of the flow or on none.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Erasure {
    datum: Id<Datum>,
    place: Option<Id<Store>>,
    circle: Option<u32>,
}

/// The stores that an erasure names, or everywhere.
fn places(operation: &Operation) -> IndexSet<Option<Id<Store>>> {
    let named: IndexSet<_> = written(operation).chain(read(operation)).map(Some).collect();
    if named.is_empty() { IndexSet::from([None]) } else { named }
}

/// The step of an operation, where an erasure written above it in the same step is the last that is done to the datum.
fn within_step(model: &Model, op: &Op, datum: Id<Datum>, place: Option<Id<Store>>) -> Option<Id<Node>> {
    let above = model.nodes[op.node].facts.iter().take(op.fact).rev();
    let last = above.filter_map(|fact| if let Fact::Operation(id) = fact { Some(&model.operations[*id]) } else { None }).find(|operation| {
        data_of(operation).contains(&datum) && (role(model, operation, datum) != Role::End || places(operation).contains(&place))
    })?;
    (role(model, last, datum) == Role::End).then_some(op.node)
}
