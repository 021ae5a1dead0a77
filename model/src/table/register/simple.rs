//! The controller's register as the CNIL's « registre simplifié »: the workbook of July 2019, its tabs, blocks and headings.
//! Put right: `adresse IP`, doubled blanks, items that could not be chosen, guarantees that have lapsed.

use super::body::{Body, Place};
use super::entry::{Entry, Kept, Receiver};
use super::parts::Paper;
use super::{Form, annex};
use crate::process::vocabulary::{Words, fold};
use crate::process::{DataCategory as C, MeasureType};
use crate::reference::persons;
use crate::table::document::Contents;
use crate::table::{Block, Cell, Column, ColumnKind, Document, Group, Pairs, Section, Table};

/// The workbook.
pub fn document(paper: &Paper) -> Document {
    let mut sections = vec![tutorial(paper), list(paper), model(paper)];
    for entry in &paper.register.entries {
        let title = format!("{}{}{}", paper.say("Fiche de registre", "Sheet of the record"), paper.colon(), entry.name);
        sections.push(sheet(paper, entry, paper.tab(entry), title, entry.reference.clone().unwrap_or_default()));
        if let Some(table) = paper.risks(&entry.risks) {
            let title = paper.say("Étude des risques, hors du modèle de la CNIL", "Study of risks, outside the CNIL's form");
            sections.push(paper.below(title, 2, vec![Block::Table(table)]));
        }
        sections.push(annex::section(paper, entry, Form::Simple, 2));
        sections.extend(annex::picture(paper, entry, 2));
    }
    sections.push(paper.lists(paper.say("5_-_Listes", "5_-_Lists")));
    Document { title: paper.title(), sections, contents: Contents::Chapters, lang: paper.lang, ..Document::default() }
}

fn tutorial(paper: &Paper) -> Section {
    let lines = [
        (
            "Ce registre suit le registre simplifié de la CNIL (classeur de juillet 2019) : mêmes onglets, mêmes blocs, mêmes intitulés.",
            "This record follows the CNIL's simplified register (workbook of July 2019): same tabs, same blocks, same headings.",
        ),
        (
            "L'onglet 2 liste les traitements ; chaque traitement a ensuite sa fiche, sous sa référence. L'onglet 3 est une fiche vide, à copier pour un traitement qui n'est pas encore décrit. L'onglet 5 donne les listes de choix.",
            "Tab 2 lists the activities; each then has its sheet, under its reference. Tab 3 is an empty sheet, to be copied for an activity that is not described yet. Tab 5 gives the lists of choices.",
        ),
        (
            "« — » ou une case vide marquée : le champ est demandé et rien ne le remplit. La dernière ligne de chaque annexe dit ce qu'il reste à compléter.",
            "“—” or a marked empty cell: the field is asked for and nothing fills it. The last line of each annex tells what is still to be completed.",
        ),
        (
            "Corrigé par rapport au classeur : « adresse IP » ; « Autre (préciser) » se choisit ; le Privacy Shield, invalidé le 16 juillet 2020, cède la place au Data Privacy Framework ; les pays adéquats sont ceux du jour.",
            "Put right in the workbook: the spelling of “adresse IP”; “Other (specify)” can be chosen; the Privacy Shield, invalidated on 16 July 2020, gives way to the Data Privacy Framework; adequate countries are those of the day.",
        ),
        (
            "L'annexe de chaque fiche n'est pas du modèle de la CNIL : base légale, source des données, information et droits des personnes, analyse d'impact.",
            "The annex of each sheet is not part of the CNIL's form: legal basis, source of the data, information and rights of the persons, impact assessment.",
        ),
    ];
    let blocks = lines.map(|(fr, en)| Block::Paragraph(paper.say(fr, en))).into();
    Section {
        blocks,
        orientation: paper.lies,
        ..Section::tab(paper.say("Tutoriel", "Guide"), paper.say("Mode d'emploi", "How to read this record"))
    }
}

fn list(paper: &Paper) -> Section {
    let outside = paper.say(
        "(responsable de traitement ou son représentant si le responsable est situé en dehors de l’UE)",
        "(controller, or its representative where the controller is outside the EU)",
    );
    let responsible = paper.say("Coordonnées du responsable de l’organisme", "Contact details of the head of the organisation");
    let representative = paper.say("Coordonnées du représentant", "Contact details of the representative");
    let officer =
        paper.say("Coordonnées du délégué à la protection des données (DPO)", "Contact details of the data protection officer (DPO)");
    let column = |kind, fr, en, width| Column::of(kind, paper.say(fr, en)).wide(width);
    let columns = vec![
        column(ColumnKind::RowHeading, "Nom du traitement", "Name of the activity", 40),
        column(ColumnKind::Short, "N° / RÉF", "No. / REF", 14),
        column(ColumnKind::Date, "Date de création de la fiche", "Date of creation of the sheet", 16),
        column(ColumnKind::Date, "Dernière mise à jour de la fiche", "Last update of the sheet", 16),
        column(ColumnKind::Text, "Finalité du traitement", "Purpose of the activity", 60),
        column(ColumnKind::Short, "Oui/non", "Yes/no", 14),
    ];
    let mut table = Table::new("traitements", "", columns, paper.lang);
    table.orientation = paper.lies;
    table.groups = vec![
        Group { heading: paper.say("Identification du traitement", "Identification of the activity"), first: 0, columns: 4 },
        Group { heading: paper.say("Données sensibles ?", "Sensitive data?"), first: 5, columns: 1 },
    ];
    for entry in &paper.register.entries {
        let sensitive = entry.data.iter().any(|kept| kept.category.is_some_and(C::is_sensitive));
        table.push(vec![
            Cell::text(&entry.name).or_missing(),
            entry.reference.as_deref().map_or(Cell::Missing, Cell::text),
            Cell::date(entry.created).or_missing(),
            Cell::date(entry.updated),
            Cell::list(entry.purposes.iter().map(|aim| &aim.label)).or_missing(),
            Cell::text(if sensitive { paper.say("Oui", "Yes") } else { paper.say("Non", "No") }),
        ]);
    }
    let blocks = vec![
        Block::Pairs(paper.responsible(Form::Simple, responsible, outside.clone())),
        Block::Pairs(paper.representative(Form::Simple, representative, outside)),
        Block::Pairs(paper.officer(Form::Simple, officer, String::new())),
        Block::Table(table),
    ];
    let tab = paper.say("2_-_Liste_des_traitements", "2_-_List_of_activities");
    let title = paper.say("Liste des traitements", "List of activities");
    Section { blocks, orientation: paper.lies, new_page: true, ..Section::tab(tab, title) }
}

/// The empty sheet of tab 3.
fn model(paper: &Paper) -> Section {
    let title = paper.say("Modèle de fiche de registre à compléter", "Model of a sheet, to be completed");
    let tab = paper.say("3_-_Modèle_de_fiche_de_registre", "3_-_Model_of_a_sheet");
    let mut section = sheet(paper, &Entry::default(), tab, title, "ref-001".to_owned());
    // Nothing is missing of a form that is to be filled.
    for block in &mut section.blocks {
        let cells: Vec<&mut Cell> = match block {
            Block::Table(table) => table.rows.iter_mut().flat_map(|row| &mut row.cells).collect(),
            Block::Pairs(pairs) => pairs.fields.iter_mut().map(|field| &mut field.1).collect(),
            _ => Vec::new(),
        };
        cells.into_iter().filter(|cell| **cell == Cell::Missing).for_each(|cell| *cell = Cell::Empty);
    }
    section
}

fn sheet(paper: &Paper, entry: &Entry, tab: String, title: String, aside: String) -> Section {
    let blocks = vec![
        Block::Pairs(paper.heading(entry)),
        Block::Table(actors(paper, entry)),
        Block::Pairs(purposes(paper, entry)),
        Block::Table(data(paper, entry)),
        Block::Table(sensitive(paper, entry)),
        Block::Table(subjects(paper, entry)),
        Block::Table(recipients(paper, entry)),
        Block::Table(measures(paper, entry)),
        Block::Table(transfers(paper, entry)),
    ];
    Section { blocks, aside, orientation: paper.lies, new_page: true, ..Section::tab(tab, title) }
}

fn actors(paper: &Paper, entry: &Entry) -> Table {
    let mut table = paper.actors("acteurs", paper.say("Acteurs", "Parties"));
    paper.controller_rows(&mut table, "", entry.controllers.first());
    for (at, body) in entry.controllers.iter().enumerate().skip(1) {
        paper.controller_rows(&mut table, &format!(" {}", at + 1), Some(body));
    }
    let heading = paper.say("Responsable(s) conjoint(s)", "Joint controller(s)");
    if entry.joint.is_empty() {
        table.push(paper.actor(heading.clone(), Cell::Empty, &Place::default()));
    }
    for (at, body) in entry.joint.iter().enumerate() {
        let heading = if at == 0 { heading.clone() } else { format!("{heading} {}", at + 1) };
        table.push(paper.actor(heading, Cell::text(named(paper, body)), &body.place));
    }
    table
}

fn named(paper: &Paper, body: &Body) -> String {
    body.titled(paper.register.day)
}

fn purposes(paper: &Paper, entry: &Entry) -> Pairs {
    let label = |at: usize| Cell::text(entry.purposes.get(at).map(|aim| aim.label.as_str()).unwrap_or_default());
    let mut fields = vec![(paper.say("Finalité principale", "Main purpose"), label(0).or_missing())];
    for at in 1..entry.purposes.len().max(6) {
        fields.push((format!("{} {at}", paper.say("Sous-finalité", "Sub-purpose")), label(at)));
    }
    Pairs { title: paper.say("Finalité(s) du traitement effectué", "Purpose(s) of the processing"), fields, ..Pairs::default() }
}

/// The rows of data that the form has.
pub(super) const DATA: &[(C, &str, &str)] = &[
    (C::Identity, "État civil, identité, données d'identification, images…", "Civil status, identity, identification data, images…"),
    (C::PersonalLife, "Vie personnelle (habitudes de vie, situation familiale, etc.)", "Personal life (habits, family situation, etc.)"),
    (
        C::Economic,
        "Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)",
        "Economic and financial information (income, financial situation, tax situation, etc.)",
    ),
    (C::Connection, "Données de connexion (adresse IP, logs, etc.)", "Connection data (IP address, logs, etc.)"),
    (C::Location, "Données de localisation (déplacements, données GPS, GSM, etc.)", "Location data (journeys, GPS data, GSM, etc.)"),
    (C::Nir, "Numéro de Sécurité Sociale (ou NIR)", "Social security number (NIR)"),
];

/// The rows of sensitive data.
pub(super) const SENSITIVE: &[(C, &str, &str)] = &[
    (C::Origin, "Données révélant l'origine raciale ou ethnique", "Data revealing racial or ethnic origin"),
    (C::Opinions, "Données révélant les opinions politiques", "Data revealing political opinions"),
    (C::Beliefs, "Données révélant les convictions religieuses ou philosophiques", "Data revealing religious or philosophical beliefs"),
    (C::TradeUnion, "Données révélant l'appartenance syndicale", "Data revealing trade union membership"),
    (C::Genetic, "Données génétiques", "Genetic data"),
    (
        C::Biometric,
        "Données biométriques aux fins d'identifier une personne physique de manière unique",
        "Biometric data to identify a natural person uniquely",
    ),
    (C::Health, "Données concernant la santé", "Data concerning health"),
    (C::SexLife, "Données concernant la vie sexuelle ou l'orientation sexuelle", "Data concerning sex life or sexual orientation"),
    (C::Offences, "Données relatives à des condamnations pénales ou infractions", "Data relating to criminal convictions or offences"),
];

/// The workbook's rows of data. It has none for working life, internet and other data: the annex lists those.
fn data(paper: &Paper, entry: &Entry) -> Table {
    let heading = paper.say("Catégories de données personnelles concernées", "Categories of personal data concerned");
    categories(paper, entry, "donnees", heading, DATA)
}

fn sensitive(paper: &Paper, entry: &Entry) -> Table {
    categories(paper, entry, "sensibles", paper.say("Données sensibles", "Sensitive data"), SENSITIVE)
}

fn categories(paper: &Paper, entry: &Entry, name: &str, heading: String, rows: &[(C, &'static str, &'static str)]) -> Table {
    let columns = vec![
        Column::new(paper.say("Description", "Description")).wide(60),
        Column::new(paper.say("Durée de conservation", "Retention")).wide(40),
    ];
    let mut table = paper.block(name, heading, columns);
    for (category, fr, en) in rows {
        let of: Vec<&Kept> = entry.data.iter().filter(|kept| kept.category == Some(*category)).collect();
        let description = Cell::list(of.iter().map(|kept| &kept.label));
        table.push(vec![Cell::text(paper.say(fr, en)), description, paper.retention(&of)]);
    }
    table
}

/// The rows of a block that the form numbers: as many as it has, more where there are more.
fn numbered(paper: &Paper, table: &mut Table, fr: &'static str, en: &'static str, least: usize, rows: &[Vec<Cell>]) {
    let blanks = table.columns.len() - 1;
    let missing = rows.is_empty();
    for at in 0..rows.len().max(least) {
        let mut cells = vec![Cell::text(format!("{} {}", paper.say(fr, en), at + 1))];
        match rows.get(at) {
            Some(row) => cells.extend(row.iter().cloned()),
            None => cells.extend((0..blanks).map(|column| if missing && at + column == 0 { Cell::Missing } else { Cell::Empty })),
        }
        table.push(cells);
    }
}

/// What stands beside an item of a closed list: nothing where the label says no more than the item.
fn precision(item: &str, label: &str) -> Cell {
    if fold(item) == fold(label.trim()) { Cell::Empty } else { Cell::text(label) }
}

fn subjects(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![
        Column::new(paper.say("Description", "Description")).wide(40).chosen_from(&paper.choices("personnes")),
        Column::new(paper.say("Précisions", "Details")).wide(50),
    ];
    let mut table = paper.block("personnes", paper.say("Catégories de personnes concernées", "Categories of data subjects"), columns);
    let row = |label: &String| {
        let item = paper.item("personnes", persons::item(label));
        vec![Cell::text(&item), precision(&item, label)]
    };
    let rows: Vec<_> = entry.subjects.iter().map(row).collect();
    numbered(paper, &mut table, "Catégorie de personnes", "Category of persons", 2, &rows);
    table
}

fn recipients(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![
        Column::new(paper.say("Type de destinataire", "Type of recipient")).wide(40).chosen_from(&paper.choices("destinataires")),
        Column::new(paper.say("Précisions", "Details")).wide(50),
    ];
    let mut table = paper.block("destinataires", paper.say("Destinataires", "Recipients"), columns);
    let kind = |kind: Receiver| match kind {
        Receiver::Internal => 0,
        Receiver::Processor => 1,
        Receiver::Abroad => 2,
        Receiver::External => 3,
    };
    let rows = entry.recipients.iter().map(|one| vec![Cell::text(paper.item("destinataires", kind(one.kind))), Cell::text(&one.label)]);
    numbered(paper, &mut table, "Destinataire", "Recipient", 4, &rows.collect::<Vec<_>>());
    table
}

/// The block of measures, also of the processor's sheet.
pub fn measures(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![
        Column::new(paper.say("Type de mesure de sécurité", "Type of security measure")).wide(40).chosen_from(&paper.choices("mesures")),
        Column::new(paper.say("Précisions", "Details")).wide(50),
    ];
    let mut table = paper.block("mesures", paper.say("Mesures de sécurité", "Security measures"), columns);
    let row = |(kind, label): &(MeasureType, String)| {
        let item = kind.label(paper.lang);
        vec![Cell::text(item), precision(item, label)]
    };
    let rows: Vec<_> = entry.measures.iter().map(row).collect();
    numbered(paper, &mut table, "Mesure de sécurité", "Security measure", 3, &rows);
    table
}

/// The block of transfers, also of the processor's sheet.
pub fn transfers(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![
        Column::new(paper.say("Destinataire", "Recipient")).wide(30),
        Column::new(paper.say("Pays", "Country")).wide(16).chosen_from(&paper.countries()),
        Column::new(paper.say("Type de Garanties", "Type of safeguards")).wide(26).chosen_from(&paper.choices("garanties")),
        Column::new(paper.say("Liens vers la documentation", "Links to the documentation")).wide(38),
    ];
    let mut table = paper.block("transferts", paper.say("Transferts hors UE", "Transfers outside the EU"), columns);
    let row = |sent: &super::Sent| {
        let safeguard = sent.safeguard.map_or(Cell::Missing, |safeguard| Cell::text(safeguard.label(paper.lang)));
        vec![Cell::text(&sent.to).or_missing(), Cell::text(&sent.country).or_missing(), safeguard, Cell::text(&sent.document)]
    };
    let rows: Vec<_> = entry.transfers.iter().map(row).collect();
    // No transfer is no gap: the rows stay empty.
    let heading = paper.say("Organisme destinataire", "Receiving organisation");
    for at in 0..rows.len().max(4) {
        let blank = || vec![Cell::Empty; 4];
        let cells = rows.get(at).cloned().unwrap_or_else(blank);
        table.push([Cell::text(format!("{heading} {}", at + 1))].into_iter().chain(cells).collect());
    }
    table
}
