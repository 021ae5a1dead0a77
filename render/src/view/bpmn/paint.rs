//! From places to items: what is painted below, what above, and every element by its shape.

use super::face::{self, Face};
use super::lines::Lines;
use super::plan::{AreaKind, AreaPlace, DataPlace, EdgePlace, Link, NodePlace, Plan, Thing};
use super::{Options, words};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Group, Role, Scene, Shape, Style};
use crate::shape::association::{self, Heads};
use crate::shape::{LINE, Look, data, event, finding, flow, frame, gateway, label, message, note, pool, store, task};
use crate::text::Block;
use crate::theme::Token;
use model::process::{ArtifactKind, AssociationKind, EventPosition, Model, Node, NodeKind};

/// Room between a symbol and its label below, in pixels.
const BELOW: f64 = 4.0;

struct Painter<'a> {
    model: &'a Model,
    options: &'a Options,
    plan: &'a Plan,
    lines: Lines,
    groups: Vec<Group>,
    /// Labels of arrows and badges, painted last.
    above: Vec<Group>,
}

/// The items of a plan, in its own coordinates.
pub fn scene(model: &Model, options: &Options, plan: &Plan) -> Scene {
    let mut painter = Painter { model, options, plan, lines: Lines::new(plan), groups: Vec::new(), above: Vec::new() };
    for place in &plan.areas {
        painter.area(place);
    }
    painter.pool_frames();
    for place in plan.nodes.iter().filter(|place| place.expanded) {
        painter.node(place);
    }
    for place in &plan.edges {
        painter.edge(place);
    }
    let boundary =
        |place: &&NodePlace| matches!(&model.nodes[place.node].kind, NodeKind::Event(event) if event.position == EventPosition::Boundary);
    for place in plan.nodes.iter().filter(|place| !place.expanded && !boundary(place)) {
        painter.node(place);
    }
    for place in plan.nodes.iter().filter(boundary) {
        painter.node(place);
    }
    for place in &plan.data {
        painter.data(place);
    }
    let Painter { mut groups, mut above, .. } = painter;
    groups.append(&mut above);
    Scene {
        size: Size::default(),
        title: words::title(model, options, plan),
        description: words::description(model, options, plan),
        lang: options.lang,
        theme: options.theme,
        groups,
    }
}

impl Painter<'_> {
    fn area(&mut self, place: &AreaPlace) {
        let AreaPlace { kind, rect, band, thickness, .. } = *place;
        let (role, head) = match kind {
            AreaKind::Pool(id) | AreaKind::BlackBox(id) => (Role::Pool, &self.model.participants[id].head),
            AreaKind::Lane(id) => (Role::Lane, &self.model.lanes[id].head),
        };
        let line = if role == Role::Lane { Token::LaneLine } else { Token::PoolLine };
        let look = Look::new(Token::PoolFill, line).with(&place.colors, self.options.theme);
        let mut group = Group::new(&head.name, role, words::area(self.options.lang, kind, head));
        match kind {
            AreaKind::Pool(id) => pool::pool(&mut group, &head.label, rect, band, thickness, self.model.participants[id].multiple, look),
            AreaKind::BlackBox(id) => pool::black_box(&mut group, &head.label, rect, self.model.participants[id].multiple, look),
            AreaKind::Lane(_) => pool::lane(&mut group, &head.label, rect, band, thickness, look),
        }
        self.groups.push(group);
    }

    /// The frames of pools once more, above the thinner lines of their lanes.
    fn pool_frames(&mut self) {
        for place in &self.plan.areas {
            if let AreaKind::Pool(id) = place.kind {
                let look = Look::new(Token::PoolFill, Token::PoolLine).with(&place.colors, self.options.theme);
                let mut group = Group::new(&self.model.participants[id].head.name, Role::Pool, "");
                group.push(Shape::Rect(place.rect, 0.0), Style::line(look.line, LINE));
                self.groups.push(group);
            }
        }
    }

    fn node(&mut self, place: &NodePlace) {
        let node = &self.model.nodes[place.node];
        let references = face::references(self.options, place.node);
        let (role, look) = match &node.kind {
            NodeKind::Event(event) => (Role::Event, event::look(event)),
            NodeKind::Gateway(_) => (Role::Gateway, Look::new(Token::GatewayFill, Token::GatewayLine)),
            NodeKind::Task(_) => (Role::Task, Look::new(Token::TaskFill, Token::TaskLine)),
            NodeKind::Call(_) if place.expanded => (Role::Call, Look::new(Token::SubFill, Token::TaskLine)),
            NodeKind::Call(_) => (Role::Call, Look::new(Token::TaskFill, Token::TaskLine)),
            NodeKind::SubProcess(_) if place.expanded => (Role::SubProcess, Look::new(Token::SubFill, Token::TaskLine)),
            NodeKind::SubProcess(_) => (Role::SubProcess, Look::new(Token::TaskFill, Token::TaskLine)),
        };
        let look = look.with(&place.colors, self.options.theme);
        let mut group = Group::new(&node.head.name, role, words::node(self.options.lang, node, references));
        let rect = place.rect;
        let rows = face::rows(self.options, place.node, if matches!(role, Role::Event | Role::Gateway) { 90.0 } else { rect.width });
        let mut badges = None;
        if rows.height() > 0.0 {
            // Above the symbol, unless there is room inside.
            badges = Some(Point::new(rect.center().x - rows.width() / 2.0, rect.y - rows.height() - 3.0));
        }
        match face::face(node, place.expanded) {
            Face::Event(event) => event::draw(&mut group, event, rect, look),
            Face::Gateway(kind) => gateway::draw(&mut group, kind, place.sign, rect, look),
            Face::Activity(mut activity) => {
                if let Some(at) = &mut badges {
                    let with = task::Activity { badges: rows.height() + 5.0, ..activity.clone() };
                    *at = if task::fits(&with, face::text(node), rect) {
                        activity = with;
                        let markers = if activity.markers.is_empty() { 0.0 } else { crate::shape::marker::ROW - 5.0 };
                        Point::new(rect.x + face::BADGE_INSET, rect.bottom() - rows.height() - 5.0 - markers)
                    } else {
                        Point::new(rect.x + face::BADGE_INSET, rect.y - rows.height() + 5.0)
                    };
                }
                task::draw(&mut group, &activity, face::text(node), rect, look);
            }
            Face::Frame(border, markers) => {
                frame::draw(&mut group, border, &markers, face::text(node), rect, look);
                if let Some(at) = &mut badges {
                    *at = Point::new(rect.right() - rows.width() - 24.0, rect.y - rows.height() + 5.0);
                }
            }
        }
        self.aside(&mut group, face::outside(node), rect, place.label);
        self.groups.push(group);
        if let Some(at) = badges {
            let mut group = Group::new(&node.head.name, Role::Badge, references.join(", "));
            rows.draw(&mut group, at);
            self.above.push(group);
        }
        self.finding(place, node);
    }

    fn finding(&mut self, place: &NodePlace, node: &Node) {
        let found = self.options.findings.get(&place.node).filter(|_| self.options.marks.findings);
        let Some(&found) = found else { return };
        let inset = if matches!(node.kind, NodeKind::Event(_) | NodeKind::Gateway(_)) { place.rect.width * 0.14 } else { 3.0 };
        let mut group = Group::new(&node.head.name, Role::Finding, words::found(self.options.lang, found));
        finding::draw(&mut group, found.severity, Point::new(place.rect.right() - inset, place.rect.y + inset));
        self.above.push(group);
    }

    fn data(&mut self, place: &DataPlace) {
        let artifact = match place.thing {
            Thing::Artifact(id) => &self.model.artifacts[id],
            Thing::Store(id) => {
                let head = &self.model.stores[id].head;
                let mut group = Group::new(&head.name, Role::Store, head.title());
                store::draw(&mut group, place.rect, Look::new(Token::DataFill, Token::DataLine));
                self.aside(&mut group, head.title(), place.rect, place.label);
                self.groups.push(group);
                return;
            }
        };
        let text = face::artifact_text(self.model, artifact);
        let (role, look) = match artifact.kind {
            ArtifactKind::Document { .. } => (Role::Document, Look::new(Token::DataFill, Token::DataLine)),
            ArtifactKind::Store(_) => (Role::Store, Look::new(Token::DataFill, Token::DataLine)),
            ArtifactKind::Annotation => (Role::Annotation, Look::new(Token::Canvas, Token::NoteLine)),
            ArtifactKind::Group => (Role::Group, Look::new(Token::Canvas, Token::NoteLine)),
        };
        let look = look.with(&place.colors, self.options.theme);
        let mut group = Group::new(&artifact.head.name, role, crate::text::clean(&text).replace('\n', " "));
        match &artifact.kind {
            ArtifactKind::Document { role, collection, .. } => data::draw(&mut group, *role, *collection, place.rect, look),
            ArtifactKind::Store(_) => store::draw(&mut group, place.rect, look),
            ArtifactKind::Annotation => note::annotation(&mut group, &text, place.rect, Look { ink: Token::Ink.into(), ..look }),
            ArtifactKind::Group => note::group(&mut group, &text, place.rect, Look { ink: Token::Ink.into(), ..look }),
        }
        if matches!(artifact.kind, ArtifactKind::Document { .. } | ArtifactKind::Store(_)) {
            self.aside(&mut group, &text, place.rect, place.label);
        }
        self.groups.push(group);
    }

    /// The label beside a symbol: where the plan says, else below.
    fn aside(&self, group: &mut Group, text: &str, rect: Rect, place: Option<Rect>) {
        let block = place.map_or_else(|| face::aside(text, face::ASIDE), |place| face::given(text, place));
        if block.is_empty() {
            return;
        }
        let place = match place {
            Some(place) => Rect::new(place.center().x - block.extent.width / 2.0, place.y, block.extent.width, block.extent.height),
            None => Rect::new(rect.center().x - block.extent.width / 2.0, rect.bottom() + BELOW, block.extent.width, block.extent.height),
        };
        self.write(group, &block, place);
    }

    /// Writes a label, on a ground of its own where a line passes below.
    fn write(&self, group: &mut Group, block: &Block, place: Rect) {
        if self.lines.cross(place.grown(-1.0)) {
            label::backed(group, block, place, Token::Ink);
        } else {
            label::centered(group, block, place, Token::Ink);
        }
    }

    fn edge(&mut self, place: &EdgePlace) {
        let model = self.model;
        let points = &place.points;
        let (role, head, text) = match place.link {
            Link::Flow(id) => (Role::Flow, &model.flows[id].head, face::flow_text(&model.flows[id]).to_owned()),
            Link::Message(id) => (Role::Message, &model.messages[id].head, face::message_text(model, &model.messages[id])),
            Link::Association(id) => {
                let association = &model.associations[id];
                let role = if association.kind == AssociationKind::Data { Role::DataAssociation } else { Role::Association };
                (role, &association.head, String::new())
            }
            Link::Access { node, .. } => (Role::DataAssociation, &model.nodes[node].head, String::new()),
        };
        // A use of data has no element of its own: it belongs to its step, whose identifier stays with the step.
        let element = if matches!(place.link, Link::Access { .. }) { "" } else { &head.name };
        let mut group = Group::new(element, role, crate::text::clean(&text).replace('\n', " "));
        let token = match role {
            Role::Flow => Token::Flow,
            Role::Message => Token::Message,
            _ => Token::NoteLine,
        };
        let line = Look::new(Token::Canvas, token).with(&place.colors, self.options.theme).line;
        match place.link {
            Link::Flow(id) => flow::draw(&mut group, self.start(id), points, line),
            Link::Message(id) => message::draw(&mut group, model.messages[id].envelope, points, line),
            Link::Association(id) => {
                let heads = match model.associations[id].kind {
                    AssociationKind::Undirected => Heads::None,
                    AssociationKind::Directed | AssociationKind::Data => Heads::End,
                    AssociationKind::Both => Heads::Both,
                };
                association::draw(&mut group, heads, points, line);
            }
            Link::Access { both, .. } => association::draw(&mut group, if both { Heads::Both } else { Heads::End }, points, line),
        }
        self.groups.push(group);
        let block = match place.label {
            Some(room) => face::given(&text, room),
            None => face::arrow(&text),
        };
        if !block.is_empty() {
            let Size { width, height } = block.extent;
            let room = match place.label {
                Some(room) => Rect::new(room.center().x - width / 2.0, room.center().y - height / 2.0, width, height),
                None => beside(points, block.extent),
            };
            let mut group = Group::new(element, role, "");
            self.write(&mut group, &block, room);
            self.above.push(group);
        }
    }

    fn start(&self, id: model::process::Id<model::process::SequenceFlow>) -> flow::Start {
        let flow = &self.model.flows[id];
        let from = flow.from.to.map(|from| &self.model.nodes[from].kind);
        let activity = matches!(from, Some(NodeKind::Task(_) | NodeKind::Call(_) | NodeKind::SubProcess(_)));
        match (flow.default, flow.condition.is_some() && activity) {
            (true, _) => flow::Start::Default,
            (false, true) => flow::Start::Conditional,
            (false, false) => flow::Start::Plain,
        }
    }
}

/// A place for a label beside the longest piece of a line: above a level one, right of an upright one.
fn beside(points: &[Point], size: Size) -> Rect {
    let length = |pair: &[Point]| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
    let Some(pair) = points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b))) else { return Rect::default() };
    let middle = Point::new((pair[0].x + pair[1].x) / 2.0, (pair[0].y + pair[1].y) / 2.0);
    if (pair[1].x - pair[0].x).abs() >= (pair[1].y - pair[0].y).abs() {
        Rect::new(middle.x - size.width / 2.0, middle.y - size.height - 3.0, size.width, size.height)
    } else {
        Rect::new(middle.x + 5.0, middle.y - size.height / 2.0, size.width, size.height)
    }
}
