//! A folder as input: the files in it that recens reads, in the order of their paths.

use model::read::Format;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The inputs, sorted.
    pub files: Vec<(PathBuf, Format)>,
    /// What could not be entered, as the system says it.
    pub problems: Vec<String>,
}

/// Walks a folder. What `.gitignore` and `.ignore` leave out and what is hidden is not read; links are not followed, so
/// that a link out of the folder adds nothing to it.
pub fn walk(folder: &Path) -> Walk {
    let mut walk = Walk::default();
    // A user's own global list is left alone: one folder gives the same documents on every machine.
    let walker = ignore::WalkBuilder::new(folder).require_git(false).git_global(false).build();
    for entry in walker {
        match entry {
            Err(error) => walk.problems.push(error.to_string()),
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                if let Some(format) = format(entry.path()) {
                    walk.files.push((entry.into_path(), format));
                }
            }
            Ok(_) => {}
        }
    }
    walk.files.sort_by(|one, other| one.0.cmp(&other.0));
    walk
}

/// The format of a file of a folder; none for what is no input. An `.xml` must look like BPMN.
fn format(path: &Path) -> Option<Format> {
    let format = Format::of_name(&path.file_name()?.to_string_lossy())?;
    let xml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
    (!xml || looks_like_bpmn(path)).then_some(format)
}

/// Whether BPMN's namespace stands in the first bytes. A file that cannot be opened is kept, so that reading it says why.
fn looks_like_bpmn(path: &Path) -> bool {
    let mut head = Vec::new();
    match std::fs::File::open(path).and_then(|file| file.take(8192).read_to_end(&mut head)) {
        Ok(_) => model::decode::xml(&head).text.contains("/spec/BPMN/"),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_inputs_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        };
        put("b.recens", "");
        put("a/z.bpmn", "");
        put("a/c.BPMN2", "");
        put("pom.xml", "<project/>");
        put("flow.xml", "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>");
        put(".hidden/x.recens", "");
        put("out/x.recens", "");
        put(".gitignore", "out/\n");
        put("notes.txt", "");
        let walk = walk(folder.path());
        let names: Vec<_> = walk.files.iter().map(|(path, _)| super::super::shown(path.strip_prefix(folder.path()).unwrap())).collect();
        assert_eq!(names, ["a/c.BPMN2", "a/z.bpmn", "b.recens", "flow.xml"]);
        assert!(walk.problems.is_empty());
    }
}
