//! A purpose without a legal basis.
//!
//! ## Français : finalité sans base légale
//! Un traitement n'est licite que si l'une des six conditions du RGPD art. 6(1) est remplie, et la personne est informée
//! de celle qui est retenue (art. 13(1)(c)). La base légale se choisit pour chaque finalité.
//!
//! La règle regarde chaque finalité déclarée : il lui manque une clause `base`. Elle n'en propose aucune, car le choix
//! appartient au responsable du traitement.
//!
//! Limites : elle ne dit pas si la base écrite convient à la finalité.
//!
//! ## English
//! Processing is lawful only if one of the six conditions of GDPR art. 6(1) holds, and the person is told which one
//! (art. 13(1)(c)). The basis is chosen for each purpose.
//!
//! The rule looks at each declared purpose that has no `base` (`basis`) clause. It proposes none: the choice is the
//! controller's.
//!
//! Limits: it does not tell whether the basis written suits the purpose.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel"
//! #            ^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "basis-missing",
    code: "BAS-01",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 6(1), 13(1)(c)",
    manual: include_str!("basis_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    // A purpose that is only a quoted text is reported by `purpose-undeclared`: declaring it is what gives it a basis.
    for purpose in context.model.purposes.values().filter(|purpose| purpose.basis.is_none() && !purpose.head.on_the_spot) {
        let label = purpose.head.title();
        report.push(
            Finding::new(
                purpose.head.span,
                text!("la finalité « {label} » n'a pas de base légale", "the purpose “{label}” has no legal basis"),
            )
            .about(&purpose.head)
            .help(text!(
                "ajouter `base` et l'une de : consentement, contrat, obligation \"texte\", intérêts-vitaux, mission-publique, intérêt-légitime \"intérêt\"",
                "add `basis` and one of: consent, contract, obligation \"text\", vital-interests, public-task, legitimate-interest \"interest\""
            )),
        );
    }
}
