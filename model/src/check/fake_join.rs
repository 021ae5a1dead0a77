//! A step at which several arrows arrive: it waits for none of them.
//!
//! ## Français : étape où arrivent plusieurs flèches
//! Une étape où arrivent plusieurs flèches s'exécute une fois pour chacune ; elle n'attend pas les autres. Après des
//! chemins parallèles, elle s'exécute donc plusieurs fois. Un branchement dit ce que l'on veut : `parallèle` attend tous
//! les chemins, `choix` laisse passer le premier.
//!
//! La règle regarde les tâches, les sous-processus et les événements où arrivent plusieurs flèches d'étapes différentes.
//!
//! Limites : elle ne regarde pas si les chemins s'excluent : après un choix, l'étape ne s'exécute qu'une fois, et le
//! dessin reste ambigu.
//!
//! ## English
//! A step at which several arrows arrive runs once for each; it does not wait for the others. After parallel paths it
//! thus runs several times. A gateway says what is meant: `parallèle` (`parallel`) waits for all paths, `choix`
//! (`choice`) lets the first pass.
//!
//! The rule looks at tasks, sub-processes and events at which several arrows from different steps arrive.
//!
//! Limits: it does not look whether the paths exclude each other: after a choice the step runs once, and the drawing
//! stays ambiguous.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         début rappelé message
//!         tâche noter
//! #             ^^^^^
//!         fin fini
//!     }
//!     joint -> noter
//!     rappelé -> noter
//!     noter -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         début rappelé message
//!         choix réunion
//!         tâche noter
//!         fin fini
//!     }
//!     joint -> réunion
//!     rappelé -> réunion
//!     réunion -> noter -> fini
//! }
//! ```

use super::common::{ends, named, steps};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "fake-join",
    code: "BPM-09",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 13.2.1",
    manual: include_str!("fake_join.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (id, node) in steps(context.model) {
        let count = ends(context.graph.incoming(id).into_iter());
        if count < 2 {
            continue;
        }
        let (fr, en) = named(node);
        report.push(
            Finding::new(
                node.head.span,
                text!("{fr} reçoit {count} flèches et n'en attend aucune", "{en} receives {count} arrows and waits for none"),
            )
            .about(&node.head)
            .help(text!(
                "réunir les chemins avant l'étape : `choix` si un seul arrive, `parallèle` s'il faut les attendre tous",
                "join the paths before the step: `choice` where one arrives, `parallel` where all must be waited for"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn gateways_join() {
        let text = "traitement t { participant c { tâche a\n tâche b\n choix d\n tâche e }\n a -> d\n b -> d\n d -> e }";
        assert_eq!(messages("fake-join", text), [""; 0]);
    }
}
