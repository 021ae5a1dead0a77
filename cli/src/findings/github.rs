//! `github`: workflow commands, which GitHub Actions shows as annotations at their place.

use super::{Finding, Findings};
use crate::complaint::clean;
use model::diagnostic::{Lang, Severity};

/// One command a line, a finding each.
pub fn show(findings: &Findings, lang: Lang) -> String {
    findings.list.iter().map(|finding| line(finding, lang) + "\n").collect()
}

fn line(finding: &Finding, lang: Lang) -> String {
    let found = &finding.diagnostic;
    let mut message = found.message.get(lang).to_owned();
    for more in [found.help.as_ref().map_or("", |help| help.get(lang)), found.source] {
        if !more.is_empty() {
            message.push('\n');
            message.push_str(more);
        }
    }
    let (start, end) = (finding.start, finding.end);
    let mut place = format!("file={},line={},endLine={}", property(&finding.file), start.line, end.line);
    // Columns are understood within one line only.
    if start.line == end.line {
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let title = property(&format!("{} ({})", found.rule, found.code));
    format!("::{} {place},title={title}::{}", command(found.severity), data(&message))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// The text of a command: what would end it is escaped, what a terminal would obey is taken out.
fn data(text: &str) -> String {
    clean(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::tests::finding;
    use super::*;
    use model::diagnostic::Text;

    #[test]
    fn a_finding_is_a_command_on_one_line() {
        let findings = Findings::new(vec![finding("é abc\n", 3..6)], 1);
        assert_eq!(
            show(&findings, Lang::En),
            "::error file=a.recens,line=1,endLine=1,col=3,endColumn=6,title=unknown-keyword (LIR-02)::\
             unknown word%0Awrite task%0ARGPD art. 5(1)(e)\n"
        );
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut hostile = finding("a\nb\n", 0..3);
        hostile.file = "a,b:c%\n::error ::x.recens".into();
        hostile.diagnostic.message = Text::new("100 %\r\n::set-output name=x::y\u{1b}[2J", "");
        let shown = show(&Findings::new(vec![hostile], 1), Lang::Fr);
        assert_eq!(shown.lines().count(), 1, "{shown}");
        assert!(shown.starts_with("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror %3A%3Ax.recens,line=1,endLine=2,title="), "{shown}");
        assert!(shown.contains("::100 %25\u{fffd}%0A::set-output") && !shown.contains('\u{1b}'), "{shown}");
    }
}
