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
    // Most texts begin otherwise, and a workbook may have very many.
    let first = |text: &str| text.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
    if first(text)
        .is_some_and(|c| c.is_ascii() && [fr, en].iter().all(|heading| first(heading).is_some_and(|one| one.is_ascii() && one != c)))
    {
        return false;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;
    use crate::table::register::filled::{Filled, of};
    use crate::table::register::{Entry, Register, Role};

    #[test]
    fn headings_are_known_as_the_cnil_writes_them_too() {
        assert_eq!(part("Description  du traitement  "), Some(Part::Description));
        assert_eq!(part("CATEGORIES DE PERSONNES CONCERNEES :"), Some(Part::Persons));
        assert_eq!(part("Description"), None);
        assert_eq!(category("Données de connexion (adress IP, logs, etc.)"), Some(DataCategory::Connection));
        assert_eq!(category("Numéro de Sécurité Sociale (ou NIR)"), Some(DataCategory::Nir));
        assert_eq!(category("État civil, identité, données d'identification, images..."), Some(DataCategory::Identity));
    }

    #[test]
    fn every_block_of_the_form_is_found_in_both_languages() {
        for lang in [Lang::Fr, Lang::En] {
            let entry = Entry { name: "x".into(), ..Entry::default() };
            let filled: Filled = of(&Register::new("o", Role::Controller, vec![entry], Default::default(), lang));
            assert_eq!((filled.sheets.len(), filled.list.len(), filled.empty), (1, 1, 1), "{lang:?}");
            let sheet = &filled.sheets[0];
            for (part, fr, _) in PARTS.iter().filter(|row| row.0 != Part::Other) {
                assert!(sheet.blocks.contains_key(part), "{lang:?}: {fr}");
            }
            assert_eq!(sheet.data.len(), DATA.len() + SENSITIVE.len(), "{lang:?}");
        }
    }
}
