//! The edges, step by step: what the drawing of [`control`](super) shows, made in the order of writing, then what stands
//! apart, the connected parts, the starts and the order. O(nodes + flows + messages).
//!
//! ```text
//!   a ──f──► b     becomes     before(a) ► work(a) ► done(a) ► f ► before(b) ► work(b) ► done(b)
//! ```

use super::*;

/// Makes the control flow.
pub(super) struct Builder<'a> {
    pub(super) model: &'a Model,
    pub(super) graph: &'a FlowGraph,
    pub(super) flow: ControlFlow,
    pub(super) hubs: HashMap<Option<usize>, HashMap<usize, Point>>,
    pub(super) caught: HashMap<usize, Vec<Id<Node>>>,
    pub(super) catcher: HashMap<usize, Id<Node>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(model: &'a Model, graph: &'a FlowGraph) -> Self {
        let nodes = model.nodes.len();
        let count = nodes * 3 + model.flows.len();
        let flow = ControlFlow {
            nodes,
            part_end: count,
            next: vec![Vec::new(); count],
            previous: vec![Vec::new(); count],
            join: vec![Choice::One; count],
            then: vec![(Choice::All, Vec::new()); count],
            leave: vec![None; count],
            weak: HashSet::default(),
            start: vec![false; count],
            scope: vec![None; count],
            reached: Vec::new(),
            order: Vec::new(),
            has_circle: false,
            entries: HashMap::default(),
            loose: Vec::new(),
            part: Vec::new(),
        };
        Self { model, graph, flow, hubs: HashMap::default(), caught: HashMap::default(), catcher: HashMap::default() }
    }

    pub(super) fn build(mut self) -> ControlFlow {
        self.throws();
        self.make_hubs();
        for (id, node) in self.model.nodes.iter() {
            self.step(id, node);
        }
        for (id, flow) in self.model.flows.iter() {
            if let (Some(from), Some(to)) = (flow.from.to, flow.to.to) {
                let point = self.flow.flow(id);
                self.flow.scope[point] = self.model.nodes[from].parent;
                self.flow.leave[point] = self.flow.leave[done(from)];
                self.edge(done(from), point);
                self.edge(point, before(to));
                self.flow.then[point] = (Choice::All, vec![before(to)]);
            }
        }
        self.links();
        self.messages();
        self.parts();
        self.starts();
        self.walk();
        self.flow
    }

    pub(super) fn edge(&mut self, from: Point, to: Point) {
        self.flow.next[from].push(to);
        self.flow.previous[to].push(from);
    }

    pub(super) fn extra(&mut self, scope: Option<Id<Node>>) -> Point {
        let point = self.flow.next.len();
        self.flow.next.push(Vec::new());
        self.flow.previous.push(Vec::new());
        self.flow.join.push(Choice::One);
        self.flow.then.push((Choice::One, Vec::new()));
        self.flow.leave.push(None);
        self.flow.start.push(false);
        self.flow.scope.push(scope);
        point
    }

    pub(super) fn event(&self, node: Id<Node>) -> Option<&'a Event> {
        if let NodeKind::Event(event) = &self.model.nodes[node].kind { Some(event) } else { None }
    }

    pub(super) fn is(&self, node: Id<Node>, kind: SubProcessKind) -> bool {
        matches!(&self.model.nodes[node].kind, NodeKind::SubProcess(sub) if sub.kind == kind)
    }

    pub(super) fn step(&mut self, id: Id<Node>, node: &'a Node) {
        let inside = self.graph.inside(id);
        self.edge(before(id), work(id));
        self.flow.then[before(id)] = (Choice::One, vec![work(id)]);
        if let Some(hub) = self.flow.leave[before(id)] {
            self.edge(before(id), hub);
            self.edge(work(id), hub);
            if !self.graph.outgoing(id).is_empty() {
                self.edge(done(id), hub);
            }
        }
        if let Some(own) = self.hub_of(Some(id), 0).filter(|_| !self.is(id, SubProcessKind::AdHoc)) {
            self.edge(work(id), own);
        }
        if inside.is_empty() {
            self.edge(work(id), done(id));
            self.flow.then[work(id)] = (Choice::All, vec![done(id)]);
        } else {
            self.enter(id, inside);
        }
        self.borders(id, inside);
        if let NodeKind::Gateway(Gateway::Parallel) = node.kind {
            self.flow.join[before(id)] = Choice::All;
        }
        let repeat = match &node.kind {
            NodeKind::Task(task) => task.repeat,
            NodeKind::SubProcess(sub) => sub.repeat,
            NodeKind::Call(call) => call.repeat,
            _ => None,
        };
        if repeat == Some(Repeat::Loop) {
            self.edge(done(id), before(id));
        }
        self.flow.then[done(id)] = self.follows(id, node);
        self.end(id, node);
    }

    /// What surely follows a step: all unconditional flows, else one of the conditional ones.
    pub(super) fn follows(&self, id: Id<Node>, node: &Node) -> (Choice, Vec<Point>) {
        let flows = self.graph.outgoing(id);
        let points = |wanted: &dyn Fn(&SequenceFlow) -> bool| -> Vec<Point> {
            flows.iter().filter(|(flow, _)| wanted(&self.model.flows[*flow])).map(|(flow, _)| self.flow.flow(*flow)).collect()
        };
        let choice = match node.kind {
            NodeKind::Gateway(Gateway::Parallel | Gateway::ParallelEventBased) => Choice::All,
            NodeKind::Gateway(_) => Choice::One,
            _ => {
                let sure = points(&|flow| flow.condition.is_none() && !flow.default && flow.head.label.trim().is_empty());
                if !sure.is_empty() {
                    return (Choice::All, sure);
                }
                Choice::One
            }
        };
        (choice, points(&|_| true))
    }

    /// The end of a scope's path leads out of it.
    pub(super) fn end(&mut self, id: Id<Node>, node: &Node) {
        if let Some(border) = self.catcher.get(&id.index()).copied() {
            self.edge(done(id), before(border));
            self.flow.then[done(id)].1.push(before(border));
        }
        let Some(parent) = node.parent else { return };
        let thrown = self
            .event(id)
            .is_some_and(|event| event.position == EventPosition::End && matches!(event.trigger, Trigger::Error | Trigger::Cancel));
        let last = self.graph.outgoing(id).is_empty() && !self.is(id, SubProcessKind::Event);
        if last && !thrown {
            self.edge(done(id), done(parent));
            self.flow.then[done(id)].1.push(done(parent));
        }
        if self.is(id, SubProcessKind::Event) {
            self.edge(done(id), done(parent));
            self.flow.then[done(id)] = (Choice::All, vec![done(parent)]);
            if self.lasting(id) {
                self.flow.weak.insert((done(id), done(parent)));
            }
        }
    }
}
