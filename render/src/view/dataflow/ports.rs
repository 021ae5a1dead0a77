//! The labels of arrows, and the faces of boxes: how much room each needs.

use super::chart::{Chart, Flow, Part, Thing};
use crate::geometry::Size;
use crate::shape::{label, sensitive};
use crate::text::{Block, Weight, block};
use crate::theme::Token;
use crate::view::kit;
use crate::view::overview::Context;
use model::flow::movements::Motion;

/// Width of the text of labels, in pixels.
pub const TEXT: f64 = 176.0;

/// Width of boxes: processes, and everything else.
pub const PROCESS: f64 = 196.0;
pub const OTHER: f64 = 150.0;

/// Room around the text of boxes, in pixels.
const PAD: f64 = 10.0;

/// The label of an arrow.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// Its blocks from the top, each with its colour.
    pub blocks: Vec<(Block, Token)>,
    /// Whether it bears the mark of sensitive data, before its first block.
    pub sensitive: bool,
    pub size: Size,
}

/// The face of a box: its blocks from the top.
#[derive(Clone, Debug, Default)]
pub struct Face {
    pub blocks: Vec<(Block, Token)>,
    pub size: Size,
}

/// Everything that is measured before anything is placed.
pub struct Measured {
    pub labels: Vec<Label>,
    pub faces: Vec<Face>,
}

/// Measures labels and faces.
pub fn measure(context: &Context<'_>, chart: &Chart) -> Measured {
    Measured {
        labels: chart.flows.iter().map(|flow| label(context, flow)).collect(),
        faces: chart.boxes.iter().map(|part| face(context, part)).collect(),
    }
}

fn label(context: &Context<'_>, flow: &Flow) -> Label {
    let model = context.model;
    let room = if flow.sensitive { TEXT - sensitive::SIZE - 6.0 } else { TEXT };
    let mut blocks = Vec::new();
    if let Some(transfer) = &flow.transfer {
        let text = format!("{}{}{transfer}", context.say("Transfert", "Transfer"), kit::colon(context.options.lang));
        blocks.push((block(&text, room, 11.0, Weight::Bold), Token::Ink));
    }
    if flow.motion == Motion::Erases {
        blocks.push((block(context.say("✗ effacement", "✗ erasure"), room, 11.0, Weight::Bold), Token::Ink));
    }
    // In the life of one datum its name need not be said on every arrow.
    if context.options.data.is_none() {
        let names: Vec<&str> = flow.data.iter().map(|datum| model.data[*datum].head.title()).collect();
        blocks.push((kit::summary(&names, room, 2, label::SMALL), Token::Ink));
    }
    let mut told: Vec<String> = flow.purposes.iter().map(|purpose| model.purposes[*purpose].head.title().to_owned()).collect();
    if let Some(first) = told.first_mut() {
        *first = format!("{} {first}", context.say("pour", "for"));
    }
    if flow.purposeless {
        told.push(context.say("finalité non dite", "purpose not stated").to_owned());
    }
    if !told.is_empty() {
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        blocks.push((kit::summary(&told, room, 2, 10.5), Token::Muted));
    }
    if !flow.via.is_empty() {
        let names: Vec<&str> = flow.via.iter().map(|via| model.channels[*via].head.title()).collect();
        let first = format!("via {}", names[0]);
        let told: Vec<&str> = std::iter::once(first.as_str()).chain(names[1..].iter().copied()).collect();
        blocks.push((kit::summary(&told, room, 2, 10.5), Token::Muted));
    }
    let height: f64 = blocks.iter().map(|(block, _)| block.extent.height).sum();
    Label {
        blocks,
        sensitive: flow.sensitive,
        size: Size::new(TEXT, height.max(if flow.sensitive { sensitive::SIZE } else { 0.0 }).ceil()),
    }
}

fn face(context: &Context<'_>, part: &Part) -> Face {
    let width = if part.is_process() { PROCESS } else { OTHER };
    let room = width - 2.0 * PAD;
    let mut blocks = vec![(block(&part.name, room, label::STEP, Weight::Bold), Token::Ink)];
    let mut kind = part.kind.clone();
    if let Some(country) = &part.abroad
        && !kind.contains(country.as_str())
    {
        kind = if kind.is_empty() { country.clone() } else { format!("{kind}, {country}") };
    }
    if !kind.is_empty() {
        blocks.push((block(&kind, room, 10.5, Weight::Regular), Token::Muted));
    }
    const MOST: usize = 9;
    let shown = if part.lines.len() > MOST + 1 { MOST } else { part.lines.len() };
    for line in &part.lines[..shown] {
        blocks.push((block(line, room, 10.5, Weight::Regular), Token::Ink));
    }
    if shown < part.lines.len() {
        let text = format!("+{} {}", part.lines.len() - shown, context.say("étapes", "steps"));
        blocks.push((block(&text, room, 10.5, Weight::Regular), Token::Muted));
    }
    let text: f64 = blocks.iter().map(|(block, _)| block.extent.height).sum();
    // A cylinder's rim, a sheet's fold and a person's sign need room above the text.
    let above = match part.thing {
        Thing::Store(_) => 26.0,
        Thing::Document(_) => 14.0,
        _ => 0.0,
    };
    Face { blocks, size: Size::new(width, (text + above + 2.0 * PAD).max(48.0).ceil()) }
}
