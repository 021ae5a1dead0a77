//! A step that two parallel branches reach one after the other, and that can run twice at once.
//!
//! ## Français : étape exécutée plusieurs fois à la fois
//! Des branches parallèles réunies par un choix, ou par une simple étape, passent chacune à leur tour : tout ce qui suit
//! se fait deux fois — un courriel part deux fois, une donnée s'écrit deux fois.
//!
//! La règle joue le processus, jeton par jeton, et montre le chemin sur lequel deux branches se rejoignent sans s'attendre.
//!
//! Limites : les conditions des branches ne sont pas évaluées ; au-delà de la borne d'états, `deadlock` dit que rien
//! n'a été décidé.
//!
//! ## English
//! Parallel branches joined by a choice, or by a mere step, pass one after the other: everything that follows happens twice
//! — an e-mail is sent twice, a datum is written twice.
//!
//! The rule plays the process, token by token, and shows the path on which two branches come together without waiting.
//!
//! Limits: the conditions of branches are not evaluated; beyond the bound of states, `deadlock` tells that nothing was
//! decided.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         parallèle deux
//!         tâche noter
//!         tâche passer
//!         choix réunion
//! #             ^^^^^^^
//!         tâche envoyer
//!         fin fini
//!     }
//!     joint -> deux
//!     deux -> noter -> réunion -> envoyer -> fini
//!     deux -> passer -> réunion
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         parallèle deux
//!         tâche noter
//!         tâche passer
//!         parallèle réunion
//!         tâche envoyer
//!         fin fini
//!     }
//!     joint -> deux
//!     deux -> noter -> réunion -> envoyer -> fini
//!     deux -> passer -> réunion
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "unsynchronised",
    code: "SND-02",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "BPMN 2.0, 13.3.1",
    manual: include_str!("unsynchronised.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for trace in &context.soundness().unsynchronised {
        let head = context.head(trace.node);
        let (fr, en) = named(&context.model.nodes[trace.node]);
        report.push(
            Finding::new(head.span, text!("{fr} peut se faire deux fois en même temps : deux branches parallèles y arrivent", "{en} can happen twice at once: two parallel branches arrive there"))
                .about(head)
                .path(context.witness(|| trace.path.clone()))
                .help(text!("réunir les branches par une passerelle parallèle avant cette étape", "join the branches with a parallel gateway before this step")),
        );
    }
}
