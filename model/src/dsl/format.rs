//! Lays a text of the language out: one blank between tokens, four spaces a block, the author's lines, words and comments.

use super::keywords::folded;
use super::lex::lex;
use super::parse::parse;
use super::report::Occurrence;
use super::syntax::SyntaxKind;
use crate::diagnostic::{Diagnostic, Lang};
use crate::source::imports::NoImports;
use crate::source::{FileId, Source, Sources};
use std::collections::HashMap;

/// How to lay out.
#[derive(Clone, Copy, Debug, Default)]
pub struct FormatOptions {
    /// The language keywords are written in; the author's where none.
    pub keywords: Option<Lang>,
}

/// A text laid out.
#[derive(Clone, Debug)]
pub struct Formatted {
    /// The text; as it was where `mistakes` is not empty.
    pub text: String,
    /// Mistakes of shape — a brace or a quote that is missing, a character that means nothing — that keep it from being
    /// laid out, since its blocks cannot be told. Unknown keywords are no hindrance.
    pub mistakes: Vec<Diagnostic>,
}

/// Lays `text` out. Every character that is no blank stays, in its order; laying out twice is laying out once.
pub fn format(text: &str, options: &FormatOptions) -> Formatted {
    let parse = parse(FileId(0), text);
    if !parse.diagnostics.is_empty() {
        return Formatted { text: text.to_owned(), mistakes: parse.diagnostics };
    }
    let words = options.keywords.map(|lang| replacements(text, lang)).unwrap_or_default();
    let mut writer = Writer { ending: ending(text), ..Writer::default() };
    let (mut offset, mut end) = (0, 0);
    for (kind, token) in lex(text) {
        match words.get(&offset) {
            Some((until, word)) => {
                writer.token(kind, word);
                end = *until;
            }
            // Inside a keyword of several words that was replaced.
            None if offset < end => {}
            None => writer.token(kind, token),
        }
        offset += token.len();
    }
    Formatted { text: writer.finish(), mistakes: Vec::new() }
}

/// The end of line the author uses.
fn ending(text: &str) -> &'static str {
    let first = text.find(['\r', '\n']).map(|at| &text[at..]);
    if first.is_some_and(|rest| rest.starts_with("\r\n")) { "\r\n" } else { "\n" }
}

/// The keywords to replace: where each starts, where it ends, and its word in `lang`.
fn replacements(text: &str, lang: Lang) -> HashMap<usize, (usize, &'static str)> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("", text));
    let (report, _) = super::read_reported(file, &mut sources, &mut NoImports, &mut crate::process::Model::default());
    let word = |found: &Occurrence| if lang == Lang::Fr { found.fr } else { found.en };
    let differs = |found: &Occurrence| folded(found.fr) != folded(found.en) && folded(sources.text(found.span)) != folded(word(found));
    let of_file = report.keywords.iter().filter(|found| found.span.file == file && differs(found));
    of_file.map(|found| (found.span.range().start, (found.span.range().end, word(found)))).collect()
}

#[derive(Default)]
struct Writer {
    out: String,
    ending: &'static str,
    /// Open blocks.
    depth: usize,
    /// The last token written on the current line; none at its start.
    line: Option<SyntaxKind>,
    /// The last token that is no comment, since the statement began.
    statement: Option<SyntaxKind>,
    /// Ends of lines since the last token.
    newlines: usize,
}

impl Writer {
    fn token(&mut self, kind: SyntaxKind, text: &str) {
        match kind {
            SyntaxKind::Blank => return,
            SyntaxKind::Newline => {
                self.newlines += 1;
                return;
            }
            _ => {}
        }
        self.break_line();
        if kind == SyntaxKind::CloseBrace {
            self.depth = self.depth.saturating_sub(1);
        }
        match self.line {
            None => self.indent(kind),
            Some(last) if spaced(last, kind) => self.out.push(' '),
            Some(_) => {}
        }
        self.out.push_str(if kind == SyntaxKind::Comment { text.trim_end() } else { text });
        self.line = Some(kind);
        match kind {
            SyntaxKind::OpenBrace => {
                self.depth += 1;
                self.statement = None;
            }
            SyntaxKind::CloseBrace | SyntaxKind::Semicolon => self.statement = None,
            SyntaxKind::Comment => {}
            _ => self.statement = Some(kind),
        }
    }

    /// Writes the ends of lines before a token, at most one empty line.
    fn break_line(&mut self) {
        let newlines = std::mem::take(&mut self.newlines);
        if newlines == 0 || self.out.is_empty() {
            return;
        }
        self.out.push_str(self.ending);
        if newlines > 1 {
            self.out.push_str(self.ending);
        }
        self.line = None;
        if !self.statement.is_some_and(super::parse::continues) {
            self.statement = None;
        }
    }

    fn indent(&mut self, kind: SyntaxKind) {
        let continued = self.statement.is_some() && kind != SyntaxKind::CloseBrace;
        self.out.push_str(&"    ".repeat(self.depth + usize::from(continued)));
    }

    fn finish(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push_str(self.ending);
        }
        self.out
    }
}

/// Whether a blank stands between two tokens of a line.
fn spaced(last: SyntaxKind, next: SyntaxKind) -> bool {
    use SyntaxKind::{CloseBrace, Comma, OpenBrace, Semicolon};
    !matches!((last, next), (_, Comma | Semicolon) | (OpenBrace, CloseBrace))
}
