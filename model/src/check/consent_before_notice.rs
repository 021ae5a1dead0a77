//! Consent asked before the person knows what for.
//!
//! ## Français : consentement demandé avant de dire pour quoi
//! Un consentement est éclairé (RGPD art. 4(11), considérant 42) : la personne connaît au moins le responsable et la
//! finalité avant de répondre.
//!
//! La règle regarde chaque `recueille consentement` : sur tout chemin, une ligne `informe` qui nomme la `finalité` doit
//! la précéder, plus haut dans la même étape ou avant.
//!
//! Limites : elle voit que la finalité est annoncée, non laquelle ni en quels mots.
//!
//! ## English
//! Consent is informed (GDPR art. 4(11), recital 42): the person knows at least the controller and the purpose before
//! answering.
//!
//! The rule looks at each `obtains consent`: on every path a line `informs` that names the `purpose` must come before it,
//! higher in the same step or earlier.
//!
//! Limits: it sees that the purpose is announced, not which one nor in which words.
//!
//! ## Exemple
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     tâche demander {
//!         recueille consentement pour preuve
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         informe prospect de finalité
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement
//!     tâche demander {
//!         informe prospect de finalité
//!         recueille consentement pour preuve
//!     }
//! }
//! ```

use super::consent::consents;
use super::lookup::At;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::spread::Effect;
use crate::process::{Fact, NoticeItem};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "consent-before-notice",
    code: "CON-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 4(11), considérant 42",
    manual: include_str!("consent_before_notice.rs"),
    check,
};

const INFORMED: usize = 0;
const OF_PURPOSE: usize = 1;

fn check(context: &Context, report: &mut Report) {
    let mut effects = Vec::new();
    for At { node, fact, what } in context.facts().iter().copied() {
        match what {
            Fact::Notice(notice) => {
                effects.push(Effect::on(node, fact, INFORMED));
                if notice.items.iter().any(|item| item.value == NoticeItem::Purpose) {
                    effects.push(Effect::on(node, fact, OF_PURPOSE));
                }
            }
            // A first consent speaks for those that follow it.
            Fact::Consent(consent) if !consent.withdrawn => effects.push(Effect::on(node, fact, OF_PURPOSE)),
            _ => {}
        }
    }
    let known = context.every(2, &effects);
    for At { node, fact, what } in consents(context) {
        if what.withdrawn || known.at(node, fact, OF_PURPOSE) {
            continue;
        }
        let head = context.head(node);
        let step = head.title();
        let message = if known.at(node, fact, INFORMED) {
            text!(
                "« {step} » demande le consentement sans que la finalité ait été dite sur tous les chemins qui y mènent",
                "“{step}” asks for consent although the purpose is not told on every path that leads there"
            )
        } else {
            text!(
                "« {step} » demande le consentement sans que la personne soit informée sur tous les chemins qui y mènent",
                "“{step}” asks for consent although the person is not informed on every path that leads there"
            )
        };
        report.push(
            Finding::new(what.span, message)
                .about(head)
                .path(context.witness(|| known.path_without(node, OF_PURPOSE)))
                .help(text!(
                    "ajouter avant : informe … de responsable, finalité, retrait",
                    "add before: informs … of controller, purpose, withdrawal"
                )),
        );
    }
}
