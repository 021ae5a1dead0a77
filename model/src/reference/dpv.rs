//! The terms of W3C DPV that may be written, from the dated list `data/dpv-2.3.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The list.
#[derive(Debug, Deserialize)]
pub struct Vocabulary {
    /// Its version, `2.3`.
    pub version: String,
    /// Where it is published.
    pub source: String,
    /// Its parts, each read in one place.
    pub part: Vec<Part>,
}

/// Terms of one namespace, read in one place.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// The prefix, `dpv`.
    pub prefix: String,
    /// The namespace that the prefix stands for.
    pub namespace: String,
    /// Where the terms were read.
    pub from: String,
    /// The terms.
    pub terms: Vec<String>,
}

static VOCABULARY: LazyLock<Vocabulary> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/dpv-2.3.toml")).expect("the list of terms is checked by a test"));

/// The list of terms.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// The full names of all terms.
pub fn terms() -> HashSet<String> {
    let full = |part: &'static Part| part.terms.iter().map(move |term| format!("{}{term}", part.namespace));
    vocabulary().part.iter().flat_map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_says_where_it_was_read_and_has_one_namespace() {
        assert_eq!(vocabulary().version, "2.3");
        assert!(vocabulary().source.ends_with(&vocabulary().version));
        for part in &vocabulary().part {
            assert!(!part.from.is_empty() && !part.terms.is_empty(), "{part:?}");
            let same = |other: &&Part| other.prefix == part.prefix;
            assert!(vocabulary().part.iter().filter(same).all(|other| other.namespace == part.namespace));
        }
        let count: usize = vocabulary().part.iter().map(|part| part.terms.len()).sum();
        assert_eq!(terms().len(), count, "a term stands once");
    }
}
