//! The study of risks (`risks`): the three feared events and what else is declared, with severity and likelihood.

use super::facts::{Facts, name_of};
use super::*;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::reference::feared::Feared;
use crate::source::Spanned;
use indexmap::IndexMap;

/// The feared events of each study, in the order of the form, whether described or not; then the other risks.
pub fn table(facts: &Facts<'_>) -> Table {
    let say = |fr, en| facts.say(fr, en);
    let scale = Choices::of_words::<Rating>(
        "echelle",
        say("Échelle de gravité et de vraisemblance", "Scale of severity and likelihood"),
        facts.lang,
    );
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Risques", "Risks")).wide(26),
        text("Impacts sur les personnes", "Impacts on the persons", 28),
        text("Principales sources de risques", "Main sources of risk", 28),
        text("Principales menaces", "Main threats", 28),
        text("Mesures existantes ou prévues", "Measures in place or planned", 28),
        text("Gravité", "Severity", 14).chosen_from(&scale),
        text("Vraisemblance", "Likelihood", 14).chosen_from(&scale),
    ];
    let mut table = Table::new("risks", facts.titled("Étude des risques", "Study of risks"), columns, facts.lang);
    table.orientation = Orientation::Landscape;
    let mut studies: IndexMap<Option<Id<Activity>>, Vec<&Risk>> = IndexMap::new();
    for risk in facts.model.risks.values() {
        studies.entry(risk.head.scope).or_default().push(risk);
    }
    if studies.is_empty() {
        studies.insert(None, Vec::new());
    }
    let several = studies.len() > 1;
    for (activity, risks) in studies {
        if several {
            let title =
                activity.map_or(say("Commun aux traitements", "Common to the activities"), |id| facts.model.activities[id].head.title());
            table.push_heading(title);
        }
        study(facts, &mut table, &risks);
    }
    table
}

fn study(facts: &Facts<'_>, table: &mut Table, risks: &[&Risk]) {
    for event in Feared::ALL {
        let described: Vec<_> = risks.iter().filter(|risk| Feared::of(risk.head.title()) == Some(event)).collect();
        if described.is_empty() {
            let mut cells = vec![Cell::Missing; table.columns.len()];
            cells[0] = Cell::text(event.title().get(facts.lang));
            table.push(cells);
        }
        for risk in described {
            table.push(line(facts, risk));
        }
    }
    for risk in risks.iter().filter(|risk| Feared::of(risk.head.title()).is_none()) {
        table.push(line(facts, risk));
    }
}

fn line(facts: &Facts<'_>, risk: &Risk) -> Vec<Cell> {
    let texts = |list: &[Spanned<String>]| Cell::lines(list.iter().map(|text| text.value.as_str())).or_missing();
    let rating = |rating: &Option<Spanned<Result<Rating, String>>>| match rating.as_ref().map(|rating| &rating.value) {
        Some(Ok(rating)) => Cell::text(rating.label(facts.lang)),
        // A word off the scale is shown as it is; a check says so.
        Some(Err(word)) => Cell::text(word),
        None => Cell::Missing,
    };
    vec![
        Cell::text(risk.head.title()),
        texts(&risk.impacts),
        texts(&risk.sources),
        texts(&risk.threats),
        Cell::lines(risk.measures.iter().map(|measure| name_of(&facts.model.measures, measure))).or_missing(),
        rating(&risk.severity),
        rating(&risk.likelihood),
    ]
}
