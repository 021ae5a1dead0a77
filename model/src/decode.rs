//! From the bytes of a file to text: byte-order marks, UTF-8, UTF-16, and the encodings XML declares.

use crate::diagnostic::Text;
use crate::text;
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decoded bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without byte-order mark; lossy where `problem` says so.
    pub text: String,
    /// Whether it is worth reading: `false` for binary data.
    pub readable: bool,
    /// What was wrong with the bytes.
    pub problem: Option<Problem>,
}

/// What was wrong with the bytes of a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Byte offset in the decoded text.
    pub at: usize,
    /// What, and the way out.
    pub message: Text,
}

/// The text of a `.recens` file: UTF-8 or UTF-16, with or without mark.
pub fn text(bytes: &[u8]) -> Decoded {
    marked(bytes).unwrap_or_else(|| decode(bytes, UTF_8))
}

/// The text of an XML file: a byte-order mark decides, then the shape of the first bytes (UTF-16 without mark), then the
/// declaration's `encoding`, else UTF-8 (XML 1.0, appendix F).
pub fn xml(bytes: &[u8]) -> Decoded {
    if let Some(decoded) = marked(bytes) {
        return decoded;
    }
    let Some(label) = declared(bytes) else { return decode(bytes, UTF_8) };
    match Encoding::for_label(label.as_bytes()) {
        // A declaration that could be read byte by byte cannot be UTF-16: the file was re-encoded, its label was not.
        Some(found) if found == UTF_16LE || found == UTF_16BE => decode(bytes, UTF_8),
        // The web refuses some encodings by decoding them to nothing.
        Some(found) if found != REPLACEMENT => decode(bytes, found),
        _ => {
            let (text, _) = UTF_8.decode_without_bom_handling(bytes);
            let message = text!(
                "l'encodage déclaré « {label} » est inconnu : le fichier est lu en UTF-8 ; l'enregistrer en UTF-8",
                "the declared encoding “{label}” is unknown: the file is read as UTF-8; save it as UTF-8"
            );
            Decoded { text: text.into_owned(), readable: true, problem: Some(Problem { at: 0, message }) }
        }
    }
}

/// What the first bytes decide: a mark, UTF-16 without mark, or that this is no text. `None` leaves it open.
fn marked(bytes: &[u8]) -> Option<Decoded> {
    if let [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] = bytes {
        return Some(unreadable(text!(
            "ce fichier est en UTF-32, qui n'est pas lu ; l'enregistrer en UTF-8",
            "this file is in UTF-32, which is not read; save it as UTF-8"
        )));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decode(&bytes[mark..], encoding));
    }
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(decode(bytes, UTF_16LE)),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(decode(bytes, UTF_16BE)),
        // Text holds no NUL; what does is binary.
        _ if bytes[..bytes.len().min(4096)].contains(&0) => Some(unreadable(text!(
            "ce n'est pas un texte mais un fichier binaire ; donner un fichier .recens ou .bpmn en UTF-8",
            "this is no text but a binary file; give a .recens or .bpmn file in UTF-8"
        ))),
        _ => None,
    }
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let problem = failed.then(|| {
        let name = encoding.name();
        if encoding != UTF_8 {
            let message = text!(
                "des octets ne sont pas valables en {name} : ils sont lus « \u{FFFD} » ; enregistrer le fichier en UTF-8",
                "some bytes are not valid {name}: they are read as “\u{FFFD}”; save the file as UTF-8"
            );
            return Problem { at: text.find('\u{FFFD}').unwrap_or(0), message };
        }
        // Up to the first wrong byte the text is the bytes themselves.
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let byte = bytes.get(at).copied().unwrap_or_default();
        let (guess, _) = WINDOWS_1252.decode_without_bom_handling(bytes.get(at..=at).unwrap_or_default());
        let message = text!(
            "l'octet {byte:02X} n'est pas de l'UTF-8 (ce serait « {guess} » en windows-1252) : il est lu « \u{FFFD} » ; enregistrer le fichier en UTF-8",
            "the byte {byte:02X} is not UTF-8 (it would be “{guess}” in windows-1252): it is read as “\u{FFFD}”; save the file as UTF-8"
        );
        Problem { at, message }
    });
    Decoded { text: text.into_owned(), readable: true, problem }
}

fn unreadable(message: Text) -> Decoded {
    Decoded { text: String::new(), readable: false, problem: Some(Problem { at: 0, message }) }
}

/// The label of `<?xml … encoding="label"?>`, read byte by byte. White space before it is a mistake of XML, but no reason
/// to read the rest wrongly.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let head = bytes[start..bytes.len().min(start + 256)].strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration: String = head[..end].iter().map(|byte| char::from(*byte)).collect();
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    value[1..].split_once(quote).map(|(label, _)| label.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn marks_and_shapes_decide_before_declarations() {
        let text = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é’</a>";
        let marked = format!("\u{FEFF}{text}");
        let cases = [
            marked.clone().into_bytes(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ];
        for bytes in cases {
            for decoded in [xml(&bytes), super::text(&bytes)] {
                assert!(decoded.problem.is_none() && decoded.readable, "{:?}", decoded.problem);
                assert_eq!(decoded.text, text);
            }
        }
    }

    #[test]
    fn declared_encodings_are_followed() {
        let cases: [(&str, &[u8], &str); 5] = [
            ("ISO-8859-1", &[0xE9], "é"),
            ("windows-1252", &[0x92], "’"),
            ("GBK", &[0xD6, 0xD0], "中"),
            ("utf-8", "é".as_bytes(), "é"),
            ("UTF-16", "é".as_bytes(), "é"),
        ];
        for (label, bytes, character) in cases {
            for before in ["", " \n"] {
                let mut file = format!("{before}<?xml version=\"1.0\" encoding = '{label}' ?><a>").into_bytes();
                file.extend(bytes);
                let decoded = xml(&file);
                assert!(decoded.problem.is_none(), "{label}");
                assert!(decoded.text.ends_with(&format!("<a>{character}")), "{label}: {}", decoded.text);
            }
        }
    }

    #[test]
    fn unknown_encodings_are_told_and_read_as_utf_8() {
        for label in ["klingon", "iso-2022-kr"] {
            let decoded = xml(format!("<?xml version='1.0' encoding='{label}'?><é/>").as_bytes());
            assert!(decoded.problem.expect("a problem").message.get(Lang::Fr).contains(label));
            assert!(decoded.text.ends_with("<é/>"));
        }
    }

    #[test]
    fn wrong_bytes_are_told_at_their_place() {
        for decoded in [xml(b"<a>\xEF\xBF\xBD caf\xE9</a>"), text(b"<a>\xEF\xBF\xBD caf\xE9</a>")] {
            let problem = decoded.problem.expect("a problem");
            assert_eq!(&decoded.text[problem.at..], "\u{FFFD}</a>");
            assert!(problem.message.get(Lang::Fr).contains("E9") && problem.message.get(Lang::Fr).contains("« é »"));
        }
        let half = xml(&[0xFF, 0xFE, b'<', 0, 0x00, 0xD8]);
        assert_eq!((half.problem.expect("a problem").at, half.text.as_str()), (1, "<\u{FFFD}"));
    }

    #[test]
    fn binary_files_are_no_text() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0"[..], b"PK\x03\x04\0\0", b"\xFF\xFE\0\0<\0\0\0", b"\0\0\xFE\xFF\0\0\0<"] {
            assert!(!xml(bytes).readable && !text(bytes).readable);
        }
        for bytes in [&b""[..], b"a", b"\xFF\xFE"] {
            assert!(xml(bytes).readable && text(bytes).readable);
        }
    }
}
