//! The data of a sheet one by one, each with its category and how long it is kept.

use super::headings::{is, plain};
use super::sheet::{Group, Sheet};
use super::{At, Said};
use crate::process::DataCategory;
use crate::table::separate::{apart, bare};
use indexmap::IndexMap;
use std::collections::HashSet;

/// A datum of a sheet.
#[derive(Debug)]
pub struct Held {
    /// Its name as written.
    pub shown: String,
    /// Its category; none where it has none.
    pub category: Option<DataCategory>,
    /// How long it is kept, several durations between ` ; `.
    pub retention: String,
    /// Where it stands.
    pub at: At,
    /// Where its retention stands.
    pub retention_at: At,
}

/// The data of a sheet by plain name; names that are `known` are not split at their commas.
pub fn kept(sheet: &Sheet, known: &HashSet<String>) -> IndexMap<String, Held> {
    let mut found = IndexMap::new();
    for group in &sheet.data {
        let labels = labels(&group.data.text, known);
        for label in &labels {
            let held = Held {
                shown: label.clone(),
                category: Some(group.category),
                retention: retention(group, label, &labels),
                at: group.data.at.clone(),
                retention_at: group.retention.at.clone(),
            };
            found.insert(plain(label), held);
        }
    }
    for one in &sheet.loose {
        let held = Held {
            shown: one.label.clone(),
            category: one.category,
            retention: one.retention.clone(),
            at: one.at.clone(),
            retention_at: one.at.clone(),
        };
        found.insert(plain(&one.label), held);
    }
    apart_kept(sheet, known, &mut found);
    found
}

/// How long the data are kept, from the block of its own that says it.
fn apart_kept(sheet: &Sheet, known: &HashSet<String>, found: &mut IndexMap<String, Held>) {
    let known: HashSet<String> = known.iter().chain(found.keys()).cloned().collect();
    let mut whole: Option<&Said> = None;
    let mut own: IndexMap<String, &Said> = IndexMap::new();
    for (data, retention) in &sheet.kept {
        if is(&data.text, "Toutes les données", "All data") {
            whole = Some(retention);
        } else {
            own.extend(labels(&data.text, &known).iter().map(|label| (plain(label), retention)));
        }
    }
    for (label, held) in found.iter_mut() {
        if let Some(said) = own.get(label).copied().or(whole) {
            held.retention = said.text.lines().map(str::trim).collect::<Vec<_>>().join(" ; ");
            held.retention_at = said.at.clone();
        }
    }
}

/// The names that a cell holds, none of which is known.
pub fn names(text: &str) -> Vec<String> {
    labels(text, &HashSet::new())
}

/// The names that a cell holds: those known first, though a comma stands in their name, then what stands between separators.
pub fn labels(text: &str, known: &HashSet<String>) -> Vec<String> {
    let parts = apart(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        let together = |to: usize| {
            let (first, last) = (parts[at], parts[to - 1]);
            let start = first.as_ptr() as usize - text.as_ptr() as usize;
            let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
            bare(&text[start..end])
        };
        let longest = (at + 1..=parts.len().min(at + 8)).rev().find(|to| known.contains(&plain(&together(*to))));
        let to = longest.unwrap_or(at + 1);
        found.push(super::rows::unnumbered(&together(to)).to_owned());
        at = to;
    }
    found
}

/// How long a datum of a group is kept: its line of the cell, where a line names it, else the whole.
fn retention(group: &Group, label: &str, labels: &[String]) -> String {
    let text = &group.retention.text;
    let known: HashSet<String> = labels.iter().map(|label| plain(label)).collect();
    let names = |line: &str| {
        // The names stand before the first colon that they end at.
        line.match_indices(':').find_map(|(at, _)| {
            let said = self::labels(&line[..at], &known);
            let all = !said.is_empty() && said.iter().all(|name| known.contains(&plain(name)));
            all.then(|| (said, line[at + 1..].trim().to_owned()))
        })
    };
    let lines: Vec<_> = text.lines().filter_map(names).collect();
    if lines.is_empty() {
        return text.clone();
    }
    let own = lines.into_iter().find(|(said, _)| said.iter().any(|name| plain(name) == plain(label)));
    own.map(|(_, retention)| if retention == "—" { String::new() } else { retention }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_split_where_no_name_is_known() {
        let split = |text: &str, known: &[&str]| labels(text, &known.iter().map(|name| plain(name)).collect()).join("|");
        assert_eq!(split("Nom, Prénom; Courriel\nTéléphone", &[]), "Nom|Prénom|Courriel|Téléphone");
        assert_eq!(split("Nom, prénom et rue, Âge", &["nom, Prénom et rue"]), "Nom, prénom et rue|Âge");
        assert_eq!(split("Nom,\u{a0}prénom et rue\n• Âge", &[]), "Nom, prénom et rue|Âge");
        assert_eq!(split(" , ", &[]), "");
    }

    #[test]
    fn each_datum_finds_its_line() {
        let said = |text: &str| Said { text: text.into(), at: At::default() };
        let group = |text: &str| Group { category: DataCategory::Identity, data: said("Nom, Rue"), retention: said(text) };
        let all = ["Nom".to_owned(), "Rue".to_owned()];
        assert_eq!(retention(&group("1 an"), "Nom", &all), "1 an");
        assert_eq!(retention(&group("Nom : 1 an\nRue : —"), "Nom", &all), "1 an");
        assert_eq!(retention(&group("Nom : 1 an\nRue : —"), "Rue", &all), "");
        assert_eq!(retention(&group("Note : 1 an"), "Nom", &all), "Note : 1 an");
    }

    #[test]
    fn a_block_of_its_own_says_how_long_each_is_kept() {
        let said = |text: &str| Said { text: text.into(), at: At::default() };
        let group = Group { category: DataCategory::Identity, data: said("Nom, Rue, Âge"), retention: said("") };
        let kept_rows = vec![(said("Nom, Rue"), said("1 an\njusqu'au départ")), (said("Toutes les données"), said("2 ans"))];
        let sheet = Sheet { data: vec![group], kept: kept_rows, ..Sheet::default() };
        let found: Vec<_> = kept(&sheet, &HashSet::new()).into_values().map(|held| held.retention).collect();
        assert_eq!(found, ["1 an ; jusqu'au départ", "1 an ; jusqu'au départ", "2 ans"]);
    }
}
