//! `short`: one line for each finding, for editors and `grep`.

use super::Findings;
use crate::complaint::clean;
use model::diagnostic::{Lang, Severity};

/// `file:line:column: severity[rule CODE] message`, a line each.
pub fn show(findings: &Findings, lang: Lang) -> String {
    let mut out = String::new();
    for finding in &findings.list {
        let found = &finding.diagnostic;
        let line = format!(
            "{}:{}:{}: {}[{} {}] {}",
            finding.file,
            finding.start.line,
            finding.start.column,
            severity(found.severity),
            found.rule,
            found.code,
            found.message.get(lang)
        );
        out.push_str(&clean(&line).replace('\n', " "));
        out.push('\n');
    }
    out
}

/// The severity as `--level` names it: programs look for these words, whatever the language of the message.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;

    #[test]
    fn one_line_each() {
        let findings = Findings::new(vec![finding("é abc\n", 3..6)], 1);
        assert_eq!(show(&findings, Lang::Fr), "a.recens:1:3: error[unknown-keyword LIR-02] mot inconnu\n");
        assert_eq!(show(&findings, Lang::En), "a.recens:1:3: error[unknown-keyword LIR-02] unknown word\n");
    }
}
