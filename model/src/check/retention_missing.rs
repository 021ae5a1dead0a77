//! An operation on data whose retention nothing says.
//!
//! ## Français : données sans durée de conservation
//! Les données ne sont gardées que le temps nécessaire à leur finalité (RGPD art. 5(1)(e)) ; le registre indique les
//! délais d'effacement (art. 30(1)(f)) et la personne en est informée (art. 13(2)(a)).
//!
//! La règle regarde chaque ligne d'opération, sauf l'effacement et la destruction : pour chacune de ses données, elle
//! cherche une durée sur l'opération, puis sur la donnée, sur les magasins que la ligne nomme, sur le traitement. Un seul
//! constat par ligne nomme les données qui n'en ont pas. Elle ne propose aucune durée : c'est au responsable d'en décider.
//!
//! Limites : une donnée qu'aucune opération ne nomme n'est pas regardée, et une durée n'est pas jugée : voir
//! `retention-over-reference`.
//!
//! ## English
//! Data are kept only as long as their purpose needs (GDPR art. 5(1)(e)); the record gives the time limits for erasure
//! (art. 30(1)(f)) and the person is told of them (art. 13(2)(a)).
//!
//! The rule looks at each operation line but erasure and destruction: for each of its data it looks for a retention on the
//! operation, then on the datum, on the stores the line names, on the activity. One finding a line names the data that
//! have none. It proposes no duration: that is the controller's to decide.
//!
//! Limits: a datum that no operation names is not looked at, and no duration is judged: see
//! `retention-over-reference`.
//!
//! ## Exemple
//! ```recens
//! donnée nom  identité        durée 3 ans après "le dernier contact"
//! donnée voix vie-personnelle
//! traitement etude {
//!     tâche enregistrer {
//!         enregistrement nom, voix pour "Preuve de l'appel" dans "Base ComPlus"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom  identité        durée 3 ans après "le dernier contact"
//! donnée voix vie-personnelle durée 6 mois après "l'appel" puis effacement
//! traitement etude {
//!     tâche enregistrer {
//!         enregistrement nom, voix pour "Preuve de l'appel" dans "Base ComPlus"
//!     }
//!     tâche purger {
//!         effacement voix pour "Respecter la durée annoncée"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::OperationKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "retention-missing",
    code: "RET-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(e), 30(1)(f)",
    manual: include_str!("retention_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        if matches!(operation.kind, OperationKind::Erasure | OperationKind::Destruction) {
            continue;
        }
        // Data declared nowhere are reported as such: declaring them is what gives them a duration.
        let without: Vec<_> = (operation.data.iter().filter_map(|datum| datum.to))
            .filter(|datum| model.retention_of(operation, Some(*datum)).is_empty())
            .map(|datum| &model.data[datum].head)
            .collect();
        if without.is_empty() {
            continue;
        }
        let node = &model.nodes[operation.node];
        let step = node.head.title();
        let names = without.iter().map(|head| format!("« {} »", head.title())).collect::<Vec<_>>().join(", ");
        let quoted = without.iter().map(|head| format!("“{}”", head.title())).collect::<Vec<_>>().join(", ");
        report.push(
            Finding::new(
                operation.span,
                text!("« {step} » : aucune durée de conservation pour {names}", "“{step}”: no retention for {quoted}"),
            )
            .about(&node.head)
            .operation(id)
            .also(without)
            .help(text!(
                "ajouter `durée … après \"…\"`, la durée décidée et son point de départ, à la donnée, au magasin ou à l'opération",
                "add `retention … after \"…\"`, the duration decided and what it runs from, to the datum, the store or the operation"
            )),
        );
    }
}
