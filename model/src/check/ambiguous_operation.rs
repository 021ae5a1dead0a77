//! A grouped term that may mean several operations.
//!
//! ## Français : terme groupé qui peut dire plusieurs opérations
//! « Gestion » ou « traitement » recouvrent plusieurs des opérations du RGPD art. 4(2). Le recensement en attend une par
//! ligne : collecter n'est pas communiquer, et les obligations ne sont pas les mêmes.
//!
//! La règle signale, pour information, ces termes groupés ; ils sont lus comme « utilisation » en attendant mieux.
//!
//! Limites : ce que l'auteur voulait dire n'est pas deviné : aucune correction n'est faite.
//!
//! ## English
//! “Gestion” (management) or “processing” cover several operations of GDPR art. 4(2). The census wants one a line:
//! collecting is not disclosing, and the duties differ.
//!
//! The rule tells, for information, such grouped terms; meanwhile they are read as “use”.
//!
//! Limits: what the author meant is not guessed: nothing is mended.
//!
//! ## Exemple
//! ```recens
//! traitement fidelisation {
//!     tâche suivre {
//!         gestion "Profil" pour "Suivre les échanges"
//! #       ^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement fidelisation {
//!     tâche suivre {
//!         consultation "Profil" pour "Suivre les échanges"
//!         modification "Profil" pour "Suivre les échanges"
//!     }
//! }
//! ```

use super::informal_operation::words;
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Wording;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-operation",
    code: "VOC-03",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 4(2)",
    manual: include_str!("ambiguous_operation.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    words(context, report, Wording::Ambiguous, |word, _| {
        let message = text!("« {word} » peut désigner plusieurs opérations", "“{word}” may mean several operations");
        (message, text!("écrire une ligne pour chaque opération réalisée", "write one line for each operation performed"))
    });
}
