//! The encoding a document is in, told by writing its text back and comparing.

use encoding_rs::{Encoding as Table, UTF_8, UTF_16BE, UTF_16LE};

/// How a text becomes the bytes of its file.
pub(super) enum Encoding {
    /// UTF-8, with or without mark.
    Utf8 { mark: bool },
    /// UTF-16, little or big end first, with or without mark.
    Utf16 { little: bool, mark: bool },
    /// Another one the document declares.
    Other(&'static Table),
}

impl Encoding {
    /// The encoding in which `text` is `bytes`; `None` where there is none: some bytes were wrong.
    pub fn of(bytes: &[u8], text: &str) -> Option<Self> {
        let candidates = [
            Encoding::Utf8 { mark: false },
            Encoding::Utf8 { mark: true },
            Encoding::Utf16 { little: true, mark: true },
            Encoding::Utf16 { little: true, mark: false },
            Encoding::Utf16 { little: false, mark: true },
            Encoding::Utf16 { little: false, mark: false },
        ];
        let declared = declared(text).into_iter().map(Encoding::Other);
        candidates.into_iter().chain(declared).find(|encoding| encoding.encode(text).is_some_and(|encoded| encoded == bytes))
    }

    /// `text` as bytes; `None` where the encoding lacks a character of it.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        match self {
            Encoding::Utf8 { mark } => Some([if *mark { &b"\xEF\xBB\xBF"[..] } else { &[] }, text.as_bytes()].concat()),
            Encoding::Utf16 { little, mark } => {
                let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
                Some(units.flat_map(|unit| if *little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect())
            }
            Encoding::Other(table) => {
                let (bytes, _, unmappable) = table.encode(text);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }
}

/// The encoding that the XML declaration names.
fn declared(text: &str) -> Option<&'static Table> {
    let declaration = text.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split_once(quote)?.0;
    Table::for_label(label.trim().as_bytes()).filter(|table| ![UTF_8, UTF_16LE, UTF_16BE].contains(table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_can_be_written_again() {
        let text = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>é’</a>";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        let utf16: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [latin.into_owned(), text.as_bytes().to_vec(), format!("\u{FEFF}{text}").into_bytes(), utf16] {
            let encoding = Encoding::of(&bytes, text).expect("one fits");
            assert_eq!(encoding.encode(text), Some(bytes));
        }
        assert!(Encoding::of(b"<a>\xE9</a>", "<a>\u{FFFD}</a>").is_none());
    }
}
