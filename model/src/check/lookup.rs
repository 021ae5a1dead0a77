//! What the rules that follow the flow ask of the model.

use super::Context;
use super::facts::{Witness, Writers};
use super::storage::{Stored, stored};
use super::wording::Wording;
use crate::flow::control::ControlFlow;
use crate::flow::lineage::Lineage;
use crate::flow::soundness::Soundness;
use crate::flow::spread::{Effect, Paths, Spread};
use crate::process::*;
use foldhash::HashSet;

/// A fact with its step and its rank in it.
#[derive(Debug)]
pub struct At<'a, T> {
    /// The step.
    pub node: Id<Node>,
    /// The rank of the fact.
    pub fact: usize,
    /// The fact.
    pub what: &'a T,
}

impl<T> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<'_, T> {}

/// An operation with its step.
#[derive(Clone, Copy, Debug)]
pub struct Op<'a> {
    /// The step.
    pub node: Id<Node>,
    /// The rank among the step's facts.
    pub fact: usize,
    /// Its id.
    pub id: Id<Operation>,
    /// What it says.
    pub operation: &'a Operation,
}

/// An operation before which, on some path, nothing has informed its persons.
pub(super) struct Uninformed<'a> {
    /// The operation.
    pub(super) op: Op<'a>,
    /// Whom nothing has informed, in French and English.
    pub(super) whom: (&'a str, &'a str),
    /// The steps of such a path.
    pub(super) path: Witness,
}

impl<'a> Context<'a> {
    /// The steps in the order of the flow.
    pub(super) fn order(&self) -> &'a [Id<Node>] {
        self.facts.order()
    }

    /// The control flow, spelled out.
    pub(super) fn control(&self) -> &'a ControlFlow {
        self.facts.control()
    }

    /// Whether something can come after a step.
    pub(super) fn may(&self, from: Id<Node>, to: Id<Node>) -> bool {
        self.facts.may().come(from, to)
    }

    /// The circle of the flow that a step lies on.
    pub(super) fn circle(&self, node: Id<Node>) -> Option<u32> {
        self.facts.may().circle(node)
    }

    /// Where the data come from and go to.
    pub(super) fn lineage(&self) -> &'a Lineage {
        self.facts.lineage()
    }

    /// Whether the process can get stuck.
    pub(super) fn soundness(&self) -> &'a Soundness {
        self.facts.soundness()
    }

    /// The messages that arrive at each step.
    pub(super) fn inbox(&self) -> &'a [Vec<Id<MessageFlow>>] {
        self.facts.inbox()
    }

    /// Every fact that some path leads to, in the order of the flow.
    pub(super) fn facts(&self) -> &'a [At<'a, Fact>] {
        self.facts.facts()
    }

    /// Every operation that some path leads to, in the order of the flow.
    pub(super) fn operations(&self) -> &'a [Op<'a>] {
        self.facts.operations()
    }

    /// The operations that write each datum to each store, in the order of the flow.
    pub(super) fn writers(&self) -> &'a Writers<'a> {
        self.facts.writers()
    }

    /// Every datum of every store, with what becomes of it.
    pub(super) fn stored(&self) -> &'a [Stored<'a>] {
        self.facts.stored(|| stored(self))
    }

    /// Whether paths are still looked for.
    pub(super) fn seeks(&self) -> bool {
        self.facts.seeks()
    }

    /// The steps of a path, looked for as long as not too many have been.
    pub(super) fn witness(&self, steps: impl FnOnce() -> Vec<Id<Node>>) -> Witness {
        self.facts.witness(steps)
    }

    /// What holds before each step on every path.
    pub(super) fn every(&self, count: usize, effects: &[Effect]) -> Spread<'a> {
        Spread::new(self.control(), Paths::Every, count, effects)
    }

    /// What holds before each step on some path.
    pub(super) fn some(&self, count: usize, effects: &[Effect]) -> Spread<'a> {
        Spread::new(self.control(), Paths::Some, count, effects)
    }

    /// The step's head.
    pub(super) fn head(&self, node: Id<Node>) -> &'a Head {
        &self.model.nodes[node].head
    }

    /// The process a step belongs to: its pool, or its activity where there is none.
    pub(super) fn process(&self, node: Id<Node>) -> usize {
        self.control().part[node.index()].0
    }

    /// Whether a pool stands for persons: data subjects by name, or a black box that is no organisation.
    pub(super) fn is_person(&self, participant: Id<Participant>) -> bool {
        let participant = &self.model.participants[participant];
        participant.subjects.is_some() || participant.organisation.is_none() && !participant.open && !self.is_recipient(participant)
    }

    fn is_recipient(&self, participant: &Participant) -> bool {
        let same = |head: &Head| {
            head.name == participant.head.name || vocabulary::fold(head.title()) == vocabulary::fold(participant.head.title())
        };
        self.model.recipients.values().any(|recipient| same(&recipient.head))
    }

    /// Whom an operation takes its data from.
    pub(super) fn source(&self, op: &Op) -> Source {
        let mut found = Source::Unsaid;
        for from in op.operation.from.iter().filter_map(|from| from.to) {
            let source = match from {
                Origin::Party(Party::Subjects(_)) => Source::Person,
                Origin::Party(Party::Participant(id)) => self.source_of_pool(id, op.node),
                Origin::Party(Party::Organisation(_) | Party::Recipient(_)) => Source::Other,
                Origin::Party(Party::Lane(_)) | Origin::Store(_) | Origin::Document(_) => Source::Own,
                Origin::Channel(_) => Source::Unsaid,
            };
            if source == Source::Person {
                return source;
            }
            if found == Source::Unsaid {
                found = source;
            }
        }
        if op.operation.from.is_empty() {
            for message in self.inbox()[op.node.index()].iter().map(|id| &self.model.messages[*id]) {
                let pool = match message.from.to {
                    Some(MessageEnd::Participant(id)) => Some(id),
                    Some(MessageEnd::Node(id)) => self.model.nodes[id].participant,
                    None => None,
                };
                if let Some(pool) = pool {
                    return self.source_of_pool(pool, op.node);
                }
            }
        }
        found
    }

    fn source_of_pool(&self, pool: Id<Participant>, node: Id<Node>) -> Source {
        if self.is_person(pool) {
            Source::Person
        } else if self.model.nodes[node].participant == Some(pool) {
            Source::Own
        } else {
            Source::Other
        }
    }

    /// The steps in which data subjects are reached: a message leaves for them, or an operation sends them something.
    pub(super) fn contacts(&self) -> HashSet<Id<Node>> {
        let mut contacts = HashSet::default();
        for message in self.model.messages.values() {
            let Some(MessageEnd::Node(from)) = message.from.to else { continue };
            let person = match message.to.to {
                Some(MessageEnd::Participant(id)) => self.is_person(id),
                Some(MessageEnd::Node(id)) => {
                    self.model.nodes[id].participant.is_some_and(|id| self.model.participants[id].subjects.is_some())
                }
                None => false,
            };
            if person {
                contacts.insert(from);
            }
        }
        for operation in self.model.operations.values() {
            let person = operation.recipients.iter().any(|to| match to.to {
                Some(Party::Subjects(_)) => true,
                Some(Party::Participant(id)) => self.is_person(id),
                _ => false,
            });
            if person {
                contacts.insert(operation.node);
            }
        }
        contacts
    }

    /// Whether a datum is the recording of a voice.
    pub(super) fn is_voice(&self, datum: Id<Datum>) -> bool {
        Wording::Voice.is_in(self.model.data[datum].head.title())
    }

    /// Whether an operation records a voice: some voice is among its data, and it collects or records.
    pub(super) fn records_voice(&self, operation: &Operation) -> bool {
        matches!(operation.kind, OperationKind::Collection | OperationKind::Recording)
            && operation.data.iter().filter_map(|datum| datum.to).any(|datum| self.is_voice(datum))
    }

    /// The titles of data, joined.
    pub(super) fn data_titles(&self, data: impl IntoIterator<Item = Id<Datum>>) -> String {
        data.into_iter().map(|datum| self.model.data[datum].head.title()).collect::<Vec<_>>().join(", ")
    }

    /// Who is informed, as properties: 0 for anybody, then one for each category of data subjects.
    pub(super) fn notices(&self) -> (usize, Vec<Effect>) {
        let mut effects = Vec::new();
        for &At { node, fact, what } in self.facts() {
            if let Fact::Notice(notice) = what {
                effects.extend(informed(self.model, notice).into_iter().map(|property| Effect::on(node, fact, property)));
            }
        }
        (self.model.subjects.len() + 1, effects)
    }

    /// The properties of [`Context::notices`] that an operation needs.
    pub(super) fn needed_notices(&self, operation: &Operation) -> Vec<usize> {
        let subjects = self.model.subjects_of(operation);
        if subjects.is_empty() { vec![0] } else { subjects.into_iter().map(|id| id.index() + 1).collect() }
    }

    /// The operations before which, on some path, nothing has informed their persons: whom, and such a path. One of them
    /// speaks for those that follow it, which miss the same notice.
    pub(super) fn uninformed(&self, operations: Vec<Op<'a>>) -> Vec<Uninformed<'a>> {
        let (count, mut effects) = self.notices();
        for op in &operations {
            effects.extend(self.needed_notices(op.operation).into_iter().map(|property| Effect::on(op.node, op.fact, property)));
        }
        let informed = self.every(count, &effects);
        let missing = |op: Op<'a>| {
            let property = self.needed_notices(op.operation).into_iter().find(|property| !informed.at(op.node, op.fact, *property))?;
            let path = self.witness(|| informed.path_without(op.node, property));
            Some(Uninformed { op, whom: self.informed_title(property), path })
        };
        operations.into_iter().filter_map(missing).collect()
    }

    /// The title of what a notice property stands for.
    pub(super) fn informed_title(&self, property: usize) -> (&'a str, &'a str) {
        match property {
            0 => ("la personne", "the person"),
            _ => {
                let title = self.model.subjects[Id::from_index(property - 1)].head.title();
                (title, title)
            }
        }
    }
}

/// The properties of [`Context::notices`] that a notice brings about.
pub(super) fn informed(model: &Model, notice: &NoticeFact) -> Vec<usize> {
    let mut properties = vec![0];
    if notice.subjects.is_empty() {
        properties.extend(1..=model.subjects.len());
    } else {
        properties.extend(notice.subjects.iter().filter_map(|subjects| subjects.to).map(|id| id.index() + 1));
    }
    properties
}

/// Where collected data come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The person.
    Person,
    /// Somebody else.
    Other,
    /// One's own store or service.
    Own,
    /// Not said.
    Unsaid,
}

/// Who performs a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Performer {
    /// A human.
    Human,
    /// A machine.
    Machine,
    /// Not said.
    Unsaid,
}

/// Who performs a step, by its type.
pub(super) fn performer(node: &Node) -> Performer {
    match &node.kind {
        NodeKind::Task(task) => match task.kind {
            TaskKind::User | TaskKind::Manual => Performer::Human,
            TaskKind::Service | TaskKind::Script | TaskKind::Rule => Performer::Machine,
            TaskKind::Plain | TaskKind::Send | TaskKind::Receive => Performer::Unsaid,
        },
        _ => Performer::Unsaid,
    }
}

/// Whether anything is served by an operation that the law leaves free of consent and notice: ending or freezing data.
pub(super) fn is_protective(kind: OperationKind) -> bool {
    matches!(kind, OperationKind::Erasure | OperationKind::Destruction | OperationKind::Restriction)
}
