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
    /// At least one, also of an empty text; counted when a place is first asked for.
    blocks: OnceLock<Vec<Before>>,
}

/// What stands before a block of [`BLOCK`] bytes: most texts are asked for a handful of places, and a line may be the whole file.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// How many line ends.
    lines: u32,
    /// How many characters.
    characters: u32,
    /// Where the line begins in which the block begins.
    line: u32,
}

/// Bytes between two counts.
const BLOCK: usize = 1024;

impl Source {
    /// A source. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), blocks: OnceLock::new() }
    }

    fn blocks(&self) -> &[Before] {
        self.blocks.get_or_init(|| blocks(self.text.as_bytes()))
    }

    /// The block of a byte offset: where it begins, and what stands before it. The text's end belongs to the last.
    fn block(&self, offset: usize) -> (usize, Before) {
        let blocks = self.blocks();
        let at = (offset / BLOCK).min(blocks.len() - 1);
        (at * BLOCK, blocks[at])
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn position(&self, offset: u32) -> Position {
        let (offset, bytes) = (self.floor(offset), self.text.as_bytes());
        let (first, before) = self.block(offset);
        let line = 1 + before.lines as usize + ends(bytes, first..offset);
        // The carriage return of a pair that the offset parts ends no line yet.
        let whole = if offset > first && bytes[offset - 1] == b'\r' && bytes.get(offset) == Some(&b'\n') { offset - 1 } else { offset };
        let start = memchr::memrchr2(b'\n', b'\r', &bytes[first..whole]).map_or(before.line as usize, |end| first + end + 1);
        Position { line, column: self.characters(offset) - self.characters(start) + 1 }
    }

    /// How many characters stand before a byte offset that is a character boundary.
    fn characters(&self, offset: usize) -> usize {
        let (first, before) = self.block(offset);
        before.characters as usize + bytecount::num_chars(&self.text.as_bytes()[first..offset])
    }

    /// Byte range of a line (from 1), its ending not included; `None` past the last.
    pub fn line(&self, number: usize) -> Option<std::ops::Range<usize>> {
        let start = match number.checked_sub(1)? {
            0 => 0,
            before => self.after_line(before)?,
        };
        let end = self.after_line(number).unwrap_or(self.text.len());
        let trimmed = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Some(start..start + trimmed)
    }

    /// Where the line after `number` (from 1) begins; `None` where there is none.
    fn after_line(&self, number: usize) -> Option<usize> {
        let (blocks, bytes) = (self.blocks(), self.text.as_bytes());
        let block = blocks.partition_point(|before| (before.lines as usize) < number).checked_sub(1)?;
        let first = block * BLOCK;
        let mut ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[first..bytes.len().min(first + BLOCK)])
            .map(|end| first + end)
            .filter(|end| is_end(bytes, *end));
        ends.nth(number - blocks[block].lines as usize - 1).map(|end| end + 1)
    }

    /// The nearest character boundary at or before `offset`.
    fn floor(&self, offset: u32) -> usize {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// What stands before each block.
fn blocks(bytes: &[u8]) -> Vec<Before> {
    let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 1);
    let mut before = Before::default();
    for first in (0..bytes.len().max(1)).step_by(BLOCK) {
        blocks.push(before);
        let end = bytes.len().min(first + BLOCK);
        let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        before.lines += counted(ends(bytes, first..end));
        before.characters += counted(bytecount::num_chars(&bytes[first..end]));
        let last = memchr::memrchr2_iter(b'\n', b'\r', &bytes[first..end]).find(|end| is_end(bytes, first + end));
        before.line = last.map_or(before.line, |end| counted(first + end + 1));
    }
    blocks
}

/// Whether a `\n` or `\r` is the last byte of its line ending.
fn is_end(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')
}

/// How many line ends have their last byte in a part of a text.
fn ends(bytes: &[u8], part: std::ops::Range<usize>) -> usize {
    let block = &bytes[part.clone()];
    let feeds = bytecount::count(block, b'\n');
    match memchr::memchr(b'\r', block) {
        None => feeds,
        Some(first) => feeds + memchr::memchr_iter(b'\r', &block[first..]).filter(|at| is_end(bytes, part.start + first + at)).count(),
    }
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
    fn positions_and_lines_are_those_of_a_plain_count() {
        let long = "x".repeat(3 * BLOCK - 7);
        for text in
            ["é😀a\r\n\rligne\n".repeat(700) + "fin", long.clone() + "é\r\n" + &long + "\r" + &long + "\n", "\r\n".repeat(2 * BLOCK)]
        {
            let source = Source::new("t", text.clone());
            let bytes = text.as_bytes();
            let after = (0..bytes.len()).filter(|at| matches!(bytes[*at], b'\n' | b'\r') && is_end(bytes, *at)).map(|at| at + 1);
            let starts: Vec<usize> = std::iter::once(0).chain(after).collect();
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let line = starts.partition_point(|start| *start <= at);
                let column = text[starts[line - 1]..at].chars().count() + 1;
                assert_eq!(source.position(at as u32), Position { line, column }, "at {at}");
            }
            for (number, start) in starts.iter().enumerate() {
                let line = text[*start..].split(['\n', '\r']).next().unwrap_or_default();
                assert_eq!(source.line(number + 1), Some(*start..start + line.len()), "line {number}");
            }
            assert_eq!((source.line(0), source.line(starts.len() + 1)), (None, None));
        }
    }

    #[test]
    fn a_place_beyond_the_text_or_inside_a_character_is_the_nearest_before() {
        let source = Source::new("t", "aé");
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(99), Position { line: 1, column: 3 });
        assert_eq!(Source::new("t", "").position(0), Position { line: 1, column: 1 });
    }
}
