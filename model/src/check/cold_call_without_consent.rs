//! A commercial call to somebody who neither agreed nor has a contract running.
//!
//! ## Français : démarchage téléphonique sans consentement ni contrat
//! Depuis le 11 août 2026, démarcher un consommateur par téléphone demande son consentement préalable, même quand un
//! tiers appelle pour le compte du professionnel ; l'exécution d'un contrat en cours en dispense (C. conso L223-1, loi
//! n° 2025-594 du 30 juin 2025 — indicatif, à vérifier).
//!
//! La règle regarde, pour un jour où le texte est en vigueur, chaque opération de prospection (au libellé de la finalité)
//! dans une étape qui appelle la personne (au libellé de l'étape, du canal ou de la donnée) : il y faut avant, sur tout
//! chemin, `recueille consentement` pour cette finalité, ou une finalité de `base contrat`.
//!
//! Limites : appel et prospection se reconnaissent à des mots ; le contrat en cours est cru sur parole.
//!
//! ## English
//! Since 11 August 2026, cold-calling a consumer in France needs their prior consent, even when somebody else calls on the
//! professional's behalf; performing a running contract is exempt (C. conso L223-1 — indicative, to be verified).
//!
//! The rule looks, for a day on which the text is in force, at each operation of prospecting (by the purpose's label) in a
//! step that calls the person (by the label of the step, the channel or the datum): before it, on every path, it needs
//! `obtains consent` for that purpose, or a purpose whose basis is `contract`.
//!
//! Limits: call and prospecting are recognised by words; the running contract is taken at its word.
//!
//! ## Exemple
//! ```recens
//! personnes client "Clients"
//! traitement relance {
//!     finalité offres "Propositions commerciales" base intérêt-légitime "Développer les ventes"
//!     tâche appeler "Appeler le client" {
//!         vérifie opposition
//!         utilisation "Numéro de téléphone" sur client pour offres
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes client "Clients"
//! traitement relance {
//!     finalité offres "Propositions commerciales" base contrat
//!     tâche appeler "Appeler le client" {
//!         vérifie opposition
//!         utilisation "Numéro de téléphone" sur client pour offres
//!     }
//! }
//! ```

use super::consent::{cold_calls, granted};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::spread::Effect;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "cold-call-without-consent",
    code: "TEL-07",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "C. conso L223-1",
    manual: include_str!("cold_call_without_consent.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let calls = cold_calls(context);
    let mut effects = granted(context);
    effects.extend(calls.iter().map(|(op, purpose)| Effect::on(op.node, op.fact, purpose.index())));
    let agreed = context.every(model.purposes.len(), &effects);
    for (op, purpose) in calls {
        if agreed.at(op.node, op.fact, purpose.index()) {
            continue;
        }
        let head = context.head(op.node);
        let (step, title, name) = (head.title(), model.purposes[purpose].head.title(), &model.purposes[purpose].head.name);
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » démarche la personne par téléphone pour « {title} » sans son consentement préalable ni contrat en cours (indicatif, à vérifier)",
                    "“{step}” cold-calls the person for “{title}” without prior consent or a running contract (indicative, to be verified)"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(|| agreed.path_without(op.node, purpose.index())))
            .help(text!(
                "ajouter avant l'appel : recueille consentement pour {name} ; ou, si un contrat est en cours, donner à la finalité `base contrat`",
                "add before the call: obtains consent for {name}; or, if a contract is running, give the purpose `basis contract`"
            )),
        );
    }
}
