//! From a sized graph to a placed one: where each node, edge, label, lane and pool goes.
//!
//! The one entry is [`layout`]. It knows neither the model nor SVG nor a theme: sizes come in, positions go out.

//!
//! Phases, in the order they run: [`clean`] bounds the input; [`transpose`] turns top-to-bottom into left-to-right;
//! [`compound`] lays out the content of sub-processes first and hangs boundary events, data and notes on their steps
//! ([`attach`], and where several could hold them [`settle`] chooses); each level is then a [`flat`] problem: [`cycles`], [`plumb`], [`layers`], [`proper`], [`order`], [`align`],
//! [`rows`], [`ports`], [`channels`], [`columns`], [`stagger`]; [`pack`] and [`wrap`] arrange parts; [`stack`] orders the pools and [`pools`] draws the bands;
//! [`secondary`] leads messages, associations and whatever is left through the free space ([`docks`], [`router`]);
//! where a width is wished, [`apart`] takes pools without connection apart and [`bands`] cuts what has lanes or pools at
//! the places [`cuts`] chooses; [`labels`] finds places for the labels of edges.

mod align;
mod apart;
mod attach;
mod bands;
mod channels;
mod clean;
mod columns;
mod compound;
mod cuts;
mod cycles;
mod docks;
mod flat;
mod labels;
mod layers;
mod marks;
mod order;
mod pack;
mod plumb;
mod pools;
mod ports;
mod proper;
mod router;
mod rows;
mod secondary;
mod settle;
mod stack;
mod stagger;
#[cfg(test)]
mod tests;
mod transpose;
mod wrap;

use crate::geometry::{Point, Rect, Size};

/// Places everything in `graph`. Never fails: references that lead nowhere are dropped, odd sizes are bounded,
/// and an edge whose ends cannot be found gets a path of two equal points.
///
/// The same graph gives the same answer on every machine. Time grows near n log n in nodes and edges.
pub fn layout(graph: &Graph) -> Placed {
    let graph = clean::clean(graph);
    match graph.direction {
        Direction::LeftToRight => apart::place(&graph),
        Direction::TopToBottom => transpose::placed(apart::place(&transpose::graph(&graph))),
    }
}

/// Free space round a whole drawing, in pixels.
pub const MARGIN: f64 = 20.0;

/// Which way the flow runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right; lanes are horizontal bands.
    #[default]
    LeftToRight,
    /// Top to bottom; lanes are vertical bands.
    TopToBottom,
}

/// A graph whose nodes have sizes. Indices are places in these lists; the order is the order of writing and
/// decides wherever the flow does not.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Which way the flow runs.
    pub direction: Direction,
    /// Steps, events, gateways, expanded sub-processes, data objects, stores, annotations.
    pub nodes: Vec<Node>,
    /// Sequence flows, message flows, associations.
    pub edges: Vec<Edge>,
    /// Pools and lanes, a parent before its children.
    pub areas: Vec<Area>,
    /// A width in pixels at which long processes are wrapped onto further rows, or bands where there are lanes or pools;
    /// `None` never wraps.
    pub wrap: Option<f64>,
}

/// Something to place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Width and height; the least size for a [`Role::Container`], which grows around its content.
    pub size: Size,
    /// What it is to the layout.
    pub role: Role,
    /// The innermost lane, or the pool, that must hold it; none outside every pool.
    pub area: Option<usize>,
    /// The expanded sub-process that must hold it.
    pub parent: Option<usize>,
    /// Size of a label outside the node (events, gateways, data objects, stores): kept free and placed.
    pub label: Option<Size>,
}

/// What a node is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A task, call activity or collapsed sub-process: edges dock on all four sides.
    Activity,
    /// An event that is not on a border.
    Event,
    /// A gateway: a diamond, edges dock on its four corners first.
    Gateway,
    /// An expanded sub-process: nodes whose `parent` it is are laid out inside it, below a title row.
    Container,
    /// An event on the border of the node `host`.
    Boundary {
        /// The host's place in [`Graph::nodes`].
        host: usize,
    },
    /// A data object or data store: beside the steps it is linked with, above or below them.
    Data,
    /// A text annotation: near what it is linked with.
    Note,
}

/// A pool, or a lane inside a pool or another lane.
#[derive(Clone, Debug)]
pub struct Area {
    /// The pool or lane that holds it; none for a pool.
    pub parent: Option<usize>,
    /// Thickness of its title band: at the left where the flow runs to the right, at the top otherwise. 0: no band.
    pub header: f64,
    /// The least length the title needs along its band.
    pub title: f64,
    /// Nothing is inside and nothing ever will be (a black-box pool): drawn as a bar as wide as the others.
    pub black_box: bool,
    /// A lane of a process that has no pool, below another of its lanes: nothing comes between the two.
    pub touches: bool,
}

/// A connection.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Where it leaves.
    pub from: End,
    /// Where it arrives.
    pub to: End,
    /// What it is to the layout.
    pub kind: EdgeKind,
    /// Size of its label.
    pub label: Option<Size>,
}

/// One end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// A node by its place in [`Graph::nodes`].
    Node(usize),
    /// A pool by its place in [`Graph::areas`].
    Area(usize),
    /// The edge itself as a target of an association, by its place in [`Graph::edges`].
    Edge(usize),
}

/// What an edge is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// A sequence flow: decides the order along the direction.
    Sequence,
    /// A message flow between pools: drawn across the gap between them.
    Message,
    /// A data association or the association of a note.
    Association,
}

/// The answer: one entry for each entry of the graph, in the same order, in coordinates from (0, 0).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// What everything needs, margins included.
    pub size: Size,
    /// Place of each node; containers grown around their content.
    pub nodes: Vec<Rect>,
    /// Place of each node's outside label, where it has one.
    pub labels: Vec<Option<Rect>>,
    /// Path of each edge and the place of its label.
    pub edges: Vec<Path>,
    /// Place of each pool and lane, title band included.
    pub areas: Vec<Rect>,
    /// What there is more of in a drawing that is cut into bands.
    pub cut: Cut,
}

/// What a drawing of lanes or pools that [`Graph::wrap`] cuts into bands has besides: [`Placed::areas`] and
/// [`Placed::edges`] say the first place and the first piece of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// How many bands there are; 0 where nothing is cut.
    pub bands: usize,
    /// Further places of pools and lanes, band by band, a parent before its children.
    pub areas: Vec<(usize, Rect)>,
    /// Further pieces of edges, in the order of their way; the last one of an edge arrives.
    pub pieces: Vec<(usize, Vec<Point>)>,
    /// Where the pieces end and go on.
    pub marks: Vec<Mark>,
}

/// A mark at the end of a band: lines end here, and go on at the other marks of the same letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its letter, from 0.
    pub letter: usize,
    /// All its room, in which a few words have room as well.
    pub place: Rect,
    /// The square of its sign, within that room, on the side of the line.
    pub sign: Rect,
    /// The edges that end or go on here, by their places in [`Graph::edges`].
    pub edges: Vec<usize>,
    /// Whether they end here; else they go on from here.
    pub leaves: bool,
}

/// The path of an edge: at least two points, the first and last on the outlines of its ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The points, all pieces horizontal or vertical (associations may run straight).
    pub points: Vec<Point>,
    /// Place of its label, where it has one.
    pub label: Option<Rect>,
}
