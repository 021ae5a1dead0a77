//! A duration that does not say when it begins to run.
//!
//! ## Français : durée qui ne dit pas d'où elle court
//! « 1 an » ne dit pas quand effacer : un an après quoi ? Une durée de conservation court d'un événement : la collecte,
//! le dernier contact, la fin du contrat (RGPD art. 5(1)(e)).
//!
//! La règle regarde chaque clause `durée` qui donne un nombre sans `après`.
//!
//! Limites : elle voit qu'un événement est écrit, non qu'il arrive dans le processus.
//!
//! ## English
//! “1 year” does not say when to erase: a year after what? A retention runs from an event: collection, last contact, end
//! of the contract (GDPR art. 5(1)(e)).
//!
//! The rule looks at each `durée` (`retention`) clause that gives a number without `après` (`after`).
//!
//! Limits: it sees that an event is written, not that it happens in the process.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité durée 1 an
//! #                   ^^^^^^^^^^
//! magasin base durée 3 ans
//! #            ^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité durée 1 an après "le dernier contact"
//! magasin base durée 3 ans après "la fin du contrat"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::retentions;
use crate::diagnostic::Lang;
use crate::process::RetentionLimit;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "retention-without-start",
    code: "RET-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(e), 30(1)(f)",
    manual: include_str!("retention_without_start.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for (holder, operation, retention) in retentions(context.model) {
        let RetentionLimit::Duration(duration) = &retention.limit else { continue };
        if duration.count == 0 || retention.after.as_ref().is_some_and(|after| !after.value.trim().is_empty()) {
            continue;
        }
        let (title, fr, en) = (holder.title(), duration.text(Lang::Fr), duration.text(Lang::En));
        let finding = Finding::new(
            retention.span,
            text!("« {title} » : {fr}, mais à partir de quand ?", "“{title}”: {en}, but from when?"),
        )
        .about(holder)
        .help(text!("ajouter `après \"l'événement\"` d'où court la durée", "add `after \"the event\"` the duration runs from"));
        report.push(finding.operation(operation));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_criterion_and_a_duration_of_nothing_need_no_start() {
        let text = "donnée nom identité durée jusqu'à \"la fin du contrat\"\ndonnée code économique durée 0 jours";
        assert_eq!(messages("retention-without-start", text), [""; 0]);
    }
}
