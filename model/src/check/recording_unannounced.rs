//! A voice recorded before the person is told so.
//!
//! ## Français : voix enregistrée avant de l'annoncer
//! L'interlocuteur doit savoir que l'appel est enregistré avant qu'il ne le soit (RGPD art. 13 ; CNIL, écoute et
//! enregistrement des appels) : l'annonce vient donc avant, sur tout chemin.
//!
//! La règle regarde chaque collecte ou enregistrement d'une voix, reconnue à son libellé. Elle remplace ici
//! `notice-after-collection`.
//!
//! Limites : un enregistrement dont le libellé ne dit rien de tel n'est pas reconnu.
//!
//! ## English
//! The person on the line must know that the call is recorded before it is (GDPR art. 13; CNIL on call recording): the
//! announcement comes first, on every path.
//!
//! The rule looks at each collection or recording of a voice, told by its label. It replaces `notice-after-collection` here.
//!
//! Limits: a recording whose label tells nothing of the kind is not recognised.
//!
//! ## Exemple
//! ```recens
//! personnes prospect "Prospects"
//! donnée voix "Enregistrement de l'appel" sur prospect
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
//! personnes prospect "Prospects"
//! donnée voix "Enregistrement de l'appel" sur prospect
//! traitement etude {
//!     participant centre {
//!         début joint
//!         tâche enregistrer {
//!             informe prospect de finalité, destinataires, opposition, accès
//!             enregistrement voix pour "Preuve"
//!         }
//!         fin fini
//!     }
//!     joint -> enregistrer -> fini
//! }
//! ```

use super::lookup::Uninformed;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "recording-unannounced",
    code: "TEL-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 13(1) ; CNIL, enregistrement des appels",
    manual: include_str!("recording_unannounced.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let recordings: Vec<_> = context.operations().iter().copied().filter(|op| context.records_voice(op.operation)).collect();
    for Uninformed { op, whom: (fr, en), path } in context.uninformed(recordings) {
        let head = context.head(op.node);
        let step = head.title();
        report.push(
            Finding::new(
                op.operation.span,
                text!(
                    "« {step} » enregistre une voix alors que, sur un chemin au moins, rien n'a informé « {fr} »",
                    "“{step}” records a voice although, on one path at least, nothing has informed “{en}”"
                ),
            )
            .about(head)
            .operation(op.id)
            .path(path)
            .help(text!(
                "ajouter avant l'enregistrement : informe … de finalité, destinataires, opposition, accès",
                "add before the recording: informs … of purpose, recipients, objection, access"
            )),
        );
    }
}
