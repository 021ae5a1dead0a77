//! The clauses of a declaration: on its line, or one a line in its block.

use super::{Lower, Place, Statement, statements};
use crate::diagnostic::reading;
use crate::dsl::cursor::Cursor;
use crate::dsl::keywords::Keyword;
use crate::dsl::report::{shown, words_of};
use crate::dsl::syntax::SyntaxNode;
use crate::process::Allowance;
use crate::source::{Span, Spanned};
use crate::text;

/// The words of closed lists a line may hold besides its keywords; asked for only when a message needs them.
pub type Words = fn() -> Vec<&'static str>;

/// What a clause reader is given.
pub struct Clause<'c, 'a> {
    /// The tokens, the clause's keyword taken.
    pub c: &'c mut Cursor<'a>,
    /// The keyword; none for a word that is none of the clauses' keywords.
    pub keyword: Option<(Keyword, Span)>,
    /// The block of its own line, when it stands in a declaration's block (`dpo "…" { courriel "…" }`).
    pub block: Option<SyntaxNode>,
}

impl<'a> Lower<'a> {
    /// Takes the first of `keywords` where it is next, and notes it.
    pub fn eat(&mut self, c: &mut Cursor<'_>, keywords: &[Keyword]) -> Option<(Keyword, Span)> {
        let (keyword, count) = c.keyword_at(0, keywords)?;
        let span = c.take(count);
        self.noted(span, keyword);
        Some((keyword, span))
    }

    /// Reads the clauses of a line: `read` is given each, with its keyword taken, and returns whether it understood it.
    pub fn line_clauses(
        &mut self,
        c: &mut Cursor<'a>,
        known: &'static [Keyword],
        more: Words,
        mut block: Option<SyntaxNode>,
        read: &mut dyn FnMut(&mut Self, Clause<'_, 'a>) -> bool,
    ) {
        c.known = known;
        while !c.done() {
            let before = c.left();
            let keyword = self.eat(c, known);
            let understood = read(self, Clause { c: &mut *c, keyword, block: block.take() });
            if !understood || c.left() == before {
                let mut words = words_of(known);
                words.extend(more());
                self.unexpected(c, &words);
            }
        }
    }

    /// Reads the clauses of a declaration, on its line and in its block, and returns the exceptions of its block.
    pub fn clauses(
        &mut self,
        statement: &mut Statement<'a>,
        place: Place<'a>,
        known: &'static [Keyword],
        more: Words,
        read: &mut dyn FnMut(&mut Self, Clause<'_, 'a>) -> bool,
    ) -> Vec<Allowance> {
        self.line_clauses(&mut statement.cursor, known, more, None, read);
        let mut allowances = Vec::new();
        let Some(block) = &statement.block else { return allowances };
        for node in statements(block) {
            let inner = Statement::new(&node, place);
            let mut c = inner.cursor;
            if c.keyword_at(0, &[Keyword::Allows]).is_some() {
                allowances.extend(self.allowance(&mut c));
            } else {
                self.line_clauses(&mut c, known, more, inner.block, read);
            }
        }
        allowances
    }

    /// `tolère RULE "reason"`.
    pub fn allowance(&mut self, c: &mut Cursor<'_>) -> Option<Allowance> {
        let (_, keyword) = self.eat(c, &[Keyword::Allows])?;
        let Some(rule) = c.peek(0).filter(|token| token.is_value()) else {
            let help = text!("par exemple : tolère purpose-missing \"raison\"", "for example: allows purpose-missing \"reason\"");
            self.missing(c, &text!("le nom d'une règle", "the name of a rule"), &help);
            return None;
        };
        c.bump();
        let rule = Spanned::new(super::value::text_value(rule), rule.span);
        let reason = self.optional_text(c);
        self.end_of_line(c, &[]);
        Some(Allowance { rule, reason, span: c.since(keyword) })
    }

    /// Says what stands on a line after its end.
    pub fn end_of_line(&mut self, c: &mut Cursor<'_>, words: &[&'static str]) {
        if c.done() {
            return;
        }
        if words.is_empty() && !c.broken {
            let token = shown(c.peek(0).map_or("", |token| token.text));
            let message = text!("`{token}` n'a pas de sens ici", "`{token}` means nothing here");
            let help = text!("finir la ligne avant, ou l'enlever", "end the line before it, or remove it");
            self.report.say(&reading::SYNTAX, c.here(), message, help);
        } else {
            self.unexpected(c, words);
        }
        c.skip_all();
    }
}
