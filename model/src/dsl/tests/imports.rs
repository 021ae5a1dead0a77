//! Imports: each file once, bounded, and what is said where one cannot be followed.

use super::*;
use crate::diagnostic::reading;
use crate::read::{ImportError, Imported, Imports};

/// Files in memory.
struct Folder(Vec<(&'static str, String)>);

impl Imports for Folder {
    fn load(&mut self, _: &str, path: &str) -> Result<Imported, ImportError> {
        if path.starts_with("..") {
            return Err(ImportError::Outside);
        }
        let file = self.0.iter().find(|file| file.0 == path);
        let (name, text) = file.ok_or(ImportError::Unreadable("introuvable".to_owned()))?;
        Ok(Imported { name: (*name).to_owned(), bytes: text.clone().into_bytes() })
    }
}

fn read_with(text: &str, files: Vec<(&'static str, String)>) -> (Model, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("main.recens", text));
    let (mut model, mut diagnostics) = (Model::default(), Vec::new());
    crate::dsl::read(file, &mut sources, &mut Folder(files), &mut model, &mut diagnostics);
    (model, diagnostics, sources)
}

#[test]
fn imported_declarations_are_shared_and_stand_in_their_file() {
    let files = vec![("a.recens", "importe \"b.recens\"\ndonnée nom\n".to_owned()), ("b.recens", "personnes client\n".to_owned())];
    let (model, diagnostics, sources) = read_with("importe \"a.recens\"\ntraitement t { tâche a { collecte nom } }", files);
    assert_eq!(diagnostics, []);
    let nom = &model.data[model.data.named("nom")[0]].head;
    assert_eq!((nom.scope, sources.get(nom.span.file).name.as_str()), (None, "a.recens"));
    assert_eq!(sources.text(nom.span), "nom");
    assert_eq!(model.subjects.len(), 1);
}

#[test]
fn a_file_is_read_once_even_when_files_import_each_other() {
    let files = vec![
        ("a.recens", "importe \"b.recens\"\nimporte \"main.recens\"\ndonnée a".to_owned()),
        ("b.recens", "importe \"a.recens\"\ndonnée b".to_owned()),
        ("main.recens", "faux".to_owned()),
    ];
    let (model, diagnostics, sources) = read_with("importe \"a.recens\"\nimporte \"b.recens\"\ndonnée c", files);
    assert_eq!(diagnostics, []);
    assert_eq!(sources.iter().count(), 3);
    assert_eq!(model.data.names().collect::<Vec<_>>(), ["b", "a", "c"]);
}

#[test]
fn what_cannot_be_imported_is_said_where_it_is_asked_for() {
    let (_, diagnostics, sources) = read_with("importe \"../x\"\nimporte \"y\"; importe \"a\"", vec![("a", "zzz\n".to_owned())]);
    let said = diagnostics.iter().map(|found| (found.rule, sources.text(found.span), found.message.fr.as_str())).collect::<Vec<_>>();
    assert_eq!(
        said,
        [
            (reading::IMPORT.name, "\"../x\"", "`../x` est hors du dossier du fichier lu : il n'est pas importé"),
            (reading::IMPORT.name, "\"y\"", "`y` ne peut pas être lu : introuvable"),
            (reading::UNKNOWN_KEYWORD.name, "zzz", "`zzz` n'est pas un mot-clé ici"),
        ]
    );
    assert!(diagnostics.iter().all(|found| found.help.is_some()));
}

#[test]
fn chains_are_bounded() {
    const NAMES: [&str; 20] =
        ["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16", "f17", "f18", "f19"];
    let files = (0..19).map(|at| (NAMES[at], format!("importe \"f{}\"\ndonnée d{at}", at + 1))).collect();
    let (model, diagnostics, _) = read_with("importe \"f0\"", files);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!((diagnostics[0].rule, model.data.len()), (reading::IMPORT.name, 16));
}
