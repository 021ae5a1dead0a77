//! BPMN 2.0 XML: reading with spans, our extension elements, the diagram interchange.
//!
//! Two passes: the elements by identifier, then the model from them in document order. `sourceRef` and `targetRef`
//! decide, not `incoming` and `outgoing`, which many tools leave incomplete.

mod activity;
mod artifact;
mod association;
mod attributes;
mod container;
mod content;
mod declaration;
mod diagram;
mod event;
mod extension;
mod flow;
mod form;
mod gateway;
mod index;
pub mod insert;
mod lane;
mod line;
mod original;
mod reader;
mod retention;
mod space;
mod store;
mod structure;
#[cfg(test)]
mod tests;
mod treatment;
mod unread;
mod vocabulary;
pub mod write;
mod xml;

pub use insert::{When, insert};
pub use original::originals;
pub use unread::unread;
pub use write::{Written, ready, write, written};

use crate::diagnostic::{Diagnostic, reading};
use crate::process::{Model, StepLine};
use crate::source::{FileId, Source};
use crate::text;
use foldhash::{HashMap, HashSet};
use index::Index;
use reader::Reader;
use space::Space;

/// Reads a BPMN document into `model`; returns the `recens:` lines it holds.
pub fn read(file: FileId, source: &Source, model: &mut Model, diagnostics: &mut Vec<Diagnostic>) -> Vec<StepLine> {
    let tree = xml::parse(file, &source.text, diagnostics);
    let Some(root) = tree.root() else { return Vec::new() };
    if !root.is(Space::Bpmn, "definitions") {
        diagnostics.push(not_bpmn(root));
        return Vec::new();
    }
    let index = Index::of(&tree);
    notices(&index, diagnostics);
    let (diagrams, drawn) = diagram::read(&index, root, diagnostics);
    model.diagrams = diagrams;
    model.nodes.reserve(index.nodes);
    model.flows.reserve(index.flows);
    let mut reader = Reader {
        index,
        drawn,
        model,
        diagnostics,
        lanes: HashMap::default(),
        defaults: HashSet::default(),
        lines: Vec::new(),
        told: HashSet::default(),
    };
    structure::definitions(&mut reader, root);
    let Reader { index, model, diagnostics, mut lines, defaults, .. } = reader;
    if model.activities.is_empty() && diagnostics.is_empty() {
        diagnostics.push(nothing(root));
    }
    for flow in model.flows.values_mut().filter(|_| !defaults.is_empty()) {
        flow.default = defaults.contains(flow.head.name.as_str());
    }
    lane::by_place(model);
    line::of_annotations(&index, model, &mut lines);
    lines
}

fn not_bpmn(root: xml::Node<'_>) -> Diagnostic {
    let name = root.local();
    Diagnostic::reading(
        &reading::NOT_BPMN,
        root.name_span(),
        text!("ce fichier n'est pas du BPMN 2.0 : sa racine est « {name} »", "this file is no BPMN 2.0: its root is “{name}”"),
    )
    .with_help(text!(
        "exporter le processus en « BPMN 2.0 XML » ; la racine est alors <definitions> de l'espace http://www.omg.org/spec/BPMN/20100524/MODEL",
        "export the process as “BPMN 2.0 XML”; the root is then <definitions> of the namespace http://www.omg.org/spec/BPMN/20100524/MODEL"
    ))
}

fn nothing(root: xml::Node<'_>) -> Diagnostic {
    let message = text!("ce fichier ne contient ni processus ni collaboration", "this file holds neither a process nor a collaboration");
    let help = text!("exporter le diagramme avec son processus", "export the diagram together with its process");
    Diagnostic::reading(&reading::EMPTY_INPUT, root.name_span(), message).with_help(help)
}

/// What the first pass found: identifiers used twice, elements BPMN does not know, elements that are not drawn.
fn notices(index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for twice in &index.duplicates {
        let id = twice.value("id").unwrap_or_default().into_owned();
        let message = text!("l'identifiant `{id}` est donné à deux éléments", "the identifier `{id}` is given to two elements");
        let help = text!("en changer un, et les références qui le visent", "change one, and the references that mean it");
        let span = reader::head_span(*twice);
        diagnostics.push(Diagnostic::reading(&reading::DUPLICATE_IDENTIFIER, span, message).with_help(help).about(id));
    }
    if let Some(stray) = index.stray {
        let name = stray.local();
        let message = text!("recens:{name} n'est lu que dans extensionElements", "recens:{name} is only read in extensionElements");
        let help =
            text!("l'entourer de <extensionElements> … </extensionElements>", "put <extensionElements> … </extensionElements> around it");
        diagnostics.push(Diagnostic::reading(&reading::UNKNOWN_ELEMENT, stray.name_span(), message).with_help(help));
    }
    if let Some(foreign) = index.foreign {
        let uri = space::RECENS;
        let message = text!(
            "le préfixe « recens » désigne un autre espace de noms que {uri} : ces éléments ne sont pas lus",
            "the prefix “recens” stands for another namespace than {uri}: these elements are not read"
        );
        let help = text!("écrire xmlns:recens=\"{uri}\"", "write xmlns:recens=\"{uri}\"");
        diagnostics.push(Diagnostic::reading(&reading::UNKNOWN_ELEMENT, foreign.name_span(), message).with_help(help));
    }
    for unknown in &index.unknown {
        let name = unknown.local();
        let message = match crate::process::vocabulary::nearest(name, vocabulary::KNOWN.iter().copied()) {
            Some(near) => text!(
                "BPMN n'a pas d'élément « {name} » ; vouliez-vous dire « {near} » ?",
                "BPMN has no element “{name}”; did you mean “{near}”?"
            ),
            None => text!("BPMN n'a pas d'élément « {name} » : il est laissé de côté", "BPMN has no element “{name}”: it is left aside"),
        };
        let help = text!("ce qui n'est pas BPMN se met dans extensionElements", "what is not BPMN goes into extensionElements");
        diagnostics.push(Diagnostic::reading(&reading::UNKNOWN_ELEMENT, unknown.name_span(), message).with_help(help));
    }
    for kept in &index.not_drawn {
        let name = kept.local();
        let message = text!(
            "« {name} » : les conversations et chorégraphies ne sont ni dessinées ni vérifiées",
            "“{name}”: conversations and choreographies are neither drawn nor checked"
        );
        let help = text!("décrire le même échange par une collaboration", "describe the same exchange as a collaboration");
        diagnostics.push(Diagnostic::reading(&reading::NOT_DRAWN, kept.name_span(), message).with_help(help));
    }
}
