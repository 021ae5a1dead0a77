//! Findings of a run: placed, sorted, counted, and shown in one of the formats.

pub mod github;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod short;
pub mod text;

use crate::words::{self, run};
use model::diagnostic::{Diagnostic, Lang, Severity};
use model::process::{Id, Model, Node};
use model::source::{Position, Sources, Span};
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
    /// The edits that mend it.
    pub fix: Vec<Change>,
    /// The steps of its path witness.
    pub path: Vec<Step>,
}

/// A place in a file, in lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's display name.
    pub file: String,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl Place {
    /// The place of a span.
    pub fn of(span: Span, sources: &Sources) -> Self {
        let source = sources.get(span.file);
        Self { file: source.name.clone(), start: source.position(span.start), end: source.position(span.end) }
    }
}

/// An edit that mends a finding, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is replaced; empty to insert.
    pub place: Place,
    /// What stands there afterwards.
    pub text: String,
}

/// A step of a path witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its identifier.
    pub name: String,
    /// Its label, else its identifier.
    pub title: String,
    /// Where it is declared; none for what is no step of the model.
    pub place: Option<Place>,
}

impl Finding {
    /// Places a diagnostic.
    pub fn new(diagnostic: Diagnostic, sources: &Sources) -> Self {
        let source = sources.get(diagnostic.span.file);
        let (start, end) = (source.position(diagnostic.span.start), source.position(diagnostic.span.end));
        Self {
            file: source.name.clone(),
            start,
            end,
            window: Window::of(source, diagnostic.span.range(), (start.line, end.line)),
            fix: diagnostic.fix.iter().map(|edit| Change { place: Place::of(edit.span, sources), text: edit.text.clone() }).collect(),
            path: diagnostic.path.iter().map(|name| Step { name: name.clone(), title: name.clone(), place: None }).collect(),
            diagnostic,
        }
    }

    /// The same with the places of its path witness.
    #[must_use]
    pub fn along(mut self, model: &Model, sources: &Sources) -> Self {
        for step in &mut self.path {
            let Some(id) = step_named(model, &step.name, self.diagnostic.span) else { continue };
            let head = &model.nodes[id].head;
            step.title = head.title().to_owned();
            step.place = Some(Place::of(head.span, sources));
        }
        self
    }

    /// Its path as people read it: by identifiers in the language, where they are written by hand, by labels in BPMN, whose
    /// identifiers tools make up.
    pub fn way(&self) -> Option<String> {
        let written = model::read::Format::of_name(&self.file) == Some(model::read::Format::Recens);
        let steps: Vec<_> = self.path.iter().map(|step| if written { step.name.as_str() } else { step.title.as_str() }).collect();
        (!steps.is_empty()).then(|| steps.join(" → "))
    }

    /// File, position, rule: the order of every format.
    fn key(&self) -> (&str, Position, Position, &'static str, &str) {
        (&self.file, self.start, self.end, self.diagnostic.rule, &self.diagnostic.message.fr)
    }
}

/// The step of a name: of several, the one of the activity in which `near` stands.
pub fn step_named(model: &Model, name: &str, near: Span) -> Option<Id<Node>> {
    let named = model.nodes.named(name);
    let together = |id: &&Id<Node>| {
        let whole = model.nodes[**id].activity.map(|activity| model.activities[activity].head.whole);
        whole.is_some_and(|whole| whole.file == near.file && whole.start <= near.start && near.end <= whole.end)
    };
    named.iter().find(together).or(named.first()).copied()
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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// JUnit XML, for the test reports of continuous integration.
    Junit,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 6] = [Format::Text, Format::Short, Format::Json, Format::Sarif, Format::Github, Format::Junit];

    /// The name given to `--format`.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Short => "short",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Junit => "junit",
        }
    }

    /// Whether a person reads it, and so in the language of the locale; what a program reads is the same on every machine.
    pub const fn is_read_by_people(self) -> bool {
        matches!(self, Format::Text | Format::Short)
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Sorted by file, position, rule; each once, though several inputs import one file.
    pub list: Vec<Finding>,
    /// How many inputs were read.
    pub files: usize,
    /// The names of those inputs, where the form tells of files without findings too.
    pub inputs: Vec<String>,
    /// The level from which on a finding fails the run.
    pub level: Option<Severity>,
}

impl Findings {
    /// The findings of `files` inputs.
    pub fn new(mut list: Vec<Finding>, files: usize) -> Self {
        list.sort_by(|one, other| one.key().cmp(&other.key()));
        list.dedup();
        Self { list, files, ..Self::default() }
    }

    /// The same with as many files as inputs.
    #[must_use]
    pub fn counted(self) -> Self {
        Self { files: self.inputs.len(), ..self }
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
            Format::Sarif => sarif::show(self, lang),
            Format::Github => github::show(self, lang),
            Format::Junit => junit::show(self, lang),
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
