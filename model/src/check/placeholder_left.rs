//! A text of the template that nobody replaced.
//!
//! ## Français : texte du gabarit resté en place
//! « Cliquez ici », « Sélectionnez un élément », « (EXEMPLE) » : le gabarit est resté, et le registre ne dit rien à cet
//! endroit.
//!
//! La règle regarde les textes des déclarations : libellés, coordonnées, références, logiciels, contrats, bases légales,
//! durées, risques. Elle y cherche les formules d'une liste datée. Les libellés des étapes ne sont pas regardés : «
//! Cliquez ici » peut y être juste.
//!
//! Limites : elle reconnaît des formules : un gabarit rédigé autrement passe.
//!
//! ## English
//! “Click here”, “Select an item”, “(EXAMPLE)”: the template is still there, and the record says nothing at this place.
//!
//! The rule looks at the texts of declarations: labels, contact details, references, software, contracts, legal bases,
//! retentions, risks. It looks there for the phrases of a dated list. The labels of steps are not looked at: “Click
//! here” may be right there.
//!
//! Limits: it recognises phrases: a template in other words passes.
//!
//! ## Exemple
//! ```recens
//! organisation artemis "Artemis" { adresse "Cliquez ici." }
//! #                                        ^^^^^^^^^^^^^^
//! traitement paie "(EXEMPLE) Gestion de la paie" {
//! #          ^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation artemis "Artemis" { adresse "1 place du Marché" }
//! traitement paie "Gestion de la paie" {
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::retentions;
use crate::process::{Head, Model, RetentionLimit};
use crate::reference::words;
use crate::source::{Span, Spanned};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-left",
    code: "REG-05",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30",
    manual: include_str!("placeholder_left.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (head, text, span) in texts(context.model) {
        let phrase = words::marks(text, words::placeholder_marks())
            .or_else(|| words::holds(text, words::placeholders()))
            .or_else(|| words::is(text, words::placeholder_texts()));
        let Some(phrase) = phrase else { continue };
        let phrase = &phrase.text;
        report.push(
            Finding::new(
                span,
                text!("« {text} » est un texte de gabarit (« {phrase} »)", "“{text}” is a text of a template (“{phrase}”)"),
            )
            .about(head)
            .help(text!("le remplacer par l'information, ou le retirer", "replace it with the information, or take it out")),
        );
    }
}

/// The texts of declarations, each with what it belongs to and where it stands.
fn texts(model: &Model) -> Vec<(&Head, &str, Span)> {
    let mut texts: Vec<(&Head, &str, Span)> = Vec::new();
    let mut labels: Vec<&Head> = model.activities.values().filter(|activity| activity.declared).map(|activity| &activity.head).collect();
    labels.extend(model.organisations.values().map(|one| &one.head).chain(model.subjects.values().map(|one| &one.head)));
    labels.extend(model.data.values().map(|one| &one.head).chain(model.purposes.values().map(|one| &one.head)));
    labels.extend(model.recipients.values().map(|one| &one.head).chain(model.channels.values().map(|one| &one.head)));
    labels.extend(model.measures.values().map(|one| &one.head).chain(model.risks.values().map(|one| &one.head)));
    labels.extend(model.transfers.values().map(|one| &one.head));
    texts.extend(labels.into_iter().map(|head| (head, head.title(), head.span)));
    let mut add = |head, text| texts.extend(spanned(head, text));
    for one in model.organisations.values() {
        for text in [&one.address, &one.postcode, &one.city, &one.country, &one.phone, &one.email] {
            add(&one.head, text.as_ref());
        }
        for contact in [&one.representative, &one.dpo].into_iter().flatten() {
            add(&one.head, Some(&contact.name));
            for (_, value) in &contact.details {
                add(&one.head, Some(value));
            }
        }
    }
    for one in model.activities.values() {
        add(&one.head, one.reference.as_ref());
        let contracts = one.processors.iter().filter_map(|processor| processor.contract.as_ref());
        for text in one.software.iter().chain(contracts) {
            add(&one.head, Some(text));
        }
    }
    for one in model.risks.values() {
        for text in one.impacts.iter().chain(&one.sources).chain(&one.threats) {
            add(&one.head, Some(text));
        }
    }
    for one in model.stores.values() {
        add(&one.head, one.location.as_ref());
    }
    for (head, _, retention) in retentions(model) {
        texts.extend(spanned(head, retention.after.as_ref()));
        if let RetentionLimit::Until(criterion) = &retention.limit {
            texts.push((head, criterion, retention.span));
        }
    }
    for one in model.purposes.values() {
        let basis = one.basis.as_ref().and_then(|basis| basis.value.text.as_ref().map(|text| (&one.head, text.as_str(), basis.span)));
        texts.extend(basis);
    }
    texts
}

fn spanned<'a>(head: &'a Head, text: Option<&'a Spanned<String>>) -> Option<(&'a Head, &'a str, Span)> {
    text.map(|text| (head, text.value.as_str(), text.span))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn real_texts_and_steps_pass() {
        let text = "organisation o \"Osiris\" { adresse \"12 rue de l'Exemple\" }\ndonnée d \"Formulaire à remplir\" identité\ntraitement t { responsable o\n tâche a \"Cliquez ici pour signer\" }";
        assert_eq!(messages("placeholder-left", text), [""; 0]);
    }

    #[test]
    fn durations_and_risks_are_looked_at() {
        let text = "donnée n \"Nom\" identité durée \"à compléter\"\nrisque r \"Accès illégitime\" { impacts \"Cliquez ici\" }";
        assert_eq!(messages("placeholder-left", text).len(), 2);
    }
}
