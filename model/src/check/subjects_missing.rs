//! An operation whose data subjects cannot be told.
//!
//! ## Français : opération dont on ne sait quelles personnes elle concerne
//! Le registre décrit les catégories de personnes concernées (RGPD art. 30(1)(c)) : clients, prospects, salariés… Sans
//! elles, nul ne sait qui informer ni qui peut exercer ses droits.
//!
//! La règle cherche, pour chaque opération, les personnes que dit sa clause `sur`, sinon celles de ses données, sinon les
//! seules que le traitement puisse désigner. S'il n'y en a aucune, ou s'il y en a plusieurs possibles, elle le signale.
//!
//! Limites : elle ne vérifie pas que les personnes dites sont bien celles des données.
//!
//! ## English
//! The record describes the categories of data subjects (GDPR art. 30(1)(c)): customers, prospects, employees… Without
//! them nobody knows whom to inform nor who may exercise rights.
//!
//! The rule looks, for each operation, for the persons its `sur` (`about`) clause says, else those of its data, else the
//! only ones the activity can mean. Where there are none, or several possible, it says so.
//!
//! Limits: it does not verify that the persons said are those of the data.
//!
//! ## Exemple
//! ```recens
//! personnes prospect "Prospects"
//! personnes operateur "Opérateurs"
//! donnée voix "Enregistrement de l'appel" vie-personnelle
//! traitement etude {
//!     tâche enregistrer {
//!         enregistrement voix pour "Preuve de l'appel"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes prospect "Prospects"
//! personnes operateur "Opérateurs"
//! donnée voix "Enregistrement de l'appel" vie-personnelle sur prospect, operateur
//! traitement etude {
//!     tâche enregistrer {
//!         enregistrement voix pour "Preuve de l'appel"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "subjects-missing",
    code: "DON-05",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30(1)(c)",
    manual: include_str!("subjects_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        // Names that lead nowhere are reported where they stand; they are the cause, not this line.
        let known = operation.data.iter().any(|datum| datum.to.is_some()) || operation.data.is_empty();
        if !operation.subjects.is_empty() || !known || !model.subjects_of(operation).is_empty() {
            continue;
        }
        let node = &model.nodes[operation.node];
        let (step, word) = (node.head.title(), &operation.word.value);
        let candidates: Vec<&str> = model.subjects.values().map(|subjects| subjects.head.name.as_str()).collect();
        let help = if candidates.is_empty() {
            text!(
                "déclarer les personnes concernées : personnes clients \"Clients\", et les dire sur la donnée ou l'opération avec `sur`",
                "declare the data subjects: subjects customers \"Customers\", and name them on the datum or the operation with `about`"
            )
        } else {
            let list = candidates.join(", ");
            text!("ajouter `sur` à la donnée ou à l'opération, parmi : {list}", "add `about` to the datum or the operation, among: {list}")
        };
        report.push(
            Finding::new(
                operation.span,
                text!(
                    "« {step} » : on ne sait pas sur qui porte l'opération `{word}`",
                    "“{step}”: it cannot be told whom the operation `{word}` is about"
                ),
            )
            .about(&node.head)
            .operation(id)
            .help(help),
        );
    }
}
