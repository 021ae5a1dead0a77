//! What reading needs to follow an import: somebody else opens the files.

/// Gives the bytes of an imported file; the caller keeps it inside the input's folder.
pub trait Imports {
    /// The bytes of `path`, as written in `from`'s import, and the display name and identity of the file it is.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn load(&mut self, from: &str, path: &str) -> Result<Imported, ImportError>;
}

/// An imported file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The name shown to the user, relative as the input's is; the same for the same file.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why an import cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Outside the input's folder.
    Outside,
    /// No such file, or unreadable: the system's message.
    Unreadable(String),
    /// There is no folder to import from (standard input).
    NoFolder,
}

/// For inputs that may import nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoImports;

impl Imports for NoImports {
    fn load(&mut self, _: &str, _: &str) -> Result<Imported, ImportError> {
        Err(ImportError::NoFolder)
    }
}
