//! A recipient that names nobody.
//!
//! ## Français : destinataire qui ne nomme personne
//! La personne est informée des destinataires ou de leurs catégories (RGPD art. 13(1)(e)) et peut demander lesquels ont
//! reçu ses données (art. 15(1)(c)). « Partenaires, le cas échéant » ne permet ni l'un ni l'autre.
//!
//! La règle regarde le libellé de chaque destinataire : il est tout entier dans une liste datée (« partenaires », «
//! tiers »), ou contient une formule comme « le cas échéant » ou « et autres ».
//!
//! Limites : elle compare des mots : un nom précis mais faux passe.
//!
//! ## English
//! The person is told of the recipients or their categories (GDPR art. 13(1)(e)) and may ask which of them received the
//! data (art. 15(1)(c)). “Partners, where applicable” allows neither.
//!
//! The rule looks at the label of each recipient: the whole of it stands in a dated list (“partners”, “third parties”),
//! or it holds a phrase such as “where applicable” or “and others”.
//!
//! Limits: it compares words: a name that is precise and wrong passes.
//!
//! ## Exemple
//! ```recens
//! destinataire partenaires "Partenaires" externe
//! #            ^^^^^^^^^^^
//! destinataire paie "Service paie et autres"
//! #            ^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! destinataire partenaires "Organisateurs des salons partenaires" externe
//! destinataire paie "Service paie"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recipient-vague",
    code: "DES-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 13(1)(e), 30(1)(d)",
    manual: include_str!("recipient_vague.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for recipient in context.model.recipients.values() {
        let label = recipient.head.title();
        let phrase = words::is(label, words::vague_recipients()).or_else(|| words::holds(label, words::vague_recipient_phrases()));
        let Some(phrase) = phrase else { continue };
        let phrase = phrase.text.trim_end_matches('*');
        report.push(
            Finding::new(
                recipient.head.span,
                text!("le destinataire « {label} » ne désigne personne : « {phrase} »", "the recipient “{label}” names nobody: “{phrase}”"),
            )
            .about(&recipient.head)
            .help(text!(
                "nommer l'organisme, ou une catégorie précise : « hébergeur de la base », « service paie »",
                "name the organisation, or a precise category: “host of the base”, “payroll service”"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_category_that_says_what_it_does_passes() {
        for label in ["Partenaire Artemis", "Organisateurs de salons", "Tiers payant", "Service client", "Hébergeur"] {
            assert_eq!(messages("recipient-vague", &format!("destinataire d \"{label}\"")), [""; 0], "{label}");
        }
        for label in ["Les partenaires", "Sous-traitants, le cas échéant", "Autres", "Éventuels prestataires"] {
            assert_eq!(messages("recipient-vague", &format!("destinataire d \"{label}\"")).len(), 1, "{label}");
        }
    }
}
