//! Well-formedness beyond tags: characters, references, comments, declarations, what stands outside the root.

use super::super::chars::{self, Reference, is_space, qname, reference};
use super::super::range;
use super::super::tag::{self, Fault};
use super::{MAX_FAULTS, Parser};
use crate::diagnostic::Text;
use crate::text;
use std::collections::HashSet;
use std::ops::Range;

/// What is known of a text before it is parsed.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many `/` it has.
    pub slashes: usize,
    /// How many `<` it has.
    pub tags: usize,
    /// How many `=` it has.
    pub signs: usize,
    /// Where the first stretch begins that holds a control character XML forbids.
    control: Option<usize>,
    /// Where the first stretch begins that holds the first byte of U+FFFE and U+FFFF, and of much else.
    suspicious: Option<usize>,
}

/// Surveys a text a stretch at a time, so that memory gives it once.
pub(super) fn survey(bytes: &[u8]) -> Survey {
    const STRETCH: usize = 8192;
    let mut found = Survey::default();
    for (at, stretch) in bytes.chunks(STRETCH).enumerate() {
        found.slashes += bytecount::count(stretch, b'/');
        found.tags += bytecount::count(stretch, b'<');
        found.signs += bytecount::count(stretch, b'=');
        if found.control.is_none() && stretch.iter().fold(false, |found, byte| found | is_forbidden(byte)) {
            found.control = Some(at * STRETCH);
        }
        if found.suspicious.is_none() && memchr::memchr(0xEF, stretch).is_some() {
            found.suspicious = Some(at * STRETCH);
        }
    }
    found
}

fn is_forbidden(byte: &u8) -> bool {
    *byte < b' ' && !is_space(*byte)
}

impl Parser<'_, '_> {
    /// Characters XML allows nowhere, not even as references.
    pub(super) fn forbidden_characters(&mut self, survey: &Survey) {
        let bytes = self.source.as_bytes();
        let control = survey.control.and_then(|from| Some(from + bytes[from..].iter().position(is_forbidden)?));
        let noncharacter = || {
            let from = survey.suspicious?;
            let ends = |at: &usize| matches!(bytes[*at..], [0xEF, 0xBF, 0xBE | 0xBF, ..]);
            memchr::memchr_iter(0xEF, &bytes[from..]).map(|at| from + at).find(ends)
        };
        let suspicious = control.or_else(noncharacter);
        let Some(found) = suspicious else { return };
        let c = self.source[found..].chars().next().unwrap_or(' ');
        debug_assert!(!chars::is_char(c));
        self.fault(Fault {
            at: found..found + c.len_utf8(),
            message: text!(
                "le caractère U+{code:04X} n'est pas permis en XML",
                "the character U+{code:04X} is not allowed in XML",
                code = c as u32
            ),
            help: text!("le retirer", "remove it"),
        });
    }

    pub(super) fn comment(&mut self, at: Range<usize>) {
        self.glued = true;
        let inside = &self.source[at.start + "<!--".len()..at.end - "-->".len()];
        if inside.contains("--") || inside.ends_with('-') {
            let found = at.start + 4 + inside.find("--").unwrap_or(inside.len() - 1);
            self.fault(Fault {
                at: found..found + 2,
                message: text!("« -- » dans un commentaire", "“--” in a comment"),
                help: text!("écrire un seul tiret, ou deux séparés", "write one dash, or two apart"),
            });
        }
    }

    pub(super) fn declaration(&mut self, at: Range<usize>) {
        let first = self.source.len() - self.source.trim_start_matches('\u{FEFF}').len();
        if at.start != first {
            return self.fault(Fault {
                at,
                message: text!("la déclaration <?xml … ?> n'est pas au tout début", "the declaration <?xml … ?> is not at the very start"),
                help: text!(
                    "retirer ce qui la précède, espaces et lignes vides compris",
                    "remove what stands before it, white space and empty lines included"
                ),
            });
        }
        let mut raw = Vec::new();
        let scanned = tag::attributes(self.source, at.start + "<?xml".len()..at.end - "?>".len(), &mut raw);
        let names: Vec<&str> = raw.iter().map(|attribute| &self.source[attribute.name.clone()]).collect();
        let allowed = matches!(names[..], ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]);
        if scanned.is_err() || !allowed {
            self.fault(Fault {
                at,
                message: text!("la déclaration XML est mal écrite", "the XML declaration is badly written"),
                help: text!("écrire <?xml version=\"1.0\" encoding=\"UTF-8\"?>", "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            });
        }
    }

    pub(super) fn instruction(&mut self, at: Range<usize>) {
        self.glued = true;
        let target = &self.source[at.start + 2..at.end - 2];
        let length = qname(target).map_or(0, |name| name.length);
        let separated = target.len() == length || target[length..].starts_with(|c: char| c.is_ascii_whitespace());
        if length == 0 || !separated {
            self.fault(Fault {
                at,
                message: text!("une instruction <? … ?> mal écrite", "a badly written instruction <? … ?>"),
                help: text!("la retirer, ou commencer par un nom puis une espace", "remove it, or begin with a name, then a space"),
            });
        }
    }

    pub(super) fn document_type(&mut self, at: Range<usize>) {
        let raw = &self.source[at.clone()];
        let name = raw.strip_prefix("<!DOCTYPE").filter(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()));
        let named = name.is_some_and(|rest| chars::name_length(rest.trim_start()) > 0);
        if self.doctype || !self.tree.elements.is_empty() || !named {
            self.fault(Fault {
                at: at.clone(),
                message: text!("un DOCTYPE mal écrit ou mal placé", "a DOCTYPE badly written or out of place"),
                help: text!("le retirer : BPMN n'en a pas besoin", "remove it: BPMN needs none"),
            });
        }
        self.doctype = true;
        if let Some(found) = raw.find("<!ENTITY") {
            self.fault(Fault {
                at: at.start + found..at.start + found + "<!ENTITY".len(),
                message: text!(
                    "ce fichier déclare des entités : elles ne sont jamais développées",
                    "this file declares entities: they are never expanded"
                ),
                help: text!(
                    "écrire le texte à la place de l'entité, et retirer le DOCTYPE",
                    "write the text instead of the entity, and remove the DOCTYPE"
                ),
            });
        }
    }

    /// Every `&` of a piece or value begins a reference XML knows.
    pub(super) fn references(&mut self, at: Range<usize>) {
        let source = self.source;
        if !source.as_bytes()[at.clone()].contains(&b'&') {
            return;
        }
        for (found, _) in source[at.clone()].match_indices('&') {
            if self.faults >= MAX_FAULTS {
                return;
            }
            let start = at.start + found;
            let (kind, length) = reference(&source[start..at.end]);
            let written = &source[start..start + length];
            let (message, help) = match kind {
                Reference::Char(_) => continue,
                Reference::Unknown => (
                    text!("l'entité « {written} » est inconnue", "the entity “{written}” is unknown"),
                    text!("écrire le caractère lui-même, ou &#…; avec son numéro", "write the character itself, or &#…; with its number"),
                ),
                Reference::Malformed => (
                    text!("« {written} » n'est pas une référence à un caractère", "“{written}” is no reference to a character"),
                    text!("écrire &amp; pour le signe « & »", "write &amp; for the sign “&”"),
                ),
            };
            self.fault(Fault { at: start..start + length, message, help });
        }
    }

    pub(super) fn outside(&mut self, at: Range<usize>) {
        let (message, help) = if self.tree.elements.is_empty() && self.open.is_empty() {
            (
                text!("du texte avant l'élément racine", "text before the root element"),
                text!(
                    "un fichier BPMN commence par <?xml … ?> ou <definitions …>",
                    "a BPMN file begins with <?xml … ?> or <definitions …>"
                ),
            )
        } else {
            (text!("du texte après l'élément racine", "text after the root element"), text!("le retirer", "remove it"))
        };
        self.fault(Fault { at, message, help });
    }

    /// quick-xml found no end to the markup that begins at `at`.
    pub(super) fn unfinished(&mut self, at: usize) {
        let source = self.source;
        let rest = &source[at.min(source.len())..];
        if let Some(length) = rest.strip_prefix('<').and_then(qname).map(|name| name.length) {
            let mut raw = Vec::new();
            if let Err(fault) = tag::attributes(source, at + 1 + length..source.len(), &mut raw) {
                return self.stop(fault);
            }
        }
        let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len()).min(40);
        let end = (at..=end).rev().find(|end| source.is_char_boundary(*end)).unwrap_or(at);
        let (what, close) = match rest {
            _ if rest.starts_with("<!--") => (text!("ce commentaire", "this comment"), "-->"),
            _ if rest.starts_with("<![CDATA[") => (text!("cette section CDATA", "this CDATA section"), "]]>"),
            _ if rest.starts_with("<?") => (text!("cette instruction", "this instruction"), "?>"),
            _ => (text!("cette balise", "this tag"), ">"),
        };
        let Text { fr, en } = what;
        self.stop(Fault {
            at: at..end,
            message: text!(
                "{fr} n'est pas fermée avant la fin du fichier, ou n'est pas du XML",
                "{en} is not closed before the end of the file, or is no XML"
            ),
            help: text!("ajouter {close} ; le fichier est peut-être tronqué", "add {close}; the file may be truncated"),
        });
    }

    /// Two prefixes of one namespace can make one name of two.
    pub(super) fn same_expanded_name(&mut self, first: usize) {
        if self.tree.attributes[first..].iter().filter(|attribute| attribute.namespace != 0).take(2).count() < 2 {
            return;
        }
        let mut seen: HashSet<(u32, &str)> = HashSet::new();
        let qualified = self.tree.attributes[first..].iter().filter(|attribute| attribute.namespace != 0);
        let twice: Vec<Range<usize>> = qualified
            .filter(|attribute| !seen.insert((attribute.namespace, &self.source[range(attribute.local)])))
            .map(|attribute| range(attribute.local))
            .collect();
        for at in twice {
            self.duplicate(at);
        }
    }

    pub(super) fn duplicate(&mut self, at: Range<usize>) {
        let name = &self.source[at.clone()];
        self.fault(Fault {
            at,
            message: text!("l'attribut « {name} » est donné deux fois", "the attribute “{name}” is given twice"),
            help: text!("n'en garder qu'un ; le premier est lu", "keep one; the first is read"),
        });
    }
}
