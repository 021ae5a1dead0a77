//! A model made ready for BPMN: each element with an identifier of its own that XML accepts, and every use of a store drawn.
//!
//! Ids of the model stay what they are, so that what was computed for the original holds for the ready one. Making a
//! ready model ready changes nothing.

use super::names::{Ids, plain};
use super::uses;
use crate::diagnostic::Text;
use crate::process::*;
use crate::text;

/// What the plane of an activity shows, and where its treatment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// A collaboration, which has the activity's identifier.
    Collaboration,
    /// The one process of a file without pools, which has its participant's identifier.
    Process(Id<Participant>),
    /// A process with nothing inside, which has the activity's identifier.
    Empty,
}

/// The root of an activity.
pub(super) fn root(model: &Model, activity: Id<Activity>) -> Root {
    let mut undrawn = None;
    for (id, pool) in model.participants.iter().filter(|(_, pool)| pool.activity == Some(activity)) {
        if pool.drawn {
            return Root::Collaboration;
        }
        undrawn = undrawn.or(Some(id));
    }
    undrawn.map_or(Root::Empty, Root::Process)
}

/// The ready model, and what had to change for it.
pub fn ready(model: &Model) -> (Model, Vec<Text>) {
    let mut model = model.clone();
    let mut losses = Vec::new();
    give_home(&mut model);
    draw_pools(&mut model, &mut losses);
    uses::draw(&mut model);
    declare_awkward(&mut model);
    rename(&mut model);
    (model, losses)
}

/// Declarations need an activity whose treatment holds them.
fn give_home(model: &mut Model) {
    if model.activities.is_empty() {
        let head = Head { name: Name::const_new("traitement"), ..Head::default() };
        model.activities.push("traitement", Activity { head, ..Activity::default() });
    }
    let first = Some(Id::from_index(0));
    for pool in model.participants.values_mut() {
        pool.activity = pool.activity.or(first);
    }
}

/// Steps outside every pool have no place in a collaboration: they get one, unless they are only notes and groups.
fn draw_pools(model: &mut Model, losses: &mut Vec<Text>) {
    for id in model.participants.ids() {
        let activity = model.participants[id].activity;
        let beside = model.participants.values().any(|pool| pool.drawn && pool.activity == activity);
        if model.participants[id].drawn || !beside {
            continue;
        }
        let mine = |participant: Option<Id<Participant>>| participant == Some(id);
        let loose =
            |artifact: &Artifact| matches!(artifact.kind, ArtifactKind::Annotation | ArtifactKind::Group) && artifact.lane.is_none();
        let steps = model.nodes.values().any(|node| mine(node.participant))
            || model.lanes.values().any(|lane| mine(lane.participant))
            || model.artifacts.values().any(|artifact| mine(artifact.participant) && !loose(artifact));
        if steps {
            let pool = &mut model.participants[id];
            pool.drawn = true;
            pool.open = true;
            if pool.head.label.is_empty() {
                pool.head.label = default_label(&pool.head.name);
            }
            let title = pool.head.title().to_owned();
            losses.push(text!(
                "des étapes ne sont dans aucun participant alors que d'autres le sont : elles sont mises dans le participant « {title} »",
                "some steps stand in no participant while others do: they are put into the participant “{title}”"
            ));
        } else {
            for artifact in model.artifacts.values_mut().filter(|artifact| artifact.participant == Some(id)) {
                artifact.participant = None;
            }
        }
    }
}

/// A quoted text with a `;` cannot stand in a list of texts: what it declares is declared by itself.
fn declare_awkward(model: &mut Model) {
    fn each<T: Declared>(arena: &mut Arena<T>) {
        for item in arena.values_mut() {
            let head = item.head_mut();
            head.on_the_spot &= !head.label.contains(';');
        }
    }
    each(&mut model.organisations);
    each(&mut model.subjects);
    each(&mut model.data);
    each(&mut model.purposes);
    each(&mut model.recipients);
    each(&mut model.stores);
    each(&mut model.channels);
    each(&mut model.measures);
}

/// The new names of a list, by place.
type Names = Vec<String>;

fn rename(model: &mut Model) {
    let mut ids = Ids::reserving(model.heads().into_iter().map(|head| head.name.as_str()));
    let mut placed = vec![false; model.stores.len()];
    for artifact in model.artifacts.values() {
        if let ArtifactKind::Store(Ref { to: Some(store), .. }) = &artifact.kind {
            placed[store.index()] = true;
        }
    }
    let roots: Vec<Root> = model.activities.ids().map(|id| root(model, id)).collect();
    let claim = |ids: &mut Ids, head: &Head| ids.claim(&head.name);
    let nodes: Names = model.nodes.values().map(|node| claim(&mut ids, &node.head)).collect();
    let participants: Names = model.participants.values().map(|pool| claim(&mut ids, &pool.head)).collect();
    let lanes: Names = model.lanes.values().map(|lane| claim(&mut ids, &lane.head)).collect();
    let is_store = |artifact: &Artifact| matches!(artifact.kind, ArtifactKind::Store(_));
    let mut artifacts: Names =
        model.artifacts.values().map(|artifact| if is_store(artifact) { String::new() } else { claim(&mut ids, &artifact.head) }).collect();
    let store = |(at, store): (usize, &Store)| if placed[at] { ids.claim(&store.head.name) } else { word(&store.head.name) };
    let stores: Names = model.stores.values().enumerate().map(store).collect();
    let activity = |(activity, root): (&Activity, &Root)| match root {
        Root::Process(_) => word(&activity.head.name),
        Root::Collaboration | Root::Empty => ids.claim(&activity.head.name),
    };
    let activities: Names = model.activities.values().zip(&roots).map(activity).collect();
    let messages: Names = model.messages.values().map(|message| claim(&mut ids, &message.head)).collect();
    let flows: Names = model.flows.values().map(|flow| claim(&mut ids, &flow.head)).collect();
    let associations: Names = model.associations.values().map(|association| claim(&mut ids, &association.head)).collect();
    for (at, artifact) in model.artifacts.values().enumerate().filter(|(_, artifact)| is_store(artifact)) {
        let ArtifactKind::Store(store) = &artifact.kind else { continue };
        let same = store.to.is_some_and(|store| model.stores[store].head.name == artifact.head.name);
        let wanted = if same { format!("{}_ref", artifact.head.name) } else { artifact.head.name.to_string() };
        artifacts[at] = ids.claim(&wanted);
    }
    processes(model, &mut ids, &participants);
    give(&mut model.nodes, nodes);
    give(&mut model.participants, participants);
    give(&mut model.lanes, lanes);
    give(&mut model.artifacts, artifacts);
    give(&mut model.stores, stores);
    give(&mut model.activities, activities);
    give(&mut model.messages, messages);
    give(&mut model.flows, flows);
    give(&mut model.associations, associations);
    words(&mut model.organisations);
    words(&mut model.subjects);
    words(&mut model.data);
    words(&mut model.purposes);
    words(&mut model.recipients);
    words(&mut model.channels);
    words(&mut model.measures);
    words(&mut model.transfers);
    words(&mut model.risks);
}

/// Gives each pool with an inside the identifier of its process.
fn processes(model: &mut Model, ids: &mut Ids, participants: &[String]) {
    let mut inside = vec![false; model.participants.len()];
    let of = model.nodes.values().map(|node| node.participant).chain(model.lanes.values().map(|lane| lane.participant));
    for participant in of.chain(model.artifacts.values().map(|artifact| artifact.participant)).flatten() {
        inside[participant.index()] = true;
    }
    for (at, pool) in model.participants.values_mut().enumerate() {
        pool.open = inside[at] || !pool.drawn;
        pool.process = match (pool.drawn, pool.open) {
            (false, _) => Some(participants[at].as_str().into()),
            (true, true) => Some(ids.claim(&pool.process.take().unwrap_or_else(|| format!("process_{}", participants[at]).into())).into()),
            (true, false) => None,
        };
    }
}

/// A name without what separates names in a list.
fn word(name: &str) -> String {
    if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';')) {
        plain(name)
    } else {
        name.to_owned()
    }
}

fn words<T: Declared + Clone>(arena: &mut Arena<T>) {
    let names = arena.values().map(|item| word(&item.head().name)).collect();
    give(arena, names);
}

/// The list with other names; the places stay.
fn give<T: Declared + Clone>(arena: &mut Arena<T>, names: Names) {
    let mut out = Arena::default();
    for (item, name) in arena.values().zip(names) {
        let mut item = item.clone();
        item.head_mut().name = name.as_str().into();
        out.push(&name, item);
    }
    *arena = out;
}
