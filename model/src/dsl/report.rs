//! What reading the language found, bounded, and the keywords it met.

use super::keywords::Keyword;
use super::meant::meant;
use crate::diagnostic::{Diagnostic, Lang, Notice, Text, reading};
use crate::process::vocabulary::{Words, nearest};
use crate::source::Span;
use crate::text;

/// The most findings of one run of reading; more would help nobody, and cost.
pub const MAX_FINDINGS: usize = 1000;

/// A keyword where it stands, with its two forms: what the formatter converts and editors colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its words, from the first to the last.
    pub span: Span,
    /// The French form.
    pub fr: &'static str,
    /// The English form.
    pub en: &'static str,
}

/// Findings and keywords of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// The keywords, in the order they were read.
    pub keywords: Vec<Occurrence>,
}

impl Report {
    /// Whether there are so many findings that more are left out.
    pub fn full(&self) -> bool {
        self.diagnostics.len() > MAX_FINDINGS
    }

    /// Adds a finding; the one after the last says that there are more.
    pub fn add(&mut self, found: Diagnostic) {
        match self.diagnostics.len().cmp(&MAX_FINDINGS) {
            std::cmp::Ordering::Less => self.diagnostics.push(found),
            std::cmp::Ordering::Equal => self.diagnostics.push(
                Diagnostic::reading(
                    &reading::LIMIT,
                    found.span,
                    text!(
                        "plus de {MAX_FINDINGS} erreurs de lecture : les suivantes ne sont pas montrées",
                        "more than {MAX_FINDINGS} mistakes of writing: the others are not shown"
                    ),
                )
                .with_help(text!("corriger les premières, puis relire", "mend the first ones, then read again")),
            ),
            std::cmp::Ordering::Greater => {}
        }
    }

    /// Adds a finding with its way out.
    pub fn say(&mut self, notice: &Notice, span: Span, message: Text, help: Text) {
        self.add(Diagnostic::reading(notice, span, message).with_help(help));
    }

    /// `word` is no keyword of this place; `known` are those that are.
    pub fn unknown_keyword(&mut self, word: &str, span: Span, known: &[&'static str]) {
        if self.full() {
            return;
        }
        let (near, word) = (near(word, known), shown(word));
        let found = match near {
            Some(near) => Diagnostic::reading(
                &reading::UNKNOWN_KEYWORD,
                span,
                text!(
                    "`{word}` n'est pas un mot-clé ici ; vouliez-vous dire `{near}` ?",
                    "`{word}` is no keyword here; did you mean `{near}`?"
                ),
            )
            .with_help(text!("écrire `{near}`", "write `{near}`")),
            None => Diagnostic::reading(
                &reading::UNKNOWN_KEYWORD,
                span,
                text!("`{word}` n'est pas un mot-clé ici", "`{word}` is no keyword here"),
            )
            .with_help(expected(known)),
        };
        self.add(found);
    }

    /// `word` is none of the values of a closed list.
    pub fn unknown_value(&mut self, word: &str, span: Span, what: &Text, known: &[&'static str]) {
        if self.full() {
            return;
        }
        let (fr, en) = (&what.fr, &what.en);
        let (near, word) = (near(word, known), shown(word));
        let message = match near {
            Some(near) => text!("`{word}` n'est pas {fr} ; vouliez-vous dire `{near}` ?", "`{word}` is not {en}; did you mean `{near}`?"),
            None => text!("`{word}` n'est pas {fr}", "`{word}` is not {en}"),
        };
        self.say(&reading::INVALID_VALUE, span, message, expected(known));
    }

    /// Notes a keyword.
    pub fn keyword(&mut self, span: Span, fr: &'static str, en: &'static str) {
        self.keywords.push(Occurrence { span, fr, en });
    }

    /// Notes a value of a closed list.
    pub fn value<T: Words>(&mut self, span: Span, value: T) {
        self.keyword(span, value.word(Lang::Fr), value.word(Lang::En));
    }
}

/// The longest word that may be a mistyped keyword, and that a message shows whole, in bytes.
const MAX_WORD: usize = 64;

/// The known word nearest to one that is none, in letters or else in meaning; very long ones are near to nothing, and would take
/// long to compare.
pub fn near(word: &str, known: &[&'static str]) -> Option<&'static str> {
    if word.len() > MAX_WORD { None } else { nearest(word, known.iter().copied()).or_else(|| meant(word, known)) }
}

/// A word as a message shows it: cut where it is long.
pub fn shown(word: &str) -> String {
    match word.char_indices().nth(MAX_WORD) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// The help that lists what may stand at a place, French words first, cut where it would be long.
fn expected(known: &[&'static str]) -> Text {
    let list = |lang: usize| known.iter().skip(lang).step_by(2).copied().take(14).collect::<Vec<_>>().join(", ");
    let more = if known.len() > 28 { ", …" } else { "" };
    Text::new(format!("attendu : {}{more}", list(0)), format!("expected: {}{more}", list(1)))
}

/// Both words of keywords, French and English in turn, for messages.
pub fn words_of(keywords: &[Keyword]) -> Vec<&'static str> {
    keywords.iter().flat_map(|keyword| [keyword.word(Lang::Fr), keyword.word(Lang::En)]).collect()
}
