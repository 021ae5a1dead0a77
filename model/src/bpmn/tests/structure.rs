//! Pools, lanes, processes, and the activity each belongs to.

use super::{clean, definitions, found, node};
use crate::process::Declared;
use crate::read::{Format, NoImports, read};

const COLLABORATION: &str = "<collaboration id='c' name='Étude'>
  <participant id='shop' name='Boutique' processRef='p1'/>
  <participant id='customer' name='Cliente'><participantMultiplicity minimum='2' maximum='5'/></participant>
  <participant id='bank' processRef='elsewhere'/>
  <participant id='post' processRef='empty'/>
</collaboration>
<process id='p1'><task id='a'/></process><process id='empty'><documentation>x</documentation></process>
<process id='alone' name='Seul'><task id='b'/></process>";

#[test]
fn a_pool_without_inside_is_a_black_box() {
    let reading = definitions(COLLABORATION);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let pools: Vec<_> =
        reading.model.participants.values().map(|pool| (pool.head.name.as_str(), pool.open, pool.drawn, pool.multiple)).collect();
    assert_eq!(
        pools,
        [
            ("shop", true, true, false),
            ("customer", false, true, true),
            ("bank", false, true, false),
            ("post", false, true, false),
            ("alone", true, false, false)
        ]
    );
    assert_eq!(reading.model.participants.values().next().unwrap().process.as_deref(), Some("p1"));
}

#[test]
fn a_collaboration_or_a_lone_process_is_one_activity() {
    let reading = definitions(COLLABORATION);
    let activities: Vec<_> =
        reading.model.activities.values().map(|it| (it.head.name.as_str(), it.head.label.as_str(), it.declared)).collect();
    assert_eq!(activities, [("c", "Étude", false), ("alone", "Seul", false)]);
    let of = |name| node(&reading, name).activity.map(|id| reading.model.activities[id].head.name.as_str());
    assert_eq!((of("a"), of("b")), (Some("c"), Some("alone")));
    assert!(node(&reading, "a").head.scope == node(&reading, "a").activity);
}

#[test]
fn the_deepest_lane_holds_a_node_and_what_hangs_on_it() {
    let reading = clean(
        "<laneSet><lane id='l1' name='Un'><flowNodeRef>a</flowNodeRef><flowNodeRef>s</flowNodeRef><childLaneSet>
           <lane id='l2'><flowNodeRef> a </flowNodeRef></lane></childLaneSet></lane><lane id='l3'/></laneSet>
         <task id='a'/><subProcess id='s'><task id='inner'/></subProcess><boundaryEvent id='e' attachedToRef='a'/><task id='free'/>",
    );
    let lane = |name: &str| node(&reading, name).lane.map(|lane| reading.model.lanes[lane].head.name.as_str());
    assert_eq!([lane("a"), lane("s"), lane("inner"), lane("e"), lane("free")], [Some("l2"), Some("l1"), Some("l1"), Some("l2"), None]);
    let parents: Vec<_> = reading.model.lanes.values().map(|lane| lane.parent.map(|id| id.index())).collect();
    assert_eq!(parents, [None, Some(0), None]);
    assert!(node(&reading, "inner").parent.is_some());
}

#[test]
fn prefixes_default_namespaces_and_none_at_all_are_the_same() {
    let bare = "<definitions><process id='p'><task id='a' name='A'/></process><BPMNDiagram><BPMNPlane bpmnElement='p'>\
                <BPMNShape bpmnElement='a'><Bounds x='1' y='2' width='3' height='4'/></BPMNShape></BPMNPlane></BPMNDiagram></definitions>";
    let spaces = [
        ("x:", "xmlns:x='http://www.omg.org/spec/BPMN/20100524/MODEL'"),
        ("", "xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"),
        ("", ""),
    ];
    for (prefix, declaration) in spaces {
        let text = format!(
            "<{prefix}definitions {declaration}><{prefix}process id='p'><{prefix}task id='a' name='A'/></{prefix}process></{prefix}definitions>"
        );
        let reading = read("t", text.as_bytes(), Format::Bpmn, &mut NoImports);
        assert!(reading.diagnostics.is_empty(), "{text}: {:?}", reading.diagnostics);
        assert_eq!(node(&reading, "a").head.label, "A");
    }
    let reading = read("t", bare.as_bytes(), Format::Bpmn, &mut NoImports);
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    assert_eq!(reading.model.diagrams[0].shapes.len(), 1);
}

#[test]
fn identifiers_are_made_up_where_there_are_none() {
    let reading =
        clean("<task/><task id='unnamed_task_2'/><task/><userTask/><sequenceFlow sourceRef='unnamed_task_1' targetRef='unnamed_task_3'/>");
    let names: Vec<_> = reading.model.nodes.values().map(|node| node.head().name.as_str()).collect();
    assert_eq!(names, ["unnamed_task_1", "unnamed_task_2", "unnamed_task_3", "unnamed_userTask_1"]);
    assert_eq!(reading.model.flows.values().next().unwrap().head.name, "unnamed_sequenceFlow_1");
}

#[test]
fn labels_have_their_lines_and_places() {
    let reading = clean("<task id='a' name='  Saisir&#10;l&apos;adresse   de\n   livraison &amp; fin '/><task id='b' name=''/><task/>");
    assert_eq!(node(&reading, "a").head.label, "Saisir\nl'adresse de livraison & fin");
    let underlined = |name: &str| reading.sources.text(node(&reading, name).head.span);
    assert_eq!((underlined("b"), underlined("unnamed_task_1")), ("b", "task"));
    assert!(underlined("a").starts_with("  Saisir&#10;"));
    assert_eq!(reading.sources.text(node(&reading, "b").head.whole), "<task id='b' name=''/>");
}

#[test]
fn vendors_elements_are_passed_over_in_silence() {
    let reading = clean(
        "<task id='a' xmlns:v='http://vendor' v:x='1'><extensionElements><v:thing id='a'/><IntegerProperty id='a'/>
         <camunda:properties><camunda:property name='other' value='y'/></camunda:properties></extensionElements><v:other/></task>",
    );
    assert_eq!(reading.model.nodes.len(), 1);
}

#[test]
fn what_has_no_name_takes_the_nearest() {
    let reading = definitions("<collaboration id='c'><participant id='x' processRef='p'/></collaboration><process id='p' name='Vente'/>");
    assert_eq!(reading.model.activities.values().next().unwrap().head.label, "Vente");
    assert_eq!(reading.model.participants.values().next().unwrap().head.label, "Vente");
}
