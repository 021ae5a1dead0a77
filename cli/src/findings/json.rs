//! `json`: one array of objects, for programs.

use super::{Finding, Findings};
use model::diagnostic::{Lang, Severity};
use model::source::Position;
use serde::Serialize;

/// A finding as programs read it; the fields' order is part of the format.
#[derive(Serialize)]
struct Record<'a> {
    rule: &'a str,
    code: &'a str,
    severity: Severity,
    message: &'a str,
    file: &'a str,
    start: Position,
    end: Position,
    element: Option<&'a str>,
    operation: Option<&'a str>,
    path: Option<&'a [String]>,
    source: &'a str,
    help: Option<&'a str>,
}

/// The array, one finding a line, so that two runs can be compared line by line.
pub fn show(findings: &Findings, lang: Lang) -> String {
    let lines: Vec<String> = findings.list.iter().map(|finding| line(finding, lang)).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn line(finding: &Finding, lang: Lang) -> String {
    let found = &finding.diagnostic;
    let record = Record {
        rule: found.rule,
        code: found.code,
        severity: found.severity,
        message: found.message.get(lang),
        file: &finding.file,
        start: finding.start,
        end: finding.end,
        element: found.element.as_deref(),
        operation: found.operation.as_deref(),
        path: (!found.path.is_empty()).then_some(found.path.as_slice()),
        source: found.source,
        help: found.help.as_ref().map(|help| help.get(lang)),
    };
    serde_json::to_string(&record).expect("strings, numbers and lists always serialise")
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;

    #[test]
    fn fields_stand_in_the_order_of_the_contract() {
        let findings = Findings::new(vec![finding("é abc\n", 3..6)], 1);
        assert_eq!(
            show(&findings, Lang::En),
            "[\n{\"rule\":\"unknown-keyword\",\"code\":\"LIR-02\",\"severity\":\"error\",\"message\":\"unknown word\",\"file\":\"a.recens\",\
             \"start\":{\"line\":1,\"column\":3},\"end\":{\"line\":1,\"column\":6},\"element\":\"demander\",\"operation\":\"OP-03\",\
             \"path\":[\"appel\",\"demander\"],\"source\":\"RGPD art. 5(1)(e)\",\"help\":\"write task\"}\n]\n"
        );
        assert_eq!(show(&Findings::default(), Lang::Fr), "[]\n");
    }

    #[test]
    fn what_there_is_none_of_is_null() {
        let mut bare = finding("é abc\n", 3..6);
        (bare.diagnostic.element, bare.diagnostic.operation, bare.diagnostic.help) = (None, None, None);
        bare.diagnostic.path.clear();
        bare.diagnostic.source = "";
        let shown = show(&Findings::new(vec![bare], 1), Lang::Fr);
        assert!(shown.contains("\"element\":null,\"operation\":null,\"path\":null,\"source\":\"\",\"help\":null}"), "{shown}");
    }
}
