//! The census of operations (*tableau de recensement*): one row an operation, in the order of the flow.

use super::facts::name_of;
use super::{Cell, Choices, Column, ColumnKind, Row, Table};
use crate::diagnostic::{Diagnostic, Lang};
use crate::flow::references::References;
use crate::process::vocabulary::Words;
use crate::process::*;

/// The columns, in the order of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the headings stand in `HEADINGS`
pub enum CensusColumn {
    Description,
    Reference,
    Purpose,
    DataCategories,
    Subjects,
    Recipients,
    Step,
    Actor,
    OperationType,
    Data,
    Medium,
    Basis,
    Retention,
    Findings,
}

use CensusColumn as C;

/// Each column with its word on the command line and its headings in French and English.
const HEADINGS: &[(CensusColumn, &str, &str, &str)] = &[
    (C::Description, "description", "Description de l'opération", "Description of the operation"),
    (C::Reference, "référence", "Référence", "Reference"),
    (C::Purpose, "finalité", "Finalité de l'opération", "Purpose of the operation"),
    (C::DataCategories, "catégories", "Catégories de données personnelles concernées", "Categories of personal data concerned"),
    (C::Subjects, "personnes", "Catégories de personnes concernées", "Categories of data subjects concerned"),
    (C::Recipients, "destinataires", "Destinataires", "Recipients"),
    (C::Step, "étape", "Étape", "Step"),
    (C::Actor, "acteur", "Acteur", "Actor"),
    (C::OperationType, "type", "Type d'opération", "Type of operation"),
    (C::Data, "données", "Données", "Data"),
    (C::Medium, "support", "Support", "Medium"),
    (C::Basis, "base", "Base légale", "Legal basis"),
    (C::Retention, "durée", "Durée de conservation", "Retention"),
    (C::Findings, "constats", "Constats", "Findings"),
];

impl CensusColumn {
    /// Every column, in order.
    pub fn all() -> impl Iterator<Item = CensusColumn> {
        HEADINGS.iter().map(|row| row.0)
    }

    /// The six columns of the form.
    pub fn usual() -> impl Iterator<Item = CensusColumn> {
        Self::all().take(6)
    }

    /// The word that names it on the command line.
    pub fn word(self) -> &'static str {
        HEADINGS[self as usize].1
    }

    /// Its heading.
    pub fn heading(self, lang: Lang) -> &'static str {
        let row = &HEADINGS[self as usize];
        if lang == Lang::Fr { row.2 } else { row.3 }
    }

    /// The column as a table has it.
    fn column(self, lang: Lang) -> Column {
        let (kind, width) = match self {
            C::Description => (ColumnKind::RowHeading, 32),
            C::Reference => (ColumnKind::Short, 12),
            C::Purpose | C::Data | C::Findings => (ColumnKind::Text, 32),
            C::OperationType | C::Actor => (ColumnKind::Text, 18),
            _ => (ColumnKind::Text, 26),
        };
        let column = Column::of(kind, self.heading(lang)).wide(width);
        match self {
            C::OperationType => column.chosen_from(&Choices::of_words::<OperationKind>("operations", self.heading(lang), lang)),
            _ => column,
        }
    }

    /// The column of a word, or of a heading of either language; accents and case are free.
    pub fn parse(text: &str) -> Option<CensusColumn> {
        let fold = |text: &str| vocabulary::fold(text).replace('’', "'");
        let text = fold(text.trim());
        HEADINGS.iter().find(|row| [row.1, row.2, row.3].iter().any(|name| fold(name) == text)).map(|row| row.0)
    }
}

/// The census of a model with the columns asked for. `findings` fill the last column.
pub fn table(model: &Model, references: &References, columns: &[CensusColumn], findings: &[Diagnostic], lang: Lang) -> Table {
    let names: Vec<&str> = model.activities.values().map(|activity| activity.head.title()).filter(|title| !title.is_empty()).collect();
    let title = match (lang, names.join(", ")) {
        (Lang::Fr, names) if names.is_empty() => "Recensement des opérations".to_owned(),
        (Lang::Fr, names) => format!("Recensement des opérations — {names}"),
        (Lang::En, names) if names.is_empty() => "Census of operations".to_owned(),
        (Lang::En, names) => format!("Census of operations — {names}"),
    };
    let row = |id: &Id<Operation>| {
        let line = Line { model, references, findings, lang, id: *id, operation: &model.operations[*id] };
        Row::from(columns.iter().map(|column| line.cell(*column)).collect::<Vec<_>>())
    };
    Table {
        rows: references.rows.iter().map(row).collect(),
        ..Table::new("census", title, columns.iter().map(|column| column.column(lang)).collect(), lang)
    }
}

struct Line<'a> {
    model: &'a Model,
    references: &'a References,
    findings: &'a [Diagnostic],
    lang: Lang,
    id: Id<Operation>,
    operation: &'a Operation,
}

impl Line<'_> {
    fn cell(&self, column: CensusColumn) -> Cell {
        let (model, operation, lang) = (self.model, self.operation, self.lang);
        let node = &model.nodes[operation.node];
        match column {
            C::Description => Cell::text(operation.title(&node.head)),
            C::Reference => Cell::text(self.references.of(self.id)),
            C::Purpose => Cell::list(operation.purposes.iter().map(|purpose| name_of(&model.purposes, purpose))).or_missing(),
            C::DataCategories => {
                let data = operation.data.iter().filter_map(|datum| model.data[datum.to?].category.as_ref());
                Cell::list(data.map(|category| category.value.label(lang)))
            }
            C::Subjects => Cell::list(model.subjects_of(operation).into_iter().map(|id| model.subjects[id].head.title())),
            C::Recipients => {
                Cell::list(operation.recipients.iter().map(|to| to.to.map_or(to.text.as_str(), |party| model.party_title(party))))
            }
            C::Step => Cell::text(node.head.title()),
            C::Actor => Cell::text(model.actor_title(node)),
            C::OperationType => Cell::text(operation.kind.label(lang)),
            C::Data => Cell::list(operation.data.iter().map(|datum| name_of(&model.data, datum))),
            C::Medium => {
                let into = operation.into.iter().map(|place| place.to.map_or(place.text.as_str(), |place| model.place_title(place)));
                let from = operation.from.iter().filter_map(|from| match from.to {
                    Some(Origin::Store(id)) => Some(model.stores[id].head.title()),
                    Some(Origin::Document(id)) => Some(model.artifacts[id].head.title()),
                    Some(Origin::Channel(id)) => Some(model.channels[id].head.title()),
                    Some(Origin::Party(_)) | None => None,
                });
                Cell::list(into.chain(from).chain(operation.via.iter().map(|via| name_of(&model.channels, via))))
            }
            C::Basis => {
                let bases = operation.purposes.iter().filter_map(|purpose| model.purposes[purpose.to?].basis.as_ref());
                Cell::list(bases.map(|basis| basis.value.text(lang)))
            }
            C::Retention => Cell::list(model.retentions_of(operation).into_iter().map(|retention| retention.text(lang))),
            C::Findings => {
                let reference = self.references.of(self.id);
                let here = |found: &&Diagnostic| {
                    found.operation.as_deref() == Some(reference) && found.element.as_deref() == Some(node.head.name.as_str())
                };
                Cell::list(self.findings.iter().filter(here).map(|found| found.rule))
            }
        }
    }
}
