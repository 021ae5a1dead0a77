//! The flow: pools, lanes, steps with what they do to data, arrows and artifacts.

use super::*;

/// Activity, pool, lane and sub-process.
type At = (Option<Id<Activity>>, Option<Id<Participant>>, Option<Id<Lane>>, Option<Id<Node>>);

impl Writer<'_> {
    pub(super) fn flow(&self, out: &mut Object) {
        let model = self.model;
        out.put("participants", self.list(&model.participants, |_, pool, out| self.participant(pool, out)));
        out.put(
            "lanes",
            self.list(&model.lanes, |_, lane, out| {
                if let Some(id) = lane.participant {
                    out.put("participant", self.ids.participants.get(id));
                }
                if let Some(id) = lane.parent {
                    out.put("parent", self.ids.lanes.get(id));
                }
            }),
        );
        out.put(
            "steps",
            self.list(&model.nodes, |_, node, out| {
                self.place(out, (node.activity, node.participant, node.lane, node.parent));
                self.kind(&node.kind, out);
                out.array("facts", node.facts.iter().map(|fact| self.fact(fact)));
            }),
        );
        out.put(
            "artifacts",
            self.list(&model.artifacts, |_, artifact, out| {
                self.place(out, (artifact.activity, artifact.participant, artifact.lane, artifact.parent));
                self.artifact(&artifact.kind, out);
            }),
        );
        out.put(
            "sequenceFlows",
            self.list(&model.flows, |_, flow, out| {
                out.put("from", named(&flow.from, |id| self.ids.nodes.get(id).to_owned()));
                out.put("to", named(&flow.to, |id| self.ids.nodes.get(id).to_owned()));
                out.text("condition", flow.condition.as_ref());
                out.flag("default", flow.default);
            }),
        );
        out.put(
            "messageFlows",
            self.list(&model.messages, |_, message, out| {
                let end = |end| match end {
                    MessageEnd::Participant(id) => ("participant", self.ids.participants.get(id).to_owned()),
                    MessageEnd::Node(id) => ("step", self.ids.nodes.get(id).to_owned()),
                };
                out.put("from", kinded(&message.from, end));
                out.put("to", kinded(&message.to, end));
                out.array("carries", refs(&message.carries, &self.ids.data));
                out.array("via", refs(&message.via, &self.ids.channels));
            }),
        );
        out.put("associations", self.list(&model.associations, |_, association, out| self.association(association, out)));
    }

    fn participant(&self, pool: &Participant, out: &mut Object) {
        if let Some(id) = pool.activity {
            out.put("activity", self.ids.activities.get(id));
        }
        if let Some(id) = pool.organisation {
            out.put("organisation", self.ids.organisations.get(id));
        }
        if let Some(id) = pool.subjects {
            out.put("subjects", self.ids.subjects.get(id));
        }
        out.put("open", pool.open);
        out.put("drawn", pool.drawn);
        out.flag("multiple", pool.multiple);
    }

    fn association(&self, association: &Association, out: &mut Object) {
        out.put(
            "kind",
            match association.kind {
                AssociationKind::Data => "data",
                AssociationKind::Undirected => "undirected",
                AssociationKind::Directed => "directed",
                AssociationKind::Both => "both",
            },
        );
        let end = |end| {
            let (kind, id) = match end {
                AssociationEnd::Node(id) => ("step", self.ids.nodes.get(id)),
                AssociationEnd::Artifact(id) => ("artifact", self.ids.artifacts.get(id)),
                AssociationEnd::Flow(id) => ("sequenceFlow", self.ids.flows.get(id)),
                AssociationEnd::Message(id) => ("messageFlow", self.ids.messages.get(id)),
                AssociationEnd::Participant(id) => ("participant", self.ids.participants.get(id)),
                AssociationEnd::Lane(id) => ("lane", self.ids.lanes.get(id)),
            };
            (kind, id.to_owned())
        };
        out.put("from", kinded(&association.from, end));
        out.put("to", kinded(&association.to, end));
    }

    /// Where a step or an artifact stands: its activity, pool, lane and sub-process.
    fn place(&self, out: &mut Object, at: At) {
        let (activity, participant, lane, parent) = at;
        let names = [
            ("activity", activity.map(|id| self.ids.activities.get(id))),
            ("participant", participant.map(|id| self.ids.participants.get(id))),
            ("lane", lane.map(|id| self.ids.lanes.get(id))),
            ("parent", parent.map(|id| self.ids.nodes.get(id))),
        ];
        for (key, name) in names {
            if let Some(name) = name {
                out.put(key, name);
            }
        }
    }

    fn kind(&self, kind: &NodeKind, out: &mut Object) {
        let repeated = |out: &mut Object, repeat: Option<Repeat>, compensation: bool| {
            if let Some(repeat) = repeat {
                out.put("repeat", word(repeat));
            }
            out.flag("compensation", compensation);
        };
        match kind {
            NodeKind::Event(event) => self.event(event, out),
            NodeKind::Task(task) => {
                out.put("kind", "task");
                out.put("task", word(task.kind));
                repeated(out, task.repeat, task.compensation);
            }
            NodeKind::SubProcess(sub) => {
                out.put("kind", "subprocess");
                out.put("subprocess", word(sub.kind));
                out.flag("collapsed", sub.collapsed);
                repeated(out, sub.repeat, sub.compensation);
            }
            NodeKind::Call(call) => {
                out.put("kind", "call");
                out.text("called", call.called.as_ref());
                repeated(out, call.repeat, call.compensation);
            }
            NodeKind::Gateway(gateway) => {
                out.put("kind", "gateway");
                out.put("gateway", word(*gateway));
            }
        }
    }

    fn event(&self, event: &Event, out: &mut Object) {
        out.put("kind", "event");
        out.put(
            "position",
            match event.position {
                EventPosition::Start => "start",
                EventPosition::Intermediate => "intermediate",
                EventPosition::Boundary => "boundary",
                EventPosition::End => "end",
            },
        );
        out.put("trigger", word(event.trigger));
        out.flag("throwing", event.throwing);
        out.flag("nonInterrupting", event.non_interrupting);
        if let Some(host) = &event.host {
            out.put("host", named(host, |id| self.ids.nodes.get(id).to_owned()));
        }
        out.text("detail", event.detail.as_ref());
    }

    fn fact(&self, fact: &Fact) -> Value {
        let mut out = Object::default();
        match fact {
            Fact::Operation(id) => self.operation(*id, &mut out),
            Fact::Notice(notice) => {
                out.put("fact", "notice");
                out.array("subjects", refs(&notice.subjects, &self.ids.subjects));
                out.array("items", notice.items.iter().map(|item| word(item.value)));
            }
            Fact::Consent(consent) => {
                out.put("fact", "consent");
                out.array("purposes", refs(&consent.purposes, &self.ids.purposes));
                out.array("into", consent.into.iter().map(|place| kinded(place, |place| self.stored(place))));
                out.flag("withdrawn", consent.withdrawn);
            }
            Fact::Verification(of) => {
                out.put("fact", "verification");
                out.put("of", word(of.value));
            }
            Fact::Right(right) => {
                out.put("fact", "right");
                out.put("right", word(right.value));
            }
        }
        out.done()
    }

    fn operation(&self, id: Id<Operation>, out: &mut Object) {
        let operation = &self.model.operations[id];
        out.put("fact", "operation");
        out.put("reference", self.references.of(id));
        out.flag("pinned", operation.reference.is_some());
        out.put("operation", word(operation.kind));
        if operation.wording != Wording::Legal {
            out.put("word", operation.word.value.as_str());
        }
        out.array("data", refs(&operation.data, &self.ids.data));
        out.array("subjects", refs(&operation.subjects, &self.ids.subjects));
        out.array("purposes", refs(&operation.purposes, &self.ids.purposes));
        out.array("recipients", operation.recipients.iter().map(|party| kinded(party, |party| self.party(party))));
        let origin = |origin| match origin {
            Origin::Store(id) => ("store", self.ids.stores.get(id).to_owned()),
            Origin::Document(id) => ("document", self.ids.artifacts.get(id).to_owned()),
            Origin::Channel(id) => ("channel", self.ids.channels.get(id).to_owned()),
            Origin::Party(party) => self.party(party),
        };
        out.array("from", operation.from.iter().map(|from| kinded(from, origin)));
        out.array("into", operation.into.iter().map(|place| kinded(place, |place| self.stored(place))));
        out.array("via", refs(&operation.via, &self.ids.channels));
        out.retention(&operation.retention);
        out.text("format", operation.format.as_ref());
        out.text("description", operation.description.as_ref());
    }

    fn stored(&self, place: Place) -> (&'static str, String) {
        match place {
            Place::Store(id) => ("store", self.ids.stores.get(id).to_owned()),
            Place::Document(id) => ("document", self.ids.artifacts.get(id).to_owned()),
        }
    }

    fn artifact(&self, kind: &ArtifactKind, out: &mut Object) {
        match kind {
            ArtifactKind::Document { contains, collection, role, state } => {
                out.put("kind", "document");
                out.array("contains", refs(contains, &self.ids.data));
                out.flag("collection", *collection);
                match role {
                    DocumentRole::Internal => {}
                    DocumentRole::Input => out.put("role", "input"),
                    DocumentRole::Output => out.put("role", "output"),
                }
                if let Some(state) = state {
                    out.put("state", state.as_str());
                }
            }
            ArtifactKind::Store(store) => {
                out.put("kind", "store");
                out.put("store", named(store, |id| self.ids.stores.get(id).to_owned()));
            }
            ArtifactKind::Annotation => out.put("kind", "annotation"),
            ArtifactKind::Group => out.put("kind", "group"),
        }
    }
}
