//! The manual page of a rule, read from the doc comment of its file.
//!
//! The comment has a first sentence for developers, then `## Français`, `## English`, and the examples: fenced blocks
//! named `recens` or `xml`, the failing ones first under a heading that begins with `## Exemple`, the corrected ones
//! under `## Corrigé`. In a failing example a comment line of `^` under a line says where the finding stands.

use crate::diagnostic::Lang;

/// A manual page.
#[derive(Clone, Debug, Default)]
pub struct Manual {
    french: String,
    english: String,
    /// Examples in which the rule finds something.
    pub failing: Vec<Example>,
    /// Examples in which it finds nothing.
    pub corrected: Vec<Example>,
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
                let text = match section.as_str() {
                    "Français" => &mut page.french,
                    "English" => &mut page.english,
                    _ => continue,
                };
                text.push_str(line);
                text.push('\n');
            }
        }
        page
    }

    /// What the rule is about, in a language: Markdown paragraphs.
    pub fn prose(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => self.french.trim(),
            Lang::En => self.english.trim(),
        }
    }
}
