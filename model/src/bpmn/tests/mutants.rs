//! Damaged files: never a panic, and every place that is told or kept is one of the text.

use crate::bpmn::xml::tests::well_formed;
use crate::process::StepLine;
use crate::read::{Format, NoImports, read};
use crate::source::{FileId, Source, Span};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const WHOLE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE x><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:recens="urn:recens:1">
<bpmn:collaboration id="c" name="Été"><bpmn:extensionElements><recens:treatment id="t" created="2026-01-01" retention="6 mois après l'appel puis « effacement »">
<recens:datum id="nom" category="identité" retention="1 an"/><recens:store id="s"/></recens:treatment></bpmn:extensionElements>
<bpmn:participant id="x" processRef="p"/><bpmn:participant id="y"/><bpmn:messageFlow id="m" sourceRef="y" targetRef="a"/></bpmn:collaboration>
<!-- à --><bpmn:dataStore id="s" name="Base"/><bpmn:process id="p"><bpmn:laneSet><bpmn:lane id="l"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:task id="a" name="Saisir &amp; &#xE9;crire"><bpmn:documentation>recens: collecte nom &lt;&#10;recens: x</bpmn:documentation>
<bpmn:extensionElements><recens:operation type="collecte" data="nom" data-text="Âge; œil" purpose-text="Été"/></bpmn:extensionElements>
<bpmn:dataOutputAssociation id="o"><bpmn:targetRef>r</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:task>
<bpmn:dataStoreReference id="r" dataStoreRef="s"/><bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration><![CDATA[P6M]]></bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:subProcess id="q"><bpmn:endEvent id="e"/></bpmn:subProcess><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="q"/>
<bpmn:textAnnotation id="n"><bpmn:text>recens: é</bpmn:text></bpmn:textAnnotation><bpmn:association id="k" sourceRef="n" targetRef="a"/></bpmn:process>
<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="c"><bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape>
<bpmndi:BPMNEdge bpmnElement="f"><di:waypoint x="1" y="2"/><di:waypoint x="3" y="4"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"##;

/// Reads a text and looks at every span.
fn look(text: &str) {
    let reading = read("t", text.as_bytes(), Format::Bpmn, &mut NoImports);
    let text = &reading.sources.get(FileId(0)).text;
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} is no place of {text:?}");
    reading.diagnostics.iter().for_each(|found| inside(found.span));
    for head in reading.model.heads() {
        inside(head.span);
        inside(head.whole);
    }
    reading.model.operations.values().for_each(|operation| inside(operation.span));
    let faults: Vec<Span> = reading.diagnostics.iter().filter(|found| found.rule == "xml-syntax").map(|found| found.span).collect();
    // Against the letter of the standard, roxmltree lets a name begin with a colon and anything follow an instruction's.
    let disputed = |at: &Span| {
        let tag = text[..at.start as usize].rfind('<').unwrap_or_default();
        text[at.range()].starts_with(':') || text[tag..].starts_with("<?")
    };
    match well_formed(text) {
        true => assert!(faults.iter().all(disputed), "{:?} in {text}", reading.diagnostics),
        false => assert!(!faults.is_empty(), "{text}"),
    }
    let (mut model, mut diagnostics) = Default::default();
    let lines = crate::bpmn::read(FileId(0), &Source::new("t", text.as_str()), &mut model, &mut diagnostics);
    for StepLine { text: line, span, exact, .. } in lines {
        inside(span);
        assert!(!exact || text[span.range()] == line, "{line:?} is not exactly {:?}", &text[span.range()]);
    }
}

#[test]
fn the_whole_is_clean() {
    let reading = read("t", WHOLE.as_bytes(), Format::Bpmn, &mut NoImports);
    let rules: Vec<_> = reading.diagnostics.iter().filter(|found| found.rule.starts_with("xml")).collect();
    assert!(rules.is_empty(), "{rules:?}");
    look(WHOLE);
}

/// The same damage each time; with `PROPTEST_CASES`, so much that is new each time.
fn config() -> ProptestConfig {
    let fixed = ProptestConfig { cases: 800, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default() } else { fixed }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn damage_does_no_harm(edits in prop::collection::vec((0..WHOLE.len(), 0..40usize, "[<>&;\"'=/!\\[\\]?: a-zé\r\n0-9.-]{0,4}"), 1..5)) {
        let mut text = WHOLE.to_owned();
        for (at, length, put) in edits {
            let boundary = |text: &str, mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(&text, at);
            let end = boundary(&text, start + length);
            text.replace_range(start..end.max(start), &put);
        }
        look(&text);
    }
}
