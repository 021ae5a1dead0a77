//! The prefixes a document's root declares, and those an inserted diagram must declare itself.

use crate::bpmn::space::{Space, of_uri};
use crate::bpmn::xml::Node as Xml;

const NEEDED: [(Space, &str, &str); 5] = [
    (Space::BpmnDi, "bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
    (Space::Dc, "dc", "http://www.omg.org/spec/DD/20100524/DC"),
    (Space::Di, "di", "http://www.omg.org/spec/DD/20100524/DI"),
    (Space::Bioc, "bioc", "http://bpmn.io/schema/bpmn/biocolor/1.0"),
    (Space::Color, "color", "http://www.omg.org/spec/BPMN/non-normative/color/1.0"),
];

/// The prefixes at the root.
pub(super) struct Scope {
    declared: Vec<(String, String)>,
}

impl Scope {
    /// Reads the declarations in the root's start tag, which is well formed.
    pub fn of(text: &str, root: Xml<'_>) -> Self {
        let range = root.whole().range();
        let mut declared = Vec::new();
        let mut rest = text.get(range.start + 1..range.end).unwrap_or_default();
        rest = rest.trim_start_matches(|c: char| !c.is_whitespace() && !matches!(c, '>' | '/'));
        while let Some((name, value, after)) = attribute(rest) {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                declared.push((prefix.to_owned(), value.trim().to_owned()));
            }
            rest = after;
        }
        Self { declared }
    }

    /// The prefix of a namespace of the diagram, colon included.
    pub fn prefix(&self, space: Space) -> String {
        if let Some((prefix, _)) = self.bound(space) {
            return format!("{prefix}:");
        }
        format!("{}:", self.free(space))
    }

    /// What the diagram must declare.
    pub fn declarations(&self, coloured: bool) -> Vec<(String, &'static str)> {
        let needed = NEEDED.iter().filter(|(space, ..)| coloured || !matches!(space, Space::Bioc | Space::Color));
        let missing = needed.filter(|(space, prefix, _)| match space {
            // Colours are written with these prefixes only.
            Space::Bioc | Space::Color => self.bound(*space).is_none_or(|(bound, _)| bound != prefix),
            _ => self.bound(*space).is_none(),
        });
        missing
            .map(|(space, prefix, uri)| {
                let colour = matches!(space, Space::Bioc | Space::Color);
                let prefix = if colour { (*prefix).to_owned() } else { self.free(*space) };
                (format!("xmlns:{prefix}"), *uri)
            })
            .collect()
    }

    fn bound(&self, space: Space) -> Option<&(String, String)> {
        self.declared.iter().find(|(_, uri)| of_uri(uri) == space)
    }

    /// The usual prefix of a namespace, or one like it where that stands for something else.
    fn free(&self, space: Space) -> String {
        let usual = NEEDED.iter().find(|needed| needed.0 == space).map_or("di", |needed| needed.1);
        let taken = |prefix: &str| self.declared.iter().any(|(declared, _)| declared == prefix);
        let mut prefix = usual.to_owned();
        let mut number = 2;
        while taken(&prefix) {
            prefix = format!("{usual}{number}");
            number += 1;
        }
        prefix
    }
}

/// The first attribute of the rest of a start tag, and what follows it.
fn attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let rest = rest.trim_start();
    let (name, after) = rest.split_once('=')?;
    let name = name.trim_end();
    if name.contains(['<', '>', '/', '"', '\'']) || name.is_empty() {
        return None;
    }
    let after = after.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after[1..].split_once(quote)?;
    Some((name, value, after))
}
