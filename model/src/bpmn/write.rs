//! Writes a model as BPMN 2.0 XML: valid against the OMG's schemas, with the extension elements and the diagrams.

mod artifact;
mod container;
mod data;
mod declaration;
pub(super) mod diagram;
mod event;
mod extension;
pub(super) mod names;
mod node;
mod original;
mod ready;
mod retention;
mod structure;
mod treatment;
mod uses;
pub(super) mod xml;

pub use ready::ready;

use crate::diagnostic::Text;
use crate::process::*;
use names::Ids;
use ready::{Root, root};
use std::collections::HashMap;
use xml::Element;

/// A document and what it does not hold of the model.
#[derive(Clone, Debug)]
pub struct Written {
    /// The document.
    pub text: String,
    /// What could not be carried, in one sentence each.
    pub losses: Vec<Text>,
}

/// The BPMN document of `model`, with `diagrams` as its diagram interchange.
///
/// A diagram shows the activity whose identifier its `element` is (any, where it is empty), or the inside of that
/// sub-process; its shapes and edges name elements of the [`ready`] model.
pub fn write(model: &Model, diagrams: &[Diagram]) -> String {
    written(model, diagrams).text
}

/// [`write`](fn@write), with what it could not carry.
pub fn written(model: &Model, diagrams: &[Diagram]) -> Written {
    let (ready, losses) = ready(model);
    let mut writer = Writer::new(&ready, losses);
    let mut root = structure::definitions(&mut writer, diagrams);
    original::keep(model, &ready, &mut root);
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    root.write(&mut text, 0);
    Written { text, losses: writer.losses }
}

/// The state of writing a ready model.
struct Writer<'m> {
    model: &'m Model,
    losses: Vec<Text>,
    /// Identifiers in use.
    ids: Ids,
    /// Elements below `definitions` that events and groups refer to, by kind and name.
    shared: HashMap<(&'static str, String), String>,
    /// Those elements, in the order they were first referred to.
    definitions: Vec<Element>,
    inside: Inside,
}

/// What stands where, each list in the order of writing.
#[derive(Default)]
struct Inside {
    nodes: HashMap<Container, Vec<Id<Node>>>,
    artifacts: HashMap<Container, Vec<Id<Artifact>>>,
    flows: HashMap<Container, Vec<Id<SequenceFlow>>>,
    associations: HashMap<Container, Vec<Id<Association>>>,
    lanes: HashMap<LaneSet, Vec<Id<Lane>>>,
    incoming: Vec<Vec<Id<SequenceFlow>>>,
    outgoing: Vec<Vec<Id<SequenceFlow>>>,
    /// The data associations of each step.
    data: HashMap<Id<Node>, Vec<Id<Association>>>,
    /// The nodes and artifacts without a sub-process of each lane are the nodes that name it.
    members: HashMap<Id<Lane>, Vec<Id<Node>>>,
}

/// The lanes of a pool, or those inside a lane of it.
type LaneSet = (Option<Id<Participant>>, Option<Id<Lane>>);

/// What holds elements: a sub-process, a process, or the collaboration of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Container {
    SubProcess(Id<Node>),
    Process(Id<Participant>),
    Collaboration(Option<Id<Activity>>),
}

impl Container {
    fn of(parent: Option<Id<Node>>, participant: Option<Id<Participant>>, activity: Option<Id<Activity>>) -> Self {
        match (parent, participant) {
            (Some(parent), _) => Container::SubProcess(parent),
            (None, Some(participant)) => Container::Process(participant),
            (None, None) => Container::Collaboration(activity),
        }
    }
}

impl<'m> Writer<'m> {
    fn new(model: &'m Model, losses: Vec<Text>) -> Self {
        let mut ids = Ids::default();
        for head in model.heads() {
            ids.claim(&head.name);
        }
        for process in model.participants.values().filter(|pool| pool.drawn).filter_map(|pool| pool.process.as_deref()) {
            ids.claim(process);
        }
        let mut writer = Self { model, losses, ids, shared: HashMap::new(), definitions: Vec::new(), inside: Inside::default() };
        writer.inside = writer.inside();
        writer
    }

    fn node_container(&self, id: Id<Node>) -> Container {
        let node = &self.model.nodes[id];
        Container::of(node.parent, node.participant, node.activity)
    }

    fn artifact_container(&self, id: Id<Artifact>) -> Container {
        let artifact = &self.model.artifacts[id];
        // A model without pools has no collaboration for what stands outside its process.
        let only = artifact.activity.and_then(|activity| match root(self.model, activity) {
            Root::Process(participant) => Some(participant),
            Root::Collaboration | Root::Empty => None,
        });
        Container::of(artifact.parent, artifact.participant.or(only), artifact.activity)
    }

    fn inside(&mut self) -> Inside {
        let model = self.model;
        let mut inside =
            Inside { incoming: vec![Vec::new(); model.nodes.len()], outgoing: vec![Vec::new(); model.nodes.len()], ..Inside::default() };
        for (id, node) in model.nodes.iter() {
            inside.nodes.entry(self.node_container(id)).or_default().push(id);
            let around = node.parent.and_then(|parent| model.nodes[parent].lane);
            if let Some(lane) = node.lane.filter(|lane| node.parent.is_none() || Some(*lane) != around) {
                inside.members.entry(lane).or_default().push(id);
            }
        }
        for (id, _) in model.artifacts.iter() {
            inside.artifacts.entry(self.artifact_container(id)).or_default().push(id);
        }
        for (id, lane) in model.lanes.iter() {
            inside.lanes.entry((lane.participant, lane.parent)).or_default().push(id);
        }
        for (id, flow) in model.flows.iter() {
            let (Some(from), Some(to)) = (flow.from.to, flow.to.to) else {
                self.losses.push(extension::dangling(&flow.from.text, &flow.to.text));
                continue;
            };
            inside.flows.entry(self.node_container(from)).or_default().push(id);
            inside.outgoing[from.index()].push(id);
            inside.incoming[to.index()].push(id);
        }
        for (id, association) in model.associations.iter() {
            let (Some(from), Some(to)) = (association.from.to, association.to.to) else {
                self.losses.push(extension::dangling(&association.from.text, &association.to.text));
                continue;
            };
            match data::step(model, association) {
                Some(step) => inside.data.entry(step).or_default().push(id),
                None => {
                    self.losses.extend(data::unfit(model, association));
                    let place = [from, to].into_iter().find_map(|end| match end {
                        AssociationEnd::Artifact(artifact) => Some(self.artifact_container(artifact)),
                        _ => None,
                    });
                    let place = place.unwrap_or(Container::Collaboration(association.head.scope));
                    inside.associations.entry(place).or_default().push(id);
                }
            }
        }
        inside
    }

    /// The identifier of the element below `definitions` of this kind and name, made where there is none yet.
    fn shared(&mut self, kind: &'static str, name: &str) -> String {
        let key = (kind, name.to_owned());
        if let Some(id) = self.shared.get(&key) {
            return id.clone();
        }
        let id = self.ids.claim(&format!("{kind}_{}", slug(name, kind)));
        let mut element = Element::new(format!("bpmn:{kind}")).with("id", id.clone());
        element = if kind == "category" {
            let value = self.ids.claim(&format!("{id}_value"));
            self.shared.insert(key, value.clone());
            self.definitions.push(element.child(Element::new("bpmn:categoryValue").with("id", value.clone()).with("value", name)));
            return value;
        } else {
            element.with("name", name)
        };
        self.definitions.push(element);
        self.shared.insert(key, id.clone());
        id
    }
}

/// `label` with its line breaks, as the `name` of an element.
fn named(element: Element, head: &Head) -> Element {
    element.with("id", head.name.clone()).with_some("name", Some(head.label.clone()))
}
