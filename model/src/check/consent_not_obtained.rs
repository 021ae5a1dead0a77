//! An operation that rests on consent, reached without it.
//!
//! ## Français : opération fondée sur un consentement qui n'est pas recueilli
//! Une finalité fondée sur le consentement n'autorise rien tant qu'il n'est pas recueilli (RGPD art. 6(1)(a), 7(1)).
//!
//! La règle regarde chaque opération dont une finalité a pour base le consentement : sur tout chemin, une ligne
//! `recueille consentement` pour cette finalité doit la précéder. Effacer et limiter n'en demandent pas. Des données
//! lues dans un magasin qu'un autre processus ne remplit qu'avec ce consentement sont couvertes. La première opération
//! d'un chemin parle pour les suivantes.
//!
//! Limites : un consentement donné hors du fichier n'est vu que par un magasin rempli avec lui ; la validité de
//! l'accord n'est pas jugée.
//!
//! ## English
//! A purpose that rests on consent allows nothing until it is obtained (GDPR art. 6(1)(a), 7(1)).
//!
//! The rule looks at each operation one of whose purposes has consent for basis: on every path a line `obtains consent`
//! for that purpose must come before it. Erasing and restricting need none. Data read in a store that another process
//! fills only with that consent are covered. The first operation of a path speaks for those that follow.
//!
//! Limits: consent given outside the file is seen only through a store filled with it; whether the agreement is valid
//! is not judged.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     participant centre {
//!         début joint
//!         choix accord "Accord ?"
//!         tâche demander {
//!             recueille consentement pour preuve
//!         }
//!         tâche conserver {
//!             conservation "Notes" pour preuve
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> demander -> conserver -> fini
//!     accord -> conserver
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     participant centre {
//!         début joint
//!         choix accord "Accord ?"
//!         tâche demander {
//!             recueille consentement pour preuve
//!         }
//!         tâche conserver {
//!             conservation "Notes" pour preuve
//!         }
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> demander -> conserver -> fini
//!     accord -> fini
//! }
//! ```

use super::consent::{Vetting, cold_calls, granted, resting_on_consent};
use super::lookup::{Op, is_protective};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::spread::Effect;
use crate::process::{Id, Purpose};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "consent-not-obtained",
    code: "CON-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 6(1)(a), 7(1)",
    manual: include_str!("consent_not_obtained.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let consents = granted(context);
    // Cold calls have a rule of their own.
    let calls: Vec<_> = cold_calls(context).into_iter().map(|(op, _)| op.id).collect();
    let resting: Vec<Op> = (context.operations().iter().copied())
        .filter(|op| !is_protective(op.operation.kind) && !calls.contains(&op.id))
        .filter(|op| !resting_on_consent(model, op.operation).is_empty())
        .collect();
    let given = context.every(model.purposes.len(), &consents);
    let mut effects = consents;
    for op in &resting {
        let purposes = resting_on_consent(model, op.operation);
        effects.extend(purposes.into_iter().map(|purpose| Effect::on(op.node, op.fact, purpose.index())));
    }
    let known = context.every(model.purposes.len(), &effects);
    let mut vetting = Vetting::new(context, &given);
    for op in resting {
        let mut missing = |purpose: &Id<Purpose>| !known.at(op.node, op.fact, purpose.index()) && !vetting.holds(&op, purpose.index());
        let Some(purpose) = resting_on_consent(model, op.operation).into_iter().find(&mut missing) else { continue };
        let head = context.head(op.node);
        let (step, title, name) = (head.title(), model.purposes[purpose].head.title(), &model.purposes[purpose].head.name);
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » : le consentement pour « {title} » n'est pas recueilli sur tous les chemins qui y mènent",
                    "“{step}”: consent for “{title}” is not obtained on every path that leads there"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(|| known.path_without(op.node, purpose.index())))
            .help(text!(
                "ajouter avant, sur tout chemin : recueille consentement pour {name} ; ou revoir la base légale",
                "add before, on every path: obtains consent for {name}; or reconsider the legal basis"
            )),
        );
    }
}
