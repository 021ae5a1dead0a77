//! Where data leave the European Economic Area, and what covers them there.

use crate::process::*;
use crate::reference::countries::{Adequacy, Standing, lapsed, same, standing};
use crate::source::Spanned;

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
    for (id, recipient) in model.recipients.iter() {
        let Some(country) = &recipient.country else { continue };
        let party = Party::Recipient(id);
        let safeguard = recipient.safeguard.as_ref().map(|safeguard| safeguard.value);
        places.push(Abroad { head: &recipient.head, party: Some(party), country, safeguard, used: reached(model, party) });
    }
    for (id, organisation) in model.organisations.iter() {
        let Some(country) = &organisation.country else { continue };
        let party = Party::Organisation(id);
        let processes = model.activities.values().any(|activity| activity.processors.iter().any(|one| one.organisation.to == Some(id)));
        if processes || reached(model, party) {
            places.push(Abroad { head: &organisation.head, party: Some(party), country, safeguard: None, used: true });
        }
    }
    for (id, store) in model.stores.iter() {
        let Some(country) = &store.country else { continue };
        let used = model.operations.values().any(|operation| model.stores_of(operation).contains(&id));
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

/// Whether data are sent to somebody, under that name.
pub(super) fn reached(model: &Model, party: Party) -> bool {
    let title = vocabulary::fold(model.party_title(party));
    let is = |other: Party| other == party || vocabulary::fold(model.party_title(other)) == title;
    let sent = model.operations.values().flat_map(|operation| &operation.recipients).filter_map(|to| to.to).any(is);
    sent || model.messages.values().any(|message| match message.to.to {
        Some(MessageEnd::Participant(participant)) => is(Party::Participant(participant)),
        Some(MessageEnd::Node(node)) => {
            model.nodes[node].participant.is_some_and(|participant| is(Party::Participant(participant)))
                || model.nodes[node].lane.is_some_and(|lane| is(Party::Lane(lane)))
        }
        None => false,
    })
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
