//! The facts of one activity in the register's own terms, free of the model they come from: a register of thousands of
//! activities keeps these and lets the models go.

use super::body::Body;
use super::index::Index;
use crate::diagnostic::{Diagnostic, Lang};
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::reference::countries::{Standing, countries, standing};
use crate::source::Sources;
use crate::table::Picture;
use indexmap::{IndexMap, IndexSet};

/// One activity of the register.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its reference, `T-004`.
    pub reference: Option<String>,
    /// Where it was read, for messages: `fidelisation.recens:35`.
    pub origin: String,
    /// Day of creation.
    pub created: Option<Date>,
    /// Day of the last update.
    pub updated: Option<Date>,
    /// Controllers.
    pub controllers: Vec<Body>,
    /// Joint controllers.
    pub joint: Vec<Body>,
    /// Processors, each with the reference of its contract.
    pub processors: Vec<(Body, Option<String>)>,
    /// Software.
    pub software: Vec<String>,
    /// Purposes, the main one first.
    pub purposes: Vec<Aim>,
    /// What else is said of it: the notes of its diagram that are attached to no step.
    pub description: Vec<String>,
    /// Categories of data subjects.
    pub subjects: Vec<String>,
    /// Data.
    pub data: Vec<Kept>,
    /// Recipients.
    pub recipients: Vec<Received>,
    /// Measures with their type.
    pub measures: Vec<(MeasureType, String)>,
    /// Transfers outside the area.
    pub transfers: Vec<Sent>,
    /// Risks.
    pub risks: Vec<Feared>,
    /// Kinds of operations, each once, in the order of the flow.
    pub operations: Vec<OperationKind>,
    /// Where its data come from.
    pub sources: Vec<String>,
    /// What the persons are told, item by item, with the steps that tell it.
    pub told: IndexMap<NoticeItem, Vec<String>>,
    /// Rights that steps answer, with the steps.
    pub rights: IndexMap<Right, Vec<String>>,
    /// What is said of an impact assessment.
    pub assessment: Vec<String>,
    /// What is missing of the record, as the checks tell it.
    pub missing: Vec<String>,
    /// The picture of its process, where a document shows one.
    pub picture: Option<Picture>,
}

/// A purpose.
#[derive(Clone, Debug, Default)]
pub struct Aim {
    /// Its identifier.
    pub identifier: String,
    /// Its label.
    pub label: String,
    /// Its legal basis.
    pub basis: Option<String>,
}

/// A datum and how long it is kept.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// Its identifier.
    pub identifier: String,
    /// Its label.
    pub label: String,
    /// Its category.
    pub category: Option<DataCategory>,
    /// How long, each text once.
    pub retention: Vec<String>,
    /// Those that are durations; `None` for a criterion.
    pub durations: Vec<Option<Duration>>,
    /// Exception of art. 9(2) or 10.
    pub exception: Option<String>,
    /// Computed.
    pub derived: bool,
}

/// Kinds of recipients, as both forms tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// A service of the organisation.
    Internal,
    /// Another organisation.
    External,
    /// A processor.
    Processor,
    /// Somebody outside the area.
    Abroad,
}

/// A recipient.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its name.
    pub label: String,
    /// What it is.
    pub kind: Receiver,
}

/// A transfer outside the area.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// To whom.
    pub to: String,
    /// To which country.
    pub country: String,
    /// Under which safeguard; none where nothing covers it.
    pub safeguard: Option<Safeguard>,
    /// The decision that covers the country, with its condition.
    pub document: String,
}

/// A risk: one line of the table of risks.
#[derive(Clone, Debug, Default)]
pub struct Feared {
    /// The feared event.
    pub label: String,
    /// Impacts on the persons.
    pub impacts: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
    /// Threats.
    pub threats: Vec<String>,
    /// Measures against it.
    pub measures: Vec<String>,
    /// Severity, as rated or as written.
    pub severity: String,
    /// Likelihood, as rated or as written.
    pub likelihood: String,
}

/// The entries of a model, one an activity, in the order of writing. `findings` tell what is missing. A flow that is no
/// declared activity is one only where it handles data.
pub fn entries(model: &Model, sources: &Sources, findings: &[Diagnostic], day: Date, lang: Lang) -> Vec<Entry> {
    each(model, sources, findings, day, lang).into_iter().map(|(_, entry)| entry).collect()
}

/// The same, each with its activity.
pub fn each(model: &Model, sources: &Sources, findings: &[Diagnostic], day: Date, lang: Lang) -> Vec<(Id<Activity>, Entry)> {
    let index = Index::new(model);
    let counts = |(id, activity): &(Id<Activity>, &Activity)| activity.declared || !index.operations(*id).is_empty();
    let read = |(id, activity): (Id<Activity>, &Activity)| {
        let source = sources.get(activity.head.span.file);
        let line = source.position(activity.head.span.start).line;
        let entry = Reader { model, index: &index, id, activity, day, lang }.entry(findings);
        (id, Entry { origin: format!("{}:{line}", source.name), ..entry })
    };
    model.activities.iter().filter(counts).map(read).collect()
}

struct Reader<'a> {
    model: &'a Model,
    index: &'a Index,
    id: Id<Activity>,
    activity: &'a Activity,
    day: Date,
    lang: Lang,
}

impl Reader<'_> {
    fn entry(&self, findings: &[Diagnostic]) -> Entry {
        let activity = self.activity;
        let text = |text: &crate::source::Spanned<String>| text.value.clone();
        let bodies = |names: &[Ref<Id<Organisation>>]| names.iter().map(|name| self.body(name)).collect::<Vec<_>>();
        let about = |rule: &'static str| {
            let here = move |found: &&Diagnostic| found.rule == rule && found.element.as_deref() == Some(activity.head.name.as_str());
            findings.iter().filter(here).map(|found| found.message.get(self.lang).to_owned()).collect::<Vec<_>>()
        };
        let mut entry = Entry {
            name: activity.head.title().to_owned(),
            reference: activity.reference.as_ref().map(text).filter(|reference| !reference.trim().is_empty()),
            created: activity.created.as_ref().map(|date| date.value),
            updated: activity.updated.as_ref().map(|date| date.value),
            controllers: bodies(&activity.controllers),
            joint: bodies(&activity.joint),
            processors: activity.processors.iter().map(|one| (self.body(&one.organisation), one.contract.as_ref().map(text))).collect(),
            software: activity.software.iter().map(text).collect(),
            purposes: self.purposes(),
            description: self.index.description(self.model, self.id),
            subjects: self.subjects(),
            data: self.data(),
            measures: self.measures(),
            transfers: self.transfers(),
            recipients: self.recipients(),
            risks: self.risks(),
            assessment: about("dpia-likely"),
            missing: about("register-field-missing"),
            ..Entry::default()
        };
        self.flow(&mut entry);
        entry
    }

    fn body(&self, name: &Ref<Id<Organisation>>) -> Body {
        name.to.map_or_else(|| Body::named(&name.text), |id| Body::of(&self.model.organisations[id]))
    }

    fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.index.operations(self.id).iter().map(|id| &self.model.operations[*id])
    }

    fn purposes(&self) -> Vec<Aim> {
        let used = self.operations().flat_map(|operation| &operation.purposes).filter_map(|purpose| purpose.to);
        let members = self.index.members(&self.index.purposes, self.activity, self.id, used);
        let (main, other): (Vec<_>, Vec<_>) = members.into_iter().map(|id| &self.model.purposes[id]).partition(|purpose| purpose.main);
        let aim = |purpose: &Purpose| Aim {
            identifier: purpose.head.name.to_string(),
            label: purpose.head.title().to_owned(),
            basis: purpose.basis.as_ref().map(|basis| basis.value.text(self.lang)),
        };
        main.into_iter().chain(other).map(aim).collect()
    }

    fn subjects(&self) -> Vec<String> {
        let used = self.operations().flat_map(|operation| self.model.subjects_of(operation));
        let members = self.index.members(&self.index.subjects, self.activity, self.id, used);
        members.into_iter().map(|id| self.model.subjects[id].head.title().to_owned()).collect()
    }

    fn data(&self) -> Vec<Kept> {
        let mut found: IndexMap<Id<Datum>, Kept> = IndexMap::new();
        let used = self.operations().flat_map(|operation| &operation.data).filter_map(|datum| datum.to);
        let carried = self.index.carried(self.model, self.id);
        for id in self.index.members(&self.index.data, self.activity, self.id, used.chain(carried)) {
            let datum = &self.model.data[id];
            let kept = Kept {
                identifier: datum.head.name.to_string(),
                label: datum.head.title().to_owned(),
                category: datum.category.as_ref().map(|category| category.value),
                exception: datum.exception.as_ref().map(|text| text.value.clone()),
                derived: datum.derived,
                ..Kept::default()
            };
            found.insert(id, kept);
        }
        for operation in self.operations().filter(|one| !matches!(one.kind, OperationKind::Erasure | OperationKind::Destruction)) {
            for id in operation.data.iter().filter_map(|datum| datum.to) {
                for retention in self.model.retention_of(operation, Some(id)) {
                    if let Some(kept) = found.get_mut(&id) {
                        kept.add(retention, self.lang);
                    }
                }
            }
        }
        for (id, kept) in &mut found {
            let own = &self.model.data[*id].retention;
            if kept.retention.is_empty() {
                let fallback = if own.is_empty() { &self.activity.retention } else { own };
                fallback.iter().for_each(|retention| kept.add(retention, self.lang));
            }
        }
        found.into_values().collect()
    }

    fn stores(&self) -> IndexSet<Id<Store>> {
        self.operations().flat_map(|operation| self.model.stores_of(operation)).collect()
    }

    /// Those of the stores that the activity uses, then its other own ones. What only a risk names may not be in place.
    fn measures(&self) -> Vec<(MeasureType, String)> {
        let model = self.model;
        let stores = self.index.members(&self.index.stores, self.activity, self.id, self.stores());
        let mut ids: IndexSet<Id<Measure>> = stores.iter().flat_map(|id| &model.stores[*id].measures).filter_map(|name| name.to).collect();
        ids.extend(self.index.members(&self.index.measures, self.activity, self.id, []));
        let kind = |measure: &Measure| measure.kind.as_ref().map_or(MeasureType::Other, |kind| kind.value);
        let mut found: Vec<_> = ids.iter().map(|id| &model.measures[*id]).map(|one| (kind(one), one.head.title().to_owned())).collect();
        let encrypted = stores.iter().map(|id| &model.stores[*id]).filter(|store| store.encrypted).map(|store| store.head.title());
        let channels: IndexSet<_> = self.operations().flat_map(|operation| &operation.via).filter_map(|via| via.to).collect();
        let channels =
            channels.iter().map(|id| &model.channels[*id]).filter(|channel| channel.encrypted).map(|channel| channel.head.title());
        let word = if self.lang == Lang::Fr { "chiffré" } else { "encrypted" };
        found.extend(encrypted.chain(channels).map(|title| (MeasureType::Encryption, format!("{title} ({word})"))));
        found
    }

    fn recipients(&self) -> Vec<Received> {
        let model = self.model;
        let mut parties: IndexSet<Party> =
            self.operations().flat_map(|operation| &operation.recipients).filter_map(|party| party.to).collect();
        parties.extend(self.index.members(&self.index.recipients, self.activity, self.id, []).into_iter().map(Party::Recipient));
        let mut found: Vec<Received> = Vec::new();
        for party in parties {
            let Some(kind) = self.receiver(party) else { continue };
            let label = model.party_title(party).to_owned();
            if !found.iter().any(|other| other.label == label) {
                found.push(Received { label, kind });
            }
        }
        for processor in &self.activity.processors {
            let label = self.body(&processor.organisation).name;
            if !found.iter().any(|other| other.label == label) {
                found.push(Received { label, kind: Receiver::Processor });
            }
        }
        found
    }

    /// What somebody data go to is; the persons themselves are no recipient.
    fn receiver(&self, party: Party) -> Option<Receiver> {
        let model = self.model;
        match party {
            Party::Subjects(_) => None,
            Party::Lane(_) => Some(Receiver::Internal),
            Party::Recipient(id) => {
                let recipient = &model.recipients[id];
                let abroad = recipient.country.as_ref().is_some_and(|country| self.is_abroad(&country.value));
                Some(match recipient.kind {
                    RecipientKind::Processor => Receiver::Processor,
                    _ if abroad => Receiver::Abroad,
                    RecipientKind::Internal => Receiver::Internal,
                    RecipientKind::External => Receiver::External,
                })
            }
            Party::Participant(id) => {
                let pool = &model.participants[id];
                match (pool.organisation, pool.subjects) {
                    (Some(organisation), _) => self.receiver(Party::Organisation(organisation)),
                    (None, Some(_)) => None,
                    (None, None) => Some(Receiver::External),
                }
            }
            Party::Organisation(id) => {
                let is = |name: &Ref<Id<Organisation>>| name.to == Some(id);
                let country = model.organisations[id].country.as_ref();
                Some(match () {
                    () if self.activity.processors.iter().any(|one| is(&one.organisation)) => Receiver::Processor,
                    () if country.is_some_and(|country| self.is_abroad(&country.value)) => Receiver::Abroad,
                    () if self.activity.controllers.iter().any(is) => Receiver::Internal,
                    () => Receiver::External,
                })
            }
        }
    }

    fn is_abroad(&self, country: &str) -> bool {
        !matches!(standing(country, self.day), Standing::Area)
    }

    fn transfers(&self) -> Vec<Sent> {
        let model = self.model;
        let mut found: Vec<Sent> = Vec::new();
        let mut add = |to: &str, country: Option<&str>, safeguard: Option<Safeguard>| {
            let sent = self.sent(to, country.unwrap_or_default(), safeguard);
            if !found.iter().any(|other| other.to == sent.to && other.country == sent.country) {
                found.push(sent);
            }
        };
        for id in self.index.members(&self.index.transfers, self.activity, self.id, []) {
            let transfer = &model.transfers[id];
            let to = transfer.to.as_ref().map_or("", |to| to.to.map_or(to.text.as_str(), |party| model.party_title(party)));
            let country = transfer.country.as_ref().map(|country| country.value.as_str());
            add(to, country, transfer.safeguard.as_ref().map(|safeguard| safeguard.value));
        }
        let used = self.operations().flat_map(|operation| &operation.recipients).filter_map(|party| match party.to {
            Some(Party::Recipient(id)) => Some(id),
            _ => None,
        });
        for id in self.index.members(&self.index.recipients, self.activity, self.id, used) {
            let recipient = &model.recipients[id];
            if let Some(country) = recipient.country.as_ref().filter(|country| self.is_abroad(&country.value)) {
                add(recipient.head.title(), Some(&country.value), recipient.safeguard.as_ref().map(|safeguard| safeguard.value));
            }
        }
        for id in self.stores() {
            let store = &model.stores[id];
            if let Some(country) = store.country.as_ref().filter(|country| self.is_abroad(&country.value)) {
                add(store.head.title(), Some(&country.value), None);
            }
        }
        found
    }

    /// A transfer with the decision of the dated list that covers its country, if one does on the day.
    fn sent(&self, to: &str, country: &str, said: Option<Safeguard>) -> Sent {
        let document = |row: &crate::reference::countries::Adequacy| {
            let condition = row.condition.as_ref().map(|condition| format!(" ({condition})")).unwrap_or_default();
            format!("{}{condition}{}", row.source, crate::reference::caution(row.verified).get(self.lang))
        };
        let current = countries().adequacy.iter().find(|row| {
            let holds = row.from.is_none_or(|from| from <= self.day) && row.until.is_none_or(|until| self.day <= until);
            holds && row.names.iter().any(|name| crate::reference::countries::same(name, country))
        });
        let (safeguard, document) = match (said, standing(country, self.day)) {
            (None, Standing::Adequate) => (Some(Safeguard::Adequacy), current.map(document)),
            (Some(Safeguard::Adequacy), Standing::Adequate) | (Some(Safeguard::DataPrivacyFramework), Standing::Scheme(_)) => {
                (said, current.map(document))
            }
            // A lapsed decision, or none: what was said of it covers nothing.
            (Some(Safeguard::Adequacy | Safeguard::DataPrivacyFramework), _) => (None, None),
            _ => (said, None),
        };
        Sent { to: to.to_owned(), country: country.to_owned(), safeguard, document: document.unwrap_or_default() }
    }

    fn risks(&self) -> Vec<Feared> {
        let texts = |texts: &[crate::source::Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect();
        let rating = |rating: &Option<crate::source::Spanned<Result<Rating, String>>>| match rating.as_ref().map(|one| &one.value) {
            Some(Ok(rating)) => rating.label(self.lang).to_owned(),
            Some(Err(text)) => text.clone(),
            None => String::new(),
        };
        let title =
            |name: &Ref<Id<Measure>>| name.to.map_or_else(|| name.text.to_string(), |id| self.model.measures[id].head.title().to_owned());
        let feared = |id: Id<Risk>| {
            let risk = &self.model.risks[id];
            Feared {
                label: risk.head.title().to_owned(),
                impacts: texts(&risk.impacts),
                sources: texts(&risk.sources),
                threats: texts(&risk.threats),
                measures: risk.measures.iter().map(title).collect(),
                severity: rating(&risk.severity),
                likelihood: rating(&risk.likelihood),
            }
        };
        self.index.members(&self.index.risks, self.activity, self.id, []).into_iter().map(feared).collect()
    }

    /// What the steps tell of operations, sources, information and rights.
    fn flow(&self, entry: &mut Entry) {
        let model = self.model;
        let (mut kinds, mut sources): (IndexSet<OperationKind>, IndexSet<String>) = (IndexSet::new(), IndexSet::new());
        for operation in self.operations() {
            kinds.insert(operation.kind);
            if operation.kind != OperationKind::Collection {
                continue;
            }
            for from in &operation.from {
                sources.insert(match from.to {
                    Some(Origin::Store(id)) => model.stores[id].head.title().to_owned(),
                    Some(Origin::Document(id)) => model.artifacts[id].head.title().to_owned(),
                    Some(Origin::Channel(id)) => model.channels[id].head.title().to_owned(),
                    Some(Origin::Party(party)) => model.party_title(party).to_owned(),
                    None => from.text.to_string(),
                });
            }
        }
        (entry.operations, entry.sources) = (kinds.into_iter().collect(), sources.into_iter().collect());
        for node in self.index.steps(self.id).iter().map(|id| &model.nodes[*id]) {
            for fact in &node.facts {
                let step = || node.head.title().to_owned();
                match fact {
                    Fact::Notice(notice) => {
                        notice.items.iter().for_each(|item| entry.told.entry(item.value).or_default().push(step()));
                    }
                    Fact::Right(right) => entry.rights.entry(right.value).or_default().push(step()),
                    Fact::Operation(_) | Fact::Consent(_) | Fact::Verification(_) => {}
                }
            }
        }
    }
}

impl Kept {
    fn add(&mut self, retention: &Retention, lang: Lang) {
        let text = retention_text(retention, lang);
        if !text.is_empty() && !self.retention.contains(&text) {
            self.retention.push(text);
            self.durations.push(match retention.limit {
                RetentionLimit::Duration(duration) => Some(duration),
                RetentionLimit::Until(_) => None,
            });
        }
    }
}

/// A retention as the register prints it: a criterion that is a sentence of its own stays as it is written.
fn retention_text(retention: &Retention, lang: Lang) -> String {
    let text = retention.text(lang);
    match &retention.limit {
        RetentionLimit::Until(criterion) if criterion.trim_start().starts_with(char::is_uppercase) => {
            let introduced = format!("{}{criterion}", if lang == Lang::Fr { "jusqu'à " } else { "until " });
            text.strip_prefix(&introduced).map_or(text.clone(), |rest| format!("{}{rest}", criterion.trim()))
        }
        _ => text,
    }
}
