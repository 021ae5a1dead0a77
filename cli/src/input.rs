//! Inputs: files, standard input and folders, with their format and their configuration.

pub mod folder;
pub mod imports;

use crate::complaint::{self, Complaint};
use crate::config::{Config, Configs};
use crate::{Session, words};
use anyhow::{Result, bail};
use model::read::{Format, MAX_BYTES};
use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One input of the run.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name shown: the path as given, or `-`.
    pub name: String,
    /// The path below the folder that was given, without ending; the file's own stem otherwise. Names outputs.
    pub stem: PathBuf,
    /// Where its bytes are.
    pub origin: Origin,
    /// Its format.
    pub format: Format,
    /// The configuration that holds for it.
    pub config: Arc<Config>,
}

/// Where the bytes of an input are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Standard input, read already.
    Stdin(Vec<u8>),
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The bytes.
    ///
    /// # Errors
    /// Where the file cannot be read or is too large.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match &self.origin {
            Origin::Stdin(bytes) => Ok(bytes.clone()),
            Origin::File(path) => {
                let file = std::fs::File::open(path).map_err(|error| complaint::of(words::run::unreadable(&self.name, &error)))?;
                limited(file, &self.name)
            }
        }
    }

    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Stdin(_) => None,
            Origin::File(path) => Some(path),
        }
    }
}

/// The inputs of a run, and what stood in the way of some.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Those that can be read, in the order given, a folder's in the order of paths.
    pub found: Vec<Input>,
    /// Why others cannot; the run goes on without them and ends with status 2.
    pub refused: Vec<anyhow::Error>,
    /// Whether a folder was given.
    pub folder: bool,
}

/// Finds the inputs that `paths` name; `from` is the format where a name does not tell one.
///
/// # Errors
/// Where the configuration of one cannot be read.
pub fn collect(session: &mut Session<'_>, paths: &[PathBuf], from: Option<Format>) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    let mut configs = Configs::default();
    let (mut seen, mut parents) = (HashSet::new(), HashMap::new());
    for path in paths {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                match stdin(session, from) {
                    Ok((bytes, format)) => inputs.found.push(Input {
                        name: "-".to_owned(),
                        stem: PathBuf::from("stdin"),
                        origin: Origin::Stdin(bytes),
                        format,
                        config: configs.above(&session.facts.folder, session.facts)?,
                    }),
                    Err(error) => inputs.refused.push(error),
                }
            }
            continue;
        }
        let absolute = session.facts.folder.join(path);
        let is_folder = absolute.is_dir();
        let files = if is_folder { walked(&absolute, path, &mut inputs) } else { vec![one(path, &absolute, from)] };
        let mut any = false;
        for file in files {
            match file {
                Err(error) => inputs.refused.push(error),
                Ok((name, stem, path, format)) => {
                    let identity =
                        if is_folder { within(&path, &mut parents) } else { path.canonicalize().unwrap_or_else(|_| path.clone()) };
                    let config = configs.above(identity.parent().unwrap_or(&identity), session.facts)?;
                    // The configuration names files as shared declarations: walking a folder does not read them as processes too.
                    if is_folder && config.catalogue.iter().any(|file| file.path == identity) {
                        continue;
                    }
                    any = true;
                    if seen.insert(identity) {
                        inputs.found.push(Input { name, stem, origin: Origin::File(path), format, config });
                    }
                }
            }
        }
        if is_folder && !any && inputs.refused.is_empty() {
            inputs.refused.push(complaint::of(words::run::empty_folder(&shown(path))));
        }
    }
    Ok(inputs)
}

/// The real path of a file of a walk, which follows no link: that of its folder, found once for all the files there.
fn within(path: &Path, parents: &mut HashMap<PathBuf, PathBuf>) -> PathBuf {
    let Some((parent, name)) = path.parent().zip(path.file_name()) else { return path.to_owned() };
    let real = || parent.canonicalize().unwrap_or_else(|_| parent.to_owned());
    parents.entry(parent.to_owned()).or_insert_with(real).join(name)
}

/// The one input of a command that reads one.
///
/// # Errors
/// Where there is none, or a folder that holds several.
pub fn single(session: &mut Session<'_>, paths: &[PathBuf], from: Option<Format>, command: &str) -> Result<Input> {
    let mut inputs = collect(session, paths, from)?;
    if let Some(error) = inputs.refused.pop() {
        return Err(error);
    }
    let count = inputs.found.len();
    match inputs.found.pop() {
        Some(input) if count == 1 => Ok(input),
        _ => bail!(Complaint(words::run::one_input(count, command))),
    }
}

type Found = Result<(String, PathBuf, PathBuf, Format)>;

fn walked(absolute: &Path, path: &Path, inputs: &mut Inputs) -> Vec<Found> {
    inputs.folder = true;
    let walk = folder::walk(absolute);
    let name = shown(path);
    inputs.refused.extend(walk.problems.iter().map(|why| complaint::of(words::run::unwalkable(&name, why))));
    let below = |file: &Path| file.strip_prefix(absolute).unwrap_or(file).to_owned();
    let found = |(file, format): (PathBuf, Format)| {
        let inside = below(&file);
        Ok((shown(&path.join(&inside)), inside.with_extension(""), file, format))
    };
    walk.files.into_iter().map(found).collect()
}

fn one(path: &Path, absolute: &Path, from: Option<Format>) -> Found {
    let name = shown(path);
    if let Err(error) = absolute.metadata() {
        bail!(Complaint(words::run::unreadable(&name, &error)));
    }
    let Some(format) = from.or_else(|| Format::of_name(&name)) else { bail!(Complaint(words::run::unknown_ending(&name))) };
    let stem = path.file_stem().map_or_else(|| PathBuf::from(&name), PathBuf::from);
    Ok((name, stem, absolute.to_owned(), format))
}

fn stdin(session: &mut Session<'_>, from: Option<Format>) -> Result<(Vec<u8>, Format)> {
    let Some(format) = from else { bail!(Complaint(words::run::stdin_format())) };
    Ok((limited(&mut *session.stdin, "-")?, format))
}

/// The whole of `from`, refused above the largest size before it fills the memory.
fn limited(from: impl Read, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| complaint::of(words::run::unreadable(name, &error)))?;
    if bytes.len() > MAX_BYTES {
        bail!(Complaint(words::run::too_large(name, MAX_BYTES / (1024 * 1024))));
    }
    Ok(bytes)
}

/// A path as it is shown: with `/` everywhere and without a leading `./`, so that outputs are the same on every machine.
pub fn shown(path: &Path) -> String {
    let name = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match name.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => name,
    }
}
