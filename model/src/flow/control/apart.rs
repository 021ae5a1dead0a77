//! What joins steps that no sequence flow joins: link events, compensation, messages that are waited for.
//!
//! ```text
//!   done(throw link x) ─► before(catch link x)        one scope, one name
//!   done(border of compensation) ─► before(handler)
//!
//!   work(sender) ─► message ──┐                       before(waiting) takes all: the flow and one of its senders
//!   flows ─► sequence ────────┴─► before(waiting)
//! ```
//!
//! O(nodes + messages + associations), and the pairs of link events of one name.

use super::build::Builder;
use super::*;

impl<'a> Builder<'a> {
    /// Throwing link events lead to the catching ones of their name in the same scope.
    pub(super) fn links(&mut self) {
        let mut caught: HashMap<(usize, Option<usize>, String), Vec<Id<Node>>> = HashMap::default();
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
    pub(super) fn messages(&mut self) {
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
}
