//! The recens language: lossless tokens, a parser that never stops, its lowering to the model, and the formatter.

use crate::diagnostic::Diagnostic;
use crate::process::{Model, StepLine};
use crate::read::Imports;
use crate::source::{FileId, Sources};

/// Reads `file` and what it imports into `model`.
pub fn read(file: FileId, sources: &mut Sources, imports: &mut dyn Imports, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (file, sources, imports, model, diagnostics);
}

/// Reads lines of steps that stand in another format.
pub fn read_lines(lines: &[StepLine], model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (lines, model, diagnostics);
}
