//! From bytes to a model: decides the format, decodes, reads, resolves. Never fails.

use crate::diagnostic::{Diagnostic, reading};
use crate::process::{Model, resolve};
pub use crate::source::imports::{ImportError, Imported, Imports, NoImports};
use crate::source::{FileId, Source, Sources, Span};
use crate::{bpmn, dsl, text};
use std::borrow::Cow;

/// The two formats of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The recens language.
    Recens,
    /// BPMN 2.0 XML.
    Bpmn,
}

impl Format {
    /// The format of a file name, by its ending; `None` for other endings.
    pub fn of_name(name: &str) -> Option<Format> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "recens" => Some(Format::Recens),
            "bpmn" | "bpmn2" | "xml" => Some(Format::Bpmn),
            _ => None,
        }
    }
}

/// The largest input that is read, in bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// What reading gives: always a model, however much was wrong.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The model.
    pub model: Model,
    /// The texts, the input first.
    pub sources: Sources,
    /// What reading found, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an input named `name`.
///
/// Bytes that are handed over become the text of the input where they are UTF-8; those that are lent are copied.
pub fn read<'b>(name: &str, bytes: impl Into<Cow<'b, [u8]>>, format: Format, imports: &mut dyn Imports) -> Reading {
    read_with(name, bytes, format, &[], imports)
}

/// Reads an input named `name`; the declarations of `catalogue`, files of the language, are shared with it.
pub fn read_with<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    format: Format,
    catalogue: &[Imported],
    imports: &mut dyn Imports,
) -> Reading {
    read_bytes(name, bytes.into(), format, catalogue, imports)
}

fn read_bytes(name: &str, bytes: Cow<'_, [u8]>, format: Format, catalogue: &[Imported], imports: &mut dyn Imports) -> Reading {
    let mut out = Reading::default();
    let decoded = match format {
        Format::Recens => crate::decode::text(bytes),
        Format::Bpmn => crate::decode::xml(bytes),
    };
    let file = out.sources.add(Source::new(name, decoded.text));
    if let Some(problem) = decoded.problem {
        out.diagnostics.push(problem.told(file));
    }
    if decoded.readable {
        if out.sources.get(file).text.trim().is_empty() {
            out.diagnostics.push(
                Diagnostic::reading(&reading::EMPTY_INPUT, Span::new(file, 0, 0), text!("le fichier est vide", "the file is empty"))
                    .with_help(text!(
                        "écrire un traitement, ou partir d'un exemple : recens new",
                        "write an activity, or start from an example: recens new"
                    )),
            );
        } else {
            let mut once = Once { known: vec![name.to_owned()], imports };
            for shared in catalogue {
                once.known.push(shared.name.clone());
                let id = out.sources.add(Source::new(&shared.name, crate::decode::text(&shared.bytes).text));
                dsl::read(id, &mut out.sources, &mut once, &mut out.model, &mut out.diagnostics);
            }
            read_text(file, format, &mut once, &mut out);
        }
    }
    out.diagnostics.sort_by_key(|found| (found.span.file, found.span.start, found.span.end, found.rule));
    out
}

/// Imports that give the input and the catalogue no second time: an input may import the catalogue by itself too.
struct Once<'a> {
    known: Vec<String>,
    imports: &'a mut dyn Imports,
}

impl Imports for Once<'_> {
    fn load(&mut self, from: &str, path: &str) -> Result<Imported, ImportError> {
        let imported = self.imports.load(from, path)?;
        let bytes = if self.known.contains(&imported.name) { Vec::new() } else { imported.bytes };
        Ok(Imported { bytes, ..imported })
    }
}

fn read_text(file: FileId, format: Format, imports: &mut dyn Imports, out: &mut Reading) {
    match format {
        Format::Recens => dsl::read(file, &mut out.sources, imports, &mut out.model, &mut out.diagnostics),
        Format::Bpmn => {
            let lines = bpmn::read(file, out.sources.get(file), &mut out.model, &mut out.diagnostics);
            dsl::read_lines(&lines, &mut out.model, &mut out.diagnostics);
        }
    }
    resolve::resolve(&mut out.model, &mut out.diagnostics);
}
