//! From the bytes of a file to text: byte-order marks, UTF-8, UTF-16, and the encodings XML declares; and from places in
//! the text back to the bytes.

mod walk;

use crate::diagnostic::{Diagnostic, Text, reading};
use crate::source::{FileId, Span};
use crate::text;
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Decoded bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without byte-order mark; bytes that are not UTF-8 are read as windows-1252, those of other encodings as U+FFFD.
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

impl Problem {
    /// The finding, in the file with these bytes.
    pub fn told(self, file: FileId) -> Diagnostic {
        Diagnostic::reading(&reading::ENCODING, Span::new(file, self.at, self.at), self.message)
    }
}

/// How a file is written.
struct Form {
    encoding: &'static Encoding,
    /// The length of its byte-order mark.
    mark: usize,
}

/// The text of a `.recens` file: UTF-8 or UTF-16, with or without mark.
pub fn text<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Decoded {
    let bytes = bytes.into();
    match marked(&bytes) {
        Ok(form) => decode(bytes, &form.unwrap_or(Form { encoding: UTF_8, mark: 0 })),
        Err(why) => unreadable(why),
    }
}

/// The text of an XML file: a byte-order mark decides, then the shape of the first bytes (UTF-16 without mark), then the
/// declaration's `encoding`, else UTF-8 (XML 1.0, appendix F).
pub fn xml<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Decoded {
    let bytes = bytes.into();
    let (form, unknown) = match form(&bytes) {
        Ok(found) => found,
        Err(why) => return unreadable(why),
    };
    let mut decoded = decode(bytes, &form);
    if let Some(label) = unknown {
        let message = text!(
            "l'encodage déclaré « {label} » est inconnu : le fichier est lu en UTF-8 ; l'enregistrer en UTF-8",
            "the declared encoding “{label}” is unknown: the file is read as UTF-8; save it as UTF-8"
        );
        decoded.problem = Some(Problem { at: 0, message });
    }
    decoded
}

/// Where the places `ats` of an XML file's text, in ascending order, stand in its bytes; `None` where that text is not the
/// text of these bytes.
pub(crate) fn places(bytes: &[u8], ats: impl IntoIterator<Item = usize>) -> Option<Vec<usize>> {
    let (form, _) = form(bytes).ok()?;
    let mut walk = walk::Walk::new(&bytes[form.mark..], form.encoding);
    ats.into_iter().map(|at| walk.to(at).map(|found| form.mark + found)).collect()
}

/// `text` as it is written into the XML file `bytes`; characters that its encoding lacks become references.
pub(crate) fn written_into(bytes: &[u8], text: &str) -> Vec<u8> {
    let encoding = form(bytes).map_or(UTF_8, |(form, _)| form.encoding);
    if encoding == UTF_16LE {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else if encoding == UTF_8 && std::str::from_utf8(bytes).is_err() {
        // The bytes its own names are made of, so that both stay the same name whoever reads them, and however.
        WINDOWS_1252.encode(text).0.into_owned()
    } else {
        encoding.encode(text).0.into_owned()
    }
}

/// How an XML file is written, and the encoding it declares where nobody knows that one.
fn form(bytes: &[u8]) -> Result<(Form, Option<String>), Text> {
    if let Some(form) = marked(bytes)? {
        return Ok((form, None));
    }
    let with = |encoding, unknown| Ok((Form { encoding, mark: 0 }, unknown));
    let Some(label) = declared(bytes) else { return with(UTF_8, None) };
    match Encoding::for_label(label.as_bytes()) {
        // A declaration that could be read byte by byte cannot be UTF-16: the file was re-encoded, its label was not.
        Some(found) if found == UTF_16LE || found == UTF_16BE => with(UTF_8, None),
        // The web refuses some encodings by decoding them to nothing.
        Some(found) if found != REPLACEMENT => with(found, None),
        _ => with(UTF_8, Some(label)),
    }
}

/// What the first bytes decide: a mark, UTF-16 without mark, or that this is no text. `None` leaves it open.
fn marked(bytes: &[u8]) -> Result<Option<Form>, Text> {
    if let [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] = bytes {
        return Err(text!(
            "ce fichier est en UTF-32, qui n'est pas lu ; l'enregistrer en UTF-8",
            "this file is in UTF-32, which is not read; save it as UTF-8"
        ));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(Some(Form { encoding, mark }));
    }
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Ok(Some(Form { encoding: UTF_16LE, mark: 0 })),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Ok(Some(Form { encoding: UTF_16BE, mark: 0 })),
        // Text holds no NUL; what does is binary.
        _ if memchr::memchr(0, &bytes[..bytes.len().min(4096)]).is_some() => Err(text!(
            "ce n'est pas un texte mais un fichier binaire ; donner un fichier .recens ou .bpmn en UTF-8",
            "this is no text but a binary file; give a .recens or .bpmn file in UTF-8"
        )),
        _ => Ok(None),
    }
}

fn decode(bytes: Cow<'_, [u8]>, form: &Form) -> Decoded {
    let with = |text: String, problem| Decoded { text, readable: true, problem };
    let bytes = match bytes {
        // What is the text already is not copied: a file may be long.
        Cow::Owned(bytes) if form.encoding == UTF_8 && form.mark == 0 => match String::from_utf8(bytes) {
            Ok(text) => return with(text, None),
            Err(error) => Cow::Owned(error.into_bytes()),
        },
        bytes => bytes,
    };
    let (bytes, encoding) = (&bytes[form.mark..], form.encoding);
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => with(text.to_owned(), None),
            Err(error) => {
                let (text, wrong) = walk::mended(bytes);
                with(text, Some(mended(bytes, error.valid_up_to(), wrong)))
            }
        };
    }
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let problem = failed.then(|| {
        let name = encoding.name();
        let message = text!(
            "des octets ne sont pas valables en {name} : ils sont lus « \u{FFFD} » ; enregistrer le fichier en UTF-8",
            "some bytes are not valid {name}: they are read as “\u{FFFD}”; save the file as UTF-8"
        );
        Problem { at: text.find('\u{FFFD}').unwrap_or(0), message }
    });
    with(text.into_owned(), problem)
}

/// What is said of `wrong` bytes that are not UTF-8, the first at `at`, and were read as windows-1252.
fn mended(bytes: &[u8], at: usize, wrong: usize) -> Problem {
    let byte = bytes[at];
    let (guess, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[at..=at]);
    let (fr, en) = match wrong - 1 {
        0 => (String::new(), String::new()),
        1 => (", un autre de même".to_owned(), ", another one likewise".to_owned()),
        more => (format!(", {more} autres de même"), format!(", {more} others likewise")),
    };
    let message = text!(
        "l'octet {byte:02X} n'est pas de l'UTF-8 : il est lu « {guess} » (windows-1252){fr} ; enregistrer le fichier en UTF-8",
        "the byte {byte:02X} is not UTF-8: it is read as “{guess}” (windows-1252){en}; save the file as UTF-8"
    );
    Problem { at, message }
}

fn unreadable(message: Text) -> Decoded {
    Decoded { text: String::new(), readable: false, problem: Some(Problem { at: 0, message }) }
}

/// The label of `<?xml … encoding="label"?>`, read byte by byte. White space before it is a mistake of XML, but no reason
/// to read the rest wrongly.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let head = bytes[start..bytes.len().min(start + 256)].strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let after = memchr::memmem::find(&head[..end], b"encoding")? + "encoding".len();
    let value = head[after..end].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = value.first().copied().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let label = value[1..].split(|byte| *byte == quote).next().filter(|label| label.len() + 1 < value.len())?;
    Some(label.trim_ascii().iter().map(|byte| char::from(*byte)).collect())
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
            assert_eq!(&decoded.text[problem.at..], "é</a>");
            assert!(problem.message.get(Lang::Fr).contains("E9") && problem.message.get(Lang::Fr).contains("« é »"));
        }
        let half = xml(&[0xFF, 0xFE, b'<', 0, 0x00, 0xD8]);
        assert_eq!((half.problem.expect("a problem").at, half.text.as_str()), (1, "<\u{FFFD}"));
    }

    #[test]
    fn places_in_the_text_are_found_in_the_bytes() {
        let declared = |label: &str, rest: &[u8]| [format!("<?xml version='1.0' encoding='{label}'?>").as_bytes(), rest].concat();
        let cases = [
            "<é>’𝄞</é>".as_bytes().to_vec(),
            "\u{FEFF}<é>’𝄞</é>".as_bytes().to_vec(),
            b"<\xE9>\xC3\xA9 \xE2\x82 \xF0\x9D</\xE9>\xC3".to_vec(),
            utf16("\u{FEFF}<é>’𝄞</é>", u16::to_be_bytes),
            utf16("<a>’𝄞</a>", u16::to_le_bytes),
            [utf16("\u{FEFF}<a>", u16::to_le_bytes), vec![0x34, 0xD8, b'a', 0]].concat(),
            declared("ISO-8859-1", b"<\xE9>"),
            declared("GBK", b"<a>\xD6\xD0</a>\xFF<b/>"),
            declared("shift_jis", b"<a>\x82\xA0\xB1</a>"),
            declared("iso-2022-jp", b"<a>\x1B$B$\"\x1B(B</a>"),
        ];
        for bytes in cases {
            let decoded = xml(&bytes).text;
            // Not before the declaration, which is first or none.
            let tags = decoded.match_indices('<').map(|(at, _)| at).filter(|at| !decoded[*at..].starts_with("<?"));
            let ats: Vec<usize> = tags.chain([decoded.len()]).collect();
            let found = places(&bytes, ats.clone()).expect("they are there");
            for (at, place) in ats.iter().zip(&found) {
                let put = [&bytes[..*place], &written_into(&bytes, "<ü…/>"), &bytes[*place..]].concat();
                let expected = format!("{}<ü…/>{}", &decoded[..*at], &decoded[*at..]);
                let read = xml(&put).text.replace("&#252;", "ü").replace("&#8230;", "…");
                assert_eq!(read, expected, "{bytes:X?}");
            }
            assert_eq!(places(&bytes, [decoded.len() + 1]), None);
        }
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
