//! Data associations, which stand in their step, and the associations of notes.

use super::uses::Way;
use super::xml::Element;
use super::{Writer, event, extension};
use crate::diagnostic::Text;
use crate::process::*;
use crate::text;

/// Whether the schema lets data move this way at such a node.
pub(super) fn can(kind: &NodeKind, way: Way) -> bool {
    match kind {
        NodeKind::Task(_) | NodeKind::SubProcess(_) | NodeKind::Call(_) => true,
        NodeKind::Event(event) => event::throws(event) == (way == Way::In),
        NodeKind::Gateway(_) => false,
    }
}

/// The step a data association stands in, its way and the data's symbol; `None` where BPMN has no place for it.
fn parts(model: &Model, association: &Association) -> Option<(Id<Node>, Way, Id<Artifact>)> {
    if association.kind != AssociationKind::Data {
        return None;
    }
    let (step, way, artifact) = match (association.from.to?, association.to.to?) {
        (AssociationEnd::Node(node), AssociationEnd::Artifact(artifact)) => (node, Way::Out, artifact),
        (AssociationEnd::Artifact(artifact), AssociationEnd::Node(node)) => (node, Way::In, artifact),
        _ => return None,
    };
    let data = matches!(model.artifacts[artifact].kind, ArtifactKind::Document { .. } | ArtifactKind::Store(_));
    (data && can(&model.nodes[step].kind, way)).then_some((step, way, artifact))
}

/// The step a data association stands in.
pub(super) fn step(model: &Model, association: &Association) -> Option<Id<Node>> {
    parts(model, association).map(|(step, ..)| step)
}

/// What to say of a data association that becomes an association without data.
pub(super) fn unfit(model: &Model, association: &Association) -> Option<Text> {
    if association.kind != AssociationKind::Data {
        return None;
    }
    let (from, to) = (end(model, &association.from), end(model, &association.to));
    Some(text!(
        "BPMN ne connaît pas de flux de données de `{from}` à `{to}` : une simple association les relie",
        "BPMN has no data flow from `{from}` to `{to}`: a plain association joins them"
    ))
}

/// The data associations of a step, inputs first, as the schema asks.
///
/// An input needs a target inside the step. As in bpmn.io, that is a property without meaning.
pub(super) fn of_step(writer: &mut Writer<'_>, id: Id<Node>) -> Vec<Element> {
    let model = writer.model;
    let Some(associations) = writer.inside.data.remove(&id) else { return Vec::new() };
    let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
    for association in associations {
        let association = &model.associations[association];
        let Some((_, way, artifact)) = parts(model, association) else { continue };
        let data = model.artifacts[artifact].head.name.clone();
        if way == Way::In { inputs.push((association, data)) } else { outputs.push((association, data)) }
    }
    let mut out = Vec::new();
    let inner = (!inputs.is_empty()).then(|| writer.ids.claim(&format!("{}_input", model.nodes[id].head.name)));
    if let Some(inner) = &inner {
        out.push(Element::new("bpmn:property").with("id", inner.clone()).with("name", "__targetRef_placeholder"));
    }
    let element = |name: &'static str, association: &Association| {
        Element::new(name).with("id", association.head.name.clone()).children(extension::extensions(&association.head.allowances, None))
    };
    let reference = |name: &'static str, to: &str| Element::new(name).text(to);
    for (association, data) in inputs {
        let element = element("bpmn:dataInputAssociation", association).child(reference("bpmn:sourceRef", &data));
        out.push(element.child(reference("bpmn:targetRef", inner.as_deref().unwrap_or_default())));
    }
    for (association, data) in outputs {
        out.push(element("bpmn:dataOutputAssociation", association).child(reference("bpmn:targetRef", &data)));
    }
    out
}

/// An association of a note, or of data where BPMN has no data association.
pub(super) fn plain(model: &Model, id: Id<Association>) -> Element {
    let association = &model.associations[id];
    let direction = match association.kind {
        AssociationKind::Undirected => None,
        AssociationKind::Directed | AssociationKind::Data => Some("One"),
        AssociationKind::Both => Some("Both"),
    };
    Element::new("bpmn:association")
        .with("id", association.head.name.clone())
        .with("sourceRef", end(model, &association.from))
        .with("targetRef", end(model, &association.to))
        .with_some("associationDirection", direction)
        .children(extension::extensions(&association.head.allowances, None))
}

fn end(model: &Model, end: &Ref<AssociationEnd>) -> String {
    let head = match end.to {
        None => return end.text.to_string(),
        Some(AssociationEnd::Node(id)) => &model.nodes[id].head,
        Some(AssociationEnd::Artifact(id)) => &model.artifacts[id].head,
        Some(AssociationEnd::Flow(id)) => &model.flows[id].head,
        Some(AssociationEnd::Message(id)) => &model.messages[id].head,
        Some(AssociationEnd::Participant(id)) => &model.participants[id].head,
        Some(AssociationEnd::Lane(id)) => &model.lanes[id].head,
    };
    head.name.to_string()
}
