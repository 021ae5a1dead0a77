//! Cuts a text into tokens that cover every byte of it.

use super::syntax::SyntaxKind;
use logos::Logos;

/// The tokens of `text` in order; their texts joined are `text`.
pub fn lex(text: &str) -> Vec<(SyntaxKind, &str)> {
    let mut tokens: Vec<(SyntaxKind, &str)> = Vec::with_capacity(text.len() / 4);
    let mut unknown: Option<usize> = None;
    let mut lexer = SyntaxKind::lexer(text);
    while let Some(found) = lexer.next() {
        let span = lexer.span();
        let Ok(kind) = found else {
            // A run of characters that fit nowhere is one mistake, not many.
            unknown.get_or_insert(span.start);
            continue;
        };
        if let Some(start) = unknown.take() {
            tokens.push((SyntaxKind::Unknown, &text[start..span.start]));
        }
        match kind {
            SyntaxKind::OpenText => open_text(lexer.slice(), &mut tokens),
            _ => tokens.push((kind, lexer.slice())),
        }
    }
    if let Some(start) = unknown {
        tokens.push((SyntaxKind::Unknown, &text[start..]));
    }
    tokens
}

/// A text without closing quote runs to the end of its line; a brace that ends the line is kept out of it, so that the
/// blocks around stay balanced.
fn open_text<'a>(text: &'a str, tokens: &mut Vec<(SyntaxKind, &'a str)>) {
    let trimmed = text.trim_end();
    let brace = match trimmed.chars().next_back() {
        Some('{') => SyntaxKind::OpenBrace,
        Some('}') => SyntaxKind::CloseBrace,
        _ => return tokens.push((SyntaxKind::OpenText, text)),
    };
    let (before, after) = (&trimmed[..trimmed.len() - 1], &text[trimmed.len()..]);
    tokens.push((SyntaxKind::OpenText, before));
    tokens.push((brace, &trimmed[trimmed.len() - 1..]));
    if !after.is_empty() {
        tokens.push((SyntaxKind::Blank, after));
    }
}

#[cfg(test)]
mod tests {
    use super::SyntaxKind::*;
    use super::*;

    fn kinds(text: &str) -> Vec<(SyntaxKind, &str)> {
        let tokens = lex(text);
        assert_eq!(tokens.iter().map(|token| token.1).collect::<String>(), text);
        tokens.into_iter().filter(|token| token.0 != Blank).collect()
    }

    #[test]
    fn an_arrow_after_a_name_needs_no_blank() {
        assert_eq!(kinds("a->b"), [(Word, "a"), (Arrow, "->"), (Word, "b")]);
        assert_eq!(kinds("a-b~>c"), [(Word, "a-b"), (MessageArrow, "~>"), (Word, "c")]);
    }

    #[test]
    fn words_hold_dashes_dots_and_apostrophes_between_letters() {
        for word in ["jusqu'à", "jusqu’à", "intérêt-légitime", "2024-04-15", "9.2.a", "e\u{301}chelle", "T-005", "_a"] {
            assert_eq!(kinds(word), [(Word, word)]);
        }
        assert_eq!(kinds("a- b"), [(Word, "a"), (Unknown, "-"), (Word, "b")]);
    }

    #[test]
    fn no_break_blanks_are_blanks() {
        assert_eq!(kinds("a\u{A0}->\u{202F}b"), [(Word, "a"), (Arrow, "->"), (Word, "b")]);
    }

    #[test]
    fn three_kinds_of_quotes() {
        assert_eq!(kinds(r#""a \" b"«c "d"»“e”"#), [(Text, r#""a \" b""#), (Text, r#"«c "d"»"#), (Text, "“e”")]);
    }

    #[test]
    fn an_open_text_ends_with_its_line_and_leaves_the_brace() {
        assert_eq!(kinds("\"a\nb"), [(OpenText, "\"a"), (Newline, "\n"), (Word, "b")]);
        assert_eq!(kinds("\"a {\n"), [(OpenText, "\"a "), (OpenBrace, "{"), (Newline, "\n")]);
        assert_eq!(kinds("\"a\\"), [(OpenText, "\"a\\")]);
        assert_eq!(kinds("« a } \r\n"), [(OpenText, "« a "), (CloseBrace, "}"), (Newline, "\r\n")]);
    }

    #[test]
    fn runs_of_unknown_characters_are_one_token() {
        assert_eq!(kinds("a @§\u{0} b"), [(Word, "a"), (Unknown, "@§\u{0}"), (Word, "b")]);
    }
}
