//! The names of BPMN 2.0's elements, from the OMG's schemas.

use foldhash::HashMap;
use std::sync::LazyLock;

/// What the name of an element of BPMN says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A flow node.
    Node,
    /// A flow node that holds others.
    SubProcess,
    /// Something else of the model with an identifier.
    Headed,
    /// Such a thing that stands in the drawing for another, which it refers to.
    Referring,
    /// Kept in the file but not read.
    NotDrawn,
    /// Any other name of BPMN.
    Known,
    /// What holds no BPMN: extensions, and the diagram, which is read apart.
    Closed,
    /// No name of BPMN.
    Unknown,
}

/// What a name says.
pub(super) fn class(local: &str) -> Class {
    static CLASSES: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
        let names = KNOWN.iter().chain(NOT_DRAWN).chain(&["BPMNDiagram"]);
        names.map(|name| (*name, of_known(name))).collect()
    });
    CLASSES.get(local).copied().unwrap_or(Class::Unknown)
}

fn of_known(name: &str) -> Class {
    match name {
        "extensionElements" | "extension" | "BPMNDiagram" => Class::Closed,
        "subProcess" | "transaction" | "adHocSubProcess" => Class::SubProcess,
        "dataObjectReference" | "dataStoreReference" | "participant" | "dataInput" | "dataOutput" => Class::Referring,
        _ if NODES.contains(&name) => Class::Node,
        _ if HEADED.contains(&name) => Class::Headed,
        _ if NOT_DRAWN.contains(&name) => Class::NotDrawn,
        _ => Class::Known,
    }
}

/// Flow nodes.
pub(super) const NODES: &[&str] = &[
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "scriptTask",
    "sendTask",
    "receiveTask",
    "businessRuleTask",
    "callActivity",
    "subProcess",
    "transaction",
    "adHocSubProcess",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "implicitThrowEvent",
    "boundaryEvent",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
];

/// What else of the model has an identifier.
pub(super) const HEADED: &[&str] = &[
    "collaboration",
    "process",
    "participant",
    "lane",
    "sequenceFlow",
    "messageFlow",
    "association",
    "dataInputAssociation",
    "dataOutputAssociation",
    "dataObject",
    "dataObjectReference",
    "dataStore",
    "dataStoreReference",
    "dataInput",
    "dataOutput",
    "textAnnotation",
    "group",
];

/// What is kept in the file but not read: conversations and choreographies.
pub(super) const NOT_DRAWN: &[&str] = &[
    "conversation",
    "subConversation",
    "callConversation",
    "conversationLink",
    "globalConversation",
    "choreography",
    "choreographyTask",
    "subChoreography",
    "callChoreography",
    "globalChoreographyTask",
];

/// Every other name of the semantic schema, with those above but the last list; sorted.
pub(super) const KNOWN: &[&str] = &[
    "activityRef",
    "adHocSubProcess",
    "artifact",
    "assignment",
    "association",
    "auditing",
    "boundaryEvent",
    "businessRuleTask",
    "callActivity",
    "callableElement",
    "calledChoreographyRef",
    "calledCollaborationRef",
    "calledElement",
    "cancelEventDefinition",
    "catchEvent",
    "category",
    "categoryValue",
    "categoryValueRef",
    "childLaneSet",
    "choreographyRef",
    "collaboration",
    "compensateEventDefinition",
    "completionCondition",
    "complexBehaviorDefinition",
    "complexGateway",
    "condition",
    "conditionExpression",
    "conditionalEventDefinition",
    "conversationAssociation",
    "conversationNode",
    "correlationKey",
    "correlationKeyRef",
    "correlationProperty",
    "correlationPropertyBinding",
    "correlationPropertyRef",
    "correlationPropertyRetrievalExpression",
    "correlationSubscription",
    "dataInput",
    "dataInputAssociation",
    "dataInputRefs",
    "dataObject",
    "dataObjectReference",
    "dataOutput",
    "dataOutputAssociation",
    "dataOutputRefs",
    "dataPath",
    "dataState",
    "dataStore",
    "dataStoreReference",
    "definitionalCollaborationRef",
    "definitions",
    "documentation",
    "endEvent",
    "endPoint",
    "endPointRef",
    "error",
    "errorEventDefinition",
    "errorRef",
    "escalation",
    "escalationEventDefinition",
    "escalationRef",
    "event",
    "eventBasedGateway",
    "eventDefinition",
    "eventDefinitionRef",
    "exclusiveGateway",
    "expression",
    "extension",
    "extensionElements",
    "flowElement",
    "flowElementRef",
    "flowNode",
    "flowNodeRef",
    "formalExpression",
    "from",
    "gateway",
    "globalBusinessRuleTask",
    "globalManualTask",
    "globalScriptTask",
    "globalTask",
    "globalUserTask",
    "group",
    "humanPerformer",
    "implicitThrowEvent",
    "import",
    "inMessageRef",
    "inclusiveGateway",
    "incoming",
    "initiatingParticipantRef",
    "innerConversationNodeRef",
    "innerParticipantRef",
    "inputDataItem",
    "inputSet",
    "inputSetRefs",
    "interface",
    "interfaceRef",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "ioBinding",
    "ioSpecification",
    "itemDefinition",
    "itemSubjectRef",
    "lane",
    "laneSet",
    "linkEventDefinition",
    "loopCardinality",
    "loopCharacteristics",
    "loopCondition",
    "loopDataInputRef",
    "loopDataOutputRef",
    "manualTask",
    "message",
    "messageEventDefinition",
    "messageFlow",
    "messageFlowAssociation",
    "messageFlowRef",
    "messagePath",
    "messageRef",
    "monitoring",
    "multiInstanceLoopCharacteristics",
    "noneBehaviorEventRef",
    "oneBehaviorEventRef",
    "operation",
    "operationRef",
    "optionalInputRefs",
    "optionalOutputRefs",
    "outMessageRef",
    "outerConversationNodeRef",
    "outerParticipantRef",
    "outgoing",
    "outputDataItem",
    "outputSet",
    "outputSetRefs",
    "parallelGateway",
    "participant",
    "participantAssociation",
    "participantMultiplicity",
    "participantRef",
    "partitionElement",
    "partitionElementRef",
    "partnerEntity",
    "partnerEntityRef",
    "partnerRole",
    "partnerRoleRef",
    "performer",
    "potentialOwner",
    "process",
    "property",
    "receiveTask",
    "relationship",
    "rendering",
    "resource",
    "resourceAssignmentExpression",
    "resourceParameter",
    "resourceParameterBinding",
    "resourceRef",
    "resourceRole",
    "rootElement",
    "script",
    "scriptTask",
    "sendTask",
    "sequenceFlow",
    "serviceTask",
    "signal",
    "signalEventDefinition",
    "signalRef",
    "source",
    "sourceRef",
    "standardLoopCharacteristics",
    "startEvent",
    "structureRef",
    "subProcess",
    "supportedInterfaceRef",
    "supports",
    "target",
    "targetRef",
    "task",
    "terminateEventDefinition",
    "text",
    "textAnnotation",
    "throwEvent",
    "timeCycle",
    "timeDate",
    "timeDuration",
    "timerEventDefinition",
    "to",
    "transaction",
    "transformation",
    "userTask",
    "valueRef",
    "whileExecutingInputRefs",
    "whileExecutingOutputRefs",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_holds_what_is_read() {
        assert!(KNOWN.is_sorted(), "{:?}", KNOWN.windows(2).find(|pair| pair[0] > pair[1]));
        for name in NODES.iter().chain(HEADED) {
            assert!(KNOWN.binary_search(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_class_is_the_list_a_name_stands_on() {
        for name in NODES {
            assert!(matches!(class(name), Class::Node | Class::SubProcess), "{name}");
        }
        for name in HEADED {
            assert!(matches!(class(name), Class::Headed | Class::Referring), "{name}");
        }
        for name in NOT_DRAWN {
            assert_eq!(class(name), Class::NotDrawn, "{name}");
        }
        assert_eq!((class("laneSet"), class("extensionElements"), class("tasque")), (Class::Known, Class::Closed, Class::Unknown));
    }
}
