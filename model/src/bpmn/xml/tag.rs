//! The inside of a start tag: its attributes with their places, and what is wrong with them.

use super::chars::{QName, is_space, plain_name, qname_in};
use super::{AttributeData, index};
use crate::diagnostic::Text;
use crate::text;
use std::ops::Range;

/// An attribute as written.
#[derive(Clone, Debug)]
pub(super) struct RawAttribute {
    /// Its qualified name.
    pub name: Range<usize>,
    /// Length of its prefix; 0 without one.
    pub prefix: usize,
    /// Its value, without the quotes.
    pub value: Range<usize>,
    /// Whether it may hold references.
    pub references: bool,
    /// It means what is written: nothing in it is decoded, and no white space stands around it.
    pub plain: bool,
}

/// What makes a text no XML, and the way out.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// Where.
    pub at: Range<usize>,
    /// What.
    pub message: Text,
    /// What to write.
    pub help: Text,
}

/// Where the white space that begins at `at` ends.
pub(super) fn blank(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_space(**byte)).count()
}

/// The attribute that stands behind white space at `at`, and where it ends, if it is written as nearly all are: a name of
/// ASCII without prefix that declares nothing, `="`, a value that means what is written.
pub(super) fn plain(bytes: &[u8], at: usize) -> Option<(AttributeData, usize)> {
    let name = blank(bytes, at);
    let end = name + plain_name(&bytes[name..])?;
    let [b'=', b'"', rest @ ..] = &bytes[end..] else { return None };
    let length = rest.iter().position(|byte| SPECIAL[usize::from(*byte)])?;
    let value = end + 2..end + 2 + length;
    let graphic = |at: usize| bytes[at].is_ascii_graphic();
    let plain = name > at && length > 0 && rest[length] == b'"' && graphic(value.start) && graphic(value.end - 1);
    let declares = bytes[name] == b'x' && bytes[name..end].starts_with(b"xmlns");
    let data = AttributeData { namespace: 0, local: (index(name), index(end)), value: (index(value.start), index(value.end)), plain: true };
    (plain && !declares).then_some((data, value.end + 1))
}

/// The bytes that end a value between `"`, or mean something else than themselves in it, or nothing.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, 0..b' ' | b'"' | b'<' | b'&');
        byte += 1;
    }
    table
};

/// Scans attributes in `text[inside]`: what stands between an element's name and its `>` or `/>`.
pub(super) fn attributes(source: &str, inside: Range<usize>, out: &mut Vec<RawAttribute>) -> Result<(), Fault> {
    let bytes = &source.as_bytes()[..inside.end];
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(|byte| is_space(*byte)) {
            at += 1;
        }
        at
    };
    let mut at = inside.start;
    loop {
        let before = at;
        at = skip(at);
        if at == inside.end {
            return Ok(());
        }
        let Some(QName { length, prefix }) = qname_in(source, at..inside.end) else { return Err(not_a_name(source, at)) };
        let name = at..at + length;
        if before == at {
            return Err(Fault {
                at: name.clone(),
                message: text!(
                    "il manque une espace avant l'attribut « {name} »",
                    "a space is missing before the attribute “{name}”",
                    name = &source[name.clone()]
                ),
                help: text!("séparer les attributs par une espace", "separate attributes with a space"),
            });
        }
        let quote = match bytes[name.end..] {
            [b'=', quote @ (b'"' | b'\''), ..] => {
                at = name.end + 1;
                quote
            }
            _ => {
                at = skip(name.end);
                if bytes.get(at) != Some(&b'=') {
                    return Err(no_value(source, name));
                }
                at = skip(at + 1);
                let Some(quote @ (b'"' | b'\'')) = bytes.get(at) else { return Err(no_value(source, name)) };
                *quote
            }
        };
        let start = at + 1;
        at = start;
        let mut references = false;
        loop {
            at += memchr::memchr3(quote, b'<', b'&', &bytes[at..]).ok_or_else(|| unclosed_value(source, name.clone()))?;
            match bytes[at] {
                b'<' => return Err(less_than(source, &name, at)),
                b'&' => (references, at) = (true, at + 1),
                _ => break,
            }
        }
        let value = start..at;
        let plain = !references
            && !value.is_empty()
            && bare_ends(source, &value)
            && !bytes[value.clone()].iter().fold(false, |found, byte| found | (*byte < b' '));
        out.push(RawAttribute { name, prefix, value, references, plain });
        at += 1;
    }
}

/// Whether neither end of a text is white space.
fn bare_ends(source: &str, at: &Range<usize>) -> bool {
    let graphic = |at: usize| source.as_bytes()[at].is_ascii_graphic();
    (graphic(at.start) && graphic(at.end - 1)) || source[at.clone()].trim().len() == at.len()
}

/// Where no name begins, though one is expected.
pub(super) fn not_a_name(source: &str, at: usize) -> Fault {
    let found = source[at..].chars().next();
    let end = at + found.map_or(0, char::len_utf8);
    let found = found.map(String::from).unwrap_or_default();
    Fault {
        at: at..end,
        message: text!(
            "« {found} » ne peut pas commencer un nom d'élément ou d'attribut",
            "“{found}” cannot begin the name of an element or attribute"
        ),
        help: text!(
            "un nom commence par une lettre ou « _ » ; un « < » du texte s'écrit &lt;",
            "a name begins with a letter or “_”; a “<” of the text is written &lt;"
        ),
    }
}

fn no_value(source: &str, name: Range<usize>) -> Fault {
    let written = &source[name.clone()];
    Fault {
        at: name,
        message: text!("l'attribut « {written} » n'a pas de valeur entre guillemets", "the attribute “{written}” has no quoted value"),
        help: text!("écrire {written}=\"…\"", "write {written}=\"…\""),
    }
}

fn unclosed_value(source: &str, name: Range<usize>) -> Fault {
    let written = &source[name.clone()];
    Fault {
        at: name,
        message: text!("la valeur de l'attribut « {written} » n'est pas fermée", "the value of the attribute “{written}” is not closed"),
        help: text!("ajouter le guillemet fermant", "add the closing quote"),
    }
}

fn less_than(source: &str, name: &Range<usize>, at: usize) -> Fault {
    let written = &source[name.clone()];
    Fault {
        at: at..at + 1,
        message: text!("« < » dans la valeur de l'attribut « {written} »", "“<” in the value of the attribute “{written}”"),
        help: text!("écrire &lt;, ou fermer le guillemet de {written}=\"…\"", "write &lt;, or close the quote of {written}=\"…\""),
    }
}
