//! What belongs to which activity of a model: found once, so that thousands of activities of one file cost what they hold.

use crate::process::*;
use crate::source::FileId;
use indexmap::IndexSet;
use std::collections::HashMap;

/// The declarations of a kind by the activity in whose block they stand.
pub struct Scopes<T>(HashMap<Option<Id<Activity>>, Vec<Placed<T>>>);

/// A declaration and the file it stands in.
type Placed<T> = (Id<T>, FileId);

impl<T: Declared> Scopes<T> {
    fn of(arena: &Arena<T>) -> Self {
        let mut scopes: HashMap<_, Vec<_>> = HashMap::new();
        for (id, item) in arena.iter().filter(|(_, item)| !item.head().on_the_spot) {
            scopes.entry(item.head().scope).or_default().push((id, item.head().span.file));
        }
        Self(scopes)
    }

    fn get(&self, scope: Option<Id<Activity>>) -> &[Placed<T>] {
        self.0.get(&scope).map_or(&[], Vec::as_slice)
    }
}

/// What belongs to which activity.
#[allow(missing_docs)] // the kinds of declarations
pub struct Index {
    operations: HashMap<Id<Activity>, Vec<Id<Operation>>>,
    steps: HashMap<Id<Activity>, Vec<Id<Node>>>,
    notes: HashMap<Id<Activity>, Vec<Id<Artifact>>>,
    messages: HashMap<Id<Activity>, Vec<Id<MessageFlow>>>,
    activities: HashMap<FileId, usize>,
    pub purposes: Scopes<Purpose>,
    pub subjects: Scopes<Subjects>,
    pub data: Scopes<Datum>,
    pub stores: Scopes<Store>,
    pub measures: Scopes<Measure>,
    pub recipients: Scopes<Recipient>,
    pub transfers: Scopes<Transfer>,
    pub risks: Scopes<Risk>,
}

impl Index {
    /// The index of a model.
    pub fn new(model: &Model) -> Self {
        fn group<K: std::hash::Hash + Eq, V>(pairs: impl Iterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
            let mut groups: HashMap<K, Vec<V>> = HashMap::new();
            for (key, value) in pairs {
                groups.entry(key).or_default().push(value);
            }
            groups
        }
        let activity = |node: &Node| node.activity;
        let attached: IndexSet<Id<Artifact>> = (model.associations.values())
            .flat_map(|association| [association.from.to, association.to.to])
            .filter_map(|end| if let Some(AssociationEnd::Artifact(id)) = end { Some(id) } else { None })
            .collect();
        let free = |id: &Id<Artifact>| !attached.contains(id) && matches!(model.artifacts[*id].kind, ArtifactKind::Annotation);
        let mut activities = HashMap::new();
        for activity in model.activities.values() {
            *activities.entry(activity.head.span.file).or_insert(0) += 1;
        }
        Index {
            operations: group(model.operations.iter().filter_map(|(id, one)| Some((activity(&model.nodes[one.node])?, id)))),
            steps: group(model.nodes.iter().filter_map(|(id, node)| Some((activity(node)?, id)))),
            notes: group(model.artifacts.ids().filter(free).filter_map(|id| {
                let artifact = &model.artifacts[id];
                Some((artifact.activity.or(artifact.head.scope)?, id))
            })),
            messages: group(model.messages.iter().filter_map(|(id, message)| Some((message.head.scope?, id)))),
            activities,
            purposes: Scopes::of(&model.purposes),
            subjects: Scopes::of(&model.subjects),
            data: Scopes::of(&model.data),
            stores: Scopes::of(&model.stores),
            measures: Scopes::of(&model.measures),
            recipients: Scopes::of(&model.recipients),
            transfers: Scopes::of(&model.transfers),
            risks: Scopes::of(&model.risks),
        }
    }

    /// The operations of an activity, in written order.
    pub fn operations(&self, id: Id<Activity>) -> &[Id<Operation>] {
        self.operations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The steps of an activity, in written order.
    pub fn steps(&self, id: Id<Activity>) -> &[Id<Node>] {
        self.steps.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The notes of an activity that are attached to nothing.
    pub fn description(&self, model: &Model, id: Id<Activity>) -> Vec<String> {
        let notes = self.notes.get(&id).map_or(&[][..], Vec::as_slice);
        notes.iter().map(|note| model.artifacts[*note].head.title().to_owned()).collect()
    }

    /// The data that the messages of an activity carry.
    pub fn carried(&self, model: &Model, id: Id<Activity>) -> Vec<Id<Datum>> {
        let messages = self.messages.get(&id).map_or(&[][..], Vec::as_slice);
        messages.iter().flat_map(|message| &model.messages[*message].carries).filter_map(|datum| datum.to).collect()
    }

    /// The declarations of a kind that are an activity's, in the order of writing: those of its block, those it uses, and
    /// what stands in its file beside it where it is the only activity there.
    pub fn members<T: Declared>(
        &self,
        scopes: &Scopes<T>,
        activity: &Activity,
        id: Id<Activity>,
        used: impl IntoIterator<Item = Id<T>>,
    ) -> Vec<Id<T>> {
        let file = activity.head.span.file;
        let alone = self.activities.get(&file) == Some(&1);
        let beside = scopes.get(None).iter().filter(|(_, at)| alone && *at == file).map(|(id, _)| *id);
        let own = scopes.get(Some(id)).iter().map(|(id, _)| *id);
        let mut found: Vec<Id<T>> = own.chain(beside).chain(used).collect();
        found.sort();
        found.dedup();
        found
    }
}
