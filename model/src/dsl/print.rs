//! Writes a model as a text of the language that reads back to the same model, laid out as the formatter would leave it.

mod activity;
mod arrow;
mod declaration;
mod flow;
mod names;
mod readable;
mod step;
mod value;

use super::keywords::Keyword as K;
use crate::diagnostic::{Lang, Text};
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::text;
use names::Names;
pub use readable::readable;
use std::collections::{HashMap, HashSet};

/// A text and what it does not hold of the model.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// What could not be carried, in one sentence each.
    pub losses: Vec<Text>,
}

/// The text of `model`, with keywords in its language.
pub fn print(model: &Model) -> String {
    printed(model, &HashMap::new()).text
}

/// [`print`](fn@print), with what it could not carry. `originals` gives elements of the flow the identifiers that they had
/// before another format changed them.
pub fn printed(model: &Model, originals: &HashMap<String, String>) -> Printed {
    let mut printer = Printer::new(model, originals);
    printer.file();
    Printed { text: printer.out, losses: printer.losses }
}

/// The state of printing.
struct Printer<'m> {
    model: &'m Model,
    lang: Lang,
    out: String,
    depth: usize,
    /// An empty line is due before the next line.
    gap: bool,
    /// Nothing was written since the block was opened.
    fresh: bool,
    names: Names,
    inside: Inside,
    losses: Vec<Text>,
}

/// What stands where, each list in the order of writing.
#[derive(Default)]
struct Inside {
    nodes: HashMap<Container, Vec<Id<Node>>>,
    artifacts: HashMap<Container, Vec<Id<Artifact>>>,
    lanes: HashMap<Container, Vec<Id<Lane>>>,
    /// What each note is about.
    notes: HashMap<Id<Artifact>, Vec<Id<Association>>>,
    /// Associations that the operations of their step say already.
    implied: HashSet<Id<Association>>,
    /// Artifacts that only such associations lead to.
    hidden: HashSet<Id<Artifact>>,
}

/// A block of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Container {
    SubProcess(Id<Node>),
    Lane(Id<Lane>),
    Pool(Id<Participant>),
    Activity(Id<Activity>),
}

impl<'m> Printer<'m> {
    fn new(model: &'m Model, originals: &HashMap<String, String>) -> Self {
        let mut losses = Vec::new();
        let names = Names::new(model, originals, &mut losses);
        let mut printer = Self {
            model,
            lang: model.lang,
            out: String::new(),
            depth: 0,
            gap: false,
            fresh: true,
            names,
            inside: Inside::default(),
            losses,
        };
        printer.inside = printer.inside();
        printer
    }

    /// Where a step or artifact is written.
    fn container(
        &self,
        parent: Option<Id<Node>>,
        lane: Option<Id<Lane>>,
        participant: Option<Id<Participant>>,
        activity: Option<Id<Activity>>,
    ) -> Container {
        let first = Id::from_index(0);
        match (parent, lane, participant) {
            (Some(parent), ..) => Container::SubProcess(parent),
            (None, Some(lane), _) => Container::Lane(lane),
            (None, None, Some(pool)) if self.model.participants[pool].drawn => Container::Pool(pool),
            (None, None, Some(pool)) => Container::Activity(self.model.participants[pool].activity.or(activity).unwrap_or(first)),
            (None, None, None) => Container::Activity(activity.unwrap_or(first)),
        }
    }

    fn inside(&self) -> Inside {
        let model = self.model;
        let mut inside = Inside::default();
        for (id, lane) in model.lanes.iter() {
            let activity = lane.participant.and_then(|pool| model.participants[pool].activity);
            inside.lanes.entry(self.container(None, lane.parent, lane.participant, activity)).or_default().push(id);
        }
        for (id, node) in model.nodes.iter() {
            inside.nodes.entry(self.container(node.parent, node.lane, node.participant, node.activity)).or_default().push(id);
        }
        for (id, artifact) in model.artifacts.iter() {
            let at = self.container(artifact.parent, artifact.lane, artifact.participant, artifact.activity);
            inside.artifacts.entry(at).or_default().push(id);
        }
        let mut kept = HashSet::new();
        for (id, association) in model.associations.iter() {
            if is_implied(model, association) {
                inside.implied.insert(id);
                continue;
            }
            for end in [association.from.to, association.to.to] {
                if let Some(AssociationEnd::Artifact(artifact)) = end {
                    kept.insert(artifact);
                    if matches!(model.artifacts[artifact].kind, ArtifactKind::Annotation) {
                        inside.notes.entry(artifact).or_default().push(id);
                    }
                }
            }
        }
        let drawn_by_us = |(id, artifact): &(Id<Artifact>, &Artifact)| {
            matches!(artifact.kind, ArtifactKind::Store(_)) && artifact.head.name.starts_with(IMPLIED) && !kept.contains(id)
        };
        inside.hidden = model.artifacts.iter().filter(drawn_by_us).map(|(id, _)| id).collect();
        inside
    }

    /// Writes a line.
    fn line(&mut self, text: &str) {
        if std::mem::take(&mut self.gap) && !self.fresh {
            self.out.push('\n');
        }
        self.fresh = false;
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// An empty line, unless the block has just begun or ends.
    fn gap(&mut self) {
        self.gap = true;
    }

    /// Opens the block of a statement.
    fn open(&mut self, statement: &str) {
        self.line(&format!("{statement} {{"));
        self.depth += 1;
        self.fresh = true;
        self.gap = false;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.gap = false;
        self.line("}");
        self.fresh = false;
    }

    /// A statement whose block is written only where it holds something.
    fn with_block(&mut self, statement: &str, inside: impl FnOnce(&mut Self)) {
        let (start, gap, fresh) = (self.out.len(), self.gap, self.fresh);
        self.open(statement);
        let opened = self.out.len();
        inside(self);
        if self.out.len() == opened {
            self.out.truncate(start);
            self.depth -= 1;
            (self.gap, self.fresh) = (gap, fresh);
            self.line(statement);
            return;
        }
        self.close();
    }

    /// The word of a keyword.
    fn word(&self, keyword: K) -> &'static str {
        keyword.word(self.lang)
    }

    /// The word of a closed list.
    fn listed<W: Words>(&self, value: W) -> &'static str {
        value.word(self.lang)
    }

    /// The exceptions of a thing, a line each.
    fn allowances(&mut self, head: &Head) {
        for allowance in &head.allowances {
            let reason = allowance.reason.as_ref().map(|reason| format!(" {}", value::quoted(&reason.value))).unwrap_or_default();
            let line = format!("{} {}{reason}", self.word(K::Allows), value::bare(&allowance.rule.value));
            self.line(&line);
        }
    }

    /// Says that something is not carried.
    fn lose(&mut self, loss: Text) {
        // Beyond so many nobody looks for repetitions.
        if self.losses.len() > 1000 || !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
    }
}

/// What the language has no word for.
fn wordless(what_fr: &str, what_en: &str, title: &str) -> Text {
    text!("« {title} » : le langage ne dit pas {what_fr}", "“{title}”: the language does not say {what_en}")
}
