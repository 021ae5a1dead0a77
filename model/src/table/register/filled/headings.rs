//! The headings by which the blocks and rows of a sheet are known.

use super::super::base;
use super::super::simple::{DATA, SENSITIVE};
use crate::process::vocabulary::{Words, fold};
use crate::process::{DataCategory, MeasureType};

/// The blocks of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Description,
    Actors,
    Purposes,
    Data,
    Sensitive,
    Persons,
    /// How long the data are kept: a block of its own in the form « base ».
    Kept,
    Recipients,
    /// What a processor does on behalf of others.
    Operations,
    /// Those that a processor turns to in its turn.
    Further,
    Measures,
    Transfers,
    Risks,
    Annex,
    /// What is read by no one: the title of an addition, a picture.
    Other,
}

/// The blocks of both forms and of both registers, each with its heading.
pub const PARTS: &[(Part, &str, &str)] = &[
    (Part::Description, "Description du traitement", "Description of the activity"),
    (Part::Actors, "Acteurs", "Parties"),
    (Part::Purposes, "Finalité(s) du traitement effectué", "Purpose(s) of the processing"),
    (Part::Data, "Catégories de données personnelles concernées", "Categories of personal data concerned"),
    (Part::Sensitive, "Données sensibles", "Sensitive data"),
    (Part::Persons, "Catégories de personnes concernées", "Categories of data subjects"),
    (Part::Recipients, "Destinataires", "Recipients"),
    (Part::Operations, "Catégories de traitements effectués", "Categories of processing carried out"),
    (Part::Further, "Sous-traitants ultérieurs", "Further processors"),
    (Part::Measures, "Mesures de sécurité", "Security measures"),
    (Part::Transfers, "Transferts hors UE", "Transfers outside the EU"),
    (Part::Annex, "Rubrique", "Item"),
    (Part::Risks, "Risques", "Risks"),
    (Part::Other, "Étude des risques, hors du modèle de la CNIL", "Study of risks, outside the CNIL's form"),
    (Part::Other, "Annexe à la fiche, hors du modèle de la CNIL", "Annex to the sheet, outside the CNIL's form"),
    (Part::Other, "Schéma du processus, hors du modèle de la CNIL", "Diagram of the process, outside the CNIL's form"),
];

/// The blocks that the form « base » heads otherwise.
pub const BASE: &[(Part, &str, &str)] = &[
    (Part::Purposes, "Objectifs poursuivis", "Aims"),
    (Part::Data, "Catégories de données collectées", "Categories of data collected"),
    (Part::Sensitive, "Des données sensibles sont-elles traitées ?", "Are sensitive data processed?"),
    (Part::Kept, "Durées de conservation des catégories de données", "Retention of the categories of data"),
    (Part::Recipients, "Catégories de destinataires des données", "Categories of recipients of the data"),
    (Part::Transfers, "Transferts des données hors UE", "Transfers of data outside the EU"),
];

/// What the title of a sheet begins with, before the name of its activity.
pub const TITLES: [&str; 2] = ["FICHE DE REGISTRE DE L’ACTIVITÉ", "SHEET OF THE RECORD FOR THE ACTIVITY"];

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

/// The block that a text heads, and whether only the form « base » heads it so.
pub fn part(text: &str) -> Option<(Part, bool)> {
    let of = |rows: &[(Part, &str, &str)]| rows.iter().find(|row| is(text, row.1, row.2)).map(|row| row.0);
    of(PARTS).map(|part| (part, false)).or_else(|| Some((of(BASE)?, true)))
}

/// A heading without its examples, which stand in brackets.
pub fn short(text: &str) -> &str {
    text.split('(').next().unwrap_or_default().trim().trim_end_matches([':', ' ', '\u{a0}'])
}

/// Whether a text is a heading, what stands in brackets aside.
pub fn begins(text: &str, fr: &str, en: &str) -> bool {
    let text = plain(short(text));
    text == plain(short(fr)) || text == plain(short(en))
}

/// The category of a row of data: what stands in brackets is an example.
pub fn category(text: &str) -> Option<DataCategory> {
    DATA.iter().chain(SENSITIVE).chain(base::DATA).find(|row| begins(text, row.1, row.2)).map(|row| row.0)
}

/// The kind of a row of measures of the form « base », else of an item of the closed list.
pub fn measure(text: &str) -> Option<MeasureType> {
    let item = || MeasureType::ALL.iter().find(|row| is(text, row.3, row.4)).map(|row| row.0);
    base::MEASURES.iter().find(|row| begins(text, row.1, row.2)).map(|row| row.0).or_else(item)
}

/// Whether a text is an explanation of the form, no answer.
pub fn is_note(text: &str) -> bool {
    base::NOTES.iter().any(|(fr, en)| is(text, fr, en))
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
    use crate::table::register::{Body, Entry, Form, Register, Role};

    #[test]
    fn headings_are_known_as_the_cnil_writes_them_too() {
        assert_eq!(part("Description  du traitement  "), Some((Part::Description, false)));
        assert_eq!(part("CATEGORIES DE PERSONNES CONCERNEES :"), Some((Part::Persons, false)));
        assert_eq!(part("Catégories de données collectées"), Some((Part::Data, true)));
        assert_eq!(part("Description"), None);
        assert_eq!(category("Données de connexion (adress IP, logs, etc.)"), Some(DataCategory::Connection));
        assert_eq!(category("Numéro de Sécurité Sociale (ou NIR)"), Some(DataCategory::Nir));
        assert_eq!(category("État civil, identité, données d'identification, images..."), Some(DataCategory::Identity));
    }

    fn register(role: Role, lang: Lang) -> Register {
        let entry = Entry { name: "x".into(), processors: vec![(Body::named("o"), None)], ..Entry::default() };
        let entry = if role == Role::Controller { Entry { processors: Vec::new(), ..entry } } else { entry };
        Register::new("o", role, vec![entry], Default::default(), lang)
    }

    #[test]
    fn every_block_of_each_form_is_found_in_both_languages() {
        let common = [Part::Description, Part::Measures, Part::Transfers, Part::Annex];
        let own = [Part::Purposes, Part::Data, Part::Sensitive, Part::Persons, Part::Recipients];
        let processed = [Part::Actors, Part::Operations, Part::Further];
        for lang in [Lang::Fr, Lang::En] {
            for (form, role, empty, parts) in [
                (Form::Simple, Role::Controller, 1, [&common[..], &own, &[Part::Actors]].concat()),
                (Form::Base, Role::Controller, 0, [&common[..], &own, &[Part::Kept]].concat()),
                (Form::Simple, Role::Processor, 0, [&common[..3], &processed].concat()),
                (Form::Base, Role::Processor, 0, [&common[..], &processed].concat()),
            ] {
                let filled: Filled = of(&register(role, lang), form);
                let whole = (filled.sheets.len(), filled.list.len(), filled.empty);
                assert_eq!(whole, (1, 1, empty), "{lang:?} {form:?} {role:?}");
                let sheet = &filled.sheets[0];
                assert_eq!((sheet.form, sheet.role, sheet.name.text.as_str()), (form, role, "x"));
                for part in parts {
                    assert!(sheet.blocks.contains_key(&part), "{lang:?} {form:?} {role:?}: {part:?}");
                }
            }
            let groups = |form| of(&register(Role::Controller, lang), form).sheets[0].data.len();
            assert_eq!((groups(Form::Simple), groups(Form::Base)), (DATA.len() + SENSITIVE.len(), base::DATA.len()), "{lang:?}");
        }
    }
}
