//! What a diagram says in words: its title and description, and what a pointer resting on an element tells.

use super::plan::{AreaKind, MarkPlace, Plan, Thing};
use super::{Found, Options};
use model::diagnostic::{Lang, Severity};
use model::process::{ArtifactKind, Event, EventPosition, Gateway, Head, Model, Node, NodeKind, SubProcessKind, TaskKind, Trigger};

fn pick<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Fr { fr } else { en }
}

/// Name and label with the colon of the language; the name alone where there is no label.
fn labelled(lang: Lang, name: &str, label: &str) -> String {
    match (label.trim(), lang) {
        ("", _) => name.to_owned(),
        (label, Lang::Fr) => format!("{name}\u{A0}: {label}"),
        (label, Lang::En) => format!("{name}: {label}"),
    }
}

/// The title of a drawing: the activity, else the pools, else the plain word.
pub fn title(model: &Model, options: &Options, plan: &Plan) -> String {
    let activity = |id| model.activities[id].head.title().to_owned();
    if let Some(id) = options.activity.filter(|id| id.index() < model.activities.len()) {
        return activity(id);
    }
    let declared: Vec<_> = model.activities.iter().filter(|(_, activity)| activity.declared).map(|(id, _)| id).collect();
    if let [id] = declared[..] {
        return activity(id);
    }
    let pools = plan.areas.iter().filter(|place| !place.again).filter_map(|place| match place.kind {
        AreaKind::Pool(id) | AreaKind::BlackBox(id) => Some(model.participants[id].head.title()),
        AreaKind::Lane(_) => None,
    });
    let pools: Vec<_> = pools.filter(|title| !title.trim().is_empty()).take(4).collect();
    if pools.is_empty() { pick(options.lang, "Processus", "Process").to_owned() } else { pools.join(", ") }
}

/// The description of a drawing: how much of what it shows.
pub fn description(model: &Model, options: &Options, plan: &Plan) -> String {
    let lang = options.lang;
    let steps = plan
        .nodes
        .iter()
        .filter(|place| matches!(model.nodes[place.node].kind, NodeKind::Task(_) | NodeKind::Call(_) | NodeKind::SubProcess(_)));
    let events = plan.nodes.iter().filter(|place| matches!(model.nodes[place.node].kind, NodeKind::Event(_)));
    let gateways = plan.nodes.iter().filter(|place| matches!(model.nodes[place.node].kind, NodeKind::Gateway(_)));
    let areas = plan.areas.iter().filter(|place| !place.again);
    let pools = areas.clone().filter(|place| !matches!(place.kind, AreaKind::Lane(_)));
    let lanes = areas.filter(|place| matches!(place.kind, AreaKind::Lane(_)));
    let stores = plan.data.iter().filter(|place| match place.thing {
        Thing::Artifact(id) => matches!(model.artifacts[id].kind, ArtifactKind::Store(_)),
        Thing::Store(_) => true,
    });
    let counts = [
        (pools.count(), ["participant", "participants"], ["pool", "pools"]),
        (lanes.count(), ["couloir", "couloirs"], ["lane", "lanes"]),
        (steps.count(), ["activité", "activités"], ["activity", "activities"]),
        (events.count(), ["événement", "événements"], ["event", "events"]),
        (gateways.count(), ["branchement", "branchements"], ["gateway", "gateways"]),
        (stores.count(), ["magasin de données", "magasins de données"], ["data store", "data stores"]),
    ];
    let parts = counts.iter().filter(|(count, ..)| *count > 0).map(|(count, fr, en)| {
        let words = if lang == Lang::Fr { fr } else { en };
        format!("{count} {}", words[usize::from(*count > 1)])
    });
    let parts: Vec<_> = parts.collect();
    let list = if parts.is_empty() { pick(lang, "rien", "nothing").to_owned() } else { parts.join(", ") };
    let mut out = match lang {
        Lang::Fr => format!("Diagramme BPMN\u{A0}: {list}."),
        Lang::En => format!("BPMN diagram: {list}."),
    };
    if plan.bands > 0 {
        let note = match lang {
            Lang::Fr => format!(" Coupé en {} bandes\u{A0}; un trait coupé reprend à la même lettre.", plan.bands),
            Lang::En => format!(" Cut into {} bands; a line that is cut goes on at the same letter.", plan.bands),
        };
        out.push_str(&note);
    }
    if plan.homeless > 0 {
        let note = pick(lang, "Groupes sans place connue, non dessinés", "Groups without a known place, not drawn");
        out.push_str(&format!(" {}.", labelled(lang, note, &plan.homeless.to_string())));
    }
    out
}

/// What a pool or lane tells; `again` where an earlier band shows it already.
pub fn area(lang: Lang, kind: AreaKind, head: &Head, again: bool) -> String {
    let name = match kind {
        AreaKind::Pool(_) | AreaKind::BlackBox(_) => pick(lang, "Participant", "Pool"),
        AreaKind::Lane(_) => pick(lang, "Couloir", "Lane"),
    };
    let again = if again { pick(lang, " (suite)", " (continued)") } else { "" };
    labelled(lang, name, head.title()) + again
}

/// What a mark at the end of a band says beside its sign.
pub fn mark(lang: Lang, mark: &MarkPlace) -> String {
    if mark.names.is_empty() {
        return String::new();
    }
    let word = if mark.leaves { pick(lang, "vers", "to") } else { pick(lang, "de", "from") };
    format!("{word} {}", mark.names.join(", "))
}

/// What a mark at the end of a band tells.
pub fn connector(lang: Lang, mark: &MarkPlace, letter: &str) -> String {
    let name = if mark.leaves { pick(lang, "Suite en", "Continues at") } else { pick(lang, "Suite de", "Continued from") };
    labelled(lang, &format!("{name} {letter}"), &self::mark(lang, mark))
}

/// The label of a node, or its kind where it has none.
pub fn named(lang: Lang, node: &Node) -> String {
    let text = super::face::text(node);
    if text.trim().is_empty() { kind(lang, node) } else { text.to_owned() }
}

/// What a node tells: its kind, its label and its census references.
pub fn node(lang: Lang, node: &Node, references: &[String]) -> String {
    let mut out = labelled(lang, &kind(lang, node), &crate::text::clean(super::face::text(node)).replace('\n', " "));
    if !references.is_empty() {
        out.push_str(&format!(" ({})", references.join(", ")));
    }
    out
}

fn kind(lang: Lang, node: &Node) -> String {
    let (fr, en) = match &node.kind {
        NodeKind::Event(event) => return event_kind(lang, event),
        NodeKind::Task(task) => match task.kind {
            TaskKind::Plain => ("Tâche", "Task"),
            TaskKind::User => ("Tâche utilisateur", "User task"),
            TaskKind::Manual => ("Tâche manuelle", "Manual task"),
            TaskKind::Service => ("Tâche de service", "Service task"),
            TaskKind::Script => ("Tâche de script", "Script task"),
            TaskKind::Send => ("Tâche d'envoi", "Send task"),
            TaskKind::Receive => ("Tâche de réception", "Receive task"),
            TaskKind::Rule => ("Tâche de règle métier", "Business rule task"),
        },
        NodeKind::SubProcess(sub) => match sub.kind {
            SubProcessKind::Embedded => ("Sous-processus", "Sub-process"),
            SubProcessKind::Event => ("Sous-processus événementiel", "Event sub-process"),
            SubProcessKind::Transaction => ("Transaction", "Transaction"),
            SubProcessKind::AdHoc => ("Sous-processus ad hoc", "Ad hoc sub-process"),
        },
        NodeKind::Call(_) => ("Activité appelante", "Call activity"),
        NodeKind::Gateway(gateway) => match gateway {
            Gateway::Exclusive => ("Branchement exclusif", "Exclusive gateway"),
            Gateway::Parallel => ("Branchement parallèle", "Parallel gateway"),
            Gateway::Inclusive => ("Branchement inclusif", "Inclusive gateway"),
            Gateway::EventBased | Gateway::EventBasedStart | Gateway::ParallelEventBased => {
                ("Branchement d'attente", "Event-based gateway")
            }
            Gateway::Complex => ("Branchement complexe", "Complex gateway"),
        },
    };
    pick(lang, fr, en).to_owned()
}

fn event_kind(lang: Lang, event: &Event) -> String {
    let place = match event.position {
        EventPosition::Start => pick(lang, "Début", "Start"),
        EventPosition::Intermediate => pick(lang, "Événement", "Event"),
        EventPosition::Boundary => pick(lang, "Événement de bordure", "Boundary event"),
        EventPosition::End => pick(lang, "Fin", "End"),
    };
    let trigger = match event.trigger {
        Trigger::None => return place.to_owned(),
        Trigger::Message => pick(lang, "message", "message"),
        Trigger::Timer => pick(lang, "minuterie", "timer"),
        Trigger::Signal => pick(lang, "signal", "signal"),
        Trigger::Error => pick(lang, "erreur", "error"),
        Trigger::Escalation => pick(lang, "escalade", "escalation"),
        Trigger::Compensation => pick(lang, "compensation", "compensation"),
        Trigger::Condition => pick(lang, "condition", "condition"),
        Trigger::Link => pick(lang, "lien", "link"),
        Trigger::Cancel => pick(lang, "annulation", "cancel"),
        Trigger::Multiple => pick(lang, "multiple", "multiple"),
        Trigger::ParallelMultiple => pick(lang, "multiple parallèle", "parallel multiple"),
        Trigger::Terminate => pick(lang, "terminaison", "terminate"),
    };
    format!("{place} ({trigger})")
}

/// What the mark of findings tells.
pub fn found(lang: Lang, found: Found) -> String {
    let worst = match found.severity {
        Severity::Error => pick(lang, "erreur", "error"),
        Severity::Warning => pick(lang, "avertissement", "warning"),
        Severity::Info => pick(lang, "information", "information"),
    };
    match (found.count, lang) {
        (0 | 1, Lang::Fr) => format!("1 constat\u{A0}: {worst}"),
        (0 | 1, Lang::En) => format!("1 finding: {worst}"),
        (count, Lang::Fr) => format!("{count} constats, au plus grave\u{A0}: {worst}"),
        (count, Lang::En) => format!("{count} findings, at worst: {worst}"),
    }
}
