//! `recens.toml`: who the register belongs to, the rules' levels, shared declarations.

mod parse;

use crate::complaint::Excerpts;
use crate::surroundings::Facts;
use anyhow::Result;
use indexmap::IndexMap;
use model::diagnostic::{Lang, Severity};
use model::reference::durations::Overrides;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file.
pub const NAME: &str = "recens.toml";

/// What a configuration says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Name of the organisation that keeps the register.
    pub organisation: Option<String>,
    /// Its data protection officer.
    pub dpo: Option<String>,
    /// The language of documents.
    pub lang: Option<Lang>,
    /// Levels of rules by name; none turns a rule off.
    pub rules: IndexMap<String, Option<Severity>>,
    /// Durations instead of those of the reference table of retention, by the ids of its rows.
    pub retention: Overrides,
    /// Files of shared declarations, read before the input.
    pub catalogue: Vec<Shared>,
}

/// A file of shared declarations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The name shown.
    pub name: String,
    /// The file, links resolved.
    pub path: PathBuf,
}

/// The configurations of a run, each read once.
#[derive(Debug, Default)]
pub struct Configs {
    /// By the folder they stand in.
    folders: HashMap<PathBuf, Arc<Config>>,
    /// By the folder they hold for: many inputs stand in one.
    holding: HashMap<PathBuf, Arc<Config>>,
}

impl Configs {
    /// The configuration that holds in `folder`: the nearest `recens.toml` there or above; the defaults where there is none.
    ///
    /// # Errors
    /// What is wrong in it, at its place.
    pub fn above(&mut self, folder: &Path, facts: &Facts) -> Result<Arc<Config>> {
        if let Some(config) = self.holding.get(folder) {
            return Ok(config.clone());
        }
        let home = folder.ancestors().find(|folder| folder.join(NAME).is_file());
        let config = match home.map(|home| (home, self.folders.get(home))) {
            None => Arc::default(),
            Some((_, Some(config))) => config.clone(),
            Some((home, None)) => {
                let config = Arc::new(read(&home.join(NAME), facts)?);
                self.folders.insert(home.to_owned(), config.clone());
                config
            }
        };
        self.holding.insert(folder.to_owned(), config.clone());
        Ok(config)
    }
}

fn read(path: &Path, facts: &Facts) -> Result<Config> {
    let here = facts.folder.canonicalize().unwrap_or_else(|_| facts.folder.clone());
    let name = crate::input::shown(path.strip_prefix(&here).unwrap_or(path));
    let bytes = std::fs::read(path).map_err(|error| crate::complaint::of(crate::words::run::unreadable(&name, &error)))?;
    let text = model::decode::text(&bytes).text;
    let home = path.parent().unwrap_or(path);
    parse::parse(&text, &name, home).map_err(|problems| anyhow::Error::new(Excerpts(problems)))
}
