//! What is wrong with a file, and what is read of it nonetheless.

use super::{clean, definitions, found, process};
use crate::read::{Format, NoImports, Reading, read};
use std::time::{Duration, Instant};

fn file(text: &str) -> Reading {
    read("test.bpmn", text.as_bytes(), Format::Bpmn, &mut NoImports)
}

#[test]
fn references_that_lead_nowhere_are_reported_and_kept() {
    let reading =
        process("<task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='nowhere'/><boundaryEvent id='b' attachedToRef='gone'/>");
    assert_eq!(found(&reading), [("unknown-reference", "nowhere"), ("unknown-reference", "gone")]);
    assert_eq!(reading.model.flows.len(), 1);
    // A store may be kept in another file; what is there and no store is a mistake.
    let reading = process("<dataStoreReference id='r' dataStoreRef='gone'/>");
    assert_eq!((found(&reading), reading.model.stores.len()), (Vec::new(), 1));
    let reading = process("<task id='a'/><dataStoreReference id='r' dataStoreRef='a'/>");
    assert_eq!(found(&reading), [("unknown-reference", "a")]);
}

#[test]
fn what_has_no_ends_is_reported() {
    let reading = process("<task id='a'/><sequenceFlow id='f' sourceRef='a'/><association id='k'/><boundaryEvent id='b'/>");
    let rule = "unknown-reference";
    assert_eq!(found(&reading), [(rule, "sequenceFlow"), (rule, "association"), (rule, "boundaryEvent")]);
}

#[test]
fn two_elements_with_one_identifier_are_both_read() {
    let reading = process(
        "<task id='a' name='Un'/><task id='a' name='Deux'/><sequenceFlow id='f' sourceRef='a' targetRef='a'/><sequenceFlow id='f' sourceRef='a' targetRef='a'/>",
    );
    let rule = "duplicate-identifier";
    assert_eq!(found(&reading), [(rule, "Deux"), (rule, "f")]);
    assert_eq!((reading.model.nodes.len(), reading.model.flows.len()), (2, 2));
}

#[test]
fn unknown_elements_are_told_once_a_kind() {
    let reading = process("<tsk id='a'/><tsk id='b'/><usrTask id='c'/><zzz/>");
    let rule = "unknown-element";
    assert_eq!(found(&reading), [(rule, "tsk"), (rule, "usrTask"), (rule, "zzz")]);
    assert!(reading.diagnostics[1].message.fr.contains("userTask"));
}

#[test]
fn conversations_are_kept_and_told_once_a_kind() {
    let reading = definitions(
        "<collaboration id='c'><conversation id='x'/><conversation id='y'/><conversationLink/></collaboration><choreography id='z'><choreographyTask id='t'/></choreography>",
    );
    let rule = "not-drawn";
    assert_eq!(found(&reading), [(rule, "conversation"), (rule, "conversationLink"), (rule, "choreography"), (rule, "choreographyTask")]);
}

#[test]
fn what_is_no_bpmn_is_told_so() {
    for text in [
        "<html/>",
        "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>",
        "<process xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>",
    ] {
        assert_eq!(found(&file(text))[0].0, "not-bpmn", "{text}");
    }
    assert_eq!(found(&file("recens, ce n'est pas du XML"))[0].0, "xml-syntax");
    assert_eq!(found(&file(" \n"))[0].0, "empty-input");
    assert_eq!(found(&definitions("<message id='m'/>")), [("empty-input", "definitions")]);
}

#[test]
fn what_stands_before_a_cut_is_read() {
    let text = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p'><task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/><task id='c";
    let reading = file(text);
    assert_eq!(found(&reading), [("xml-syntax", "id")]);
    assert_eq!((reading.model.nodes.len(), reading.model.flows.len()), (2, 1));
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        file(&text[..cut]);
    }
}

#[test]
fn a_prefix_nobody_declared_is_told_once_and_guessed() {
    let reading = file("<bpmn:definitions><bpmn:process id='p'><bpmn:task id='a'/></bpmn:process></bpmn:definitions>");
    assert_eq!(found(&reading), [("xml-syntax", "bpmn")]);
    assert_eq!(reading.model.nodes.len(), 1);
}

#[test]
fn other_encodings_are_read() {
    let text =
        "<?xml version='1.0' encoding='windows-1252'?><definitions><process id='p'><task id='a' name='Été'/></process></definitions>";
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a Latin character")).collect();
    let reading = read("t", &bytes, Format::Bpmn, &mut NoImports);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    assert_eq!(reading.model.nodes.values().next().unwrap().head.label, "Été");
}

#[test]
fn hostile_files_take_no_time() {
    let start = Instant::now();
    let nested = "<subProcess>".repeat(400) + &"</subProcess>".repeat(400);
    assert_eq!(clean(&nested).model.nodes.len(), 400);
    let lanes = "<laneSet>".to_owned() + &"<lane><childLaneSet>".repeat(200) + &"</childLaneSet></lane>".repeat(200) + "</laneSet>";
    assert_eq!(clean(&lanes).model.lanes.len(), 200);
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=''")).collect();
    clean(&format!("<task id='a'{attributes}/>"));
    clean(&(0..20_000).map(|at| format!("<task id='t{at}'/><dataObject id='o{at}'/>")).collect::<String>());
    clean(&"<task/>".repeat(20_000));
    process(&"<task id='a'/>".repeat(20_000));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
