//! The manual page of a rule, read from the doc comment of its file.
//!
//! The comment has a first sentence for developers, then `## Français : titre`, `## English`, and the examples: fenced
//! blocks named `recens` or `xml`, the failing ones first under a heading that begins with `## Exemple`, the corrected
//! ones under `## Corrigé`. In a failing example a comment line of `^` under a line says where the finding stands.
//!
//! In each language, the paragraph that begins with `La règle` or `The rule` says how the program decides, the one that
//! begins with `Limites` or `Limits` what it does not see, and those before say why and on which article. The first
//! sentence of the comment is the English title.

use crate::diagnostic::Lang;

/// A manual page.
#[derive(Clone, Debug, Default)]
pub struct Manual {
    french: Prose,
    english: Prose,
    /// Examples in which the rule finds something.
    pub failing: Vec<Example>,
    /// Examples in which it finds nothing.
    pub corrected: Vec<Example>,
}

/// What a page says in one language, in Markdown, a paragraph a line.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// What the defect is, in a sentence.
    pub title: String,
    /// Why it matters, with the article.
    pub why: String,
    /// How the program decides.
    pub how: String,
    /// What it does not see.
    pub limits: String,
}

/// An example of a manual page.
#[derive(Clone, Debug)]
pub struct Example {
    /// `recens` or `xml`.
    pub format: String,
    /// The text as written.
    pub text: String,
}

impl Manual {
    /// The page of a file's leading `//!` lines.
    pub fn parse(file: &str) -> Self {
        let mut page = Manual::default();
        let mut section = String::new();
        let (mut head, mut french, mut english) = (String::new(), String::new(), String::new());
        let mut fence: Option<Example> = None;
        for line in file.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some(example) = &mut fence {
                if line.starts_with("```") {
                    let list = if section.starts_with("Corrig") { &mut page.corrected } else { &mut page.failing };
                    list.extend(fence.take());
                } else {
                    example.text.push_str(line);
                    example.text.push('\n');
                }
            } else if let Some(heading) = line.strip_prefix("## ") {
                section = heading.to_owned();
            } else if let Some(format) = line.strip_prefix("```") {
                fence = Some(Example { format: format.to_owned(), text: String::new() });
            } else {
                let text = match section.split([' ', ':']).next().unwrap_or_default() {
                    "" => &mut head,
                    "Français" => {
                        if let Some((_, title)) = section.split_once(" : ") {
                            page.french.title = title.to_owned();
                        }
                        &mut french
                    }
                    "English" => &mut english,
                    _ => continue,
                };
                text.push_str(line);
                text.push('\n');
            }
        }
        page.english.title = paragraphs(&head).next().unwrap_or_default().trim_end_matches('.').to_owned();
        page.french.fill(&french);
        page.english.fill(&english);
        page
    }

    /// What the rule is about, in a language.
    pub fn prose(&self, lang: Lang) -> &Prose {
        match lang {
            Lang::Fr => &self.french,
            Lang::En => &self.english,
        }
    }
}

impl Prose {
    fn fill(&mut self, text: &str) {
        for paragraph in paragraphs(text) {
            let limits = ["Limites : ", "Limits: "].iter().find_map(|word| paragraph.strip_prefix(word));
            if let Some(limits) = limits {
                self.limits = capitalised(limits);
            } else {
                let decides = ["La règle ", "The rule "].iter().any(|word| paragraph.starts_with(word));
                let text = if decides || !self.how.is_empty() { &mut self.how } else { &mut self.why };
                text.push_str(if text.is_empty() { "" } else { "\n\n" });
                text.push_str(&paragraph);
            }
        }
    }
}

/// The paragraphs of a text, each on one line.
fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    let joined = |paragraph: &str| paragraph.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    text.split("\n\n").map(joined).filter(|paragraph| !paragraph.is_empty())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart() {
        let page = Manual::parse(
            "//! A name\n//! too long.\n//!\n//! ## Français : un nom trop long\n//! Pourquoi\n//! donc.\n//!\n//! La règle compte.\n//!\n\
             //! Elle compte bien.\n//!\n//! Limites : elle ne lit pas.\n//!\n//! ## English\n//! Why.\n//!\n//! The rule counts.\n//!\n\
             //! ## Exemple\n//! ```recens\n//! a\n//! ```\n//!\n//! ## Corrigé\n//! ```xml\n//! b\n//! ```\n\nuse x;",
        );
        let french = page.prose(Lang::Fr);
        assert_eq!((french.title.as_str(), french.why.as_str()), ("un nom trop long", "Pourquoi donc."));
        assert_eq!((french.how.as_str(), french.limits.as_str()), ("La règle compte.\n\nElle compte bien.", "Elle ne lit pas."));
        assert_eq!(page.prose(Lang::En).title, "A name too long");
        assert_eq!((page.failing[0].text.as_str(), page.corrected[0].format.as_str()), ("a\n", "xml"));
    }
}
