//! What holds and accompanies the nodes: `participant couloir document magasin note`.

use super::{Level, Lower, Place, Statement};
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::source::Span;
use crate::text;
use std::collections::HashMap;

impl<'a> Lower<'a> {
    /// `participant`.
    pub fn participant(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_activity(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[]);
        let labelled = title.label().is_some();
        let mut head = self.head(title, "participant", place, s.whole);
        if !labelled {
            // It may name an organisation or data subjects, whose label it then has.
            head.label.clear();
        }
        self.line_clauses(&mut s.cursor, &[], Vec::new, None, &mut |_, _| false);
        let name = head.name.clone();
        let pool = Participant { head, activity: place.activity, drawn: true, titled_by_name: true, ..Participant::default() };
        let id = self.model.participants.push(&name, pool);
        let before = self.inside_count();
        if let Some(block) = &s.block {
            self.block(block, Place { level: Level::Pool, participant: Some(id), lane: None, parent: None, step: None, ..place });
        }
        self.model.participants[id].open = self.inside_count() > before;
    }

    /// How many things stand inside participants so far.
    fn inside_count(&self) -> usize {
        self.model.lanes.len() + self.model.nodes.len() + self.model.artifacts.len()
    }

    /// `couloir`.
    pub fn lane(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_pool(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[]);
        let head = self.head(title, "couloir", place, s.whole);
        self.line_clauses(&mut s.cursor, &[], Vec::new, None, &mut |_, _| false);
        let name = head.name.clone();
        let id = self.model.lanes.push(&name, Lane { head, participant: place.participant, parent: place.lane });
        if let Some(block) = &s.block {
            self.block(block, Place { level: Level::Pool, lane: Some(id), parent: None, step: None, ..place });
        }
    }

    /// `document`.
    pub fn document(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_activity(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut head = self.head(title, "document", place, s.whole);
        let mut contains = Vec::new();
        head.allowances = self.clauses(&mut s, place, &[K::Contains], Vec::new, &mut |this, clause| {
            if clause.keyword.is_some() {
                contains.extend(this.references(clause.c, &text!("des données", "data")));
            }
            clause.keyword.is_some()
        });
        let kind = ArtifactKind::Document { contains, collection: false, role: DocumentRole::Internal, state: None };
        self.artifact(head, place, kind);
    }

    /// `magasin` inside a flow: declared, unless it only names one that is, and placed.
    pub fn placed_store(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_activity(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[]);
        let bare = title.label().is_none() && s.cursor.done() && s.block.is_none();
        let known = title.name().filter(|name| self.stores.contains(&name.value) || !self.model.stores.named(&name.value).is_empty());
        if let (true, Some(name)) = (bare, known) {
            let (name, span) = (name.value.clone(), name.span);
            // The label is that of the store, given once all are read.
            let head = Head { name: name.as_str().into(), span, whole: s.whole, scope: place.activity, ..Head::default() };
            self.artifact(head, place, ArtifactKind::Store(Ref::new(name, false, span)));
            return;
        }
        let (store, name) = self.store_of(title, &mut s, place);
        let head = Head { allowances: Vec::new(), ..self.model.stores[store].head.clone() };
        let span = head.span;
        self.artifact(head, place, ArtifactKind::Store(Ref::new(name, false, span)));
    }

    /// `note "Texte" sur étape`.
    pub fn note(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_activity(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[K::On, K::About]);
        let mut head = self.head(title, "note", place, s.whole);
        let mut about: Vec<Ref<Id<Node>>> = Vec::new();
        head.allowances = self.clauses(&mut s, place, &[K::On, K::About], Vec::new, &mut |this, clause| {
            if clause.keyword.is_some() {
                about.extend(this.references(clause.c, &text!("une étape", "a step")));
            }
            clause.keyword.is_some()
        });
        let (name, span) = (head.name.clone(), head.span);
        self.artifact(head, place, ArtifactKind::Annotation);
        for step in about {
            let made = self.names.unique(&format!("note_{name}_{}", step.text));
            let whole = span.join(step.span);
            let head = Head { name: made.as_str().into(), span: step.span, whole, scope: place.activity, ..Head::default() };
            let association = Association {
                head,
                from: Ref::new(name.clone(), false, span),
                to: Ref::new(step.text, step.quoted, step.span),
                kind: AssociationKind::Undirected,
            };
            self.model.associations.push(&made, association);
        }
    }

    /// Adds an artifact at a place.
    pub fn artifact(&mut self, head: Head, place: Place<'a>, kind: ArtifactKind) -> Id<Artifact> {
        let name = head.name.clone();
        let artifact =
            Artifact { head, activity: place.activity, participant: place.participant, lane: place.lane, parent: place.parent, kind };
        self.model.artifacts.push(&name, artifact)
    }

    /// Puts what was written outside every participant beside a step it is joined to, else in the pool made up for the
    /// nodes that stand in none.
    pub fn house_artifacts(&mut self) {
        let mut beside = HashMap::new();
        for link in self.model.associations.values() {
            for (end, other) in [(&link.from, &link.to), (&link.to, &link.from)] {
                let steps = self.model.nodes.named(&other.text).iter().map(|id| &self.model.nodes[*id]);
                if let Some(step) = steps.into_iter().find(|step| step.activity == link.head.scope) {
                    beside.entry((link.head.scope, end.text.clone())).or_insert((step.participant, step.lane, step.parent));
                }
            }
        }
        for artifact in self.model.artifacts.values_mut() {
            let (None, Some(activity)) = (artifact.participant, artifact.activity) else { continue };
            let place = beside.get(&(Some(activity), artifact.head.name.clone())).copied();
            let place = place.unwrap_or((self.pools.get(&activity).copied(), None, None));
            (artifact.participant, artifact.lane, artifact.parent) = place;
        }
    }

    /// Gives the placed stores without label that of their declaration.
    pub fn label_stores(&mut self) {
        let stores = &self.model.stores;
        let label = |name: &str| stores.named(name).first().map(|id| stores[*id].head.label.clone());
        for artifact in self.model.artifacts.values_mut() {
            if let ArtifactKind::Store(store) = &artifact.kind
                && artifact.head.label.is_empty()
            {
                artifact.head.label = label(&store.text).unwrap_or_default();
            }
        }
    }
}
