//! Sensitive data without the exception that allows them.
//!
//! ## Français : donnée sensible sans exception
//! Traiter une donnée sensible est interdit, sauf l'une des dix exceptions du RGPD art. 9(2) ; une donnée de
//! condamnation ou d'infraction, sauf autorisation d'un texte (art. 10). L'exception s'ajoute à la base légale, elle ne
//! la remplace pas.
//!
//! La règle regarde chaque donnée d'une catégorie sensible : elle n'a pas de clause `exception`, ou celle-ci cite un cas
//! de l'article 9(2) qui n'existe pas (il va de a à j).
//!
//! Limites : elle voit que l'exception est citée, non que ses conditions sont remplies ; une donnée mal rangée relève
//! de `data-uncategorised`.
//!
//! ## English
//! Processing sensitive data is prohibited but for one of the ten exceptions of GDPR art. 9(2); data on convictions and
//! offences, but where a text authorises it (art. 10). The exception adds to the legal basis, it does not replace it.
//!
//! The rule looks at each datum of a sensitive category: it has no `exception` clause, or that cites a case of article
//! 9(2) that does not exist (they go from a to j).
//!
//! Limits: it sees that the exception is cited, not that its conditions are met; a datum in the wrong category is for
//! `data-uncategorised`.
//!
//! ## Exemple
//! ```recens
//! donnée allergies "Allergies alimentaires" santé
//! #                                         ^^^^^
//! donnée syndicat "Adhésion syndicale" syndicat exception 9.2.k
//! #                                                       ^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée allergies "Allergies alimentaires" santé exception 9.2.a
//! donnée syndicat "Adhésion syndicale" syndicat exception "art. 9(2)(d)"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Lang;
use crate::process::DataCategory;
use crate::process::vocabulary::{Words, fold};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "sensitive-without-exception",
    code: "SEN-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 9, 10",
    manual: include_str!("sensitive_without_exception.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for datum in context.model.data.values() {
        let Some(category) = datum.category.as_ref().filter(|category| category.value.is_sensitive()) else { continue };
        let label = datum.head.title();
        let (fr, en) = (category.value.label(Lang::Fr), category.value.label(Lang::En));
        let article = if category.value == DataCategory::Offences { "10" } else { "9(2)" };
        let said = datum.exception.as_ref().filter(|exception| !exception.value.trim().is_empty());
        let finding = match said {
            None => Finding::new(
                category.span,
                text!(
                    "« {label} » est une donnée sensible ({fr}) et aucune exception de l'art. {article} n'est citée",
                    "“{label}” is sensitive ({en}) and no exception of art. {article} is cited"
                ),
            ),
            Some(exception) if is_no_case(&exception.value) => {
                let cited = exception.value.trim();
                Finding::new(
                    exception.span,
                    text!("« {label} » : l'exception « {cited} » n'existe pas", "“{label}”: the exception “{cited}” does not exist"),
                )
            }
            Some(_) => continue,
        };
        let help = if category.value == DataCategory::Offences {
            text!("ajouter `exception \"le texte qui l'autorise\"`", "add `exception \"the text that authorises it\"`")
        } else {
            text!("ajouter `exception` et un cas de l'art. 9(2), de 9.2.a à 9.2.j", "add `exception` and a case of art. 9(2), from 9.2.a to 9.2.j")
        };
        report.push(finding.about(&datum.head).help(help));
    }
}

/// Whether a text cites article 9(2) with a letter it does not have: `9.2.k`, « art. 9(2)(z) ».
fn is_no_case(text: &str) -> bool {
    let parts: Vec<String> = fold(text).split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let cited = parts.windows(3).find(|window| window[0] == "9" && window[1] == "2");
    cited.is_some_and(|window| window[2].len() == 1 && window[2].chars().all(|c| c.is_ascii_lowercase() && c > 'j'))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn exceptions_are_read_in_several_forms() {
        for exception in ["9.2.a", "\"9(2)(j)\"", "\"RGPD art. 9(2) h\"", "\"art. 9(2)(i) et loi du 6 janvier\""] {
            assert_eq!(messages("sensitive-without-exception", &format!("donnée d \"Allergies\" santé exception {exception}")), [""; 0]);
        }
        assert_eq!(messages("sensitive-without-exception", "donnée d \"Casier judiciaire\" infractions exception \"C. trav. R1\""), [""; 0]);
    }

    #[test]
    fn the_national_number_is_another_rules_matter() {
        assert_eq!(messages("sensitive-without-exception", "donnée d \"Numéro de sécurité sociale\" nir"), [""; 0]);
    }
}
