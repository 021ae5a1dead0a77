//! Input no author writes on purpose: empty, huge, deep, binary.

use super::*;
use crate::diagnostic::reading;
use crate::dsl::parse::{MAX_DEPTH, parse};
use crate::source::FileId;

#[test]
fn nothing_and_comments_are_read_as_nothing() {
    for text in ["", "\n\n", "# rien\n# rien", " \t\u{A0}\r\n"] {
        let model = model(text);
        assert_eq!(model.activities.len() + model.nodes.len(), 0);
    }
}

#[test]
fn ten_thousand_blocks_are_a_limit_and_no_overflow() {
    for opening in ["sous-processus {\n", "{", "tâche a {", "organisation o { dpo \"x\" {"] {
        for closing in ["", "}"] {
            let text = format!("{}{}", opening.repeat(10_000), closing.repeat(10_000));
            let (_, diagnostics, _) = read(&text);
            assert_eq!(diagnostics.iter().filter(|found| found.rule == reading::LIMIT.name).count(), 1, "{opening}");
            assert_eq!(parse(FileId(0), &text).tree().text().to_string(), text);
        }
    }
}

#[test]
fn blocks_up_to_the_limit_are_read() {
    let nested = |depth| format!("{}fin f{}", "sous-processus {\n".repeat(depth), "}".repeat(depth));
    assert_eq!(model(&nested(MAX_DEPTH)).nodes.named("f").len(), 1);
    let (deeper, diagnostics, _) = read(&nested(MAX_DEPTH + 1));
    assert_eq!(deeper.nodes.named("f").len(), 0);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn ten_megabytes_on_one_line_are_read() {
    // Many tokens on a line are fewer than that, since tests run unoptimised.
    let long = "x".repeat(10_000_000);
    let many = ["collecte ".repeat(100_000), "{".repeat(100_000), "a -> ".repeat(50_000), "@ ".repeat(100_000)];
    for text in [long.clone(), format!("tâche a \"{long}\""), format!("tâche a # {long}")].into_iter().chain(many) {
        let (_, diagnostics, _) = read(&text);
        assert!((1..=1001).contains(&diagnostics.len()) || text.starts_with('t'), "{}", diagnostics.len());
        assert!(diagnostics.iter().all(|found| found.message.fr.len() < 400));
    }
}

#[test]
fn a_thousand_findings_are_enough() {
    let (_, diagnostics, _) = read(&"xyzxyz a\n".repeat(5000));
    assert_eq!(diagnostics.len(), 1001);
    assert!(diagnostics.iter().any(|found| found.rule == reading::LIMIT.name));
}

#[test]
fn control_characters_are_said_once_a_statement() {
    check("tâche a\u{0}\u{0} \u{1}\n       ^^ `U+0000U+0000` n'a pas de sens ici\ntâche b");
}

#[test]
fn ends_of_lines_tabs_and_no_break_blanks_are_all_blanks() {
    let plain = facts(&model("traitement t {\n    tâche a \"A\" {\n        collecte nom, avis pour f\n    }\n}"));
    for text in [
        "traitement t {\r\n\ttâche a \"A\" {\r\n\t\tcollecte nom,\r\n\t\t\tavis pour f\r\n\t}\r\n}\r\n",
        "traitement t {\rtâche a \"A\" {\rcollecte nom, avis pour f\r}\r}",
        "traitement\u{A0}t\u{202F}{ tâche a \"A\" { collecte nom\u{202F}, avis pour\u{A0}f } }",
        "traitement t { # c\n # c\n tâche a \"A\" { collecte nom, # c\n\n # c\n avis pour f; }; }",
    ] {
        assert_eq!(facts(&model(text)), plain, "{text:?}");
    }
}
