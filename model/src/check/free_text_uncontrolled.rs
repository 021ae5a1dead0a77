//! Free text entered and never looked over.
//!
//! ## Français : texte libre que rien ne relit
//! Une zone de texte libre attire ce qui ne devrait pas y être : appréciations, santé, opinions (RGPD art. 5(1)(c), 9 ;
//! CNIL, zones de commentaires). Elle se relit.
//!
//! La règle regarde chaque donnée `libre` là où elle est collectée, enregistrée ou modifiée : aucun chemin ne mène ensuite à une
//! ligne `vérifie exactitude` ou `vérifie format`, dans cette étape, plus loin, ou dans un autre processus.
//!
//! Limites : un seul chemin qui vérifie lui suffit, et elle ne lit aucun contenu.
//!
//! ## English
//! A free-text field attracts what should not be there: opinions of people, health, beliefs (GDPR art. 5(1)(c), 9; CNIL on
//! comment fields). It is looked over.
//!
//! The rule looks at each `free-text` datum where it is collected, recorded or altered: no path leads afterwards to a line
//! `checks accuracy` or `checks format`, in that step, further on, or in another process.
//!
//! Limits: one path that verifies is enough for it, and it reads no content.
//!
//! ## Exemple
//! ```recens
//! donnée notes "Notes de l'opérateur" libre
//! traitement etude {
//!     tâche entretien {
//!         enregistrement notes pour "Suivi"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée notes "Notes de l'opérateur" libre
//! traitement etude {
//!     tâche entretien {
//!         enregistrement notes pour "Suivi"
//!         vérifie exactitude
//!     }
//! }
//! ```

use super::lookup::At;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::follow::{Follow, Horizon};
use crate::flow::lineage::data_of;
use crate::flow::spread::Effect;
use crate::process::{Fact, Id, Node, OperationKind, Verification};
use crate::text;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "free-text-uncontrolled",
    code: "MIN-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(c), 9",
    manual: include_str!("free_text_uncontrolled.rs"),
    check,
};

/// The checks of format and accuracy: each step with the fact's rank.
pub(super) fn verifications(context: &Context) -> Vec<(Id<Node>, usize)> {
    let checks = |at: At<Fact>| match at.what {
        Fact::Verification(check) if check.value != Verification::Objection => Some((at.node, at.fact)),
        _ => None,
    };
    context.facts().iter().copied().filter_map(checks).collect()
}

/// Whether a check comes after a fact on some path, or in another process.
pub(super) fn verified_after(context: &Context, checks: &[(Id<Node>, usize)], node: Id<Node>, fact: usize) -> bool {
    checks.iter().any(|(at, rank)| *at == node && *rank > fact || context.process(*at) != context.process(node) || context.may(node, *at))
}

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let enters = |kind| matches!(kind, OperationKind::Collection | OperationKind::Recording | OperationKind::Alteration);
    let entries: Vec<_> = (context.operations().iter().copied())
        .filter(|op| enters(op.operation.kind) && data_of(op.operation).iter().any(|datum| model.data[*datum].free_text))
        .collect();
    if entries.is_empty() {
        return;
    }
    let checks = verifications(context);
    let effects: Vec<Effect> = checks.iter().map(|(node, fact)| Effect::on(*node, *fact, 0)).collect();
    let follow = Follow::new(context.control(), Horizon::Process, 1, &effects);
    let mut reported = HashSet::default();
    for op in entries {
        if verified_after(context, &checks, op.node, op.fact) {
            continue;
        }
        let data: Vec<_> = data_of(op.operation).into_iter().filter(|id| model.data[*id].free_text && reported.insert(*id)).collect();
        if data.is_empty() {
            continue;
        }
        let head = context.head(op.node);
        let (step, list) = (head.title(), context.data_titles(data));
        report.push(
            Finding::new(
                op.operation.span,
                text!("« {step} » : le texte libre {list} n'est relu nulle part", "“{step}”: the free text {list} is looked over nowhere"),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(|| follow.path_without(op.node, 0)))
            .help(text!(
                "ajouter après la saisie : vérifie exactitude ; et dire à ceux qui saisissent ce qui n'y a pas sa place",
                "add after the entry: checks accuracy; and tell those who enter it what has no place there"
            )),
        );
    }
}
