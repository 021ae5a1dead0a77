//! From places to items: what is painted below, what above, and every element by its shape.

use super::face::{self, Face};
use super::field::{self, Field};
use super::plan::{AreaKind, AreaPlace, DataPlace, EdgePlace, Ends, Link, MarkPlace, NodePlace, Plan, Thing};
use super::{Options, foot, highlight, words};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Group, Item, Place, Role, Scene, Shape, Style};
use crate::shape::association::{self, Heads};
use crate::shape::{LINE, Look, connector, data, event, finding, flow, frame, gateway, label, label_ink, message, note, pool, store, task};
use crate::text::Block;
use crate::theme::Token;
use model::process::{ArtifactKind, AssociationKind, Colors, Event, EventPosition, Id, MessageFlow, Model, Node, NodeKind, SequenceFlow};
use std::collections::HashMap;

/// Room between a symbol and its label below, in pixels.
const BELOW: f64 = 4.0;

struct Painter<'a> {
    model: &'a Model,
    options: &'a Options,
    plan: &'a Plan,
    field: Field,
    /// The events on the border of each activity.
    hosted: HashMap<Id<Node>, Vec<Rect>>,
    /// The rims of halos.
    rims: Vec<Rect>,
    groups: Vec<Group>,
    /// Labels of arrows and badges, painted last.
    above: Vec<Group>,
}

/// The items of a plan, in its own coordinates.
pub fn scene(model: &Model, options: &Options, plan: &Plan) -> Scene {
    let (field, hosted) = (Field::new(plan), hosted(model, plan));
    let mut painter = Painter { model, options, plan, field, hosted, rims: Vec::new(), groups: Vec::new(), above: Vec::new() };
    for place in &plan.areas {
        painter.area(place);
    }
    painter.pool_frames();
    let boundary = |place: &&NodePlace| is_boundary(&model.nodes[place.node]);
    for place in plan.nodes.iter().filter(|place| place.expanded) {
        painter.node(place);
    }
    let mut numbers = None;
    if let Some((behind, above)) = highlight::groups(model, options, plan) {
        painter.rims = behind.items.iter().filter(|item| !matches!(item.shape, Shape::Polyline(..))).map(Item::bounds).collect();
        painter.push(behind);
        numbers = Some(above);
    }
    for place in &plan.edges {
        painter.edge(place);
    }
    for place in &plan.marks {
        painter.mark(place);
    }
    for place in plan.nodes.iter().filter(|place| !place.expanded && !boundary(place)) {
        painter.node(place);
    }
    for place in plan.nodes.iter().filter(boundary) {
        painter.node(place);
    }
    for place in &plan.data {
        painter.data(place);
    }
    // What is free to choose its place comes last, when all else is known.
    for place in &plan.nodes {
        painter.finding(place);
    }
    for place in &plan.edges {
        painter.message_name(place);
    }
    for place in &plan.edges {
        painter.edge_label(place);
    }
    for place in &plan.nodes {
        painter.badges(place);
    }
    let Painter { mut groups, mut above, .. } = painter;
    groups.append(&mut above);
    groups.extend(numbers);
    Scene {
        size: Size::default(),
        title: words::title(model, options, plan),
        description: words::description(model, options, plan),
        lang: options.lang,
        theme: options.theme,
        groups,
    }
}

fn is_boundary(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Event(event) if event.position == EventPosition::Boundary)
}

/// The envelope shown on a message flow, whether it initiates: the one that the file asks for, else one wherever there is a message.
fn envelope(flow: &MessageFlow) -> Option<bool> {
    flow.envelope.or(flow.message.as_ref().map(|_| true))
}

/// The message flow of a line that shows an envelope, and the name of its message.
fn enveloped<'a>(model: &'a Model, place: &EdgePlace) -> Option<(&'a MessageFlow, &'a str)> {
    let Link::Message(id) = place.link else { return None };
    let flow = &model.messages[id];
    envelope(flow).and(flow.message.as_deref()).map(|name| (flow, name))
}

/// The heads of a piece of a line.
fn cut(heads: Heads, ends: Ends) -> Heads {
    match (heads, ends) {
        (Heads::Both, Ends::BOTH) => Heads::Both,
        (Heads::Both, Ends { first: true, .. }) => Heads::Start,
        (Heads::End | Heads::Both, Ends { last: true, .. }) => Heads::End,
        _ => Heads::None,
    }
}

fn hosted(model: &Model, plan: &Plan) -> HashMap<Id<Node>, Vec<Rect>> {
    let mut hosted: HashMap<Id<Node>, Vec<Rect>> = HashMap::new();
    for place in &plan.nodes {
        if let NodeKind::Event(Event { host: Some(host), .. }) = &model.nodes[place.node].kind
            && let Some(host) = host.to
        {
            hosted.entry(host).or_default().push(place.rect);
        }
    }
    hosted
}

impl Painter<'_> {
    fn area(&mut self, place: &AreaPlace) {
        let AreaPlace { kind, rect, band, thickness, again, .. } = *place;
        let (role, head) = match kind {
            AreaKind::Pool(id) | AreaKind::BlackBox(id) => (Role::Pool, &self.model.participants[id].head),
            AreaKind::Lane(id) => (Role::Lane, &self.model.lanes[id].head),
        };
        let line = if role == Role::Lane { Token::LaneLine } else { Token::PoolLine };
        let look = Look::new(Token::PoolFill, line).with(&place.colors, self.options.theme);
        let mut group = Group::new(head.name.as_str(), role, words::area(self.options.lang, kind, head, again)).at(Place::Frame(rect));
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
                let mut group = Group::new(self.model.participants[id].head.name.as_str(), Role::Pool, "");
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
        let rect = place.rect;
        let mut group = Group::new(node.head.name.as_str(), role, words::node(self.options.lang, node, references)).at(Place::Frame(rect));
        match face::face(self.model, place.node, place.expanded) {
            Face::Event(event) => event::draw(&mut group, event, rect, look),
            Face::Gateway(kind) => gateway::draw(&mut group, kind, place.sign, rect, look),
            Face::Activity(activity) => {
                let (activity, _) = self.foot(place, &activity);
                task::draw(&mut group, &activity, face::text(node), rect, look);
            }
            Face::Frame(border, markers) => {
                let (title, room) = frame::placed(face::text(node), rect);
                let hidden = self.hides(place, room);
                frame::draw(&mut group, border, &markers, if hidden { "" } else { face::text(node) }, rect, look);
                if hidden {
                    let mut above = Group::new(node.head.name.as_str(), role, "");
                    label::backed(&mut above, &title, room, look.ink);
                    self.field.text(room);
                    self.above.push(above);
                }
            }
        }
        self.aside(&mut group, self.beside(place), rect, place.label, &place.colors);
        self.push(group);
    }

    /// The text outside a node. What an event without label waits for is only written where the layout made room for it: a
    /// file's own drawing keeps none, and modelers show none.
    fn beside(&self, place: &NodePlace) -> &str {
        let node = &self.model.nodes[place.node];
        if place.label.is_none() && node.head.label.trim().is_empty() { "" } else { face::outside(node) }
    }

    /// Whether something inside a frame stands where its title would.
    fn hides(&self, frame: &NodePlace, title: Rect) -> bool {
        let inside = |other: &&NodePlace| other.node != frame.node && frame.rect.contains(other.rect.center());
        self.plan.nodes.iter().filter(inside).any(|other| other.rect.overlaps(&title))
    }

    fn foot(&self, place: &NodePlace, activity: &task::Activity) -> (task::Activity, Option<Point>) {
        let hosted = self.hosted.get(&place.node).map_or(&[][..], Vec::as_slice);
        let rows = face::rows(self.options, place.node, place.rect.width);
        foot::place(activity, face::text(&self.model.nodes[place.node]), place.rect, &rows, hosted)
    }

    /// Census references: inside the step where there is room, else where they cover least.
    fn badges(&mut self, place: &NodePlace) {
        let node = &self.model.nodes[place.node];
        let references = face::references(self.options, place.node);
        let face = face::face(self.model, place.node, place.expanded);
        let aside = matches!(face, Face::Event(_) | Face::Gateway(_));
        let rows = face::rows(self.options, place.node, if aside { face::ASIDE } else { place.rect.width });
        let (width, height) = (rows.width(), rows.height());
        if height <= 0.0 {
            return;
        }
        let inside = if let Face::Activity(activity) = &face { self.foot(place, activity).1 } else { None };
        let at = place.badges.or(inside).or_else(|| {
            let places = if aside {
                let block = self.aside_block(self.beside(place), place.rect, place.label);
                field::around(place.rect, block.map(|(_, rect)| rect), width, height)
            } else {
                field::on_border(place.rect, width, height)
            };
            self.field.best(places.into_iter()).map(|rect| Point::new(rect.x, rect.y))
        });
        let Some(at) = at else { return };
        self.field.text(Rect::new(at.x, at.y, width, height));
        let mut group = Group::new(node.head.name.as_str(), Role::Badge, references.join(", "));
        rows.draw(&mut group, at);
        self.above.push(group);
    }

    fn finding(&mut self, place: &NodePlace) {
        let node = &self.model.nodes[place.node];
        let found = self.options.findings.get(&place.node).filter(|_| self.options.marks.findings);
        let Some(&found) = found else { return };
        let rect = place.rect;
        let inset = if matches!(node.kind, NodeKind::Event(_) | NodeKind::Gateway(_)) { rect.width * 0.14 } else { 3.0 };
        // The upper right of an event on a border would lie on its host.
        let y = if is_boundary(node) { rect.bottom() - inset } else { rect.y + inset };
        let at = Point::new(rect.right() - inset, y);
        self.field.text(Rect::new(at.x, at.y, 0.0, 0.0).grown(finding::SIZE / 2.0));
        let mut group = Group::new(node.head.name.as_str(), Role::Finding, words::found(self.options.lang, found));
        finding::draw(&mut group, found.severity, at);
        self.above.push(group);
    }

    /// Adds a group and remembers where its text is.
    fn push(&mut self, group: Group) {
        for item in group.items.iter().filter(|item| matches!(item.shape, Shape::Text(_))) {
            self.field.text(item.bounds());
        }
        self.groups.push(group);
    }

    fn data(&mut self, place: &DataPlace) {
        let artifact = match place.thing {
            Thing::Artifact(id) => &self.model.artifacts[id],
            Thing::Store(id) => {
                let head = &self.model.stores[id].head;
                let mut group = Group::new(head.name.as_str(), Role::Store, head.title()).at(Place::Frame(place.rect));
                store::draw(&mut group, place.rect, Look::new(Token::DataFill, Token::DataLine));
                self.aside(&mut group, head.title(), place.rect, place.label, &place.colors);
                self.push(group);
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
        let ink = label_ink(&place.colors, self.options.theme);
        let title = crate::text::clean(&text).replace('\n', " ");
        let mut group = Group::new(artifact.head.name.as_str(), role, title).at(Place::Frame(place.rect));
        match &artifact.kind {
            ArtifactKind::Document { role, collection, .. } => data::draw(&mut group, *role, *collection, place.rect, look),
            ArtifactKind::Store(_) => store::draw(&mut group, place.rect, look),
            ArtifactKind::Annotation => note::annotation(&mut group, &text, place.rect, Look { ink, ..look }),
            ArtifactKind::Group => {
                // Its name stands at the top of its frame, or where the file says.
                let name = if place.label.is_some() { "" } else { text.as_str() };
                note::group(&mut group, name, place.rect, Look { ink, ..look });
            }
        }
        let aside = match artifact.kind {
            ArtifactKind::Document { .. } | ArtifactKind::Store(_) => true,
            ArtifactKind::Group => place.label.is_some(),
            ArtifactKind::Annotation => false,
        };
        if aside {
            self.aside(&mut group, &text, place.rect, place.label, &place.colors);
        }
        self.push(group);
    }

    /// The label beside a symbol: where the plan says, else below.
    fn aside(&self, group: &mut Group, text: &str, rect: Rect, place: Option<Rect>, colors: &Colors) {
        if let Some((block, place)) = self.aside_block(text, rect, place) {
            self.write(group, &block, place, colors);
        }
    }

    fn aside_block(&self, text: &str, rect: Rect, place: Option<Rect>) -> Option<(Block, Rect)> {
        let block = place.map_or_else(|| face::usual(text), |place| face::given(text, place));
        let Size { width, height } = block.extent;
        let (x, y) = place.map_or((rect.center().x, rect.bottom() + BELOW), |place| (place.center().x, place.y));
        (!block.is_empty()).then(|| (block, Rect::new(x - width / 2.0, y, width, height)))
    }

    /// Writes a label, on a ground of its own where a line or the rim of a halo passes below.
    fn write(&self, group: &mut Group, block: &Block, place: Rect, colors: &Colors) {
        let ink = label_ink(colors, self.options.theme);
        let inner = place.grown(-1.0);
        if self.field.line_through(inner) || self.rims.iter().any(|rim| rim.overlaps(&inner)) {
            label::backed(group, block, place, ink);
        } else {
            label::centered(group, block, place, ink);
        }
    }

    /// Role, identifier and text of a connection.
    fn connection(&self, link: Link) -> (Role, &str, String) {
        let model = self.model;
        match link {
            Link::Flow(id) => (Role::Flow, &model.flows[id].head.name, face::flow_text(&model.flows[id]).to_owned()),
            Link::Message(id) => (Role::Message, &model.messages[id].head.name, face::message_text(model, &model.messages[id])),
            Link::Association(id) => {
                let association = &model.associations[id];
                let role = if association.kind == AssociationKind::Data { Role::DataAssociation } else { Role::Association };
                (role, &association.head.name, String::new())
            }
            // A use of data has no element of its own.
            Link::Access(_) => (Role::DataAssociation, "", String::new()),
        }
    }

    fn edge(&mut self, place: &EdgePlace) {
        let (model, points) = (self.model, &place.points);
        let (role, element, text) = self.connection(place.link);
        let title = crate::text::clean(&text).replace('\n', " ");
        let mut group = Group::new(element, role, title).at(Place::Line(points.clone()));
        let token = match role {
            Role::Flow => Token::Flow,
            Role::Message => Token::Message,
            _ => Token::NoteLine,
        };
        let line = Look::new(Token::Canvas, token).with(&place.colors, self.options.theme).line;
        match place.link {
            Link::Flow(id) => flow::piece(&mut group, self.start(id), points, place.ends, line),
            Link::Message(id) => message::piece(&mut group, envelope(&model.messages[id]), points, place.ends, line),
            Link::Association(id) => {
                let heads = match model.associations[id].kind {
                    AssociationKind::Undirected => Heads::None,
                    AssociationKind::Directed | AssociationKind::Data => Heads::End,
                    AssociationKind::Both => Heads::Both,
                };
                association::draw(&mut group, cut(heads, place.ends), points, line);
            }
            Link::Access(_) => association::draw(&mut group, cut(Heads::End, place.ends), points, line),
        }
        self.groups.push(group);
    }

    fn mark(&mut self, place: &MarkPlace) {
        let (lang, letter) = (self.options.lang, connector::letter(place.letter));
        let mut group = Group::new(self.connection(place.link).1, Role::Connector, words::connector(lang, place, &letter));
        connector::draw(&mut group, &letter, &words::mark(lang, place), place.sign, place.place);
        self.push(group);
    }

    fn edge_label(&mut self, place: &EdgePlace) {
        // One label is enough, near the source.
        if !place.ends.first {
            return;
        }
        let (role, element, text) = self.connection(place.link);
        // It stands under the envelope.
        if place.label.is_none() && enveloped(self.model, place).is_some_and(|(flow, _)| flow.unnamed) {
            return;
        }
        let block = place.label.map_or_else(|| face::usual(&text), |room| face::given(&text, room));
        if block.is_empty() {
            return;
        }
        let Size { width, height } = block.extent;
        let room = match place.label {
            Some(room) => Rect::new(room.center().x - width / 2.0, room.y, width, height),
            None => {
                let usual = field::usual(&place.points, width, height);
                let others = || self.field.best(field::along(&place.points, width, height).into_iter());
                if self.field.is_free(usual) { usual } else { others().unwrap_or(usual) }
            }
        };
        let mut group = Group::new(element, role, "");
        self.write(&mut group, &block, room, &place.colors);
        self.field.text(room);
        self.above.push(group);
    }

    /// The name of a message below its envelope, beside the line.
    fn message_name(&mut self, place: &EdgePlace) {
        let Some((flow, name)) = enveloped(self.model, place).filter(|_| place.ends.first) else { return };
        // A flow without a name of its own has that of its message, and perhaps a place for it.
        if name.is_empty() || (place.label.is_some() && flow.unnamed) {
            return;
        }
        let (block, middle) = (face::usual(name), flow::middle(&place.points));
        let Size { width, height } = block.extent;
        let room = Rect::new(middle.x, middle.y + message::NAME, width, height);
        let mut group = Group::new(flow.head.name.as_str(), Role::Text, "");
        self.write(&mut group, &block, room, &place.colors);
        self.field.text(room);
        self.above.push(group);
    }

    fn start(&self, id: Id<SequenceFlow>) -> flow::Start {
        let flow = &self.model.flows[id];
        let from = flow.from.to.map(|from| &self.model.nodes[from].kind);
        let activity = matches!(from, Some(NodeKind::Task(_) | NodeKind::Call(_) | NodeKind::SubProcess(_)));
        match (flow.default, flow.conditional && activity) {
            (true, _) => flow::Start::Default,
            (false, true) => flow::Start::Conditional,
            (false, false) => flow::Start::Plain,
        }
    }
}
