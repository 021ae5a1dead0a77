//! Dates of the record that cannot be right.
//!
//! ## Français : dates du registre impossibles
//! Le registre porte la date de création de chaque fiche et celle de sa dernière mise à jour ; il est tenu à jour (RGPD
//! art. 30). Une mise à jour antérieure à la création, ou une date à venir, est une erreur de saisie, souvent deux cases
//! interverties.
//!
//! La règle compare les clauses `créé` et `modifié` entre elles et à la date du jour (ou à celle de `--today`).
//!
//! Limites : une date plausible mais fausse passe, et une fiche ancienne n'est pas dite périmée.
//!
//! ## English
//! The record carries the date on which each entry was created and that of its last update; it is kept up to date (GDPR
//! art. 30). An update before the creation, or a date to come, is a slip, often two cells swapped.
//!
//! The rule compares the `créé` (`created`) and `modifié` (`updated`) clauses with each other and with today (or `--today`).
//!
//! Limits: a date that is plausible and wrong passes, and an old entry is not called out of date.
//!
//! ## Exemple
//! ```recens
//! traitement fidelisation {
//!     créé 2024-04-15
//!     modifié 2024-01-02
//! #           ^^^^^^^^^^
//! }
//! traitement etude {
//!     créé 2124-04-15
//! #        ^^^^^^^^^^
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement fidelisation {
//!     créé 2024-01-02
//!     modifié 2024-04-15
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "register-dates",
    code: "REG-03",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30",
    manual: include_str!("register_dates.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let today = context.today;
    for activity in context.model.activities.values() {
        let future = [&activity.created, &activity.updated].into_iter().flatten().filter(|date| date.value > today);
        for date in future {
            let day = date.value;
            report.push(
                Finding::new(date.span, text!("la date {day} est à venir (aujourd'hui : {today})", "the date {day} is in the future (today: {today})"))
                    .about(&activity.head)
                    .help(text!("corriger la date", "correct the date")),
            );
        }
        if let (Some(created), Some(updated)) = (&activity.created, &activity.updated)
            && updated.value < created.value
        {
            let (first, last) = (created.value, updated.value);
            report.push(
                Finding::new(
                    updated.span,
                    text!("la mise à jour ({last}) précède la création ({first})", "the update ({last}) comes before the creation ({first})"),
                )
                .about(&activity.head)
                .help(text!("corriger l'une des deux dates ; elles sont peut-être interverties", "correct one of the two dates; they may be swapped")),
            );
        }
    }
}
