//! `draw --highlight`: which finding is meant, and what of it is shown.

use crate::Session;
use crate::complaint::Complaint;
use crate::drawing::step_of;
use crate::findings::{Finding, Findings, step_named};
use crate::words::highlight as words;
use crate::work::Work;
use anyhow::{Result, bail};
use model::check;
use model::diagnostic::{Diagnostic, Lang};
use render::view::bpmn::Highlight;

/// The finding that a word means: its number in the list of `check`, from 1, or the name, code or family of its rule,
/// with `@` and the element or operation it is about where several are of that rule.
///
/// # Errors
/// Where no finding is meant, or none that has a step to show.
pub fn of(wanted: &str, work: &Work, findings: &[Diagnostic], lang: Lang, session: &mut Session<'_>) -> Result<Highlight> {
    let sources = &work.reading.sources;
    let list = Findings::new(findings.iter().map(|found| Finding::new(found.clone(), sources)).collect(), 1).list;
    let meant = meant(wanted, &list);
    let Some(first) = meant.first() else {
        let known: Vec<String> = list.iter().filter(|finding| shown(work, finding, lang).is_some()).map(named).collect();
        bail!(Complaint(words::none(wanted, &known)));
    };
    let Some((finding, highlight)) = meant.iter().find_map(|finding| Some((finding, shown(work, finding, lang)?))) else {
        bail!(Complaint(words::no_step(&named(first))));
    };
    if meant.len() > 1 {
        let others: Vec<String> = meant.iter().filter(|other| other != &finding).map(|other| named(other)).collect();
        session.note(words::several(&named(finding), &others).get(session.lang));
    }
    Ok(highlight)
}

fn meant<'a>(wanted: &str, list: &'a [Finding]) -> Vec<&'a Finding> {
    if let Ok(number) = wanted.parse::<usize>() {
        return number.checked_sub(1).and_then(|at| list.get(at)).into_iter().collect();
    }
    let (rule, about) = wanted.split_once('@').map_or((wanted, None), |(rule, about)| (rule, Some(about)));
    let of_rule = list.iter().filter(|finding| check::is_meant(finding.diagnostic.rule, finding.diagnostic.code, rule));
    let about_it = |finding: &&Finding| {
        let found = &finding.diagnostic;
        about.is_none_or(|about| [&found.element, &found.operation].into_iter().flatten().any(|name| name == about))
    };
    of_rule.filter(about_it).collect()
}

/// How a finding is asked for.
fn named(finding: &Finding) -> String {
    let found = &finding.diagnostic;
    found.element.as_ref().map_or_else(|| found.rule.to_owned(), |element| format!("{}@{element}", found.rule))
}

/// What is shown of a finding; none where it is about no step.
fn shown(work: &Work, finding: &Finding, lang: Lang) -> Option<Highlight> {
    let (model, found) = (&work.reading.model, &finding.diagnostic);
    let aim = step_of(model, found);
    let path: Vec<_> = found.path.iter().filter_map(|name| step_named(model, name, found.span)).collect();
    let title = format!("{} ({}) — {}", found.rule, found.code, found.message.get(lang));
    (aim.is_some() || !path.is_empty()).then(|| Highlight { path, aim, title })
}
