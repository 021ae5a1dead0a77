//! A decision about a person that no human takes.
//!
//! ## Français : décision sur une personne sans humain
//! Nul ne subit une décision fondée exclusivement sur un traitement automatisé qui produit des effets juridiques ou l'affecte de façon
//! similaire, sauf contrat, texte ou consentement explicite, et avec le droit à une intervention humaine (RGPD art. 22).
//!
//! La règle regarde chaque passerelle dont la réponse vient de tâches de service, de script ou de règle qui opèrent sur des
//! données, et dont une branche — à son libellé, à celui de la passerelle ou des étapes (« refus », « éligible », « crédit »… ; la
//! liste est datée) — affecte la personne avant toute étape humaine.
//!
//! Limites : l'effet sur la personne se reconnaît à des mots ; une intervention humaine de pure forme passe pour
//! réelle.
//!
//! ## English
//! Nobody is subject to a decision based solely on automated processing that has legal effects or similarly affects them,
//! unless a contract, a text or explicit consent allows it, and with the right to human intervention (GDPR art. 22).
//!
//! The rule looks at each gateway whose answer comes from service, script or rule tasks that operate on data, and one
//! branch of which — by its label, that of the gateway or of the steps (“refusal”, “eligible”, “credit”…; the list is
//! dated) — affects the person before any human step.
//!
//! Limits: the effect on the person is recognised by words; a human step that is a mere formality passes for real.
//!
//! ## Exemple
//! ```recens
//! traitement prêts {
//!     participant banque {
//!         début demande
//!         tâche noter "Calculer le score" service {
//!             utilisation "Revenus" pour "Accorder les prêts"
//!         }
//!         choix éligible "Éligible ?"
//! #             ^^^^^^^^
//!         tâche refuser "Envoyer le refus" envoi
//!         tâche étudier "Étudier le dossier" utilisateur
//!         fin fini
//!     }
//!     demande -> noter -> éligible
//!     éligible -> étudier : "oui"
//!     éligible -> refuser : "non"
//!     étudier -> fini
//!     refuser -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement prêts {
//!     participant banque {
//!         début demande
//!         tâche noter "Calculer le score" service {
//!             utilisation "Revenus" pour "Accorder les prêts"
//!         }
//!         choix éligible "Éligible ?"
//!         tâche revoir "Revoir le dossier" utilisateur
//!         tâche refuser "Envoyer le refus" envoi
//!         tâche étudier "Étudier le dossier" utilisateur
//!         fin fini
//!     }
//!     demande -> noter -> éligible
//!     éligible -> étudier : "oui"
//!     éligible -> revoir : "non"
//!     revoir -> refuser -> fini
//!     étudier -> fini
//! }
//! ```

use super::lookup::{Performer, performer};
use super::wording::Wording;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Gateway, Id, Node, NodeKind, TaskKind};
use crate::text;
use foldhash::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "automated-decision",
    code: "DEC-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 22",
    manual: include_str!("automated_decision.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, node) in model.nodes.iter() {
        let outgoing = context.graph.outgoing(id);
        if !matches!(node.kind, NodeKind::Gateway(Gateway::Exclusive | Gateway::Inclusive)) || outgoing.len() < 2 || !computed(context, id) {
            continue;
        }
        let asked = Wording::Decisions.is_in(&node.head.label);
        let affected = outgoing.iter().find_map(|(flow, to)| {
            let branch = asked || Wording::Decisions.is_in(&model.flows[*flow].head.label);
            let steps = without_human(context, *to);
            let acts = |step: &&Id<Node>| !matches!(model.nodes[**step].kind, NodeKind::Gateway(_));
            steps.iter().filter(acts).find(|step| branch || Wording::Decisions.is_in(&model.nodes[**step].head.label)).copied()
        });
        let Some(step) = affected else { continue };
        let (title, effect) = (node.head.title(), context.head(step).title());
        let path = vec![id, step];
        report.push(
            Finding::new(
                node.head.span,
                text!(
                    "« {title} » est décidé par la machine et mène à « {effect} » sans qu'un humain intervienne",
                    "“{title}” is decided by the machine and leads to “{effect}” without a human stepping in"
                ),
            )
            .about(&node.head)
            .path(context.witness(|| path))
            .help(text!(
                "ajouter une étape humaine (tâche utilisateur) avant l'effet sur la personne, ou justifier l'exception de l'art. 22(2) : tolère automated-decision \"…\"",
                "add a human step (user task) before the effect on the person, or justify the exception of art. 22(2): allows automated-decision \"…\""
            )),
        );
    }
}

/// Whether the answer of a gateway comes from machines alone, some of which operate on data.
fn computed(context: &Context, gateway: Id<Node>) -> bool {
    let (mut seen, mut stack, mut data) = (HashSet::from_iter([gateway]), vec![gateway], false);
    while let Some(at) = stack.pop() {
        for (_, from) in context.graph.incoming(at) {
            if !seen.insert(from) {
                continue;
            }
            let node = &context.model.nodes[from];
            match (&node.kind, performer(node)) {
                (_, Performer::Machine) => data |= node.operations().next().is_some(),
                (NodeKind::Gateway(_), _) => stack.push(from),
                _ => return false,
            }
        }
    }
    data
}

/// The steps from here on, up to the first that a human performs or may perform.
fn without_human(context: &Context, from: Id<Node>) -> Vec<Id<Node>> {
    let (mut seen, mut stack, mut found) = (HashSet::from_iter([from]), vec![from], Vec::new());
    while let Some(at) = stack.pop() {
        let node = &context.model.nodes[at];
        let machine = match &node.kind {
            NodeKind::Task(task) => performer(node) == Performer::Machine || task.kind == TaskKind::Send,
            NodeKind::Event(_) | NodeKind::Gateway(_) => true,
            NodeKind::SubProcess(_) | NodeKind::Call(_) => false,
        };
        if machine {
            found.push(at);
            stack.extend(context.graph.outgoing(at).into_iter().map(|(_, to)| to).filter(|to| seen.insert(*to)));
        }
    }
    found
}
