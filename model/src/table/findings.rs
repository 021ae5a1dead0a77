//! The findings as a table.

use super::{Cell, Column, ColumnKind, Row, Table};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::source::Sources;

/// One row a finding, in the order given.
pub fn table(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> Table {
    let (title, headings) = match lang {
        Lang::Fr => (
            "Constats",
            ["Gravité", "Règle", "Constat", "Fichier", "Ligne", "Étape ou déclaration", "Opération", "Article", "Pour corriger"],
        ),
        Lang::En => {
            ("Findings", ["Severity", "Rule", "Finding", "File", "Line", "Step or declaration", "Operation", "Article", "How to mend it"])
        }
    };
    let row = |found: &Diagnostic| {
        let source = sources.get(found.span.file);
        Row::from(vec![
            Cell::text(severity(found.severity, lang)),
            Cell::text(format!("{} ({})", found.rule, found.code)),
            Cell::text(found.message.get(lang)),
            Cell::text(&source.name),
            Cell::count(source.position(found.span.start).line),
            Cell::text(found.element.as_deref().unwrap_or_default()),
            Cell::text(found.operation.as_deref().unwrap_or_default()),
            Cell::text(found.source),
            Cell::text(found.help.as_ref().map(|help| help.get(lang)).unwrap_or_default()),
        ])
    };
    let shapes = [
        (ColumnKind::Short, 15),
        (ColumnKind::Text, 28),
        (ColumnKind::Text, 50),
        (ColumnKind::Text, 24),
        (ColumnKind::Number, 7),
        (ColumnKind::Text, 22),
        (ColumnKind::Short, 10),
        (ColumnKind::Text, 22),
        (ColumnKind::Text, 44),
    ];
    let columns = headings.into_iter().zip(shapes).map(|(heading, (kind, width))| Column::of(kind, heading).wide(width)).collect();
    Table { rows: findings.iter().map(row).collect(), ..Table::new("findings", title, columns, lang) }
}

/// The word of a severity.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Fr) => "erreur",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Fr) => "avertissement",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::Fr) => "information",
        (Severity::Info, Lang::En) => "info",
    }
}
