//! From the text of a configuration to its values, every mistake told at its place.

use super::{Config, Shared};
use crate::findings::text::Excerpt;
use crate::words::config as words;
use crate::{args, work};
use indexmap::IndexMap;
use model::diagnostic::{Severity, Text};
use model::reference::durations::{self, Bound};
use model::source::Source;
use std::ops::Range;
use std::path::{Component, Path};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads `text`, shown as `name`, of a file in the folder `home`.
///
/// # Errors
/// Every mistake, in order of place.
pub fn parse(text: &str, name: &str, home: &Path) -> Result<Config, Vec<Excerpt>> {
    let source = Source::new(name, text);
    let mut reader = Reader { source: &source, home, config: Config::default(), problems: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => reader.root(table.get_ref()),
        Err(error) => reader.wrong(error.span().unwrap_or(0..0), words::syntax(error.message())),
    }
    if reader.problems.is_empty() {
        return Ok(reader.config);
    }
    reader.problems.sort_by_key(|(at, _)| at.start);
    Err(reader.problems.into_iter().map(|(at, message)| Excerpt::error(&source, at, message)).collect())
}

struct Reader<'a> {
    source: &'a Source,
    home: &'a Path,
    config: Config,
    problems: Vec<(Range<usize>, Text)>,
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "register" => self.register(value),
                "lang" => self.lang(value),
                "rules" => self.rules(value),
                "retention" => self.retention(value),
                "catalogue" => self.catalogue(value),
                _ => self.unknown(key, &["register", "lang", "rules", "retention", "catalogue"]),
            }
        }
    }

    fn register(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table(value) else { return };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "organisation" => self.config.organisation = self.text(value),
                "dpo" => self.config.dpo = self.text(value),
                _ => self.unknown(key, &["organisation", "dpo"]),
            }
        }
    }

    fn lang(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(text) = self.text(value) else { return };
        self.config.lang = args::lang_of(&text);
        if self.config.lang.is_none() {
            self.wrong(value.span(), words::value(&text, "\"fr\", \"en\""));
        }
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table(value) else { return };
        let mut named = IndexMap::new();
        for (key, value) in table {
            let level = self.level(value);
            let mut meant = work::rules().filter(|rule| rule.is_meant_by(key.get_ref())).peekable();
            if meant.peek().is_none() {
                let near = work::nearest_rule(key.get_ref());
                self.wrong(key.span(), words::rule(key.get_ref(), near));
            }
            let Some(level) = level else { continue };
            let rules = if work::rule(key.get_ref()).is_some() { &mut named } else { &mut self.config.rules };
            rules.extend(meant.map(|rule| (rule.name.to_owned(), level)));
        }
        // What is said of one rule wins over what is said of its family, wherever it stands.
        self.config.rules.extend(named);
    }

    fn level(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Option<Severity>> {
        let text = self.text(value)?;
        match (text.as_str(), args::severity_of(&text)) {
            ("off", _) => Some(None),
            (_, Some(severity)) => Some(Some(severity)),
            _ => {
                self.wrong(value.span(), words::value(&text, "\"error\", \"warning\", \"info\", \"off\""));
                None
            }
        }
    }

    fn retention(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = self.table(value) else { return };
        for (key, value) in table {
            let Some(row) = durations::named(key.get_ref()) else {
                let names = durations::durations().iter().filter(|row| row.bound != Bound::Note).map(|row| row.name.as_str());
                self.wrong(key.span(), words::duration(key.get_ref(), work::nearest(key.get_ref(), names)));
                continue;
            };
            if row.bound == Bound::Note {
                self.wrong(key.span(), words::criterion(key.get_ref(), &row.fr, &row.en));
                continue;
            }
            let Some(text) = self.text(value) else { continue };
            let duration = durations::parse(&text);
            if duration.is_none() && text != "off" {
                self.wrong(value.span(), words::bad_duration(&text));
                continue;
            }
            if self.config.retention.insert(row.id.clone(), duration).is_some() {
                self.wrong(key.span(), words::twice(&row.name, &row.id));
            }
        }
    }

    fn catalogue(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(files) = value.get_ref().as_array() else {
            self.wrong(value.span(), words::expected_list());
            return;
        };
        for file in files {
            let Some(name) = self.text(file) else { continue };
            let inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            if !inside {
                self.wrong(file.span(), words::outside(&name));
                continue;
            }
            match self.home.join(&name).canonicalize() {
                Ok(path) if path.is_file() => {
                    let folder = self.source.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                    self.config.catalogue.push(Shared { name: format!("{folder}{name}"), path });
                }
                _ => self.wrong(file.span(), words::missing(&name)),
            }
        }
    }

    fn table<'t, 'v>(&mut self, value: &'t Spanned<DeValue<'v>>) -> Option<&'t DeTable<'v>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(value.span(), words::expected_table());
        }
        table
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(value.span(), words::expected_text());
        }
        text
    }

    fn unknown(&mut self, key: &Key<'_>, known: &[&'static str]) {
        let near = work::nearest(key.get_ref(), known.iter().copied());
        self.wrong(key.span(), words::unknown_key(key.get_ref(), near, &known.join(", ")));
    }

    fn wrong(&mut self, at: Range<usize>, message: Text) {
        self.problems.push((at, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::diagnostic::Lang;

    fn complaints(text: &str) -> String {
        let home = tempfile::tempdir().unwrap();
        match parse(text, "recens.toml", home.path()) {
            Ok(config) => format!("{config:?}"),
            Err(problems) => problems.iter().map(|problem| problem.render(Lang::En, false)).collect(),
        }
    }

    #[test]
    fn values_are_read() {
        let text = "lang = \"en\"\n[register]\norganisation = \"Osiris\"\ndpo = \"A. B.\"\n[rules]\nLIR-02 = \"off\"\nsyntax = \"warning\"\n[retention]\nappels = \"6 mois\"\nr11 = \"off\"\n";
        let config = parse(text, "recens.toml", Path::new(".")).unwrap();
        assert_eq!(config.lang, Some(Lang::En));
        assert_eq!((config.organisation.as_deref(), config.dpo.as_deref()), (Some("Osiris"), Some("A. B.")));
        assert_eq!(config.rules["unknown-keyword"], None);
        assert_eq!(config.rules["syntax"], Some(Severity::Warning));
        assert_eq!(config.retention["R12"], durations::parse("6 mois"));
        assert_eq!(config.retention["R11"], None);
    }

    #[test]
    fn mistakes_are_told_at_their_place_with_the_nearest_name() {
        let shown = complaints("[registre]\ndpo = 3\n\n[rules]\nsyntaxe = \"off\"\nsyntax = \"warn\"\n");
        assert!(shown.contains("recens.toml:1:2") && shown.contains("“register”"), "{shown}");
        assert!(shown.contains("recens.toml:5:1") && shown.contains("“syntax”"), "{shown}");
        assert!(shown.contains("recens.toml:6:10") && shown.contains("\"off\""), "{shown}");
        assert!(complaints("lang = \"de\"").contains("recens.toml:1:8"));
        assert!(complaints("catalogue = [\"../x.recens\"]").contains("recens.toml:1:14"));
        assert!(complaints("catalogue = [\"x.recens\"]").contains("recens.toml:1:14"));
        assert!(complaints("lang = ").contains("recens.toml:1:"));
    }

    #[test]
    fn mistakes_in_the_durations_are_told() {
        let shown = complaints("[retention]\nappel = \"6 mois\"\nprospects = \"six\"\nR01 = 3\nR02 = \"1 an\"\nzzz = \"1 an\"\n");
        assert!(shown.contains("recens.toml:2:1") && shown.contains("did you mean “appels”?"), "{shown}");
        assert!(shown.contains("recens.toml:3:13") && shown.contains("is no duration"), "{shown}");
        assert!(shown.contains("recens.toml:4:7") && shown.contains("recens.toml:5:1") && shown.contains("criterion"), "{shown}");
        assert!(shown.contains("recens.toml:6:1") && shown.contains("docs/durees.md"), "{shown}");
        assert!(complaints("[retention]\nappels = \"6 mois\"\nR12 = \"1 an\"\n").contains("are the same row"));
    }

    #[test]
    fn a_family_sets_the_level_of_its_rules_and_a_name_wins() {
        let text = "[rules]\nretention-missing = \"warning\"\nRET = \"info\"\nconsent- = \"off\"\n";
        let config = parse(text, "recens.toml", Path::new(".")).unwrap();
        assert_eq!(config.rules["retention-missing"], Some(Severity::Warning));
        assert_eq!(config.rules["never-erased"], Some(Severity::Info));
        assert_eq!(config.rules["consent-bundled"], None);
        assert!(!config.rules.contains_key("purpose-missing"));
    }
}
