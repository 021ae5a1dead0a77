//! How events, results and phases look, and how much room they need.

use super::phases::{Element, Mot, Oval, Phase};
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Group, Role, Shape, Style, Trace};
use crate::shape::{LINE, badge, label};
use crate::text::{Block, Weight, block};
use crate::theme::Token;
use crate::view::kit::{self, Entry};
use crate::view::overview::Context;
use model::process::{Id, Node, NodeKind, TaskKind};

/// Room around text, height of the joint above a phase, in pixels.
const PAD: f64 = 9.0;
pub const JOIN: f64 = 24.0;
/// How far the sides of the joint run inwards, in pixels.
pub const INSET: f64 = 22.0;

/// The text of an element, broken into lines.
#[derive(Default)]
pub struct Face {
    pub size: Size,
    /// A phase's number, or an oval's text.
    head: Block,
    /// Each task with its nature and references.
    tasks: Vec<(Block, Block)>,
    question: Block,
    rules: Vec<Block>,
    /// Whether the rules stand side by side.
    pub across: bool,
}

/// The least width of a phase, in pixels.
const LEAST: f64 = 178.0;

/// Measures an element.
pub fn face(context: &Context<'_>, element: &Element) -> Face {
    match element {
        Element::Event(oval) | Element::Result(oval) => {
            let head = block(&oval.text, 118.0, label::SMALL, Weight::Regular);
            // An ellipse around a box is √2 times as large; short texts in few lines need a little less.
            let size = Size::new((head.extent.width * 1.32 + 16.0).max(74.0).ceil(), (head.extent.height * 1.38 + 12.0).max(40.0).ceil());
            Face { size, head, ..Face::default() }
        }
        Element::Phase(phase) => self::phase(context, phase),
    }
}

fn phase(context: &Context<'_>, phase: &Phase) -> Face {
    let text = LEAST - 2.0 * PAD;
    let number = format!("{} {}", context.say("Phase", "Phase"), phase.number);
    let head = block(&number, text, label::SMALL, Weight::Bold);
    let task = |id: &Id<Node>| {
        let node = &context.model.nodes[*id];
        let title = if node.head.title().trim().is_empty() { context.say("Tâche", "Task") } else { node.head.title() };
        let references: Vec<String> = node.operations().map(|id| context.options.references.of(id).to_owned()).collect();
        let mut about = vec![nature(context, node).to_owned()];
        about.extend(badge::ranges(&references));
        about.retain(|text| !text.is_empty());
        (block(title, text, 12.0, Weight::Regular), block(&about.join(" · "), text, 10.5, Weight::Regular))
    };
    let tasks: Vec<_> = phase.steps.iter().map(task).collect();
    let question = block(&phase.question, text, label::SMALL, Weight::Regular);
    let each = LEAST / phase.rules.len().max(1) as f64 - 8.0;
    let side: Vec<Block> = phase.rules.iter().map(|rule| block(rule, each, 10.5, Weight::Bold)).collect();
    let across = phase.rules.len() <= 3 && side.iter().all(|rule| !rule.broken && rule.lines.len() <= 2);
    let rules = if across { side } else { phase.rules.iter().map(|rule| block(rule, text, 10.5, Weight::Bold)).collect() };
    let mut made = Face { size: Size::default(), head, tasks, question, rules, across };
    let height = made.above(phase) + made.body() + made.below();
    made.size = Size::new(LEAST, height.ceil());
    made
}

impl Face {
    fn above(&self, phase: &Phase) -> f64 {
        if phase.join.is_empty() { 0.0 } else { JOIN }
    }

    fn title(&self) -> f64 {
        self.head.extent.height + 8.0
    }

    fn body(&self) -> f64 {
        let tasks: f64 = self.tasks.iter().map(|(name, about)| name.extent.height + about.extent.height + 5.0).sum();
        self.title() + tasks + 9.0
    }

    fn below(&self) -> f64 {
        let question = if self.question.is_empty() { 0.0 } else { self.question.extent.height + 8.0 };
        question + self.cells()
    }

    /// Takes the rules in another order, given by their places so far.
    pub fn reorder(&mut self, places: impl Iterator<Item = usize>) {
        self.rules = places.map(|place| self.rules[place].clone()).collect();
    }

    /// Height of the rules.
    pub fn cells(&self) -> f64 {
        let heights = self.rules.iter().map(|rule| rule.extent.height + 8.0);
        if self.across { heights.fold(0.0, f64::max) } else { heights.sum() }
    }
}

/// By whom or by what a task is done, where its type says it.
pub fn nature(context: &Context<'_>, node: &Node) -> &'static str {
    let lang = context.options.lang;
    match &node.kind {
        NodeKind::Task(task) => match task.kind {
            TaskKind::Manual => kit::say(lang, "manuel", "manual"),
            TaskKind::User => kit::say(lang, "interactif", "interactive"),
            TaskKind::Service | TaskKind::Script | TaskKind::Rule => kit::say(lang, "automatique", "automatic"),
            TaskKind::Send => kit::say(lang, "envoi", "sending"),
            TaskKind::Receive => kit::say(lang, "réception", "receiving"),
            TaskKind::Plain => kit::say(lang, "nature non dite", "nature not stated"),
        },
        NodeKind::SubProcess(_) => kit::say(lang, "sous-processus", "sub-process"),
        NodeKind::Call(_) => kit::say(lang, "processus appelé", "called process"),
        NodeKind::Event(_) | NodeKind::Gateway(_) => "",
    }
}

/// Draws an element.
pub fn draw(context: &Context<'_>, element: &Element, face: &Face, rect: Rect) -> Group {
    match element {
        Element::Event(oval) => self::oval(oval, face, rect, (Token::StartFill, Token::StartLine), LINE),
        Element::Result(oval) => self::oval(oval, face, rect, (Token::EndFill, Token::EndLine), 2.6),
        Element::Phase(phase) => draw_phase(context, phase, face, rect),
    }
}

fn oval(oval: &Oval, face: &Face, rect: Rect, (fill, line): (Token, Token), width: f64) -> Group {
    let mut group = Group::new(&oval.element, Role::Result, oval.text.as_str());
    ellipse(&mut group, rect, fill, line, width);
    label::centered(&mut group, &face.head, rect, Token::Ink);
    group
}

fn ellipse(group: &mut Group, rect: Rect, fill: Token, line: Token, width: f64) {
    let middle = rect.center();
    let trace = Trace::new().ellipse(middle.x, middle.y, rect.width / 2.0, rect.height / 2.0);
    group.push(Shape::Path(trace), Style::both(fill, line, width));
}

fn draw_phase(context: &Context<'_>, phase: &Phase, face: &Face, rect: Rect) -> Group {
    let first = &context.model.nodes[phase.steps[0]].head;
    let names: Vec<&str> = phase.steps.iter().map(|id| context.model.nodes[*id].head.title()).collect();
    let mut group = Group::new(first.name.as_str(), Role::Operation, names.join(", "));
    let above = face.above(phase);
    if above > 0.0 {
        let join = Rect { height: JOIN, ..rect };
        joint(&mut group, join, INSET);
        let word = block(phase.join, join.width - 50.0, label::SMALL, Weight::Bold);
        label::centered(&mut group, &word, join, Token::Ink);
    }
    let body = Rect::new(rect.x, rect.y + above, rect.width, rect.height - above);
    group.push(Shape::Rect(body, 0.0), Style::both(Token::TaskFill, Token::TaskLine, LINE));
    let title = Rect { height: face.title(), ..body };
    group.push(Shape::Rect(title, 0.0), Style::both(Token::LaneBand, Token::TaskLine, 1.0));
    label::centered(&mut group, &face.head, title, Token::Ink);
    let mut y = title.bottom() + 4.0;
    for (name, about) in &face.tasks {
        label::flush(&mut group, name, Point::new(body.x + PAD, y), Token::Ink);
        y += name.extent.height;
        label::flush(&mut group, about, Point::new(body.x + PAD, y), Token::Ink);
        y += about.extent.height + 5.0;
    }
    let mut y = body.bottom() - face.below();
    if !face.question.is_empty() {
        let row = Rect::new(body.x, y, body.width, face.question.extent.height + 8.0);
        group.push(Shape::Rect(row, 0.0), Style::both(Token::GatewayFill, Token::TaskLine, 1.0));
        label::centered(&mut group, &face.question, row, Token::Ink);
        y = row.bottom();
    }
    let wide = if face.across { body.width / face.rules.len().max(1) as f64 } else { body.width };
    for (at, rule) in face.rules.iter().enumerate() {
        let high = if face.across { face.cells() } else { rule.extent.height + 8.0 };
        let x = if face.across { body.x + wide * at as f64 } else { body.x };
        let cell = Rect::new(x, y, wide, high);
        group.push(Shape::Rect(cell, 0.0), Style::both(Token::PoolFill, Token::TaskLine, 1.0));
        label::centered(&mut group, rule, cell, Token::Ink);
        if !face.across {
            y += high;
        }
    }
    group.push(Shape::Rect(body, 0.0), Style::line(Token::TaskLine, LINE));
    group
}

/// The shape in which events are joined: wide above, narrow below.
fn joint(group: &mut Group, rect: Rect, inset: f64) {
    let points = vec![
        Point::new(rect.x, rect.y),
        Point::new(rect.right(), rect.y),
        Point::new(rect.right() - inset, rect.bottom()),
        Point::new(rect.x + inset, rect.bottom()),
    ];
    group.push(Shape::Polygon(points), Style::both(Token::GatewayFill, Token::GatewayLine, LINE));
}

/// The legend: only what is drawn.
pub fn legend(context: &Context<'_>, mot: &Mot) -> Vec<Entry> {
    let say = |fr: &str, en: &str| context.say(fr, en).to_owned();
    let has = |is: &dyn Fn(&Element) -> bool| mot.elements.iter().any(is);
    let mut entries = Vec::new();
    let mut add = |wanted: bool, sign: kit::Sign, text: String| {
        if wanted {
            entries.push(Entry { sign, text });
        }
    };
    add(
        has(&|element| matches!(element, Element::Event(_))),
        Box::new(|group, rect| ellipse(group, rect, Token::StartFill, Token::StartLine, LINE)),
        say("événement", "event"),
    );
    add(
        has(&|element| matches!(element, Element::Result(_))),
        Box::new(|group, rect| ellipse(group, rect, Token::EndFill, Token::EndLine, 2.6)),
        say("résultat", "result"),
    );
    add(
        has(&|element| matches!(element, Element::Phase(phase) if !phase.join.is_empty())),
        Box::new(|group, rect| joint(group, rect, 7.0)),
        say("synchronisation", "synchronisation"),
    );
    add(
        true,
        Box::new(|group, rect| {
            group.push(Shape::Rect(rect, 0.0), Style::both(Token::TaskFill, Token::TaskLine, LINE));
            let half = Rect::new(rect.x, rect.center().y, rect.width, rect.height / 2.0);
            group.push(Shape::Rect(half, 0.0), Style::both(Token::PoolFill, Token::TaskLine, 1.0));
        }),
        say("phase : tâches avec leur nature, règles d'émission au-dessous", "phase: tasks with their nature, emission rules below"),
    );
    entries
}
