//! Imports: files that an input names, read only from the input's own folder.

use super::shown;
use crate::words;
use model::diagnostic::Lang;
use model::read::{ImportError, Imported, Imports, MAX_BYTES};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Gives an input the files it imports, from its folder and below.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The input's folder, links resolved; none for standard input.
    root: Option<PathBuf>,
    /// How that folder is shown: the input's name without its last part.
    shown: String,
    /// The language of what the system refuses.
    lang: Lang,
}

impl Folder {
    /// For the input shown as `name` at `path`; without a path nothing can be imported.
    pub fn of(name: &str, path: Option<&Path>, lang: Lang) -> Self {
        let shown = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        // The folder of the file itself, not of a link to it: what it imports stands beside it.
        let root = path.and_then(|path| path.canonicalize().ok()).and_then(|path| path.parent().map(Path::to_owned));
        Self { root, shown, lang }
    }

    /// The language of what the system refuses.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

impl Imports for Folder {
    fn load(&mut self, from: &str, path: &str) -> Result<Imported, ImportError> {
        let root = self.root.as_ref().ok_or(ImportError::NoFolder)?;
        let plain = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        // A backslash is a separator on some systems: what is refused there is refused everywhere.
        if !plain(Path::new(path)) || path.split(['/', '\\']).any(|part| part == "..") || path.contains('\0') {
            return Err(ImportError::Outside);
        }
        // What an imported file imports is named from that file's folder.
        let beside = from.strip_prefix(&self.shown).and_then(|inside| inside.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let wanted = root.join(beside).join(path);
        let lang = self.lang;
        let unreadable = |error: std::io::Error| ImportError::Unreadable(words::run::system(&error).get(lang).to_owned());
        let real = wanted.canonicalize().map_err(unreadable)?;
        let inside = real.strip_prefix(root).map_err(|_| ImportError::Outside)?;
        let mut bytes = Vec::new();
        let metadata = real.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            // A named pipe or a device would block or never end.
            return Err(ImportError::Unreadable(words::run::NO_FILE.get(lang).to_owned()));
        }
        let file = std::fs::File::open(&real).map_err(unreadable)?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(Imported { name: format!("{}{}", self.shown, shown(inside)), bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::create_dir_all(at.join("in/sub")).unwrap();
        std::fs::write(at.join("secret"), "secret").unwrap();
        std::fs::write(at.join("in/a.recens"), "a").unwrap();
        std::fs::write(at.join("in/b.recens"), "b").unwrap();
        std::fs::write(at.join("in/sub/c.recens"), "c").unwrap();
        std::fs::write(at.join("in/sub/d.recens"), "d").unwrap();
        let imports = Folder::of("x/a.recens", Some(&at.join("in/a.recens")), Lang::Fr);
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
        assert_eq!(Folder::of("-", None, Lang::Fr).load("-", "b.recens").unwrap_err(), ImportError::NoFolder);
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
