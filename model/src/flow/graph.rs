//! The sequence flows as a graph, with what sits on and in each activity.
//!
//! A vertex for each flow node, an edge for each sequence flow whose two ends are known; the events on a border and the
//! nodes inside a sub-process are kept beside, for no sequence flow leads to them:
//!
//! ```text
//!   a ──f1──► s ──f2──► b        outgoing(s) = f2       inside(s) = x, y
//!            ┌┴───────┐          incoming(s) = f1       boundary(s) = e
//!            │ x ─► y │          top = a, s, e, b
//!            └──(e)───┘
//! ```
//!
//! Built in O(nodes + flows); a question about a node costs its own flows, sorted as they are written.

use crate::process::{Event, EventPosition, Id, Model, Node, NodeKind, SequenceFlow, SubProcess, SubProcessKind};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// The flow of a model: one vertex a flow node, at the same index; one edge a sequence flow whose two ends are known.
#[derive(Clone, Debug)]
pub struct FlowGraph {
    graph: DiGraph<(), Id<SequenceFlow>>,
    boundary: Vec<Vec<Id<Node>>>,
    inside: Vec<Vec<Id<Node>>>,
    top: Vec<Id<Node>>,
}

impl FlowGraph {
    /// Builds the graph in O(nodes + flows).
    pub fn new(model: &Model) -> Self {
        let mut graph = DiGraph::with_capacity(model.nodes.len(), model.flows.len());
        let (mut boundary, mut inside, mut top) = (vec![Vec::new(); model.nodes.len()], vec![Vec::new(); model.nodes.len()], Vec::new());
        for (id, node) in model.nodes.iter() {
            graph.add_node(());
            match node.parent {
                Some(parent) => inside[parent.index()].push(id),
                None => top.push(id),
            }
            if let NodeKind::Event(Event { host: Some(host), .. }) = &node.kind
                && let Some(host) = host.to
            {
                boundary[host.index()].push(id);
            }
        }
        for (id, flow) in model.flows.iter() {
            if let (Some(from), Some(to)) = (flow.from.to, flow.to.to) {
                graph.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), id);
            }
        }
        Self { graph, boundary, inside, top }
    }

    /// The sequence flows that leave a node, in the order of writing.
    pub fn outgoing(&self, node: Id<Node>) -> Vec<(Id<SequenceFlow>, Id<Node>)> {
        self.flows(node, Direction::Outgoing)
    }

    /// The sequence flows that arrive at a node, in the order of writing.
    pub fn incoming(&self, node: Id<Node>) -> Vec<(Id<SequenceFlow>, Id<Node>)> {
        self.flows(node, Direction::Incoming)
    }

    /// The events on the border of an activity, in the order of writing.
    pub fn boundary(&self, node: Id<Node>) -> &[Id<Node>] {
        &self.boundary[node.index()]
    }

    /// The nodes directly in a sub-process, in the order of writing.
    pub fn inside(&self, node: Id<Node>) -> &[Id<Node>] {
        &self.inside[node.index()]
    }

    /// The nodes in no sub-process, in the order of writing.
    pub fn top(&self) -> &[Id<Node>] {
        &self.top
    }

    /// The nodes of one scope at which its flow can begin: start events and event sub-processes, in the order of writing.
    pub fn starts<'a>(&self, model: &'a Model, scope: &'a [Id<Node>]) -> impl Iterator<Item = Id<Node>> + 'a {
        scope.iter().copied().filter(|id| match &model.nodes[*id].kind {
            NodeKind::Event(event) => event.position == EventPosition::Start,
            NodeKind::SubProcess(SubProcess { kind, .. }) => *kind == SubProcessKind::Event,
            _ => false,
        })
    }

    fn flows(&self, node: Id<Node>, direction: Direction) -> Vec<(Id<SequenceFlow>, Id<Node>)> {
        let at = NodeIndex::new(node.index());
        let mut flows: Vec<_> = (self.graph.edges_directed(at, direction))
            .map(|edge| {
                let other = if direction == Direction::Outgoing { edge.target() } else { edge.source() };
                (*edge.weight(), Id::from_index(other.index()))
            })
            .collect();
        flows.sort_unstable_by_key(|(flow, _)| *flow);
        flows
    }
}
