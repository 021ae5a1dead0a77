//! The tables there are, by name.

use super::census::{self, CensusColumn};
use super::facts::Facts;
use super::{Block, Contents, Document, Picture, Section, Table, findings, inventory, notices, recipients, retention, risks};
use crate::diagnostic::Lang;
use crate::process::{Activity, Id, Model, Node};
use crate::source::Sources;

/// A table derived from a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // they are named after their modules
pub enum Derived {
    Census,
    Data,
    Retention,
    Recipients,
    Stores,
    Measures,
    Notices,
    Matrix,
    Risks,
    Findings,
}

use Derived as D;

impl Derived {
    /// Every table with its name and its French alias, in the order they are listed.
    pub const ALL: &[(Derived, &str, &str)] = &[
        (D::Census, "census", "recensement"),
        (D::Data, "data", "donnees"),
        (D::Retention, "retention", "durees"),
        (D::Recipients, "recipients", "destinataires"),
        (D::Stores, "stores", "magasins"),
        (D::Measures, "measures", "mesures"),
        (D::Notices, "notices", "informations"),
        (D::Matrix, "matrix", "matrice"),
        (D::Risks, "risks", "risques"),
        (D::Findings, "findings", "constats"),
    ];

    /// The table of a name or alias; accents and case are free.
    pub fn parse(word: &str) -> Option<Derived> {
        let word = crate::process::vocabulary::fold(word.trim());
        Self::ALL.iter().find(|row| row.1 == word || row.2 == word).map(|row| row.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// What a tab or a chapter is called that holds it.
    pub fn label(self, lang: Lang) -> &'static str {
        let (fr, en) = match self {
            D::Census => ("Recensement des opérations", "Census of operations"),
            D::Data => ("Inventaire des données", "Inventory of data"),
            D::Retention => ("Durées de conservation", "Retention"),
            D::Recipients => ("Destinataires et transferts", "Recipients and transfers"),
            D::Stores => ("Magasins et canaux", "Stores and channels"),
            D::Measures => ("Mesures de sécurité", "Security measures"),
            D::Notices => ("Information et consentement", "Notices and consent"),
            D::Matrix => ("Données par étape", "Data by step"),
            D::Risks => ("Étude des risques", "Study of risks"),
            D::Findings => ("Constats", "Findings"),
        };
        if lang == Lang::Fr { fr } else { en }
    }

    /// The table of a model.
    pub fn table(self, facts: &Facts<'_>, sources: &Sources) -> Table {
        match self {
            D::Census => census::table(facts.model, facts.references, &CensusColumn::all().collect::<Vec<_>>(), facts.findings, facts.lang),
            D::Data => inventory::table(facts),
            D::Retention => retention::table(facts),
            D::Recipients => recipients::table(facts),
            D::Stores => inventory::stores(facts),
            D::Measures => inventory::measures(facts),
            D::Notices => notices::table(facts),
            D::Matrix => inventory::matrix(facts),
            D::Risks => risks::table(facts),
            D::Findings => findings::table(facts.findings, sources, facts.lang),
        }
    }

    /// The headings by which rows of several models speak of the same thing, and those that should then agree.
    pub fn agreement(self) -> (Option<usize>, &'static [usize]) {
        match self {
            // A datum: category, subjects, particulars, retention.
            D::Data => (Some(2), &[1, 3, 4, 12]),
            // A datum: category, then the phases.
            D::Retention => (Some(0), &[1, 4, 5, 6, 7, 8]),
            // A recipient: capacity, type, country, safeguard.
            D::Recipients => (Some(0), &[1, 2, 9, 11]),
            // A store: location, country, format, encryption, measures, retention.
            D::Stores => (Some(0), &[2, 3, 4, 5, 6, 10]),
            D::Measures => (Some(0), &[1]),
            D::Census | D::Notices | D::Matrix | D::Risks | D::Findings => (None, &[]),
        }
    }
}

/// The slot of the process's diagram in a document.
pub const DIAGRAM: &str = "diagram";

/// Every table of a model as one document, with its diagram before them where there is one.
pub fn document(facts: &Facts<'_>, sources: &Sources, diagram: bool) -> Document {
    let (lang, model) = (facts.lang, facts.model);
    let tables = Derived::ALL.iter().map(|(derived, ..)| (*derived, derived.table(facts, sources)));
    let mut document = chapters(tables, lang);
    let titles: Vec<&str> = model.activities.values().map(|activity| activity.head.title()).filter(|title| !title.is_empty()).collect();
    if !titles.is_empty() {
        document.title = titles.join(", ");
        document.subtitle = facts.say("Tableaux tirés du processus", "Tables derived from the process").to_owned();
    }
    if diagram {
        let title = facts.say("Schéma du processus", "Diagram of the process");
        let mut section = Section::tab(title, title);
        section.blocks.push(Block::Picture(Picture { slot: DIAGRAM.to_owned(), alternative: alternative(model, None, lang) }));
        document.sections.insert(0, section);
    }
    document
}

/// Tables as the chapters of a document.
pub fn chapters(tables: impl Iterator<Item = (Derived, Table)>, lang: Lang) -> Document {
    let chapter = |(derived, table): (Derived, Table)| {
        let label = derived.label(lang);
        let mut section = Section::tab(label, label);
        section.new_page = true;
        if table.rows.is_empty() {
            section.blocks.push(Block::Note(if lang == Lang::Fr { "Rien n'est déclaré." } else { "Nothing is declared." }.to_owned()));
        }
        section.blocks.push(Block::Table(Table { title: String::new(), ..table }));
        section
    };
    let title = if lang == Lang::Fr { "Tableaux des traitements" } else { "Tables of the activities" };
    let sections = tables.map(chapter).collect();
    Document { title: title.to_owned(), sections, contents: Contents::Sections, lang, ..Document::default() }
}

/// What a model is called beside others: the references of its activities, else their titles; none where it has neither.
pub fn origin(model: &Model) -> Option<String> {
    let name = |activity: &Activity| match &activity.reference {
        Some(reference) => reference.value.clone(),
        None => activity.head.title().to_owned(),
    };
    let names: Vec<String> =
        model.activities.values().filter(|activity| activity.declared).map(name).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The diagram of a model, or of one of its activities, in words: who does what, in the order of writing.
pub fn alternative(model: &Model, activity: Option<Id<Activity>>, lang: Lang) -> String {
    let shown = |node: &&Node| !node.head.label.is_empty() && activity.is_none_or(|activity| node.activity == Some(activity));
    let mut steps: indexmap::IndexMap<&str, Vec<&str>> = indexmap::IndexMap::new();
    for node in model.nodes.values().filter(shown) {
        steps.entry(model.actor_title(node)).or_default().push(&node.head.label);
    }
    let actors: Vec<String> = (steps.into_iter())
        .map(|(actor, steps)| if actor.is_empty() { steps.join(", ") } else { format!("{actor} : {}", steps.join(", ")) })
        .collect();
    let what = if lang == Lang::Fr { "Schéma du processus. " } else { "Diagram of the process. " };
    format!("{what}{}.", actors.join(" ; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_alias_means_one_table() {
        for (derived, name, alias) in Derived::ALL {
            assert_eq!((Derived::parse(name), Derived::parse(alias)), (Some(*derived), Some(*derived)));
            assert_eq!(derived.name(), *name);
        }
        assert_eq!(Derived::parse("Données"), Some(Derived::Data));
        assert_eq!(Derived::parse("rien"), None);
    }
}
