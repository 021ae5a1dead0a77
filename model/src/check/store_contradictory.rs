//! One store in two places.
//!
//! ## Français : un magasin, deux lieux
//! Où les données sont conservées décide des mesures, du droit applicable et des transferts (RGPD art. 30(1)(e) et (g),
//! 32). Deux fiches qui placent le même logiciel en deux lieux ne peuvent être justes toutes les deux, ou taisent qu'il y
//! en a deux.
//!
//! La règle compare les `magasin` déclarés de même nom dont le `lieu` ou le `pays` sont écrits des deux côtés et
//! diffèrent.
//!
//! Limites : elle juge un fichier à la fois, avec ce qu'il importe : deux fiches en deux fichiers ne sont pas
//! comparées ; le lieu écrit dans le texte d'une mesure n'est pas lu.
//!
//! ## English: one store, two places
//! Where data are kept decides on measures, on the law that applies and on transfers (GDPR art. 30(1)(e) and (g), 32). Two
//! entries that put one software in two places cannot both be right, or do not tell that there are two.
//!
//! The rule compares declared `store`s of one name whose `location` or `country` is written on both sides and differs.
//!
//! Limits: it judges one file at a time, with what it imports: two entries in two files are not compared; a place written
//! in the text of a measure is not read.
//!
//! ## Exemple
//! ```recens
//! traitement prospects {
//!     magasin base "Filemaker" lieu "Telehouse 2"
//! }
//! traitement propales {
//!     magasin fichier "FileMaker" lieu "Paris"
//! #                                    ^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! magasin base "Filemaker" lieu "Telehouse 2"
//! traitement prospects {
//!     tâche noter { enregistrement "Nom" pour "Vendre" dans base }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Store;
use crate::process::vocabulary::fold;
use crate::source::Spanned;
use crate::text;
use indexmap::IndexMap;

pub(super) static RULE: Rule = Rule {
    name: "store-contradictory",
    code: "REG-10",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 30(1)(e) et (g), 32",
    manual: include_str!("store_contradictory.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let mut named: IndexMap<String, Vec<&Store>> = IndexMap::new();
    for store in context.model.stores.values().filter(|store| !store.head.on_the_spot) {
        named.entry(fold(store.head.title().trim())).or_default().push(store);
    }
    for stores in named.values() {
        for (at, store) in stores.iter().enumerate() {
            let pair = |said: fn(&Store) -> &Option<Spanned<String>>| {
                let here = said(store).as_ref()?;
                let there = stores[..at].iter().filter_map(|other| said(other).as_ref()).next()?;
                (fold(here.value.trim()) != fold(there.value.trim())).then_some((here, there))
            };
            let Some((here, there)) = pair(|store| &store.location).or_else(|| pair(|store| &store.country)) else { continue };
            let (title, a, b) = (store.head.title(), here.value.trim(), there.value.trim());
            report.push(
                Finding::new(
                    here.span,
                    text!("« {title} » est ici à « {a} », ailleurs à « {b} »", "“{title}” is here in “{a}”, elsewhere in “{b}”"),
                )
                .about(&store.head)
                .help(text!(
                    "déclarer le magasin une fois, hors des traitements, ou donner deux noms à deux magasins",
                    "declare the store once, outside the activities, or give two stores two names"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn what_one_side_does_not_tell_or_another_name_contradicts_nothing() {
        for (one, other) in [
            ("\"Filemaker\" lieu \"Paris\"", "\"Filemaker\""),
            ("\"Filemaker\" lieu \"Paris\"", "\"Filemaker\" lieu \" paris\""),
            ("\"Filemaker\" lieu \"Paris\"", "\"Facturation\" lieu \"Tours\""),
        ] {
            let text = format!("traitement t {{ magasin a {one} }}\ntraitement u {{ magasin b {other} }}");
            assert_eq!(messages("store-contradictory", &text), [""; 0], "{text}");
        }
    }

    #[test]
    fn countries_are_compared_too() {
        let text = "traitement t { magasin a \"Base\" pays \"France\" }\ntraitement u { magasin b \"Base\" pays \"Maroc\" }";
        assert_eq!(messages("store-contradictory", text).len(), 1);
    }
}
