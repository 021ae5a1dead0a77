//! Every file of a collection of real ones: no panic, the same verdict as roxmltree, the same number of everything.
//!
//! The collection is not part of the project: it is the folder `RECENS_CORPUS` names, else `shared/corpus` two folders
//! above the workspace. Without it there is nothing to do.

use crate::bpmn::xml::tests::well_formed;
use crate::diagnostic::Severity;
use crate::process::{ArtifactKind, Model, NodeKind};
use crate::read::{Format, NoImports, Reading, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

fn corpus() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folder = std::env::var_os("RECENS_CORPUS").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.file_name().and_then(|name| Format::of_name(name.to_str()?)).is_some() {
            out.push(path);
        }
    }
}

/// How many of each kind roxmltree finds, outside of extensions.
fn counted(text: &str) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(text, options) else { return counts };
    let in_extension =
        |node: &roxmltree::Node| node.ancestors().any(|at| matches!(at.tag_name().name(), "extensionElements" | "extension"));
    for node in document.descendants().filter(|node| node.tag_name().namespace() == Some(BPMN) && !in_extension(node)) {
        let kind = match node.tag_name().name() {
            name if name.ends_with("Event") && name != "event" => "event",
            name if name.ends_with("Gateway") => "gateway",
            "callActivity" => "call",
            "subProcess" | "transaction" | "adHocSubProcess" => "sub-process",
            "task" | "userTask" | "manualTask" | "serviceTask" | "scriptTask" | "sendTask" | "receiveTask" | "businessRuleTask" => "task",
            // Without an end a flow joins nothing: it is reported and left out.
            "sequenceFlow" | "messageFlow" if !["sourceRef", "targetRef"].iter().all(|end| node.has_attribute(*end)) => continue,
            "sequenceFlow" => "sequence flow",
            "messageFlow" => "message flow",
            "lane" => "lane",
            "participant" => "participant",
            "textAnnotation" => "annotation",
            "group" => "group",
            "dataStoreReference" => "placed store",
            _ => continue,
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// How many of each kind were read.
fn held(model: &Model) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let mut count = |kind| *counts.entry(kind).or_default() += 1;
    for node in model.nodes.values() {
        count(match node.kind {
            NodeKind::Event(_) => "event",
            NodeKind::Gateway(_) => "gateway",
            NodeKind::Call(_) => "call",
            NodeKind::SubProcess(_) => "sub-process",
            NodeKind::Task(_) => "task",
        });
    }
    model.flows.values().for_each(|_| count("sequence flow"));
    model.messages.values().for_each(|_| count("message flow"));
    model.lanes.values().for_each(|_| count("lane"));
    model.participants.values().filter(|pool| pool.drawn).for_each(|_| count("participant"));
    for artifact in model.artifacts.values() {
        match artifact.kind {
            ArtifactKind::Annotation => count("annotation"),
            ArtifactKind::Group => count("group"),
            ArtifactKind::Store(_) => count("placed store"),
            ArtifactKind::Document { .. } => {}
        }
    }
    counts
}

#[test]
#[allow(clippy::print_stderr)] // the table is what one runs it for, with --nocapture
fn real_files_are_read_whole() {
    let Some(folder) = corpus() else { return };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let (mut with_errors, mut reasons, mut other) = (0, BTreeMap::<&str, (usize, usize)>::new(), Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path).expect("a readable file");
        let name = path.strip_prefix(&folder).unwrap_or(path).display().to_string();
        let Reading { model, sources, diagnostics } = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        let text = sources.iter().next().map(|(_, source)| source.text.clone()).unwrap_or_default();
        let ill_formed = diagnostics.iter().any(|found| found.rule == "xml-syntax");
        let empty = text.trim().is_empty();
        assert_eq!(!ill_formed && !empty, well_formed(&text), "{name}");
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for found in diagnostics.iter().filter(|found| found.severity == Severity::Error) {
            *seen.entry(found.rule).or_default() += 1;
        }
        with_errors += usize::from(!seen.is_empty());
        for (rule, count) in seen {
            let reason = reasons.entry(rule).or_default();
            *reason = (reason.0 + 1, reason.1 + count);
        }
        if well_formed(&text) && counted(&text) != held(&model) {
            other.push(format!("{name}\n  in the file {:?}\n  in the model {:?}", counted(&text), held(&model)));
        }
    }
    eprintln!("{} files, {with_errors} with errors", paths.len());
    for (rule, (files, findings)) in reasons {
        eprintln!("  {rule}: {files} files, {findings} findings");
    }
    assert!(other.is_empty(), "{} files differ:\n{}", other.len(), other.join("\n"));
}
