//! Two activities, or two operations, with one reference.
//!
//! ## Français : une référence pour deux traitements ou deux opérations
//! Une référence désigne une seule fiche du registre ou une seule ligne du recensement. Si deux la portent, ni un renvoi
//! ni une mise à jour ne sait laquelle.
//!
//! La règle compare les clauses `référence` des traitements, et les `réf` des opérations.
//!
//! Limites : elle compare les références d'une même entrée et de ce qu'elle importe, non celles de deux fichiers lus
//! séparément.
//!
//! ## English
//! A reference means one entry of the record or one row of the census. Where two carry it, neither a cross-reference nor
//! an update knows which.
//!
//! The rule compares the `référence` (`reference`) clauses of activities, and the `réf` (`ref`) clauses of operations.
//!
//! Limits: it compares the references of one input and what it imports, not those of two files read apart.
//!
//! ## Exemple
//! ```recens
//! traitement paie { référence T-001 }
//! traitement etude {
//!     référence T-001
//! #             ^^^^^
//!     tâche noter {
//!         collecte "Nom" pour "Inviter" réf OP-01
//!         enregistrement "Nom" pour "Inviter" réf OP-01
//! #                                               ^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement paie { référence T-001 }
//! traitement etude {
//!     référence T-002
//!     tâche noter {
//!         collecte "Nom" pour "Inviter" réf OP-01
//!         enregistrement "Nom" pour "Inviter" réf OP-02
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Head;
use crate::process::vocabulary::fold;
use crate::source::Spanned;
use foldhash::{HashMap};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "reference-duplicate",
    code: "REG-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30",
    manual: include_str!("reference_duplicate.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut seen: HashMap<String, &Head> = HashMap::default();
    for activity in model.activities.values() {
        let Some(reference) = &activity.reference else { continue };
        if let Some(first) = taken(&mut seen, reference, &activity.head) {
            report.push(finding(reference, first.title()).about(&activity.head));
        }
    }
    let mut seen: HashMap<String, &Head> = HashMap::default();
    for (id, operation) in model.operations.iter() {
        let Some(reference) = &operation.reference else { continue };
        let head = &model.nodes[operation.node].head;
        if let Some(first) = taken(&mut seen, reference, head) {
            report.push(finding(reference, first.title()).about(head).operation(id));
        }
    }
}

/// What already has a reference; otherwise it is noted.
fn taken<'a>(seen: &mut HashMap<String, &'a Head>, reference: &Spanned<String>, head: &'a Head) -> Option<&'a Head> {
    let key = fold(reference.value.trim());
    if key.is_empty() {
        return None;
    }
    let first = seen.get(&key).copied();
    seen.entry(key).or_insert(head);
    first
}

fn finding<'a>(reference: &Spanned<String>, first: &str) -> Finding<'a> {
    let value = reference.value.trim();
    Finding::new(
        reference.span,
        text!("la référence `{value}` est déjà celle de « {first} »", "the reference `{value}` is already that of “{first}”"),
    )
    .help(text!("donner à l'une des deux une autre référence", "give one of the two another reference"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn an_activity_and_an_operation_may_share_a_word() {
        let text = "traitement t { référence A-1\n tâche a { collecte \"Nom\" pour \"Livrer\" réf A-1 } }\ntraitement u { référence A-2 }";
        assert_eq!(messages("reference-duplicate", text), [""; 0]);
    }
}
