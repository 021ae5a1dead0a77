//! One sheet: an activity as its fields say.

use super::headings::{Part, category, is, loose, part, plain};
use super::{At, Said, Tab};
use crate::process::{DataCategory, Date};
use std::collections::BTreeMap;

/// The sheet of an activity.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Where its description begins.
    pub at: At,
    /// The name of the activity.
    pub name: Said,
    /// Its reference.
    pub reference: Said,
    /// Day of creation.
    pub created: Option<(Option<Date>, Said)>,
    /// Day of the last update.
    pub updated: Option<(Option<Date>, Said)>,
    /// Controller, officer, representative, joint controllers.
    pub actors: Vec<Actor>,
    /// Purposes, the main one first.
    pub purposes: Vec<Said>,
    /// Data by category.
    pub data: Vec<Group>,
    /// Data for which the form has no row.
    pub loose: Vec<Loose>,
    /// Categories of data subjects: what is said of each, else the item of the list.
    pub persons: Vec<Said>,
    /// Recipients: the item of the list, and what is said of it.
    pub recipients: Vec<(String, Said)>,
    /// Measures: the item of the list, and what is said of it.
    pub measures: Vec<(String, Said)>,
    /// Transfers: to whom, to which country, under which safeguard.
    pub transfers: Vec<Aimed>,
    /// Rows of the annex by their heading.
    pub annex: Vec<(String, Said)>,
    /// Where each block begins.
    pub blocks: BTreeMap<Part, At>,
}

/// Somebody of the block of actors.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The heading of the row.
    pub role: String,
    /// Name, address, postcode, city, country, telephone, e-mail address.
    pub fields: [Said; 7],
}

/// The data of a category.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which.
    pub category: DataCategory,
    /// The data, one after the other.
    pub data: Said,
    /// How long they are kept.
    pub retention: Said,
}

/// A datum of the annex.
#[derive(Clone, Debug)]
pub struct Loose {
    /// Its category; none where it has none.
    pub category: Option<DataCategory>,
    /// Its name.
    pub label: String,
    /// How long it is kept; empty where nothing is said.
    pub retention: String,
    /// Where it stands.
    pub at: At,
}

/// A transfer.
#[derive(Clone, Debug, Default)]
pub struct Aimed {
    /// To whom.
    pub to: Said,
    /// To which country.
    pub country: Said,
    /// Under which safeguard.
    pub safeguard: Said,
}

/// The columns of the block of actors.
const ACTORS: [(&str, &str); 7] = [
    ("Nom", "Name"),
    ("Adresse", "Address"),
    ("Code Postal", "Postcode"),
    ("Ville", "City"),
    ("Pays", "Country"),
    ("Téléphone", "Telephone"),
    ("Adresse mél", "E-mail address"),
];

impl Sheet {
    /// Whether nothing of it is filled in.
    pub fn is_empty(&self) -> bool {
        let said = |said: &Said| !said.text.is_empty();
        let data = self.data.iter().any(|group| said(&group.data)) || !self.loose.is_empty();
        let others = !self.purposes.is_empty() || !self.persons.is_empty() || !self.recipients.is_empty();
        !(said(&self.name) || said(&self.reference) || data || others)
    }

    /// How it is named in messages.
    pub fn title(&self) -> &str {
        if self.name.text.is_empty() { &self.reference.text } else { &self.name.text }
    }

    /// Where a block begins, else where the sheet does.
    pub fn block(&self, part: Part) -> At {
        self.blocks.get(&part).unwrap_or(&self.at).clone()
    }

    /// What a row of the annex says.
    pub fn annex(&self, fr: &str, en: &str) -> Option<&Said> {
        self.annex.iter().find(|row| is(&row.0, fr, en)).map(|row| &row.1)
    }
}

/// The sheet of a tab; none where the tab is none.
pub fn read(tab: &Tab) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    let mut now: Option<Part> = None;
    let mut columns: BTreeMap<u32, String> = BTreeMap::new();
    for (row, cells) in &tab.rows {
        let Some((first, label)) = cells.iter().next().map(|(column, cell)| (*column, cell.plain().into_owned())) else { continue };
        let heads: BTreeMap<u32, String> = cells.iter().skip(1).map(|(column, cell)| (*column, plain(&cell.plain()))).collect();
        if let Some(part) = part(&label) {
            let is_field =
                now == Some(Part::Annex) && !heads.is_empty() && !heads.values().any(|text| text == "contenu" || text == "content");
            if !is_field {
                now = Some(part);
                columns = heads;
                sheet.blocks.entry(part).or_insert_with(|| tab.at(*row, first));
                if part == Part::Description {
                    sheet.at = tab.at(*row, first);
                }
                continue;
            }
        }
        let Some(part) = now else { continue };
        let reader = Reader { tab, row: *row, first, label: &label, columns: &columns };
        reader.fill(part, &mut sheet);
    }
    let complete = [Part::Description, Part::Purposes, Part::Data].iter().all(|part| sheet.blocks.contains_key(part));
    complete.then_some(sheet)
}

/// A row of a block.
struct Reader<'a> {
    tab: &'a Tab,
    row: u32,
    first: u32,
    label: &'a str,
    columns: &'a BTreeMap<u32, String>,
}

impl Reader<'_> {
    /// What stands in the column of a heading; the place is that of the row where there is no such column.
    fn under(&self, fr: &str, en: &str) -> Said {
        let column = self.columns.iter().find(|(_, head)| is(head, fr, en)).map(|(column, _)| *column);
        match column {
            Some(column) => self.tab.said(self.row, column),
            None => Said { text: String::new(), at: self.tab.at(self.row, self.first) },
        }
    }

    /// The value of a field: what stands first behind its label.
    fn value(&self) -> Said {
        let cells = self.tab.rows.get(&self.row);
        let next = cells.and_then(|cells| cells.keys().copied().find(|column| *column > self.first));
        self.tab.said(self.row, next.unwrap_or(self.first + 1))
    }

    fn fill(&self, part: Part, sheet: &mut Sheet) {
        match part {
            Part::Description => self.description(sheet),
            Part::Actors => {
                let fields = ACTORS.map(|(fr, en)| self.under(fr, en));
                sheet.actors.push(Actor { role: self.label.trim().to_owned(), fields });
            }
            Part::Purposes => {
                let said = self.value();
                if !said.text.is_empty() {
                    sheet.purposes.push(said);
                }
            }
            Part::Data | Part::Sensitive => {
                let Some(category) = category(self.label) else { return };
                let (data, retention) = (self.under("Description", "Description"), self.under("Durée de conservation", "Retention"));
                sheet.data.push(Group { category, data, retention });
            }
            Part::Persons => {
                let (item, details) = (self.under("Description", "Description"), self.under("Précisions", "Details"));
                sheet.persons.extend([details, item].into_iter().find(|said| !said.text.is_empty()));
            }
            Part::Recipients => {
                sheet.recipients.extend(self.precise(("Type de destinataire", "Type of recipient")));
            }
            Part::Measures => {
                sheet.measures.extend(self.precise(("Type de mesure de sécurité", "Type of security measure")));
            }
            Part::Transfers => {
                let transfer = Aimed {
                    to: self.under("Destinataire", "Recipient"),
                    country: self.under("Pays", "Country"),
                    safeguard: self.under("Type de Garanties", "Type of safeguards"),
                };
                if !(transfer.to.text.is_empty() && transfer.country.text.is_empty()) {
                    sheet.transfers.push(transfer);
                }
            }
            Part::Annex => self.annex(sheet),
            Part::Other => {}
        }
    }

    fn description(&self, sheet: &mut Sheet) {
        let field = |fr, en| is(self.label, fr, en);
        if field("Nom du traitement", "Name of the activity") {
            sheet.name = self.value();
        } else if field("N° / RÉF", "No. / REF") {
            sheet.reference = self.value();
        } else if field("Date de création du traitement", "Date of creation of the activity") {
            sheet.created = self.tab.day(self.row, self.value().at.column);
        } else if field("Mise à jour du traitement", "Update of the activity") {
            sheet.updated = self.tab.day(self.row, self.value().at.column);
        }
    }

    /// The item of a closed list and what is said of it, else the item itself.
    fn precise(&self, heading: (&str, &str)) -> Option<(String, Said)> {
        let (item, details) = (self.under(heading.0, heading.1), self.under("Précisions", "Details"));
        if item.text.is_empty() && details.text.is_empty() {
            return None;
        }
        let text = item.text.clone();
        Some((text, if details.text.is_empty() { item } else { details }))
    }

    fn annex(&self, sheet: &mut Sheet) {
        let said = self.value();
        if said.text.is_empty() {
            return;
        }
        if let Some(category) = loose(self.label) {
            for line in said.text.lines() {
                let (label, retention) = apart(line);
                sheet.loose.push(Loose { category, label: label.to_owned(), retention: retention.to_owned(), at: said.at.clone() });
            }
        }
        sheet.annex.push((self.label.trim().to_owned(), said));
    }
}

/// A label and the retention in brackets at its end; other brackets belong to the label.
fn apart(line: &str) -> (&str, &str) {
    let line = line.trim();
    let Some(inside) = line.strip_suffix(')') else { return (line, "") };
    let mut depth = 1;
    for (at, c) in inside.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (label, text) = (inside[..at].trim_end(), &inside[at + 1..]);
            return if lasts(text) { (label, text) } else { (line, "") };
        }
    }
    (line, "")
}

/// Whether a text tells how long: a duration, a criterion, or a whole sentence.
fn lasts(text: &str) -> bool {
    let criterion = ["jusqu'a ", "until "].iter().any(|word| plain(text).starts_with(word));
    let sentence = text.starts_with(char::is_uppercase) && text.split_whitespace().count() > 3;
    criterion || sentence || text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retention_stands_in_the_last_brackets() {
        assert_eq!(apart("Statut (Ex : Gérant) (3 ans (au plus))"), ("Statut (Ex : Gérant)", "3 ans (au plus)"));
        assert_eq!(apart("Âge (jusqu'à la majorité)"), ("Âge", "jusqu'à la majorité"));
        for label in ["Statut", "Statut (Ex : Gérant)", "Statut (actif depuis 6 mois)"] {
            assert_eq!(apart(label), (label, ""));
        }
        assert_eq!(apart("Statut)"), ("Statut)", ""));
    }
}
