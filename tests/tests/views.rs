//! The views beside the diagram: as they were looked at, in every format, and as the manual shows them.

use model::diagnostic::Lang;
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::read::{Format, NoImports, read};
use render::scene::dump::dump;
use render::theme::Theme;
use render::view::overview::{Options, Overview, scene};
use std::path::Path;
use tests::{checkout, golden, root, run, same};

#[test]
fn each_view_of_each_example_is_as_it_was_looked_at() {
    let mut seen = 0;
    for path in tests::single_examples() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(format) = Format::of_name(&name) else { continue };
        let bytes = std::fs::read(&path).expect("examples can be read");
        let model = read(&name, &bytes, format, &mut NoImports).model;
        let graph = FlowGraph::new(&model);
        let references = References::new(&model, &graph);
        for view in Overview::ALL {
            let options = Options {
                theme: Theme::Light,
                lang: Lang::Fr,
                graph: &graph,
                references: &references,
                activity: None,
                level: None,
                data: None,
            };
            golden(&format!("views/{name}.{}.scene", view.name()), dump(&scene(view, &model, &options)).as_bytes());
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen}");
}

#[test]
fn the_pictures_of_the_manual_are_drawn_by_its_commands() {
    let folder = checkout();
    std::fs::create_dir_all(folder.path().join("docs/vues")).expect("the folder is ours");
    let mut drawn = 0;
    for page in ["docs/vues.md", "docs/mise-en-page.md"] {
        let manual = std::fs::read_to_string(root().join(page)).expect("there is a manual");
        let block = manual.split("```recens\n").nth(1).and_then(|rest| rest.split("```").next());
        if let Some(block) = block {
            std::fs::write(folder.path().join("risques.recens"), block).expect("the folder is ours");
        }
        let commands = manual.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).flat_map(str::lines);
        for command in commands.filter(|command| command.starts_with("recens ")) {
            let words: Vec<&str> = command.split_whitespace().skip(1).collect();
            let ran = run(folder.path(), &words);
            assert_eq!(ran.status, 0, "`{command}`: {}{}", ran.out, ran.err);
            let picture = words.last().expect("a command names its picture");
            let bytes = std::fs::read(folder.path().join(picture)).expect("the picture is written");
            same(&root().join(picture), &bytes);
            assert!(manual.contains(&format!("]({})", picture.trim_start_matches("docs/"))), "{picture} is not shown");
            drawn += 1;
        }
    }
    assert!(drawn >= 8, "{drawn}");
}

#[test]
fn each_view_is_written_in_each_format_and_theme() {
    let folder = checkout();
    let input = "examples/complus.recens";
    for (at, view) in Overview::ALL.into_iter().enumerate() {
        let theme = Theme::ALL[at % Theme::ALL.len()].name();
        for (ending, start) in [("svg", &b"<svg"[..]), ("png", b"\x89PNG"), ("pdf", b"%PDF-")] {
            let name = format!("a.{ending}");
            let ran = run(folder.path(), &["draw", input, "--view", view.name(), "--theme", theme, "--lang", "en", "-o", &name]);
            assert_eq!(ran.status, 0, "{}: {}", view.name(), ran.err);
            let bytes = std::fs::read(folder.path().join(&name)).expect("the drawing is written");
            assert!(bytes.starts_with(start), "{} as {ending}", view.name());
        }
    }
}

#[test]
fn the_text_of_a_pdf_can_be_found() {
    if !tool("pdftotext") {
        return;
    }
    let folder = checkout();
    assert_eq!(run(folder.path(), &["draw", "examples/etude-de-marche.recens", "--view", "dataflow", "-o", "a.pdf"]).status, 0);
    let text = output("pdftotext", &["-raw", "a.pdf", "-"], folder.path());
    for word in ["Base ComPlus", "Personne interrogée", "Connaître", "traitement"] {
        assert!(text.contains(word), "{word} is not in:\n{text}");
    }
    let fonts = output("pdffonts", &["a.pdf"], folder.path());
    assert!(fonts.lines().skip(2).all(|line| line.contains("Inter") && line.contains("yes")), "{fonts}");
}

#[test]
fn what_does_not_exist_or_fit_is_refused_with_the_nearest() {
    let folder = checkout();
    let input = "examples/etude-de-marche.recens";
    let refused = |arguments: &[&str], word: &str| {
        let ran = run(folder.path(), &[&["draw", input], arguments].concat());
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err);
    };
    refused(&["--view", "dataflow", "--data", "courriell"], "courriel");
    refused(&["--view", "mot", "--activity", "etudes"], "etude");
    refused(&["--data", "nom"], "--data");
    refused(&["--view", "matrix", "--level", "step"], "--level");
    refused(&["--view", "matrix", "--highlight", "purpose-missing"], "--highlight");
    for activity in ["etude", "Étude de marché sur la publicité des réseaux sociaux"] {
        assert_eq!(run(folder.path(), &["draw", input, "--view", "mot", "--activity", activity, "-o", "a.svg"]).status, 0);
    }
}

fn tool(name: &str) -> bool {
    std::process::Command::new(name).arg("-v").output().is_ok()
}

fn output(name: &str, arguments: &[&str], folder: &Path) -> String {
    let output = std::process::Command::new(name).args(arguments).current_dir(folder).output().expect("the tool starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
