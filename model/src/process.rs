//! The typed model of a process and of the personal data it handles, the same for both formats.
//!
//! A reader pushes what it understood into a [`Model`], with names where something is referred to; then
//! [`resolve`](resolve::resolve) gives each name its target, declares on the spot what was quoted, and builds the
//! flow graph. After that the model is read-only.

pub mod arena;
pub mod data;
pub mod facts;
pub mod flow;
pub mod implied;
pub mod operation;
pub mod party;
pub mod reference;
pub mod resolve;
pub mod retention;
pub mod vocabulary;

pub use arena::{Arena, Id};
pub use data::{Channel, DataCategory, Datum, Measure, MeasureType, Rating, Risk, Store, Subjects, Transfer};
pub use flow::*;
pub use implied::{IMPLIED, is_implied};
pub use operation::*;
pub use party::*;
pub use reference::{Allowance, Declared, Head, Name, Ref, StepLine, default_label, slug};
pub use retention::{Duration, Fate, Retention, RetentionLimit, Unit};

use crate::diagnostic::Lang;
use crate::source::{Span, Spanned};

/// Everything one input says, imports included.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Activities (`traitement`), each an entry of the register.
    pub activities: Arena<Activity>,
    /// Organisations.
    pub organisations: Arena<Organisation>,
    /// Categories of data subjects.
    pub subjects: Arena<Subjects>,
    /// Personal data.
    pub data: Arena<Datum>,
    /// Purposes.
    pub purposes: Arena<Purpose>,
    /// Recipients.
    pub recipients: Arena<Recipient>,
    /// Data stores.
    pub stores: Arena<Store>,
    /// Channels.
    pub channels: Arena<Channel>,
    /// Security measures.
    pub measures: Arena<Measure>,
    /// Transfers outside the EEA.
    pub transfers: Arena<Transfer>,
    /// Risks.
    pub risks: Arena<Risk>,
    /// Pools.
    pub participants: Arena<Participant>,
    /// Lanes.
    pub lanes: Arena<Lane>,
    /// Flow nodes: events, activities of the flow, gateways.
    pub nodes: Arena<Node>,
    /// Data objects, placed stores, annotations, groups.
    pub artifacts: Arena<Artifact>,
    /// Sequence flows.
    pub flows: Arena<SequenceFlow>,
    /// Message flows.
    pub messages: Arena<MessageFlow>,
    /// Data associations and the associations of annotations.
    pub associations: Arena<Association>,
    /// Operations on data: the rows of the census, in order of writing.
    pub operations: Arena<Operation>,
    /// The file's own diagrams, one for each plane.
    pub diagrams: Vec<Diagram>,
    /// The language most of the input's keywords are in; edits follow it.
    pub lang: Lang,
}

/// One processing activity, an entry of the register.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// Identifier, label, place.
    pub head: Head,
    /// Register reference, `T-005`.
    pub reference: Option<Spanned<String>>,
    /// Date of creation, ISO `AAAA-MM-JJ`, checked by the reader to be a real date.
    pub created: Option<Spanned<Date>>,
    /// Date of the last update.
    pub updated: Option<Spanned<Date>>,
    /// Controllers (`responsable`); more than one is allowed by the grammar.
    pub controllers: Vec<Ref<Id<Organisation>>>,
    /// Joint controllers.
    pub joint: Vec<Ref<Id<Organisation>>>,
    /// Processors, each with its contract.
    pub processors: Vec<Processor>,
    /// Software.
    pub software: Vec<Spanned<String>>,
    /// Scale of the processing (`échelle large`).
    pub large_scale: Option<Span>,
    /// Retention of everything handled here, where nothing nearer says it.
    pub retention: Vec<Retention>,
    /// Written as `traitement` or `recens:treatment`. `false`: made up to hold a plain BPMN file's process.
    pub declared: bool,
}

/// A processor of an activity.
#[derive(Clone, Debug)]
pub struct Processor {
    /// The organisation.
    pub organisation: Ref<Id<Organisation>>,
    /// Reference of the contract of art. 28(3).
    pub contract: Option<Spanned<String>>,
    /// The whole declaration.
    pub span: Span,
}

/// A day of the Gregorian calendar; ordered as days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// A day from `AAAA-MM-JJ`; `None` for anything else or a day that does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year) && digits(month) && digits(day)) {
            return None;
        }
        let date = Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let leap = date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
        let last = match date.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (date.year >= 1 && (1..=last).contains(&date.day)).then_some(date)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
