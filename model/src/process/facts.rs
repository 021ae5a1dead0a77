//! Facts that follow from the model by the language's own rules: whom an operation is about, how long its data are kept.

use super::*;

impl Model {
    /// Whom an operation is about: what its line says, else its data's own subjects, else the only ones its activity
    /// can mean. Empty where it cannot be told.
    pub fn subjects_of(&self, operation: &Operation) -> Vec<Id<Subjects>> {
        let said: Vec<_> = operation.subjects.iter().filter_map(|subjects| subjects.to).collect();
        if !operation.subjects.is_empty() {
            return said;
        }
        let mut found: Vec<Id<Subjects>> = Vec::new();
        for id in operation.data.iter().filter_map(|datum| datum.to).flat_map(|datum| &self.data[datum].subjects).filter_map(|at| at.to) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        if found.is_empty() { self.only_subjects(self.nodes[operation.node].activity).into_iter().collect() } else { found }
    }

    /// The only category of data subjects that an activity can mean: its own, or the only shared one.
    pub fn only_subjects(&self, activity: Option<Id<Activity>>) -> Option<Id<Subjects>> {
        let only = |wanted: &dyn Fn(&Head) -> bool| {
            let mut found = self.subjects.iter().filter(|(_, subjects)| wanted(&subjects.head));
            let first = found.next()?.0;
            found.next().is_none().then_some(first)
        };
        only(&|head| head.scope.is_none() || head.scope == activity)
    }

    /// The retentions of one datum of an operation, the nearest that says one: the operation, the datum, the stores it
    /// is written to or read from, the activity. Empty where nothing says one.
    pub fn retention_of<'a>(&'a self, operation: &'a Operation, datum: Option<Id<Datum>>) -> Vec<&'a Retention> {
        if !operation.retention.is_empty() {
            return operation.retention.iter().collect();
        }
        if let Some(datum) = datum
            && !self.data[datum].retention.is_empty()
        {
            return self.data[datum].retention.iter().collect();
        }
        let stores = self.stores_of(operation);
        let kept: Vec<_> = stores.into_iter().flat_map(|store| &self.stores[store].retention).collect();
        if !kept.is_empty() {
            return kept;
        }
        self.nodes[operation.node].activity.map(|activity| self.activities[activity].retention.iter().collect()).unwrap_or_default()
    }

    /// The retentions of all data of an operation, in the order of its data.
    pub fn retentions_of<'a>(&'a self, operation: &'a Operation) -> Vec<&'a Retention> {
        if operation.data.is_empty() {
            return self.retention_of(operation, None);
        }
        operation.data.iter().flat_map(|datum| self.retention_of(operation, datum.to)).collect()
    }

    /// The stores an operation writes, then those it reads, each once.
    pub fn stores_of(&self, operation: &Operation) -> Vec<Id<Store>> {
        let into = operation.into.iter().filter_map(|place| if let Some(Place::Store(id)) = place.to { Some(id) } else { None });
        let from = operation.from.iter().filter_map(|from| if let Some(Origin::Store(id)) = from.to { Some(id) } else { None });
        let mut stores: Vec<Id<Store>> = Vec::new();
        for id in into.chain(from) {
            if !stores.contains(&id) {
                stores.push(id);
            }
        }
        stores
    }

    /// The name shown of somebody data go to or come from.
    pub fn party_title(&self, party: Party) -> &str {
        match party {
            Party::Recipient(id) => self.recipients[id].head.title(),
            Party::Organisation(id) => self.organisations[id].head.title(),
            Party::Participant(id) => self.participants[id].head.title(),
            Party::Lane(id) => self.lanes[id].head.title(),
            Party::Subjects(id) => self.subjects[id].head.title(),
        }
    }

    /// The name shown of where data are written.
    pub fn place_title(&self, place: Place) -> &str {
        match place {
            Place::Store(id) => self.stores[id].head.title(),
            Place::Document(id) => self.artifacts[id].head.title(),
        }
    }

    /// Who performs a step: its lane, else its pool; empty where it has neither.
    pub fn actor_title(&self, node: &Node) -> &str {
        match (node.lane, node.participant) {
            (Some(lane), _) => self.lanes[lane].head.title(),
            (None, Some(participant)) if self.participants[participant].drawn => self.participants[participant].head.title(),
            _ => "",
        }
    }
}

impl Model {
    /// The head of every declaration, step, flow and artifact, kind by kind.
    pub fn heads(&self) -> Vec<&Head> {
        fn all<T: Declared>(arena: &Arena<T>) -> impl Iterator<Item = &Head> {
            arena.values().map(Declared::head)
        }
        let mut heads: Vec<&Head> = all(&self.activities).chain(all(&self.organisations)).chain(all(&self.subjects)).collect();
        heads.extend(all(&self.data).chain(all(&self.purposes)).chain(all(&self.recipients)).chain(all(&self.stores)));
        heads.extend(all(&self.channels).chain(all(&self.measures)).chain(all(&self.transfers)).chain(all(&self.risks)));
        heads.extend(all(&self.participants).chain(all(&self.lanes)).chain(all(&self.nodes)).chain(all(&self.artifacts)));
        heads.extend(all(&self.flows).chain(all(&self.messages)).chain(all(&self.associations)));
        heads
    }
}

impl DataCategory {
    /// Data of RGPD art. 9 and 10, which only an exception allows.
    pub fn is_sensitive(self) -> bool {
        use DataCategory as C;
        matches!(
            self,
            C::Origin | C::Opinions | C::Beliefs | C::TradeUnion | C::Genetic | C::Biometric | C::Health | C::SexLife | C::Offences
        )
    }
}
