//! The personal data of a model in the words of W3C DPV 2.3, as a graph that Turtle and JSON-LD write.
//!
//! No shape of a record of processing activities is agreed on in DPV. Here an activity is a `dpv:PersonalDataProcess`, each
//! operation of its census a `dpv:Process` of it; what they share (purposes, data, persons, recipients) stands once.

mod declarations;
mod words;

use super::ids::AllIds;
use crate::flow::references::References;
use crate::process::*;
use std::collections::BTreeSet;

/// Prefixes of the vocabularies that are not DPV's.
pub const OTHERS: &[(&str, &str)] =
    &[("dct", "http://purl.org/dc/terms/"), ("time", "http://www.w3.org/2006/time#"), ("xsd", "http://www.w3.org/2001/XMLSchema#")];

/// The graph: things with their types and properties, in the order of writing.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The address that names are relative to.
    pub base: String,
    /// Language of the texts, `fr`.
    pub lang: String,
    /// The things.
    pub things: Vec<Thing>,
}

/// A thing with a name of its own, or without one inside another.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// Its name after the base's `#`; empty for one inside another.
    pub name: String,
    /// Its classes, `dpv:Process`.
    pub types: Vec<&'static str>,
    /// Its properties in order.
    pub properties: Vec<(&'static str, Object)>,
}

/// What a property says.
#[derive(Clone, Debug)]
pub enum Object {
    /// A named thing of the graph.
    Named(String),
    /// A term, `dpv:Record`.
    Term(&'static str),
    /// A text in the graph's language.
    Text(String),
    /// A text in no language: a reference, a name.
    Plain(String),
    /// A day.
    Date(Date),
    /// A number.
    Number(u32),
    /// A thing without a name.
    Inside(Thing),
}

/// The graph of a model as Turtle.
pub fn turtle(model: &Model, references: &References, base: &str) -> String {
    super::turtle::write(&graph(model, references, base))
}

/// The graph of a model as JSON-LD.
pub fn json_ld(model: &Model, references: &References, base: &str) -> String {
    super::jsonld::write(&graph(model, references, base))
}

/// The address that a model's names are relative to where the user gives none: that of its first activity.
pub fn default_base(model: &Model) -> String {
    let first = model.activities.values().next();
    let name = first.map_or("", |activity| activity.reference.as_ref().map_or(activity.head.name.as_str(), |text| &text.value));
    format!("urn:recens:{}", slug(name, "modele"))
}

/// Why an address cannot be a base: it has no scheme, or holds what no address may.
pub fn is_base(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, rest)| if rest.is_empty() { "" } else { scheme });
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // What stands after `#` is the name of a thing.
    named && !text.contains('#') && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !r#"<>"{}|^`\"#.contains(c))
}

/// The graph of a model.
pub fn graph(model: &Model, references: &References, base: &str) -> Graph {
    let mut builder = Builder { model, references, ids: AllIds::of(model), things: Vec::new() };
    builder.record();
    for (id, activity) in model.activities.iter() {
        builder.activity(id, activity);
    }
    for id in references.rows.clone() {
        builder.operation(id);
    }
    builder.declarations();
    Graph {
        base: base.to_owned(),
        lang: if model.lang == crate::diagnostic::Lang::Fr { "fr" } else { "en" }.into(),
        things: builder.things,
    }
}

struct Builder<'a> {
    model: &'a Model,
    references: &'a References,
    ids: AllIds,
    things: Vec<Thing>,
}

impl Thing {
    fn new(name: impl Into<String>, types: &[&'static str]) -> Self {
        Thing { name: name.into(), types: types.to_vec(), ..Thing::default() }
    }

    /// Adds a property.
    fn says(&mut self, property: &'static str, object: Object) {
        self.properties.push((property, object));
    }

    fn titled(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.says("dct:title", Object::Text(text.to_owned()));
        }
    }

    fn all(&mut self, property: &'static str, names: impl IntoIterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if seen.insert(name.clone()) {
                self.says(property, Object::Named(name));
            }
        }
    }
}

impl Builder<'_> {
    fn record(&mut self) {
        let mut record = Thing::new("record", &["dpv:ROPA"]);
        let titles = if self.model.lang == crate::diagnostic::Lang::Fr {
            "Registre des activités de traitement"
        } else {
            "Record of processing activities"
        };
        record.titled(titles);
        let parts: Vec<String> = self.model.activities.ids().map(|id| self.activity_name(id)).collect();
        record.all("dct:hasPart", parts);
        self.things.push(record);
    }

    fn activity_name(&self, id: Id<Activity>) -> String {
        format!("activity/{}", self.ids.activities.get(id))
    }

    fn operations(&self, id: Id<Activity>) -> Vec<Id<Operation>> {
        let own = |operation: &Id<Operation>| self.model.nodes[self.model.operations[*operation].node].activity == Some(id);
        self.references.rows.iter().copied().filter(own).collect()
    }

    /// What is an activity's: its own, what its operations use, and what is shared where no other activity could mean it.
    fn members<T: Declared>(&self, id: Id<Activity>, list: &Arena<T>, used: impl IntoIterator<Item = Id<T>>) -> BTreeSet<Id<T>> {
        let alone = self.model.activities.len() == 1;
        let own = |item: &T| item.head().scope == Some(id) || alone && item.head().scope.is_none();
        list.iter().filter(|(_, item)| own(item)).map(|(id, _)| id).chain(used).collect()
    }

    fn activity(&mut self, id: Id<Activity>, activity: &Activity) {
        let model = self.model;
        let mut thing = Thing::new(self.activity_name(id), &["dpv:PersonalDataProcess"]);
        if let Some(reference) = &activity.reference {
            thing.says("dct:identifier", Object::Plain(reference.value.clone()));
        }
        thing.titled(activity.head.title());
        for (property, date) in [("dct:created", &activity.created), ("dct:modified", &activity.updated)] {
            if let Some(date) = date {
                thing.says(property, Object::Date(date.value));
            }
        }
        let organisation = |name: &Ref<Id<Organisation>>| name.to.map(|id| format!("organisation/{}", self.ids.organisations.get(id)));
        thing.all("dpv:hasDataController", activity.controllers.iter().chain(&activity.joint).filter_map(organisation));
        thing.all("dpv:hasDataProcessor", activity.processors.iter().filter_map(|one| organisation(&one.organisation)));
        for software in &activity.software {
            let mut inside = Thing::default();
            inside.titled(&software.value);
            thing.says("dpv:isImplementedUsingTechnology", Object::Inside(inside));
        }
        let operations: Vec<&Operation> = self.operations(id).into_iter().map(|id| &model.operations[id]).collect();
        let used = operations.iter().flat_map(|one| &one.purposes).filter_map(|purpose| purpose.to);
        let purposes = self.members(id, &model.purposes, used);
        thing.all("dpv:hasPurpose", purposes.iter().map(|id| format!("purpose/{}", self.ids.purposes.get(*id))));
        let used = operations.iter().flat_map(|one| model.subjects_of(one));
        let subjects = self.members(id, &model.subjects, used);
        thing.all("dpv:hasDataSubject", subjects.iter().map(|id| format!("subjects/{}", self.ids.subjects.get(*id))));
        let used = operations.iter().flat_map(|one| &one.data).filter_map(|datum| datum.to);
        let data = self.members(id, &model.data, used);
        thing.all("dpv:hasPersonalData", data.iter().map(|id| format!("data/{}", self.ids.data.get(*id))));
        let own = self.members(id, &model.recipients, []).into_iter().map(Party::Recipient);
        let parties = operations.iter().flat_map(|one| &one.recipients).filter_map(|party| party.to).chain(own);
        thing.all("dpv:hasRecipient", parties.filter_map(|party| self.recipient(party)));
        let stores = self.members(id, &model.stores, operations.iter().flat_map(|one| model.stores_of(one)));
        thing.all("dpv:hasStorageCondition", stores.iter().map(|id| format!("store/{}", self.ids.stores.get(*id))));
        for retention in &activity.retention {
            thing.says("dpv:hasStorageCondition", Object::Inside(self.kept(retention)));
        }
        let used = stores.iter().flat_map(|id| &model.stores[*id].measures).filter_map(|measure| measure.to);
        let measures = self.members(id, &model.measures, used);
        thing.all("dpv:hasTechnicalOrganisationalMeasure", measures.iter().map(|id| format!("measure/{}", self.ids.measures.get(*id))));
        let notices = model.nodes.iter().filter(|(_, node)| node.activity == Some(id) && informs(node));
        thing.all("dpv:hasNotice", notices.map(|(id, _)| format!("notice/{}", self.ids.nodes.get(id))));
        thing.all("dpv:hasRisk", self.members(id, &model.risks, []).iter().map(|id| format!("risk/{}", self.ids.risks.get(*id))));
        let processes = self.operations(id).into_iter().map(|operation| self.operation_name(operation));
        let transfers = self.members(id, &model.transfers, []).into_iter().map(|id| format!("transfer/{}", self.ids.transfers.get(id)));
        thing.all("dpv:hasProcess", processes.chain(transfers).collect::<Vec<_>>());
        self.things.push(thing);
    }

    fn operation_name(&self, id: Id<Operation>) -> String {
        let activity = self.model.nodes[self.model.operations[id].node].activity;
        let below = activity.map_or("", |id| self.ids.activities.get(id));
        // Two operations of one pinned reference are told apart by their place.
        let reference = self.references.of(id);
        let twins = self.references.rows.iter().take_while(|other| **other != id).filter(|other| self.references.of(**other) == reference);
        match twins.count() {
            0 => format!("operation/{below}/{reference}"),
            before => format!("operation/{below}/{reference}~{}", before + 1),
        }
    }

    fn operation(&mut self, id: Id<Operation>) {
        let model = self.model;
        let operation = &model.operations[id];
        let node = &model.nodes[operation.node];
        let mut thing = Thing::new(self.operation_name(id), &["dpv:Process"]);
        thing.says("dct:identifier", Object::Plain(self.references.of(id).to_owned()));
        thing.titled(operation.title(&node.head));
        thing.says("dpv:hasProcessing", Object::Term(words::operation(operation.kind)));
        let data = operation.data.iter().filter_map(|datum| datum.to);
        thing.all("dpv:hasPersonalData", data.map(|id| format!("data/{}", self.ids.data.get(id))));
        let subjects = model.subjects_of(operation);
        thing.all("dpv:hasDataSubject", subjects.into_iter().map(|id| format!("subjects/{}", self.ids.subjects.get(id))));
        let purposes = operation.purposes.iter().filter_map(|purpose| purpose.to);
        thing.all("dpv:hasPurpose", purposes.map(|id| format!("purpose/{}", self.ids.purposes.get(id))));
        let recipients = operation.recipients.iter().filter_map(|party| party.to);
        thing.all("dpv:hasRecipient", recipients.filter_map(|party| self.recipient(party)));
        let sources = operation.from.iter().filter_map(|from| from.to).filter_map(|from| self.origin(from));
        thing.all("dpv:hasDataSource", sources);
        let actor = match (node.lane, node.participant) {
            (Some(lane), _) => self.recipient(Party::Lane(lane)),
            (None, Some(pool)) if model.participants[pool].drawn => self.recipient(Party::Participant(pool)),
            _ => None,
        };
        thing.all("dpv:isImplementedByEntity", actor);
        let into = operation.into.iter().filter_map(|place| match place.to {
            Some(Place::Store(id)) => Some(format!("store/{}", self.ids.stores.get(id))),
            _ => None,
        });
        thing.all("dpv:hasStorageCondition", into);
        for retention in &operation.retention {
            thing.says("dpv:hasStorageCondition", Object::Inside(self.kept(retention)));
        }
        self.things.push(thing);
    }

    /// Somebody data go to; the persons themselves are no recipient.
    fn recipient(&self, party: Party) -> Option<String> {
        Some(match party {
            Party::Subjects(_) => return None,
            Party::Recipient(id) => format!("recipient/{}", self.ids.recipients.get(id)),
            Party::Organisation(id) => format!("organisation/{}", self.ids.organisations.get(id)),
            Party::Participant(id) => match (self.model.participants[id].organisation, self.model.participants[id].subjects) {
                (Some(organisation), _) => format!("organisation/{}", self.ids.organisations.get(organisation)),
                (None, Some(_)) => return None,
                (None, None) => format!("participant/{}", self.ids.participants.get(id)),
            },
            Party::Lane(id) => format!("lane/{}", self.ids.lanes.get(id)),
        })
    }

    fn origin(&self, from: Origin) -> Option<String> {
        Some(match from {
            Origin::Store(id) => format!("store/{}", self.ids.stores.get(id)),
            Origin::Document(id) => format!("document/{}", self.ids.artifacts.get(id)),
            Origin::Channel(id) => format!("channel/{}", self.ids.channels.get(id)),
            Origin::Party(Party::Subjects(id)) => format!("subjects/{}", self.ids.subjects.get(id)),
            Origin::Party(Party::Participant(id)) if self.model.participants[id].organisation.is_none() => {
                match self.model.participants[id].subjects {
                    Some(subjects) => format!("subjects/{}", self.ids.subjects.get(subjects)),
                    None => format!("participant/{}", self.ids.participants.get(id)),
                }
            }
            Origin::Party(party) => return self.recipient(party),
        })
    }
}

fn informs(node: &Node) -> bool {
    node.facts.iter().any(|fact| matches!(fact, Fact::Notice(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_address_without_a_name() {
        for right in ["urn:recens:T-005", "https://exemple.fr/registre", "https://exemple.fr/é"] {
            assert!(is_base(right), "{right}");
        }
        for wrong in ["", "registre", "urn:", "https://x/#a", "https://x y", "urn:a>b", "1a:b"] {
            assert!(!is_base(wrong), "{wrong}");
        }
    }
}
