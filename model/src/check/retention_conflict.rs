//! Two durations for the same data at the same level.
//!
//! ## Français : deux durées pour les mêmes données au même niveau
//! Quand deux durées se contredisent, on ne sait pas quand effacer, et celle que l'on annonce à la personne est fausse
//! une fois sur deux (RGPD art. 5(1)(e) et 5(2)).
//!
//! La règle regarde les clauses `durée` d'un même niveau : deux sur une même donnée, un même magasin, un même traitement
//! ou une même opération, ou deux opérations qui écrivent la même donnée au même endroit avec des durées différentes.
//! Une durée plus proche qui remplace une plus générale n'est pas un conflit ; « 12 mois » et « 1 an » n'en sont pas un
//! non plus.
//!
//! Limites : deux critères écrits en mots ne sont comparés que lettre à lettre ; la durée d'une donnée et celle de son
//! magasin ne le sont pas.
//!
//! ## English
//! When two durations contradict each other, nobody knows when to erase, and what the person is told is wrong one time
//! in two (GDPR art. 5(1)(e) and 5(2)).
//!
//! The rule looks at `durée` (`retention`) clauses of one level: two on one datum, one store, one activity or one
//! operation, or two operations that write the same datum to the same place with different durations. A nearer duration
//! that replaces a more general one is no conflict; nor are “12 months” and “1 year”.
//!
//! Limits: two criteria in words are compared letter by letter only; the retention of a datum and that of its store
//! are not compared.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité durée 1 an après "la collecte" durée 3 ans après "la collecte"
//! #                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité durée 3 ans après "la collecte"
//! magasin base durée 1 an après "la collecte"
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::data_of;
use crate::diagnostic::Lang;
use crate::process::vocabulary::fold;
use crate::process::{Datum, Head, Id, Place, Retention, RetentionLimit};
use crate::reference::durations::longer;
use indexmap::IndexMap;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "retention-conflict",
    code: "RET-08",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(e), 5(2)",
    manual: include_str!("retention_conflict.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut levels: Vec<(&Head, &[Retention])> = model.data.values().map(|datum| (&datum.head, &datum.retention[..])).collect();
    levels.extend(model.stores.values().map(|store| (&store.head, &store.retention[..])));
    levels.extend(model.activities.values().map(|activity| (&activity.head, &activity.retention[..])));
    levels.extend(model.operations.values().map(|operation| (&model.nodes[operation.node].head, &operation.retention[..])));
    for (head, retentions) in levels {
        let Some((first, others)) = retentions.split_first() else { continue };
        for other in others.iter().filter(|other| differ(first, other)) {
            report.push(finding(head, head.title(), first, other));
        }
    }
    let mut seen: IndexMap<(Id<Datum>, Vec<Place>), &Retention> = IndexMap::new();
    for (id, operation) in model.operations.iter() {
        let Some(retention) = operation.retention.first() else { continue };
        let places: Vec<Place> = operation.into.iter().filter_map(|place| place.to).collect();
        for datum in data_of(operation) {
            let first = *seen.entry((datum, places.clone())).or_insert(retention);
            if differ(first, retention) {
                let head = &model.nodes[operation.node].head;
                report.push(finding(head, model.data[datum].head.title(), first, retention).operation(id));
                break;
            }
        }
    }
}

fn finding<'a>(head: &'a Head, title: &str, first: &Retention, other: &Retention) -> Finding<'a> {
    let (first_fr, first_en, fr, en) = (first.text(Lang::Fr), first.text(Lang::En), other.text(Lang::Fr), other.text(Lang::En));
    Finding::new(
        other.span,
        text!("« {title} » a deux durées : {first_fr} et {fr}", "“{title}” has two retentions: {first_en} and {en}"),
    )
    .about(head)
    .help(text!(
        "n'en garder qu'une ; si elles valent pour deux usages, les écrire sur les opérations ou les magasins",
        "keep one of them; where they hold for two uses, write them on the operations or the stores"
    ))
}

fn differ(a: &Retention, b: &Retention) -> bool {
    match (&a.limit, &b.limit) {
        (RetentionLimit::Duration(a), RetentionLimit::Duration(b)) => longer(*a, *b) || longer(*b, *a),
        (RetentionLimit::Until(a), RetentionLimit::Until(b)) => fold(a.trim()) != fold(b.trim()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn the_same_duration_in_other_words_is_no_conflict() {
        assert_eq!(messages("retention-conflict", "donnée nom identité durée 12 mois durée 1 an"), [""; 0]);
    }

    #[test]
    fn two_places_may_keep_for_two_durations() {
        let of = |second: &str| {
            let text = format!(
                "donnée nom identité\nmagasin a\nmagasin b\ntraitement t {{ tâche x {{ enregistrement nom pour \"Livrer\" dans a durée 1 an }}\n \
                 tâche y {{ enregistrement nom pour \"Livrer\" dans {second} durée 2 ans }} }}"
            );
            messages("retention-conflict", &text).len()
        };
        assert_eq!((of("b"), of("a")), (0, 1));
    }
}
