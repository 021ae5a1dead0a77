//! What several rules ask of the model.

use super::{Context, Finding};
use crate::diagnostic::{Lang, Text};
use crate::process::*;
use crate::reference::durations::ReferenceDuration;
use crate::reference::{caution, words};
use crate::source::FileId;
use crate::text;
use foldhash::HashSet;
use indexmap::IndexMap;

/// Titles between the quotes of each language, joined by commas.
pub(super) fn quoted<'a>(titles: impl IntoIterator<Item = &'a str>) -> (String, String) {
    let titles: Vec<&str> = titles.into_iter().collect();
    let join = |open: &str, close: &str| titles.iter().map(|title| format!("{open}{title}{close}")).collect::<Vec<_>>().join(", ");
    (join("« ", " »"), join("“", "”"))
}

/// A step as a sentence names it, in both languages: its label in quotes, or what it is and its identifier where it has none.
pub(super) fn named(node: &Node) -> (String, String) {
    let label = node.head.label.trim();
    if !label.is_empty() {
        return (format!("« {label} »"), format!("“{label}”"));
    }
    let (fr, en) = match &node.kind {
        NodeKind::Task(_) => ("la tâche", "the task"),
        NodeKind::Call(_) => ("l'appel", "the call activity"),
        NodeKind::SubProcess(_) => ("le sous-processus", "the sub-process"),
        NodeKind::Gateway(_) => ("la passerelle", "the gateway"),
        NodeKind::Event(event) => match event.position {
            EventPosition::Start => ("l'événement de début", "the start event"),
            EventPosition::Intermediate => ("l'événement intermédiaire", "the intermediate event"),
            EventPosition::Boundary => ("l'événement de bord", "the boundary event"),
            EventPosition::End => ("l'événement de fin", "the end event"),
        },
    };
    let name = &node.head.name;
    (format!("{fr} `{name}`"), format!("{en} `{name}`"))
}

/// Whether the input says anything of personal data; a plain BPMN file does not.
pub(super) fn speaks_of_data(model: &Model) -> bool {
    let declared = model.activities.values().any(|activity| activity.declared);
    declared || model.nodes.values().any(|node| !node.facts.is_empty())
}

/// Declared in the input itself: neither quoted on the spot nor part of an imported catalogue, which serves others too.
pub(super) fn declared_here(head: &Head) -> bool {
    !head.on_the_spot && head.span.file == FileId::default()
}

/// The operations of an activity.
pub(super) fn operations_of(model: &Model, activity: Id<Activity>) -> impl Iterator<Item = (Id<Operation>, &Operation)> {
    model.operations.iter().filter(move |(_, operation)| model.nodes[operation.node].activity == Some(activity))
}

/// Whether anything is done to data where a declaration of this scope can be meant: in its activity, or anywhere.
pub(super) fn in_use(model: &Model, scope: Option<Id<Activity>>) -> bool {
    match scope {
        Some(activity) => operations_of(model, activity).next().is_some(),
        None => !model.operations.is_empty(),
    }
}

/// The stores that operations write or read.
pub(super) fn used_stores(model: &Model) -> HashSet<Id<Store>> {
    model.operations.values().flat_map(|operation| model.stores_of(operation)).collect()
}

/// The data an operation names, each known.
pub(super) fn data_of(operation: &Operation) -> impl Iterator<Item = Id<Datum>> + '_ {
    operation.data.iter().filter_map(|datum| datum.to)
}

/// Whether an operation serves a purpose.
pub(super) fn serves(operation: &Operation, purpose: Id<Purpose>) -> bool {
    operation.purposes.iter().any(|served| served.to == Some(purpose))
}

/// Whether a datum is the recording of a voice or a call, by its label.
pub(super) fn is_recording(datum: &Datum) -> bool {
    words::holds(datum.head.title(), words::voice_recordings()).is_some()
}

/// The activities that a declaration of this scope can be about.
pub(super) fn activities(model: &Model, scope: Option<Id<Activity>>) -> Vec<Id<Activity>> {
    scope.map_or_else(|| model.activities.ids().collect(), |activity| vec![activity])
}

/// A name for comparison: folded, without article, each word without its plural.
pub(super) fn singular(name: &str) -> String {
    let folded = vocabulary::fold(name);
    let words =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !matches!(*word, "le" | "la" | "les" | "l" | "the"));
    words.map(|word| word.trim_end_matches(['s', 'x'])).collect::<Vec<_>>().join(" ")
}

/// Every clause `durée` with what holds it: data, stores, activities, then the steps of operations.
pub(super) fn retentions(model: &Model) -> Vec<(&Head, Option<Id<Operation>>, &Retention)> {
    let data = model.data.values().flat_map(|datum| datum.retention.iter().map(move |one| (&datum.head, None, one)));
    let stores = model.stores.values().flat_map(|store| store.retention.iter().map(move |one| (&store.head, None, one)));
    let activities = model.activities.values().flat_map(|activity| activity.retention.iter().map(move |one| (&activity.head, None, one)));
    let operations = model
        .operations
        .iter()
        .flat_map(|(id, operation)| operation.retention.iter().map(move |one| (&model.nodes[operation.node].head, Some(id), one)));
    data.chain(stores).chain(activities).chain(operations).collect()
}

/// A datum under a retention that holds for it.
pub(super) struct Kept<'a> {
    /// The datum.
    pub(super) datum: &'a Datum,
    /// The retention.
    pub(super) retention: &'a Retention,
    /// What the retention is written on.
    pub(super) holder: &'a Head,
    /// What the datum then serves.
    pub(super) purposes: Vec<Id<Purpose>>,
    /// Whom it is about.
    pub(super) subjects: Vec<Id<Subjects>>,
}

/// Each datum with the retentions that hold for it, operation by operation, then those declared for data no operation names.
pub(super) fn kept(model: &Model) -> Vec<Kept<'_>> {
    let mut kept = Vec::new();
    let mut named = vec![false; model.data.len()];
    for operation in model.operations.values() {
        if matches!(operation.kind, OperationKind::Erasure | OperationKind::Destruction) {
            continue;
        }
        for id in data_of(operation) {
            named[id.index()] = true;
            for retention in model.retention_of(operation, Some(id)) {
                kept.push(Kept {
                    datum: &model.data[id],
                    retention,
                    holder: holder(model, operation, id, retention),
                    purposes: operation.purposes.iter().filter_map(|purpose| purpose.to).collect(),
                    subjects: model.subjects_of(operation),
                });
            }
        }
    }
    for (id, datum) in model.data.iter().filter(|(id, _)| !named[id.index()]) {
        let subjects: Vec<_> = model.data[id].subjects.iter().filter_map(|subjects| subjects.to).collect();
        for retention in &datum.retention {
            kept.push(Kept { datum, retention, holder: &datum.head, purposes: Vec::new(), subjects: subjects.clone() });
        }
    }
    kept
}

/// What is told of a datum whose duration does not keep to a row of the reference durations: its duration, how it stands to
/// the row, and the row with its source; a row that is not verified is told as such.
pub(super) fn beside<'a>(kept: &Kept<'a>, duration: &Text, stands: &Text, row: &ReferenceDuration) -> Finding<'a> {
    let (datum, id, source) = (kept.datum.head.title(), &row.id, &row.source);
    let ((fr, en), (stands_fr, stands_en), (row_fr, row_en)) = ((&duration.fr, &duration.en), (&stands.fr, &stands.en), (&row.fr, &row.en));
    let message =
        text!("« {datum} » : {fr}, {stands_fr} {id}, {row_fr} ({source})", "“{datum}”: {en}, {stands_en} {id}, {row_en} ({source})");
    Finding::new(kept.retention.span, message.then(&caution(row.verified))).about(kept.holder).also([&kept.datum.head])
}

/// What is told of a datum that is kept longer than a row of the reference durations, and how a rule is told that it may.
pub(super) fn longer_than<'a>(kept: &Kept<'a>, limit: Duration, row: &ReferenceDuration, rule: &str) -> Finding<'a> {
    let duration = Text::new(limit.text(Lang::Fr), limit.text(Lang::En));
    beside(kept, &duration, &text!("plus que la référence", "more than the reference"), row).help(text!(
        "raccourcir la durée, ou la justifier par `tolère {rule} \"raison\"`",
        "shorten the duration, or justify it with `allows {rule} \"reason\"`"
    ))
}

fn holder<'a>(model: &'a Model, operation: &Operation, datum: Id<Datum>, retention: &Retention) -> &'a Head {
    let among = |list: &[Retention]| list.iter().any(|one| one.span == retention.span);
    let node = &model.nodes[operation.node];
    if among(&operation.retention) {
        return &node.head;
    }
    if among(&model.data[datum].retention) {
        return &model.data[datum].head;
    }
    let store = model.stores.values().find(|store| among(&store.retention)).map(|store| &store.head);
    let activity = node.activity.map(|activity| &model.activities[activity].head);
    store.or(activity).unwrap_or(&node.head)
}

/// The steps that are no gateways.
pub(super) fn steps(model: &Model) -> impl Iterator<Item = (Id<Node>, &Node)> {
    model.nodes.iter().filter(|(_, node)| !matches!(node.kind, NodeKind::Gateway(_)))
}

/// How many steps stand at the other ends of some arrows: two arrows between two steps are a duplicate, no join or split.
pub(super) fn ends(arrows: impl Iterator<Item = (Id<SequenceFlow>, Id<Node>)>) -> usize {
    arrows.map(|(_, end)| end).collect::<HashSet<_>>().len()
}

/// A process or sub-process with the nodes directly in it.
pub(super) struct Scope<'a> {
    /// The participant or the sub-process.
    pub(super) head: Option<&'a Head>,
    /// The type, where it is a sub-process.
    pub(super) sub_process: Option<SubProcessKind>,
    /// Its nodes, in the order of writing.
    pub(super) nodes: Vec<Id<Node>>,
}

/// Every process, by participant, then every sub-process.
pub(super) fn scopes<'a>(context: &Context<'a>) -> Vec<Scope<'a>> {
    let model = context.model;
    let mut processes: IndexMap<Option<Id<Participant>>, Vec<Id<Node>>> = IndexMap::new();
    for id in context.graph.top() {
        processes.entry(model.nodes[*id].participant).or_default().push(*id);
    }
    let head = |participant: Option<Id<Participant>>| participant.map(|id| &model.participants[id].head);
    let processes = processes.into_iter().map(|(participant, nodes)| Scope { head: head(participant), sub_process: None, nodes });
    let within = model.nodes.iter().filter_map(|(id, node)| match &node.kind {
        NodeKind::SubProcess(sub) => {
            Some(Scope { head: Some(&node.head), sub_process: Some(sub.kind), nodes: context.graph.inside(id).to_vec() })
        }
        _ => None,
    });
    processes.chain(within).collect()
}

/// Whether a node is an event at this position of which something holds.
pub(super) fn is_event(model: &Model, node: Id<Node>, position: EventPosition, holds: impl Fn(&Event) -> bool) -> bool {
    matches!(&model.nodes[node].kind, NodeKind::Event(event) if event.position == position && holds(event))
}
