//! A transfer that rests on a decision no longer in force.
//!
//! ## Français : transfert fondé sur une décision qui n'est plus en vigueur
//! Une décision d'adéquation peut être annulée ou arriver à son terme. Le Privacy Shield l'a été le 16 juillet 2020
//! (CJUE, C-311/18) ; le modèle de registre de la CNIL le propose encore. Un transfert qui s'y appuie n'a plus de base.
//!
//! La règle regarde les pays dont la décision a pris fin, d'après une table datée, quand aucune autre garantie ne couvre
//! le transfert : « adéquation » pour les États-Unis y renvoie au Privacy Shield. Elle regarde aussi les libellés des
//! destinataires, des transferts et des mesures, et les références de contrat qui nomment un cadre annulé.
//!
//! Limites : elle ne connaît que les décisions de la table datée : une annulation plus récente lui échappe.
//!
//! ## English
//! An adequacy decision may be annulled or come to its end. The Privacy Shield was on 16 July 2020 (CJEU, C-311/18); the
//! CNIL's model of record still offers it. A transfer that rests on it has no basis any more.
//!
//! The rule looks at countries whose decision has ended, after a dated table, where no other safeguard covers the
//! transfer: “adequacy” for the United States means the Privacy Shield there. It also looks at the labels of recipients,
//! transfers and measures, and at contract references that name an annulled framework.
//!
//! Limits: it knows only the decisions of the dated table: a more recent annulment escapes it.
//!
//! ## Exemple
//! ```recens
//! destinataire hébergeur "Hébergeur" sous-traitant pays "États-Unis" garantie adéquation
//! #                                                     ^^^^^^^^^^^^
//! mesure cadre "Adhésion au Privacy Shield"
//! #      ^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! destinataire hébergeur "Hébergeur" sous-traitant pays "États-Unis" garantie dpf
//! mesure cadre "Clauses contractuelles types"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::abroad::{Cover, country_of, cover, places, safeguards_of, transfers_of};
use crate::diagnostic::Text;
use crate::reference::caution;
use crate::reference::countries::Adequacy;
use crate::reference::words;
use crate::source::Spanned;
use crate::text;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "safeguard-lapsed",
    code: "TRF-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 45 ; CJUE C-311/18",
    manual: include_str!("safeguard_lapsed.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut told = HashSet::default();
    for place in places(model).into_iter().filter(|place| transfers_of(model, place).is_empty()) {
        let safeguards: Vec<_> = place.safeguard.into_iter().collect();
        if let Cover::Lapsed(row) = cover(&place.country.value, &safeguards, context.today) {
            told.insert(place.head.span);
            report.push(finding(place.country, place.head.title(), row).about(place.head));
        }
    }
    for transfer in model.transfers.values() {
        let Some(country) = country_of(model, transfer) else { continue };
        let title = transfer.to.as_ref().and_then(|to| to.to).map_or(transfer.head.title(), |party| model.party_title(party));
        if let Cover::Lapsed(row) = cover(&country.value, &safeguards_of(model, transfer), context.today) {
            told.insert(transfer.head.span);
            report.push(finding(country, title, row).about(&transfer.head));
        }
    }
    let labels = (model.recipients.values().map(|recipient| &recipient.head))
        .chain(model.transfers.values().map(|transfer| &transfer.head))
        .chain(model.measures.values().map(|measure| &measure.head))
        .map(|head| (head, head.title(), head.span));
    let contracts = model.activities.values().flat_map(|activity| {
        let contracts = activity.processors.iter().filter_map(|processor| processor.contract.as_ref());
        contracts.map(|contract| (&activity.head, contract.value.as_str(), contract.span))
    });
    for (head, text, span) in labels.chain(contracts).filter(|(_, _, span)| !told.contains(span)) {
        let Some(phrase) = words::holds(text, words::lapsed_schemes()) else { continue };
        let scheme = &phrase.text;
        report.push(
            Finding::new(span, text!("« {text} » : « {scheme} » n'est plus en vigueur", "“{text}”: “{scheme}” is no longer in force"))
                .about(head)
                .help(other()),
        );
    }
}

fn finding<'a>(country: &Spanned<String>, title: &str, row: &Adequacy) -> Finding<'a> {
    let (name, source) = (country.value.trim(), &row.source);
    let end = row.until.map(|day| day.to_string()).unwrap_or_default();
    let scheme = row.scheme.as_deref().map(|scheme| format!(" ({scheme})")).unwrap_or_default();
    Finding::new(
        country.span,
        text!(
            "« {title} » : l'adéquation de « {name} »{scheme} a pris fin le {end} ({source})",
            "“{title}”: the adequacy of “{name}”{scheme} ended on {end} ({source})"
        )
        .then(&caution(row.verified)),
    )
    .help(other())
}

fn other() -> Text {
    text!(
        "s'appuyer sur une autre garantie : cct, bcr, code, certification, ou dpf si l'organisme américain est certifié",
        "rest on another safeguard: scc, bcr, code, certification, or dpf for a certified body of the United States"
    )
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{messages, rules};

    #[test]
    fn another_safeguard_replaces_it() {
        for safeguard in ["cct", "dpf", "dérogation"] {
            let text = format!("destinataire d \"Hébergeur\" pays \"USA\" garantie {safeguard}");
            assert_eq!(messages("safeguard-lapsed", &text), [""; 0]);
        }
        assert_eq!(messages("safeguard-lapsed", "destinataire d \"Hébergeur\" pays \"Royaume-Uni\" garantie adéquation"), [""; 0]);
    }

    #[test]
    fn one_finding_for_one_lapse() {
        let text = "destinataire d \"Hébergeur (Privacy Shield)\" pays \"USA\" garantie adéquation";
        assert_eq!(messages("safeguard-lapsed", text).len(), 1);
        let text = "destinataire d \"Hébergeur (Privacy Shield)\" pays \"USA\"";
        assert!(rules(text).contains(&"safeguard-lapsed") && !rules(text).contains(&"transfer-without-safeguard"));
    }
}
