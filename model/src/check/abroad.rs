//! Where data leave the European Economic Area, and what covers them there.

use super::common::used_stores;
use crate::process::*;
use crate::reference::countries::{Adequacy, Standing, lapsed, same, standing};
use crate::source::Spanned;
use foldhash::HashSet;

/// A recipient, organisation, store or channel with a country.
pub(super) struct Abroad<'a> {
    /// What stands there.
    pub(super) head: &'a Head,
    /// Who it is, where it is somebody.
    pub(super) party: Option<Party>,
    /// The country.
    pub(super) country: &'a Spanned<String>,
    /// Its own safeguard.
    pub(super) safeguard: Option<Safeguard>,
    /// Whether an operation or a message sends data there.
    pub(super) used: bool,
}

/// What holds for data sent to a country.
pub(super) enum Cover {
    /// No transfer, an adequate country, or a safeguard that fits.
    Enough,
    /// It rests on a decision that has ended.
    Lapsed(&'static Adequacy),
    /// Nothing.
    Missing,
}

/// Everything with a country: recipients; organisations that receive data or process them for another; stores; channels.
pub(super) fn places(model: &Model) -> Vec<Abroad<'_>> {
    let mut places = Vec::new();
    let reached = Reached::new(model);
    for (id, recipient) in model.recipients.iter() {
        let Some(country) = &recipient.country else { continue };
        let party = Party::Recipient(id);
        let safeguard = recipient.safeguard.as_ref().map(|safeguard| safeguard.value);
        places.push(Abroad { head: &recipient.head, party: Some(party), country, safeguard, used: reached.holds(model, party) });
    }
    for (id, organisation) in model.organisations.iter() {
        let Some(country) = &organisation.country else { continue };
        let party = Party::Organisation(id);
        let processes = model.activities.values().any(|activity| activity.processors.iter().any(|one| one.organisation.to == Some(id)));
        if processes || reached.holds(model, party) {
            places.push(Abroad { head: &organisation.head, party: Some(party), country, safeguard: None, used: true });
        }
    }
    let used_stores = used_stores(model);
    for (id, store) in model.stores.iter() {
        let Some(country) = &store.country else { continue };
        let used = used_stores.contains(&id);
        places.push(Abroad { head: &store.head, party: None, country, safeguard: None, used });
    }
    for (id, channel) in model.channels.iter() {
        let Some(country) = &channel.country else { continue };
        let via = |channels: &[Ref<Id<Channel>>]| channels.iter().any(|one| one.to == Some(id));
        let used =
            model.operations.values().any(|operation| via(&operation.via)) || model.messages.values().any(|message| via(&message.via));
        places.push(Abroad { head: &channel.head, party: None, country, safeguard: None, used });
    }
    places
}

/// Everybody whom data reach, by folded name: a recipient, a pool and a lane of one name are one.
pub(super) struct Reached(HashSet<String>);

impl Reached {
    /// Whom operations and messages of a model send data.
    pub(super) fn new(model: &Model) -> Self {
        let sent = model.operations.values().flat_map(|operation| &operation.recipients).filter_map(|to| to.to);
        let mut parties: HashSet<Party> = sent.collect();
        for message in model.messages.values() {
            match message.to.to {
                Some(MessageEnd::Participant(participant)) => {
                    parties.insert(Party::Participant(participant));
                }
                Some(MessageEnd::Node(node)) => {
                    parties.extend(model.nodes[node].participant.map(Party::Participant));
                    parties.extend(model.nodes[node].lane.map(Party::Lane));
                }
                None => {}
            }
        }
        Self(parties.into_iter().map(|party| vocabulary::fold(model.party_title(party))).collect())
    }

    /// Whether data reach somebody.
    pub(super) fn holds(&self, model: &Model, party: Party) -> bool {
        self.0.contains(&vocabulary::fold(model.party_title(party)))
    }
}

/// The declared transfers that speak of a place: to that party, or to its country where they name nobody or a store is meant.
pub(super) fn transfers_of<'a>(model: &'a Model, place: &Abroad) -> Vec<&'a Transfer> {
    let speaks = |transfer: &&Transfer| {
        let by_country = transfer.country.as_ref().is_some_and(|country| same(&country.value, &place.country.value));
        match (place.party, transfer.to.as_ref().and_then(|to| to.to)) {
            (Some(party), Some(to)) => party == to || vocabulary::fold(model.party_title(party)) == vocabulary::fold(model.party_title(to)),
            _ => by_country,
        }
    };
    model.transfers.values().filter(speaks).collect()
}

/// The country of a transfer: its own, or its recipient's.
pub(super) fn country_of<'a>(model: &'a Model, transfer: &'a Transfer) -> Option<&'a Spanned<String>> {
    transfer.country.as_ref().or_else(|| match transfer.to.as_ref()?.to? {
        Party::Recipient(id) => model.recipients[id].country.as_ref(),
        Party::Organisation(id) => model.organisations[id].country.as_ref(),
        _ => None,
    })
}

/// The safeguards of a transfer: its own and its recipient's.
pub(super) fn safeguards_of(model: &Model, transfer: &Transfer) -> Vec<Safeguard> {
    let own = transfer.safeguard.as_ref().map(|safeguard| safeguard.value);
    let recipient = match transfer.to.as_ref().and_then(|to| to.to) {
        Some(Party::Recipient(id)) => model.recipients[id].safeguard.as_ref().map(|safeguard| safeguard.value),
        _ => None,
    };
    own.into_iter().chain(recipient).collect()
}

/// What covers data sent to a country on a day.
pub(super) fn cover(country: &str, safeguards: &[Safeguard], today: Date) -> Cover {
    let standing = standing(country, today);
    let contractual = safeguards.iter().any(|one| !matches!(one, Safeguard::Adequacy | Safeguard::DataPrivacyFramework));
    let framework = safeguards.contains(&Safeguard::DataPrivacyFramework);
    match standing {
        Standing::Area | Standing::Adequate => Cover::Enough,
        _ if contractual => Cover::Enough,
        Standing::Scheme(row) if framework && row.scheme.as_deref() == Some("Data Privacy Framework") => Cover::Enough,
        Standing::Lapsed(row) => Cover::Lapsed(row),
        _ if safeguards.contains(&Safeguard::Adequacy) => lapsed(country, today).map_or(Cover::Missing, Cover::Lapsed),
        Standing::Scheme(_) | Standing::Third => Cover::Missing,
    }
}
