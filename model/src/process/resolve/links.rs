//! What follows from names and from the drawing: whom a pool stands for, and the data that associations bring to a step.

use super::Names;
use crate::process::*;
use crate::source::Span;

/// A pool stands for the organisation or the data subjects it is named after, and takes their label where it has none.
pub fn participants(model: &mut Model, names: &Names) {
    for participant in model.participants.values_mut() {
        let scope = participant.head.scope.or(participant.activity);
        let by_name = Ref::<()>::new(participant.head.name.clone(), false, participant.head.span);
        let by_label = Ref::<()>::new(participant.head.label.clone(), true, participant.head.span);
        let named = !participant.head.label.trim().is_empty();
        participant.organisation =
            names.organisations.find(&by_name, scope).or_else(|| names.organisations.find(&by_label, scope).filter(|_| named));
        participant.subjects = names.subjects.find(&by_name, scope).or_else(|| names.subjects.find(&by_label, scope).filter(|_| named));
        if !named {
            let label = match (participant.organisation, participant.subjects) {
                (Some(id), _) => names.organisations.arena[id].head.label.clone(),
                (None, Some(id)) => names.subjects.arena[id].head.label.clone(),
                (None, None) if participant.titled_by_name => default_label(&participant.head.name),
                (None, None) => String::new(),
            };
            participant.head.label = label;
        }
    }
}

/// A data object that says nothing of its content holds the declared datum of its identifier or label, if there is one.
pub fn documents(names: &mut Names) {
    for artifact in names.artifacts.arena.values_mut() {
        let scope = artifact.head.scope.or(artifact.activity);
        let ArtifactKind::Document { contains, .. } = &mut artifact.kind else { continue };
        if !contains.is_empty() {
            continue;
        }
        let by_name = Ref::<()>::new(artifact.head.name.clone(), false, artifact.head.span);
        let by_label = Ref::<()>::new(artifact.head.label.clone(), true, artifact.head.span);
        if let Some(id) = names.data.find(&by_name, scope).or_else(|| names.data.find(&by_label, scope)) {
            let name = names.data.arena[id].head.name.clone();
            contains.push(Ref { text: name, quoted: false, span: artifact.head.span, to: Some(id) });
        }
    }
}

/// Data objects and stores joined to a step by data associations are the data and stores of its operations, where the
/// operation names none itself. An association that draws what one operation of the step says brings the others nothing.
pub fn associated_data(model: &mut Model) {
    struct Link {
        node: Id<Node>,
        artifact: Id<Artifact>,
        written: bool,
        span: Span,
    }
    let links: Vec<Link> = (model.associations.values().filter(|association| association.kind == AssociationKind::Data))
        .filter_map(|association| match (association.from.to?, association.to.to?) {
            (AssociationEnd::Node(node), AssociationEnd::Artifact(artifact)) => {
                Some(Link { node, artifact, written: true, span: association.head.span })
            }
            (AssociationEnd::Artifact(artifact), AssociationEnd::Node(node)) => {
                Some(Link { node, artifact, written: false, span: association.head.span })
            }
            _ => None,
        })
        .collect();
    let (mut said_data, mut said_into, mut said_from) = (Vec::new(), Vec::new(), Vec::new());
    for operation in model.operations.values() {
        said_data.push(!operation.data.is_empty());
        said_into.push(!operation.into.is_empty());
        said_from.push(!operation.from.is_empty());
    }
    for link in &links {
        let operations: Vec<Id<Operation>> = model.nodes[link.node].operations().collect();
        let artifact = &model.artifacts[link.artifact];
        let (name, span) = (artifact.head.name.clone(), link.span);
        let (place, origin, contains) = match &artifact.kind {
            ArtifactKind::Store(Ref { to: Some(store), .. }) => (Place::Store(*store), Origin::Store(*store), Vec::new()),
            ArtifactKind::Document { contains, .. } => (Place::Document(link.artifact), Origin::Document(link.artifact), contains.clone()),
            _ => continue,
        };
        let said = |id: &Id<Operation>| {
            let operation = &model.operations[*id];
            match link.written {
                true => said_into[id.index()] && operation.into.iter().any(|into| into.to == Some(place)),
                false => said_from[id.index()] && operation.from.iter().any(|from| from.to == Some(origin)),
            }
        };
        let proof = |fact: &Fact| matches!(fact, Fact::Consent(consent) if consent.into.iter().any(|into| into.to == Some(place)));
        if operations.iter().any(said) || (link.written && model.nodes[link.node].facts.iter().any(proof)) {
            continue;
        }
        for id in operations {
            let operation = &mut model.operations[id];
            let at = id.index();
            if !said_data[at] {
                for datum in &contains {
                    if !operation.data.iter().any(|known| known.to == datum.to) {
                        operation.data.push(datum.clone());
                    }
                }
            }
            if link.written && !said_into[at] {
                operation.into.push(Ref { text: name.clone(), quoted: false, span, to: Some(place) });
            }
            if !link.written && !said_from[at] {
                operation.from.push(Ref { text: name.clone(), quoted: false, span, to: Some(origin) });
            }
        }
    }
}
