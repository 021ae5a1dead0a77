//! Data collected, then only stored or erased.
//!
//! ## Français : donnée collectée puis seulement rangée ou effacée
//! On ne collecte que ce qui est nécessaire (RGPD art. 5(1)(c)). Une donnée que l'on collecte et range sans que rien ne
//! s'en serve ne l'est pas, ou le processus oublie de dire à quoi.
//!
//! La règle regarde chaque donnée d'une `collecte` : aucune opération du fichier, dans aucun traitement, ne l'utilise, ne
//! la communique ni ne l'envoie.
//!
//! Limites : un usage hors du fichier n'est pas vu ; tout usage suffit, quelle que soit sa finalité.
//!
//! ## English
//! Only what is necessary is collected (GDPR art. 5(1)(c)). A datum that is collected and put away without anything using
//! it is not, or the process forgets to say what for.
//!
//! The rule looks at each datum of a `collection`: no operation of the file, in any activity, uses, discloses or sends it.
//!
//! Limits: a use outside the file is not seen; any use is enough, whatever its purpose.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche entretien {
//!             collecte "Courriel", "Avis" pour "Étude" dans "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         tâche synthèse {
//!             utilisation "Avis" pour "Étude" depuis "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> entretien -> synthèse -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche entretien {
//!             collecte "Avis" pour "Étude" dans "Base"
//!         }
//!         tâche synthèse {
//!             utilisation "Avis" pour "Étude" depuis "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> entretien -> synthèse -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{Role, data_of};
use crate::process::{Datum, Id, MessageEnd, OperationKind};
use crate::text;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "collected-unused",
    code: "MIN-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(c)",
    manual: include_str!("collected_unused.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let outgoing = model.messages.values().filter(|message| matches!(message.from.to, Some(MessageEnd::Node(_))));
    let sent: HashSet<Id<Datum>> = outgoing.flat_map(|message| message.carries.iter().filter_map(|datum| datum.to)).collect();
    let used = |datum: Id<Datum>| {
        sent.contains(&datum)
            || context.lineage().of(datum).iter().any(|handling| {
                handling.role == Role::Use || !model.operations[handling.operation].recipients.is_empty() && handling.role != Role::End
            })
    };
    let mut judged = HashSet::default();
    for op in context.operations().iter().copied().filter(|op| op.operation.kind == OperationKind::Collection) {
        let unused: Vec<_> = data_of(op.operation).into_iter().filter(|datum| judged.insert(*datum) && !used(*datum)).collect();
        if unused.is_empty() {
            continue;
        }
        let head = context.head(op.node);
        let (step, list) = (head.title(), context.data_titles(unused));
        report.push(
            Finding::new(
                op.operation.span,
                text!("« {step} » collecte {list}, que rien n'utilise ensuite", "“{step}” collects {list}, which nothing uses afterwards"),
            )
            .about(head)
            .operation(op.id)
            .help(text!(
                "ne pas les collecter, ou ajouter l'opération qui s'en sert et sa finalité",
                "do not collect them, or add the operation that uses them and its purpose"
            )),
        );
    }
}
