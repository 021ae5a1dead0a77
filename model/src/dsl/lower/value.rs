//! The values of clauses: texts, names, references, lists, dates, words of a closed list.

use super::Lower;
use crate::diagnostic::{Lang, Text, reading};
use crate::dsl::cursor::{Cursor, Token};
use crate::dsl::keywords::{Keyword, Listed};
use crate::dsl::report::shown;
use crate::dsl::syntax::SyntaxKind;
use crate::process::{Date, Ref};
use crate::source::{Span, Spanned};
use crate::text;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The value of a word or of a text between quotes, NFC.
pub fn text_value(token: Token<'_>) -> String {
    if !token.is_text() {
        return nfc(token.text);
    }
    let mut chars = token.text.chars();
    let open = chars.next();
    let mut inside = chars.as_str();
    if token.kind == SyntaxKind::Text {
        chars.next_back();
        inside = chars.as_str();
    }
    // French quotes have a blank on their inside that is typography, not text.
    if open == Some('«') || token.kind == SyntaxKind::OpenText {
        inside = inside.trim();
    }
    if !inside.contains('\\') {
        return nfc(inside);
    }
    let mut value = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('n')) => value.push('\n'),
            ('\\', Some(next @ ('"' | '\\' | '»' | '”'))) => value.push(next),
            _ => {
                value.push(c);
                continue;
            }
        }
        chars.next();
    }
    nfc(&value)
}

/// `text` in normal form C.
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

impl Lower<'_> {
    /// The text a clause asks for; a plain word stands for itself. Says so where there is none.
    pub fn text(&mut self, c: &mut Cursor<'_>, what: &Text) -> Option<Spanned<String>> {
        if !c.value_follows() {
            self.missing(c, what, &text!("l'écrire entre guillemets : \"…\"", "write it between quotes: \"…\""));
            return None;
        }
        let token = c.bump()?;
        Some(Spanned::new(text_value(token), token.span))
    }

    /// The texts a clause asks for, with commas between them.
    pub fn texts(&mut self, c: &mut Cursor<'_>, what: &Text) -> Vec<Spanned<String>> {
        let mut found = Vec::new();
        loop {
            found.extend(self.text(c, what));
            if c.eat(SyntaxKind::Comma).is_none() {
                return found;
            }
        }
    }

    /// A text where one follows; nothing is said where none does.
    pub fn optional_text(&mut self, c: &mut Cursor<'_>) -> Option<Spanned<String>> {
        let token = c.peek(0).filter(Token::is_text)?;
        c.bump();
        Some(Spanned::new(text_value(token), token.span))
    }

    /// The reference a clause asks for: an identifier or a quoted text.
    pub fn reference<T>(&mut self, c: &mut Cursor<'_>, what: &Text) -> Option<Ref<T>> {
        if !c.value_follows() {
            let help = text!("écrire un identifiant, ou un texte entre guillemets", "write an identifier, or a text between quotes");
            self.missing(c, what, &help);
            return None;
        }
        let token = c.bump()?;
        if !token.is_text() {
            self.check_name(token);
        }
        Some(Ref::new(text_value(token), token.is_text(), token.span))
    }

    /// The references a clause asks for, with commas between them.
    pub fn references<T>(&mut self, c: &mut Cursor<'_>, what: &Text) -> Vec<Ref<T>> {
        let mut found = Vec::new();
        loop {
            found.extend(self.reference(c, what));
            if c.eat(SyntaxKind::Comma).is_none() {
                return found;
            }
        }
    }

    /// The word of a closed list that a clause asks for.
    pub fn listed<T: Listed>(&mut self, c: &mut Cursor<'_>, what: &Text) -> Option<Spanned<T>> {
        let Some(token) = c.peek(0).filter(Token::is_value) else {
            let all = T::ALL.iter().map(|row| row.1).collect::<Vec<_>>().join(", ");
            let english = T::ALL.iter().map(|row| row.2).collect::<Vec<_>>().join(", ");
            self.missing(c, what, &text!("l'un de : {all}", "one of: {english}"));
            return None;
        };
        c.bump();
        let word = text_value(token);
        match T::look_up(&word) {
            Some(value) => {
                if !token.is_text() {
                    self.report.value(token.span, value);
                }
                Some(Spanned::new(value, token.span))
            }
            None => {
                let words = T::words().collect::<Vec<_>>();
                self.report.unknown_value(&word, token.span, what, &words);
                None
            }
        }
    }

    /// The date a clause asks for.
    pub fn date(&mut self, c: &mut Cursor<'_>) -> Option<Spanned<Date>> {
        let what = text!("une date", "a date");
        let help = text!("l'écrire AAAA-MM-JJ, par exemple 2026-04-15", "write it YYYY-MM-DD, for example 2026-04-15");
        let Some(token) = c.peek(0).filter(Token::is_value) else {
            if !c.broken {
                self.missing(c, &what, &help);
            }
            return None;
        };
        c.bump();
        let word = text_value(token);
        let date = Date::parse(&word).map(|date| Spanned::new(date, token.span));
        // A date with slashes was cut into pieces by the first of them, which was said.
        if date.is_none() && !c.broken {
            let word = shown(&word);
            let message = text!("`{word}` n'est pas une date qui existe", "`{word}` is not a date that exists");
            self.report.say(&reading::INVALID_VALUE, token.span, message, help);
        }
        if c.broken {
            c.skip_all();
        }
        date
    }

    /// Says that `what` is missing at the next token.
    pub fn missing(&mut self, c: &Cursor<'_>, what: &Text, help: &Text) {
        if c.broken {
            return;
        }
        let (fr, en) = (&what.fr, &what.en);
        let message = match c.peek(0) {
            Some(token) => {
                let found = shown(token.text);
                text!("il faut {fr} avant `{found}`", "{en} is expected before `{found}`")
            }
            None => text!("il manque {fr} à la fin de la ligne", "{en} is missing at the end of the line"),
        };
        self.report.say(&reading::SYNTAX, c.here(), message, help.clone());
    }

    /// Says what an identifier may not hold.
    pub fn check_name(&mut self, token: Token<'_>) {
        if let Some(at) = token.text.find(['\'', '’', '.']) {
            let found = token.text[at..].chars().next().unwrap_or('.');
            let better = shown(&token.text.replace(['\'', '’', '.'], "_"));
            let message = text!("un identifiant ne contient pas `{found}`", "an identifier holds no `{found}`");
            let help = text!("écrire `{better}`, ou un texte entre guillemets", "write `{better}`, or a text between quotes");
            self.report.say(&reading::SYNTAX, token.span, message, help);
        }
    }

    /// Says that a word stands where a clause or nothing should, and goes on at the next clause.
    pub fn unexpected(&mut self, c: &mut Cursor<'_>, words: &[&'static str]) {
        let Some(token) = c.bump() else { return };
        if !c.broken {
            match token.kind {
                SyntaxKind::Word => self.report.unknown_keyword(token.text, token.span, words),
                _ => self.stray(token),
            }
        }
        while !c.done() && c.keyword_at(0, c.known).is_none() {
            c.bump();
        }
    }

    fn stray(&mut self, token: Token<'_>) {
        let found = shown(token.text);
        let help = match token.kind {
            SyntaxKind::Text | SyntaxKind::OpenText => {
                text!(
                    "un libellé suit l'identifiant ; un autre texte suit un mot-clé",
                    "a label follows the identifier; any other text follows a keyword"
                )
            }
            SyntaxKind::Arrow | SyntaxKind::MessageArrow => {
                text!("écrire la flèche dans un énoncé à part : a {found} b", "write the arrow in a statement of its own: a {found} b")
            }
            SyntaxKind::Comma => text!("la virgule sépare les éléments d'une liste", "a comma stands between the items of a list"),
            _ => text!("l'enlever", "remove it"),
        };
        self.report.say(&reading::SYNTAX, token.span, text!("`{found}` n'a pas de sens ici", "`{found}` means nothing here"), help);
    }

    /// Notes a keyword that was read.
    pub fn noted(&mut self, span: Span, keyword: Keyword) {
        self.report.keyword(span, keyword.word(Lang::Fr), keyword.word(Lang::En));
    }
}
