//! The fixed texts of the report page.

use super::Word;
use model::diagnostic::{Lang, Severity};

/// The page of several inputs.
pub const SEVERAL: Word = Word::new("Rapport des traitements", "Report on the activities");
/// The list of links.
pub const CONTENTS: Word = Word::new("Sommaire", "Contents");
/// The findings.
pub const FINDINGS: Word = Word::new("Constats", "Findings");
/// The diagram.
pub const DIAGRAM: Word = Word::new("Diagramme BPMN", "BPMN diagram");

/// A severity as a person reads it.
pub fn level(severity: Severity, lang: Lang) -> String {
    let word = match severity {
        Severity::Error => Word::new("Erreur", "Error"),
        Severity::Warning => Word::new("Avertissement", "Warning"),
        Severity::Info => Word::new("Information", "Information"),
    };
    word.get(lang).to_owned()
}
