//! BPMN files that contradict themselves or join what others keep apart, drawn as well as they allow.

use model::process::Model;
use model::read::{Format, NoImports, read};
use render::geometry::Rect;
use render::scene::{Place, Scene};
use render::view::bpmn::{Options, diagrams, scene};

fn model(body: &str) -> Model {
    let file =
        format!(r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">{body}</definitions>"#);
    read("odd.bpmn", file.as_bytes(), Format::Bpmn, &mut NoImports).model
}

fn frame(scene: &Scene, element: &str) -> Rect {
    let frame = scene.groups.iter().find_map(|group| match group.place {
        Place::Frame(rect) if group.element == element => Some(rect),
        _ => None,
    });
    frame.unwrap_or_else(|| panic!("{element} is not drawn"))
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x && outer.y <= inner.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
}

#[test]
fn a_step_that_two_lanes_claim_stands_in_one_of_them() {
    let model = model(
        r#"<process id="p"><laneSet id="s">
            <lane id="upper" name="Upper"><flowNodeRef>a</flowNodeRef><flowNodeRef>both</flowNodeRef></lane>
            <lane id="lower" name="Lower"><flowNodeRef>both</flowNodeRef><flowNodeRef>b</flowNodeRef></lane>
        </laneSet>
        <task id="a" name="A"/><task id="both" name="Both"/><task id="b" name="B"/>
        <sequenceFlow id="f" sourceRef="a" targetRef="both"/><sequenceFlow id="g" sourceRef="both" targetRef="b"/></process>"#,
    );
    let scene = scene(&model, &Options::default());
    let (upper, lower) = (frame(&scene, "upper"), frame(&scene, "lower"));
    let both = frame(&scene, "both");
    assert!(holds(upper, both) != holds(lower, both), "in exactly one: {upper:?} {lower:?} {both:?}");
    assert!(holds(upper, frame(&scene, "a")) && holds(lower, frame(&scene, "b")));
    assert_eq!(upper.bottom(), lower.y, "lanes of one process touch");
}

#[test]
fn messages_between_a_pool_and_a_process_without_one_are_in_the_diagram() {
    let model = model(
        r#"<collaboration id="c"><participant id="pool" name="Pool" processRef="p"/>
            <messageFlow id="m" sourceRef="a" targetRef="b"/></collaboration>
        <process id="p"><task id="a" name="A"/></process>
        <process id="q"><task id="b" name="B"/></process>"#,
    );
    let drawn = diagrams(&model, &Options::default());
    assert_eq!(drawn.len(), 1, "one diagram for both");
    assert!(drawn[0].edges.iter().any(|edge| edge.element == "m"));
    assert!(["pool", "a", "b"].iter().all(|id| drawn[0].shapes.iter().any(|shape| shape.element == *id)));
}

#[test]
fn a_pool_without_name_or_size_is_not_seen() {
    let drawn = |pool: &str, messages: &str| {
        let model = model(&format!(
            r#"<collaboration id="c"><participant id="pool" {pool} processRef="p"/><participant id="client" name="Client"/>{messages}</collaboration>
            <process id="p"><task id="a" name="A"/></process>
            <di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><di:BPMNPlane bpmnElement="c">
            <di:BPMNShape bpmnElement="pool"><dc:Bounds x="0" y="0" width="0" height="0"/></di:BPMNShape>
            <di:BPMNShape bpmnElement="client"><dc:Bounds x="0" y="200" width="600" height="60"/></di:BPMNShape>
            <di:BPMNShape bpmnElement="a"><dc:Bounds x="40" y="40" width="100" height="80"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>"#
        ));
        let scene = scene(&model, &Options::default());
        assert!(scene.groups.iter().any(|group| group.element == "a") && scene.groups.iter().any(|group| group.element == "client"));
        scene.groups.iter().any(|group| group.element == "pool")
    };
    let message = r#"<messageFlow id="m" sourceRef="pool" targetRef="client"/>"#;
    assert!(!drawn("", ""));
    assert!(drawn(r#"name="Service""#, "") && drawn("", message));
}

#[test]
fn processes_that_nothing_joins_have_a_diagram_each() {
    let model = model(
        r#"<collaboration id="c"><participant id="pool" name="Pool" processRef="p"/></collaboration>
        <process id="p"><task id="a" name="A"/></process>
        <process id="q"><task id="b" name="B"/></process>"#,
    );
    assert_eq!(diagrams(&model, &Options::default()).len(), 2);
}
