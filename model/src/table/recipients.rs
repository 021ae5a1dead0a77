//! The recipients and transfers (`recipients`): who is given what, for what, where, under which safeguard.

use super::facts::{Facts, name_of};
use super::*;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::reference::countries::{Standing, standing};
use crate::source::FileId;
use indexmap::{IndexMap, IndexSet};

/// Somebody data go to; several names of one organisation are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who<'a> {
    Party(Party),
    Unknown(&'a str),
}

/// What somebody is given.
#[derive(Default)]
struct Given<'a> {
    operations: IndexSet<Id<Operation>>,
    data: IndexSet<&'a str>,
    channels: IndexSet<&'a str>,
    transfers: Vec<&'a Transfer>,
}

/// One row a recipient, in the order of the census.
pub fn table(facts: &Facts<'_>) -> Table {
    let lang = facts.lang;
    let say = |fr, en| facts.say(fr, en);
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let (types, safeguards) = (Choices::of_register("destinataires", lang), Choices::of_register("garanties", lang));
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Destinataire", "Recipient")).wide(26),
        text("Qualité", "Capacity", 18),
        text("Type de destinataire", "Type of recipient", 26).chosen_from(&types),
        text("Données", "Data", 34),
        text("Personnes concernées", "Data subjects", 18),
        text("Finalités", "Purposes", 26),
        text("Opérations", "Operations", 14),
        text("Canaux", "Channels", 16),
        text("Contrat", "Contract", 16),
        text("Pays", "Country", 14),
        text("Niveau de protection", "Level of protection", 22),
        text("Garantie", "Safeguard", 22).chosen_from(&safeguards),
    ];
    let mut table = Table::new("recipients", facts.titled("Destinataires et transferts", "Recipients and transfers"), columns, lang);
    table.groups = vec![Group { heading: say("Transfert hors UE", "Transfer outside the EU").into(), first: 9, columns: 3 }];
    table.orientation = Orientation::Landscape;
    for (who, given) in gathered(facts) {
        table.push(line(facts, who, &given));
    }
    table
}

fn gathered<'a>(facts: &Facts<'a>) -> IndexMap<Who<'a>, Given<'a>> {
    let model = facts.model;
    let mut found: IndexMap<Who<'a>, Given<'a>> = IndexMap::new();
    let who = |to: &'a Ref<Party>| to.to.map_or(Who::Unknown(to.text.as_str()), |party| Who::Party(same(model, party)));
    for id in &facts.references.rows {
        let operation = &model.operations[*id];
        for to in &operation.recipients {
            let given = found.entry(who(to)).or_default();
            given.operations.insert(*id);
            given.data.extend(operation.data.iter().map(|datum| name_of(&model.data, datum)));
            given.channels.extend(operation.via.iter().map(|via| name_of(&model.channels, via)));
        }
    }
    // A message that carries data gives them to the pool it goes to, unless that is the person's own.
    for message in model.messages.values().filter(|message| !message.carries.is_empty()) {
        let pool = |end: &Ref<MessageEnd>| match end.to? {
            MessageEnd::Participant(id) => Some(id),
            MessageEnd::Node(id) => model.nodes[id].participant,
        };
        let (Some(from), Some(to)) = (pool(&message.from), pool(&message.to)) else { continue };
        let person = |id: Id<Participant>| !model.participants[id].open && model.participants[id].organisation.is_none();
        // Answers of the person are a collection, not a recipient.
        if from == to || person(from) || model.participants[to].subjects.is_some() || person(to) {
            continue;
        }
        let given = found.entry(Who::Party(same(model, Party::Participant(to)))).or_default();
        given.data.extend(message.carries.iter().map(|datum| name_of(&model.data, datum)));
        given.channels.extend(message.via.iter().map(|via| name_of(&model.channels, via)));
    }
    for activity in model.activities.values() {
        for processor in activity.processors.iter().filter_map(|processor| processor.organisation.to) {
            found.entry(Who::Party(Party::Organisation(processor))).or_default();
        }
    }
    for (id, _) in model.recipients.iter().filter(|(_, recipient)| recipient.head.span.file == FileId::default()) {
        found.entry(Who::Party(Party::Recipient(id))).or_default();
    }
    for transfer in model.transfers.values() {
        if let Some(to) = &transfer.to {
            found.entry(who(to)).or_default().transfers.push(transfer);
        }
    }
    found
}

/// A pool that is an organisation or a category of persons by name stands for it.
fn same(model: &Model, party: Party) -> Party {
    let Party::Participant(id) = party else { return party };
    let pool = &model.participants[id];
    match (pool.organisation, pool.subjects) {
        (Some(organisation), _) => Party::Organisation(organisation),
        (None, Some(subjects)) => Party::Subjects(subjects),
        (None, None) => party,
    }
}

fn line(facts: &Facts<'_>, who: Who<'_>, given: &Given<'_>) -> Vec<Cell> {
    let (model, lang) = (facts.model, facts.lang);
    let ids: Vec<_> = given.operations.iter().copied().collect();
    let subjects = facts.subjects_of(&ids);
    let (country, safeguard) = abroad(facts, who, given);
    let outside = country.iter().any(|country| !matches!(standing(country, facts.today), Standing::Area));
    let (capacity, kind) = capacity(facts, who, outside);
    let title = match who {
        Who::Party(party) => model.party_title(party),
        Who::Unknown(name) => name,
    };
    vec![
        Cell::text(title),
        Cell::text(capacity),
        kind.map_or(Cell::Missing, Cell::text),
        Cell::list(&given.data).or_missing(),
        Cell::list(subjects.into_iter().map(|id| model.subjects[id].head.title())),
        facts.purposes_of(&ids),
        facts.references_of(&ids),
        Cell::list(&given.channels),
        contract(facts, who),
        Cell::list(&country),
        Cell::list(country.iter().map(|country| protection(facts, country))),
        match (Cell::list(safeguard.iter().map(|safeguard| safeguard.label(lang))), outside) {
            (cell, true) => cell.or_missing(),
            (cell, false) => cell,
        },
    ]
}

/// The countries and safeguards of somebody: their own, and those of the transfers to them.
fn abroad(facts: &Facts<'_>, who: Who<'_>, given: &Given<'_>) -> (IndexSet<String>, Vec<Safeguard>) {
    let model = facts.model;
    let mut countries: IndexSet<String> = IndexSet::new();
    let mut safeguards: Vec<Safeguard> = Vec::new();
    let (own, safeguard) = match who {
        Who::Party(Party::Recipient(id)) => (model.recipients[id].country.as_ref(), model.recipients[id].safeguard.as_ref()),
        Who::Party(Party::Organisation(id)) => (model.organisations[id].country.as_ref(), None),
        _ => (None, None),
    };
    for transfer in &given.transfers {
        countries.extend(transfer.country.as_ref().map(|country| country.value.clone()));
        safeguards.extend(transfer.safeguard.as_ref().map(|safeguard| safeguard.value));
    }
    if countries.is_empty() {
        countries.extend(own.map(|country| country.value.clone()));
    }
    safeguards.extend(safeguard.map(|safeguard| safeguard.value));
    (countries, safeguards)
}

/// What a country is on the day.
fn protection(facts: &Facts<'_>, country: &str) -> String {
    match standing(country, facts.today) {
        Standing::Area => facts.say("EEE, pas de transfert", "EEA, no transfer").to_owned(),
        Standing::Adequate => facts.say("pays adéquat", "adequate country").to_owned(),
        Standing::Scheme(row) => {
            let scheme = row.scheme.as_deref().unwrap_or_default();
            format!("{} {scheme}", facts.say("adéquat sous condition :", "adequate under a condition:"))
        }
        Standing::Lapsed(_) => facts.say("décision d'adéquation échue", "adequacy decision ended").to_owned(),
        Standing::Third => facts.say("pays non adéquat", "no adequacy decision").to_owned(),
    }
}

/// What somebody is, and the type of the CNIL's list.
fn capacity<'t>(facts: &Facts<'t>, who: Who<'_>, outside: bool) -> (&'t str, Option<String>) {
    let model = facts.model;
    let types = Choices::of_register("destinataires", facts.lang);
    let [internal, processor, abroad, partner, other] = [0, 1, 2, 3, 4].map(|at| types.values.get(at).cloned());
    let (capacity, kind) = match who {
        Who::Unknown(_) => (facts.say("non déclaré", "not declared"), None),
        Who::Party(Party::Subjects(_)) => (facts.say("personne concernée", "data subject"), other),
        Who::Party(Party::Lane(_)) => (facts.say("service interne", "internal service"), internal),
        Who::Party(Party::Participant(_)) => (facts.say("participant du processus", "participant in the process"), None),
        Who::Party(Party::Recipient(id)) => match model.recipients[id].kind {
            RecipientKind::Internal => (facts.say("destinataire interne", "internal recipient"), internal),
            RecipientKind::External => (facts.say("organisme externe", "external organisation"), partner),
            RecipientKind::Processor => (facts.say("sous-traitant", "processor"), processor),
        },
        Who::Party(Party::Organisation(id)) => {
            let named = |list: &[Ref<Id<Organisation>>]| list.iter().any(|one| one.to == Some(id));
            let activities = || model.activities.values();
            if activities().any(|activity| activity.processors.iter().any(|one| one.organisation.to == Some(id))) {
                (facts.say("sous-traitant", "processor"), processor)
            } else if activities().any(|activity| named(&activity.controllers)) {
                (facts.say("responsable du traitement", "controller"), other)
            } else if activities().any(|activity| named(&activity.joint)) {
                (facts.say("responsable conjoint", "joint controller"), partner)
            } else {
                (facts.say("organisme externe", "external organisation"), partner)
            }
        }
    };
    // A recipient abroad has a type of its own, save a processor.
    let kind = if outside && kind == types.values.get(3).cloned() { abroad } else { kind };
    (capacity, kind)
}

/// The contract of a processor.
fn contract(facts: &Facts<'_>, who: Who<'_>) -> Cell {
    let Who::Party(Party::Organisation(id)) = who else { return Cell::Empty };
    let processors = facts.model.activities.values().flat_map(|activity| &activity.processors);
    let ours: Vec<&Processor> = processors.filter(|one| one.organisation.to == Some(id)).collect();
    if ours.is_empty() {
        return Cell::Empty;
    }
    Cell::list(ours.iter().filter_map(|one| one.contract.as_ref()).map(|contract| contract.value.as_str())).or_missing()
}
