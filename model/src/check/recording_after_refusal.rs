//! A voice recorded although the person refused.
//!
//! ## Français : voix enregistrée malgré un refus
//! Celui qui refuse ou s'oppose n'est pas enregistré (RGPD art. 21 et 7 ; CNIL, enregistrement des appels).
//!
//! La règle regarde, comme `processing-after-refusal` qu'elle remplace pour une voix, ce que l'on atteint depuis la
//! branche de refus de la passerelle qui suit la demande de consentement, et depuis son retrait.
//!
//! Limites : refus et enregistrement se reconnaissent à leurs libellés.
//!
//! ## English
//! Whoever refuses or objects is not recorded (GDPR art. 21 and 7; CNIL on call recording).
//!
//! The rule looks, like `processing-after-refusal` which it replaces for a voice, at what is reached from the branch of
//! refusal of the gateway after the request for consent, and from its withdrawal.
//!
//! Limits: refusal and recording are recognised by their labels.
//!
//! ## Exemple
//! ```recens
//! donnée voix "Enregistrement de l'appel"
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     participant centre {
//!         début joint
//!         tâche demander {
//!             recueille consentement pour preuve
//!         }
//!         choix accord "Accord ?"
//!         tâche enregistrer {
//!             enregistrement voix pour preuve
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         tâche entretien
//!         fin fini
//!     }
//!     joint -> demander -> accord
//!     accord -> enregistrer : "oui"
//!     accord -> entretien : "refus"
//!     entretien -> enregistrer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée voix "Enregistrement de l'appel"
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     participant centre {
//!         début joint
//!         tâche demander {
//!             recueille consentement pour preuve
//!         }
//!         choix accord "Accord ?"
//!         tâche enregistrer {
//!             enregistrement voix pour preuve
//!         }
//!         tâche entretien
//!         fin fini
//!     }
//!     joint -> demander -> accord
//!     accord -> enregistrer : "oui"
//!     accord -> entretien : "refus"
//!     enregistrer -> entretien -> fini
//! }
//! ```

use super::consent::{AfterRefusal, report_after_refusal};
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recording-after-refusal",
    code: "TEL-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 7(3), 21 ; CNIL, enregistrement des appels",
    manual: include_str!("recording_after_refusal.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let says = |found: &AfterRefusal, step: &str| {
        if found.withdrawn {
            text!("« {step} » : la voix est enregistrée après le retrait du consentement", "“{step}”: the voice is recorded after consent was withdrawn")
        } else {
            text!("« {step} » : la voix est enregistrée aussi après un refus", "“{step}”: the voice is recorded even after a refusal")
        }
    };
    let help = text!(
        "mener la branche du refus à la suite de l'appel sans passer par l'enregistrement",
        "lead the branch of refusal on with the call without going through the recording"
    );
    report_after_refusal(context, report, |operation| context.records_voice(operation), says, &help);
}
