//! A collection out of one's own store.
//!
//! ## Français : collecte depuis son propre magasin
//! Collecter, c'est obtenir des données que l'on n'a pas encore : auprès de la personne (RGPD art. 13) ou d'un tiers
//! (art. 14), et l'informer. Lire sa propre base n'est pas une collecte mais une consultation ou une extraction ;
//! l'appeler collecte fait chercher une information et une source qui n'ont pas lieu d'être.
//!
//! La règle regarde chaque `collecte … depuis` un magasin dont quelque chose montre qu'il est le sien : une opération du
//! modèle le remplit, il est placé dans son couloir, ou l'on en dit les mesures, le lieu ou la durée. Un magasin placé chez
//! un autre participant est le sien à lui.
//!
//! Limites : un magasin dont rien ne dit à qui il est passe pour celui d'un autre.
//!
//! ## English
//! To collect is to obtain data not yet held: from the person (GDPR art. 13) or from a third party (art. 14), and to
//! tell them. To read one's own base is consultation or retrieval; calling it collection makes one look for a notice and
//! a source that have no place there.
//!
//! The rule looks at each `collecte` (`collection`) `depuis` (`from`) a store that something shows to be one's own: an
//! operation of the model fills it, it is placed in one's lane, or its measures, location or retention are told. A store
//! placed with another participant is theirs.
//!
//! Limits: a store of which nothing tells whose it is passes for somebody else's.
//!
//! ## Exemple
//! ```recens
//! magasin base "Base clients" lieu "Tours"
//! traitement relance {
//!     tâche choisir {
//!         collecte "Nom" depuis base pour "Relancer"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! magasin base "Base clients" lieu "Tours"
//! traitement relance {
//!     tâche choisir {
//!         extraction "Nom" depuis base pour "Relancer"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{ArtifactKind, Id, Model, Node, OperationKind, Origin, Place, Store};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "collection-from-store",
    code: "OPE-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 4(2), 13, 14",
    manual: include_str!("collection_from_store.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter().filter(|(_, operation)| operation.kind == OperationKind::Collection) {
        let stores = operation.from.iter().filter_map(|from| if let Some(Origin::Store(store)) = from.to { Some(store) } else { None });
        let node = &model.nodes[operation.node];
        let Some(store) = stores.into_iter().find(|store| is_own(model, *store, node)) else { continue };
        let (step, name) = (node.head.title(), model.stores[store].head.title());
        report.push(
            Finding::new(
                operation.span,
                text!(
                    "« {step} » : lire « {name} » n'est pas une collecte, ces données y sont déjà",
                    "“{step}”: reading “{name}” is no collection, these data are there already"
                ),
            )
            .about(&node.head)
            .operation(id)
            .help(text!(
                "écrire `extraction` ou `consultation` ; si les données viennent d'un tiers, le nommer après `depuis`",
                "write `retrieval` or `consultation`; where the data come from a third party, name it after `from`"
            )),
        );
    }
}

/// Whether something shows that a store is that of the step's side: an operation fills it, it is placed there, or what is said
/// of it (measures, place, retention) only its owner says. Placed with others only, it is theirs.
fn is_own(model: &Model, store: Id<Store>, node: &Node) -> bool {
    let places: Vec<_> = (model.artifacts.values())
        .filter(|artifact| matches!(&artifact.kind, ArtifactKind::Store(placed) if placed.to == Some(store)))
        .map(|artifact| artifact.participant)
        .collect();
    if !places.is_empty() && places.iter().all(|participant| participant.is_some() && *participant != node.participant) {
        return false;
    }
    let filled = model.operations.values().any(|operation| operation.into.iter().any(|into| into.to == Some(Place::Store(store))));
    let store = &model.stores[store];
    filled || !places.is_empty() || !store.measures.is_empty() || store.location.is_some() || !store.retention.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_quoted_source_may_be_somebody_elses() {
        let text = "traitement t { tâche a { collecte \"Nom\" depuis \"Annuaire public\" pour \"Inviter\" } }";
        assert_eq!(messages("collection-from-store", text), [""; 0]);
    }

    #[test]
    fn the_store_of_another_participant_is_not_ones_own() {
        let text = "traitement t {\n participant artemis { magasin fichier \"Fichier des clients\" }\n \
                    participant centre { tâche importer { collecte \"Nom\" depuis fichier pour \"Appeler\" } }\n}";
        assert_eq!(messages("collection-from-store", text), [""; 0]);
    }
}
