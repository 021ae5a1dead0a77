//! Pools, lanes and what stands in them.

use super::value::quoted;
use super::{Container, Printer, wordless};
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::text;

/// What a block of the flow holds.
#[derive(Clone, Copy)]
enum Child {
    Lane(Id<Lane>),
    Node(Id<Node>),
}

impl Printer<'_> {
    /// A pool.
    pub fn participant(&mut self, id: Id<Participant>) {
        let pool = &self.model.participants[id];
        let name = self.names.participants[id.index()].clone();
        let title =
            if pool.head.label == self.label_of_itself(pool, &name) { name } else { format!("{name} {}", quoted(&pool.head.label)) };
        if pool.multiple {
            self.lose(wordless("qu'un participant est multiple", "that a participant is multiple", pool.head.title()));
        }
        let statement = format!("{} {title}", self.word(K::Participant));
        self.with_block(&statement, |printer| {
            printer.allowances(&pool.head);
            printer.contents(Container::Pool(id));
        });
    }

    /// The label a pool has where none is written: that of the organisation or the persons it is named after, else one
    /// made from its identifier.
    fn label_of_itself(&self, pool: &Participant, name: &str) -> String {
        let organisation = pool.organisation.filter(|id| self.names.organisations[id.index()] == name);
        let subjects = pool.subjects.filter(|id| self.names.subjects[id.index()] == name);
        match (organisation, subjects) {
            (Some(id), _) => self.model.organisations[id].head.label.clone(),
            (None, Some(id)) => self.model.subjects[id].head.label.clone(),
            (None, None) => default_label(name),
        }
    }

    /// What stands in a block: lanes and steps in the order of the steps, then documents, stores and notes.
    pub fn contents(&mut self, container: Container) {
        let mut children: Vec<(usize, Child)> = Vec::new();
        let mut at = 0;
        for lane in self.inside.lanes.get(&container).cloned().unwrap_or_default() {
            // Lanes keep their own order.
            at = at.max(self.first_step(lane).unwrap_or(at));
            children.push((at, Child::Lane(lane)));
        }
        let nodes = self.inside.nodes.get(&container).cloned().unwrap_or_default();
        children.extend(nodes.into_iter().map(|node| (node.index(), Child::Node(node))));
        children.sort_by_key(|(at, child)| (*at, matches!(child, Child::Node(_))));
        for (_, child) in children {
            match child {
                Child::Lane(lane) => self.lane(lane),
                Child::Node(node) => self.node(node),
            }
        }
        for artifact in self.inside.artifacts.get(&container).cloned().unwrap_or_default() {
            self.artifact(artifact, container);
        }
    }

    fn first_step(&self, lane: Id<Lane>) -> Option<usize> {
        let own = self.inside.nodes.get(&Container::Lane(lane)).and_then(|nodes| nodes.first()).map(|node| node.index());
        let inner = self.inside.lanes.get(&Container::Lane(lane)).into_iter().flatten().filter_map(|inner| self.first_step(*inner)).min();
        own.into_iter().chain(inner).min()
    }

    fn lane(&mut self, id: Id<Lane>) {
        let lane = &self.model.lanes[id];
        let title = self.title(&lane.head, &self.names.lanes[id.index()]);
        let statement = format!("{} {title}", self.word(K::Lane));
        self.with_block(&statement, |printer| {
            printer.allowances(&lane.head);
            printer.contents(Container::Lane(id));
        });
    }

    fn artifact(&mut self, id: Id<Artifact>, container: Container) {
        let model = self.model;
        let artifact = &model.artifacts[id];
        let name = self.names.artifacts[id.index()].clone();
        match &artifact.kind {
            ArtifactKind::Document { contains, collection, role, state } => {
                let contains = self.references(contains, |id| (&model.data[id].head, &self.names.data[id.index()]));
                let clause = if contains.is_empty() { String::new() } else { format!(" {} {contains}", self.word(K::Contains)) };
                let statement = format!("{} {}{clause}", self.word(K::Document), self.title(&artifact.head, &name));
                self.with_block(&statement, |printer| printer.allowances(&artifact.head));
                if *collection || *role != DocumentRole::Internal || state.is_some() {
                    let (fr, en) = (
                        "qu'un document est une collection, une entrée, une sortie, ni son état",
                        "that a document is a collection, an input or an output, nor its state",
                    );
                    self.lose(wordless(fr, en, artifact.head.title()));
                }
            }
            ArtifactKind::Store(_) if self.inside.hidden.contains(&id) => {}
            // At the level of the activity that would be a declaration; an arrow that leads there places it.
            ArtifactKind::Store(_) if matches!(container, Container::Activity(_)) => {
                let joined = |end: &Ref<AssociationEnd>| end.to == Some(AssociationEnd::Artifact(id));
                let in_lanes = model.lanes.values().any(|lane| lane.participant == artifact.participant);
                if in_lanes {
                    let title = artifact.head.title();
                    self.lose(text!(
                        "le magasin « {title} », hors de tout couloir, prend place dans celui de la première étape qui l'emploie",
                        "the store “{title}”, outside every lane, takes its place in that of the first step that uses it"
                    ));
                } else if !model.associations.values().any(|association| joined(&association.from) || joined(&association.to)) {
                    let title = artifact.head.title();
                    self.lose(text!(
                        "le magasin « {title} » n'est joint à rien : hors d'un participant, sa place n'est pas écrite",
                        "the store “{title}” is joined to nothing: outside a participant its place is not written"
                    ));
                }
            }
            ArtifactKind::Store(_) => self.line(&format!("{} {name}", self.word(K::Store))),
            ArtifactKind::Annotation => self.note(id),
            ArtifactKind::Group => self.lose(wordless("les groupes", "groups", artifact.head.title())),
        }
    }

    fn note(&mut self, id: Id<Artifact>) {
        let head = &self.model.artifacts[id].head;
        let mut about = Vec::new();
        for association in self.inside.notes.get(&id).cloned().unwrap_or_default() {
            let association = &self.model.associations[association];
            let other = if association.from.to == Some(AssociationEnd::Artifact(id)) { &association.to } else { &association.from };
            match self.end(other) {
                Some(name) => about.push(name),
                None => self.lose(text!(
                    "la note « {} » : ce à quoi elle se rapporte n'a pas de nom dans le langage",
                    "the note “{}”: what it is about has no name in the language",
                    head.title()
                )),
            }
            if matches!(association.kind, AssociationKind::Directed | AssociationKind::Both) {
                self.lose(wordless("la flèche d'une note", "the arrow of a note", head.title()));
            }
        }
        let clause = if about.is_empty() { String::new() } else { format!(" {} {}", self.word(K::On), about.join(", ")) };
        let statement = format!("{} {}{clause}", self.word(K::Note), self.title(head, &self.names.artifacts[id.index()]));
        self.with_block(&statement, |printer| printer.allowances(head));
    }

    /// The identifier of what an association leads to.
    pub fn end(&self, end: &Ref<AssociationEnd>) -> Option<String> {
        let names = &self.names;
        Some(match end.to? {
            AssociationEnd::Node(id) => names.nodes[id.index()].clone(),
            AssociationEnd::Artifact(id) => match self.model.artifacts[id].kind {
                ArtifactKind::Group => return None,
                _ => names.artifacts[id.index()].clone(),
            },
            AssociationEnd::Flow(id) => names.flows[id.index()].clone()?,
            AssociationEnd::Message(id) => names.messages[id.index()].clone()?,
            AssociationEnd::Participant(id) if self.model.participants[id].drawn => names.participants[id.index()].clone(),
            AssociationEnd::Participant(_) => return None,
            AssociationEnd::Lane(id) => names.lanes[id.index()].clone(),
        })
    }
}
