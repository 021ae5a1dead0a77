//! Places from the layout engine: the model becomes a sized graph, the answer becomes a plan.

use super::Options;
use super::access::{self, Target};
use super::content::{Content, holder};
use super::plan::{AreaKind, AreaPlace, DataPlace, EdgePlace, Ends, Link, MarkPlace, NodePlace, Plan, Thing};
use super::stacked::stacked;
use super::{face, relabel, words};
use crate::geometry::{Point, Rect, Size};
use crate::layout::{Area, Direction, Edge, EdgeKind, End, Graph, Mark, Node, Placed, Role, layout};
use crate::shape::pool::{self, Band};
use crate::shape::{
    flow::{self, HEAD},
    gateway::Sign,
    store,
};
use crate::text::{Block, Weight};
use indexmap::IndexMap;
use model::process::{ArtifactKind, AssociationEnd, Colors, Event, EventPosition, Id, Lane, MessageEnd, Model, NodeKind, Participant};
use std::collections::{HashMap, HashSet};

/// What stands at each place of the graph's lists.
#[derive(Default)]
pub struct Draft {
    /// What the layout gets.
    pub graph: Graph,
    /// None for the room of steps that stand in no lane of a pool with lanes.
    areas: Vec<Option<AreaKind>>,
    area_of: IndexMap<AreaKey, usize>,
    nodes: Vec<Stand>,
    node_of: IndexMap<Stand, usize>,
    edges: Vec<Link>,
    edge_of: IndexMap<EdgeKey, usize>,
    homeless: usize,
    /// The lanes, as they lie beside each other.
    lanes: Vec<Id<Lane>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum AreaKey {
    Pool(Id<Participant>),
    Lane(Id<Lane>),
    /// The room beside the lanes of an area.
    Beside(usize),
}

/// A node of the graph.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stand {
    Node(Id<model::process::Node>),
    Data(Target),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum EdgeKey {
    Flow(Id<model::process::SequenceFlow>),
    Message(Id<model::process::MessageFlow>),
}

/// Room for outlines and fractions of pixels on each side of a drawing, in pixels.
const OUTLINE: f64 = 2.0;

/// Lays out what is shown.
pub fn plan(model: &Model, options: &Options, shown: &Content) -> Plan {
    let draft = draft(model, options, shown);
    let placed = layout(&draft.graph);
    let mut plan = draft.answer(model, options, &placed);
    relabel::relabel(&mut plan);
    plan
}

/// The sized graph of what is shown.
pub fn draft(model: &Model, options: &Options, shown: &Content) -> Draft {
    // The drawing has a little more room round it than the layout gives, and outlines have a thickness.
    let wrap = options.wrap.map(|wrap| (wrap - 2.0 * (super::MARGIN + OUTLINE - crate::layout::MARGIN)).max(1.0));
    let mut draft =
        Draft { graph: Graph { direction: options.direction, wrap, ..Graph::default() }, lanes: stacked(model), ..Draft::default() };
    draft.areas(model, shown);
    draft.steps(model, options, shown);
    draft.artifacts(model, shown);
    draft.connections(model, shown);
    draft.accesses(model, options, shown);
    draft.associations(model);
    draft
}

impl Draft {
    fn areas(&mut self, model: &Model, shown: &Content) {
        for (id, pool) in model.participants.iter() {
            let at = shown.pools[id.index()].then(|| {
                let kind = if pool.open { AreaKind::Pool(id) } else { AreaKind::BlackBox(id) };
                self.area(kind, AreaKey::Pool(id), None, pool.head.title(), !pool.open)
            });
            self.lanes(model, shown, Some(id), None, at, 0);
        }
        self.lanes(model, shown, None, None, None, 0);
        self.beside(model, shown);
    }

    /// Room for the steps that stand in an area and in none of its lanes: the drawing puts them in no lane either.
    fn beside(&mut self, model: &Model, shown: &Content) {
        let divided: HashSet<usize> = self.graph.areas.iter().filter_map(|area| area.parent).collect();
        for (id, node) in model.nodes.iter() {
            let home = self.home(node.lane, node.participant).filter(|home| shown.nodes[id.index()] && divided.contains(home));
            // What stands on a border stands where its step does.
            let on_border =
                matches!(&node.kind, NodeKind::Event(event) if event.position == EventPosition::Boundary && event.host.is_some());
            let Some(home) = home.filter(|_| !on_border && node.parent.is_none()) else { continue };
            if !self.area_of.contains_key(&AreaKey::Beside(home)) {
                self.area_of.insert(AreaKey::Beside(home), self.graph.areas.len());
                self.areas.push(None);
                self.graph.areas.push(Area { parent: Some(home), header: 0.0, title: 0.0, black_box: false, touches: false });
            }
        }
    }

    fn lanes(
        &mut self,
        model: &Model,
        shown: &Content,
        pool: Option<Id<Participant>>,
        parent: Option<Id<Lane>>,
        within: Option<usize>,
        depth: usize,
    ) {
        for at in 0..self.lanes.len() {
            let id = self.lanes[at];
            let lane = &model.lanes[id];
            // A lane that is its own ancestor would never end.
            if lane.participant != pool || lane.parent != parent || !shown.lanes[id.index()] || depth > model.lanes.len() {
                continue;
            }
            if self.area_of.contains_key(&AreaKey::Lane(id)) {
                continue;
            }
            let at = self.area(AreaKind::Lane(id), AreaKey::Lane(id), within, lane.head.title(), false);
            let above = self.areas[..at].iter().rev().find_map(|kind| match kind {
                Some(AreaKind::Lane(above)) if model.lanes[*above].parent.is_none() => Some(&model.lanes[*above]),
                _ => None,
            });
            let same = above.is_some_and(|above| above.participant == lane.participant);
            self.graph.areas[at].touches = within.is_none() && same;
            self.lanes(model, shown, pool, Some(id), Some(at), depth + 1);
        }
    }

    fn area(&mut self, kind: AreaKind, key: AreaKey, parent: Option<usize>, title: &str, black_box: bool) -> usize {
        let weight = if matches!(kind, AreaKind::Lane(_)) { Weight::Regular } else { Weight::Bold };
        let most = if black_box { 320.0 } else { 170.0 };
        let block = pool::title(title, most, weight);
        let header = if black_box { 0.0 } else { pool::thickness(&block) };
        let at = self.graph.areas.len();
        self.graph.areas.push(Area { parent, header, title: pool::length(&block), black_box, touches: false });
        self.areas.push(Some(kind));
        self.area_of.insert(key, at);
        at
    }

    fn home(&self, lane: Option<Id<Lane>>, pool: Option<Id<Participant>>) -> Option<usize> {
        let lane = lane.and_then(|lane| self.area_of.get(&AreaKey::Lane(lane)));
        lane.or_else(|| pool.and_then(|pool| self.area_of.get(&AreaKey::Pool(pool)))).copied()
    }

    /// Where a step stands: beside the lanes of its pool where it is in none.
    fn home_of_step(&self, node: &model::process::Node) -> Option<usize> {
        let home = self.home(node.lane, node.participant)?;
        Some(self.area_of.get(&AreaKey::Beside(home)).copied().unwrap_or(home))
    }

    fn steps(&mut self, model: &Model, options: &Options, shown: &Content) {
        let ids: Vec<_> = model.nodes.ids().filter(|id| shown.nodes[id.index()]).collect();
        for &id in &ids {
            self.node_of.insert(Stand::Node(id), self.node_of.len());
        }
        let mut hosted: HashMap<Id<model::process::Node>, usize> = HashMap::new();
        for id in &ids {
            if let NodeKind::Event(Event { host: Some(host), position: EventPosition::Boundary, .. }) = &model.nodes[*id].kind
                && let Some(host) = host.to
            {
                *hosted.entry(host).or_default() += 1;
            }
        }
        let place = |draft: &Self, id| draft.node_of.get(&Stand::Node(id)).copied();
        for id in ids {
            let node = &model.nodes[id];
            let expanded = matches!(&node.kind, NodeKind::SubProcess(sub) if !sub.collapsed);
            let role = match &node.kind {
                NodeKind::Event(event) => {
                    let host = event.host.as_ref().and_then(|host| host.to).and_then(|host| place(self, host));
                    match host.filter(|_| event.position == EventPosition::Boundary) {
                        Some(host) => Role::Boundary { host },
                        None => Role::Event,
                    }
                }
                NodeKind::Gateway(_) => Role::Gateway,
                NodeKind::SubProcess(_) if expanded => Role::Container,
                _ => Role::Activity,
            };
            let tag = tag(options, id, node);
            let parent = holder(model, node).filter(|parent| Some(*parent) != shown.root).and_then(|parent| place(self, parent));
            self.graph.nodes.push(Node {
                size: face::size(options, model, id, expanded, hosted.get(&id).copied().unwrap_or(0)),
                role,
                area: self.home_of_step(node),
                parent,
                label: extent(&face::aside(face::outside(node), face::ASIDE))
                    .or(tag.map(|_| Size::default()))
                    .map(|label| with(label, tag)),
            });
            self.nodes.push(Stand::Node(id));
        }
    }

    fn artifacts(&mut self, model: &Model, shown: &Content) {
        for (id, artifact) in model.artifacts.iter() {
            if !shown.chosen(artifact.activity) || !shown.in_sight(model, artifact.parent) {
                continue;
            }
            if matches!(artifact.kind, ArtifactKind::Group) {
                self.homeless += 1;
                continue;
            }
            let note = matches!(artifact.kind, ArtifactKind::Annotation);
            let text = if note { String::new() } else { face::artifact_text(model, artifact) };
            let parent = artifact.parent.filter(|parent| Some(*parent) != shown.root);
            let parent = parent.and_then(|parent| self.node_of.get(&Stand::Node(parent)).copied());
            let stand = Stand::Data(Target::placed(id));
            self.node_of.insert(stand, self.graph.nodes.len());
            self.nodes.push(stand);
            self.graph.nodes.push(Node {
                size: face::artifact_size(artifact),
                role: if note { Role::Note } else { Role::Data },
                area: self.home(artifact.lane, artifact.participant),
                parent,
                label: extent(&face::aside(&text, face::ASIDE)),
            });
        }
    }

    fn connections(&mut self, model: &Model, shown: &Content) {
        for (id, flow) in model.flows.iter() {
            let ends = flow.from.to.zip(flow.to.to).and_then(|(from, to)| self.stand(from).zip(self.stand(to)));
            if let Some((from, to)) = ends {
                self.edge_of.insert(EdgeKey::Flow(id), self.graph.edges.len());
                let mut label = extent(&face::arrow(face::flow_text(flow)));
                // The slash of a default branch stands where labels begin.
                if let Some(label) = label.as_mut().filter(|_| flow.default) {
                    label.width += 2.0 * HEAD;
                }
                if let End::Node(at) = from
                    && flow.default
                {
                    self.spare_slash(at);
                }
                self.edge(Link::Flow(id), from, to, EdgeKind::Sequence, label);
            }
        }
        for (id, message) in model.messages.iter() {
            let end = |end: MessageEnd| match end {
                MessageEnd::Participant(pool) => self.area_of.get(&AreaKey::Pool(pool)).map(|at| End::Area(*at)),
                MessageEnd::Node(node) => shown.stand_in(model, node).and_then(|node| self.stand(node)),
            };
            if let Some((from, to)) = message.from.to.and_then(end).zip(message.to.to.and_then(end)) {
                self.edge_of.insert(EdgeKey::Message(id), self.graph.edges.len());
                self.edge(Link::Message(id), from, to, EdgeKind::Message, extent(&face::arrow(&face::message_text(model, message))));
            }
        }
    }

    /// Makes room for the slash of a default branch beside the label of the gateway it leaves.
    fn spare_slash(&mut self, gateway: usize) {
        let down = self.graph.direction == Direction::TopToBottom;
        if let Some(label) = self.graph.nodes[gateway].label.as_mut() {
            let side = if down { &mut label.height } else { &mut label.width };
            *side += flow::SLASH;
        }
    }

    /// Stores that steps use, near them, and lines to them and to documents.
    fn accesses(&mut self, model: &Model, options: &Options, shown: &Content) {
        for ((node, target), used) in access::uses(model, options, shown) {
            let Some(step) = self.stand(node) else { continue };
            let stand = Stand::Data(target);
            if let (None, Thing::Store(id)) = (self.node_of.get(&stand), target.thing) {
                self.node_of.insert(stand, self.graph.nodes.len());
                self.nodes.push(stand);
                // In the lane of the first step that uses it: near, and inside the pool.
                let first = &model.nodes[node];
                let text = model.stores[id].head.title();
                self.graph.nodes.push(Node {
                    size: store::SIZE,
                    role: Role::Data,
                    area: self.home_of_step(first),
                    parent: None,
                    label: extent(&face::aside(text, face::ASIDE)),
                });
            }
            let Some(&data) = self.node_of.get(&stand) else { continue };
            // Reading and writing take a line each, as in a file that says both.
            let data = End::Node(data);
            if used.reads {
                self.edge(Link::Access(node), data, step, EdgeKind::Association, None);
            }
            if used.writes {
                self.edge(Link::Access(node), step, data, EdgeKind::Association, None);
            }
        }
    }

    fn associations(&mut self, model: &Model) {
        for (id, association) in model.associations.iter() {
            let end = |end: AssociationEnd| match end {
                AssociationEnd::Node(node) => self.stand(node),
                AssociationEnd::Artifact(artifact) => self.node_of.get(&Stand::Data(Target::placed(artifact))).map(|at| End::Node(*at)),
                AssociationEnd::Flow(flow) => self.edge_of.get(&EdgeKey::Flow(flow)).map(|at| End::Edge(*at)),
                AssociationEnd::Message(message) => self.edge_of.get(&EdgeKey::Message(message)).map(|at| End::Edge(*at)),
                AssociationEnd::Participant(pool) => self.area_of.get(&AreaKey::Pool(pool)).map(|at| End::Area(*at)),
                AssociationEnd::Lane(lane) => self.area_of.get(&AreaKey::Lane(lane)).map(|at| End::Area(*at)),
            };
            if let Some((from, to)) = association.from.to.and_then(end).zip(association.to.to.and_then(end)) {
                self.edge(Link::Association(id), from, to, EdgeKind::Association, None);
            }
        }
    }

    fn stand(&self, node: Id<model::process::Node>) -> Option<End> {
        self.node_of.get(&Stand::Node(node)).map(|at| End::Node(*at))
    }

    fn edge(&mut self, link: Link, from: End, to: End, kind: EdgeKind, label: Option<Size>) {
        self.graph.edges.push(Edge { from, to, kind, label });
        self.edges.push(link);
    }

    fn answer(self, model: &Model, options: &Options, placed: &Placed) -> Plan {
        let band = if options.direction == Direction::LeftToRight { Band::Left } else { Band::Top };
        let further = placed.cut.areas.iter().map(|(at, rect)| (*at, rect, true));
        let areas = placed.areas.iter().enumerate().map(|(at, rect)| (at, rect, false)).chain(further);
        let areas = areas.filter_map(|(at, rect, again)| {
            let thickness = self.graph.areas.get(at)?.header;
            Some((at, AreaPlace { kind: self.areas[at]?, rect: *rect, band, thickness, again, colors: Colors::default() }))
        });
        let mut areas: Vec<(usize, AreaPlace)> = areas.collect();
        if placed.cut.bands > 0 {
            // A pool is painted before its lanes, in whichever band they are.
            areas.sort_by_key(|(at, _)| std::iter::successors(self.graph.areas[*at].parent, |at| self.graph.areas[*at].parent).count());
        }
        let areas = areas.into_iter().map(|(_, place)| place).collect();
        let mut plan = Plan { areas, homeless: self.homeless, bands: placed.cut.bands, ..Plan::default() };
        for (at, stand) in self.nodes.iter().enumerate() {
            let rect = placed.nodes.get(at).copied().unwrap_or_default();
            let label = placed.labels.get(at).copied().flatten();
            match stand {
                Stand::Node(node) => plan.nodes.push(NodePlace {
                    node: *node,
                    rect,
                    label: label.map(|label| untagged(label, rect, tag(options, *node, &model.nodes[*node])).0),
                    badges: label.and_then(|label| untagged(label, rect, tag(options, *node, &model.nodes[*node])).1),
                    expanded: self.graph.nodes[at].role == Role::Container,
                    sign: Sign::Shown,
                    colors: Colors::default(),
                }),
                Stand::Data(target) => plan.data.push(DataPlace { thing: target.thing, rect, label, colors: Colors::default() }),
            }
        }
        plan.nodes.sort_by_key(|place| depth(model, place.node));
        let mut further: HashMap<usize, Vec<&Vec<Point>>> = HashMap::new();
        for (edge, points) in &placed.cut.pieces {
            further.entry(*edge).or_default().push(points);
        }
        for (edge, (link, path)) in self.edges.iter().zip(&placed.edges).enumerate() {
            let further = further.get(&edge).map_or(&[][..], Vec::as_slice);
            let last = further.len();
            for (at, points) in std::iter::once(&path.points).chain(further.iter().copied()).enumerate() {
                let ends = Ends { first: at == 0, last: at == last };
                let label = path.label.filter(|_| ends.first);
                plan.edges.push(EdgePlace { link: *link, points: points.clone(), ends, label, colors: Colors::default() });
            }
        }
        plan.marks = placed.cut.marks.iter().filter_map(|mark| self.mark(model, options, mark)).collect();
        plan
    }

    fn mark(&self, model: &Model, options: &Options, mark: &Mark) -> Option<MarkPlace> {
        let Mark { letter, place, sign, leaves, .. } = *mark;
        let mut names: Vec<String> = Vec::new();
        for edge in mark.edges.iter().filter_map(|edge| self.graph.edges.get(*edge)) {
            let name = self.name(model, options, if leaves { edge.to } else { edge.from });
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let link = *self.edges.get(*mark.edges.first()?)?;
        Some(MarkPlace { letter, place, sign, link, leaves, names })
    }

    /// The name of what stands at an end of a connection; its kind where it has none.
    fn name(&self, model: &Model, options: &Options, end: End) -> String {
        let text = match end {
            End::Node(at) => match self.nodes.get(at) {
                Some(Stand::Node(node)) => words::named(options.lang, &model.nodes[*node]),
                Some(Stand::Data(Target { thing: Thing::Artifact(id), .. })) => face::artifact_text(model, &model.artifacts[*id]),
                Some(Stand::Data(Target { thing: Thing::Store(id), .. })) => model.stores[*id].head.title().to_owned(),
                None => String::new(),
            },
            End::Area(at) => match self.areas.get(at).copied().flatten() {
                Some(AreaKind::Pool(id) | AreaKind::BlackBox(id)) => model.participants[id].head.title().to_owned(),
                Some(AreaKind::Lane(id)) => model.lanes[id].head.title().to_owned(),
                None => String::new(),
            },
            End::Edge(_) => String::new(),
        };
        crate::text::clean(&text).replace('\n', " ")
    }
}

/// In how many sub-processes a node stands.
pub fn depth(model: &Model, id: Id<model::process::Node>) -> usize {
    let mut at = holder(model, &model.nodes[id]);
    let mut depth = 0;
    while let Some(parent) = at.filter(|_| depth <= model.nodes.len()) {
        depth += 1;
        at = holder(model, &model.nodes[parent]);
    }
    depth
}

/// Size of the badges of an event or gateway, which are placed with its label.
fn tag(options: &Options, id: Id<model::process::Node>, node: &model::process::Node) -> Option<Size> {
    let rows = matches!(node.kind, NodeKind::Event(_) | NodeKind::Gateway(_)).then(|| face::rows(options, id, face::ASIDE))?;
    (rows.height() > 0.0).then(|| Size::new(rows.width(), rows.height()))
}

/// Room between a label and the badges placed with it, in pixels.
const AIR: f64 = 3.0;

fn with(label: Size, tag: Option<Size>) -> Size {
    tag.map_or(label, |tag| Size::new(label.width.max(tag.width.ceil()), label.height + (tag.height + AIR).ceil()))
}

/// The place of a label alone, and that of the badges placed with it, on the side away from the symbol.
fn untagged(label: Rect, symbol: Rect, tag: Option<Size>) -> (Rect, Option<Point>) {
    let Some(tag) = tag else { return (label, None) };
    let (x, taken) = (label.center().x - tag.width / 2.0, (tag.height + AIR).ceil());
    let text = Rect { height: label.height - taken, ..label };
    if label.center().y < symbol.center().y {
        return (Rect { y: label.y + taken, ..text }, Some(Point::new(x, label.y)));
    }
    (text, Some(Point::new(x, label.bottom() - tag.height)))
}

fn extent(block: &Block) -> Option<Size> {
    (!block.is_empty()).then(|| Size::new(block.extent.width.ceil(), block.extent.height.ceil()))
}
