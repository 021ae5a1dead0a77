//! `check`: prints findings.

use crate::complaint::Status;
use crate::findings::{Finding, Findings, Format};
use crate::input::Input;
use crate::words::{fix as words, help};
use crate::work::{self, Choice};
use crate::{Session, args, fix, input, output, progress};
use anyhow::{Error, Result};
use clap::{ArgMatches, Command};
use indexmap::IndexMap;
use model::diagnostic::{Diagnostic, Lang, Severity, reading};
use model::process::vocabulary::fold;
use model::source::FileId;
use model::text;

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let formats = Format::ALL.map(Format::name);
    let command = args::inputs(command, lang).arg(args::choice("format", help::FINDINGS_FORMAT, &formats, lang));
    let fix = args::flag("fix", words::FIX, lang);
    let dry_run = args::flag("dry-run", words::DRY_RUN, lang).requires("fix");
    args::rules(command.arg(args::level(lang)).arg(fix).arg(dry_run), lang)
}

/// Reads every input, judges it, and shows the findings of all.
///
/// # Errors
/// Where nothing could be done; an input that cannot be read is told and the others go on.
pub fn run(matches: &ArgMatches, session: &mut Session<'_>) -> Result<Status> {
    let choice = choice(matches, session)?;
    let name = args::text(matches, "format").unwrap_or("text").to_ascii_lowercase();
    let format = Format::ALL.into_iter().find(|format| format.name() == name).unwrap_or(Format::Text);
    let level = args::text(matches, "level").and_then(args::severity_of).unwrap_or(Severity::Error);
    let inputs = input::collect(session, &args::paths(matches), args::format(matches))?;
    let lang = session.lang;
    let mut unmended = Vec::new();
    if matches.get_flag("fix") {
        let dry_run = matches.get_flag("dry-run");
        let changed = mend(&inputs.found, &choice, dry_run, &mut unmended, session)?;
        if dry_run {
            for error in inputs.refused.iter().chain(&unmended) {
                session.complain(error);
            }
            return Ok(match (inputs.refused.is_empty() && unmended.is_empty(), changed) {
                (false, _) => Status::Failed,
                (true, true) => Status::Findings,
                (true, false) => Status::Done,
            });
        }
    }
    let judged = progress::each(session, &inputs.found, |input| {
        work::read(input, lang).map(|work| (work.placed(&input.config, &choice), referenced(&work, input, &choice)))
    });
    let mut owners = Vec::new();
    let (mut list, mut refused, mut names) = (Vec::new(), inputs.refused, Vec::new());
    for (input, outcome) in inputs.found.iter().zip(judged) {
        match outcome {
            Ok((found, own)) => {
                names.push(input.name.clone());
                list.extend(found);
                owners.extend(own);
            }
            Err(error) => refused.push(error),
        }
    }
    list.extend(shared(owners));
    let findings = Findings { inputs: names, level: Some(level), ..Findings::new(list, 0) }.counted();
    if findings.files > 0 {
        let configured = inputs.found.first().and_then(|input| input.config.lang);
        let lang = if format.is_read_by_people() { lang } else { session.documents(configured) };
        let shown = findings.show(format, lang, session.facts.colour_out);
        output::print(session, shown.as_bytes())?;
    }
    // What cannot be read cannot be mended either: it is told once.
    let told: Vec<String> = refused.iter().map(|error| format!("{error:#}")).collect();
    refused.extend(unmended.into_iter().filter(|error| !told.contains(&format!("{error:#}"))));
    for error in &refused {
        session.complain(error);
    }
    Ok(match (refused.is_empty(), findings.reach(level)) {
        (false, _) => Status::Failed,
        (true, true) => Status::Findings,
        (true, false) => Status::Done,
    })
}

/// An activity of an input with the reference it carries, and who keeps the register it stands in.
struct Owner {
    key: String,
    keepers: Vec<String>,
    title: String,
    finding: Finding,
}

/// The activities of an input that carry a reference, where the rule about them is asked for.
fn referenced(work: &work::Work, input: &Input, choice: &Choice) -> Vec<Owner> {
    let (model, sources) = (&work.reading.model, &work.reading.sources);
    let Some(rule) = work::rule("reference-duplicate") else { return Vec::new() };
    let wanted = choice.select.is_empty() || choice.select.iter().any(|word| rule.is_meant_by(word));
    let severity = input.config.rules.get(rule.name).map_or(Some(rule.severity), |severity| *severity);
    let (true, Some(severity)) = (wanted && !choice.ignore.iter().any(|word| rule.is_meant_by(word)), severity) else { return Vec::new() };
    // An activity that several inputs import is one activity.
    let own = model.activities.values().filter(|activity| activity.head.span.file == FileId::default());
    let owner = |activity: &model::process::Activity| {
        let reference = activity.reference.as_ref()?;
        let parties = [&activity.controllers, &activity.joint].into_iter().flatten();
        let mut keepers: Vec<String> =
            parties.map(|name| name.to.map_or(name.text.as_str(), |id| model.organisations[id].head.title())).map(fold).collect();
        if keepers.is_empty() {
            keepers.push(String::new());
        }
        let diagnostic = Diagnostic {
            rule: rule.name,
            code: rule.code,
            severity,
            source: rule.source,
            ..Diagnostic::reading(&reading::SYNTAX, reference.span, text!("", ""))
        }
        .about(activity.head.name.as_str())
        .with_help(text!("donner à l'une des deux une autre référence", "give one of the two another reference"));
        let key = fold(reference.value.trim());
        (!key.is_empty()).then(|| Owner {
            key,
            keepers,
            title: activity.head.title().to_owned(),
            finding: Finding::new(diagnostic, sources),
        })
    };
    own.filter_map(owner).collect()
}

/// Two activities of several inputs that carry one reference in the register of one controller; those of one input are told
/// by the rule itself.
fn shared(owners: Vec<Owner>) -> Vec<Finding> {
    let mut seen: IndexMap<String, Vec<Owner>> = IndexMap::new();
    let mut found = Vec::new();
    for mut owner in owners {
        let before = seen.entry(owner.key.clone()).or_default();
        let together =
            |one: &&Owner| one.finding.file != owner.finding.file && one.keepers.iter().any(|keeper| owner.keepers.contains(keeper));
        if let Some(first) = before.iter().find(together) {
            let (reference, title) = (owner.finding.window.marked().trim(), &first.title);
            let place = format!("{}:{}", first.finding.file, first.finding.start.line);
            owner.finding.diagnostic.message = text!(
                "la référence {reference} est déjà celle de « {title} » ({place})",
                "the reference {reference} is already that of “{title}” ({place})"
            );
            found.push(owner.finding.clone());
        }
        before.push(owner);
    }
    found
}

/// Mends the inputs, one after the other since one may import another, or shows what would change; tells whether anything
/// would. References are pinned unless some rules only were asked for. What could not be mended goes to `unmended`.
fn mend(inputs: &[Input], choice: &Choice, dry_run: bool, unmended: &mut Vec<Error>, session: &mut Session<'_>) -> Result<bool> {
    let pin = if choice.select.is_empty() { fix::Pin::Yes } else { fix::Pin::No };
    let mut changed = false;
    for input in inputs {
        let lang = session.lang;
        let written = fix::mend(input, choice, pin, lang).and_then(|mended| {
            if !dry_run && mended.changed() {
                mended.write(input)?;
            }
            Ok(mended)
        });
        match written {
            Err(error) => unmended.push(error),
            Ok(mended) if !mended.changed() => {}
            Ok(mended) if dry_run => {
                changed = true;
                output::print(session, mended.diff(&input.name).as_bytes())?;
            }
            Ok(mended) => {
                changed = true;
                for (rule, change, before) in &mended.done {
                    session.note(&words::mended(rule, change, before, lang));
                }
                session.note(&words::summary(&input.name, mended.done.len(), mended.pinned, lang));
            }
        }
    }
    Ok(changed)
}

/// `--select`, `--ignore` and `--today`, where the command has them.
pub(super) fn choice(matches: &ArgMatches, session: &Session<'_>) -> Result<Choice> {
    let list = |id| if matches.try_contains_id(id).is_ok() { args::texts(matches, id) } else { Vec::new() };
    let today = matches.try_get_one("today").ok().flatten().copied().unwrap_or(session.facts.today);
    let choice = Choice { select: list("select"), ignore: list("ignore"), today };
    work::known(&choice)?;
    Ok(choice)
}
