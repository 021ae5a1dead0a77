//! `junit`: JUnit XML, which the test reports of continuous integration read: a suite for each file, a case for each finding.

use super::{Finding, Findings, level_word};
use crate::complaint::clean;
use crate::words::run;
use indexmap::IndexMap;
use model::diagnostic::{Lang, Severity};

/// The document. A finding below the level of the run is a case that passes and says what was found; a file without
/// findings is a suite with one case that passes.
pub fn show(findings: &Findings, lang: Lang) -> String {
    let level = findings.level.unwrap_or(Severity::Error);
    let mut files: IndexMap<&str, Vec<&Finding>> = findings.inputs.iter().map(|name| (name.as_str(), Vec::new())).collect();
    for finding in &findings.list {
        files.entry(&finding.file).or_default().push(finding);
    }
    files.sort_keys();
    let fails = |finding: &&&Finding| finding.diagnostic.severity >= level;
    let tests: usize = files.values().map(|list| list.len().max(1)).sum();
    let failures = files.values().flatten().filter(fails).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"recens\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n"));
    for (file, list) in &files {
        let failures = list.iter().filter(fails).count();
        let name = escaped(file);
        out.push_str(&format!("  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">\n", list.len().max(1)));
        if list.is_empty() {
            out.push_str(&format!("    <testcase classname=\"{name}\" name=\"{}\" />\n", escaped(run::NOTHING_FOUND.get(lang))));
        }
        for finding in list {
            case(finding, &name, fails(&finding), lang, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(finding: &Finding, file: &str, fails: bool, lang: Lang, out: &mut String) {
    let found = &finding.diagnostic;
    let (line, column) = (finding.start.line, finding.start.column);
    let about = found.element.as_ref().map_or(String::new(), |element| format!(" {element}"));
    let name = escaped(&format!("{} ({}){about} {line}:{column}", found.rule, found.code));
    out.push_str(&format!("    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\" line=\"{line}\">\n"));
    let word = level_word(found.severity, lang);
    let mut text = format!("{file}:{line}:{column}: {word}{} {}\n", run::COLON.get(lang), escaped(found.message.get(lang)));
    for (word, more) in [(run::SOURCE, found.source), (run::HELP, found.help.as_ref().map_or("", |help| help.get(lang)))] {
        if !more.is_empty() {
            text.push_str(&format!("{}{} {}\n", word.get(lang), run::COLON.get(lang), escaped(more)));
        }
    }
    if let Some(path) = finding.way() {
        text.push_str(&format!("{}{} {}\n", run::PATH.get(lang), run::COLON.get(lang), escaped(&path)));
    }
    out.push_str(&if fails {
        let message = escaped(found.message.get(lang));
        format!("      <failure type=\"{}\" message=\"{message}\">{text}</failure>\n", escaped(found.rule))
    } else {
        format!("      <system-out>{text}</system-out>\n")
    });
    out.push_str("    </testcase>\n");
}

/// A text as XML holds it, in an attribute or in an element; what XML cannot hold is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;
    use model::diagnostic::Text;

    #[test]
    fn below_the_level_a_case_passes_and_a_clean_file_is_there() {
        let mut low = finding("é abc\n", 0..1);
        low.diagnostic.severity = Severity::Info;
        let list = vec![finding("é abc\n", 3..6), low];
        let findings = Findings { inputs: vec!["a.recens".into(), "b.recens".into()], ..Findings::new(list, 2) };
        let shown = show(&findings, Lang::Fr);
        assert!(shown.contains("<testsuites name=\"recens\" tests=\"3\" failures=\"1\""), "{shown}");
        assert!(shown.contains("<testsuite name=\"a.recens\" tests=\"2\" failures=\"1\""), "{shown}");
        assert!(shown.contains("<testcase classname=\"b.recens\" name=\"Rien à signaler\" />"), "{shown}");
        assert_eq!((shown.matches("<failure").count(), shown.matches("<system-out>").count()), (1, 1));
    }

    #[test]
    fn no_label_leaves_its_place() {
        let mut hostile = finding("abc", 0..3);
        hostile.diagnostic.message = Text::new("</failure>\"]]>&\u{0}\u{1b}\n", "");
        hostile.file = "\"><x a=\"&.recens".into();
        let shown = show(&Findings::new(vec![hostile], 1), Lang::Fr);
        assert!(!shown.contains("<x") && !shown.contains("]]>") && !shown.contains(['\u{0}', '\u{1b}']), "{shown}");
        assert_eq!(shown.matches("</failure>").count(), 1);
    }
}
