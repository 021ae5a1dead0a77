//! The retention schedule (`retention`): each datum's phases, who says them, and the reference duration beside them.

use super::facts::{Facts, Handled, What};
use super::*;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::reference::durations::{Bound, ReferenceDuration, days, durations, longer, row};
use crate::reference::{caution, words};
use crate::source::Span;

/// One row for each datum and retention that holds for it; a datum without any has its row too.
pub fn table(facts: &Facts<'_>) -> Table {
    let say = |fr, en| facts.say(fr, en);
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Donnée", "Datum")).wide(24),
        text("Catégorie", "Category", 20),
        text("Personnes concernées", "Data subjects", 16),
        text("Supports", "Where it is kept", 18),
        text("Durée ou critère", "Duration or criterion", 18),
        text("Point de départ", "Starting point", 20),
        text("Durée", "Duration", 12),
        text("Au titre de", "Under", 20),
        text("Sort final", "Final fate", 14),
        text("Dite par", "Said by", 18),
        text("Opérations", "Operations", 14),
        text("Durée de référence", "Reference duration", 30),
        text("Source", "Source", 26),
        text("Comparaison", "Comparison", 14),
    ];
    let group = |fr, en, first, columns| Group { heading: say(fr, en).into(), first, columns };
    let mut table = Table::new("retention", facts.titled("Durées de conservation", "Retention"), columns, facts.lang);
    table.groups = vec![
        group("Base active", "Active base", 4, 2),
        group("Archivage intermédiaire", "Intermediate archive", 6, 2),
        group("Référence indicative", "Indicative reference", 11, 3),
    ];
    table.orientation = Orientation::Landscape;
    for datum in &facts.data {
        for kept in kept(facts, datum) {
            table.push(line(facts, datum, &kept));
        }
    }
    let note = say(
        "Les durées de référence sont indicatives et ne s'imposent pas ; une durée plus longue se justifie.",
        "Reference durations are indicative and do not bind; a longer one needs its reasons.",
    );
    table.notes.push(note.to_owned());
    table
}

/// A retention of a datum, with who says it and where it holds.
struct Kept<'a> {
    retention: Option<&'a Retention>,
    said_by: String,
    operations: Vec<Id<Operation>>,
}

/// The retentions that hold for a datum, each once; one without retention where some operation has none.
fn kept<'a>(facts: &Facts<'a>, datum: &Handled<'a>) -> Vec<Kept<'a>> {
    let id = if let What::Declared(id) = datum.what { Some(id) } else { None };
    let mut found: Vec<(Option<Span>, Kept<'a>)> = Vec::new();
    let mut add = |retention: Option<&'a Retention>, said_by: String, operation: Option<Id<Operation>>| {
        let span = retention.map(|retention| retention.span);
        match found.iter_mut().find(|(known, _)| *known == span) {
            Some((_, kept)) => kept.operations.extend(operation),
            None => found.push((span, Kept { retention, said_by, operations: operation.into_iter().collect() })),
        }
    };
    for operation in &datum.operations {
        let said = &facts.model.operations[*operation];
        // What ends the data keeps them no longer.
        if matches!(said.kind, OperationKind::Erasure | OperationKind::Destruction) {
            continue;
        }
        let retentions = facts.model.retention_of(said, id);
        if retentions.is_empty() {
            add(None, String::new(), Some(*operation));
        }
        for retention in retentions {
            add(Some(retention), holder(facts, said, datum, retention), Some(*operation));
        }
    }
    if found.is_empty() {
        let own = datum.datum(facts).map_or(&[][..], |datum| &datum.retention);
        match own {
            [] => found.push((None, Kept { retention: None, said_by: String::new(), operations: Vec::new() })),
            own => found.extend(own.iter().map(|retention| {
                let said_by = facts.say("la donnée", "the datum").to_owned();
                (Some(retention.span), Kept { retention: Some(retention), said_by, operations: Vec::new() })
            })),
        }
    }
    found.into_iter().map(|(_, kept)| kept).collect()
}

/// What a retention is written on.
fn holder<'a>(facts: &Facts<'a>, operation: &Operation, datum: &Handled<'a>, retention: &Retention) -> String {
    let among = |list: &[Retention]| list.iter().any(|one| one.span == retention.span);
    let model = facts.model;
    if among(&operation.retention) {
        return facts.say("l'opération", "the operation").to_owned();
    }
    if datum.datum(facts).is_some_and(|datum| among(&datum.retention)) {
        return facts.say("la donnée", "the datum").to_owned();
    }
    let store = model.stores_of(operation).into_iter().find(|id| among(&model.stores[*id].retention));
    store.map_or_else(|| facts.say("le traitement", "the activity").to_owned(), |id| model.stores[id].head.title().to_owned())
}

fn line(facts: &Facts<'_>, datum: &Handled<'_>, kept: &Kept<'_>) -> Vec<Cell> {
    let lang = facts.lang;
    let mut cells = vec![
        Cell::text(datum.title(facts)),
        datum.category(facts).map_or(Cell::Missing, |category| Cell::text(category.label(lang))),
        datum.subject_names(facts).or_missing(),
        datum.places(facts),
    ];
    match kept.retention {
        None => cells.extend([Cell::Missing, Cell::Missing, Cell::Empty, Cell::Empty, Cell::Missing, Cell::Empty]),
        Some(retention) => {
            let limit = match &retention.limit {
                RetentionLimit::Duration(duration) => duration.text(lang),
                RetentionLimit::Until(text) => format!("{} {text}", facts.say("jusqu'à", "until")),
            };
            let criterion = matches!(retention.limit, RetentionLimit::Until(_));
            let start = retention.after.as_ref().map_or(Cell::Empty, |after| Cell::text(&after.value));
            let archive = retention.archive.as_ref();
            let under = archive.and_then(|archive| archive.under.as_ref());
            cells.extend([
                Cell::text(limit),
                // A criterion is its own end; a duration runs from somewhere.
                if criterion { start } else { start.or_missing() },
                archive.map_or(Cell::Empty, |archive| archive.duration.map_or(Cell::Missing, |duration| Cell::text(duration.text(lang)))),
                under.map_or(Cell::Empty, |under| Cell::text(&under.value)),
                retention.fate.as_ref().map_or(Cell::Missing, |fate| Cell::text(fate.value.label(lang))),
                Cell::text(&kept.said_by),
            ]);
        }
    }
    cells.push(facts.references_of(&kept.operations));
    let rows = references(facts, datum, kept);
    let shown = |row: &&ReferenceDuration| {
        format!("{} {}{}", row.id, if lang == Lang::Fr { &row.fr } else { &row.en }, caution(row.verified).get(lang))
    };
    cells.push(Cell::lines(rows.iter().map(shown)));
    cells.push(Cell::lines(rows.iter().map(|row| row.source.as_str())));
    cells.push(Cell::lines(rows.iter().map(|row| compared(facts, row, kept.retention))));
    cells
}

/// The rows of the reference that speak of a datum: those about the datum itself, else those about the persons.
fn references(facts: &Facts<'_>, datum: &Handled<'_>, kept: &Kept<'_>) -> Vec<&'static ReferenceDuration> {
    let (model, label) = (facts.model, datum.title(facts));
    if words::holds(label, words::voice_recordings()).is_some() {
        return vec![row("R12")];
    }
    let served = facts.operations(&kept.operations).flat_map(|operation| &operation.purposes).filter_map(|purpose| purpose.to);
    let purposes: Vec<&str> = served.map(|id| model.purposes[id].head.title()).collect();
    let subjects: Vec<&str> = datum.subjects(facts).into_iter().map(|id| model.subjects[id].head.title()).collect();
    let speaks = |row: &&ReferenceDuration| row.speaks_of(label, &purposes, &subjects);
    let about: Vec<_> = durations().iter().filter(|row| !row.data.is_empty()).filter(speaks).collect();
    if !about.is_empty() {
        return about;
    }
    let about_persons = |row: &&ReferenceDuration| row.data.is_empty() && !(row.subjects.is_empty() && row.purposes.is_empty());
    durations().iter().filter(about_persons).filter(speaks).collect()
}

/// How a retention stands to a reference.
fn compared<'t>(facts: &Facts<'t>, row: &ReferenceDuration, retention: Option<&Retention>) -> &'t str {
    let Some(retention) = retention else { return facts.say("durée absente", "no duration") };
    let (RetentionLimit::Duration(limit), Some(reference)) = (&retention.limit, row.duration()) else {
        return facts.say("à apprécier", "to be judged");
    };
    let archived = retention.archive.as_ref().and_then(|archive| archive.duration).map_or(0.0, days);
    let whole = days(*limit) + archived;
    match row.bound {
        Bound::Max if longer(*limit, reference) => facts.say("plus longue", "longer"),
        Bound::Min if whole * 1.01 + 0.5 < days(reference) => facts.say("plus courte", "shorter"),
        Bound::Max | Bound::Min => facts.say("conforme", "in line"),
        Bound::Note => facts.say("à apprécier", "to be judged"),
    }
}
