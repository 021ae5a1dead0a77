//! Conversion between the language and BPMN keeps every fact, both ways.

#![allow(clippy::print_stdout)] // what a run over real files found is worth reading

#[path = "convert/corpus.rs"]
mod corpus;
#[path = "convert/dump.rs"]
mod dump;
#[path = "convert/generate.rs"]
mod generate;

use dump::dump;
use model::bpmn;
use model::diagnostic::Severity;
use model::dsl;
use model::process::{Diagram, Model};
use model::read::{Format, NoImports, Reading, read};

fn recens(text: &str) -> Reading {
    read("a.recens", text.as_bytes(), Format::Recens, &mut NoImports)
}

fn xml(text: &str) -> Reading {
    read("a.bpmn", text.as_bytes(), Format::Bpmn, &mut NoImports)
}

/// The document of a model with its computed diagram, as the program writes it.
fn document(model: &Model) -> String {
    let (ready, _) = bpmn::ready(model);
    let diagrams = render::view::bpmn::diagrams(&ready, &render::view::bpmn::Options::default());
    bpmn::write(model, &diagrams)
}

fn errors(reading: &Reading) -> Vec<String> {
    let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    errors.map(|found| format!("{}: {} at {:?}", found.rule, found.message.fr, reading.sources.text(found.span))).collect()
}

/// Reads a text of the language, converts it to BPMN and back, and compares at each step.
fn there_and_back(text: &str) {
    let first = recens(text);
    let before = dump(&first.model);
    let written = document(&first.model);
    let second = xml(&written);
    assert_eq!(errors(&second), Vec::<String>::new(), "{written}");
    if !written.contains("recens:identifier=") {
        compare(&before, &dump(&second.model), text, &written);
    }
    let printed = dsl::print::printed(&second.model, &bpmn::originals(&written)).text;
    let third = recens(&printed);
    compare(&before, &dump(&third.model), &written, &printed);
    let again = dsl::print::print(&third.model);
    assert_eq!(printed, again, "printing what was printed changes it");
    let laid_out = dsl::format(&printed, &dsl::FormatOptions::default());
    assert!(laid_out.mistakes.is_empty(), "{printed}");
    assert_eq!(laid_out.text, printed, "the formatter would change what is printed");
    let fourth = document(&third.model);
    if !written.contains("recens:identifier=") && !fourth.contains("recens:identifier=") {
        compare(&dump(&second.model), &dump(&xml(&fourth).model), &printed, &fourth);
    }
}

/// Gives the document of a text, written without diagram, one: nothing else of it may change, neither then nor when it gets another.
fn given_a_diagram(text: &str) {
    let bare = bpmn::write(&recens(text).model, &[]);
    let given = |text: &str, when: bpmn::When| {
        let model = xml(text).model;
        let drawn = render::view::bpmn::diagrams(&model, &render::view::bpmn::Options::default());
        let written = bpmn::insert(text.as_bytes(), text, &model, &drawn, when).expect("it can be written");
        written.map(|bytes| String::from_utf8(bytes).expect("it stays UTF-8"))
    };
    // What is drawn nowhere gets no diagram.
    let Some(once) = given(&bare, bpmn::When::Missing) else { return };
    let start = bare.bytes().zip(once.bytes()).take_while(|(a, b)| a == b).count();
    let end = bare.bytes().rev().zip(once.bytes().rev()).take_while(|(a, b)| a == b).count();
    assert!(start + end >= bare.len(), "more than a diagram was put in\n{bare}\n{once}");
    assert_eq!(errors(&xml(&once)), Vec::<String>::new(), "{once}");
    assert_eq!(given(&once, bpmn::When::Missing), None, "it has a diagram already");
    let again = given(&once, bpmn::When::Always).expect("it always gets one");
    let changed: Vec<_> = once.lines().zip(again.lines()).filter(|(one, other)| one != other).take(10).collect();
    assert!(once == again, "another diagram of the same is another: {changed:#?}\n{once}");
}

fn compare(before: &[String], after: &[String], from: &str, to: &str) {
    if let Some(difference) = compared(before, after) {
        panic!("{difference}\n--- from\n{from}\n--- to\n{to}");
    }
}

/// What two models do not have in common.
fn compared(before: &[String], after: &[String]) -> Option<String> {
    let (mut one, mut other) = (before.to_vec(), after.to_vec());
    one.sort();
    other.sort();
    let lost: Vec<_> = one.iter().filter(|line| !other.contains(line)).collect();
    let made: Vec<_> = other.iter().filter(|line| !one.contains(line)).collect();
    let same = lost.is_empty() && made.is_empty() && one.len() == other.len();
    (!same).then(|| format!("lost {lost:#?}\nmade {made:#?}"))
}

#[test]
fn the_examples_go_to_bpmn_and_back() {
    for path in tests::single_examples().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "recens")) {
        let text = std::fs::read_to_string(&path).expect("examples are text");
        there_and_back(&text);
    }
}

/// Every frame and line of a drawing with its role, in hundredths of a pixel, each once.
fn places(model: &Model) -> std::collections::BTreeSet<String> {
    use render::scene::Place;
    let numbers = |numbers: &[f64]| numbers.iter().map(|number| format!("{:.0}", number * 100.0)).collect::<Vec<_>>();
    let drawn = render::view::bpmn::in_place(model, &render::view::bpmn::Options::default());
    let place = |group: &render::scene::Group| match &group.place {
        Place::None => None,
        Place::Frame(rect) => Some(format!("{} {:?}", group.role.name(), numbers(&[rect.x, rect.y, rect.width, rect.height]))),
        Place::Line(points) => {
            let mut ends: Vec<_> = points.iter().map(|point| numbers(&[point.x, point.y]).join(",")).collect();
            // To write and to read is one line in the drawing, and two that lie on each other in BPMN.
            if group.role == render::scene::Role::DataAssociation && ends.first() > ends.last() {
                ends.reverse();
            }
            Some(format!("{} {ends:?}", group.role.name()))
        }
    };
    drawn.scene.groups.iter().filter_map(place).collect()
}

#[test]
fn the_examples_look_the_same_in_bpmn() {
    for path in tests::single_examples().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "recens")) {
        let model = recens(&std::fs::read_to_string(&path).expect("examples are text")).model;
        let (before, after) = (places(&model), places(&xml(&document(&model)).model));
        let (lost, made): (Vec<_>, Vec<_>) = (before.difference(&after).collect(), after.difference(&before).collect());
        assert!(before.len() > 10 && lost.is_empty() && made.is_empty(), "{}: lost {lost:#?}, made {made:#?}", path.display());
    }
}

/// The same few texts each time; with `PROPTEST_CASES`, so many that are new each time.
fn config() -> proptest::prelude::ProptestConfig {
    use proptest::test_runner::{Config, RngSeed};
    let given = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    let fixed = Config { cases: 64, rng_seed: RngSeed::Fixed(1), ..Config::default() };
    given.map_or(fixed, |cases| Config { cases, ..Config::default() })
}

proptest::proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_goes_to_bpmn_and_back(text in generate::file()) {
        there_and_back(&text);
    }

    #[test]
    fn any_document_is_given_a_diagram_and_nothing_else(text in generate::file()) {
        given_a_diagram(&text);
    }
}

#[test]
fn the_first_diagram_stays_the_first() {
    let bare = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">\n\
        <process id=\"q\"><task id=\"d\"/></process>\n<collaboration id=\"k\"><participant id=\"pool\" processRef=\"p\"/></collaboration>\n\
        <process id=\"p\"><task id=\"a\"/><task id=\"b\"/></process>\n";
    let plane = |element: &str| {
        format!(
            "<d:BPMNDiagram xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\"><d:BPMNPlane bpmnElement=\"{element}\"/></d:BPMNDiagram>\n"
        )
    };
    // The largest, where nothing was drawn; else what was first.
    for (old, first) in [(String::new(), "k"), (plane("q") + &plane("k"), "q"), (plane("k") + &plane("q"), "k")] {
        let text = format!("{bare}{old}</definitions>\n");
        let model = xml(&text).model;
        let drawn = render::view::bpmn::diagrams(&model, &render::view::bpmn::Options::default());
        let written =
            bpmn::insert(text.as_bytes(), &text, &model, &drawn, bpmn::When::Always).expect("it can be written").expect("it gets one");
        let written = String::from_utf8(written).expect("it stays UTF-8");
        let planes: Vec<String> = xml(&written).model.diagrams.iter().map(|diagram| diagram.element.to_string()).collect();
        assert_eq!((planes.len(), planes[0].as_str()), (2, first), "{written}");
    }
}

/// A process as modelers write it: identifiers by chance, a call of the process beside it, a pool, a store, a note.
const BY_CHANCE: &str = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">\n\
    <dataStore id=\"DataStore_1\" name=\"Base\"/>\n\
    <collaboration id=\"Collaboration_1\"><participant id=\"Participant_0x1y2z3\" name=\"Accueil\" processRef=\"Process_0a1b2c3\"/></collaboration>\n\
    <process id=\"Process_0a1b2c3\"><startEvent id=\"sid-E1B3917E-2F8F-4D7A-9CD1-F8244CC66A04\" name=\"Début\"/>\n\
    <task id=\"Activity_0d4e5f6\" name=\"Saisir la demande\"/><task id=\"Activity_1d4e5f6\" name=\"Saisir la demande\"/>\n\
    <task id=\"relire\" name=\"Relire\"/><task id=\"Activity_7g8h9i0\" name=\"2 copies\"/>\n\
    <callActivity id=\"Activity_3k4l5m6\" name=\"Payer\" calledElement=\"Process_9z8y7x6\"/><exclusiveGateway id=\"Gateway_1\"/>\n\
    <dataStoreReference id=\"DataStoreReference_1\" dataStoreRef=\"DataStore_1\"/><textAnnotation id=\"TextAnnotation_1\"><text>À voir</text></textAnnotation>\n\
    <sequenceFlow id=\"Flow_0a0a0a0\" sourceRef=\"sid-E1B3917E-2F8F-4D7A-9CD1-F8244CC66A04\" targetRef=\"Activity_0d4e5f6\"/>\n\
    <sequenceFlow id=\"Flow_1a1a1a1\" sourceRef=\"Activity_0d4e5f6\" targetRef=\"relire\"/></process>\n\
    <process id=\"Process_9z8y7x6\" name=\"Paiement\"><task id=\"Activity_5t5t5t5\" name=\"Virer\"/></process>\n</definitions>\n";

#[test]
fn identifiers_that_a_tool_made_up_become_readable() {
    let model = xml(BY_CHANCE).model;
    let mut names = bpmn::originals(BY_CHANCE);
    let changed = dsl::print::readable(&model, &mut names);
    let printed = dsl::print::printed(&model, &names).text;
    assert_eq!(errors(&recens(&printed)), Vec::<String>::new(), "{printed}");
    for line in [
        "participant accueil {",
        "début debut \"Début\"",
        "tâche saisir_la_demande",
        "tâche saisir_la_demande_2 \"Saisir la demande\"",
        "tâche relire",
        "tâche tache_2_copies \"2 copies\"",
        "appelle paiement \"Payer\"",
        "choix choix_1 \"\"",
        "magasin base",
        "note note_1 \"À voir\"",
        "debut -> saisir_la_demande -> relire",
        "traitement paiement {",
        "tâche virer",
    ] {
        assert!(printed.lines().any(|found| found.trim() == line), "{line} is not in\n{printed}");
    }
    assert!(changed.contains(&("Activity_0d4e5f6".to_owned(), "saisir_la_demande".to_owned())), "{changed:?}");
    assert!(changed.iter().all(|(old, _)| old != "relire"), "{changed:?}");
    // What is readable already stays what it is.
    let back = recens(&printed).model;
    assert_eq!(dsl::print::readable(&back, &mut std::collections::HashMap::new()), []);
}

#[test]
fn hostile_labels_stay_labels() {
    let label = "\u{1}<a b=\\\"'&]]>\\n{{\u{FFFE}";
    let text =
        format!("traitement t \"{label}\" {{\nparticipant p \"{label}\" {{\ntâche a \"{label}\"\nnote n \"{label}\" sur a\n}}\n}}\n");
    let written = document(&recens(&text).model);
    roxmltree::Document::parse(&written).expect("what is written is well formed");
    let printed = dsl::print::print(&xml(&written).model);
    assert_eq!(errors(&recens(&printed)), Vec::<String>::new(), "{printed}");
}

/// A document without diagram, with what editors like to break: comments, odd white space, foreign elements, a taken prefix.
const BARE: &str = "<?xml version=\"1.0\" encoding=\"ENCODING\"?>\r\n<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:dc=\"urn:taken\" \
    targetNamespace=\"x\">\r\n  <!-- gardé -->\r\n\t<process id=\"p\"  ><extensionElements><dc:é a='1'/></extensionElements>\r\n    \
    <startEvent id=\"a\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/><task id=\"b\" name=\"é\"></task>\r\n\t</process>\r\n</definitions >\r\n";

#[test]
fn a_diagram_is_put_into_every_encoding() {
    let (utf8, latin) = (BARE.replace("ENCODING", "UTF-8"), BARE.replace("ENCODING", "ISO-8859-1"));
    let utf16: Vec<u8> = format!("\u{FEFF}{}", BARE.replace("ENCODING", "UTF-16")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).expect("latin")).collect();
    for bytes in [utf8.clone().into_bytes(), format!("\u{FEFF}{utf8}").into_bytes(), latin, utf16] {
        let reading = read("a.bpmn", &bytes, Format::Bpmn, &mut NoImports);
        let text = &reading.sources.iter().next().expect("it was read").1.text;
        let drawn = render::view::bpmn::diagrams(&reading.model, &render::view::bpmn::Options::default());
        let written =
            bpmn::insert(&bytes, text, &reading.model, &drawn, bpmn::When::Missing).expect("it can be written").expect("it had none");
        let again = read("a.bpmn", &written, Format::Bpmn, &mut NoImports);
        let new = &again.sources.iter().next().expect("it was read").1.text;
        assert_eq!(errors(&again), Vec::<String>::new(), "{new}");
        let (start, end) = (new.find("\t<bpmndi:BPMNDiagram").expect("a diagram"), new.find("</definitions >").expect("the end"));
        assert_eq!(format!("{}{}", &new[..start], &new[end..]), *text);
        assert_eq!(again.model.diagrams[0].shapes.len(), 2, "{new}");
        assert_eq!(again.model.diagrams[0].edges.len(), 1, "{new}");
        let unchanged = bpmn::insert(&written, new, &again.model, &drawn, bpmn::When::Missing).expect("it can be written");
        assert!(unchanged.is_none(), "it has a diagram already");
    }
}

/// A collaboration, a process beside it that a flow joins with it, and one that nothing does; and a collapsed sub-process that
/// lists the event on its own border.
const BESIDE: &str = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">\n\
    <collaboration id=\"k\"><participant id=\"pool\" processRef=\"p\"/></collaboration>\n\
    <process id=\"p\"><task id=\"a\"/><sequenceFlow id=\"ab\" sourceRef=\"a\" targetRef=\"b\"/><task id=\"c\"/>\n\
    <subProcess id=\"s\"><task id=\"i\"/><boundaryEvent id=\"e\" attachedToRef=\"s\"/><sequenceFlow id=\"ec\" sourceRef=\"e\" targetRef=\"c\"/></subProcess>\n\
    </process>\n<process id=\"q\"><task id=\"b\"/></process>\n<process id=\"r\"><task id=\"d\"/></process>\n\
    <d:BPMNDiagram xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:b=\"http://www.omg.org/spec/DD/20100524/DC\"><d:BPMNPlane bpmnElement=\"k\">\n\
    <d:BPMNShape bpmnElement=\"s\" isExpanded=\"false\"><b:Bounds x=\"0\" y=\"0\" width=\"100\" height=\"80\"/></d:BPMNShape>\n\
    </d:BPMNPlane></d:BPMNDiagram>\n</definitions>\n";

#[test]
fn what_lines_join_is_in_one_diagram_and_nothing_else() {
    let reading = xml(BESIDE);
    let drawn = render::view::bpmn::diagrams(&reading.model, &render::view::bpmn::Options::default());
    let names = |diagram: &Diagram| {
        let mut names: Vec<String> = diagram.shapes.iter().map(|shape| shape.element.to_string()).collect();
        names.extend(diagram.edges.iter().map(|edge| edge.element.to_string()));
        names.sort();
        names.join(" ")
    };
    assert_eq!(drawn.iter().map(names).collect::<Vec<_>>(), ["a ab b c e ec pool s", "d", "i"]);
    let written = bpmn::insert(BESIDE.as_bytes(), BESIDE, &reading.model, &drawn, bpmn::When::Always).expect("it can be written");
    let written = String::from_utf8(written.expect("it gets one")).expect("it stays UTF-8");
    let planes: Vec<&str> =
        written.split("BPMNPlane ").skip(1).filter_map(|plane| plane.split("bpmnElement=\"").nth(1)?.split('"').next()).collect();
    assert_eq!(planes, ["k", "r", "s"], "{written}");
}
