//! `explain`: the manual page of a rule.

use crate::complaint::{Complaint, Status};
use crate::words::{explain as words, help, run};
use crate::work::{self, Rule};
use crate::{Session, args, output};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
use model::check::{self, Example};
use model::diagnostic::Lang;
use model::table::findings::severity;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let rule = args::positional("rule", help::RULE, lang).required_unless_present("list");
    command.arg(rule).arg(args::flag("list", help::LIST_RULES, lang).conflicts_with("rule"))
}

/// Prints a rule's page, or the list of rules.
///
/// # Errors
/// Where there is no such rule, or standard output cannot be written.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let lang = session.lang;
    let shown = if matches.get_flag("list") {
        work::rules().map(|rule| line(rule, lang)).collect()
    } else {
        let word = args::text(matches, "rule").unwrap_or_default();
        let Some(rule) = work::rule(word) else {
            bail!(Complaint(run::unknown_name(&run::a_rule(), word, work::nearest_rule(word), "recens explain --list")));
        };
        page(rule, lang)
    };
    output::print(session, shown.as_bytes())?;
    Ok(Status::Done)
}

fn line(rule: Rule, lang: Lang) -> String {
    let level = severity(rule.severity, lang);
    format!("{:<8}{:<36}{level:<15}{}", rule.code, rule.name, rule.source).trim_end().to_owned() + "\n"
}

/// The page, in Markdown.
pub(super) fn page(rule: Rule, lang: Lang) -> String {
    let facts = format!("{} {}", severity(rule.severity, lang), words::BY_DEFAULT.get(lang));
    let source = if rule.source.is_empty() { String::new() } else { format!(" · {}", rule.source) };
    let mut page = format!("# {} ({})\n\n{facts}{source}\n\n", rule.name, rule.code);
    let Some(checked) = check::find(rule.name) else {
        page.push_str(words::of_reading(rule.name).get(lang));
        page.push('\n');
        return page;
    };
    let manual = checked.manual();
    page.push_str(manual.prose(lang));
    page.push('\n');
    for (heading, examples) in [(words::FAILING, &manual.failing), (words::CORRECTED, &manual.corrected)] {
        for example in examples {
            page.push_str(&format!("\n## {}\n\n{}", heading.get(lang), fenced(example)));
        }
    }
    page
}

fn fenced(example: &Example) -> String {
    format!("```{}\n{}```\n", example.format, example.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_in_both_languages() {
        for rule in work::rules() {
            for lang in [Lang::Fr, Lang::En] {
                let page = page(rule, lang);
                assert!(page.lines().filter(|line| !line.trim().is_empty()).count() >= 3, "{} says nothing: {page}", rule.name);
            }
        }
    }
}
