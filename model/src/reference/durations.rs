//! Reference durations of retention, and how durations compare.

use super::words::{Phrase, holds};
use crate::diagnostic::Lang;
use crate::process::vocabulary::{Words, fold};
use crate::process::{Duration, Unit};
use indexmap::IndexMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A row of `data/durations.toml`.
#[derive(Clone, Debug, Deserialize)]
pub struct ReferenceDuration {
    /// `R01`.
    pub id: String,
    /// `prospects`: the key by which a configuration overrides the row.
    pub name: String,
    /// The row in French.
    pub fr: String,
    /// The row in English.
    pub en: String,
    /// Which way it binds.
    pub bound: Bound,
    /// How many units.
    pub count: Option<u32>,
    /// Which unit, in French.
    pub unit: Option<String>,
    /// Words of which the datum's label must hold one.
    #[serde(default)]
    pub data: Vec<Phrase>,
    /// Words of which a purpose must hold one.
    #[serde(default)]
    pub purposes: Vec<Phrase>,
    /// Words of which the data subjects' label must hold one.
    #[serde(default)]
    pub subjects: Vec<Phrase>,
    /// The check that applies it, where it is not the general one.
    pub rule: Option<String>,
    /// Where it comes from.
    pub source: String,
    /// Read in the text itself.
    pub verified: bool,
}

/// Which way a reference binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// Longer needs a justification.
    Max,
    /// A text asks for at least as much.
    Min,
    /// A criterion or a recommendation.
    Note,
}

#[derive(Debug, Deserialize)]
struct Table {
    duration: Vec<ReferenceDuration>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/durations.toml")).expect("the durations are checked by a test"));

/// All rows, in order.
pub fn durations() -> &'static [ReferenceDuration] {
    &TABLE.duration
}

/// What a configuration says instead of the rows it names, by their ids; none where a row is not to be compared with.
pub type Overrides = IndexMap<String, Option<Duration>>;

/// All rows, in order, with the durations that a configuration gives instead; these have the configuration as source.
pub fn overridden(overrides: &Overrides) -> Cow<'static, [ReferenceDuration]> {
    if overrides.is_empty() {
        return Cow::Borrowed(durations());
    }
    let rows = durations().iter().filter_map(|row| match overrides.get(&row.id) {
        None => Some(row.clone()),
        Some(None) => None,
        Some(Some(duration)) => Some(row.with(*duration)),
    });
    Cow::Owned(rows.collect())
}

/// The row of a key of a configuration: its name, accents and case aside, or its id.
pub fn named(key: &str) -> Option<&'static ReferenceDuration> {
    let key = fold(key);
    durations().iter().find(|row| row.name == key || row.id.eq_ignore_ascii_case(&key))
}

/// The duration that a text says: `6 mois`.
pub fn parse(text: &str) -> Option<Duration> {
    let (count, unit) = text.trim().split_once(char::is_whitespace)?;
    Some(Duration { count: count.parse().ok()?, unit: Unit::parse_word(unit.trim())? })
}

impl ReferenceDuration {
    /// The row with another duration, of which the configuration is the source.
    fn with(&self, duration: Duration) -> Self {
        let says = |text: &str, mark: &str, lang: Lang| {
            let what = text.split_once(mark).map_or(text, |(what, _)| what);
            format!("{what}{mark}{}", duration.text(lang))
        };
        Self {
            fr: says(&self.fr, " : ", Lang::Fr),
            en: says(&self.en, ": ", Lang::En),
            count: Some(duration.count),
            unit: Some(duration.unit.word(Lang::Fr).to_owned()),
            source: "recens.toml".to_owned(),
            verified: true,
            ..self.clone()
        }
    }

    /// The duration, where the row has one.
    pub fn duration(&self) -> Option<Duration> {
        Some(Duration { count: self.count?, unit: Unit::parse(self.unit.as_deref()?)? })
    }

    /// Whether the row speaks of this datum, these purposes and these data subjects, each by label.
    pub fn speaks_of(&self, datum: &str, purposes: &[&str], subjects: &[&str]) -> bool {
        let any = |phrases: &[Phrase], labels: &[&str]| phrases.is_empty() || labels.iter().any(|label| holds(label, phrases).is_some());
        // All of its data subjects must be those the row speaks of: another category may have its own rules.
        let all = self.subjects.is_empty() || !subjects.is_empty() && subjects.iter().all(|label| holds(label, &self.subjects).is_some());
        any(&self.data, &[datum]) && any(&self.purposes, purposes) && all
    }
}

/// A duration in days; months are a twelfth of a year of 365.25 days.
pub fn days(duration: Duration) -> f64 {
    let unit = match duration.unit {
        Unit::Hours => 1.0 / 24.0,
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months => 365.25 / 12.0,
        Unit::Years => 365.25,
    };
    f64::from(duration.count) * unit
}

/// Whether `a` is longer than `b` by more than the uneven lengths of months explain.
pub fn longer(a: Duration, b: Duration) -> bool {
    days(a) > days(b) * 1.01 + 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_source_and_says_what_it_bounds() {
        for (at, row) in durations().iter().enumerate() {
            assert_eq!(row.id, format!("R{:02}", at + 1));
            assert!(!row.source.is_empty() && !row.fr.is_empty() && !row.en.is_empty(), "{}", row.id);
            let told = !row.data.is_empty() || !row.purposes.is_empty() || !row.subjects.is_empty() || row.rule.is_some();
            assert!(row.bound == Bound::Note || row.duration().is_some() && told, "{} bounds nothing", row.id);
            assert_eq!(row.unit.is_some(), row.duration().is_some(), "{}", row.id);
            assert_eq!(named(&row.name).map(|found| &found.id), Some(&row.id), "{} is the name of another row", row.name);
            assert!(row.fr.contains(" : ") && row.en.contains(": "), "{} does not tell what from how long", row.id);
        }
    }

    #[test]
    fn a_configuration_gives_other_durations_or_none() {
        let three = parse("3 mois").unwrap();
        let overrides = Overrides::from([("R12".to_owned(), Some(three)), ("R11".to_owned(), None)]);
        let rows = overridden(&overrides);
        let row = rows.iter().find(|row| row.id == "R12").unwrap();
        assert_eq!((row.fr.as_str(), row.en.as_str()), ("enregistrement d'appels : 3 mois", "call recordings: 3 months"));
        assert_eq!((row.duration(), row.source.as_str()), (Some(three), "recens.toml"));
        assert!(rows.iter().all(|row| row.id != "R11") && rows.len() == durations().len() - 1);
        assert_eq!(named("Vidéosurveillance").unwrap().id, "R15");
        assert_eq!(named("r12").unwrap().name, "appels");
        assert!(parse("six mois").is_none() && parse("6").is_none() && parse("-6 mois").is_none());
    }

    #[test]
    fn durations_compare_across_units() {
        let of = |count, unit| Duration { count, unit };
        assert!(!longer(of(36, Unit::Months), of(3, Unit::Years)));
        assert!(!longer(of(366, Unit::Days), of(1, Unit::Years)));
        assert!(!longer(of(184, Unit::Days), of(6, Unit::Months)));
        assert!(longer(of(7, Unit::Months), of(6, Unit::Months)));
        assert!(longer(of(1, Unit::Days), of(0, Unit::Days)));
    }
}
