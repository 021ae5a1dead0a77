//! A data protection officer who also decides on the processing.
//!
//! ## Français : délégué qui décide aussi du traitement
//! Le délégué à la protection des données peut avoir d'autres missions, à condition qu'elles n'entraînent pas de conflit
//! d'intérêts (RGPD art. 38(6)) : il ne contrôle pas ce qu'il décide. Le représentant de l'organisme, un directeur, le
//! responsable informatique décident des finalités ou des moyens.
//!
//! La règle regarde chaque organisation : son DPO porte le nom ou le courriel de son représentant, ou la fonction écrite
//! après son nom est dans une liste datée.
//!
//! Limites : elle ne connaît que les noms, courriels et fonctions écrits : un conflit que le fichier ne dit pas lui
//! échappe.
//!
//! ## English
//! The data protection officer may have other tasks, provided they result in no conflict of interests (GDPR art. 38(6)):
//! nobody monitors what they decide. The representative, a director, the head of IT decide on purposes or means.
//!
//! The rule looks at each organisation: its DPO has the name or the e-mail address of its representative, or the
//! function written after the name stands in a dated list.
//!
//! Limits: it knows only the names, addresses and functions written: a conflict that the file does not tell escapes
//! it.
//!
//! ## Exemple
//! ```recens
//! organisation osiris "Osiris" {
//!     représentant "Mme Anne Bertin"
//!     dpo "Anne Bertin"
//! #       ^^^^^^^^^^^^^
//! }
//! organisation centrecall "CentreCall" { dpo "M. Paul Roche, directeur informatique" }
//! #                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation osiris "Osiris" {
//!     représentant "Mme Anne Bertin"
//!     dpo "M. Paul Roche, délégué à la protection des données"
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Contact;
use crate::process::vocabulary::fold;
use crate::reference::words;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "dpo-conflict",
    code: "ACT-04",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 38(6)",
    manual: include_str!("dpo_conflict.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    for organisation in context.model.organisations.values() {
        let Some(dpo) = &organisation.dpo else { continue };
        let (title, name) = (organisation.head.title(), &dpo.name.value);
        let function = split(name).1;
        let role = words::holds(function, words::conflicting_roles()).filter(|_| words::holds(function, words::officer_words()).is_none());
        let message = if organisation.representative.as_ref().is_some_and(|representative| same_person(dpo, representative)) {
            text!("« {title} » : « {name} » est à la fois DPO et représentant", "“{title}”: “{name}” is both DPO and representative")
        } else if let Some(role) = role {
            let role = &role.text;
            text!(
                "« {title} » : le DPO « {name} » occupe une fonction qui décide des traitements ({role})",
                "“{title}”: the DPO “{name}” holds a function that decides on processing ({role})"
            )
        } else {
            continue;
        };
        report.push(Finding::new(dpo.name.span, message).about(&organisation.head).help(text!(
            "désigner une personne qui ne décide ni des finalités ni des moyens, ou un DPO externe",
            "designate a person who decides on neither purposes nor means, or an external DPO"
        )));
    }
}

fn same_person(a: &Contact, b: &Contact) -> bool {
    let email = |contact: &Contact| contact.details.iter().find(|(kind, _)| kind == "courriel").map(|(_, value)| fold(value.value.trim()));
    let name = |contact: &Contact| {
        let full = split(&contact.name.value).0;
        let words = full.split_whitespace().filter(|word| words::is(word, words::civilities()).is_none());
        fold(&words.collect::<Vec<_>>().join(" "))
    };
    !name(a).is_empty() && name(a) == name(b) || email(a).is_some() && email(a) == email(b)
}

/// A name and the function written after it.
fn split(name: &str) -> (&str, &str) {
    let at = [name.find([',', '(', '—', '–']), name.find(" - ")].into_iter().flatten().min();
    at.map_or((name, ""), |at| name.split_at(at))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn another_person_with_another_function_passes() {
        let of = |dpo: &str| {
            let text = format!("organisation o {{ représentant \"M. Jean Roche\" {{ courriel \"jean@o.example\" }}\n dpo {dpo} }}");
            messages("dpo-conflict", &text).len()
        };
        assert_eq!(of("\"Mme Anne Roche\" { courriel \"dpo@o.example\" }"), 0);
        assert_eq!(of("\"Mme Anne Roche, directrice de la protection des données\""), 0);
        assert_eq!(of("\"Mme Anne Président\""), 0, "a name is not a function");
        assert_eq!(of("\"A. Roche\" { courriel \"Jean@o.example\" }"), 1);
    }
}
