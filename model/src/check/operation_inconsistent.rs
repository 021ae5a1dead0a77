//! An operation whose clauses contradict what it is.
//!
//! ## Français : opération que ses clauses contredisent
//! Les opérations de l'article 4(2) du RGPD ont un sens : communiquer suppose quelqu'un à qui, enregistrer et conserver
//! un endroit, effacer quelque chose qui est gardé. Une ligne à qui cela manque fausse le registre : un destinataire ou
//! un magasin n'y figure pas, ou l'effacement ne porte sur rien.
//!
//! La règle regarde trois cas : une communication ou une diffusion sans `vers`, dont l'étape n'envoie aucun message ; un
//! enregistrement ou une conservation sans `dans` ni document écrit ; un effacement ou une destruction de données
//! qu'aucune opération, aucun magasin, aucun document ne garde.
//!
//! Limites : les autres opérations ne sont pas regardées, et un destinataire ou un magasin faux vaut ici autant qu'un
//! juste.
//!
//! ## English
//! The operations of GDPR art. 4(2) have a meaning: to disclose takes somebody to disclose to, to record and to store
//! take a place, to erase takes something kept. A line that lacks it falsifies the record: a recipient or a store is not
//! there, or the erasure is of nothing.
//!
//! The rule looks at three cases: a disclosure or dissemination without `vers` (`to`), whose step sends no message; a
//! recording or storage without `dans` (`in`) or a document written; an erasure or destruction of data that no
//! operation, store or document keeps.
//!
//! Limits: the other operations are not looked at, and a wrong recipient or store counts here as much as a right one.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité
//! donnée voix vie-personnelle
//! traitement etude {
//!     tâche envoyer {
//!         communication nom pour "Payer le panel"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         enregistrement nom pour "Payer le panel"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         effacement voix pour "Tenir la durée annoncée"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité
//! donnée voix vie-personnelle
//! traitement etude {
//!     tâche envoyer {
//!         enregistrement voix, nom pour "Payer le panel" dans "Base du panel"
//!         communication nom pour "Payer le panel" vers "Service paie"
//!         effacement voix pour "Tenir la durée annoncée"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{data_of, quoted};
use crate::diagnostic::Text;
use crate::process::{ArtifactKind, Datum, Id, MessageEnd, Model, Node, Operation, OperationKind, Origin, Store};
use crate::text;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "operation-inconsistent",
    code: "OPE-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 4(2)",
    manual: include_str!("operation_inconsistent.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let anywhere = kept_data(model);
    for (id, operation) in model.operations.iter() {
        let node = &model.nodes[operation.node];
        let (step, word) = (node.head.title(), &operation.word.value);
        let (message, help) = match operation.kind {
            OperationKind::Disclosure | OperationKind::Dissemination if operation.recipients.is_empty() && !sends(model, operation.node) => (
                text!("« {step} » : l'opération `{word}` ne dit pas vers qui", "“{step}”: the operation `{word}` does not say to whom"),
                text!("ajouter `vers` et le destinataire", "add `to` and the recipient"),
            ),
            OperationKind::Recording if operation.into.is_empty() => nowhere(step, word),
            OperationKind::Storage if operation.into.is_empty() && !kept(model, operation) => nowhere(step, word),
            OperationKind::Erasure | OperationKind::Destruction => {
                let loose: Vec<_> = data_of(operation).filter(|datum| !anywhere.contains(datum)).map(|datum| model.data[datum].head.title()).collect();
                if loose.is_empty() {
                    continue;
                }
                let (fr, en) = quoted(loose);
                (
                    text!("« {step} » efface ce que rien ne garde : {fr}", "“{step}” erases what nothing keeps: {en}"),
                    text!(
                        "dire où ces données sont gardées : `dans` à l'opération qui les enregistre, ou `contient` au magasin",
                        "say where these data are kept: `in` at the operation that records them, or `contains` at the store"
                    ),
                )
            }
            _ => continue,
        };
        report.push(Finding::new(operation.span, message).about(&node.head).operation(id).help(help));
    }
}

fn nowhere(step: &str, word: &str) -> (Text, Text) {
    (
        text!("« {step} » : l'opération `{word}` ne dit pas dans quel magasin", "“{step}”: the operation `{word}` does not say in which store"),
        text!("ajouter `dans` et le magasin", "add `in` and the store"),
    )
}

/// Whether a message leaves the step: it shows to whom.
fn sends(model: &Model, node: Id<Node>) -> bool {
    model.messages.values().any(|message| message.from.to == Some(MessageEnd::Node(node)))
}

/// Whether the place of what is stored can be told: the line reads it there, or a store says that it holds it all.
fn kept(model: &Model, operation: &Operation) -> bool {
    let reads = operation.from.iter().any(|from| matches!(from.to, Some(Origin::Store(_) | Origin::Document(_))));
    let holds = |store: &Store| data_of(operation).all(|datum| store.contains.iter().any(|held| held.to == Some(datum)));
    reads || !operation.data.is_empty() && model.stores.values().any(holds)
}

/// The data that something keeps: an operation that writes or reads them there, or a store or document that says so.
fn kept_data(model: &Model) -> HashSet<Id<Datum>> {
    let mut kept = HashSet::default();
    for operation in model.operations.values() {
        let erases = matches!(operation.kind, OperationKind::Erasure | OperationKind::Destruction);
        let reads = operation.from.iter().any(|from| matches!(from.to, Some(Origin::Store(_) | Origin::Document(_))));
        if !erases && (operation.kind == OperationKind::Storage || !operation.into.is_empty() || reads) {
            kept.extend(data_of(operation));
        }
    }
    kept.extend(model.stores.values().flat_map(|store| &store.contains).filter_map(|datum| datum.to));
    for artifact in model.artifacts.values() {
        if let ArtifactKind::Document { contains, .. } = &artifact.kind {
            kept.extend(contains.iter().filter_map(|datum| datum.to));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn what_the_drawing_tells_need_not_be_written() {
        let text = "donnée nom identité\ntraitement t {\n participant a { tâche envoyer { communication nom pour \"Payer\" } }\n \
                    participant b\n envoyer ~> b : \"Liste\" porte nom\n}";
        assert_eq!(messages("operation-inconsistent", text), [""; 0]);
    }

    #[test]
    fn a_store_that_holds_the_data_is_where_they_are_stored_and_erased() {
        let text = "donnée nom identité\nmagasin base \"Base\" contient nom\n\
                    traitement t { tâche garder { conservation nom pour \"Payer\" }\n tâche purger { effacement nom pour \"Payer\" } }";
        assert_eq!(messages("operation-inconsistent", text), [""; 0]);
    }

    #[test]
    fn a_collection_and_a_consultation_need_neither() {
        let text = "traitement t { tâche voir { collecte \"Nom\" pour \"Payer\"; consultation \"Nom\" pour \"Payer\" } }";
        assert_eq!(messages("operation-inconsistent", text), [""; 0]);
    }
}
