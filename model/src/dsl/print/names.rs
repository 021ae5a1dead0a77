//! The identifiers of a text: the model's own where the language accepts them, else made from them, each once in its place.

use super::value::is_word;
use crate::diagnostic::Text;
use crate::dsl::keywords::folded;
use crate::dsl::lower::{name, value::nfc};
use crate::process::*;
use crate::text;
use std::collections::{HashMap, HashSet};

/// The identifiers, by place in the model's lists.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub activities: Vec<String>,
    pub organisations: Vec<String>,
    pub subjects: Vec<String>,
    pub data: Vec<String>,
    pub purposes: Vec<String>,
    pub recipients: Vec<String>,
    pub stores: Vec<String>,
    pub channels: Vec<String>,
    pub measures: Vec<String>,
    pub transfers: Vec<String>,
    pub risks: Vec<String>,
    pub participants: Vec<String>,
    pub lanes: Vec<String>,
    pub nodes: Vec<String>,
    pub artifacts: Vec<String>,
    /// Calls that name nothing: their identifier is the one the reader makes from their label.
    pub unnamed_calls: HashSet<Id<Node>>,
    /// Calls whose identifier is what they call.
    pub naming_calls: HashSet<Id<Node>>,
    /// The identifiers that the reader makes for arrows, where that is sure.
    pub flows: Vec<Option<String>>,
    /// The same of messages.
    pub messages: Vec<Option<String>>,
}

type Scope = Option<Id<Activity>>;

/// Words that are no identifier after `note` and `événement`, since a clause begins with them.
const CLAUSES: [&str; 3] = ["sur", "on", "about"];
/// The same after `transfert`.
const TRANSFER: [&str; 6] = ["vers", "to", "pays", "country", "garantie", "safeguard"];

struct Giver<'m> {
    model: &'m Model,
    originals: &'m HashMap<String, String>,
    /// Every identifier of the model and every one given.
    all: HashSet<String>,
    next: HashMap<String, usize>,
    changed: Vec<(String, String)>,
    naming_calls: HashSet<Id<Node>>,
}

impl Names {
    /// Gives every element of `model` its identifier; tells of those that had to change.
    pub fn new(model: &Model, originals: &HashMap<String, String>, losses: &mut Vec<Text>) -> Self {
        let mut giver =
            Giver { model, originals, all: HashSet::new(), next: HashMap::new(), changed: Vec::new(), naming_calls: HashSet::new() };
        giver.all.extend(model.heads().into_iter().map(|head| head.name.to_string()));
        let mut names = Self {
            activities: giver.activities(),
            organisations: giver.list(&model.organisations),
            subjects: giver.list(&model.subjects),
            data: giver.list(&model.data),
            purposes: giver.list(&model.purposes),
            recipients: giver.list(&model.recipients),
            channels: giver.list(&model.channels),
            measures: giver.list(&model.measures),
            transfers: giver.transfers(),
            risks: giver.list(&model.risks),
            ..Self::default()
        };
        // What stands in the flow shares its names, since an arrow may lead to any of it.
        let mut taken: HashSet<(Scope, String)> = HashSet::new();
        names.nodes = giver.nodes(&mut taken);
        let scoped = |scope: Scope, head: &Head| (scope.or(head.scope), original(originals, &head.name).to_owned());
        let pools: Vec<_> = model.participants.values().map(|pool| scoped(pool.activity, &pool.head)).collect();
        names.participants = giver.flow(pools, &mut taken);
        let activity = |pool: Option<Id<Participant>>| pool.and_then(|pool| model.participants[pool].activity);
        let lanes: Vec<_> = model.lanes.values().map(|lane| scoped(activity(lane.participant), &lane.head)).collect();
        names.lanes = giver.flow(lanes, &mut taken);
        giver.artifacts(&mut names, &mut taken);
        names.arrows(model);
        names.naming_calls = giver.naming_calls;
        if let Some((old, new)) = giver.changed.first() {
            let count = giver.changed.len();
            losses.push(match count {
                1 => text!("l'identifiant `{old}` devient `{new}`", "the identifier `{old}` becomes `{new}`"),
                _ => text!(
                    "{count} identifiants ne conviennent pas au langage et changent : `{old}` devient `{new}`, etc.",
                    "{count} identifiers do not suit the language and change: `{old}` becomes `{new}`, and so on"
                ),
            });
        }
        names
    }

    /// The identifiers that the reader will make for arrows, where no other could be in their way.
    fn arrows(&mut self, model: &Model) {
        let mut count: HashMap<String, usize> = HashMap::new();
        let end = |end: &Ref<MessageEnd>| match end.to {
            Some(MessageEnd::Node(id)) => self.nodes[id.index()].clone(),
            Some(MessageEnd::Participant(id)) => self.participants[id.index()].clone(),
            None => identifier(&end.text),
        };
        let node = |end: &Ref<Id<Node>>| end.to.map_or_else(|| identifier(&end.text), |id| self.nodes[id.index()].clone());
        let flows: Vec<String> = model.flows.values().map(|flow| format!("flow_{}_{}", node(&flow.from), node(&flow.to))).collect();
        let messages: Vec<String> =
            model.messages.values().map(|message| format!("message_{}_{}", end(&message.from), end(&message.to))).collect();
        let given = [&self.nodes, &self.artifacts, &self.participants, &self.lanes, &self.data, &self.stores];
        for name in flows.iter().chain(&messages).chain(given.into_iter().flatten()) {
            *count.entry(name.clone()).or_default() += 1;
        }
        let sure = |name: String| (count[&name] == 1).then_some(name);
        (self.flows, self.messages) = (flows.into_iter().map(sure).collect(), messages.into_iter().map(sure).collect());
    }
}

impl Giver<'_> {
    /// The identifiers of declarations of one kind: each once in its activity, or among those shared.
    fn list<T: Declared>(&mut self, arena: &Arena<T>) -> Vec<String> {
        let mut taken = HashSet::new();
        arena
            .values()
            .map(|item| (item.head().scope, item.head().name.clone()))
            .map(|(scope, name)| self.give(scope, &name, &mut taken))
            .collect()
    }

    fn activities(&mut self) -> Vec<String> {
        let (mut taken, model) = (HashSet::new(), self.model);
        model.activities.values().map(|item| self.give(None, original(self.originals, &item.head.name), &mut taken)).collect()
    }

    fn transfers(&mut self) -> Vec<String> {
        let mut taken = HashSet::new();
        let model = self.model;
        model.transfers.values().map(|item| self.give(item.head.scope, &unless(&TRANSFER, &item.head.name), &mut taken)).collect()
    }

    fn flow(&mut self, list: Vec<(Scope, String)>, taken: &mut HashSet<(Scope, String)>) -> Vec<String> {
        list.into_iter().map(|(scope, name)| self.give(scope, &name, taken)).collect()
    }

    /// `name` where it is an identifier that is still free in `scope`, else one made from it that nothing else has.
    fn give(&mut self, scope: Scope, name: &str, taken: &mut HashSet<(Scope, String)>) -> String {
        let wanted = identifier(name);
        if wanted == name && taken.insert((scope, wanted.clone())) {
            self.all.insert(wanted.clone());
            return wanted;
        }
        let mut made = wanted.clone();
        while self.all.contains(&made) {
            let next = self.next.entry(wanted.clone()).or_insert(2);
            made = format!("{wanted}_{next}");
            *next += 1;
        }
        self.all.insert(made.clone());
        taken.insert((scope, made.clone()));
        // What was drawn for BPMN is not written.
        if !name.starts_with(IMPLIED) {
            self.changed.push((name.to_owned(), made.clone()));
        }
        made
    }

    /// The identifiers of nodes. That of a call is what it calls.
    fn nodes(&mut self, taken: &mut HashSet<(Scope, String)>) -> Vec<String> {
        let model = self.model;
        let mut names = vec![String::new(); model.nodes.len()];
        let is_call = |node: &Node| matches!(node.kind, NodeKind::Call(_));
        for (id, node) in model.nodes.iter().filter(|(_, node)| !is_call(node)) {
            names[id.index()] = self.give(node.activity, &unless(&CLAUSES, original(self.originals, &node.head.name)), taken);
        }
        for (id, node) in model.nodes.iter() {
            let NodeKind::Call(call) = &node.kind else { continue };
            let called = call.called.as_ref().map(|called| original(self.originals, &called.value).to_owned());
            names[id.index()] = match called {
                Some(called) if identifier(&called) == called && taken.insert((node.activity, called.clone())) => {
                    self.all.insert(called.clone());
                    self.naming_calls.insert(id);
                    called
                }
                _ => self.give(node.activity, original(self.originals, &node.head.name), taken),
            };
        }
        names
    }

    /// The identifiers of artifacts and stores: a store and its place share one.
    fn artifacts(&mut self, names: &mut Names, taken: &mut HashSet<(Scope, String)>) {
        let model = self.model;
        names.artifacts = vec![String::new(); model.artifacts.len()];
        let mut placed: HashMap<Id<Store>, Vec<Scope>> = HashMap::new();
        for (id, artifact) in model.artifacts.iter() {
            match &artifact.kind {
                ArtifactKind::Store(Ref { to: Some(store), .. }) => placed.entry(*store).or_default().push(artifact.activity),
                _ => {
                    names.artifacts[id.index()] =
                        self.give(artifact.activity, &unless(&CLAUSES, original(self.originals, &artifact.head.name)), taken);
                }
            }
        }
        let mut stores = HashSet::new();
        for (id, store) in model.stores.iter() {
            let scopes = placed.get(&id).map_or(&[][..], Vec::as_slice);
            let own = original(self.originals, &store.head.name);
            let blocked = scopes.iter().any(|scope| taken.contains(&(*scope, own.to_owned())));
            let wanted = if blocked { format!("{own} ") } else { own.to_owned() };
            let name = self.give(store.head.scope, &wanted, &mut stores);
            names.stores.push(name);
        }
        for (id, artifact) in model.artifacts.iter() {
            if let ArtifactKind::Store(Ref { to: Some(store), .. }) = &artifact.kind {
                names.artifacts[id.index()] = names.stores[store.index()].clone();
            }
        }
        self.calls(names);
    }

    /// A call that names nothing has no identifier to write: it needs the one that the reader makes from its label.
    fn calls(&mut self, names: &mut Names) {
        let model = self.model;
        for (id, node) in model.nodes.iter() {
            let NodeKind::Call(Call { called: None, .. }) = &node.kind else { continue };
            let made = name::Names::default().slug(&node.head.label, "appel");
            if identifier(&made) == made && self.all.insert(made.clone()) {
                self.changed.retain(|(old, _)| *old != node.head.name);
                names.nodes[id.index()] = made;
                names.unnamed_calls.insert(id);
            }
        }
    }
}

/// The identifier an element had before.
fn original<'n>(originals: &'n HashMap<String, String>, name: &'n str) -> &'n str {
    originals.get(name).map_or(name, String::as_str)
}

/// `name`, unless it is one of these words.
fn unless(words: &[&str], name: &str) -> String {
    if words.contains(&folded(name).as_ref()) { format!("{name}_") } else { name.to_owned() }
}

/// `name` with `_` where the language has no place for a character in an identifier.
pub(super) fn identifier(name: &str) -> String {
    let name = nfc(name);
    let plain = !name.contains(['.', '\'', '’']) && is_word(&name);
    if plain {
        return name;
    }
    let chars: Vec<char> = name.chars().collect();
    let letter = |at: usize| chars.get(at).is_some_and(|c| is_word(&c.to_string()));
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let kept = letter(at) || *c == '-' && at > 0 && letter(at - 1) && letter(at + 1) && !out.ends_with('_');
        if kept {
            out.push(*c);
        } else if !out.ends_with('_') {
            out.push('_');
        }
    }
    let out = out.trim_end_matches('_');
    if out.is_empty() { "x".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn identifiers_are_kept_where_the_language_accepts_them() {
        for (name, given) in [
            ("étape-1", "étape-1"),
            ("Activity_0a1b", "Activity_0a1b"),
            ("sid-1.2", "sid-1_2"),
            ("a b", "a_b"),
            ("a--b", "a_b"),
            ("-a-", "_a"),
            ("", "x"),
            ("_x", "_x"),
        ] {
            assert_eq!(identifier(name), given, "{name}");
        }
    }
}
