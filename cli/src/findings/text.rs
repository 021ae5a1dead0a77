//! `text`: the excerpt of the source with the place underlined, the article, what to write, the path that shows it.

use super::{Finding, Findings, level_word};
use crate::complaint::clean;
use crate::words::{self, Word, run};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use model::diagnostic::{Lang, Severity, Text};
use model::source::{Position, Source};
use std::ops::Range;

/// Lines of a span that are shown; a longer one is underlined as far as these go.
const LINES: usize = 3;
/// Characters of a line before the place, and from it on, that are shown of a line longer than both.
const BEFORE: usize = 60;
const AFTER: usize = 180;

/// All findings, then their summary.
pub fn show(findings: &Findings, lang: Lang, colour: bool) -> String {
    let mut out: String = findings.list.iter().map(|finding| Excerpt::of(finding).render(lang, colour) + "\n").collect();
    out.push_str(&findings.summary(lang));
    out.push('\n');
    let mendable = findings.list.iter().filter(|finding| !finding.fix.is_empty() && finding.diagnostic.allowed.is_none()).count();
    if mendable > 0 {
        out.push_str(&format!("{} {}\n", words::count(mendable, run::MENDABLE_ONE, run::MENDABLE, lang), run::WITH_FIX.get(lang)));
    }
    out
}

/// The few lines around a place, cut out of their text: laying out an excerpt must not read the whole file again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    text: String,
    /// The number of its first line.
    line: usize,
    /// The place, in bytes of `text`.
    at: Range<usize>,
    /// Whether `text` is a part of a line.
    cut: bool,
}

impl Window {
    /// The window on `at`, in bytes of the source's text, which begins and ends on these lines.
    pub fn of(source: &Source, at: Range<usize>, (first, last): (usize, usize)) -> Self {
        let line = source.line(first).unwrap_or(0..0);
        let boundary = |at: usize| (0..=at.min(source.text.len())).rev().find(|at| source.text.is_char_boundary(*at)).unwrap_or(0);
        let start = boundary(at.start).clamp(line.start, line.end);
        let end = boundary(at.end).max(start);
        let last = last.min(first + LINES - 1);
        let lines = line.start..if last > first { source.line(last).map_or(line.end, |line| line.end) } else { line.end };
        if lines.len() > LINES * (BEFORE + AFTER) {
            return Self::cut(&source.text[line.clone()], first, start - line.start..end.min(line.end) - line.start);
        }
        let at = start - lines.start..end.min(lines.end) - lines.start;
        Self { text: source.text[lines].to_owned(), line: first, at, cut: false }
    }

    /// The window on a row of a sheet: its cells, with those that are marked.
    pub fn row(cells: impl IntoIterator<Item = (bool, String)>, line: usize) -> Self {
        let (mut text, mut at) = (String::new(), None);
        for (marked, cell) in cells {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            let start = text.len();
            let shown: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).take(AFTER).collect();
            text.push_str(&shown);
            if marked {
                at = Some(start..text.len());
            }
        }
        let at = at.unwrap_or(text.len()..text.len());
        // The column is that of the sheet, not of this line.
        Self { text, line, at, cut: true }
    }

    /// What is underlined.
    pub fn marked(&self) -> &str {
        self.text.get(self.at.clone()).unwrap_or_default()
    }

    /// The part of a very long line around a place.
    fn cut(line: &str, number: usize, at: Range<usize>) -> Self {
        let before = line[..at.start].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        let after = line[at.start..].char_indices().nth(AFTER).map_or(line.len(), |(from, _)| at.start + from);
        let mark = |cut: bool| if cut { "…" } else { "" };
        let (left, right) = (mark(before > 0), mark(after < line.len()));
        let shift = |place: usize| place.min(after) - before + left.len();
        Self { text: format!("{left}{}{right}", &line[before..after]), line: number, at: shift(at.start)..shift(at.end), cut: true }
    }
}

/// A message about a place of a text, ready to be laid out in either language.
#[derive(Clone, Debug)]
pub struct Excerpt {
    severity: Severity,
    /// Rule and code; empty where no rule speaks.
    id: String,
    message: Text,
    file: String,
    start: Position,
    window: Window,
    notes: Vec<(Word, Text)>,
}

impl Excerpt {
    /// The excerpt of a finding.
    pub fn of(finding: &Finding) -> Self {
        let found = &finding.diagnostic;
        let mut notes = Vec::new();
        if !found.source.is_empty() {
            notes.push((run::SOURCE, Text::new(found.source, found.source)));
        }
        if let Some(path) = finding.way() {
            notes.push((run::PATH, Text::new(path.clone(), path)));
        }
        notes.extend(found.help.clone().map(|help| (run::HELP, help)));
        Self {
            severity: found.severity,
            id: format!("{} {}", found.rule, found.code),
            message: found.message.clone(),
            file: finding.file.clone(),
            start: finding.start,
            window: finding.window.clone(),
            notes,
        }
    }

    /// An error of the run itself at a place of one of its files.
    pub fn error(source: &Source, at: Range<usize>, message: Text) -> Self {
        let position = |at: usize| source.position(u32::try_from(at).unwrap_or(u32::MAX));
        let (start, end) = (position(at.start), position(at.end));
        Self {
            severity: Severity::Error,
            id: String::new(),
            message,
            file: source.name.clone(),
            start,
            window: Window::of(source, at, (start.line, end.line)),
            notes: Vec::new(),
        }
    }

    /// The excerpt, laid out, with its ending line break.
    pub fn render(&self, lang: Lang, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        };
        let title = level.with_name(level_word(self.severity, lang)).primary_title(clean(self.message.get(lang)));
        let title = if self.id.is_empty() { title } else { title.id(self.id.as_str()) };
        let lines = Snippet::source(self.window.text.as_str())
            .path(clean(&self.file))
            .line_start(self.window.line)
            .annotation(AnnotationKind::Primary.span(self.window.at.clone()));
        let mut group = Group::with_title(title).element(lines);
        for (word, note) in &self.notes {
            let level = if word.en == run::HELP.en { Level::HELP } else { Level::NOTE };
            group = group.element(level.with_name(word.get(lang)).message(clean(note.get(lang))));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let shown = renderer.render(&[group]) + "\n";
        // The library counts the column in what it was given, which of a very long line is a part.
        let counted = self.window.text.get(..self.window.at.start).unwrap_or_default().chars().count() + 1;
        let place = |column: usize| format!("{}:{}:{column}", clean(&self.file), self.start.line);
        if self.window.cut { shown.replacen(&place(counted), &place(self.start.column), 1) } else { shown }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;
    use std::time::{Duration, Instant};

    fn shown(text: &str, at: Range<usize>) -> String {
        Excerpt::of(&finding(text, at)).render(Lang::Fr, false)
    }

    #[test]
    fn the_place_is_underlined_and_everything_is_said() {
        assert_eq!(
            shown("un\nété abc\ntrois\n", 9..12),
            "erreur[unknown-keyword LIR-02]: mot inconnu\n --> a.recens:2:5\n  |\n2 | été abc\n  |     ^^^\n  |\n  \
             = texte: RGPD art. 5(1)(e)\n  = chemin: appel → demander\n  = aide: écrire tâche\n"
        );
    }

    #[test]
    fn colour_is_only_where_asked() {
        let finding = finding("abc", 0..3);
        assert!(Excerpt::of(&finding).render(Lang::En, true).contains('\u{1b}'));
        assert!(!Excerpt::of(&finding).render(Lang::En, false).contains('\u{1b}'));
    }

    #[test]
    fn places_at_the_edges_are_shown() {
        for (text, at) in [("", 0..0), ("abc", 3..3), ("a\nb\nc\nd\ne\n", 0..10), ("abc\r\n", 3..5), ("é", 1..2), ("abc", 2..900)] {
            assert!(shown(text, at.clone()).contains("a.recens:1:"), "{text:?} {at:?}");
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_passed_on() {
        let mut hostile = finding("\u{1b}[2J abc \u{202e}", 0..4);
        hostile.diagnostic.message = Text::new("\u{1b}[2J", "\u{1b}[2J");
        hostile.file = "\u{1b}[2J".into();
        assert!(!Excerpt::of(&hostile).render(Lang::Fr, false).contains(['\u{1b}', '\u{202e}']));
    }

    #[test]
    fn very_long_lines_are_cut_and_cost_nothing() {
        let long = "é".repeat(5_000_000);
        let start = Instant::now();
        let shown = shown(&long, 4_000_000..4_000_400);
        assert!(shown.contains("a.recens:1:2000001") && shown.contains('…'), "{shown}");
        assert!(shown.len() < 4_000, "{}", shown.len());
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}
