//! What is drawn only because operations say it: the data associations that converting to BPMN adds.

use super::*;

/// How the identifiers of such associations, and of the symbols of stores drawn for them, begin.
pub const IMPLIED: &str = "implied_";

/// Whether an association was drawn from an operation of its step, which still says it.
pub fn is_implied(model: &Model, association: &Association) -> bool {
    if !association.head.name.starts_with(IMPLIED) {
        return false;
    }
    let (step, artifact, written) = match (association.from.to, association.to.to) {
        (Some(AssociationEnd::Node(step)), Some(AssociationEnd::Artifact(artifact))) => (step, artifact, true),
        (Some(AssociationEnd::Artifact(artifact)), Some(AssociationEnd::Node(step))) => (step, artifact, false),
        _ => return false,
    };
    let (place, origin) = match &model.artifacts[artifact].kind {
        ArtifactKind::Store(Ref { to: Some(store), .. }) => (Place::Store(*store), Origin::Store(*store)),
        _ => (Place::Document(artifact), Origin::Document(artifact)),
    };
    model.nodes[step].facts.iter().any(|fact| match fact {
        Fact::Operation(id) if written => model.operations[*id].into.iter().any(|into| into.to == Some(place)),
        Fact::Operation(id) => model.operations[*id].from.iter().any(|from| from.to == Some(origin)),
        Fact::Consent(consent) => written && consent.into.iter().any(|into| into.to == Some(place)),
        _ => false,
    })
}
