//! A store without any declared security measure.
//!
//! ## Français : magasin sans mesure de sécurité
//! Le registre décrit les mesures de sécurité (RGPD art. 30(1)(g)), et celles-ci protègent d'abord l'endroit où les
//! données sont gardées (art. 32).
//!
//! La règle regarde chaque magasin déclaré qui garde des données : il n'a ni clause `mesures` ni `chiffré`.
//!
//! Limites : elle ne juge pas si les mesures écrites suffisent au risque.
//!
//! ## English
//! The record describes the security measures (GDPR art. 30(1)(g)), and these protect first of all the place where data
//! are kept (art. 32).
//!
//! The rule looks at each declared store that keeps data: it has neither a `mesures` (`measures`) clause nor `chiffré`
//! (`encrypted`).
//!
//! Limits: it does not judge whether the measures written are enough for the risk.
//!
//! ## Exemple
//! ```recens
//! magasin base "Base clients"
//! #       ^^^^
//! traitement relance {
//!     tâche noter { enregistrement "Nom" pour "Relancer" dans base }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! mesure accès "Contrôle d'accès" type contrôle-accès
//! magasin base "Base clients" mesures accès
//! traitement relance {
//!     tâche noter { enregistrement "Nom" pour "Relancer" dans base }
//! }
//! ```

use super::common::used_stores;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "store-unprotected",
    code: "SEC-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 32, 30(1)(g)",
    manual: include_str!("store_unprotected.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let used = used_stores(model);
    // A quoted store is a first draft: declaring it is what gives it measures.
    for (id, store) in model.stores.iter().filter(|(_, store)| !store.head.on_the_spot) {
        if !store.measures.is_empty() || store.encrypted || (store.contains.is_empty() && !used.contains(&id)) {
            continue;
        }
        let label = store.head.title();
        let declared: Vec<_> = model.measures.values().filter(|measure| !measure.head.on_the_spot).map(|measure| measure.head.name.as_str()).collect();
        let help = if declared.is_empty() {
            text!(
                "déclarer ses mesures et les nommer : mesure accès \"Contrôle d'accès\" type contrôle-accès, puis `mesures accès`",
                "declare its measures and name them: measure access \"Access control\" type access-control, then `measures access`"
            )
        } else {
            let list = declared.join(", ");
            text!("ajouter `mesures` et celles qui le protègent, parmi : {list}", "add `measures` and those that protect it, among: {list}")
        };
        report.push(
            Finding::new(store.head.span, text!("aucune mesure de sécurité ne protège « {label} »", "no security measure protects “{label}”"))
                .about(&store.head)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_store_that_keeps_nothing_or_is_encrypted_passes() {
        assert_eq!(messages("store-unprotected", "magasin base \"Base\""), [""; 0]);
        assert_eq!(messages("store-unprotected", "magasin base \"Base\" chiffré contient \"Nom\""), [""; 0]);
        assert_eq!(messages("store-unprotected", "traitement t { tâche a { enregistrement \"Nom\" pour \"Livrer\" dans \"Base\" } }"), [""; 0]);
    }
}
