//! Data read that nothing has brought in yet.
//!
//! ## Français : donnée lue que rien n'a encore apportée
//! Une donnée que l'on utilise vient de quelque part (RGPD art. 5(1)(a), 14(2)(f)) : elle a été collectée, reçue, calculée, ou
//! se trouve déjà dans un magasin. Sinon, le processus ou son dessin est incomplet.
//!
//! La règle regarde chaque opération qui lit une donnée : sur tout chemin, une collecte, un enregistrement, une
//! réception ou une écriture doit la précéder. Un magasin qui la contient (`contient`), qu'un autre processus ou traitement
//! remplit, ou que ce processus-ci ne remplit que plus tard — donc lors d'une exécution précédente — suffit.
//!
//! Limites : un magasin que le fichier remplit, même plus tard, est tenu pour plein à la première exécution.
//!
//! ## English
//! Data that are used come from somewhere (GDPR art. 5(1)(a), 14(2)(f)): they were collected, received, computed, or are in a
//! store already. Otherwise the process or its drawing is incomplete.
//!
//! The rule looks at each operation that reads data: on every path a collection, a recording, a reception or a write must
//! come before it. A store that holds the datum (`contains`), that another process or activity fills, or that this process
//! fills only later — hence in an earlier run — is enough.
//!
//! Limits: a store that the file fills, even later, counts as full at the first run.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord "Accord ?"
//!         tâche enregistrer {
//!             enregistrement "Notes" pour "Étude" dans "Base"
//!         }
//!         tâche relire {
//!             consultation "Notes" pour "Étude" depuis "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> enregistrer -> relire -> fini
//!     accord -> relire
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord "Accord ?"
//!         tâche enregistrer {
//!             enregistrement "Notes" pour "Étude" dans "Base"
//!         }
//!         tâche relire {
//!             consultation "Notes" pour "Étude" depuis "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> enregistrer -> relire -> fini
//!     accord -> fini
//! }
//! ```

use super::lookup::Op;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{Role, data_of, read, role};
use crate::flow::spread::{Effect, Place, Turn};
use crate::process::{Artifact, AssociationEnd, Datum, Id, Origin, Place as Written, Store};
use crate::text;
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "used-before-collected",
    code: "MIN-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(a), 14(2)(f)",
    manual: include_str!("used_before_collected.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let operations = context.operations();
    let mut effects = Vec::new();
    for (node, datum) in &context.lineage().received {
        effects.push(Effect { at: Place::Step(*node, 0), property: datum.index(), turn: Turn::On });
    }
    // A first use speaks for those that follow it, so that everything but an end counts.
    for op in operations {
        let data = data_of(op.operation).into_iter().filter(|datum| role(model, op.operation, *datum) != Role::End);
        effects.extend(data.map(|datum| Effect::on(op.node, op.fact, datum.index())));
    }
    let known = context.every(model.data.len(), &effects);
    let filled = Filled::new(context);
    for op in operations {
        let unknown = |datum: &Id<Datum>| {
            role(model, op.operation, *datum) == Role::Use && !known.at(op.node, op.fact, datum.index()) && !filled.holds(context, op, *datum)
        };
        let missing: Vec<_> = data_of(op.operation).into_iter().filter(unknown).collect();
        let Some(first) = missing.first() else { continue };
        let head = context.head(op.node);
        let (step, list) = (head.title(), context.data_titles(missing.iter().copied()));
        let ever = missing.iter().any(|datum| !context.lineage().activities(*datum).is_empty());
        let message = if ever {
            text!(
                "« {step} » lit {list}, que rien n'a collecté, reçu ni calculé sur l'un des chemins qui y mènent",
                "“{step}” reads {list}, which nothing has collected, received or computed on one of the paths that lead there"
            )
        } else {
            text!("« {step} » lit {list}, que rien ne collecte, ne reçoit ni ne calcule", "“{step}” reads {list}, which nothing collects, receives or computes")
        };
        let name = &model.data[*first].head.name;
        report.push(
            Finding::new(op.operation.span, message)
                .about(head)
                .operation(op.id)
                .path(context.witness(|| known.path_without(op.node, first.index())))
                .help(text!(
                    "ajouter la collecte avant, sur tout chemin ; ou, si un magasin est rempli ailleurs, le dire : magasin … contient {name}",
                    "add the collection before, on every path; or, if a store is filled elsewhere, say so: store … contains {name}"
                )),
        );
    }
}

/// The stores and documents that hold data when a process begins.
struct Filled {
    /// Those that a step of the model writes.
    documents: HashSet<Id<Artifact>>,
    /// What stores are declared to hold.
    declared: HashSet<(Id<Store>, Id<Datum>)>,
    /// What some store is declared to hold.
    somewhere: HashSet<Id<Datum>>,
    /// The processes that write each datum to some store.
    writing: HashMap<Id<Datum>, HashSet<usize>>,
}

impl Filled {
    fn new(context: &Context) -> Self {
        let mut documents = HashSet::default();
        for op in context.operations() {
            documents.extend(op.operation.into.iter().filter_map(|into| if let Some(Written::Document(id)) = into.to { Some(id) } else { None }));
        }
        for association in context.model.associations.values() {
            if let (Some(AssociationEnd::Node(_)), Some(AssociationEnd::Artifact(to))) = (association.from.to, association.to.to) {
                documents.insert(to);
            }
        }
        let stores = context.model.stores.iter();
        let declared: HashSet<_> = stores.flat_map(|(id, store)| store.contains.iter().filter_map(move |held| Some((id, held.to?)))).collect();
        let somewhere = declared.iter().map(|(_, datum)| *datum).collect();
        let mut writing: HashMap<_, HashSet<usize>> = HashMap::default();
        for ((_, datum), writers) in context.writers() {
            writing.entry(*datum).or_default().extend(writers.iter().map(|writer| context.process(writer.node)));
        }
        Self { documents, declared, somewhere, writing }
    }

    fn holds(&self, context: &Context, op: &Op, datum: Id<Datum>) -> bool {
        let own = context.process(op.node);
        let arrives = context.model.nodes[op.node].participant.is_some_and(|pool| context.lineage().arriving.contains(&(pool, datum)));
        let document = |from: &Origin| matches!(from, Origin::Document(id) if !self.documents.contains(id));
        if arrives || op.operation.from.iter().filter_map(|from| from.to).any(|from| document(&from)) {
            return true;
        }
        let mut said = read(op.operation).peekable();
        if said.peek().is_none() {
            let elsewhere = |processes: &HashSet<usize>| processes.len() > usize::from(processes.contains(&own));
            return self.somewhere.contains(&datum) || self.writing.get(&datum).is_some_and(elsewhere);
        }
        said.any(|store| {
            let comes_late = |writer: &Op| writer.node != op.node && !context.may(writer.node, op.node);
            let fills = |writer: &Op| context.process(writer.node) != own || comes_late(writer);
            self.declared.contains(&(store, datum)) || context.writers().get(&(store, datum)).is_some_and(|writers| writers.iter().any(fills))
        })
    }
}
