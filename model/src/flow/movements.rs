//! Which data go from where to where: the movements behind a diagram of the flow of data.
//!
//! Every movement is said by the model. An operation says where its data come from (`depuis`), where they are written
//! (`dans`) and to whom they go (`vers`); a message says what it carries; a document associated with a step holds data.
//! Where an operation says no origin, the data it handles are those that an earlier step of the same flow handled last:
//!
//! ```text
//!   collecter {collecte d depuis p}  ─►  …  ─►  saisir {enregistrement d dans s}
//!        p ──d──► collecter ────────d────────► saisir ──d──► s
//! ```
//!
//! A collection, and a recording nothing leads to, bring data in from nobody knows where: no movement is made up for
//! them, [`Movements::unsaid`] names them. O(steps × flows) at worst, for the search backwards.

use super::graph::FlowGraph;
use super::lineage::{Role, data_of, role};
use super::order::order;
use crate::process::*;
use foldhash::{HashMap, HashSet};
use indexmap::IndexSet;
use std::collections::VecDeque;

/// Where data can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// A step.
    Step(Id<Node>),
    /// A store.
    Store(Id<Store>),
    /// A document of the flow.
    Document(Id<Artifact>),
    /// Somebody.
    Party(Party),
    /// A channel, where it alone is said to be the origin.
    Channel(Id<Channel>),
}

/// How a movement comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// Data pass.
    Passes,
    /// A step erases them in a store: nothing passes, but the arrow is the step's.
    Erases,
}

/// One datum that goes from one place to another.
#[derive(Clone, Debug)]
pub struct Movement {
    /// From.
    pub from: Site,
    /// To.
    pub to: Site,
    /// What.
    pub datum: Id<Datum>,
    /// How.
    pub motion: Motion,
    /// The operation that says so; none for a message or an association.
    pub operation: Option<Id<Operation>>,
    /// What for, as that operation says.
    pub purposes: Vec<Id<Purpose>>,
    /// Through which channels.
    pub via: Vec<Id<Channel>>,
}

/// The movements of an activity.
#[derive(Clone, Debug, Default)]
pub struct Movements {
    /// In the order of the flow; those of messages after them.
    pub list: Vec<Movement>,
    /// Operations that bring data in without saying from where, with those data.
    pub unsaid: Vec<(Id<Operation>, Vec<Id<Datum>>)>,
}

impl Movements {
    /// The movements of the steps, messages and documents of an activity; of those that belong to none for `None`.
    pub fn new(model: &Model, graph: &FlowGraph, activity: Option<Id<Activity>>) -> Self {
        let mut search = Search { model, graph, received: received(model), handled: handled(model), out: Self::default() };
        for node in order(model, graph) {
            if model.nodes[node].activity == activity {
                search.step(node);
            }
        }
        search.messages(activity);
        search.documents(activity);
        search.out
    }
}

/// The data that messages bring to each step.
fn received(model: &Model) -> HashSet<(Id<Node>, Id<Datum>)> {
    let mut received = HashSet::default();
    for message in model.messages.values() {
        if let Some(MessageEnd::Node(node)) = message.to.to {
            received.extend(message.carries.iter().filter_map(|datum| Some((node, datum.to?))));
        }
    }
    received
}

/// What each step handles, and whether it is gone after it.
fn handled(model: &Model) -> HashMap<(Id<Node>, Id<Datum>), bool> {
    let mut handled = HashMap::default();
    for operation in model.operations.values() {
        for datum in data_of(operation) {
            let ended = role(model, operation, datum) == Role::End;
            handled.insert((operation.node, datum), ended);
        }
    }
    handled
}

struct Search<'a> {
    model: &'a Model,
    graph: &'a FlowGraph,
    received: HashSet<(Id<Node>, Id<Datum>)>,
    handled: HashMap<(Id<Node>, Id<Datum>), bool>,
    out: Movements,
}

impl Search<'_> {
    fn step(&mut self, node: Id<Node>) {
        // What an earlier line of the same step handled is at hand for the next.
        let mut here: HashSet<Id<Datum>> = HashSet::default();
        for id in self.model.nodes[node].operations() {
            let operation = &self.model.operations[id];
            let data = data_of(operation);
            let origins = origins(operation);
            let erases = matches!(operation.kind, OperationKind::Erasure | OperationKind::Destruction);
            if erases {
                let places = operation.into.iter().filter_map(|place| place.to.map(place_site));
                let places: IndexSet<Site> = places.chain(origins.iter().copied()).collect();
                for place in &places {
                    self.add(Site::Step(node), *place, &data, Motion::Erases, id);
                }
                if places.is_empty() {
                    self.hand_over(node, id, data.iter().copied().filter(|datum| !here.contains(datum)).collect());
                }
                continue;
            }
            for origin in &origins {
                self.add(*origin, Site::Step(node), &data, Motion::Passes, id);
            }
            if origins.is_empty() {
                let missing = data.iter().copied().filter(|datum| !here.contains(datum) && !self.received.contains(&(node, *datum)));
                self.hand_over(node, id, missing.collect());
            }
            here.extend(&data);
            let places = operation.into.iter().filter_map(|place| place.to.map(place_site));
            let parties = operation.recipients.iter().filter_map(|party| party.to.map(Site::Party));
            for target in places.chain(parties).collect::<IndexSet<_>>() {
                self.add(Site::Step(node), target, &data, Motion::Passes, id);
            }
        }
    }

    fn add(&mut self, from: Site, to: Site, data: &IndexSet<Id<Datum>>, motion: Motion, id: Id<Operation>) {
        for datum in data {
            self.push(from, to, *datum, motion, id);
        }
    }

    fn push(&mut self, from: Site, to: Site, datum: Id<Datum>, motion: Motion, id: Id<Operation>) {
        let operation = &self.model.operations[id];
        let purposes = operation.purposes.iter().filter_map(|purpose| purpose.to).collect();
        // A channel leads to or from somebody, not into the own store.
        let outside = |site| matches!(site, Site::Party(_) | Site::Channel(_));
        let via = if outside(from) || outside(to) { operation.via.iter().filter_map(|via| via.to).collect() } else { Vec::new() };
        self.out.list.push(Movement { from, to, datum, motion, operation: Some(id), purposes, via });
    }

    /// The data of an operation without origin: from the steps that handled them last before it.
    fn hand_over(&mut self, node: Id<Node>, id: Id<Operation>, data: Vec<Id<Datum>>) {
        let kind = self.model.operations[id].kind;
        let mut unsaid = Vec::new();
        for datum in data {
            let computed = self.model.data[datum].derived;
            let before = if kind == OperationKind::Collection { IndexSet::new() } else { self.before(node, datum) };
            for step in &before {
                self.push(Site::Step(*step), Site::Step(node), datum, Motion::Passes, id);
            }
            let brings = matches!(kind, OperationKind::Collection | OperationKind::Recording);
            if before.is_empty() && brings && !computed {
                unsaid.push(datum);
            }
        }
        if !unsaid.is_empty() {
            self.out.unsaid.push((id, unsaid));
        }
    }

    /// The last steps that handle a datum before a step, on each path to it.
    fn before(&self, node: Id<Node>, datum: Id<Datum>) -> IndexSet<Id<Node>> {
        let mut found = IndexSet::new();
        let mut seen = HashSet::from_iter([node]);
        let mut queue: VecDeque<Id<Node>> = self.previous(node).into();
        while let Some(at) = queue.pop_front() {
            if !seen.insert(at) {
                continue;
            }
            match self.handled.get(&(at, datum)) {
                Some(true) => {}
                Some(false) => _ = found.insert(at),
                None if self.received.contains(&(at, datum)) => _ = found.insert(at),
                None => queue.extend(self.previous(at)),
            }
        }
        found
    }

    /// What comes directly before a step: the sources of its flows, the host of a boundary event, the sub-process it
    /// begins, and the ends of a sub-process it follows.
    fn previous(&self, node: Id<Node>) -> Vec<Id<Node>> {
        let (model, graph) = (self.model, self.graph);
        let mut before = Vec::new();
        for (_, from) in graph.incoming(node) {
            let inside = graph.inside(from);
            let ends = inside.iter().copied().filter(|id| graph.outgoing(*id).is_empty());
            before.extend(ends);
            before.push(from);
        }
        if let NodeKind::Event(Event { host: Some(host), .. }) = &model.nodes[node].kind {
            before.extend(host.to);
        }
        if before.is_empty()
            && let Some(parent) = model.nodes[node].parent
        {
            before.push(parent);
        }
        before
    }

    fn messages(&mut self, activity: Option<Id<Activity>>) {
        for message in self.model.messages.values() {
            let (Some(from), Some(to)) = (message.from.to, message.to.to) else { continue };
            if ![from, to].into_iter().any(|end| self.activity(end) == activity) {
                continue;
            }
            let via: Vec<_> = message.via.iter().filter_map(|via| via.to).collect();
            for datum in message.carries.iter().filter_map(|datum| datum.to).collect::<IndexSet<_>>() {
                let (from, to) = (end_site(from), end_site(to));
                let movement =
                    Movement { from, to, datum, motion: Motion::Passes, operation: None, purposes: Vec::new(), via: via.clone() };
                self.out.list.push(movement);
            }
        }
    }

    fn activity(&self, end: MessageEnd) -> Option<Id<Activity>> {
        match end {
            MessageEnd::Node(node) => self.model.nodes[node].activity,
            MessageEnd::Participant(participant) => self.model.participants[participant].activity,
        }
    }

    /// What documents hold goes where their data associations lead.
    fn documents(&mut self, activity: Option<Id<Activity>>) {
        for association in self.model.associations.values().filter(|association| association.kind == AssociationKind::Data) {
            let (step, document, written) = match (association.from.to, association.to.to) {
                (Some(AssociationEnd::Node(step)), Some(AssociationEnd::Artifact(document))) => (step, document, true),
                (Some(AssociationEnd::Artifact(document)), Some(AssociationEnd::Node(step))) => (step, document, false),
                _ => continue,
            };
            let ArtifactKind::Document { contains, .. } = &self.model.artifacts[document].kind else { continue };
            if self.model.nodes[step].activity != activity {
                continue;
            }
            let (step, document) = (Site::Step(step), Site::Document(document));
            let (from, to) = if written { (step, document) } else { (document, step) };
            for datum in contains.iter().filter_map(|datum| datum.to).collect::<IndexSet<_>>() {
                let movement = Movement { from, to, datum, motion: Motion::Passes, operation: None, purposes: Vec::new(), via: Vec::new() };
                self.out.list.push(movement);
            }
        }
    }
}

fn origins(operation: &Operation) -> IndexSet<Site> {
    let site = |origin: Origin| match origin {
        Origin::Store(id) => Site::Store(id),
        Origin::Document(id) => Site::Document(id),
        Origin::Channel(id) => Site::Channel(id),
        Origin::Party(party) => Site::Party(party),
    };
    operation.from.iter().filter_map(|from| from.to.map(site)).collect()
}

fn place_site(place: Place) -> Site {
    match place {
        Place::Store(id) => Site::Store(id),
        Place::Document(id) => Site::Document(id),
    }
}

fn end_site(end: MessageEnd) -> Site {
    match end {
        MessageEnd::Node(id) => Site::Step(id),
        MessageEnd::Participant(id) => Site::Party(Party::Participant(id)),
    }
}
