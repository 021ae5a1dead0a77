//! Real BPMN files: a diagram is put into them without another byte changing, and what they say survives the language.

use crate::dump::dump;
use crate::{compared, recens, xml};
use model::bpmn::{self, When};
use model::diagnostic::Severity;
use model::dsl;
use model::process::{Model, Node, NodeKind};
use model::read::{Format, NoImports, read};
use std::collections::BTreeMap;

fn corpus() -> impl Iterator<Item = (String, Vec<u8>)> {
    let folder = tests::corpus();
    let found = folder.as_deref().map(tests::files).unwrap_or_default();
    let ending = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "bpmn" || ending == "xml");
    found.into_iter().filter(ending).map(move |path| {
        let name = folder.as_deref().map_or(path.as_path(), |folder| path.strip_prefix(folder).unwrap_or(&path));
        (name.to_string_lossy().into_owned(), std::fs::read(&path).expect("the corpus can be read"))
    })
}

/// Whether `new` is `old` with something else in the place of its diagrams, or something put into it where it has none.
fn only_diagrams_differ(old: &str, new: &str) -> bool {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(old, options) else { return true };
    let diagrams = document.root_element().children().filter(|child| child.tag_name().name() == "BPMNDiagram");
    let (mut pieces, mut at) = (Vec::new(), 0);
    for diagram in diagrams {
        pieces.push(&old[at..diagram.range().start]);
        at = diagram.range().end;
    }
    pieces.push(&old[at..]);
    if let [only] = pieces[..] {
        let (first, last) = (only.bytes().zip(new.bytes()), only.bytes().rev().zip(new.bytes().rev()));
        let same = |(one, other): &(u8, u8)| one == other;
        return first.take_while(same).count() + last.take_while(same).count() >= only.len() && new.len() > only.len();
    }
    let (first, last) = (pieces.remove(0), pieces.pop().unwrap_or_default());
    let Some(mut inside) = new.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    pieces.into_iter().all(|between| {
        let after = inside.split_once(between).map(|(_, after)| after);
        inside = after.unwrap_or_default();
        after.is_some()
    })
}

/// Events on the border of a step of another process, which the standard forbids: the lane that only the old drawing told
/// is another where the step stands elsewhere.
fn astray(model: &Model) -> Vec<&str> {
    let events = model.nodes.values().filter(|node| match &node.kind {
        NodeKind::Event(event) => {
            let host = event.host.as_ref().and_then(|host| host.to);
            host.is_some_and(|host| model.nodes[host].participant != node.participant)
        }
        _ => false,
    });
    events.map(|node| node.head.name.as_str()).collect()
}

#[test]
fn only_the_diagram_changes() {
    let (mut count, mut refused) = (0, 0);
    for (name, bytes) in corpus() {
        let reading = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        let text = reading.sources.iter().next().map(|(_, source)| source.text.clone()).unwrap_or_default();
        let drawn = render::view::bpmn::diagrams(&reading.model, &render::view::bpmn::Options::default());
        let Ok(written) = bpmn::insert(&bytes, &text, &reading.model, &drawn, When::Always) else {
            refused += 1;
            continue;
        };
        let Some(written) = written else { continue };
        count += 1;
        let again = read(&name, &written, Format::Bpmn, &mut NoImports);
        let new = again.sources.iter().next().map(|(_, source)| source.text.clone()).unwrap_or_default();
        assert!(only_diagrams_differ(&text, &new), "{name}:\n{new}");
        let astray = astray(&reading.model);
        let facts = |model: &Model| -> Vec<String> {
            let known = |line: &String| !astray.iter().any(|name| line.starts_with(&format!("node {name} ")));
            dump(model).into_iter().filter(known).collect()
        };
        assert_eq!(facts(&reading.model), facts(&again.model), "{name}");
        let errors = |found: &model::read::Reading| found.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        assert!(errors(&again) <= errors(&reading), "{name}: {:?}", again.diagnostics);
    }
    println!("{count} files given a diagram, {refused} refused");
}

/// A line without what the language decides by itself: the place of a note, and whose a store is.
fn relaxed(line: String) -> Option<String> {
    match line.split_once(' ')?.0 {
        "activity" => None,
        "note" => Some(line.rsplit_once(" in ")?.0.to_owned()),
        "store" => {
            let (start, rest) = line.split_once(" of ")?;
            Some(format!("{start} {}", rest.split_once(' ')?.1))
        }
        _ => Some(line),
    }
}

/// Whether a model in the language is the same, counted, with readable identifiers as with those of its file.
fn readable(model: &Model) -> Result<(), String> {
    let mut names = std::collections::HashMap::new();
    dsl::print::readable(model, &mut names);
    let said = |names: &std::collections::HashMap<String, String>| {
        let text = dsl::print::printed(model, names).text;
        let laid_out = dsl::format(&text, &dsl::FormatOptions::default());
        let back = recens(&text);
        let wrong: Vec<_> = back.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| found.rule).collect();
        let model = &back.model;
        let counts = [
            model.activities.len(),
            model.participants.len(),
            model.lanes.len(),
            model.nodes.len(),
            model.flows.len(),
            model.messages.len(),
            model.artifacts.len(),
            model.associations.len(),
        ];
        (laid_out.text == text, wrong, counts)
    };
    let (kept, changed) = (said(&std::collections::HashMap::new()), said(&names));
    if kept == changed { Ok(()) } else { Err(format!("{kept:?} became {changed:?}")) }
}

#[test]
fn what_they_say_survives_the_language() {
    let (mut exact, mut lossy) = (0, 0);
    let mut failures: Vec<String> = Vec::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (name, bytes) in corpus() {
        let reading = read(&name, &bytes, Format::Bpmn, &mut NoImports);
        if reading.diagnostics.iter().any(|found| found.severity == Severity::Error) {
            continue;
        }
        if let Err(failure) = readable(&reading.model) {
            failures.push(format!("{name}, with readable identifiers: {failure}"));
        }
        let printed = dsl::print::printed(&reading.model, &std::collections::HashMap::new());
        let laid_out = dsl::format(&printed.text, &dsl::FormatOptions::default());
        assert_eq!((laid_out.text.as_str(), laid_out.mistakes.len()), (printed.text.as_str(), 0), "{name}");
        let losses: Vec<_> = printed.losses.iter().filter(|loss| !loss.fr.starts_with("les positions")).collect();
        for loss in &losses {
            let reason = loss.fr.split(['«', '`', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).max_by_key(|part| part.len());
            *reasons.entry(reason.unwrap_or_default().to_owned()).or_default() += 1;
        }
        let renames = |node: &Node| matches!(&node.kind, NodeKind::Call(call) if call.called.as_ref().is_none_or(|called| called.value != node.head.name));
        if !losses.is_empty() || reading.model.nodes.values().any(renames) {
            lossy += 1;
            continue;
        }
        exact += 1;
        let back = recens(&printed.text);
        let found: Vec<_> =
            back.diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| &found.message.fr).collect();
        if !found.is_empty() {
            failures.push(format!("{name}: {found:?}"));
            continue;
        }
        // A process with a name becomes an activity of the register.
        let flow = |model: &Model| -> Vec<String> { dump(model).into_iter().filter_map(relaxed).collect() };
        let before = flow(&reading.model);
        if let Some(difference) = compared(&before, &flow(&back.model)) {
            failures.push(format!("{name}: {difference}"));
            continue;
        }
        let bpmn::Written { text: written, losses } = bpmn::written(&back.model, &[]);
        if !losses.is_empty() {
            lossy += 1;
            continue;
        }
        let again = xml(&written);
        let without_collapsed = |lines: Vec<String>| -> Vec<String> {
            lines.into_iter().map(|line| line.replace("collapsed true", "collapsed false")).collect()
        };
        let difference = compared(&without_collapsed(before), &without_collapsed(flow(&again.model)));
        if let Some(difference) = difference.filter(|_| !written.contains("recens:identifier=")) {
            failures.push(format!("{name} as BPMN again: {difference}"));
        }
    }
    assert!(failures.is_empty(), "{} files:\n{}", failures.len(), failures[..failures.len().min(12)].join("\n"));
    println!("{exact} files exact, {lossy} with losses: {reasons:#?}");
}
