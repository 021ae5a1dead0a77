//! The flow and the declared transfers disagree.
//!
//! ## Français : transferts du flux et transferts déclarés en désaccord
//! Le registre identifie chaque transfert vers un pays tiers, adéquat ou non (RGPD art. 30(1)(e)) ; un stockage à
//! l'étranger en est un.
//!
//! La règle compare dans les deux sens. Des données vont vers un destinataire, un sous-traitant, un magasin ou un canal
//! d'un pays hors de l'Espace économique européen, et ni `transfert` ni `garantie` ne le dit. Ou un `transfert` est
//! déclaré que rien dans le flux n'effectue, ou vers un pays de l'Espace économique européen. Ce qui n'a pas de garantie
//! du tout relève d'une autre règle.
//!
//! Limites : elle compare des pays et des noms : le pays qui n'est pas écrit n'est pas supposé.
//!
//! ## English
//! The record identifies each transfer to a third country, adequate or not (GDPR art. 30(1)(e)); storing abroad is one.
//!
//! The rule compares both ways. Data go to a recipient, processor, store or channel of a country outside the European
//! Economic Area, and neither `transfert` (`transfer`) nor `garantie` (`safeguard`) says so. Or a transfer is declared
//! that nothing in the flow performs, or to a country inside the European Economic Area. What has no safeguard at all is
//! another rule's matter.
//!
//! Limits: it compares countries and names: a country that is not written is not assumed.
//!
//! ## Exemple
//! ```recens
//! magasin copie "Sauvegarde" pays "Suisse"
//! #                               ^^^^^^^^
//! destinataire imprimeur "Imprimeur" externe
//! transfert vers imprimeur pays "Maroc" garantie cct
//! #              ^^^^^^^^^
//! traitement etude {
//!     tâche garder { conservation "Nom" pour "Restaurer la base" dans copie }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! magasin copie "Sauvegarde" pays "Suisse"
//! transfert sauvegarde pays "Suisse" garantie adéquation
//! destinataire imprimeur "Imprimeur" externe
//! transfert vers imprimeur pays "Maroc" garantie cct
//! traitement etude {
//!     tâche garder { conservation "Nom" pour "Restaurer la base" dans copie }
//!     tâche imprimer { communication "Nom" pour "Envoyer les invitations" vers imprimeur }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::abroad::{Abroad, Cover, Reached, country_of, cover, places, transfers_of};
use super::common::in_use;
use crate::process::{Model, Party, Transfer};
use crate::reference::countries::{Standing, same, standing};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "transfer-undeclared",
    code: "TRF-06",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 30(1)(e)",
    manual: include_str!("transfer_undeclared.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let (places, reached) = (places(model), Reached::new(model));
    for place in places.iter().filter(|place| place.used && place.safeguard.is_none()) {
        let abroad = !matches!(standing(&place.country.value, context.today), Standing::Area);
        let covered = matches!(cover(&place.country.value, &[], context.today), Cover::Enough);
        if !abroad || !covered || !transfers_of(model, place).is_empty() {
            continue;
        }
        let (title, country) = (place.head.title(), place.country.value.trim());
        report.push(
            Finding::new(
                place.country.span,
                text!(
                    "« {title} » : des données vont vers « {country} » et aucun transfert n'est déclaré",
                    "“{title}”: data go to “{country}” and no transfer is declared"
                ),
            )
            .about(place.head)
            .help(text!(
                "déclarer `transfert pays \"{country}\" garantie adéquation`",
                "declare `transfer country \"{country}\" safeguard adequacy`"
            )),
        );
    }
    for transfer in model.transfers.values() {
        let Some(country) = country_of(model, transfer) else { continue };
        let name = country.value.trim();
        let span = transfer.to.as_ref().map_or(country.span, |to| to.span);
        let inside = matches!(standing(name, context.today), Standing::Area);
        let (message, help) = if inside {
            (
                text!("« {name} » est dans l'EEE : ce n'est pas un transfert", "“{name}” is inside the EEA: this is no transfer"),
                text!("retirer le transfert, ou corriger le pays", "take the transfer out, or correct the country"),
            )
        } else if in_use(model, transfer.head.scope) && !performed(model, transfer, &places, &reached) {
            (
                text!("un transfert vers « {name} » est déclaré et rien dans le flux ne l'effectue", "a transfer to “{name}” is declared and nothing in the flow performs it"),
                text!(
                    "ajouter `vers` ce destinataire à l'opération qui lui transmet les données, ou retirer le transfert",
                    "add `to` this recipient to the operation that sends it the data, or take the transfer out"
                ),
            )
        } else {
            continue;
        };
        report.push(Finding::new(span, message).about(&transfer.head).help(help));
    }
}

/// Whether data go to the recipient of a transfer, or to anything used in its country.
fn performed(model: &Model, transfer: &Transfer, places: &[Abroad], reached: &Reached) -> bool {
    let to = transfer.to.as_ref().and_then(|to| to.to).is_some_and(|party| {
        let processes = |id| model.activities.values().any(|activity| activity.processors.iter().any(|one| one.organisation.to == Some(id)));
        reached.holds(model, party) || matches!(party, Party::Organisation(id) if processes(id))
    });
    let country = country_of(model, transfer).map(|country| country.value.as_str()).unwrap_or_default();
    to || places.iter().any(|place| place.used && same(&place.country.value, country))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{messages, rules};

    #[test]
    fn a_safeguard_on_the_recipient_declares_the_transfer() {
        let text = "destinataire h \"Hébergeur\" pays \"États-Unis\" garantie dpf\n\
                    traitement t { tâche a { communication \"Nom\" pour \"Sauver\" vers h } }";
        assert_eq!(messages("transfer-undeclared", text), [""; 0]);
    }

    #[test]
    fn without_safeguard_only_the_worse_is_told() {
        let text = "magasin m \"Copie\" pays \"Inde\"\ntraitement t { tâche a { conservation \"Nom\" pour \"Sauver\" dans m } }";
        assert!(rules(text).contains(&"transfer-without-safeguard") && !rules(text).contains(&"transfer-undeclared"));
    }

    #[test]
    fn a_record_without_flow_is_left_alone() {
        assert_eq!(messages("transfer-undeclared", "transfert vers \"Imprimeur\" pays \"Maroc\" garantie cct"), [""; 0]);
        assert_eq!(messages("transfer-undeclared", "transfert vers \"Imprimeur\" pays \"Belgique\"").len(), 1);
    }
}
