//! The libraries as the commands use them: an input read and judged, the rules by name.

use crate::Session;
use crate::complaint::{self, Complaint};
use crate::config::{Config, Shared};
use crate::findings::{self, Finding, Findings};
use crate::input::{Input, imports::Folders};
use crate::words::run as words;
use anyhow::{Result, bail};
use model::check::{self, Settings};
use model::diagnostic::{Diagnostic, Lang, Severity, reading};
use model::flow::{graph::FlowGraph, references::References};
use model::process::Date;
use model::read::{self, Imported, Reading};
use std::borrow::Cow;

/// An input that was read, with its flow and its census references.
#[derive(Debug)]
pub struct Work {
    /// Model, texts and what reading found.
    pub reading: Reading,
    /// The flow.
    pub graph: FlowGraph,
    /// The census references.
    pub references: References,
}

/// What the user chose about rules on the command line.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Only these rules; empty for all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// The day to judge from.
    pub today: Date,
}

/// Reads an input and what it imports.
///
/// # Errors
/// Where the file cannot be read; what is wrong in it is a finding.
pub fn read(input: &Input, lang: Lang) -> Result<Work> {
    read_bytes(input, input.bytes()?, lang)
}

/// Reads the bytes of an input, with the shared files of its configuration and what it imports.
///
/// # Errors
/// Where a shared file cannot be read.
pub fn read_bytes<'b>(input: &Input, bytes: impl Into<Cow<'b, [u8]>>, lang: Lang) -> Result<Work> {
    // A shared file that is the input itself would declare everything twice.
    let itself = input.path().filter(|_| !input.config.catalogue.is_empty()).and_then(|path| path.canonicalize().ok());
    let others = input.config.catalogue.iter().filter(|file| itself.as_ref() != Some(&file.path));
    let catalogue = others.map(shared).collect::<Result<Vec<_>>>()?;
    let mut folders = Folders::of(&input.name, input.path(), &input.config.catalogue, lang);
    let reading = read::read_with(&input.name, bytes, input.format, &catalogue, &mut folders);
    let graph = FlowGraph::new(&reading.model);
    let references = References::new(&reading.model, &graph);
    Ok(Work { reading, graph, references })
}

fn shared(file: &Shared) -> Result<Imported> {
    let bytes = std::fs::read(&file.path).map_err(|error| complaint::of(words::unreadable(&file.name, &error)))?;
    Ok(Imported { name: file.name.clone(), bytes })
}

impl Work {
    /// Says on standard error what could not be understood of the input; what was, is used all the same.
    ///
    /// # Errors
    /// Where nothing was understood: there is nothing to draw, count or convert.
    pub fn tell(&self, session: &mut Session<'_>) -> Result<()> {
        let Some(shown) = self.wrong(session.lang, session.facts.colour_err) else { return Ok(()) };
        // A standard error that cannot be written to leaves nobody to tell.
        let _ = session.err.write_all(shown.as_bytes());
        self.something()
    }

    /// What could not be understood, laid out; none where all was.
    pub fn wrong(&self, lang: Lang, colour: bool) -> Option<String> {
        let wrong = self.reading.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let wrong: Vec<_> = wrong.map(|found| Finding::new(found.clone(), &self.reading.sources)).collect();
        (!wrong.is_empty()).then(|| Findings::new(wrong, 1).show(findings::Format::Text, lang, colour))
    }

    /// Refuses an input of which nothing was understood.
    ///
    /// # Errors
    /// The complaint that says so.
    pub fn something(&self) -> Result<()> {
        let wrong = self.reading.diagnostics.iter().any(|found| found.severity == Severity::Error);
        if wrong && self.reading.model.heads().is_empty() {
            let name = self.reading.sources.iter().next().map_or("", |(_, source)| source.name.as_str());
            bail!(Complaint(words::nothing_read(name)));
        }
        Ok(())
    }

    /// All findings: those of reading, then those of the rules, with the levels of the configuration.
    pub fn findings(&self, config: &Config, choice: &Choice) -> Vec<Diagnostic> {
        let settings = Settings {
            today: choice.today,
            severities: config.rules.clone(),
            select: choice.select.clone(),
            ignore: choice.ignore.clone(),
            durations: config.retention.clone(),
        };
        let reading = self.reading.diagnostics.iter().filter_map(|found| read_finding(found, config, choice));
        reading.chain(check::run(&self.reading.model, &self.graph, &self.references, &settings)).collect()
    }

    /// The same, each with its place.
    pub fn placed(&self, config: &Config, choice: &Choice) -> Vec<Finding> {
        let (model, sources) = (&self.reading.model, &self.reading.sources);
        self.findings(config, choice).into_iter().map(|found| Finding::new(found, sources).along(model, sources)).collect()
    }
}

/// A finding of reading as configured. `--select` does not hide an error: what was not understood was not checked either.
fn read_finding(found: &Diagnostic, config: &Config, choice: &Choice) -> Option<Diagnostic> {
    let rule = Rule { name: found.rule, code: found.code, severity: found.severity, source: "" };
    let chosen = choice.select.is_empty() || choice.select.iter().any(|word| rule.is_meant_by(word));
    let refused = choice.ignore.iter().any(|word| rule.is_meant_by(word));
    let severity = match config.rules.get(found.rule) {
        Some(severity) => (*severity)?,
        None => found.severity,
    };
    let kept = !refused && (chosen || found.severity == Severity::Error);
    kept.then(|| Diagnostic { severity, ..found.clone() })
}

/// Identity of a rule, of reading or of the checks.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name.
    pub name: &'static str,
    /// The code.
    pub code: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// The article; empty for mistakes of writing.
    pub source: &'static str,
}

impl Rule {
    /// The family that its code begins with (`RET`).
    pub fn family(&self) -> &'static str {
        self.code.split('-').next().unwrap_or_default()
    }

    /// Whether a word names this rule, as [`check::is_meant`] says.
    pub fn is_meant_by(&self, word: &str) -> bool {
        check::is_meant(self.name, self.code, word)
    }
}

/// Every rule: the checks, then what reading finds.
pub fn rules() -> impl Iterator<Item = Rule> {
    let checks = check::RULES.iter().map(|rule| Rule { name: rule.name, code: rule.code, severity: rule.severity, source: rule.source });
    let notices = reading::ALL.iter().map(|found| Rule { name: found.name, code: found.code, severity: found.severity, source: "" });
    checks.chain(notices)
}

/// The rule of a name or code.
pub fn rule(word: &str) -> Option<Rule> {
    rules().find(|rule| rule.name.eq_ignore_ascii_case(word) || rule.code.eq_ignore_ascii_case(word))
}

/// The rule whose name or code is nearest to a word.
pub fn nearest_rule(word: &str) -> Option<&'static str> {
    nearest(word, rules().flat_map(|rule| [rule.name, rule.code]))
}

/// The one of `names` that is near enough to `word` to be meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = names.into_iter().map(|name| (strsim::jaro_winkler(&word, &name.to_lowercase()), name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

/// Refuses a word of `--select` or `--ignore` that means no rule.
///
/// # Errors
/// The word, with the nearest rule.
pub fn known(choice: &Choice) -> Result<()> {
    for word in choice.select.iter().chain(&choice.ignore) {
        if !rules().any(|rule| rule.is_meant_by(word)) {
            bail!(Complaint(words::unknown_name(&words::a_rule(), word, nearest_rule(word), "recens explain --list")));
        }
    }
    Ok(())
}
