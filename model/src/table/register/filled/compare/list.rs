//! The first page of a workbook beside that of the models: coordinates and the list of activities.

use super::super::list::Coordinates;
use super::super::sheet::Sheet;
use super::super::{At, Filled, Line, Said};
use super::{Differences, alike};
use crate::diagnostic::reading;
use crate::process::Date;
use crate::text;

impl Differences {
    /// Who keeps the register, and the coordinates of the first page. A form that has other blocks is not asked for ours.
    pub(super) fn coordinates(&mut self, models: &Filled, workbook: &Filled) {
        self.name = models.keeper.as_ref().map(|said| format!("« {} »", said.text)).unwrap_or_default();
        if let Some((one, other)) = models.keeper.as_ref().zip(workbook.keeper.as_ref()) {
            self.value(("l'organisme du titre", "the organisation of the title"), &one.text, other);
        }
        for one in &models.coordinates {
            let Some(other) = workbook.coordinates.iter().find(|other| alike(&other.title, &one.title)) else {
                if let Some(first) = workbook.coordinates.first().filter(|_| one.fields.iter().any(|(_, said)| !said.text.is_empty())) {
                    let title = &one.title;
                    let told = text!("le bloc « {title} » manque à la première page", "the block “{title}” is missing from the first page");
                    self.field(&reading::WORKBOOK_FIELD, &first.at.clone(), &told);
                }
                continue;
            };
            self.fields(one, other);
        }
    }

    fn fields(&mut self, one: &Coordinates, other: &Coordinates) {
        for (label, said) in &one.fields {
            let there = other.fields.iter().find(|(name, _)| alike(name, label));
            let nothing = Said { text: String::new(), at: other.at.clone() };
            let found = there.map_or(&nothing, |(_, said)| said);
            let what = format!("{label} ({})", one.title);
            self.value((&format!("« {what} »"), &format!("“{what}”")), &said.text, found);
        }
    }

    /// The activities that the form « base » only names.
    fn named(&mut self, models: &Filled, workbook: &Filled, end: &At) {
        if workbook.named.is_empty() {
            return;
        }
        for one in models.named.iter().filter(|one| !workbook.named.iter().any(|other| alike(&one.text, &other.text))) {
            // Where its sheet is missing too, that is told already.
            if workbook.sheets.iter().any(|sheet| alike(&sheet.name.text, &one.text)) {
                let name = &one.text;
                let told = text!("« {name} » manque aux activités désignées", "“{name}” is missing from the activities named");
                self.add(&reading::WORKBOOK_ACTIVITY, end, told);
            }
        }
        for other in workbook.named.iter().filter(|other| !models.named.iter().any(|one| alike(&one.text, &other.text))) {
            if !workbook.sheets.iter().any(|sheet| alike(&sheet.name.text, &other.text)) {
                let name = &other.text;
                let told = text!(
                    "« {name} » est parmi les activités désignées, sans fiche ni modèle",
                    "“{name}” is among the activities named, without sheet or model"
                );
                self.add(&reading::WORKBOOK_ACTIVITY, &other.at, told);
            }
        }
    }

    /// The list of activities beside the sheets of the models.
    pub(super) fn list(&mut self, models: &Filled, workbook: &Filled, end: &At) {
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
            let purposes = line.purposes.as_ref().zip(other.purposes.as_ref());
            if let Some((one, other)) = purposes {
                self.names(("la finalité, dans la liste,", "the purpose, in the list,"), one, other);
            }
            if let Some((one, other)) = line.behalf.as_ref().zip(other.behalf.as_ref()) {
                self.names(("« Pour le compte de », dans la liste :", "“On behalf of”, in the list:"), one, other);
            }
            if let (Some(one), Some(other)) = (&line.sensitive, &other.sensitive) {
                self.value(("« Données sensibles ? », dans la liste,", "“Sensitive data?”, in the list,"), &one.text, other);
            }
        }
        self.named(models, workbook, end);
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
