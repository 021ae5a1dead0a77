//! Data objects, inputs and outputs, stores and their places, notes and groups.

use super::xml::Element;
use super::{Writer, extension, named};
use crate::process::*;
use indexmap::IndexSet;

/// The stores that have a place in a flow, below `definitions`.
pub(super) fn stores(model: &Model) -> Vec<Element> {
    let placed = model.artifacts.values().filter_map(|artifact| match &artifact.kind {
        ArtifactKind::Store(store) => store.to,
        _ => None,
    });
    let mut placed: Vec<Id<Store>> = placed.collect::<IndexSet<_>>().into_iter().collect();
    placed.sort();
    placed.into_iter().map(|id| named(Element::new("bpmn:dataStore"), &model.stores[id].head)).collect()
}

/// The inputs and outputs of a process.
pub(super) fn inputs_and_outputs(writer: &mut Writer<'_>, artifacts: &[Id<Artifact>]) -> Option<Element> {
    let model = writer.model;
    let of = |wanted: DocumentRole, name: &'static str| -> Vec<Element> {
        let role = |id: &&Id<Artifact>| matches!(&model.artifacts[**id].kind, ArtifactKind::Document { role, .. } if *role == wanted);
        artifacts.iter().filter(role).map(|id| document(model, *id, name)).collect()
    };
    let (inputs, outputs) = (of(DocumentRole::Input, "bpmn:dataInput"), of(DocumentRole::Output, "bpmn:dataOutput"));
    if inputs.is_empty() && outputs.is_empty() {
        return None;
    }
    let set = |wanted: DocumentRole, set: &'static str, name: &'static str| {
        let role = |id: &&Id<Artifact>| matches!(&model.artifacts[**id].kind, ArtifactKind::Document { role, .. } if *role == wanted);
        let reference = |id: &Id<Artifact>| Element::new(name).text(model.artifacts[*id].head.name.clone());
        Element::new(set).children(artifacts.iter().filter(role).map(reference))
    };
    let sets = [
        set(DocumentRole::Input, "bpmn:inputSet", "bpmn:dataInputRefs"),
        set(DocumentRole::Output, "bpmn:outputSet", "bpmn:dataOutputRefs"),
    ];
    Some(Element::new("bpmn:ioSpecification").children(inputs).children(outputs).children(sets))
}

fn document(model: &Model, id: Id<Artifact>, name: &'static str) -> Element {
    let artifact = &model.artifacts[id];
    let ArtifactKind::Document { collection, state, .. } = &artifact.kind else { return Element::new(name) };
    let out = named(Element::new(name), &artifact.head).with_flag("isCollection", *collection && name != "bpmn:dataObjectReference");
    let out = out.children(extension::extensions(&artifact.head.allowances, content(model, artifact)));
    out.children(state.as_ref().map(|state| Element::new("bpmn:dataState").with("name", state.clone())))
}

fn content(model: &Model, artifact: &Artifact) -> Option<Element> {
    let contains = match &artifact.kind {
        ArtifactKind::Document { contains, .. } => &contains[..],
        _ => &[],
    };
    let around = artifact.parent.and_then(|parent| model.nodes[parent].lane);
    let lane = artifact.lane.filter(|lane| Some(*lane) != around).map(|lane| model.lanes[lane].head.name.to_string());
    extension::content(model, contains, &[], lane)
}

/// A data object or the place of a store, with what it refers to.
pub(super) fn flow_element(writer: &mut Writer<'_>, id: Id<Artifact>) -> Vec<Element> {
    let model = writer.model;
    let artifact = &model.artifacts[id];
    match &artifact.kind {
        ArtifactKind::Document { collection, role, .. } => {
            // A sub-process has no inputs and outputs of its own here: they are data objects.
            if *role != DocumentRole::Internal && artifact.parent.is_none() {
                return Vec::new();
            }
            let object = writer.ids.claim(&format!("{}_object", artifact.head.name));
            let reference = document(model, id, "bpmn:dataObjectReference").with("dataObjectRef", object.clone());
            vec![reference, Element::new("bpmn:dataObject").with("id", object).with_flag("isCollection", *collection)]
        }
        ArtifactKind::Store(store) => {
            let name = store.to.map(|store| model.stores[store].head.name.clone());
            let out = named(Element::new("bpmn:dataStoreReference"), &artifact.head).with_some("dataStoreRef", name);
            vec![out.children(extension::extensions(&artifact.head.allowances, content(model, artifact)))]
        }
        ArtifactKind::Annotation | ArtifactKind::Group => Vec::new(),
    }
}

/// A note or a group.
pub(super) fn note_or_group(writer: &mut Writer<'_>, id: Id<Artifact>) -> Option<Element> {
    let artifact = &writer.model.artifacts[id];
    let head = &artifact.head;
    let extensions = extension::extensions(&head.allowances, content(writer.model, artifact));
    match artifact.kind {
        ArtifactKind::Annotation => {
            let out = Element::new("bpmn:textAnnotation").with("id", head.name.clone()).children(extensions);
            Some(out.child(Element::new("bpmn:text").text(head.label.clone())))
        }
        ArtifactKind::Group => {
            let category = (!head.label.trim().is_empty()).then(|| writer.shared("category", &head.label));
            let out = Element::new("bpmn:group").with("id", head.name.clone()).with_some("categoryValueRef", category);
            Some(out.children(extensions))
        }
        ArtifactKind::Document { .. } | ArtifactKind::Store(_) => None,
    }
}
