//! `recens:content`: what a message flow carries, what a document holds, and the lane of an artifact, which BPMN has no
//! attribute for.

use super::attributes::{only, references, text_of};
use super::extension;
use super::reader::Reader;
use super::xml::Node as Xml;
use crate::process::*;

/// The elements that may have a content.
pub(super) const OWNERS: &[&str] =
    &["messageFlow", "dataObject", "dataObjectReference", "dataInput", "dataOutput", "dataStoreReference", "textAnnotation", "group"];

/// The content of an element.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Data.
    pub data: Vec<Ref<Id<Datum>>>,
    /// Channels of a message flow.
    pub via: Vec<Ref<Id<Channel>>>,
    /// The lane of an artifact.
    pub lane: Option<Id<Lane>>,
}

/// Reads the content of an element.
pub(super) fn of<'a>(reader: &mut Reader<'a>, xml: Xml<'a>) -> Content {
    let mut content = Content::default();
    for child in extension::of(xml).filter(|child| child.local() == "content") {
        only(reader, child, &["data", "data-text", "via", "via-text", "lane"]);
        content.data.extend(references(child, "data"));
        content.via.extend(references(child, "via"));
        let lane = text_of(child, "lane").and_then(|lane| reader.model.lanes.named(&lane.value).last().copied());
        content.lane = lane.or(content.lane);
    }
    content
}
