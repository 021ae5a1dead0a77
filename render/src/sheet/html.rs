//! HTML: one page that stands alone, readable by everybody and every screen reader, and prints well.

use super::Pictures;
use super::markup::Markup;
use super::style;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use model::diagnostic::Lang;
use model::table::*;

/// Styles, for screen and paper. `mso-number-format` keeps a spreadsheet that opens the page from seeing formulas.
const CSS: &str = "\
:root{color-scheme:light}\
body{font:16px/1.45 Arial,Helvetica,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;padding:1.5rem;max-width:100rem}\
h1,h2,h3,h4,h5,h6,caption{color:#1f3a5f;line-height:1.2}\
h1{font-size:1.7rem;margin:0 0 .3rem}h2{font-size:1.35rem;margin:2rem 0 .6rem}h3,h4,h5,h6{font-size:1.1rem;margin:1.4rem 0 .4rem}\
.subtitle,.note{color:#4a5560}.note{font-style:italic}.aside{float:right}\
.wide{overflow-x:auto;margin:0 0 1rem}\
table{border-collapse:collapse;font-size:.875rem;min-width:40%}\
caption{caption-side:top;text-align:left;font-weight:bold;font-size:1.05rem;padding:.4rem 0}\
caption.hidden{position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
th,td{border:1px solid #c3ccd6;padding:.35rem .5rem;vertical-align:top;text-align:left;mso-number-format:\"\\@\"}\
td{min-width:4rem;max-width:30rem;overflow-wrap:break-word}\
thead th{background:#1f3a5f;color:#fff}thead th.group{background:#3f5f87;text-align:center}\
tbody th{font-weight:bold}tbody th.band,tr.total td,tr.total th{background:#e3eaf2;color:#1f3a5f;font-weight:bold}\
td.number{text-align:right}td.check,td.number{white-space:nowrap}td.missing{background:#fff3cd}abbr{text-decoration:none}\
dl{margin:0 0 1rem;border-top:1px solid #c3ccd6}\
dt,dd{margin:0;padding:.35rem .5rem;border-bottom:1px solid #c3ccd6}dl>div{display:grid;grid-template-columns:minmax(10rem,32%) 1fr}dt{font-weight:bold;background:#f3f5f8}dd.missing{background:#fff3cd}\
img{max-width:100%;height:auto}\
a{color:#1f3a5f}:focus-visible{outline:3px solid #b35900}\
@media print{body{font-size:9pt;padding:0;max-width:none}.wide{overflow:visible}table{font-size:7.5pt;width:100%}\
thead{display:table-header-group}tr,img,.note,dl>div,dl.short,table.short{break-inside:avoid}h2,h3,h4,h5,h6,caption,.lead,thead{break-after:avoid}\
tbody:first-of-type tr:first-child,dl>div:first-child{break-before:avoid}\
section.page{break-before:page}nav{break-after:page}th,td,dt,dd{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

/// Fields or rows that a page shows together, where they fit on one.
const SHORT: usize = 8;

/// Nothing is loaded and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The page.
pub fn write(document: &Document, pictures: &Pictures) -> String {
    let mut page = Page { markup: Markup::new("<!DOCTYPE html>\n"), pictures, lang: document.lang, number: 0, anchors: IndexMap::new() };
    page.head(document);
    let markup = &mut page.markup;
    markup.open("body", &[]);
    markup.raw("\n<header>");
    markup.element("h1", &[], &document.title);
    if !document.subtitle.is_empty() {
        markup.element("p", &[("class", "subtitle")], &document.subtitle);
    }
    markup.raw("</header>\n");
    if let Some(depth) = document.contents.depth() {
        page.contents(document, depth);
    }
    page.markup.raw("<main>\n");
    for (at, section) in document.sections.iter().enumerate() {
        page.section(at, section, &document.title);
    }
    page.markup.raw("</main>\n</body>\n</html>\n");
    page.markup.finish()
}

/// A table as a part of a page that brings its own style; `number` tells it from the page's others. The first cell that
/// shows a key of `anchors` gets the value as its `id`, so that links can lead to its row.
pub fn table(table: &Table, number: usize, anchors: IndexMap<String, String>) -> String {
    let (markup, pictures) = (Markup::default(), &Pictures::new());
    let mut page = Page { markup, pictures, lang: table.lang, number: number.saturating_sub(1), anchors };
    page.table(table, "");
    page.markup.finish()
}

struct Page<'a> {
    markup: Markup,
    pictures: &'a Pictures,
    lang: Lang,
    /// How many tables there were: their captions are named by it.
    number: usize,
    /// Identifiers for the first cells that show these texts.
    anchors: IndexMap<String, String>,
}

impl Page<'_> {
    fn head(&mut self, document: &Document) {
        let wide = document.tables().any(|table| table.columns.len() > 6 || table.orientation == Orientation::Landscape);
        let markup = &mut self.markup;
        markup.open("html", &[("lang", if self.lang == Lang::Fr { "fr" } else { "en" })]);
        markup.raw("\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        markup.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        markup.raw("\n");
        markup.open("meta", &[("name", "generator"), ("content", style::MAKER)]);
        markup.raw("\n");
        markup.element("title", &[], &document.title);
        markup.raw("\n<style>");
        markup.raw(CSS);
        markup.raw(if wide { "@page{size:A4 landscape;margin:12mm}" } else { "@page{size:A4;margin:15mm}" });
        markup.raw("</style>\n</head>\n");
    }

    fn contents(&mut self, document: &Document, depth: u8) {
        let (title, markup) = (if self.lang == Lang::Fr { "Sommaire" } else { "Contents" }, &mut self.markup);
        markup.open("nav", &[("aria-labelledby", "contents")]);
        markup.element("h2", &[("id", "contents")], title);
        markup.open("ul", &[]);
        let listed = |(_, section): &(usize, &Section)| !section.title.is_empty() && section.level <= depth;
        for (at, section) in document.sections.iter().enumerate().filter(listed) {
            markup.open("li", &[]);
            markup.element("a", &[("href", &format!("#s{}", at + 1))], &section.title);
            if !section.aside.is_empty() {
                markup.text(&format!(" ({})", section.aside));
            }
            markup.close("li");
        }
        markup.close("ul");
        markup.close("nav");
        markup.raw("\n");
    }

    fn section(&mut self, at: usize, section: &Section, title: &str) {
        let (id, class) = (format!("s{}", at + 1), if section.new_page { "page" } else { "part" });
        self.markup.open("section", &[("id", &id), ("class", class)]);
        self.markup.raw("\n");
        if !section.title.is_empty() && section.title != title {
            let tag = format!("h{}", section.level.clamp(1, 5) + 1);
            self.markup.open(&tag, &[]);
            if !section.aside.is_empty() {
                self.markup.element("span", &[("class", "aside")], &section.aside);
            }
            self.markup.text(&section.title);
            self.markup.close(&tag);
            self.markup.raw("\n");
        }
        for (at, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(text) => self.paragraph("text", text),
                // It stays with what it explains.
                Block::Note(text) => self.paragraph(if at + 1 < section.blocks.len() { "note lead" } else { "note" }, text),
                Block::Pairs(pairs) => self.pairs(pairs, section.level),
                Block::Table(table) => self.table(table, if section.title.is_empty() { title } else { &section.title }),
                Block::Picture(picture) => self.picture(picture),
            }
            self.markup.raw("\n");
        }
        self.markup.raw("</section>\n");
    }

    fn paragraph(&mut self, class: &str, text: &str) {
        self.markup.open("p", &[("class", class)]);
        self.lines(text);
        self.markup.close("p");
    }

    fn lines(&mut self, text: &str) {
        for (at, line) in super::markup::legal(text).lines().enumerate() {
            if at > 0 {
                self.markup.raw("<br>");
            }
            self.markup.text(line);
        }
    }

    fn pairs(&mut self, pairs: &Pairs, level: u8) {
        if !pairs.title.is_empty() {
            self.markup.element(&format!("h{}", level.clamp(1, 4) + 2), &[], &pairs.title);
        }
        if !pairs.note.is_empty() {
            self.paragraph("note lead", &pairs.note);
        }
        self.markup.open("dl", if pairs.fields.len() <= SHORT { &[("class", "short")] } else { &[] });
        for (label, cell) in &pairs.fields {
            self.markup.raw("<div>");
            self.markup.element("dt", &[], label);
            let some = [("class", class(cell, ColumnKind::Text))];
            self.markup.open("dd", if some[0].1.is_empty() { &[] } else { &some });
            self.value(cell);
            self.markup.close("dd");
            self.markup.raw("</div>");
        }
        self.markup.close("dl");
    }

    fn table(&mut self, table: &Table, title: &str) {
        self.number += 1;
        let id = format!("t{}", self.number);
        // A caption that repeats the heading above is there for those who do not see the page.
        let (caption, class) = if table.title.is_empty() { (title, "hidden") } else { (table.title.as_str(), "shown") };
        // Who reads by keyboard must be able to scroll it.
        self.markup.open("div", &[("class", "wide"), ("role", "region"), ("tabindex", "0"), ("aria-labelledby", &id)]);
        self.markup.open("table", if table.rows.len() < SHORT { &[("class", "short")] } else { &[] });
        self.markup.element("caption", &[("id", &id), ("class", class)], caption);
        self.markup.raw("\n");
        self.heads(table);
        let covered = covered(table);
        self.markup.raw("<tbody>\n");
        for (at, row) in table.rows.iter().enumerate() {
            if row.role == RowRole::Heading {
                self.markup.raw(if at > 0 { "</tbody>\n<tbody>\n<tr>" } else { "<tr>" });
                let span = table.columns.len().to_string();
                let shown = row.cells.first().map(|cell| cell.shown(self.lang)).unwrap_or_default();
                let attributes = [("class", "band"), ("scope", "rowgroup"), ("colspan", span.as_str())];
                self.markup.open("th", &attributes.into_iter().chain(as_text(&shown)).collect::<Vec<_>>());
                row.cells.first().into_iter().for_each(|cell| self.value(cell));
                self.markup.raw("</th></tr>\n");
                continue;
            }
            self.markup.raw(if row.role == RowRole::Total { "<tr class=\"total\">" } else { "<tr>" });
            for (column, cell) in row.cells.iter().enumerate().filter(|(column, _)| !covered.contains(&(at, *column))) {
                self.cell(table, at, column, cell);
            }
            self.markup.raw("</tr>\n");
        }
        self.markup.raw("</tbody>\n</table></div>");
        for note in &table.notes {
            self.paragraph("note", note);
        }
    }

    fn heads(&mut self, table: &Table) {
        if table.columns.iter().all(|column| column.heading.is_empty()) {
            return;
        }
        self.markup.raw("<thead>\n");
        let grouped = |at: usize| table.groups.iter().find(|group| (group.first..group.first + group.columns.max(1)).contains(&at));
        if !table.groups.is_empty() {
            self.markup.raw("<tr>");
            for (at, column) in table.columns.iter().enumerate() {
                match grouped(at) {
                    Some(group) if group.first == at => {
                        let span = group.columns.max(1).to_string();
                        let attributes = [("class", "group"), ("scope", "colgroup"), ("colspan", span.as_str())];
                        let attributes: Vec<_> = attributes.into_iter().chain(as_text(&group.heading)).collect();
                        self.markup.element("th", &attributes, &group.heading);
                    }
                    Some(_) => {}
                    None => {
                        let attributes: Vec<_> = [("scope", "col"), ("rowspan", "2")].into_iter().chain(as_text(&column.heading)).collect();
                        self.markup.element("th", &attributes, &column.heading);
                    }
                }
            }
            self.markup.raw("</tr>\n");
        }
        self.markup.raw("<tr>");
        for (at, column) in table.columns.iter().enumerate() {
            if table.groups.is_empty() || grouped(at).is_some() {
                let attributes: Vec<_> = [("scope", "col")].into_iter().chain(as_text(&column.heading)).collect();
                self.markup.element("th", &attributes, &column.heading);
            }
        }
        self.markup.raw("</tr>\n</thead>\n");
    }

    fn cell(&mut self, table: &Table, row: usize, column: usize, cell: &Cell) {
        let kind = table.columns.get(column).map_or(ColumnKind::Text, |column| column.kind);
        let merge = table.merges.iter().find(|merge| (merge.row, merge.column) == (row, column));
        let (rows, columns) = merge.map_or((1, 1), |merge| (merge.rows.max(1), merge.columns.max(1)));
        let (down, right) = (rows.to_string(), columns.to_string());
        let heading = kind == ColumnKind::RowHeading;
        let mut attributes = match (heading, rows > 1) {
            (true, true) => vec![("scope", "rowgroup")],
            (true, false) => vec![("scope", "row")],
            (false, _) => vec![("class", class(cell, kind))],
        };
        attributes.retain(|(_, value)| !value.is_empty());
        if rows > 1 {
            attributes.push(("rowspan", &down));
        }
        if columns > 1 {
            attributes.push(("colspan", &right));
        }
        let shown = cell.shown(self.lang);
        attributes.extend(as_text(&shown));
        let anchor = self.anchors.swap_remove(&*shown);
        attributes.extend(anchor.as_deref().map(|id| ("id", id)));
        let tag = if heading { "th" } else { "td" };
        self.markup.open(tag, &attributes);
        self.value(cell);
        self.markup.close(tag);
    }

    fn value(&mut self, cell: &Cell) {
        let fr = self.lang == Lang::Fr;
        match cell {
            Cell::Missing => self.markup.element("abbr", &[("title", if fr { "non renseigné" } else { "not said" })], "—"),
            Cell::Date(date) => self.markup.element("time", &[("datetime", &date.to_string())], &cell.shown(self.lang)),
            Cell::Check(checked) => {
                let says = match (checked, fr) {
                    (true, true) => "coché",
                    (false, true) => "non coché",
                    (true, false) => "checked",
                    (false, false) => "not checked",
                };
                self.markup.element("span", &[("role", "img"), ("aria-label", says)], &cell.shown(self.lang));
            }
            cell => self.lines(&cell.shown(self.lang)),
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let Some(image) = self.pictures.get(&picture.slot) else { return };
        let source = format!("data:image/png;base64,{}", STANDARD.encode(&image.png));
        let (width, height) = (format!("{:.0}", image.width), format!("{:.0}", image.height));
        let attributes = [("src", source.as_str()), ("alt", &picture.alternative), ("width", &width), ("height", &height)];
        self.markup.open("p", &[]);
        self.markup.open("img", &attributes);
        self.markup.close("p");
    }
}

/// What keeps LibreOffice, where it opens the page as a spreadsheet, from seeing a formula in a text: the format of texts.
fn as_text(shown: &str) -> Option<(&'static str, &'static str)> {
    shown.trim_start().starts_with(['=', '+', '-', '@']).then_some(("sdnum", "1033;0;@"))
}

/// The class of a cell; empty for none.
fn class(cell: &Cell, kind: ColumnKind) -> &'static str {
    match (cell, kind) {
        (Cell::Missing, _) => "missing",
        (Cell::Number(_), _) => "number",
        (Cell::Check(_), _) => "check",
        _ => "",
    }
}

/// The cells that a merged rectangle covers.
pub(super) fn covered(table: &Table) -> std::collections::HashSet<(usize, usize)> {
    let places = |merge: &Merge| {
        let (rows, columns) = (merge.row..merge.row + merge.rows.max(1), merge.column..merge.column + merge.columns.max(1));
        let first = (merge.row, merge.column);
        rows.flat_map(move |row| columns.clone().map(move |column| (row, column))).filter(move |place| *place != first)
    };
    table.merges.iter().flat_map(places).collect()
}
