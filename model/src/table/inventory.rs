//! The inventory of data (`data`): by category, with where, who, why and how long, and the count.

use super::facts::{Facts, Handled, What, name_of};
use super::*;
use crate::process::vocabulary::Words;
use crate::process::*;
use indexmap::IndexSet;
use std::collections::{BTreeSet, HashMap};

/// One row a datum, category by category; the last row counts them.
pub fn table(facts: &Facts<'_>) -> Table {
    let say = |fr, en| facts.say(fr, en);
    let categories = Choices::of_words::<DataCategory>("categories", say("Catégories de données", "Categories of data"), facts.lang);
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        Column::of(ColumnKind::Number, say("N°", "No.")).wide(5),
        text("Catégorie", "Category", 24).chosen_from(&categories),
        Column::of(ColumnKind::RowHeading, say("Donnée", "Datum")).wide(26),
        text("Personnes concernées", "Data subjects", 18),
        text("Particularités", "Particulars", 18),
        text("Supports", "Where it is kept", 20),
        text("Acteurs", "Actors", 18),
        text("Provenance", "Where it comes from", 18),
        text("Destinataires", "Recipients", 22),
        text("Finalités", "Purposes", 26),
        text("Base légale", "Legal basis", 18),
        text("Opérations", "Operations", 14),
        text("Durée de conservation", "Retention", 26),
    ];
    let group = |fr, en, first, columns| Group { heading: say(fr, en).into(), first, columns };
    let mut table = Table::new("data", facts.titled("Inventaire des données", "Inventory of data"), columns, facts.lang);
    table.groups = vec![
        group("Quoi", "What", 0, 5),
        group("Où et qui", "Where and who", 5, 4),
        group("Pourquoi", "Why", 9, 3),
        group("Combien de temps", "How long", 12, 1),
    ];
    table.orientation = Orientation::Landscape;
    let mut data: Vec<&Handled<'_>> = facts.data.iter().collect();
    // Those without category come last; within one, the order of the census stays.
    data.sort_by_key(|datum| datum.category(facts).map_or((1, None), |category| (0, Some(category))));
    for (at, datum) in data.iter().enumerate() {
        table.push(row(facts, datum, at + 1));
    }
    if !data.is_empty() {
        table.rows.push(total(facts, &data, table.columns.len()));
    }
    table
}

fn row(facts: &Facts<'_>, datum: &Handled<'_>, number: usize) -> Vec<Cell> {
    let (model, lang, ids) = (facts.model, facts.lang, &datum.operations);
    let category = datum.category(facts).map_or(Cell::Missing, |category| Cell::text(category.label(lang)));
    let actors = facts.operations(ids).map(|operation| model.actor_title(&model.nodes[operation.node]));
    let sources = facts.operations(ids).flat_map(|operation| &operation.from).filter_map(|from| match from.to? {
        Origin::Party(party) => Some(model.party_title(party)),
        Origin::Channel(id) => Some(model.channels[id].head.title()),
        Origin::Store(_) | Origin::Document(_) => None,
    });
    let recipients = facts.operations(ids).flat_map(|operation| &operation.recipients);
    vec![
        Cell::count(number),
        category,
        Cell::text(datum.title(facts)),
        datum.subject_names(facts).or_missing(),
        particulars(facts, datum),
        datum.places(facts),
        Cell::list(actors),
        Cell::list(sources),
        Cell::list(recipients.map(|to| to.to.map_or(to.text.as_str(), |party| model.party_title(party)))),
        facts.purposes_of(ids).or_missing(),
        facts.bases_of(ids).or_missing(),
        facts.references_of(ids),
        retention(facts, datum),
    ]
}

/// Each retention that holds for the datum somewhere.
fn retention(facts: &Facts<'_>, datum: &Handled<'_>) -> Cell {
    let id = if let What::Declared(id) = datum.what { Some(id) } else { None };
    let mut found: Vec<String> = Vec::new();
    for operation in facts.operations(&datum.operations) {
        found.extend(facts.model.retention_of(operation, id).into_iter().map(|retention| retention.text(facts.lang)));
    }
    if datum.operations.is_empty() {
        found.extend(datum.datum(facts).into_iter().flat_map(|datum| &datum.retention).map(|retention| retention.text(facts.lang)));
    }
    Cell::lines(found).or_missing()
}

/// What is particular: sensitive, free text, derived, optional, format, exception.
fn particulars(facts: &Facts<'_>, datum: &Handled<'_>) -> Cell {
    let Some(said) = datum.datum(facts) else { return Cell::text(facts.say("non déclarée", "not declared")) };
    let sensitive = datum.category(facts).is_some_and(DataCategory::is_sensitive);
    let mut out: Vec<String> = Vec::new();
    let mut add = |holds: bool, fr, en| {
        if holds {
            out.push(facts.say(fr, en).to_owned());
        }
    };
    add(sensitive, "sensible", "sensitive");
    add(said.free_text, "texte libre", "free text");
    add(said.derived, "dérivée", "derived");
    add(said.optional, "facultative", "optional");
    add(datum.operations.is_empty(), "aucune opération", "no operation");
    out.extend(said.exception.as_ref().map(|exception| format!("{} {}", facts.say("exception", "exception"), exception.value)));
    out.extend(said.format.as_ref().map(|format| format!("{} {}", facts.say("format", "format"), format.value)));
    Cell::list(out)
}

/// How many data and categories there are.
fn total(facts: &Facts<'_>, data: &[&Handled<'_>], columns: usize) -> Row {
    let categories: BTreeSet<_> = data.iter().filter_map(|datum| datum.category(facts)).collect();
    let many = |count: usize, fr: &str, en: &str| {
        let plural = if facts.lang == Lang::Fr { count > 1 } else { count != 1 };
        let word = facts.say(fr, en);
        let word = match (plural, word) {
            (true, "category") => "categories".to_owned(),
            (true, "datum") => "data".to_owned(),
            (true, word) => format!("{word}s"),
            (false, word) => word.to_owned(),
        };
        Cell::text(format!("{count} {word}"))
    };
    let mut cells = vec![Cell::Empty; columns];
    cells[1] = many(categories.len(), "catégorie", "category");
    cells[2] = many(data.len(), "donnée", "datum");
    Row { role: RowRole::Total, cells }
}

/// The data × steps matrix (`matrix`): the letters of what each step does to each datum.
pub fn matrix(facts: &Facts<'_>) -> Table {
    let model = facts.model;
    let rows = facts.references.rows.iter().map(|id| &model.operations[*id]);
    let steps: IndexSet<Id<Node>> = rows.filter(|operation| !operation.data.is_empty()).map(|operation| operation.node).collect();
    let mut columns = vec![
        Column::of(ColumnKind::RowHeading, facts.say("Donnée", "Datum")).wide(28),
        Column::new(facts.say("Catégorie", "Category")).wide(20),
    ];
    columns.extend(steps.iter().map(|step| Column::of(ColumnKind::Short, model.nodes[*step].head.title()).wide(12)));
    let title = facts.titled("Données par étape", "Data by step");
    let mut table = Table::new("matrix", title, columns, facts.lang);
    table.groups = actors(facts, &steps);
    for datum in &facts.data {
        let mut cells = vec![
            Cell::text(datum.title(facts)),
            datum.category(facts).map_or(Cell::Missing, |category| Cell::text(category.label(facts.lang))),
        ];
        let mut letters: HashMap<Id<Node>, Vec<&str>> = HashMap::new();
        for operation in facts.operations(&datum.operations) {
            letters.entry(operation.node).or_default().push(operation.kind.letter(facts.lang));
        }
        cells.extend(steps.iter().map(|step| letters.get(step).map_or(Cell::Empty, Cell::list)));
        table.push(cells);
    }
    table.notes.extend(legend(facts));
    table
}

/// A heading over each run of steps of one actor.
fn actors(facts: &Facts<'_>, steps: &IndexSet<Id<Node>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let actor = facts.model.actor_title(&facts.model.nodes[*step]);
        match groups.last_mut() {
            Some(last) if last.heading == actor => last.columns += 1,
            _ => groups.push(Group { heading: actor.to_owned(), first: at + 2, columns: 1 }),
        }
    }
    if groups.iter().all(|group| group.heading.is_empty()) { Vec::new() } else { groups }
}

/// What the letters that occur mean.
fn legend(facts: &Facts<'_>) -> Option<String> {
    let used: BTreeSet<OperationKind> = facts.references.rows.iter().map(|id| facts.model.operations[*id].kind).collect();
    let words: Vec<String> =
        used.iter().map(|kind| format!("{} {}", kind.letter(facts.lang), kind.label(facts.lang).to_lowercase())).collect();
    (!words.is_empty()).then(|| format!("{}{}", facts.say("Lettres : ", "Letters: "), words.join(", ")))
}

/// The measures (`measures`): what each protects and which risks it answers.
pub fn measures(facts: &Facts<'_>) -> Table {
    let (model, lang) = (facts.model, facts.lang);
    let say = |fr, en| facts.say(fr, en);
    let types = Choices::of_register("mesures", lang);
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Mesure", "Measure")).wide(34),
        Column::new(say("Type de mesure", "Type of measure")).wide(32).chosen_from(&types),
        Column::new(say("Magasins protégés", "Stores protected")).wide(34),
        Column::new(say("Risques traités", "Risks treated")).wide(34),
    ];
    let mut table = Table::new("measures", facts.titled("Mesures de sécurité", "Security measures"), columns, lang);
    for (id, measure) in model.measures.iter() {
        let names = |measures: &[Ref<Id<Measure>>]| measures.iter().any(|one| one.to == Some(id));
        table.push(vec![
            Cell::text(measure.head.title()),
            measure.kind.as_ref().map_or(Cell::Missing, |kind| Cell::text(kind.value.label(lang))),
            Cell::list(model.stores.values().filter(|store| names(&store.measures)).map(|store| store.head.title())),
            Cell::list(model.risks.values().filter(|risk| names(&risk.measures)).map(|risk| risk.head.title())),
        ]);
    }
    table
}

/// The stores and channels (`stores`): where they stand, how they are protected, what they hold and who handles it.
pub fn stores(facts: &Facts<'_>) -> Table {
    let (model, lang) = (facts.model, facts.lang);
    let say = |fr, en| facts.say(fr, en);
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Magasin ou canal", "Store or channel")).wide(26),
        Column::of(ColumnKind::Short, say("Nature", "Kind")).wide(10),
        text("Lieu", "Location", 18),
        text("Pays", "Country", 14),
        text("Format", "Format", 12),
        Column::of(ColumnKind::Check, say("Chiffré", "Encrypted")).wide(10),
        text("Mesures de sécurité", "Security measures", 30),
        text("Données", "Data", 34),
        text("Écrit par", "Written by", 16),
        text("Lu par", "Read by", 16),
        text("Durée de conservation", "Retention", 24),
    ];
    let mut table = Table::new("stores", facts.titled("Magasins et canaux", "Stores and channels"), columns, lang);
    table.orientation = Orientation::Landscape;
    let said = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map_or(Cell::Empty, |text| Cell::text(&text.value));
    let rows = &facts.references.rows;
    for (id, store) in model.stores.iter() {
        let into = |operation: &Operation| operation.into.iter().any(|place| place.to == Some(Place::Store(id)));
        let from = |operation: &Operation| operation.from.iter().any(|origin| origin.to == Some(Origin::Store(id)));
        let pick = |wanted: &dyn Fn(&Operation) -> bool| -> Vec<Id<Operation>> {
            rows.iter().copied().filter(|id| wanted(&model.operations[*id])).collect()
        };
        let (written, read) = (pick(&into), pick(&from));
        let used = facts.operations(&written).chain(facts.operations(&read)).flat_map(|operation| &operation.data);
        table.push(vec![
            Cell::text(store.head.title()),
            Cell::text(say("magasin", "store")),
            said(&store.location).or_missing(),
            said(&store.country).or_missing(),
            said(&store.format),
            Cell::Check(store.encrypted),
            Cell::list(store.measures.iter().map(|measure| name_of(&model.measures, measure))).or_missing(),
            Cell::list(used.chain(&store.contains).map(|datum| name_of(&model.data, datum))),
            facts.references_of(&written),
            facts.references_of(&read),
            Cell::lines(store.retention.iter().map(|retention| retention.text(lang))),
        ]);
    }
    for (id, channel) in model.channels.iter() {
        let through = |list: &[Ref<Id<Channel>>]| list.iter().any(|via| via.to == Some(id));
        let ids: Vec<_> = rows.iter().copied().filter(|operation| through(&model.operations[*operation].via)).collect();
        let carried = model.messages.values().filter(|message| through(&message.via)).flat_map(|message| &message.carries);
        let used = facts.operations(&ids).flat_map(|operation| &operation.data);
        table.push(vec![
            Cell::text(channel.head.title()),
            Cell::text(say("canal", "channel")),
            Cell::Empty,
            said(&channel.country),
            said(&channel.format),
            Cell::Check(channel.encrypted),
            Cell::Empty,
            Cell::list(used.chain(carried).map(|datum| name_of(&model.data, datum))),
            facts.references_of(&ids),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    table
}
