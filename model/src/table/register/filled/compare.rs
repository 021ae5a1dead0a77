//! A filled workbook beside the models: what one has and the other has not, each difference with its cell.

mod additions;
mod list;

use super::data::{kept, labels};
use super::headings::{Part, measure, plain};
use super::sheet::Sheet;
use super::{At, Filled, Said};
use crate::diagnostic::{Diagnostic, Notice, Text, reading};
use crate::process::{DataCategory, Date};
use crate::source::Span;
use crate::text;
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
        out.coordinates(models, workbook);
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

/// Whether two retentions say the same: the same texts in any order, `jusqu'à` before a criterion left out or not.
fn lasts(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let bare = |part: &str| {
            let part = plain(part);
            ["jusqu'a ", "until "].iter().find_map(|word| part.strip_prefix(word)).map(str::to_owned).unwrap_or(part)
        };
        let mut parts: Vec<String> = text.split("; ").map(bare).filter(|part| !part.is_empty()).collect();
        parts.sort();
        parts
    };
    parts(one) == parts(other)
}

/// Texts that no closed list has an item for.
fn unlisted(list: &[Said]) -> Vec<(String, Said)> {
    list.iter().map(|said| (String::new(), said.clone())).collect()
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
        self.names(("le responsable conjoint", "the joint controller"), &model.joint, &found.joint);
        self.value(("le logiciel", "the software"), &model.software.text, &found.software);
        self.purposes(model, found);
        self.names(("l'opération", "the operation"), &model.operations, &found.operations);
        let block = found.block(Part::Further);
        self.pairs(
            &reading::WORKBOOK_RECIPIENT,
            ("le sous-traitant ultérieur", "the further processor"),
            &unlisted(&model.further),
            &unlisted(&found.further),
            &block,
        );
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
        self.boxes(model, found);
        self.risks(model, found);
        self.annex(model, found);
    }

    /// Purposes: those of the model may have commas, where one cell names several.
    fn purposes(&mut self, model: &Sheet, found: &Sheet) {
        let known: HashSet<String> = model.purposes.iter().map(|said| plain(&said.text)).collect();
        let texts = |sheet: &Sheet| sheet.purposes.iter().map(|said| said.text.clone()).collect::<Vec<_>>().join(", ");
        // Two pieces of a cell may be one purpose of the model.
        let whole = found.operations.at != At::default() || !found.operations.text.is_empty();
        let others: Vec<Said> = if whole {
            let at = found.purposes.first().map(|said| said.at.clone()).unwrap_or_else(|| found.block(Part::Operations));
            labels(&texts(found), &known).into_iter().map(|text| Said { text, at: at.clone() }).collect()
        } else {
            found.purposes.clone()
        };
        let block = found.block(if whole { Part::Operations } else { Part::Purposes });
        self.lists(("la finalité", "the purpose"), &model.purposes, &others, &block);
    }

    /// The names of one cell, compared as a set.
    fn names(&mut self, what: (&str, &str), model: &Said, found: &Said) {
        let list = |said: &Said, known: &HashSet<String>| -> Vec<Said> {
            labels(&said.text, known).into_iter().map(|text| Said { text, at: said.at.clone() }).collect()
        };
        let model = list(model, &HashSet::new());
        let known = model.iter().map(|said| plain(&said.text)).collect();
        self.lists(what, &model, &list(found, &known), &found.at);
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
        self.pairs(&reading::WORKBOOK_FIELD, what, &unlisted(model), &unlisted(found), block);
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
                    let kinds = || measure(other).zip(measure(item)).is_some_and(|(one, other)| one == other);
                    if !other.is_empty() && !alike(other, item) && !kinds() {
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
            if !lasts(&one.retention, &other.retention) {
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
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { format!("« {} »", text.replace('\n', " / ")) }
}
