//! An event sub-process whose start event has no trigger.
//!
//! ## Français : début de sous-processus événementiel sans déclencheur
//! Un sous-processus événementiel n'est relié à rien : seul son déclencheur le fait commencer. Sans déclencheur, il ne
//! commence jamais ; un retrait de consentement ou une demande d'effacement qui s'y traite reste sans réponse.
//!
//! La règle regarde les débuts de chaque sous-processus `événementiel`.
//!
//! Limites : elle ne dit pas si le déclencheur survient jamais.
//!
//! ## English
//! An event sub-process is joined to nothing: only its trigger makes it begin. Without a trigger it never begins; a
//! withdrawal of consent or a request for erasure handled there stays unanswered.
//!
//! The rule looks at the starts of each sub-process marked `événementiel` (`event-triggered`).
//!
//! Limits: it does not tell whether the trigger ever occurs.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         sous-processus plainte événementiel {
//!             début reçue
//! #                 ^^^^^
//!         }
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         sous-processus plainte événementiel {
//!             début reçue message
//!         }
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{is_event, scopes};
use crate::process::{EventPosition, SubProcessKind, Trigger};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "event-sub-process-typed-start-event",
    code: "BPM-14",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.3.5",
    manual: include_str!("event_sub_process_typed_start_event.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for scope in scopes(context).into_iter().filter(|scope| scope.sub_process == Some(SubProcessKind::Event)) {
        for id in scope.nodes {
            if !is_event(context.model, id, EventPosition::Start, |event| event.trigger == Trigger::None) {
                continue;
            }
            let head = &context.model.nodes[id].head;
            let (title, within) = (head.title(), scope.head.map_or("", |head| head.title()));
            report.push(
                Finding::new(
                    head.span,
                    text!(
                        "« {title} » n'a pas de déclencheur : « {within} » ne commencera jamais",
                        "“{title}” has no trigger: “{within}” will never begin"
                    ),
                )
                .about(head)
                .help(text!(
                    "dire ce qui le déclenche : message, minuterie, signal, erreur, escalade, condition",
                    "say what triggers it: message, timer, signal, error, escalation, condition"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn an_ordinary_sub_process_needs_none() {
        let text = "traitement t { participant c { sous-processus s { début a } } }";
        assert_eq!(messages("event-sub-process-typed-start-event", text), [""; 0]);
    }
}
