//! Characters, names and references of XML 1.0.

use std::ops::Range;

/// White space of XML.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The length of the name without prefix that some bytes begin with, where it and the byte after it are ASCII.
pub(super) fn plain_name(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().position(|byte| !ASCII_NAME[usize::from(*byte)])?;
    let begins = bytes[0].is_ascii_alphabetic() || bytes[0] == b'_';
    (length > 0 && begins && bytes[length].is_ascii() && bytes[length] != b':').then_some(length)
}

/// Production \[2\] Char.
pub(super) fn is_char(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        c => c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'),
    }
}

/// Production \[4\] NameStartChar, without the colon.
fn starts_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Production \[4a\] NameChar, without the colon.
fn in_name(c: char) -> bool {
    starts_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Length in bytes of the name without colon that `text` begins with; 0 where there is none.
pub(super) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().position(|byte| !ASCII_NAME[usize::from(*byte)]).unwrap_or(bytes.len());
    match (bytes.first(), bytes.get(ascii)) {
        (Some(b'A'..=b'Z' | b'a'..=b'z' | b'_'), None | Some(0..=0x7F)) => ascii,
        _ => long_name_length(text),
    }
}

/// The bytes of ASCII that a name may hold.
const ASCII_NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(byte as u8, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.');
        byte += 1;
    }
    table
};

fn long_name_length(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if starts_name(first) => text.find(|c| !in_name(c)).unwrap_or(text.len()),
        _ => 0,
    }
}

/// A qualified name at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QName {
    /// Its length in bytes.
    pub length: usize,
    /// Length of the prefix; 0 without one.
    pub prefix: usize,
}

impl QName {
    /// Where the local name begins.
    pub fn local(self) -> usize {
        if self.prefix == 0 { 0 } else { self.prefix + 1 }
    }
}

/// The qualified name `text` begins with.
pub(super) fn qname(text: &str) -> Option<QName> {
    qname_in(text, 0..text.len())
}

/// The qualified name `text[at]` begins with.
pub(super) fn qname_in(text: &str, at: Range<usize>) -> Option<QName> {
    plain_qname(&text.as_bytes()[at.clone()]).or_else(|| any_qname(&text[at]))
}

/// The qualified name some bytes begin with, where it and the byte after it are ASCII, as nearly always.
fn plain_qname(bytes: &[u8]) -> Option<QName> {
    let (mut at, mut prefix) = (0, 0);
    loop {
        if !bytes.get(at)?.is_ascii_alphabetic() && bytes[at] != b'_' {
            return None;
        }
        while bytes.get(at).is_some_and(|byte| ASCII_NAME[usize::from(*byte)]) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b':') if prefix == 0 => (prefix, at) = (at, at + 1),
            Some(b':' | 0x80..) => return None,
            _ => return Some(QName { length: at, prefix }),
        }
    }
}

fn any_qname(text: &str) -> Option<QName> {
    let first = name_length(text);
    if first == 0 {
        return None;
    }
    let Some(rest) = text[first..].strip_prefix(':') else { return Some(QName { length: first, prefix: 0 }) };
    let second = name_length(rest);
    let length = first + 1 + second;
    (second > 0 && !text[length..].starts_with(':')).then_some(QName { length, prefix: first })
}

/// What a `&…;` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// A character, by number or by one of the five names.
    Char(char),
    /// An entity XML does not define.
    Unknown,
    /// No reference at all: a lone `&`, or a character that XML does not allow.
    Malformed,
}

/// The reference `text` begins with (it begins with `&`) and its length in bytes.
pub(super) fn reference(text: &str) -> (Reference, usize) {
    let after = &text[1..];
    if let Some(number) = after.strip_prefix('#') {
        let (digits, radix, skipped) = match number.strip_prefix('x') {
            Some(hexadecimal) => (hexadecimal, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let value = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32).filter(|c| is_char(*c));
        return match value {
            Some(c) if digits[length..].starts_with(';') => (Reference::Char(c), skipped + length + 1),
            _ => (Reference::Malformed, skipped + length),
        };
    }
    let length = name_length(after);
    if length == 0 || !after[length..].starts_with(';') {
        return (Reference::Malformed, 1 + length);
    }
    let found = match &after[..length] {
        "amp" => Reference::Char('&'),
        "lt" => Reference::Char('<'),
        "gt" => Reference::Char('>'),
        "quot" => Reference::Char('"'),
        "apos" => Reference::Char('\''),
        _ => Reference::Unknown,
    };
    (found, length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_at_most_one_colon_between_two_parts() {
        assert_eq!(qname("a:b c"), Some(QName { length: 3, prefix: 1 }));
        assert_eq!(qname("été="), Some(QName { length: 5, prefix: 0 }));
        assert_eq!(qname("a:é/"), Some(QName { length: 4, prefix: 1 }));
        for bad in ["", ":a", "a:", "1a", "a:b:c", "-a", "é:1"] {
            assert_eq!(qname(bad), None, "{bad}");
        }
        for name in ["a", "_1.b-c d", "bpmn:task>", "a:", "a:b:c", "x:1", "a\u{B7}", "1a", ""] {
            assert_eq!(qname(name), any_qname(name), "{name}");
        }
    }

    #[test]
    fn references_are_characters_or_nothing() {
        assert_eq!(reference("&amp;x"), (Reference::Char('&'), 5));
        assert_eq!(reference("&#xE9;"), (Reference::Char('é'), 6));
        assert_eq!(reference("&#10;"), (Reference::Char('\n'), 5));
        assert_eq!(reference("&nbsp;").0, Reference::Unknown);
        for bad in ["& ", "&", "&#0;", "&#xFFFE;", "&#;", "&a", "&#X41;", "&#99999999999;"] {
            assert_eq!(reference(bad).0, Reference::Malformed, "{bad}");
        }
    }
}
