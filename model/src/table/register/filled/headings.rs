//! The headings by which the blocks and rows of a sheet are known.

use super::super::simple::{DATA, SENSITIVE};
use crate::process::DataCategory;
use crate::process::vocabulary::{Words, fold};

/// The blocks of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Description,
    Actors,
    Purposes,
    Data,
    Sensitive,
    Persons,
    Recipients,
    Measures,
    Transfers,
    Annex,
    /// A block that is read by no one: the study of risks.
    Other,
}

/// Each block with its heading.
pub const PARTS: &[(Part, &str, &str)] = &[
    (Part::Description, "Description du traitement", "Description of the activity"),
    (Part::Actors, "Acteurs", "Parties"),
    (Part::Purposes, "Finalité(s) du traitement effectué", "Purpose(s) of the processing"),
    (Part::Data, "Catégories de données personnelles concernées", "Categories of personal data concerned"),
    (Part::Sensitive, "Données sensibles", "Sensitive data"),
    (Part::Persons, "Catégories de personnes concernées", "Categories of data subjects"),
    (Part::Recipients, "Destinataires", "Recipients"),
    (Part::Measures, "Mesures de sécurité", "Security measures"),
    (Part::Transfers, "Transferts hors UE", "Transfers outside the EU"),
    (Part::Annex, "Rubrique", "Item"),
    (Part::Other, "Risques", "Risks"),
];

/// A text as headings are compared: case, accents, blanks and a colon at its end aside.
pub fn plain(text: &str) -> String {
    let text = fold(text).replace('…', "...");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', ' ', '.']).to_owned()
}

/// Whether a text is a heading, in either language.
pub fn is(text: &str, fr: &str, en: &str) -> bool {
    let text = plain(text);
    text == plain(fr) || text == plain(en)
}

/// The block that a text heads.
pub fn part(text: &str) -> Option<Part> {
    PARTS.iter().find(|row| is(text, row.1, row.2)).map(|row| row.0)
}

/// The category of a row of data: what stands in brackets is an example.
pub fn category(text: &str) -> Option<DataCategory> {
    let bare = |text: &str| plain(text.split('(').next().unwrap_or_default());
    let rows = DATA.iter().chain(SENSITIVE);
    rows.clone().find(|row| bare(row.1) == bare(text) || bare(row.2) == bare(text)).map(|row| row.0)
}

/// The category of a row of the annex; `Some(None)` for data without one.
pub fn loose(text: &str) -> Option<Option<DataCategory>> {
    if is(text, "Données sans catégorie, à classer", "Data without category, to be classed") {
        return Some(None);
    }
    let named = [DataCategory::WorkingLife, DataCategory::Internet, DataCategory::Other];
    let found = DataCategory::ALL.iter().find(|row| is(text, row.3, row.4) && named.contains(&row.0));
    found.map(|row| Some(row.0))
}
