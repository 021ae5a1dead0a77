//! The views beside the diagram, over the examples and over random models: nothing lies on anything, nothing is left
//! out, and the same model gives the same picture.

mod random;
mod said;

use super::overview::{Level, Options, Overview, scene};
use crate::geometry::{Point, Rect};
use crate::scene::{Item, Role, Scene, Shape};
use crate::theme::Theme;
use model::diagnostic::Lang;
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::process::{Datum, Id, Model};
use model::read::{Format, NoImports, read};
use std::path::Path;

/// A model of the language.
fn parse(text: &str) -> Model {
    read("test", text.as_bytes(), Format::Recens, &mut NoImports).model
}

/// The examples of the project, by name.
fn examples() -> Vec<(String, Model)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(format) = Format::of_name(&name) else { continue };
        let bytes = std::fs::read(&path).expect("examples can be read");
        found.push((name.clone(), read(&name, &bytes, format, &mut NoImports).model));
    }
    assert!(found.len() >= 4, "the examples are there");
    found
}

/// A drawing of a model.
fn drawn(model: &Model, view: Overview, level: Option<Level>, data: Option<Id<Datum>>) -> Scene {
    let graph = FlowGraph::new(model);
    let references = References::new(model, &graph);
    let options = Options { theme: Theme::Light, lang: Lang::Fr, graph: &graph, references: &references, activity: None, level, data };
    scene(view, model, &options)
}

/// Every drawing of a model: each view, the flow of data at each level, and the life of its first data.
fn all(model: &Model) -> Vec<(String, Scene)> {
    let mut scenes: Vec<_> = Overview::ALL.into_iter().map(|view| (view.name().to_owned(), drawn(model, view, None, None))).collect();
    for level in Level::ALL {
        scenes.push((format!("dataflow {}", level.name()), drawn(model, Overview::Dataflow, Some(level), None)));
    }
    for datum in model.data.ids().take(3) {
        scenes.push((format!("life of {datum:?}"), drawn(model, Overview::Dataflow, None, Some(datum))));
    }
    scenes
}

fn texts(scene: &Scene) -> Vec<(Rect, String)> {
    let items = scene.groups.iter().flat_map(|group| &group.items);
    let lines = items.filter_map(|item| match &item.shape {
        // The room of letters without accents above and tails below: what is seen.
        Shape::Text(line) => Some((item.bounds(), line.text.clone(), line.size)),
        _ => None,
    });
    lines.map(|(bounds, text, size)| (bounds.grown(-size * 0.13), text)).collect()
}

/// The outline of each box: what flows lead between.
fn boxes(scene: &Scene) -> Vec<(Rect, String)> {
    let is_box = |role: Role| {
        matches!(role, Role::Party | Role::Store | Role::Document | Role::Task | Role::Operation | Role::Result | Role::Branch)
    };
    let outline = |item: &&Item| {
        matches!(item.shape, Shape::Rect(..) | Shape::Path(_) | Shape::Polygon(_)) && item.style.fill != crate::theme::Paint::None
    };
    let groups = scene.groups.iter().filter(|group| is_box(group.role));
    groups.filter_map(|group| Some((group.items.iter().find(outline)?.bounds().grown(-1.0), group.title.clone()))).collect()
}

/// What is wrong with a drawing.
fn faults(scene: &Scene) -> Vec<String> {
    let mut wrong = Vec::new();
    let (texts, boxes) = (texts(scene), boxes(scene));
    let page = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
    for (at, (rect, text)) in texts.iter().enumerate() {
        if !page.contains(Point::new(rect.x, rect.y)) || !page.contains(Point::new(rect.right(), rect.bottom())) {
            wrong.push(format!("{text:?} leaves the page"));
        }
        wrong.extend(texts[..at].iter().filter(|(other, _)| rect.overlaps(other)).map(|(_, other)| format!("{text:?} lies on {other:?}")));
    }
    for (at, (rect, name)) in boxes.iter().enumerate() {
        wrong.extend(
            boxes[..at].iter().filter(|(other, _)| rect.overlaps(other)).map(|(_, other)| format!("box {name:?} lies on {other:?}")),
        );
    }
    let labelled = scene.groups.iter().filter(|group| matches!(group.role, Role::DataFlow | Role::Boundary)).flat_map(|group| &group.items);
    let labels: Vec<(Rect, &str)> = labelled
        .filter_map(|item| match &item.shape {
            Shape::Text(line) => Some((item.bounds().grown(-line.size * 0.2), line.text.as_str())),
            _ => None,
        })
        .collect();
    for group in scene.groups.iter().filter(|group| group.role == Role::DataFlow) {
        for item in &group.items {
            match &item.shape {
                Shape::Text(line) => {
                    let bounds = item.bounds().grown(-1.5);
                    let hit = boxes.iter().find(|(rect, _)| rect.overlaps(&bounds));
                    wrong.extend(hit.map(|(_, name)| format!("label {:?} lies on {name:?}", line.text)));
                }
                Shape::Polyline(points, _) => {
                    let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
                    for piece in points.windows(2) {
                        let bounds = crate::scene::hull(piece.iter().copied());
                        // A line has no inside: a hair on both sides gives it one.
                        let bounds = bounds.grown(0.1);
                        let foreign = boxes.iter().filter(|(rect, _)| {
                            let near = rect.grown(14.0);
                            rect.overlaps(&bounds) && !near.contains(*first) && !near.contains(*last)
                        });
                        wrong.extend(foreign.map(|(_, name)| format!("the flow {:?} runs through {name:?}", group.title)));
                        let struck = labels.iter().filter(|(rect, ..)| rect.overlaps(&bounds));
                        wrong.extend(struck.map(|(_, text)| format!("the flow {:?} strikes {text:?}", group.title)));
                    }
                }
                _ => {}
            }
        }
    }
    wrong
}

#[test]
fn the_views_of_the_examples_are_sound() {
    for (name, model) in examples() {
        for (view, scene) in all(&model) {
            let faults = faults(&scene);
            assert!(faults.is_empty(), "{name}, {view}:\n{}", faults.join("\n"));
            assert!(scene.uncovered().is_empty(), "{name}, {view}: {:?}", scene.uncovered());
            assert!(!scene.title.is_empty() && !scene.description.is_empty(), "{name}, {view}");
        }
    }
}

#[test]
fn the_views_of_random_models_are_sound() {
    for seed in 0..40 {
        let text = random::text(seed);
        let model = parse(&text);
        for (view, scene) in all(&model) {
            let faults = faults(&scene);
            assert!(faults.is_empty(), "seed {seed}, {view}:\n{}\n{text}", faults.join("\n"));
        }
    }
}

#[test]
fn the_check_sees_what_lies_on_something() {
    let (_, model) = examples().swap_remove(0);
    let mut scene = drawn(&model, Overview::Dataflow, None, None);
    let at = scene.groups.iter().position(|group| group.role == Role::Task).expect("there is a process");
    let moved = scene.groups.iter().position(|group| group.role == Role::Store).expect("there is a store");
    let (to, from) = (scene.groups[at].items[0].bounds(), scene.groups[moved].items[0].bounds());
    for item in &mut scene.groups[moved].items {
        item.shape.shift(to.x - from.x, to.y - from.y);
    }
    assert!(faults(&scene).iter().any(|fault| fault.starts_with("box")));
}

#[test]
fn the_same_model_gives_the_same_picture() {
    let text = random::text(7);
    let svgs = |model: &Model| -> Vec<String> {
        all(model).iter().map(|(_, scene)| crate::svg::svg(scene, &crate::svg::Options::default())).collect()
    };
    assert_eq!(svgs(&parse(&text)), svgs(&parse(&text)));
}

#[test]
fn empty_models_say_that_they_are_empty() {
    for text in ["", "traitement t \"T\" { début d; fin f; d -> f }", "donnée d \"D\" identité", "personnes p \"P\""] {
        for (view, scene) in all(&parse(text)) {
            assert!(!texts(&scene).is_empty(), "{view} of {text:?}");
            assert!(faults(&scene).is_empty(), "{view} of {text:?}: {:?}", faults(&scene));
        }
    }
}

#[test]
fn hostile_labels_stay_text() {
    let evil = "<script>&\u{202E}\\\"' ]]> très long motsansaucunespacepourcoupernullepartmaisvraimentnullepart";
    let name = evil.replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!(
        "donnée d \"{name}\" santé\nmagasin s \"{name}\"\nmesure m \"{name}\"\nrisque r \"{name}\" {{ gravité importante; vraisemblance limitée; menaces \"{name}\" }}\n\
         traitement t \"{name}\" {{ finalité f \"{name}\" principale\n participant p \"{name}\" {{ couloir l \"{name}\" {{ début b \"{name}\"\n\
         tâche a \"{name}\" {{ collecte d pour f depuis \"{name}\" \n enregistrement d dans s }} \n fin e \"{name}\" }} }}\n b -> a -> e }}"
    );
    for (view, scene) in all(&parse(&text)) {
        let svg = crate::svg::svg(&scene, &crate::svg::Options::default());
        assert!(!svg.contains("<script>"), "{view}");
        let faults = faults(&scene);
        assert!(faults.is_empty(), "{view}: {faults:#?}");
        assert!(crate::pdf::pdf(&scene).is_ok(), "{view}");
    }
}
