//! What a node looks like and how large it must be: the shape for its kind, its texts, its badges.

use super::{Options, foot};
use crate::geometry::{Rect, Size};
use crate::shape::badge::Rows;
use crate::shape::marker::{self, Marker};
use crate::shape::task::{self, Activity, Border};
use crate::shape::{data, event, frame, gateway, icon, label, note, store};
use crate::text::{Block, Weight, block};
use model::process::{
    Artifact, ArtifactKind, Event, EventPosition, Gateway, Id, MessageFlow, Model, Node, NodeKind, SequenceFlow, SubProcess, SubProcessKind,
};

/// The shape of a node.
#[derive(Clone, Debug)]
pub enum Face<'a> {
    /// A circle.
    Event(&'a Event),
    /// A diamond.
    Gateway(Gateway),
    /// A box with text inside.
    Activity(Activity),
    /// A frame around other nodes.
    Frame(Border, Vec<Marker>),
}

/// Width at which labels beside events, gateways and data are wrapped, in pixels.
pub const ASIDE: f64 = 110.0;

/// Width at which labels of arrows are wrapped, in pixels.
const ARROW: f64 = 120.0;

/// The least size of a laid out activity: a little wider than the usual one, since French words are long.
const LEAST: Size = Size { width: 120.0, height: 80.0 };

/// Room left and right of a row of badges, in pixels.
pub const BADGE_INSET: f64 = 6.0;

/// The shape of a node.
pub fn face(model: &Model, id: Id<Node>, expanded: bool) -> Face<'_> {
    match &model.nodes[id].kind {
        NodeKind::Event(event) => Face::Event(event),
        NodeKind::Gateway(kind) => Face::Gateway(*kind),
        NodeKind::Task(task) => Face::Activity(Activity {
            sign: icon::task(task.kind),
            markers: marker::of(task.repeat, task.compensation, false, false),
            ..Activity::default()
        }),
        NodeKind::Call(call) if expanded => Face::Frame(Border::Thick, marker::of(call.repeat, call.compensation, false, false)),
        // What calls a global task looks like that task; a process has an inside that is not shown here.
        NodeKind::Call(call) => Face::Activity(Activity {
            border: Border::Thick,
            sign: call.task.and_then(icon::task),
            markers: marker::of(call.repeat, call.compensation, call.task.is_none(), false),
            ..Activity::default()
        }),
        NodeKind::SubProcess(sub) if expanded => Face::Frame(border(sub), markers(sub, false)),
        NodeKind::SubProcess(sub) => Face::Activity(Activity {
            border: border(sub),
            start: (sub.kind == SubProcessKind::Event).then(|| start(model, id)).flatten(),
            markers: markers(sub, true),
            ..Activity::default()
        }),
    }
}

/// The one start of a sub-process that an event starts.
fn start(model: &Model, sub: Id<Node>) -> Option<Event> {
    let inside = model.nodes.values().filter(|node| node.parent == Some(sub));
    let mut starts = inside.filter_map(|node| match &node.kind {
        NodeKind::Event(event) if event.position == EventPosition::Start => Some(event),
        _ => None,
    });
    starts.next().filter(|_| starts.next().is_none()).cloned()
}

fn border(sub: &SubProcess) -> Border {
    match sub.kind {
        SubProcessKind::Embedded | SubProcessKind::AdHoc => Border::Plain,
        SubProcessKind::Event => Border::Dotted,
        SubProcessKind::Transaction => Border::Double,
    }
}

fn markers(sub: &SubProcess, collapsed: bool) -> Vec<Marker> {
    marker::of(sub.repeat, sub.compensation, collapsed, sub.kind == SubProcessKind::AdHoc)
}

/// The text of a node: its label, or for an event without label what it waits for.
pub fn text(node: &Node) -> &str {
    let label = node.head.label.trim();
    match &node.kind {
        NodeKind::Event(event) if label.is_empty() => event.detail.as_ref().map_or("", |detail| detail.value.trim()),
        _ => label,
    }
}

/// The text outside a node; empty where its text is inside.
pub fn outside(node: &Node) -> &str {
    if matches!(node.kind, NodeKind::Event(_) | NodeKind::Gateway(_)) { text(node) } else { "" }
}

/// A label beside an event, gateway or data symbol.
pub fn aside(text: &str, width: f64) -> Block {
    block(text, width, label::SMALL, Weight::Regular)
}

/// Our letters are wider than those that files were drawn with.
const WIDER: f64 = 1.12;

/// A label in the room the file gives it, in about as many lines as there; wider where a word would be broken.
pub fn given(text: &str, room: Rect) -> Block {
    let fitting = aside(text, room.width);
    if !fitting.broken && fitting.extent.height <= room.height + 1.0 {
        return fitting;
    }
    let mut width = (room.width * WIDER).max(30.0);
    for _ in 0..6 {
        let block = aside(text, width);
        if !block.broken {
            return block;
        }
        width *= 1.2;
    }
    aside(text, width)
}

/// A label of a symbol or arrow to which the file gives no room: as wide as modelers make it.
pub fn usual(text: &str) -> Block {
    given(text, Rect::new(0.0, 0.0, 90.0, 0.0))
}

/// A label of an arrow.
pub fn arrow(text: &str) -> Block {
    block(text, ARROW, label::SMALL, Weight::Regular)
}

/// The text on a sequence flow.
pub fn flow_text(flow: &SequenceFlow) -> &str {
    flow.head.label.trim()
}

/// The text on a message flow: its label, or the data it carries.
pub fn message_text(model: &Model, message: &MessageFlow) -> String {
    let label = message.head.label.trim();
    if !label.is_empty() {
        return label.to_owned();
    }
    let carried = message.carries.iter().filter_map(|datum| datum.to).map(|datum| model.data[datum].head.title());
    carried.collect::<Vec<_>>().join(", ")
}

/// The text of an artifact: its label, and a data object's state between brackets.
pub fn artifact_text(model: &Model, artifact: &Artifact) -> String {
    let label = artifact.head.label.trim();
    match &artifact.kind {
        ArtifactKind::Document { state: Some(state), .. } if !state.trim().is_empty() => {
            format!("{label}\n[{}]", state.trim()).trim().to_owned()
        }
        ArtifactKind::Store(store) if label.is_empty() => {
            store.to.map_or(String::new(), |store| model.stores[store].head.title().to_owned())
        }
        _ => label.to_owned(),
    }
}

/// The references shown on a node.
pub fn references(options: &Options, node: Id<Node>) -> &[String] {
    if options.marks.ops { options.badges.get(&node).map_or(&[], Vec::as_slice) } else { &[] }
}

/// The badges of a box of a width.
pub fn rows(options: &Options, node: Id<Node>, width: f64) -> Rows {
    Rows::new(references(options, node), (width - 2.0 * BADGE_INSET).max(40.0))
}

/// The size a node needs, with so many events on its border.
pub fn size(options: &Options, model: &Model, id: Id<Node>, expanded: bool, hosted: usize) -> Size {
    let node = &model.nodes[id];
    match face(model, id, expanded) {
        Face::Event(_) => Size::new(event::SIZE, event::SIZE),
        Face::Gateway(_) => Size::new(gateway::SIZE, gateway::SIZE),
        Face::Activity(mut activity) => {
            let mut size = LEAST;
            // Badges depend on the width, and the width on the height they take: twice settles it.
            for _ in 0..2 {
                let rows = rows(options, id, size.width);
                activity.below = foot::wanted(&activity, &rows, hosted, size.width);
                size = activity.size(text(node), LEAST);
            }
            size
        }
        Face::Frame(_, markers) => {
            let title = frame::title(text(node), 260.0);
            let below = if markers.is_empty() { 0.0 } else { marker::ROW };
            Size::new(
                (title.extent.width + 2.0 * frame::PAD).max(task::LEAST.width),
                (title.extent.height + 40.0 + below).max(task::LEAST.height),
            )
        }
    }
}

/// The size an artifact needs.
pub fn artifact_size(artifact: &Artifact) -> Size {
    match &artifact.kind {
        ArtifactKind::Document { .. } => data::SIZE,
        ArtifactKind::Store(_) => store::SIZE,
        ArtifactKind::Annotation => note::size(&artifact.head.label),
        ArtifactKind::Group => Size::new(200.0, 120.0),
    }
}
