//! `--view`, `--level`, `--data` and `--activity`: which drawing, of what.

use crate::drawing::Focus;
use crate::words::{help, run as words, usage};
use crate::work::{self, Work};
use crate::{args, complaint};
use anyhow::Result;
use clap::{ArgMatches, Command};
use model::diagnostic::{Lang, Text};
use model::process::{Activity, Arena, Declared, Id};
use render::view::overview::{Level, Overview};

/// The word of the diagram, the view drawn unless another is asked for.
const DIAGRAM: &str = "bpmn";

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let views = views();
    let levels = Level::ALL.map(Level::name);
    let listed = |value: help::Value, list: &[&str]| format!("{}{} {}", value.help.get(lang), words::COLON.get(lang), list.join(", "));
    command
        .arg(args::choice("view", help::VIEW, &views, lang).help(listed(help::VIEW, &views)))
        .arg(args::choice("level", help::FLOW_LEVEL, &levels, lang).help(listed(help::FLOW_LEVEL, &levels)))
        .arg(args::option("data", help::FLOW_DATA, lang))
        .arg(args::option("activity", help::ACTIVITY, lang))
}

fn views() -> [&'static str; 6] {
    let mut words = [DIAGRAM; 6];
    for (word, view) in words[1..].iter_mut().zip(Overview::ALL) {
        *word = view.name();
    }
    words
}

/// The view asked for; none for the diagram.
pub fn view(matches: &ArgMatches) -> Option<Overview> {
    args::text(matches, "view").and_then(Overview::parse)
}

/// The activity of `--activity`: by its identifier, its reference in the register or its title.
///
/// # Errors
/// Where the input has none of that name.
pub fn activity(matches: &ArgMatches, work: &Work) -> Result<Option<Id<Activity>>> {
    let Some(word) = args::text(matches, "activity") else { return Ok(None) };
    let model = &work.reading.model;
    let referred = |activity: &Activity| activity.reference.as_ref().is_some_and(|reference| same(&reference.value, word));
    let found = model.activities.iter().find(|(_, activity)| referred(activity)).map(|(id, _)| id);
    let references = model.activities.values().filter_map(|activity| activity.reference.as_ref()).map(|reference| reference.value.as_str());
    let known = names(&model.activities).chain(references);
    let found = found.or_else(|| named(&model.activities, word));
    found.map(Some).ok_or_else(|| unknown(&words::an_activity(), word, known))
}

/// `--level` and `--data`; `--highlight`, `--direction` and `--wrap` are for the diagram alone.
///
/// # Errors
/// Where they are given with a view that has no use for them, or the input has no such datum.
pub fn focus(matches: &ArgMatches, work: &Work) -> Result<Focus> {
    let (level, data) = (args::text(matches, "level"), args::text(matches, "data"));
    let view = args::text(matches, "view").unwrap_or(DIAGRAM);
    if view != Overview::Dataflow.name() {
        for (option, value) in [("--level", level), ("--data", data)] {
            if value.is_some() {
                return Err(complaint::of(usage::conflict(option, &format!("--view {view}"))));
            }
        }
    }
    for option in ["direction", "wrap"] {
        if view != DIAGRAM && matches.contains_id(option) {
            return Err(complaint::of(usage::conflict(&format!("--{option}"), &format!("--view {view}"))));
        }
    }
    if view != DIAGRAM && args::text(matches, "highlight").is_some() {
        return Err(complaint::of(usage::conflict("--highlight", &format!("--view {view}"))));
    }
    let model = &work.reading.model;
    let datum = |word: &str| named(&model.data, word).ok_or_else(|| unknown(&words::a_datum(), word, names(&model.data)));
    Ok(Focus { level: level.and_then(Level::parse), data: data.map(datum).transpose()? })
}

fn names<T: Declared>(arena: &Arena<T>) -> impl Iterator<Item = &str> {
    arena.values().flat_map(|item| [item.head().name.as_str(), item.head().title()])
}

fn named<T: Declared>(arena: &Arena<T>, word: &str) -> Option<Id<T>> {
    let by = |of: fn(&T) -> &str| arena.iter().find(|(_, item)| same(of(item), word)).map(|(id, _)| id);
    by(|item| item.head().name.as_str()).or_else(|| by(|item| item.head().title()))
}

fn same(one: &str, other: &str) -> bool {
    model::process::vocabulary::fold(one.trim()) == model::process::vocabulary::fold(other.trim())
}

fn unknown<'a>(kind: &Text, word: &str, known: impl Iterator<Item = &'a str>) -> anyhow::Error {
    let mut list: Vec<&str> = Vec::new();
    for name in known.filter(|name| !name.trim().is_empty()) {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let more = if list.len() > 12 { ", …" } else { "" };
    let shown = list[..list.len().min(12)].join(", ") + more;
    let shown = if list.is_empty() { "—".to_owned() } else { shown };
    complaint::of(words::unknown_name(kind, word, work::nearest(word, list), &shown))
}
