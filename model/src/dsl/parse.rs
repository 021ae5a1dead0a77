//! From tokens to the lossless tree of statements and blocks. Never fails: every byte of the text is in the tree.
//!
//! Only the shape is decided here: where statements begin and end, and which block is whose. What a statement says is
//! read from its words by [`super::lower`].

mod mistake;

use super::lex::lex;
use super::syntax::{SyntaxKind, SyntaxNode};
use crate::diagnostic::{Diagnostic, Text, reading};
use crate::source::{FileId, Span};
use crate::text;
use rowan::{GreenNode, GreenNodeBuilder};

/// The deepest nesting of blocks that is read.
pub const MAX_DEPTH: usize = 64;

/// A text read as a tree.
#[derive(Clone, Debug)]
pub struct Parse {
    green: GreenNode,
    /// What is wrong with the shape of the text, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parse {
    /// The tree; its text is the source, byte for byte.
    pub fn tree(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }
}

/// The tree of `text`, which is the content of `file`.
pub fn parse(file: FileId, text: &str) -> Parse {
    let tokens = lex(text);
    let first = Outline::new(file, &tokens, Closing::Braces).run();
    if first.faults > 0 {
        // Indentation tells which brace is missing or too many, in a file that is indented.
        let second = Outline::new(file, &tokens, Closing::Indentation).run();
        if second.faults <= first.faults {
            return second.parse;
        }
    }
    first.parse
}

/// What closes a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// `}` alone.
    Braces,
    /// `}`, unless it stands deeper than its block's line; and a line that stands no deeper than that one.
    Indentation,
}

struct Outline<'a> {
    file: FileId,
    tokens: &'a [(SyntaxKind, &'a str)],
    closing: Closing,
    builder: GreenNodeBuilder<'static>,
    diagnostics: Vec<Diagnostic>,
    /// The open blocks.
    blocks: Vec<Open>,
    /// Byte offset of the current token.
    offset: usize,
    /// Indentation of the current line, in bytes, and whether nothing but blanks stood on it yet.
    indent: usize,
    fresh_line: bool,
    line_start: usize,
    /// The last token of the open statement that is no blank or comment; none between statements.
    statement: Option<SyntaxKind>,
    /// Braces that are missing or too many.
    faults: usize,
    too_deep: bool,
    /// Something in the open statement was said to mean nothing.
    mistaken: bool,
}

struct Open {
    brace: Span,
    /// Indentation of the line it was opened on.
    indent: usize,
}

struct Outcome {
    parse: Parse,
    faults: usize,
}

impl<'a> Outline<'a> {
    fn new(file: FileId, tokens: &'a [(SyntaxKind, &'a str)], closing: Closing) -> Self {
        Self {
            file,
            tokens,
            closing,
            builder: GreenNodeBuilder::new(),
            diagnostics: Vec::new(),
            blocks: Vec::new(),
            offset: 0,
            indent: 0,
            fresh_line: true,
            line_start: 0,
            statement: None,
            faults: 0,
            too_deep: false,
            mistaken: false,
        }
    }

    fn run(mut self) -> Outcome {
        self.builder.start_node(SyntaxKind::File.into());
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at);
        }
        self.end_statement();
        if let Some(open) = self.blocks.first() {
            let (brace, count) = (open.brace, self.blocks.len());
            self.faults += count;
            let message = match count {
                1 => text!("ce bloc n'est jamais fermé : il manque une `}}`", "this block is never closed: a `}}` is missing"),
                _ => text!(
                    "{count} blocs ouverts à partir d'ici ne sont pas fermés : il manque {count} `}}`",
                    "{count} blocks opened from here on are not closed: {count} `}}` are missing"
                ),
            };
            let help = text!("ajouter `}}` à la fin du bloc", "add `}}` at the end of the block");
            self.report(&reading::SYNTAX, brace, message, help);
        }
        while self.blocks.pop().is_some() {
            self.builder.finish_node();
            self.builder.finish_node();
        }
        self.builder.finish_node();
        self.diagnostics.sort_by_key(|found| found.span.start);
        Outcome { parse: Parse { green: self.builder.finish(), diagnostics: self.diagnostics }, faults: self.faults }
    }

    /// Takes the token at `at`, and those it swallows; returns the place of the next.
    fn step(&mut self, at: usize) -> usize {
        let (kind, text) = self.tokens[at];
        if self.fresh_line {
            match kind {
                SyntaxKind::Blank => self.indent = text.len(),
                SyntaxKind::Newline | SyntaxKind::Comment => {}
                _ => self.begin_line(kind),
            }
        }
        match kind {
            SyntaxKind::Blank | SyntaxKind::Comment => self.emit(kind, text),
            SyntaxKind::Newline => {
                if self.statement.is_some_and(|last| !continues(last)) && !self.goes_on(at + 1) {
                    self.end_statement();
                }
                self.emit(kind, text);
                self.indent = 0;
                self.fresh_line = true;
            }
            SyntaxKind::Semicolon => {
                self.end_statement();
                self.emit(kind, text);
            }
            SyntaxKind::OpenBrace if self.blocks.len() >= MAX_DEPTH => return self.skip_block(at),
            SyntaxKind::OpenBrace => {
                let brace = self.span(text);
                if self.statement.is_none() {
                    let message = text!("cette `{{` n'appartient à aucun énoncé", "this `{{` belongs to no statement");
                    let help = text!("écrire un mot-clé devant : tâche nom {{ … }}", "write a keyword before it: task name {{ … }}");
                    self.report(&reading::SYNTAX, brace, message, help);
                    self.builder.start_node(SyntaxKind::Statement.into());
                }
                self.builder.start_node(SyntaxKind::Block.into());
                self.emit(kind, text);
                self.blocks.push(Open { brace, indent: self.indent });
                self.statement = None;
                self.mistaken = false;
            }
            SyntaxKind::CloseBrace => self.close(text),
            _ => {
                if self.statement.is_none() {
                    self.builder.start_node(SyntaxKind::Statement.into());
                }
                if matches!(kind, SyntaxKind::Unknown | SyntaxKind::OpenText) {
                    self.mistaken(kind, text);
                }
                self.emit(kind, text);
                self.statement = Some(kind);
            }
        }
        at + 1
    }

    /// The first token of a line: in [`Closing::Indentation`], a line that stands no deeper than an open block ends it.
    fn begin_line(&mut self, kind: SyntaxKind) {
        self.fresh_line = false;
        if self.closing == Closing::Braces || self.statement.is_some() {
            return;
        }
        let closing = kind == SyntaxKind::CloseBrace;
        while let Some(open) = self.blocks.last() {
            let over = if closing { self.indent < open.indent } else { self.indent <= open.indent };
            if !over {
                break;
            }
            let brace = open.brace;
            self.faults += 1;
            let message = text!(
                "il manque la `}}` de ce bloc : son énoncé suivant est écrit au même retrait que lui",
                "the `}}` of this block is missing: what follows is indented as the block itself"
            );
            let help = text!("ajouter `}}` à la fin du bloc", "add `}}` at the end of the block");
            self.report(&reading::SYNTAX, brace, message, help);
            self.blocks.pop();
            self.builder.finish_node();
            self.builder.finish_node();
        }
    }

    fn close(&mut self, text: &'a str) {
        self.end_statement();
        let span = self.span(text);
        let stray = match (self.blocks.last(), self.closing) {
            (None, _) => true,
            (Some(open), Closing::Indentation) => self.alone_on_line() && self.indent > open.indent,
            _ => false,
        };
        if stray {
            self.faults += 1;
            let message = text!("cette `}}` ne ferme aucun bloc", "this `}}` closes no block");
            self.report(&reading::SYNTAX, span, message, text!("l'enlever", "remove it"));
            self.builder.start_node(SyntaxKind::Skipped.into());
            self.emit(SyntaxKind::CloseBrace, text);
            self.builder.finish_node();
            return;
        }
        self.blocks.pop();
        self.emit(SyntaxKind::CloseBrace, text);
        self.builder.finish_node();
        self.builder.finish_node();
    }

    /// Whether only blanks stand before the current token on its line.
    fn alone_on_line(&self) -> bool {
        self.offset == self.line_start + self.indent
    }

    /// A block nested deeper than [`MAX_DEPTH`] is kept without being read.
    fn skip_block(&mut self, start: usize) -> usize {
        let at_brace = self.span("{");
        if !self.too_deep {
            self.too_deep = true;
            let message = text!(
                "plus de {MAX_DEPTH} blocs imbriqués : ce qui est plus profond n'est pas lu",
                "more than {MAX_DEPTH} nested blocks: what is deeper is not read"
            );
            let help = text!("sortir ce bloc des autres", "move this block out of the others");
            self.report(&reading::LIMIT, at_brace, message, help);
        }
        if self.statement.is_none() {
            self.builder.start_node(SyntaxKind::Statement.into());
            self.statement = Some(SyntaxKind::Word);
        }
        self.builder.start_node(SyntaxKind::Skipped.into());
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(&(kind, text)) = self.tokens.get(at) {
            self.emit(kind, text);
            at += 1;
            match kind {
                SyntaxKind::OpenBrace => depth += 1,
                SyntaxKind::CloseBrace => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.builder.finish_node();
        self.end_statement();
        at
    }

    /// Whether the line after this one goes on with this statement by mistake: it begins with what should end the line
    /// before it. Says so.
    fn goes_on(&mut self, from: usize) -> bool {
        let mut offset = self.offset + self.tokens[from - 1].1.len();
        for (kind, text) in &self.tokens[from..] {
            match kind {
                SyntaxKind::Blank | SyntaxKind::Newline | SyntaxKind::Comment => offset += text.len(),
                SyntaxKind::OpenBrace | SyntaxKind::Arrow | SyntaxKind::MessageArrow | SyntaxKind::Comma | SyntaxKind::Colon => {
                    let span = Span::new(self.file, offset, offset + text.len());
                    let message = text!("une ligne ne commence pas par `{text}`", "a line does not begin with `{text}`");
                    let help = text!("écrire `{text}` à la fin de la ligne précédente", "write `{text}` at the end of the line before");
                    self.report(&reading::SYNTAX, span, message, help);
                    return true;
                }
                _ => return false,
            }
        }
        false
    }

    /// Says what is wrong with a token, once in a statement.
    fn mistaken(&mut self, kind: SyntaxKind, text: &'a str) {
        if !std::mem::replace(&mut self.mistaken, true) {
            let (message, help) = mistake::of_token(kind, text);
            self.report(&reading::SYNTAX, self.span(text), message, help);
        }
    }

    fn end_statement(&mut self) {
        self.mistaken = false;
        if self.statement.take().is_some() {
            self.builder.finish_node();
        }
    }

    fn emit(&mut self, kind: SyntaxKind, text: &str) {
        self.builder.token(kind.into(), text);
        self.offset += text.len();
        if kind == SyntaxKind::Newline {
            self.line_start = self.offset;
        }
    }

    fn span(&self, text: &str) -> Span {
        Span::new(self.file, self.offset, self.offset + text.len())
    }

    fn report(&mut self, notice: &crate::diagnostic::Notice, span: Span, message: Text, help: Text) {
        if self.diagnostics.len() <= super::report::MAX_FINDINGS {
            self.diagnostics.push(Diagnostic::reading(notice, span, message).with_help(help));
        }
    }
}

/// Whether a line that ends so goes on with the next.
pub(super) fn continues(last: SyntaxKind) -> bool {
    matches!(last, SyntaxKind::Comma | SyntaxKind::Arrow | SyntaxKind::MessageArrow)
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    fn from(kind: SyntaxKind) -> Self {
        rowan::SyntaxKind(kind as u16)
    }
}
