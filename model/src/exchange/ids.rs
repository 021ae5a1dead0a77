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
                None => head.name.clone(),
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
