//! From the flow to phases: steps that follow each other without waiting, by one actor, are one phase.

use crate::view::overview::Context;
use indexmap::{IndexMap, IndexSet};
use model::flow::order::order;
use model::process::*;

/// A column.
pub struct Column {
    pub element: String,
    pub title: String,
    /// An actor whose inside is not described.
    pub outside: bool,
}

/// What stands in the columns.
pub enum Element {
    Event(Oval),
    Result(Oval),
    Phase(Phase),
}

/// An event or result.
pub struct Oval {
    pub element: String,
    pub text: String,
    pub column: usize,
}

/// What one actor does without waiting.
pub struct Phase {
    pub number: usize,
    pub column: usize,
    /// Its steps, in order.
    pub steps: Vec<Id<Node>>,
    /// How what arrives is joined; empty where one thing arrives.
    pub join: &'static str,
    /// The question its outgoing rules answer.
    pub question: String,
    /// The rules under which something leaves it.
    pub rules: Vec<String>,
}

/// An arrow between elements.
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    /// The rule under which it leaves, where there are several.
    pub rule: String,
}

/// The whole model of an activity.
#[derive(Default)]
pub struct Mot {
    pub columns: Vec<Column>,
    pub elements: Vec<Element>,
    pub arrows: Vec<Arrow>,
    /// When elements happen, where that is said.
    pub periods: Vec<(usize, String)>,
}

impl Element {
    pub fn column(&self) -> usize {
        match self {
            Element::Event(oval) | Element::Result(oval) => oval.column,
            Element::Phase(phase) => phase.column,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Actor {
    Lane(Id<Lane>),
    Pool(Id<Participant>),
    Nobody,
}

struct Maker<'a> {
    context: &'a Context<'a>,
    model: &'a Model,
    columns: IndexMap<Actor, Column>,
    elements: Vec<Element>,
    arrows: IndexMap<(usize, usize), String>,
    periods: Vec<(usize, String)>,
    /// The element of each step, where it has one.
    of: IndexMap<Id<Node>, usize>,
    /// Arrows that are messages: what they bring is waited for beside what the flow brings.
    messages: IndexSet<(usize, usize)>,
}

/// The model of an activity.
pub fn mot(context: &Context<'_>) -> Mot {
    let mut maker = Maker {
        context,
        model: context.model,
        columns: IndexMap::new(),
        elements: Vec::new(),
        arrows: IndexMap::new(),
        periods: Vec::new(),
        of: IndexMap::new(),
        messages: IndexSet::new(),
    };
    let nodes: Vec<_> = order(context.model, context.options.graph).into_iter().filter(|id| maker.shown(*id)).collect();
    maker.actors();
    maker.ovals_and_phases(&nodes);
    maker.flows(&nodes);
    maker.messages();
    maker.joins();
    maker.when(&nodes);
    let arrows = maker.arrows.into_iter().map(|((from, to), rule)| Arrow { from, to, rule }).collect();
    Mot { columns: maker.columns.into_values().collect(), elements: maker.elements, arrows, periods: maker.periods }
}

impl Maker<'_> {
    /// The steps of the activity outside sub-processes: what is inside one belongs to its phase.
    fn shown(&self, id: Id<Node>) -> bool {
        let node = &self.model.nodes[id];
        node.activity == self.context.activity && node.parent.is_none()
    }

    /// Columns in the order of writing: pools without described inside, lanes, pools without lanes.
    fn actors(&mut self) {
        let model = self.model;
        for (id, pool) in model.participants.iter().filter(|(_, pool)| pool.activity == self.context.activity) {
            let used: IndexSet<Actor> = model
                .nodes
                .values()
                .filter(|node| node.participant == Some(id) && node.activity == self.context.activity)
                .map(actor_of)
                .collect();
            for (lane_id, lane) in model.lanes.iter().filter(|(_, lane)| lane.participant == Some(id)) {
                if used.contains(&Actor::Lane(lane_id)) {
                    self.column(Actor::Lane(lane_id), &lane.head, false);
                }
            }
            if used.contains(&Actor::Pool(id)) || (used.is_empty() && self.speaks(id)) {
                self.column(Actor::Pool(id), &pool.head, used.is_empty());
            }
        }
    }

    fn column(&mut self, actor: Actor, head: &Head, outside: bool) {
        let title = if head.title().trim().is_empty() { self.context.say("Acteur", "Actor") } else { head.title() };
        self.columns.entry(actor).or_insert_with(|| Column { element: head.name.to_string(), title: title.to_owned(), outside });
    }

    fn speaks(&self, pool: Id<Participant>) -> bool {
        let ends = self.model.messages.values().flat_map(|message| [message.from.to, message.to.to]);
        ends.flatten().any(|end| end == MessageEnd::Participant(pool))
    }

    fn column_of(&mut self, node: &Node) -> usize {
        let actor = actor_of(node);
        if !self.columns.contains_key(&actor) {
            let title = self.context.say("Processus", "Process").to_owned();
            self.columns.insert(actor, Column { element: String::new(), title, outside: false });
        }
        self.columns.get_index_of(&actor).unwrap_or_default()
    }

    fn ovals_and_phases(&mut self, nodes: &[Id<Node>]) {
        let mut number = 0;
        for &id in nodes {
            let node = &self.model.nodes[id];
            match &node.kind {
                NodeKind::Event(event) => {
                    let column = self.column_of(node);
                    let oval = Oval { element: node.head.name.to_string(), text: self.event_text(node, event), column };
                    let ends = event.position == EventPosition::End || event.throwing;
                    self.of.insert(id, self.elements.len());
                    self.elements.push(if ends { Element::Result(oval) } else { Element::Event(oval) });
                }
                NodeKind::Gateway(_) => {}
                _ if self.continues(id).is_some() => {
                    let at = self.continues(id).and_then(|before| self.of.get(&before).copied());
                    if let Some(at) = at
                        && let Element::Phase(phase) = &mut self.elements[at]
                    {
                        phase.steps.push(id);
                        self.of.insert(id, at);
                    }
                }
                _ => {
                    let column = self.column_of(node);
                    number += 1;
                    let phase = Phase { number, column, steps: vec![id], join: "", question: String::new(), rules: Vec::new() };
                    self.of.insert(id, self.elements.len());
                    self.elements.push(Element::Phase(phase));
                }
            }
        }
    }

    fn event_text(&self, node: &Node, event: &Event) -> String {
        let label = node.head.label.trim();
        if !label.is_empty() {
            return label.to_owned();
        }
        use model::process::vocabulary::Words;
        match (&event.detail, event.position) {
            (Some(detail), _) => detail.value.clone(),
            (None, EventPosition::Start) if event.trigger == Trigger::None => self.context.say("Début", "Start").to_owned(),
            (None, EventPosition::End) if event.trigger == Trigger::None => self.context.say("Fin", "End").to_owned(),
            _ if event.trigger == Trigger::None => self.context.say("Événement", "Event").to_owned(),
            _ => event.trigger.label(self.context.options.lang).to_owned(),
        }
    }

    /// The step whose phase a step continues: the same actor goes on without waiting for anything.
    fn continues(&self, id: Id<Node>) -> Option<Id<Node>> {
        let graph = self.context.options.graph;
        let [(flow, before)] = graph.incoming(id)[..] else { return None };
        let work = |id: Id<Node>| !matches!(self.model.nodes[id].kind, NodeKind::Event(_) | NodeKind::Gateway(_));
        let alone = graph.outgoing(before).len() == 1 && graph.boundary(before).is_empty();
        let same = actor_of(&self.model.nodes[before]) == actor_of(&self.model.nodes[id]);
        let waits = self.model.messages.values().any(|message| message.to.to == Some(MessageEnd::Node(id)));
        let asks = self.model.flows[flow].condition.is_some() || !self.model.flows[flow].head.label.trim().is_empty();
        let known = self.of.contains_key(&before);
        (work(before) && alone && same && !waits && !asks && known && before != id).then_some(before)
    }

    /// Where an arrow leads once gateways are passed, with the labels on the way.
    fn targets(&self, flow: Id<SequenceFlow>, to: Id<Node>, label: &str, depth: usize) -> Vec<(usize, String)> {
        let own = self.flow_text(flow);
        let label = [label, own.as_str()].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(", ");
        if let Some(at) = self.of.get(&to) {
            return vec![(*at, label)];
        }
        let next = self.context.options.graph.outgoing(to);
        // Gateways in a circle of their own lead nowhere.
        if depth == 0 || next.len() > 64 {
            return Vec::new();
        }
        next.into_iter().flat_map(|(flow, to)| self.targets(flow, to, &label, depth - 1)).collect()
    }

    fn flow_text(&self, id: Id<SequenceFlow>) -> String {
        let flow = &self.model.flows[id];
        let label = flow.head.label.trim();
        match (&flow.condition, label) {
            (_, label) if !label.is_empty() => label.to_owned(),
            (Some(condition), _) => condition.value.clone(),
            _ if flow.default => self.context.say("sinon", "otherwise").to_owned(),
            _ => String::new(),
        }
    }

    fn flows(&mut self, nodes: &[Id<Node>]) {
        for &id in nodes {
            let Some(&from) = self.of.get(&id) else { continue };
            if let NodeKind::Event(Event { host: Some(host), .. }) = &self.model.nodes[id].kind
                && let Some(at) = host.to.and_then(|host| self.of.get(&host)).copied()
            {
                self.arrows.entry((at, from)).or_default();
            }
            // Only the last step of a phase leads out of it.
            if let Element::Phase(phase) = &self.elements[from]
                && phase.steps.last() != Some(&id)
            {
                continue;
            }
            let mut out: Vec<(usize, String)> = Vec::new();
            let mut question = String::new();
            let outgoing = self.context.options.graph.outgoing(id);
            for (flow, to) in &outgoing {
                if let NodeKind::Gateway(_) = self.model.nodes[*to].kind
                    && self.context.options.graph.outgoing(*to).len() > 1
                {
                    question = self.model.nodes[*to].head.label.trim().to_owned();
                }
                out.extend(self.targets(*flow, *to, "", 12));
            }
            let mut rules: IndexSet<String> = IndexSet::new();
            for (to, rule) in &out {
                rules.insert(rule.clone());
                if *to != from || out.len() > 1 {
                    let entry = self.arrows.entry((from, *to)).or_default();
                    *entry = if entry.is_empty() || entry == rule { rule.clone() } else { format!("{entry}, {rule}") };
                }
            }
            let always = self.context.say("TOUJOURS", "ALWAYS");
            if let Element::Phase(phase) = &mut self.elements[from] {
                rules.shift_remove("");
                phase.rules = if rules.is_empty() && !out.is_empty() { vec![always.to_owned()] } else { rules.into_iter().collect() };
                phase.question = if phase.rules.len() > 1 { question } else { String::new() };
            }
        }
    }

    /// Messages from and to somebody outside are events and results in that actor's column.
    fn messages(&mut self) {
        for message in self.model.messages.values() {
            let text = message.head.label.trim();
            let text = if text.is_empty() { self.context.say("Message", "Message") } else { text };
            let (pool, step, arrives) = match (message.from.to, message.to.to) {
                (Some(MessageEnd::Participant(pool)), Some(MessageEnd::Node(step))) => (pool, step, true),
                (Some(MessageEnd::Node(step)), Some(MessageEnd::Participant(pool))) => (pool, step, false),
                (Some(MessageEnd::Node(from)), Some(MessageEnd::Node(to))) => {
                    if let (Some(from), Some(to)) = (self.of.get(&from), self.of.get(&to))
                        && from != to
                        && !self.arrows.contains_key(&(*from, *to))
                    {
                        self.arrows.insert((*from, *to), text.to_owned());
                        self.messages.insert((*from, *to));
                    }
                    continue;
                }
                _ => continue,
            };
            let (Some(&at), Some(column)) = (self.of.get(&step), self.columns.get_index_of(&Actor::Pool(pool))) else { continue };
            let oval = Oval { element: message.head.name.to_string(), text: text.to_owned(), column };
            let made = self.elements.len();
            self.elements.push(if arrives { Element::Event(oval) } else { Element::Result(oval) });
            let arrow = if arrives { (made, at) } else { (at, made) };
            self.arrows.insert(arrow, String::new());
            self.messages.insert(arrow);
        }
    }

    /// How what arrives at a phase is joined: by the gateway before it, else by what BPMN means without one.
    fn joins(&mut self) {
        let graph = self.context.options.graph;
        for at in 0..self.elements.len() {
            let Element::Phase(phase) = &self.elements[at] else { continue };
            let first = phase.steps[0];
            let arriving = self.arrows.keys().filter(|(from, to)| *to == at && *from != at);
            let (mut ways, mut messages) = (0, 0);
            for arrow in arriving {
                if self.messages.contains(arrow) { messages += 1 } else { ways += 1 }
            }
            let incoming = graph.incoming(first);
            let gateway = match incoming[..] {
                [(_, before)] => match &self.model.nodes[before].kind {
                    NodeKind::Gateway(kind) if graph.incoming(before).len() > 1 => Some(*kind),
                    _ => None,
                },
                _ => None,
            };
            let (and, or) = (self.context.say("ET", "AND"), self.context.say("OU", "OR"));
            let join = match (gateway, ways, messages) {
                (_, 0 | 1, 0) | (_, 0, 1) => "",
                (Some(Gateway::Parallel), ..) => and,
                (Some(Gateway::Inclusive | Gateway::Complex), ..) => self.context.say("ET / OU", "AND / OR"),
                (_, 0 | 1, _) => and,
                (_, _, 0) => or,
                _ => self.context.say("OU, puis ET", "OR, then AND"),
            };
            if let Element::Phase(phase) = &mut self.elements[at] {
                phase.join = join;
            }
        }
    }

    /// When things happen, as far as it is said: what starts the process, and the timers.
    fn when(&mut self, nodes: &[Id<Node>]) {
        for &id in nodes {
            let NodeKind::Event(event) = &self.model.nodes[id].kind else { continue };
            let Some(&at) = self.of.get(&id) else { continue };
            let text = self.event_text(&self.model.nodes[id], event);
            if event.trigger == Trigger::Timer {
                self.periods.push((at, text));
            } else if event.position == EventPosition::Start {
                self.periods.push((at, format!("{} {text}", self.context.say("Dès :", "From:"))));
            }
        }
    }
}

fn actor_of(node: &Node) -> Actor {
    match (node.lane, node.participant) {
        (Some(lane), _) => Actor::Lane(lane),
        (None, Some(pool)) => Actor::Pool(pool),
        (None, None) => Actor::Nobody,
    }
}
