//! What every declaration has, and how one refers to another.

use super::{Activity, Id, Node};
use crate::source::{Span, Spanned};

/// An identifier. One of up to 24 bytes, as nearly all are, needs no memory besides its own: a file has ten for each step.
pub type Name = compact_str::CompactString;

/// Identifier, label and place of a step or declaration.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The identifier as written, NFC; the XML id in BPMN; made from the label where none was written.
    pub name: Name,
    /// The label shown in tables and drawings; empty where the source has none and none may be made up (BPMN).
    pub label: String,
    /// The identifier (or label, or keyword) to underline.
    pub span: Span,
    /// The whole statement or element.
    pub whole: Span,
    /// The activity in whose block it stands; none for what is shared.
    pub scope: Option<Id<Activity>>,
    /// Declared by a quoted text where a reference was expected.
    pub on_the_spot: bool,
    /// Exceptions written in its block (`tolère`).
    pub allowances: Vec<Allowance>,
}

impl Head {
    /// The label, or the identifier where there is none.
    pub fn title(&self) -> &str {
        if self.label.trim().is_empty() { &self.name } else { &self.label }
    }
}

/// A justified exception to a check.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// Name or code of the rule.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// A reference by identifier or by quoted text, with its target once resolved.
#[derive(Clone, Debug)]
pub struct Ref<T> {
    /// The identifier, or the quoted text.
    pub text: Name,
    /// Written between quotes: declares its target on the spot.
    pub quoted: bool,
    /// Where it stands.
    pub span: Span,
    /// What it names; none where nothing has that name.
    pub to: Option<T>,
}

impl<T> Ref<T> {
    /// A reference not yet resolved.
    pub fn new(text: impl Into<Name>, quoted: bool, span: Span) -> Self {
        Self { text: text.into(), quoted, span, to: None }
    }
}

/// The label of something written without one: its identifier with the first letter in upper case and `_` read as a space.
pub fn default_label(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut chars = spaced.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A line of a step written in the language inside another format: a `recens:` line of a BPMN documentation.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// The step it belongs to.
    pub node: Id<Node>,
    /// The line, without its `recens:` prefix.
    pub text: String,
    /// Where the line stands.
    pub span: Span,
    /// Each byte of `text` is the byte of the source at the same distance from `span.start`. `false` where entities or
    /// references were decoded: then only the whole line can be pointed at.
    pub exact: bool,
}

/// Anything with a [`Head`].
pub trait Declared {
    /// Its identifier, label and place.
    fn head(&self) -> &Head;
    /// The same, to be changed by a reader.
    fn head_mut(&mut self) -> &mut Head;
}

macro_rules! declared {
    ($($type:ident)*) => {
        $(impl Declared for super::$type {
            fn head(&self) -> &Head {
                &self.head
            }
            fn head_mut(&mut self) -> &mut Head {
                &mut self.head
            }
        })*
    };
}

declared! {
    Activity Organisation Subjects Datum Purpose Recipient Store Channel Measure Transfer Risk
    Participant Lane Node Artifact SequenceFlow MessageFlow Association
}

/// An identifier made from a label: lower case, without accents, `_` between words; `fallback` where nothing is left.
pub fn slug(label: &str, fallback: &str) -> String {
    let mut out = String::new();
    for c in super::vocabulary::fold(label).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if out.len() > 48 {
            break;
        }
    }
    let out = out.trim_end_matches('_');
    if out.is_empty() { fallback.to_owned() } else { out.to_owned() }
}
