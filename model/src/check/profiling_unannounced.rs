//! Computed data used on people who were not told.
//!
//! ## Français : donnée calculée utilisée sans l'annoncer
//! Évaluer quelqu'un à partir de ses données — statut, score, éligibilité — est un profilage (RGPD art. 4(4)) ; la
//! personne en est informée (art. 13(2)(f), 14(2)(g)) et peut s'y opposer (art. 21).
//!
//! La règle regarde chaque opération qui se sert d'une donnée `dérivée` : sur tout chemin, les personnes concernées doivent
//! avoir été informées avant. Le premier usage parle pour les suivants.
//!
//! Limites : seule une donnée dite `dérivée` est reconnue comme calculée.
//!
//! ## English
//! Evaluating somebody from their data — status, score, eligibility — is profiling (GDPR art. 4(4)); the person is told so
//! (art. 13(2)(f), 14(2)(g)) and may object (art. 21).
//!
//! The rule looks at each operation that uses a `derived` datum: on every path the persons concerned must have been
//! informed before. The first use speaks for those that follow.
//!
//! Limits: only a datum said to be `dérivée` (`derived`) is recognised as computed.
//!
//! ## Exemple
//! ```recens
//! personnes client "Clients"
//! donnée statut "Statut d'activité" sur client dérivée
//! traitement relance {
//!     participant centre {
//!         début lancé
//!         tâche trier {
//!             structuration statut pour "Fidélisation"
//!         }
//!         tâche appeler {
//!             utilisation statut pour "Fidélisation"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     lancé -> trier -> appeler -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes client "Clients"
//! donnée statut "Statut d'activité" sur client dérivée
//! traitement relance {
//!     participant centre {
//!         début lancé
//!         tâche trier {
//!             structuration statut pour "Fidélisation"
//!         }
//!         tâche appeler {
//!             informe client de finalité, décision, opposition
//!             utilisation statut pour "Fidélisation"
//!         }
//!         fin fini
//!     }
//!     lancé -> trier -> appeler -> fini
//! }
//! ```

use super::consent::Vetting;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{Role, data_of, role};
use crate::flow::spread::Effect;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "profiling-unannounced",
    code: "DEC-03",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 13(2)(f), 14(2)(g), 21",
    manual: include_str!("profiling_unannounced.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let (count, notices) = context.notices();
    let told = context.every(count, &notices);
    let profiles = |operation| data_of(operation).into_iter().filter(|datum| model.data[*datum].derived && role(model, operation, *datum) == Role::Use);
    let uses: Vec<_> = context.operations().iter().copied().filter(|op| profiles(op.operation).next().is_some()).collect();
    let mut effects = notices;
    for op in &uses {
        effects.extend(context.needed_notices(op.operation).into_iter().map(|property| Effect::on(op.node, op.fact, property)));
    }
    let known = context.every(count, &effects);
    let mut vetting = Vetting::new(context, &told);
    for op in uses {
        let mut missing = |property: &usize| !known.at(op.node, op.fact, *property) && !vetting.holds(&op, *property);
        let Some(property) = context.needed_notices(op.operation).into_iter().find(&mut missing) else { continue };
        let head = context.head(op.node);
        let (step, list, (fr, en)) = (head.title(), context.data_titles(profiles(op.operation)), context.informed_title(property));
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » se sert d'un calcul ({list}) alors que, sur un chemin au moins, rien n'a informé « {fr} »",
                    "“{step}” uses what was computed ({list}) although, on one path at least, nothing has informed “{en}”"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(|| known.path_without(op.node, property)))
            .help(text!(
                "ajouter avant : informe … de finalité, décision, opposition",
                "add before: informs … of purpose, decision, objection"
            )),
        );
    }
}
