//! A filled workbook beside the models: what one has and the other has not, each difference with its cell.

use super::headings::{Part, plain};
use super::sheet::{Group, Sheet};
use super::{At, Filled, Line, Said};
use crate::diagnostic::{Diagnostic, Notice, Text, reading};
use crate::process::{DataCategory, Date};
use crate::source::Span;
use crate::text;
use indexmap::IndexMap;
use std::collections::HashSet;

/// The differences of a filled workbook from what the models say, each with its cell, in the order of the models, then of the
/// workbook. `data` are the names of the models' data: one in which a comma stands is not taken for two.
pub fn compare<'a>(models: &Filled, workbook: &Filled, data: impl IntoIterator<Item = &'a str>) -> Vec<(At, Diagnostic)> {
    let known = data.into_iter().map(plain).collect();
    let mut out = Differences { found: Vec::new(), name: String::new(), known };
    let mut taken = vec![false; workbook.sheets.len()];
    let end = workbook.list_at.clone().or_else(|| workbook.sheets.first().map(|sheet| sheet.at.clone())).unwrap_or_default();
    for sheet in &models.sheets {
        out.name = named(sheet);
        let other = (0..workbook.sheets.len()).find(|at| !taken[*at] && same(sheet, &workbook.sheets[*at]));
        let name = &out.name;
        match other {
            Some(at) => {
                taken[at] = true;
                out.sheet(sheet, &workbook.sheets[at]);
            }
            None => out.add(
                &reading::WORKBOOK_ACTIVITY,
                &end,
                text!("{name} n'a pas de fiche dans le classeur", "{name} has no sheet in the workbook"),
            ),
        }
    }
    for sheet in workbook.sheets.iter().zip(taken).filter(|(_, taken)| !taken).map(|(sheet, _)| sheet) {
        let name = named(sheet);
        let told = text!("{name} a une fiche, et aucun modèle ne la décrit", "{name} has a sheet, and no model describes it");
        out.add(&reading::WORKBOOK_ACTIVITY, &sheet.at, told);
    }
    if workbook.list_at.is_some() {
        out.list(models, workbook, &end);
    }
    out.found
}

fn named(sheet: &Sheet) -> String {
    match (sheet.name.text.as_str(), sheet.reference.text.as_str()) {
        ("", reference) => format!("« {reference} »"),
        (name, "") => format!("« {name} »"),
        (name, reference) => format!("« {name} » ({reference})"),
    }
}

/// Whether two sheets are of one activity: by reference where both have one, else by name.
fn same(one: &Sheet, other: &Sheet) -> bool {
    match (one.reference.text.as_str(), other.reference.text.as_str()) {
        ("", _) | (_, "") => alike(&one.name.text, &other.name.text),
        (one, other) => alike(one, other),
    }
}

/// Whether two texts say the same, case, accents and blanks aside.
fn alike(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// A retention as it is compared: `jusqu'à` before a criterion may be left out.
fn lasting(text: &str) -> String {
    let text = plain(text);
    let bare = ["jusqu'a ", "until "].iter().find_map(|word| text.strip_prefix(word)).map(str::to_owned);
    bare.unwrap_or(text)
}

struct Differences {
    found: Vec<(At, Diagnostic)>,
    /// The activity that is compared.
    name: String,
    /// The names of the models' data, plain.
    known: HashSet<String>,
}

impl Differences {
    fn add(&mut self, notice: &Notice, at: &At, message: Text) {
        let help = text!(
            "compléter le classeur, ou le modèle s'il est en retard ; `recens register` écrit le classeur des modèles",
            "complete the workbook, or the model if it lags behind; `recens register` writes the workbook of the models"
        );
        let found = Diagnostic::reading(notice, Span::default(), message).about(at.to_string()).with_help(help);
        self.found.push((at.clone(), found));
    }

    /// The same about a field of the activity.
    fn field(&mut self, notice: &Notice, at: &At, what: &Text) {
        let message = Text::new(format!("{} : {}", self.name, what.fr), format!("{}: {}", self.name, what.en));
        self.add(notice, at, message);
    }

    fn sheet(&mut self, model: &Sheet, found: &Sheet) {
        self.value(("le nom", "the name"), &model.name.text, &found.name);
        self.value(("la référence", "the reference"), &model.reference.text, &found.reference);
        let dates = [
            (("date de création", "day of creation"), &model.created, &found.created),
            (("date de mise à jour", "day of the last update"), &model.updated, &found.updated),
        ];
        for (what, model, said) in dates {
            self.date(what, model.as_ref().and_then(|one| one.0), said.as_ref(), &found.block(Part::Description));
        }
        self.actors(model, found);
        let purposes = |sheet: &Sheet| sheet.purposes.clone();
        self.lists(("la finalité", "the purpose"), &purposes(model), &purposes(found), &found.block(Part::Purposes));
        self.data(model, found);
        self.lists(("la catégorie de personnes", "the category of persons"), &model.persons, &found.persons, &found.block(Part::Persons));
        self.pairs(
            &reading::WORKBOOK_RECIPIENT,
            ("le destinataire", "the recipient"),
            &model.recipients,
            &found.recipients,
            &found.block(Part::Recipients),
        );
        self.pairs(&reading::WORKBOOK_FIELD, ("la mesure", "the measure"), &model.measures, &found.measures, &found.block(Part::Measures));
        self.transfers(model, found);
    }

    /// A field of one value; what neither says, or only the workbook says where the model is silent, is a difference too.
    fn value(&mut self, (fr, en): (&str, &str), model: &str, found: &Said) {
        if alike(model, &found.text) {
            return;
        }
        let (there, here) = (quoted(model), quoted(&found.text));
        self.field(
            &reading::WORKBOOK_FIELD,
            &found.at,
            &text!("{fr} est {here} dans le classeur, {there} dans le modèle", "{en} is {here} in the workbook, {there} in the model"),
        );
    }

    fn date(&mut self, (fr, en): (&str, &str), model: Option<Date>, found: Option<&(Option<Date>, Said)>, block: &At) {
        let Some(model) = model else { return };
        let at = found.map_or(block, |found| &found.1.at);
        let what = match found {
            None => {
                text!("la {fr} manque au classeur, {model} dans le modèle", "the {en} is missing from the workbook, {model} in the model")
            }
            Some((Some(day), _)) if *day == model => return,
            Some((Some(day), _)) if *day < model => {
                text!(
                    "la {fr} du classeur, {day}, est en retard sur le modèle, {model}",
                    "the {en} of the workbook, {day}, lags behind the model, {model}"
                )
            }
            Some((Some(day), _)) => {
                text!(
                    "la {fr} du classeur, {day}, est plus récente que le modèle, {model}",
                    "the {en} of the workbook, {day}, is later than the model, {model}"
                )
            }
            Some((None, said)) => {
                let said = &said.text;
                text!(
                    "la {fr} du classeur, « {said} », n'est pas une date ; le modèle dit {model}",
                    "the {en} of the workbook, “{said}”, is no date; the model says {model}"
                )
            }
        };
        self.field(&reading::WORKBOOK_DATES, at, &what);
    }

    fn actors(&mut self, model: &Sheet, found: &Sheet) {
        for actor in &model.actors {
            let Some(other) = found.actors.iter().find(|other| alike(&other.role, &actor.role)) else {
                if actor.fields.iter().any(|field| !field.text.is_empty()) {
                    let role = &actor.role;
                    self.field(
                        &reading::WORKBOOK_FIELD,
                        &found.block(Part::Actors),
                        &text!("« {role} » manque aux acteurs du classeur", "“{role}” is missing from the parties of the workbook"),
                    );
                }
                continue;
            };
            for (one, other) in actor.fields.iter().zip(&other.fields) {
                let role = &actor.role;
                self.value((&format!("« {role} »"), &format!("“{role}”")), &one.text, other);
            }
        }
    }

    /// Values that are compared as a set.
    fn lists(&mut self, what: (&str, &str), model: &[Said], found: &[Said], block: &At) {
        let pair = |said: &Said| (String::new(), said.clone());
        let (model, found): (Vec<_>, Vec<_>) = (model.iter().map(pair).collect(), found.iter().map(pair).collect());
        self.pairs(&reading::WORKBOOK_FIELD, what, &model, &found, block);
    }

    /// The same, each with the item of a closed list.
    fn pairs(&mut self, notice: &Notice, (fr, en): (&str, &str), model: &[(String, Said)], found: &[(String, Said)], block: &At) {
        let mut taken = vec![false; found.len()];
        for (item, said) in model {
            let label = &said.text;
            let matches = |exact: bool| {
                let fits = |one: &(String, Said)| alike(&one.1.text, label) && (!exact || alike(&one.0, item));
                (0..found.len()).find(|at| !taken[*at] && fits(&found[*at]))
            };
            match matches(true).or_else(|| matches(false)) {
                None => self.field(
                    notice,
                    block,
                    &text!("{fr} « {label} » du modèle manque au classeur", "{en} “{label}” of the model is missing from the workbook"),
                ),
                Some(at) => {
                    taken[at] = true;
                    let other = &found[at].0;
                    if !other.is_empty() && !alike(other, item) {
                        self.field(
                            notice,
                            &found[at].1.at,
                            &text!(
                                "{fr} « {label} » est « {other} » dans le classeur, « {item} » dans le modèle",
                                "{en} “{label}” is “{other}” in the workbook, “{item}” in the model"
                            ),
                        );
                    }
                }
            }
        }
        for (_, said) in found.iter().zip(taken).filter(|(_, taken)| !taken).map(|(one, _)| one) {
            let label = &said.text;
            self.field(
                notice,
                &said.at,
                &text!("{fr} « {label} » du classeur n'est pas dans le modèle", "{en} “{label}” of the workbook is not in the model"),
            );
        }
    }

    fn data(&mut self, model: &Sheet, found: &Sheet) {
        let (there, here) = (kept(model, &self.known), kept(found, &self.known));
        for (label, one) in &there {
            let shown = &one.shown;
            let Some(other) = here.get(label) else {
                let at = found.data.iter().find(|group| Some(group.category) == one.category).map(|group| group.data.at.clone());
                let at = at.unwrap_or_else(|| {
                    found.block(if one.category.is_some_and(DataCategory::is_sensitive) { Part::Sensitive } else { Part::Data })
                });
                self.field(
                    &reading::WORKBOOK_DATA,
                    &at,
                    &text!(
                        "la donnée « {shown} » du modèle manque au classeur",
                        "the datum “{shown}” of the model is missing from the workbook"
                    ),
                );
                continue;
            };
            if one.category != other.category {
                self.field(
                    &reading::WORKBOOK_DATA,
                    &other.at,
                    &text!(
                        "la donnée « {shown} » n'est pas de la même catégorie dans le modèle",
                        "the datum “{shown}” is of another category in the model"
                    ),
                );
            }
            if lasting(&one.retention) != lasting(&other.retention) {
                let (said, wanted) = (quoted(&other.retention), quoted(&one.retention));
                self.field(
                    &reading::WORKBOOK_RETENTION,
                    &other.retention_at,
                    &text!(
                        "la durée de « {shown} » est {said} dans le classeur, {wanted} dans le modèle",
                        "the retention of “{shown}” is {said} in the workbook, {wanted} in the model"
                    ),
                );
            }
        }
        for (_, other) in here.iter().filter(|(label, _)| !there.contains_key(*label)) {
            let shown = &other.shown;
            self.field(
                &reading::WORKBOOK_DATA,
                &other.at,
                &text!(
                    "la donnée « {shown} » du classeur n'est pas dans le modèle",
                    "the datum “{shown}” of the workbook is not in the model"
                ),
            );
        }
    }

    fn transfers(&mut self, model: &Sheet, found: &Sheet) {
        let pair = |one: &super::sheet::Aimed| {
            let said = format!("{}, {}", one.country.text, one.safeguard.text);
            (said.trim_matches([',', ' ']).to_owned(), one.to.clone())
        };
        let (model, others): (Vec<_>, Vec<_>) = (model.transfers.iter().map(pair).collect(), found.transfers.iter().map(pair).collect());
        self.pairs(&reading::WORKBOOK_RECIPIENT, ("le transfert vers", "the transfer to"), &model, &others, &found.block(Part::Transfers));
    }

    /// The list of activities beside the sheets of the models.
    fn list(&mut self, models: &Filled, workbook: &Filled, end: &At) {
        let is = |one: &Line, other: &Line| match (one.reference.as_str(), other.reference.as_str()) {
            ("", _) | (_, "") => alike(&one.name, &other.name),
            (one, other) => alike(one, other),
        };
        for line in &models.list {
            self.name = if line.reference.is_empty() {
                format!("« {} »", line.name)
            } else {
                format!("« {} » ({})", line.name, line.reference)
            };
            let Some(other) = workbook.list.iter().find(|other| is(line, other)) else {
                // Where the sheet is missing too, that is told already.
                if workbook.sheets.iter().any(|sheet| alike(&sheet.reference.text, &line.reference) && alike(&sheet.name.text, &line.name))
                {
                    self.field(
                        &reading::WORKBOOK_ACTIVITY,
                        end,
                        &text!("manque à la liste des traitements", "is missing from the list of activities"),
                    );
                }
                continue;
            };
            self.value(
                ("le nom, dans la liste,", "the name, in the list,"),
                &line.name,
                &Said { text: other.name.clone(), at: other.at.clone() },
            );
            let day = |found: &Option<(Option<Date>, Said)>| found.as_ref().and_then(|found| found.0);
            self.date(
                ("date de création, dans la liste,", "day of creation, in the list,"),
                day(&line.created),
                other.created.as_ref(),
                &other.at,
            );
            self.date(
                ("date de mise à jour, dans la liste,", "day of the last update, in the list,"),
                day(&line.updated),
                other.updated.as_ref(),
                &other.at,
            );
            if let (Some(one), Some(other)) = (&line.sensitive, &other.sensitive) {
                self.value(("« Données sensibles ? », dans la liste,", "“Sensitive data?”, in the list,"), &one.text, other);
            }
        }
        for line in workbook.list.iter().filter(|line| !models.list.iter().any(|one| is(one, line))) {
            let sheet = |sheet: &&Sheet| alike(&sheet.reference.text, &line.reference) || alike(&sheet.name.text, &line.name);
            if workbook.sheets.iter().find(sheet).is_none() {
                let name = &line.name;
                let told = text!("« {name} » est dans la liste, sans fiche ni modèle", "“{name}” is in the list, without sheet or model");
                self.add(&reading::WORKBOOK_ACTIVITY, &line.at, told);
            }
        }
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { format!("« {} »", text.replace('\n', " / ")) }
}

/// A datum of a sheet.
pub struct Held {
    /// Its name as written.
    pub shown: String,
    /// Its category; none where it has none.
    pub category: Option<DataCategory>,
    /// How long it is kept.
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
    found
}

/// The parts of a text between commas, semicolons and line breaks; those in brackets are kept together.
fn pieces(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_i32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            // A decimal comma has no blank behind it.
            ',' if depth <= 0 && !text[at + 1..].starts_with(char::is_whitespace) => {}
            ',' | ';' | '\n' if depth <= 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The data that a cell names: those known first, though a comma stands in their name, then what stands between separators.
fn labels(text: &str, known: &HashSet<String>) -> Vec<String> {
    let parts = pieces(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        let together = |to: usize| {
            let (first, last) = (parts[at], parts[to - 1]);
            let start = first.as_ptr() as usize - text.as_ptr() as usize;
            let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
            &text[start..end]
        };
        let longest = (at + 1..=parts.len().min(at + 8)).rev().find(|to| known.contains(&plain(together(*to))));
        let to = longest.unwrap_or(at + 1);
        found.push(together(to).to_owned());
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
    let own = lines.into_iter().find(|(said, _)| said.iter().any(|name| alike(name, label)));
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
        assert_eq!(split("Statut (gérant, salarié), Taille 1,80", &[]), "Statut (gérant, salarié)|Taille 1,80");
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
}
