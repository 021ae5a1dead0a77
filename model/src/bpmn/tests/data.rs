//! Data objects, stores, annotations, groups, and what joins them to steps.

use super::{clean, definitions, found};
use crate::process::*;

#[test]
fn data_objects_are_read_where_they_are_placed() {
    let reading = definitions(
        "<process id='p'><ioSpecification><dataInput id='in' name='Demande' isCollection='true'/><dataOutput id='out'/></ioSpecification>
         <dataObject id='o' name='Fiche' isCollection='true'/><dataObjectReference id='r1' dataObjectRef='o'><dataState name='signée'/></dataObjectReference>
         <dataObjectReference id='r2' name='Autre' dataObjectRef='o'/><dataObject id='alone' name='Seul'/></process>",
    );
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    let documents: Vec<_> = (reading.model.artifacts.values())
        .map(|artifact| match &artifact.kind {
            ArtifactKind::Document { collection, role, state, .. } => {
                (artifact.head.name.as_str(), artifact.head.label.as_str(), *collection, *role, state.as_deref())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        documents,
        [
            ("in", "Demande", true, DocumentRole::Input, None),
            ("out", "", false, DocumentRole::Output, None),
            ("r1", "Fiche", true, DocumentRole::Internal, Some("signée")),
            ("r2", "Autre", true, DocumentRole::Internal, None),
            ("alone", "Seul", false, DocumentRole::Internal, None),
        ]
    );
}

#[test]
fn a_data_object_drawn_beside_its_reference_is_a_place_too() {
    let text = |reference: &str| {
        format!(
            "<process id='p'><dataObject id='o' name='Fiche'/><dataObjectReference id='r' name='Copie' dataObjectRef='o'/>
             <task id='t'><dataOutputAssociation id='a'><targetRef>o</targetRef></dataOutputAssociation></task></process>
             <di:BPMNDiagram xmlns:di='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:dc='http://www.omg.org/spec/DD/20100524/DC'>
             <di:BPMNPlane bpmnElement='p'><di:BPMNShape bpmnElement='o'><dc:Bounds x='0' y='0' width='36' height='50'/></di:BPMNShape>
             {reference}</di:BPMNPlane></di:BPMNDiagram>"
        )
    };
    let read = |text: &str| {
        let reading = definitions(text);
        assert!(found(&reading).is_empty(), "{:?}", found(&reading));
        let model = reading.model;
        let names: Vec<_> = model.artifacts.values().map(|it| it.head.label.clone()).collect();
        let drawn: Vec<_> = model.diagrams[0].shapes.iter().map(|it| it.element.to_string()).collect();
        let to: Vec<_> = model.associations.values().map(|it| it.to.text.to_string()).collect();
        (names, drawn, to)
    };
    let both = "<di:BPMNShape bpmnElement='r'><dc:Bounds x='90' y='0' width='36' height='50'/></di:BPMNShape>";
    let strings = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(read(&text(both)), (strings(&["Fiche", "Copie"]), strings(&["o", "r"]), strings(&["o"])));
    // Where the reference has no shape, that of the object is its.
    assert_eq!(read(&text("")), (strings(&["Copie"]), strings(&["r"]), strings(&["r"])));
}

#[test]
fn a_store_is_one_however_often_it_is_placed() {
    let reading = definitions(
        "<dataStore id='crm' name='CRM'/><dataStore id='nameless'/><process id='p'><dataStoreReference id='r1' dataStoreRef='crm'/>
         <dataStoreReference id='r2' name='Base' dataStoreRef='crm'/><dataStoreReference id='r3' name='Archives'/>
         <dataStoreReference id='r4' name='Journal' dataStoreRef='nameless'/></process>",
    );
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    let stores: Vec<_> = reading.model.stores.values().map(|it| (it.head.name.as_str(), it.head.label.as_str())).collect();
    assert_eq!(stores, [("crm", "CRM"), ("nameless", "Journal"), ("r3", "Archives")]);
    let placed: Vec<_> = (reading.model.artifacts.values())
        .map(|artifact| match &artifact.kind {
            ArtifactKind::Store(store) => (artifact.head.label.as_str(), store.to.map(Id::index)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(placed, [("CRM", Some(0)), ("Base", Some(0)), ("Archives", Some(2)), ("Journal", Some(1))]);
}

#[test]
fn data_associations_lead_to_the_step_they_stand_in() {
    let reading = clean(
        "<task id='a'><ioSpecification><dataInput id='di'/><dataOutput id='do'/></ioSpecification><property id='prop'/>
           <dataInputAssociation id='i'><sourceRef>r</sourceRef><sourceRef>o</sourceRef><targetRef>di</targetRef></dataInputAssociation>
           <dataOutputAssociation id='u'><sourceRef>do</sourceRef><targetRef>s</targetRef></dataOutputAssociation>
           <dataInputAssociation><sourceRef>prop</sourceRef><targetRef>di</targetRef></dataInputAssociation><dataInputAssociation/></task>
         <subProcess id='sub'><dataOutputAssociation><targetRef>r</targetRef></dataOutputAssociation></subProcess>
         <intermediateThrowEvent id='t'><dataInput id='tin'/><dataInputAssociation><sourceRef>do</sourceRef><targetRef>tin</targetRef></dataInputAssociation></intermediateThrowEvent>
         <dataObject id='o'/><dataObjectReference id='r' dataObjectRef='o'/><dataStoreReference id='s'/>",
    );
    let joined: Vec<_> = (reading.model.associations.values())
        .map(|it| (it.head.name.as_str(), it.from.text.as_str(), it.to.text.as_str(), it.kind, it.from.to.is_some() && it.to.to.is_some()))
        .collect();
    let data = AssociationKind::Data;
    assert_eq!(
        joined,
        [
            ("i", "r", "a", data, true),
            ("i_2", "r", "a", data, true),
            ("u", "a", "s", data, true),
            ("unnamed_dataOutputAssociation_1", "sub", "r", data, true),
            ("unnamed_dataInputAssociation_3", "a", "t", data, true),
        ]
    );
}

#[test]
fn annotations_associations_and_groups_are_read() {
    let reading = definitions(
        "<category><categoryValue id='v' value='Étape 1'/></category><collaboration id='c'><participant id='x' processRef='p'/><group id='g' categoryValueRef='v'/>
         <textAnnotation id='n'><text>Une
         note &lt;importante&gt;</text></textAnnotation><association id='l' sourceRef='n' targetRef='a' associationDirection='One'/></collaboration>
         <process id='p'><task id='a'/><task id='b'/><association id='k' sourceRef='a' targetRef='b' associationDirection='Both'/><association id='j' sourceRef='x' targetRef='a'/></process>",
    );
    assert!(found(&reading).is_empty(), "{:?}", found(&reading));
    let labels: Vec<_> = reading.model.artifacts.values().map(|it| it.head.label.as_str()).collect();
    assert_eq!(labels, ["Étape 1", "Une\nnote <importante>"]);
    let kinds: Vec<_> = reading.model.associations.values().map(|it| (it.head.name.as_str(), it.kind)).collect();
    assert_eq!(kinds, [("k", AssociationKind::Both), ("j", AssociationKind::Undirected), ("l", AssociationKind::Directed)]);
}
