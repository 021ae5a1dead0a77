//! Gives names their targets, declares on the spot what was quoted, and says which names lead nowhere.
//!
//! Data and purposes that are declared nowhere stay unresolved in silence: the checks `data-undeclared` and
//! `purpose-undeclared` report them with their law.

mod duplicates;
mod links;
mod names;
#[cfg(test)]
mod tests;

use super::*;
use crate::diagnostic::{Diagnostic, reading};
use crate::text;
use names::{Kind, Scoped};
use std::mem::take;

/// Resolves every reference of `model`. Linear in the number of references.
pub fn resolve(model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    duplicates::report(model, diagnostics);
    let mut names = Names::of(model);
    names.declarations(model, diagnostics);
    links::participants(model, &names);
    names.flow(model, diagnostics);
    links::documents(&mut names);
    names.operations(model, diagnostics);
    names.give_back(model);
    links::associated_data(model);
}

/// The declared things a name can stand for, taken out of the model while it is resolved.
struct Names {
    organisations: Kind<Organisation>,
    subjects: Kind<Subjects>,
    data: Kind<Datum>,
    purposes: Kind<Purpose>,
    recipients: Kind<Recipient>,
    stores: Kind<Store>,
    channels: Kind<Channel>,
    measures: Kind<Measure>,
    participants: Kind<Participant>,
    lanes: Kind<Lane>,
    artifacts: Kind<Artifact>,
}

impl Names {
    fn of(model: &mut Model) -> Self {
        Self {
            organisations: Kind::new(take(&mut model.organisations)),
            subjects: Kind::new(take(&mut model.subjects)),
            data: Kind::new(take(&mut model.data)),
            purposes: Kind::new(take(&mut model.purposes)),
            recipients: Kind::new(take(&mut model.recipients)),
            stores: Kind::new(take(&mut model.stores)),
            channels: Kind::new(take(&mut model.channels)),
            measures: Kind::new(take(&mut model.measures)),
            participants: Kind::new(model.participants.clone()),
            lanes: Kind::new(take(&mut model.lanes)),
            artifacts: Kind::new(take(&mut model.artifacts)),
        }
    }

    fn give_back(self, model: &mut Model) {
        model.organisations = self.organisations.arena;
        model.subjects = self.subjects.arena;
        model.data = self.data.arena;
        model.purposes = self.purposes.arena;
        model.recipients = self.recipients.arena;
        model.stores = self.stores.arena;
        model.channels = self.channels.arena;
        model.measures = self.measures.arena;
        model.lanes = self.lanes.arena;
        model.artifacts = self.artifacts.arena;
    }

    fn declarations(&mut self, model: &mut Model, out: &mut Vec<Diagnostic>) {
        for at in self.data.arena.ids() {
            let scope = self.data.arena[at].head.scope;
            let mut refs = take(&mut self.data.arena[at].subjects);
            self.subjects.all(&mut refs, scope, out);
            self.data.arena[at].subjects = refs;
        }
        for at in self.stores.arena.ids() {
            let scope = self.stores.arena[at].head.scope;
            let (mut measures, mut contains) = (take(&mut self.stores.arena[at].measures), take(&mut self.stores.arena[at].contains));
            self.measures.all(&mut measures, scope, out);
            self.data.all_silently(&mut contains, scope);
            (self.stores.arena[at].measures, self.stores.arena[at].contains) = (measures, contains);
        }
        for id in model.activities.ids() {
            let scope = Some(id);
            let activity = &mut model.activities[id];
            self.organisations.all(&mut activity.controllers, scope, out);
            self.organisations.all(&mut activity.joint, scope, out);
            for processor in &mut activity.processors {
                self.organisations.one(&mut processor.organisation, scope, out);
            }
        }
        for transfer in model.transfers.values_mut() {
            let scope = transfer.head.scope;
            if let Some(to) = &mut transfer.to {
                self.party(to, scope, out);
            }
        }
        for risk in model.risks.values_mut() {
            self.measures.all(&mut risk.measures, risk.head.scope, out);
        }
    }

    fn flow(&mut self, model: &mut Model, out: &mut Vec<Diagnostic>) {
        // Taken, not copied: a file may hold thousands.
        let mut nodes = Kind::new(take(&mut model.nodes));
        for id in nodes.arena.ids() {
            let node = &nodes.arena[id];
            let scope = node.head.scope.or(node.activity);
            let NodeKind::Event(Event { host: Some(host), .. }) = &node.kind else { continue };
            let mut found = host.clone();
            nodes.one_of_declared(&mut found, scope, out);
            if let NodeKind::Event(Event { host, .. }) = &mut nodes.arena[id].kind {
                *host = Some(found);
            }
        }
        for flow in model.flows.values_mut() {
            for end in [&mut flow.from, &mut flow.to] {
                end.to = nodes.find(end, flow.head.scope);
                if end.to.is_none() {
                    out.push(self.no_step(end, flow.head.scope, &nodes));
                }
            }
        }
        for message in model.messages.values_mut() {
            let scope = message.head.scope;
            for end in [&mut message.from, &mut message.to] {
                end.to = nodes
                    .find(end, scope)
                    .map(MessageEnd::Node)
                    .or_else(|| self.participants.find(end, scope).map(MessageEnd::Participant));
                if end.to.is_none() {
                    out.push(names::unknown(end, &[&nodes as &dyn Scoped, &self.participants], scope));
                }
            }
            self.data.all_silently(&mut message.carries, scope);
            self.channels.all(&mut message.via, scope, out);
        }
        let (flows, messages) = (Kind::new(take(&mut model.flows)), Kind::new(take(&mut model.messages)));
        for association in model.associations.values_mut() {
            let scope = association.head.scope;
            for end in [&mut association.from, &mut association.to] {
                end.to = nodes
                    .find(end, scope)
                    .map(AssociationEnd::Node)
                    .or_else(|| self.artifacts.find(end, scope).map(AssociationEnd::Artifact))
                    .or_else(|| flows.find(end, scope).map(AssociationEnd::Flow))
                    .or_else(|| messages.find(end, scope).map(AssociationEnd::Message))
                    .or_else(|| self.participants.find(end, scope).map(AssociationEnd::Participant))
                    .or_else(|| self.lanes.find(end, scope).map(AssociationEnd::Lane));
                if end.to.is_none() {
                    out.push(names::unknown(end, &[&nodes as &dyn Scoped, &self.artifacts], scope));
                }
            }
        }
        (model.nodes, model.flows, model.messages) = (nodes.arena, flows.arena, messages.arena);
    }

    /// What to say of a sequence flow's end that is no step: it may name something else.
    fn no_step(&self, end: &Ref<Id<Node>>, scope: Option<Id<Activity>>, nodes: &Kind<Node>) -> Diagnostic {
        let other = Ref::<()>::new(end.text.clone(), false, end.span);
        if self.participants.find(&other, scope).is_some() || self.lanes.find(&other, scope).is_some() {
            let name = &end.text;
            return Diagnostic::reading(
                &reading::UNKNOWN_REFERENCE,
                end.span,
                text!(
                    "« {name} » est un participant ou un couloir ; un flux de séquence `->` relie des étapes",
                    "“{name}” is a participant or a lane; a sequence flow `->` joins steps"
                ),
            )
            .with_help(text!("un message entre participants s'écrit `~>`", "a message between participants is written `~>`"))
            .about(name.clone());
        }
        names::unknown(end, &[nodes], scope)
    }

    fn operations(&mut self, model: &mut Model, out: &mut Vec<Diagnostic>) {
        for artifact in self.artifacts.arena.values_mut() {
            let scope = artifact.head.scope.or(artifact.activity);
            match &mut artifact.kind {
                ArtifactKind::Document { contains, .. } => self.data.all_silently(contains, scope),
                ArtifactKind::Store(store) => self.stores.one(store, scope, out),
                ArtifactKind::Annotation | ArtifactKind::Group => {}
            }
        }
        for id in model.operations.ids() {
            let scope = model.nodes[model.operations[id].node].activity;
            let operation = &mut model.operations[id];
            self.data.all_silently(&mut operation.data, scope);
            self.subjects.all(&mut operation.subjects, scope, out);
            self.purposes.all_silently(&mut operation.purposes, scope);
            for to in &mut operation.recipients {
                self.party(to, scope, out);
            }
            for from in &mut operation.from {
                self.origin(from, scope, out);
            }
            for into in &mut operation.into {
                self.place(into, scope, out);
            }
            self.channels.all(&mut operation.via, scope, out);
        }
        for node in model.nodes.values_mut() {
            let scope = node.activity;
            for fact in &mut node.facts {
                match fact {
                    Fact::Notice(notice) => self.subjects.all(&mut notice.subjects, scope, out),
                    Fact::Consent(consent) => {
                        self.purposes.all_silently(&mut consent.purposes, scope);
                        for into in &mut consent.into {
                            self.place(into, scope, out);
                        }
                    }
                    Fact::Operation(_) | Fact::Verification(_) | Fact::Right(_) => {}
                }
            }
        }
    }

    fn party(&mut self, to: &mut Ref<Party>, scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        to.to = (self.recipients.find(to, scope).map(Party::Recipient))
            .or_else(|| self.organisations.find(to, scope).map(Party::Organisation))
            .or_else(|| self.participants.find(to, scope).map(Party::Participant))
            .or_else(|| self.lanes.find(to, scope).map(Party::Lane))
            .or_else(|| self.subjects.find(to, scope).map(Party::Subjects));
        if to.to.is_none() && to.quoted {
            to.to = Some(Party::Recipient(self.recipients.declare(to)));
        } else if to.to.is_none() {
            out.push(names::unknown(
                to,
                &[&self.recipients as &dyn Scoped, &self.organisations, &self.participants, &self.lanes, &self.subjects],
                scope,
            ));
        }
    }

    fn origin(&mut self, from: &mut Ref<Origin>, scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        from.to = (self.stores.find(from, scope).map(Origin::Store))
            .or_else(|| self.document(from, scope).map(Origin::Document))
            .or_else(|| self.participants.find(from, scope).map(|id| Origin::Party(Party::Participant(id))))
            .or_else(|| self.lanes.find(from, scope).map(|id| Origin::Party(Party::Lane(id))))
            .or_else(|| self.channels.find(from, scope).map(Origin::Channel))
            .or_else(|| self.organisations.find(from, scope).map(|id| Origin::Party(Party::Organisation(id))))
            .or_else(|| self.subjects.find(from, scope).map(|id| Origin::Party(Party::Subjects(id))))
            .or_else(|| self.recipients.find(from, scope).map(|id| Origin::Party(Party::Recipient(id))));
        if from.to.is_none() && from.quoted {
            from.to = Some(Origin::Store(self.stores.declare(from)));
        } else if from.to.is_none() {
            out.push(names::unknown(
                from,
                &[&self.stores as &dyn Scoped, &self.participants, &self.lanes, &self.channels, &self.organisations, &self.subjects],
                scope,
            ));
        }
    }

    fn place(&mut self, into: &mut Ref<Place>, scope: Option<Id<Activity>>, out: &mut Vec<Diagnostic>) {
        into.to = (self.stores.find(into, scope).map(Place::Store)).or_else(|| self.document(into, scope).map(Place::Document));
        if into.to.is_none() && into.quoted {
            into.to = Some(Place::Store(self.stores.declare(into)));
        } else if into.to.is_none() {
            out.push(names::unknown(into, &[&self.stores as &dyn Scoped, &self.artifacts], scope));
        }
    }

    fn document<T>(&self, name: &Ref<T>, scope: Option<Id<Activity>>) -> Option<Id<Artifact>> {
        let id = self.artifacts.find(name, scope)?;
        matches!(self.artifacts.arena[id].kind, ArtifactKind::Document { .. }).then_some(id)
    }
}
