//! What a BPMN document holds that the model does not: said when it is converted to the language.

use super::space::Space;
use super::xml::{self, Attribute, Node as Xml};
use crate::diagnostic::Text;
use crate::source::FileId;
use crate::text;
use std::collections::BTreeMap;

/// Elements of BPMN that say how a process is executed, measured or exchanged, not what it does to data.
const EXECUTION: &[&str] = &[
    "auditing",
    "completionCondition",
    "correlationKey",
    "correlationProperty",
    "correlationSubscription",
    "endPoint",
    "humanPerformer",
    "interface",
    "ioBinding",
    "itemDefinition",
    "loopCardinality",
    "loopCondition",
    "monitoring",
    "partnerEntity",
    "partnerRole",
    "performer",
    "potentialOwner",
    "rendering",
    "resource",
    "resourceRole",
    "script",
];

/// What `text` holds that is not read, in one sentence each, with how often.
pub fn unread(text: &str) -> Vec<Text> {
    let tree = xml::parse(FileId(0), text, &mut Vec::new());
    let mut documentation = 0;
    let mut extensions: BTreeMap<String, usize> = BTreeMap::new();
    let mut attributes = 0;
    let mut execution: BTreeMap<&str, usize> = BTreeMap::new();
    let mut after = 0;
    for node in tree.nodes() {
        let whole = node.whole();
        attributes += node.attributes().filter(|attribute| is_vendor(*attribute)).count();
        if whole.start < after {
            continue;
        }
        match node.local() {
            "documentation" if node.of(Space::Bpmn) => documentation += usize::from(is_prose(node)),
            "extensionElements" if node.of(Space::Bpmn) => {
                after = whole.end;
                for child in node.children().filter(|child| child.space() != Space::Recens && !is_line(*child)) {
                    *extensions.entry(child.local().to_owned()).or_default() += 1;
                }
            }
            "BPMNDiagram" => after = whole.end,
            local if node.of(Space::Bpmn) => {
                if let Some(known) = EXECUTION.iter().find(|known| **known == local) {
                    *execution.entry(known).or_default() += 1;
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    match documentation {
        0 => {}
        1 => out.push(text!("une documentation n'est pas convertie", "one documentation is not converted")),
        _ => out.push(text!("{documentation} documentations ne sont pas converties", "{documentation} documentations are not converted")),
    }
    if !execution.is_empty() {
        let list = listed(execution.into_iter().map(|(name, count)| (name.to_owned(), count)));
        out.push(text!("ce qui règle l'exécution n'est pas converti : {list}", "what rules the execution is not converted: {list}"));
    }
    if !extensions.is_empty() {
        let list = listed(extensions.into_iter());
        out.push(text!(
            "les extensions d'autres outils ne sont pas converties : {list}",
            "extensions of other tools are not converted: {list}"
        ));
    }
    if attributes == 1 {
        out.push(text!("un attribut d'un autre outil n'est pas converti", "one attribute of another tool is not converted"));
    } else if attributes > 1 {
        out.push(text!(
            "{attributes} attributs d'autres outils ne sont pas convertis",
            "{attributes} attributes of other tools are not converted"
        ));
    }
    out
}

/// XML's own attributes (`xsi:type`, `xml:lang`) are nobody's.
fn is_vendor(attribute: Attribute<'_>) -> bool {
    match attribute.space() {
        Space::Camunda | Space::Zeebe => true,
        Space::Other => !matches!(attribute.local(), "type" | "schemaLocation" | "lang" | "space"),
        _ => false,
    }
}

/// Whether a documentation says more than `recens:` lines.
fn is_prose(xml: Xml<'_>) -> bool {
    xml.trimmed().is_some_and(|text| text.lines().any(|line| !line.trim().is_empty() && !line.trim().starts_with("recens:")))
}

/// Whether a vendor's list of properties only holds lines of the language.
fn is_line(xml: Xml<'_>) -> bool {
    xml.local() == "properties"
        && xml.children().all(|property| property.value("name").is_some_and(|name| name == "recens" || name.starts_with("recens.")))
}

fn listed(counts: impl Iterator<Item = (String, usize)>) -> String {
    counts.map(|(name, count)| if count > 1 { format!("{name} ({count})") } else { name }).collect::<Vec<_>>().join(", ")
}
