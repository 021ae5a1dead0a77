//! An operation reached although the person refused, or withdrew the consent.
//!
//! ## Français : opération atteinte malgré un refus ou un retrait
//! Refuser doit avoir un effet : le consentement est libre (RGPD art. 4(11), 7(4)), et son retrait arrête le traitement
//! qui reposait sur lui (art. 7(3)).
//!
//! La règle regarde la première passerelle qui suit chaque `recueille consentement` et ses branches de refus (« non »,
//! « refus »… ; la liste des mots est datée), ainsi que chaque `retire consentement` : aucun chemin ne doit mener de là à une
//! opération pour la même finalité sans un nouveau consentement. Une passerelle qui demande autre chose (« Majeur ? »)
//! ne compte pas. L'enregistrement d'une voix a sa propre règle.
//!
//! Limites : un refus se reconnaît au libellé de la branche : « 2 » ou « autre » n'en disent rien.
//!
//! ## English
//! Refusing must have an effect: consent is free (GDPR art. 4(11), 7(4)), and its withdrawal stops the processing that
//! rested on it (art. 7(3)).
//!
//! The rule looks at the first gateway after each `obtains consent` and its branches of refusal (“no”, “refused”…; the
//! list of words is dated), and at each `withdraws consent`: no path may lead from there to an operation for the same
//! purpose without a new consent. A gateway that asks something else (“Of age?”) does not count. Recording a voice has
//! a rule of its own.
//!
//! Limits: a refusal is recognised by the label of the branch: “2” or “other” tell nothing of it.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes" base consentement
//!     participant centre {
//!         début joint
//!         tâche demander {
//!             recueille consentement pour attentes
//!         }
//!         choix accord "Accord ?"
//!         tâche noter {
//!             utilisation "Réponses" pour attentes
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> demander -> accord
//!     accord -> noter : "oui"
//!     accord -> noter : "non"
//!     noter -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité attentes "Connaître les attentes" base consentement
//!     participant centre {
//!         début joint
//!         tâche demander {
//!             recueille consentement pour attentes
//!         }
//!         choix accord "Accord ?"
//!         tâche noter {
//!             utilisation "Réponses" pour attentes
//!         }
//!         fin fini
//!     }
//!     joint -> demander -> accord
//!     accord -> noter : "oui"
//!     accord -> fini : "non"
//!     noter -> fini
//! }
//! ```

use super::consent::{AfterRefusal, report_after_refusal};
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "processing-after-refusal",
    code: "CON-02",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 4(11), 7(3)-(4)",
    manual: include_str!("processing_after_refusal.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let says = |found: &AfterRefusal, step: &str| {
        let title = context.model.purposes[found.purpose].head.title();
        if found.withdrawn {
            text!(
                "« {step} » : un chemin y mène après le retrait du consentement pour « {title} »",
                "“{step}”: a path leads there after consent for “{title}” was withdrawn"
            )
        } else {
            text!(
                "« {step} » : un chemin y mène après le refus du consentement pour « {title} »",
                "“{step}”: a path leads there after consent for “{title}” was refused"
            )
        }
    };
    let help =
        text!("mener cette branche ailleurs, ou y demander à nouveau le consentement", "lead that branch elsewhere, or ask for consent again on it");
    report_after_refusal(context, report, |operation| !context.records_voice(operation), says, &help);
}
