//! The data subject listed among the internal recipients.
//!
//! ## Français : personne concernée parmi les destinataires internes
//! Un destinataire est celui qui reçoit communication de données (RGPD art. 4(9)) ; les destinataires internes sont les
//! services de l'organisme. La personne concernée n'en est pas un : elle a un droit d'accès.
//!
//! La règle compare le libellé de chaque destinataire interne à ceux des personnes concernées, articles, accents et
//! pluriels mis à part. Un destinataire `externe` du même nom peut être un client d'une autre sorte et n'est pas
//! signalé.
//!
//! Limites : elle compare des libellés : « Clientèle » et « Clients » lui semblent deux.
//!
//! ## English
//! A recipient is somebody to whom data are disclosed (GDPR art. 4(9)); the internal recipients are the services of the
//! organisation. The data subject is none of them: they have a right of access.
//!
//! The rule compares the label of each internal recipient with those of the data subjects, articles, accents and plurals
//! aside. A recipient marked `externe` (`external`) of that name may be a customer of another kind and is not reported.
//!
//! Limits: it compares labels: “Clientele” and “Clients” seem two to it.
//!
//! ## Exemple
//! ```recens
//! personnes client "Clients"
//! destinataire le_client "Le client"
//! #            ^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes client "Clients"
//! destinataire commercial "Service commercial"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::singular;
use crate::process::RecipientKind;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "subject-as-recipient",
    code: "DES-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 4(9)",
    manual: include_str!("subject_as_recipient.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for recipient in model.recipients.values().filter(|recipient| recipient.kind == RecipientKind::Internal) {
        let label = recipient.head.title();
        let Some(subjects) = model.subjects.values().find(|subjects| singular(subjects.head.title()) == singular(label)) else { continue };
        let persons = subjects.head.title();
        report.push(
            Finding::new(
                recipient.head.span,
                text!(
                    "« {label} » est la personne concernée (« {persons} »), pas un destinataire interne",
                    "“{label}” is the data subject (“{persons}”), not an internal recipient"
                ),
            )
            .about(&recipient.head)
            .help(text!(
                "retirer ce destinataire ; s'il s'agit d'un autre organisme, le nommer et ajouter `externe`",
                "take this recipient out; where another organisation is meant, name it and add `external`"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn services_for_the_persons_are_not_the_persons() {
        let text = "personnes client \"Clients\"\ndestinataire a \"Service clients\"\ndestinataire b \"Client managers\"\ndestinataire c \"Client\" externe";
        assert_eq!(messages("subject-as-recipient", text), [""; 0]);
    }
}
