//! From places to items: boundaries, arrows, boxes, labels, then notes and the legend.

use super::chart::{Chart, Flow, Part, Thing};
use super::notes;
use super::place::Places;
use super::ports::{Label, Measured};
use crate::geometry::{Point, Rect};
use crate::scene::{Dash, Group, Role, Shape, Style};
use crate::shape::icon::{self, Filling};
use crate::shape::{LINE, Look, data, flow, label, sensitive, store, task};
use crate::text::{Block, Weight, block, width};
use crate::theme::Token;
use crate::view::kit::{self, Entry};
use crate::view::overview::Context;
use model::flow::movements::Motion;
use model::process::{DocumentRole, Party, TaskKind};

/// Everything drawn.
pub fn groups(context: &Context<'_>, chart: &Chart, measured: &Measured, places: &Places) -> Vec<Group> {
    let mut groups = Vec::new();
    for (frame, rect) in &places.frames {
        let (pool, name) = &chart.frames[*frame];
        let mut group = Group::new(context.model.participants[*pool].head.name.as_str(), Role::Boundary, name.as_str());
        boundary(&mut group, *rect, Dash::Solid);
        let left = places.titles.max(rect.x + 14.0);
        let text = block(name, rect.right() - left - 14.0, label::STEP, Weight::Bold);
        label::flush(&mut group, &text, Point::new(left, rect.y + 8.0), Token::Ink);
        groups.push(group);
    }
    for rect in &places.abroad {
        let name = context.say("Hors UE / EEE", "Outside the EU / EEA");
        let mut group = Group::new("", Role::Boundary, name);
        boundary(&mut group, *rect, Dash::DashDot);
        let text = block(name, rect.width - 16.0, label::SMALL, Weight::Bold);
        label::flush(&mut group, &text, Point::new(rect.x + 8.0, rect.y + 4.0), Token::Ink);
        groups.push(group);
    }
    for (at, arrow) in chart.flows.iter().enumerate() {
        let mut group = Group::new("", Role::DataFlow, told(context, chart, arrow));
        line(&mut group, arrow, &places.routes[at].points);
        written(&mut group, &measured.labels[at], places.routes[at].label);
        groups.push(group);
    }
    for (at, part) in chart.boxes.iter().enumerate() {
        groups.push(face(part, &measured.faces[at].blocks, places.boxes[at]));
    }
    let width = places.size.width.max(520.0);
    let mut y = places.size.bottom() + 20.0;
    if let Some(group) = notes::notes(context, chart, Point::new(places.size.x, y), width) {
        y = kit::bounds(std::slice::from_ref(&group)).bottom() + 14.0;
        groups.push(group);
    }
    let mut key = Group::new("", Role::Legend, "");
    kit::legend(&mut key, &legend(context, chart), Point::new(places.size.x, y), width);
    groups.push(key);
    groups
}

fn boundary(group: &mut Group, rect: Rect, dash: Dash) {
    let style = Style::both(Token::SubFill, Token::PoolLine, LINE);
    group.push(Shape::Rect(rect, 4.0), if dash == Dash::Solid { style } else { style.dashed(dash) });
}

/// The line of an arrow: dashed where data leave the European area, dotted where it only erases, thick for sensitive data.
fn line(group: &mut Group, arrow: &Flow, points: &[Point]) {
    let points = flow::distinct(points);
    if points.len() < 2 {
        return;
    }
    let tip = flow::head(&points, flow::HEAD, 4.2);
    let short = flow::shortened(points, flow::HEAD - 1.0);
    let width = if arrow.sensitive { 2.6 } else { flow::WIDTH };
    let style = Style::line(Token::Flow, width);
    let style = match (arrow.transfer.is_some(), arrow.motion) {
        (true, _) => style.dashed(Dash::Dashed),
        (_, Motion::Erases) => style.dashed(Dash::Dotted),
        _ => style,
    };
    group.push(Shape::Polyline(short, flow::CORNER), style);
    let fill = if arrow.motion == Motion::Erases { Token::Canvas } else { Token::Flow };
    group.push(Shape::Polygon(tip), Style::both(fill, Token::Flow, 0.9).rounded());
}

fn written(group: &mut Group, words: &Label, at: Point) {
    let left = if words.sensitive { at.x + sensitive::SIZE + 6.0 } else { at.x };
    let mut y = at.y;
    for (block, ink) in &words.blocks {
        for (row, line) in block.lines.iter().enumerate() {
            // A ground of its own, so that an arrow that must pass does not strike the letters through.
            let wide = width(line, block.size, block.weight) + 4.0;
            let high = block.size * crate::text::LINE;
            let ground = Rect::new(left - 2.0, y + row as f64 * high, wide, high);
            group.push(Shape::Rect(ground, 2.0), Style::fill(Token::SubFill));
        }
        label::flush(group, block, Point::new(left, y), *ink);
        y += block.extent.height;
    }
    if words.sensitive {
        sensitive::draw(group, Rect::new(at.x, at.y, sensitive::SIZE, sensitive::SIZE));
    }
}

fn face(part: &Part, blocks: &[(Block, Token)], rect: Rect) -> Group {
    let role = match part.thing {
        Thing::Store(_) => Role::Store,
        Thing::Document(_) => Role::Document,
        _ if part.is_process() => Role::Task,
        _ => Role::Party,
    };
    let mut group = Group::new(&part.element, role, part.name.as_str());
    outline(&mut group, part.thing, rect);
    let text: f64 = blocks.iter().map(|(block, _)| block.extent.height).sum();
    let above = match part.thing {
        Thing::Store(_) => 24.0,
        Thing::Document(_) => 10.0,
        _ => 0.0,
    };
    let mut y = rect.y + above + (rect.height - above - text) / 2.0;
    for (block, ink) in blocks {
        let row = Rect::new(rect.x, y, rect.width, block.extent.height);
        for (at, line) in block.lines.iter().enumerate() {
            let base = Point::new(row.center().x, y + block.baseline(at));
            kit::line(&mut group, line, base, crate::scene::Anchor::Middle, block.size, block.weight, *ink);
        }
        y += block.extent.height;
    }
    group
}

fn outline(group: &mut Group, thing: Thing, rect: Rect) {
    let data_look = Look::new(Token::DataFill, Token::DataLine);
    match thing {
        Thing::Store(_) => store::draw(group, rect, data_look),
        Thing::Document(_) => data::draw(group, DocumentRole::Internal, false, rect, data_look),
        Thing::Activity | Thing::Lane(_) | Thing::Pool(_) | Thing::Rest | Thing::Step(_) => {
            group.push(Shape::Rect(rect, task::RADIUS), Style::both(Token::TaskFill, Token::TaskLine, LINE));
        }
        Thing::Channel(_) => {
            group.push(Shape::Rect(rect, 0.0), Style::both(Token::MiddleFill, Token::MiddleLine, LINE).dashed(Dash::Short));
        }
        Thing::Party(party) => {
            let style = Style::both(Token::PoolBand, Token::PoolLine, LINE);
            group.push(Shape::Rect(rect, 0.0), style);
            // The second line at left and top that external entities have.
            let inset = vec![
                Point::new(rect.x + 4.0, rect.bottom()),
                Point::new(rect.x + 4.0, rect.y + 4.0),
                Point::new(rect.right(), rect.y + 4.0),
            ];
            group.push(Shape::Polyline(inset, 0.0), Style::line(Token::PoolLine, 1.0));
            if matches!(party, Party::Subjects(_))
                && let Some((parts, _)) = icon::task(TaskKind::User)
            {
                let at = Point::new(rect.x + 15.0, rect.y + 15.0);
                icon::draw(group, parts, at, 7.0, 1.0, Filling::Open, Token::PoolLine.into(), Token::PoolBand.into());
            }
        }
    }
}

/// What a pointer resting on an arrow tells: everything, nothing summed up.
fn told(context: &Context<'_>, chart: &Chart, arrow: &Flow) -> String {
    let (model, lang) = (context.model, context.options.lang);
    let colon = kit::colon(lang);
    let names: Vec<&str> = arrow.data.iter().map(|datum| model.data[*datum].head.title()).collect();
    let mut out = format!("{} → {}{colon}{}", chart.boxes[arrow.from].name, chart.boxes[arrow.to].name, names.join(", "));
    let purposes: Vec<&str> = arrow.purposes.iter().map(|purpose| model.purposes[*purpose].head.title()).collect();
    if !purposes.is_empty() {
        out.push_str(&format!(" ; {} {}", context.say("pour", "for"), purposes.join(", ")));
    }
    if arrow.purposeless {
        out.push_str(context.say(" ; finalité non dite", " ; purpose not stated"));
    }
    let via: Vec<&str> = arrow.via.iter().map(|via| model.channels[*via].head.title()).collect();
    if !via.is_empty() {
        out.push_str(&format!(" ; via {}", via.join(", ")));
    }
    let references: Vec<&str> = arrow.operations.iter().map(|id| context.options.references.of(*id)).collect();
    if !references.is_empty() {
        out.push_str(&format!(" ; {}", references.join(", ")));
    }
    if let Some(transfer) = &arrow.transfer {
        out.push_str(&format!(" ; {}{colon}{transfer}", context.say("transfert", "transfer")));
    }
    out
}

fn legend(context: &Context<'_>, chart: &Chart) -> Vec<Entry> {
    let say = |fr: &str, en: &str| context.say(fr, en).to_owned();
    let mut entries: Vec<Entry> = Vec::new();
    let mut boxed = |is: &dyn Fn(&Part) -> bool, text: String| {
        if let Some(part) = chart.boxes.iter().find(|part| is(part)) {
            let thing = part.thing;
            entries.push(Entry { sign: Box::new(move |group, rect| outline_small(group, thing, rect)), text });
        }
    };
    boxed(&|part| matches!(part.thing, Thing::Party(_)), say("entité externe", "external entity"));
    boxed(&|part| matches!(part.thing, Thing::Channel(_)), say("canal", "channel"));
    boxed(&Part::is_process, say("traitement", "process"));
    boxed(&|part| matches!(part.thing, Thing::Store(_)), say("magasin de données", "data store"));
    boxed(&|part| matches!(part.thing, Thing::Document(_)), say("document", "document"));
    let plain = Flow { sensitive: false, transfer: None, motion: Motion::Passes, ..blank() };
    let mut arrow = |wanted: bool, flow: Flow, text: String| {
        if wanted {
            entries.push(Entry {
                sign: Box::new(move |group, rect| {
                    let y = rect.center().y;
                    line(group, &flow, &[Point::new(rect.x, y), Point::new(rect.right(), y)]);
                }),
                text,
            });
        }
    };
    let any = |is: &dyn Fn(&Flow) -> bool| chart.flows.iter().any(is);
    let is_plain = |flow: &Flow| !flow.sensitive && flow.transfer.is_none() && flow.motion == Motion::Passes;
    arrow(any(&is_plain), plain.clone(), say("flux de données, avec sa finalité", "flow of data, with its purpose"));
    arrow(
        any(&|flow| flow.sensitive),
        Flow { sensitive: true, ..plain.clone() },
        say("données sensibles ou NIR", "sensitive data or national number"),
    );
    let outside = Flow { transfer: Some(String::new()), ..plain.clone() };
    arrow(any(&|flow| flow.transfer.is_some()), outside, say("transfert hors UE / EEE", "transfer outside the EU / EEA"));
    let erases = Flow { motion: Motion::Erases, ..plain };
    arrow(any(&|flow| flow.motion == Motion::Erases), erases, say("effacement", "erasure"));
    if any(&|flow| flow.sensitive) {
        entries.push(Entry { sign: Box::new(sensitive::draw), text: say("marque des données sensibles", "mark of sensitive data") });
    }
    if !chart.frames.is_empty() {
        entries.push(Entry {
            sign: Box::new(|group, rect| boundary(group, rect.grown(-1.0), Dash::Solid)),
            text: say("frontière de l'organisation", "boundary of the organisation"),
        });
    }
    entries
}

fn blank() -> Flow {
    Flow {
        from: 0,
        to: 0,
        motion: Motion::Passes,
        data: indexmap::IndexSet::new(),
        purposes: indexmap::IndexSet::new(),
        purposeless: false,
        via: indexmap::IndexSet::new(),
        operations: indexmap::IndexSet::new(),
        sensitive: false,
        transfer: None,
    }
}

/// The outline of a box as a sign of the legend.
fn outline_small(group: &mut Group, thing: Thing, rect: Rect) {
    let small = match thing {
        Thing::Store(_) => Rect::new(rect.center().x - 9.0, rect.y - 1.0, 18.0, rect.height + 2.0),
        Thing::Document(_) => Rect::new(rect.center().x - 6.0, rect.y, 12.0, rect.height),
        _ => rect,
    };
    match thing {
        Thing::Party(Party::Subjects(_)) => {
            group.push(Shape::Rect(small, 0.0), Style::both(Token::PoolBand, Token::PoolLine, LINE));
        }
        Thing::Activity | Thing::Lane(_) | Thing::Pool(_) | Thing::Rest | Thing::Step(_) => {
            group.push(Shape::Rect(small, 5.0), Style::both(Token::TaskFill, Token::TaskLine, LINE));
        }
        _ => outline(group, thing, small),
    }
}
