//! What the readers of all element families share: heads, references, findings.

use super::diagram::Drawn;
use super::extension;
use super::index::Index;
use super::space::Space;
use super::xml::{Attribute, Node as Xml};
use crate::diagnostic::{Diagnostic, Notice, Text, reading};
use crate::process::*;
use crate::source::{Span, Spanned};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;

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
    pub lanes: HashMap<Cow<'a, str>, (usize, Id<Lane>)>,
    /// Identifiers of default branches.
    pub defaults: HashSet<Cow<'a, str>>,
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
        let [id, name] = xml.attributes_named(["id", "name"]);
        Head {
            name: self.index.id_of(xml, id),
            label: name.map(tidied).unwrap_or_default(),
            span: span_of(xml, name, id),
            whole: xml.whole(),
            scope: activity,
            on_the_spot: false,
            allowances: extension::allowances(self, xml),
        }
    }

    /// A reference in an attribute of an element; `None` where the attribute is absent or empty.
    pub fn reference<T>(&self, xml: Xml<'a>, attribute: &str) -> Option<Ref<T>> {
        let found = xml.attribute(attribute)?;
        let value = found.trimmed();
        (!value.is_empty()).then(|| Ref::new(self.index.known(&value), false, found.span()))
    }

    /// The name, or else the code, of the element that a reference names; the reference itself where it is not in the file.
    pub fn name_of(&self, reference: &str) -> String {
        let Some(found) = self.index.get(reference) else { return reference.to_owned() };
        let name = ["name", "errorCode", "escalationCode"].iter().find_map(|attribute| found.value(attribute));
        name.map(Cow::into_owned).unwrap_or_default()
    }
}

/// An element's `name`, with line breaks as `\n` and no space left over.
pub(super) fn label(xml: Xml<'_>) -> String {
    xml.attribute("name").map(tidied).unwrap_or_default()
}

fn tidied(attribute: Attribute<'_>) -> String {
    tidy(attribute.value())
}

/// Text as a label: line breaks as `\n`, each line with single spaces between its words, no empty line at either end.
pub(super) fn tidy<'t>(text: impl Into<Cow<'t, str>>) -> String {
    let text = text.into();
    // Most are tidy already: no white space at the ends, none but single spaces inside.
    let bytes = text.as_bytes();
    let mut before = 0;
    let untidy = |byte: &u8| {
        let twice = *byte == b' ' && before == b' ';
        before = *byte;
        twice || matches!(byte, b'\n' | b'\r' | b'\t')
    };
    if text.trim().len() == text.len() && !bytes.iter().any(untidy) {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let lines = text.trim().split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    for (at, line) in lines.enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let start = out.len();
        for word in line.split([' ', '\t']).filter(|word| !word.is_empty()) {
            if out.len() > start {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// What is underlined for an element: its name, else its identifier, else what it is.
pub(super) fn head_span(xml: Xml<'_>) -> Span {
    span_of(xml, xml.attribute("name"), xml.attribute("id"))
}

fn span_of(xml: Xml<'_>, name: Option<Attribute<'_>>, id: Option<Attribute<'_>>) -> Span {
    [name, id]
        .into_iter()
        .flatten()
        .find(|attribute| !attribute.trimmed().is_empty())
        .map_or_else(|| xml.name_span(), |attribute| attribute.span())
}

/// The text of a child element with its place.
pub(super) fn child_text(xml: Xml<'_>, local: &'static str) -> Option<Spanned<String>> {
    let child = xml.child(Space::Bpmn, local)?;
    Some(Spanned::new(child.trimmed()?.into_owned(), child.text_span()))
}
