//! What the law asks for elsewhere than in the CNIL's forms, below each sheet and marked as such: legal basis, source,
//! information, rights, impact assessment, and what the form has no place for.

use super::entry::{Entry, Kept};
use super::parts::Paper;
use super::{Form, Role};
use crate::process::DataCategory as C;
use crate::process::vocabulary::Words;
use crate::table::{Block, Cell, Column, Section};

/// The annex of an activity.
pub fn section(paper: &Paper, entry: &Entry, form: Form, level: u8) -> Section {
    let heading = paper.say("Annexe à la fiche, hors du modèle de la CNIL", "Annex to the sheet, outside the CNIL's form");
    let rubric = paper.say("Rubrique", "Item");
    let mut table = paper.block("annexe", rubric, vec![Column::new(paper.say("Contenu", "Content")).wide(paper.fitting(90, 78))]);
    for (label, cell) in rows(paper, entry, form) {
        table.push(vec![Cell::text(label), cell]);
    }
    paper.below(heading, level, vec![Block::Table(table)])
}

/// The picture of the process of an activity, where a document shows one.
pub fn picture(paper: &Paper, entry: &Entry, level: u8) -> Option<Section> {
    let heading = paper.say("Schéma du processus, hors du modèle de la CNIL", "Diagram of the process, outside the CNIL's form");
    entry.picture.as_ref().map(|picture| paper.below(heading, level, vec![Block::Picture(picture.clone())]))
}

fn rows(paper: &Paper, entry: &Entry, form: Form) -> Vec<(String, Cell)> {
    let controller = paper.register.role == Role::Controller;
    let colon = paper.colon();
    let mut rows = Vec::new();
    if form == Form::Base {
        let reference = entry.reference.as_deref().map_or(Cell::Missing, Cell::text);
        rows.push((paper.say("N° / RÉF", "No. / REF"), reference));
    } else if controller {
        rows.push((paper.say("Logiciel ou application", "Software or application"), Cell::list(&entry.software)));
    }
    if controller {
        let bases = entry.purposes.iter().map(|aim| format!("{}{colon}{}", aim.label, aim.basis.as_deref().unwrap_or("—")));
        rows.push((paper.say("Base légale (art. 6)", "Legal basis (art. 6)"), Cell::lines(bases).or_missing()));
        rows.push((paper.say("Source des données (art. 14)", "Source of the data (art. 14)"), Cell::list(&entry.sources).or_missing()));
        let steps = |steps: &[String]| steps.iter().map(|step| format!("« {step} »")).collect::<Vec<_>>().join(", ");
        let told = entry.told.iter().map(|(item, at)| format!("{}{colon}{}", item.label(paper.lang), steps(at)));
        rows.push((
            paper.say("Information des personnes (art. 13 et 14)", "Information of the persons (art. 13 and 14)"),
            Cell::lines(told).or_missing(),
        ));
        let rights = entry.rights.iter().map(|(right, at)| format!("{}{colon}{}", right.label(paper.lang), steps(at)));
        rows.push((
            paper.say("Droits des personnes (art. 15 à 22)", "Rights of the persons (art. 15 to 22)"),
            Cell::lines(rights).or_missing(),
        ));
        let derived = entry.data.iter().filter(|kept| kept.derived).map(|kept| &kept.label);
        rows.push((paper.say("Données calculées, profilage (art. 22)", "Computed data, profiling (art. 22)"), Cell::list(derived)));
        rows.push((paper.say("Analyse d'impact, AIPD (art. 35)", "Impact assessment, DPIA (art. 35)"), assessment(paper, entry)));
        let contracts =
            entry.processors.iter().map(|(body, contract)| format!("{}{colon}{}", body.name, contract.as_deref().unwrap_or("—")));
        rows.push((paper.say("Contrats de sous-traitance (art. 28)", "Contracts with processors (art. 28)"), Cell::lines(contracts)));
        let exceptions = entry.data.iter().filter_map(|kept| Some(format!("{}{colon}{}", kept.label, kept.exception.as_ref()?)));
        rows.push((paper.say("Exceptions invoquées (art. 9 et 10)", "Exceptions relied on (art. 9 and 10)"), Cell::lines(exceptions)));
    }
    if controller && form == Form::Simple {
        for category in [C::WorkingLife, C::Internet, C::Other] {
            let of: Vec<&Kept> = entry.data.iter().filter(|kept| kept.category == Some(category)).collect();
            if !of.is_empty() {
                rows.push((category.label(paper.lang).to_owned(), Cell::lines(of.iter().map(|kept| with_retention(paper, kept)))));
            }
        }
    }
    if controller {
        let loose = entry.data.iter().filter(|kept| kept.category.is_none()).map(|kept| with_retention(paper, kept));
        rows.push((paper.say("Données sans catégorie, à classer", "Data without category, to be classed"), Cell::lines(loose)));
    }
    rows.push((paper.say("À compléter (art. 30)", "To be completed (art. 30)"), Cell::lines(&entry.missing)));
    // A line that says nothing and lacks nothing is left out.
    rows.retain(|(_, cell)| *cell != Cell::Empty);
    rows
}

fn with_retention(paper: &Paper, kept: &Kept) -> String {
    let retention = kept.retention.join(&paper.say(" ; ", "; "));
    if retention.is_empty() { kept.label.clone() } else { format!("{} ({retention})", kept.label) }
}

fn assessment(paper: &Paper, entry: &Entry) -> Cell {
    if !entry.assessment.is_empty() {
        return Cell::lines(&entry.assessment);
    }
    if entry.data.is_empty() {
        return Cell::Missing;
    }
    Cell::text(paper.say(
        "le modèle montre moins de deux des neuf critères ; à confirmer par le responsable",
        "the model shows fewer than two of the nine criteria; to be confirmed by the controller",
    ))
}
