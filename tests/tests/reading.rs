//! BPMN as the world writes it: one process in every spelling of XML, and one file for each part of BPMN that reads oddly.

#[path = "convert/dump.rs"]
mod dump;

use dump::dump;
use model::diagnostic::Severity;
use model::process::{ArtifactKind, EventPosition, Model, NodeKind};
use model::read::{Format, NoImports, Reading, read};

/// An input of `tests/suite/bpmn`.
fn suite(name: &str) -> Reading {
    let path = tests::root().join("tests/suite/bpmn").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    read(name, &bytes, Format::Bpmn, &mut NoImports)
}

/// The same, where nothing may be found wrong or worth telling.
fn clean(name: &str) -> Model {
    let reading = suite(name);
    assert!(reading.diagnostics.is_empty(), "{name}: {:#?}", reading.diagnostics);
    reading.model
}

#[test]
fn every_spelling_says_the_same() {
    let expected = dump(&clean("spellings/prefixed.bpmn"));
    let says = |line: &str| assert!(expected.iter().any(|found| found.contains(line)), "{line} is not in {expected:#?}");
    says("node saisir \"Saisir l'âge & le nom\"");
    says("flow [\"saisir\"] [\"fini\"] \"achevé\"");
    says("fact of saisir Collection");
    let folder = tests::root().join("tests/suite/bpmn/spellings");
    let names: Vec<String> =
        tests::files(&folder).iter().map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert_eq!(dump(&clean(&format!("spellings/{name}"))), expected, "{name}");
    }
}

#[test]
fn every_diagram_of_a_file_is_read() {
    let model = clean("parts/several-diagrams.bpmn");
    let diagrams: Vec<_> =
        model.diagrams.iter().map(|it| (it.name.as_str(), it.element.as_str(), it.shapes.len(), it.edges.len())).collect();
    assert_eq!(diagrams, [("Commande", "commande", 2, 1), ("Dedans", "preparer", 1, 0), ("Retour", "retour", 1, 0)]);
    assert!(clean("spellings/prefixed.bpmn").diagrams.is_empty());
}

#[test]
fn references_lead_across_the_definitions() {
    let model = clean("parts/references-across-definitions.bpmn");
    let detail = |name: &str| match &model.nodes[model.nodes.named(name)[0]].kind {
        NodeKind::Event(event) => event.detail.as_ref().map(|it| it.value.as_str()),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(["debut", "en_rupture", "alerter", "fin"].map(detail), [Some("Commande"), Some("Rupture"), Some("Alerte"), Some("Chef")]);
    let message = model.messages.values().next().expect("a message");
    assert_eq!((message.head.label.as_str(), message.from.to.is_some(), message.to.to.is_some()), ("Commande", true, true));
    let labels: Vec<_> = model.artifacts.values().map(|it| it.head.label.as_str()).collect();
    assert_eq!(labels, ["Fiche", "Clients", "Étape 1"]);
    assert!(model.associations.values().any(|it| it.from.text == "fiche" && it.to.text == "demander"));
    assert_eq!(model.participants.values().filter(|pool| pool.open).count(), 2, "the sale and the delivery it calls");
}

#[test]
fn choreographies_and_conversations_are_named_as_not_drawn() {
    for (name, kinds) in [
        ("parts/choreography.bpmn", &["choreography", "choreographyTask"][..]),
        ("parts/conversation.bpmn", &["conversation", "conversationLink"]),
        ("parts/choreography-alone.bpmn", &["choreography", "choreographyTask"]),
    ] {
        let reading = suite(name);
        let found: Vec<_> = reading.diagnostics.iter().map(|found| (found.rule, reading.sources.text(found.span))).collect();
        let expected: Vec<_> = kinds.iter().map(|kind| ("not-drawn", *kind)).collect();
        assert_eq!(found, expected, "{name}");
        assert!(reading.diagnostics.iter().all(|found| found.severity == Severity::Info), "{name}");
    }
    let model = suite("parts/conversation.bpmn").model;
    assert_eq!((model.participants.len(), model.messages.len()), (2, 1));
    assert_eq!(suite("parts/choreography.bpmn").model.nodes.len(), 1, "the process beside it is read");
}

#[test]
fn vendors_extensions_are_no_matter() {
    let model = clean("parts/vendors.bpmn");
    assert_eq!((model.nodes.len(), model.flows.len()), (4, 3));
    let operation = model.operations.values().next().expect("the line of a vendor's property");
    assert_eq!(operation.data[0].text, "nom");
    let colours: Vec<_> = model.diagrams[0].shapes.iter().filter_map(|shape| Some(shape.colors.fill?.to_string())).collect();
    assert_eq!(colours, ["#ffcdd2", "#bbdefb"]);
}

#[test]
fn a_lane_that_names_nothing_holds_what_is_drawn_in_it() {
    let model = clean("parts/lanes-known-from-the-drawing.bpmn");
    let lane = |name: &str| model.nodes[model.nodes.named(name)[0]].lane.map(|lane| model.lanes[lane].head.name.as_str());
    let names = ["recu", "etudier", "trop_tard", "decider", "signer", "ailleurs"];
    assert_eq!(names.map(lane), [Some("accueil"), Some("etude"), Some("etude"), Some("signature"), Some("signature"), None]);
    let on_the_border =
        |node: &&model::process::Node| matches!(&node.kind, NodeKind::Event(event) if event.position == EventPosition::Boundary);
    assert_eq!(model.nodes.values().filter(on_the_border).count(), 1);
}

#[test]
fn a_store_that_the_file_does_not_hold_is_one_for_all_its_places() {
    let model = clean("parts/store-kept-elsewhere.bpmn");
    let stores: Vec<_> = model.stores.values().map(|it| (it.head.name.as_str(), it.head.label.as_str())).collect();
    assert_eq!(stores, [("_28", "Offres")]);
    let places = model.artifacts.values().filter(|it| matches!(&it.kind, ArtifactKind::Store(store) if store.to.is_some()));
    assert_eq!(places.count(), 2);
}

/// Inputs that once broke something, by chance: whatever is wrong with them, they are read, judged, and can be written.
#[test]
fn what_was_found_by_chance_is_read_and_written() {
    let mut count = 0;
    for format in [Format::Bpmn, Format::Recens] {
        let kind = if format == Format::Bpmn { "bpmn" } else { "language" };
        for path in tests::files(&tests::root().join("tests/suite").join(kind).join("found")) {
            count += 1;
            let name = path.display().to_string();
            let bytes = std::fs::read(&path).expect("a readable file");
            let model = read(&name, &bytes, format, &mut NoImports).model;
            let printed = model::dsl::print::print(&model);
            let laid_out = model::dsl::format(&printed, &model::dsl::FormatOptions::default());
            assert!(laid_out.mistakes.is_empty(), "{name}: {:?}\n{printed}", laid_out.mistakes);
            assert_eq!(laid_out.text, printed, "{name}");
            let written = model::bpmn::write(&model, &[]);
            roxmltree::Document::parse(&written).unwrap_or_else(|error| panic!("{name}: {error}\n{written}"));
        }
    }
    assert!(count > 0, "nothing was looked at");
}
