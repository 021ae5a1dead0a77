//! What changed between two versions of activities, in the register's own terms.

mod facts;

pub use facts::{Version, versions};

use super::*;
use crate::process::vocabulary::fold;
use crate::process::{Date, Duration};
use crate::reference::durations::longer;
use facts::{Detail, Fact};
use std::collections::HashMap;

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the activity, as the newer version has it where both do.
    pub activity: String,
    /// Its reference.
    pub reference: Option<String>,
    /// Which part of the register it touches.
    pub aspect: Aspect,
    /// What happened.
    pub nature: Nature,
    /// What it happened to: a datum, a recipient, a step.
    pub name: String,
    /// What stood there; empty for nothing.
    pub before: String,
    /// What stands there; empty for nothing.
    pub after: String,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another value.
    Changed,
    /// It bears another name.
    Renamed,
    /// It bears another reference.
    Renumbered,
    /// It lasts longer.
    Longer,
    /// It lasts less long.
    Shorter,
    /// It should have changed and did not.
    Unchanged,
}

impl Nature {
    /// Every nature: its word in data, its French and English heading.
    pub const ALL: &[(Nature, &str, &str, &str)] = &[
        (Nature::Added, "added", "Ajout", "Added"),
        (Nature::Removed, "removed", "Retrait", "Removed"),
        (Nature::Changed, "changed", "Changement", "Changed"),
        (Nature::Renamed, "renamed", "Changement de nom", "Renamed"),
        (Nature::Renumbered, "renumbered", "Renumérotation", "Renumbered"),
        (Nature::Longer, "longer", "Allongement", "Longer"),
        (Nature::Shorter, "shorter", "Raccourcissement", "Shorter"),
        (Nature::Unchanged, "unchanged", "Sans changement", "Unchanged"),
    ];

    /// Its word in data.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// Its heading.
    pub fn label(self, lang: Lang) -> &'static str {
        Self::ALL.iter().find(|row| row.0 == self).map_or("", |row| if lang == Lang::Fr { row.2 } else { row.3 })
    }
}

macro_rules! aspects {
    ($($aspect:ident $word:literal $fr:literal $en:literal;)*) => {
        /// The parts of the register that a change may touch.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the headings stand beside them
        pub enum Aspect {
            $($aspect),*
        }

        impl Aspect {
            /// Every part: its word in data, its French and English heading.
            pub const ALL: &[(Aspect, &str, &str, &str)] = &[$((Aspect::$aspect, $word, $fr, $en)),*];
        }
    };
}

aspects! {
    Activity "activity" "Activité" "Activity";
    Reference "reference" "Référence de l'activité" "Activity's reference";
    Updated "updated" "Date de mise à jour" "Date of last update";
    Created "created" "Date de création" "Date of creation";
    Controller "controller" "Responsable" "Controller";
    Joint "joint-controller" "Responsable conjoint" "Joint controller";
    Processor "processor" "Sous-traitant" "Processor";
    Contract "contract" "Contrat de sous-traitance" "Processor's contract";
    Software "software" "Logiciel" "Software";
    Purpose "purpose" "Finalité" "Purpose";
    Basis "basis" "Base légale" "Legal basis";
    Subjects "subjects" "Personnes concernées" "Data subjects";
    Datum "datum" "Donnée" "Datum";
    Category "category" "Catégorie de la donnée" "Category of the datum";
    Exception "exception" "Exception (art. 9 ou 10)" "Exception (art. 9 or 10)";
    Retention "retention" "Durée de conservation" "Retention";
    Recipient "recipient" "Destinataire" "Recipient";
    RecipientKind "recipient-kind" "Type de destinataire" "Kind of recipient";
    Transfer "transfer" "Transfert hors UE" "Transfer outside the EU";
    Safeguard "safeguard" "Garantie du transfert" "Safeguard of the transfer";
    Measure "measure" "Mesure de sécurité" "Security measure";
    MeasureType "measure-type" "Type de mesure" "Type of measure";
    Risk "risk" "Risque" "Risk";
    Severity "severity" "Gravité" "Severity";
    Likelihood "likelihood" "Vraisemblance" "Likelihood";
    Threats "threats" "Impacts, sources et menaces" "Impacts, sources and threats";
    RiskMeasures "risk-measures" "Mesures contre le risque" "Measures against the risk";
    Source "source" "Source des données" "Source of data";
    Notice "notice" "Information des personnes" "Information of the persons";
    Right "right" "Droit des personnes" "Right of the persons";
    Step "step" "Étape" "Step";
    Operation "operation" "Opération" "Operation";
    OperationReference "operation-reference" "Référence de l'opération" "Operation's reference";
    OperationData "operation-data" "Données de l'opération" "Operation's data";
    OperationPurposes "operation-purposes" "Finalités de l'opération" "Operation's purposes";
    OperationRecipients "operation-recipients" "Destinataires de l'opération" "Operation's recipients";
    OperationStores "operation-stores" "Supports de l'opération" "Operation's stores";
}

impl Aspect {
    fn row(self) -> &'static (Aspect, &'static str, &'static str, &'static str) {
        // The macro writes a row for each.
        &Self::ALL[self as usize]
    }

    /// Whether it says something of something else: the retention of a datum.
    pub fn is_detail(self) -> bool {
        use Aspect as A;
        let things = [A::Activity, A::Controller, A::Joint, A::Processor, A::Software, A::Purpose, A::Subjects, A::Datum, A::Recipient];
        let more = [A::Transfer, A::Measure, A::Risk, A::Source, A::Notice, A::Right, A::Step, A::Operation];
        !things.contains(&self) && !more.contains(&self)
    }

    /// Its word in data.
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// Its heading.
    pub fn label(self, lang: Lang) -> &'static str {
        if lang == Lang::Fr { self.row().2 } else { self.row().3 }
    }
}

/// What changed from the activities of `old` to those of `new`: activity by activity in the order of the newer version,
/// those that are gone last.
pub fn changes(old: &[Version], new: &[Version]) -> Vec<Change> {
    let keys: [fn(&Version) -> Option<String>; 4] = [
        |one| Some(format!("{}\n{}", one.identifier, fold(&one.name))),
        |one| one.reference.as_deref().map(fold),
        |one| Some(one.identifier.clone()),
        |one| Some(fold(&one.name)),
    ];
    let mut found = Vec::new();
    for pair in pairs(old, new, &keys) {
        match pair {
            (Some(old), Some(new)) => found.extend(between(old, new)),
            (None, Some(new)) => found.push(about(new, Aspect::Activity, Nature::Added, &new.name, ("", ""))),
            (Some(old), None) => found.push(about(old, Aspect::Activity, Nature::Removed, &old.name, ("", ""))),
            (None, None) => {}
        }
    }
    found
}

fn about(version: &Version, aspect: Aspect, nature: Nature, name: &str, (before, after): (&str, &str)) -> Change {
    let (activity, reference) = (version.name.clone(), version.reference.clone());
    Change { activity, reference, aspect, nature, name: name.to_owned(), before: before.to_owned(), after: after.to_owned() }
}

/// What changed between two versions of one activity.
fn between(old: &Version, new: &Version) -> Vec<Change> {
    let mut found = Vec::new();
    let keys: [fn(&Fact) -> Option<String>; 2] = [
        |fact| Some(format!("{}\n{}", fact.aspect.word(), fact.key)),
        |fact| Some(format!("{}\n{}", fact.aspect.word(), fold(&fact.label))),
    ];
    for pair in pairs(&old.facts, &new.facts, &keys) {
        match pair {
            (Some(before), Some(after)) => {
                // An operation is called by its step, whose new name is told once.
                if before.label != after.label && after.aspect != Aspect::Operation {
                    let names = (before.label.as_str(), after.label.as_str());
                    found.push(about(new, after.aspect, Nature::Renamed, &after.label, names));
                }
                found.extend(before.details.iter().zip(&after.details).filter_map(|(old, now)| detail(new, &after.label, old, now)));
            }
            (None, Some(after)) => found.push(about(new, after.aspect, Nature::Added, &after.label, ("", &summary(after)))),
            (Some(before), None) => found.push(about(new, before.aspect, Nature::Removed, &before.label, (&summary(before), ""))),
            (None, None) => {}
        }
    }
    if !found.is_empty() && old.updated == new.updated {
        let date = new.updated.as_ref().map(Date::to_string).unwrap_or_default();
        found.push(about(new, Aspect::Updated, Nature::Unchanged, &new.name, (&date, &date)));
    }
    found
}

fn summary(fact: &Fact) -> String {
    let said = fact.details.iter().map(|detail| detail.value.as_str()).filter(|value| !value.is_empty());
    said.collect::<Vec<_>>().join(", ")
}

fn detail(version: &Version, name: &str, old: &Detail, new: &Detail) -> Option<Change> {
    if old.value == new.value {
        return None;
    }
    let nature = match (old.value.as_str(), new.value.as_str()) {
        ("", _) => Nature::Added,
        (_, "") => Nature::Removed,
        _ if matches!(new.aspect, Aspect::Reference | Aspect::OperationReference) => Nature::Renumbered,
        _ => match (old.longest, new.longest) {
            (Some(old), Some(new)) => lasting(old, new),
            _ => Nature::Changed,
        },
    };
    Some(about(version, new.aspect, nature, name, (&old.value, &new.value)))
}

fn lasting(old: Duration, new: Duration) -> Nature {
    match (longer(new, old), longer(old, new)) {
        (true, _) => Nature::Longer,
        (_, true) => Nature::Shorter,
        _ => Nature::Changed,
    }
}

/// The items of two lists that are one another's: by the first key that finds one, in the order of the new list; those without
/// another stand alone, the old ones last. Of several with one key, the first goes with the first.
fn pairs<'a, T>(old: &'a [T], new: &'a [T], keys: &[fn(&T) -> Option<String>]) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for key in keys {
        let mut free: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, item) in old.iter().enumerate().rev().filter(|(at, _)| !taken[*at]) {
            if let Some(key) = key(item) {
                free.entry(key).or_default().push(at);
            }
        }
        for (at, item) in new.iter().enumerate() {
            if partner[at].is_some() {
                continue;
            }
            let Some(key) = key(item) else { continue };
            if let Some(found) = free.get_mut(&key).and_then(Vec::pop) {
                (partner[at], taken[found]) = (Some(found), true);
            }
        }
    }
    let kept = partner.iter().zip(new).map(|(partner, item)| (partner.map(|at| &old[at]), Some(item)));
    let gone = old.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(item, _)| (Some(item), None));
    kept.chain(gone).collect()
}

/// The changes as a table.
pub fn table(changes: &[Change], lang: Lang) -> Table {
    let say = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en };
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        text("Activité", "Activity", 28),
        Column::of(ColumnKind::Short, say("Référence", "Reference")).wide(12),
        text("Rubrique", "Part", 22),
        text("Nature", "Nature", 18),
        text("Objet", "What", 28),
        text("Avant", "Before", 32),
        text("Après", "After", 32),
    ];
    let mut table = Table::new("changements", say("Changements", "Changes"), columns, lang);
    table.orientation = Orientation::Landscape;
    for change in changes {
        table.push(vec![
            Cell::text(&change.activity),
            Cell::text(change.reference.as_deref().unwrap_or_default()),
            Cell::text(change.aspect.label(lang)),
            Cell::text(change.nature.label(lang)),
            Cell::text(&change.name),
            Cell::text(&change.before),
            Cell::text(&change.after),
        ]);
    }
    table
}
