//! A risk rated off the CNIL's scale.
//!
//! ## Français : risque coté hors de l'échelle de la CNIL
//! La méthode de la CNIL cote la gravité et la vraisemblance sur quatre niveaux : négligeable, limitée, importante,
//! maximale. « Modérée » ou « moyenne à forte » ne se place dans aucune cartographie des risques et ne se compare à
//! rien.
//!
//! La règle regarde les clauses `gravité` et `vraisemblance` de chaque risque.
//!
//! Limites : elle ne dit pas si la cote est juste.
//!
//! ## English
//! The CNIL's method rates severity and likelihood on four levels: negligible, limited, significant, maximum. “Moderate”
//! or “medium to high” has no place on any risk map and compares with nothing.
//!
//! The rule looks at the `gravité` (`severity`) and `vraisemblance` (`likelihood`) clauses of each risk.
//!
//! Limits: it does not tell whether the rating is right.
//!
//! ## Exemple
//! ```recens
//! risque accès "Accès illégitime" { gravité modérée; vraisemblance "faible à moyenne" }
//! #                                         ^^^^^^^
//! #                                                                ^^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! risque accès "Accès illégitime" { gravité limitée; vraisemblance négligeable }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "risk-off-scale",
    code: "RSK-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "CNIL, méthode PIA",
    manual: include_str!("risk_off_scale.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for risk in context.model.risks.values() {
        for rating in [&risk.severity, &risk.likelihood].into_iter().flatten() {
            let Err(word) = &rating.value else { continue };
            let title = risk.head.title();
            report.push(
                Finding::new(
                    rating.span,
                    text!("« {title} » : « {word} » n'est pas un niveau de l'échelle", "“{title}”: “{word}” is no level of the scale"),
                )
                .about(&risk.head)
                .help(text!(
                    "choisir l'un des quatre niveaux : négligeable, limitée, importante, maximale",
                    "choose one of the four levels: negligible, limited, significant, maximum"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn the_four_levels_pass_in_both_languages() {
        for (severity, likelihood) in [("negligeable", "limited"), ("importante", "maximum")] {
            assert_eq!(messages("risk-off-scale", &format!("risque r {{ gravité {severity}; vraisemblance {likelihood} }}")), [""; 0]);
        }
    }
}
