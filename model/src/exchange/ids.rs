//! Names that are unique in a document: an identifier, below its activity where it is one's own.

use crate::process::{Arena, Declared, Id, Model};
use std::collections::HashSet;

/// The names of the items of one list.
pub struct Ids(Vec<String>);

impl Ids {
    /// `nom` for what is shared, `etude/nom` for what is an activity's own; a second one of the same name gets a number.
    pub fn of<T: Declared>(model: &Model, list: &Arena<T>) -> Self {
        let mut taken = HashSet::new();
        let name = |item: &T| {
            let head = item.head();
            let plain = match head.scope {
                Some(activity) => format!("{}/{}", model.activities[activity].head.name, head.name),
                None => head.name.to_string(),
            };
            let numbered = (2..).map(|number| format!("{plain}~{number}"));
            let free = std::iter::once(plain.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(plain.clone());
            taken.insert(free.clone());
            free
        };
        Self(list.values().map(name).collect())
    }

    /// The name of an item.
    pub fn get<T>(&self, id: Id<T>) -> &str {
        &self.0[id.index()]
    }
}

/// The names of everything that other programs can refer to, list by list as in the model.
pub struct AllIds {
    pub activities: Ids,
    pub organisations: Ids,
    pub subjects: Ids,
    pub data: Ids,
    pub purposes: Ids,
    pub recipients: Ids,
    pub stores: Ids,
    pub channels: Ids,
    pub measures: Ids,
    pub risks: Ids,
    pub transfers: Ids,
    pub participants: Ids,
    pub lanes: Ids,
    pub nodes: Ids,
    pub artifacts: Ids,
    pub flows: Ids,
    pub messages: Ids,
}

impl AllIds {
    /// The names of a model's declarations, steps and flows.
    pub fn of(model: &Model) -> AllIds {
        AllIds {
            activities: Ids::of(model, &model.activities),
            organisations: Ids::of(model, &model.organisations),
            subjects: Ids::of(model, &model.subjects),
            data: Ids::of(model, &model.data),
            purposes: Ids::of(model, &model.purposes),
            recipients: Ids::of(model, &model.recipients),
            stores: Ids::of(model, &model.stores),
            channels: Ids::of(model, &model.channels),
            measures: Ids::of(model, &model.measures),
            risks: Ids::of(model, &model.risks),
            transfers: Ids::of(model, &model.transfers),
            participants: Ids::of(model, &model.participants),
            lanes: Ids::of(model, &model.lanes),
            nodes: Ids::of(model, &model.nodes),
            artifacts: Ids::of(model, &model.artifacts),
            flows: Ids::of(model, &model.flows),
            messages: Ids::of(model, &model.messages),
        }
    }
}
