//! An operation without a purpose of its own.
//!
//! ## Français : opération sans finalité
//! Chaque opération doit dire à quoi elle sert : c'est le principe de limitation des finalités, RGPD art. 5(1)(b), et
//! le registre l'exige à l'art. 30(1)(b). La finalité n'est jamais héritée du traitement : c'est en la cherchant pour
//! chaque étape que l'on découvre celles qui ne servent à rien.
//!
//! La règle regarde chaque ligne d'opération : il lui manque une clause `pour`. Le message propose les finalités que le
//! traitement déclare ; il n'en choisit aucune.
//!
//! Limites : elle ne dit pas si la finalité écrite est la bonne, ni si l'opération lui est nécessaire.
//!
//! ## English
//! Every operation must say what it is for: purpose limitation, GDPR art. 5(1)(b), and the record asks for it in
//! art. 30(1)(b). A purpose is never inherited from the activity: looking for one at each step is how useless steps are found.
//!
//! The rule looks at each operation line that has no `pour` (`for`) clause. The message offers the purposes that the
//! activity declares; it chooses none.
//!
//! Limits: it does not tell whether the purpose written is the right one, nor whether the operation is necessary for
//! it.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes du marché"
//!     tâche synthese {
//!         extraction "Réponses" depuis "Base ComPlus"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes du marché"
//!     tâche synthese {
//!         extraction "Réponses" depuis "Base ComPlus" pour attentes
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "purpose-missing",
    code: "FIN-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(b), 30(1)(b)",
    manual: include_str!("purpose_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter().filter(|(_, operation)| operation.purposes.is_empty()) {
        let node = &model.nodes[operation.node];
        let word = &operation.word.value;
        let candidates: Vec<&str> = (model.purposes.values())
            .filter(|purpose| !purpose.head.on_the_spot && (purpose.head.scope.is_none() || purpose.head.scope == node.activity))
            .map(|purpose| purpose.head.name.as_str())
            .collect();
        let help = if candidates.is_empty() {
            text!("ajouter `pour` et la finalité de cette opération", "add `for` and the purpose of this operation")
        } else {
            let list = candidates.join(", ");
            text!(
                "ajouter `pour` et l'une des finalités du traitement, si l'opération y sert : {list}",
                "add `for` and one of the activity's purposes, if the operation serves it: {list}"
            )
        };
        let step = node.head.title();
        let message = text!("« {step} » : l'opération `{word}` n'a pas de finalité", "“{step}”: the operation `{word}` has no purpose");
        report.push(Finding::new(operation.span, message).about(&node.head).operation(id).help(help));
    }
}
