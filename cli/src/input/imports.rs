//! Imports: files that an input names, read only from the input's own folder.

use super::shown;
use crate::config::Shared;
use crate::words;
use model::diagnostic::Lang;
use model::read::{ImportError, Imported, Imports, MAX_BYTES};
use std::cell::OnceCell;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Gives an input the files it imports, from its folder and below; and the shared files of its configuration theirs.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The input's folder, then those of the shared files.
    folders: Vec<Folder>,
    /// The shared files: named so however an input imports them, since a name is a file's identity.
    catalogue: Vec<Shared>,
    /// The language of what the system refuses.
    lang: Lang,
}

#[derive(Clone, Debug)]
struct Folder {
    /// The file; none for standard input.
    file: Option<PathBuf>,
    /// Its folder, links resolved: found when something is imported, which most files do not.
    root: OnceCell<Option<PathBuf>>,
    /// How it is shown: the name of the file in it without its last part.
    shown: String,
}

impl Folder {
    fn of(name: &str, path: Option<&Path>) -> Self {
        let shown = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Self { file: path.map(Path::to_owned), root: OnceCell::new(), shown }
    }

    /// The folder of the file itself, not of a link to it: what it imports stands beside it.
    fn root(&self) -> Option<&PathBuf> {
        let real = || self.file.as_ref()?.canonicalize().ok()?.parent().map(Path::to_owned);
        self.root.get_or_init(real).as_ref()
    }
}

impl Folders {
    /// For the input shown as `name` at `path`; without a path it can import nothing.
    pub fn of(name: &str, path: Option<&Path>, catalogue: &[Shared], lang: Lang) -> Self {
        let shared = catalogue.iter().map(|file| Folder::of(&file.name, Some(&file.path)));
        let folders = std::iter::once(Folder::of(name, path)).chain(shared).collect();
        Self { folders, catalogue: catalogue.to_vec(), lang }
    }

    /// The nearest of the folders that the file shown as `from` is in; the input's where it is in none.
    fn around(&self, from: &str) -> &Folder {
        let around = self.folders.iter().rev().filter(|folder| from.starts_with(&folder.shown));
        around.max_by_key(|folder| folder.shown.len()).unwrap_or(&self.folders[0])
    }
}

impl Imports for Folders {
    fn load(&mut self, from: &str, path: &str) -> Result<Imported, ImportError> {
        let folder = self.around(from);
        let root = folder.root().ok_or(ImportError::NoFolder)?;
        let plain = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        // A backslash is a separator on some systems: what is refused there is refused everywhere.
        if !plain(Path::new(path)) || path.split(['/', '\\']).any(|part| part == "..") || path.contains('\0') {
            return Err(ImportError::Outside);
        }
        let unreadable = |error: std::io::Error| ImportError::Unreadable(words::run::system(&error).get(self.lang).to_owned());
        // What an imported file imports is named from that file's folder.
        let beside = from.strip_prefix(&folder.shown).and_then(|inside| inside.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let real = root.join(beside).join(path).canonicalize().map_err(unreadable)?;
        let inside = real.strip_prefix(root).map_err(|_| ImportError::Outside)?;
        if !real.metadata().map_err(unreadable)?.is_file() {
            // A named pipe or a device would block or never end.
            return Err(ImportError::Unreadable(words::run::NO_FILE.get(self.lang).to_owned()));
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&real).map_err(unreadable)?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        let shared = self.catalogue.iter().find(|shared| shared.path == real);
        let name = shared.map_or_else(|| format!("{}{}", folder.shown, shown(inside)), |shared| shared.name.clone());
        Ok(Imported { name, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folders) {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::create_dir_all(at.join("in/sub")).unwrap();
        std::fs::write(at.join("secret"), "secret").unwrap();
        std::fs::write(at.join("in/a.recens"), "a").unwrap();
        std::fs::write(at.join("in/b.recens"), "b").unwrap();
        std::fs::write(at.join("in/sub/c.recens"), "c").unwrap();
        std::fs::write(at.join("in/sub/d.recens"), "d").unwrap();
        let imports = Folders::of("x/a.recens", Some(&at.join("in/a.recens")), &[], Lang::Fr);
        (folder, imports)
    }

    #[test]
    fn files_of_the_folder_are_given_under_one_name() {
        let (_folder, mut imports) = folder();
        assert_eq!(imports.load("x/a.recens", "b.recens").unwrap().name, "x/b.recens");
        assert_eq!(imports.load("x/a.recens", "./sub/c.recens").unwrap().name, "x/sub/c.recens");
        let nested = imports.load("x/sub/c.recens", "d.recens").unwrap();
        assert_eq!((nested.name.as_str(), nested.bytes.as_slice()), ("x/sub/d.recens", b"d".as_slice()));
    }

    #[test]
    fn nothing_outside_is_given() {
        let (folder, mut imports) = folder();
        let absolute = folder.path().join("secret");
        for path in ["../secret", "sub/../../secret", "sub/../b.recens", "..\\secret", absolute.to_str().unwrap(), "/etc/passwd"] {
            assert_eq!(imports.load("x/a.recens", path).unwrap_err(), ImportError::Outside, "{path}");
        }
        assert!(matches!(imports.load("x/a.recens", "sub"), Err(ImportError::Unreadable(_))));
        assert!(matches!(imports.load("x/a.recens", "none.recens"), Err(ImportError::Unreadable(_))));
        assert_eq!(Folders::of("-", None, &[], Lang::Fr).load("-", "b.recens").unwrap_err(), ImportError::NoFolder);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_refused() {
        let (folder, mut imports) = folder();
        std::os::unix::fs::symlink(folder.path().join("secret"), folder.path().join("in/link.recens")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/up")).unwrap();
        assert_eq!(imports.load("x/a.recens", "link.recens").unwrap_err(), ImportError::Outside);
        assert_eq!(imports.load("x/a.recens", "up/secret").unwrap_err(), ImportError::Outside);
    }
}
