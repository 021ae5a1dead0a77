//! A processor that hands data to a processor the activity does not know.
//!
//! ## Français : sous-traitant ultérieur que le traitement ne connaît pas
//! Un sous-traitant ne recrute pas un autre sous-traitant sans l'autorisation écrite du responsable (RGPD art. 28(2)),
//! et lui impose les mêmes obligations (art. 28(4)).
//!
//! La règle regarde les opérations d'un participant qui est sous-traitant du traitement : elles vont vers un
//! destinataire `sous-traitant` que le traitement ne déclare pas parmi les siens. Le déclarer, avec la référence de son
//! autorisation ou de son contrat, suffit.
//!
//! Limites : une chaîne de sous-traitance que le flux ne montre pas n'est pas vue.
//!
//! ## English
//! A processor does not engage another processor without the controller's written authorisation (GDPR art. 28(2)), and
//! imposes the same duties on it (art. 28(4)).
//!
//! The rule looks at the operations of a participant that is a processor of the activity: they go to a recipient marked
//! `sous-traitant` (`processor`) that the activity does not declare among its own. Declaring it, with the reference of
//! its authorisation or contract, is enough.
//!
//! Limits: a chain of processors that the flow does not show is not seen.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! destinataire hébergeur "Hébergeur" sous-traitant
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     participant centrecall {
//!         tâche sauver {
//!             communication "Voix" vers hébergeur pour "Sauvegarder"
//! #                                     ^^^^^^^^^
//!         }
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris"
//! organisation centrecall "CentreCall"
//! organisation hébergement "Hébergeur"
//! destinataire hébergeur "Hébergeur" sous-traitant
//! traitement etude {
//!     responsable osiris
//!     sous-traitant centrecall contrat "CT-2024-07"
//!     sous-traitant hébergement contrat "autorisation du 2 mai 2024"
//!     participant centrecall {
//!         tâche sauver {
//!             communication "Voix" vers hébergeur pour "Sauvegarder"
//!         }
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::singular;
use crate::process::{Party, RecipientKind};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "subprocessor-unauthorised",
    code: "STT-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 28(2), 28(4)",
    manual: include_str!("subprocessor_unauthorised.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        let node = &model.nodes[operation.node];
        let (Some(activity), Some(participant)) = (node.activity, node.participant) else { continue };
        let processors: Vec<_> = model.activities[activity].processors.iter().filter_map(|processor| processor.organisation.to).collect();
        let Some(from) = model.participants[participant].organisation.filter(|organisation| processors.contains(organisation)) else { continue };
        for to in &operation.recipients {
            let Some(Party::Recipient(recipient)) = to.to else { continue };
            let title = model.recipients[recipient].head.title();
            let known = processors.iter().any(|processor| singular(model.organisations[*processor].head.title()) == singular(title));
            if model.recipients[recipient].kind != RecipientKind::Processor || known {
                continue;
            }
            let (step, first) = (node.head.title(), model.organisations[from].head.title());
            report.push(
                Finding::new(
                    to.span,
                    text!(
                        "« {step} » : le sous-traitant « {first} » confie des données à « {title} », que le traitement n'autorise pas",
                        "“{step}”: the processor “{first}” hands data to “{title}”, which the activity does not authorise"
                    ),
                )
                .about(&node.head)
                .operation(id)
                .also([&model.recipients[recipient].head])
                .help(text!(
                    "déclarer au traitement `sous-traitant \"{title}\" contrat \"référence de l'autorisation\"`",
                    "declare in the activity `processor \"{title}\" contract \"reference of the authorisation\"`"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn the_controllers_own_processor_is_another_matter() {
        let text = "organisation osiris \"Osiris\"\ndestinataire h \"Hébergeur\" sous-traitant\ntraitement t { responsable osiris\n \
                    participant osiris { tâche a { communication \"Nom\" vers h pour \"Sauver\" } } }";
        assert_eq!(messages("subprocessor-unauthorised", text), [""; 0]);
    }

    #[test]
    fn internal_services_of_a_processor_are_no_processors() {
        let text = "organisation c \"CentreCall\"\ndestinataire i \"Service interne\"\ntraitement t { sous-traitant c contrat \"C1\"\n \
                    participant c { tâche a { communication \"Nom\" vers i pour \"Sauver\" } } }";
        assert_eq!(messages("subprocessor-unauthorised", text), [""; 0]);
    }
}
