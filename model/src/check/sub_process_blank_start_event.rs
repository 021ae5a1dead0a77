//! A sub-process whose start event has a trigger.
//!
//! ## Français : début de sous-processus avec un déclencheur
//! Un sous-processus commence quand le flux y arrive : son début n'attend rien. Un message ou une minuterie au début n'y
//! serait jamais reçu.
//!
//! La règle regarde les débuts de chaque sous-processus qui n'est pas événementiel.
//!
//! Limites : un sous-processus appelé, décrit dans un autre fichier, n'est pas lu.
//!
//! ## English
//! A sub-process begins when the flow arrives at it: its start waits for nothing. A message or a timer at its start
//! would never be received.
//!
//! The rule looks at the starts of each sub-process that is not event-triggered.
//!
//! Limits: a called sub-process, described in another file, is not read.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         sous-processus entretien {
//!             début rappelé message
//! #                 ^^^^^^^
//!         }
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         sous-processus entretien {
//!             début joint
//!         }
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
    name: "sub-process-blank-start-event",
    code: "BPM-13",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.5.2",
    manual: include_str!("sub_process_blank_start_event.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for scope in scopes(context).into_iter().filter(|scope| scope.sub_process.is_some_and(|kind| kind != SubProcessKind::Event)) {
        for id in scope.nodes {
            if !is_event(context.model, id, EventPosition::Start, |event| event.trigger != Trigger::None) {
                continue;
            }
            let head = &context.model.nodes[id].head;
            let (title, within) = (head.title(), scope.head.map_or("", |head| head.title()));
            report.push(
                Finding::new(
                    head.span,
                    text!(
                        "« {title} » attend un déclencheur, mais « {within} » commence quand le flux y arrive",
                        "“{title}” waits for a trigger, but “{within}” begins when the flow arrives at it"
                    ),
                )
                .about(head)
                .help(text!(
                    "retirer le déclencheur, ou rendre le sous-processus `événementiel`",
                    "take the trigger out, or make the sub-process `event-triggered`"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn an_event_in_between_may_wait() {
        let text = "traitement t { participant c { début x message\n sous-processus s { début a\n événement b minuterie \"P1D\" } } }";
        assert_eq!(messages("sub-process-blank-start-event", text), [""; 0]);
    }
}
