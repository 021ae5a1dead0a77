//! A timer that leads to an erasure after another time than the one declared.
//!
//! ## Français : minuterie d'effacement et durée en désaccord
//! La durée annoncée à la personne et inscrite au registre (RGPD art. 13(2)(a), 30(1)(f)) est celle qui s'applique : le
//! processus doit effacer au même terme.
//!
//! La règle regarde chaque minuterie suivie d'un effacement sans autre opération ni minuterie entre elles, et compare son délai à
//! la durée de conservation de chaque donnée effacée (archivage compris ou non). Une périodicité (`R/P1D`), une minuterie de
//! début et des minuteries qui se suivent ne sont pas jugées.
//!
//! Limites : une expression ou une date calculée n'est pas évaluée, et l'événement d'où court la durée n'est pas
//! comparé.
//!
//! ## English
//! The retention told to the person and written in the record (GDPR art. 13(2)(a), 30(1)(f)) is the one that applies: the
//! process must erase at the same term.
//!
//! The rule looks at each timer followed by an erasure without another operation or timer between them, and compares its
//! delay with the retention of each datum erased (with or without archiving). A period (`R/P1D`), a timer that starts the
//! process, and timers one after the other are not judged.
//!
//! Limits: an expression or a computed date is not evaluated, and the event the duration runs from is not compared.
//!
//! ## Exemple
//! ```recens
//! donnée avis "Avis" durée 6 mois après "l'appel"
//! traitement etude {
//!     participant centre {
//!         début joint
//!         événement échéance "1 an écoulé" minuterie "P1Y"
//! #                 ^^^^^^^^
//!         tâche effacer {
//!             effacement avis pour "Étude"
//!         }
//!         fin fini
//!     }
//!     joint -> échéance -> effacer -> fini
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée avis "Avis" durée 6 mois après "l'appel"
//! traitement etude {
//!     participant centre {
//!         début joint
//!         événement échéance "6 mois écoulés" minuterie "P6M"
//!         tâche effacer {
//!             effacement avis pour "Étude"
//!         }
//!         fin fini
//!     }
//!     joint -> échéance -> effacer -> fini
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Lang, Severity};
use crate::flow::control::done;
use crate::flow::lineage::{Role, data_of, role};
use crate::flow::reach::Reach;
use crate::process::{Datum, Duration, Event, EventPosition, Id, Node, NodeKind, Retention, RetentionLimit, Trigger, Unit};
use crate::text;
use foldhash::HashSet;

pub(super) static RULE: Rule = Rule {
    name: "timer-contradicts-retention",
    code: "RET-13",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(e), 13(2)(a), 30(1)(f)",
    manual: include_str!("timer_contradicts_retention.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let timers: Vec<(Id<Node>, f64)> = (context.order().iter())
        .filter_map(|id| match &model.nodes[*id].kind {
            NodeKind::Event(Event { position, trigger: Trigger::Timer, detail: Some(detail), .. }) if *position != EventPosition::Start => {
                Some((*id, days(&detail.value)?))
            }
            _ => None,
        })
        .collect();
    // Steps that end data which have a retention.
    let ends = |id: &Id<Node>| {
        model.nodes[*id].operations().any(|id| {
            let operation = &model.operations[id];
            let ends = |datum: &Id<Datum>| role(model, operation, *datum) == Role::End && !model.retention_of(operation, Some(*datum)).is_empty();
            data_of(operation).iter().any(ends)
        })
    };
    let erasing: Vec<Id<Node>> = if timers.is_empty() { Vec::new() } else { context.order().iter().copied().filter(ends).collect() };
    if erasing.is_empty() {
        return;
    }
    let timed: HashSet<Id<Node>> = timers.iter().map(|(timer, _)| *timer).collect();
    for (timer, delay) in &timers {
        let busy = |node: Id<Node>| model.nodes[node].operations().next().is_some() || node != *timer && timed.contains(&node);
        let reach = Reach::within(context.control(), done(*timer), |node| !busy(node));
        let follows = |other: &Id<Node>| other != timer && context.may(*other, *timer);
        for node in erasing.iter().copied().filter(|node| node != timer && reach.may(*node)) {
            let contradicted = model.nodes[node].operations().find_map(|id| {
                let operation = &model.operations[id];
                let erased = data_of(operation).into_iter().filter(|datum| role(model, operation, *datum) == Role::End);
                erased.into_iter().find_map(|datum| {
                    let retentions = model.retention_of(operation, Some(datum));
                    let wrong = !retentions.is_empty() && retentions.iter().all(|retention| differs(retention, *delay));
                    wrong.then(|| (datum, retentions[0]))
                })
            });
            let Some((datum, retention)) = contradicted else { continue };
            // After another timer, the delays add up.
            if timed.iter().any(follows) {
                break;
            }
            let head = context.head(*timer);
            let (title, datum) = (head.title(), model.data[datum].head.title());
            let (fr, en) = (retention.text(Lang::Fr), retention.text(Lang::En));
            let NodeKind::Event(Event { detail: Some(detail), .. }) = &model.nodes[*timer].kind else { continue };
            let written = &detail.value;
            report.push(
                Finding::new(
                    head.span,
                    text!(
                        "« {title} » mène à l'effacement de {datum} après {written}, mais sa durée de conservation est : {fr}",
                        "“{title}” leads to the erasure of {datum} after {written}, but its retention is: {en}"
                    ),
                )
                .about(head)
                .path(context.witness(|| reach.path(node)))
                .help(text!("donner à la minuterie et à la conservation la même durée", "give the timer and the retention the same duration")),
            );
            break;
        }
    }
}

/// Whether a retention is a duration that is neither this delay nor, with its archiving, this delay.
fn differs(retention: &Retention, delay: f64) -> bool {
    let RetentionLimit::Duration(limit) = retention.limit else { return false };
    let archive = retention.archive.as_ref().and_then(|archive| archive.duration).map_or(0.0, length);
    // Months and years are not all of one length.
    let near = |other: f64| (delay - other).abs() <= 0.02 * delay.max(other);
    !near(length(limit)) && !near(length(limit) + archive)
}

fn length(duration: Duration) -> f64 {
    let unit = match duration.unit {
        Unit::Hours => 1.0 / 24.0,
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months => 365.25 / 12.0,
        Unit::Years => 365.25,
    };
    f64::from(duration.count) * unit
}

/// The days of a delay: ISO 8601 (`P6M`) or words (`6 mois`). None for a period, a date or an expression.
fn days(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some(iso) = text.strip_prefix('P') {
        let (mut total, mut number, mut time) = (0.0, String::new(), 0);
        for c in iso.chars() {
            let unit = match (c, time) {
                ('0'..='9', _) => {
                    number.push(c);
                    continue;
                }
                ('T', 0) if number.is_empty() => {
                    time = 1;
                    continue;
                }
                ('Y', 0) => 365.25,
                ('M', 0) => 365.25 / 12.0,
                ('W', 0) => 7.0,
                ('D', 0) => 1.0,
                ('H', 1) => 1.0 / 24.0,
                ('M', 1) => 1.0 / 1440.0,
                ('S', 1) => 1.0 / 86400.0,
                _ => return None,
            };
            total += number.parse::<f64>().ok()? * unit;
            number.clear();
        }
        return (number.is_empty() && total > 0.0).then_some(total);
    }
    let (count, unit) = text.split_once(char::is_whitespace)?;
    Some(length(Duration { count: count.parse().ok()?, unit: Unit::parse_word(unit.trim())? }))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn delays_are_read_in_iso_or_in_words() {
        assert_eq!(days("P1Y"), days("1 an"));
        assert_eq!(days("P12M"), days("P1Y"));
        assert_eq!(days("PT24H"), days("1 jour"));
        for other in ["R/P1D", "2026-01-01", "${delay}", "P", "P1X", ""] {
            assert_eq!(days(other), None, "{other}");
        }
    }
}
