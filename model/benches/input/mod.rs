//! What the benchmarks read: generated documents of several sizes, and real ones where `RECENS_CORPUS` names a file or folder.

use divan::counter::BytesCount;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

/// What is read.
pub enum Input {
    /// A process of so many steps.
    Steps(usize),
    /// A file.
    File(PathBuf),
    /// Files, one after the other.
    Files(Vec<PathBuf>),
}

impl Input {
    /// The bytes of each document.
    pub fn documents(&self) -> Vec<Vec<u8>> {
        let read = |path: &PathBuf| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match self {
            Input::Steps(count) => vec![process(*count).into_bytes()],
            Input::File(path) => vec![read(path)],
            Input::Files(paths) => paths.iter().map(read).collect(),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Steps(count) => write!(f, "{count} steps"),
            Input::File(path) => f.write_str(&path.file_name().unwrap_or_default().to_string_lossy()),
            Input::Files(paths) => write!(f, "{} files", paths.len()),
        }
    }
}

/// How long some documents are.
pub fn size(documents: &[Vec<u8>]) -> BytesCount {
    BytesCount::new(documents.iter().map(Vec::len).sum::<usize>())
}

/// All of them.
pub fn inputs() -> Vec<Input> {
    let mut files = Vec::new();
    if let Some(path) = std::env::var_os("RECENS_CORPUS") {
        collect(Path::new(&path), &mut files);
    }
    files.sort();
    let largest = files.iter().max_by_key(|path| path.metadata().map_or(0, |it| it.len())).cloned();
    let steps = [10, 100, 1_000, 10_000].into_iter().map(Input::Steps);
    let folder = Some(files).filter(|files| files.len() > 1).map(Input::Files);
    steps.chain(largest.map(Input::File)).chain(folder).collect()
}

/// Adds the `.bpmn` files at or below a path.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.extend(path.extension().filter(|ending| *ending == "bpmn").map(|_| path.to_path_buf())),
    }
}

/// A document as a modeler writes it: one pool, lanes, tasks and gateways in turn, some documentation, and its diagram.
fn process(steps: usize) -> String {
    const LANES: usize = 4;
    let (mut flow, mut shapes) = (String::new(), String::new());
    let kind = |at: usize| match at {
        0 => "startEvent",
        _ if at + 1 == steps => "endEvent",
        _ if at % 7 == 3 => "exclusiveGateway",
        _ if at.is_multiple_of(3) => "userTask",
        _ => "serviceTask",
    };
    let mut lanes = vec![String::new(); LANES];
    for at in 0..steps {
        let (x, y) = (at * 150, (at / 5 % LANES) * 200 + 60);
        let kind = kind(at);
        let documentation =
            if at % 4 == 1 { "\n      <bpmn:documentation>Voir la procédure &amp; ses annexes.</bpmn:documentation>" } else { "" };
        let outgoing = if at + 1 < steps { format!("\n      <bpmn:outgoing>Flow_{at}</bpmn:outgoing>") } else { String::new() };
        let _ = write!(
            flow,
            "    <bpmn:{kind} id=\"Activity_{at}\" name=\"Étape {at} du dossier\">{documentation}\n      \
             <bpmn:incoming>Flow_{}</bpmn:incoming>{outgoing}\n    </bpmn:{kind}>\n",
            at.saturating_sub(1)
        );
        let _ = writeln!(lanes[at / 5 % LANES], "        <bpmn:flowNodeRef>Activity_{at}</bpmn:flowNodeRef>");
        let _ = write!(
            shapes,
            "      <bpmndi:BPMNShape id=\"Activity_{at}_di\" bpmnElement=\"Activity_{at}\">\n        \
             <dc:Bounds x=\"{x}\" y=\"{y}\" width=\"100\" height=\"80\" />\n        <bpmndi:BPMNLabel />\n      </bpmndi:BPMNShape>\n"
        );
        if at + 1 < steps {
            let _ = writeln!(
                flow,
                "    <bpmn:sequenceFlow id=\"Flow_{at}\" name=\"suite\" sourceRef=\"Activity_{at}\" targetRef=\"Activity_{}\" />",
                at + 1
            );
            let _ = write!(
                shapes,
                "      <bpmndi:BPMNEdge id=\"Flow_{at}_di\" bpmnElement=\"Flow_{at}\">\n        <di:waypoint x=\"{}\" y=\"{y}\" />\n        \
                 <di:waypoint x=\"{}\" y=\"{y}\" />\n      </bpmndi:BPMNEdge>\n",
                x + 100,
                x + 150
            );
        }
    }
    let lanes = (lanes.iter().enumerate()).fold(String::new(), |out, (at, refs)| {
        format!("{out}      <bpmn:lane id=\"Lane_{at}\" name=\"Service {at}\">\n{refs}      </bpmn:lane>\n")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" \
         xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" id=\"Definitions_1\" targetNamespace=\"http://bpmn.io/schema/bpmn\">\n  \
         <bpmn:collaboration id=\"Collaboration_1\">\n    <bpmn:participant id=\"Participant_1\" name=\"Mairie\" processRef=\"Process_1\" />\n  \
         </bpmn:collaboration>\n  <bpmn:process id=\"Process_1\" isExecutable=\"false\">\n    <bpmn:laneSet id=\"LaneSet_1\">\n{lanes}    \
         </bpmn:laneSet>\n{flow}  </bpmn:process>\n  <bpmndi:BPMNDiagram id=\"BPMNDiagram_1\">\n    \
         <bpmndi:BPMNPlane id=\"BPMNPlane_1\" bpmnElement=\"Collaboration_1\">\n{shapes}    </bpmndi:BPMNPlane>\n  \
         </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n"
    )
}
