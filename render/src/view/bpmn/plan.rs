//! Where every element of the diagram goes, before anything is painted.

use crate::geometry::{Point, Rect};
pub use crate::shape::flow::Ends;
use crate::shape::gateway::Sign;
use crate::shape::pool::Band;
use model::process::{Artifact, Association, Colors, Id, Lane, MessageFlow, Node, Participant, SequenceFlow, Store};

/// The places.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Pools and lanes, a parent before its children.
    pub areas: Vec<AreaPlace>,
    /// Flow nodes, a container before its content.
    pub nodes: Vec<NodePlace>,
    /// Data objects, stores, annotations, groups.
    pub data: Vec<DataPlace>,
    /// Connections.
    pub edges: Vec<EdgePlace>,
    /// Where connections end and go on in a drawing that is cut into bands.
    pub marks: Vec<MarkPlace>,
    /// How many bands the drawing is cut into; 0 where it is not.
    pub bands: usize,
    /// How many groups have no place.
    pub homeless: usize,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// A pool with an inside.
    Pool(Id<Participant>),
    /// A pool without.
    BlackBox(Id<Participant>),
    /// A lane.
    Lane(Id<Lane>),
}

/// The place of a pool or lane.
#[derive(Clone, Debug)]
pub struct AreaPlace {
    /// What it is.
    pub kind: AreaKind,
    /// Its frame.
    pub rect: Rect,
    /// Where its title band is.
    pub band: Band,
    /// Thickness of the band, in pixels.
    pub thickness: f64,
    /// Whether it is shown in an earlier band already.
    pub again: bool,
    /// The file's colours.
    pub colors: Colors,
}

/// The place of a flow node.
#[derive(Clone, Debug)]
pub struct NodePlace {
    /// Which.
    pub node: Id<Node>,
    /// Its frame.
    pub rect: Rect,
    /// Where its outside label goes; `None` for the usual place.
    pub label: Option<Rect>,
    /// Where its census references go; `None` to find a place.
    pub badges: Option<Point>,
    /// A sub-process with its inside shown.
    pub expanded: bool,
    /// Whether an exclusive gateway shows its X.
    pub sign: Sign,
    /// The file's colours.
    pub colors: Colors,
}

/// What a data symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    /// An artifact of the source.
    Artifact(Id<Artifact>),
    /// A store that steps use.
    Store(Id<Store>),
}

/// The place of a data symbol, annotation or group.
#[derive(Clone, Debug)]
pub struct DataPlace {
    /// What it is.
    pub thing: Thing,
    /// Its frame.
    pub rect: Rect,
    /// Where its outside label goes; `None` for the usual place.
    pub label: Option<Rect>,
    /// The file's colours.
    pub colors: Colors,
}

/// What a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// A sequence flow.
    Flow(Id<SequenceFlow>),
    /// A message flow.
    Message(Id<MessageFlow>),
    /// An association.
    Association(Id<Association>),
    /// A step's use of a store or document, from data to step or from step to data.
    Access(Id<Node>),
}

/// The place of a connection.
#[derive(Clone, Debug)]
pub struct EdgePlace {
    /// Which.
    pub link: Link,
    /// At least two points.
    pub points: Vec<Point>,
    /// Which ends of the connection are here: one that is cut has several pieces.
    pub ends: Ends,
    /// Where its label goes; `None` for the usual place.
    pub label: Option<Rect>,
    /// The file's colours.
    pub colors: Colors,
}

/// A mark at the end of a band.
#[derive(Clone, Debug)]
pub struct MarkPlace {
    /// Its letter, from 0.
    pub letter: usize,
    /// All its room.
    pub place: Rect,
    /// The square of its sign.
    pub sign: Rect,
    /// The connection that ends or goes on here, the first of several.
    pub link: Link,
    /// Whether it ends here.
    pub leaves: bool,
    /// The names of what it goes to, or comes from.
    pub names: Vec<String>,
}
