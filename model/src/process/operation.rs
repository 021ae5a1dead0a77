//! What a step does to data: operations, notices, consents, verifications, answers to rights.

use super::{Artifact, Channel, Datum, Head, Id, Node, Origin, Party, Purpose, Ref, Retention, Store, Subjects};
use crate::source::{Span, Spanned};

/// An operation of RGPD art. 4(2) on data: one row of the census.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The step that performs it.
    pub node: Id<Node>,
    /// Which of the eighteen; none for a word that maps to no legal operation.
    pub kind: OperationKind,
    /// The word as written, before it was mapped to the legal term.
    pub word: Spanned<String>,
    /// What kind of word it was.
    pub wording: Wording,
    /// The data.
    pub data: Vec<Ref<Id<Datum>>>,
    /// Whom they are about (`sur`), where the line says it.
    pub subjects: Vec<Ref<Id<Subjects>>>,
    /// What for (`pour`). Never inherited.
    pub purposes: Vec<Ref<Id<Purpose>>>,
    /// To whom (`vers`).
    pub recipients: Vec<Ref<Party>>,
    /// Where from (`depuis`).
    pub from: Vec<Ref<Origin>>,
    /// Stores or documents written (`dans`).
    pub into: Vec<Ref<Place>>,
    /// Through which channels (`via`).
    pub via: Vec<Ref<Id<Channel>>>,
    /// Retention of the result.
    pub retention: Vec<Retention>,
    /// Format written or sent.
    pub format: Option<Spanned<String>>,
    /// Fixed census reference (`réf OP-07`).
    pub reference: Option<Spanned<String>>,
    /// The row's description (`comme`).
    pub description: Option<Spanned<String>>,
    /// The whole line or element.
    pub span: Span,
    /// Where and how a reference can be pinned.
    pub pin: Pin,
}

/// Where data are written (`dans`): a store or a document of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A store.
    Store(Id<Store>),
    /// A document.
    Document(Id<Artifact>),
}

/// How `number --write` pins a reference: the text to insert is built from the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// ` réf OP-07` in the language (` ref` in English), at this empty span.
    Clause(Span),
    /// ` ref="OP-07"` in XML, at this empty span inside the start tag.
    Attribute(Span),
    /// There is no place for it (a line whose text cannot be mapped back).
    Nowhere,
}

/// How the operation's word relates to the law's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// The legal term, in French or English.
    Legal,
    /// A word people use, mapped to the legal term (`suppression`).
    Informal,
    /// The word of a text no longer in force (`verrouillage`).
    Superseded,
    /// A grouped term that names several operations.
    Ambiguous,
}

/// The eighteen operations of RGPD art. 4(2), in the order of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum OperationKind {
    Collection,
    Recording,
    Organisation,
    Structuring,
    Storage,
    Adaptation,
    Alteration,
    Retrieval,
    Consultation,
    Use,
    Disclosure,
    Dissemination,
    MakingAvailable,
    Alignment,
    Combination,
    Restriction,
    Erasure,
    Destruction,
}

/// One fact of a step, in written order.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A row of the census.
    Operation(Id<Operation>),
    /// The persons are informed.
    Notice(NoticeFact),
    /// Consent is obtained or withdrawn.
    Consent(ConsentFact),
    /// Something is checked.
    Verification(Spanned<Verification>),
    /// A right is answered.
    Right(Spanned<Right>),
}

/// `informe prospect de responsable, finalité`.
#[derive(Clone, Debug)]
pub struct NoticeFact {
    /// Who is informed.
    pub subjects: Vec<Ref<Id<Subjects>>>,
    /// Of what.
    pub items: Vec<Spanned<NoticeItem>>,
    /// The whole line.
    pub span: Span,
}

/// `recueille consentement pour preuve dans complus`.
#[derive(Clone, Debug)]
pub struct ConsentFact {
    /// For which purposes.
    pub purposes: Vec<Ref<Id<Purpose>>>,
    /// Where the proof is written.
    pub into: Vec<Ref<Place>>,
    /// `retire` instead of `recueille`.
    pub withdrawn: bool,
    /// The whole line.
    pub span: Span,
}

/// What a step checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// Whether the person has objected.
    Objection,
    /// The format of the data.
    Format,
    /// The accuracy of the data.
    Accuracy,
}

/// Rights of the data subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum Right {
    Access,
    Rectification,
    Erasure,
    Restriction,
    Objection,
    Portability,
}

/// Items of information of art. 13 and 14.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the words stand in `vocabulary`
pub enum NoticeItem {
    Controller,
    Purpose,
    Basis,
    Recipients,
    Transfers,
    Retention,
    Access,
    Rectification,
    Erasure,
    Restriction,
    Objection,
    Portability,
    Withdrawal,
    Complaint,
    Source,
    Decision,
    Obligation,
}

impl Operation {
    /// What the census prints as description: the `comme` text, else the step's label.
    pub fn title<'a>(&'a self, step: &'a Head) -> &'a str {
        self.description.as_ref().map_or(step.title(), |text| &text.value)
    }
}
