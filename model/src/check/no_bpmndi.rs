//! An element that the file's own diagram leaves out.
//!
//! ## Français : élément que le dessin du fichier laisse de côté
//! Un fichier BPMN porte ses éléments et, à part, le dessin de chacun. Un élément sans dessin existe, s'exécute, traite
//! peut-être des données, et ne se voit pas.
//!
//! La règle regarde, dans un fichier qui a un diagramme, les participants, les couloirs, les étapes, les flèches, les
//! messages, les documents, les magasins et les annotations qui n'y figurent pas. Un fichier sans aucun diagramme n'est
//! pas concerné : recens en compose un.
//!
//! Limites : un élément dessiné hors de vue, sous un autre ou sans taille, passe.
//!
//! ## English
//! A BPMN file holds its elements and, apart from them, the drawing of each. An element without a drawing exists, runs,
//! may process data, and is not seen.
//!
//! The rule looks, in a file that has a diagram, at the participants, lanes, steps, arrows, messages, documents, stores
//! and annotations that are not in it. A file without any diagram is not concerned: recens makes one.
//!
//! Limits: an element drawn out of sight, under another or without size, passes.
//!
//! ## Exemple
//! ```xml
//! <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="urn:x">
//!   <process id="p">
//!     <startEvent id="a" name="Joint" />
//!     <task id="b" name="Appeler" />
//!     <!--               ^^^^^^^ -->
//!   </process>
//!   <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">
//!     <bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
//!   </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
//! </definitions>
//! ```
//!
//! ## Corrigé
//! ```xml
//! <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="urn:x">
//!   <process id="p">
//!     <startEvent id="a" name="Joint" />
//!   </process>
//!   <bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">
//!     <bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
//!   </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
//! </definitions>
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::Head;
use foldhash::HashSet;
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "no-bpmndi",
    code: "BPM-16",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "BPMN 2.0, 12",
    manual: include_str!("no_bpmndi.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    if model.diagrams.is_empty() {
        return;
    }
    let shapes = model.diagrams.iter().flat_map(|diagram| diagram.shapes.iter().map(|shape| shape.element.as_str()));
    let edges = model.diagrams.iter().flat_map(|diagram| diagram.edges.iter().map(|edge| edge.element.as_str()));
    let drawn: HashSet<&str> = shapes.chain(edges).collect();
    let participants = model.participants.values().filter(|participant| participant.drawn).map(|participant| &participant.head);
    let mut heads: Vec<&Head> = participants.chain(model.lanes.values().map(|lane| &lane.head)).collect();
    heads.extend(model.nodes.values().map(|node| &node.head).chain(model.flows.values().map(|flow| &flow.head)));
    heads.extend(model.messages.values().map(|message| &message.head).chain(model.artifacts.values().map(|artifact| &artifact.head)));
    for head in heads.into_iter().filter(|head| !drawn.contains(head.name.as_str())) {
        let title = head.title();
        report.push(
            Finding::new(head.span, text!("« {title} » n'est pas dans le diagramme du fichier", "“{title}” is not in the file's diagram"))
                .about(head)
                .help(text!(
                    "le dessiner dans le modeleur, ou retirer le diagramme : recens en composera un",
                    "draw it in the modeler, or take the diagram out: recens will make one"
                )),
        );
    }
}
