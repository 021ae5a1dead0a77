//! The closed lists of the CNIL's register, in both languages.

use crate::diagnostic::Lang;
use serde::Deserialize;
use std::sync::LazyLock;

/// A list of `data/closed-lists.toml`.
#[derive(Debug, Deserialize)]
pub struct ClosedList {
    /// Its name: `garanties`.
    pub name: String,
    /// Its heading in French.
    pub fr: String,
    /// Its heading in English.
    pub en: String,
    /// What can be chosen, in order.
    pub values: Vec<Value>,
    /// Where it comes from.
    pub source: String,
}

/// A value of a list.
#[derive(Debug, Deserialize)]
pub struct Value {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

#[derive(Debug, Deserialize)]
struct Lists {
    list: Vec<ClosedList>,
}

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/closed-lists.toml")).expect("the closed lists are checked by a test"));

/// Every list, in order.
pub fn lists() -> &'static [ClosedList] {
    &LISTS.list
}

/// The list of a name.
pub fn list(name: &str) -> &'static ClosedList {
    LISTS.list.iter().find(|list| list.name == name).expect("the lists that tables name are there, a test says so")
}

impl ClosedList {
    /// Its heading.
    pub fn title(&self, lang: Lang) -> &str {
        if lang == Lang::Fr { &self.fr } else { &self.en }
    }

    /// What can be chosen, in order.
    pub fn values(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.values.iter().map(move |value| if lang == Lang::Fr { value.fr.as_str() } else { value.en.as_str() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::vocabulary::Words;
    use crate::process::{MeasureType, Safeguard};

    #[test]
    fn each_list_has_its_source_and_says_each_value_once() {
        for list in lists() {
            assert!(!list.source.is_empty() && !list.fr.is_empty() && !list.en.is_empty(), "{}", list.name);
            for lang in [Lang::Fr, Lang::En] {
                let values: Vec<_> = list.values(lang).collect();
                let distinct: std::collections::HashSet<_> = values.iter().collect();
                assert_eq!(distinct.len(), values.len(), "{}", list.name);
            }
        }
    }

    #[test]
    fn what_the_language_says_can_be_chosen() {
        for lang in [Lang::Fr, Lang::En] {
            let safeguards: Vec<_> = list("garanties").values(lang).collect();
            assert_eq!(safeguards, Safeguard::ALL.iter().map(|row| row.0.label(lang)).collect::<Vec<_>>());
            let measures: Vec<_> = list("mesures").values(lang).collect();
            assert!(MeasureType::ALL.iter().all(|row| measures.contains(&row.0.label(lang))), "{measures:?}");
        }
        for name in ["personnes", "destinataires"] {
            assert!(!list(name).values.is_empty());
        }
    }
}
