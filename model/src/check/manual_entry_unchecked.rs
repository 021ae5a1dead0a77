//! What somebody said typed in by hand without a check.
//!
//! ## Français : parole saisie à la main sans vérification
//! Une saisie faite pendant ou après une conversation se relit ou se confirme (RGPD art. 5(1)(d), 16).
//!
//! La règle regarde chaque enregistrement dans un magasin par une tâche utilisateur ou manuelle, de données collectées de vive
//! voix — au libellé de l'étape ou du canal : téléphone, entretien, vidéo… : aucun chemin ne passe, après la collecte, par une
//! ligne `vérifie`.
//!
//! Limites : la conversation se reconnaît à des mots ; une tâche sans type n'est pas tenue pour manuelle.
//!
//! ## English
//! What is typed in during or after a conversation is read over or confirmed (GDPR art. 5(1)(d), 16).
//!
//! The rule looks at each recording in a store by a user or manual task of data collected in speech — by the label of the
//! step or channel: telephone, interview, video…: no path goes, after the collection, through a line `checks`.
//!
//! Limits: the conversation is recognised by words; a task without a type does not count as manual.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     tâche entretien "Conduire l'entretien" utilisateur {
//!         collecte "Avis" pour "Étude"
//!         enregistrement "Avis" pour "Étude" dans "Base"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     tâche entretien "Conduire l'entretien" utilisateur {
//!         collecte "Avis" pour "Étude"
//!         vérifie exactitude
//!         enregistrement "Avis" pour "Étude" dans "Base"
//!     }
//! }
//! ```

use super::free_text_uncontrolled::{verifications, verified_after};
use super::lookup::{Op, Performer, performer};
use super::wording::Wording;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{data_of, written};
use crate::flow::reach::Reach;
use crate::process::{Datum, Id, OperationKind};
use crate::text;
use foldhash::{HashMap};

pub(super) static RULE: Rule = Rule {
    name: "manual-entry-unchecked",
    code: "QUA-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(d), 16",
    manual: include_str!("manual_entry_unchecked.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let operations = context.operations();
    let checks = verifications(context);
    let mut spoken: HashMap<Id<Datum>, Vec<Op>> = HashMap::default();
    for op in operations.iter().filter(|op| op.operation.kind == OperationKind::Collection) {
        let channels = op.operation.via.iter().filter_map(|via| via.to).map(|id| model.channels[id].head.title());
        let speech = std::iter::once(context.head(op.node).title()).chain(channels).any(|text| Wording::Speech.is_in(text));
        if speech && performer(&model.nodes[op.node]) == Performer::Human && !verified_after(context, &checks, op.node, op.fact) {
            for datum in data_of(op.operation) {
                spoken.entry(datum).or_default().push(*op);
            }
        }
    }
    for op in operations.iter().filter(|op| op.operation.kind == OperationKind::Recording && written(op.operation).next().is_some()) {
        if performer(&model.nodes[op.node]) != Performer::Human {
            continue;
        }
        let mut heard = None;
        let from_speech = |datum: &Id<Datum>| {
            spoken.get(datum).into_iter().flatten().any(|origin| {
                let follows = origin.node == op.node && origin.fact < op.fact || context.may(origin.node, op.node);
                if follows {
                    heard.get_or_insert(*origin);
                }
                follows
            })
        };
        let data: Vec<_> = data_of(op.operation).into_iter().filter(from_speech).collect();
        let Some(origin) = heard else { continue };
        let head = context.head(op.node);
        let (step, list) = (head.title(), context.data_titles(data));
        let path = || if origin.node == op.node { vec![op.node] } else { Reach::after(context.control(), origin.node).path(op.node) };
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » saisit à la main ce qui a été dit de vive voix ({list}), sans relecture ni confirmation",
                    "“{step}” types in what was said ({list}) without reading it over or having it confirmed"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(path))
            .help(text!("ajouter avant ou après la saisie : vérifie exactitude", "add before or after the entry: checks accuracy")),
        );
    }
}
