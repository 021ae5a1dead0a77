//! Definitions, collaborations, pools and processes: which activity of the register each belongs to.

use super::reader::{Place, Reader, label};
use super::space::Space;
use super::xml::Node as Xml;
use super::{container, flow, store, treatment};
use crate::process::*;
use std::collections::HashMap;

/// Reads everything below `definitions`.
///
/// A collaboration with its processes, or a process outside any, is one activity.
pub(super) fn definitions<'a>(reader: &mut Reader<'a>, root: Xml<'a>) {
    let mut structure = Structure::default();
    let collaborations: Vec<Xml<'a>> = root.children_named(Space::Bpmn, "collaboration").collect();
    for pool in collaborations.iter().flat_map(|at| at.children_named(Space::Bpmn, "participant")) {
        if let Some(process) = process_of(reader, pool) {
            structure.referred.insert(process.place(), pool.place());
        }
    }
    for child in root.children() {
        if child.is(Space::Bpmn, "collaboration") {
            structure.collaboration(reader, child);
        } else if child.is(Space::Bpmn, "process") && !structure.referred.contains_key(&child.place()) {
            structure.process_alone(reader, child);
        } else if child.is(Space::Bpmn, "dataStore") {
            store::of_definitions(reader, child);
        }
    }
    for process in root.children_named(Space::Bpmn, "process") {
        let Some(participant) = structure.pools.get(&process.place()).copied() else { continue };
        let activity = reader.model.participants[participant].activity;
        reader.lanes.clear();
        container::contents(reader, process, Place { activity, participant: Some(participant), ..Place::default() });
    }
    for child in collaborations {
        let place = Place { activity: structure.activities.get(&child.place()).copied(), ..Place::default() };
        for inside in child.children() {
            if inside.is(Space::Bpmn, "messageFlow") {
                flow::message(reader, inside, place);
            } else {
                container::attached(reader, inside, place);
            }
        }
    }
}

#[derive(Default)]
struct Structure {
    /// The participant that each process was last referred to by, both by their places.
    referred: HashMap<u32, u32>,
    /// The pool whose inside each process is.
    pools: HashMap<u32, Id<Participant>>,
    /// The activity of each collaboration.
    activities: HashMap<u32, Id<Activity>>,
}

impl Structure {
    fn collaboration<'a>(&mut self, reader: &mut Reader<'a>, xml: Xml<'a>) {
        let pools: Vec<Xml<'a>> = xml.children_named(Space::Bpmn, "participant").collect();
        let processes: Vec<Xml<'a>> = pools.iter().filter_map(|pool| process_of(reader, *pool)).collect();
        let activity = activity(reader, xml, &processes);
        self.activities.insert(xml.place(), activity);
        for pool in pools {
            let process = process_of(reader, pool);
            let mut head = reader.head(pool, Some(activity));
            if let Some(process) = process {
                head.allowances.extend(super::extension::allowances(reader, process));
                if head.label.is_empty() {
                    head.label = label(process);
                }
            }
            let participant = Participant {
                activity: Some(activity),
                open: process.is_some_and(has_inside),
                drawn: true,
                multiple: pool.child(Space::Bpmn, "participantMultiplicity").is_some_and(is_multiple),
                process: process.map(|process| reader.index.id(process)),
                head,
                ..Participant::default()
            };
            let id = reader.model.participants.push(participant.head.name.clone(), participant);
            // A process that two pools show is read once, into the first.
            if let Some(process) = process {
                self.pools.entry(process.place()).or_insert(id);
            }
        }
    }

    fn process_alone<'a>(&mut self, reader: &mut Reader<'a>, xml: Xml<'a>) {
        let activity = activity(reader, xml, &[]);
        let head = Head { allowances: Vec::new(), ..reader.head(xml, Some(activity)) };
        let process = Some(head.name.clone());
        let participant = Participant { activity: Some(activity), open: true, drawn: false, process, head, ..Participant::default() };
        let id = reader.model.participants.push(participant.head.name.clone(), participant);
        self.pools.insert(xml.place(), id);
    }
}

/// The activity of a collaboration or lone process, with what its `recens:treatment` says, or else those of its processes.
fn activity<'a>(reader: &mut Reader<'a>, xml: Xml<'a>, processes: &[Xml<'a>]) -> Id<Activity> {
    let mut head = reader.head(xml, None);
    let treatments: Vec<Xml<'a>> = std::iter::once(&xml).chain(processes).flat_map(|at| treatment::of(*at)).collect();
    // Few tools name the collaboration itself.
    if let ([process], true) = (processes, head.label.is_empty()) {
        head.label = label(*process);
    }
    if head.label.is_empty() {
        head.label = xml.parent().map(label).unwrap_or_default();
    }
    if let Some(first) = treatments.first() {
        treatment::rename(*first, &mut head);
    }
    let declared = treatments.iter().any(|treatment| treatment.attributes().next().is_some());
    let id = reader.model.activities.push(head.name.clone(), Activity { head, declared, ..Activity::default() });
    for treatment in treatments {
        treatment::read(reader, treatment, id);
    }
    id
}

fn process_of<'a>(reader: &Reader<'a>, pool: Xml<'a>) -> Option<Xml<'a>> {
    reader.index.get_named(&pool.value("processRef")?, "process")
}

/// An empty process is how some tools write a black box.
fn has_inside(process: Xml<'_>) -> bool {
    let outside = ["documentation", "extensionElements", "auditing", "monitoring", "property"];
    process.children().any(|child| child.of(Space::Bpmn) && !outside.contains(&child.local()))
}

/// A multiplicity of at most one is none.
fn is_multiple(xml: Xml<'_>) -> bool {
    xml.value("maximum").is_none_or(|maximum| maximum.parse::<u32>().is_ok_and(|maximum| maximum > 1))
}
