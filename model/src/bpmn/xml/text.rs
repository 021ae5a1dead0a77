//! Text with its references and line ends decoded, and the way back from its bytes to the source's.

use super::chars::{Reference, reference};
use std::borrow::Cow;
use std::ops::Range;

/// What a piece of the source is, which decides how it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bpmn) enum Kind {
    /// Text between tags.
    Text,
    /// A `CDATA` section's inside.
    CData,
    /// An attribute's value, without its quotes.
    Attribute,
}

/// Decoded text that remembers where each of its bytes comes from.
#[derive(Clone, Debug, Default)]
pub(in crate::bpmn) struct Mapped {
    /// The text.
    pub value: String,
    /// Runs in order; a run ends where the next begins.
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in the decoded text.
    at: usize,
    /// Where it begins in the source.
    from: usize,
    /// How many bytes of the source it is.
    length: usize,
    /// Byte for byte the source's, white space aside.
    exact: bool,
}

impl Mapped {
    /// Adds a piece of the source that begins at byte `from`.
    pub fn push(&mut self, raw: &str, from: usize, kind: Kind) {
        decode(raw, kind, |decoded, at, exact| self.run(decoded, from + at.start, at.len(), exact));
    }

    fn run(&mut self, decoded: &str, from: usize, length: usize, exact: bool) {
        if decoded.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.exact && exact && last.from + last.length == from => last.length += length,
            _ => self.runs.push(Run { at: self.value.len(), from, length, exact }),
        }
        self.value.push_str(decoded);
    }

    /// Where a range of the decoded text stands in the source, and whether byte for byte.
    pub fn source(&self, range: Range<usize>) -> (Range<usize>, bool) {
        let (Some(first), Some(last)) = (self.run_at(range.start), self.run_at(range.end.max(range.start + 1) - 1)) else {
            return (0..0, false);
        };
        let start = if first.exact { first.from + (range.start - first.at).min(first.length) } else { first.from };
        let end = if last.exact { last.from + (range.end - last.at).min(last.length) } else { last.from + last.length };
        (start..end.max(start), first.from == last.from && first.exact)
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        self.runs[..self.runs.partition_point(|run| run.at <= at)].last()
    }
}

/// A piece of the source decoded, where nobody asks for the way back.
pub(in crate::bpmn) fn decoded(raw: &str, kind: Kind) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| is_written_otherwise(byte, kind)) {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    decode(raw, kind, |decoded, _, _| value.push_str(decoded));
    Cow::Owned(value)
}

/// Whether a byte may stand for another text than itself.
fn is_written_otherwise(byte: u8, kind: Kind) -> bool {
    match kind {
        Kind::Text => byte == b'&' || byte == b'\r',
        Kind::CData => byte == b'\r',
        Kind::Attribute => matches!(byte, b'&' | b'\r' | b'\n' | b'\t'),
    }
}

/// Hands out a piece of the source in decoded runs, each with the bytes it is and whether it is those.
fn decode(raw: &str, kind: Kind, mut run: impl FnMut(&str, Range<usize>, bool)) {
    let bytes = raw.as_bytes();
    let (mut at, mut copied) = (0, 0);
    while let Some(ahead) = bytes[at..].iter().position(|byte| is_written_otherwise(*byte, kind)) {
        at += ahead;
        let (decoded, length) = match bytes[at] {
            b'&' => match reference(&raw[at..]) {
                (Reference::Char(c), length) => (c, length),
                _ => {
                    at += 1;
                    continue;
                }
            },
            b'\r' => {
                let decoded = if kind == Kind::Attribute { ' ' } else { '\n' };
                (decoded, if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 })
            }
            _ => (' ', 1),
        };
        run(&raw[copied..at], copied..at, true);
        run(decoded.encode_utf8(&mut [0; 4]), at..at + length, length == 1);
        at += length;
        copied = at;
    }
    run(&raw[copied..], copied..raw.len(), true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_exact_between_references() {
        let raw = "un\r\ndeux&#10;trois &amp; quatre";
        let mut mapped = Mapped::default();
        mapped.push(raw, 100, Kind::Text);
        assert_eq!(mapped.value, "un\ndeux\ntrois & quatre");
        for (word, exact) in [("un", true), ("deux", true), ("trois", true), ("trois & quatre", false)] {
            let at = mapped.value.find(word).unwrap();
            let (range, found) = mapped.source(at..at + word.len());
            assert_eq!(found, exact, "{word}");
            let source = &raw[range.start - 100..range.end - 100];
            assert_eq!(decoded(source, Kind::Text), word);
        }
    }

    #[test]
    fn attributes_have_spaces_for_line_ends() {
        assert_eq!(decoded("a\n\tb\r\nc&#10;d", Kind::Attribute), "a  b c\nd");
        assert_eq!(decoded("a&unknown;b", Kind::Attribute), "a&unknown;b");
        assert_eq!(decoded("a&amp;b", Kind::CData), "a&amp;b");
    }
}
