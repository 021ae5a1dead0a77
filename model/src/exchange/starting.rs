//! A model to begin with, from the sheet of a filled workbook: what the sheet says, and no step of a process.

use crate::diagnostic::Lang;
use crate::process::retention::Archive;
use crate::process::vocabulary::{Words, fold};
use crate::process::*;
use crate::reference::lists;
use crate::source::{Span, Spanned};
use crate::table::register::filled::compare::kept;
use crate::table::register::filled::{Actor, Aimed, Said, Sheet};
use std::collections::HashSet;

/// The model of a sheet, with keywords in `lang`.
pub fn model(sheet: &Sheet, lang: Lang) -> Model {
    let mut model = Model { lang, ..Model::default() };
    let mut activity = Activity { head: head(sheet.title(), "traitement", None), declared: true, ..Activity::default() };
    activity.reference = written(&sheet.reference.text);
    let day = |said: &Option<(Option<Date>, Said)>| said.as_ref().and_then(|said| said.0).map(spanned);
    (activity.created, activity.updated) = (day(&sheet.created), day(&sheet.updated));
    parties(sheet, &mut model, &mut activity);
    if let Some(software) = sheet.annex("Logiciel ou application", "Software or application") {
        activity.software = software.text.split([',', '\n']).filter_map(written).collect();
    }
    let id = model.activities.push(activity.head.name.clone(), activity);
    purposes(sheet, &mut model, id);
    for said in &sheet.persons {
        let item = Subjects { head: head(&said.text, "personnes", Some(id)), ..Subjects::default() };
        model.subjects.push(item.head.name.clone(), item);
    }
    data(sheet, &mut model, id);
    recipients(sheet, &mut model, id);
    for (item, said) in &sheet.measures {
        let kind = MeasureType::ALL.iter().find(|row| alike(row.3, item) || alike(row.4, item)).map(|row| row.0);
        // « Autres mesures (à préciser) » in the CNIL's workbook.
        let kind = kind.unwrap_or(MeasureType::Other);
        let measure = Measure { head: head(&said.text, "mesure", Some(id)), kind: Some(spanned(kind)) };
        model.measures.push(measure.head.name.clone(), measure);
    }
    model
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
    Head { name: slug(&label, fallback), label, scope, ..Head::default() }
}

fn alike(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
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

/// Purposes with the bases that the annex gives them.
fn purposes(sheet: &Sheet, model: &mut Model, id: Id<Activity>) {
    let bases = sheet.annex("Base légale (art. 6)", "Legal basis (art. 6)").map_or("", |said| said.text.as_str());
    for (at, said) in sheet.purposes.iter().enumerate() {
        let head = head(&said.text, "finalite", Some(id));
        let line = bases.lines().find_map(|line| line.trim().strip_prefix(head.label.as_str())).unwrap_or_default();
        let purpose = Purpose { main: at == 0, basis: basis(line.trim_start_matches([' ', ':', '\u{a0}'])).map(spanned), head };
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
    let derived = derived.map_or("", |said| said.text.as_str());
    let exceptions = sheet.annex("Exceptions invoquées (art. 9 et 10)", "Exceptions relied on (art. 9 and 10)");
    let exceptions = exceptions.map_or("", |said| said.text.as_str());
    // Whom each datum is about the sheet does not say: where it names one category of persons, it can be that one only.
    for held in kept(sheet, &HashSet::new()).into_values() {
        let head = head(&held.shown, "donnee", Some(id));
        let exception = exceptions.lines().find_map(|line| line.strip_prefix(head.label.as_str()));
        let datum = Datum {
            category: held.category.map(spanned),
            retention: held.retention.split(" ; ").flat_map(|text| text.split("; ")).filter_map(retention).collect(),
            derived: derived.split([',', '\n']).any(|label| alike(label, &head.label)),
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
    let safeguard = |sent: &Aimed| {
        let text = &sent.safeguard.text;
        Safeguard::ALL.iter().find(|row| alike(row.3, text) || alike(row.4, text)).map(|row| spanned(row.0))
    };
    let mut sent: Vec<bool> = vec![false; sheet.transfers.len()];
    for (item, said) in &sheet.recipients {
        let at = (0..sheet.transfers.len()).find(|at| !sent[*at] && alike(&sheet.transfers[*at].to.text, &said.text));
        let kind = match index(item) {
            Some(0) | None => RecipientKind::Internal,
            Some(1) => RecipientKind::Processor,
            _ => RecipientKind::External,
        };
        let mut recipient = Recipient { head: head(&said.text, "destinataire", Some(id)), kind, ..Recipient::default() };
        if let Some(at) = at {
            sent[at] = true;
            recipient.country = written(&sheet.transfers[at].country.text);
            recipient.safeguard = safeguard(&sheet.transfers[at]);
        }
        model.recipients.push(recipient.head.name.clone(), recipient);
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
