//! Every element of BPMN, from a file with its diagram to what is painted.

use model::process::*;
use model::read::{Format, NoImports, read};
use render::geometry::Rect;
use render::scene::{Dash, Group, Item, Place, Role, Scene, Shape};
use render::shape::marker::{self, Marker};
use render::shape::{Look, event, icon, task};
use render::theme::{Color, Paint, Token};
use render::view::bpmn::{Options, in_place};

const HEAD: &str = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" \
    xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" \
    xmlns:color=\"http://www.omg.org/spec/BPMN/non-normative/color/1.0\" xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\" targetNamespace=\"x\">";

/// The drawing of a process with `inside`, whose diagram has `shapes`; before it stands `outside`.
fn drawn(outside: &str, inside: &str, shapes: &str) -> Scene {
    let text = format!(
        "{HEAD}{outside}<process id=\"p\">{inside}</process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement=\"{}\">{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>",
        if outside.contains("<collaboration") { "c" } else { "p" }
    );
    let reading = read("a.bpmn", text.as_bytes(), Format::Bpmn, &mut NoImports);
    let drawn = in_place(&reading.model, &Options::default());
    assert!(drawn.given, "{text}");
    drawn.scene
}

/// A shape of an element at 100, 100; `attributes` and `label` may be empty.
fn shape(element: &str, size: (f64, f64), attributes: &str, label: &str) -> String {
    let (width, height) = size;
    format!(
        "<bpmndi:BPMNShape bpmnElement=\"{element}\" {attributes}><dc:Bounds x=\"100\" y=\"100\" width=\"{width}\" height=\"{height}\"/>{label}</bpmndi:BPMNShape>"
    )
}

fn group<'s>(scene: &'s Scene, element: &str) -> &'s Group {
    scene.groups.iter().find(|group| group.element == element && group.place != Place::None).unwrap_or_else(|| panic!("no {element}"))
}

/// The items of an element without its text.
fn signs(scene: &Scene, element: &str) -> Vec<Item> {
    group(scene, element).items.iter().filter(|item| !matches!(item.shape, Shape::Text(_))).cloned().collect()
}

fn texts(scene: &Scene, element: &str) -> Vec<String> {
    let items = scene.groups.iter().filter(|group| group.element == element).flat_map(|group| &group.items);
    items.filter_map(|item| if let Shape::Text(line) = &item.shape { Some(line.text.clone()) } else { None }).collect()
}

const EVENT: Rect = Rect { x: 100.0, y: 100.0, width: 36.0, height: 36.0 };

#[test]
fn every_event_and_trigger() {
    use EventPosition::{Boundary, End, Intermediate, Start};
    let definitions = |names: &[&str]| names.iter().map(|name| format!("<{name}EventDefinition/>")).collect::<String>();
    let triggers = [
        (Trigger::None, String::new()),
        (Trigger::Message, definitions(&["message"])),
        (Trigger::Timer, definitions(&["timer"])),
        (Trigger::Error, definitions(&["error"])),
        (Trigger::Escalation, definitions(&["escalation"])),
        (Trigger::Cancel, definitions(&["cancel"])),
        (Trigger::Compensation, definitions(&["compensate"])),
        (Trigger::Condition, definitions(&["conditional"])),
        (Trigger::Link, definitions(&["link"])),
        (Trigger::Signal, definitions(&["signal"])),
        (Trigger::Terminate, definitions(&["terminate"])),
        (Trigger::Multiple, definitions(&["message", "timer"])),
    ];
    let kinds = [
        ("startEvent", "", Start, false, false),
        ("startEvent", "isInterrupting=\"false\"", Start, false, true),
        ("intermediateCatchEvent", "", Intermediate, false, false),
        ("intermediateThrowEvent", "", Intermediate, true, false),
        ("boundaryEvent", "attachedToRef=\"t\"", Boundary, false, false),
        ("boundaryEvent", "attachedToRef=\"t\" cancelActivity=\"false\"", Boundary, false, true),
        ("endEvent", "", End, true, false),
    ];
    let mut seen: Vec<Vec<Item>> = Vec::new();
    for (element, attributes, position, throwing, non_interrupting) in kinds {
        for (trigger, inside) in &triggers {
            let event = format!("<{element} id=\"e\" {attributes}>{inside}</{element}>");
            // Only what starts an event sub-process can leave the rest running.
            let around =
                if position == Start && non_interrupting { "<subProcess id=\"t\" triggeredByEvent=\"true\">" } else { "<task id=\"t\"/>" };
            let xml = format!("{around}{event}{}", if around.ends_with("/>") { "" } else { "</subProcess>" });
            let shapes = shape("e", (36.0, 36.0), "", "") + &shape("t", (300.0, 200.0), "isExpanded=\"true\"", "");
            let scene = drawn("", &xml, &shapes);
            let known = Event { position, trigger: *trigger, throwing, non_interrupting, ..Event::default() };
            let mut wanted = Group::new("", Role::Event, "");
            event::draw(&mut wanted, &known, EVENT, event::look(&known));
            let painted = signs(&scene, "e");
            assert_eq!(painted, wanted.items, "{element} {attributes} {trigger:?}");
            assert_eq!(matches!(painted[0].style.dash, Dash::Solid), !non_interrupting, "{element} {attributes}");
            // A boundary event that interrupts looks like a catching one, and that is all that looks alike.
            let alike = position == Boundary && !non_interrupting || throwing && position == Intermediate && *trigger == Trigger::None;
            assert!(
                alike || *trigger == Trigger::Terminate || !seen.contains(&painted),
                "{element} {attributes} {trigger:?} looks like another"
            );
            seen.push(painted);
        }
    }
    let parallel = drawn(
        "",
        "<startEvent id=\"e\" parallelMultiple=\"true\"><messageEventDefinition/><timerEventDefinition/></startEvent>",
        &shape("e", (36.0, 36.0), "", ""),
    );
    assert!(!seen.contains(&signs(&parallel, "e")));
}

#[test]
fn every_activity_and_marker() {
    let repeats = [
        ("", None),
        ("<standardLoopCharacteristics/>", Some(Marker::Loop)),
        ("<multiInstanceLoopCharacteristics/>", Some(Marker::Parallel)),
        ("<multiInstanceLoopCharacteristics isSequential=\"true\"/>", Some(Marker::Sequential)),
    ];
    let kinds = [
        ("task", "", "", Vec::new(), None),
        ("userTask", "", "", Vec::new(), Some(TaskKind::User)),
        ("callActivity", "calledElement=\"ailleurs\"", "", vec![Marker::Collapsed], None),
        ("callActivity", "calledElement=\"g\"", "", Vec::new(), Some(TaskKind::Script)),
        ("subProcess", "", "isExpanded=\"false\"", vec![Marker::Collapsed], None),
        ("transaction", "", "isExpanded=\"false\"", vec![Marker::Collapsed], None),
        ("adHocSubProcess", "", "isExpanded=\"false\"", vec![Marker::Collapsed, Marker::AdHoc], None),
        ("adHocSubProcess", "", "isExpanded=\"true\"", vec![Marker::AdHoc], None),
    ];
    let frame = Rect::new(100.0, 100.0, 100.0, 80.0);
    for (element, attributes, di, own, sign) in kinds {
        for (repeat, first) in &repeats {
            for compensation in [false, true] {
                let xml = format!("<{element} id=\"a\" {attributes} isForCompensation=\"{compensation}\">{repeat}</{element}>");
                let scene = drawn("<globalScriptTask id=\"g\"/>", &xml, &shape("a", (100.0, 80.0), di, ""));
                let painted = signs(&scene, "a");
                let markers: Vec<Marker> =
                    first.iter().copied().chain(compensation.then_some(Marker::Compensation)).chain(own.clone()).collect();
                let fill = if di.contains("true") { Token::SubFill } else { Token::TaskFill };
                let look = Look::new(fill, Token::TaskLine);
                let mut wanted = Group::new("", Role::Task, "");
                marker::draw(&mut wanted, &markers, frame, look.line, look.fill);
                assert!(painted.ends_with(&wanted.items), "{xml}: the markers are {markers:?}");
                let mut typed = Group::new("", Role::Task, "");
                let activity = task::Activity { sign: sign.and_then(icon::task), ..task::Activity::default() };
                task::draw(&mut typed, &activity, "", frame, look);
                assert_eq!(painted.len(), outlines(element) + typed.items.len() - 1 + wanted.items.len(), "{xml}: {painted:#?}");
            }
        }
    }
}

/// A transaction has two outlines.
fn outlines(element: &str) -> usize {
    if element == "transaction" { 2 } else { 1 }
}

#[test]
fn a_collapsed_event_sub_process_shows_what_starts_it() {
    let start = "<startEvent id=\"s\" isInterrupting=\"false\"><timerEventDefinition/></startEvent>";
    let sub = |inside: &str| format!("<subProcess id=\"a\" triggeredByEvent=\"true\">{inside}</subProcess>");
    let paint = |inside: &str| signs(&drawn("", &sub(inside), &shape("a", (100.0, 80.0), "isExpanded=\"false\"", "")), "a");
    let (with, without, two) = (paint(start), paint(""), paint(&format!("{start}{}", start.replace("\"s\"", "\"u\""))));
    assert_eq!(with[0].style.dash, Dash::Dotted);
    assert!(with.iter().any(|item| matches!(item.shape, Shape::Circle(..)) && item.style.dash == Dash::Short));
    assert!(!without.iter().any(|item| matches!(item.shape, Shape::Circle(..))));
    assert_eq!(without, two, "two starts have no one sign");
}

#[test]
fn data_with_state_collection_input_and_output() {
    let data = |xml: &str| drawn("", xml, &shape("d", (36.0, 50.0), "", ""));
    let plain = data("<dataObjectReference id=\"d\" name=\"Dossier\" dataObjectRef=\"o\"/><dataObject id=\"o\"/>");
    let stated = data(
        "<dataObjectReference id=\"d\" name=\"Dossier\" dataObjectRef=\"o\"><dataState name=\"validé\"/></dataObjectReference><dataObject id=\"o\"/>",
    );
    let many = data("<dataObjectReference id=\"d\" dataObjectRef=\"o\"/><dataObject id=\"o\" isCollection=\"true\"/>");
    let input = data("<ioSpecification><dataInput id=\"d\"/><inputSet/><outputSet/></ioSpecification>");
    let output = data("<ioSpecification><dataOutput id=\"d\"/><inputSet/><outputSet/></ioSpecification>");
    assert_eq!(texts(&plain, "d"), ["Dossier"]);
    assert_eq!(texts(&stated, "d"), ["Dossier", "[validé]"]);
    let looks = [&plain, &many, &input, &output].map(|scene| signs(scene, "d"));
    for (at, one) in looks.iter().enumerate() {
        assert!(looks.iter().skip(at + 1).all(|other| other != one), "{at}");
    }
    let store = data("<dataStoreReference id=\"d\" name=\"Base\"/>");
    assert_eq!((group(&store, "d").role, texts(&store, "d")), (Role::Store, vec!["Base".to_owned()]));
}

#[test]
fn flows_messages_and_pools() {
    let outside = "<collaboration id=\"c\"><participant id=\"pool\" name=\"Un\" processRef=\"p\"/><participant id=\"box\" name=\"Noire\"><participantMultiplicity maximum=\"3\"/></participant>\
        <messageFlow id=\"m1\" sourceRef=\"a\" targetRef=\"box\"/><messageFlow id=\"m2\" sourceRef=\"box\" targetRef=\"a\"/><messageFlow id=\"m3\" sourceRef=\"a\" targetRef=\"box\"/></collaboration>";
    let inside = "<laneSet><lane id=\"l\" name=\"Dehors\"><childLaneSet><lane id=\"k\" name=\"Dedans\"><flowNodeRef>a</flowNodeRef></lane></childLaneSet></lane></laneSet>\
        <task id=\"a\" default=\"f1\"/><task id=\"b\"/><sequenceFlow id=\"f1\" sourceRef=\"a\" targetRef=\"b\"/>\
        <sequenceFlow id=\"f2\" sourceRef=\"a\" targetRef=\"b\"><conditionExpression>x</conditionExpression></sequenceFlow><sequenceFlow id=\"f3\" sourceRef=\"a\" targetRef=\"b\"/>";
    let at = |element: &str, x: f64, y: f64, width: f64, height: f64, attributes: &str| {
        format!(
            "<bpmndi:BPMNShape bpmnElement=\"{element}\" {attributes}><dc:Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></bpmndi:BPMNShape>"
        )
    };
    let edge = |element: &str, attributes: &str| {
        format!(
            "<bpmndi:BPMNEdge bpmnElement=\"{element}\" {attributes}><di:waypoint x=\"200\" y=\"140\"/><di:waypoint x=\"300\" y=\"140\"/></bpmndi:BPMNEdge>"
        )
    };
    let shapes = [
        at("pool", 0.0, 0.0, 500.0, 300.0, "isHorizontal=\"true\""),
        at("l", 30.0, 0.0, 470.0, 300.0, "isHorizontal=\"true\""),
        at("k", 60.0, 0.0, 440.0, 300.0, "isHorizontal=\"true\""),
        at("box", 0.0, 400.0, 500.0, 60.0, "isHorizontal=\"true\""),
        at("a", 100.0, 100.0, 100.0, 80.0, ""),
        at("b", 300.0, 100.0, 100.0, 80.0, ""),
        edge("f1", ""),
        edge("f2", ""),
        edge("f3", ""),
        edge("m1", "messageVisibleKind=\"initiating\""),
        edge("m2", "messageVisibleKind=\"non_initiating\""),
        edge("m3", ""),
    ];
    let scene = drawn(outside, inside, &shapes.concat());
    let [default, conditional, plain] = ["f1", "f2", "f3"].map(|flow| signs(&scene, flow));
    assert!(default != plain && conditional != plain && default != conditional);
    let [first, answer, bare] = ["m1", "m2", "m3"].map(|message| signs(&scene, message));
    assert!(first.len() > bare.len() && answer.len() == first.len() && first != answer);
    for (element, text) in [("pool", "Un"), ("l", "Dehors"), ("k", "Dedans"), ("box", "Noire")] {
        assert_eq!(texts(&scene, element), [text]);
    }
    let mut several = Group::new("", Role::Pool, "");
    marker::draw(&mut several, &[Marker::Parallel], Rect::new(0.0, 400.0, 500.0, 60.0), Token::PoolLine.into(), Token::LaneBand.into());
    assert!(signs(&scene, "box").ends_with(&several.items), "several participants");
}

#[test]
fn colours_and_labels_of_the_file() {
    let label = "<bpmndi:BPMNLabel color:color=\"#123456\"><dc:Bounds x=\"300\" y=\"200\" width=\"90\" height=\"14\"/></bpmndi:BPMNLabel>";
    for attributes in ["bioc:fill=\"#ffcdd2\" bioc:stroke=\"#831311\"", "color:background-color=\"#ffcdd2\" color:border-color=\"#831311\""]
    {
        let scene = drawn("", "<startEvent id=\"e\" name=\"Début\"/>", &shape("e", (36.0, 36.0), attributes, label));
        let ring = &signs(&scene, "e")[0].style;
        assert_eq!((ring.fill, ring.stroke), (Paint::Color(Color(0xFF_CDD2)), Paint::Color(Color(0x83_1311))));
        let text = group(&scene, "e").items.iter().find(|item| matches!(item.shape, Shape::Text(_))).expect("a label");
        assert_eq!(text.style.fill, Paint::Color(Color(0x12_3456)));
        let room = text.bounds();
        assert!((room.center().x - 345.0).abs() < 1.0 && (room.y - 200.0).abs() < 3.0, "{room:?}");
    }
}

#[test]
fn notes_and_groups() {
    let outside = "<category id=\"g\"><categoryValue id=\"v\" value=\"Ensemble\"/></category>";
    let inside = "<textAnnotation id=\"n\"><text>À voir</text></textAnnotation><group id=\"a\" categoryValueRef=\"v\"/>";
    let label = "<bpmndi:BPMNLabel><dc:Bounds x=\"100\" y=\"60\" width=\"90\" height=\"14\"/></bpmndi:BPMNLabel>";
    let scene = drawn(outside, inside, &(shape("n", (100.0, 30.0), "", "") + &shape("a", (300.0, 200.0), "", label)));
    assert_eq!((texts(&scene, "n"), texts(&scene, "a")), (vec!["À voir".to_owned()], vec!["Ensemble".to_owned()]));
    assert_eq!(signs(&scene, "a")[0].style.dash, Dash::DashDot);
    let name = group(&scene, "a").items.iter().find(|item| matches!(item.shape, Shape::Text(_))).expect("a name");
    assert!(name.bounds().bottom() < 80.0, "where the file says");
}
