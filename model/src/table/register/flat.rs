//! The register as one table, a row an activity: the items of art. 30, for formats that hold one table only.

use super::Role;
use super::entry::Entry;
use super::parts::Paper;
use crate::process::vocabulary::Words;
use crate::table::{Cell, Column, ColumnKind, Table};

/// The table.
pub fn table(paper: &Paper) -> Table {
    let text = |fr, en| Column::new(paper.say(fr, en));
    let of = |kind, fr, en| Column::of(kind, paper.say(fr, en));
    let mut columns = vec![
        of(ColumnKind::Short, "N° / RÉF", "No. / REF"),
        of(ColumnKind::RowHeading, "Nom du traitement", "Name of the activity"),
        of(ColumnKind::Date, "Date de création de la fiche", "Date of creation of the sheet"),
        of(ColumnKind::Date, "Dernière mise à jour de la fiche", "Last update of the sheet"),
        text("Responsable du traitement", "Controller"),
        text("Finalités", "Purposes"),
    ];
    match paper.register.role {
        Role::Controller => columns.extend([
            text("Responsable(s) conjoint(s)", "Joint controller(s)"),
            text("Catégories de personnes concernées", "Categories of data subjects"),
            text("Catégories de données", "Categories of data"),
            text("Données", "Data"),
            text("Durée de conservation", "Retention"),
            text("Destinataires", "Recipients"),
        ]),
        Role::Processor => columns.push(text("Catégories de traitements effectués", "Categories of processing carried out")),
    }
    columns.extend([text("Transferts hors UE", "Transfers outside the EU"), text("Mesures de sécurité", "Security measures")]);
    let mut table = Table::new("registre", paper.title(), columns, paper.lang);
    for entry in &paper.register.entries {
        table.push(row(paper, entry));
    }
    table
}

fn row(paper: &Paper, entry: &Entry) -> Vec<Cell> {
    let lang = paper.lang;
    let mut cells = vec![
        entry.reference.as_deref().map_or(Cell::Missing, Cell::text),
        Cell::text(&entry.name).or_missing(),
        Cell::date(entry.created).or_missing(),
        Cell::date(entry.updated),
        Cell::list(entry.controllers.iter().map(|body| &body.name)).or_missing(),
        Cell::list(entry.purposes.iter().map(|aim| &aim.label)).or_missing(),
    ];
    match paper.register.role {
        Role::Controller => cells.extend([
            Cell::list(entry.joint.iter().map(|body| &body.name)),
            Cell::list(&entry.subjects).or_missing(),
            Cell::list(entry.data.iter().filter_map(|kept| kept.category).map(|category| category.label(lang))).or_missing(),
            Cell::list(entry.data.iter().map(|kept| &kept.label)).or_missing(),
            paper.retention(&entry.data.iter().collect::<Vec<_>>()).or_missing(),
            Cell::list(entry.recipients.iter().map(|one| &one.label)).or_missing(),
        ]),
        Role::Processor => cells.push(Cell::list(entry.operations.iter().map(|kind| kind.label(lang))).or_missing()),
    }
    let sent = entry.transfers.iter().map(|sent| format!("{} ({})", sent.to, sent.country));
    cells.extend([Cell::list(sent), Cell::lines(entry.measures.iter().map(|(_, label)| label)).or_missing()]);
    cells
}
