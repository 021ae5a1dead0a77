//! Check boxes, the study of risks and the annex of a workbook beside those of the models.

use super::super::Said;
use super::super::headings::{Part, is, short};
use super::super::rows::{RISKS, unnumbered};
use super::super::sheet::{Sheet, Studied};
use super::{Differences, alike, quoted};
use crate::diagnostic::reading;
use crate::text;

/// The rows of the annex that are compared, and whether each line of them says something of what stands before its colon.
const ANNEX: &[(&str, &str, Line)] = &[
    ("Logiciel ou application", "Software or application", Line::Names),
    ("Base légale (art. 6)", "Legal basis (art. 6)", Line::Keyed),
    ("Source des données (art. 14)", "Source of the data (art. 14)", Line::Names),
    ("Information des personnes (art. 13 et 14)", "Information of the persons (art. 13 and 14)", Line::Keyed),
    ("Droits des personnes (art. 15 à 22)", "Rights of the persons (art. 15 to 22)", Line::Keyed),
    ("Données calculées, profilage (art. 22)", "Computed data, profiling (art. 22)", Line::Names),
    ("Analyse d'impact, AIPD (art. 35)", "Impact assessment, DPIA (art. 35)", Line::Whole),
    ("Contrats de sous-traitance (art. 28)", "Contracts with processors (art. 28)", Line::Keyed),
    ("Exceptions invoquées (art. 9 et 10)", "Exceptions relied on (art. 9 and 10)", Line::Keyed),
];

/// What a row of the annex holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Names between separators.
    Names,
    /// Lines, each a name, a colon, and what is said of it.
    Keyed,
    /// A text.
    Whole,
}

impl Differences {
    /// Boxes of the form « base »: what one ticks and the other does not.
    pub(super) fn boxes(&mut self, model: &Sheet, found: &Sheet) {
        for one in &model.boxes {
            let Some(other) = found.boxes.iter().find(|other| other.part == one.part && alike(&other.label, &one.label)) else { continue };
            if one.ticked == other.ticked {
                continue;
            }
            let notice = match one.part {
                Part::Kept => &reading::WORKBOOK_RETENTION,
                Part::Data | Part::Sensitive => &reading::WORKBOOK_DATA,
                Part::Transfers => &reading::WORKBOOK_RECIPIENT,
                _ => &reading::WORKBOOK_FIELD,
            };
            // « Oui » alone says nothing.
            let (fr, en) = match one.part {
                Part::Sensitive => ("Données sensibles : oui", "Sensitive data: yes"),
                Part::Transfers => ("Transferts hors UE : oui", "Transfers outside the EU: yes"),
                _ => (one.label.as_str(), one.label.as_str()),
            };
            let what = if other.ticked {
                text!(
                    "la case « {fr} » est cochée dans le classeur, vide dans le modèle",
                    "the box “{en}” is ticked in the workbook, empty in the model"
                )
            } else {
                text!(
                    "la case « {fr} » est vide dans le classeur, cochée dans le modèle",
                    "the box “{en}” is empty in the workbook, ticked in the model"
                )
            };
            self.field(notice, &other.at, &what);
        }
        self.names(("le pays de transfert", "the country of transfer"), &model.countries, &found.countries);
    }

    /// The study of risks, where the workbook has one.
    pub(super) fn risks(&mut self, model: &Sheet, found: &Sheet) {
        let Some(block) = found.blocks.get(&Part::Risks) else {
            if !model.risks.is_empty() && found.blocks.contains_key(&Part::Annex) {
                let what = text!(
                    "l'étude des risques du modèle manque au classeur",
                    "the study of risks of the model is missing from the workbook"
                );
                self.field(&reading::WORKBOOK_FIELD, &found.block(Part::Annex), &what);
            }
            return;
        };
        let is = |one: &&Studied, other: &Studied| alike(&one.event.text, &other.event.text);
        for one in &model.risks {
            let event = &one.event.text;
            let Some(other) = found.risks.iter().find(|other| is(other, one)) else {
                let what = text!(
                    "le risque « {event} » du modèle manque au classeur",
                    "the risk “{event}” of the model is missing from the workbook"
                );
                self.field(&reading::WORKBOOK_FIELD, block, &what);
                continue;
            };
            for ((fr, en), (one, other)) in RISKS.iter().zip(one.fields.iter().zip(&other.fields)) {
                if lines(&one.text) != lines(&other.text) {
                    let (here, there) = (quoted(&other.text), quoted(&one.text));
                    let what = text!(
                        "risque « {event} », « {fr} » : {here} dans le classeur, {there} dans le modèle",
                        "risk “{event}”, “{en}”: {here} in the workbook, {there} in the model"
                    );
                    self.field(&reading::WORKBOOK_FIELD, &other.at, &what);
                }
            }
        }
        for other in found.risks.iter().filter(|other| !model.risks.iter().any(|one| is(&one, other))) {
            let event = &other.event.text;
            let what = text!(
                "le risque « {event} » du classeur n'est pas dans le modèle",
                "the risk “{event}” of the workbook is not in the model"
            );
            self.field(&reading::WORKBOOK_FIELD, &other.event.at, &what);
        }
    }

    /// The annex, where the workbook has one.
    pub(super) fn annex(&mut self, model: &Sheet, found: &Sheet) {
        let Some(block) = found.blocks.get(&Part::Annex).cloned() else { return };
        for (fr, en, line) in ANNEX {
            let row = |sheet: &Sheet| sheet.annex.iter().find(|row| is(&row.0, fr, en)).map(|row| row.1.clone());
            let nothing = Said { text: String::new(), at: block.clone() };
            let (one, other) = (row(model).unwrap_or_default(), row(found).unwrap_or(nothing));
            let what = (&*format!("« {} » :", short(fr)), &*format!("“{}”:", short(en)));
            match line {
                Line::Names => self.names(what, &one, &other),
                Line::Whole => {
                    if lines(&one.text) != lines(&other.text) {
                        let what = (&*format!("« {} »", short(fr)), &*format!("“{}”", short(en)));
                        self.value(what, &one.text, &other);
                    }
                }
                Line::Keyed => self.keyed((short(fr), short(en)), &one.text, &other),
            }
        }
    }

    /// Lines that each say something of what stands before their colon.
    fn keyed(&mut self, (fr, en): (&str, &str), model: &str, found: &Said) {
        let there: Vec<&str> = model.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut here: Vec<&str> = found.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let missing: Vec<&str> = there.into_iter().filter(|line| take(&mut here, |other| alike(other, line)).is_none()).collect();
        for line in missing {
            let key = key(line);
            let what = match take(&mut here, |other| alike(self::key(other), key)) {
                Some(other) => {
                    let (said, wanted) = (quoted(rest(other)), quoted(rest(line)));
                    text!(
                        "« {fr} » de « {key} » : {said} dans le classeur, {wanted} dans le modèle",
                        "“{en}” of “{key}”: {said} in the workbook, {wanted} in the model"
                    )
                }
                // What is said to be unknown need not be there.
                None if rest(line).is_empty() => continue,
                None => text!(
                    "« {fr} » : « {line} » du modèle manque au classeur",
                    "“{en}”: “{line}” of the model is missing from the workbook"
                ),
            };
            self.field(&reading::WORKBOOK_FIELD, &found.at, &what);
        }
        for line in here.into_iter().filter(|line| !rest(line).is_empty()) {
            let what =
                text!("« {fr} » : « {line} » du classeur n'est pas dans le modèle", "“{en}”: “{line}” of the workbook is not in the model");
            self.field(&reading::WORKBOOK_FIELD, &found.at, &what);
        }
    }
}

/// Takes the first that fits out of a list.
fn take<'a>(list: &mut Vec<&'a str>, fits: impl Fn(&str) -> bool) -> Option<&'a str> {
    let at = list.iter().position(|one| fits(one))?;
    Some(list.remove(at))
}

/// What stands before the last colon of a line: the name may have one of its own.
fn key(line: &str) -> &str {
    line.rsplit_once(": ").map_or(line, |(key, _)| key.trim_end_matches([' ', '\u{a0}']))
}

/// What stands behind it; nothing for what is not said, or where there is no colon.
fn rest(line: &str) -> &str {
    let rest = line.rsplit_once(": ").map_or(line, |(_, rest)| rest).trim();
    if rest == "—" { "" } else { rest }
}

/// The lines of a cell as they are compared, without bullets.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| super::plain(unnumbered(line))).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;
    use crate::table::register::filled::compare::compare;
    use crate::table::register::filled::{At, Filled};

    #[test]
    fn a_line_says_what_it_is_about_before_its_colon() {
        assert_eq!((key("Paie : Contrat"), rest("Paie : Contrat")), ("Paie", "Contrat"));
        assert_eq!((key("a : b : —"), rest("a : b : —")), ("a : b", ""));
        assert_eq!((key("Droit d'accès"), rest("Droit d'accès")), ("Droit d'accès", "Droit d'accès"));
    }

    #[test]
    fn lines_of_the_annex_and_of_the_study_are_told_one_by_one() {
        let said = |text: &str| Said { text: text.into(), at: At::default() };
        let sheet = |bases: &str, severity: &str| {
            let mut fields: [Said; 6] = Default::default();
            fields[4] = said(severity);
            Sheet {
                name: said("Paie"),
                annex: vec![("Base légale (art. 6)".into(), said(bases))],
                risks: vec![Studied { event: said("Perte"), fields }],
                blocks: [(Part::Annex, At::default()), (Part::Risks, At::default())].into(),
                ..Sheet::default()
            }
        };
        let told = |bases: &str, severity: &str| {
            let filled = |sheet| Filled { sheets: vec![sheet], ..Filled::default() };
            let found = compare(&filled(sheet("a : Contrat\nb : Consentement", "Limitée")), &filled(sheet(bases, severity)), []);
            found.into_iter().map(|(_, one)| one.message.get(Lang::Fr).split_once(" : ").unwrap().1.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told("b : Consentement\na : Contrat", "limitée"), Vec::<String>::new());
        assert_eq!(
            told("a : Contrat\nb : Contrat", "Limitée"),
            ["« Base légale » de « b » : « Contrat » dans le classeur, « Consentement » dans le modèle"]
        );
        assert_eq!(told("a : Contrat", "Limitée"), ["« Base légale » : « b : Consentement » du modèle manque au classeur"]);
        assert_eq!(told("a : Contrat\nb : Consentement\nc : Contrat", "Limitée").len(), 1);
        let severity = told("a : Contrat\nb : Consentement", "Maximale");
        assert_eq!(severity, ["risque « Perte », « Gravité » : « Maximale » dans le classeur, « Limitée » dans le modèle"]);
    }
}
