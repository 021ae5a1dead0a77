//! Tasks, sub-processes and call activities with their markers.

use super::reader::Reader;
use super::space::Space;
use super::xml::Node as Xml;
use crate::process::*;
use crate::source::Spanned;

/// Reads a task.
pub(super) fn task(xml: Xml<'_>) -> Task {
    let kind = match xml.local() {
        "userTask" => TaskKind::User,
        "manualTask" => TaskKind::Manual,
        "serviceTask" => TaskKind::Service,
        "scriptTask" => TaskKind::Script,
        "sendTask" => TaskKind::Send,
        "receiveTask" => TaskKind::Receive,
        "businessRuleTask" => TaskKind::Rule,
        _ => TaskKind::Plain,
    };
    Task { kind, repeat: repeat(xml), compensation: for_compensation(xml) }
}

/// Reads a sub-process without its inside.
pub(super) fn sub_process(reader: &Reader<'_>, xml: Xml<'_>, name: &str) -> SubProcess {
    let kind = match xml.local() {
        "transaction" => SubProcessKind::Transaction,
        "adHocSubProcess" => SubProcessKind::AdHoc,
        _ if xml.flag("triggeredByEvent") == Some(true) => SubProcessKind::Event,
        _ => SubProcessKind::Embedded,
    };
    let inside = xml.children().filter_map(|child| child.value("id"));
    let collapsed = reader.drawn.is_collapsed(name, inside);
    SubProcess { kind, collapsed, repeat: repeat(xml), compensation: for_compensation(xml) }
}

/// Reads a call activity.
pub(super) fn call<'a>(reader: &Reader<'a>, xml: Xml<'a>) -> Call {
    let called = xml.attribute("calledElement").filter(|called| !called.value().trim().is_empty());
    let called = called.map(|called| Spanned::new(called.value().trim().to_owned(), called.span()));
    let global = called.as_ref().and_then(|called| reader.index.get(&called.value));
    Call {
        task: global.and_then(|global| match global.local() {
            "globalTask" => Some(TaskKind::Plain),
            "globalUserTask" => Some(TaskKind::User),
            "globalManualTask" => Some(TaskKind::Manual),
            "globalScriptTask" => Some(TaskKind::Script),
            "globalBusinessRuleTask" => Some(TaskKind::Rule),
            _ => None,
        }),
        called,
        repeat: repeat(xml),
        compensation: for_compensation(xml),
    }
}

fn repeat(xml: Xml<'_>) -> Option<Repeat> {
    if xml.child(Space::Bpmn, "standardLoopCharacteristics").is_some() {
        return Some(Repeat::Loop);
    }
    let instances = xml.child(Space::Bpmn, "multiInstanceLoopCharacteristics")?;
    Some(if instances.flag("isSequential") == Some(true) { Repeat::Sequential } else { Repeat::Parallel })
}

fn for_compensation(xml: Xml<'_>) -> bool {
    xml.flag("isForCompensation") == Some(true)
}
