//! A process or sub-process with several start events that say nothing of what starts it.
//!
//! ## Français : plusieurs débuts sans déclencheur
//! Deux débuts sans déclencheur ne disent pas lequel s'exécute, ni s'il faut les deux. Un processus peut commencer de
//! plusieurs façons, chacune avec son déclencheur : un message, une minuterie, un signal.
//!
//! La règle compte les débuts sans déclencheur de chaque participant et de chaque sous-processus.
//!
//! Limites : deux débuts de même déclencheur passent.
//!
//! ## English
//! Two starts without trigger do not say which of them runs, nor whether both must. A process may begin in several ways,
//! each with its trigger: a message, a timer, a signal.
//!
//! The rule counts the starts without trigger of each participant and each sub-process.
//!
//! Limits: two starts with one trigger pass.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//! #               ^^^^^^
//!         début joint
//!         début rappelé
//!         fin fini
//!     }
//!     joint -> fini
//!     rappelé -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         début rappelé message
//!         fin fini
//!     }
//!     joint -> fini
//!     rappelé -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{is_event, scopes};
use crate::process::{EventPosition, Id, Node, Trigger};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "single-blank-start-event",
    code: "BPM-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.5.2",
    manual: include_str!("single_blank_start_event.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for scope in scopes(context) {
        let blank = |id: &&Id<Node>| is_event(context.model, **id, EventPosition::Start, |event| event.trigger == Trigger::None);
        let Some(head) = scope.head else { continue };
        let starts = scope.nodes.iter().filter(blank).count();
        if starts < 2 {
            continue;
        }
        let title = head.title();
        report.push(
            Finding::new(
                head.span,
                text!("« {title} » a {starts} débuts sans déclencheur", "“{title}” has {starts} start events without trigger"),
            )
            .about(head)
            .help(text!(
                "n'en garder qu'un, ou dire ce qui déclenche chacun : message, minuterie, signal, condition",
                "keep one of them, or say what triggers each: message, timer, signal, condition"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_sub_process_is_a_scope_of_its_own() {
        let text = "traitement t { participant c { début a\n sous-processus s { début b } } }";
        assert_eq!(messages("single-blank-start-event", text), [""; 0]);
    }
}
