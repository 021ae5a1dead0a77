//! Where things stand in what the user wrote: files, byte spans, and the line index used only at the edge.

pub mod imports;

use serde::Serialize;
use std::sync::OnceLock;

/// A file of the run, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(pub u32);

/// A range of bytes of one file's decoded text: `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `file` from byte `start` to byte `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The smallest span that holds both; `self`'s file where they differ.
    pub fn join(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span just after this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One text that was read: its display name and its content, decoded to UTF-8.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown to the user: a path relative to the working directory, or `-`.
    pub name: String,
    /// The decoded text, without byte-order mark.
    pub text: String,
    /// Where its lines and characters stand, counted when a place is first asked for.
    index: OnceLock<Lines>,
}

/// The line index of a text.
#[derive(Clone, Debug)]
struct Lines {
    /// Byte offset of the start of each line.
    starts: Vec<u32>,
    /// How many characters come before each block of [`BLOCK`] bytes: a line may be the whole file.
    blocks: Vec<u32>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

impl Source {
    /// A source. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), index: OnceLock::new() }
    }

    fn index(&self) -> &Lines {
        self.index.get_or_init(|| Lines::of(self.text.as_bytes()))
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.floor(offset);
        let lines = &self.index().starts;
        let line = lines.partition_point(|start| *start <= offset) - 1;
        let column = self.characters(offset) - self.characters(lines[line]) + 1;
        Position { line: line + 1, column: column as usize }
    }

    /// How many characters stand before a byte offset that is a character boundary.
    fn characters(&self, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let blocks = &self.index().blocks;
        let before = blocks.get(block).copied();
        // Just past the last block when the text fills it.
        let (block, before) =
            before.map_or_else(|| (block.saturating_sub(1), blocks.last().copied().unwrap_or(0)), |before| (block, before));
        before + starts(&self.text.as_bytes()[block * BLOCK..offset as usize])
    }

    /// Byte range of a line (from 1), its ending not included; `None` past the last.
    pub fn line(&self, number: usize) -> Option<std::ops::Range<usize>> {
        let lines = &self.index().starts;
        let start = *lines.get(number.checked_sub(1)?)? as usize;
        let end = lines.get(number).map_or(self.text.len(), |next| *next as usize);
        let trimmed = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Some(start..start + trimmed)
    }

    /// The nearest character boundary at or before `offset`.
    fn floor(&self, offset: u32) -> u32 {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

impl Lines {
    fn of(bytes: &[u8]) -> Self {
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                lines.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        let (mut blocks, mut characters) = (Vec::with_capacity(bytes.len() / BLOCK + 1), 0);
        for block in bytes.chunks(BLOCK) {
            blocks.push(characters);
            characters += starts(block);
        }
        Self { starts: lines, blocks }
    }
}

/// How many characters begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()).unwrap_or(u32::MAX)
}

/// Line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The texts of one run: the input first, then what it imports.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its place.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text of a file of this run.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// All texts in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// What stands at a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.range()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_a_count_from_the_start_of_the_line() {
        let text = "é😀a\r\n\rligne\n".repeat(700) + "fin";
        let source = Source::new("t", text.clone());
        for (at, _) in text.char_indices().step_by(37).chain([(text.len(), 'x')]) {
            let before = &text[..at];
            let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let inside_ending = before.ends_with('\r') && text[at..].starts_with('\n');
            if !inside_ending {
                assert_eq!(source.position(at as u32).column, text[start..at].chars().count() + 1, "at {at}");
            }
        }
        assert_eq!(source.position(text.len() as u32), Position { line: 2101, column: 4 });
    }

    #[test]
    fn a_place_beyond_the_text_or_inside_a_character_is_the_nearest_before() {
        let source = Source::new("t", "aé");
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(99), Position { line: 1, column: 3 });
        assert_eq!(Source::new("t", "").position(0), Position { line: 1, column: 1 });
    }
}
