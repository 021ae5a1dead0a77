//! The declarations in a `recens:treatment`: organisations, persons, data, purposes, recipients, stores and the rest.

use super::attributes::{flag, off_list, only, references, retention_of, text_of, texts_of, word};
use super::extension::{allowance, misplaced, missing};
use super::reader::{Reader, head_span, label, tidy};
use super::space::Space;
use super::store;
use super::xml::Node as Xml;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::source::Spanned;
use crate::text;

/// Reads a declaration; `false` where the element is none.
pub(super) fn read<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, activity: Id<Activity>) -> bool {
    let Some((_, read, known)) = KINDS.iter().find(|(name, ..)| *name == xml.local()) else { return false };
    let known: Vec<&str> = ["id", "label", "name", "shared"].iter().chain(*known).copied().collect();
    only(reader, xml, &known);
    if let Some(head) = head(reader, xml, activity) {
        read(reader, xml, head);
    }
    true
}

type Read = fn(&mut Reader<'_>, Xml<'_>, Head);

/// The readers and attributes of each kind, `id` and `label` aside.
const KINDS: &[(&str, Read, &[&str])] = &[
    (
        "organisation",
        organisation,
        &[
            "address",
            "postcode",
            "city",
            "country",
            "phone",
            "email",
            "public",
            "representative",
            "representative-email",
            "representative-phone",
            "representative-address",
            "representative-postcode",
            "representative-city",
            "representative-country",
            "dpo",
            "dpo-email",
            "dpo-phone",
            "dpo-address",
            "dpo-postcode",
            "dpo-city",
            "dpo-country",
        ],
    ),
    ("subjects", subjects, &["minors", "vulnerable"]),
    ("datum", datum, &["category", "subjects", "subjects-text", "retention", "free-text", "derived", "optional", "exception", "format"]),
    ("purpose", purpose, &["main", "basis", "basis-text"]),
    ("recipient", recipient, &["kind", "country", "safeguard"]),
    (
        "store",
        stored,
        &["location", "country", "measures", "measures-text", "contains", "contains-text", "retention", "format", "encrypted"],
    ),
    ("channel", channel, &["format", "encrypted", "country"]),
    ("measure", measure, &["type"]),
    ("transfer", transfer, &["to", "to-text", "country", "safeguard"]),
    ("risk", risk, &["impacts", "sources", "threats", "measures", "measures-text", "severity", "likelihood"]),
];

/// Identifier, label, place and exceptions of a declaration. A missing label is made from the identifier, a missing
/// identifier from the label; a transfer and a risk may have neither.
fn head<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, activity: Id<Activity>) -> Option<Head> {
    let label = xml.value("label").or_else(|| xml.value("name")).map(tidy);
    let id = xml.value("id").map(std::borrow::Cow::into_owned);
    let local = xml.local();
    let name = match (&id, &label) {
        (Some(id), _) => id.clone(),
        (None, Some(label)) => slug(label, local),
        (None, None) if matches!(local, "transfer" | "risk") => {
            let count = if local == "risk" { reader.model.risks.len() } else { reader.model.transfers.len() };
            format!("unnamed_{local}_{}", count + 1)
        }
        (None, None) => return missing(reader, xml, "id"),
    };
    let label = label.unwrap_or_else(|| if id.is_some() { default_label(&name) } else { String::new() });
    let mut head = Head {
        name: name.into(),
        label,
        span: place(xml),
        whole: xml.whole(),
        scope: (!flag(reader, xml, "shared")).then_some(activity),
        ..Head::default()
    };
    for child in xml.children().filter(|child| child.space() == Space::Recens) {
        if child.local() == "allow" {
            head.allowances.extend(allowance(reader, child));
        } else {
            misplaced(reader, child, xml);
        }
    }
    Some(head)
}

/// What is underlined for a declaration: its identifier, else its label.
fn place(xml: Xml<'_>) -> crate::source::Span {
    let written = ["id", "label"].iter().filter_map(|name| xml.attribute(name)).find(|found| !found.value().trim().is_empty());
    written.map_or_else(|| head_span(xml), |found| found.span())
}

fn organisation(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let found = Organisation {
        address: text_of(xml, "address"),
        postcode: text_of(xml, "postcode"),
        city: text_of(xml, "city"),
        country: text_of(xml, "country"),
        phone: text_of(xml, "phone"),
        email: text_of(xml, "email"),
        representative: contact(reader, xml, "representative"),
        dpo: contact(reader, xml, "dpo"),
        public: flag(reader, xml, "public"),
        head,
    };
    reader.model.organisations.push(found.head.name.clone(), found);
}

/// The language's words for a person's coordinates, and the ends of their attributes.
const COORDINATES: [(&str, &str); 6] = [
    ("courriel", "email"),
    ("téléphone", "phone"),
    ("adresse", "address"),
    ("code-postal", "postcode"),
    ("ville", "city"),
    ("pays", "country"),
];

/// A person from the attributes `role`, `role-email`, `role-phone` and `role-address`.
fn contact(reader: &mut Reader<'_>, xml: Xml<'_>, role: &str) -> Option<Contact> {
    let details: Vec<(String, Spanned<String>)> = COORDINATES
        .into_iter()
        .filter_map(|(keyword, suffix)| Some((keyword.to_owned(), text_of(xml, &format!("{role}-{suffix}"))?)))
        .collect();
    match (text_of(xml, role), details.first()) {
        (Some(name), _) => Some(Contact { name, details }),
        (None, Some((_, detail))) => {
            reader.invalid(
                detail.span,
                text!("ces coordonnées sont celles de personne", "these coordinates are nobody's"),
                text!("ajouter {role}=\"…\" avec le nom", "add {role}=\"…\" with the name"),
            );
            None
        }
        (None, None) => None,
    }
}

fn subjects(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let found = Subjects { minors: flag(reader, xml, "minors"), vulnerable: flag(reader, xml, "vulnerable"), head };
    reader.model.subjects.push(found.head.name.clone(), found);
}

fn datum(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let found = Datum {
        category: word(reader, xml, "category"),
        subjects: references(xml, "subjects"),
        retention: retention_of(reader, xml),
        free_text: flag(reader, xml, "free-text"),
        derived: flag(reader, xml, "derived"),
        optional: flag(reader, xml, "optional"),
        exception: text_of(xml, "exception"),
        format: text_of(xml, "format"),
        head,
    };
    reader.model.data.push(found.head.name.clone(), found);
}

fn purpose(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let text = text_of(xml, "basis-text").map(|text| text.value);
    let basis = word(reader, xml, "basis").map(|kind| Spanned::new(Basis { kind: kind.value, text }, kind.span));
    let found = Purpose { main: flag(reader, xml, "main"), basis, head };
    reader.model.purposes.push(found.head.name.clone(), found);
}

fn recipient(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let kind = match text_of(xml, "kind") {
        None => RecipientKind::default(),
        Some(found) => match found.value.as_str() {
            "internal" | "interne" => RecipientKind::Internal,
            "external" | "externe" => RecipientKind::External,
            "processor" | "sous-traitant" => RecipientKind::Processor,
            _ => {
                let (fr, en) = (["interne", "externe", "sous-traitant"], ["internal", "external", "processor"]);
                off_list(reader, "kind", &found, &fr, &en, &[]);
                RecipientKind::default()
            }
        },
    };
    let found = Recipient { kind, country: text_of(xml, "country"), safeguard: word(reader, xml, "safeguard"), head };
    reader.model.recipients.push(found.head.name.clone(), found);
}

/// A store may be a `dataStore` of the file too: the two are one, and its label is the file's where ours has none.
fn stored(reader: &mut Reader<'_>, xml: Xml<'_>, mut head: Head) {
    let labelled = xml.value("label").or_else(|| xml.value("name")).is_some();
    let placed = reader.index.get(&head.name).filter(|found| matches!(found.local(), "dataStore" | "dataStoreReference"));
    if let Some(placed) = placed
        && !labelled
    {
        head.label = label(placed);
    }
    let id = store::describe(reader, head.clone());
    let (retention, encrypted) = (retention_of(reader, xml), flag(reader, xml, "encrypted"));
    let found = &mut reader.model.stores[id];
    if labelled {
        found.head.label.clone_from(&head.label);
    }
    if found.head.whole != head.whole {
        found.head.allowances.extend(head.allowances);
    }
    found.location = text_of(xml, "location");
    found.country = text_of(xml, "country");
    found.measures = references(xml, "measures");
    found.contains = references(xml, "contains");
    found.retention = retention;
    found.format = text_of(xml, "format");
    found.encrypted = encrypted;
}

fn channel(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let found =
        Channel { format: text_of(xml, "format"), encrypted: flag(reader, xml, "encrypted"), country: text_of(xml, "country"), head };
    reader.model.channels.push(found.head.name.clone(), found);
}

fn measure(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let found = Measure { kind: word(reader, xml, "type"), head };
    reader.model.measures.push(found.head.name.clone(), found);
}

fn transfer(reader: &mut Reader<'_>, xml: Xml<'_>, mut head: Head) {
    let to: Option<Ref<Party>> = references(xml, "to").into_iter().next();
    if head.label.is_empty()
        && let Some(to) = &to
    {
        head.label = if to.quoted { to.text.to_string() } else { default_label(&to.text) };
    }
    let found = Transfer { to, country: text_of(xml, "country"), safeguard: word(reader, xml, "safeguard"), head };
    reader.model.transfers.push(found.head.name.clone(), found);
}

/// A word off the scale is kept, for the check of risks to report.
fn risk(reader: &mut Reader<'_>, xml: Xml<'_>, head: Head) {
    let rating = |name| {
        let found = text_of(xml, name)?;
        Some(Spanned::new(Rating::parse(&found.value).ok_or(found.value), found.span))
    };
    let found = Risk {
        impacts: texts_of(xml, "impacts"),
        sources: texts_of(xml, "sources"),
        threats: texts_of(xml, "threats"),
        measures: references(xml, "measures"),
        severity: rating("severity"),
        likelihood: rating("likelihood"),
        head,
    };
    reader.model.risks.push(found.head.name.clone(), found);
}
