//! An indirect collection that does not say where the data come from.
//!
//! ## Français : collecte indirecte qui ne dit pas d'où viennent les données
//! Quand les données ne viennent pas de la personne, celle-ci est informée de leur source (RGPD art. 14(2)(f)) : sans
//! elle, ni l'information ni le droit d'accès ne peuvent être complets.
//!
//! La règle regarde chaque collecte sans `depuis` dont on voit qu'elle est indirecte : l'étape reçoit un message d'une
//! organisation et aucun de la personne, ou le mot écrit est « import ».
//!
//! Limites : une collecte sans `depuis` que rien d'autre ne montre indirecte passe pour directe.
//!
//! ## English
//! When data do not come from the person, they are told of the source (GDPR art. 14(2)(f)): without it neither the
//! notice nor the right of access can be complete.
//!
//! The rule looks at each collection without `depuis` (`from`) that shows to be indirect: the step receives a message
//! from an organisation and none from the person, or the word written is “import”.
//!
//! Limits: a collection without `depuis` (`from`) that nothing else shows to be indirect passes for direct.
//!
//! ## Exemple
//! ```recens
//! organisation artemis "Artemis"
//! traitement fidelisation {
//!     participant artemis
//!     participant centre {
//!         tâche récupérer {
//!             collecte "Nom" pour "Appeler les clients"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!     }
//!     artemis ~> récupérer : "Fichier des clients"
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation artemis "Artemis"
//! traitement fidelisation {
//!     participant artemis
//!     participant centre {
//!         tâche récupérer {
//!             collecte "Nom" depuis artemis pour "Appeler les clients"
//!         }
//!     }
//!     artemis ~> récupérer : "Fichier des clients"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Id, MessageEnd, OperationKind, Participant};
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "source-unstated",
    code: "INF-06",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 14(2)(f)",
    manual: include_str!("source_unstated.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        if operation.kind != OperationKind::Collection || !operation.from.is_empty() {
            continue;
        }
        let senders: Vec<_> = (model.messages.values())
            .filter(|message| message.to.to == Some(MessageEnd::Node(operation.node)))
            .filter_map(|message| match message.from.to? {
                MessageEnd::Participant(participant) => Some(participant),
                MessageEnd::Node(node) => model.nodes[node].participant,
            })
            .collect();
        let organisation = |participant: &Id<Participant>| model.participants[*participant].organisation.is_some();
        let imported = words::is(&operation.word.value, words::imports()).is_some();
        // A pool that is no organisation may be the person.
        let received = !senders.is_empty() && senders.iter().all(organisation);
        if !received && !imported {
            continue;
        }
        let node = &model.nodes[operation.node];
        let (step, word) = (node.head.title(), &operation.word.value);
        let help = match senders.first() {
            Some(sender) => {
                let name = &model.participants[*sender].head.name;
                text!("ajouter `depuis {name}`", "add `from {name}`")
            }
            None => text!("ajouter `depuis` et qui fournit ces données", "add `from` and who provides these data"),
        };
        report.push(
            Finding::new(
                operation.span,
                text!(
                    "« {step} » : l'opération `{word}` ne dit pas d'où viennent les données, qui ne sont pas reçues de la personne",
                    "“{step}”: the operation `{word}` does not say where the data come from, which are not received from the person"
                ),
            )
            .about(&node.head)
            .operation(id)
            .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_person_who_answers_is_no_third_party() {
        let text = "personnes client \"Clients\"\ntraitement t {\n participant client \"Clients\"\n \
                    participant centre { tâche noter { collecte \"Avis\" pour \"Améliorer le service\" } }\n client ~> noter\n}";
        assert_eq!(messages("source-unstated", text), [""; 0]);
    }

    #[test]
    fn an_import_has_a_source() {
        assert_eq!(messages("source-unstated", "traitement t { tâche a { import \"Nom\" pour \"Appeler\" } }").len(), 1);
        assert_eq!(messages("source-unstated", "traitement t { tâche a { collecte \"Nom\" pour \"Appeler\" } }"), [""; 0]);
    }
}
