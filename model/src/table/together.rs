//! The tables of several models as one: a column tells where each row comes from, another what does not agree.

use super::{Cell, Column, ColumnKind, Group, RowRole, Table};
use crate::diagnostic::Lang;
use crate::process::vocabulary::fold;
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;

/// A table of one model, with what the model is called: its activities' references, else their titles.
#[derive(Clone, Debug)]
pub struct Part {
    /// What the model is called.
    pub origin: String,
    /// Its table.
    pub table: Table,
}

/// The rows of all parts, in order. Rows that have the same text in column `key` speak of the same thing; where they differ
/// in one of the columns `compared`, a last column says what the others say. Columns are brought together by heading.
pub fn together(parts: &[Part], title: &str, key: Option<usize>, compared: &[usize], lang: Lang) -> Table {
    let fr = lang == Lang::Fr;
    let headings = headings(parts);
    let mut columns = vec![Column::of(ColumnKind::Text, if fr { "Traitement" } else { "Activity" }).wide(18)];
    columns.extend(headings.iter().map(|(column, _)| column.clone()));
    let name = parts.first().map_or("", |part| part.table.name.as_str());
    let mut out = Table::new(name, title, columns, lang);
    let first = parts.first().map(|part| &part.table);
    // Headings over several columns stay where all parts have the same columns.
    if let Some(first) = first.filter(|first| first.columns.len() == headings.len()) {
        out.groups = first.groups.iter().map(|group| Group { first: group.first + 1, ..group.clone() }).collect();
    }
    out.orientation = super::Orientation::Landscape;
    let mut origins: Vec<(usize, usize)> = Vec::new();
    for (part, one) in parts.iter().enumerate() {
        let places: Vec<Option<usize>> = headings.iter().map(|(_, places)| places[part]).collect();
        for (row, line) in one.table.rows.iter().enumerate().filter(|(_, line)| line.role == RowRole::Plain) {
            let mut cells = vec![Cell::text(&one.origin)];
            cells.extend(places.iter().map(|place| place.map_or(Cell::Empty, |at| line.cells[at].clone())));
            out.push(cells);
            origins.push((part, row));
        }
    }
    if let Some(number) = out.columns.iter().position(|column| column.kind == ColumnKind::Number && column.heading.starts_with('N')) {
        (1..).zip(&mut out.rows).for_each(|(count, row)| row.cells[number] = Cell::Number(count));
    }
    if let Some(key) = key {
        conflicts(&mut out, parts, &origins, key, compared, lang);
    }
    out.notes = notes(parts);
    out
}

/// Every heading in order of first appearance, with its place in each part. A heading that a part has twice counts as two.
fn headings(parts: &[Part]) -> Vec<(Column, Vec<Option<usize>>)> {
    let mut found: Vec<(Column, Vec<Option<usize>>)> = Vec::new();
    let mut known: HashMap<(String, usize), usize> = HashMap::new();
    for (part, one) in parts.iter().enumerate() {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (at, column) in one.table.columns.iter().enumerate() {
            let count = seen.entry(&column.heading).or_default();
            let index = *known.entry((column.heading.clone(), *count)).or_insert_with(|| {
                found.push((column.clone(), vec![None; parts.len()]));
                found.len() - 1
            });
            found[index].1[part] = Some(at);
            *count += 1;
        }
    }
    found
}

/// Adds the column of what does not agree.
fn conflicts(out: &mut Table, parts: &[Part], origins: &[(usize, usize)], key: usize, compared: &[usize], lang: Lang) {
    let cell = |(part, row): (usize, usize), column: usize| &parts[part].table.rows[row].cells[column];
    // For each thing, the values of each compared column with the models that say them.
    let mut said: HashMap<String, Vec<IndexMap<String, IndexSet<usize>>>> = HashMap::new();
    for origin in origins {
        let values = said.entry(fold(&cell(*origin, key).plain())).or_insert_with(|| vec![IndexMap::new(); compared.len()]);
        for (values, column) in values.iter_mut().zip(compared) {
            values.entry(cell(*origin, *column).shown(lang).into_owned()).or_default().insert(origin.0);
        }
    }
    out.columns.push(Column::new(if lang == Lang::Fr { "Désaccords" } else { "Disagreements" }).wide(40));
    for (row, origin) in origins.iter().enumerate() {
        let values = &said[&fold(&cell(*origin, key).plain())];
        let differing = values.iter().zip(compared).flat_map(|(values, column)| {
            let own = cell(*origin, *column).shown(lang).into_owned();
            let heading = &parts[origin.0].table.columns[*column].heading;
            // A model that says several values at once disagrees with nobody by the one of its own.
            let others = values.iter().filter(move |(value, who)| **value != own && !who.contains(&origin.0));
            others.map(move |(value, who)| told(parts, heading, value, who, lang))
        });
        out.rows[row].cells.push(Cell::lines(differing));
    }
}

/// `Durée : 3 ans (T-2, T-3)`.
fn told(parts: &[Part], heading: &str, value: &str, who: &IndexSet<usize>, lang: Lang) -> String {
    const NAMED: usize = 4;
    let mut names: Vec<&str> = who.iter().take(NAMED).map(|part| parts[*part].origin.as_str()).collect();
    if who.len() > NAMED {
        names.push("…");
    }
    let colon = if lang == Lang::Fr { " : " } else { ": " };
    let value = if value.is_empty() { "—".to_owned() } else { value.replace('\n', ", ") };
    format!("{heading}{colon}{value} ({})", names.join(", "))
}

/// The notes of the parts, each once.
fn notes(parts: &[Part]) -> Vec<String> {
    let all: IndexSet<&String> = parts.iter().flat_map(|part| &part.table.notes).collect();
    all.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(origin: &str, headings: &[&str], rows: &[&[&str]]) -> Part {
        let mut table = Table::new("t", "T", headings.iter().map(|heading| Column::new(*heading)).collect(), Lang::Fr);
        rows.iter().for_each(|row| table.push(row.iter().map(|text| Cell::text(*text)).collect()));
        Part { origin: origin.into(), table }
    }

    #[test]
    fn rows_keep_their_origin_and_disagreements_are_told_on_both_sides() {
        let parts = [
            part("T-1", &["Donnée", "Durée"], &[&["Nom", "1 an"], &["Voix", "6 mois"]]),
            part("T-2", &["Donnée", "Durée"], &[&["nom", "3 ans"], &["voix", "6 mois"]]),
        ];
        let table = together(&parts, "Ensemble", Some(0), &[1], Lang::Fr);
        let texts: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.plain().into_owned()).collect()).collect();
        assert_eq!(texts[0], ["T-1", "Nom", "1 an", "Durée : 3 ans (T-2)"]);
        assert_eq!(texts[1], ["T-1", "Voix", "6 mois", ""]);
        assert_eq!(texts[2], ["T-2", "nom", "3 ans", "Durée : 1 an (T-1)"]);
    }

    #[test]
    fn columns_meet_by_heading() {
        let parts = [part("A", &["Donnée", "Saisir"], &[&["Nom", "E"]]), part("B", &["Donnée", "Lire", "Saisir"], &[&["Nom", "L", "C"]])];
        let table = together(&parts, "", None, &[], Lang::Fr);
        let headings: Vec<_> = table.columns.iter().map(|column| column.heading.as_str()).collect();
        assert_eq!(headings, ["Traitement", "Donnée", "Saisir", "Lire"]);
        assert_eq!(table.rows[1].cells[2..], [Cell::text("C"), Cell::text("L")]);
    }
}
