//! Identifiers that people can read, in place of those a modeler made up.

use super::names::identifier;
use crate::diagnostic::Lang;
use crate::process::*;
use std::collections::{HashMap, HashSet};

/// An identifier made from a label has at most so many characters.
const LONGEST: usize = 40;

/// Gives what stands in the flow of `model` and has an identifier that a tool made up another one, made from its label,
/// or from its kind where it has none: `sid-E1B3917E-…` “Analyse request” becomes `analyse_request`. Those already in
/// `originals` stay. What was changed, in the order of the model.
pub fn readable(model: &Model, originals: &mut HashMap<String, String>) -> Vec<(String, String)> {
    let mut taken: HashSet<String> = model.heads().into_iter().map(|head| head.name.to_string()).collect();
    taken.extend(originals.values().cloned());
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut changed = Vec::new();
    for (head, (fr, en), labelled) in wanted(model) {
        if originals.contains_key(head.name.as_str()) || !made_up(&head.name) {
            continue;
        }
        let kind = if model.lang == Lang::Fr { fr } else { en };
        let label = if labelled { shortened(&slug(&head.label, "")) } else { String::new() };
        // Made here before.
        let number = head.name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('_'));
        if label.is_empty() && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
            continue;
        }
        let base = match label.chars().next() {
            None => kind.to_owned(),
            Some(first) if first.is_numeric() || identifier(&label) != label => format!("{kind}_{label}"),
            Some(_) => label.clone(),
        };
        let mut name = base.clone();
        while label.is_empty() && name == base || taken.contains(&name) {
            let number = next.entry(base.clone()).or_insert(if label.is_empty() { 1 } else { 2 });
            name = format!("{base}_{number}");
            *number += 1;
        }
        taken.insert(name.clone());
        originals.insert(head.name.to_string(), name.clone());
        changed.push((head.name.to_string(), name));
    }
    changed
}

/// What can get another identifier: its head, its kind in both languages, whether its label names it.
fn wanted(model: &Model) -> Vec<(&Head, (&'static str, &'static str), bool)> {
    let mut out: Vec<_> = model.activities.values().map(|it| (&it.head, ("traitement", "activity"), true)).collect();
    out.extend(model.participants.values().map(|it| (&it.head, ("participant", "participant"), true)));
    out.extend(model.lanes.values().map(|it| (&it.head, ("couloir", "lane"), true)));
    // The identifier of a call is what it calls.
    let nodes = model.nodes.values().filter(|node| !matches!(node.kind, NodeKind::Call(_)));
    out.extend(nodes.map(|node| (&node.head, kind(node), true)));
    out.extend(model.stores.values().map(|it| (&it.head, ("magasin", "store"), true)));
    out.extend(model.artifacts.values().filter_map(|it| match &it.kind {
        ArtifactKind::Annotation => Some((&it.head, ("note", "note"), false)),
        ArtifactKind::Document { .. } => Some((&it.head, ("document", "document"), true)),
        _ => None,
    }));
    out
}

fn kind(node: &Node) -> (&'static str, &'static str) {
    match &node.kind {
        NodeKind::Task(_) => ("tache", "task"),
        NodeKind::SubProcess(_) => ("sous_processus", "subprocess"),
        NodeKind::Call(_) => ("appel", "call"),
        NodeKind::Gateway(Gateway::Exclusive) => ("choix", "choice"),
        NodeKind::Gateway(Gateway::Parallel) => ("parallele", "parallel"),
        NodeKind::Gateway(_) => ("passerelle", "gateway"),
        NodeKind::Event(event) => match event.position {
            EventPosition::Start => ("debut", "start"),
            EventPosition::Intermediate | EventPosition::Boundary => ("evenement", "event"),
            EventPosition::End => ("fin", "end"),
        },
    }
}

/// At most [`LONGEST`] characters, cut between two words.
fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST + 1).collect();
    cut.rsplit_once('_').map_or(cut.as_str(), |(before, _)| before).trim_end_matches('_').to_owned()
}

/// Whether a tool made an identifier up: a number, letters by chance, or the name of a kind of BPMN with a number.
fn made_up(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['_', '-', '.', ':']).filter(|part| !part.is_empty()).collect();
    let numbered = |part: &str| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        word.is_empty() || KINDS.contains(&word.to_ascii_lowercase().as_str())
    };
    let counted = name.ends_with(|c: char| c.is_ascii_digit()) && parts.iter().all(|part| numbered(part));
    counted || parts.iter().any(|part| by_chance(part))
}

/// The kinds of BPMN, as tools write them into identifiers.
const KINDS: [&str; 44] = [
    "activity",
    "annotation",
    "artifact",
    "association",
    "boundary",
    "boundaryevent",
    "bpmn",
    "bpmntask",
    "callactivity",
    "collaboration",
    "data",
    "dataobject",
    "dataobjectreference",
    "datastore",
    "datastorereference",
    "end",
    "endevent",
    "event",
    "exclusivegateway",
    "flow",
    "gateway",
    "id",
    "inclusivegateway",
    "intermediatecatchevent",
    "intermediatethrowevent",
    "lane",
    "manualtask",
    "object",
    "parallelgateway",
    "participant",
    "pool",
    "process",
    "receivetask",
    "scripttask",
    "sendtask",
    "servicetask",
    "sid",
    "start",
    "startevent",
    "subprocess",
    "task",
    "textannotation",
    "unnamed",
    "usertask",
];

/// Whether letters and digits follow each other as no word does: `0a1b2c3`, `E1B3917E`, `lRVygJ5vEemJyeiUJ2TCsw`.
fn by_chance(part: &str) -> bool {
    if !part.is_ascii() || part.len() < 6 {
        return false;
    }
    let bytes = part.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let turns = bytes.windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    let hexadecimal = part.len() >= 8 && digits >= 2 && bytes.iter().all(u8::is_ascii_hexdigit);
    hexadecimal || turns >= 2 || (digits == part.len() && part.len() >= 8) || (turns == 1 && bytes[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{made_up, shortened};

    #[test]
    fn what_tools_make_up_is_told_from_what_people_write() {
        for name in [
            "sid-E1B3917E-2F8F-4D7A-9CD1-F8244CC66A04",
            "_ce7ef7b8-d0ba-426b-ac8c-5ec42788ddb2",
            "Activity_0a1b2c3",
            "Gateway_1fzxh5o",
            "Bpmn_UserTask_lRVygJ5vEemJyeiUJ2TCsw",
            "_xliBcbWhEeaTvLEWv0tJ7A",
            "EAID_AFA8677B_5A2C_4d4e_A3C8_7C6E3C6E5B2F",
            "StartEvent_1",
            "Task_12",
            "_28",
            "id3",
            "unnamed_task_3",
            "UUID_62bf5d90",
        ] {
            assert!(made_up(name), "{name}");
        }
        for name in [
            "approveInvoice",
            "saisie_2",
            "étape-1",
            "Process_Engine_1",
            "B2B",
            "appel",
            "tva2026",
            "start",
            "invoice_approved",
            "contrôle_R11",
        ] {
            assert!(!made_up(name), "{name}");
        }
    }

    #[test]
    fn long_names_end_with_a_word() {
        assert_eq!(shortened("document_group_of_connected_clients_according_to"), "document_group_of_connected_clients");
        assert_eq!(shortened("appel"), "appel");
        assert_eq!(shortened(&"a".repeat(60)).len(), 41);
    }
}
