//! Every fact of a resolved model as lines of text, spans ignored: two models with the same lines say the same.

use model::diagnostic::Lang;
use model::process::vocabulary::Words;
use model::process::*;
use model::source::Spanned;

/// The lines, kind by kind, each kind in the order of writing.
pub fn dump(model: &Model) -> Vec<String> {
    let mut out = Vec::new();
    activities(model, &mut out);
    declarations(model, &mut out);
    flow(model, &mut out);
    out
}

fn texts(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|text| text.value.as_str()).collect()
}

fn text(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

fn names<T: Copy>(list: &[Ref<T>], of: impl Fn(T) -> String) -> Vec<String> {
    list.iter().map(|reference| reference.to.map_or_else(|| format!("?{}", reference.text), &of)).collect()
}

fn kept(list: &[Retention]) -> Vec<String> {
    list.iter().map(|retention| retention.text(Lang::Fr)).collect()
}

fn allowed(head: &Head) -> Vec<String> {
    head.allowances.iter().map(|allowance| format!("{} {:?}", allowance.rule.value, text(&allowance.reason))).collect()
}

fn scope(model: &Model, head: &Head) -> String {
    match head.scope {
        Some(id) if model.activities.len() > 1 || model.activities[id].declared => model.activities[id].head.name.to_string(),
        _ => "shared".to_owned(),
    }
}

fn activities(model: &Model, out: &mut Vec<String>) {
    let organisation = |id: Id<Organisation>| model.organisations[id].head.name.to_string();
    for activity in model.activities.values().filter(|activity| activity.declared) {
        let processors: Vec<_> = activity
            .processors
            .iter()
            .map(|processor| (names(std::slice::from_ref(&processor.organisation), organisation), text(&processor.contract)))
            .collect();
        out.push(format!(
            "activity {} {:?} {:?} {:?} {:?} controllers {:?} joint {:?} processors {processors:?} software {:?} large {} kept {:?} allowed {:?}",
            activity.head.name,
            activity.head.label,
            text(&activity.reference),
            activity.created.as_ref().map(|date| date.value.to_string()),
            activity.updated.as_ref().map(|date| date.value.to_string()),
            names(&activity.controllers, organisation),
            names(&activity.joint, organisation),
            texts(&activity.software),
            activity.large_scale.is_some(),
            kept(&activity.retention),
            allowed(&activity.head),
        ));
    }
}

fn declarations(model: &Model, out: &mut Vec<String>) {
    let subjects = |id: Id<Subjects>| model.subjects[id].head.name.to_string();
    let measure = |id: Id<Measure>| model.measures[id].head.name.to_string();
    let datum = |id: Id<Datum>| model.data[id].head.name.to_string();
    let head = |kind: &str, head: &Head| {
        let label = if head.label.is_empty() { default_label(&head.name) } else { head.label.clone() };
        format!("{kind} {} {label:?} of {} allowed {:?}", head.name, scope(model, head), allowed(head))
    };
    let contact = |contact: &Option<Contact>| {
        contact.as_ref().map(|contact| {
            let mut details: Vec<_> = contact.details.iter().map(|(word, value)| (word.clone(), value.value.clone())).collect();
            details.sort();
            (contact.name.value.clone(), details)
        })
    };
    for item in model.organisations.values() {
        let coordinates = [&item.address, &item.postcode, &item.city, &item.country, &item.phone, &item.email].map(text);
        let (representative, dpo) = (contact(&item.representative), contact(&item.dpo));
        out.push(format!("{} {coordinates:?} {representative:?} {dpo:?} {}", head("organisation", &item.head), item.public));
    }
    for item in model.subjects.values() {
        out.push(format!("{} {} {}", head("subjects", &item.head), item.minors, item.vulnerable));
    }
    for item in model.data.values() {
        out.push(format!(
            "{} spot {} {:?} about {:?} kept {:?} {} {} {} {:?} {:?}",
            head("datum", &item.head),
            item.head.on_the_spot,
            item.category.as_ref().map(|category| category.value),
            names(&item.subjects, subjects),
            kept(&item.retention),
            item.free_text,
            item.derived,
            item.optional,
            text(&item.exception),
            text(&item.format),
        ));
    }
    for item in model.purposes.values() {
        let basis = item.basis.as_ref().map(|basis| &basis.value);
        out.push(format!("{} spot {} main {} {basis:?}", head("purpose", &item.head), item.head.on_the_spot, item.main));
    }
    for item in model.recipients.values() {
        let safeguard = item.safeguard.as_ref().map(|safeguard| safeguard.value);
        out.push(format!("{} {:?} {:?} {safeguard:?}", head("recipient", &item.head), item.kind, text(&item.country)));
    }
    for item in model.stores.values() {
        out.push(format!(
            "{} {:?} {:?} measures {:?} contains {:?} kept {:?} {:?} {}",
            head("store", &item.head),
            text(&item.location),
            text(&item.country),
            names(&item.measures, measure),
            names(&item.contains, datum),
            kept(&item.retention),
            text(&item.format),
            item.encrypted,
        ));
    }
    for item in model.channels.values() {
        out.push(format!("{} {:?} {} {:?}", head("channel", &item.head), text(&item.format), item.encrypted, text(&item.country)));
    }
    for item in model.measures.values() {
        out.push(format!("{} {:?}", head("measure", &item.head), item.kind.as_ref().map(|kind| kind.value)));
    }
    for item in model.transfers.values() {
        let to = names(item.to.as_slice(), |to| party(model, to));
        let safeguard = item.safeguard.as_ref().map(|safeguard| safeguard.value);
        out.push(format!("transfer to {to:?} {:?} {safeguard:?} {:?}", text(&item.country), allowed(&item.head)));
    }
    for item in model.risks.values() {
        let rating = |rating: &Option<Spanned<Result<Rating, String>>>| rating.as_ref().map(|rating| rating.value.clone());
        out.push(format!(
            "risk {:?} {:?} {:?} {:?} measures {:?} {:?} {:?} {:?}",
            item.head.label,
            texts(&item.impacts),
            texts(&item.sources),
            texts(&item.threats),
            names(&item.measures, measure),
            rating(&item.severity),
            rating(&item.likelihood),
            allowed(&item.head),
        ));
    }
}

fn party(model: &Model, party: Party) -> String {
    let head = match party {
        Party::Recipient(id) => &model.recipients[id].head,
        Party::Organisation(id) => &model.organisations[id].head,
        Party::Participant(id) => &model.participants[id].head,
        Party::Lane(id) => &model.lanes[id].head,
        Party::Subjects(id) => &model.subjects[id].head,
    };
    format!("{party:?}").split('(').next().unwrap_or_default().to_owned() + " " + &head.name
}

fn artifact(model: &Model, id: Id<Artifact>) -> String {
    match &model.artifacts[id].kind {
        ArtifactKind::Store(store) => names(std::slice::from_ref(store), |id| model.stores[id].head.name.to_string()).concat(),
        _ => model.artifacts[id].head.name.to_string(),
    }
}

/// Where a step or artifact stands; what stands in no drawn pool stands in none.
fn place(model: &Model, participant: Option<Id<Participant>>, lane: Option<Id<Lane>>, parent: Option<Id<Node>>) -> String {
    let pool = participant.filter(|id| model.participants[*id].drawn).map(|id| model.participants[id].head.name.as_str());
    format!("in {pool:?} {:?} {:?}", lane.map(|id| &model.lanes[id].head.name), parent.map(|id| &model.nodes[id].head.name))
}

fn flow(model: &Model, out: &mut Vec<String>) {
    let datum = |id: Id<Datum>| model.data[id].head.name.to_string();
    let node = |id: Id<Node>| model.nodes[id].head.name.to_string();
    for (id, pool) in model.participants.iter().filter(|(_, pool)| pool.drawn) {
        let (organisation, subjects) =
            (pool.organisation.map(|id| &model.organisations[id].head.name), pool.subjects.map(|id| &model.subjects[id].head.name));
        let head = &pool.head;
        let label = if head.label.is_empty() { default_label(&head.name) } else { head.label.clone() };
        out.push(format!("pool {} {:?} open {} {organisation:?} {subjects:?} {:?}", head.name, label, inside(model, id), allowed(head)));
    }
    for lane in model.lanes.values() {
        let place = place(model, lane.participant, lane.parent, None);
        out.push(format!("lane {} {:?} {place} {:?}", lane.head.name, lane.head.label, allowed(&lane.head)));
    }
    for item in model.nodes.values() {
        let place = place(model, item.participant, item.lane, item.parent);
        out.push(format!("node {} {:?} {} {place} {:?}", item.head.name, item.head.label, kind(model, &item.kind), allowed(&item.head)));
        for fact in &item.facts {
            out.push(format!("fact of {} {}", item.head.name, self::fact(model, fact)));
        }
    }
    for flow in model.flows.values() {
        let (from, to) = (names(std::slice::from_ref(&flow.from), node), names(std::slice::from_ref(&flow.to), node));
        out.push(format!("flow {from:?} {to:?} {:?} {:?} {}", flow.head.label, text(&flow.condition), flow.default));
    }
    for message in model.messages.values() {
        let end = |end: &Ref<MessageEnd>| match end.to {
            Some(MessageEnd::Node(id)) => node(id),
            Some(MessageEnd::Participant(id)) => model.participants[id].head.name.to_string(),
            None => format!("?{}", end.text),
        };
        let carries = names(&message.carries, datum);
        let via = names(&message.via, |id| model.channels[id].head.name.to_string());
        out.push(format!("message {} {} {:?} carries {carries:?} via {via:?}", end(&message.from), end(&message.to), message.head.label));
    }
    let mut drawn = vec![false; model.artifacts.len()];
    for association in model.associations.values().filter(|association| !is_implied(model, association)) {
        let mut end = |end: &Ref<AssociationEnd>| match end.to {
            Some(AssociationEnd::Node(id)) => node(id),
            Some(AssociationEnd::Artifact(id)) => {
                drawn[id.index()] = true;
                artifact(model, id)
            }
            Some(AssociationEnd::Participant(id)) => model.participants[id].head.name.to_string(),
            Some(AssociationEnd::Lane(id)) => model.lanes[id].head.name.to_string(),
            Some(AssociationEnd::Flow(id)) => format!("flow {}", node(model.flows[id].from.to.expect("an end"))),
            Some(AssociationEnd::Message(id)) => format!("message {:?}", model.messages[id].head.label),
            None => format!("?{}", end.text),
        };
        let mut ends = [end(&association.from), end(&association.to)];
        if association.kind == AssociationKind::Undirected {
            ends.sort();
        }
        out.push(format!("association {} {} {:?}", ends[0], ends[1], association.kind));
    }
    for (id, item) in model.artifacts.iter() {
        let implied = item.head.name.starts_with(IMPLIED) && !drawn[id.index()];
        let place = place(model, item.participant, item.lane, item.parent);
        match &item.kind {
            ArtifactKind::Document { contains, .. } => {
                let contains = names(contains, datum);
                out.push(format!("document {} {:?} {contains:?} {place} {:?}", item.head.name, item.head.label, allowed(&item.head)));
            }
            ArtifactKind::Store(_) if implied => {}
            ArtifactKind::Store(_) => out.push(format!("placed {} {place}", artifact(model, id))),
            ArtifactKind::Annotation => {
                out.push(format!("note {} {:?} {place} {:?}", item.head.name, item.head.label, allowed(&item.head)));
            }
            ArtifactKind::Group => out.push(format!("group {:?}", item.head.label)),
        }
    }
}

/// Whether a pool holds anything.
fn inside(model: &Model, id: Id<Participant>) -> bool {
    let of = |participant: Option<Id<Participant>>| participant == Some(id);
    model.nodes.values().any(|node| of(node.participant))
        || model.lanes.values().any(|lane| of(lane.participant))
        || model.artifacts.values().any(|artifact| of(artifact.participant) && !matches!(artifact.kind, ArtifactKind::Annotation))
}

fn kind(model: &Model, kind: &NodeKind) -> String {
    match kind {
        NodeKind::Event(event) => format!(
            "{:?} {:?} throw {} non-interrupting {} on {:?} {:?}",
            event.position,
            event.trigger,
            event.throwing && event.position == EventPosition::Intermediate,
            event.non_interrupting,
            event.host.as_ref().and_then(|host| host.to).map(|id| &model.nodes[id].head.name),
            text(&event.detail),
        ),
        NodeKind::Task(task) => format!("{:?} {:?} {}", task.kind, task.repeat, task.compensation),
        NodeKind::SubProcess(sub) => format!("{:?} collapsed {} {:?} {}", sub.kind, sub.collapsed, sub.repeat, sub.compensation),
        NodeKind::Call(call) => format!("call {:?} {:?} {}", text(&call.called), call.repeat, call.compensation),
        NodeKind::Gateway(gateway) => format!("{gateway:?}"),
    }
}

fn fact(model: &Model, fact: &Fact) -> String {
    let place = |place: Place| match place {
        Place::Store(id) => format!("store {}", model.stores[id].head.name),
        Place::Document(id) => format!("document {}", model.artifacts[id].head.name),
    };
    let origin = |origin: Origin| match origin {
        Origin::Store(id) => place(Place::Store(id)),
        Origin::Document(id) => place(Place::Document(id)),
        Origin::Channel(id) => format!("channel {}", model.channels[id].head.name),
        Origin::Party(id) => party(model, id),
    };
    let subjects = |id: Id<Subjects>| model.subjects[id].head.name.to_string();
    let purpose = |id: Id<Purpose>| model.purposes[id].head.name.to_string();
    match fact {
        Fact::Operation(id) => {
            let operation = &model.operations[*id];
            format!(
                "{:?} {:?} {:?} about {:?} for {:?} to {:?} from {:?} in {:?} via {:?} kept {:?} {:?} {:?} {:?}",
                operation.kind,
                operation.wording,
                names(&operation.data, |id| model.data[id].head.name.to_string()),
                names(&operation.subjects, subjects),
                names(&operation.purposes, purpose),
                names(&operation.recipients, |to| party(model, to)),
                names(&operation.from, origin),
                names(&operation.into, place),
                names(&operation.via, |id| model.channels[id].head.name.to_string()),
                kept(&operation.retention),
                text(&operation.format),
                text(&operation.reference),
                text(&operation.description),
            )
        }
        Fact::Notice(notice) => {
            let items: Vec<&str> = notice.items.iter().map(|item| item.value.word(Lang::Fr)).collect();
            format!("notice {:?} {items:?}", names(&notice.subjects, subjects))
        }
        Fact::Consent(consent) => {
            format!("consent {} {:?} {:?}", consent.withdrawn, names(&consent.purposes, purpose), names(&consent.into, place))
        }
        Fact::Verification(verification) => format!("verification {:?}", verification.value),
        Fact::Right(right) => format!("right {:?}", right.value),
    }
}
