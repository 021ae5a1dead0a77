//! Identifiers of the language that XML did not accept: the attribute `recens:identifier` beside an element's own.

use super::space::Space;
use super::xml;
use crate::source::FileId;
use std::collections::HashMap;

/// The original identifiers by XML id.
pub fn originals(text: &str) -> HashMap<String, String> {
    let tree = xml::parse(FileId(0), text, &mut Vec::new());
    let of_bpmn = tree.nodes().filter(|node| node.of(Space::Bpmn));
    let found = of_bpmn
        .filter_map(|node| Some((node.value("id")?.into_owned(), node.attribute_in(Space::Recens, "identifier")?.value().into_owned())));
    found.collect()
}
