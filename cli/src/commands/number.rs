//! `number`: the references of operations, shown or pinned in the source.

use crate::complaint::{self, Complaint, Status};
use crate::input::{self, Input};
use crate::words::{help, run as words};
use crate::work::{self, Work};
use crate::{Session, args, output};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;
use model::number;
use model::source::FileId;
use model::table::census::CensusColumn;
use render::sheet::{Format, Options};
use std::path::Path;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    args::input(command, lang).arg(args::flag("write", help::WRITE, lang))
}

/// Shows or pins the references of one input.
///
/// # Errors
/// Where the input cannot be read, is not UTF-8, or cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let input = input::single(session, &args::paths(matches), args::format(matches), "number")?;
    let pinned = match (matches.get_flag("write"), input.path()) {
        (true, None) => bail!(Complaint(words::stdin_write())),
        (true, Some(path)) => Some(path),
        (false, _) => None,
    };
    let bytes = input.bytes()?;
    let work = work::read_bytes(&input, &bytes, session.lang)?;
    work.tell(session)?;
    if let Some(path) = pinned {
        return pin(&input, path, &bytes, &work, session);
    }
    let columns = [CensusColumn::Step, CensusColumn::OperationType, CensusColumn::Reference];
    let table = super::census::table(&work, &columns, &[], session.documents(input.config.lang));
    output::print(session, &render::sheet::write(&table, Format::Markdown, Options::default()))?;
    Ok(Status::Done)
}

fn pin(input: &Input, path: &Path, bytes: &[u8], work: &Work, session: &mut Session<'_>) -> Result<Status> {
    let source = work.reading.sources.get(FileId(0));
    let text = as_written(bytes, &source.text).ok_or_else(|| complaint::of(words::not_utf8(&input.name)))?;
    let edits = number::edits(&work.reading.model, &work.references, FileId(0));
    let model = &work.reading.model;
    let open = work.references.rows.iter().filter(|id| model.operations[**id].reference.is_none()).count();
    if !edits.is_empty() {
        let mark = &bytes[..bytes.len() - text.len()];
        output::write(path, &input.name, &[mark, number::apply(text, &edits).as_bytes()].concat())?;
    }
    let lang = session.lang;
    output::print(session, (words::pinned(edits.len(), &input.name).get(lang).to_owned() + "\n").as_bytes())?;
    if open > edits.len() {
        session.note(words::not_pinned(open - edits.len()).get(lang));
    }
    Ok(Status::Done)
}

/// The text whose bytes stand in the file as they are, a byte-order mark aside; none where it was decoded from another encoding.
pub(crate) fn as_written<'a>(bytes: &'a [u8], decoded: &str) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    (text == decoded).then_some(text)
}
