//! Data collected for unrelated purposes brought together.
//!
//! ## Français : rapprochement de fichiers sans finalité commune
//! Rapprocher des fichiers constitués pour des finalités différentes en fait naître un nouveau, que personne n'a annoncé
//! (RGPD art. 5(1)(b)), et c'est l'un des critères d'une analyse d'impact (art. 35).
//!
//! La règle regarde chaque `rapprochement` et chaque `interconnexion` : deux de leurs données ont été collectées pour des
//! finalités dont aucune n'est commune. Les finalités suivent la donnée à travers les magasins et les traitements.
//!
//! Limites : une donnée dont rien ne dit la collecte n'a pas de finalité à comparer.
//!
//! ## English
//! Bringing together files made for different purposes makes a new one that nobody announced (GDPR art. 5(1)(b)), and is
//! one of the criteria of an impact assessment (art. 35).
//!
//! The rule looks at each `alignment` and `combination`: two of their data were collected for purposes none of which is
//! common. Purposes follow the data through stores and activities.
//!
//! Limits: a datum of whose collection nothing is told has no purpose to compare.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité facturer "Facturer les achats" base contrat
//!     finalité sonder "Sonder les goûts" base consentement
//!     participant centre {
//!         début joint
//!         tâche vendre {
//!             collecte "Achats" pour facturer
//!         }
//!         tâche demander {
//!             collecte "Goûts" pour sonder
//!         }
//!         tâche croiser {
//!             rapprochement "Achats", "Goûts" pour sonder
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> vendre -> demander -> croiser -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité facturer "Facturer les achats" base contrat
//!     finalité sonder "Sonder les goûts" base consentement
//!     participant centre {
//!         début joint
//!         tâche vendre {
//!             collecte "Achats" pour facturer, sonder
//!         }
//!         tâche demander {
//!             collecte "Goûts" pour sonder
//!         }
//!         tâche croiser {
//!             rapprochement "Achats", "Goûts" pour sonder
//!         }
//!         fin fini
//!     }
//!     joint -> vendre -> demander -> croiser -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::data_of;
use crate::process::OperationKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unrelated-files-combined",
    code: "MIN-08",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(b), 35",
    manual: include_str!("unrelated_files_combined.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let combining = |kind| matches!(kind, OperationKind::Alignment | OperationKind::Combination);
    for op in context.operations().iter().copied().filter(|op| combining(op.operation.kind)) {
        let data: Vec<_> = (data_of(op.operation).into_iter())
            .map(|datum| (datum, context.lineage().purposes(datum)))
            .filter(|(_, purposes)| !purposes.is_empty())
            .collect();
        let pairs = data.iter().enumerate().flat_map(|(at, a)| data[at + 1..].iter().map(move |b| (a, b)));
        let Some((a, b)) = pairs.into_iter().find(|(a, b)| a.1.is_disjoint(b.1)) else { continue };
        let head = context.head(op.node);
        let title = |data: &(_, &indexmap::IndexSet<_>)| {
            let purposes: Vec<_> = data.1.iter().map(|id| model.purposes[*id].head.title()).collect();
            (model.data[data.0].head.title(), purposes.join(", "))
        };
        let (step, (first, one), (second, other)) = (head.title(), title(a), title(b));
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » rapproche {first} ({one}) et {second} ({other}), collectées pour des finalités sans rapport",
                    "“{step}” brings together {first} ({one}) and {second} ({other}), collected for unrelated purposes"
                ),
            )
            .about(head)
            .operation(op.id)
            .help(text!(
                "ne pas les rapprocher, ou donner à l'une et à l'autre, dès la collecte, la finalité commune et l'annoncer",
                "do not bring them together, or give both, from the collection on, the common purpose and announce it"
            )),
        );
    }
}
