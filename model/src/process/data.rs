//! Data subjects, personal data, and where they are kept and pass: stores, channels, measures, transfers, risks.

use super::party::Safeguard;
use super::{Head, Id, Measure as M, Party, Ref, Retention};
use crate::source::Spanned;

/// A category of data subjects (`personnes`).
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    /// Identifier, label, place.
    pub head: Head,
    /// Minors.
    pub minors: bool,
    /// Vulnerable persons.
    pub vulnerable: bool,
}

/// A personal datum.
#[derive(Clone, Debug, Default)]
pub struct Datum {
    /// Identifier, label, place.
    pub head: Head,
    /// The CNIL's category.
    pub category: Option<Spanned<DataCategory>>,
    /// Whom it is about (`sur`).
    pub subjects: Vec<Ref<Id<Subjects>>>,
    /// How long it is kept; more than one is a conflict.
    pub retention: Vec<Retention>,
    /// Free text (`libre`).
    pub free_text: bool,
    /// Computed (`dérivée`).
    pub derived: bool,
    /// Optional (`facultative`).
    pub optional: bool,
    /// Exception of art. 9(2) or 10 (`exception 9.2.a`).
    pub exception: Option<Spanned<String>>,
    /// Format (`format "JJ/MM/AAAA"`).
    pub format: Option<Spanned<String>>,
}

/// Categories of data: the superset of the CNIL's two register models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the words and headings stand in `vocabulary`
pub enum DataCategory {
    Identity,
    PersonalLife,
    WorkingLife,
    Economic,
    Connection,
    Location,
    Internet,
    Nir,
    Other,
    Origin,
    Opinions,
    Beliefs,
    TradeUnion,
    Genetic,
    Biometric,
    Health,
    SexLife,
    Offences,
}

/// A data store (`magasin`).
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Identifier, label, place.
    pub head: Head,
    /// Where it stands (`lieu`).
    pub location: Option<Spanned<String>>,
    /// Country (`pays`).
    pub country: Option<Spanned<String>>,
    /// Security measures.
    pub measures: Vec<Ref<Id<M>>>,
    /// Data it holds from elsewhere (`contient`).
    pub contains: Vec<Ref<Id<Datum>>>,
    /// Retention of all it holds.
    pub retention: Vec<Retention>,
    /// Format.
    pub format: Option<Spanned<String>>,
    /// Encrypted (`chiffré`).
    pub encrypted: bool,
}

/// A channel (`canal`).
#[derive(Clone, Debug, Default)]
pub struct Channel {
    /// Identifier, label, place.
    pub head: Head,
    /// Format.
    pub format: Option<Spanned<String>>,
    /// Encrypted (`chiffré`).
    pub encrypted: bool,
    /// Country it passes through.
    pub country: Option<Spanned<String>>,
}

/// A security measure (`mesure`).
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Identifier, label, place.
    pub head: Head,
    /// One of the CNIL's seven types.
    pub kind: Option<Spanned<MeasureType>>,
}

/// The CNIL's seven types of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum MeasureType {
    AccessControl,
    Traceability,
    SoftwareProtection,
    Backup,
    Encryption,
    ProcessorControl,
    Other,
}

/// A transfer outside the EEA (`transfert vers hebergeur pays "États-Unis" garantie dpf`).
#[derive(Clone, Debug, Default)]
pub struct Transfer {
    /// Identifier, label, place.
    pub head: Head,
    /// To whom.
    pub to: Option<Ref<Party>>,
    /// To which country.
    pub country: Option<Spanned<String>>,
    /// Under which safeguard.
    pub safeguard: Option<Spanned<Safeguard>>,
}

/// A risk (`risque`).
#[derive(Clone, Debug, Default)]
pub struct Risk {
    /// Identifier, label, place.
    pub head: Head,
    /// Impacts on the persons.
    pub impacts: Vec<Spanned<String>>,
    /// Sources.
    pub sources: Vec<Spanned<String>>,
    /// Threats.
    pub threats: Vec<Spanned<String>>,
    /// Measures against it.
    pub measures: Vec<Ref<Id<M>>>,
    /// Severity; `Err` holds a word off the scale.
    pub severity: Option<Spanned<Result<Rating, String>>>,
    /// Likelihood; `Err` holds a word off the scale.
    pub likelihood: Option<Spanned<Result<Rating, String>>>,
}

/// The CNIL's scale of severity and likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rating {
    /// Négligeable.
    Negligible,
    /// Limitée.
    Limited,
    /// Importante.
    Significant,
    /// Maximale.
    Maximum,
}
