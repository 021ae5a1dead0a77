//! What is stored where, and whether anything ever ends it.

use super::Context;
use super::lookup::Op;
use super::wording::Wording;
use crate::diagnostic::Edit;
use crate::flow::follow::{Follow, Horizon};
use crate::flow::lineage::{Role, data_of, read, role, written};
use crate::flow::reach::Reach;
use crate::flow::spread::Effect;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::text;
use indexmap::IndexMap;

/// The end of stored data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Something ends them.
    Sure,
    /// Something ends them on some paths only.
    Sometimes,
    /// Nothing does.
    Never,
}

/// Data written to a store that nothing surely ends.
#[derive(Debug)]
pub struct Kept<'a> {
    /// The store.
    pub store: Id<Store>,
    /// The first operation that writes such data.
    pub op: Op<'a>,
    /// The data.
    pub data: Vec<Id<Datum>>,
    /// Whether it is a processor's store: only steps of a processor write it.
    pub by_processor: bool,
    /// A path from the write to an end, without the erasure, where some paths have it.
    pub path: Vec<Id<Node>>,
}

/// The data of each store whose end is this one, at the first operation that writes some of them.
pub(super) fn kept<'a>(context: &Context<'a>, wanted: End) -> Vec<Kept<'a>> {
    let model = context.model;
    let operations = context.operations();
    let enders: Vec<Op> = operations.iter().copied().filter(|op| ends(context, op)).collect();
    let mut first: IndexMap<(Id<Store>, Id<Datum>), Op> = IndexMap::new();
    let mut writers: IndexMap<Id<Store>, Vec<Op>> = IndexMap::new();
    for op in &operations {
        for store in written(op.operation) {
            for datum in data_of(op.operation) {
                if role(model, op.operation, datum) != Role::End && !enders.iter().any(|ender| ender.id == op.id) {
                    first.entry((store, datum)).or_insert(*op);
                    writers.entry(store).or_default().push(*op);
                }
            }
        }
    }
    let effects: Vec<Effect> =
        (enders.iter()).flat_map(|op| data_of(op.operation).into_iter().map(|datum| Effect::on(op.node, op.fact, datum.index()))).collect();
    let follow = Follow::new(context.control, Horizon::Process, model.data.len(), &effects);
    let mut found: IndexMap<Id<Store>, Kept> = IndexMap::new();
    for ((store, datum), op) in first {
        if end(context, &enders, &follow, store, datum, &op) != wanted {
            continue;
        }
        let kept = found.entry(store).or_insert_with(|| {
            let by_processor = writers[&store].iter().all(|op| is_processor(model, op.node));
            Kept { store, op, data: Vec::new(), by_processor, path: follow.path_without(op.node, datum.index()) }
        });
        kept.data.push(datum);
    }
    found.into_values().collect()
}

/// The edits that end the durations of these data by erasure (`puis effacement`); none unless each of them has a duration,
/// for how long to keep them is not ours to say.
pub(super) fn erasure(context: &Context, op: &Op, store: Id<Store>, data: &[Id<Datum>]) -> Vec<Edit> {
    let model = context.model;
    let mut edits: Vec<Edit> = Vec::new();
    for datum in data {
        let mut retentions = model.retention_of(op.operation, Some(*datum));
        retentions.extend(&model.stores[store].retention);
        let limited = retentions.into_iter().find(|retention| matches!(retention.limit, RetentionLimit::Duration(_)));
        let Some(retention) = limited else { return Vec::new() };
        let text = format!(" {} {}", text!("puis", "then").get(model.lang), Fate::Erasure.word(model.lang));
        let edit = Edit { span: retention.span.after(), text };
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    edits
}

/// Whether an operation ends its data: it erases or destroys them, or makes them anonymous.
fn ends(context: &Context, op: &Op) -> bool {
    matches!(op.operation.kind, OperationKind::Erasure | OperationKind::Destruction)
        || Wording::Anonymisation.is_in(&op.operation.word.value)
        || op.operation.kind == OperationKind::Adaptation && Wording::Anonymisation.is_in(op.operation.title(context.head(op.node)))
}

fn end(context: &Context, enders: &[Op], follow: &Follow, store: Id<Store>, datum: Id<Datum>, op: &Op) -> End {
    let model = context.model;
    let fate = |retention: &Retention| retention.fate.is_some();
    if model.retention_of(op.operation, Some(datum)).into_iter().any(fate) || model.stores[store].retention.iter().any(fate) {
        return End::Sure;
    }
    let concerned = |ender: &&Op| {
        let mut places = written(ender.operation).chain(read(ender.operation)).peekable();
        data_of(ender.operation).contains(&datum) && (places.peek().is_none() || places.any(|place| place == store))
    };
    let enders: Vec<&Op> = enders.iter().filter(concerned).collect();
    if enders.is_empty() {
        return End::Never;
    }
    // An end in another process, or earlier in this one, comes for what an earlier run has stored.
    let reach = Reach::after(context.control, op.node);
    let apart = |ender: &&Op| context.process(ender.node) != context.process(op.node) || ender.node != op.node && !reach.may(ender.node);
    if enders.iter().any(apart) || follow.from(op.node, op.fact, datum.index()) { End::Sure } else { End::Sometimes }
}

/// Whether a step is a processor's.
pub(super) fn is_processor(model: &Model, node: Id<Node>) -> bool {
    let node = &model.nodes[node];
    let organisation = node.participant.and_then(|pool| model.participants[pool].organisation);
    let Some((organisation, activity)) = organisation.zip(node.activity) else { return false };
    model.activities[activity].processors.iter().any(|processor| processor.organisation.to == Some(organisation))
}
