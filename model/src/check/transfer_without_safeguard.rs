//! Data sent outside the European Economic Area without safeguard.
//!
//! ## Français : transfert sans garantie hors de l'Espace économique européen
//! Un transfert vers un pays tiers n'a lieu que si la Commission a reconnu ce pays adéquat (RGPD art. 45), si une
//! garantie appropriée l'encadre (art. 46 : clauses types, règles d'entreprise, code, certification) ou par dérogation
//! (art. 49).
//!
//! La règle regarde les destinataires, les sous-traitants, les magasins et les canaux dont le `pays` est hors de
//! l'Espace économique européen, et les `transfert` : le pays n'est pas adéquat à la date du jour, d'après une table
//! datée, et aucune `garantie` ne convient. Le Data Privacy Framework (`dpf`) ne vaut que pour les États-Unis.
//!
//! Limites : elle ne juge pas la garantie écrite ; un accès à distance depuis un pays tiers n'est vu que si un
//! destinataire ou un magasin le porte.
//!
//! ## English
//! A transfer to a third country takes place only where the Commission has found the country adequate (GDPR art. 45), a
//! safeguard covers it (art. 46: standard clauses, binding rules, code, certification) or by derogation (art. 49).
//!
//! The rule looks at recipients, processors, stores and channels whose `pays` (`country`) is outside the European
//! Economic Area, and at `transfert` (`transfer`) statements: the country is not adequate on this day, after a dated
//! table, and no `garantie` (`safeguard`) fits. The Data Privacy Framework (`dpf`) holds for the United States only.
//!
//! Limits: it does not judge the safeguard written; remote access from a third country is seen only where a recipient
//! or a store carries it.
//!
//! ## Exemple
//! ```recens
//! destinataire hébergeur "Hébergeur" sous-traitant pays "États-Unis"
//! #                                                     ^^^^^^^^^^^^
//! magasin copie "Sauvegarde" pays "Inde"
//! #                               ^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! destinataire hébergeur "Hébergeur" sous-traitant pays "États-Unis" garantie dpf
//! magasin copie "Sauvegarde" pays "Inde"
//! transfert copies pays "Inde" garantie cct
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::abroad::{Cover, country_of, cover, places, safeguards_of, transfers_of};
use crate::diagnostic::Lang;
use crate::process::Safeguard;
use crate::process::vocabulary::Words;
use crate::reference::countries::meant;
use crate::reference::words;
use crate::source::Spanned;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "transfer-without-safeguard",
    code: "TRF-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 44 à 46, 30(1)(e)",
    manual: include_str!("transfer_without_safeguard.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for place in places(model) {
        let said = words::holds(place.head.title(), words::lapsed_schemes()).is_some();
        // A declared transfer is judged itself; a framework that has lapsed is reported by `safeguard-lapsed`.
        if said || !transfers_of(model, &place).is_empty() {
            continue;
        }
        let safeguards: Vec<Safeguard> = place.safeguard.into_iter().collect();
        if let Cover::Missing = cover(&place.country.value, &safeguards, context.today) {
            report.push(finding(place.country, place.head.title(), &safeguards).about(place.head));
        }
    }
    for transfer in model.transfers.values() {
        let Some(country) = country_of(model, transfer) else { continue };
        let safeguards = safeguards_of(model, transfer);
        let title = transfer.to.as_ref().and_then(|to| to.to).map_or(transfer.head.title(), |party| model.party_title(party));
        if words::holds(title, words::lapsed_schemes()).is_some() {
            continue;
        }
        if let Cover::Missing = cover(&country.value, &safeguards, context.today) {
            report.push(finding(country, title, &safeguards).about(&transfer.head));
        }
    }
}

fn finding<'a>(country: &Spanned<String>, title: &str, safeguards: &[Safeguard]) -> Finding<'a> {
    let name = country.value.trim();
    let near = meant(name);
    let message = if let Some(near) = near {
        text!(
            "« {title} » : « {name} » n'est connu ni dans l'EEE ni comme adéquat ; vouliez-vous dire « {near} » ?",
            "“{title}”: “{name}” is known neither in the EEA nor as adequate; did you mean “{near}”?"
        )
    } else if safeguards.is_empty() {
        text!(
            "« {title} » : « {name} » est hors de l'EEE, sans décision d'adéquation ni garantie",
            "“{title}”: “{name}” is outside the EEA, with neither adequacy decision nor safeguard"
        )
    } else {
        let list = |lang| safeguards.iter().map(|safeguard| safeguard.word(lang)).collect::<Vec<_>>().join(", ");
        let (fr, en) = (list(Lang::Fr), list(Lang::En));
        text!(
            "« {title} » : la garantie `{fr}` ne couvre pas un transfert vers « {name} »",
            "“{title}”: the safeguard `{en}` does not cover a transfer to “{name}”"
        )
    };
    let help = match near {
        Some(near) => text!("écrire « {near} », ou ajouter une `garantie`", "write “{near}”, or add a `safeguard`"),
        None => text!(
            "ajouter `garantie` et l'une de : cct, bcr, code, certification, dérogation (ou dpf si l'organisme américain est certifié)",
            "add `safeguard` and one of: scc, bcr, code, certification, derogation (or dpf for a certified body of the United States)"
        ),
    };
    Finding::new(country.span, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    fn of(text: &str) -> usize {
        messages("transfer-without-safeguard", text).len()
    }

    #[test]
    fn the_area_and_adequate_countries_need_nothing() {
        for country in ["France", "la Norvège", "Pays Bas", "Suisse", "Royaume-Uni", "Japan", "Canada", "UE"] {
            assert_eq!(of(&format!("destinataire d \"Hébergeur\" pays \"{country}\"")), 0, "{country}");
        }
    }

    #[test]
    fn safeguards_must_fit_the_country() {
        assert_eq!(of("destinataire d \"Hébergeur\" pays \"Inde\" garantie cct"), 0);
        assert_eq!(of("destinataire d \"Hébergeur\" pays \"Inde\" garantie dpf"), 1);
        assert_eq!(of("destinataire d \"Hébergeur\" pays \"Inde\" garantie adéquation"), 1);
    }

    #[test]
    fn one_finding_where_the_transfer_is_declared() {
        assert_eq!(of("destinataire d \"Hébergeur\" pays \"Inde\"\ntransfert vers d pays \"Inde\""), 1);
        assert_eq!(of("destinataire d \"Hébergeur\" pays \"Inde\"\ntransfert vers d garantie bcr"), 0);
    }
}
