//! A link event without its other half.
//!
//! ## Français : lien sans sa moitié
//! Un lien remplace une longue flèche : l'envoi saute à la réception du même nom, dans le même processus. Sans sa
//! moitié, le chemin s'arrête net ; avec deux réceptions, il hésite.
//!
//! La règle regarde les événements de lien de chaque processus et sous-processus : sans nom, envoi sans réception,
//! réception sans envoi, deux réceptions du même nom. Plusieurs envois vers une réception conviennent.
//!
//! Limites : elle compare des noms : deux orthographes d'un nom font deux liens.
//!
//! ## English
//! A link stands for a long arrow: the throw jumps to the catch of the same name, in the same process. Without its other
//! half the path stops dead; with two catches it hesitates.
//!
//! The rule looks at the link events of each process and sub-process: without name, a throw without catch, a catch
//! without throw, two catches of one name. Several throws to one catch are fine.
//!
//! Limits: it compares names: two spellings of one name make two links.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         événement saut lien "suite" émis
//! #                 ^^^^
//!     }
//!     joint -> saut
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         événement saut lien "suite" émis
//!         événement suite lien "suite"
//!         fin fini
//!     }
//!     joint -> saut
//!     suite -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::scopes;
use crate::diagnostic::Text;
use crate::process::{Head, NodeKind, Trigger};
use indexmap::IndexMap;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "link-event",
    code: "BPM-15",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "BPMN 2.0, 10.5.4",
    manual: include_str!("link_event.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for scope in scopes(context) {
        let mut links: IndexMap<&str, Vec<(&Head, bool)>> = IndexMap::new();
        for id in scope.nodes {
            let NodeKind::Event(event) = &model.nodes[id].kind else { continue };
            if event.trigger == Trigger::Link {
                let name = event.detail.as_ref().map_or("", |name| name.value.trim());
                links.entry(name).or_default().push((&model.nodes[id].head, event.throwing));
            }
        }
        for (name, events) in links {
            for (head, message) in wrong(name, &events) {
                report.push(Finding::new(head.span, message).about(head).help(text!(
                    "un envoi (`émis`) et une seule réception portent le même nom, dans le même processus",
                    "a throw (`throw`) and a single catch carry the same name, in the same process"
                )));
            }
        }
    }
}

/// What is wrong with the link events of one name.
fn wrong<'a>(name: &str, events: &[(&'a Head, bool)]) -> Vec<(&'a Head, Text)> {
    let catches = events.iter().filter(|(_, throwing)| !throwing).count();
    let say = |(head, throwing): &(&'a Head, bool)| {
        let title = head.title();
        let message = if name.is_empty() {
            text!("« {title} » : le lien n'a pas de nom", "“{title}”: the link has no name")
        } else if *throwing && catches == 0 {
            text!("« {title} » : aucune réception du lien « {name} » dans ce processus", "“{title}”: no catch of the link “{name}” in this process")
        } else if !throwing && catches > 1 {
            text!("« {title} » : plusieurs réceptions du lien « {name} »", "“{title}”: several catches of the link “{name}”")
        } else if !throwing && catches == events.len() {
            text!("« {title} » : aucun envoi du lien « {name} » dans ce processus", "“{title}”: no throw of the link “{name}” in this process")
        } else {
            return None;
        };
        Some((*head, message))
    };
    events.iter().filter_map(say).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn several_throws_may_jump_to_one_catch() {
        let text = "traitement t { participant c { événement a lien \"x\" émis\n événement b lien \"x\" émis\n événement d lien \"x\" } }";
        assert_eq!(messages("link-event", text), [""; 0]);
    }

    #[test]
    fn a_link_does_not_cross_a_sub_process() {
        let text = "traitement t { participant c { événement a lien \"x\" émis\n sous-processus s { événement b lien \"x\" } } }";
        assert_eq!(messages("link-event", text).len(), 2);
    }
}
