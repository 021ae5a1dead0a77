//! The process as a BPMN diagram: in the file's own places where it has a diagram, else laid out.

mod access;
mod auto;
mod content;
mod face;
mod field;
mod foot;
mod given;
mod highlight;
mod interchange;
mod join;
mod missing;
mod paint;
mod plan;
mod relabel;
mod stacked;
mod words;

pub use interchange::diagrams;

use crate::layout::Direction;
use crate::scene::Scene;
use crate::theme::Theme;
use indexmap::IndexMap;
use model::diagnostic::{Lang, Severity};
use model::process::{Activity, Diagram, Id, Model, Node};

/// What is drawn and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Colours.
    pub theme: Theme,
    /// Language of title, description and pointers' texts.
    pub lang: Lang,
    /// Which marks are shown.
    pub marks: Marks,
    /// Census references of steps.
    pub badges: IndexMap<Id<Node>, Vec<String>>,
    /// Findings of steps.
    pub findings: IndexMap<Id<Node>, Found>,
    /// Which way the flow runs where it is laid out.
    pub direction: Direction,
    /// Width in pixels at which a laid out process is wrapped onto further rows.
    pub wrap: Option<f64>,
    /// Where places come from.
    pub layout: Placing,
    /// Name or element of the diagram of the file, or identifier of a collapsed sub-process, to draw; the
    /// fullest diagram where none is said.
    pub plane: Option<String>,
    /// Whether stores that steps use but that are not drawn in the source are shown.
    pub stores: Stores,
    /// A finding to bring out.
    pub highlight: Option<Highlight>,
    /// Draws one activity of the register only.
    pub activity: Option<Id<Activity>>,
}

/// Which marks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Census references.
    pub ops: bool,
    /// Findings.
    pub findings: bool,
}

impl Default for Marks {
    fn default() -> Self {
        Self { ops: true, findings: true }
    }
}

/// The findings of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The worst.
    pub severity: Severity,
    /// How many.
    pub count: usize,
}

/// A finding brought out on the diagram.
#[derive(Clone, Debug, Default)]
pub struct Highlight {
    /// The steps of the path that shows it, in order; empty where no path decides.
    pub path: Vec<Id<Node>>,
    /// The step where it goes wrong.
    pub aim: Option<Id<Node>>,
    /// What a pointer resting on the path tells.
    pub title: String,
}

/// Where places come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Placing {
    /// From the file's diagram where it shows at least half of the steps, else laid out.
    #[default]
    Auto,
    /// From the file's diagram where it shows any step.
    Given,
    /// Always laid out.
    Always,
}

/// Whether stores that steps use but that are not drawn in the source are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stores {
    /// Shown unless they are so many that they would hide the flow.
    #[default]
    Auto,
    /// All shown.
    All,
    /// None shown.
    None,
}

/// Room around a drawing, in pixels.
const MARGIN: f64 = 24.0;

/// The diagram of `model`.
pub fn scene(model: &Model, options: &Options) -> Scene {
    let mut scene = in_place(model, options).scene;
    scene.fit(MARGIN);
    scene
}

/// A diagram in the coordinates of its places, before it is moved to the corner of its page.
#[derive(Clone, Debug)]
pub struct InPlace {
    /// The diagram; its size is not known yet.
    pub scene: Scene,
    /// Whether the places, and so the coordinates, are those of the file's diagram.
    pub given: bool,
}

/// The diagram of `model` where its places are, to be compared with how others draw the same file.
pub fn in_place(model: &Model, options: &Options) -> InPlace {
    let given = diagram(model, options).and_then(|diagram| given::plan(model, options, diagram));
    let is_given = given.is_some();
    let plan = given.unwrap_or_else(|| auto::plan(model, options, &content::Content::new(model, options)));
    InPlace { scene: paint::scene(model, options, &plan), given: is_given }
}

/// The sized graph of what would be laid out anew, for the tests of the layout.
#[cfg(test)]
pub(crate) fn graph(model: &Model, options: &Options) -> crate::layout::Graph {
    auto::draft(model, options, &content::Content::new(model, options)).graph
}

/// Names of what `plane` can choose from: the file's diagrams, then the collapsed sub-processes.
pub fn planes(model: &Model) -> Vec<&str> {
    let diagrams =
        model.diagrams.iter().map(|diagram| if diagram.name.trim().is_empty() { diagram.element.as_str() } else { diagram.name.as_str() });
    let inside = model.nodes.iter().filter(|(_, node)| content::collapsed(node)).map(|(_, node)| node.head.name.as_str());
    let mut names: Vec<&str> = diagrams.collect();
    for name in inside {
        if !names.contains(&name) && !model.diagrams.iter().any(|diagram| diagram.element == name) {
            names.push(name);
        }
    }
    names
}

/// Whether a diagram shows only the inside of a sub-process.
fn inside(model: &Model, diagram: &Diagram) -> bool {
    !model.nodes.named(&diagram.element).is_empty()
}

fn diagram<'a>(model: &'a Model, options: &Options) -> Option<&'a Diagram> {
    if options.layout == Placing::Always {
        return None;
    }
    match &options.plane {
        Some(wanted) => model.diagrams.iter().find(|diagram| diagram.element == *wanted || diagram.name == *wanted),
        // The fullest one, but the first of equals: some files have a diagram for each process and one for all.
        None => model.diagrams.iter().rev().filter(|diagram| !inside(model, diagram)).max_by_key(|diagram| diagram.shapes.len()),
    }
}
