//! A legal basis that lacks the interest or the text it rests on.
//!
//! ## Français : base légale sans l'intérêt ou le texte qui la fonde
//! L'intérêt légitime n'est une base que si l'on dit lequel : il est mis en balance avec les droits de la personne (RGPD
//! art. 6(1)(f)), qui en est informée (art. 13(1)(d)). L'obligation légale est fixée par un texte, qu'il faut citer
//! (art. 6(3)).
//!
//! La règle regarde chaque finalité dont la base est `intérêt-légitime` ou `obligation` : aucun texte ne suit le mot.
//!
//! Limites : elle ne lit pas le texte cité : elle voit seulement qu'il y en a un.
//!
//! ## English
//! A legitimate interest is a basis only once it is named: it is weighed against the person's rights (GDPR art.
//! 6(1)(f)), who is told of it (art. 13(1)(d)). A legal obligation is laid down by a text, which has to be cited (art.
//! 6(3)).
//!
//! The rule looks at each purpose whose basis is `intérêt-légitime` (`legitimate-interest`) or `obligation`: no text
//! follows the word.
//!
//! Limits: it does not read the text cited: it only sees that there is one.
//!
//! ## Exemple
//! ```recens
//! traitement paie {
//!     finalité verser "Verser les salaires" base obligation
//! #                                              ^^^^^^^^^^
//!     finalité relancer "Relancer les clients" base intérêt-légitime
//! #                                                 ^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement paie {
//!     finalité verser "Verser les salaires" base obligation "C. trav. L3242-1"
//!     finalité relancer "Relancer les clients" base intérêt-légitime "recouvrer ses créances"
//! }
//! ```

use super::basis_authority::public_controller;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::BasisKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "basis-unjustified",
    code: "BAS-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 6(1)(f), 6(3), 13(1)(d)",
    manual: include_str!("basis_unjustified.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, purpose) in model.purposes.iter() {
        let Some(basis) = &purpose.basis else { continue };
        if basis.value.text.as_ref().is_some_and(|text| !text.trim().is_empty()) {
            continue;
        }
        let label = purpose.head.title();
        let (message, help) = match basis.value.kind {
            // A public authority has to choose another basis: `basis-authority` says so.
            BasisKind::LegitimateInterest if public_controller(model, id).is_some() => continue,
            BasisKind::LegitimateInterest => (
                text!("« {label} » : l'intérêt légitime n'est pas nommé", "“{label}”: the legitimate interest is not named"),
                text!("écrire `intérêt-légitime \"l'intérêt poursuivi\"`", "write `legitimate-interest \"the interest pursued\"`"),
            ),
            BasisKind::Obligation => (
                text!("« {label} » : le texte de l'obligation légale n'est pas cité", "“{label}”: the text of the legal obligation is not cited"),
                text!("écrire `obligation \"le texte\"`", "write `obligation \"the text\"`"),
            ),
            _ => continue,
        };
        report.push(Finding::new(basis.span, message).about(&purpose.head).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn other_bases_need_no_text() {
        for basis in ["consentement", "contrat", "mission-publique", "intérêts-vitaux"] {
            let text = format!("traitement t {{ finalité p \"Livrer\" base {basis} }}");
            assert_eq!(messages("basis-unjustified", &text), [""; 0]);
        }
    }
}
