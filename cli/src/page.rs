//! The manual page of a rule, as `explain`, SARIF and `docs/rules` show it.

use crate::words::explain as words;
use crate::words::run::COLON;
use crate::work::{self, Rule};
use model::check;
use model::diagnostic::Lang;
use model::reference::caution;
use model::reference::durations::{self as reference, Bound};
use model::table::findings::severity;

/// A page in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// What the defect is, in a sentence.
    pub title: String,
    /// Why it matters, with the article.
    pub why: String,
    /// The severity by default, and the article.
    pub facts: String,
    /// The sections that follow, each with its heading; in Markdown.
    sections: Vec<(&'static str, String)>,
}

impl Page {
    /// The page of a rule.
    pub fn of(rule: Rule, lang: Lang) -> Self {
        let mut facts = format!("{} {}", severity(rule.severity, lang), words::BY_DEFAULT.get(lang));
        if !rule.source.is_empty() {
            facts.push_str(&format!(" · {}", rule.source));
        }
        let Some(checked) = check::find(rule.name) else {
            let (title, why, limits) = words::of_reading(rule.name);
            let how = if rule.family() == "CLA" { words::WORKBOOK_DECIDES } else { words::READING_DECIDES };
            let how = how.get(lang).to_owned();
            let sections = vec![(words::HOW.get(lang), how), (words::LIMITS.get(lang), limits.get(lang).to_owned())];
            return Self { title: title.get(lang).to_owned(), why: why.get(lang).to_owned(), facts, sections };
        };
        let manual = checked.manual();
        let prose = manual.prose(lang);
        let mut sections = Vec::new();
        for (heading, examples) in [(words::FAILING, &manual.failing), (words::CORRECTED, &manual.corrected)] {
            let fenced = examples.iter().map(|example| format!("```{}\n{}```", example.format, example.text)).collect::<Vec<_>>();
            sections.push((heading.get(lang), fenced.join("\n\n")));
        }
        sections.push((words::HOW.get(lang), prose.how.clone()));
        sections.push((words::LIMITS.get(lang), prose.limits.clone()));
        sections.push((words::EXCEPT.get(lang), words::except(rule.name).get(lang).to_owned()));
        Self { title: prose.title.clone(), why: prose.why.clone(), facts, sections }
    }

    /// The page in Markdown, without its first heading.
    pub fn markdown(&self) -> String {
        let sections: String = self.sections.iter().map(|(heading, text)| format!("\n## {heading}\n\n{text}\n")).collect();
        format!("{}.\n\n{}\n\n{}\n{sections}", capitalised(&self.title), self.facts, self.why)
    }

    /// The page as plain text: its sections without the examples.
    pub fn text(&self) -> String {
        let prose = self.sections.iter().map(|(_, text)| text).filter(|text| !text.contains("```"));
        let parts: Vec<&str> = std::iter::once(self.why.as_str()).chain(prose.map(String::as_str)).collect();
        parts.join("\n\n")
    }
}

/// The page in Markdown, with its heading.
pub fn page(rule: Rule, lang: Lang) -> String {
    format!("# {} ({})\n\n{}", rule.name, rule.code, Page::of(rule, lang).markdown())
}

/// The index of the pages, in Markdown: a table of rules for each family of codes, each linked to its page.
pub fn index(lang: Lang) -> String {
    let mut out = format!("# {}\n\n{}\n", words::INDEX.get(lang), words::INDEX_SAYS.get(lang));
    let mut family = "";
    let mut rules: Vec<Rule> = work::rules().collect();
    // By family, in the order in which the manual first comes to each.
    let families: Vec<&str> = rules.iter().map(|rule| rule.family()).collect();
    let first = |rule: &Rule| families.iter().position(|family| *family == rule.family());
    rules.sort_by(|one, other| (first(one), one.code).cmp(&(first(other), other.code)));
    for rule in rules {
        if rule.family() != family {
            family = rule.family();
            out.push_str(&format!("\n## {family}{} {}\n\n", COLON.get(lang), words::family(family).get(lang)));
            out.push_str(&format!("| {} |\n| --- | --- | --- | --- |\n", words::INDEX_HEADINGS.get(lang)));
        }
        let (name, level) = (rule.name, severity(rule.severity, lang));
        let title = capitalised(&Page::of(rule, lang).title);
        out.push_str(&format!("| {} | [{name}]({name}.md) | {level} | {title} |\n", rule.code));
    }
    out
}

/// The reference durations, in Markdown: what `retention-over-reference` and its neighbours compare with.
pub fn durations(lang: Lang) -> String {
    let mut out = format!("# {}\n\n{}\n\n", words::DURATIONS.get(lang), words::DURATIONS_SAY.get(lang));
    out.push_str(&format!("| {} |\n| --- | --- | --- | --- | --- |\n", words::DURATION_HEADINGS.get(lang)));
    for row in reference::durations() {
        let text = match lang {
            Lang::Fr => &row.fr,
            Lang::En => &row.en,
        };
        let (name, bound) = match row.bound {
            Bound::Max => (format!("`{}`", row.name), words::AT_MOST),
            Bound::Min => (format!("`{}`", row.name), words::AT_LEAST),
            Bound::Note => (String::from("—"), words::CRITERION),
        };
        let caution = caution(row.verified);
        out.push_str(&format!("| {} | {name} | {text} | {} | {}{} |\n", row.id, bound.get(lang), row.source, caution.get(lang)));
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_whole_page_in_both_languages() {
        for rule in work::rules() {
            for lang in [Lang::Fr, Lang::En] {
                let page = Page::of(rule, lang);
                assert!(!page.title.is_empty() && !page.why.is_empty(), "{} says nothing", rule.name);
                for (heading, text) in &page.sections {
                    assert!(!text.trim().is_empty(), "{}: {heading} is empty", rule.name);
                }
                assert!(!words::family(rule.family()).get(lang).is_empty(), "{} has no name", rule.family());
            }
        }
    }
}
