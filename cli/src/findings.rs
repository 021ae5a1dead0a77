//! Findings of a run: placed, sorted, counted, and shown in one of the formats.

pub mod json;
pub mod short;
pub mod text;

use crate::words::{self, run};
use model::diagnostic::{Diagnostic, Lang, Severity};
use model::source::{Position, Sources};
use text::Window;

/// A finding with its place in lines and columns, independent of the texts it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// The file's display name.
    pub file: String,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The lines to show.
    pub window: Window,
}

impl Finding {
    /// Places a diagnostic.
    pub fn new(diagnostic: Diagnostic, sources: &Sources) -> Self {
        let source = sources.get(diagnostic.span.file);
        Self {
            file: source.name.clone(),
            start: source.position(diagnostic.span.start),
            end: source.position(diagnostic.span.end),
            window: Window::of(source, diagnostic.span.range()),
            diagnostic,
        }
    }

    /// File, position, rule: the order of every format.
    fn key(&self) -> (&str, Position, Position, &'static str, &str) {
        (&self.file, self.start, self.end, self.diagnostic.rule, &self.diagnostic.message.fr)
    }
}

/// The forms of findings on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the excerpt of the source.
    Text,
    /// One line each.
    Short,
    /// One array.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Text, Format::Short, Format::Json];

    /// The name given to `--format`.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Short => "short",
            Format::Json => "json",
        }
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Sorted by file, position, rule; each once, though several inputs import one file.
    pub list: Vec<Finding>,
    /// How many inputs were read.
    pub files: usize,
}

impl Findings {
    /// The findings of `files` inputs.
    pub fn new(mut list: Vec<Finding>, files: usize) -> Self {
        list.sort_by(|one, other| one.key().cmp(&other.key()));
        list.dedup();
        Self { list, files }
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|finding| finding.diagnostic.severity == severity).count()
    }

    /// Whether one is at or above `level`.
    pub fn reach(&self, level: Severity) -> bool {
        self.list.iter().any(|finding| finding.diagnostic.severity >= level)
    }

    /// « 3 erreurs, 2 avertissements dans 1 fichier ».
    pub fn summary(&self, lang: Lang) -> String {
        let levels = [
            (Severity::Error, run::ERROR, run::ERRORS),
            (Severity::Warning, run::WARNING, run::WARNINGS),
            (Severity::Info, run::INFO, run::INFOS),
        ];
        let counted: Vec<_> = levels
            .into_iter()
            .filter(|(severity, _, _)| self.count(*severity) > 0)
            .map(|(severity, one, many)| words::count(self.count(severity), one, many, lang))
            .collect();
        let what = if counted.is_empty() { run::NOTHING_FOUND.get(lang).to_owned() } else { counted.join(", ") };
        format!("{what} {} {}", run::IN.get(lang), words::count(self.files, run::FILE, run::FILES, lang))
    }

    /// The findings in `format`.
    pub fn show(&self, format: Format, lang: Lang, colour: bool) -> String {
        match format {
            Format::Text => text::show(self, lang, colour),
            Format::Short => short::show(self, lang),
            Format::Json => json::show(self, lang),
        }
    }
}

/// The word of a severity.
pub fn level_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => run::ERROR,
        Severity::Warning => run::WARNING,
        Severity::Info => run::INFO,
    }
    .get(lang)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use model::diagnostic::{Text, reading};
    use model::source::{Source, Span};

    /// One finding in `text` at `at`, with everything a finding can carry.
    pub fn finding(text: &str, at: std::ops::Range<usize>) -> Finding {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("a.recens", text));
        let mut found =
            Diagnostic::reading(&reading::UNKNOWN_KEYWORD, Span::new(file, at.start, at.end), Text::new("mot inconnu", "unknown word"))
                .with_help(Text::new("écrire tâche", "write task"))
                .about("demander");
        found.operation = Some("OP-03".into());
        found.path = vec!["appel".into(), "demander".into()];
        found.source = "RGPD art. 5(1)(e)";
        Finding::new(found, &sources)
    }

    #[test]
    fn findings_are_sorted_counted_and_each_is_once() {
        let (one, two) = (finding("é abc\n", 3..6), finding("é abc\n", 0..2));
        let findings = Findings::new(vec![one.clone(), two, one], 1);
        assert_eq!(findings.list.len(), 2);
        assert_eq!(findings.list[0].start, Position { line: 1, column: 1 });
        assert_eq!(findings.summary(Lang::Fr), "2 erreurs dans 1 fichier");
        assert_eq!(findings.summary(Lang::En), "2 errors in 1 file");
        assert!(findings.reach(Severity::Warning));
        assert_eq!(Findings::new(Vec::new(), 2).summary(Lang::Fr), "Rien à signaler dans 2 fichiers");
        assert!(!Findings::default().reach(Severity::Info));
    }
}
