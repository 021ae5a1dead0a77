//! The national identification number without the text that allows it.
//!
//! ## Français : numéro de sécurité sociale sans le texte qui l'autorise
//! Le numéro de sécurité sociale (NIR) ne se traite que dans les cas que fixe le décret 2019-341 du 19 avril 2019 (RGPD
//! art. 87, loi 78-17 art. 30) : paie, sécurité sociale, santé… Partout ailleurs, un autre identifiant suffit.
//!
//! La règle regarde chaque donnée de catégorie `nir` : aucune clause `exception` ne cite le texte.
//!
//! Limites : elle ne vérifie pas que le texte cité autorise cet usage.
//!
//! ## English
//! The French social security number (NIR) is processed only in the cases laid down by decree 2019-341 of 19 April 2019
//! (GDPR art. 87, loi 78-17 art. 30): payroll, social security, health… Anywhere else another identifier is enough.
//!
//! The rule looks at each datum of the category `nir`: no `exception` clause cites the text.
//!
//! Limits: it does not verify that the text cited allows this use.
//!
//! ## Exemple
//! ```recens
//! donnée numéro "Numéro de sécurité sociale" nir
//! #                                          ^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée numéro "Numéro de sécurité sociale" nir exception "décret 2019-341, art. 2"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::DataCategory;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "nir-without-text",
    code: "SEN-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 87 ; loi 78-17 art. 30 ; décret 2019-341",
    manual: include_str!("nir_without_text.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for datum in context.model.data.values() {
        let Some(category) = datum.category.as_ref().filter(|category| category.value == DataCategory::Nir) else { continue };
        if datum.exception.as_ref().is_some_and(|text| !text.value.trim().is_empty()) {
            continue;
        }
        let label = datum.head.title();
        report.push(
            Finding::new(
                category.span,
                text!("« {label} » : aucun texte n'est cité qui permette de traiter le NIR", "“{label}”: no text is cited that allows processing the NIR"),
            )
            .about(&datum.head)
            .help(text!(
                "citer le cas du décret : exception \"décret 2019-341, art. 2\", ou se passer de ce numéro",
                "cite the case of the decree: exception \"décret 2019-341, art. 2\", or do without this number"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn other_numbers_are_free() {
        assert_eq!(messages("nir-without-text", "donnée d \"Numéro de client\" identité"), [""; 0]);
    }
}
