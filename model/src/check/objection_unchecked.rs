//! A commercial contact without checking whether the person has objected.
//!
//! ## Français : prospection sans vérifier l'opposition
//! Chacun peut s'opposer à tout moment à la prospection, et n'est alors plus sollicité (RGPD art. 21(2)-(3)) : la liste
//! d'opposition se consulte avant le contact.
//!
//! La règle regarde chaque opération dont la finalité est de prospection (à son libellé) dans une étape qui s'adresse à
//! la personne : sur tout chemin, une ligne `vérifie opposition` doit la précéder. Une prospection fondée sur le
//! consentement relève des règles du consentement.
//!
//! Limites : une prospection se reconnaît au libellé de la finalité ; ce que contient la liste n'est pas jugé.
//!
//! ## English
//! Everybody may object to prospecting at any time and is then no longer approached (GDPR art. 21(2)-(3)): the list of
//! objections is looked up before the contact.
//!
//! The rule looks at each operation whose purpose is prospecting (by its label) in a step that addresses the person: on
//! every path a line `checks objection` must come before it. Prospecting that rests on consent is for the rules of consent.
//!
//! Limits: prospecting is recognised by the label of the purpose; what the list holds is not judged.
//!
//! ## Exemple
//! ```recens
//! personnes client "Clients"
//! traitement relance {
//!     finalité offres "Propositions commerciales" base intérêt-légitime "Développer les ventes"
//!     tâche appeler "Contacter le client" {
//!         utilisation "Nom" sur client pour offres
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes client "Clients"
//! traitement relance {
//!     finalité offres "Propositions commerciales" base intérêt-légitime "Développer les ventes"
//!     tâche appeler "Contacter le client" {
//!         vérifie opposition
//!         utilisation "Nom" sur client pour offres
//!     }
//! }
//! ```

use super::consent::prospecting_contacts;
use super::lookup::At;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::spread::Effect;
use crate::process::{BasisKind, Fact, Verification};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "objection-unchecked",
    code: "DRT-01",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 21(2)-(3)",
    manual: include_str!("objection_unchecked.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let contacts: Vec<_> = (prospecting_contacts(context).into_iter())
        .filter(|(_, purpose)| model.purposes[*purpose].basis.as_ref().is_none_or(|basis| basis.value.kind != BasisKind::Consent))
        .collect();
    let mut effects = Vec::new();
    for At { node, fact, what } in context.facts().iter().copied() {
        if matches!(what, Fact::Verification(check) if check.value == Verification::Objection) {
            effects.push(Effect::on(node, fact, 0));
        }
    }
    effects.extend(contacts.iter().map(|(op, _)| Effect::on(op.node, op.fact, 0)));
    let checked = context.every(1, &effects);
    for (op, purpose) in contacts {
        if checked.at(op.node, op.fact, 0) {
            continue;
        }
        let head = context.head(op.node);
        let (step, title) = (head.title(), model.purposes[purpose].head.title());
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » contacte la personne pour « {title} » sans vérifier, sur tous les chemins, qu'elle ne s'y est pas opposée",
                    "“{step}” contacts the person for “{title}” without checking, on every path, that they have not objected"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(|| checked.path_without(op.node, 0)))
            .help(text!("ajouter avant cette ligne : vérifie opposition", "add before this line: checks objection")),
        );
    }
}
