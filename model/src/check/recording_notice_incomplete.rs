//! A call is recorded and the notice lacks one of the four points.
//!
//! ## Français : annonce d'enregistrement incomplète
//! Avant d'enregistrer un appel, on dit à l'interlocuteur quatre choses : l'objectif, les destinataires, son droit
//! d'opposition, son droit d'accès (CNIL, RGPD art. 13). La liste actuelle de la CNIL est plus longue ; ces quatre
//! points en sont le minimum.
//!
//! La règle regarde chaque traitement qui enregistre une voix ou un appel : si une information y est donnée aux
//! personnes concernées, elle réunit ce que disent toutes ces lignes `informe` et signale ce qui manque. L'absence de
//! toute information relève d'une autre règle.
//!
//! Limites : elle compte les points annoncés, non les mots dits ; un enregistrement se reconnaît à son libellé.
//!
//! ## English
//! Before a call is recorded, the other party is told four things: the objective, the recipients, the right to object,
//! the right of access (CNIL, GDPR art. 13). The CNIL's present list is longer; these four points are its minimum.
//!
//! The rule looks at each activity that records a voice or a call: where a notice is given to the persons concerned, it
//! puts together what all these `informe` (`informs`) lines say and tells what is missing. The absence of any notice is
//! another rule's matter.
//!
//! Limits: it counts the points announced, not the words said; a recording is recognised by its label.
//!
//! ## Exemple
//! ```recens
//! donnée voix "Enregistrement de l'appel" vie-personnelle
//! traitement etude {
//!     tâche demander {
//!         informe "Prospects" de finalité
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//!     tâche enregistrer { enregistrement voix sur "Prospects" pour "Preuve de l'appel" }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée voix "Enregistrement de l'appel" vie-personnelle
//! traitement etude {
//!     tâche demander {
//!         informe "Prospects" de finalité, destinataires, opposition, accès
//!     }
//!     tâche enregistrer { enregistrement voix sur "Prospects" pour "Preuve de l'appel" }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{data_of, is_recording, operations_of};
use crate::diagnostic::Lang;
use crate::process::vocabulary::Words;
use crate::process::{Fact, Id, Node, NoticeFact, NoticeItem, OperationKind, Subjects};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recording-notice-incomplete",
    code: "TEL-02",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 13 ; CNIL, écoute et enregistrement des appels",
    manual: include_str!("recording_notice_incomplete.rs"),
    check,
};

/// The four points, in the CNIL's order.
const POINTS: &[NoticeItem] = &[NoticeItem::Purpose, NoticeItem::Recipients, NoticeItem::Objection, NoticeItem::Access];

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, _) in model.activities.iter() {
        let recorded: Vec<_> = operations_of(model, id)
            .filter(|(_, operation)| matches!(operation.kind, OperationKind::Collection | OperationKind::Recording))
            .filter(|(_, operation)| data_of(operation).any(|datum| is_recording(&model.data[datum])))
            .collect();
        if recorded.is_empty() {
            continue;
        }
        let persons: Vec<Id<Subjects>> = recorded.iter().flat_map(|(_, operation)| model.subjects_of(operation)).collect();
        let told = |notice: &NoticeFact| {
            notice.subjects.is_empty() || persons.is_empty() || notice.subjects.iter().any(|told| told.to.is_some_and(|told| persons.contains(&told)))
        };
        let notices: Vec<(&Node, &NoticeFact)> = (model.nodes.values().filter(|node| node.activity == Some(id)))
            .flat_map(|node| node.facts.iter().map(move |fact| (node, fact)))
            .filter_map(|(node, fact)| if let Fact::Notice(notice) = fact { Some((node, notice)) } else { None })
            .filter(|(_, notice)| told(notice))
            .collect();
        let said = |point: &NoticeItem| notices.iter().any(|(_, notice)| notice.items.iter().any(|item| item.value == *point));
        let missing: Vec<_> = POINTS.iter().filter(|point| !said(point)).collect();
        let Some((node, notice)) = notices.first() else { continue };
        if missing.is_empty() {
            continue;
        }
        let list = |lang| missing.iter().map(|point| point.word(lang)).collect::<Vec<_>>().join(", ");
        let (step, fr, en) = (node.head.title(), list(Lang::Fr), list(Lang::En));
        report.push(
            Finding::new(
                notice.span,
                text!(
                    "« {step} » : l'appel est enregistré et l'information ne dit pas : {fr}",
                    "“{step}”: the call is recorded and the notice does not say: {en}"
                ),
            )
            .about(&node.head)
            .help(text!("ajouter à la ligne `informe` : {fr}", "add to the line `informs`: {en}")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn points_told_in_several_steps_add_up() {
        let text = "donnée voix \"Voix\" vie-personnelle\ntraitement t { tâche a { informe \"Prospects\" de finalité, accès }\n \
                    tâche b { informe \"Prospects\" de destinataires, opposition }\n tâche c { collecte voix sur \"Prospects\" pour \"Former\" } }";
        assert_eq!(messages("recording-notice-incomplete", text), [""; 0]);
    }

    #[test]
    fn without_a_recording_or_a_notice_there_is_nothing_to_say() {
        let text = "traitement t { tâche a { informe \"Prospects\" de finalité\n collecte \"Nom\" sur \"Prospects\" pour \"Inviter\" } }";
        assert_eq!(messages("recording-notice-incomplete", text), [""; 0]);
        let text = "donnée voix \"Voix\" vie-personnelle\ntraitement t { tâche c { collecte voix pour \"Former\" } }";
        assert_eq!(messages("recording-notice-incomplete", text), [""; 0]);
    }
}
