//! Outputs: whole or not at all in a file, and a standard output that may be closed early.

use crate::{Session, args, complaint, words};
use anyhow::Result;
use clap::ArgMatches;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A standard output whose reader may leave: after that it swallows everything, so that the run ends as it would have.
pub struct Pipe<'a> {
    to: &'a mut dyn Write,
    closed: bool,
}

impl<'a> Pipe<'a> {
    /// Writes to `to` until it is closed.
    pub fn new(to: &'a mut dyn Write) -> Self {
        Self { to, closed: false }
    }

    fn unless_closed(&mut self, outcome: io::Result<()>) -> io::Result<()> {
        match outcome {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other,
        }
    }
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.closed {
            let outcome = self.to.write_all(bytes);
            self.unless_closed(outcome)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let outcome = self.to.flush();
        self.unless_closed(outcome)
    }
}

/// Writes `bytes` to standard output.
///
/// # Errors
/// Where the output cannot be written to (a full disk); a closed pipe is none.
pub fn print(session: &mut Session<'_>, bytes: &[u8]) -> Result<()> {
    session.out.write_all(bytes).map_err(|error| complaint::of(words::run::stdout(&error)))
}

/// A file to write.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// How it is shown.
    pub name: String,
}

/// The file of `-o`.
pub fn file(matches: &ArgMatches, session: &Session<'_>) -> Option<File> {
    let path = matches.get_one::<PathBuf>("output")?;
    Some(File { path: session.facts.folder.join(path), name: crate::input::shown(path) })
}

/// The format of `--format`, else the one that the ending of `-o` tells, else the first of `all`.
///
/// # Errors
/// Where the ending is none of a format.
pub fn format<F: Copy>(
    matches: &ArgMatches,
    all: &[F],
    ending: impl Fn(F) -> &'static str,
    parse: impl Fn(&str) -> Option<F>,
) -> Result<F> {
    if let Some(format) = args::text(matches, "format").and_then(&parse) {
        return Ok(format);
    }
    let Some(path) = matches.get_one::<PathBuf>("output") else { return Ok(all[0]) };
    path.extension().and_then(|word| parse(&word.to_string_lossy())).ok_or_else(|| {
        let endings: Vec<_> = all.iter().map(|format| format!(".{}", ending(*format))).collect();
        complaint::of(words::run::unknown_output(&crate::input::shown(path), &endings.join(", ")))
    })
}

/// Writes `bytes` to a file, or to standard output where there is none.
///
/// # Errors
/// As [`write()`] and [`print()`].
pub fn give(file: Option<&File>, bytes: &[u8], session: &mut Session<'_>) -> Result<()> {
    match file {
        Some(file) => write(&file.path, &file.name, bytes),
        None => print(session, bytes),
    }
}

/// Writes `bytes` to the file `path`, shown as `name`: beside it first, then renamed onto it, so that a reader sees the
/// old content or the new one and never a part. Keeps the permissions of a file that was there, and follows links.
///
/// # Errors
/// Where the folder does not exist, the target is a folder or protected, or the disk refuses; the old file is then untouched.
pub fn write(path: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| complaint::of(words::run::write_failed(name, &error));
    let target = target(path, name)?;
    let existing = target.metadata().ok();
    if let Some(existing) = &existing {
        if existing.is_dir() {
            return Err(complaint::of(words::run::output_is_folder(name)));
        }
        if !existing.is_file() {
            // A device or a named pipe (`/dev/stdout`): there is nothing to rename onto.
            return std::fs::write(&target, bytes).map_err(failed);
        }
        if existing.permissions().readonly() {
            return Err(complaint::of(words::run::output_read_only(name)));
        }
    }
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = builder().tempfile_in(folder).map_err(failed)?;
    beside.write_all(bytes).and_then(|()| beside.flush()).map_err(failed)?;
    if let Some(existing) = existing {
        beside.as_file().set_permissions(existing.permissions()).map_err(failed)?;
    }
    beside.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Creates the file `path`, shown as `name`, which must not exist.
///
/// # Errors
/// As [`write()`], and where something stands there already.
pub fn create(path: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => complaint::of(words::run::output_exists(name)),
        _ => complaint::of(words::run::write_failed(name, &error)),
    };
    let target = target(path, name)?;
    let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = builder().tempfile_in(folder).map_err(failed)?;
    beside.write_all(bytes).and_then(|()| beside.flush()).map_err(failed)?;
    beside.persist_noclobber(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Creates a folder and those above it.
///
/// # Errors
/// Where the system refuses, or a file stands in the way.
pub fn folder(path: &Path, name: &str) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| complaint::of(words::run::folder_failed(name, &error)))
}

/// Where the bytes go: the file a link leads to, else the path itself, in a folder that exists.
fn target(path: &Path, name: &str) -> Result<PathBuf> {
    if let Ok(target) = path.canonicalize() {
        return Ok(target);
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    match parent {
        Some(parent) if !parent.is_dir() => Err(complaint::of(words::run::no_folder(name))),
        _ => Ok(path.to_owned()),
    }
}

/// Temporary files are born with the permissions of any new file, not with the private ones that are usual for them.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recens-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_closed_pipe_swallows() {
        let mut closed = Closed;
        let mut pipe = Pipe::new(&mut closed);
        assert!(pipe.write_all(b"abc").is_ok());
        assert!(pipe.write_all(b"def").is_ok());
        assert!(pipe.flush().is_ok());
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write(&path, "a.md", b"old").unwrap();
        write(&path, "a.md", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_refused_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write(&path, "a.md", b"old").unwrap();
        let mut permissions = path.metadata().unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert!(write(&path, "a.md", b"new").is_err());
        assert!(create(&path, "a.md", b"new").is_err());
        assert!(write(&folder.path().join("none/a.md"), "none/a.md", b"new").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        write(&path, "a.md", b"old").unwrap();
        assert_ne!(path.metadata().unwrap().permissions().mode() & 0o044, 0, "a new file is not private");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, "link.md", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert!(link.symlink_metadata().unwrap().file_type().is_symlink());
    }
}
