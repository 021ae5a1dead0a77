//! Character by character through the bytes of a text.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A place in bytes, and the place in their text it stands for.
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    kind: Kind,
    /// How many bytes were read.
    read: usize,
    /// How many bytes of text that gave.
    written: usize,
}

enum Kind {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
    /// Others keep a state; `None` once the end was read.
    Other(Option<Decoder>),
}

impl<'a> Walk<'a> {
    /// At the beginning of `bytes`, which hold no mark.
    pub fn new(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        let kind = match encoding {
            _ if encoding == UTF_8 => Kind::Utf8,
            _ if encoding == UTF_16LE => Kind::Utf16(u16::from_le_bytes),
            _ if encoding == UTF_16BE => Kind::Utf16(u16::from_be_bytes),
            _ => Kind::Other(Some(encoding.new_decoder_without_bom_handling())),
        };
        Self { bytes, kind, read: 0, written: 0 }
    }

    /// Goes on to the place `at` of the text; `None` where no character begins or ends there, or it is behind.
    pub fn to(&mut self, at: usize) -> Option<usize> {
        while self.written < at {
            self.step()?;
        }
        // ISO-2022-JP goes back to ASCII by an escape, which belongs to what was before; no other encoding has any.
        while matches!(self.kind, Kind::Other(_)) && self.written == at && self.bytes.get(self.read) == Some(&0x1B) {
            (0..3).try_for_each(|_| self.step())?;
        }
        (self.written == at).then_some(self.read)
    }

    fn step(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.read..).filter(|rest| !rest.is_empty())?;
        let (read, written) = match &mut self.kind {
            Kind::Utf8 => match character(rest) {
                Some(found) => (found.len(), found.len()),
                None => (1, guess(rest[0]).len_utf8()),
            },
            Kind::Utf16(unit) => {
                let mut units = rest.chunks_exact(2).take(2).map(|pair| unit([pair[0], pair[1]]));
                match units.next().map(|first| char::decode_utf16(std::iter::once(first).chain(units)).next()) {
                    Some(Some(Ok(found))) => (2 * found.len_utf16(), found.len_utf8()),
                    // Half a pair, or half a unit at the end, gives one replacement character.
                    Some(_) => (2, char::REPLACEMENT_CHARACTER.len_utf8()),
                    None => (rest.len(), char::REPLACEMENT_CHARACTER.len_utf8()),
                }
            }
            Kind::Other(decoder) => {
                let last = rest.len() == 1;
                let (result, read, written, _) = decoder.as_mut()?.decode_to_utf8(&rest[..1], &mut [0; 32], last);
                if last {
                    *decoder = None;
                }
                debug_assert_eq!((result, read), (CoderResult::InputEmpty, 1));
                (read, written)
            }
        };
        self.read += read;
        self.written += written;
        Some(())
    }
}

/// The text of bytes that are not all UTF-8, and how many are not: each of these is read as windows-1252.
pub(super) fn mended(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut wrong = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| guess(*byte)));
        wrong += chunk.invalid().len();
    }
    (text, wrong)
}

/// The character that `bytes` begin with in UTF-8.
fn character(bytes: &[u8]) -> Option<&str> {
    let width = match bytes[0] {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    };
    std::str::from_utf8(bytes.get(..width)?).ok()
}

/// What a byte would be in windows-1252, which has a character for each.
fn guess(byte: u8) -> char {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}
