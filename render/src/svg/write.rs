//! Numbers, texts and identifiers as XML wants them, whatever a label holds.

use std::fmt::Write;

/// A number with at most two decimals, no trailing zeros and no -0; what is not a number is 0.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `text` as the content of an element.
pub fn text(text: &str) -> String {
    escape(text, false)
}

/// `text` as the value of an attribute between double quotes.
pub fn attribute(text: &str) -> String {
    escape(text, true)
}

/// Characters XML 1.0 does not allow become U+FFFD, so that nothing vanishes unseen.
fn escape(text: &str, quotes: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quotes => out.push_str("&quot;"),
            '\t' | '\n' | '\r' if quotes => _ = write!(out, "&#{};", c as u32),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// An XML identifier from any text; different texts give different identifiers.
pub fn identifier(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let kept = c.is_ascii_alphabetic() || c == '_' || (at > 0 && (c.is_ascii_digit() || c == '-' || c == '.'));
        if kept {
            out.push(c);
        } else {
            _ = write!(out, "_x{:x}_", c as u32);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, want) in [(1.0, "1"), (0.1 + 0.2, "0.3"), (-0.001, "0"), (1.005, "1"), (100.0, "100"), (f64::NAN, "0"), (-2.5, "-2.5")]
        {
            assert_eq!(number(value), want);
        }
    }

    #[test]
    fn markup_is_only_text() {
        assert_eq!(text("<script>]]>&\"\u{1}"), "&lt;script&gt;]]&gt;&amp;\"\u{FFFD}");
        assert_eq!(attribute("a\"\nb"), "a&quot;&#10;b");
        assert_eq!(identifier("1é b-2"), "_x31__xe9__x20_b-2");
    }
}
