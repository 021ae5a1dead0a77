//! Names of tabs, ranges and parts, as spreadsheets accept them: short, distinct, without what they read as something else.

use std::collections::{HashMap, HashSet};

/// Names that are given once each, whatever their case.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// The last number tried behind a name: thousands of sheets hold tables of one name.
    tried: HashMap<String, usize>,
}

impl Names {
    /// The name of a tab: at most 31 characters, none that spreadsheets refuse.
    pub fn tab(&mut self, wanted: &str) -> String {
        let kept: String = wanted.chars().map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = kept.trim_matches('\'');
        // « History » belongs to the spreadsheet.
        let kept = if kept.is_empty() || kept.eq_ignore_ascii_case("history") { "Recens" } else { kept };
        self.free(kept, 31, " ")
    }

    /// The name of a range: letters without accents, digits and underscores, of two words at least so that it can be no cell.
    pub fn range(&mut self, kind: &str, wanted: &str) -> String {
        let plain: String = model::process::slug(wanted, "").chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        self.free(&format!("{kind}_{}", if plain.is_empty() { "1" } else { &plain }), 200, "_")
    }

    /// `wanted` cut to so many UTF-16 units, with a number where it is taken.
    fn free(&mut self, wanted: &str, most: usize, separator: &str) -> String {
        let mut name = cut(wanted, most).trim_end().to_owned();
        if self.taken.insert(name.to_lowercase()) {
            return name;
        }
        let number = self.tried.entry(name.to_lowercase()).or_insert(1);
        loop {
            *number += 1;
            let suffix = format!("{separator}{number}");
            name = format!("{}{suffix}", cut(wanted, most - suffix.len()).trim_end());
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// The longest beginning of a text of at most so many UTF-16 units.
pub fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let fits = |c: &(usize, char)| {
        units += c.1.len_utf16();
        units <= most
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    &text[..end]
}

/// The letters of a column: `A`, `Z`, `AA`.
pub fn column(index: usize) -> String {
    let (mut rest, mut letters) = (index + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_are_short_distinct_and_accepted() {
        let mut names = Names::default();
        assert_eq!(names.tab("Étude [de] marché: 1/2"), "Étude de marché 1 2");
        assert_eq!(names.tab("étude de marché 1 2"), "étude de marché 1 2 2");
        assert_eq!(names.tab("'"), "Recens");
        assert_eq!(names.tab("History"), "Recens 2");
        let long = "x".repeat(40);
        assert_eq!(names.tab(&long).len(), 31);
        assert_eq!(names.tab(&long), format!("{} 2", "x".repeat(29)));
    }

    #[test]
    fn ranges_are_words_and_no_cells() {
        let mut names = Names::default();
        assert_eq!(names.range("tableau", "AB12"), "tableau_ab12");
        assert_eq!(names.range("tableau", "AB12"), "tableau_ab12_2");
        assert_eq!(names.range("liste", "=é()"), "liste_e");
    }

    #[test]
    fn columns_count_in_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(column), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(cut("a😀b", 2), "a");
    }
}
