//! Where data come from and what becomes of them: through operations, stores, documents and messages.
//!
//! A datum keeps its identity wherever it goes; stores keep theirs across instances of a process and across activities:
//!
//! ```text
//!   person ~~message~~► collecte d ──► dans S ══════ S ══════► depuis S: d read in another process ──► vers R
//!                       origin: purposes of the line          its purposes may differ from the origin's
//! ```
//!
//! Built in O(operations + messages).

use crate::process::*;
use foldhash::HashSet;
use indexmap::IndexSet;

/// What an operation does to a datum in the course of its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Brings it in: collected, recorded, received from somebody, or computed.
    Origin,
    /// Uses it.
    Use,
    /// Only keeps it.
    Keep,
    /// Ends it.
    End,
}

/// One operation on one datum.
#[derive(Clone, Copy, Debug)]
pub struct Handling {
    /// The step.
    pub node: Id<Node>,
    /// The rank of the operation among the step's facts.
    pub fact: usize,
    /// The operation.
    pub operation: Id<Operation>,
    /// What it does.
    pub role: Role,
}

/// The lineage of every datum of a model.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// What is done to each datum, in the order of the flow.
    handlings: Vec<Vec<Handling>>,
    /// The purposes each datum was brought in for.
    purposes: Vec<IndexSet<Id<Purpose>>>,
    /// The activities in which each datum is brought in.
    activities: Vec<IndexSet<Option<Id<Activity>>>>,
    /// Data that messages bring to steps.
    pub received: Vec<(Id<Node>, Id<Datum>)>,
    /// Data that messages bring to a pool as a whole.
    pub arriving: HashSet<(Id<Participant>, Id<Datum>)>,
    /// Data that messages take out of a step or a pool.
    pub sent: HashSet<Id<Datum>>,
}

impl Lineage {
    /// Follows the data of a model, whose steps are given in the order of the flow.
    pub fn new(model: &Model, order: &[Id<Node>]) -> Self {
        let count = model.data.len();
        let mut lineage = Self {
            handlings: vec![Vec::new(); count],
            purposes: vec![IndexSet::new(); count],
            activities: vec![IndexSet::new(); count],
            received: Vec::new(),
            arriving: HashSet::default(),
            sent: HashSet::default(),
        };
        for &node in order {
            for (fact, what) in model.nodes[node].facts.iter().enumerate() {
                let Fact::Operation(id) = what else { continue };
                let operation = &model.operations[*id];
                for datum in data_of(operation) {
                    let role = role(model, operation, datum);
                    lineage.handlings[datum.index()].push(Handling { node, fact, operation: *id, role });
                    if role == Role::Origin {
                        lineage.purposes[datum.index()].extend(purposes_of(operation));
                        lineage.activities[datum.index()].insert(model.nodes[node].activity);
                    }
                }
            }
        }
        for message in model.messages.values() {
            for datum in message.carries.iter().filter_map(|datum| datum.to) {
                lineage.sent.insert(datum);
                match message.to.to {
                    Some(MessageEnd::Node(node)) => lineage.received.push((node, datum)),
                    Some(MessageEnd::Participant(participant)) => {
                        lineage.arriving.insert((participant, datum));
                    }
                    None => {}
                }
            }
        }
        lineage
    }

    /// What is done to a datum, in the order of the flow.
    pub fn of(&self, datum: Id<Datum>) -> &[Handling] {
        &self.handlings[datum.index()]
    }

    /// The purposes a datum was brought in for.
    pub fn purposes(&self, datum: Id<Datum>) -> &IndexSet<Id<Purpose>> {
        &self.purposes[datum.index()]
    }

    /// The activities in which a datum is brought in.
    pub fn activities(&self, datum: Id<Datum>) -> &IndexSet<Option<Id<Activity>>> {
        &self.activities[datum.index()]
    }
}

/// The known data of an operation, each once.
pub fn data_of(operation: &Operation) -> IndexSet<Id<Datum>> {
    operation.data.iter().filter_map(|datum| datum.to).collect()
}

/// The known purposes of an operation.
pub fn purposes_of(operation: &Operation) -> impl Iterator<Item = Id<Purpose>> + '_ {
    operation.purposes.iter().filter_map(|purpose| purpose.to)
}

/// The stores an operation writes.
pub fn written(operation: &Operation) -> impl Iterator<Item = Id<Store>> + '_ {
    operation.into.iter().filter_map(|place| if let Some(Place::Store(store)) = place.to { Some(store) } else { None })
}

/// The stores an operation reads.
pub fn read(operation: &Operation) -> impl Iterator<Item = Id<Store>> + '_ {
    operation.from.iter().filter_map(|from| if let Some(Origin::Store(store)) = from.to { Some(store) } else { None })
}

/// What an operation does to one of its data.
pub fn role(model: &Model, operation: &Operation, datum: Id<Datum>) -> Role {
    use OperationKind as K;
    let outside = operation.from.iter().any(|from| matches!(from.to, Some(Origin::Party(_) | Origin::Channel(_))));
    match operation.kind {
        K::Erasure | K::Destruction => Role::End,
        K::Collection | K::Recording => Role::Origin,
        _ if outside => Role::Origin,
        K::Storage | K::Restriction => Role::Keep,
        K::Organisation | K::Structuring | K::Adaptation | K::Alteration | K::Alignment | K::Combination if model.data[datum].derived => {
            Role::Origin
        }
        _ => Role::Use,
    }
}
