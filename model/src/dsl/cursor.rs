//! Walks the tokens of one statement that are no blank or comment.

use super::keywords::{Form, Keyword, folded};
use super::syntax::{SyntaxKind, SyntaxNode};
use crate::source::{FileId, Span};

/// A token of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// Its kind; never trivia.
    pub kind: SyntaxKind,
    /// Its text as written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// The keywords it may begin; its place decides.
    forms: &'static [Form],
}

impl<'a> Token<'a> {
    /// A token; `span` is where it stands in the source.
    pub fn new(kind: SyntaxKind, text: &'a str, span: Span) -> Self {
        let forms = if kind == SyntaxKind::Word { Keyword::forms(text) } else { &[] };
        Self { kind, text, span, forms }
    }

    /// Whether it is a word or a text: a name or a value.
    pub fn is_value(&self) -> bool {
        matches!(self.kind, SyntaxKind::Word | SyntaxKind::Text | SyntaxKind::OpenText)
    }

    /// Whether it is a text between quotes.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, SyntaxKind::Text | SyntaxKind::OpenText)
    }
}

/// Where a text that is read stands.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// All of it.
    pub all: Span,
    /// Each of its bytes is one byte of the source; otherwise only all of it can be pointed at.
    pub exact: bool,
}

impl Origin {
    /// A whole file.
    pub fn file(file: FileId) -> Self {
        Self { all: Span::new(file, 0, 0), exact: true }
    }

    /// Where a range of the text stands.
    pub fn span(self, start: usize, end: usize) -> Span {
        let base = self.all.start as usize;
        if self.exact { Span::new(self.all.file, base + start, base + end) } else { self.all }
    }
}

/// The tokens of a statement, and how far they were read.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    /// The statement's first token to its last, block not included.
    pub line: Span,
    /// Something in it is no token of the language, which was said: what follows from that is not.
    pub broken: bool,
    /// Its spans are those of the source, so that text can be inserted in it.
    pub exact: bool,
    /// The clauses its statement may have: a word that is one of them, with its value behind, is no name.
    pub known: &'static [Keyword],
}

impl<'a> Cursor<'a> {
    /// The tokens of a statement of the tree of `text`, which stands in a source as `origin` says.
    pub fn of(statement: &SyntaxNode, origin: Origin, text: &'a str) -> Self {
        let mut broken = false;
        let mut tokens = Vec::new();
        for token in statement.children_with_tokens().filter_map(|child| child.into_token()) {
            let kind = token.kind();
            broken |= matches!(kind, SyntaxKind::Unknown | SyntaxKind::OpenText);
            if !kind.is_trivia() && kind != SyntaxKind::Unknown {
                let range = token.text_range();
                let (start, end) = (usize::from(range.start()), usize::from(range.end()));
                tokens.push(Token::new(kind, &text[start..end], origin.span(start, end)));
            }
        }
        let line = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => {
                let start = usize::from(statement.text_range().start());
                origin.span(start, start)
            }
        };
        Self { tokens, at: 0, line, broken, exact: origin.exact, known: &[] }
    }

    /// The token `ahead` of the next one.
    pub fn peek(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// The next token, taken.
    pub fn bump(&mut self) -> Option<Token<'a>> {
        let token = self.peek(0)?;
        self.at += 1;
        Some(token)
    }

    /// Whether all was read.
    pub fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// How many tokens were not read. Where a line is not exactly the source's, all its tokens stand at one place.
    pub fn left(&self) -> usize {
        self.tokens.len().saturating_sub(self.at)
    }

    /// Whether the next token is of this kind; takes it then.
    pub fn eat(&mut self, kind: SyntaxKind) -> Option<Token<'a>> {
        self.peek(0).filter(|token| token.kind == kind)?;
        self.bump()
    }

    /// The first of `keywords` that stands `ahead`, and over how many tokens.
    pub fn keyword_at(&self, ahead: usize, keywords: &[Keyword]) -> Option<(Keyword, usize)> {
        let first = self.peek(ahead)?;
        // The longest form wins; of keywords with one word (`sur`), the one the place names first.
        let place = |form: &Form| keywords.iter().position(|keyword| *keyword == form.keyword);
        let found = first.forms.iter().filter(|form| keywords.contains(&form.keyword) && self.follows(ahead + 1, &form.rest));
        found.min_by_key(|form| (std::cmp::Reverse(form.rest.len()), place(form))).map(|form| (form.keyword, form.rest.len() + 1))
    }

    fn follows(&self, ahead: usize, rest: &[String]) -> bool {
        rest.iter().enumerate().all(|(at, word)| {
            self.peek(ahead + at).is_some_and(|token| token.kind == SyntaxKind::Word && folded(token.text) == word.as_str())
        })
    }

    /// Whether the next token is a name or value that a clause asks for, rather than the keyword of the clause after it.
    pub fn value_follows(&self) -> bool {
        let Some(token) = self.peek(0).filter(Token::is_value) else { return false };
        if token.is_text() {
            return true;
        }
        let Some((_, count)) = self.keyword_at(0, self.known) else { return true };
        if count > 1 {
            return false;
        }
        // `sur format pour …` names a datum called `format`; `sur format "JSON"` forgot whom.
        !self.peek(count).is_some_and(|next| next.is_value()) || self.keyword_at(count, self.known).is_some()
    }

    /// Reads the first token as another; false where there is none.
    pub fn replace_first(&mut self, token: Token<'a>) -> bool {
        self.tokens.get_mut(self.at).map(|first| *first = token).is_some()
    }

    /// Takes all that is left.
    pub fn skip_all(&mut self) {
        self.at = self.tokens.len();
    }

    /// Takes `count` tokens and returns where they stand.
    pub fn take(&mut self, count: usize) -> Span {
        let mut span = self.here();
        for _ in 0..count {
            span = self.bump().map_or(span, |token| span.join(token.span));
        }
        span
    }

    /// Where the next token stands; after the last one, the empty span at its end.
    pub fn here(&self) -> Span {
        self.peek(0).map_or_else(|| self.end(), |token| token.span)
    }

    /// The empty span after the last token.
    pub fn end(&self) -> Span {
        Span { start: self.line.end, ..self.line }
    }

    /// The token before the next one.
    pub fn last(&self) -> Option<Token<'a>> {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).copied()
    }

    /// The span from `start` to the last token taken.
    pub fn since(&self, start: Span) -> Span {
        self.last().map_or(start, |last| start.join(last.span))
    }
}
