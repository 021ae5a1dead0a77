//! The register of activities (RGPD art. 30) as a document: the list of activities and a sheet each, in the CNIL's two forms,
//! the controller's register and the processor's kept apart.

mod annex;
mod base;
mod body;
mod entry;
pub mod filled;
mod flat;
mod index;
mod parts;
mod processor;
mod simple;

pub(crate) use base::RECEIVERS;
pub use body::{Body, Person, Place};
pub use entry::{Aim, Entry, Feared, Kept, Received, Receiver, Sent, each, entries};

use super::{Document, Orientation, Table};
use crate::diagnostic::Lang;
use crate::process::Date;
use crate::process::vocabulary::fold;
use indexmap::IndexMap;
use parts::Paper;

/// The CNIL's forms of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// The « registre simplifié », a workbook of July 2019.
    #[default]
    Simple,
    /// The « registre de base », a text of 2018 with check boxes.
    Base,
}

impl Form {
    /// Every form, with its word on the command line.
    pub const ALL: &[(Form, &str)] = &[(Form::Simple, "simplifie"), (Form::Base, "base")];
}

/// What the organisation that keeps the register is in its activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Role {
    /// It decides: art. 30(1).
    #[default]
    Controller,
    /// It acts for others: art. 30(2).
    Processor,
}

impl Role {
    /// Every role, with its word on the command line.
    pub const ALL: &[(Role, &str)] = &[(Role::Controller, "controller"), (Role::Processor, "processor")];
}

/// A register: the activities in which one organisation has one role.
#[derive(Clone, Debug)]
pub struct Register {
    /// Who keeps it.
    pub organisation: Body,
    /// What it is in these activities.
    pub role: Role,
    /// The activities, by reference, those without one last.
    pub entries: Vec<Entry>,
    /// The day that transfers are judged from.
    pub day: Date,
    /// Language of headings and texts.
    pub lang: Lang,
}

/// The names of those that have a role in some entry, each once, with how many entries.
pub fn organisations(entries: &[Entry], role: Role) -> Vec<(String, usize)> {
    let mut found: IndexMap<String, (String, usize)> = IndexMap::new();
    for body in entries.iter().flat_map(|entry| bodies(entry, role)).filter(|body| !body.name.trim().is_empty()) {
        found.entry(fold(body.name.trim())).or_insert_with(|| (body.name.clone(), 0)).1 += 1;
    }
    found.into_values().collect()
}

fn bodies(entry: &Entry, role: Role) -> Vec<&Body> {
    match role {
        Role::Controller => entry.controllers.iter().chain(&entry.joint).collect(),
        Role::Processor => entry.processors.iter().map(|(body, _)| body).collect(),
    }
}

impl Register {
    /// The register of an organisation, by name, in a role; the entries in which it has none are left out. An entry that
    /// names no controller is taken for the organisation's own.
    pub fn new(name: &str, role: Role, entries: Vec<Entry>, day: Date, lang: Lang) -> Register {
        let known = entries.iter().flat_map(|entry| [bodies(entry, Role::Controller), bodies(entry, Role::Processor)].concat());
        let organisation = known.filter(|body| body.is_named(name)).max_by_key(|body| filled(body)).cloned();
        let in_role = |entry: &Entry| {
            let orphan = role == Role::Controller && entry.controllers.is_empty() && entry.joint.is_empty();
            let elsewhere = entry.processors.iter().any(|(body, _)| body.is_named(name));
            bodies(entry, role).iter().any(|body| body.is_named(name)) || (orphan && !elsewhere)
        };
        let mut entries: Vec<Entry> = entries.into_iter().filter(in_role).collect();
        // By reference, numbers as numbers; those without one keep their order, at the end.
        entries.sort_by_cached_key(|entry| entry.reference.as_deref().map_or((true, Vec::new()), |text| (false, natural(text))));
        Register { organisation: organisation.unwrap_or_else(|| Body::named(name)), role, entries, day, lang }
    }

    /// Pairs of entries that carry one reference.
    pub fn duplicates(&self) -> Vec<(&Entry, &Entry)> {
        let mut seen: IndexMap<String, &Entry> = IndexMap::new();
        let mut found = Vec::new();
        for entry in &self.entries {
            let Some(reference) = &entry.reference else { continue };
            match seen.get(&fold(reference.trim())) {
                Some(first) => found.push((*first, entry)),
                None => {
                    seen.insert(fold(reference.trim()), entry);
                }
            }
        }
        found
    }

    /// The register as one table, a row an activity, for formats that hold one table only.
    pub fn flat(&self) -> Table {
        flat::table(&Paper::new(self, Orientation::Landscape))
    }

    /// The register in a form.
    pub fn document(&self, form: Form) -> Document {
        let lies = if form == Form::Simple { Orientation::Landscape } else { Orientation::Portrait };
        let paper = Paper::new(self, lies);
        match (self.role, form) {
            (Role::Controller, Form::Simple) => simple::document(&paper),
            (Role::Controller, Form::Base) => base::document(&paper),
            (Role::Processor, form) => processor::document(&paper, form),
        }
    }
}

/// How many coordinates of a body are known: of two mentions, the fuller one speaks.
fn filled(body: &Body) -> usize {
    let place = &body.place;
    let fields = [&place.address, &place.postcode, &place.city, &place.country, &place.phone, &place.email];
    let persons = usize::from(body.representative.is_some()) + usize::from(body.dpo.is_some());
    fields.iter().filter(|field| !field.is_empty()).count() + persons
}

/// A text as runs of words and numbers, so that `T-10` comes after `T-9`.
fn natural(text: &str) -> Vec<(u64, String)> {
    let mut parts: Vec<(u64, String)> = Vec::new();
    let folded = fold(text.trim());
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        // Numbers come before words, as they do in a list of signs.
        parts.push(if digits { (run.parse().unwrap_or(u64::MAX - 1), String::new()) } else { (u64::MAX, run.to_owned()) });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(reference: &str, name: &str) -> Entry {
        Entry { name: name.into(), reference: (!reference.is_empty()).then(|| reference.into()), ..Entry::default() }
    }

    fn register(entries: Vec<Entry>) -> Register {
        Register::new("Osiris", Role::Controller, entries, Date { year: 2026, month: 11, day: 22 }, Lang::Fr)
    }

    #[test]
    fn entries_come_by_reference_numbers_as_numbers() {
        let names = |entries| register(entries).entries.into_iter().map(|entry| entry.name).collect::<Vec<_>>();
        let entries = vec![entry("", "z"), entry("T-10", "c"), entry("T-9", "b"), entry("S-11", "a"), entry("", "y")];
        assert_eq!(names(entries), ["a", "b", "c", "z", "y"]);
    }

    #[test]
    fn one_reference_for_two_is_told() {
        let register = register(vec![entry("T-1", "a"), entry("T-2", "b"), entry("t-1 ", "c")]);
        let pairs: Vec<_> = register.duplicates().into_iter().map(|(one, other)| (one.name.as_str(), other.name.as_str())).collect();
        assert_eq!(pairs, [("a", "c")]);
    }

    #[test]
    fn the_two_registers_of_one_organisation_are_kept_apart() {
        let own = Entry { controllers: vec![Body::named("Osiris")], ..entry("T-1", "own") };
        let for_other = Entry {
            controllers: vec![Body::named("Artemis")],
            processors: vec![(Body::named("OSIRIS"), None)],
            ..entry("T-2", "for another")
        };
        let orphan = entry("T-3", "nobody's");
        let entries = vec![own, for_other, orphan];
        let of = |role| {
            let register = Register::new("Osiris", role, entries.clone(), Date::default(), Lang::Fr);
            register.entries.into_iter().map(|entry| entry.name).collect::<Vec<_>>()
        };
        assert_eq!(of(Role::Controller), ["own", "nobody's"]);
        assert_eq!(of(Role::Processor), ["for another"]);
        assert_eq!(organisations(&entries, Role::Controller), [("Osiris".into(), 1), ("Artemis".into(), 1)]);
    }
}
