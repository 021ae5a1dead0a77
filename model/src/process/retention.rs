//! How long data are kept, from when, and what becomes of them.

use crate::source::{Span, Spanned};

/// A retention: a limit, perhaps its starting point, archiving phases and the final fate.
#[derive(Clone, Debug)]
pub struct Retention {
    /// A duration, or a criterion.
    pub limit: RetentionLimit,
    /// The event it runs from (`après "l'appel"`).
    pub after: Option<Spanned<String>>,
    /// Intermediate archiving: how long, and under which text (`puis archivage 5 ans au titre de "…"`).
    pub archive: Option<Archive>,
    /// What becomes of the data in the end (`puis effacement`).
    pub fate: Option<Spanned<Fate>>,
    /// The whole clause.
    pub span: Span,
}

/// Intermediate archiving.
#[derive(Clone, Debug)]
pub struct Archive {
    /// How long.
    pub duration: Option<Duration>,
    /// The text that asks for it.
    pub under: Option<Spanned<String>>,
}

/// The limit of a retention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetentionLimit {
    /// A duration.
    Duration(Duration),
    /// A criterion (`jusqu'à "la fin du contrat"`), or a text that is no duration.
    Until(String),
}

/// A number of units of time, `6 mois`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// What becomes of data at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Effacement.
    Erasure,
    /// Anonymisation.
    Anonymisation,
    /// Destruction.
    Destruction,
    /// Versement to archives.
    Archives,
}
