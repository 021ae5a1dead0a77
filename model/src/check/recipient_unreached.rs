//! A listed recipient that no data reach.
//!
//! ## Français : destinataire que rien n'atteint
//! Le registre liste les destinataires des données (RGPD art. 30(1)(d)) et la personne en est informée. Un destinataire
//! que rien n'atteint est de trop dans la liste, ou il manque l'étape qui lui transmet les données.
//!
//! La règle regarde chaque destinataire déclaré dans le fichier : aucune opération ne le nomme après `vers`, aucun
//! message ni transfert ne va vers lui ou vers un participant ou un couloir du même nom.
//!
//! Limites : un destinataire atteint hors du modèle, par une étape qui n'y est pas, est signalé à tort.
//!
//! ## English
//! The record lists the recipients of the data (GDPR art. 30(1)(d)) and the person is told of them. A recipient that
//! nothing reaches is one too many in the list, or the step that sends them data is missing.
//!
//! The rule looks at each recipient declared in the file: no operation names it after `vers` (`to`), no message or
//! transfer goes to it or to a participant or lane of that name.
//!
//! Limits: a recipient reached outside the model, by a step that is not in it, is reported wrongly.
//!
//! ## Exemple
//! ```recens
//! destinataire paie "Service paie"
//! destinataire audit "Cabinet d'audit" externe
//! #            ^^^^^
//! traitement etude {
//!     tâche envoyer { communication "Nom" pour "Payer" vers paie }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! destinataire paie "Service paie"
//! traitement etude {
//!     tâche envoyer { communication "Nom" pour "Payer" vers paie }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::abroad::Reached;
use super::common::{declared_here, in_use};
use crate::process::vocabulary::fold;
use crate::process::{Id, Model, Node, Origin, Party};
use foldhash::HashSet;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recipient-unreached",
    code: "DES-02",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 30(1)(d)",
    manual: include_str!("recipient_unreached.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let (reached, actors) = (Reached::new(model), actors(model));
    for (id, recipient) in model.recipients.iter().filter(|(_, recipient)| declared_here(&recipient.head)) {
        let party = Party::Recipient(id);
        let transferred = model.transfers.values().any(|transfer| transfer.to.as_ref().is_some_and(|to| to.to == Some(party)));
        let source = model.operations.values().flat_map(|operation| &operation.from).any(|from| from.to == Some(Origin::Party(party)));
        if transferred || source || !in_use(model, recipient.head.scope) || reached.holds(model, party) || actors.contains(&fold(recipient.head.title())) {
            continue;
        }
        let (label, name) = (recipient.head.title(), &recipient.head.name);
        report.push(
            Finding::new(recipient.head.span, text!("aucune donnée n'atteint « {label} »", "no data reach “{label}”"))
                .about(&recipient.head)
                .help(text!(
                    "ajouter `vers {name}` à l'opération qui lui transmet des données, ou retirer le destinataire",
                    "add `to {name}` to the operation that sends it data, or take the recipient out"
                )),
        );
    }
}

/// The folded names of the lanes and pools that perform operations: what they handle has reached them.
fn actors(model: &Model) -> HashSet<String> {
    let nodes: HashSet<Id<Node>> = model.operations.values().map(|operation| operation.node).collect();
    let lanes = nodes.iter().filter_map(|node| model.nodes[*node].lane).map(|lane| model.lanes[lane].head.title());
    let pools = nodes.iter().filter_map(|node| model.nodes[*node].participant).map(|pool| model.participants[pool].head.title());
    lanes.chain(pools).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn whoever_takes_part_is_reached() {
        let text = "destinataire op \"Opérateur\"\ndestinataire client \"Osiris\"\ntraitement t {\n participant centre { couloir o \"Opérateur\" {\n \
                    tâche noter { collecte \"Avis\" pour \"Améliorer\" } } }\n participant osiris\n noter ~> osiris : \"Synthèse\"\n}";
        assert_eq!(messages("recipient-unreached", text), [""; 0]);
    }

    #[test]
    fn declarations_alone_are_left_alone() {
        assert_eq!(messages("recipient-unreached", "destinataire interne \"Service interne\""), [""; 0]);
    }
}
