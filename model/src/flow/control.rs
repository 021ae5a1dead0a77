//! The control flow spelled out: what can come directly after what, sub-processes and borders included.
//!
//! Every flow node becomes three points, every sequence flow one, and a scope that can be left at any moment (a
//! sub-process with events on its border, a process with event sub-processes) one more, its *hub*:
//!
//! ```text
//!   before(a) ──► work(a) ──► done(a) ──► flow ──► before(b) …        a step: its facts happen at work(a)
//!       │            │
//!       └────────────┴──► before(event on a's border)                 it may fire before the facts, or after them
//!
//!   before(s) ─► work(s) ─► before(start in s) … done(end in s) ─► done(s) ─► …      a sub-process
//!                                 └──── hub(s) ─► events on its border, event sub-processes in it
//! ```
//!
//! Pools are separate processes; a message that a start event, a catching event or a receive task waits for joins
//! them when it comes from a known step. Link events are joined by name. An error, escalation or cancellation thrown
//! inside leaves by the border that catches it; where nothing is drawn to throw it, it may come at any moment.
//! Built in O(nodes + flows + messages).

use super::graph::FlowGraph;
use crate::process::*;
use std::collections::{HashMap, HashSet};

/// A point of the control flow, by its place.
pub type Point = usize;

/// How what arrives at a point comes together, or how what leaves it parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One of them.
    One,
    /// All of them.
    All,
}

/// The control flow of a model.
#[derive(Clone, Debug)]
pub struct ControlFlow {
    nodes: usize,
    part_end: usize,
    /// What can come directly after a point.
    pub next: Vec<Vec<Point>>,
    /// What can come directly before a point.
    pub previous: Vec<Vec<Point>>,
    /// How what arrives comes together.
    pub join: Vec<Choice>,
    /// What surely follows a point as long as nothing interrupts it: all of these, or one of them.
    pub then: Vec<(Choice, Vec<Point>)>,
    /// The hub of the innermost scope that something can interrupt.
    pub leave: Vec<Option<Point>>,
    /// What something that does not interrupt adds to the end of its scope: it may have happened, nothing depends on it.
    pub weak: HashSet<(Point, Point)>,
    /// Where a process begins.
    pub start: Vec<bool>,
    /// The sub-process that a point belongs to the inside of.
    pub scope: Vec<Option<Id<Node>>>,
    /// Whether some path leads here.
    pub reached: Vec<bool>,
    /// The points reached, each after one that leads to it, joins after their branches.
    pub order: Vec<Point>,
    /// The steps where a sub-process begins.
    pub entries: HashMap<usize, Vec<Point>>,
    /// Steps that nothing leads to and that are no start event, each with its loose part of the process.
    pub loose: Vec<(Point, usize)>,
    /// The process and the connected part of it that each node belongs to.
    pub part: Vec<(usize, usize)>,
}

/// The point before a step.
pub fn before(node: Id<Node>) -> Point {
    node.index() * 3
}

/// The point at which a step's facts happen, in written order.
pub fn work(node: Id<Node>) -> Point {
    node.index() * 3 + 1
}

/// The point after a step.
pub fn done(node: Id<Node>) -> Point {
    node.index() * 3 + 2
}

impl ControlFlow {
    /// Spells out the flow of a model.
    pub fn new(model: &Model, graph: &FlowGraph) -> Self {
        Builder::new(model, graph).build()
    }

    /// The point of a sequence flow.
    pub fn flow(&self, flow: Id<SequenceFlow>) -> Point {
        self.nodes * 3 + flow.index()
    }

    /// Whether a point is neither of a step nor of a sequence flow: a hub, or where messages are waited for.
    pub fn is_extra(&self, point: Point) -> bool {
        point >= self.part_end
    }

    /// The step of a point; none for a sequence flow or a hub.
    pub fn node(&self, point: Point) -> Option<Id<Node>> {
        (point < self.nodes * 3).then(|| Id::from_index(point / 3))
    }

    /// Whether some path leads to a step.
    pub fn reaches(&self, node: Id<Node>) -> bool {
        self.reached[before(node)]
    }

    /// The steps of a chain of points, each once where it is entered.
    pub fn steps(&self, points: &[Point]) -> Vec<Id<Node>> {
        let mut steps: Vec<Id<Node>> = Vec::new();
        for node in points.iter().filter(|point| *point % 3 != 2).filter_map(|point| self.node(*point)) {
            if steps.last() != Some(&node) {
                steps.push(node);
            }
        }
        steps
    }
}

struct Builder<'a> {
    model: &'a Model,
    graph: &'a FlowGraph,
    flow: ControlFlow,
    hubs: HashMap<Option<usize>, HashMap<usize, Point>>,
    caught: HashMap<usize, Vec<Id<Node>>>,
    catcher: HashMap<usize, Id<Node>>,
}

impl<'a> Builder<'a> {
    fn new(model: &'a Model, graph: &'a FlowGraph) -> Self {
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
            weak: HashSet::new(),
            start: vec![false; count],
            scope: vec![None; count],
            reached: Vec::new(),
            order: Vec::new(),
            entries: HashMap::new(),
            loose: Vec::new(),
            part: Vec::new(),
        };
        Self { model, graph, flow, hubs: HashMap::new(), caught: HashMap::new(), catcher: HashMap::new() }
    }

    fn build(mut self) -> ControlFlow {
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

    fn edge(&mut self, from: Point, to: Point) {
        self.flow.next[from].push(to);
        self.flow.previous[to].push(from);
    }

    fn extra(&mut self, scope: Option<Id<Node>>) -> Point {
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

    fn event(&self, node: Id<Node>) -> Option<&'a Event> {
        if let NodeKind::Event(event) = &self.model.nodes[node].kind { Some(event) } else { None }
    }

    fn is(&self, node: Id<Node>, kind: SubProcessKind) -> bool {
        matches!(&self.model.nodes[node].kind, NodeKind::SubProcess(sub) if sub.kind == kind)
    }

    fn process(&self, node: Id<Node>) -> usize {
        let node = &self.model.nodes[node];
        node.participant.map_or_else(|| node.activity.map_or(0, |id| id.index() + 1) + self.model.participants.len(), Id::index)
    }

    /// The events of a scope's border and the starts of its event sub-processes.
    fn exits(&self, scope: Option<Id<Node>>, inside: &[Id<Node>]) -> Vec<Id<Node>> {
        let events = inside.iter().copied().filter(|id| self.is(*id, SubProcessKind::Event));
        scope.into_iter().flat_map(|scope| self.graph.boundary(scope)).copied().chain(events).collect()
    }

    /// Finds, for each error, escalation or cancellation thrown, what catches it.
    fn throws(&mut self) {
        let same = |thrown: &Event, caught: &Event| {
            let name = |event: &Event| event.detail.as_ref().map(|detail| detail.value.clone());
            thrown.trigger == caught.trigger && (caught.detail.is_none() || thrown.detail.is_none() || name(thrown) == name(caught))
        };
        for id in self.model.nodes.ids() {
            let Some(thrown) = self.event(id).filter(|event| event.throwing || event.position == EventPosition::End) else { continue };
            if !matches!(thrown.trigger, Trigger::Error | Trigger::Escalation | Trigger::Cancel) {
                continue;
            }
            let mut scope = self.model.nodes[id].parent;
            while let Some(at) = scope {
                let border =
                    self.graph.boundary(at).iter().copied().find(|event| self.event(*event).is_some_and(|caught| same(thrown, caught)));
                if let Some(border) = border {
                    self.caught.entry(border.index()).or_default().push(id);
                    self.catcher.insert(id.index(), border);
                    break;
                }
                scope = self.model.nodes[at].parent;
            }
        }
    }

    /// Makes the hubs of the scopes that can be left at any moment, and says of every point which is its own.
    fn make_hubs(&mut self) {
        let mut processes: HashMap<usize, Vec<Id<Node>>> = HashMap::new();
        for id in self.graph.top() {
            processes.entry(self.process(*id)).or_default().push(*id);
        }
        let mut tops: Vec<(usize, Vec<Id<Node>>)> = processes.into_iter().collect();
        tops.sort_unstable_by_key(|(process, _)| *process);
        for (process, inside) in tops {
            if !self.exits(None, &inside).is_empty() {
                let hub = self.extra(None);
                self.hubs.entry(None).or_default().insert(process, hub);
            }
        }
        for id in self.model.nodes.ids() {
            let inside = self.graph.inside(id);
            if !inside.is_empty() && (!self.exits(Some(id), inside).is_empty() || self.is(id, SubProcessKind::AdHoc)) {
                let hub = self.extra(Some(id));
                self.hubs.entry(Some(id.index())).or_default().insert(0, hub);
            }
        }
        for id in self.model.nodes.ids() {
            let hub = self.hub_above(self.model.nodes[id].parent, self.process(id));
            for point in [before(id), work(id), done(id)] {
                self.flow.scope[point] = self.model.nodes[id].parent;
                self.flow.leave[point] = hub;
            }
        }
        for id in self.model.nodes.ids() {
            if let Some(hub) = self.hub_of(Some(id), 0) {
                self.flow.leave[hub] = self.flow.leave[before(id)];
                if let Some(above) = self.flow.leave[hub] {
                    self.edge(hub, above);
                }
            }
        }
    }

    fn hub_of(&self, scope: Option<Id<Node>>, process: usize) -> Option<Point> {
        let hubs = self.hubs.get(&scope.map(Id::index))?;
        hubs.get(&if scope.is_some() { 0 } else { process }).copied()
    }

    /// The hub of the nearest scope around that has one.
    fn hub_above(&self, mut scope: Option<Id<Node>>, process: usize) -> Option<Point> {
        loop {
            if let Some(hub) = self.hub_of(scope, process) {
                return Some(hub);
            }
            scope = self.model.nodes[scope?].parent;
        }
    }

    fn step(&mut self, id: Id<Node>, node: &'a Node) {
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
    fn follows(&self, id: Id<Node>, node: &Node) -> (Choice, Vec<Point>) {
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
    fn end(&mut self, id: Id<Node>, node: &Node) {
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

    /// Into a sub-process.
    fn enter(&mut self, id: Id<Node>, inside: &[Id<Node>]) {
        let entries: Vec<Id<Node>> = inside.iter().copied().filter(|id| self.begins(*id)).collect();
        let points: Vec<Point> = entries.iter().map(|entry| before(*entry)).collect();
        if self.is(id, SubProcessKind::AdHoc) {
            // Its steps run in any order, any number of times, or not at all.
            if let Some(hub) = self.hub_of(Some(id), 0) {
                self.edge(work(id), hub);
                self.edge(hub, done(id));
                for point in points {
                    self.edge(hub, point);
                }
            }
            self.flow.then[work(id)] = (Choice::All, vec![done(id)]);
            return;
        }
        for point in &points {
            self.edge(work(id), *point);
        }
        if points.is_empty() {
            self.edge(work(id), done(id));
            self.flow.then[work(id)] = (Choice::All, vec![done(id)]);
        } else {
            self.flow.then[work(id)] = (Choice::One, points.clone());
            self.flow.entries.insert(id.index(), points);
        }
    }

    /// Whether the flow of a step's scope begins at it: a start event, or a step that nothing leads to.
    fn begins(&self, id: Id<Node>) -> bool {
        let node = &self.model.nodes[id];
        let compensates = match &node.kind {
            NodeKind::Task(task) => task.compensation,
            NodeKind::SubProcess(sub) => sub.compensation || sub.kind == SubProcessKind::Event,
            NodeKind::Call(call) => call.compensation,
            NodeKind::Event(event) => event.position == EventPosition::Boundary || event.trigger == Trigger::Link && !event.throwing,
            NodeKind::Gateway(_) => false,
        };
        !compensates && self.graph.incoming(id).is_empty()
    }

    fn borders(&mut self, id: Id<Node>, inside: &[Id<Node>]) {
        let hub = self.hub_of(Some(id), 0).filter(|_| !inside.is_empty());
        for border in self.graph.boundary(id).to_vec() {
            let Some(event) = self.event(border) else { continue };
            if event.trigger == Trigger::Compensation {
                self.edge(done(id), before(border));
                continue;
            }
            if self.caught.contains_key(&border.index()) {
                continue;
            }
            let sources = match hub {
                Some(hub) => vec![before(id), hub],
                None => vec![before(id), work(id)],
            };
            for source in sources {
                self.edge(source, before(border));
            }
            if !event.non_interrupting {
                self.flow.then[before(id)].1.push(before(border));
                if let Some(hub) = hub {
                    self.flow.then[hub].1.push(before(border));
                }
            }
        }
        self.event_sub_processes(Some(id), 0, inside);
    }

    fn event_sub_processes(&mut self, scope: Option<Id<Node>>, process: usize, inside: &[Id<Node>]) {
        let Some(hub) = self.hub_of(scope, process) else { return };
        for id in inside.iter().copied() {
            if !self.is(id, SubProcessKind::Event) {
                continue;
            }
            self.edge(hub, before(id));
            if !self.lasting(id) {
                self.flow.then[hub].1.push(before(id));
            }
        }
        for id in inside.iter().copied() {
            let compensates = match &self.model.nodes[id].kind {
                NodeKind::Task(task) => task.compensation,
                NodeKind::SubProcess(sub) => sub.compensation,
                NodeKind::Call(call) => call.compensation,
                _ => false,
            };
            if compensates {
                self.edge(hub, before(id));
            }
        }
    }

    /// Whether an event sub-process leaves what is around it running.
    fn lasting(&self, id: Id<Node>) -> bool {
        let starts = self.graph.inside(id).iter().filter_map(|id| self.event(*id));
        starts.filter(|event| event.position == EventPosition::Start).any(|event| event.non_interrupting)
    }

    /// Throwing link events lead to the catching ones of their name in the same scope.
    fn links(&mut self) {
        let mut caught: HashMap<(usize, Option<usize>, String), Vec<Id<Node>>> = HashMap::new();
        let mut thrown = Vec::new();
        for (id, node) in self.model.nodes.iter() {
            let Some(event) = self.event(id).filter(|event| event.trigger == Trigger::Link) else { continue };
            let name = event.detail.as_ref().map_or_else(|| node.head.title().to_owned(), |detail| detail.value.clone());
            let key = (self.process(id), node.parent.map(Id::index), vocabulary::fold(&name));
            if event.throwing { thrown.push((id, key)) } else { caught.entry(key).or_default().push(id) }
        }
        for (id, key) in thrown {
            for to in caught.get(&key).cloned().unwrap_or_default() {
                self.edge(done(id), before(to));
                self.flow.then[done(id)].1.push(before(to));
            }
        }
        // Compensation: the event on the border leads to the handler it is associated with.
        for association in self.model.associations.values() {
            if let (Some(AssociationEnd::Node(from)), Some(AssociationEnd::Node(to))) = (association.from.to, association.to.to)
                && self.event(from).is_some_and(|event| event.trigger == Trigger::Compensation)
            {
                self.edge(done(from), before(to));
            }
        }
    }

    /// A message that somebody waits for, from a step that is known.
    fn messages(&mut self) {
        let mut senders: Vec<Vec<Option<Id<Node>>>> = vec![Vec::new(); self.model.nodes.len()];
        for message in self.model.messages.values() {
            let Some(MessageEnd::Node(to)) = message.to.to else { continue };
            senders[to.index()].push(match message.from.to {
                Some(MessageEnd::Node(from)) => Some(from),
                _ => None,
            });
        }
        for id in self.model.nodes.ids() {
            let waits = match &self.model.nodes[id].kind {
                NodeKind::Event(event) => !event.throwing && event.position != EventPosition::End && event.trigger == Trigger::Message,
                NodeKind::Task(task) => task.kind == TaskKind::Receive,
                _ => false,
            };
            let known: Option<Vec<Id<Node>>> = senders[id.index()].iter().copied().collect();
            let Some(known) = known.filter(|known| waits && !known.is_empty()) else { continue };
            let arriving = std::mem::take(&mut self.flow.previous[before(id)]);
            let message = self.extra(None);
            for sender in known {
                self.edge(work(sender), message);
            }
            if arriving.is_empty() {
                self.edge(message, before(id));
                continue;
            }
            let sequence = self.extra(self.model.nodes[id].parent);
            self.flow.join[sequence] = self.flow.join[before(id)];
            self.flow.then[sequence] = (Choice::All, vec![before(id)]);
            self.flow.leave[sequence] = self.flow.leave[before(id)];
            for from in arriving {
                for next in &mut self.flow.next[from] {
                    if *next == before(id) {
                        *next = sequence;
                    }
                }
                self.flow.previous[sequence].push(from);
            }
            self.edge(sequence, before(id));
            self.edge(message, before(id));
            self.flow.join[before(id)] = Choice::All;
        }
    }

    /// The connected parts of each process.
    fn parts(&mut self) {
        let count = self.model.nodes.len();
        let mut above: Vec<usize> = (0..count).collect();
        let find = |above: &mut Vec<usize>, mut at: usize| {
            while above[at] != at {
                above[at] = above[above[at]];
                at = above[at];
            }
            at
        };
        let mut join = |a: usize, b: usize| {
            let (a, b) = (find(&mut above, a), find(&mut above, b));
            above[a.max(b)] = a.min(b);
        };
        for flow in self.model.flows.values() {
            if let (Some(from), Some(to)) = (flow.from.to, flow.to.to) {
                join(from.index(), to.index());
            }
        }
        for (id, node) in self.model.nodes.iter() {
            if let Some(parent) = node.parent {
                join(id.index(), parent.index());
            }
            for border in self.graph.boundary(id) {
                join(id.index(), border.index());
            }
        }
        self.flow.part = (0..count).map(|at| (self.process(Id::from_index(at)), find(&mut above, at))).collect();
    }

    fn starts(&mut self) {
        let top: Vec<Id<Node>> = self.graph.top().to_vec();
        let mut processes: HashMap<usize, Vec<Id<Node>>> = HashMap::new();
        for id in &top {
            processes.entry(self.process(*id)).or_default().push(*id);
        }
        let mut inside: Vec<_> = processes.into_iter().collect();
        inside.sort_unstable_by_key(|(process, _)| *process);
        for (process, inside) in inside {
            self.event_sub_processes(None, process, &inside);
        }
        for id in top {
            let is_start = self.event(id).is_some_and(|event| event.position == EventPosition::Start);
            if self.flow.previous[before(id)].is_empty() && !self.is(id, SubProcessKind::Event) {
                self.flow.start[before(id)] = true;
                if !is_start {
                    self.flow.loose.push((before(id), id.index()));
                }
            }
        }
    }

    /// Reverse postorder from the starts.
    fn walk(&mut self) {
        let count = self.flow.next.len();
        let mut seen = vec![false; count];
        let mut post = Vec::with_capacity(count);
        let starts: Vec<Point> = (0..count).filter(|point| self.flow.start[*point]).collect();
        for start in starts.into_iter().rev() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut stack = vec![(start, self.flow.next[start].len())];
            while let Some((point, left)) = stack.last_mut() {
                if *left == 0 {
                    post.push(*point);
                    stack.pop();
                    continue;
                }
                *left -= 1;
                let to = self.flow.next[*point][*left];
                if !std::mem::replace(&mut seen[to], true) {
                    let left = self.flow.next[to].len();
                    stack.push((to, left));
                }
            }
        }
        post.reverse();
        self.flow.order = post;
        self.flow.reached = seen;
    }
}
