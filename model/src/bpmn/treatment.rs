//! `recens:treatment`: an activity's entry in the register, and what is declared for it.

use super::attributes::{date, off_list, only, references, retention_of, text_of, texts_of};
use super::declaration;
use super::extension::{self, allowance, misplaced};
use super::reader::{Reader, tidy};
use super::space::Space;
use super::xml::Node as Xml;
use crate::diagnostic::reading;
use crate::process::*;
use crate::text;

/// The treatments in an element's `extensionElements`.
pub(super) fn of(xml: Xml<'_>) -> impl Iterator<Item = Xml<'_>> {
    extension::of(xml).filter(|child| child.local() == "treatment")
}

/// Gives an activity the identifier and label its treatment says, and its place.
pub(super) fn rename(xml: Xml<'_>, head: &mut Head) {
    if let Some(id) = xml.value("id") {
        head.name = id.into();
    }
    if let Some(label) = xml.value("label").or_else(|| xml.value("name")) {
        head.label = tidy(label);
    }
    head.span = super::reader::head_span(xml);
    head.whole = xml.whole();
}

/// Reads a treatment into its activity; what an earlier one said stands.
pub(super) fn read<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, id: Id<Activity>) {
    only(
        reader,
        xml,
        &[
            "id",
            "label",
            "name",
            "reference",
            "created",
            "updated",
            "controller",
            "controller-text",
            "joint-controller",
            "joint-controller-text",
            "processor",
            "processor-text",
            "contract",
            "software",
            "scale",
            "retention",
        ],
    );
    let (created, updated) = (date(reader, xml, "created"), date(reader, xml, "updated"));
    let retention = retention_of(reader, xml);
    let scale = scale(reader, xml);
    let mut processors = processors(reader, xml, "processor");
    let mut allowances = Vec::new();
    for child in xml.children() {
        match (child.space(), child.local()) {
            (Space::Recens, "allow") => allowances.extend(allowance(reader, child)),
            (Space::Recens, "processor") => {
                only(reader, child, &["organisation", "organisation-text", "contract"]);
                processors.extend(self::processors(reader, child, "organisation"));
            }
            (Space::Recens, _) => {
                let declared = declaration::read(reader, child, id);
                if !declared {
                    misplaced(reader, child, xml);
                }
            }
            _ => {}
        }
    }
    let activity = &mut reader.model.activities[id];
    activity.reference = activity.reference.take().or_else(|| text_of(xml, "reference"));
    activity.created = activity.created.take().or(created);
    activity.updated = activity.updated.take().or(updated);
    activity.large_scale = activity.large_scale.or(scale);
    activity.controllers.extend(references(xml, "controller"));
    activity.joint.extend(references(xml, "joint-controller"));
    activity.processors.extend(processors);
    activity.software.extend(texts_of(xml, "software"));
    activity.retention.extend(retention);
    activity.head.allowances.extend(allowances);
}

/// The processors an element names, with its contract. One contract for several processors is asked to be told apart.
fn processors(reader: &mut Reader<'_>, xml: Xml<'_>, attribute: &str) -> Vec<Processor> {
    let found: Vec<Ref<Id<Organisation>>> = references(xml, attribute);
    let contract = text_of(xml, "contract");
    if let Some(contract) = &contract
        && found.len() != 1
    {
        reader.report(
            &reading::INVALID_VALUE,
            contract.span,
            text!("ce contrat ne dit pas de quel sous-traitant il est", "this contract does not say which processor it is with"),
            text!(
                "écrire un <recens:processor organisation=\"…\" contract=\"…\"/> pour chacun",
                "write a <recens:processor organisation=\"…\" contract=\"…\"/> for each"
            ),
        );
    }
    let single = found.len() == 1;
    let with_contract = |organisation| Processor { organisation, contract: contract.clone().filter(|_| single), span: xml.whole() };
    found.into_iter().map(with_contract).collect()
}

fn scale(reader: &mut Reader<'_>, xml: Xml<'_>) -> Option<crate::source::Span> {
    let found = text_of(xml, "scale")?;
    if found.value == "large" {
        return Some(found.span);
    }
    off_list(reader, "scale", &found, &["large"], &["large"], &[]);
    None
}
