//! Words that people begin a line with where the language has another: what they most likely mean, from the dated list
//! `data/keyword-words.toml`.

use crate::process::vocabulary::fold;
use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct List {
    keyword: Vec<Meant>,
}

#[derive(Deserialize)]
struct Meant {
    meant: String,
    written: Vec<String>,
}

/// What each word means, folded: more than one thing where the place decides (`organise` as a line of a step).
static MEANT: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let list: List = toml::from_str(include_str!("../../data/keyword-words.toml")).expect("the list of words is checked by a test");
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for row in list.keyword {
        for word in row.written {
            all.entry(fold(&word)).or_default().push(fold(&row.meant));
        }
    }
    all
});

/// The one of `known` that somebody who writes `word` means, if the list has it.
pub fn meant(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let meanings = MEANT.get(&fold(word))?;
    known.iter().copied().find(|known| meanings.contains(&fold(known)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dsl::lower::Level;
    use crate::dsl::lower::statement::words_at;
    use crate::process::vocabulary::operation;

    #[test]
    fn the_list_leads_from_unknown_words_to_known_ones() {
        let levels = [Level::File, Level::Activity, Level::Pool, Level::Subprocess, Level::Step];
        let known: Vec<&'static str> = levels.into_iter().flat_map(words_at).collect();
        let taken = |word: &str| operation(word).is_some() || known.iter().any(|known| fold(known) == word);
        let wrong: Vec<&String> = MEANT.keys().filter(|word| taken(word) || meant(word, &known).is_none()).collect();
        assert!(wrong.is_empty(), "known already, or led nowhere: {wrong:?}");
    }
}
