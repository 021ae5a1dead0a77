//! Loads what a file imports, each file once, bounded in number and depth.

use super::cursor::{Cursor, Origin};
use super::keywords::Keyword;
use super::lower::value::text_value;
use super::parse::{Parse, parse};
use super::report::Report;
use super::syntax::{SyntaxKind, SyntaxNode};
use crate::diagnostic::{Diagnostic, Text, reading};
use crate::source::imports::{ImportError, Imports};
use crate::source::{FileId, Source, Sources, Span};
use crate::text;
use std::collections::HashMap;

/// The deepest chain of imports.
pub const MAX_DEPTH: usize = 16;
/// The most files of one run, the input included.
pub const MAX_FILES: usize = 256;

/// The files of a run: the input first, then its imports.
#[derive(Debug, Default)]
pub struct Files {
    /// Each with its tree.
    pub trees: Vec<(FileId, Parse)>,
    /// Which file an `importe` statement names, by the place of its path.
    pub targets: HashMap<Span, FileId>,
}

/// Loads `file` and, breadth first, what it imports.
pub fn load(file: FileId, sources: &mut Sources, imports: &mut dyn Imports, report: &mut Report) -> Files {
    let mut files = Files::default();
    let mut names = HashMap::from([(sources.get(file).name.clone(), file)]);
    let mut waiting = std::collections::VecDeque::from([(file, 0)]);
    while let Some((file, depth)) = waiting.pop_front() {
        let parse = parse(file, &sources.get(file).text);
        let statements = import_statements(&parse.tree(), file, &sources.get(file).text);
        files.trees.push((file, parse));
        for (path, span) in statements {
            let name = sources.get(file).name.clone();
            let loaded = if depth >= MAX_DEPTH {
                Err(text!("plus de {MAX_DEPTH} fichiers importés l'un par l'autre", "more than {MAX_DEPTH} files imported one by another"))
            } else {
                imports.load(&name, &path).map_err(|error| reason(&path, error))
            };
            match loaded {
                Err(message) => report.add(failed(span, message)),
                Ok(imported) => {
                    if let Some(known) = names.get(&imported.name) {
                        files.targets.insert(span, *known);
                        continue;
                    }
                    if names.len() >= MAX_FILES {
                        report.add(failed(span, text!("plus de {MAX_FILES} fichiers importés", "more than {MAX_FILES} imported files")));
                        continue;
                    }
                    let decoded = crate::decode::text(&imported.bytes);
                    let id = sources.add(Source::new(imported.name.clone(), decoded.text));
                    if let Some(problem) = decoded.problem {
                        report.add(problem.told(id));
                    }
                    names.insert(imported.name, id);
                    files.targets.insert(span, id);
                    if decoded.readable {
                        waiting.push_back((id, depth + 1));
                    }
                }
            }
        }
    }
    files
}

/// The paths that the top-level `importe` statements of a tree name.
fn import_statements(tree: &SyntaxNode, file: FileId, text: &str) -> Vec<(String, Span)> {
    let statements = tree.children().filter(|node| node.kind() == SyntaxKind::Statement);
    let mut found = Vec::new();
    for statement in statements {
        let Some(first) = statement.first_token() else { continue };
        if first.kind() != SyntaxKind::Word || Keyword::forms(first.text()).iter().all(|form| form.keyword != Keyword::Import) {
            continue;
        }
        let mut cursor = Cursor::of(&statement, Origin::file(file), text);
        cursor.bump();
        if let Some(token) = cursor.bump().filter(|token| token.is_text()) {
            found.push((text_value(token), token.span));
        }
    }
    found
}

fn reason(path: &str, error: ImportError) -> Text {
    match error {
        ImportError::Outside => text!(
            "`{path}` est hors du dossier du fichier lu : il n'est pas importé",
            "`{path}` is outside the folder of the file that is read: it is not imported"
        ),
        ImportError::Unreadable(cause) => text!("`{path}` ne peut pas être lu : {cause}", "`{path}` cannot be read: {cause}"),
        ImportError::NoFolder => text!(
            "`{path}` ne peut pas être importé : le texte lu n'est dans aucun dossier",
            "`{path}` cannot be imported: the text that is read is in no folder"
        ),
    }
}

fn failed(span: Span, message: Text) -> Diagnostic {
    let help = text!(
        "donner le chemin d'un fichier .recens du même dossier ou d'un de ses sous-dossiers",
        "give the path of a .recens file in the same folder or one below it"
    );
    Diagnostic::reading(&reading::IMPORT, span, message).with_help(help)
}
