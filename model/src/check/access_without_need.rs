//! A service that reads a store without using what is in it.
//!
//! ## Français : accès à des données dont on ne se sert pas
//! L'accès aux données se limite à ceux qui en ont besoin (RGPD art. 25(2), 32(4)).
//!
//! La règle regarde chaque couloir. Une de ses étapes est jointe à un magasin en lecture, et aucune opération du couloir ne
//! porte sur ce que ce magasin contient ; ou elle en extrait une donnée qu'aucune opération n'utilise ensuite.
//!
//! Limites : elle connaît les accès que montrent les étapes, non les droits ouverts dans le système.
//!
//! ## English
//! Access to data is limited to those who need it (GDPR art. 25(2), 32(4)).
//!
//! The rule looks at each lane. One of its steps is joined to a store for reading, and no operation of the lane is on what
//! that store holds; or it retrieves a datum that no operation uses afterwards.
//!
//! Limits: it knows the access that steps show, not the rights open in the system.
//!
//! ## Exemple
//! ```recens
//! magasin base "Base clients" contient "Avis", "Courriel"
//! traitement etude {
//!     participant centre {
//!         couloir manager {
//!             début joint
//!             tâche synthèse {
//!                 extraction "Avis", "Courriel" pour "Étude" depuis base
//! #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!                 utilisation "Avis" pour "Étude"
//!             }
//!             fin fini
//!         }
//!     }
//!     joint -> synthèse -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! magasin base "Base clients" contient "Avis", "Courriel"
//! traitement etude {
//!     participant centre {
//!         couloir manager {
//!             début joint
//!             tâche synthèse {
//!                 extraction "Avis" pour "Étude" depuis base
//!                 utilisation "Avis" pour "Étude"
//!             }
//!             fin fini
//!         }
//!     }
//!     joint -> synthèse -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{data_of, read, written};
use crate::process::{ArtifactKind, AssociationEnd, AssociationKind, Datum, Id, Lane, OperationKind, Store};
use crate::text;
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "access-without-need",
    code: "DES-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 25(2), 32(4)",
    manual: include_str!("access_without_need.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    joined(context, report);
    retrieved(context, report);
}

/// Steps joined to a store whose data the lane does not use.
fn joined(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut held: HashMap<Id<Store>, HashSet<Id<Datum>>> = HashMap::default();
    let mut used: HashMap<Id<Lane>, HashSet<Id<Datum>>> = HashMap::default();
    for (id, store) in model.stores.iter() {
        held.entry(id).or_default().extend(store.contains.iter().filter_map(|datum| datum.to));
    }
    for operation in model.operations.values() {
        for store in written(operation) {
            held.entry(store).or_default().extend(data_of(operation));
        }
        if let Some(lane) = model.nodes[operation.node].lane {
            used.entry(lane).or_default().extend(data_of(operation));
        }
    }
    for association in model.associations.values().filter(|association| association.kind == AssociationKind::Data) {
        let (Some(AssociationEnd::Artifact(from)), Some(AssociationEnd::Node(node))) = (association.from.to, association.to.to) else {
            continue;
        };
        let ArtifactKind::Store(store) = &model.artifacts[from].kind else { continue };
        let (Some(store), Some(lane)) = (store.to, model.nodes[node].lane) else { continue };
        // A step without any operation is reported for that.
        let (Some(held), Some(used)) = (held.get(&store), used.get(&lane)) else { continue };
        if held.is_empty() || !held.is_disjoint(used) || model.nodes[node].operations().next().is_none() {
            continue;
        }
        let head = context.head(node);
        let (step, store, lane) = (head.title(), model.stores[store].head.title(), model.lanes[lane].head.title());
        report.push(
            Finding::new(
                head.span,
                text!(
                    "« {step} » lit « {store} », dont aucune opération de « {lane} » n'utilise le contenu",
                    "“{step}” reads “{store}”, whose content no operation of “{lane}” uses"
                ),
            )
            .about(head)
            .help(text!("retirer cet accès, ou dire quelle opération en a besoin", "take that access away, or say which operation needs it")),
        );
    }
}

/// Data retrieved that nothing uses afterwards.
fn retrieved(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut sent: HashSet<Id<Datum>> = HashSet::default();
    sent.extend(&context.lineage().sent);
    for op in context.operations().iter().copied() {
        let Some(lane) = model.nodes[op.node].lane.filter(|_| op.operation.kind == OperationKind::Retrieval) else { continue };
        if read(op.operation).next().is_none() || !op.operation.recipients.is_empty() || !op.operation.into.is_empty() {
            continue;
        }
        let needless = |datum: &Id<Datum>| {
            !sent.contains(datum)
                && !context.lineage().of(*datum).iter().any(|other| {
                    let kind = model.operations[other.operation].kind;
                    !matches!(kind, OperationKind::Retrieval | OperationKind::Erasure | OperationKind::Destruction)
                        && (other.node == op.node && other.fact > op.fact || context.may(op.node, other.node))
                })
        };
        let data: Vec<_> = data_of(op.operation).into_iter().filter(needless).collect();
        if data.is_empty() {
            continue;
        }
        let head = context.head(op.node);
        let (step, list, lane) = (head.title(), context.data_titles(data), model.lanes[lane].head.title());
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » donne à « {lane} » accès à {list}, qu'aucune opération n'utilise ensuite",
                    "“{step}” gives “{lane}” access to {list}, which no operation uses afterwards"
                ),
            )
            .about(head)
            .operation(op.id)
            .help(text!("ne pas extraire ces données, ou ajouter l'opération qui s'en sert", "do not retrieve these data, or add the operation that uses them")),
        );
    }
}
