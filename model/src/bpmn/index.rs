//! The first pass: every BPMN element by its identifier, identifiers for those without one, and what is no BPMN.

use super::space::Space;
use super::vocabulary::Class;
use super::xml::{Attribute, Node, Tree};
use crate::process::Name;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::borrow::Cow;

/// The elements of a file by identifier.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    ids: HashMap<Cow<'a, str>, Node<'a>>,
    /// Identifiers made up for elements without one, by place.
    made: HashMap<u32, Name>,
    /// What is drawn in the place of an element that is not: a data object's first reference, the task of a data input.
    drawn_as: HashMap<Name, Name>,
    /// Processes, data objects and data stores, of which there are few: a pool or a reference may be drawn for them.
    shown_by_others: HashSet<Cow<'a, str>>,
    /// How many flow nodes there are.
    pub nodes: usize,
    /// How many sequence flows there are.
    pub flows: usize,
    /// Whether there is a sub-process.
    pub has_sub_processes: bool,
    /// Elements whose identifier an earlier one has.
    pub duplicates: Vec<Node<'a>>,
    /// The first element of each kind that BPMN does not know.
    pub unknown: Vec<Node<'a>>,
    /// The first element of each kind that is not drawn.
    pub not_drawn: Vec<Node<'a>>,
    /// The first element of ours that stands outside of `extensionElements`.
    pub stray: Option<Node<'a>>,
    /// The first element with our prefix, where that stands for another namespace.
    pub foreign: Option<Node<'a>>,
}

impl<'a> Index<'a> {
    /// Indexes a tree.
    pub fn of(tree: &'a Tree<'a>) -> Self {
        // About one element in five has an identifier that others name.
        let mut index = Self { ids: HashMap::with_capacity(tree.nodes().len() / 5), ..Self::default() };
        let mut nameless: Vec<Node<'a>> = Vec::new();
        let mut referring: Vec<Node<'a>> = Vec::new();
        let mut kinds: HashSet<&str> = HashSet::new();
        let mut skipped_to = 0;
        for node in tree.nodes() {
            let space = node.space();
            if space != Space::Recens && index.foreign.is_none() && node.is_prefixed("recens") {
                index.foreign = Some(node);
            }
            if !matches!(space, Space::Bpmn | Space::Bare | Space::Recens) {
                continue;
            }
            let whole = node.whole();
            if whole.start < skipped_to {
                continue;
            }
            if space == Space::Recens {
                index.stray.get_or_insert(node);
                continue;
            }
            let class = node.class();
            match class {
                // A vendor's elements may lack a namespace of their own; the diagram is read apart.
                Class::Closed => {
                    skipped_to = whole.end;
                    continue;
                }
                Class::Node => index.nodes += 1,
                Class::SubProcess => {
                    index.nodes += 1;
                    index.has_sub_processes = true;
                }
                Class::Headed => index.flows += usize::from(node.local() == "sequenceFlow"),
                Class::Referring => referring.push(node),
                Class::NotDrawn if kinds.insert(node.local()) => index.not_drawn.push(node),
                Class::Unknown if kinds.insert(node.local()) => index.unknown.push(node),
                _ => {}
            }
            match node.value("id") {
                None if matches!(class, Class::Node | Class::SubProcess | Class::Headed | Class::Referring) => nameless.push(node),
                None => {}
                Some(id) => match index.ids.entry(id) {
                    std::collections::hash_map::Entry::Occupied(_) => index.duplicates.push(node),
                    std::collections::hash_map::Entry::Vacant(free) => {
                        if class == Class::Headed && matches!(node.local(), "process" | "dataObject" | "dataStore") {
                            index.shown_by_others.insert(free.key().clone());
                        }
                        free.insert(node);
                    }
                },
            }
        }
        index.name(&nameless);
        index.stand_ins(&referring);
        index.own_places(tree, &referring);
        index
    }

    /// Makes up identifiers from the kind and the order of writing.
    fn name(&mut self, nameless: &[Node<'a>]) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for node in nameless {
            let count = counts.entry(node.local()).or_default();
            let name = loop {
                *count += 1;
                let name = format!("unnamed_{}_{count}", node.local());
                if !self.ids.contains_key(name.as_str()) {
                    break name;
                }
            };
            self.made.insert(node.place(), name.into());
        }
    }

    fn stand_ins(&mut self, referring: &[Node<'a>]) {
        for node in referring.iter().copied() {
            let (referred, attribute) = match node.local() {
                "dataObjectReference" => (true, "dataObjectRef"),
                "dataStoreReference" => (true, "dataStoreRef"),
                "participant" => (true, "processRef"),
                _ => (false, "id"),
            };
            let Some(other) = node.value(attribute) else { continue };
            if referred {
                let (shown, name) = (self.id(node), self.known(&other));
                self.drawn_as.entry(name.into()).or_insert(shown);
            } else if let Some(owner) = owner(node)
                && owner.local() != "process"
            {
                let shown = self.id(owner);
                self.drawn_as.entry(other.into()).or_insert(shown);
            }
        }
    }

    /// A data object that has a shape beside that of its first reference is a place of its own: some tools draw the object
    /// once and then references to it.
    fn own_places(&mut self, tree: &'a Tree<'a>, referring: &[Node<'a>]) {
        if !referring.iter().any(|node| node.local() == "dataObjectReference") {
            return;
        }
        let Some(root) = tree.root() else { return };
        let planes = root.children_named(Space::BpmnDi, "BPMNDiagram").flat_map(|it| it.children_named(Space::BpmnDi, "BPMNPlane"));
        let shown = planes.flat_map(|plane| plane.children_named(Space::BpmnDi, "BPMNShape")).filter_map(|shape| {
            let element = self.get(&shape.value("bpmnElement")?)?;
            matches!(element.local(), "dataObject" | "dataObjectReference").then(|| self.id(element))
        });
        let shown: HashSet<Name> = shown.collect();
        let ids = &self.ids;
        let object = |id: &str| ids.get(id).is_some_and(|node| node.local() == "dataObject");
        self.drawn_as.retain(|id, reference| !(shown.contains(id) && shown.contains(reference) && object(id)));
    }

    /// An element's identifier: its own, else the made-up one.
    pub fn id(&self, node: Node<'a>) -> Name {
        self.id_of(node, node.attribute("id"))
    }

    /// The identifier of an element with this attribute `id`.
    pub fn id_of(&self, node: Node<'a>, id: Option<Attribute<'a>>) -> Name {
        let own = id.map(Attribute::trimmed).filter(|id| !id.is_empty()).map(Name::from);
        own.or_else(|| self.made.get(&node.place()).cloned()).unwrap_or_default()
    }

    /// The identifier that a reference names: a qualified name's prefix is dropped where nothing has the whole as identifier.
    pub fn known<'r>(&self, reference: &'r str) -> Cow<'r, str> {
        match reference.bytes().rposition(|byte| byte == b':') {
            Some(colon) if !self.ids.contains_key(reference) => Cow::Borrowed(&reference[colon + 1..]),
            _ => Cow::Borrowed(reference),
        }
    }

    /// The element that a reference names.
    pub fn get(&self, reference: &str) -> Option<Node<'a>> {
        self.ids.get(&*self.known(reference)).copied()
    }

    /// The element that a reference names, where it is a `local`.
    pub fn get_named(&self, reference: &str, local: &str) -> Option<Node<'a>> {
        self.get(reference).filter(|node| node.local() == local)
    }

    /// The identifier of what is drawn for the element that a reference names. `None` where that element has no place in
    /// the drawing (a property, an item definition); the reference itself where nothing has that name.
    pub fn drawn(&self, reference: &str) -> Option<Name> {
        let name = self.known(reference);
        if let Some(shown) = self.drawn_as.get(&*name) {
            return Some(shown.clone());
        }
        match self.ids.get(&*name) {
            Some(node) if !self.has_place(*node) => None,
            _ => Some(name.into()),
        }
    }

    /// Whether what a reference names may be drawn by a pool or by a reference of its own.
    pub fn is_shown_by_another(&self, reference: &str) -> bool {
        self.shown_by_others.contains(&*self.known(reference))
    }

    /// Whether a dataObject or dataStore is placed by references, and so not by itself.
    pub fn is_referred(&self, id: &str) -> bool {
        self.drawn_as.contains_key(id)
    }

    fn has_place(&self, node: Node<'a>) -> bool {
        match node.class() {
            Class::Node | Class::SubProcess | Class::Referring => true,
            Class::Headed => !matches!(node.local(), "association" | "dataInputAssociation" | "dataOutputAssociation" | "dataStore"),
            _ => false,
        }
    }
}

/// The element whose data input or output this is.
pub(super) fn owner(node: Node<'_>) -> Option<Node<'_>> {
    let parent = node.parent()?;
    if parent.local() == "ioSpecification" { parent.parent() } else { Some(parent) }
}
