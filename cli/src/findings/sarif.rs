//! `sarif`: SARIF 2.1.0, which code scanning reads: rules with their manual, findings with their place, path and mending.

use super::{Change, Finding, Findings, Place, Step};
use crate::page;
use crate::work;
use indexmap::{IndexMap, IndexSet};
use model::diagnostic::{Lang, Severity, Text};
use model::source::Position;
use serde::Serialize;
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with the findings, and the rules that found something.
pub fn show(findings: &Findings, lang: Lang) -> String {
    let names: IndexSet<&str> = findings.list.iter().map(|finding| finding.diagnostic.rule).collect();
    let mut prints = Fingerprints::default();
    let results: Vec<Value> = findings.list.iter().map(|finding| result(finding, &names, &mut prints, lang)).collect();
    let rules: Vec<Value> = names.iter().map(|name| rule(name, lang)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "recens", "rules": rules } },
            "language": match lang { Lang::Fr => "fr", Lang::En => "en" },
            // As everywhere in recens, columns count characters.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("strings, numbers and lists always serialise") + "\n"
}

/// What is said of a rule.
fn rule(name: &str, lang: Lang) -> Value {
    let Some(rule) = work::rule(name) else { return json!({ "id": name }) };
    let page = page::Page::of(rule, lang);
    let family = rule.code.split('-').next().unwrap_or_default();
    let mut properties = json!({ "code": rule.code, "tags": [family] });
    if !rule.source.is_empty() {
        properties["article"] = json!(rule.source);
    }
    json!({
        "id": rule.name,
        "shortDescription": message(&page.title),
        "fullDescription": message(&page.why),
        "help": { "text": escaped(&page.text()), "markdown": escaped(&page.markdown()) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": properties,
    })
}

fn result(finding: &Finding, rules: &IndexSet<&str>, prints: &mut Fingerprints, lang: Lang) -> Value {
    let found = &finding.diagnostic;
    let place = Place { file: finding.file.clone(), start: finding.start, end: finding.end };
    let mut location = json!({ "physicalLocation": physical(&place) });
    if let Some(element) = &found.element {
        location["logicalLocations"] = json!([{ "name": element }]);
    }
    let mut properties = json!({ "code": found.code });
    for (key, value) in [("article", Some(found.source).filter(|source| !source.is_empty())), ("operation", found.operation.as_deref())] {
        if let Some(value) = value {
            properties[key] = json!(value);
        }
    }
    let said = match &found.help {
        Some(help) => format!("{}\n{}", found.message.get(lang), help.get(lang)),
        None => found.message.get(lang).to_owned(),
    };
    let mut result = json!({
        "ruleId": found.rule,
        "ruleIndex": rules.get_index_of(found.rule),
        "level": level(found.severity),
        "message": message(&said),
        "locations": [location],
        "partialFingerprints": { "recens/v1": prints.of(finding) },
        "properties": properties,
    });
    if !finding.path.is_empty() {
        result["codeFlows"] = json!([{ "threadFlows": [{ "locations": finding.path.iter().map(step).collect::<Vec<_>>() }] }]);
    }
    if !finding.fix.is_empty() {
        result["fixes"] = json!([fix(&finding.fix, found.help.as_ref(), lang)]);
    }
    if let Some(reason) = &found.allowed {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    result
}

/// A step of a path; one that is not in the text has its name only.
fn step(step: &Step) -> Value {
    let mut location = json!({ "message": message(&step.title), "logicalLocations": [{ "name": step.name }] });
    if let Some(place) = &step.place {
        location["physicalLocation"] = physical(place);
    }
    json!({ "location": location })
}

/// The edits of a finding, by file.
fn fix(changes: &[Change], help: Option<&Text>, lang: Lang) -> Value {
    let mut files: IndexMap<&str, Vec<Value>> = IndexMap::new();
    for change in changes {
        let replacement = json!({ "deletedRegion": region(&change.place), "insertedContent": { "text": change.text } });
        files.entry(&change.place.file).or_default().push(replacement);
    }
    let changed: Vec<Value> = (files.into_iter())
        .map(|(file, replacements)| json!({ "artifactLocation": { "uri": uri(file) }, "replacements": replacements }))
        .collect();
    let mut fix = json!({ "artifactChanges": changed });
    if let Some(help) = help {
        fix["description"] = message(help.get(lang));
    }
    fix
}

fn physical(place: &Place) -> Value {
    json!({ "artifactLocation": { "uri": uri(&place.file) }, "region": region(place) })
}

fn region(place: &Place) -> Value {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Region {
        start_line: usize,
        start_column: usize,
        end_line: usize,
        end_column: usize,
    }
    let (Position { line: start_line, column: start_column }, Position { line: end_line, column: end_column }) = (place.start, place.end);
    json!(Region { start_line, start_column, end_line, end_column })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn message(text: &str) -> Value {
    json!({ "text": escaped(text) })
}

/// A text as messages hold it: braces would be placeholders, and a label must not become a link.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}").replace("](", "] (")
}

/// A file's name as a relative reference, or as a `file:` address where it is absolute.
fn uri(file: &str) -> String {
    let mut out = if file.starts_with('/') { String::from("file://") } else { String::new() };
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What tells a finding again after edits elsewhere in the file: its rule, its file, what it is about and the text it
/// underlines, numbered where several are alike. Lines, columns and references, which move, are no part of it.
#[derive(Default)]
struct Fingerprints {
    seen: IndexMap<u64, usize>,
}

impl Fingerprints {
    fn of(&mut self, finding: &Finding) -> String {
        let found = &finding.diagnostic;
        let parts = [found.rule, &finding.file, found.element.as_deref().unwrap_or_default(), finding.window.marked()];
        let hash = fnv(parts.iter().flat_map(|part| part.bytes().chain([0])));
        let nth = self.seen.entry(hash).and_modify(|nth| *nth += 1).or_insert(1);
        format!("{hash:016x}:{nth}")
    }
}

/// The 64-bit FNV-1a hash: the same everywhere and for ever, which the standard library's is not.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;

    fn prints(findings: &[Finding]) -> Vec<String> {
        let mut prints = Fingerprints::default();
        findings.iter().map(|finding| prints.of(finding)).collect()
    }

    #[test]
    fn a_finding_that_moves_keeps_its_fingerprint_and_its_twin_has_another() {
        assert_eq!(prints(&[finding("é abc\n", 3..6)]), prints(&[finding("\n\n  é abc\n", 7..10)]));
        assert_ne!(prints(&[finding("é abc\n", 3..6)]), prints(&[finding("é abd\n", 3..6)]));
        let twins = prints(&[finding("abc abc", 0..3), finding("abc abc", 4..7)]);
        assert_ne!(twins[0], twins[1]);
        assert_eq!(fnv("a".bytes()), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn names_of_files_are_addresses() {
        assert_eq!(uri("dossier/é a%b:c.recens"), "dossier/%C3%A9%20a%25b%3Ac.recens");
        assert_eq!(uri("/tmp/a.recens"), "file:///tmp/a.recens");
    }

    #[test]
    fn a_label_is_neither_a_placeholder_nor_a_link() {
        assert_eq!(escaped("{0} [ici](http://ailleurs)"), "{{0}} [ici] (http://ailleurs)");
    }
}
