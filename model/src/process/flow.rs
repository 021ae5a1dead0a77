//! The flow: pools, lanes, nodes, arrows, artifacts, and the file's own diagram.

use super::{Activity, Channel, Datum, Fact, Head, Id, Name, Operation, Organisation, Ref, Store, Subjects};
use crate::source::{Span, Spanned};

/// A pool.
#[derive(Clone, Debug, Default)]
pub struct Participant {
    /// Identifier, label, place.
    pub head: Head,
    /// The activity it takes part in.
    pub activity: Option<Id<Activity>>,
    /// The organisation it is, by name.
    pub organisation: Option<Id<Organisation>>,
    /// The data subjects it stands for, by name.
    pub subjects: Option<Id<Subjects>>,
    /// Has an inside; `false` is a black box.
    pub open: bool,
    /// Drawn (a `participant`, or a pool of a collaboration). `false`: a plain BPMN process without pool.
    pub drawn: bool,
    /// Several instances (BPMN `participantMultiplicity`).
    pub multiple: bool,
    /// XML id of the process it refers to, in BPMN.
    pub process: Option<Name>,
    /// Where nothing gives a label, the identifier stands for it: in the language, not in BPMN, whose ids are no words.
    pub titled_by_name: bool,
}

/// A lane.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Identifier, label, place.
    pub head: Head,
    /// Its pool.
    pub participant: Option<Id<Participant>>,
    /// The lane that holds it.
    pub parent: Option<Id<Lane>>,
}

/// A flow node.
#[derive(Clone, Debug)]
pub struct Node {
    /// Identifier, label, place.
    pub head: Head,
    /// Its activity of the register.
    pub activity: Option<Id<Activity>>,
    /// Its pool.
    pub participant: Option<Id<Participant>>,
    /// Its innermost lane.
    pub lane: Option<Id<Lane>>,
    /// The sub-process that holds it.
    pub parent: Option<Id<Node>>,
    /// What it is.
    pub kind: NodeKind,
    /// What it does to data, in written order.
    pub facts: Vec<Fact>,
}

impl Node {
    /// The operations of the step, in written order.
    pub fn operations(&self) -> impl Iterator<Item = Id<Operation>> + '_ {
        self.facts.iter().filter_map(|fact| if let Fact::Operation(id) = fact { Some(*id) } else { None })
    }
}

/// What a flow node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// An event.
    Event(Event),
    /// A task.
    Task(Task),
    /// A sub-process.
    SubProcess(SubProcess),
    /// A call activity.
    Call(Call),
    /// A gateway.
    Gateway(Gateway),
}

/// An event.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Where it stands in the flow.
    pub position: EventPosition,
    /// What it waits for or throws.
    pub trigger: Trigger,
    /// Throws rather than catches (ends always throw).
    pub throwing: bool,
    /// A boundary event or start of an event sub-process that does not interrupt.
    pub non_interrupting: bool,
    /// The activity on whose border it sits.
    pub host: Option<Ref<Id<Node>>>,
    /// The timer (`P6M`), condition, link name, or name of the message, signal, error or escalation.
    pub detail: Option<Spanned<String>>,
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum EventPosition {
    /// Start.
    #[default]
    Start,
    /// Between.
    Intermediate,
    /// On the border of an activity.
    Boundary,
    /// End.
    End,
}

/// Triggers and results of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)] // BPMN's own names
pub enum Trigger {
    #[default]
    None,
    Message,
    Timer,
    Signal,
    Error,
    Escalation,
    Compensation,
    Condition,
    Link,
    Cancel,
    Multiple,
    ParallelMultiple,
    Terminate,
}

/// A task.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// Its type.
    pub kind: TaskKind,
    /// Repetition.
    pub repeat: Option<Repeat>,
    /// For compensation.
    pub compensation: bool,
}

/// Types of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)] // BPMN's own names
pub enum TaskKind {
    #[default]
    Plain,
    User,
    Manual,
    Service,
    Script,
    Send,
    Receive,
    Rule,
}

/// Repetition of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// A standard loop.
    Loop,
    /// Several instances at once.
    Parallel,
    /// Several instances one after the other.
    Sequential,
}

/// A sub-process.
#[derive(Clone, Debug, Default)]
pub struct SubProcess {
    /// Its type.
    pub kind: SubProcessKind,
    /// Drawn without its inside.
    pub collapsed: bool,
    /// Repetition.
    pub repeat: Option<Repeat>,
    /// For compensation.
    pub compensation: bool,
}

/// Types of sub-processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SubProcessKind {
    /// Embedded.
    #[default]
    Embedded,
    /// Started by an event (`événementiel`).
    Event,
    /// A transaction.
    Transaction,
    /// Ad hoc.
    AdHoc,
}

/// A call activity.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// What it calls.
    pub called: Option<Spanned<String>>,
    /// The type of the global task it calls, which the drawing shows; none for a process or what is not in the file.
    pub task: Option<TaskKind>,
    /// Repetition.
    pub repeat: Option<Repeat>,
    /// For compensation.
    pub compensation: bool,
}

/// A gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)] // BPMN's own names
pub enum Gateway {
    #[default]
    Exclusive,
    Parallel,
    Inclusive,
    /// Event-based (`attente`).
    EventBased,
    /// Event-based that starts a process.
    EventBasedStart,
    /// Parallel event-based that starts a process.
    ParallelEventBased,
    Complex,
}

/// A sequence flow.
#[derive(Clone, Debug)]
pub struct SequenceFlow {
    /// Identifier (made up where none was written), label, place.
    pub head: Head,
    /// From.
    pub from: Ref<Id<Node>>,
    /// To.
    pub to: Ref<Id<Node>>,
    /// The condition's expression, where it differs from the label.
    pub condition: Option<Spanned<String>>,
    /// Has a condition, be it one that says nothing or what the label says.
    pub conditional: bool,
    /// The default branch (`par défaut`).
    pub default: bool,
}

/// A message flow.
#[derive(Clone, Debug)]
pub struct MessageFlow {
    /// Identifier (made up where none was written), label, place.
    pub head: Head,
    /// From a pool or a node.
    pub from: Ref<MessageEnd>,
    /// To a pool or a node.
    pub to: Ref<MessageEnd>,
    /// Data it carries (`porte`).
    pub carries: Vec<Ref<Id<Datum>>>,
    /// Through which channel (`via`).
    pub via: Vec<Ref<Id<Channel>>>,
    /// The message drawn on it: `Some(true)` an initiating envelope, `Some(false)` a non-initiating one (BPMN DI `messageVisibleKind`).
    pub envelope: Option<bool>,
    /// The name of the message it refers to (BPMN `messageRef`), empty where that has none.
    pub message: Option<String>,
    /// It has no name of its own: its label is the name of its message.
    pub unnamed: bool,
}

/// One end of a message flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageEnd {
    /// A pool.
    Participant(Id<Participant>),
    /// A node.
    Node(Id<Node>),
}

/// A data object, a placed data store, an annotation or a group.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Identifier, label, place. An annotation's text is its label.
    pub head: Head,
    /// Its activity of the register.
    pub activity: Option<Id<Activity>>,
    /// Its pool.
    pub participant: Option<Id<Participant>>,
    /// Its innermost lane.
    pub lane: Option<Id<Lane>>,
    /// The sub-process that holds it.
    pub parent: Option<Id<Node>>,
    /// What it is.
    pub kind: ArtifactKind,
}

/// What an artifact is.
#[derive(Clone, Debug)]
pub enum ArtifactKind {
    /// A data object (`document`).
    Document {
        /// Data it holds (`contient`).
        contains: Vec<Ref<Id<Datum>>>,
        /// Several items.
        collection: bool,
        /// Input or output of the process.
        role: DocumentRole,
        /// State, shown below the label.
        state: Option<String>,
    },
    /// A data store at this place of the drawing.
    Store(Ref<Id<Store>>),
    /// A text annotation; its text is the label.
    Annotation,
    /// A group; its category is the label.
    Group,
}

/// Whether a data object is an input or output of its process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DocumentRole {
    /// Neither.
    #[default]
    Internal,
    /// A data input.
    Input,
    /// A data output.
    Output,
}

/// A link between a step and an artifact.
#[derive(Clone, Debug)]
pub struct Association {
    /// Identifier (made up where none was written), label, place.
    pub head: Head,
    /// From.
    pub from: Ref<AssociationEnd>,
    /// To.
    pub to: Ref<AssociationEnd>,
    /// A data association, or the association of an annotation.
    pub kind: AssociationKind,
}

/// Kinds of associations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum AssociationKind {
    /// A data association: data move from `from` to `to`.
    Data,
    /// Without arrow.
    #[default]
    Undirected,
    /// With an arrow at `to`.
    Directed,
    /// With arrows at both ends.
    Both,
}

/// One end of an association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssociationEnd {
    /// A flow node.
    Node(Id<Node>),
    /// An artifact.
    Artifact(Id<Artifact>),
    /// A sequence flow.
    Flow(Id<SequenceFlow>),
    /// A message flow.
    Message(Id<MessageFlow>),
    /// A pool.
    Participant(Id<Participant>),
    /// A lane.
    Lane(Id<Lane>),
}

/// One plane of the file's own diagram: where its elements are drawn. All numbers are the file's own.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// Name of the diagram.
    pub name: String,
    /// XML id of the element the plane shows: a collaboration, a process, or a collapsed sub-process.
    pub element: Name,
    /// Shapes.
    pub shapes: Vec<DiagramShape>,
    /// Edges.
    pub edges: Vec<DiagramEdge>,
    /// Where it stands.
    pub span: Span,
}

/// The shape of an element in the file's diagram.
#[derive(Clone, Debug, Default)]
pub struct DiagramShape {
    /// XML id of the element it shows.
    pub element: Name,
    /// x, y, width, height.
    pub bounds: Bounds,
    /// Bounds of its label.
    pub label: Option<Bounds>,
    /// Pools and lanes: `Some(false)` is vertical.
    pub horizontal: Option<bool>,
    /// Sub-processes: `Some(false)` is collapsed.
    pub expanded: Option<bool>,
    /// Exclusive gateways: whether the X is drawn.
    pub marker: Option<bool>,
    /// Colours the file gives.
    pub colors: Colors,
}

/// The edge of an element in the file's diagram.
#[derive(Clone, Debug, Default)]
pub struct DiagramEdge {
    /// XML id of the element it shows.
    pub element: Name,
    /// Points, x and y: two at least, or none where the file says only that the line is drawn.
    pub waypoints: Vec<(f64, f64)>,
    /// Bounds of its label.
    pub label: Option<Bounds>,
    /// Colours the file gives.
    pub colors: Colors,
}

/// x, y, width, height as the file gives them; finite.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Along x.
    pub width: f64,
    /// Along y.
    pub height: f64,
}

impl Bounds {
    /// Whether the middle of `other` stands in it.
    pub fn holds_centre_of(&self, other: &Bounds) -> bool {
        let (x, y) = (other.x + other.width / 2.0, other.y + other.height / 2.0);
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height).contains(&y)
    }
}

/// Colours a file gives to an element, from bioc or BPMN-in-Color attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colors {
    /// Of the outline.
    pub stroke: Option<Rgb>,
    /// Of the inside.
    pub fill: Option<Rgb>,
    /// Of the label.
    pub text: Option<Rgb>,
}

/// A colour, `0xRRGGBB`; shown as `#rrggbb`, lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u32);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}
