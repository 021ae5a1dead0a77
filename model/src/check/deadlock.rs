//! A join that waits for ever for a branch that was not taken.
//!
//! ## Français : réunion qui attend une branche qui ne vient pas
//! Une passerelle parallèle attend toutes ses branches. Si l'une d'elles n'a pas été prise — après un choix, ou parce que
//! deux débuts ne surviennent jamais ensemble — le processus s'arrête là. De même une étape qui attend un message qu'un
//! autre participant n'envoie qu'après elle.
//!
//! La règle joue le processus, jeton par jeton, depuis chacun de ses débuts ; le chemin montre ce qui s'est passé avant le
//! blocage. Les sous-processus sont joués à part. Au-delà de 50 000 états, elle dit par une information qu'elle n'a pas pu
//! décider.
//!
//! Limites : les conditions des branches ne sont pas évaluées : un blocage qu'elles rendent impossible est montré.
//!
//! ## English
//! A parallel gateway waits for all its branches. If one of them was not taken — after a choice, or because two starts never
//! happen together — the process stops there. So does a step that waits for a message which another participant only sends
//! after it.
//!
//! The rule plays the process, token by token, from each of its starts; the path shows what happened before it got stuck.
//! Sub-processes are played apart. Beyond 50,000 states it says by an information that it could not decide.
//!
//! Limits: the conditions of branches are not evaluated: a deadlock that they make impossible is shown.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//!         tâche noter
//!         tâche passer
//!         parallèle fin_des_branches
//! #                 ^^^^^^^^^^^^^^^^
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> noter -> fin_des_branches -> fini
//!     accord -> passer -> fin_des_branches
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     participant centre {
//!         début joint
//!         choix accord
//!         tâche noter
//!         tâche passer
//!         choix fin_des_branches
//!         fin fini
//!     }
//!     joint -> accord
//!     accord -> noter -> fin_des_branches -> fini
//!     accord -> passer -> fin_des_branches
//! }
//! ```

use super::common::named;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::soundness::BOUND;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "deadlock",
    code: "SND-01",
    severity: Severity::Error,
    lesser: Severity::Info,
    source: "BPMN 2.0, 13.3.2",
    manual: include_str!("deadlock.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for trace in &context.soundness().deadlocks {
        let head = context.head(trace.node);
        let (fr, en) = named(&context.model.nodes[trace.node]);
        report.push(
            Finding::new(head.span, text!("{fr} peut attendre pour toujours une branche qui n'a pas été prise", "{en} may wait for ever for a branch that was not taken"))
                .about(head)
                .path(context.witness(|| trace.path.clone()))
                .help(text!("réunir les branches d'un choix par un choix, et celles d'une passerelle parallèle par une passerelle parallèle", "join the branches of a choice with a choice, and those of a parallel gateway with a parallel gateway")),
        );
    }
    for trace in &context.soundness().unanswered {
        let head = context.head(trace.node);
        let (fr, en) = named(&context.model.nodes[trace.node]);
        report.push(
            Finding::new(head.span, text!("{fr} attend pour toujours un message qui n'est envoyé qu'après elle", "{en} waits for ever for a message that is only sent after it"))
                .about(head)
                .path(context.witness(|| trace.path.clone()))
                .help(text!("envoyer le message avant, ou sur une branche parallèle", "send the message before, or on a parallel branch")),
        );
    }
    for node in &context.soundness().undecided {
        let model = context.model;
        let inside = model.nodes[*node].parent.map(|parent| &model.nodes[parent].head);
        let head = inside.or_else(|| model.nodes[*node].participant.map(|pool| &model.participants[pool].head)).unwrap_or(context.head(*node));
        let (title, bound) = (head.title(), BOUND);
        report.push(
            Finding::new(
                head.span,
                text!(
                    "« {title} » a trop d'états (on en joue {bound}) : on n'a pas décidé s'il peut se bloquer",
                    "“{title}” has too many states ({bound} are played): whether it can get stuck is not decided"
                ),
            )
            .about(head)
            .lesser()
            .help(text!("mettre une partie du processus dans un sous-processus, qui est joué à part", "put a part of the process into a sub-process, which is played apart")),
        );
    }
}
