//! The words of `data/flow-words.toml`, how a text is compared with them, and the rules that bind from a day on.

use crate::process::Date;
use crate::process::vocabulary::fold;
use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct List {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Rule {
    from: toml::value::Datetime,
}

type Phrases = Vec<Vec<String>>;

static LISTS: LazyLock<IndexMap<String, Phrases>> = LazyLock::new(|| {
    let lists: IndexMap<String, List> =
        toml::from_str(include_str!("../../data/flow-words.toml")).expect("the lists of words are checked by a test");
    lists.into_iter().map(|(name, list)| (name, list.words.iter().map(|text| words_of(text, &['*'])).collect())).collect()
});

static IN_FORCE: LazyLock<IndexMap<String, Rule>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/in-force.toml")).expect("the days are checked by a test"));

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the file says what each is for
pub enum Wording {
    Refusals,
    NotRefusals,
    Agreements,
    ConsentQuestions,
    RefusalQuestions,
    Voice,
    Speech,
    Calls,
    Contacts,
    Prospecting,
    Decisions,
    Anonymisation,
}

impl Wording {
    const ALL: &[(Wording, &str)] = &[
        (Wording::Refusals, "refusals"),
        (Wording::NotRefusals, "not_refusals"),
        (Wording::Agreements, "agreements"),
        (Wording::ConsentQuestions, "consent_questions"),
        (Wording::RefusalQuestions, "refusal_questions"),
        (Wording::Voice, "voice"),
        (Wording::Speech, "speech"),
        (Wording::Calls, "calls"),
        (Wording::Contacts, "contacts"),
        (Wording::Prospecting, "prospecting"),
        (Wording::Decisions, "decisions"),
        (Wording::Anonymisation, "anonymisation"),
    ];

    /// Whether a phrase of the list stands somewhere in a text, its words one after the other.
    pub fn is_in(self, text: &str) -> bool {
        let words = words_of(text, &[]);
        let fits = |word: &str, wanted: &str| wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem));
        LISTS[Self::ALL[self as usize].1].iter().any(|phrase| {
            let length = phrase.len();
            length > 0 && words.windows(length).any(|window| window.iter().zip(phrase).all(|(word, wanted)| fits(word, wanted)))
        })
    }
}

/// The first day of a rule of `data/in-force.toml`.
pub fn in_force_from(rule: &str) -> Option<Date> {
    Date::parse(&IN_FORCE.get(rule)?.from.to_string())
}

/// The words of a text, folded: runs of letters, digits and what `kept` holds.
fn words_of(text: &str, kept: &[char]) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric() && !kept.contains(&c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there_and_used() {
        assert_eq!(LISTS.len(), Wording::ALL.len());
        for (at, (wording, name)) in Wording::ALL.iter().enumerate() {
            assert_eq!(*wording as usize, at);
            assert!(LISTS[*name].iter().all(|phrase| !phrase.is_empty()), "{name}");
        }
        assert_eq!(in_force_from("cold_calls"), Some(Date { year: 2026, month: 8, day: 11 }));
    }

    #[test]
    fn words_are_compared_whole_or_by_their_stem() {
        assert!(Wording::Refusals.is_in("Non"));
        assert!(Wording::Refusals.is_in("L'interlocuteur s’oppose"));
        assert!(!Wording::Refusals.is_in("nonante"));
        assert!(Wording::Voice.is_in("Enregistrement de l’appel"));
    }
}
