//! A model to begin with, from the sheet of a filled workbook: what the sheet says, and no step of a process.

use crate::diagnostic::Lang;
use crate::process::retention::Archive;
use crate::process::vocabulary::{Words, fold};
use crate::process::*;
use crate::reference::lists;
use crate::source::{Span, Spanned};
use crate::table::register::filled::data::{kept, names};
use crate::table::register::filled::{Actor, Aimed, Coordinates, Filled, Officer, Said, Sheet, measure};
use crate::table::register::{Form, RECEIVERS, Receiver, Role};
use std::collections::HashSet;

/// The model of a sheet of a workbook, with keywords in `lang`.
pub fn model(sheet: &Sheet, book: &Filled, lang: Lang) -> Model {
    let mut model = Model { lang, ..Model::default() };
    let mut activity = Activity { head: head(sheet.title(), "traitement", None), declared: true, ..Activity::default() };
    activity.reference = written(&sheet.reference.text);
    let day = |said: &Option<(Option<Date>, Said)>| said.as_ref().and_then(|said| said.0).map(spanned);
    (activity.created, activity.updated) = (day(&sheet.created), day(&sheet.updated));
    if sheet.form == Form::Base && sheet.role == Role::Controller {
        keeper(sheet, book, &mut model, &mut activity);
    }
    parties(sheet, &mut model, &mut activity);
    contracts(sheet, &mut model, &mut activity);
    // The sheet of a processor names the officer of the controller; its own stands on the first page.
    if sheet.role == Role::Processor
        && let Some(own) = activity.processors.first().and_then(|one| one.organisation.to)
    {
        model.organisations[own].dpo = officer(book);
    }
    activity.software = software(sheet);
    let id = model.activities.push(activity.head.name.clone(), activity);
    purposes(sheet, &mut model, id);
    for said in &sheet.persons {
        let item = Subjects { head: head(&said.text, "personnes", Some(id)), ..Subjects::default() };
        model.subjects.push(item.head.name.clone(), item);
    }
    data(sheet, &mut model, id);
    recipients(sheet, &mut model, id);
    for (item, said) in &sheet.measures {
        // « Autres mesures (à préciser) » in the CNIL's workbook.
        let kind = measure(item).unwrap_or(MeasureType::Other);
        let measure = Measure { head: head(&said.text, "mesure", Some(id)), kind: Some(spanned(kind)) };
        model.measures.push(measure.head.name.clone(), measure);
    }
    risks(sheet, &mut model, id);
    model
}

/// The operations that the sheet of a processor names: they are those of steps, which it does not tell.
pub fn operations(sheet: &Sheet) -> Vec<String> {
    names(&sheet.operations.text)
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

/// A text of the workbook on one line; none where it is empty.
fn written(text: &str) -> Option<Spanned<String>> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| spanned(text))
}

fn head(label: &str, fallback: &str, scope: Option<Id<Activity>>) -> Head {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    Head { name: slug(&label, fallback).into(), label, scope, ..Head::default() }
}

fn alike(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

/// The controller as the first page of the form « base » tells it, and the joint controllers that the sheet names.
fn keeper(sheet: &Sheet, book: &Filled, model: &mut Model, activity: &mut Activity) {
    let own = of(book, Officer::Keeper);
    let named = book.keeper.as_ref().map(|said| said.text.clone()).or_else(|| Some(person(own?)?.value));
    if let Some(name) = named {
        let mut organisation = Organisation { head: head(&name, "responsable", None), ..Organisation::default() };
        if let Some(own) = own {
            // An organisation without a representative stands there under its own name.
            organisation.representative =
                person(own).filter(|one| !alike(&one.value, &name)).map(|name| Contact { name, details: Vec::new() });
            organisation.address = place(own, "Adresse", "Address");
            organisation.postcode = place(own, "CP", "Postcode").or_else(|| place(own, "Code postal", "Postcode"));
            organisation.city = place(own, "Ville", "City");
            organisation.phone = place(own, "Téléphone", "Telephone");
            organisation.email =
                place(own, "Adresse de messagerie", "E-mail address").or_else(|| place(own, "Adresse mél", "E-mail address"));
        }
        organisation.dpo = officer(book);
        activity.controllers.push(push(model, organisation));
    }
    for name in names(&sheet.joint.text) {
        let organisation = Organisation { head: head(&name, "responsable", None), ..Organisation::default() };
        activity.joint.push(push(model, organisation));
    }
}

/// The coordinates of somebody on the first page.
fn of(book: &Filled, who: Officer) -> Option<&Coordinates> {
    book.coordinates.iter().find(|one| one.is_of(who))
}

fn person(one: &Coordinates) -> Option<Spanned<String>> {
    written(&format!("{} {}", one.field("Prénom", "First name"), one.field("Nom", "Surname")))
}

fn place(one: &Coordinates, fr: &str, en: &str) -> Option<Spanned<String>> {
    written(one.field(fr, en))
}

/// The data protection officer of the first page, with the company behind a comma.
fn officer(book: &Filled) -> Option<Contact> {
    let one = of(book, Officer::Dpo)?;
    let mut name = person(one)?;
    if let Some(company) = place(one, "Société", "Company") {
        name.value = format!("{}, {}", name.value, company.value);
    }
    let fields = [
        ("adresse", place(one, "Adresse", "Address")),
        ("code-postal", place(one, "CP", "Postcode").or_else(|| place(one, "Code postal", "Postcode"))),
        ("ville", place(one, "Ville", "City")),
        ("téléphone", place(one, "Téléphone", "Telephone")),
        ("courriel", place(one, "Adresse de messagerie", "E-mail address").or_else(|| place(one, "Adresse mél", "E-mail address"))),
    ];
    let details = fields.into_iter().filter_map(|(word, said)| Some((word.to_owned(), said?)));
    Some(Contact { name, details: details.collect() })
}

/// Processors with the references of their contracts, from the annex.
fn contracts(sheet: &Sheet, model: &mut Model, activity: &mut Activity) {
    let Some(said) = sheet.annex("Contrats de sous-traitance (art. 28)", "Contracts with processors (art. 28)") else { return };
    for line in said.text.lines() {
        let (name, contract) = line.rsplit_once(": ").unwrap_or((line, ""));
        let Some(name) = written(name) else { continue };
        let organisation = Organisation { head: head(&name.value, "sous-traitant", None), ..Organisation::default() };
        let contract = written(contract).filter(|text| text.value != "—");
        let organisation = push(model, organisation);
        activity.processors.push(Processor { organisation, contract, span: Span::default() });
    }
}

/// Software: a field of the form « base », a row of the annex otherwise.
fn software(sheet: &Sheet) -> Vec<Spanned<String>> {
    let said = sheet.annex("Logiciel ou application", "Software or application").unwrap_or(&sheet.software);
    let mut texts = names(&said.text);
    // The form « base » says the last with a word before it.
    if sheet.form == Form::Base
        && let Some(last) = texts.pop()
    {
        let both = [" et ", " and "].iter().find_map(|word| last.rsplit_once(word));
        match both {
            Some((one, other)) => texts.extend([one.to_owned(), other.to_owned()]),
            None => texts.push(last),
        }
    }
    texts.iter().filter_map(|text| written(text)).collect()
}

/// The study of risks.
fn risks(sheet: &Sheet, model: &mut Model, id: Id<Activity>) {
    let lines = |said: &Said| -> Vec<Spanned<String>> {
        let bullets = |line: &str| line.trim().strip_prefix('•').unwrap_or(line).trim().to_owned();
        said.text.lines().map(bullets).filter_map(|line| written(&line)).collect()
    };
    let list = |said: &Said| names(&said.text).iter().filter_map(|text| written(text)).collect();
    let rating = |said: &Said| {
        let text = written(&said.text)?;
        let known = Rating::ALL.iter().find(|row| alike(row.3, &text.value) || alike(row.4, &text.value)).map(|row| row.0);
        Some(spanned(known.ok_or(text.value)))
    };
    for studied in &sheet.risks {
        let [impacts, sources, threats, measures, severity, likelihood] = &studied.fields;
        let measures = lines(measures).into_iter().map(|text| Ref::new(text.value, true, Span::default()));
        let risk = Risk {
            head: head(&studied.event.text, "risque", Some(id)),
            impacts: list(impacts),
            sources: list(sources),
            threats: lines(threats),
            measures: measures.collect(),
            severity: rating(severity),
            likelihood: rating(likelihood),
        };
        model.risks.push(risk.head.name.clone(), risk);
    }
}

/// The controller with its officer and its representative, and the joint controllers, by the rows of the block.
fn parties(sheet: &Sheet, model: &mut Model, activity: &mut Activity) {
    let is = |actor: &Actor, fr: &str, en: &str| {
        // A second controller's rows are numbered.
        let role = fold(actor.role.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()));
        role == fold(fr) || role == fold(en)
    };
    let mut company = None;
    for actor in sheet.actors.iter().filter(|actor| actor.fields.iter().any(|field| !field.text.is_empty())) {
        if is(actor, "Responsable du traitement", "Controller") {
            let organisation = organisation(actor);
            activity.controllers.push(push(model, organisation));
            continue;
        }
        let joint = fold(&actor.role).starts_with("responsable(s) conjoint") || fold(&actor.role).starts_with("joint controller");
        if joint {
            let organisation = organisation(actor);
            activity.joint.push(push(model, organisation));
            continue;
        }
        let processor = is(actor, "Sous-traitant", "Processor") || is(actor, "Autre sous-traitant", "Other processor");
        if processor {
            let organisation = push(model, organisation(actor));
            activity.processors.push(Processor { organisation, contract: None, span: Span::default() });
            continue;
        }
        if is(actor, "Contrat (art. 28)", "Contract (art. 28)") {
            if let Some(own) = activity.processors.first_mut() {
                own.contract = written(&actor.fields[0].text);
            }
            continue;
        }
        let Some(last) = activity.controllers.last().and_then(|name| name.to) else { continue };
        if is(actor, "Délégué à la protection des données", "Data protection officer") {
            model.organisations[last].dpo = contact(actor);
        } else if fold(&actor.role).starts_with("societe du dpo") || fold(&actor.role).starts_with("company of the dpo") {
            company = written(&actor.fields[0].text).map(|text| (last, text.value));
        } else if is(actor, "Représentant", "Representative") {
            model.organisations[last].representative = contact(actor);
        }
    }
    if let Some((id, company)) = company
        && let Some(dpo) = &mut model.organisations[id].dpo
    {
        dpo.name.value = format!("{}, {company}", dpo.name.value);
    }
}

fn push(model: &mut Model, organisation: Organisation) -> Ref<Id<Organisation>> {
    let name = organisation.head.name.clone();
    let to = Some(model.organisations.push(&name, organisation));
    Ref { to, ..Ref::new(name, false, Span::default()) }
}

/// An organisation: whoever speaks for it stands before the last comma of its name.
fn organisation(actor: &Actor) -> Organisation {
    let [name, address, postcode, city, country, phone, email] = &actor.fields;
    let (person, title) = name.text.rsplit_once(", ").map_or((None, name.text.as_str()), |(person, title)| (Some(person), title));
    Organisation {
        head: head(title, "responsable", None),
        address: written(&address.text),
        postcode: written(&postcode.text),
        city: written(&city.text),
        country: written(&country.text),
        phone: written(&phone.text),
        email: written(&email.text),
        representative: person.and_then(written).map(|name| Contact { name, details: Vec::new() }),
        ..Organisation::default()
    }
}

fn contact(actor: &Actor) -> Option<Contact> {
    let words = ["adresse", "code-postal", "ville", "pays", "téléphone", "courriel"];
    let details = words.into_iter().zip(&actor.fields[1..]).filter_map(|(word, said)| Some((word.to_owned(), written(&said.text)?)));
    Some(Contact { name: written(&actor.fields[0].text)?, details: details.collect() })
}

/// Purposes with the bases that the annex gives them. The form « base » has among its aims what is none: a note, then.
fn purposes(sheet: &Sheet, model: &mut Model, id: Id<Activity>) {
    let bases = sheet.annex("Base légale (art. 6)", "Legal basis (art. 6)").map_or("", |said| said.text.as_str());
    let base = sheet.form == Form::Base && sheet.role == Role::Controller;
    for (at, said) in sheet.purposes.iter().enumerate() {
        let head = head(&said.text, "finalite", Some(id));
        let line = bases.lines().find_map(|line| line.trim().strip_prefix(head.label.as_str()));
        if base && !bases.is_empty() && line.is_none() {
            let kind = ArtifactKind::Annotation;
            let note = Artifact { head, activity: Some(id), participant: None, lane: None, parent: None, kind };
            model.artifacts.push(note.head.name.clone(), note);
            continue;
        }
        let basis = basis(line.unwrap_or_default().trim_start_matches([' ', ':', '\u{a0}'])).map(spanned);
        let purpose = Purpose { main: at == 0, basis, head };
        model.purposes.push(purpose.head.name.clone(), purpose);
    }
}

/// A legal basis as the register prints it: `Obligation légale (texte)`.
fn basis(text: &str) -> Option<Basis> {
    let (label, inside) = match text.split_once(" (") {
        Some((label, inside)) => (label, inside.strip_suffix(')').map(str::to_owned)),
        None => (text, None),
    };
    let kind = BasisKind::ALL.iter().find(|row| alike(row.3, label) || alike(row.4, label))?.0;
    Some(Basis { kind, text: inside })
}

fn data(sheet: &Sheet, model: &mut Model, id: Id<Activity>) {
    let derived = sheet.annex("Données calculées, profilage (art. 22)", "Computed data, profiling (art. 22)");
    let derived = derived.map(|said| names(&said.text)).unwrap_or_default();
    let exceptions = sheet.annex("Exceptions invoquées (art. 9 et 10)", "Exceptions relied on (art. 9 and 10)");
    let exceptions = exceptions.map_or("", |said| said.text.as_str());
    // Whom each datum is about the sheet does not say: where it names one category of persons, it can be that one only.
    for held in kept(sheet, &HashSet::new()).into_values() {
        let head = head(&held.shown, "donnee", Some(id));
        let exception = exceptions.lines().find_map(|line| line.strip_prefix(head.label.as_str()));
        let datum = Datum {
            category: held.category.map(spanned),
            retention: held.retention.split(" ; ").flat_map(|text| text.split("; ")).filter_map(retention).collect(),
            derived: derived.iter().any(|label| alike(label, &head.label)),
            exception: exception.and_then(|text| written(text.trim_start_matches([' ', ':', '\u{a0}']))),
            head,
            ..Datum::default()
        };
        model.data.push(datum.head.name.clone(), datum);
    }
}

/// A retention as the register prints it; what is no duration is a criterion.
fn retention(text: &str) -> Option<Retention> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text == "—" {
        return None;
    }
    let criterion = |text: &str| {
        let bare = ["jusqu'à ", "jusqu’à ", "until "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        Retention { limit: RetentionLimit::Until(bare.to_owned()), after: None, archive: None, fate: None, span: Span::default() }
    };
    let mut parts = text.split(", puis ").flat_map(|part| part.split(", then "));
    let first = parts.next().unwrap_or_default();
    let (limit, after) = match [" après ", " after "].iter().find_map(|word| first.split_once(word)) {
        Some((limit, after)) => (limit, written(after)),
        None => (first, None),
    };
    let Some(duration) = duration(limit) else { return Some(criterion(&text)) };
    let mut out = Retention { limit: RetentionLimit::Duration(duration), after, ..criterion("") };
    for part in parts {
        let fate = Fate::ALL.iter().find(|row| alike(row.3, part) || alike(row.4, part)).map(|row| row.0);
        let archive = ["archivage", "archive"].iter().find_map(|word| part.strip_prefix(word));
        match (fate, archive) {
            (Some(fate), _) => out.fate = Some(spanned(fate)),
            (None, Some(rest)) => out.archive = Some(archived(rest)),
            // Something else follows: the whole is a criterion, so that no word of it is lost.
            (None, None) => return Some(criterion(&text)),
        }
    }
    Some(out)
}

fn archived(text: &str) -> Archive {
    let (limit, under) = match [" au titre de ", " under "].iter().find_map(|word| text.split_once(word)) {
        Some((limit, under)) => (limit, written(under)),
        None => (text, None),
    };
    Archive { duration: duration(limit), under }
}

fn duration(text: &str) -> Option<Duration> {
    let (count, unit) = text.trim().split_once([' ', '\u{a0}'])?;
    Some(Duration { count: count.parse().ok()?, unit: Unit::parse_word(unit.trim())? })
}

/// Recipients by their type; one abroad has the country and the safeguard of its transfer, the other transfers stand alone.
fn recipients(sheet: &Sheet, model: &mut Model, id: Id<Activity>) {
    let index = |item: &str| lists::list("destinataires").values.iter().position(|value| alike(&value.fr, item) || alike(&value.en, item));
    let receiver = |item: &str| RECEIVERS.iter().find(|row| row.1.starts_with(item) || row.2.starts_with(item)).map(|row| row.0);
    let safeguard = |sent: &Aimed| {
        let text = &sent.safeguard.text;
        Safeguard::ALL.iter().find(|row| alike(row.3, text) || alike(row.4, text)).map(|row| spanned(row.0))
    };
    let mut sent: Vec<bool> = vec![false; sheet.transfers.len()];
    let further = sheet.further.iter().map(|said| (RECEIVERS[2].1.to_owned(), said.clone()));
    for (item, said) in &sheet.recipients.iter().cloned().chain(further).collect::<Vec<_>>() {
        let at = (0..sheet.transfers.len()).find(|at| !sent[*at] && alike(&sheet.transfers[*at].to.text, &said.text));
        let kind = match (index(item), receiver(item)) {
            (Some(1), _) | (None, Some(Receiver::Processor)) => RecipientKind::Processor,
            (Some(0), _) | (None, None | Some(Receiver::Internal)) => RecipientKind::Internal,
            _ => RecipientKind::External,
        };
        // Named with its contract already.
        let is_it = |processor: &Processor| alike(&model.organisations[processor.organisation.to?].head.label, &said.text).then_some(());
        if kind == RecipientKind::Processor && model.activities[id].processors.iter().any(|one| is_it(one).is_some()) {
            continue;
        }
        let mut recipient = Recipient { head: head(&said.text, "destinataire", Some(id)), kind, ..Recipient::default() };
        if let Some(at) = at {
            sent[at] = true;
            recipient.country = written(&sheet.transfers[at].country.text);
            recipient.safeguard = safeguard(&sheet.transfers[at]);
        }
        model.recipients.push(recipient.head.name.clone(), recipient);
    }
    // Countries alone, where nothing says who is there.
    let named = if sheet.transfers.is_empty() { names(&sheet.countries.text) } else { Vec::new() };
    for country in named {
        let item = Transfer { head: head(&country, "transfert", Some(id)), country: written(&country), ..Transfer::default() };
        model.transfers.push(item.head.name.clone(), item);
    }
    for transfer in sheet.transfers.iter().zip(sent).filter(|(_, sent)| !sent).map(|(transfer, _)| transfer) {
        let to = written(&transfer.to.text).map(|text| Ref::new(text.value, true, Span::default()));
        let item = Transfer {
            head: head(&transfer.to.text, "transfert", Some(id)),
            to,
            country: written(&transfer.country.text),
            safeguard: safeguard(transfer),
        };
        model.transfers.push(item.head.name.clone(), item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retentions_are_read_as_they_are_printed() {
        for text in [
            "6 mois après l'appel, puis effacement",
            "1 an",
            "3 ans après le dernier contact, puis archivage 5 ans au titre de C. civ. 2224, puis versement aux archives",
            "jusqu'à la fin du contrat",
            "6 months after the call, then erasure",
        ] {
            let lang = if text.contains("month") { Lang::En } else { Lang::Fr };
            assert_eq!(retention(text).map(|one| one.text(lang)).as_deref(), Some(text));
        }
        for text in ["Tant que la personne ne demande rien", "1 an, puis on verra", "douze mois"] {
            let limit = retention(text).map(|one| one.limit);
            assert_eq!(limit, Some(RetentionLimit::Until(text.into())));
        }
        assert!(retention("—").is_none());
    }

    #[test]
    fn bases_are_read_as_they_are_printed() {
        for one in
            [Basis { kind: BasisKind::Consent, text: None }, Basis { kind: BasisKind::Obligation, text: Some("C. com. L123-22".into()) }]
        {
            assert_eq!(basis(&one.text(Lang::Fr)), Some(one.clone()));
            assert_eq!(basis(&one.text(Lang::En)), Some(one));
        }
        assert_eq!(basis("—"), None);
    }
}
