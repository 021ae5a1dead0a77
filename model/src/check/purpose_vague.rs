//! A purpose that says nothing.
//!
//! ## Français : finalité qui ne dit rien
//! Une finalité est déterminée et explicite (RGPD art. 5(1)(b)) : la personne doit comprendre à quoi serviront ses
//! données. « Divers », « gestion » ou « au cas où » ne permettent ni de choisir une base légale, ni de dire quelles
//! données sont nécessaires.
//!
//! La règle regarde le libellé de chaque finalité déclarée : il est tout entier dans une liste datée de mots vagues, il
//! contient une formule comme « au cas où », ou il a moins de quatre lettres. « Gestion de la paie » dit de quoi il
//! s'agit et passe.
//!
//! Limites : elle compare des mots : une finalité longue mais creuse lui échappe.
//!
//! ## English
//! A purpose is specified and explicit (GDPR art. 5(1)(b)): the person must understand what the data will serve.
//! “Various”, “management” or “just in case” allow neither choosing a legal basis nor saying which data are needed.
//!
//! The rule looks at the label of each declared purpose: the whole of it stands in a dated list of vague words, it holds
//! a phrase such as “just in case”, or it has fewer than four letters. “Payroll management” says what it is about and
//! passes.
//!
//! Limits: it compares words: a purpose that is long and hollow escapes it.
//!
//! ## Exemple
//! ```recens
//! traitement clients "Fichier des clients" {
//!     finalité gestion "Gestion"
//! #            ^^^^^^^
//!     finalité garde "Garder le contact, au cas où"
//! #            ^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement clients "Fichier des clients" {
//!     finalité gestion "Gestion des commandes"
//!     finalité garde "Relancer un devis resté sans réponse"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "purpose-vague",
    code: "FIN-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(b)",
    manual: include_str!("purpose_vague.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    // A purpose that is only a quoted text is reported by `purpose-undeclared`.
    for purpose in context.model.purposes.values().filter(|purpose| !purpose.head.on_the_spot) {
        let label = purpose.head.title();
        let short = label.chars().filter(|c| c.is_alphanumeric()).count() < 4;
        let phrase = words::holds(label, words::vague_purpose_phrases());
        if !short && phrase.is_none() && words::is(label, words::vague_purposes()).is_none() {
            continue;
        }
        let message = match phrase {
            Some(phrase) => {
                let phrase = &phrase.text;
                text!("la finalité « {label} » est vague : « {phrase} »", "the purpose “{label}” is vague: “{phrase}”")
            }
            None => text!("la finalité « {label} » est vague", "the purpose “{label}” is vague"),
        };
        report.push(Finding::new(purpose.head.span, message).about(&purpose.head).help(text!(
            "dire ce que le traitement cherche à obtenir, avec un verbe et son objet : « suivre les commandes », « prouver l'appel »",
            "say what the processing is to achieve, with a verb and its object: “follow orders”, “prove the call”"
        )));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_vague_word_with_an_object_is_precise() {
        for label in ["Gestion de la paie", "Suivi des livraisons", "Recherche d'un appartement", "Paie", "Étude de cas"] {
            assert_eq!(messages("purpose-vague", &format!("traitement t {{ finalité p \"{label}\" }}")), [""; 0]);
        }
    }

    #[test]
    fn an_article_and_a_full_stop_change_nothing() {
        for label in ["La gestion.", "les besoins internes", "GESTION DES DONNÉES"] {
            assert_eq!(messages("purpose-vague", &format!("traitement t {{ finalité p \"{label}\" }}")).len(), 1, "{label}");
        }
    }

    #[test]
    fn a_quoted_purpose_has_its_own_finding() {
        assert_eq!(messages("purpose-vague", "traitement t { tâche a { collecte \"Nom\" pour \"Divers\" } }"), [""; 0]);
    }
}
