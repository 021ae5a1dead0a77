//! Stored data that nothing ever erases.
//!
//! ## Français : données stockées que rien n'efface
//! Les données ne sont gardées que le temps nécessaire (RGPD art. 5(1)(e)) : quelque chose doit y mettre fin.
//!
//! La règle regarde chaque donnée écrite dans un magasin : aucun effacement, destruction ni anonymisation du fichier ne la
//! concerne, et sa durée ne dit pas ce qu'elle devient (`puis effacement`). Un avertissement seulement si un effacement
//! existe, mais que certains chemins l'évitent. Un effacement dans un autre processus ou traitement suffit. Le magasin
//! d'un sous-traitant relève de `processor-keeps-data`.
//!
//! Limites : l'effacement est cru sur parole ; les sauvegardes et les copies hors du modèle ne sont pas vues.
//!
//! ## English
//! Data are kept only as long as necessary (GDPR art. 5(1)(e)): something must end them.
//!
//! The rule looks at each datum written to a store: no erasure, destruction or anonymisation of the file is about it, and
//! its retention does not say what becomes of it (`then erasure`). Only a warning where an erasure exists that some paths
//! avoid. An erasure in another process or activity is enough. A processor's store is for `processor-keeps-data`.
//!
//! Limits: the erasure is taken at its word; backups and copies outside the model are not seen.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche enregistrer {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche enregistrer {
//!             enregistrement "Avis" pour "Étude" dans "Base"
//!         }
//!         événement échéance "1 an écoulé" minuterie "P1Y"
//!         tâche effacer {
//!             effacement "Avis" pour "Étude" dans "Base"
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> échéance -> effacer -> fini
//! }
//! ```

use super::storage::{End, erasure, kept, path_kept};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "never-erased",
    code: "RET-04",
    severity: Severity::Error,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(e), 17",
    manual: include_str!("never_erased.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for end in [End::Never, End::Sometimes] {
        // What a processor never erases has a rule of its own.
        for kept in kept(context, end).iter().filter(|kept| end != End::Never || !kept.by_processor) {
            let (store, list) = (context.model.stores[kept.store].head.title(), context.data_titles(kept.data.iter().copied()));
            let finding = |message| {
                let fix = if end == End::Never { erasure(context, &kept.op, kept.store, &kept.data) } else { Vec::new() };
                Finding::new(kept.op.operation.span, message).about(context.head(kept.op.node)).operation(kept.op.id).help(text!(
                    "ajouter une étape d'effacement par laquelle tout chemin passe, ou dire ce que deviennent les données : durée … puis effacement",
                    "add a step that erases and that every path goes through, or say what becomes of the data: retention … then erasure"
                )).fixes(fix)
            };
            report.push(match end {
                End::Sometimes => finding(text!(
                    "dans « {store} », {list} : l'effacement n'est pas sur tous les chemins",
                    "in “{store}”, {list}: the erasure is not on every path"
                ))
                .lesser()
                .path(context.witness(|| path_kept(context, &kept.op, kept.data[0]))),
                _ => finding(text!("dans « {store} », rien n'efface jamais : {list}", "in “{store}”, nothing ever erases: {list}")),
            });
        }
    }
}
