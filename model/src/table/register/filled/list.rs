//! The first page of a register: who keeps it, the coordinates, and the list of activities.

use super::headings::{is, plain, short};
use super::{At, Filled, Said, Tab};
use crate::process::Date;
use crate::process::vocabulary::fold;
use crate::table::Cell;
use std::collections::BTreeMap;

/// A line of the list of activities.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it begins.
    pub at: At,
    /// The name of the activity.
    pub name: String,
    /// Its reference; empty for none.
    pub reference: String,
    /// Day of creation.
    pub created: Option<(Option<Date>, Said)>,
    /// Day of the last update.
    pub updated: Option<(Option<Date>, Said)>,
    /// Whether it has sensitive data.
    pub sensitive: Option<Said>,
    /// Its purposes, where there is a column for them.
    pub purposes: Option<Said>,
    /// On whose behalf it is done, where there is a column for them.
    pub behalf: Option<Said>,
}

/// Coordinates of somebody.
#[derive(Clone, Debug, Default)]
pub struct Coordinates {
    /// Who it is, as headed.
    pub title: String,
    /// Where they begin.
    pub at: At,
    /// The fields that are there, each with its label.
    pub fields: Vec<(String, Said)>,
}

/// Whose coordinates stand on the first page; the first word aside, the headings vary.
const WHO: [(&str, &str); 5] = [
    ("Coordonnées du responsable de l’organisme", "Contact details of the head of the organisation"),
    ("Coordonnées du sous-traitant", "Contact details of the processor"),
    ("Coordonnées du représentant", "Contact details of the representative"),
    ("Coordonnées du délégué à la protection des données", "Contact details of the data protection officer"),
    ("Nom et coordonnées du délégué à la protection des données", "Name and contact details of the data protection officer"),
];

/// The fields of coordinates; the two forms name some otherwise.
const FIELDS: [(&str, &str); 10] = [
    ("Nom", "Surname"),
    ("Prénom", "First name"),
    ("Société", "Company"),
    ("Adresse", "Address"),
    ("Code postal", "Postcode"),
    ("CP", "Postcode"),
    ("Ville", "City"),
    ("Téléphone", "Telephone"),
    ("Adresse mél", "E-mail address"),
    ("Adresse de messagerie", "E-mail address"),
];

impl Coordinates {
    /// Whether they are those of the one who keeps the register, of the data protection officer otherwise.
    pub fn is_of(&self, officer: Officer) -> bool {
        let at = WHO.iter().position(|(fr, en)| is_headed(&self.title, fr, en));
        match officer {
            Officer::Keeper => at.is_some_and(|at| at < 2),
            Officer::Dpo => at.is_some_and(|at| at > 2),
        }
    }

    /// What a field says.
    pub fn field(&self, fr: &str, en: &str) -> &str {
        self.fields.iter().find(|(label, _)| is_headed(label, fr, en)).map_or("", |(_, said)| said.text.as_str())
    }
}

/// Whose coordinates are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Officer {
    /// The one who keeps the register.
    Keeper,
    /// The data protection officer.
    Dpo,
}

fn is_headed(text: &str, fr: &str, en: &str) -> bool {
    is(short(text), fr, en)
}

/// Who keeps the register, as a title among the first rows of a tab says it.
pub fn keeper(tab: &Tab) -> Option<Said> {
    let titles = ["REGISTRE DES ACTIVITÉS DE TRAITEMENT DE ", "RECORD OF PROCESSING ACTIVITIES OF "];
    tab.rows.iter().take(3).find_map(|(row, cells)| {
        let (column, cell) = cells.iter().next()?;
        let text = cell.plain();
        let name = titles.iter().find_map(|title| {
            let begin = text.get(..title.len())?;
            (plain(begin) == plain(title)).then(|| text[title.len()..].trim())
        })?;
        let name = [", SOUS-TRAITANT", ", PROCESSOR"].iter().find_map(|role| name.strip_suffix(role)).unwrap_or(name);
        (!name.is_empty()).then(|| Said { text: name.to_owned(), at: tab.at(*row, *column) })
    })
}

/// The list of activities: the rows below the one that heads a column of names and one of references; and what stands above it.
pub fn read(tab: &Tab, filled: &mut Filled) {
    let column = |cells: &BTreeMap<u32, Cell>, fr, en| cells.iter().find(|(_, cell)| is(&cell.plain(), fr, en)).map(|(at, _)| *at);
    let named = tab.rows.iter().find_map(|(row, cells)| {
        Some((*row, column(cells, "Désignation des activités", "Name of the activity").filter(|column| *column > 0)?))
    });
    let heads = tab.rows.iter().find_map(|(row, cells)| {
        let name = column(cells, "Nom du traitement", "Name of the activity").or_else(|| column(cells, "Activité", "Activity"))?;
        Some((*row, name, column(cells, "N° / RÉF", "No. / REF")?, cells))
    });
    if let Some((head, at)) = named.filter(|(row, _)| heads.as_ref().is_none_or(|heads| row < &heads.0)) {
        // The list ends where a row has nothing in its column.
        let below = tab.rows.keys().copied().filter(|row| *row > head).map(|row| tab.said(row, at));
        filled.named = below.take_while(|said| !said.text.is_empty()).collect();
        filled.list_at = Some(tab.at(head, at));
    }
    if let Some((head, name, reference, cells)) = heads {
        filled.list_at = Some(tab.at(head, name));
        let find = |fr, en| column(cells, fr, en);
        let created = find("Date de création de la fiche", "Date of creation of the sheet");
        let updated = find("Dernière mise à jour de la fiche", "Last update of the sheet")
            .or_else(|| find("Date de dernière mise à jour de la fiche", "Date of the last update of the sheet"));
        let sensitive = find("Oui/non", "Yes/no");
        // In the CNIL's own workbook this heading stands in the row above.
        let purposes = find("Finalité du traitement", "Purpose of the activity").or_else(|| {
            let above = tab.rows.range(..head).next_back()?;
            column(above.1, "Finalité du traitement", "Purpose of the activity")
        });
        let behalf = find("Pour le compte de", "On behalf of");
        for row in tab.rows.keys().copied().filter(|row| *row > head) {
            let (title, number) = (tab.text(row, name), tab.text(row, reference));
            // The CNIL's own example is no activity.
            if (title.is_empty() && number.is_empty()) || fold(&title).starts_with("(exemple)") {
                continue;
            }
            let said = |column: Option<u32>| column.map(|column| tab.said(row, column));
            filled.list.push(Line {
                at: tab.at(row, name),
                name: title,
                reference: number,
                created: created.and_then(|column| tab.day(row, column)),
                updated: updated.and_then(|column| tab.day(row, column)),
                sensitive: said(sensitive).filter(|said| !said.text.is_empty()),
                purposes: said(purposes),
                behalf: said(behalf),
            });
        }
    }
    if filled.list_at.is_some() {
        filled.coordinates = coordinates(tab);
    }
}

/// The blocks of coordinates: fields below each other, as we write them, or side by side, as the CNIL does, beside the heading.
fn coordinates(tab: &Tab) -> Vec<Coordinates> {
    let mut found: Vec<Coordinates> = Vec::new();
    for (row, cells) in &tab.rows {
        let texts: Vec<(u32, String)> = cells.iter().map(|(column, cell)| (*column, cell.plain().trim().to_owned())).collect();
        if texts.iter().any(|(_, text)| is(text, "N° / RÉF", "No. / REF")) {
            break;
        }
        for (at, (column, text)) in texts.iter().enumerate() {
            if WHO.iter().any(|(fr, en)| is_headed(text, fr, en)) {
                found.push(Coordinates { title: text.clone(), at: tab.at(*row, *column), fields: Vec::new() });
                continue;
            }
            let Some(who) = found.last_mut() else { continue };
            let label = text.split_once(':').map_or(text.as_str(), |(label, _)| label);
            let is_label = |text: &str| FIELDS.iter().any(|(fr, en)| is_headed(text, fr, en));
            if !is_label(label) || who.fields.iter().any(|(other, _)| plain(short(other)) == plain(short(label))) {
                continue;
            }
            // Behind the colon in the same cell, else in the next one, unless that is a label itself.
            let inside = text.split_once(':').map(|(_, said)| said.trim()).filter(|said| !said.is_empty());
            let next = texts.get(at + 1).filter(|next| !is_label(next.1.split(':').next().unwrap_or_default()));
            let said = match (inside, next) {
                (Some(said), _) => Said { text: said.to_owned(), at: tab.at(*row, *column) },
                (None, Some((column, _))) => tab.said(*row, *column),
                (None, None) => Said { text: String::new(), at: tab.at(*row, *column + 1) },
            };
            who.fields.push((label.to_owned(), said));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_side_by_side_too() {
        let mut tab = Tab { name: "2".into(), ..Tab::default() };
        let rows: [&[(u32, &str)]; 5] = [
            &[(0, "Coordonnées du responsable de l'organisme"), (1, "Nom :"), (2, "MOREL"), (3, "Prénom : Claire"), (4, "Adresse :")],
            &[(1, "Code postal :"), (2, "12850"), (3, "Ville :")],
            &[(0, "Coordonnées du délégué à la protection des données (DPO)"), (1, "Nom :"), (2, "VASSEUR")],
            &[(0, "Nom du traitement"), (1, "N° / RÉF")],
            &[(0, "Paie"), (1, "T-1")],
        ];
        for (row, cells) in (0..).zip(rows) {
            cells.iter().for_each(|(column, text)| tab.put(row, *column, Cell::text(*text)));
        }
        let mut filled = Filled::default();
        read(&tab, &mut filled);
        let [keeper, officer] = &filled.coordinates[..] else { panic!("{:?}", filled.coordinates) };
        assert!(keeper.is_of(Officer::Keeper) && officer.is_of(Officer::Dpo));
        assert_eq!((keeper.field("Nom", "Surname"), keeper.field("Prénom", "First name")), ("MOREL", "Claire"));
        assert_eq!((keeper.field("Adresse", "Address"), keeper.field("Code postal", "Postcode")), ("", "12850"));
        assert_eq!((officer.field("Nom", "Surname"), filled.list.len()), ("VASSEUR", 1));
    }
}
