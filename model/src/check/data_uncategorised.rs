//! A datum without category, or whose category its label contradicts.
//!
//! ## Français : donnée sans catégorie, ou que son libellé contredit
//! Le registre décrit les catégories de données (RGPD art. 30(1)(c)) ; de la catégorie dépendent les exceptions exigées
//! pour les données sensibles (art. 9 et 10) et le numéro de sécurité sociale (art. 87).
//!
//! La règle regarde chaque donnée déclarée : elle n'a pas de catégorie, ou les mots de son libellé en disent une autre,
//! d'après une liste datée : une adresse IP n'est pas une donnée d'identité, un groupe sanguin est une donnée de santé.
//! Une catégorie plus stricte que les mots n'est jamais contredite.
//!
//! Limites : elle reconnaît des mots, en français et en anglais : un libellé qui n'est pas sur la liste ne contredit
//! rien.
//!
//! ## English
//! The record describes the categories of data (GDPR art. 30(1)(c)); on the category depend the exceptions that
//! sensitive data (art. 9 and 10) and the national identification number (art. 87) ask for.
//!
//! The rule looks at each declared datum: it has no category, or the words of its label tell another one, after a dated
//! list: an IP address is no identity datum, a blood group is health data. A category stricter than the words is never
//! contradicted.
//!
//! Limits: it recognises words, in French and English: a label that is not on the list contradicts nothing.
//!
//! ## Exemple
//! ```recens
//! donnée nom "Nom"
//! #      ^^^
//! donnée adresse "Adresse postale" localisation
//! #                                ^^^^^^^^^^^^
//! donnée sang "Groupe sanguin" autre
//! #                            ^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom "Nom" identité
//! donnée adresse "Adresse postale" identité
//! donnée sang "Groupe sanguin" santé { exception "9.2.h" }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Lang;
use crate::process::DataCategory;
use crate::process::vocabulary::Words;
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "data-uncategorised",
    code: "DON-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 30(1)(c)",
    manual: include_str!("data_uncategorised.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    // A quoted datum is a first draft: declaring it is what gives it a category.
    for datum in context.model.data.values().filter(|datum| !datum.head.on_the_spot) {
        let label = datum.head.title();
        let told: Vec<_> = words::categories().iter().filter_map(|row| row.held_by(label).map(|phrase| (row, phrase))).collect();
        let Some(category) = &datum.category else {
            let help = match told.first().and_then(|(row, _)| row.expected().next()) {
                Some(likely) => {
                    let (fr, en) = (likely.word(Lang::Fr), likely.word(Lang::En));
                    text!("ajouter sa catégorie, sans doute `{fr}`", "add its category, most likely `{en}`")
                }
                None => text!(
                    "ajouter sa catégorie : identité, vie-personnelle, vie-professionnelle, économique, connexion, localisation, internet, nir, autre, ou une catégorie sensible",
                    "add its category: identity, personal-life, working-life, economic, connection, location, internet, nir, other, or a sensitive one"
                ),
            };
            report.push(
                Finding::new(datum.head.span, text!("la donnée « {label} » n'a pas de catégorie", "the datum “{label}” has no category"))
                    .about(&datum.head)
                    .help(help),
            );
            continue;
        };
        // What is sensitive goes first; among the rest, one row that agrees is enough.
        let strict = category.value.is_sensitive() || category.value == DataCategory::Nir;
        let sensitive = told.iter().any(|(row, _)| row.sensitive);
        let agrees = told.iter().any(|(row, _)| row.sensitive == sensitive && row.expected().any(|expected| expected == category.value));
        let other = category.value == DataCategory::Other;
        if agrees || !sensitive && (strict || other) {
            continue;
        }
        let Some((row, phrase)) = told.iter().find(|(row, _)| row.sensitive == sensitive) else { continue };
        let Some(likely) = row.expected().next() else { continue };
        let (fr, en) = (category.value.label(Lang::Fr), category.value.label(Lang::En));
        let (likely_fr, likely_en, phrase) = (likely.label(Lang::Fr), likely.label(Lang::En), phrase.text.trim_end_matches('*'));
        let (word_fr, word_en) = (likely.word(Lang::Fr), likely.word(Lang::En));
        report.push(
            Finding::new(
                category.span,
                text!(
                    "« {label} » est classée « {fr} » ; « {phrase} » évoque plutôt « {likely_fr} »",
                    "“{label}” is classed “{en}”; “{phrase}” suggests “{likely_en}”"
                ),
            )
            .about(&datum.head)
            .help(text!(
                "écrire `{word_fr}`, ou préciser le libellé",
                "write `{word_en}`, or make the label more precise"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn words_that_only_resemble_contradict_nothing() {
        let silent = [
            ("Empreinte carbone", "vie-personnelle"),
            ("Avis sur la publicité", "vie-personnelle"),
            ("Santé financière", "économique"),
            ("Frais de déplacement", "économique"),
            ("Téléphone professionnel", "vie-professionnelle"),
            ("Adresse IP", "connexion"),
            ("Prénom de l'enfant", "vie-personnelle"),
            ("Adresse postale", "autre"),
            ("Régime alimentaire", "convictions"),
            ("Habitudes de déplacement", "localisation"),
            ("Maladie génétique", "santé"),
            ("Salaire", "vie-professionnelle"),
        ];
        for (label, category) in silent {
            assert_eq!(messages("data-uncategorised", &format!("donnée d \"{label}\" {category}")), [""; 0]);
        }
    }

    #[test]
    fn sensitive_words_want_their_own_category() {
        for (label, category) in [("Arrêts maladie", "vie-professionnelle"), ("Numéro de sécurité sociale", "identité"), ("Religion", "origine")] {
            assert_eq!(messages("data-uncategorised", &format!("donnée d \"{label}\" {category}")).len(), 1, "{label}");
        }
    }
}
