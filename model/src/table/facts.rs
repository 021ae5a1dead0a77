//! What the derived tables ask of a model: the data that are handled, by which operations, and how things are named.

use super::Cell;
use crate::diagnostic::{Diagnostic, Lang};
use crate::flow::references::References;
use crate::process::*;
use crate::source::FileId;
use indexmap::{IndexMap, IndexSet};

/// A model with what its tables are derived from.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The model.
    pub model: &'a Model,
    /// The census references.
    pub references: &'a References,
    /// What is wrong with it.
    pub findings: &'a [Diagnostic],
    /// The day to judge from.
    pub today: Date,
    /// The language of the tables.
    pub lang: Lang,
    /// The data that are handled, in the order of the census, then those declared and not used.
    pub data: Vec<Handled<'a>>,
}

/// A datum with the operations on it.
#[derive(Debug)]
pub struct Handled<'a> {
    /// Which datum.
    pub what: What<'a>,
    /// The operations that name it, in the order of the census.
    pub operations: Vec<Id<Operation>>,
}

/// A datum, declared or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What<'a> {
    /// A declared datum.
    Declared(Id<Datum>),
    /// A name that no declaration has.
    Unknown(&'a str),
}

impl<'a> Facts<'a> {
    /// The facts of a model.
    pub fn new(model: &'a Model, references: &'a References, findings: &'a [Diagnostic], today: Date, lang: Lang) -> Self {
        let mut by_datum: IndexMap<What<'a>, IndexSet<Id<Operation>>> = IndexMap::new();
        let what = |datum: &'a Ref<Id<Datum>>| datum.to.map_or(What::Unknown(datum.text.as_str()), What::Declared);
        for id in &references.rows {
            for datum in &model.operations[*id].data {
                by_datum.entry(what(datum)).or_default().insert(*id);
            }
        }
        let carried = model.messages.values().flat_map(|message| &message.carries);
        let documents = model.artifacts.values().filter_map(|artifact| match &artifact.kind {
            ArtifactKind::Document { contains, .. } => Some(contains),
            _ => None,
        });
        for datum in carried.chain(documents.flatten()) {
            by_datum.entry(what(datum)).or_default();
        }
        // What an imported catalogue declares serves others too: it counts where it is used.
        for (id, _) in model.data.iter().filter(|(_, datum)| datum.head.span.file == FileId::default()) {
            by_datum.entry(What::Declared(id)).or_default();
        }
        for store in model.stores.values().filter(|store| store.head.span.file == FileId::default()) {
            for datum in &store.contains {
                by_datum.entry(what(datum)).or_default();
            }
        }
        let data = by_datum.into_iter().map(|(what, operations)| Handled { what, operations: operations.into_iter().collect() });
        Facts { model, references, findings, today, lang, data: data.collect() }
    }

    /// A title followed by the titles of the activities.
    pub fn titled(&self, fr: &str, en: &str) -> String {
        let names: Vec<&str> =
            (self.model.activities.values()).map(|activity| activity.head.title()).filter(|title| !title.is_empty()).collect();
        let title = self.say(fr, en);
        if names.is_empty() { title.to_owned() } else { format!("{title} — {}", names.join(", ")) }
    }

    /// One of two fixed texts.
    pub fn say<'t>(&self, fr: &'t str, en: &'t str) -> &'t str {
        if self.lang == Lang::Fr { fr } else { en }
    }

    /// The operations of a list.
    pub fn operations<'b>(&'b self, ids: &'b [Id<Operation>]) -> impl Iterator<Item = &'a Operation> + 'b {
        ids.iter().map(|id| &self.model.operations[*id])
    }

    /// The references of a list of operations.
    pub fn references_of(&self, ids: &[Id<Operation>]) -> Cell {
        Cell::list(ids.iter().map(|id| self.references.of(*id)))
    }

    /// The names of purposes of a list of operations.
    pub fn purposes_of(&self, ids: &[Id<Operation>]) -> Cell {
        let purposes = self.operations(ids).flat_map(|operation| &operation.purposes);
        Cell::list(purposes.map(|purpose| name_of(&self.model.purposes, purpose)))
    }

    /// The legal bases of the purposes of a list of operations.
    pub fn bases_of(&self, ids: &[Id<Operation>]) -> Cell {
        let purposes = self.operations(ids).flat_map(|operation| &operation.purposes).filter_map(|purpose| purpose.to);
        Cell::list(purposes.filter_map(|id| self.model.purposes[id].basis.as_ref()).map(|basis| basis.value.text(self.lang)))
    }

    /// Whom a list of operations is about.
    pub fn subjects_of(&self, ids: &[Id<Operation>]) -> Vec<Id<Subjects>> {
        let found: IndexSet<_> = self.operations(ids).flat_map(|operation| self.model.subjects_of(operation)).collect();
        found.into_iter().collect()
    }

    /// The channels of a list of operations.
    pub fn channels_of(&self, ids: &[Id<Operation>]) -> Cell {
        Cell::list(self.operations(ids).flat_map(|operation| &operation.via).map(|via| name_of(&self.model.channels, via)))
    }
}

impl<'a> Handled<'a> {
    /// Its declaration.
    pub fn datum(&self, facts: &Facts<'a>) -> Option<&'a Datum> {
        if let What::Declared(id) = self.what { Some(&facts.model.data[id]) } else { None }
    }

    /// Its name.
    pub fn title(&self, facts: &Facts<'a>) -> &'a str {
        match self.what {
            What::Declared(id) => facts.model.data[id].head.title(),
            What::Unknown(name) => name,
        }
    }

    /// Its category; none where it is not said.
    pub fn category(&self, facts: &Facts<'a>) -> Option<DataCategory> {
        self.datum(facts)?.category.as_ref().map(|category| category.value)
    }

    /// Whom it is about: what its declaration says, else what its operations do.
    pub fn subjects(&self, facts: &Facts<'a>) -> Vec<Id<Subjects>> {
        let said: Vec<_> = self.datum(facts).into_iter().flat_map(|datum| &datum.subjects).filter_map(|subjects| subjects.to).collect();
        if said.is_empty() { facts.subjects_of(&self.operations) } else { said }
    }

    /// The names of those it is about.
    pub fn subject_names(&self, facts: &Facts<'a>) -> Cell {
        Cell::list(self.subjects(facts).into_iter().map(|id| facts.model.subjects[id].head.title()))
    }

    /// Where it is kept: the stores and documents its operations write or read, and those said to hold it.
    pub fn places(&self, facts: &Facts<'a>) -> Cell {
        let model = facts.model;
        let holds = |list: &[Ref<Id<Datum>>]| match self.what {
            What::Declared(id) => list.iter().any(|datum| datum.to == Some(id)),
            What::Unknown(name) => list.iter().any(|datum| datum.to.is_none() && datum.text == name),
        };
        let written = facts.operations(&self.operations).flat_map(|operation| {
            let into = operation.into.iter().map(|place| place.to.map_or(place.text.as_str(), |place| model.place_title(place)));
            let from = operation.from.iter().filter_map(|from| match from.to? {
                Origin::Store(id) => Some(model.stores[id].head.title()),
                Origin::Document(id) => Some(model.artifacts[id].head.title()),
                Origin::Channel(_) | Origin::Party(_) => None,
            });
            into.chain(from)
        });
        let stores = model.stores.values().filter(|store| holds(&store.contains)).map(|store| store.head.title());
        let documents = model.artifacts.values().filter_map(|artifact| match &artifact.kind {
            ArtifactKind::Document { contains, .. } if holds(contains) => Some(artifact.head.title()),
            _ => None,
        });
        Cell::list(written.chain(stores).chain(documents))
    }
}

/// The label of what a reference names, or the name itself where nothing has it.
pub fn name_of<'a, T: Declared>(arena: &'a Arena<T>, name: &'a Ref<Id<T>>) -> &'a str {
    name.to.map_or(name.text.as_str(), |id| arena[id].head().title())
}
