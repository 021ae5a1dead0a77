//! What a version of an activity says, as comparable facts.

use super::Aspect;
use crate::diagnostic::Lang;
use crate::flow::references::References;
use crate::process::vocabulary::{Words, fold};
use crate::process::*;
use crate::reference::durations::longer;
use crate::source::Sources;
use crate::table::register::{self, Entry, Kept, Receiver};
use std::collections::HashMap;

/// A version of an activity: its identity and what it says.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// Its identifier.
    pub identifier: String,
    /// Its name.
    pub name: String,
    /// Its reference.
    pub reference: Option<String>,
    /// Day of its last update.
    pub updated: Option<Date>,
    /// Where it was read, `fidelisation.recens:35`.
    pub origin: String,
    pub(super) facts: Vec<Fact>,
}

/// Something that is there or not: a datum, a recipient, a step.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) aspect: Aspect,
    /// What it is known by in both versions.
    pub(super) key: String,
    pub(super) label: String,
    /// What is said of it: as many, in the same order, for every fact of an aspect.
    pub(super) details: Vec<Detail>,
}

/// Something said of a fact.
#[derive(Clone, Debug)]
pub(super) struct Detail {
    pub(super) aspect: Aspect,
    pub(super) value: String,
    /// The longest of its durations, where it is nothing but durations.
    pub(super) longest: Option<Duration>,
}

/// The activities of a model as versions to compare, in the order of writing.
pub fn versions(model: &Model, sources: &Sources, references: &References, day: Date, lang: Lang) -> Vec<Version> {
    let mut steps: HashMap<Id<Activity>, Vec<&Node>> = HashMap::new();
    for node in model.nodes.values() {
        if let Some(activity) = node.activity {
            steps.entry(activity).or_default().push(node);
        }
    }
    let version = |(id, entry): (Id<Activity>, Entry)| {
        let mut facts = of_entry(&entry, lang);
        for node in steps.get(&id).into_iter().flatten() {
            of_step(model, references, node, lang, &mut facts);
        }
        let identifier = model.activities[id].head.name.to_string();
        Version { identifier, name: entry.name, reference: entry.reference, updated: entry.updated, origin: entry.origin, facts }
    };
    register::each(model, sources, &[], day, lang).into_iter().map(version).collect()
}

fn plain(aspect: Aspect, value: impl Into<String>) -> Detail {
    Detail { aspect, value: value.into(), longest: None }
}

fn fact(aspect: Aspect, key: impl Into<String>, label: &str, details: Vec<Detail>) -> Fact {
    Fact { aspect, key: key.into(), label: label.to_owned(), details }
}

/// Something known by its name alone.
fn named(aspect: Aspect, label: &str, details: Vec<Detail>) -> Fact {
    fact(aspect, fold(label.trim()), label, details)
}

fn of_entry(entry: &Entry, lang: Lang) -> Vec<Fact> {
    use Aspect as A;
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let own = vec![plain(A::Reference, entry.reference.clone().unwrap_or_default()), plain(A::Created, date(entry.created))];
    let mut facts = vec![fact(A::Activity, "", &entry.name, own)];
    facts.extend(entry.controllers.iter().map(|body| named(A::Controller, &body.name, vec![])));
    facts.extend(entry.joint.iter().map(|body| named(A::Joint, &body.name, vec![])));
    let contract = |contract: &Option<String>| vec![plain(A::Contract, contract.clone().unwrap_or_default())];
    facts.extend(entry.processors.iter().map(|(body, with)| named(A::Processor, &body.name, contract(with))));
    facts.extend(entry.software.iter().map(|label| named(A::Software, label, vec![])));
    facts.extend(entry.purposes.iter().map(|aim| {
        let basis = plain(A::Basis, aim.basis.clone().unwrap_or_default());
        fact(A::Purpose, &aim.identifier, &aim.label, vec![basis])
    }));
    facts.extend(entry.subjects.iter().map(|label| named(A::Subjects, label, vec![])));
    facts.extend(entry.data.iter().map(|kept| {
        let category = plain(A::Category, kept.category.map_or("", |category| category.label(lang)));
        let retention = Detail { aspect: A::Retention, value: kept.retention.join(" / "), longest: longest(kept) };
        let exception = plain(A::Exception, kept.exception.clone().unwrap_or_default());
        fact(A::Datum, &kept.identifier, &kept.label, vec![category, retention, exception])
    }));
    for received in &entry.recipients {
        facts.push(named(A::Recipient, &received.label, vec![plain(A::RecipientKind, receiver(received.kind, lang))]));
    }
    for sent in &entry.transfers {
        let label = if sent.country.is_empty() { sent.to.clone() } else { format!("{} ({})", sent.to, sent.country) };
        let safeguard = sent.safeguard.map_or("", |safeguard| safeguard.label(lang));
        facts.push(named(A::Transfer, &label, vec![plain(A::Safeguard, safeguard)]));
    }
    facts.extend(entry.measures.iter().map(|(kind, label)| named(A::Measure, label, vec![plain(A::MeasureType, kind.label(lang))])));
    facts.extend(entry.risks.iter().map(|risk| {
        let threats = [&risk.impacts, &risk.sources, &risk.threats].map(|texts| texts.join(", ")).join(" / ");
        let details = vec![
            plain(A::Severity, &risk.severity),
            plain(A::Likelihood, &risk.likelihood),
            plain(A::Threats, threats.trim_matches([' ', '/'])),
            plain(A::RiskMeasures, risk.measures.join(", ")),
        ];
        named(A::Risk, &risk.label, details)
    }));
    facts.extend(entry.sources.iter().map(|label| named(A::Source, label, vec![])));
    facts.extend(entry.told.keys().map(|item| named(A::Notice, item.label(lang), vec![])));
    facts.extend(entry.rights.keys().map(|right| named(A::Right, right.label(lang), vec![])));
    facts
}

fn longest(kept: &Kept) -> Option<Duration> {
    let durations: Option<Vec<Duration>> = kept.durations.iter().copied().collect();
    durations?.into_iter().reduce(|one, other| if longer(other, one) { other } else { one })
}

fn receiver(kind: Receiver, lang: Lang) -> &'static str {
    let (fr, en) = match kind {
        Receiver::Internal => ("interne", "internal"),
        Receiver::External => ("externe", "external"),
        Receiver::Processor => ("sous-traitant", "processor"),
        Receiver::Abroad => ("hors UE", "outside the EU"),
    };
    if lang == Lang::Fr { fr } else { en }
}

/// A step and its operations; a gateway without a label is no step that anybody would name.
fn of_step(model: &Model, references: &References, node: &Node, lang: Lang, facts: &mut Vec<Fact>) {
    use Aspect as A;
    if !matches!(node.kind, NodeKind::Gateway(_)) || !node.head.label.trim().is_empty() {
        facts.push(fact(A::Step, node.head.name.as_str(), node.head.title(), vec![]));
    }
    let mut ranks: HashMap<&str, usize> = HashMap::new();
    for id in node.operations() {
        let operation = &model.operations[id];
        let kind = operation.kind.label(lang);
        let rank = ranks.entry(kind).and_modify(|rank| *rank += 1).or_insert(1);
        let label =
            if lang == Lang::Fr { format!("{kind}, « {} »", node.head.title()) } else { format!("{kind}, “{}”", node.head.title()) };
        let data = names(&operation.data, |id| model.data[id].head.title());
        let purposes = names(&operation.purposes, |id| model.purposes[id].head.title());
        let recipients = names(&operation.recipients, |party| model.party_title(party));
        let stores = model.stores_of(operation).into_iter().map(|id| model.stores[id].head.title()).collect::<Vec<_>>().join(", ");
        let details = vec![
            plain(A::OperationReference, references.of(id)),
            plain(A::OperationData, data),
            plain(A::OperationPurposes, purposes),
            plain(A::OperationRecipients, recipients),
            plain(A::OperationStores, stores),
        ];
        facts.push(fact(A::Operation, format!("{}/{kind}/{rank}", node.head.name), &label, details));
    }
}

fn names<'a, T: Copy>(list: &'a [Ref<T>], title: impl Fn(T) -> &'a str) -> String {
    list.iter().map(|name| name.to.map_or(name.text.as_str(), &title)).collect::<Vec<_>>().join(", ")
}
