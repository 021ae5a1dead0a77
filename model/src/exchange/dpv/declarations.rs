//! What is declared, a thing each: organisations, persons, data, purposes, recipients, stores, measures, risks, transfers.

use super::*;
use crate::process::vocabulary::Words;
use crate::source::Spanned;

impl Builder<'_> {
    pub(super) fn declarations(&mut self) {
        let model = self.model;
        for (id, organisation) in model.organisations.iter() {
            self.organisation(id, organisation);
        }
        for (id, subjects) in model.subjects.iter() {
            let fragile = subjects.minors || subjects.vulnerable;
            let types: &[_] = if fragile { &["dpv:VulnerableDataSubject"] } else { &["dpv:DataSubject"] };
            let mut thing = Thing::new(format!("subjects/{}", self.ids.subjects.get(id)), types);
            thing.titled(subjects.head.title());
            self.things.push(thing);
        }
        for (id, datum) in model.data.iter() {
            self.datum(id, datum);
        }
        for (id, purpose) in model.purposes.iter() {
            let mut thing = Thing::new(format!("purpose/{}", self.ids.purposes.get(id)), &["dpv:Purpose"]);
            thing.titled(purpose.head.title());
            if let Some(basis) = &purpose.basis {
                thing.says("dpv:hasLegalBasis", Object::Term(words::basis(basis.value.kind)));
                if let Some(text) = &basis.value.text {
                    thing.says("dct:description", Object::Text(text.clone()));
                }
            }
            self.things.push(thing);
        }
        for (id, recipient) in model.recipients.iter() {
            let types: &[_] = match recipient.kind {
                RecipientKind::Internal => &["dpv:Recipient"],
                RecipientKind::External => &["dpv:Recipient", "dpv:ThirdParty"],
                RecipientKind::Processor => &["dpv:DataProcessor"],
            };
            let mut thing = Thing::new(format!("recipient/{}", self.ids.recipients.get(id)), types);
            named(&mut thing, recipient.head.title());
            located(&mut thing, "dpv:hasLocation", recipient.country.as_ref());
            if let Some(term) = recipient.safeguard.as_ref().and_then(|one| words::safeguard(one.value)) {
                thing.says("dpv:hasLegalBasis", Object::Term(term));
            }
            self.things.push(thing);
        }
        self.actors();
        self.places();
        for (id, measure) in model.measures.iter() {
            let class = words::measure(measure.kind.as_ref().map(|kind| kind.value));
            let mut thing = Thing::new(format!("measure/{}", self.ids.measures.get(id)), &[class]);
            thing.titled(measure.head.title());
            self.things.push(thing);
        }
        for (id, node) in model.nodes.iter().filter(|(_, node)| informs(node)) {
            self.notice(id, node);
        }
        for (id, risk) in model.risks.iter() {
            self.risk(id, risk);
        }
        for (id, transfer) in model.transfers.iter() {
            let mut thing = Thing::new(format!("transfer/{}", self.ids.transfers.get(id)), &["dpv:Process"]);
            thing.says("dpv:hasProcessing", Object::Term("dpv:CrossBorderTransfer"));
            thing.all("dpv:hasDataImporter", transfer.to.as_ref().and_then(|to| to.to).and_then(|party| self.recipient(party)));
            located(&mut thing, "dpv:hasLocation", transfer.country.as_ref());
            match transfer.safeguard.as_ref().map(|one| (words::safeguard(one.value), one.value)) {
                Some((Some(term), _)) => thing.says("dpv:hasLegalBasis", Object::Term(term)),
                Some((None, other)) => thing.says("dct:description", Object::Text(other.label(model.lang).to_owned())),
                None => {}
            }
            self.things.push(thing);
        }
    }

    fn organisation(&mut self, id: Id<Organisation>, organisation: &Organisation) {
        let is = |name: &Ref<Id<Organisation>>| name.to == Some(id);
        let activities = || self.model.activities.values();
        let controls = activities().any(|one| one.controllers.iter().chain(&one.joint).any(is));
        let processes = activities().any(|one| one.processors.iter().any(|one| is(&one.organisation)));
        let mut types = vec!["dpv:LegalEntity"];
        types.extend(controls.then_some("dpv:DataController"));
        types.extend(processes.then_some("dpv:DataProcessor"));
        let mut thing = Thing::new(format!("organisation/{}", self.ids.organisations.get(id)), &types);
        named(&mut thing, organisation.head.title());
        let place = [&organisation.address, &organisation.postcode, &organisation.city, &organisation.country];
        let place: Vec<&str> = place.into_iter().flatten().map(|part| part.value.as_str()).collect();
        if !place.is_empty() {
            thing.says("dpv:hasAddress", Object::Plain(place.join(", ")));
        }
        for contact in [&organisation.phone, &organisation.email].into_iter().flatten() {
            thing.says("dpv:hasContact", Object::Plain(contact.value.clone()));
        }
        let persons = [
            ("dpv:hasRepresentative", "dpv:Representative", &organisation.representative),
            ("dpv:hasDataProtectionOfficer", "dpv:DataProtectionOfficer", &organisation.dpo),
        ];
        for (property, class, contact) in persons {
            let Some(contact) = contact else { continue };
            let mut person = Thing::new("", &[class]);
            named(&mut person, &contact.name.value);
            for (word, value) in &contact.details {
                let property = if matches!(word.as_str(), "téléphone" | "courriel") { "dpv:hasContact" } else { "dpv:hasAddress" };
                person.says(property, Object::Plain(value.value.clone()));
            }
            thing.says(property, Object::Inside(person));
        }
        self.things.push(thing);
    }

    fn datum(&mut self, id: Id<Datum>, datum: &Datum) {
        let category = datum.category.as_ref().map(|category| category.value);
        let mut types = words::category(category).to_vec();
        types.extend(datum.derived.then_some("dpv:DerivedPersonalData"));
        let mut thing = Thing::new(format!("data/{}", self.ids.data.get(id)), &types);
        thing.titled(datum.head.title());
        if let Some(category) = category {
            thing.says("dct:subject", Object::Text(category.label(self.model.lang).to_owned()));
        }
        let subjects = datum.subjects.iter().filter_map(|subjects| subjects.to);
        thing.all("dpv:hasDataSubject", subjects.map(|id| format!("subjects/{}", self.ids.subjects.get(id))));
        for retention in &datum.retention {
            thing.says("dpv:hasStorageCondition", Object::Inside(self.kept(retention)));
        }
        self.things.push(thing);
    }

    /// Lanes, and pools that are neither an organisation nor persons.
    fn actors(&mut self) {
        for (id, lane) in self.model.lanes.iter() {
            let mut thing = Thing::new(format!("lane/{}", self.ids.lanes.get(id)), &["dpv:Entity"]);
            named(&mut thing, lane.head.title());
            self.things.push(thing);
        }
        let free = |pool: &Participant| pool.organisation.is_none() && pool.subjects.is_none();
        for (id, pool) in self.model.participants.iter().filter(|(_, pool)| free(pool)) {
            let mut thing = Thing::new(format!("participant/{}", self.ids.participants.get(id)), &["dpv:Entity"]);
            named(&mut thing, pool.head.title());
            self.things.push(thing);
        }
    }

    /// Where data are: stores; and, as sources only, documents and channels.
    fn places(&mut self) {
        for (id, store) in self.model.stores.iter() {
            let mut thing = Thing::new(format!("store/{}", self.ids.stores.get(id)), &["dpv:StorageLocation"]);
            thing.titled(store.head.title());
            located(&mut thing, "dpv:hasLocation", store.location.as_ref());
            located(&mut thing, "dpv:hasLocation", store.country.as_ref());
            let measures = store.measures.iter().filter_map(|measure| measure.to);
            thing.all("dpv:hasTechnicalOrganisationalMeasure", measures.map(|id| format!("measure/{}", self.ids.measures.get(id))));
            if store.encrypted {
                thing.says("dpv:hasTechnicalMeasure", Object::Inside(Thing::new("", &["dpv:EncryptionAtRest"])));
            }
            for retention in &store.retention {
                thing.says("dpv:hasStorageCondition", Object::Inside(self.kept(retention)));
            }
            self.things.push(thing);
        }
        let documents = self.model.artifacts.iter().filter(|(_, artifact)| matches!(artifact.kind, ArtifactKind::Document { .. }));
        for (id, document) in documents {
            let mut thing = Thing::new(format!("document/{}", self.ids.artifacts.get(id)), &["dpv:Data"]);
            thing.titled(document.head.title());
            self.things.push(thing);
        }
        for (id, channel) in self.model.channels.iter() {
            let mut thing = Thing::new(format!("channel/{}", self.ids.channels.get(id)), &["dpv:Context"]);
            thing.titled(channel.head.title());
            if channel.encrypted {
                thing.says("dpv:hasTechnicalMeasure", Object::Inside(Thing::new("", &["dpv:EncryptionInTransfer"])));
            }
            self.things.push(thing);
        }
    }

    fn notice(&mut self, id: Id<Node>, node: &Node) {
        let mut thing = Thing::new(format!("notice/{}", self.ids.nodes.get(id)), &["dpv:PrivacyNotice"]);
        thing.titled(node.head.title());
        let (mut subjects, mut items) = (Vec::new(), Vec::new());
        for fact in &node.facts {
            if let Fact::Notice(notice) = fact {
                subjects.extend(notice.subjects.iter().filter_map(|subjects| subjects.to));
                items.extend(notice.items.iter().map(|item| item.value.label(self.model.lang)));
            }
        }
        thing.all("dpv:hasDataSubject", subjects.into_iter().map(|id| format!("subjects/{}", self.ids.subjects.get(id))));
        for item in items {
            thing.says("dct:subject", Object::Text(item.to_owned()));
        }
        self.things.push(thing);
    }

    fn risk(&mut self, id: Id<Risk>, risk: &Risk) {
        let mut thing = Thing::new(format!("risk/{}", self.ids.risks.get(id)), &["dpv:Risk"]);
        thing.titled(risk.head.title());
        for text in risk.sources.iter().chain(&risk.threats) {
            thing.says("dct:description", Object::Text(text.value.clone()));
        }
        for text in &risk.impacts {
            let mut impact = Thing::new("", &["dpv:Impact"]);
            impact.titled(&text.value);
            thing.says("dpv:hasImpact", Object::Inside(impact));
        }
        let ratings = [("dpv:hasSeverity", "dpv:Severity", &risk.severity), ("dpv:hasLikelihood", "dpv:Likelihood", &risk.likelihood)];
        for (property, class, rating) in ratings {
            let Some(rating) = rating else { continue };
            let mut inside = Thing::new("", &[class]);
            inside.titled(match &rating.value {
                Ok(rating) => rating.label(self.model.lang),
                Err(text) => text,
            });
            thing.says(property, Object::Inside(inside));
        }
        let measures = risk.measures.iter().filter_map(|measure| measure.to);
        thing.all("dpv:isMitigatedByMeasure", measures.map(|id| format!("measure/{}", self.ids.measures.get(id))));
        self.things.push(thing);
    }

    /// How long something is kept: a duration of a number of units, or until an event.
    pub(super) fn kept(&self, retention: &Retention) -> Thing {
        let mut thing = Thing::new("", &["dpv:StorageDuration"]);
        thing.says("dct:description", Object::Text(retention.text(self.model.lang)));
        let duration = match &retention.limit {
            RetentionLimit::Duration(duration) => {
                let mut inside = Thing::new("", &["dpv:TemporalDuration", "time:Duration"]);
                inside.says("time:numericDuration", Object::Number(duration.count));
                inside.says("time:unitType", Object::Term(words::unit(duration.unit)));
                inside
            }
            RetentionLimit::Until(text) => {
                let mut inside = Thing::new("", &["dpv:UntilEventDuration"]);
                inside.titled(text);
                inside
            }
        };
        thing.says("dpv:hasDuration", Object::Inside(duration));
        thing
    }
}

fn named(thing: &mut Thing, name: &str) {
    if !name.trim().is_empty() {
        thing.says("dpv:hasName", Object::Plain(name.to_owned()));
    }
}

fn located(thing: &mut Thing, property: &'static str, place: Option<&Spanned<String>>) {
    if let Some(place) = place {
        let mut inside = Thing::new("", &["dpv:Location"]);
        inside.titled(&place.value);
        thing.says(property, Object::Inside(inside));
    }
}
