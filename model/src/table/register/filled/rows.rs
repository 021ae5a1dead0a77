//! The rows of a tab, block by block, as the sheet of an activity.

use super::headings::{Part, TITLES, begins, category, is, is_note, loose, measure, part, plain, short};
use super::sheet::{Actor, Aimed, Group, Loose, Sheet, Studied, Ticked};
use super::{Said, Tab, shown};
use crate::process::DataCategory;
use crate::process::vocabulary::Words;
use crate::table::Cell;
use crate::table::register::RECEIVERS;
use crate::table::register::{Form, Role};
use std::collections::BTreeMap;

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

/// The columns of the study of risks.
pub const RISKS: [(&str, &str); 6] = [
    ("Impacts sur les personnes", "Impacts on persons"),
    ("Principales sources de risques", "Main sources of risk"),
    ("Principales menaces", "Main threats"),
    ("Mesures existantes ou prévues", "Measures in place or planned"),
    ("Gravité", "Severity"),
    ("Vraisemblance", "Likelihood"),
];

/// The units of the form « base ».
const UNITS: [(&str, &str); 4] = [("Jours", "Days"), ("Mois", "Months"), ("Ans", "Years"), ("Autre durée", "Other duration")];

/// The sheet of a tab; none where the tab is none.
pub fn read(tab: &Tab) -> Option<Sheet> {
    let mut sheet = Sheet::default();
    let mut now: Option<Part> = None;
    let mut columns: BTreeMap<u32, String> = BTreeMap::new();
    for (row, cells) in &tab.rows {
        let Some((first, label)) = cells.iter().next().map(|(column, cell)| (*column, cell.plain().into_owned())) else { continue };
        let heads = |from: usize| cells.iter().skip(from).map(|(column, cell)| (*column, plain(&cell.plain()))).collect();
        if sheet.blocks.is_empty()
            && let Some(name) = title(&label)
        {
            now = Some(Part::Description);
            sheet.at = tab.at(*row, first);
            sheet.blocks.insert(Part::Description, sheet.at.clone());
            sheet.name = Said { text: name.to_owned(), at: sheet.at.clone() };
            let aside = cells.keys().next_back().copied().filter(|column| *column > first).unwrap_or(first + 1);
            sheet.reference = tab.said(*row, aside);
            continue;
        }
        if let Some((part, base)) = part(&label) {
            let others: BTreeMap<u32, String> = heads(1);
            let is_field =
                now == Some(Part::Annex) && !others.is_empty() && !others.values().any(|text| text == "contenu" || text == "content");
            if !is_field {
                now = Some(part);
                columns = others;
                sheet.form = if base { Form::Base } else { sheet.form };
                sheet.blocks.entry(part).or_insert_with(|| tab.at(*row, first));
                if part == Part::Description {
                    sheet.at = tab.at(*row, first);
                }
                continue;
            }
        }
        let Some(part) = now else { continue };
        if sheet.form == Form::Base && is_header(part, cells) {
            columns = heads(0);
            continue;
        }
        if !is_note(&label) {
            Reader { tab, row: *row, first, label: &label, columns: &columns }.fill(part, &mut sheet);
        }
    }
    let has = |parts: &[Part]| parts.iter().all(|part| sheet.blocks.contains_key(part));
    if has(&[Part::Description, Part::Operations]) {
        sheet.role = Role::Processor;
        return Some(sheet);
    }
    has(&[Part::Purposes, Part::Data]).then_some(()).filter(|()| sheet.form == Form::Base || has(&[Part::Description]))?;
    sheet.blocks.entry(Part::Description).or_insert_with(|| sheet.at.clone());
    Some(sheet)
}

/// The name of the activity in the title of a sheet.
fn title(text: &str) -> Option<&str> {
    TITLES.iter().find_map(|title| {
        // An apostrophe of either kind.
        let ends = [title.len(), title.len() + 1 - '’'.len_utf8()];
        ends.into_iter().find_map(|end| is(text.get(..end)?, title, title).then(|| text[end..].trim()))
    })
}

/// Whether a row of the form « base » names the columns of the table that follows.
fn is_header(part: Part, cells: &BTreeMap<u32, Cell>) -> bool {
    let any = |fr, en| cells.values().any(|cell| is(&cell.plain(), fr, en));
    match part {
        Part::Data => any("Catégories de données", "Categories of data"),
        Part::Kept => any("Données", "Data") && any("Durée de conservation", "Retention"),
        Part::Transfers => any("Destinataire", "Recipient") && any("Pays", "Country"),
        Part::Measures => any("Mesures", "Measures"),
        _ => false,
    }
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
    /// The column of a heading.
    fn column(&self, fr: &str, en: &str) -> Option<u32> {
        self.columns.iter().find(|(_, head)| is(head, fr, en)).map(|(column, _)| *column)
    }

    /// What stands in the column of a heading; the place is that of the row where there is no such column.
    fn under(&self, fr: &str, en: &str) -> Said {
        match self.column(fr, en) {
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

    fn is(&self, fr: &str, en: &str) -> bool {
        is(self.label, fr, en)
    }

    fn fill(&self, part: Part, sheet: &mut Sheet) {
        let base = sheet.form == Form::Base;
        match part {
            Part::Description => self.description(sheet),
            Part::Actors => {
                let fields = ACTORS.map(|(fr, en)| self.under(fr, en));
                sheet.actors.push(Actor { role: self.label.trim().to_owned(), fields });
            }
            Part::Purposes if base => sheet.purposes.extend(self.paragraph()),
            Part::Purposes => sheet.purposes.extend(Some(self.value()).filter(|said| !said.text.is_empty())),
            Part::Data if base => self.ticked_data(sheet),
            Part::Sensitive if base => self.sensitive(sheet),
            Part::Data | Part::Sensitive => {
                let Some(category) = category(self.label) else { return };
                let (data, retention) = (self.under("Description", "Description"), self.under("Durée de conservation", "Retention"));
                sheet.data.push(Group { category, data, retention });
            }
            Part::Kept => self.kept(sheet),
            Part::Persons if base => sheet.persons.extend(self.paragraph()),
            Part::Persons => {
                let (item, details) = (self.under("Description", "Description"), self.under("Précisions", "Details"));
                sheet.persons.extend([details, item].into_iter().find(|said| !said.text.is_empty()));
            }
            Part::Recipients if base => {
                let Some((_, fr, en)) = RECEIVERS.iter().find(|row| begins(self.label, row.1, row.2)) else { return };
                let item = if begins(self.label, fr, fr) { short(fr) } else { short(en) };
                sheet.recipients.extend(lines(&self.value()).map(|said| (item.to_owned(), said)));
            }
            Part::Recipients => {
                sheet.recipients.extend(self.precise(("Type de destinataire", "Type of recipient")));
            }
            Part::Operations => {
                if self.is("Pour quoi", "What for") {
                    let said = self.value();
                    let aims = super::data::names(&said.text).into_iter().map(|text| Said { text, at: said.at.clone() });
                    sheet.purposes.extend(aims);
                } else if self.is("Opérations (art. 4(2))", "Operations (art. 4(2))") {
                    sheet.operations = self.value();
                }
            }
            Part::Further => sheet.further.extend(Some(self.under("Nom", "Name")).filter(|said| !said.text.is_empty())),
            Part::Measures if base => self.ticked_measures(sheet),
            Part::Measures => {
                sheet.measures.extend(self.precise(("Type de mesure de sécurité", "Type of security measure")));
            }
            Part::Transfers => self.transfer(sheet),
            Part::Risks => self.risk(sheet),
            Part::Annex => self.annex(sheet),
            Part::Other => {}
        }
    }

    fn description(&self, sheet: &mut Sheet) {
        let day = || self.tab.day(self.row, self.value().at.column);
        let field = |fr, en| begins(self.label, fr, en);
        if self.is("Nom du traitement", "Name of the activity") {
            sheet.name = self.value();
        } else if self.is("N° / RÉF", "No. / REF") {
            sheet.reference = self.value();
        } else if self.is("Date de création du traitement", "Date of creation of the activity")
            || self.is("Date de création de la fiche", "Date of creation of the sheet")
        {
            sheet.created = day();
        } else if self.is("Mise à jour du traitement", "Update of the activity")
            || self.is("Date de dernière mise à jour de la fiche", "Date of the last update of the sheet")
        {
            sheet.updated = day();
        } else if field("Nom du responsable conjoint du traitement", "Name of the joint controller") {
            sheet.joint = self.value();
        } else if field("Nom du logiciel ou de l’application", "Name of the software or application") {
            sheet.software = self.value();
        }
    }

    /// A text that stands alone, without the number before it.
    fn paragraph(&self) -> Option<Said> {
        lines(&self.tab.said(self.row, self.first)).next()
    }

    /// A box for what a row is about.
    fn tick(&self, part: Part, label: &str, at: Said, sheet: &mut Sheet) {
        sheet.boxes.push(Ticked { part, label: short(label).to_owned(), ticked: is_ticked(&at.text), at: at.at });
    }

    fn ticked_data(&self, sheet: &mut Sheet) {
        let label = self.under("Catégories de données", "Categories of data").text;
        let Some(category) = category(&label) else { return };
        self.tick(Part::Data, &label, self.under("Cochée", "Ticked"), sheet);
        let data = self.under("Données", "Data");
        sheet.data.push(Group { category, retention: Said { text: String::new(), at: data.at.clone() }, data });
    }

    fn ticked_measures(&self, sheet: &mut Sheet) {
        let label = self.under("Mesures", "Measures").text;
        if measure(&label).is_none() {
            return;
        }
        self.tick(Part::Measures, &label, self.under("Cochée", "Ticked"), sheet);
        let item = short(&label).to_owned();
        sheet.measures.extend(lines(&self.under("Description", "Description")).map(|said| (item.clone(), said)));
    }

    /// Yes or no, of which the first is kept, and what a third field says.
    fn answer(&self, part: Part, sheet: &mut Sheet) -> bool {
        let yes = self.is("Oui", "Yes");
        if yes {
            self.tick(part, self.label, self.value(), sheet);
        }
        yes || self.is("Non", "No")
    }

    /// Sensitive data: a line each, with its category in brackets.
    fn sensitive(&self, sheet: &mut Sheet) {
        if self.answer(Part::Sensitive, sheet) || !begins(self.label, "Si oui, lesquelles ? :", "If so, which?") {
            return;
        }
        for said in lines(&self.value()) {
            let known = said.text.strip_suffix(')').and_then(|text| {
                let (label, word) = text.rsplit_once(" (")?;
                let found = DataCategory::ALL.iter().find(|row| is(word, row.3, row.4))?;
                Some((label.to_owned(), found.0))
            });
            let (label, category) = known.map_or((said.text.clone(), None), |(label, category)| (label, Some(category)));
            sheet.loose.push(Loose { category, label, retention: String::new(), at: said.at });
        }
    }

    fn kept(&self, sheet: &mut Sheet) {
        let (data, retention) = (self.column("Données", "Data"), self.column("Durée de conservation", "Retention"));
        if let (Some(data), Some(retention)) = (data, retention) {
            let (data, retention) = (self.tab.said(self.row, data), self.tab.said(self.row, retention));
            if !data.text.is_empty() {
                sheet.kept.push((data, retention));
            }
            return;
        }
        let cells = self.tab.rows.get(&self.row).into_iter().flatten();
        for (column, cell) in cells {
            let text = cell.plain();
            if UNITS.iter().any(|(fr, en)| is(&text, fr, en)) {
                let next = self.tab.rows[&self.row].keys().copied().find(|other| other > column).unwrap_or(column + 1);
                self.tick(Part::Kept, &text, self.tab.said(self.row, next), sheet);
            }
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

    fn transfer(&self, sheet: &mut Sheet) {
        let base = sheet.form == Form::Base;
        if base && self.columns.is_empty() {
            if !self.answer(Part::Transfers, sheet) && begins(self.label, "Si oui, vers quel(s) pays :", "If so, to which countries:") {
                sheet.countries = self.value();
            }
            return;
        }
        let safeguard = if base { ("Garantie", "Safeguard") } else { ("Type de Garanties", "Type of safeguards") };
        let transfer = Aimed {
            to: self.under("Destinataire", "Recipient"),
            country: self.under("Pays", "Country"),
            safeguard: self.under(safeguard.0, safeguard.1),
        };
        if !(transfer.to.text.is_empty() && transfer.country.text.is_empty()) {
            sheet.transfers.push(transfer);
        }
    }

    /// A line of the study of risks: sources, threats and measures that are one with those above stand there only.
    fn risk(&self, sheet: &mut Sheet) {
        let event = self.tab.said(self.row, self.first);
        // Another table below, or a note.
        if event.text.is_empty() || self.columns.is_empty() {
            return;
        }
        let above = sheet.risks.last();
        let field = |at: usize| {
            let (fr, en) = RISKS[at];
            let said = self.under(fr, en);
            let there = self.column(fr, en).is_some_and(|column| self.tab.rows[&self.row].contains_key(&column));
            match above.filter(|_| !there && (1..4).contains(&at)) {
                Some(above) => Said { text: above.fields[at].text.clone(), at: said.at },
                None => said,
            }
        };
        let fields = [0, 1, 2, 3, 4, 5].map(field);
        sheet.risks.push(Studied { event, fields });
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
        if self.is("N° / RÉF", "No. / REF") {
            sheet.reference = said.clone();
        }
        sheet.annex.push((self.label.trim().to_owned(), said));
    }
}

/// The lines of a cell, without the number or the bullet before each.
fn lines(said: &Said) -> impl Iterator<Item = Said> {
    let at = said.at.clone();
    let texts: Vec<String> = said.text.lines().map(unnumbered).filter(|text| !text.is_empty()).map(str::to_owned).collect();
    texts.into_iter().map(move |text| Said { text: shown(&Cell::Text(text)), at: at.clone() }).filter(|said| !said.text.is_empty())
}

/// A text without the `3. ` or the `• ` before it.
pub fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < text.len());
    let bullet = text.strip_prefix(['•', '-', '–', '*']);
    numbered.or(bullet).filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(text).trim()
}

/// Whether a box is ticked, by whatever sign.
fn is_ticked(text: &str) -> bool {
    matches!(plain(text).as_str(), "☒" | "☑" | "✓" | "✔" | "✗" | "✘" | "x" | "[x]" | "oui" | "yes" | "true" | "vrai" | "1")
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

    #[test]
    fn numbers_and_bullets_are_no_part_of_a_name() {
        for (text, bare) in [("1. Clients", "Clients"), ("12) Clients", "Clients"), ("• Clients", "Clients"), ("- Clients", "Clients")] {
            assert_eq!(unnumbered(text), bare);
        }
        for text in ["Clients", "3 ans", "1.5 m", "-1"] {
            assert_eq!(unnumbered(text), text);
        }
    }

    #[test]
    fn boxes_are_ticked_in_many_ways() {
        assert!(["☒", "☑", "x", "X", "true", "Oui"].into_iter().all(is_ticked));
        assert!(!["☐", "", "false", "non"].into_iter().any(is_ticked));
    }

    #[test]
    fn the_title_of_a_sheet_holds_the_name() {
        assert_eq!(title("FICHE DE REGISTRE DE L’ACTIVITÉ Paie"), Some("Paie"));
        assert_eq!(title("Fiche de registre de l'activité  Paie"), Some("Paie"));
        assert_eq!((title("FICHE DE REGISTRE"), title("Fiche de registre : Paie")), (None, None));
    }
}
