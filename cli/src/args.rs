//! The arguments: the tree of commands, and the options several of them share.

pub mod usage;

use crate::commands;
use crate::words::help::{self, Page};
use crate::words::usage as headings;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use model::diagnostic::{Lang, Severity};
use model::process::Date;
use model::read::Format;
use std::ffi::OsString;
use std::path::PathBuf;

/// The whole command line in `lang`.
pub fn command(lang: Lang) -> Command {
    let root = base(&help::RECENS, lang)
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(headings::COMMAND.get(lang))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(help::VERSION_FLAG.get(lang)));
    let commands = commands::ALL.iter().map(|command| laid_out((command.args)(page(command.page, lang), lang), lang));
    laid_out(root.subcommands(commands), lang)
}

/// Lays a command's help out: the library's own headings are English and fixed, so they are written here.
fn laid_out(command: Command, lang: Lang) -> Command {
    let mut template = format!("{{about-with-newline}}\n{} {{usage}}\n", headings::USAGE.get(lang));
    let mut section = |there: bool, heading: crate::words::Word, tag: &str| {
        if there {
            template.push_str(&format!("\n{}\n{tag}\n", heading.get(lang)));
        }
    };
    section(command.has_subcommands(), headings::COMMANDS, "{subcommands}");
    section(command.get_positionals().next().is_some(), headings::ARGUMENTS, "{positionals}");
    section(true, headings::OPTIONS, "{options}");
    let template = format!("{}{{after-help}}", template.trim_end());
    command.help_template(template)
}

/// A command's name, help and flags, before its own arguments.
fn page(page: &'static Page, lang: Lang) -> Command {
    let command = base(page, lang);
    if page.alias.is_empty() {
        return command;
    }
    let about = format!("{} [{}{} {}]", page.about.get(lang), headings::ALIAS.get(lang), crate::words::run::COLON.get(lang), page.alias);
    command.alias(page.alias).about(about)
}

fn base(page: &'static Page, lang: Lang) -> Command {
    let examples = page.examples.iter().map(|(line, says)| format!("\n  {line}\n      {}", says.get(lang))).collect::<String>();
    Command::new(page.name)
        .about(page.about.get(lang))
        .long_about(page.long.get(lang))
        .after_long_help(format!("{}{examples}", headings::EXAMPLES.get(lang)))
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help::HELP_FLAG.get(lang)).display_order(1000))
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name(help::LANG_VALUE.get(lang))
                .help(help::LANG.get(lang))
                .value_parser(["fr", "en"])
                .hide_possible_values(true)
                .overrides_with("lang")
                .display_order(999),
        )
}

/// The language that the arguments ask for, read before the rest of them so that mistakes are told in it.
pub fn lang(args: &[OsString]) -> Option<Lang> {
    let mut asked = None;
    let mut args = args.iter().skip(1).map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--").peekable();
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.peek().map(|next| next.to_string()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        asked = value.as_deref().and_then(lang_of).or(asked);
    }
    asked
}

/// The language of `fr` or `en`.
pub fn lang_of(value: &str) -> Option<Lang> {
    match value {
        "fr" => Some(Lang::Fr),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// An argument by its place.
pub fn positional(id: &'static str, value: help::Value, lang: Lang) -> Arg {
    Arg::new(id).value_name(value.name.get(lang)).help(value.help.get(lang))
}

/// An option that takes a value.
pub fn option(id: &'static str, value: help::Value, lang: Lang) -> Arg {
    Arg::new(id).long(id).value_name(value.name.get(lang)).help(value.help.get(lang))
}

/// An option that takes one of a list of values; the help lists them where its text does not.
pub fn choice(id: &'static str, value: help::Value, values: &[&'static str], lang: Lang) -> Arg {
    let parser = PossibleValuesParser::new(values.iter().copied());
    option(id, value, lang).value_parser(parser).ignore_case(true).hide_possible_values(true)
}

/// An option that is there or not.
pub fn flag(id: &'static str, help: crate::words::Word, lang: Lang) -> Arg {
    Arg::new(id).long(id).help(help.get(lang)).action(ArgAction::SetTrue)
}

/// One or several inputs, and their format.
pub fn inputs(command: Command, lang: Lang) -> Command {
    let inputs = positional("input", help::INPUTS, lang).required(true).num_args(1..);
    command.arg(inputs.value_parser(clap::value_parser!(PathBuf))).arg(from(lang))
}

/// One input, and its format.
pub fn input(command: Command, lang: Lang) -> Command {
    let input = positional("input", help::INPUT, lang).required(true);
    command.arg(input.value_parser(clap::value_parser!(PathBuf))).arg(from(lang))
}

fn from(lang: Lang) -> Arg {
    choice("from", help::FROM, &["recens", "bpmn"], lang)
}

/// `-o`, with what it writes.
pub fn output(value: help::Value, lang: Lang) -> Arg {
    option("output", value, lang).short('o').value_parser(clap::value_parser!(PathBuf))
}

/// `--select`, `--ignore` and `--today`.
pub fn rules(command: Command, lang: Lang) -> Command {
    let list = |id, value| option(id, value, lang).value_delimiter(',').action(ArgAction::Append);
    command.arg(list("select", help::SELECT)).arg(list("ignore", help::IGNORE)).arg(today(lang))
}

/// `--today`.
pub fn today(lang: Lang) -> Arg {
    let parse = move |value: &str| Date::parse(value).ok_or_else(|| crate::words::usage::bad_date(value).get(lang).to_owned());
    option("today", help::TODAY, lang).value_parser(parse)
}

/// `--level`.
pub fn level(lang: Lang) -> Arg {
    choice("level", help::LEVEL, &["error", "warning", "info"], lang)
}

/// The severity of `--level` or of a line of the configuration.
pub fn severity_of(value: &str) -> Option<Severity> {
    match value.to_ascii_lowercase().as_str() {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}

/// The paths of the inputs.
pub fn paths(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>("input").into_iter().flatten().cloned().collect()
}

/// The format of `--from`.
pub fn format(matches: &ArgMatches) -> Option<Format> {
    match text(matches, "from")?.to_ascii_lowercase().as_str() {
        "recens" => Some(Format::Recens),
        _ => Some(Format::Bpmn),
    }
}

/// The value of an option.
pub fn text<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.get_one::<String>(id).map(String::as_str)
}

/// The values of an option that takes several.
pub fn texts(matches: &ArgMatches, id: &str) -> Vec<String> {
    let values = matches.get_many::<String>(id).into_iter().flatten();
    values.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}
