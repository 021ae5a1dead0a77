//! Every command block of the README does what it says.

use tests::{checkout, root, run};

/// The commands of the `sh` blocks of a Markdown text.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside && !line.trim().is_empty() {
            found.push(line.trim().to_owned());
        }
    }
    found
}

#[test]
fn every_command_of_the_readme_runs() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let commands = commands(&readme);
    assert!(commands.len() >= 8, "{commands:?}");
    let folder = checkout();
    let mut ran = 0;
    for command in &commands {
        let words: Vec<&str> = command.split_whitespace().collect();
        let arguments: &[&str] = match words.as_slice() {
            ["cargo", "run", "--release", "--", rest @ ..] | ["recens", rest @ ..] => rest,
            // This very run.
            ["cargo", "test", "--workspace"] => continue,
            _ => panic!("the test does not know how to run `{command}`"),
        };
        let ran_it = run(folder.path(), arguments);
        // The loyalty programme has errors, and `check` says so; nothing else may fail.
        let expected = if arguments[0] == "check" { 1 } else { 0 };
        assert_eq!(ran_it.status, expected, "`{command}`\n{}\n{}", ran_it.out, ran_it.err);
        ran += 1;
    }
    assert!(ran >= 8);
    for name in [
        "etude-de-marche.svg",
        "etude-de-marche.png",
        "recensement.md",
        "recensement.csv",
        "tableaux.html",
        "tableaux.xlsx",
        "tableaux.ods",
        "tableaux.docx",
        "constats.txt",
    ] {
        assert!(folder.path().join("etude-de-marche.rapport").join(name).is_file(), "the report lacks {name}");
    }
}

#[test]
fn check_says_of_the_readmes_process_what_the_readme_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let block = |fence: &str| readme.split(fence).nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join("readme.recens"), block("```recens\n")).expect("the folder is ours");
    let ran = run(folder.path(), &["check", "readme.recens", "--format", "short"]);
    let said: Vec<&str> = block("```text\n").lines().collect();
    assert!(said.len() >= 3);
    for line in said {
        assert!(ran.out.lines().any(|found| found.replace('\u{a0}', " ") == line), "« {line} » is not in:\n{}", ran.out);
    }
    assert!(!ran.out.contains("LIR-"), "the README's process is not read without mistake:\n{}", ran.out);
}

#[test]
fn every_process_of_the_guide_is_read_without_mistake() {
    let guide = std::fs::read_to_string(root().join("docs").join("langage.md")).expect("there is a guide");
    let blocks: Vec<&str> = guide.split("```recens\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 4);
    let folder = tempfile::tempdir().expect("a folder for the test");
    for block in blocks {
        std::fs::write(folder.path().join("guide.recens"), block).expect("the folder is ours");
        let ran = run(folder.path(), &["check", "guide.recens", "--format", "short"]);
        assert!(!ran.out.contains("LIR-"), "{}\n{block}", ran.out);
    }
}
