//! Identifiers that XML and every tool accept and that no two elements share.

use std::collections::{HashMap, HashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The identifiers given so far.
#[derive(Debug, Default)]
pub(in crate::bpmn) struct Ids {
    taken: HashSet<String>,
    /// The next number to try behind a base, so that a thousand equal names stay quick.
    next: HashMap<String, usize>,
    /// Names of the model that are no identifier yet: one that is made must differ from them.
    reserved: HashSet<String>,
}

impl Ids {
    /// Identifiers among which those that are made differ from `names`.
    pub fn reserving<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self { reserved: names.map(str::to_owned).collect(), ..Self::default() }
    }

    /// `wanted` itself where it is an identifier and free, else the nearest that is.
    pub fn claim(&mut self, wanted: &str) -> String {
        let base = plain(wanted);
        let own = base == wanted || !self.reserved.contains(&base);
        if own && self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let name = format!("{base}_{next}");
            *next += 1;
            if !self.reserved.contains(&name) && self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// An identifier made from `text`: accents fall, other characters that have no place in it become `_`.
///
/// XML's own rule (NCName) allows letters of every script; bpmn.io refuses all but those of ASCII.
pub(in crate::bpmn) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            _ if out.is_empty() && !(c.is_ascii_alphabetic() || c == '_') => {
                out.push('_');
                if c.is_ascii_digit() {
                    out.push(c);
                }
            }
            _ if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') => out.push(c),
            _ => out.push('_'),
        }
    }
    if out.is_empty() { "_".to_owned() } else { out }
}

/// Whether XML accepts `text` as a name without colon.
pub(super) fn is_ncname(text: &str) -> bool {
    text.starts_with(is_start) && text.chars().all(is_part)
}

/// XML 1.0, production 4, without the colon.
fn is_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0, production 4a, without the colon.
fn is_part(c: char) -> bool {
    is_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_where_every_tool_accepts_them() {
        for (wanted, given) in [
            ("Etape-1.b", "Etape-1.b"),
            ("étape", "etape"),
            ("1a", "_1a"),
            ("a b", "a_b"),
            ("", "_"),
            ("l'appel", "l_appel"),
            (":", "_"),
            ("Œuvre", "OEuvre"),
        ] {
            assert_eq!(plain(wanted), given);
        }
        assert!(is_ncname("étape") && !is_ncname("1a") && !is_ncname("a:b") && !is_ncname(""));
    }

    #[test]
    fn names_are_unique() {
        let mut ids = Ids::default();
        assert_eq!(["a", "a", "a_2", "a"].map(|wanted| ids.claim(wanted)), ["a", "a_2", "a_2_2", "a_3"]);
    }
}
