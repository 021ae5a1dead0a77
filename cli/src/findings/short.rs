//! `short`: one line for each finding, for editors and `grep`.

use super::{Findings, level_word};
use crate::complaint::clean;
use model::diagnostic::Lang;

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
            level_word(found.severity, lang),
            found.rule,
            found.code,
            found.message.get(lang)
        );
        out.push_str(&clean(&line).replace('\n', " "));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;

    #[test]
    fn one_line_each() {
        let findings = Findings::new(vec![finding("é abc\n", 3..6)], 1);
        assert_eq!(show(&findings, Lang::Fr), "a.recens:1:3: erreur[unknown-keyword LIR-02] mot inconnu\n");
        assert_eq!(show(&findings, Lang::En), "a.recens:1:3: error[unknown-keyword LIR-02] unknown word\n");
    }
}
