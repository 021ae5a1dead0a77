//! A scene as text, one line an item, to be compared and read by people.

use super::{Anchor, Dash, Item, Piece, Place, Scene, Shape};
use crate::geometry::{Point, Rect};
use crate::theme::Paint;
use std::fmt::Write;

/// The `.scene` text: a head of four lines, then each group with its items indented; numbers with two decimals.
pub fn dump(scene: &Scene) -> String {
    let mut out = format!("scene {} {} {}\n", number(scene.size.width), number(scene.size.height), scene.theme.name());
    _ = writeln!(out, "title {:?}\ndescription {:?}", scene.title, scene.description);
    for group in &scene.groups {
        _ = write!(out, "{} {:?}", group.role.name(), group.element);
        if !group.title.is_empty() {
            _ = write!(out, " {:?}", group.title);
        }
        match &group.place {
            Place::None => {}
            Place::Frame(rect) => _ = write!(out, " at {}", sides(rect)),
            Place::Line(points) => _ = write!(out, " along {}", spots(points)),
        }
        out.push('\n');
        for item in &group.items {
            _ = writeln!(out, "  {}", line(item));
        }
    }
    out
}

fn line(item: &Item) -> String {
    let mut out = match &item.shape {
        Shape::Rect(rect, radius) if *radius > 0.0 => format!("rect {} radius {}", sides(rect), number(*radius)),
        Shape::Rect(rect, _) => format!("rect {}", sides(rect)),
        Shape::Circle(center, radius) => format!("circle {} radius {}", spot(*center), number(*radius)),
        Shape::Polygon(points) => format!("polygon {}", spots(points)),
        Shape::Polyline(points, radius) if *radius > 0.0 => format!("line {} radius {}", spots(points), number(*radius)),
        Shape::Polyline(points, _) => format!("line {}", spots(points)),
        Shape::Path(trace) => {
            let pieces = trace.0.iter().map(|piece| match piece {
                Piece::Move(end) => format!("M {}", spot(*end)),
                Piece::Line(end) => format!("L {}", spot(*end)),
                Piece::Curve(a, b, end) => format!("C {} {} {}", spot(*a), spot(*b), spot(*end)),
                Piece::Close => "Z".to_owned(),
            });
            format!("path {}", pieces.collect::<Vec<_>>().join(" "))
        }
        Shape::Text(text) => {
            let anchor = match text.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let upwards = if text.upwards { " upwards" } else { "" };
            format!("text {} {anchor} {} {}{upwards} {:?}", spot(text.at), number(text.size), text.weight.number(), text.text)
        }
    };
    let style = &item.style;
    if style.fill != Paint::None {
        _ = write!(out, " fill {}", style.fill);
    }
    if style.stroke != Paint::None {
        _ = write!(out, " stroke {} {}", style.stroke, number(style.width));
    }
    match style.dash {
        Dash::Solid => {}
        Dash::Dashed => out.push_str(" dashed"),
        Dash::Short => out.push_str(" short-dashed"),
        Dash::Dotted => out.push_str(" dotted"),
        Dash::DashDot => out.push_str(" dash-dot"),
    }
    if style.round {
        out.push_str(" round");
    }
    out
}

fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

fn spot(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

fn spots(points: &[Point]) -> String {
    points.iter().map(|point| spot(*point)).collect::<Vec<_>>().join(" ")
}

fn sides(rect: &Rect) -> String {
    format!("{} {} {} {}", number(rect.x), number(rect.y), number(rect.width), number(rect.height))
}
