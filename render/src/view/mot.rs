//! The *modèle organisationnel des traitements* of Merise: a column for each actor, time downwards; events and results as
//! ovals, what is done without waiting as one phase with its tasks, how events are joined above it and what leaves it below.

mod dock;
mod face;
mod phases;

use super::kit;
use super::overview::{Context, Drawn};
use crate::geometry::{Point, Rect};
use crate::layout::{Area, Direction, Edge, EdgeKind, End, Graph, Node, Role as Part, layout};
use crate::scene::{Group, Role, Shape, Style};
use crate::shape::{LINE, flow, label, pool};
use crate::text::{Weight, block};
use crate::theme::Token;
use face::Face;
use phases::{Element, Mot};

/// Width of the column of periods, in pixels.
const PERIOD: f64 = 130.0;

/// The model of one activity.
pub fn draw(context: &Context<'_>) -> Drawn {
    let mut mot = phases::mot(context);
    if !mot.elements.iter().any(|element| matches!(element, Element::Phase(_))) {
        return kit::nothing(context, context.say("Aucune tâche n'est décrite.", "No task is described."));
    }
    let mut faces: Vec<Face> = mot.elements.iter().map(|element| face::face(context, element)).collect();
    let titles: Vec<_> = mot.columns.iter().map(|column| block(&column.title, 170.0, label::STEP, Weight::Bold)).collect();
    let header = titles.iter().map(|title| title.extent.height).fold(label::height(1, label::STEP), f64::max) + 14.0;
    let graph = graph(&mot, &faces, header);
    let placed = layout(&graph);
    dock::order(&mut mot, &mut faces, &placed);
    let (top, bottom) = extent(&placed.areas);
    let left = placed.areas.iter().map(|area| area.x).fold(f64::MAX, f64::min);
    let mut groups = vec![periods(context, &mot, &placed.nodes, Rect::new(left - PERIOD, top, PERIOD, bottom - top), header)];
    for (column, rect) in mot.columns.iter().zip(&placed.areas[1..]) {
        let mut group = Group::new(&column.element, Role::Lane, column.title.as_str());
        group.push(Shape::Rect(*rect, 0.0), Style::both(Token::PoolFill, Token::LaneLine, 1.0));
        let head = Rect { height: header, ..*rect };
        group.push(
            Shape::Rect(head, 0.0),
            Style::both(if column.outside { Token::PoolBand } else { Token::LaneBand }, Token::LaneLine, 1.0),
        );
        let title = label::fitted(&column.title, crate::geometry::Size::new(rect.width - 10.0, header - 4.0), label::STEP, Weight::Bold);
        label::centered(&mut group, &title, head, Token::Ink);
        groups.push(group);
    }
    let mut frame = Group::new("", Role::Pool, "");
    frame.push(
        Shape::Rect(Rect::new(left - PERIOD, top, placed.areas[0].right() - left + PERIOD, bottom - top), 0.0),
        Style::line(Token::PoolLine, LINE),
    );
    groups.push(frame);
    for points in dock::docked(&mot, &faces, &placed) {
        let mut group = Group::new("", Role::Flow, "");
        flow::draw(&mut group, flow::Start::Plain, &points, Token::Flow.into());
        groups.push(group);
    }
    for (edge, path) in mot.arrows.iter().zip(&placed.edges) {
        if let (Some(rect), false) = (path.label, edge.rule.is_empty()) {
            let mut group = Group::new("", Role::Text, "");
            label::backed(&mut group, &rule(&edge.rule), rect, Token::Ink);
            groups.push(group);
        }
    }
    for ((element, face), rect) in mot.elements.iter().zip(&faces).zip(&placed.nodes) {
        groups.push(face::draw(context, element, face, *rect));
    }
    let mut key = Group::new("", Role::Legend, "");
    kit::legend(
        &mut key,
        &face::legend(context, &mot),
        Point::new(left - PERIOD, bottom + 16.0),
        (placed.areas[0].right() - left + PERIOD).max(460.0),
    );
    groups.push(key);
    let lang = context.options.lang;
    let phases = mot.elements.iter().filter(|element| matches!(element, Element::Phase(_))).count();
    let parts = [
        kit::count(lang, mot.columns.len(), ["acteur", "acteurs"], ["actor", "actors"]),
        kit::count(lang, phases, ["phase", "phases"], ["phase", "phases"]),
        kit::count(
            lang,
            mot.elements.len() - phases,
            ["événement ou résultat", "événements et résultats"],
            ["event or result", "events and results"],
        ),
    ];
    Drawn { groups, about: format!("{}.", parts.join(", ")) }
}

fn rule(text: &str) -> crate::text::Block {
    block(text, 110.0, label::SMALL, Weight::Regular)
}

fn extent(areas: &[Rect]) -> (f64, f64) {
    let top = areas.iter().map(|area| area.y).fold(f64::MAX, f64::min);
    (top, areas.iter().map(Rect::bottom).fold(f64::MIN, f64::max))
}

fn graph(mot: &Mot, faces: &[Face], header: f64) -> Graph {
    let mut areas = vec![Area { parent: None, header: 0.0, title: 0.0, black_box: false, touches: false }];
    for column in &mot.columns {
        let title = block(&column.title, 170.0, label::STEP, Weight::Bold);
        let length = pool::length(&title).max(150.0);
        areas.push(Area { parent: Some(0), header, title: length, black_box: false, touches: false });
    }
    let node = |(element, face): (&Element, &Face)| Node {
        size: face.size,
        role: if matches!(element, Element::Phase(_)) { Part::Activity } else { Part::Event },
        area: Some(element.column() + 1),
        parent: None,
        label: None,
    };
    let edge = |arrow: &phases::Arrow| Edge {
        from: End::Node(arrow.from),
        to: End::Node(arrow.to),
        kind: EdgeKind::Sequence,
        label: (!arrow.rule.is_empty()).then(|| {
            let size = rule(&arrow.rule).extent;
            crate::geometry::Size::new(size.width + 2.0 * label::PAD, size.height)
        }),
    };
    Graph {
        direction: Direction::TopToBottom,
        nodes: mot.elements.iter().zip(faces).map(node).collect(),
        edges: mot.arrows.iter().map(edge).collect(),
        areas,
        wrap: None,
    }
}

/// The first column: when things happen, where the model says it.
fn periods(context: &Context<'_>, mot: &Mot, places: &[Rect], rect: Rect, header: f64) -> Group {
    let mut group = Group::new("", Role::Lane, context.say("Période", "Period"));
    group.push(Shape::Rect(rect, 0.0), Style::both(Token::PoolFill, Token::LaneLine, 1.0));
    let head = Rect { height: header, ..rect };
    group.push(Shape::Rect(head, 0.0), Style::both(Token::LaneBand, Token::LaneLine, 1.0));
    label::centered(&mut group, &block(context.say("Période", "Period"), rect.width - 10.0, label::STEP, Weight::Bold), head, Token::Ink);
    let mut said: Vec<(f64, &str)> = mot.periods.iter().map(|(at, text)| (places[*at].center().y, text.as_str())).collect();
    said.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut next = rect.y + header + 8.0;
    for (y, text) in said {
        let text = block(text, rect.width - 16.0, label::SMALL, Weight::Regular);
        let top = (y - text.extent.height / 2.0).max(next);
        // What no longer fits above the lower side is told by the ovals themselves.
        if top + text.extent.height > rect.bottom() - 2.0 {
            break;
        }
        label::centered(&mut group, &text, Rect::new(rect.x, top, rect.width, text.extent.height), Token::Ink);
        next = top + text.extent.height + 8.0;
    }
    group
}
