//! Draws every file of folders without writing anything, to find panics and slow files: `cargo run --release -p render --example corpus -- FOLDER…`.

use model::read::{Format, NoImports, read};
use render::view::bpmn::{Options, Placing, scene};
use render::{layout::Direction, svg};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let mut files = Vec::new();
    std::env::args().skip(1).for_each(|folder| collect(Path::new(&folder), &mut files));
    files.sort();
    let (mut drawn, mut worst, mut bytes) = (0, Vec::new(), 0);
    for file in &files {
        let name = file.to_string_lossy();
        let Some(format) = Format::of_name(&name) else { continue };
        let Ok(content) = std::fs::read(file) else { continue };
        let model = read(&name, &content, format, &mut NoImports).model;
        for (layout, direction) in [
            (Placing::Auto, Direction::LeftToRight),
            (Placing::Given, Direction::LeftToRight),
            (Placing::Always, Direction::LeftToRight),
            (Placing::Always, Direction::TopToBottom),
        ] {
            let start = Instant::now();
            let options = Options { layout, direction, ..Options::default() };
            let outcome = std::panic::catch_unwind(|| {
                svg::svg(&scene(&model, &options), &svg::Options { font: svg::FontMode::Named, ..svg::Options::default() })
            });
            match outcome {
                Ok(svg) => {
                    bytes += svg.len();
                    if let Err(error) = roxmltree::Document::parse(&svg) {
                        report(&format!("NOT WELL FORMED {name}: {error}"));
                    }
                }
                Err(_) => report(&format!("PANIC {name} {layout:?} {direction:?}")),
            }
            worst.push((start.elapsed(), format!("{name} {layout:?}, {} nodes", model.nodes.len())));
            drawn += 1;
        }
    }
    worst.sort();
    for (time, name) in worst.iter().rev().take(8) {
        report(&format!("{time:?} {name}"));
    }
    let total: std::time::Duration = worst.iter().map(|(time, _)| *time).sum();
    report(&format!("{drawn} drawings, {bytes} bytes, {total:?}"));
}

fn report(line: &str) {
    use std::io::Write;
    _ = writeln!(std::io::stderr(), "{line}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
