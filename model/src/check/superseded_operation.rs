//! The word of a text no longer in force.
//!
//! ## Français : mot d'un texte qui n'est plus en vigueur
//! « Verrouillage » vient de la loi n° 78-17 (art. 2) dans sa rédaction antérieure au 1er juin 2019 ; les manuels la
//! citent encore. Le RGPD art. 4(2) et 4(3) disent « limitation » : le marquage de données conservées, en vue de limiter
//! leur traitement futur.
//!
//! La règle signale, pour information, ces mots et le terme en vigueur.
//!
//! Limites : elle ne connaît que les mots de la liste datée.
//!
//! ## English
//! “Verrouillage” (blocking) comes from the French act no. 78-17 (art. 2) as it stood before 1 June 2019; textbooks still
//! quote it. GDPR art. 4(2) and 4(3) say “restriction”: the marking of stored data with the aim of limiting their future
//! processing.
//!
//! The rule tells, for information, such words and the term in force.
//!
//! Limits: it knows only the words of the dated list.
//!
//! ## Exemple
//! ```recens
//! traitement fidelisation {
//!     tâche geler {
//!         verrouillage "Profil" pour "Répondre à une contestation"
//! #       ^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement fidelisation {
//!     tâche geler {
//!         limitation "Profil" pour "Répondre à une contestation"
//!     }
//! }
//! ```

use super::informal_operation::words;
use super::{Context, Report, Rule};
use crate::diagnostic::{Lang, Severity};
use crate::process::Wording;
use crate::process::vocabulary::Words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "superseded-operation",
    code: "VOC-02",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 4(2), 4(3)",
    manual: include_str!("superseded_operation.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    words(context, report, Wording::Superseded, |word, operation| {
        let (fr, en) = (operation.kind.word(Lang::Fr), operation.kind.word(Lang::En));
        let message = text!(
            "« {word} » est le terme d'un texte qui n'est plus en vigueur : le RGPD dit « {fr} »",
            "“{word}” is the term of a text no longer in force: the GDPR says “{en}”"
        );
        (message, text!("écrire `{fr}`", "write `{en}`"))
    });
}
