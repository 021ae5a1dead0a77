//! Runs recens in the test's own process, in a folder of its own.

#![allow(dead_code)] // each test file uses a part

use cli::surroundings::Facts;
use model::diagnostic::Lang;
use model::process::Date;
use std::io::Write;
use std::path::PathBuf;

/// A folder to run in.
pub struct Place {
    folder: tempfile::TempDir,
    lang: Lang,
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// An empty folder, a French locale.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), lang: Lang::Fr }
    }

    /// An empty folder, an English locale.
    pub fn english() -> Self {
        Self { lang: Lang::En, ..Self::new() }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Reads a file.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The files of the folder, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut waiting = vec![self.folder.path().to_owned()];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    files.push(path.strip_prefix(self.folder.path()).unwrap().to_string_lossy().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    /// Runs `recens` with the words of a command line.
    pub fn run(&self, line: &str) -> Run {
        self.run_with(line, "")
    }

    /// Runs `recens` with something on standard input.
    pub fn run_with(&self, line: &str, stdin: impl AsRef<[u8]>) -> Run {
        let mut out = Vec::new();
        let (status, err) = self.run_to(line, stdin.as_ref(), &mut out);
        Run { status, out: String::from_utf8_lossy(&out).into_owned(), err }
    }

    /// Runs `recens` into a standard output of the test's.
    pub fn run_to(&self, line: &str, mut stdin: &[u8], out: &mut dyn Write) -> (u8, String) {
        let facts = Facts {
            folder: self.folder.path().to_owned(),
            lang: self.lang,
            today: Date { year: 2026, month: 3, day: 1 },
            colour_out: false,
            colour_err: false,
            terminal_out: false,
            progress: false,
        };
        let mut err = Vec::new();
        let mut io = cli::Io { stdin: &mut stdin, stdout: out, stderr: &mut err, facts };
        let args = std::iter::once("recens").chain(line.split_whitespace()).map(Into::into);
        let status = cli::run(args, &mut io);
        (status, String::from_utf8_lossy(&err).into_owned())
    }
}
