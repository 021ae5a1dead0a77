//! Where each element of BPMN files is drawn, as JSON, one line a file, to be compared with how others draw them:
//! `cargo run --release -p render --example places -- FILE…`.
//!
//! `{"file", "planes": [{"element", "given", "shapes": [{"id", "role", "box", "text", "at"}], "edges": [{"id", "role", "points", "text", "at"}],
//! "messages": [{"id", "text", "at"}]}]}`, the last the names of messages under their envelopes:
//! `box` and `at` are x, y, width and height in the file's own coordinates; `at` is where the text is.

use model::read::{Format, NoImports, read};
use render::geometry::Rect;
use render::scene::{Group, Place, Role, Scene, Shape, hull};
use render::view::bpmn::{Options, in_place};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in std::env::args().skip(1) {
        let model = read(&file, &std::fs::read(&file)?, Format::Bpmn, &mut NoImports).model;
        let mut planes = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for diagram in &model.diagrams {
            // Of two diagrams of one element, only the first can be asked for.
            if seen.contains(&diagram.element.as_str()) {
                continue;
            }
            seen.push(&diagram.element);
            let drawn = in_place(&model, &Options { plane: Some(diagram.element.to_string()), ..Options::default() });
            planes.push(plane(&diagram.element, drawn.given, &drawn.scene));
        }
        writeln!(out, "{}", json!({ "file": file, "planes": planes }))?;
    }
    out.flush()
}

fn plane(element: &str, given: bool, scene: &Scene) -> Value {
    let (mut shapes, mut edges) = (Vec::new(), Vec::new());
    let mut texts: BTreeMap<&str, (String, Option<Rect>)> = BTreeMap::new();
    for group in scene.groups.iter().filter(|group| !matches!(group.role, Role::Badge | Role::Finding | Role::Text)) {
        let (text, room) = texts.entry(&group.element).or_default();
        for item in &group.items {
            if let Shape::Text(line) = &item.shape {
                text.push_str(&line.text);
                text.push('\n');
                *room = Some(room.map_or(item.bounds(), |room| room.union(&item.bounds())));
            }
        }
    }
    for group in &scene.groups {
        let (text, at) = texts.get(group.element.as_str()).cloned().unwrap_or_default();
        let (id, role, text, at) = (&group.element, group.role.name(), text.trim_end(), at.map(sides));
        match &group.place {
            Place::None => {}
            Place::Frame(rect) => shapes.push(json!({ "id": id, "role": role, "box": sides(*rect), "text": text, "at": at })),
            Place::Line(points) => {
                let ends: Vec<_> = points.iter().map(|point| [round(point.x), round(point.y)]).collect();
                let around = sides(hull(points.iter().copied()));
                edges.push(json!({ "id": id, "role": role, "points": ends, "box": around, "text": text, "at": at }));
            }
        }
    }
    let names = scene.groups.iter().filter(|group| group.role == Role::Text);
    let messages: Vec<_> = names.map(|group| json!({ "id": group.element, "text": text(group), "at": sides(room(group)) })).collect();
    json!({ "element": element, "given": given, "shapes": shapes, "edges": edges, "messages": messages })
}

fn text(group: &Group) -> String {
    let lines = group.items.iter().filter_map(|item| if let Shape::Text(line) = &item.shape { Some(line.text.as_str()) } else { None });
    lines.collect::<Vec<_>>().join("\n")
}

fn room(group: &Group) -> Rect {
    let lines = group.items.iter().filter(|item| matches!(item.shape, Shape::Text(_)));
    lines.map(|item| item.bounds()).reduce(|room, line| room.union(&line)).unwrap_or_default()
}

fn sides(rect: Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(round)
}

/// Two decimals say enough of a pixel.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
