//! `serve`: a folder in the browser, updated while it is edited.

use crate::complaint::{self, Status};
use crate::words::serve as words;
use crate::{Session, args, output, serve};
use anyhow::Result;
use clap::{ArgMatches, Command, value_parser};
use model::diagnostic::Lang;
use std::path::{Path, PathBuf};

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let folder = args::positional("input", words::FOLDER, lang).value_parser(value_parser!(PathBuf));
    let port = args::option("port", words::PORT, lang).value_parser(value_parser!(u16));
    args::rules(command.arg(folder).arg(port), lang)
}

/// Serves until the user ends it.
///
/// # Errors
/// Where the folder is none, or the port cannot be listened on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let choice = super::check::choice(matches, session)?;
    let asked = matches.get_one::<PathBuf>("input").map_or(Path::new("."), PathBuf::as_path);
    let name = crate::input::shown(asked);
    let folder = session.facts.folder.join(asked);
    let folder = folder.canonicalize().map_err(|error| complaint::of(crate::words::run::unreadable(&name, &error)))?;
    if !folder.is_dir() {
        return Err(complaint::of(words::not_a_folder(&name)));
    }
    let title = folder.file_name().map_or_else(|| name.clone(), |name| name.to_string_lossy().into_owned());
    let bound = serve::bind(matches.get_one("port").copied())?;
    let preview = serve::Preview::new(folder, title, bound.port, choice, session)?;
    let ready = words::ready(&format!("http://127.0.0.1:{}/", bound.port), &name);
    output::print(session, format!("{}\n", ready.get(session.lang)).as_bytes())?;
    session.out.flush()?;
    serve::run(bound.listener, preview)?;
    Ok(Status::Done)
}
