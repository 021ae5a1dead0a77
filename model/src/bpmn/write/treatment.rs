//! `recens:treatment`: the register's entry of an activity and its declarations.

use super::Writer;
use super::declaration::declarations;
use super::extension::{allow, references};
use super::retention::retention;
use super::xml::Element;
use crate::process::*;
use crate::source::Spanned;
use crate::text;

/// The treatment of an activity; `None` where there is nothing to say. One without attributes only holds declarations.
pub(super) fn of(writer: &mut Writer<'_>, id: Id<Activity>) -> Option<Element> {
    let model = writer.model;
    let activity = &model.activities[id];
    let declarations = declarations(writer, id);
    if !activity.declared {
        // The exceptions of a file's process stay where they are unless there is a treatment.
        let out = Element::new("recens:treatment").children(declarations);
        return (!out.is_bare()).then(|| out.children(activity.head.allowances.iter().map(allow)));
    }
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let out = Element::new("recens:treatment").with("id", activity.head.name.clone()).with_some("label", Some(activity.head.label.clone()));
    let out = out
        .with_some("reference", text(&activity.reference))
        .with_some("created", activity.created.as_ref().map(|date| date.value.to_string()))
        .with_some("updated", activity.updated.as_ref().map(|date| date.value.to_string()));
    let organisation = |id: Id<Organisation>| &model.organisations[id].head;
    let out = references(out, "controller", &activity.controllers, organisation);
    let out = references(out, "joint-controller", &activity.joint, organisation);
    let software = texts(writer, &activity.software);
    let out = out
        .with_some("software", Some(software))
        .with_some("scale", activity.large_scale.map(|_| "large"))
        .with_some("retention", activity.retention.first().map(retention));
    let processors = activity.processors.iter().map(|processor| {
        let out = references(Element::new("recens:processor"), "organisation", std::slice::from_ref(&processor.organisation), organisation);
        out.with_some("contract", text(&processor.contract))
    });
    Some(out.children(processors).children(activity.head.allowances.iter().map(allow)).children(declarations))
}

/// Texts in one attribute, separated by `;`.
pub(super) fn texts(writer: &mut Writer<'_>, list: &[Spanned<String>]) -> String {
    let mut out = Vec::new();
    for item in list {
        if item.value.contains(';') {
            let value = &item.value;
            writer.losses.push(text!(
                "« {value} » : son point-virgule devient une virgule, car il séparerait deux textes",
                "“{value}”: its semicolon becomes a comma, since it would separate two texts"
            ));
        }
        out.push(item.value.replace(';', ","));
    }
    out.join("; ")
}
