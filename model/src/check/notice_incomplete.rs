//! A notice that leaves out what the law asks for here.
//!
//! ## Français : information qui omet ce que la loi demande
//! Les art. 13 et 14 du RGPD disent ce que la personne doit savoir. Certains points valent toujours, d'autres selon le
//! cas : les destinataires s'il y en a, les transferts s'il y en a, le retrait si une finalité repose sur le
//! consentement, la portabilité si elle repose sur le consentement ou le contrat, la source si les données viennent d'un
//! tiers, la décision automatisée s'il y en a une, le caractère obligatoire si la base est le contrat ou une obligation.
//!
//! La règle regarde, pour chaque catégorie de personnes et chaque traitement, ce que disent ensemble toutes les lignes
//! `informe`, et le signale à la première. Pour un enregistrement d'appel, les quatre points de la CNIL ont leur propre
//! règle.
//!
//! Limites : elle compte les points annoncés, non ce qui en est dit ; les cas que le fichier ne montre pas ne sont pas
//! demandés.
//!
//! ## English
//! Art. 13 and 14 of the GDPR say what the person must know. Some items always apply, others by case: recipients and
//! transfers if there are any, withdrawal if a purpose rests on consent, portability if it rests on consent or contract,
//! the source if the data come from a third party, automated decisions if there are any, whether it is mandatory if the
//! basis is a contract or an obligation.
//!
//! The rule looks, for each category of data subjects and each activity, at what all lines `informs` say together, and
//! reports it at the first. For a call recording, the CNIL's four points have a rule of their own.
//!
//! Limits: it counts the points announced, not what is said of them; cases that the file does not show are not asked
//! for.
//!
//! ## Exemple
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     finalité attentes "Connaître les attentes" base consentement
//!     tâche présenter {
//!         informe prospect de responsable, finalité, opposition, accès
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         collecte "Nom" sur prospect pour attentes
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes prospect "Prospects"
//! traitement etude {
//!     finalité attentes "Connaître les attentes" base consentement
//!     tâche présenter {
//!         informe prospect de responsable, finalité, base, durée, opposition, accès
//!         collecte "Nom" sur prospect pour attentes
//!     }
//!     tâche détailler {
//!         informe prospect de rectification, effacement, limitation, portabilité, retrait, réclamation
//!     }
//!     présenter -> détailler
//! }
//! ```

use super::lookup::{At, Source, is_protective};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Lang, Severity};
use crate::process::vocabulary::Words;
use crate::process::{Activity, BasisKind, Fact, Id, Node, NoticeFact, NoticeItem, OperationKind, Subjects};
use crate::text;
use indexmap::{IndexMap, IndexSet};

pub(super) static RULE: Rule = Rule {
    name: "notice-incomplete",
    code: "INF-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 13(1)-(2), 14(1)-(2)",
    manual: include_str!("notice_incomplete.rs"),
    check,
};

/// Persons informed in an activity; none where it cannot be told who.
type Audience = (Option<Id<Activity>>, Option<Id<Subjects>>);

/// What the notices to one category of persons say together.
struct Said<'a> {
    node: Id<Node>,
    first: &'a NoticeFact,
    items: IndexSet<NoticeItem>,
}

fn check(context: &Context, report: &mut Report) {
    let mut said: IndexMap<Audience, Said> = IndexMap::new();
    for At { node, what, .. } in context.facts().iter().copied() {
        let Fact::Notice(notice) = what else { continue };
        let activity = context.model.nodes[node].activity;
        let mut subjects: Vec<_> = notice.subjects.iter().filter_map(|subjects| subjects.to).map(Some).collect();
        if subjects.is_empty() {
            subjects.push(context.model.only_subjects(activity));
        }
        for subjects in subjects {
            let said = said.entry((activity, subjects)).or_insert_with(|| Said { node, first: notice, items: IndexSet::new() });
            said.items.extend(notice.items.iter().map(|item| item.value));
        }
    }
    let mut reported: IndexMap<_, (Id<Node>, IndexSet<NoticeItem>)> = IndexMap::new();
    for ((activity, subjects), said) in &said {
        let missing = needed(context, *activity, *subjects).into_iter().filter(|item| !said.items.contains(item));
        reported.entry(said.first.span).or_insert_with(|| (said.node, IndexSet::new())).1.extend(missing);
    }
    for (span, (node, missing)) in reported {
        if missing.is_empty() {
            continue;
        }
        let head = context.head(node);
        let step = head.title();
        let list = |lang| missing.iter().map(|item| item.word(lang)).collect::<Vec<_>>().join(", ");
        let (fr, en) = (list(Lang::Fr), list(Lang::En));
        report.push(
            Finding::new(
                span,
                text!("« {step} » informe la personne, mais pas de : {fr}", "“{step}” informs the person, but not of: {en}"),
            )
            .about(head)
            .help(text!(
                "compléter la liste, ici ou dans une autre ligne `informe` : {fr}",
                "complete the list, here or in another line `informs`: {en}"
            )),
        );
    }
}

/// What art. 13 and 14 ask for in an activity towards a category of persons, in the order of the vocabulary.
fn needed(context: &Context, activity: Option<Id<Activity>>, subjects: Option<Id<Subjects>>) -> Vec<NoticeItem> {
    use NoticeItem as I;
    let model = context.model;
    let operations: Vec<_> = (context.operations().iter().copied())
        .filter(|op| model.nodes[op.node].activity == activity && !is_protective(op.operation.kind))
        .filter(|op| subjects.is_none_or(|subjects| model.subjects_of(op.operation).contains(&subjects)))
        .collect();
    if operations.is_empty() {
        return Vec::new();
    }
    let bases: IndexSet<BasisKind> = (operations.iter().flat_map(|op| &op.operation.purposes))
        .filter_map(|purpose| model.purposes[purpose.to?].basis.as_ref())
        .map(|basis| basis.value.kind)
        .collect();
    let rests_on = |kinds: &[BasisKind]| kinds.iter().any(|kind| bases.contains(kind));
    let recorded = operations.iter().any(|op| context.records_voice(op.operation));
    let told = operations.iter().any(|op| !op.operation.recipients.is_empty());
    let moved = model.transfers.values().any(|transfer| transfer.head.scope.is_none() || transfer.head.scope == activity);
    let indirect = operations.iter().any(|op| op.operation.kind == OperationKind::Collection && context.source(op) == Source::Other);
    let asked = |item: NoticeItem| match item {
        // The four points of a recording are judged by a rule of their own.
        I::Purpose | I::Access => !recorded,
        I::Recipients => told && !recorded,
        I::Objection => !recorded && (bases.is_empty() || rests_on(&[BasisKind::LegitimateInterest, BasisKind::PublicTask])),
        I::Controller | I::Basis | I::Retention | I::Rectification | I::Erasure | I::Restriction | I::Complaint => true,
        I::Transfers => moved,
        I::Portability => rests_on(&[BasisKind::Consent, BasisKind::Contract]),
        I::Withdrawal => rests_on(&[BasisKind::Consent]),
        I::Source => indirect,
        I::Decision => false,
        I::Obligation => rests_on(&[BasisKind::Contract, BasisKind::Obligation]),
    };
    NoticeItem::ALL.iter().map(|row| row.0).filter(|item| asked(*item)).collect()
}
