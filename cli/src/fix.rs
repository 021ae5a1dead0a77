//! `check --fix`: the safe edits of findings made in their files, and the references of operations pinned.

use crate::complaint::{self, Complaint};
use crate::findings::{Change, Place};
use crate::input::Input;
use crate::output;
use crate::words::{fix as words, run};
use crate::work::{self, Choice, Work};
use anyhow::{Result, bail};
use model::diagnostic::{Diagnostic, Edit, Lang, Severity};
use model::number;
use model::source::{FileId, Sources};
use similar::TextDiff;

/// How often a file is read anew: an edit may bring to light what another one can mend.
const ROUNDS: usize = 8;

/// What becomes of one input.
#[derive(Debug)]
pub struct Mended {
    /// The findings mended, in the order of the work: the rule and one of its edits.
    pub done: Vec<(&'static str, Change, String)>,
    /// How many references were pinned.
    pub pinned: usize,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// Mends an input in memory: the edits of its findings that lie in the file itself, round after round until there are
/// none, then the references where `pin` says so.
///
/// # Errors
/// Where the input cannot be read, is no file or not UTF-8.
pub fn mend(input: &Input, choice: &Choice, pin: Pin, lang: Lang) -> Result<Mended> {
    if input.path().is_none() {
        bail!(Complaint(words::stdin()));
    }
    let before = input.bytes()?;
    let mut work = work::read_bytes(input, &before, lang)?;
    let written = text_of(&before, &work).ok_or_else(|| complaint::of(run::not_utf8(&input.name)))?;
    let mark = before[..before.len() - written.len()].to_vec();
    let mut text = written.to_owned();
    let mut mended = Mended { done: Vec::new(), pinned: 0, after: Vec::new(), before };
    for _ in 0..ROUNDS {
        let findings = work.findings(&input.config, choice);
        let (chosen, edits) = chosen(&findings);
        let Some((next, read)) = made(input, &mark, &text, &edits, &work, lang)? else { break };
        mended.done.extend(chosen.iter().map(|(found, edit)| described(found, edit, &work.reading.sources)));
        (text, work) = (next, read);
    }
    if pin == Pin::Yes {
        let edits = number::edits(&work.reading.model, &work.references, FileId(0));
        if let Some((next, _)) = made(input, &mark, &text, &edits, &work, lang)? {
            mended.pinned = edits.len();
            text = next;
        }
    }
    mended.after = [mark, text.into_bytes()].concat();
    Ok(mended)
}

/// Whether references are pinned too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// They are.
    Yes,
    /// Only findings are mended.
    No,
}

impl Mended {
    /// Whether anything was mended.
    pub fn changed(&self) -> bool {
        self.before != self.after
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// Where it has changed since it was read, or cannot be written.
    pub fn write(&self, input: &Input) -> Result<()> {
        let name = &input.name;
        let Some(path) = input.path() else { bail!(Complaint(words::stdin())) };
        let now = std::fs::read(path).map_err(|error| complaint::of(run::unreadable(name, &error)))?;
        if now != self.before {
            bail!(Complaint(words::changed_meanwhile(name)));
        }
        output::write(path, name, &self.after)
    }

    /// What would change, as a unified diff.
    pub fn diff(&self, name: &str) -> String {
        let (before, after) = (String::from_utf8_lossy(&self.before), String::from_utf8_lossy(&self.after));
        let name = complaint::clean(name).replace(['\n', '\t'], " ");
        TextDiff::from_lines(before.as_ref(), after.as_ref()).unified_diff().header(&name, &name).to_string()
    }
}

/// The text of a file as it stands there.
fn text_of<'a>(bytes: &'a [u8], work: &Work) -> Option<&'a str> {
    crate::commands::as_written(bytes, &work.reading.sources.get(FileId(0)).text)
}

/// The findings that can be mended together, each with one of its edits, and all their edits, in order and apart. What
/// an exception allows stays.
fn chosen(findings: &[Diagnostic]) -> (Vec<(&Diagnostic, &Edit)>, Vec<Edit>) {
    let (mut chosen, mut edits): (Vec<_>, Vec<Edit>) = (Vec::new(), Vec::new());
    for found in findings.iter().filter(|found| found.allowed.is_none()) {
        let Some(first) = found.fix.first() else { continue };
        let apart = |edit: &Edit| edits.iter().all(|other| other == edit || !touch(edit, other));
        let together = found.fix.iter().enumerate().any(|(at, edit)| found.fix[at + 1..].iter().any(|other| touch(edit, other)));
        if !together && found.fix.iter().all(|edit| edit.span.file == FileId(0) && apart(edit)) {
            for edit in &found.fix {
                if !edits.contains(edit) {
                    edits.push(edit.clone());
                }
            }
            chosen.push((found, first));
        }
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    (chosen, edits)
}

/// Whether two edits overlap or meet: what comes of two insertions at one place would depend on their order.
fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// The text with edits made, read again; none where there are none, or where more would be wrong with it than before.
fn made(input: &Input, mark: &[u8], text: &str, edits: &[Edit], work: &Work, lang: Lang) -> Result<Option<(String, Work)>> {
    if edits.is_empty() {
        return Ok(None);
    }
    let next = number::apply(text, edits);
    let read = work::read_bytes(input, [mark, next.as_bytes()].concat(), lang)?;
    let wrong = |work: &Work| work.reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    Ok((wrong(&read) <= wrong(work)).then_some((next, read)))
}

fn described(found: &Diagnostic, edit: &Edit, sources: &Sources) -> (&'static str, Change, String) {
    (found.rule, Change { place: Place::of(edit.span, sources), text: edit.text.clone() }, sources.text(edit.span).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Origin;
    use model::diagnostic::{Text, reading};
    use model::process::Date;
    use model::read::Format;
    use model::source::Span;
    use std::sync::Arc;

    fn found(edits: &[(u32, usize, usize, &str)]) -> Diagnostic {
        let edits =
            edits.iter().map(|(file, start, end, text)| Edit { span: Span::new(FileId(*file), *start, *end), text: (*text).into() });
        edits.fold(Diagnostic::reading(&reading::SYNTAX, Span::default(), Text::new("", "")), Diagnostic::with_fix)
    }

    #[test]
    fn edits_that_overlap_wait_for_the_next_round_and_equal_ones_are_made_once() {
        let findings = [
            found(&[(0, 5, 8, "a")]),
            found(&[(0, 0, 2, "b"), (0, 7, 9, "c")]),
            found(&[(0, 5, 8, "a"), (0, 20, 20, "d")]),
            found(&[(1, 30, 31, "e")]),
            found(&[(0, 20, 20, "f")]),
            found(&[(0, 40, 42, "g"), (0, 41, 43, "h")]),
        ];
        let (chosen, edits) = chosen(&findings);
        assert_eq!(chosen.len(), 2);
        assert_eq!(edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>(), ["a", "d"]);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.recens");
        std::fs::write(&path, "traitement t { tâche a { suppression \"Nom\" pour \"Vendre\" } }\n").unwrap();
        let input = Input {
            name: "p.recens".to_owned(),
            stem: "p".into(),
            origin: Origin::File(path.clone()),
            format: Format::Recens,
            config: Arc::default(),
        };
        let choice = Choice { select: Vec::new(), ignore: Vec::new(), today: Date::default() };
        let mended = mend(&input, &choice, Pin::Yes, Lang::En).unwrap();
        assert!(mended.changed());
        let theirs = "traitement t { tâche a { suppression \"Prénom\" pour \"Vendre\" } }\n";
        std::fs::write(&path, theirs).unwrap();
        let refused = format!("{:#}", mended.write(&input).unwrap_err());
        assert!(refused.contains("changed") || refused.contains("changé"), "{refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
        std::fs::write(&path, &mended.before).unwrap();
        mended.write(&input).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().contains("effacement"));
    }

    #[test]
    fn what_is_allowed_stays() {
        let allowed = Diagnostic { allowed: Some("raison".into()), ..found(&[(0, 5, 8, "a")]) };
        assert!(chosen(&[allowed]).0.is_empty());
    }
}
