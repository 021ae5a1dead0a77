//! The declarations inside a treatment.

use super::Writer;
use super::extension::{allow, party_head, references};
use super::retention::retention;
use super::treatment::texts;
use super::xml::Element;
use crate::diagnostic::Lang;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::source::Spanned;
use crate::text;

/// The declarations of an activity; the first one's treatment also holds what several share.
pub(super) fn declarations(writer: &mut Writer<'_>, activity: Id<Activity>) -> Vec<Element> {
    let model = writer.model;
    let home = |head: &Head| !head.on_the_spot && head.scope.unwrap_or(Id::from_index(0)) == activity;
    let mut out = Vec::new();
    for item in model.organisations.values().filter(|item| home(&item.head)) {
        out.push(organisation(writer, item));
    }
    let plain = |word: Option<&'static str>| word;
    out.extend(
        model
            .subjects
            .values()
            .filter(|item| home(&item.head))
            .map(|item| head("subjects", &item.head).with_flag("minors", item.minors).with_flag("vulnerable", item.vulnerable)),
    );
    out.extend(model.data.values().filter(|item| home(&item.head)).map(|item| datum(model, item)));
    out.extend(model.purposes.values().filter(|item| home(&item.head)).map(|item| {
        let basis = item.basis.as_ref().map(|basis| &basis.value);
        head("purpose", &item.head)
            .with_flag("main", item.main)
            .with_some("basis", basis.map(|basis| basis.kind.word(Lang::En)))
            .with_some("basis-text", basis.and_then(|basis| basis.text.clone()))
    }));
    out.extend(model.recipients.values().filter(|item| home(&item.head)).map(|item| {
        let kind = match item.kind {
            RecipientKind::Internal => None,
            RecipientKind::External => Some("external"),
            RecipientKind::Processor => Some("processor"),
        };
        let safeguard = item.safeguard.as_ref().map(|safeguard| safeguard.value.word(Lang::En));
        head("recipient", &item.head).with_some("kind", kind).with_some("country", text(&item.country)).with_some("safeguard", safeguard)
    }));
    out.extend(model.stores.values().filter(|item| home(&item.head) && said(model, item)).map(|item| store(model, item)));
    out.extend(model.channels.values().filter(|item| home(&item.head)).map(|item| {
        let out = head("channel", &item.head).with_some("format", text(&item.format));
        out.with_flag("encrypted", item.encrypted).with_some("country", text(&item.country))
    }));
    out.extend(
        model
            .measures
            .values()
            .filter(|item| home(&item.head))
            .map(|item| head("measure", &item.head).with_some("type", plain(item.kind.as_ref().map(|kind| kind.value.word(Lang::En))))),
    );
    out.extend(model.transfers.values().filter(|item| home(&item.head)).map(|item| {
        let to = references(nameless("transfer", &item.head), "to", item.to.as_slice(), |to| party_head(model, to));
        let safeguard = item.safeguard.as_ref().map(|safeguard| safeguard.value.word(Lang::En));
        to.with_some("country", text(&item.country)).with_some("safeguard", safeguard)
    }));
    for item in model.risks.values().filter(|item| home(&item.head)) {
        out.push(risk(writer, item));
    }
    retentions(writer, activity);
    out
}

fn head(kind: &str, head: &Head) -> Element {
    let label = Some(head.label.clone()).filter(|label| *label != default_label(&head.name));
    let out = Element::new(format!("recens:{kind}")).with("id", head.name.clone()).with_some("label", label);
    out.with_flag("shared", head.scope.is_none()).children(head.allowances.iter().map(allow))
}

/// What nobody refers to needs no identifier where it has no label either.
fn nameless(kind: &str, of: &Head) -> Element {
    if !of.label.trim().is_empty() {
        return head(kind, of);
    }
    let out = Element::new(format!("recens:{kind}")).with_flag("shared", of.scope.is_none());
    out.children(of.allowances.iter().map(allow))
}

fn text(text: &Option<Spanned<String>>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn organisation(writer: &mut Writer<'_>, item: &Organisation) -> Element {
    let mut out = head("organisation", &item.head)
        .with_some("address", text(&item.address))
        .with_some("postcode", text(&item.postcode))
        .with_some("city", text(&item.city))
        .with_some("country", text(&item.country))
        .with_some("phone", text(&item.phone))
        .with_some("email", text(&item.email))
        .with_flag("public", item.public);
    for (role, contact) in [("representative", &item.representative), ("dpo", &item.dpo)] {
        let Some(contact) = contact else { continue };
        out = out.with_some(role, Some(contact.name.value.clone()));
        let mut told: Vec<&str> = Vec::new();
        for (keyword, value) in &contact.details {
            let attribute = match keyword.as_str() {
                "courriel" => "email",
                "téléphone" => "phone",
                "adresse" => "address",
                "code-postal" => "postcode",
                "ville" => "city",
                _ => "country",
            };
            if told.contains(&attribute) {
                let value = &value.value;
                writer.losses.push(text!(
                    "« {value} » est en trop : un seul {keyword} par personne",
                    "“{value}” is one too many: one {attribute} a person"
                ));
                continue;
            }
            told.push(attribute);
            out = out.with_some(format!("{role}-{attribute}"), Some(value.value.clone()));
        }
    }
    out
}

fn datum(model: &Model, item: &Datum) -> Element {
    let out = head("datum", &item.head).with_some("category", item.category.as_ref().map(|category| category.value.word(Lang::En)));
    references(out, "subjects", &item.subjects, |id| &model.subjects[id].head)
        .with_some("retention", item.retention.first().map(retention))
        .with_flag("free-text", item.free_text)
        .with_flag("derived", item.derived)
        .with_flag("optional", item.optional)
        .with_some("exception", text(&item.exception))
        .with_some("format", text(&item.format))
}

/// A store of the flow of which nothing but its label is known is said by its `dataStore` alone, where the file declares
/// nothing else.
fn said(model: &Model, item: &Store) -> bool {
    let facts = item.location.is_some() || item.country.is_some() || item.format.is_some() || item.encrypted;
    let lists = !item.measures.is_empty() || !item.contains.is_empty() || !item.retention.is_empty();
    let placed = || {
        model.artifacts.values().any(|artifact| {
            matches!(&artifact.kind, ArtifactKind::Store(Ref { to: Some(store), .. }) if model.stores[*store].head.name == item.head.name)
        })
    };
    facts || lists || item.head.scope.is_some() || !item.head.allowances.is_empty() || !placed() || declares(model)
}

/// Whether there is a treatment in any case.
fn declares(model: &Model) -> bool {
    let activity = model.activities.values().any(|activity| activity.declared);
    let declared = |head: &Head| !head.on_the_spot;
    activity
        || model.organisations.values().any(|item| declared(&item.head))
        || model.subjects.values().any(|item| declared(&item.head))
        || model.data.values().any(|item| declared(&item.head))
        || model.purposes.values().any(|item| declared(&item.head))
}

fn store(model: &Model, item: &Store) -> Element {
    let out = head("store", &item.head).with_some("location", text(&item.location)).with_some("country", text(&item.country));
    let out = references(out, "measures", &item.measures, |id| &model.measures[id].head);
    references(out, "contains", &item.contains, |id| &model.data[id].head)
        .with_some("retention", item.retention.first().map(retention))
        .with_some("format", text(&item.format))
        .with_flag("encrypted", item.encrypted)
}

fn risk(writer: &mut Writer<'_>, item: &Risk) -> Element {
    let model = writer.model;
    let rating = |rating: &Option<Spanned<Result<Rating, String>>>| {
        rating.as_ref().map(|rating| match &rating.value {
            Ok(rating) => rating.word(Lang::En).to_owned(),
            Err(word) => word.clone(),
        })
    };
    let out = nameless("risk", &item.head)
        .with_some("impacts", Some(texts(writer, &item.impacts)))
        .with_some("sources", Some(texts(writer, &item.sources)))
        .with_some("threats", Some(texts(writer, &item.threats)));
    references(out, "measures", &item.measures, |id| &model.measures[id].head)
        .with_some("severity", rating(&item.severity))
        .with_some("likelihood", rating(&item.likelihood))
}

/// An attribute holds one retention; further ones contradict it and are not carried.
fn retentions(writer: &mut Writer<'_>, activity: Id<Activity>) {
    let model = writer.model;
    let data = model.data.values().map(|item| (&item.head, item.head.scope, item.retention.len()));
    let stores = model.stores.values().map(|item| (&item.head, item.head.scope, item.retention.len()));
    let steps = model.operations.values().map(|operation| {
        let node = &model.nodes[operation.node];
        (&node.head, node.activity, operation.retention.len())
    });
    let own = &model.activities[activity];
    let own = std::iter::once((&own.head, Some(activity), own.retention.len()));
    for (head, _, _) in
        data.chain(stores).chain(steps).chain(own).filter(|(_, scope, count)| *count > 1 && scope.unwrap_or(Id::from_index(0)) == activity)
    {
        let title = head.title();
        writer.losses.push(text!(
            "« {title} » a plusieurs durées : seule la première est écrite",
            "“{title}” has several retentions: only the first is written"
        ));
    }
}
