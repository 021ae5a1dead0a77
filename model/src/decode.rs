//! From the bytes of a file to text: byte-order marks, UTF-8, UTF-16, and the encodings XML declares.

use crate::diagnostic::Text;
use crate::text;

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

/// The text of a `.recens` file: UTF-8 with or without mark, or UTF-16 with its mark.
pub fn text(bytes: &[u8]) -> Decoded {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, failed) = encoding.decode_with_bom_removal(bytes);
        return checked(text.into_owned(), failed, encoding.name());
    }
    if binary(bytes) {
        return not_text();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => checked(text.to_owned(), false, "UTF-8"),
        Err(_) => {
            let (text, _) = encoding_rs::UTF_8.decode_without_bom_handling(bytes);
            checked(text.into_owned(), true, "UTF-8")
        }
    }
}

/// The text of an XML file: a byte-order mark decides, then the shape of the first bytes (UTF-16 without mark), then the
/// declaration's `encoding`, else UTF-8 (XML 1.0, appendix F).
pub fn xml(bytes: &[u8]) -> Decoded {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, failed) = encoding.decode_with_bom_removal(bytes);
        return checked(text.into_owned(), failed, encoding.name());
    }
    let encoding = match bytes {
        [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ if binary(bytes) => return not_text(),
        _ => match declared(bytes) {
            None => encoding_rs::UTF_8,
            Some(label) => match encoding_rs::Encoding::for_label(label.as_bytes()) {
                // A declaration that could be read byte by byte cannot be UTF-16: the file was re-encoded, its label was not.
                Some(found) if found == encoding_rs::UTF_16LE || found == encoding_rs::UTF_16BE => encoding_rs::UTF_8,
                Some(found) => found,
                None => {
                    let (text, _) = encoding_rs::UTF_8.decode_without_bom_handling(bytes);
                    let message = text!(
                        "l'encodage déclaré « {label} » est inconnu : le fichier est lu en UTF-8 ; l'enregistrer en UTF-8",
                        "the declared encoding “{label}” is unknown: the file is read as UTF-8; save it as UTF-8"
                    );
                    return Decoded { text: text.into_owned(), readable: true, problem: Some(Problem { at: 0, message }) };
                }
            },
        },
    };
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    checked(text.into_owned(), failed, encoding.name())
}

fn checked(text: String, failed: bool, encoding: &str) -> Decoded {
    let problem = failed.then(|| Problem {
        at: text.find('\u{FFFD}').unwrap_or(0),
        message: text!(
            "octets qui ne sont pas du {encoding} : ils sont lus comme « \u{FFFD} » ; enregistrer le fichier en UTF-8",
            "bytes that are not {encoding}: they are read as “\u{FFFD}”; save the file as UTF-8"
        ),
    });
    Decoded { text, readable: true, problem }
}

/// Text holds no NUL; what does is binary (UTF-16 without mark is told before).
fn binary(bytes: &[u8]) -> bool {
    bytes.iter().take(4096).any(|byte| *byte == 0)
}

fn not_text() -> Decoded {
    let message = text!(
        "ce n'est pas un texte mais un fichier binaire ; donner un fichier .recens ou .bpmn en UTF-8",
        "this is no text but a binary file; give a .recens or .bpmn file in UTF-8"
    );
    Decoded { text: String::new(), readable: false, problem: Some(Problem { at: 0, message }) }
}

/// The label of `<?xml … encoding="label"?>`, read byte by byte.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(256)];
    let head: String = head.iter().map(|byte| *byte as char).collect();
    let declaration = head.strip_prefix("<?xml")?.split_once("?>")?.0.to_owned();
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    value[1..].split_once(quote).map(|(label, _)| label.trim().to_owned())
}
