//! The report as one page that stands alone: drawings, findings and tables, tied together by a script it can do without.

use crate::findings::Finding;
use crate::words::page as words;
use crate::words::run::COLON;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use model::diagnostic::{Lang, Severity};
use model::table::Table;
use model::table::derived::Derived;
use render::sheet::markup::Markup;
use render::text::Weight;

const SCRIPT: &str = include_str!("../../../page/dist/report.js");
const STYLE: &str = include_str!("../../../page/dist/report.css");
/// SHA-256 of the script, base 64: the one script that the page's policy lets run.
const SCRIPT_HASH: &str = include_str!("../../../page/dist/report.sha256");

/// What the page shows of one input.
#[derive(Debug)]
pub struct Part {
    /// The titles of its activities, or its name.
    pub title: String,
    /// The file.
    pub name: String,
    /// The drawings, the diagram first.
    pub drawings: Vec<Drawing>,
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
    /// The tables.
    pub tables: Vec<(Derived, Table)>,
    /// The step of each census reference.
    pub steps: IndexMap<String, String>,
}

/// A drawing of the page.
#[derive(Debug)]
pub struct Drawing {
    /// What it is called.
    pub label: String,
    /// SVG that names the font and whose identifiers begin with [`prefix`].
    pub svg: String,
}

/// What the identifiers of a drawing begin with: several stand in one page.
pub fn prefix(part: usize, drawing: usize) -> String {
    format!("p{}d{}-", part + 1, drawing + 1)
}

/// The identifier of the census row with this reference.
pub fn row(part: usize, reference: &str) -> String {
    format!("p{}-row-{}", part + 1, render::svg::identifier(reference))
}

/// The page.
pub fn write(parts: &[Part], summary: &str, lang: Lang) -> String {
    let mut page = Writer { markup: Markup::new("<!DOCTYPE html>\n"), lang, tables: 0 };
    let title = match parts {
        [part] => part.title.clone(),
        _ => words::SEVERAL.get(lang).to_owned(),
    };
    page.head(&title, parts);
    page.markup.open("body", &[]);
    page.markup.raw("\n<header>\n");
    page.markup.element("h1", &[], &title);
    page.markup.element("p", &[("class", "summary")], summary);
    page.markup.raw("\n</header>\n");
    page.contents(parts);
    page.markup.raw("<main>\n");
    for (at, part) in parts.iter().enumerate() {
        page.part(at, part, parts.len() > 1);
    }
    page.markup.raw("</main>\n<script>");
    page.markup.raw(SCRIPT);
    page.markup.raw("</script>\n</body>\n</html>\n");
    page.markup.finish()
}

struct Writer {
    markup: Markup,
    lang: Lang,
    /// How many tables there were: each has an identifier.
    tables: usize,
}

impl Writer {
    fn head(&mut self, title: &str, parts: &[Part]) {
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
            SCRIPT_HASH.trim()
        );
        let markup = &mut self.markup;
        markup.open("html", &[("lang", if self.lang == Lang::Fr { "fr" } else { "en" })]);
        markup.raw("\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        markup.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        markup.raw("\n<meta name=\"generator\" content=\"recens\">\n");
        markup.element("title", &[], title);
        markup.raw("\n<style>\n");
        for weight in Weight::ALL {
            let file = weight.web_file(parts.iter().flat_map(|part| part.drawings.iter().flat_map(|drawing| drawing.svg.chars())));
            markup.raw(&format!(
                "@font-face{{font-family:Inter;font-weight:{};src:url(data:font/woff2;base64,{}) format('woff2')}}\n",
                weight.number(),
                STANDARD.encode(file)
            ));
        }
        markup.raw(STYLE);
        markup.raw("</style>\n</head>\n");
    }

    /// Links to the sections: what a reader without script goes by.
    fn contents(&mut self, parts: &[Part]) {
        let several = parts.len() > 1;
        self.markup.open("nav", &[("aria-label", words::CONTENTS.get(self.lang))]);
        self.markup.raw("\n<ul>\n");
        for (at, part) in parts.iter().enumerate() {
            let own = format!("p{}", at + 1);
            if several {
                self.markup.raw("<li>");
                self.link(&own, &part.title);
                self.markup.raw("<ul>\n");
            }
            for (number, drawing) in part.drawings.iter().enumerate() {
                self.entry(&format!("{own}-view{}", number + 1), &drawing.label);
            }
            self.entry(&format!("{own}-findings"), words::FINDINGS.get(self.lang));
            for (table, _) in &part.tables {
                self.entry(&format!("{own}-{}", table.name()), table.label(self.lang));
            }
            if several {
                self.markup.raw("</ul></li>\n");
            }
        }
        self.markup.raw("</ul>\n</nav>\n");
    }

    fn entry(&mut self, id: &str, text: &str) {
        self.markup.raw("<li>");
        self.link(id, text);
        self.markup.raw("</li>\n");
    }

    fn link(&mut self, id: &str, text: &str) {
        self.markup.element("a", &[("href", &format!("#{id}"))], text);
    }

    fn part(&mut self, at: usize, part: &Part, several: bool) {
        let own = format!("p{}", at + 1);
        let steps = serde_json::to_string(&part.steps).expect("strings always serialise");
        self.markup.open("article", &[("id", &own), ("data-steps", &steps)]);
        self.markup.raw("\n");
        if several {
            self.markup.element("h2", &[], &part.title);
            self.markup.element("p", &[("class", "file")], &part.name);
        }
        self.markup.raw("<div class=\"drawings\">\n");
        for (number, drawing) in part.drawings.iter().enumerate() {
            self.section(&format!("{own}-view{}", number + 1), "drawn", &drawing.label, several);
            self.markup.raw("<div class=\"picture\">\n");
            self.markup.raw(&drawing.svg);
            self.markup.raw("</div>\n</section>\n");
        }
        self.markup.raw("</div>\n<div class=\"told\">\n");
        self.section(&format!("{own}-findings"), "found", words::FINDINGS.get(self.lang), several);
        self.findings(&part.findings);
        self.markup.raw("</section>\n");
        for (derived, table) in &part.tables {
            self.section(&format!("{own}-{}", derived.name()), "table", derived.label(self.lang), several);
            self.tables += 1;
            let rows = part.steps.keys().map(|reference| (reference.clone(), row(at, reference)));
            let anchors = if *derived == Derived::Census { rows.collect() } else { IndexMap::new() };
            self.markup.raw(&render::sheet::html_table(table, self.tables, anchors));
            self.markup.raw("\n</section>\n");
        }
        self.markup.raw("</div>\n</article>\n");
    }

    fn section(&mut self, id: &str, class: &str, title: &str, several: bool) {
        self.markup.open("section", &[("id", id), ("class", class), ("data-label", title)]);
        self.markup.element(if several { "h3" } else { "h2" }, &[], title);
        self.markup.raw("\n");
    }

    fn findings(&mut self, findings: &[Finding]) {
        let lang = self.lang;
        if findings.is_empty() {
            self.markup.element("p", &[], crate::words::run::NOTHING_FOUND.get(lang));
            return;
        }
        self.markup.raw("<ol class=\"findings\">\n");
        for finding in findings {
            let found = &finding.diagnostic;
            let level = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            let path = serde_json::to_string(&found.path).expect("strings always serialise");
            let class = format!("finding {level}");
            self.markup
                .open("li", &[("class", &class), ("data-element", found.element.as_deref().unwrap_or_default()), ("data-path", &path)]);
            self.markup.raw("<div>");
            self.span("level", &words::level(found.severity, lang));
            self.span("rule", &format!("{} {}", found.code, found.rule));
            self.span("place", &format!("{}:{}:{}", finding.file, finding.start.line, finding.start.column));
            self.span("message", found.message.get(lang));
            if let Some(help) = &found.help {
                self.span("help", help.get(lang));
            }
            if !finding.path.is_empty() {
                let steps: Vec<&str> = finding.path.iter().map(|step| step.title.as_str()).collect();
                self.span("way", &format!("{}{} {}", crate::words::run::PATH.get(lang), COLON.get(lang), steps.join(" → ")));
            }
            if !found.source.is_empty() {
                self.span("source", found.source);
            }
            self.markup.raw("</div></li>\n");
        }
        self.markup.raw("</ol>\n");
    }

    fn span(&mut self, class: &str, text: &str) {
        self.markup.element("span", &[("class", class)], text);
        // Read without style, the parts of a finding stay apart.
        self.markup.raw(" ");
    }
}
