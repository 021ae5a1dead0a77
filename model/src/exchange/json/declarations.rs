//! Activities and what they declare: who, which data, why, how long, where, how protected.

use super::*;

impl Writer<'_> {
    pub(super) fn declarations(&self, out: &mut Object) {
        let model = self.model;
        out.put("activities", self.list(&model.activities, |_, activity, out| self.activity(activity, out)));
        out.put("organisations", self.list(&model.organisations, |_, organisation, out| body(organisation, out)));
        out.put(
            "subjects",
            self.list(&model.subjects, |_, subjects, out| {
                out.flag("minors", subjects.minors);
                out.flag("vulnerable", subjects.vulnerable);
            }),
        );
        out.put("data", self.list(&model.data, |_, datum, out| self.datum(datum, out)));
        out.put("purposes", self.list(&model.purposes, |_, one, out| purpose(one, out)));
        out.put("recipients", self.list(&model.recipients, |_, one, out| recipient(one, out)));
        out.put("stores", self.list(&model.stores, |_, store, out| self.store(store, out)));
        out.put(
            "channels",
            self.list(&model.channels, |_, channel, out| {
                out.text("format", channel.format.as_ref());
                out.flag("encrypted", channel.encrypted);
                out.text("country", channel.country.as_ref());
            }),
        );
        out.put("measures", self.list(&model.measures, |_, measure, out| out.word("type", measure.kind.as_ref())));
        out.put(
            "transfers",
            self.list(&model.transfers, |_, transfer, out| {
                if let Some(to) = &transfer.to {
                    out.put("to", kinded(to, |party| self.party(party)));
                }
                out.text("country", transfer.country.as_ref());
                out.word("safeguard", transfer.safeguard.as_ref());
            }),
        );
        out.put("risks", self.list(&model.risks, |_, risk, out| self.risk(risk, out)));
    }

    fn activity(&self, activity: &Activity, out: &mut Object) {
        out.text("reference", activity.reference.as_ref());
        for (key, date) in [("created", &activity.created), ("updated", &activity.updated)] {
            if let Some(date) = date {
                out.put(key, date.value.to_string());
            }
        }
        out.array("controllers", refs(&activity.controllers, &self.ids.organisations));
        out.array("jointControllers", refs(&activity.joint, &self.ids.organisations));
        let processor = |processor: &Processor| {
            let mut inside = Object::default();
            inside.put("organisation", named(&processor.organisation, |id| self.ids.organisations.get(id).to_owned()));
            inside.text("contract", processor.contract.as_ref());
            inside.done()
        };
        out.array("processors", activity.processors.iter().map(processor));
        out.texts("software", &activity.software);
        out.flag("largeScale", activity.large_scale.is_some());
        out.retention(&activity.retention);
        out.put("declared", activity.declared);
    }

    fn datum(&self, datum: &Datum, out: &mut Object) {
        out.word("category", datum.category.as_ref());
        out.array("subjects", refs(&datum.subjects, &self.ids.subjects));
        out.retention(&datum.retention);
        out.flag("freeText", datum.free_text);
        out.flag("derived", datum.derived);
        out.flag("optional", datum.optional);
        out.text("exception", datum.exception.as_ref());
        out.text("format", datum.format.as_ref());
    }

    fn store(&self, store: &Store, out: &mut Object) {
        out.text("location", store.location.as_ref());
        out.text("country", store.country.as_ref());
        out.array("measures", refs(&store.measures, &self.ids.measures));
        out.array("contains", refs(&store.contains, &self.ids.data));
        out.retention(&store.retention);
        out.text("format", store.format.as_ref());
        out.flag("encrypted", store.encrypted);
    }

    fn risk(&self, risk: &Risk, out: &mut Object) {
        out.texts("impacts", &risk.impacts);
        out.texts("sources", &risk.sources);
        out.texts("threats", &risk.threats);
        out.array("measures", refs(&risk.measures, &self.ids.measures));
        for (key, rating) in [("severity", &risk.severity), ("likelihood", &risk.likelihood)] {
            match rating.as_ref().map(|rating| &rating.value) {
                Some(Ok(rating)) => out.put(key, json!({ "rating": word(*rating) })),
                Some(Err(text)) => out.put(key, json!({ "offScale": text })),
                None => {}
            }
        }
    }

    /// Somebody data go to or come from.
    pub(super) fn party(&self, party: Party) -> (&'static str, String) {
        let (kind, id) = match party {
            Party::Recipient(id) => ("recipient", self.ids.recipients.get(id)),
            Party::Organisation(id) => ("organisation", self.ids.organisations.get(id)),
            Party::Participant(id) => ("participant", self.ids.participants.get(id)),
            Party::Lane(id) => ("lane", self.ids.lanes.get(id)),
            Party::Subjects(id) => ("subjects", self.ids.subjects.get(id)),
        };
        (kind, id.to_owned())
    }
}

fn body(organisation: &Organisation, out: &mut Object) {
    out.text("address", organisation.address.as_ref());
    out.text("postcode", organisation.postcode.as_ref());
    out.text("city", organisation.city.as_ref());
    out.text("country", organisation.country.as_ref());
    out.text("phone", organisation.phone.as_ref());
    out.text("email", organisation.email.as_ref());
    for (key, contact) in [("representative", &organisation.representative), ("dpo", &organisation.dpo)] {
        if let Some(contact) = contact {
            out.put(key, person(contact));
        }
    }
    out.flag("public", organisation.public);
}

fn person(contact: &Contact) -> Value {
    let mut out = Object::default();
    out.put("name", contact.name.value.as_str());
    for (key, value) in &contact.details {
        let key = match key.as_str() {
            "adresse" => "address",
            "code-postal" => "postcode",
            "ville" => "city",
            "pays" => "country",
            "téléphone" => "phone",
            _ => "email",
        };
        out.put(key, value.value.as_str());
    }
    out.done()
}

fn purpose(purpose: &Purpose, out: &mut Object) {
    out.flag("main", purpose.main);
    if let Some(basis) = &purpose.basis {
        let mut inside = Object::default();
        inside.put("kind", word(basis.value.kind));
        if let Some(text) = &basis.value.text {
            inside.put("text", text.as_str());
        }
        out.put("basis", inside.done());
    }
}

fn recipient(recipient: &Recipient, out: &mut Object) {
    out.put(
        "kind",
        match recipient.kind {
            RecipientKind::Internal => "internal",
            RecipientKind::External => "external",
            RecipientKind::Processor => "processor",
        },
    );
    out.text("country", recipient.country.as_ref());
    out.word("safeguard", recipient.safeguard.as_ref());
}
