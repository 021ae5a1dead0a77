//! Small models by hand, and comparison with files that `UPDATE=1` rewrites.

#![allow(dead_code)] // each test file uses its part

use model::process::*;
use std::path::PathBuf;

/// Compares `text` with `golden/NAME`; with `UPDATE` set, writes it there.
pub fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).expect("the golden file can be written");
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    if known != text {
        let line =
            known.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or_else(|| known.lines().count().min(text.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").chars().take(200).collect::<String>();
        panic!("{name} line {}:\n  was {}\n  is  {}\nlook at it, then UPDATE=1 cargo test -p render", line + 1, at(&known), at(text));
    }
}

/// A model being built.
#[derive(Default)]
pub struct Build {
    pub model: Model,
}

pub fn head(name: &str, label: &str) -> Head {
    Head { name: name.into(), label: label.to_owned(), ..Head::default() }
}

pub fn to<T>(id: T) -> Ref<T> {
    Ref { to: Some(id), ..Ref::new("", false, Default::default()) }
}

impl Build {
    pub fn pool(&mut self, name: &str, label: &str, open: bool) -> Id<Participant> {
        self.model.participants.push(name, Participant { head: head(name, label), open, drawn: true, ..Participant::default() })
    }

    pub fn lane(&mut self, name: &str, label: &str, pool: Id<Participant>) -> Id<Lane> {
        self.model.lanes.push(name, Lane { head: head(name, label), participant: Some(pool), parent: None })
    }

    pub fn node(&mut self, name: &str, label: &str, lane: Option<Id<Lane>>, kind: NodeKind) -> Id<Node> {
        let participant = lane.and_then(|lane| self.model.lanes[lane].participant);
        self.model
            .nodes
            .push(name, Node { head: head(name, label), activity: None, participant, lane, parent: None, kind, facts: Vec::new() })
    }

    pub fn task(&mut self, name: &str, label: &str, lane: Option<Id<Lane>>, kind: TaskKind) -> Id<Node> {
        self.node(name, label, lane, NodeKind::Task(Task { kind, ..Task::default() }))
    }

    pub fn event(&mut self, name: &str, label: &str, lane: Option<Id<Lane>>, position: EventPosition, trigger: Trigger) -> Id<Node> {
        self.node(
            name,
            label,
            lane,
            NodeKind::Event(Event { position, trigger, throwing: position == EventPosition::End, ..Event::default() }),
        )
    }

    pub fn flow(&mut self, name: &str, label: &str, from: Id<Node>, target: Id<Node>) -> Id<SequenceFlow> {
        let flow =
            SequenceFlow { head: head(name, label), from: to(from), to: to(target), condition: None, conditional: false, default: false };
        self.model.flows.push(name, flow)
    }

    pub fn shape(&mut self, element: &str, x: f64, y: f64, width: f64, height: f64) {
        if self.model.diagrams.is_empty() {
            self.model.diagrams.push(Diagram::default());
        }
        let bounds = Bounds { x, y, width, height };
        self.model.diagrams[0].shapes.push(DiagramShape { element: element.into(), bounds, ..DiagramShape::default() });
    }

    pub fn edge(&mut self, element: &str, waypoints: &[(f64, f64)]) {
        self.model.diagrams[0].edges.push(DiagramEdge { element: element.into(), waypoints: waypoints.to_vec(), ..DiagramEdge::default() });
    }
}

/// A call centre: a pool of two lanes, a black box, a store and a message, with its own diagram.
pub fn call_centre() -> Build {
    let mut build = Build::default();
    let client = build.pool("client", "Client d'Artemis", false);
    let centre = build.pool("centre", "CentreCall", true);
    let operator = build.lane("operateur", "Opérateur", centre);
    let software = build.lane("logiciel", "Logiciel", centre);
    let start = build.event("debut", "Campagne lancée", Some(operator), EventPosition::Start, Trigger::Message);
    let call = build.task("appeler", "Appeler le client", Some(operator), TaskKind::User);
    let agreed = build.node("accord", "Accord ?", Some(operator), NodeKind::Gateway(Gateway::Exclusive));
    let record = build.task("enregistrer", "Enregistrer la réponse", Some(software), TaskKind::Service);
    let end = build.event("fin", "Réponse enregistrée", Some(software), EventPosition::End, Trigger::None);
    let refused = build.event("refus", "Refus", Some(operator), EventPosition::End, Trigger::Terminate);
    build.flow("f1", "", start, call);
    build.flow("f2", "", call, agreed);
    build.flow("f3", "oui", agreed, record);
    let no = build.flow("f4", "non", agreed, refused);
    build.model.flows[no].default = true;
    build.flow("f5", "", record, end);
    let message = MessageFlow {
        head: head("m1", "Proposition"),
        from: to(MessageEnd::Node(call)),
        to: to(MessageEnd::Participant(client)),
        carries: Vec::new(),
        via: Vec::new(),
        envelope: None,
        message: None,
        unnamed: false,
    };
    build.model.messages.push("m1", message);
    let store = build.model.stores.push("base", Store { head: head("base", "Base CentreCall"), ..Store::default() });
    let placed = Artifact {
        head: head("base_dessinee", ""),
        activity: None,
        participant: Some(centre),
        lane: Some(software),
        parent: None,
        kind: ArtifactKind::Store(to(store)),
    };
    let placed = build.model.artifacts.push("base_dessinee", placed);
    let association = Association {
        head: head("a1", ""),
        from: to(AssociationEnd::Node(record)),
        to: to(AssociationEnd::Artifact(placed)),
        kind: AssociationKind::Data,
    };
    build.model.associations.push("a1", association);
    for (element, x, y, width, height) in [
        ("client", 0.0, -100.0, 640.0, 60.0),
        ("centre", 0.0, 0.0, 640.0, 320.0),
        ("operateur", 30.0, 0.0, 610.0, 150.0),
        ("logiciel", 30.0, 150.0, 610.0, 170.0),
        ("debut", 82.0, 57.0, 36.0, 36.0),
        ("appeler", 170.0, 35.0, 100.0, 80.0),
        ("accord", 325.0, 50.0, 50.0, 50.0),
        ("enregistrer", 400.0, 170.0, 100.0, 80.0),
        ("fin", 562.0, 192.0, 36.0, 36.0),
        ("refus", 562.0, 57.0, 36.0, 36.0),
        ("base_dessinee", 250.0, 190.0, 50.0, 50.0),
    ] {
        build.shape(element, x, y, width, height);
    }
    build.edge("f1", &[(118.0, 75.0), (170.0, 75.0)]);
    build.edge("f2", &[(270.0, 75.0), (325.0, 75.0)]);
    build.edge("f3", &[(350.0, 100.0), (350.0, 210.0), (400.0, 210.0)]);
    build.edge("f4", &[(375.0, 75.0), (562.0, 75.0)]);
    build.edge("f5", &[(500.0, 210.0), (562.0, 210.0)]);
    build.edge("m1", &[(220.0, 35.0), (220.0, -40.0)]);
    build.edge("a1", &[(400.0, 215.0), (300.0, 215.0)]);
    build
}
