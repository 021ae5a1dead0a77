//! Data objects, data inputs and outputs, placed stores, annotations and groups.

use super::reader::{Place, Reader, label, tidy};
use super::space::Space;
use super::xml::Node as Xml;
use super::{content, store};
use crate::process::*;

/// Reads an artifact; anything else is left alone.
pub(super) fn read<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, mut place: Place) {
    if matches!(xml.local(), "dataStoreReference" | "textAnnotation" | "group") {
        place.lane = content::of(reader, xml).lane.or(place.lane);
    }
    match xml.local() {
        // One that references place is drawn where they stand.
        "dataObject" if reader.index.is_referred(&reader.index.id(xml)) => {}
        "dataObject" => document(reader, xml, None, place, DocumentRole::Internal),
        "dataObjectReference" => {
            let object = xml.value("dataObjectRef").and_then(|reference| reader.index.get_named(&reference, "dataObject"));
            document(reader, xml, object, place, DocumentRole::Internal);
        }
        "dataStoreReference" => {
            let head = reader.head(xml, place.activity);
            let (head, kind) = store::placed(reader, xml, head);
            push(reader, head, place, kind);
        }
        "textAnnotation" => {
            let mut head = reader.head(xml, place.activity);
            if let Some(text) = xml.child(Space::Bpmn, "text") {
                head.label = tidy(text.text().value);
                head.span = text.text_span();
            } else if let Some(text) = xml.value("text") {
                // Before BPMN 2.0 it was an attribute, and some tools still write it.
                head.label = tidy(text);
            }
            push(reader, head, place, ArtifactKind::Annotation);
        }
        "group" => {
            let mut head = reader.head(xml, place.activity);
            let category = xml.value("categoryValueRef").and_then(|reference| reader.index.get_named(&reference, "categoryValue"));
            if let Some(value) = category.and_then(|category| category.value("value")) {
                head.label = tidy(value);
            }
            push(reader, head, place, ArtifactKind::Group);
        }
        _ => {}
    }
}

/// Reads the data inputs and outputs of a process.
pub(super) fn inputs_and_outputs<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, place: Place) {
    for child in xml.children() {
        if child.is(Space::Bpmn, "dataInput") {
            document(reader, child, None, place, DocumentRole::Input);
        } else if child.is(Space::Bpmn, "dataOutput") {
            document(reader, child, None, place, DocumentRole::Output);
        }
    }
}

fn document<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, object: Option<Xml<'a>>, mut place: Place, role: DocumentRole) {
    let mut head = reader.head(xml, place.activity);
    if head.label.is_empty()
        && let Some(object) = object
    {
        head.label = label(object);
    }
    let collection = [Some(xml), object].into_iter().flatten().any(|at| at.flag("isCollection") == Some(true));
    let state = [Some(xml), object].into_iter().flatten().find_map(|at| at.child(Space::Bpmn, "dataState"));
    let state = state.map(label).filter(|state| !state.is_empty());
    let mut content = content::of(reader, xml);
    if let Some(object) = object {
        content.data.extend(content::of(reader, object).data);
    }
    place.lane = content.lane.or(place.lane);
    push(reader, head, place, ArtifactKind::Document { contains: content.data, collection, role, state });
}

fn push(reader: &mut Reader<'_>, head: Head, place: Place, kind: ArtifactKind) {
    let lane = reader.lanes.get(head.name.as_str()).map(|(_, lane)| *lane).or(place.lane);
    let name = head.name.clone();
    let artifact = Artifact { head, activity: place.activity, participant: place.participant, lane, parent: place.parent, kind };
    reader.model.artifacts.push(name, artifact);
}
