//! Reference durations of retention, and how durations compare.

use super::words::{Phrase, holds};
use crate::process::vocabulary::Words;
use crate::process::{Duration, Unit};
use serde::Deserialize;
use std::sync::LazyLock;

/// A row of `data/durations.toml`.
#[derive(Debug, Deserialize)]
pub struct ReferenceDuration {
    /// `R01`.
    pub id: String,
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

/// The row of an id.
pub fn row(id: &str) -> &'static ReferenceDuration {
    TABLE.duration.iter().find(|row| row.id == id).expect("the rows that checks name are there, a test says so")
}

impl ReferenceDuration {
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
        }
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
