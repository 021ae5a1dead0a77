//! A public authority that relies on its legitimate interest.
//!
//! ## Français : autorité publique qui invoque son intérêt légitime
//! L'intérêt légitime ne s'applique pas au traitement effectué par les autorités publiques dans l'exécution de leurs
//! missions (RGPD art. 6(1), alinéa 2). Elles s'appuient sur la mission d'intérêt public ou sur une obligation légale.
//!
//! La règle regarde les finalités de base `intérêt-légitime` dans un traitement dont un responsable est une organisation
//! `publique`. Si le traitement est étranger à sa mission, une exception justifiée le dit.
//!
//! Limites : elle ne sait qu'une organisation est publique que si `publique` est écrit ; elle ne juge pas si le
//! traitement relève de sa mission.
//!
//! ## English
//! Legitimate interest does not apply to processing carried out by public authorities in the performance of their tasks
//! (GDPR art. 6(1), second subparagraph). They rely on a task in the public interest or on a legal obligation.
//!
//! The rule looks at purposes with the basis `intérêt-légitime` (`legitimate-interest`) in an activity one of whose
//! controllers is an organisation marked `publique` (`public`). Where the activity is foreign to its tasks, a justified
//! exception says so.
//!
//! Limits: it knows that an organisation is public only where `publique` (`public`) is written; it does not judge
//! whether the activity belongs to its mission.
//!
//! ## Exemple
//! ```recens
//! organisation mairie "Mairie de Tours" { publique }
//! traitement cantine {
//!     responsable mairie
//!     finalité inscrire "Inscrire les enfants" base intérêt-légitime "organiser le service"
//! #                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation mairie "Mairie de Tours" { publique }
//! traitement cantine {
//!     responsable mairie
//!     finalité inscrire "Inscrire les enfants" base mission-publique
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{activities, operations_of, serves};
use crate::process::{Activity, BasisKind, Id, Model, Organisation, Purpose};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "basis-authority",
    code: "BAS-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 6(1) al. 2",
    manual: include_str!("basis_authority.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, purpose) in model.purposes.iter() {
        let Some(basis) = purpose.basis.as_ref().filter(|basis| basis.value.kind == BasisKind::LegitimateInterest) else { continue };
        let public = public_controller(model, id);
        let Some(public) = public else { continue };
        let (label, name) = (purpose.head.title(), model.organisations[public].head.title());
        report.push(
            Finding::new(
                basis.span,
                text!(
                    "« {label} » : « {name} » est publique et ne peut invoquer son intérêt légitime pour ses missions",
                    "“{label}”: “{name}” is public and cannot rely on a legitimate interest for its tasks"
                ),
            )
            .about(&purpose.head)
            .help(text!(
                "choisir `mission-publique` ou `obligation \"texte\"`, ou justifier par `tolère basis-authority \"raison\"`",
                "choose `public-task` or `obligation \"text\"`, or justify with `allows basis-authority \"reason\"`"
            )),
        );
    }
}

/// A public controller of the activities a purpose belongs to: its own, or those that serve it where it is shared.
pub(super) fn public_controller(model: &Model, id: Id<Purpose>) -> Option<Id<Organisation>> {
    let scope = model.purposes[id].head.scope;
    let served = |activity: Id<Activity>| operations_of(model, activity).any(|(_, operation)| serves(operation, id));
    let concerned = activities(model, scope).into_iter().filter(|activity| scope.is_some() || served(*activity));
    concerned
        .flat_map(|activity| model.activities[activity].controllers.iter().chain(&model.activities[activity].joint))
        .filter_map(|controller| controller.to)
        .find(|organisation| model.organisations[*organisation].public)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_public_processor_is_not_the_controller() {
        let text = "organisation mairie \"Mairie\" { publique }\norganisation club \"Club\"\n\
                    traitement t { responsable club; sous-traitant mairie contrat \"C1\"\n\
                    finalité p \"Prêter la salle\" base intérêt-légitime \"partager les locaux\" }";
        assert_eq!(messages("basis-authority", text), [""; 0]);
    }
}
