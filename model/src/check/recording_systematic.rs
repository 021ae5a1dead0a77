//! A voice recorded on every path: no call goes unrecorded.
//!
//! ## Français : enregistrement de toute voix, sur tout chemin
//! L'enregistrement des appels ne doit être ni permanent ni systématique, sauf texte particulier (RGPD art. 5(1)(c) ;
//! CNIL, enregistrement des appels) : un échantillon, ou les seuls appels où il est nécessaire, suffit.
//!
//! La règle regarde chaque processus qui enregistre une voix : tout chemin depuis ses débuts passe par un
//! enregistrement. Un choix qui permet de ne pas enregistrer suffit à l'écarter.
//!
//! Limites : une condition écrite dans le texte d'une étape n'est pas lue : seuls les chemins comptent.
//!
//! ## English
//! Calls must not be recorded permanently or systematically unless a text says so (GDPR art. 5(1)(c); CNIL on call
//! recording): a sample, or only those calls where it is needed, is enough.
//!
//! The rule looks at each process that records a voice: every path from its starts goes through a recording. A choice
//! that allows not recording is enough to silence it.
//!
//! Limits: a condition written in the text of a step is not read: only paths count.
//!
//! ## Exemple
//! ```recens
//! donnée voix "Enregistrement de l'appel"
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche enregistrer {
//!             enregistrement voix pour "Preuve"
//! #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée voix "Enregistrement de l'appel"
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord "Accord ?"
//!         tâche enregistrer {
//!             enregistrement voix pour "Preuve"
//!         }
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> enregistrer : "oui"
//!     accord -> fini : "non"
//!     enregistrer -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::control::before;
use crate::flow::follow::{Follow, Horizon};
use crate::flow::reach::Reach;
use crate::flow::spread::Effect;
use crate::process::{Id, Node};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recording-systematic",
    code: "TEL-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(c) ; CNIL, enregistrement des appels",
    manual: include_str!("recording_systematic.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let recordings: Vec<_> = context.operations().iter().copied().filter(|op| context.records_voice(op.operation)).collect();
    if recordings.is_empty() {
        return;
    }
    let effects: Vec<Effect> = recordings.iter().map(|op| Effect::on(op.node, op.fact, 0)).collect();
    let follow = Follow::new(context.control(), Horizon::Process, 1, &effects);
    let mut judged = Vec::new();
    for op in recordings {
        let process = context.process(op.node);
        if judged.contains(&process) {
            continue;
        }
        judged.push(process);
        let starts: Vec<Id<Node>> = (context.order().iter().copied())
            .filter(|node| context.process(*node) == process && context.control().start[before(*node)])
            .collect();
        let Some(start) = starts.first().filter(|_| starts.iter().all(|start| follow.since(*start, 0))) else { continue };
        let head = context.head(op.node);
        let step = head.title();
        let path = || Reach::within(context.control(), before(*start), |_| true).path(op.node);
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » : tous les appels sont enregistrés, aucun chemin n'y échappe",
                    "“{step}”: all calls are recorded, no path avoids it"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(path))
            .help(text!(
                "ajouter un choix — refus de la personne, échantillon, appels où c'est nécessaire — dont une branche évite l'enregistrement",
                "add a choice — refusal, sample, calls where it is needed — one branch of which avoids the recording"
            )),
        );
    }
}
