//! Rights of the person that no step answers.
//!
//! ## Français : droits auxquels rien ne répond
//! La personne peut demander l'accès, la rectification, l'effacement, la limitation ; s'opposer si la base est l'intérêt
//! légitime ou la mission publique ; obtenir ses données si la base est le consentement ou un contrat (RGPD art. 15 à
//! 21). Le responsable répond dans le mois (art. 12(3)) : cela suppose que quelqu'un sache quoi faire.
//!
//! La règle regarde chaque traitement qui fait quelque chose à des données : un seul constat liste les droits auxquels
//! aucune étape du fichier ne répond (`répond accès`). Le droit à l'effacement n'est pas attendu si toutes les bases
//! sont des obligations.
//!
//! Limites : une procédure tenue hors du fichier n'est pas vue : `tolère` dit où elle est.
//!
//! ## English
//! The person may ask for access, rectification, erasure, restriction; object where the basis is legitimate interest or
//! a public task; obtain the data where the basis is consent or a contract (GDPR art. 15 to 21). The controller answers
//! within a month (art. 12(3)): somebody must know what to do.
//!
//! The rule looks at each activity that does something to data: one finding lists the rights that no step of the file
//! answers (`répond accès`, `answers access`). Erasure is not expected where all bases are obligations.
//!
//! Limits: a procedure kept outside the file is not seen: `allows` tells where it is.
//!
//! ## Exemple
//! ```recens
//! traitement lettre {
//! #          ^^^^^^
//!     tâche inscrire {
//!         collecte "Courriel" pour "Envoyer la lettre"
//!     }
//!     tâche montrer {
//!         répond accès
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement lettre {
//!     tâche inscrire {
//!         collecte "Courriel" pour "Envoyer la lettre"
//!     }
//!     tâche montrer {
//!         répond accès
//!         répond rectification
//!         répond effacement
//!         répond limitation
//!     }
//! }
//! ```

use super::common::operations_of;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Lang, Severity};
use crate::flow::lineage::purposes_of;
use crate::process::vocabulary::Words;
use crate::process::{Activity, BasisKind, Fact, Id, Model, Purpose, Right};
use crate::text;
use foldhash::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "rights-unanswered",
    code: "DRT-02",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 12(3), 15 à 21",
    manual: include_str!("rights_unanswered.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let facts = model.nodes.values().flat_map(|node| &node.facts);
    let answered: Vec<Right> = facts.filter_map(|fact| if let Fact::Right(right) = fact { Some(right.value) } else { None }).collect();
    for (id, activity) in model.activities.iter() {
        if operations_of(model, id).next().is_none() {
            continue;
        }
        let missing: Vec<Right> = expected(model, id).into_iter().filter(|right| !answered.contains(right)).collect();
        if missing.is_empty() {
            continue;
        }
        let list = |lang| missing.iter().map(|right| right.label(lang).to_lowercase()).collect::<Vec<_>>().join(", ");
        let (fr, en, title) = (list(Lang::Fr), list(Lang::En), activity.head.title());
        let (word_fr, word_en) = missing.first().map_or(("", ""), |right| (right.word(Lang::Fr), right.word(Lang::En)));
        report.push(
            Finding::new(
                activity.head.span,
                text!("« {title} » : aucune étape ne répond à ces droits : {fr}", "“{title}”: no step answers these rights: {en}"),
            )
            .about(&activity.head)
            .help(text!(
                "ajouter `répond {word_fr}` à l'étape qui le fait, ici ou dans un traitement dédié aux demandes",
                "add `answers {word_en}` to the step that does so, here or in an activity of its own"
            )),
        );
    }
}

/// The rights a person has under the legal bases of an activity's purposes.
fn expected(model: &Model, activity: Id<Activity>) -> Vec<Right> {
    let served: HashSet<Id<Purpose>> = operations_of(model, activity).flat_map(|(_, operation)| purposes_of(operation)).collect();
    let bases: Vec<BasisKind> = (model.purposes.iter())
        .filter(|(id, purpose)| purpose.head.scope == Some(activity) || served.contains(id))
        .filter_map(|(_, purpose)| purpose.basis.as_ref().map(|basis| basis.value.kind))
        .collect();
    let any = |kinds: &[BasisKind]| bases.iter().any(|basis| kinds.contains(basis));
    let mut rights = vec![Right::Access, Right::Rectification];
    if bases.is_empty() || bases.iter().any(|basis| *basis != BasisKind::Obligation) {
        rights.push(Right::Erasure);
    }
    rights.push(Right::Restriction);
    if any(&[BasisKind::LegitimateInterest, BasisKind::PublicTask]) {
        rights.push(Right::Objection);
    }
    if any(&[BasisKind::Consent, BasisKind::Contract]) {
        rights.push(Right::Portability);
    }
    rights
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn rights_depend_on_the_basis() {
        let of = |basis: &str| {
            let text = format!("traitement t {{ finalité p \"Livrer\" base {basis}\n tâche a {{ collecte \"Nom\" pour p }} }}");
            messages("rights-unanswered", &text).concat()
        };
        assert!(of("contrat").contains("portabilité") && !of("contrat").contains("opposition"));
        assert!(of("mission-publique").contains("opposition") && !of("mission-publique").contains("portabilité"));
        assert!(!of("obligation \"C. trav.\"").contains("effacement"));
    }

    #[test]
    fn an_activity_without_data_has_none() {
        assert_eq!(messages("rights-unanswered", "traitement t { tâche a }"), [""; 0]);
    }
}
