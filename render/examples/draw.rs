//! Draws files for looking at them: `cargo run -p render --example draw -- FOLDER SCALE THEME auto|always|down|wrap FILE…`, each as SVG and PNG.
//!
//! Steps without operations get made-up references, and some get findings, to see the marks.

use model::read::{Format, NoImports, read};
use render::layout::Direction;
use render::theme::Theme;
use render::view::bpmn::{self, Found, Options, Placing};
use render::{png, svg};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, scale, theme, placing, files @ ..] = &arguments[..] else {
        return Err("FOLDER SCALE THEME auto|always|down|wrap FILE…".into());
    };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder)?;
    for file in files {
        let format = Format::of_name(file).ok_or("not a .recens or .bpmn file")?;
        let model = read(file, &std::fs::read(file)?, format, &mut NoImports).model;
        let mut options = Options { theme: Theme::parse(theme).unwrap_or_default(), ..Options::default() };
        match placing.as_str() {
            "always" => options.layout = Placing::Always,
            "down" => (options.layout, options.direction) = (Placing::Always, Direction::TopToBottom),
            "wrap" => (options.layout, options.wrap) = (Placing::Always, Some(1100.0)),
            _ => {}
        }
        let mut total = 0;
        for (id, node) in model.nodes.iter() {
            let made_up = if model.operations.is_empty() { id.index() % 4 } else { 0 };
            let count = node.operations().count() + made_up;
            let references: Vec<String> = (0..count).map(|at| format!("OP-{:02}", total + at + 1)).collect();
            total += count;
            if !references.is_empty() {
                options.badges.insert(id, references);
            }
            if let Some(severity) = [model::diagnostic::Severity::Error, model::diagnostic::Severity::Warning].get(id.index() % 7) {
                options.findings.insert(id, Found { severity: *severity, count: 2 });
            }
        }
        let scene = bpmn::scene(&model, &options);
        let stem = std::path::Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        std::fs::write(folder.join(format!("{stem}.svg")), svg::svg(&scene, &svg::Options::default()))?;
        match png::png(&scene, scale.parse()?) {
            Ok(picture) => std::fs::write(folder.join(format!("{stem}.png")), picture)?,
            Err(error) => return Err(format!("{file}: {}", error.text().en).into()),
        }
    }
    Ok(())
}
