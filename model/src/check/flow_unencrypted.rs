//! Data that leave the organisation on a channel that is not encrypted.
//!
//! ## Français : données qui sortent de l'organisme en clair
//! Le responsable met en œuvre des mesures adaptées au risque, dont le chiffrement (RGPD art. 32(1)(a)). Ce qui sort de
//! l'organisme en clair peut être lu en route.
//!
//! La règle regarde chaque canal déclaré sans `chiffré` qu'emprunte une communication ou une mise à disposition vers un
//! tiers, un sous-traitant, un autre participant ou la personne, ou un message qui porte des données hors d'un
//! participant décrit. C'est un avertissement, une erreur si l'une des données est sensible. La diffusion, qui est
//! publique, n'est pas regardée.
//!
//! Limites : `chiffré` est cru sur parole ; un flux sans canal nommé n'est pas regardé.
//!
//! ## English
//! The controller implements measures that fit the risk, encryption among them (GDPR art. 32(1)(a)). What leaves the
//! organisation in clear can be read on the way.
//!
//! The rule looks at each declared channel without `chiffré` (`encrypted`) taken by a disclosure or making available to
//! a third party, a processor, another participant or the person, or by a message that carries data out of a participant
//! that is described. It is a warning, an error where one of the data is sensitive. Dissemination, which is public, is
//! not looked at.
//!
//! Limits: `chiffré` (`encrypted`) is taken at its word; a flow that names no channel is not looked at.
//!
//! ## Exemple
//! ```recens
//! donnée sang "Groupe sanguin" santé { exception "9.2.h" }
//! destinataire labo "Laboratoire" externe
//! canal fax "Télécopie"
//! #     ^^^
//! traitement analyse {
//!     tâche envoyer { communication sang pour "Analyser" vers labo via fax }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée sang "Groupe sanguin" santé { exception "9.2.h" }
//! destinataire labo "Laboratoire" externe
//! canal messagerie "Messagerie sécurisée de santé" chiffré
//! traitement analyse {
//!     tâche envoyer { communication sang pour "Analyser" vers labo via messagerie }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::data_of;
use crate::process::{Channel, DataCategory, Datum, Id, MessageEnd, Model, Operation, OperationKind, Party, RecipientKind, Ref};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "flow-unencrypted",
    code: "SEC-01",
    severity: Severity::Error,
    lesser: Severity::Warning,
    source: "RGPD art. 32(1)(a)",
    manual: include_str!("flow_unencrypted.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    // A quoted channel is a first draft: declaring it is what tells whether it is encrypted.
    for (id, channel) in model.channels.iter().filter(|(_, channel)| !channel.encrypted && !channel.head.on_the_spot) {
        let on = |channels: &[Ref<Id<Channel>>]| channels.iter().any(|one| one.to == Some(id));
        let operations = model.operations.values().filter(|operation| on(&operation.via) && leaves(model, operation));
        let mut flows: Vec<(&str, Vec<Id<Datum>>)> =
            operations.map(|operation| (model.nodes[operation.node].head.title(), data_of(operation).collect())).collect();
        for message in model.messages.values().filter(|message| on(&message.via) && !message.carries.is_empty()) {
            let sender = match message.from.to {
                Some(MessageEnd::Node(node)) => model.nodes[node].participant,
                Some(MessageEnd::Participant(participant)) => Some(participant),
                None => None,
            };
            if sender.is_some_and(|sender| model.participants[sender].open && model.participants[sender].subjects.is_none()) {
                flows.push((message.head.title(), message.carries.iter().filter_map(|datum| datum.to).collect()));
            }
        }
        let sensitive = |data: &Vec<Id<Datum>>| {
            let category = |id: &Id<Datum>| model.data[*id].category.as_ref().map(|category| category.value);
            data.iter().filter_map(category).any(|category| category.is_sensitive() || category == DataCategory::Nir)
        };
        let worst = flows.iter().position(|(_, data)| sensitive(data));
        let Some((step, _)) = flows.get(worst.unwrap_or(0)) else { continue };
        let label = channel.head.title();
        let finding = Finding::new(
            channel.head.span,
            text!(
                "le canal « {label} » n'est pas chiffré et des données y sortent de l'organisme (« {step} »)",
                "the channel “{label}” is not encrypted and data leave the organisation on it (“{step}”)"
            ),
        )
        .about(&channel.head)
        .help(text!("ajouter `chiffré` si le canal l'est, ou en choisir un qui le soit", "add `encrypted` if the channel is, or choose one that is"));
        report.push(if worst.is_some() { finding } else { finding.lesser() });
    }
}

/// Whether an operation sends data to somebody outside the organisation of its step.
fn leaves(model: &Model, operation: &Operation) -> bool {
    let own = model.nodes[operation.node].participant;
    let outside = |to: Party| match to {
        Party::Recipient(id) => model.recipients[id].kind != RecipientKind::Internal,
        Party::Organisation(id) => own.is_none_or(|own| model.participants[own].organisation != Some(id)),
        Party::Participant(id) => own != Some(id),
        Party::Lane(id) => model.lanes[id].participant != own,
        Party::Subjects(_) => true,
    };
    let sends = matches!(operation.kind, OperationKind::Disclosure | OperationKind::MakingAvailable);
    sends && operation.recipients.iter().filter_map(|to| to.to).any(outside)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn what_stays_inside_or_comes_in_does_not_leave() {
        let text = "destinataire paie \"Service paie\"\ncanal c \"Courrier interne\"\ncanal d \"Formulaire\"\n\
                    traitement t { participant client \"Client\"\n participant centre { tâche a { communication \"Nom\" pour \"Payer\" vers paie via c\n \
                    collecte \"Nom\" depuis client pour \"Payer\" via d } }\n client ~> a : \"Formulaire\" porte \"Nom\" via d }";
        assert_eq!(messages("flow-unencrypted", text), [""; 0]);
    }

    #[test]
    fn one_finding_a_channel() {
        let text = "destinataire labo \"Laboratoire\" externe\ncanal c \"Courriel\"\n\
                    traitement t { tâche a { communication \"Nom\" pour \"Payer\" vers labo via c }\n tâche b { communication \"Ville\" pour \"Payer\" vers labo via c } }";
        assert_eq!(messages("flow-unencrypted", text).len(), 1);
    }
}
