//! Drawings: from an input that was read to the bytes of a picture.

pub mod placing;

use crate::complaint;
use crate::work::Work;
use anyhow::Result;
use indexmap::IndexMap;
use model::diagnostic::{Diagnostic, Lang};
use model::process::{Activity, Datum, Id, Model, Node};
use placing::Placing;
use render::pdf;
use render::png::{self, PngError};
use render::scene::Scene;
use render::svg;
use render::theme::Theme;
use render::view::bpmn::{self, Found, Highlight, Marks};
use render::view::overview::{self, Level, Overview};

/// Pixels of a PNG for each of the drawing's, unless `--scale` says otherwise: sharp on the screens of today.
pub const SCALE: f64 = 2.0;

/// What the user chose about a drawing.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The colours.
    pub theme: Theme,
    /// The language of its texts.
    pub lang: Lang,
    /// The marks shown.
    pub marks: Marks,
    /// A finding to bring out.
    pub highlight: Option<Highlight>,
    /// Only this activity of the register.
    pub activity: Option<Id<Activity>>,
    /// How it is laid out.
    pub placing: Placing,
}

/// What the user chose about a view beside the diagram.
#[derive(Clone, Copy, Debug, Default)]
pub struct Focus {
    /// How fine the flow of data is drawn.
    pub level: Option<Level>,
    /// The life of this datum only.
    pub data: Option<Id<Datum>>,
}

/// The formats of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable, with selectable text.
    Svg,
    /// Pixels.
    Png,
    /// A page, with selectable text.
    Pdf,
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: [Format; 3] = [Format::Svg, Format::Png, Format::Pdf];

    /// The word of `--format`, also the file ending.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
        }
    }

    /// The format of a word of `--format` or of a file ending.
    pub fn parse(word: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(word))
    }
}

/// The BPMN diagram of an input, with the references of its steps and what was found in them.
pub fn scene(work: &Work, findings: &[Diagnostic], choice: &Choice) -> Scene {
    bpmn::scene(&work.reading.model, &options(work, findings, choice))
}

/// What the BPMN diagram of an input shows, and how.
pub fn options(work: &Work, findings: &[Diagnostic], choice: &Choice) -> bpmn::Options {
    let mut options = bpmn::Options {
        theme: choice.theme,
        lang: choice.lang,
        marks: choice.marks,
        badges: badges(work),
        findings: found(&work.reading.model, findings),
        activity: choice.activity,
        highlight: choice.highlight.clone(),
        ..bpmn::Options::default()
    };
    choice.placing.apply(&mut options);
    options
}

/// A view beside the diagram.
pub fn overview(work: &Work, view: Overview, choice: &Choice, focus: Focus) -> Scene {
    let options = overview::Options {
        theme: choice.theme,
        lang: choice.lang,
        graph: &work.graph,
        references: &work.references,
        activity: choice.activity,
        level: focus.level,
        data: focus.data,
    };
    overview::scene(view, &work.reading.model, &options)
}

/// The PDF file of a drawing.
///
/// # Errors
/// Where the writer refuses it.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>> {
    pdf::pdf(scene).map_err(|error| complaint::of(error.text()))
}

/// The SVG file of a drawing.
pub fn svg(scene: &Scene) -> Vec<u8> {
    svg::svg(scene, &svg::Options::default()).into_bytes()
}

/// The PNG file of a drawing.
///
/// # Errors
/// Where it would be too large.
pub fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>> {
    png::png(scene, scale).map_err(|error| complaint::of(error.text()))
}

/// The PNG file of a drawing, smaller than asked where it would be too large.
///
/// # Errors
/// Where it is too large at every scale.
pub fn png_that_fits(scene: &Scene, scale: f64) -> Result<Vec<u8>> {
    match png::png(scene, scale) {
        Err(PngError::TooLarge { fits, .. }) if fits > 0.0 => png(scene, fits),
        outcome => outcome.map_err(|error| complaint::of(error.text())),
    }
}

/// The census references of each step.
pub fn badges(work: &Work) -> IndexMap<Id<Node>, Vec<String>> {
    let mut badges: IndexMap<Id<Node>, Vec<String>> = IndexMap::new();
    for id in &work.references.rows {
        let node = work.reading.model.operations[*id].node;
        badges.entry(node).or_default().push(work.references.of(*id).to_owned());
    }
    badges
}

/// What was found in each step: how much, and the worst of it.
fn found(model: &Model, findings: &[Diagnostic]) -> IndexMap<Id<Node>, Found> {
    let mut found: IndexMap<Id<Node>, Found> = IndexMap::new();
    for finding in findings {
        let Some(node) = step_of(model, finding) else { continue };
        let entry = found.entry(node).or_insert(Found { severity: finding.severity, count: 0 });
        entry.count += 1;
        entry.severity = entry.severity.max(finding.severity);
    }
    found
}

/// The step a finding is about: one of its name, and where several have it the one that it stands in.
pub fn step_of(model: &Model, finding: &Diagnostic) -> Option<Id<Node>> {
    let named = model.nodes.named(finding.element.as_deref()?);
    let holds = |id: &Id<Node>| {
        let whole = model.nodes[*id].head.whole;
        whole.file == finding.span.file && whole.start <= finding.span.start && finding.span.end <= whole.end
    };
    named.iter().copied().find(|id| holds(id)).or_else(|| (named.len() == 1).then(|| named[0]))
}
