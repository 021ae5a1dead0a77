//! The diagram interchange.

use super::{definitions, found, node};
use crate::process::*;

fn drawn(process: &str, plane: &str) -> crate::read::Reading {
    definitions(&format!(
        "<process id='p'>{process}</process><bpmndi:BPMNDiagram name='Un'><bpmndi:BPMNPlane bpmnElement='p'>{plane}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
    ))
}

#[test]
fn shapes_and_edges_keep_their_numbers_and_colours() {
    let reading = drawn(
        "<task id='a'/><exclusiveGateway id='g'/><sequenceFlow id='f' sourceRef='a' targetRef='g'/>",
        "<bpmndi:BPMNShape bpmnElement='a' isHorizontal='false' bioc:stroke='#831311' color:background-color='#FFE0B2'>
           <dc:Bounds x='1.5' y='-2' width='100' height='80'/><bpmndi:BPMNLabel><dc:Bounds x='3' y='4' width='5' height='6'/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
         <bpmndi:BPMNShape bpmnElement='tns:g' isMarkerVisible='true'><dc:Bounds x='1e2' y='0' width='50' height='50'/><bpmndi:BPMNLabel/></bpmndi:BPMNShape>
         <bpmndi:BPMNEdge bpmnElement='f' color:border-color='rgb(1,2,3)'><di:waypoint x='101.5' y='40'/><di:waypoint x='200' y='40'/></bpmndi:BPMNEdge>",
    );
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    let [diagram] = &reading.model.diagrams[..] else { panic!() };
    assert_eq!((diagram.name.as_str(), diagram.element.as_str()), ("Un", "p"));
    let [task, gateway] = &diagram.shapes[..] else { panic!() };
    assert_eq!(task.bounds, Bounds { x: 1.5, y: -2.0, width: 100.0, height: 80.0 });
    assert_eq!(task.label, Some(Bounds { x: 3.0, y: 4.0, width: 5.0, height: 6.0 }));
    assert_eq!(task.horizontal, Some(false));
    assert_eq!(task.colors, Colors { stroke: Some(Rgb(0x83_1311)), fill: Some(Rgb(0xff_e0b2)), text: None });
    assert_eq!((gateway.element.as_str(), gateway.marker, gateway.label), ("g", Some(true), None));
    let [edge] = &diagram.edges[..] else { panic!() };
    assert_eq!(edge.waypoints, [(101.5, 40.0), (200.0, 40.0)]);
    assert_eq!(edge.colors.stroke, Some(Rgb(0x01_0203)));
}

#[test]
fn a_sub_process_is_collapsed_where_the_drawing_says_so() {
    let shape = |id: &str, more: &str| {
        format!("<bpmndi:BPMNShape bpmnElement='{id}' {more}><dc:Bounds x='0' y='0' width='9' height='9'/></bpmndi:BPMNShape>")
    };
    let process = "<subProcess id='s'><task id='i'/></subProcess>";
    let cases = [
        (String::new(), false),
        (shape("s", "isExpanded='false'"), true),
        (shape("s", "isExpanded='true'"), false),
        (shape("s", ""), true),
        (shape("s", "") + &shape("i", ""), false),
    ];
    for (plane, collapsed) in cases {
        let reading = drawn(process, &plane);
        let NodeKind::SubProcess(found) = &node(&reading, "s").kind else { panic!() };
        assert_eq!(found.collapsed, collapsed, "{plane}");
    }
    let own = "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement='s'>";
    let reading = drawn(process, &(shape("s", "") + own + &shape("i", "")));
    let NodeKind::SubProcess(found) = &node(&reading, "s").kind else { panic!() };
    assert!(found.collapsed);
    assert_eq!(reading.model.diagrams.iter().map(|it| it.element.as_str()).collect::<Vec<_>>(), ["p", "s"]);
}

#[test]
fn what_is_no_number_is_reported_and_left_out() {
    let reading = drawn(
        "<task id='a'/><task id='b'/><task id='c'/>",
        "<bpmndi:BPMNShape bpmnElement='a'><dc:Bounds x='NaN' y='0' width='9' height='9'/></bpmndi:BPMNShape>
         <bpmndi:BPMNShape bpmnElement='b'><dc:Bounds x='0' y='1e300' width='9' height='9'/></bpmndi:BPMNShape>
         <bpmndi:BPMNShape bpmnElement='c'><dc:Bounds x='0' y='0' width='-9' height='9'/></bpmndi:BPMNShape>
         <bpmndi:BPMNShape bpmnElement='c'><dc:Bounds x='0' y='0' width='9' height='9'/><bpmndi:BPMNLabel><dc:Bounds x='0' y='0' width='-1' height='-1'/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
         <bpmndi:BPMNShape/><bpmndi:BPMNEdge bpmnElement='f'><di:waypoint x='1' y='1'/></bpmndi:BPMNEdge>",
    );
    assert_eq!(found(&reading), [("invalid-value", "NaN"), ("invalid-value", "1e300"), ("invalid-value", "-9")]);
    let diagram = &reading.model.diagrams[0];
    assert_eq!(diagram.shapes.len(), 1);
    // One point is no line: that it is drawn is all it says.
    assert_eq!(diagram.edges.iter().map(|edge| edge.waypoints.len()).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_shape_of_something_that_is_not_drawn_itself_is_the_shape_of_what_is() {
    let reading = definitions(
        "<collaboration id='c'><participant id='pool' processRef='p'/></collaboration><process id='p'><dataObject id='o'/><dataObjectReference id='r' dataObjectRef='o'/></process>
         <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement='c'>
         <bpmndi:BPMNShape bpmnElement='p'><dc:Bounds x='0' y='0' width='9' height='9'/></bpmndi:BPMNShape>
         <bpmndi:BPMNShape bpmnElement='o'><dc:Bounds x='0' y='0' width='9' height='9'/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>",
    );
    assert_eq!(reading.model.diagrams[0].shapes.iter().map(|it| it.element.as_str()).collect::<Vec<_>>(), ["pool", "r"]);
}
