//! `explain`: the manual page of a rule.

use crate::complaint::{Complaint, Status};
use crate::words::{help, run};
use crate::work::{self, Rule};
use crate::{Session, args, output, page};
use anyhow::{Result, bail};
use clap::{ArgMatches, Command};
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
        page::page(rule, lang)
    };
    output::print(session, shown.as_bytes())?;
    Ok(Status::Done)
}

fn line(rule: Rule, lang: Lang) -> String {
    let level = severity(rule.severity, lang);
    format!("{:<8}{:<36}{level:<15}{}", rule.code, rule.name, rule.source).trim_end().to_owned() + "\n"
}
