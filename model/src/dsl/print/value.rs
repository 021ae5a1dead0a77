//! Values as the language writes them: quoted texts, words that need no quotes, retentions.

use crate::diagnostic::Lang;
use crate::dsl::keywords::Keyword as K;
use crate::dsl::lex::lex;
use crate::dsl::syntax::SyntaxKind;
use crate::process::vocabulary::Words;
use crate::process::{Fate, Retention, RetentionLimit};

/// A text between quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let text = text.replace("\r\n", "\n");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if c.is_control() => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value that needs no quotes where it is one word and no keyword: a reference, the name of a rule.
pub(super) fn bare(text: &str) -> String {
    if is_word(text) && K::forms(text).is_empty() { text.to_owned() } else { quoted(text) }
}

/// Whether a text is one word of the language.
pub(super) fn is_word(text: &str) -> bool {
    matches!(lex(text)[..], [(SyntaxKind::Word, word)] if word == text)
}

/// `durée 6 mois après "l'appel" puis effacement`.
pub(super) fn retention(retention: &Retention, lang: Lang) -> String {
    let word = |keyword: K| keyword.word(lang);
    let mut out = word(K::Retention).to_owned();
    let mut add = |text: &str| {
        out.push(' ');
        out.push_str(text);
    };
    match &retention.limit {
        RetentionLimit::Duration(duration) => add(&duration.text(lang)),
        RetentionLimit::Until(text) => {
            add(word(K::Until));
            add(&quoted(text));
        }
    }
    if let Some(after) = &retention.after {
        add(word(K::After));
        add(&quoted(&after.value));
    }
    if let Some(archive) = &retention.archive {
        add(word(K::Then));
        add(word(K::Archive));
        if let Some(duration) = archive.duration {
            add(&duration.text(lang));
        }
        if let Some(under) = &archive.under {
            add(word(K::Under));
            add(&quoted(&under.value));
        }
    }
    if let Some(fate) = &retention.fate {
        add(word(K::Then));
        add(Fate::word(fate.value, lang));
    }
    out
}
