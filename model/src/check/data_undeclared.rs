//! Data that are declared nowhere.
//!
//! ## Français : donnée déclarée nulle part
//! Le registre décrit les catégories de données traitées (RGPD art. 30(1)(c)). Une donnée que rien ne déclare n'a ni
//! catégorie, ni personne concernée, ni durée de conservation : elle échappe à tous les tableaux.
//!
//! La règle regarde les identifiants de données des opérations, des documents, des magasins et des messages. Un texte
//! entre guillemets déclare sa donnée sur place et n'est pas signalé.
//!
//! Limites : une donnée entre guillemets est déclarée sur place, sans catégorie ni durée : d'autres règles le
//! signalent.
//!
//! ## English
//! The record describes the categories of data (GDPR art. 30(1)(c)). Data that nothing declares have neither category
//! nor data subject nor retention: they escape every table.
//!
//! The rule looks at the identifiers of data in operations, documents, stores and messages. A quoted text declares its
//! datum on the spot and is not reported.
//!
//! Limits: a quoted datum is declared on the spot, without category or retention: other rules tell that.
//!
//! ## Exemple
//! ```recens
//! donnée courriel identité
//! traitement etude {
//!     tâche contacter {
//!         utilisation couriel pour "Inviter"
//! #                   ^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée courriel identité
//! traitement etude {
//!     tâche contacter {
//!         utilisation courriel pour "Inviter"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Edit, Severity};
use crate::process::vocabulary::{nearest, nearest_alone};
use crate::process::{ArtifactKind, Datum, Head, Id, Ref};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "data-undeclared",
    code: "DON-01",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 30(1)(c)",
    manual: include_str!("data_undeclared.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for (id, operation) in model.operations.iter() {
        for datum in unresolved(&operation.data) {
            report.push(finding(context, datum).about(&model.nodes[operation.node].head).operation(id));
        }
    }
    let artifacts = model.artifacts.values().filter_map(|artifact| match &artifact.kind {
        ArtifactKind::Document { contains, .. } => Some((&artifact.head, contains)),
        _ => None,
    });
    let stores = model.stores.values().map(|store| (&store.head, &store.contains));
    let messages = model.messages.values().map(|message| (&message.head, &message.carries));
    let holders: Vec<(&Head, &Vec<Ref<Id<Datum>>>)> = artifacts.chain(stores).chain(messages).collect();
    for (head, data) in holders {
        for datum in unresolved(data) {
            report.push(finding(context, datum).about(head));
        }
    }
}

fn unresolved(data: &[Ref<Id<Datum>>]) -> impl Iterator<Item = &Ref<Id<Datum>>> {
    data.iter().filter(|datum| datum.to.is_none())
}

fn finding<'a>(context: &Context, datum: &Ref<Id<Datum>>) -> Finding<'a> {
    let written = &datum.text;
    let declared = || context.model.data.values().filter(|datum| !datum.head.on_the_spot).map(|datum| datum.head.name.as_str());
    match nearest(written, declared()) {
        Some(near) => Finding::new(
            datum.span,
            text!("`{written}` n'est déclarée nulle part ; vouliez-vous dire `{near}` ?", "`{written}` is declared nowhere; did you mean `{near}`?"),
        )
        .help(text!("écrire `{near}`, ou déclarer la donnée `{written}`", "write `{near}`, or declare the datum `{written}`"))
        .fixes(nearest_alone(written, declared()).map(|near| Edit { span: datum.span, text: near.to_owned() })),
        None => Finding::new(
            datum.span,
            text!("la donnée `{written}` n'est déclarée nulle part", "the datum `{written}` is declared nowhere"),
        )
        .help(text!(
            "la déclarer avec sa catégorie et sa durée : donnée {written} \"…\" identité durée …",
            "declare it with its category and retention: data {written} \"…\" identity retention …"
        )),
    }
}
