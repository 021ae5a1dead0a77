//! Identifiers that XML accepts (NCName) and that no two elements share.

use std::collections::{HashMap, HashSet};

/// The identifiers given so far.
#[derive(Debug, Default)]
pub(in crate::bpmn) struct Ids {
    taken: HashSet<String>,
    /// The next number to try behind a base, so that a thousand equal names stay quick.
    next: HashMap<String, usize>,
}

impl Ids {
    /// `wanted` itself where it is an identifier and free, else the nearest that is.
    pub fn claim(&mut self, wanted: &str) -> String {
        let base = ncname(wanted);
        if self.taken.insert(base.clone()) {
            return base;
        }
        let next = self.next.entry(base.clone()).or_insert(2);
        loop {
            let name = format!("{base}_{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// `text` with `_` for every character an NCName has no place for.
pub(in crate::bpmn) fn ncname(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if out.is_empty() && !is_start(c) {
            out.push('_');
            if is_part(c) {
                out.push(c);
            }
        } else {
            out.push(if is_part(c) { c } else { '_' });
        }
    }
    if out.is_empty() { "_".to_owned() } else { out }
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
    fn names_are_kept_where_xml_accepts_them() {
        for (wanted, given) in
            [("étape", "étape"), ("1a", "_1a"), ("a b", "a_b"), ("", "_"), ("l'appel", "l_appel"), (":", "_"), ("a½", "a_")]
        {
            assert_eq!(ncname(wanted), given);
        }
    }

    #[test]
    fn names_are_unique() {
        let mut ids = Ids::default();
        assert_eq!(["a", "a", "a_2", "a"].map(|wanted| ids.claim(wanted)), ["a", "a_2", "a_2_2", "a_3"]);
    }
}
