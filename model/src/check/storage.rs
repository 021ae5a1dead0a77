//! What is stored where, and whether anything ever ends it.

use super::Context;
use super::lookup::Op;
use super::wording::Wording;
use crate::diagnostic::Edit;
use crate::flow::follow::{Follow, Horizon};
use crate::flow::lineage::{data_of, read, written};
use crate::flow::spread::Effect;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::text;
use foldhash::{HashMap, HashSet};
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

/// A datum that is written to a store.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// The store.
    pub store: Id<Store>,
    /// The datum.
    pub datum: Id<Datum>,
    /// The first operation that writes it there.
    pub op: Op<'a>,
    /// What becomes of it.
    pub end: End,
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
}

/// The data of each store whose end is this one, at the first operation that writes some of them.
pub(super) fn kept<'a>(context: &Context<'a>, wanted: End) -> Vec<Kept<'a>> {
    let model = context.model;
    let mut outside: HashSet<Id<Store>> = HashSet::default();
    for ((store, _), writers) in context.writers() {
        if writers.iter().any(|op| !ends(context, op) && !is_processor(model, op.node)) {
            outside.insert(*store);
        }
    }
    let mut found: IndexMap<Id<Store>, Kept> = IndexMap::new();
    for Stored { store, datum, op, .. } in context.stored().iter().copied().filter(|stored| stored.end == wanted) {
        let new = || Kept { store, op, data: Vec::new(), by_processor: !outside.contains(&store) };
        found.entry(store).or_insert_with(new).data.push(datum);
    }
    found.into_values().collect()
}

/// The steps of a shortest path from the write to an end, on which nothing ends the datum.
pub(super) fn path_kept(context: &Context, op: &Op, datum: Id<Datum>) -> Vec<Id<Node>> {
    let ending = context.operations().iter().filter(|other| ends(context, other) && data_of(other.operation).contains(&datum));
    let effects: Vec<Effect> = ending.map(|other| Effect::on(other.node, other.fact, 0)).collect();
    Follow::new(context.control(), Horizon::Process, 1, &effects).path_without(op.node, 0)
}

/// Every datum of every store, with what becomes of it.
pub(super) fn stored<'a>(context: &Context<'a>) -> Vec<Stored<'a>> {
    let mut enders: HashMap<Id<Datum>, Vec<Op>> = HashMap::default();
    let mut effects = Vec::new();
    for op in context.operations().iter().filter(|op| ends(context, op)) {
        for datum in data_of(op.operation) {
            enders.entry(datum).or_default().push(*op);
            effects.push(Effect::on(op.node, op.fact, datum.index()));
        }
    }
    let mut first: IndexMap<(Id<Store>, Id<Datum>), Op> = IndexMap::new();
    for op in context.operations().iter().filter(|op| !ends(context, op)) {
        for store in written(op.operation) {
            for datum in data_of(op.operation) {
                first.entry((store, datum)).or_insert(*op);
            }
        }
    }
    let follow = Follow::new(context.control(), Horizon::Process, context.model.data.len(), &effects);
    let stored = first.into_iter().map(|((store, datum), op)| {
        let enders = enders.get(&datum).map_or(&[][..], Vec::as_slice);
        Stored { store, datum, op, end: end(context, enders, &follow, store, datum, &op) }
    });
    stored.collect()
}

/// The edits that end the durations of these data by erasure (`puis effacement`); none unless each of them has a duration,
/// for how long to keep them is not ours to say.
pub(super) fn erasure(context: &Context, op: &Op, store: Id<Store>, data: &[Id<Datum>]) -> Vec<Edit> {
    let model = context.model;
    let (mut edits, mut places): (Vec<Edit>, _) = (Vec::new(), HashSet::default());
    for datum in data {
        let mut retentions = model.retention_of(op.operation, Some(*datum));
        retentions.extend(&model.stores[store].retention);
        let limited = retentions.into_iter().find(|retention| matches!(retention.limit, RetentionLimit::Duration(_)));
        let Some(retention) = limited else { return Vec::new() };
        let text = format!(" {} {}", text!("puis", "then").get(model.lang), Fate::Erasure.word(model.lang));
        let edit = Edit { span: retention.span.after(), text };
        if places.insert((edit.span.file, edit.span.start)) {
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

/// What becomes of a datum that an operation writes to a store; `enders` are the operations that end it somewhere.
fn end(context: &Context, enders: &[Op], follow: &Follow, store: Id<Store>, datum: Id<Datum>, op: &Op) -> End {
    let model = context.model;
    let fate = |retention: &Retention| retention.fate.is_some();
    if model.retention_of(op.operation, Some(datum)).into_iter().any(fate) || model.stores[store].retention.iter().any(fate) {
        return End::Sure;
    }
    let concerned = |ender: &&Op| {
        let mut places = written(ender.operation).chain(read(ender.operation)).peekable();
        places.peek().is_none() || places.any(|place| place == store)
    };
    let mut enders = enders.iter().filter(concerned).peekable();
    if enders.peek().is_none() {
        return End::Never;
    }
    // An end in another process, or earlier in this one, comes for what an earlier run has stored.
    let apart =
        |ender: &Op| context.process(ender.node) != context.process(op.node) || ender.node != op.node && !context.may(op.node, ender.node);
    if enders.any(apart) || follow.from(op.node, op.fact, datum.index()) { End::Sure } else { End::Sometimes }
}

/// Whether a step is a processor's.
pub(super) fn is_processor(model: &Model, node: Id<Node>) -> bool {
    let node = &model.nodes[node];
    let organisation = node.participant.and_then(|pool| model.participants[pool].organisation);
    let Some((organisation, activity)) = organisation.zip(node.activity) else { return false };
    model.activities[activity].processors.iter().any(|processor| processor.organisation.to == Some(organisation))
}
