//! Data stores: those of the definitions, and those that stand only where they are drawn.

use super::reader::{Reader, label};
use super::xml::Node as Xml;
use crate::process::*;

/// Reads a `dataStore`.
pub(super) fn of_definitions<'a>(reader: &mut Reader<'a>, xml: Xml<'a>) {
    let head = reader.head(xml, None);
    describe(reader, head);
}

/// The head and kind of a `dataStoreReference`; one that refers to no `dataStore` is a store of its own.
pub(super) fn placed<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, mut head: Head) -> (Head, ArtifactKind) {
    if let Some(store) = reader.reference(xml, "dataStoreRef") {
        let declared = reader.index.get_named(&store.text, "dataStore");
        if head.label.is_empty()
            && let Some(declared) = declared
        {
            head.label = label(declared);
        }
        // A store without a name takes that of the place where it is drawn, however the two are ordered.
        if let Some(declared) = declared {
            let mut store = reader.head(declared, None);
            if store.label.is_empty() {
                store.label.clone_from(&head.label);
            }
            describe(reader, store);
        } else if reader.index.get(&store.text).is_none() {
            // What a file refers to and keeps elsewhere is a store all the same; its places say what it is called.
            describe(reader, Head { name: store.text.clone(), allowances: Vec::new(), scope: None, ..head.clone() });
        }
        return (head, ArtifactKind::Store(store));
    }
    let span = xml.attribute("id").map_or(head.span, |id| id.span());
    let store = Ref::new(head.name.clone(), false, span);
    describe(reader, Head { allowances: Vec::new(), ..head.clone() });
    (head, ArtifactKind::Store(store))
}

/// Adds a store, or completes the one that a `recens:store` of the same identifier declared.
pub(super) fn describe(reader: &mut Reader<'_>, head: Head) -> Id<Store> {
    let Some(known) = reader.model.stores.named(&head.name).first().copied() else {
        return reader.model.stores.push(head.name.clone(), Store { head, ..Store::default() });
    };
    let store = &mut reader.model.stores[known].head;
    if store.label.is_empty() {
        store.label = head.label;
    }
    known
}
