//! Events, activities, gateways, sequence flows and messages.

use super::{clean, definitions, event, found, node};
use crate::process::*;

#[test]
fn events_have_their_triggers_and_details() {
    let cases = [
        ("", Trigger::None, None),
        ("<messageEventDefinition messageRef='m'/>", Trigger::Message, Some("Commande")),
        ("<messageEventDefinition/>", Trigger::Message, None),
        ("<timerEventDefinition><timeDuration> P6M </timeDuration></timerEventDefinition>", Trigger::Timer, Some("P6M")),
        ("<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>", Trigger::Timer, Some("R3/PT1H")),
        ("<timerEventDefinition><timeDate>2026-01-01</timeDate></timerEventDefinition>", Trigger::Timer, Some("2026-01-01")),
        ("<signalEventDefinition signalRef='s'/>", Trigger::Signal, Some("Alerte")),
        ("<errorEventDefinition errorRef='x:e'/>", Trigger::Error, Some("Échec")),
        ("<errorEventDefinition errorRef='CODE-7'/>", Trigger::Error, Some("CODE-7")),
        ("<escalationEventDefinition escalationRef='esc'/>", Trigger::Escalation, Some("Chef")),
        ("<compensateEventDefinition/>", Trigger::Compensation, None),
        ("<conditionalEventDefinition><condition>x &gt; 1</condition></conditionalEventDefinition>", Trigger::Condition, Some("x > 1")),
        ("<linkEventDefinition name='Suite'/>", Trigger::Link, Some("Suite")),
        ("<cancelEventDefinition/>", Trigger::Cancel, None),
        ("<terminateEventDefinition/>", Trigger::Terminate, None),
        ("<eventDefinitionRef>shared</eventDefinitionRef>", Trigger::Signal, Some("Alerte")),
        ("<signalEventDefinition/><messageEventDefinition/>", Trigger::Multiple, None),
    ];
    for (definition, trigger, detail) in cases {
        let reading = definitions(&format!(
            "<message id='m' name='Commande'/><signal id='s' name='Alerte'/><error id='e' name='Échec'/><escalation id='esc' name='Chef'/>
             <signalEventDefinition id='shared' signalRef='s'/><process id='p'><intermediateCatchEvent id='a'>{definition}</intermediateCatchEvent></process>"
        ));
        assert!(reading.diagnostics.is_empty(), "{definition}: {:?}", reading.diagnostics);
        let event = event(&reading, "a");
        assert_eq!((event.trigger, event.detail.as_ref().map(|it| it.value.as_str())), (trigger, detail), "{definition}");
    }
}

#[test]
fn events_know_where_they_stand_and_whether_they_interrupt() {
    let reading = clean(
        "<startEvent id='s' isInterrupting='false'/><endEvent id='e'/><intermediateThrowEvent id='t'/><task id='a'/>
         <boundaryEvent id='b' attachedToRef='a'/><boundaryEvent id='n' attachedToRef='a' cancelActivity='false' parallelMultiple='true'>
         <signalEventDefinition/><messageEventDefinition/></boundaryEvent>
         <subProcess id='sub' triggeredByEvent='true'><startEvent id='i' isInterrupting='false'/></subProcess>",
    );
    let told = |name: &str| {
        let event = event(&reading, name);
        (event.position, event.throwing, event.non_interrupting)
    };
    assert_eq!(told("s"), (EventPosition::Start, false, false));
    assert_eq!(told("e"), (EventPosition::End, true, false));
    assert_eq!(told("t"), (EventPosition::Intermediate, true, false));
    assert_eq!(told("b"), (EventPosition::Boundary, false, false));
    assert_eq!(told("n"), (EventPosition::Boundary, false, true));
    assert_eq!(told("i"), (EventPosition::Start, false, true));
    assert_eq!(event(&reading, "n").trigger, Trigger::ParallelMultiple);
    assert_eq!(event(&reading, "b").host.as_ref().and_then(|host| host.to), Some(reading.model.nodes.named("a")[0]));
}

#[test]
fn tasks_have_their_types_and_markers() {
    let kinds = [
        ("task", TaskKind::Plain),
        ("userTask", TaskKind::User),
        ("manualTask", TaskKind::Manual),
        ("serviceTask", TaskKind::Service),
        ("scriptTask", TaskKind::Script),
        ("sendTask", TaskKind::Send),
        ("receiveTask", TaskKind::Receive),
        ("businessRuleTask", TaskKind::Rule),
    ];
    for (name, kind) in kinds {
        let reading = clean(&format!("<{name} id='a' isForCompensation='true'><standardLoopCharacteristics/></{name}>"));
        let NodeKind::Task(task) = &node(&reading, "a").kind else { panic!("{name}") };
        assert_eq!((task.kind, task.repeat, task.compensation), (kind, Some(Repeat::Loop), true));
    }
    for (attribute, repeat) in [("isSequential='true'", Repeat::Sequential), ("", Repeat::Parallel)] {
        let reading =
            clean(&format!("<callActivity id='a' calledElement=' autre '><multiInstanceLoopCharacteristics {attribute}/></callActivity>"));
        let NodeKind::Call(call) = &node(&reading, "a").kind else { panic!() };
        assert_eq!((call.repeat, call.called.as_ref().unwrap().value.as_str()), (Some(repeat), "autre"));
    }
}

#[test]
fn sub_processes_and_gateways_have_their_kinds() {
    let reading = clean(
        "<subProcess id='a'/><subProcess id='b' triggeredByEvent='true'/><transaction id='c'/><adHocSubProcess id='d'/>
         <exclusiveGateway id='e'/><parallelGateway id='f'/><inclusiveGateway id='g'/><complexGateway id='h'/><eventBasedGateway id='i'/>
         <eventBasedGateway id='j' instantiate='true'/><eventBasedGateway id='k' instantiate='true' eventGatewayType='Parallel'/>",
    );
    let kinds: Vec<_> = (reading.model.nodes.values())
        .map(|node| match &node.kind {
            NodeKind::SubProcess(found) => format!("{:?}", found.kind),
            NodeKind::Gateway(found) => format!("{found:?}"),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = "Embedded Event Transaction AdHoc Exclusive Parallel Inclusive Complex EventBased EventBasedStart ParallelEventBased";
    assert_eq!(kinds.join(" "), expected);
}

#[test]
fn flows_have_labels_conditions_and_defaults() {
    let reading = clean(
        "<exclusiveGateway id='g' default='f2'/><task id='a' default='f3'/>
         <sequenceFlow id='f1' name='oui' sourceRef='g' targetRef='a'><conditionExpression>${ok}</conditionExpression></sequenceFlow>
         <sequenceFlow id='f2' sourceRef='g' targetRef='a'/><sequenceFlow id='f3' sourceRef='a' targetRef='g' name='x'>
         <conditionExpression><![CDATA[x]]></conditionExpression></sequenceFlow>",
    );
    let flows: Vec<_> = (reading.model.flows.values())
        .map(|flow| (flow.head.label.as_str(), flow.condition.as_ref().map(|it| it.value.as_str()), flow.default, flow.to.to.is_some()))
        .collect();
    assert_eq!(flows, [("oui", Some("${ok}"), false, true), ("", None, true, true), ("x", None, true, true)]);
    assert_eq!(reading.model.flows.values().map(|flow| flow.conditional).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn messages_join_pools_and_nodes() {
    let reading = definitions(
        "<message id='m' name='Commande'/><collaboration id='c'><participant id='x'/><participant id='y' processRef='p'/>
         <messageFlow id='m1' sourceRef='x' targetRef='a' messageRef='m'/>
         <messageFlow id='m2' name='Facture' sourceRef='p' targetRef='x' messageRef='m'/></collaboration>
         <process id='p'><receiveTask id='a'/></process>
         <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement='c'><bpmndi:BPMNEdge bpmnElement='m1' messageVisibleKind='initiating'/>
         <bpmndi:BPMNEdge bpmnElement='m2' messageVisibleKind='non_initiating'/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>",
    );
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    let messages: Vec<_> = reading.model.messages.values().collect();
    assert_eq!((messages[0].head.label.as_str(), messages[0].envelope), ("Commande", Some(true)));
    assert_eq!((messages[1].head.label.as_str(), messages[1].envelope), ("Facture", Some(false)));
    assert_eq!([&messages[0].message, &messages[1].message].map(|message| message.as_deref()), [Some("Commande"); 2]);
    assert!(matches!(messages[0].to.to, Some(MessageEnd::Node(_))));
    // A process stands for the pool that shows it.
    assert_eq!(messages[1].from.to, Some(MessageEnd::Participant(reading.model.participants.named("y")[0])));
}
