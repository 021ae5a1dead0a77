//! Gives names their targets, declares on the spot what was quoted, and says which names lead nowhere.

use super::Model;
use crate::diagnostic::Diagnostic;

/// Resolves every reference of `model`.
pub fn resolve(model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let _ = (model, diagnostics);
}
