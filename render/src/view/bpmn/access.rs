//! Which steps write to or read from which stores and documents, as their operations say.

use super::content::Content;
use super::plan::Thing;
use super::{Options, Stores};
use indexmap::IndexMap;
use model::flow::symbols::symbols;
use model::process::{Artifact, ArtifactKind, AssociationEnd, AssociationKind, Fact, Id, Model, Node, Origin, Participant, Place, Store};

/// More stores than this, or more lines, are not added by themselves.
const SANE: (usize, usize) = (10, 40);

/// The use of a store or document by a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Data come from it.
    pub reads: bool,
    /// Data go to it.
    pub writes: bool,
}

/// A store shown for a pool, or an artifact of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// What is used.
    pub thing: Thing,
    /// The pool of a store shown only because steps use it.
    pub pool: Option<Id<Participant>>,
    /// Which of its symbols there.
    pub copy: usize,
}

impl Target {
    /// An artifact that the source places.
    pub fn placed(artifact: Id<Artifact>) -> Self {
        Self { thing: Thing::Artifact(artifact), pool: None, copy: 0 }
    }
}

/// The uses to draw, in order of writing; associations the source already draws are left out.
pub fn uses(model: &Model, options: &Options, shown: &Content) -> IndexMap<(Id<Node>, Target), Use> {
    let mut uses: IndexMap<(Id<Node>, Target), Use> = IndexMap::new();
    if options.stores == Stores::None {
        return uses;
    }
    for (id, node) in model.nodes.iter().filter(|(id, _)| shown.nodes[id.index()]) {
        for fact in &node.facts {
            let (into, from) = match fact {
                Fact::Operation(op) => (&model.operations[*op].into[..], &model.operations[*op].from[..]),
                Fact::Consent(consent) => (&consent.into[..], &[][..]),
                _ => continue,
            };
            for place in into.iter().filter_map(|place| place.to) {
                let target = match place {
                    Place::Store(store) => store_target(model, store, node.participant),
                    Place::Document(artifact) => Target::placed(artifact),
                };
                uses.entry((id, target)).or_default().writes = true;
            }
            for origin in from.iter().filter_map(|origin| origin.to) {
                let target = match origin {
                    Origin::Store(store) => store_target(model, store, node.participant),
                    Origin::Document(artifact) => Target::placed(artifact),
                    Origin::Channel(_) | Origin::Party(_) => continue,
                };
                uses.entry((id, target)).or_default().reads = true;
            }
        }
    }
    for association in model.associations.values().filter(|association| association.kind == AssociationKind::Data) {
        match (association.from.to, association.to.to) {
            (Some(AssociationEnd::Node(node)), Some(AssociationEnd::Artifact(artifact))) => {
                drop_drawn(&mut uses, node, artifact, |used| used.writes = false);
            }
            (Some(AssociationEnd::Artifact(artifact)), Some(AssociationEnd::Node(node))) => {
                drop_drawn(&mut uses, node, artifact, |used| used.reads = false);
            }
            _ => {}
        }
    }
    uses.retain(|_, used| used.reads || used.writes);
    let mut stores: Vec<Target> = uses.keys().map(|(_, target)| *target).filter(|target| matches!(target.thing, Thing::Store(_))).collect();
    let lines = stores.len();
    stores.sort_by_key(|target| (target.pool, if let Thing::Store(store) = target.thing { store.index() } else { 0 }));
    stores.dedup();
    if options.stores == Stores::Auto && (stores.len() > SANE.0 || lines > SANE.1) {
        uses.retain(|(_, target), _| matches!(target.thing, Thing::Artifact(_)));
    }
    if stores.is_empty() { uses } else { near(model, uses) }
}

/// The same uses with a symbol of the store near each group of steps that use it.
fn near(model: &Model, uses: IndexMap<(Id<Node>, Target), Use>) -> IndexMap<(Id<Node>, Target), Use> {
    let copies = symbols(model, uses.keys().filter(|(_, target)| matches!(target.thing, Thing::Store(_))).copied());
    let copied = |(node, target): (Id<Node>, Target)| (node, Target { copy: copies.get(&(node, target)).copied().unwrap_or(0), ..target });
    uses.into_iter().map(|(key, used)| (copied(key), used)).collect()
}

fn drop_drawn(uses: &mut IndexMap<(Id<Node>, Target), Use>, node: Id<Node>, artifact: Id<Artifact>, drop: impl FnOnce(&mut Use)) {
    if let Some(used) = uses.get_mut(&(node, Target::placed(artifact))) {
        drop(used);
    }
}

/// The symbol of a store for a pool: the one the source places there, else one anywhere, else a new one.
fn store_target(model: &Model, store: Id<Store>, pool: Option<Id<Participant>>) -> Target {
    let placed =
        || model.artifacts.iter().filter(|(_, artifact)| matches!(&artifact.kind, ArtifactKind::Store(to) if to.to == Some(store)));
    let near = placed().find(|(_, artifact)| artifact.participant == pool).or_else(|| placed().next());
    match near {
        Some((artifact, _)) => Target::placed(artifact),
        None => Target { thing: Thing::Store(store), pool, copy: 0 },
    }
}
