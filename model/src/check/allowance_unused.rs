//! An exception that excepts nothing.
//!
//! ## Français : exception qui n'excepte rien
//! Une exception `tolère` justifie un constat : elle engage celui qui l'écrit (RGPD art. 5(2)). Quand le constat a
//! disparu, ou que le nom de la règle est faux, elle ne justifie plus rien et trompe le lecteur.
//!
//! La règle regarde chaque `tolère` dont la règle n'a rien trouvé sur cette étape ou cette déclaration.
//!
//! Limites : une exception dont la règle est éteinte ou n'a pas été choisie n'est pas jugée ; la raison écrite ne
//! l'est jamais.
//!
//! ## English
//! A `tolère` (`allows`) exception justifies a finding: it commits whoever writes it (GDPR art. 5(2)). When the finding is
//! gone, or the rule's name is wrong, it justifies nothing and misleads the reader.
//!
//! The rule looks at each exception whose rule found nothing on that step or declaration.
//!
//! Limits: an exception whose rule is off or was not chosen is not judged; the reason written never is.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" base consentement {
//!         tolère basis-missing "choisie par le client"
//! #              ^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel" {
//!         tolère basis-missing "choisie par le client"
//!     }
//! }
//! ```

use super::{Context, Finding, RULES, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::vocabulary::nearest;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "allowance-unused",
    code: "TOL-01",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(2)",
    manual: include_str!("allowance_unused.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let heads = context.model.heads();
    let useless: Vec<_> = heads
        .iter()
        .flat_map(|head| head.allowances.iter().map(move |allowance| (*head, allowance)))
        .filter(|(_, allowance)| report.judged(allowance) && !report.used(allowance))
        .collect();
    for (head, allowance) in useless {
        let (name, title) = (&allowance.rule.value, head.title());
        let known = super::find(name).is_some();
        let finding = match nearest(name, RULES.iter().map(|rule| rule.name)).filter(|_| !known) {
            _ if known => Finding::new(
                allowance.rule.span,
                text!("rien à tolérer : `{name}` ne trouve rien sur « {title} »", "nothing to allow: `{name}` finds nothing on “{title}”"),
            )
            .help(text!("retirer cette ligne", "take this line out")),
            Some(near) => Finding::new(
                allowance.rule.span,
                text!("aucune règle ne s'appelle `{name}` ; vouliez-vous dire `{near}` ?", "no rule is called `{name}`; did you mean `{near}`?"),
            )
            .help(text!("écrire `{near}`", "write `{near}`")),
            None => Finding::new(allowance.rule.span, text!("aucune règle ne s'appelle `{name}`", "no rule is called `{name}`"))
                .help(text!("voir la liste : recens explain --list", "see the list: recens explain --list")),
        };
        report.push(finding.about(head));
    }
}
