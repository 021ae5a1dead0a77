//! Which item of the CNIL's list of persons a label of the model means, by `data/register-words.toml`.

use super::lists;
use super::words::{Phrase, holds};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Row {
    value: String,
    words: Vec<Phrase>,
    #[cfg_attr(not(test), allow(dead_code))]
    source: String,
}

#[derive(Debug, Deserialize)]
struct Table {
    person: Vec<Row>,
}

static ROWS: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/register-words.toml")).expect("the words of the register are checked by a test")
});

/// The index, in the list `personnes`, of the item that a category of persons belongs to; the last item (« Autres ») where
/// no word tells one.
pub fn item(label: &str) -> usize {
    let list = &lists::list("personnes").values;
    let found = ROWS.person.iter().find(|row| holds(label, &row.words).is_some());
    found.and_then(|row| list.iter().position(|value| value.fr == row.value)).unwrap_or(list.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_names_an_item_of_the_list_and_its_source() {
        for row in &ROWS.person {
            assert!(lists::list("personnes").values.iter().any(|value| value.fr == row.value), "{}", row.value);
            assert!(!row.words.is_empty() && !row.source.is_empty());
        }
    }

    #[test]
    fn labels_find_their_item() {
        let fr = |label: &str| lists::list("personnes").values[item(label)].fr.as_str();
        assert_eq!(fr("Clients de la société Artemis"), "Clients");
        assert_eq!(fr("Opérateurs du centre d'appels"), "Salariés");
        assert_eq!(fr("Prospect"), "Prospects");
        assert_eq!(fr("Élèves"), "Autres (préciser)");
    }
}
