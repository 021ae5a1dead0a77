//! A process or sub-process without an end event.
//!
//! ## Français : processus sans événement de fin
//! Sans événement de fin, nul ne sait ce que le processus a produit ni quand il est fini ; on ne peut pas vérifier qu'une
//! donnée est effacée avant la fin de chaque chemin.
//!
//! La règle regarde chaque participant qui a des étapes, et chaque sous-processus déplié : il lui manque un événement de
//! fin. Les sous-processus ad hoc n'en ont pas besoin.
//!
//! Limites : elle ne dit pas si tous les chemins arrivent à cette fin : voir `no-implicit-end` et `deadlock`.
//!
//! ## English
//! Without an end event nobody knows what the process has produced nor when it is over; whether a datum is erased before
//! the end of each path cannot be verified.
//!
//! The rule looks at each participant that has steps, and at each sub-process with an inside: it has no end event. Ad-hoc
//! sub-processes need none.
//!
//! Limits: it does not tell whether every path arrives at that end: see `no-implicit-end` and `deadlock`.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//! #               ^^^^^^
//!         début joint
//!         tâche appeler
//!     }
//!     joint -> appeler
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche appeler
//!         fin fini
//!     }
//!     joint -> appeler -> fini
//! }
//! ```

use super::start_event_required::{finding, without};
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::EventPosition;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "end-event-required",
    code: "BPM-02",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, 10.5.3",
    manual: include_str!("end_event_required.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for head in without(context, EventPosition::End) {
        let title = head.title();
        let message = text!("« {title} » n'a pas d'événement de fin", "“{title}” has no end event");
        report.push(finding(head, message, text!("ajouter `fin` et une flèche depuis la dernière étape", "add `end` and an arrow from the last step")));
    }
}
