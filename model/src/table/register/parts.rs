//! Parts that both forms share: coordinates, actors, retention, risks, closed lists.

use super::body::{Body, Person, Place};
use super::entry::{Entry, Feared, Kept};
use super::{Form, Register, Role};
use crate::diagnostic::Lang;
use crate::reference::countries::{self, Standing, standing};
use crate::reference::lists;
use crate::table::document::LISTS;
use crate::table::{Block, Cell, Choices, Column, ColumnKind, Merge, Orientation, Pairs, Section, Table};
use indexmap::IndexMap;
use std::sync::Arc;

/// What every part needs: the register and its language.
pub struct Paper<'a> {
    pub register: &'a Register,
    pub lang: Lang,
    /// How the pages lie: as those of the form.
    pub lies: Orientation,
    /// The closed lists as drop-downs, made once: a register of thousands of activities refers to them from each.
    lists: Vec<Arc<Choices>>,
}

impl<'a> Paper<'a> {
    /// What the parts of a register need.
    pub fn new(register: &'a Register, lies: Orientation) -> Self {
        let lang = register.lang;
        let countries = Choices {
            name: COUNTRIES.to_owned(),
            title: if lang == Lang::Fr { "Pays" } else { "Countries" }.to_owned(),
            values: countries::third().iter().map(|country| if lang == Lang::Fr { &country.fr } else { &country.en }.clone()).collect(),
        };
        let lists = ["garanties", "personnes", "destinataires", "mesures"].map(|name| Choices::of_register(name, lang));
        Paper { register, lang, lies, lists: lists.into_iter().chain([Arc::new(countries)]).collect() }
    }
}

/// The name of the list of countries.
const COUNTRIES: &str = "pays";

impl Paper<'_> {
    /// The words of the document's language.
    pub fn say(&self, fr: &'static str, en: &'static str) -> String {
        if self.lang == Lang::Fr { fr } else { en }.to_owned()
    }

    /// The same of a pair.
    pub fn both(&self, (fr, en): (&'static str, &'static str)) -> String {
        self.say(fr, en)
    }

    /// A width for pages that lie on their side, and one for upright pages: print that is shrunk to fit must stay legible.
    pub fn fitting(&self, wide: u16, upright: u16) -> u16 {
        if self.lies == Orientation::Portrait { upright } else { wide }
    }

    /// Columns by their headings in French and English, each with its widths as [`Paper::fitting`] takes them.
    fn columns<const N: usize>(&self, columns: [(&'static str, &'static str, u16, u16); N]) -> Vec<Column> {
        columns.map(|(fr, en, wide, upright)| Column::new(self.say(fr, en)).wide(self.fitting(wide, upright))).into()
    }

    /// A closed list as a drop-down.
    pub fn choices(&self, name: &str) -> Arc<Choices> {
        let known = self.lists.iter().find(|list| list.name == name);
        known.cloned().unwrap_or_else(|| Choices::of_register(name, self.lang))
    }

    /// An item of a closed list.
    pub fn item(&self, list: &str, index: usize) -> String {
        lists::list(list).values(self.lang).nth(index).unwrap_or_default().to_owned()
    }

    /// A table whose first column, headed by the block's name, heads its rows.
    pub fn block(&self, name: &str, heading: String, columns: Vec<Column>) -> Table {
        let first = Column::of(ColumnKind::RowHeading, heading).wide(self.fitting(36, 26));
        let mut table = Table::new(name, "", std::iter::once(first).chain(columns).collect(), self.lang);
        table.orientation = self.lies;
        table
    }

    /// What a sheet says first of its activity: name, reference and dates.
    pub fn heading(&self, entry: &Entry) -> Pairs {
        Pairs {
            title: self.say("Description du traitement", "Description of the activity"),
            fields: vec![
                (self.say("Nom du traitement", "Name of the activity"), Cell::text(&entry.name).or_missing()),
                (self.say("N° / RÉF", "No. / REF"), entry.reference.as_deref().map_or(Cell::Missing, Cell::text)),
                (self.say("Date de création du traitement", "Date of creation of the activity"), Cell::date(entry.created).or_missing()),
                (self.say("Mise à jour du traitement", "Update of the activity"), Cell::date(entry.updated)),
            ],
            ..Pairs::default()
        }
    }

    /// `:` as the language sets it.
    pub fn colon(&self) -> &'static str {
        if self.lang == Lang::Fr { " : " } else { ": " }
    }

    /// The countries of a transfer as a drop-down.
    pub fn countries(&self) -> Arc<Choices> {
        self.choices(COUNTRIES)
    }

    fn of(&self, fr: &str, en: &str) -> String {
        if self.lang == Lang::Fr { fr } else { en }.to_owned()
    }

    /// The tab of closed lists, side by side, each country with what it is on the day of the register.
    pub fn lists(&self, tab: String) -> Section {
        let lists = ["garanties", "personnes", "destinataires", "mesures"].map(|name| self.choices(name));
        let countries = self.countries();
        let mut columns: Vec<Column> = lists.iter().map(|list| Column::new(list.title.clone()).wide(36)).collect();
        columns.push(Column::new(countries.title.clone()).wide(30));
        columns.push(Column::of(ColumnKind::Short, self.say("Zone", "Area")).wide(24));
        let mut table = Table::new(LISTS, "", columns, self.lang);
        table.orientation = self.lies;
        for at in 0..countries.values.len() {
            let mut cells: Vec<Cell> = lists.iter().map(|list| Cell::text(list.values.get(at).cloned().unwrap_or_default())).collect();
            cells.push(Cell::text(&countries.values[at]));
            cells.push(Cell::text(self.zone(&countries::third()[at].fr)));
            table.push(cells);
        }
        Section {
            blocks: vec![Block::Table(table)],
            orientation: self.lies,
            new_page: true,
            ..Section::tab(tab, self.say("Listes", "Lists"))
        }
    }

    fn zone(&self, country: &str) -> String {
        match standing(country, self.register.day) {
            Standing::Area => String::new(),
            Standing::Adequate => self.say("adéquat", "adequate"),
            Standing::Scheme(row) => self.of(
                &format!("adéquat ({})", row.scheme.as_deref().unwrap_or_default()),
                &format!("adequate ({})", row.scheme.as_deref().unwrap_or_default()),
            ),
            Standing::Lapsed(_) | Standing::Third => self.say("non adéquat", "not adequate"),
        }
    }

    /// The name that heads the tab of an activity: its reference, else its name.
    pub fn tab(&self, entry: &Entry) -> String {
        entry.reference.clone().unwrap_or_else(|| entry.name.clone())
    }

    /// Who speaks for the organisation, with coordinates: the person's own, else the organisation's.
    pub fn responsible(&self, form: Form, title: String, note: String) -> Pairs {
        let body = &self.register.organisation;
        let person = body.representative.as_ref().filter(|_| !body.is_abroad(self.register.day));
        let (surname, first) = person.map_or((body.name.clone(), String::new()), Person::surname_and_first_name);
        let place = person.map_or(body.place.clone(), |person| or(&person.place, &body.place));
        let fields = self.coordinates(form, &surname, Cell::text(first), None, &place).into_iter();
        // Nothing of this may stay empty, the first name of an organisation aside.
        let required = |(at, (label, cell)): (usize, (String, Cell))| (label, if at == 1 { cell } else { cell.or_missing() });
        Pairs { title, note, fields: fields.enumerate().map(required).collect(), across: 1 }
    }

    /// The representative of an organisation outside the Union, art. 27.
    pub fn representative(&self, form: Form, title: String, note: String) -> Pairs {
        let body = &self.register.organisation;
        let abroad = body.is_abroad(self.register.day);
        let person = body.representative.as_ref().filter(|_| abroad);
        let (surname, first) = person.map(Person::surname_and_first_name).unwrap_or_default();
        let place = person.map(|person| person.place.clone()).unwrap_or_default();
        let mut fields = self.coordinates(form, &surname, Cell::text(first), None, &place);
        if abroad {
            fields[0].1 = std::mem::take(&mut fields[0].1).or_missing();
        }
        Pairs { title, note, fields, across: 1 }
    }

    /// The data protection officer.
    pub fn officer(&self, form: Form, title: String, note: String) -> Pairs {
        let person = self.register.organisation.dpo.clone().unwrap_or_default();
        let (surname, first) = person.surname_and_first_name();
        let company = Some(Cell::text(person.company.clone()));
        Pairs { title, note, fields: self.coordinates(form, &surname, Cell::text(first), company, &person.place), across: 1 }
    }

    /// The fields of a person, in the words and the order of the form: the workbook sets the e-mail address beside the
    /// address, for all but the officer.
    fn coordinates(&self, form: Form, surname: &str, first: Cell, company: Option<Cell>, place: &Place) -> Vec<(String, Cell)> {
        let officer = company.is_some();
        let mut fields = vec![(self.say("Nom", "Surname"), Cell::text(surname)), (self.say("Prénom", "First name"), first)];
        if let Some(company) = company {
            fields.push((self.say("Société (si DPO externe)", "Company (of an external DPO)"), company));
        }
        let (postcode, email) = match form {
            Form::Simple => (self.say("Code postal", "Postcode"), self.say("Adresse mél", "E-mail address")),
            Form::Base => (self.say("CP", "Postcode"), self.say("Adresse de messagerie", "E-mail address")),
        };
        fields.extend([
            (self.say("Adresse", "Address"), Cell::text(&place.address)),
            (postcode, Cell::text(&place.postcode)),
            (self.say("Ville", "City"), Cell::text(&place.city)),
            (self.say("Téléphone", "Telephone"), Cell::text(&place.phone)),
        ]);
        let beside = if form == Form::Simple && !officer { fields.len() - 3 } else { fields.len() };
        fields.insert(beside, (email, Cell::text(&place.email)));
        fields
    }

    /// The block of actors without rows.
    pub fn actors(&self, name: &str, heading: String) -> Table {
        let columns = self.columns([
            ("Nom", "Name", 26, 20),
            ("Adresse", "Address", 22, 14),
            ("Code Postal", "Postcode", 10, 8),
            ("Ville", "City", 14, 10),
            ("Pays", "Country", 12, 9),
            ("Téléphone", "Telephone", 16, 15),
            ("Adresse mél", "E-mail address", 28, 26),
        ]);
        self.block(name, heading, columns)
    }

    /// A row of actors.
    pub fn actor(&self, heading: String, name: Cell, place: &Place) -> Vec<Cell> {
        let fields = [&place.address, &place.postcode, &place.city, &place.country, &place.phone, &place.email];
        [Cell::text(heading), name].into_iter().chain(fields.map(Cell::text)).collect()
    }

    /// Rows of a controller: itself, its officer, the officer's company, its representative.
    pub fn controller_rows(&self, table: &mut Table, number: &str, body: Option<&Body>) {
        let nobody = Body::default();
        let body = body.unwrap_or(&nobody);
        let day = self.register.day;
        let heading = |fr, en| format!("{}{number}", self.say(fr, en));
        let own = |person: Option<&Person>| person.map(|person| (Cell::text(&person.name), person.place.clone())).unwrap_or_default();
        table.push(self.actor(heading("Responsable du traitement", "Controller"), Cell::text(body.titled(day)).or_missing(), &body.place));
        let (name, place) = own(body.dpo.as_ref());
        table.push(self.actor(heading("Délégué à la protection des données", "Data protection officer"), name, &place));
        let company = body.dpo.as_ref().map_or(Cell::Empty, |person| Cell::text(&person.company));
        let heading_of_company = heading("Société du DPO (si celui-ci est externe)", "Company of the DPO (if external)");
        table.push(self.actor(heading_of_company, company, &Place::default()));
        let abroad = body.is_abroad(day);
        let (name, place) = own(body.representative.as_ref().filter(|_| abroad));
        table.push(self.actor(heading("Représentant", "Representative"), if abroad { name.or_missing() } else { name }, &place));
    }

    /// How long the data of a list are kept: one text where it is the same for all, else a line for each group.
    pub fn retention(&self, data: &[&Kept]) -> Cell {
        let mut groups: IndexMap<String, Vec<&str>> = IndexMap::new();
        for kept in data {
            let text = kept.retention.join(self.say(" ; ", "; ").as_str());
            groups.entry(text).or_default().push(&kept.label);
        }
        match groups.len() {
            0 => Cell::Empty,
            1 => groups.keys().next().map_or(Cell::Empty, |text| Cell::text(text).or_missing()),
            _ => Cell::lines(groups.iter().map(|(text, labels)| {
                let text = if text.is_empty() { "—" } else { text };
                format!("{}{}{text}", labels.join(", "), self.colon())
            })),
        }
    }

    /// The table of risks, as registers that study them have it, with widths that fall on the edges of the other blocks: each
    /// further edge is a column of the sheet, and cells in memory; none where the activity studies none.
    pub fn risks(&self, risks: &[Feared]) -> Option<Table> {
        if risks.is_empty() {
            return None;
        }
        let columns = self.columns([
            ("Impacts sur les personnes", "Impacts on persons", 20, 14),
            ("Principales sources de risques", "Main sources of risk", 18, 13),
            ("Principales menaces", "Main threats", 22, 19),
            ("Mesures existantes ou prévues", "Measures in place or planned", 22, 19),
            ("Gravité", "Severity", 20, 15),
            ("Vraisemblance", "Likelihood", 22, 17),
        ]);
        let mut table = self.block("risques", self.say("Risques", "Risks"), columns);
        table.columns[0].width = self.fitting(20, 14);
        for risk in risks {
            table.push(vec![
                Cell::text(&risk.label),
                Cell::list(&risk.impacts).or_missing(),
                Cell::list(&risk.sources).or_missing(),
                bullets(&risk.threats),
                bullets(&risk.measures),
                Cell::text(&risk.severity).or_missing(),
                Cell::text(&risk.likelihood).or_missing(),
            ]);
        }
        merge(&mut table, &[2, 3, 4]);
        Some(table)
    }

    /// A section below the one of its activity.
    pub fn below(&self, title: String, level: u8, blocks: Vec<Block>) -> Section {
        Section { title, level, blocks, orientation: self.lies, ..Section::default() }
    }

    /// What the document is called.
    pub fn title(&self) -> String {
        let name = &self.register.organisation.name;
        match (self.register.role, self.lang) {
            (Role::Controller, Lang::Fr) => format!("REGISTRE DES ACTIVITÉS DE TRAITEMENT DE {name}"),
            (Role::Controller, Lang::En) => format!("RECORD OF PROCESSING ACTIVITIES OF {name}"),
            (Role::Processor, Lang::Fr) => format!("REGISTRE DES ACTIVITÉS DE TRAITEMENT DE {name}, SOUS-TRAITANT"),
            (Role::Processor, Lang::En) => format!("RECORD OF PROCESSING ACTIVITIES OF {name}, PROCESSOR"),
        }
    }
}

/// Several texts as a list, a line each; one stands alone.
pub fn bullets(texts: &[String]) -> Cell {
    match texts {
        [] => Cell::Missing,
        [one] => Cell::text(one),
        more => Cell::lines(more.iter().map(|text| format!("• {text}"))),
    }
}

/// Shows equal neighbours of a column as one cell.
fn merge(table: &mut Table, columns: &[usize]) {
    for &column in columns {
        let mut row = 0;
        while row < table.rows.len() {
            let value = table.rows[row].cells[column].clone();
            let same = table.rows[row..].iter().take_while(|row| row.cells[column] == value).count();
            if same > 1 && !value.is_blank() {
                for below in &mut table.rows[row + 1..row + same] {
                    below.cells[column] = Cell::Empty;
                }
                table.merges.push(Merge { row, column, rows: same, columns: 1 });
            }
            row += same;
        }
    }
}

/// The first's coordinates, field by field, where they are said; else the second's.
fn or(first: &Place, second: &Place) -> Place {
    let pick = |first: &String, second: &String| if first.is_empty() { second.clone() } else { first.clone() };
    Place {
        address: pick(&first.address, &second.address),
        postcode: pick(&first.postcode, &second.postcode),
        city: pick(&first.city, &second.city),
        country: pick(&first.country, &second.country),
        phone: pick(&first.phone, &second.phone),
        email: pick(&first.email, &second.email),
    }
}
