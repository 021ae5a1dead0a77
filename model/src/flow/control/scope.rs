//! What can leave a scope at any moment, how one is entered, and what an event that is thrown inside is caught by.
//!
//! The *hub* of a scope stands for "at any moment while it runs": every point inside leads to it, and it leads to the
//! events on the border and to the event sub-processes inside:
//!
//! ```text
//!   s [ i ─► a ─► j ]            before, work, done of i and a ─► hub(s) ─► before(timer on s's border)
//!     (timer)  (error)                                           └──────► before(start of an event sub-process)
//!                                done(throw error inside) ─► before(error on s's border)
//! ```
//!
//! An error that is drawn to be thrown inside comes from there and from nowhere else. O(nodes × depth) for the throws,
//! which look upwards for what catches them; O(nodes) for the rest.

use super::build::Builder;
use super::*;

impl<'a> Builder<'a> {
    /// The events of a scope's border and the starts of its event sub-processes.
    pub(super) fn exits(&self, scope: Option<Id<Node>>, inside: &[Id<Node>]) -> Vec<Id<Node>> {
        let events = inside.iter().copied().filter(|id| self.is(*id, SubProcessKind::Event));
        scope.into_iter().flat_map(|scope| self.graph.boundary(scope)).copied().chain(events).collect()
    }

    /// Finds, for each error, escalation or cancellation thrown, what catches it.
    pub(super) fn throws(&mut self) {
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
    pub(super) fn make_hubs(&mut self) {
        let mut processes: HashMap<usize, Vec<Id<Node>>> = HashMap::default();
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

    pub(super) fn hub_of(&self, scope: Option<Id<Node>>, process: usize) -> Option<Point> {
        let hubs = self.hubs.get(&scope.map(Id::index))?;
        hubs.get(&if scope.is_some() { 0 } else { process }).copied()
    }

    /// The hub of the nearest scope around that has one.
    pub(super) fn hub_above(&self, mut scope: Option<Id<Node>>, process: usize) -> Option<Point> {
        loop {
            if let Some(hub) = self.hub_of(scope, process) {
                return Some(hub);
            }
            scope = self.model.nodes[scope?].parent;
        }
    }

    /// Into a sub-process.
    pub(super) fn enter(&mut self, id: Id<Node>, inside: &[Id<Node>]) {
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
    pub(super) fn begins(&self, id: Id<Node>) -> bool {
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

    pub(super) fn borders(&mut self, id: Id<Node>, inside: &[Id<Node>]) {
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

    pub(super) fn event_sub_processes(&mut self, scope: Option<Id<Node>>, process: usize, inside: &[Id<Node>]) {
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
    pub(super) fn lasting(&self, id: Id<Node>) -> bool {
        let starts = self.graph.inside(id).iter().filter_map(|id| self.event(*id));
        starts.filter(|event| event.position == EventPosition::Start).any(|event| event.non_interrupting)
    }
}
