//! A step that reads or writes data but declares no operation.
//!
//! ## Français : étape qui lit ou écrit des données sans déclarer d'opération
//! Toute opération sur des données personnelles est un traitement au sens du RGPD art. 4(2), même une simple
//! consultation. Une étape reliée à un document ou à un magasin de données en lit ou en écrit : elle doit dire laquelle
//! des dix-huit opérations elle réalise, sans quoi elle manque au recensement.
//!
//! La règle regarde les étapes reliées par une association de données à un document ou à un magasin, et qui n'ont aucune
//! ligne d'opération. Un BPMN qui ne dit rien de données personnelles n'est pas concerné.
//!
//! Limites : une étape qui n'est reliée à rien n'est pas vue, quoi que dise son libellé.
//!
//! ## English
//! Any operation on personal data is processing in the sense of GDPR art. 4(2), even a mere consultation. A step joined
//! to a document or data store reads or writes some: it must say which of the eighteen operations it performs, or the
//! census lacks it.
//!
//! The rule looks at steps that a data association joins to a document or store and that have no operation line. A BPMN
//! file that says nothing of personal data is not concerned.
//!
//! Limits: a step that is joined to nothing is not seen, whatever its label says.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         tâche saisir "Saisir les réponses"
//! #             ^^^^^^
//!         document questionnaire contient "Réponses"
//!     }
//!     questionnaire -> saisir
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         tâche saisir "Saisir les réponses" {
//!             consultation "Réponses" pour "Connaître les attentes"
//!         }
//!         document questionnaire contient "Réponses"
//!     }
//!     questionnaire -> saisir
//! }
//! ```

use super::common::speaks_of_data;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Artifact, ArtifactKind, AssociationEnd, AssociationKind, Fact, Id, Model, Node, Place};
use crate::text;
use indexmap::IndexMap;

pub(super) static RULE: Rule = Rule {
    name: "operation-missing",
    code: "OPE-01",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 4(2)",
    manual: include_str!("operation_missing.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    if !speaks_of_data(model) {
        return;
    }
    let mut joined: IndexMap<_, Vec<&str>> = IndexMap::new();
    for association in model.associations.values().filter(|association| association.kind == AssociationKind::Data) {
        let (node, artifact) = match (association.from.to, association.to.to) {
            (Some(AssociationEnd::Node(node)), Some(AssociationEnd::Artifact(artifact)))
            | (Some(AssociationEnd::Artifact(artifact)), Some(AssociationEnd::Node(node))) => (node, artifact),
            _ => continue,
        };
        if proves_consent(context.model, node, artifact) {
            continue;
        }
        let titles = joined.entry(node).or_default();
        let title = model.artifacts[artifact].head.title();
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    for (id, titles) in joined {
        let node = &model.nodes[id];
        if node.operations().next().is_some() {
            continue;
        }
        let (step, list) = (node.head.title(), titles.join(", "));
        report.push(
            Finding::new(
                node.head.span,
                text!(
                    "« {step} » lit ou écrit des données ({list}) sans dire par quelle opération",
                    "“{step}” reads or writes data ({list}) without saying by which operation"
                ),
            )
            .about(&node.head)
            .help(text!(
                "ajouter à l'étape une ligne d'opération : consultation, enregistrement, modification…, ses données et sa finalité",
                "add an operation line to the step: consultation, recording, alteration…, its data and its purpose"
            )),
        );
    }
}

/// Whether the line to a store or document stands for the proof of consent that the step writes there.
fn proves_consent(model: &Model, node: Id<Node>, artifact: Id<Artifact>) -> bool {
    let place = match &model.artifacts[artifact].kind {
        ArtifactKind::Store(store) => store.to.map(Place::Store),
        _ => Some(Place::Document(artifact)),
    };
    let writes = |fact: &Fact| matches!(fact, Fact::Consent(consent) if consent.into.iter().any(|into| into.to.is_some() && into.to == place));
    model.nodes[node].facts.iter().any(writes)
}
