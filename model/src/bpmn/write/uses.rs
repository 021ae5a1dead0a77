//! Draws the stores and documents that operations name: a symbol where there is none, and the data associations.

use super::data::can;
use crate::flow::symbols::symbols;
use crate::process::*;
use indexmap::{IndexMap, IndexSet};

/// More stores than this, or more lines, would hide the flow: as in the drawing, they are then left out.
const SANE: (usize, usize) = (10, 40);

/// Which way data move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// From the step.
    Out,
    /// To the step.
    In,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Thing {
    Store(Id<Store>),
    Document(Id<Artifact>),
}

/// Adds what operations imply and the model does not draw yet.
pub(super) fn draw(model: &mut Model) {
    let drawn = drawn(model);
    let mut uses: IndexSet<(Id<Node>, Thing, Way)> = IndexSet::new();
    for (id, node) in model.nodes.iter() {
        let mut add = |thing, way| {
            if can(&node.kind, way) && !drawn.contains(&(id, thing, way)) {
                uses.insert((id, thing, way));
            }
        };
        for fact in &node.facts {
            let (into, from) = match fact {
                Fact::Operation(operation) => (&model.operations[*operation].into[..], &model.operations[*operation].from[..]),
                Fact::Consent(consent) => (&consent.into[..], &[][..]),
                _ => continue,
            };
            for place in into.iter().filter_map(|place| place.to) {
                add(if let Place::Store(store) = place { Thing::Store(store) } else { document(place) }, Way::Out);
            }
            for origin in from.iter().filter_map(|origin| origin.to) {
                match origin {
                    Origin::Store(store) => add(Thing::Store(store), Way::In),
                    Origin::Document(artifact) => add(Thing::Document(artifact), Way::In),
                    Origin::Channel(_) | Origin::Party(_) => {}
                }
            }
        }
    }
    let placed = placed(model);
    let symbol_of = |model: &Model, node: Id<Node>, store| placed_for(&placed, store, model.nodes[node].participant);
    if crowded(model, &uses, &placed) {
        uses.retain(|(_, thing, _)| matches!(thing, Thing::Document(_)));
    }
    let fresh = uses.iter().filter_map(|(node, thing, _)| match thing {
        Thing::Store(store) if symbol_of(model, *node, *store).is_none() => Some((*node, (*store, model.nodes[*node].participant))),
        _ => None,
    });
    let copies = symbols(model, fresh.collect::<IndexSet<_>>());
    // By store, participant and number of the copy.
    type Symbol = (Id<Store>, Option<Id<Participant>>, usize);
    let mut made: IndexMap<Symbol, Id<Artifact>> = IndexMap::new();
    for (node, thing, way) in uses {
        let artifact = match thing {
            Thing::Document(artifact) => artifact,
            Thing::Store(store) => symbol_of(model, node, store).unwrap_or_else(|| {
                let pool = model.nodes[node].participant;
                let copy = copies.get(&(node, (store, pool))).copied().unwrap_or(0);
                *made.entry((store, pool, copy)).or_insert_with(|| symbol(model, store, node, copy))
            }),
        };
        associate(model, node, artifact, way);
    }
}

fn document(place: Place) -> Thing {
    match place {
        Place::Document(artifact) => Thing::Document(artifact),
        Place::Store(store) => Thing::Store(store),
    }
}

/// What the associations of the model draw already.
fn drawn(model: &Model) -> IndexSet<(Id<Node>, Thing, Way)> {
    let thing = |artifact: Id<Artifact>| match &model.artifacts[artifact].kind {
        ArtifactKind::Store(store) => store.to.map(Thing::Store),
        _ => Some(Thing::Document(artifact)),
    };
    let data = model.associations.values().filter(|association| association.kind == AssociationKind::Data);
    data.filter_map(|association| match (association.from.to?, association.to.to?) {
        (AssociationEnd::Node(node), AssociationEnd::Artifact(artifact)) => Some((node, thing(artifact)?, Way::Out)),
        (AssociationEnd::Artifact(artifact), AssociationEnd::Node(node)) => Some((node, thing(artifact)?, Way::In)),
        _ => None,
    })
    .collect()
}

/// The symbols of each store that the model has already.
type Placed = IndexMap<(Id<Store>, Option<Id<Participant>>), Id<Artifact>>;

fn placed(model: &Model) -> Placed {
    let mut placed = Placed::new();
    for (id, artifact) in model.artifacts.iter() {
        if let ArtifactKind::Store(Ref { to: Some(store), .. }) = &artifact.kind {
            placed.entry((*store, artifact.participant)).or_insert(id);
        }
    }
    placed
}

/// The symbol the model has of a store for the steps of a pool: the one in that pool, else one anywhere.
fn placed_for(placed: &Placed, store: Id<Store>, pool: Option<Id<Participant>>) -> Option<Id<Artifact>> {
    placed.get(&(store, pool)).or_else(|| placed.iter().find(|((known, _), _)| *known == store).map(|(_, id)| id)).copied()
}

fn crowded(model: &Model, uses: &IndexSet<(Id<Node>, Thing, Way)>, placed: &Placed) -> bool {
    let mut fresh = IndexSet::new();
    let mut lines = IndexSet::new();
    for (node, thing, _) in uses {
        let Thing::Store(store) = thing else { continue };
        lines.insert((*node, *store));
        if !placed.keys().any(|(known, _)| known == store) {
            fresh.insert((*store, model.nodes[*node].participant));
        }
    }
    fresh.len() > SANE.0 || lines.len() > SANE.1
}

/// A new symbol of a store, in the pool and lane of a step.
fn symbol(model: &mut Model, store: Id<Store>, node: Id<Node>, copy: usize) -> Id<Artifact> {
    let step = &model.nodes[node];
    let head = &model.stores[store].head;
    let name = if copy == 0 { format!("{IMPLIED}{}", head.name) } else { format!("{IMPLIED}{}_{}", head.name, copy + 1) };
    let artifact = Artifact {
        head: Head {
            name: name.as_str().into(),
            label: head.label.clone(),
            span: head.span,
            whole: head.whole,
            scope: step.activity,
            ..Head::default()
        },
        activity: step.activity,
        participant: step.participant,
        lane: step.lane,
        parent: None,
        kind: ArtifactKind::Store(Ref { text: head.name.clone(), quoted: false, span: head.span, to: Some(store) }),
    };
    model.artifacts.push(&name, artifact)
}

fn associate(model: &mut Model, node: Id<Node>, artifact: Id<Artifact>, way: Way) {
    let (step, data) = (&model.nodes[node].head, &model.artifacts[artifact].head);
    let short = data.name.strip_prefix(IMPLIED).unwrap_or(&data.name);
    let direction = if way == Way::Out { "out" } else { "in" };
    let name = format!("{IMPLIED}{direction}_{}_{short}", step.name);
    let head = Head { name: name.as_str().into(), span: step.span, whole: step.span, scope: model.nodes[node].activity, ..Head::default() };
    let end = |head: &Head, to| Ref { text: head.name.clone(), quoted: false, span: head.span, to: Some(to) };
    let (step, data) = (end(step, AssociationEnd::Node(node)), end(data, AssociationEnd::Artifact(artifact)));
    let (from, to) = if way == Way::Out { (step, data) } else { (data, step) };
    model.associations.push(&name, Association { head, from, to, kind: AssociationKind::Data });
}
