//! Identifiers of the language that had to change in XML, kept as an attribute `recens:identifier` beside the new one.

use super::xml::Element;
use crate::process::*;
use std::collections::HashMap;

/// Adds the original identifiers of what stands in the flow. `ready` is the ready model of `model`.
pub(super) fn keep(model: &Model, ready: &Model, root: &mut Element) {
    let mut changed: HashMap<Name, Name> = HashMap::new();
    changes(&model.nodes, &ready.nodes, &mut changed);
    changes(&model.participants, &ready.participants, &mut changed);
    changes(&model.lanes, &ready.lanes, &mut changed);
    changes(&model.stores, &ready.stores, &mut changed);
    changes(&model.activities, &ready.activities, &mut changed);
    for ((_, before), after) in model.artifacts.iter().zip(ready.artifacts.values()) {
        if !matches!(before.kind, ArtifactKind::Store(_)) && before.head.name != after.head.name {
            changed.insert(after.head.name.clone(), before.head.name.clone());
        }
    }
    if !changed.is_empty() {
        root.each(&mut |element| {
            let original = element.value("id").filter(|_| element.is_bpmn()).and_then(|id| changed.get(id));
            if let Some(original) = original.map(Name::to_string) {
                element.add_after("id", "recens:identifier", original);
            }
        });
    }
}

fn changes<T: Declared>(before: &Arena<T>, after: &Arena<T>, changed: &mut HashMap<Name, Name>) {
    for (before, after) in before.values().zip(after.values()) {
        let (before, after) = (&before.head().name, &after.head().name);
        if before != after {
            changed.insert(after.clone(), before.clone());
        }
    }
}
