//! Who takes part: organisations, recipients, purposes and the contracts between them.

use super::{Head, Id, Lane, Participant, Subjects};
use crate::source::Spanned;

/// An organisation.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Identifier, label, place.
    pub head: Head,
    /// Street address.
    pub address: Option<Spanned<String>>,
    /// Postcode.
    pub postcode: Option<Spanned<String>>,
    /// City.
    pub city: Option<Spanned<String>>,
    /// Country.
    pub country: Option<Spanned<String>>,
    /// Telephone.
    pub phone: Option<Spanned<String>>,
    /// E-mail address.
    pub email: Option<Spanned<String>>,
    /// Representative.
    pub representative: Option<Contact>,
    /// Data protection officer.
    pub dpo: Option<Contact>,
    /// A public body (`publique`).
    pub public: bool,
}

/// A person with coordinates: the DPO, the representative.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The name.
    pub name: Spanned<String>,
    /// Coordinates in the order of writing: keyword's canonical French form (`courriel`, `téléphone`, `adresse`, …) and value.
    pub details: Vec<(String, Spanned<String>)>,
}

/// A recipient (`destinataire`).
#[derive(Clone, Debug, Default)]
pub struct Recipient {
    /// Identifier, label, place.
    pub head: Head,
    /// Internal unless said otherwise.
    pub kind: RecipientKind,
    /// Country.
    pub country: Option<Spanned<String>>,
    /// Safeguard of a transfer.
    pub safeguard: Option<Spanned<Safeguard>>,
}

/// Kinds of recipients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum RecipientKind {
    /// A service of the organisation.
    #[default]
    Internal,
    /// Another organisation (`externe`).
    External,
    /// A processor (`sous-traitant`).
    Processor,
}

/// Safeguards of a transfer, art. 45 to 49.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum Safeguard {
    StandardClauses,
    BindingRules,
    Adequacy,
    DataPrivacyFramework,
    CodeOfConduct,
    Certification,
    Derogation,
}

/// A purpose (`finalité`).
#[derive(Clone, Debug, Default)]
pub struct Purpose {
    /// Identifier, label, place.
    pub head: Head,
    /// The main purpose of its activity (`principale`).
    pub main: bool,
    /// Its legal basis.
    pub basis: Option<Spanned<Basis>>,
}

/// A legal basis of art. 6(1), with the text or the interest that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Which.
    pub kind: BasisKind,
    /// `obligation "texte"`, `intérêt-légitime "…"`.
    pub text: Option<String>,
}

/// The six legal bases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum BasisKind {
    Consent,
    Contract,
    Obligation,
    VitalInterests,
    PublicTask,
    LegitimateInterest,
}

/// Someone data can go to or come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// A declared recipient.
    Recipient(Id<Recipient>),
    /// An organisation.
    Organisation(Id<Organisation>),
    /// A pool.
    Participant(Id<Participant>),
    /// A lane.
    Lane(Id<Lane>),
    /// The data subjects themselves.
    Subjects(Id<Subjects>),
}

/// Where data come from (`depuis`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A store.
    Store(Id<super::Store>),
    /// A document of the flow.
    Document(Id<super::Artifact>),
    /// A channel.
    Channel(Id<super::Channel>),
    /// Somebody.
    Party(Party),
}
