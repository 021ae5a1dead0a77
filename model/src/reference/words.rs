//! Lists of words that checks look for, and how a text is compared with them.

use crate::process::DataCategory;
use crate::process::vocabulary::{Words, fold};
use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words that must follow one another in a text; a `*` ends the stem of a word.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub struct Phrase {
    /// As the file has it.
    pub text: String,
    words: Vec<String>,
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        let words = words_of(&text, &['*']);
        Self { text, words }
    }
}

/// A list of `data/word-lists.toml`.
#[derive(Debug, Deserialize)]
struct List {
    #[cfg_attr(not(test), allow(dead_code))]
    r#use: String,
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
    #[cfg_attr(not(test), allow(dead_code))]
    checked: toml::value::Datetime,
    words: Vec<Phrase>,
}

/// A row of `data/category-words.toml`.
#[derive(Debug, Deserialize)]
pub struct CategoryWords {
    /// Words of a datum's label.
    pub words: Vec<Phrase>,
    /// Longer texts in which they mean something else.
    #[serde(default)]
    pub except: Vec<Phrase>,
    /// Categories that agree with them, the likeliest first.
    expects: Vec<String>,
    /// Whether only those agree.
    #[serde(default)]
    pub sensitive: bool,
    /// Where they come from.
    pub source: String,
}

#[derive(Debug, Deserialize)]
struct CategoryTable {
    category: Vec<CategoryWords>,
}

static LISTS: LazyLock<IndexMap<String, List>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/word-lists.toml")).expect("the lists of words are checked by a test"));

static CATEGORIES: LazyLock<CategoryTable> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/category-words.toml")).expect("the words of categories are checked by a test")
});

macro_rules! lists {
    ($($name:ident)*) => {
        $(#[doc = concat!("The list `", stringify!($name), "`.")]
        pub fn $name() -> &'static [Phrase] {
            &LISTS[stringify!($name)].words
        })*
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

lists! {
    civilities vague_purposes vague_purpose_phrases unbounded_retention bounded_requests vague_recipients vague_recipient_phrases placeholders
    placeholder_texts placeholder_marks lapsed_schemes conflicting_roles officer_words imports voice_recordings scoring monitoring
    vulnerable_people innovation exclusion refusals not_refusals agreements consent_questions refusal_questions speech calls contacts
    prospecting decisions anonymisation
}

/// The rows that tell a category by words.
pub fn categories() -> &'static [CategoryWords] {
    &CATEGORIES.category
}

impl CategoryWords {
    /// The categories that agree, the likeliest first.
    pub fn expected(&self) -> impl Iterator<Item = DataCategory> + '_ {
        self.expects.iter().filter_map(|word| DataCategory::parse(word))
    }

    /// The word of the row that a label holds, unless it means something else there.
    pub fn held_by(&self, label: &str) -> Option<&Phrase> {
        holds(label, &self.words).filter(|_| holds(label, &self.except).is_none())
    }
}

/// The first phrase that stands somewhere in a text, its words one after the other.
pub fn holds<'a>(text: &str, phrases: &'a [Phrase]) -> Option<&'a Phrase> {
    let words = words_of(text, &[]);
    phrases.iter().find(|phrase| {
        let length = phrase.words.len();
        length > 0 && words.windows(length).any(|window| window.iter().zip(&phrase.words).all(|(word, wanted)| fits(word, wanted)))
    })
}

/// The phrase that is the whole of a text, an article before it aside.
pub fn is<'a>(text: &str, phrases: &'a [Phrase]) -> Option<&'a Phrase> {
    let words = words_of(text, &[]);
    let articles = words.iter().take_while(|word| matches!(word.as_str(), "le" | "la" | "les" | "l" | "un" | "une" | "the" | "a")).count();
    let whole = |phrase: &&Phrase| {
        [&words[..], &words[articles..]].iter().any(|words| {
            words.len() == phrase.words.len()
                && !words.is_empty()
                && words.iter().zip(&phrase.words).all(|(word, wanted)| fits(word, wanted))
        })
    };
    phrases.iter().find(whole)
}

/// The first phrase that stands in a text with its brackets, anywhere.
pub fn marks<'a>(text: &str, phrases: &'a [Phrase]) -> Option<&'a Phrase> {
    let text = fold(text);
    phrases.iter().find(|phrase| text.contains(&fold(&phrase.text)))
}

fn fits(word: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
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
    fn each_list_says_its_use_and_source_and_is_used() {
        for (name, list) in LISTS.iter() {
            assert!(!list.r#use.is_empty() && !list.source.is_empty() && list.checked.date.is_some(), "{name}");
            assert!(list.words.iter().all(|phrase| !phrase.words.is_empty()), "{name} has an empty phrase");
            assert!(NAMES.contains(&name.as_str()), "{name} is not used");
        }
        assert_eq!(NAMES.len(), LISTS.len());
    }

    #[test]
    fn each_row_of_categories_names_real_ones_and_its_source() {
        for row in categories() {
            assert!(!row.source.is_empty() && !row.words.is_empty());
            assert_eq!(row.expected().count(), row.expects.len(), "{:?}", row.expects);
        }
    }

    #[test]
    fn phrases_match_whole_words_and_stems() {
        let phrases = [Phrase::from("enregistrement* de l'appel".to_owned()), Phrase::from("etc".to_owned())];
        assert!(holds("Enregistrements de l’appel téléphonique", &phrases).is_some());
        assert!(holds("Étage, ville, etc.", &phrases).is_some());
        assert!(holds("Etcetera", &phrases).is_none());
        assert!(is("Les partenaires", vague_recipients()).is_some());
        assert!(is("Partenaires de la ville", vague_recipients()).is_none());
    }
}
