//! The processor's register, art. 30(2): the CNIL publishes no form of its own for it, so it follows the blocks of the
//! controller's, without those that the article does not ask for.

use super::body::Place;
use super::entry::{Entry, Receiver};
use super::parts::Paper;
use super::{Form, annex, base, simple};
use crate::process::vocabulary::Words;
use crate::table::document::Contents;
use crate::table::{Block, Cell, Column, ColumnKind, Document, Section, Table};

/// The register in a form.
pub fn document(paper: &Paper, form: Form) -> Document {
    let mut sections = vec![common(paper, form)];
    for entry in &paper.register.entries {
        sections.extend(sheet(paper, entry, form));
    }
    if form == Form::Simple {
        sections.push(paper.lists(paper.say("5_-_Listes", "5_-_Lists")));
    }
    Document { title: paper.title(), sections, contents: Contents::Chapters, lang: paper.lang, ..Document::default() }
}

fn common(paper: &Paper, form: Form) -> Section {
    let own = paper.say("Coordonnées du sous-traitant", "Contact details of the processor");
    let representative = paper.say("Coordonnées du représentant", "Contact details of the representative");
    let officer =
        paper.say("Coordonnées du délégué à la protection des données (DPO)", "Contact details of the data protection officer (DPO)");
    let mut table = Table::new(
        "activites",
        paper.say("Traitements effectués pour le compte de responsables", "Processing carried out on behalf of controllers"),
        vec![
            Column::of(ColumnKind::RowHeading, paper.say("Nom du traitement", "Name of the activity")).wide(44),
            Column::of(ColumnKind::Short, paper.say("N° / RÉF", "No. / REF")).wide(14),
            Column::new(paper.say("Pour le compte de", "On behalf of")).wide(30),
            Column::of(ColumnKind::Date, paper.say("Date de création de la fiche", "Date of creation of the sheet")).wide(16),
            Column::of(ColumnKind::Date, paper.say("Dernière mise à jour de la fiche", "Last update of the sheet")).wide(16),
        ],
        paper.lang,
    );
    table.orientation = paper.lies;
    for entry in &paper.register.entries {
        table.push(vec![
            Cell::text(&entry.name).or_missing(),
            entry.reference.as_deref().map_or(Cell::Missing, Cell::text),
            Cell::list(entry.controllers.iter().chain(&entry.joint).map(|body| &body.name)).or_missing(),
            Cell::date(entry.created).or_missing(),
            Cell::date(entry.updated),
        ]);
    }
    let blocks = vec![
        Block::Pairs(paper.responsible(form, own, String::new())),
        Block::Pairs(paper.representative(form, representative, String::new())),
        Block::Pairs(paper.officer(form, officer, String::new())),
        Block::Table(table),
    ];
    let tab = match form {
        Form::Simple => paper.say("2_-_Liste_des_traitements", "2_-_List_of_activities"),
        Form::Base => paper.say("Registre", "Record"),
    };
    Section { blocks, orientation: paper.lies, ..Section::tab(tab, paper.title()) }
}

fn sheet(paper: &Paper, entry: &Entry, form: Form) -> Vec<Section> {
    let mut blocks = vec![Block::Pairs(paper.heading(entry)), Block::Table(actors(paper, entry)), Block::Table(categories(paper, entry))];
    blocks.push(Block::Table(further(paper, entry)));
    if form == Form::Simple {
        blocks.push(Block::Table(simple::transfers(paper, entry)));
        blocks.push(Block::Table(simple::measures(paper, entry)));
    }
    let title = format!("{} {}", paper.say("FICHE DE REGISTRE DE L’ACTIVITÉ", "SHEET OF THE RECORD FOR THE ACTIVITY"), entry.name);
    let aside = entry.reference.clone().unwrap_or_default();
    let orientation = paper.lies;
    let mut sections = vec![Section { blocks, aside, orientation, new_page: true, ..Section::tab(paper.tab(entry), title) }];
    if form == Form::Base {
        let part = |fr, en, blocks| paper.below(paper.say(fr, en), 2, blocks);
        sections.push(part("Transferts des données hors UE", "Transfers of data outside the EU", base::transfers(paper, entry)));
        sections.push(part("Mesures de sécurité", "Security measures", base::measures(paper, entry)));
    }
    let told = annex::section(paper, entry, form, 2);
    if told.blocks.iter().any(|block| matches!(block, Block::Table(table) if !table.rows.is_empty())) {
        sections.push(told);
    }
    sections.extend(annex::picture(paper, entry, 2));
    sections
}

/// The processors and each controller on behalf of whom they act, with representatives and officers: art. 30(2)(a).
fn actors(paper: &Paper, entry: &Entry) -> Table {
    let mut table = paper.actors("acteurs", paper.say("Acteurs", "Parties"));
    let own = &paper.register.organisation;
    table.push(paper.actor(paper.say("Sous-traitant", "Processor"), Cell::text(own.titled(paper.register.day)), &own.place));
    for (body, _) in entry.processors.iter().filter(|(body, _)| !body.is_named(&own.name)) {
        table.push(paper.actor(paper.say("Autre sous-traitant", "Other processor"), Cell::text(&body.name), &body.place));
    }
    let controllers: Vec<_> = entry.controllers.iter().chain(&entry.joint).collect();
    if controllers.is_empty() {
        paper.controller_rows(&mut table, "", None);
    }
    for (at, body) in controllers.iter().enumerate() {
        let number = if controllers.len() > 1 { format!(" {}", at + 1) } else { String::new() };
        paper.controller_rows(&mut table, &number, Some(body));
    }
    let contract = entry.processors.iter().find(|(body, _)| body.is_named(&own.name)).and_then(|(_, contract)| contract.as_deref());
    let heading = paper.say("Contrat (art. 28)", "Contract (art. 28)");
    table.push(paper.actor(heading, contract.map_or(Cell::Missing, Cell::text), &Place::default()));
    table
}

/// What is done on behalf of the controller: art. 30(2)(b).
fn categories(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![Column::new(paper.say("Description", "Description")).wide(paper.fitting(90, 78))];
    let heading = paper.say("Catégories de traitements effectués", "Categories of processing carried out");
    let mut table = paper.block("traitements", heading, columns);
    let kinds = Cell::list(entry.operations.iter().map(|kind| kind.label(paper.lang)));
    table.push(vec![Cell::text(paper.say("Pour quoi", "What for")), Cell::list(entry.purposes.iter().map(|aim| &aim.label)).or_missing()]);
    table.push(vec![Cell::text(paper.say("Opérations (art. 4(2))", "Operations (art. 4(2))")), kinds.or_missing()]);
    table
}

/// Those that the processor turns to in its turn.
fn further(paper: &Paper, entry: &Entry) -> Table {
    let columns = vec![Column::new(paper.say("Nom", "Name")).wide(paper.fitting(90, 78))];
    let mut table = paper.block("sous-traitants", paper.say("Sous-traitants ultérieurs", "Further processors"), columns);
    let own = &paper.register.organisation;
    let known = |label: &str| own.is_named(label) || entry.processors.iter().any(|(body, _)| body.is_named(label));
    let others = entry.recipients.iter().filter(|one| one.kind == Receiver::Processor && !known(&one.label));
    for (at, one) in others.enumerate() {
        table.push(vec![
            Cell::text(format!("{} {}", paper.say("Sous-traitant ultérieur", "Further processor"), at + 1)),
            Cell::text(&one.label),
        ]);
    }
    if table.rows.is_empty() {
        table.push(vec![Cell::text(paper.say("Sous-traitant ultérieur", "Further processor")), Cell::Empty]);
    }
    table
}
