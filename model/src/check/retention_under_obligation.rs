//! A duration shorter than a legal minimum.
//!
//! ## Français : durée plus courte qu'un minimum légal
//! Certaines pièces doivent être gardées un temps minimal : les factures dix ans (code de commerce, art. L123-22). Les
//! effacer plus tôt manque à une obligation légale, qui prime sur la demande d'effacement (RGPD art. 17(3)(b)).
//!
//! La règle compare chaque durée, archivage compris, aux minimums d'une table datée, d'après le libellé de la donnée.
//! C'est un avertissement quand la source de la ligne reste à vérifier.
//!
//! Limites : seules les pièces de la table sont connues, à leur libellé ; l'événement d'où court la durée n'est pas
//! comparé.
//!
//! ## English
//! Some documents must be kept for a minimum time: invoices ten years (code de commerce, art. L123-22). Erasing them
//! sooner breaks a legal obligation, which goes before a request for erasure (GDPR art. 17(3)(b)).
//!
//! The rule compares each duration, archiving included, with the minimums of a dated table, by the label of the datum.
//! It is a warning where the source of the row is still to be verified.
//!
//! Limits: only the documents of the table are known, by label; the event the duration runs from is not compared.
//!
//! ## Exemple
//! ```recens
//! donnée facture "Factures" économique durée 3 ans après "la vente"
//! #                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée facture "Factures" économique durée 3 ans après "la vente" puis archivage 7 ans au titre de "C. com. L123-22"
//! ```

use super::common::{beside, kept};
use super::{Context, Report, Rule};
use crate::diagnostic::{Lang, Severity, Text};
use crate::process::{Duration, RetentionLimit};
use crate::reference::durations::{Bound, ReferenceDuration, days};
use crate::text;
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "retention-under-obligation",
    code: "RET-06",
    severity: Severity::Error,
    lesser: Severity::Warning,
    source: "RGPD art. 6(1)(c), 17(3)(b)",
    manual: include_str!("retention_under_obligation.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let minima = context.durations.iter().filter(|row| row.bound == Bound::Min);
    let minima: Vec<(&ReferenceDuration, Duration)> = minima.filter_map(|row| Some((row, row.duration()?))).collect();
    // The rows that speak of a datum are the same each time it is handled.
    let mut speaking: HashMap<&str, Vec<&(&ReferenceDuration, Duration)>> = HashMap::default();
    let mut told = HashSet::default();
    for kept in kept(model) {
        let RetentionLimit::Duration(limit) = kept.retention.limit else { continue };
        let archive = kept.retention.archive.as_ref().map(|archive| archive.duration);
        // An archiving phase of unknown length may be long enough.
        let total = match archive {
            Some(None) => continue,
            Some(Some(archive)) => days(limit) + days(archive),
            None => days(limit),
        };
        let datum = kept.datum.head.title();
        let speaking = speaking.entry(datum).or_insert_with(|| minima.iter().filter(|(row, _)| row.speaks_of(datum, &[], &[])).collect());
        let row = speaking.iter().find(|(_, minimum)| total < days(*minimum) * 0.99 - 0.5).map(|(row, _)| *row);
        let Some(row) = row.filter(|row| told.insert((kept.retention.span, &row.id))) else { continue };
        let duration = Text::new(kept.retention.text(Lang::Fr), kept.retention.text(Lang::En));
        let finding = beside(&kept, &duration, &text!("moins que le minimum", "less than the minimum"), row).help(text!(
            "allonger la durée, ou archiver : `puis archivage 7 ans au titre de \"…\"`",
            "lengthen the duration, or archive: `then archive 7 years under \"…\"`"
        ));
        report.push(if row.verified { finding } else { finding.lesser() });
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn ten_years_in_any_words_are_enough() {
        for duration in ["10 ans", "120 mois", "2 ans après \"la vente\" puis archivage 8 ans", "2 ans puis archivage"] {
            assert_eq!(messages("retention-under-obligation", &format!("donnée f \"Facture\" économique durée {duration}")), [""; 0]);
        }
    }

    #[test]
    fn an_address_on_invoices_is_an_invoice_but_a_customer_is_not() {
        assert_eq!(messages("retention-under-obligation", "donnée f \"Nom du client\" identité durée 3 ans"), [""; 0]);
    }
}
