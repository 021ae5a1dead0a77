//! What the readers of all element families share: heads, references, findings.

use super::diagram::Drawn;
use super::extension;
use super::index::Index;
use super::space::Space;
use super::xml::Node as Xml;
use crate::diagnostic::{Diagnostic, Notice, Text, reading};
use crate::process::*;
use crate::source::{Span, Spanned};
use foldhash::{HashMap, HashSet};

/// The state of reading one file.
pub(super) struct Reader<'a> {
    /// The elements by identifier.
    pub index: Index<'a>,
    /// What the file's diagram says of sub-processes.
    pub drawn: Drawn,
    /// What is filled.
    pub model: &'a mut Model,
    /// What was found.
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// The innermost lane of each node of the process being read, with its depth.
    pub lanes: HashMap<String, (usize, Id<Lane>)>,
    /// Identifiers of default branches.
    pub defaults: HashSet<String>,
    /// The `recens:` lines of documentations and properties.
    pub lines: Vec<StepLine>,
    /// What was told once and is not repeated.
    pub told: HashSet<String>,
}

/// Where an element of the flow stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Its activity of the register.
    pub activity: Option<Id<Activity>>,
    /// Its pool.
    pub participant: Option<Id<Participant>>,
    /// The lane of the sub-process that holds it.
    pub lane: Option<Id<Lane>>,
    /// The sub-process that holds it.
    pub parent: Option<Id<Node>>,
}

impl Reader<'_> {
    /// Adds a finding.
    pub fn report(&mut self, notice: &Notice, span: Span, message: Text, help: Text) {
        self.diagnostics.push(Diagnostic::reading(notice, span, message).with_help(help));
    }

    /// Adds a finding about a value out of its range.
    pub fn invalid(&mut self, span: Span, message: Text, help: Text) {
        self.report(&reading::INVALID_VALUE, span, message, help);
    }

    /// Whether this is the first time `what` is told.
    pub fn first_time(&mut self, what: &str) -> bool {
        !self.told.contains(what) && self.told.insert(what.to_owned())
    }
}

impl<'a> Reader<'a> {
    /// Identifier, label, place and exceptions of an element.
    pub fn head(&mut self, xml: Xml<'a>, activity: Option<Id<Activity>>) -> Head {
        Head {
            name: self.index.id(xml),
            label: label(xml),
            span: head_span(xml),
            whole: xml.whole(),
            scope: activity,
            on_the_spot: false,
            allowances: extension::allowances(self, xml),
        }
    }

    /// A reference in an attribute of an element; `None` where the attribute is absent or empty.
    pub fn reference<T>(&self, xml: Xml<'a>, attribute: &str) -> Option<Ref<T>> {
        let value = xml.value(attribute)?;
        let span = xml.attribute(attribute)?.span();
        Some(Ref::new(self.index.known(&value).into_owned(), false, span))
    }

    /// The name, or else the code, of the element that a reference names; the reference itself where it is not in the file.
    pub fn name_of(&self, reference: &str) -> String {
        let Some(found) = self.index.get(reference) else { return reference.to_owned() };
        let name = ["name", "errorCode", "escalationCode"].iter().find_map(|attribute| found.value(attribute));
        name.map(std::borrow::Cow::into_owned).unwrap_or_default()
    }
}

/// An element's `name`, with line breaks as `\n` and no space left over.
pub(super) fn label(xml: Xml<'_>) -> String {
    xml.attribute("name").map(|name| tidy(&name.value())).unwrap_or_default()
}

/// Text as a label: line breaks as `\n`, each line with single spaces between its words, no empty line at either end.
pub(super) fn tidy(text: &str) -> String {
    let plain = |text: &str| {
        let bytes = text.as_bytes();
        let odd = bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t'));
        !odd && text.trim().len() == text.len() && !bytes.windows(2).any(|two| two == b"  ")
    };
    if plain(text) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let words = |line: &str| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.trim().split('\n').map(words).collect::<Vec<_>>().join("\n")
}

/// What is underlined for an element: its name, else its identifier, else what it is.
pub(super) fn head_span(xml: Xml<'_>) -> Span {
    ["name", "id"]
        .iter()
        .filter_map(|attribute| xml.attribute(attribute))
        .find(|attribute| !attribute.value().trim().is_empty())
        .map_or_else(|| xml.name_span(), |attribute| attribute.span())
}

/// The text of a child element with its place.
pub(super) fn child_text(xml: Xml<'_>, local: &'static str) -> Option<Spanned<String>> {
    let child = xml.child(Space::Bpmn, local)?;
    Some(Spanned::new(child.trimmed()?, child.text_span()))
}
