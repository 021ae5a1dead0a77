//! A declared channel that no flow uses.
//!
//! ## Français : canal déclaré que rien n'emprunte
//! Un canal annoncé par lequel rien ne passe est de trop, ou son flux manque : on ne sait alors ni quelles données il
//! porte, ni dans quel format, ni s'il est protégé.
//!
//! La règle regarde chaque canal déclaré dans le fichier : aucune opération ne le nomme après `via` ou `depuis`, aucun
//! message après `via`.
//!
//! Limites : un canal d'un fichier importé n'est pas regardé.
//!
//! ## English
//! A channel announced by which nothing passes is one too many, or its flow is missing: which data it carries, in which
//! format and whether it is protected cannot be known.
//!
//! The rule looks at each channel declared in the file: no operation names it after `via` or `depuis` (`from`), no
//! message after `via`.
//!
//! Limits: a channel of an imported file is not looked at.
//!
//! ## Exemple
//! ```recens
//! canal courriel "Courriel"
//! canal sms "SMS"
//! #     ^^^
//! traitement etude {
//!     tâche recevoir { collecte "Réponses" pour "Connaître le marché" via courriel }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! canal courriel "Courriel"
//! canal sms "SMS"
//! traitement etude {
//!     tâche recevoir { collecte "Réponses" pour "Connaître le marché" via courriel, sms }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{declared_here, in_use};
use crate::process::{Channel, Id, Operation, Origin, Ref};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "channel-unused",
    code: "QUA-07",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 30",
    manual: include_str!("channel_unused.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, channel) in model.channels.iter().filter(|(_, channel)| declared_here(&channel.head)) {
        let named = |channels: &[Ref<Id<Channel>>]| channels.iter().any(|one| one.to == Some(id));
        let from = |operation: &Operation| operation.from.iter().any(|from| from.to == Some(Origin::Channel(id)));
        let used = model.operations.values().any(|operation| named(&operation.via) || from(operation));
        if used || model.messages.values().any(|message| named(&message.via)) || !in_use(model, channel.head.scope) {
            continue;
        }
        let (label, name) = (channel.head.title(), &channel.head.name);
        report.push(
            Finding::new(channel.head.span, text!("aucun flux n'utilise le canal « {label} »", "no flow uses the channel “{label}”"))
                .about(&channel.head)
                .help(text!(
                    "ajouter `via {name}` à l'opération ou au message qui l'emprunte, ou retirer le canal",
                    "add `via {name}` to the operation or message that takes it, or take the channel out"
                )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_message_or_an_origin_uses_it() {
        let text = "canal a\ncanal b\ntraitement t { participant x\n participant y { tâche c { collecte \"Nom\" depuis a pour \"Livrer\" } }\n x ~> c via b }";
        assert_eq!(messages("channel-unused", text), [""; 0]);
        assert_eq!(messages("channel-unused", "canal sms"), [""; 0]);
    }
}
