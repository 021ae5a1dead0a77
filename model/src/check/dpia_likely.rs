//! Two or more of the criteria that call for an impact assessment.
//!
//! ## Français : deux critères ou plus d'une analyse d'impact
//! Une analyse d'impact (AIPD) est requise quand un traitement risque d'engendrer un risque élevé (RGPD art. 35(1)). Le
//! Comité européen donne neuf critères ; deux suffisent en général : évaluation ou notation, décision automatique,
//! surveillance systématique, données sensibles ou hautement personnelles, large échelle, croisement de fichiers,
//! personnes vulnérables, usage innovant, exclusion d'un droit ou d'un contrat.
//!
//! La règle compte ceux que le traitement montre et dit lequel et pourquoi : une donnée `dérivée`, un rapprochement ou
//! une interconnexion, `échelle large`, des personnes `mineurs` ou `vulnérables`, une catégorie sensible ou de
//! localisation, une décision annoncée ou prise par une tâche `règle`, ou des mots d'une liste datée. Elle ne voit pas
//! les cas que la CNIL exempte : une exception justifiée les dit.
//!
//! Limites : elle compte ce que le fichier montre : un critère non écrit manque au compte, et la décision reste au
//! responsable.
//!
//! ## English
//! An impact assessment (DPIA) is required where processing is likely to result in a high risk (GDPR art. 35(1)). The
//! European board gives nine criteria; two are enough in general: evaluation or scoring, automated decision, systematic
//! monitoring, sensitive or highly personal data, large scale, matching of files, vulnerable persons, innovative use,
//! exclusion from a right or contract.
//!
//! The rule counts those the activity shows and tells which and why: a `dérivée` (`derived`) datum, an alignment or
//! combination, `échelle large` (`scale large`), persons marked `mineurs` (`minors`) or `vulnérables` (`vulnerable`), a
//! sensitive or location category, a decision announced or made by a `règle` (`rule`) task, or words of a dated list. It
//! does not see the cases the CNIL exempts: a justified exception tells them.
//!
//! Limits: it counts what the file shows: a criterion not written is not counted, and the decision stays with the
//! controller.
//!
//! ## Exemple
//! ```recens
//! donnée nom identité
//! donnée score "Score d'intérêt" vie-personnelle dérivée
//! traitement ciblage {
//! #          ^^^^^^^
//!     échelle large
//!     tâche noter { rapprochement nom, score pour "Choisir qui appeler" }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée nom identité
//! donnée score "Score d'intérêt" vie-personnelle dérivée
//! traitement ciblage {
//!     tâche noter { utilisation nom, score pour "Choisir qui appeler" }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::{data_of, operations_of};
use crate::diagnostic::{Lang, Text};
use crate::process::{Activity, DataCategory, Datum, Fact, Gateway, Id, Node, NodeKind, NoticeItem, OperationKind, TaskKind};
use crate::reference::words::{self, Phrase, holds};
use indexmap::IndexSet;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "dpia-likely",
    code: "DPI-01",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 35 ; WP248 rév. 01",
    manual: include_str!("dpia_likely.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, activity) in model.activities.iter() {
        if operations_of(model, id).next().is_none() {
            continue;
        }
        let met: Vec<Text> = criteria(context, id);
        if met.len() < 2 {
            continue;
        }
        let list = |lang: Lang| met.iter().map(|criterion| criterion.get(lang)).collect::<Vec<_>>().join(" ; ");
        let (title, count, fr, en) = (activity.head.title(), met.len(), list(Lang::Fr), list(Lang::En).replace(" ; ", "; "));
        report.push(
            Finding::new(
                activity.head.span,
                text!(
                    "« {title} » : analyse d'impact probable, {count} des neuf critères : {fr}",
                    "“{title}”: impact assessment likely, {count} of the nine criteria: {en}"
                ),
            )
            .about(&activity.head)
            .help(text!(
                "mener une AIPD, ou dire pourquoi elle n'est pas requise : `tolère dpia-likely \"raison\"`",
                "carry out a DPIA, or say why none is required: `allows dpia-likely \"reason\"`"
            )),
        );
    }
}

/// The criteria an activity meets, each with what shows it.
fn criteria(context: &Context, activity: Id<Activity>) -> Vec<Text> {
    let model = context.model;
    let operations: Vec<_> = operations_of(model, activity).map(|(_, operation)| operation).collect();
    let mut data: IndexSet<Id<Datum>> = IndexSet::new();
    let (mut subjects, mut purposes) = (IndexSet::new(), IndexSet::new());
    for operation in &operations {
        data.extend(data_of(operation));
        subjects.extend(model.subjects_of(operation));
        purposes.extend(operation.purposes.iter().filter_map(|purpose| purpose.to));
    }
    let datum = |wanted: &dyn Fn(&Datum) -> bool| data.iter().map(|id| &model.data[*id]).find(|datum| wanted(datum)).map(|datum| datum.head.title());
    let category = |wanted: &dyn Fn(DataCategory) -> bool| datum(&|datum| datum.category.as_ref().is_some_and(|category| wanted(category.value)));
    let said = |phrases: &[Phrase]| {
        let titles = data.iter().map(|id| model.data[*id].head.title()).chain(purposes.iter().map(|id| model.purposes[*id].head.title()));
        std::iter::once(model.activities[activity].head.title()).chain(titles).find(|title| holds(title, phrases).is_some())
    };
    let matching = operations.iter().find(|operation| matches!(operation.kind, OperationKind::Alignment | OperationKind::Combination));
    let person = subjects.iter().map(|id| &model.subjects[*id]).find(|subjects| {
        subjects.minors || subjects.vulnerable || holds(subjects.head.title(), words::vulnerable_people()).is_some()
    });
    let personal = |category: DataCategory| category.is_sensitive() || matches!(category, DataCategory::Nir | DataCategory::Location);
    let named = |criterion: (&str, &str), shown: Option<&str>| shown.map(|shown| {
        let (fr, en) = criterion;
        text!("{fr} (« {shown} »)", "{en} (“{shown}”)")
    });
    let large = model.activities[activity].large_scale.map(|_| text!("collecte à large échelle", "large scale"));
    let found = [
        named(("évaluation ou notation", "evaluation or scoring"), datum(&|datum| datum.derived).or_else(|| said(words::scoring()))),
        named(("décision automatique", "automated decision"), decides(context, activity)),
        named(("surveillance systématique", "systematic monitoring"), said(words::monitoring())),
        named(("données sensibles ou hautement personnelles", "sensitive or highly personal data"), category(&personal)),
        large,
        named(("croisement de données", "matching of data"), matching.map(|operation| model.nodes[operation.node].head.title())),
        named(("personnes vulnérables", "vulnerable persons"), person.map(|subjects| subjects.head.title())),
        named(("usage innovant", "innovative use"), category(&|one| one == DataCategory::Biometric).or_else(|| said(words::innovation()))),
        named(("exclusion d'un droit ou d'un contrat", "exclusion from a right or contract"), said(words::exclusion())),
    ];
    found.into_iter().flatten().collect()
}

/// The step that announces an automated decision, or the rule task on data that a choice follows.
fn decides<'a>(context: &Context<'a>, activity: Id<Activity>) -> Option<&'a str> {
    let model = context.model;
    let announces = |node: &Node| {
        node.facts.iter().any(|fact| matches!(fact, Fact::Notice(notice) if notice.items.iter().any(|item| item.value == NoticeItem::Decision)))
    };
    let rules = |id: Id<Node>, node: &Node| {
        matches!(&node.kind, NodeKind::Task(task) if task.kind == TaskKind::Rule)
            && node.operations().next().is_some()
            && context.graph.outgoing(id).iter().any(|(_, to)| matches!(model.nodes[*to].kind, NodeKind::Gateway(Gateway::Exclusive)))
    };
    let found = model.nodes.iter().find(|(id, node)| node.activity == Some(activity) && (announces(node) || rules(*id, node)));
    found.map(|(_, node)| node.head.title())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn one_criterion_is_not_enough() {
        let text = "donnée g \"Groupe sanguin\" santé exception 9.2.h\ntraitement t { tâche a { collecte g sur \"Donneurs\" pour \"Soigner\" } }";
        assert_eq!(messages("dpia-likely", text), [""; 0]);
    }

    #[test]
    fn each_criterion_says_what_shows_it() {
        let text = "personnes p \"Patients\"\ndonnée g \"Groupe sanguin\" santé exception 9.2.h sur p\n\
                    traitement t { tâche a { collecte g pour \"Soigner\" } }";
        let found = messages("dpia-likely", text);
        assert!(found.len() == 1 && found[0].contains("« Groupe sanguin »") && found[0].contains("« Patients »"), "{found:?}");
    }

    #[test]
    fn data_of_another_activity_do_not_count() {
        let text = "donnée g \"Groupe sanguin\" santé\ndonnée s \"Score\" autre dérivée\n\
                    traitement t { tâche a { collecte g pour \"Soigner\" } }\ntraitement u { tâche b { utilisation s pour \"Jouer\" } }";
        assert_eq!(messages("dpia-likely", text), [""; 0]);
    }
}
