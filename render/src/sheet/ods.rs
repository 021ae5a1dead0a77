//! ODS: the grid as an OpenDocument spreadsheet, with what XLSX has.

mod styles;

use super::grid::{Area, Book, Tab, Value};
use super::markup::Markup;
use super::{Pictures, names, package, style};
use model::diagnostic::Lang;
use model::table::Document;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The workbook. The grid is within the limits of spreadsheets.
pub fn write(document: &Document, book: &Book<'_>, pictures: &Pictures) -> Vec<u8> {
    let used: Vec<(&str, &[u8])> = (pictures.iter())
        .filter(|(slot, _)| book.tabs.iter().flat_map(|tab| &tab.pictures).any(|(_, picture)| picture.slot == **slot))
        .map(|(slot, image)| (slot.as_str(), image.png.as_slice()))
        .collect();
    let mut parts = vec![("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec())];
    parts.push(("META-INF/manifest.xml".into(), manifest(used.len()).into_bytes()));
    parts.push(("meta.xml".into(), meta(document).into_bytes()));
    parts.push(("settings.xml".into(), settings(book).into_bytes()));
    parts.push(("styles.xml".into(), styles::write(document.lang).into_bytes()));
    parts.push(("content.xml".into(), content(book, pictures, &used, document.lang).into_bytes()));
    parts.extend(used.iter().enumerate().map(|(at, (_, png))| (part(at), png.to_vec())));
    package::write(&parts)
}

/// The part of a picture.
fn part(at: usize) -> String {
    format!("Pictures/{}.png", at + 1)
}

fn manifest(pictures: usize) -> String {
    let mut xml = Markup::new(HEAD);
    let name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    xml.open("manifest:manifest", &[("xmlns:manifest", name), ("manifest:version", "1.3")]);
    let mut entry = |path: &str, kind: &str| {
        xml.leaf("manifest:file-entry", &[("manifest:full-path", path), ("manifest:media-type", kind)]);
    };
    entry("/", "application/vnd.oasis.opendocument.spreadsheet");
    for path in ["content.xml", "meta.xml", "settings.xml", "styles.xml"] {
        entry(path, "text/xml");
    }
    for at in 0..pictures {
        entry(&part(at), "image/png");
    }
    xml.close("manifest:manifest");
    xml.finish()
}

fn meta(document: &Document) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open(
        "office:document-meta",
        &[
            ("xmlns:office", styles::OFFICE),
            ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("office:version", "1.3"),
        ],
    );
    xml.open("office:meta", &[]);
    xml.element("meta:generator", &[], style::MAKER);
    xml.element("dc:title", &[], &document.title);
    xml.element("dc:language", &[], style::tag(document.lang));
    xml.element("meta:creation-date", &[], style::DAY.trim_end_matches('Z'));
    xml.element("dc:date", &[], style::DAY.trim_end_matches('Z'));
    xml.close("office:meta");
    xml.close("office:document-meta");
    xml.finish()
}

/// The rows and columns that stay when the rest is scrolled.
fn settings(book: &Book<'_>) -> String {
    let mut xml = Markup::new(HEAD);
    let config = "urn:oasis:names:tc:opendocument:xmlns:config:1.0";
    xml.open("office:document-settings", &[("xmlns:office", styles::OFFICE), ("xmlns:config", config), ("office:version", "1.3")]);
    xml.open("office:settings", &[]);
    xml.open("config:config-item-set", &[("config:name", "ooo:view-settings")]);
    xml.open("config:config-item-map-indexed", &[("config:name", "Views")]);
    xml.open("config:config-item-map-entry", &[]);
    xml.element("config:config-item", &[("config:name", "ViewId"), ("config:type", "string")], "view1");
    xml.open("config:config-item-map-named", &[("config:name", "Tables")]);
    for tab in &book.tabs {
        let (rows, columns) = tab.frozen;
        if (rows, columns) == (0, 0) {
            continue;
        }
        xml.open("config:config-item-map-entry", &[("config:name", &tab.name)]);
        let mut item = |name: &str, kind: &str, value: usize| {
            xml.element("config:config-item", &[("config:name", name), ("config:type", kind)], &value.to_string());
        };
        item("HorizontalSplitMode", "short", if columns > 0 { 2 } else { 0 });
        item("VerticalSplitMode", "short", if rows > 0 { 2 } else { 0 });
        item("HorizontalSplitPosition", "int", columns);
        item("VerticalSplitPosition", "int", rows);
        item("ActiveSplitRange", "short", if columns > 0 { 3 } else { 2 });
        item("PositionLeft", "int", 0);
        item("PositionRight", "int", columns);
        item("PositionTop", "int", 0);
        item("PositionBottom", "int", rows);
        xml.close("config:config-item-map-entry");
    }
    xml.close("config:config-item-map-named");
    if let Some(first) = book.tabs.first() {
        xml.element("config:config-item", &[("config:name", "ActiveTable"), ("config:type", "string")], &first.name);
    }
    xml.close("config:config-item-map-entry");
    xml.close("config:config-item-map-indexed");
    xml.close("config:config-item-set");
    xml.close("office:settings");
    xml.close("office:document-settings");
    xml.finish()
}

fn content(book: &Book<'_>, pictures: &Pictures, used: &[(&str, &[u8])], lang: Lang) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("office:document-content", styles::SPACES);
    let sizes = Sizes::of(book);
    sizes.declare(&mut xml);
    xml.open("office:body", &[]);
    xml.open("office:spreadsheet", &[]);
    validations(&mut xml, book, lang);
    for tab in &book.tabs {
        table(&mut xml, tab, &sizes, pictures, used);
    }
    xml.open("table:named-expressions", &[]);
    for tab in &book.tabs {
        for (name, area) in &tab.names {
            let address = |area: Area| address(&tab.name, area);
            let base = address(Area { bottom: area.top, right: area.left, ..*area });
            let base = base.split(':').next().unwrap_or_default();
            let attributes =
                [("table:name", name.as_str()), ("table:base-cell-address", base), ("table:cell-range-address", &address(*area))];
            xml.leaf("table:named-range", &attributes);
        }
    }
    xml.close("table:named-expressions");
    let filters: Vec<_> = book.tabs.iter().enumerate().filter_map(|(at, tab)| Some((at, tab, tab.filter?))).collect();
    if !filters.is_empty() {
        xml.open("table:database-ranges", &[]);
        for (at, tab, area) in filters {
            let (name, range) = (format!("__Anonymous_Sheet_DB__{at}"), address(&tab.name, area).replace('$', ""));
            let attributes =
                [("table:name", name.as_str()), ("table:target-range-address", &range), ("table:display-filter-buttons", "true")];
            xml.leaf("table:database-range", &attributes);
        }
        xml.close("table:database-ranges");
    }
    xml.close("office:spreadsheet");
    xml.close("office:body");
    xml.close("office:document-content");
    xml.finish()
}

/// `$'Tab'.$A$1:.$C$5`, as OpenDocument addresses cells.
fn address(tab: &str, area: Area) -> String {
    let corner = |row: usize, column: usize| format!("${}${}", names::column(column), row + 1);
    let tab = format!("$'{}'", tab.replace('\'', "''"));
    format!("{tab}.{}:{tab}.{}", corner(area.top, area.left), corner(area.bottom, area.right))
}

/// One validation a list.
fn validations(xml: &mut Markup, book: &Book<'_>, lang: Lang) {
    let Some(tab) = book.tabs.last().filter(|_| !book.lists.is_empty()) else { return };
    let (title, message) = match lang {
        Lang::Fr => ("Liste fermée", "Cette valeur n'est pas dans la liste."),
        Lang::En => ("Closed list", "This value is not in the list."),
    };
    xml.open("table:content-validations", &[]);
    for (index, (_, _, area)) in book.lists.iter().enumerate() {
        let (name, condition) = (format!("val{}", index + 1), format!("of:cell-content-is-in-list([{}])", address(&tab.name, *area)));
        let base = format!("$'{}'.$A$1", tab.name.replace('\'', "''"));
        let attributes = [
            ("table:name", name.as_str()),
            ("table:condition", &condition),
            ("table:allow-empty-cell", "true"),
            ("table:display-list", "unsorted"),
            ("table:base-cell-address", &base),
        ];
        xml.open("table:content-validation", &attributes);
        let attributes = [("table:title", title), ("table:display", "true"), ("table:message-type", "warning")];
        xml.open("table:error-message", &attributes);
        xml.element("text:p", &[], message);
        xml.close("table:error-message");
        xml.close("table:content-validation");
    }
    xml.close("table:content-validations");
}

/// The widths and heights that occur, each with its style.
struct Sizes {
    columns: BTreeMap<u64, String>,
    rows: BTreeMap<usize, String>,
}

impl Sizes {
    fn of(book: &Book<'_>) -> Self {
        let widths = book.tabs.iter().flat_map(|tab| &tab.widths).map(|width| micro(*width));
        let lines = book.tabs.iter().flat_map(|tab| &tab.rows).filter_map(|line| line.lines);
        Sizes { columns: named("co", widths), rows: named("ro", lines) }
    }

    fn declare(&self, xml: &mut Markup) {
        xml.open("office:automatic-styles", &[]);
        for (name, page) in [("taP", "Portrait"), ("taL", "Landscape")] {
            xml.open("style:style", &[("style:name", name), ("style:family", "table"), ("style:master-page-name", page)]);
            xml.leaf("style:table-properties", &[("table:display", "true"), ("style:writing-mode", "lr-tb")]);
            xml.close("style:style");
        }
        for (width, name) in &self.columns {
            xml.open("style:style", &[("style:name", name), ("style:family", "table-column")]);
            let width = format!("{}.{:03}mm", width / 1000, width % 1000);
            xml.leaf("style:table-column-properties", &[("fo:break-before", "auto"), ("style:column-width", &width)]);
            xml.close("style:style");
        }
        xml.open("style:style", &[("style:name", "ro"), ("style:family", "table-row")]);
        xml.leaf("style:table-row-properties", &[("style:use-optimal-row-height", "true"), ("fo:break-before", "auto")]);
        xml.close("style:style");
        for (lines, name) in &self.rows {
            xml.open("style:style", &[("style:name", name), ("style:family", "table-row")]);
            let height = format!("{:.2}pt", style::height(*lines));
            let attributes =
                [("style:row-height", height.as_str()), ("style:use-optimal-row-height", "false"), ("fo:break-before", "auto")];
            xml.leaf("style:table-row-properties", &attributes);
            xml.close("style:style");
        }
        xml.close("office:automatic-styles");
    }
}

/// A width in thousandths of a millimetre: a character of the font takes 1.95 mm.
fn micro(characters: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most a few dozen characters
    let micro = (characters * 1950.0).round() as u64;
    micro
}

fn named<K: Ord>(prefix: &str, keys: impl Iterator<Item = K>) -> BTreeMap<K, String> {
    let keys: BTreeSet<K> = keys.collect();
    keys.into_iter().enumerate().map(|(at, key)| (key, format!("{prefix}{}", at + 1))).collect()
}

fn table(xml: &mut Markup, tab: &Tab<'_>, sizes: &Sizes, pictures: &Pictures, used: &[(&str, &[u8])]) {
    let style = if tab.landscape { "taL" } else { "taP" };
    let print = Area { top: 0, left: 0, bottom: tab.rows.len().max(1) - 1, right: tab.widths.len().max(1) - 1 };
    let range = address(&tab.name, print).replace('$', "");
    let mut attributes = vec![("table:name", tab.name.as_str()), ("table:style-name", style)];
    if tab.pictures.is_empty() {
        attributes.push(("table:print-ranges", &range));
    }
    xml.open("table:table", &attributes);
    for width in &tab.widths {
        xml.leaf(
            "table:table-column",
            &[("table:style-name", &sizes.columns[&micro(*width)]), ("table:default-cell-style-name", "Default")],
        );
    }
    if tab.widths.is_empty() {
        xml.leaf("table:table-column", &[("table:default-cell-style-name", "Default")]);
    }
    let spans = Spans::of(tab);
    let last = tab.chosen.iter().map(|(area, _)| area.bottom + 1).max().unwrap_or(0).max(tab.rows.len());
    let last = tab.pictures.iter().map(|(row, _)| row + 1).max().unwrap_or(0).max(last);
    let mut row = 0;
    while row < last {
        if tab.repeated.is_some_and(|(first, _)| first == row) {
            xml.open("table:table-header-rows", &[]);
        }
        let line = tab.rows.get(row);
        // Rows that are there only to be filled are all alike.
        let alike = if line.is_none() && tab.pictures.is_empty() { last - row } else { 1 };
        let repeated = alike.to_string();
        let height = line.and_then(|line| line.lines).map_or("ro", |lines| sizes.rows[&lines].as_str());
        let mut attributes = vec![("table:style-name", height)];
        if alike > 1 {
            attributes.push(("table:number-rows-repeated", &repeated));
        }
        xml.open("table:table-row", &attributes);
        cells(xml, tab, row, &spans, pictures, used);
        xml.close("table:table-row");
        if tab.repeated.is_some_and(|(_, end)| end == row) {
            xml.close("table:table-header-rows");
        }
        row += alike;
    }
    if last == 0 {
        xml.open("table:table-row", &[("table:style-name", "ro")]);
        xml.leaf("table:table-cell", &[]);
        xml.close("table:table-row");
    }
    xml.close("table:table");
}

/// Which cells begin a merged rectangle and which are covered by one.
struct Spans {
    begin: HashMap<(usize, usize), Area>,
    covered: BTreeSet<(usize, usize)>,
}

impl Spans {
    fn of(tab: &Tab<'_>) -> Self {
        let mut spans = Spans { begin: HashMap::new(), covered: BTreeSet::new() };
        for area in &tab.merges {
            spans.begin.insert((area.top, area.left), *area);
            let places = (area.top..=area.bottom).flat_map(|row| (area.left..=area.right).map(move |column| (row, column)));
            spans.covered.extend(places.filter(|place| *place != (area.top, area.left)));
        }
        spans
    }
}

fn cells(xml: &mut Markup, tab: &Tab<'_>, row: usize, spans: &Spans, pictures: &Pictures, used: &[(&str, &[u8])]) {
    let empty = Vec::new();
    let given = tab.rows.get(row).map_or(&empty, |line| &line.cells);
    let chosen: Vec<_> = tab.chosen.iter().filter(|(area, _)| (area.top..=area.bottom).contains(&row)).collect();
    let last = given.iter().map(|cell| cell.0).chain(chosen.iter().map(|(area, _)| area.right)).max().map_or(0, |last| last + 1);
    let last = spans.covered.range((row, 0)..(row + 1, 0)).next_back().map_or(0, |place| place.1 + 1).max(last);
    let picture = tab.pictures.iter().find(|(at, _)| *at == row).map(|(_, picture)| *picture);
    let mut at = given.iter().peekable();
    for column in 0..last.max(1) {
        let cell = at.next_if(|cell| cell.0 == column);
        let covered = spans.covered.contains(&(row, column));
        let tag = if covered { "table:covered-table-cell" } else { "table:table-cell" };
        let look = cell.map(|cell| styles::name(cell.1));
        let mut attributes: Vec<(&str, &str)> = look.as_deref().map(|look| ("table:style-name", look)).into_iter().collect();
        let list = chosen.iter().find(|(area, _)| area.left == column).map(|(_, list)| format!("val{}", list + 1));
        attributes.extend(list.as_deref().map(|list| ("table:content-validation-name", list)));
        let span = spans.begin.get(&(row, column));
        let (down, right) = span.map_or((1, 1), |area| (area.bottom - area.top + 1, area.right - area.left + 1));
        let (down, right) = (down.to_string(), right.to_string());
        if span.is_some() {
            attributes.extend([("table:number-rows-spanned", down.as_str()), ("table:number-columns-spanned", right.as_str())]);
        }
        let value = cell.map_or(&Value::Blank, |cell| &cell.2);
        let written = match value {
            Value::Date(date) => date.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Blank | Value::Text(_) => String::new(),
        };
        match value {
            Value::Blank => {}
            Value::Text(_) => attributes.push(("office:value-type", "string")),
            Value::Date(_) => attributes.extend([("office:value-type", "date"), ("office:date-value", written.as_str())]),
            Value::Number(_) => attributes.extend([("office:value-type", "float"), ("office:value", written.as_str())]),
        }
        let shown = if let Value::Text(text) = value { text.as_ref() } else { written.as_str() };
        let image = picture.filter(|_| column == 0);
        if shown.is_empty() && image.is_none() {
            xml.leaf(tag, &attributes);
            continue;
        }
        xml.open(tag, &attributes);
        if let Some(picture) = image {
            frame(xml, picture, pictures, used);
        }
        for line in shown.lines() {
            paragraph(xml, line);
        }
        xml.close(tag);
    }
}

/// A paragraph whose blanks all count.
fn paragraph(xml: &mut Markup, line: &str) {
    xml.open("text:p", &[]);
    let mut rest = line;
    let mut begun = false;
    while let Some(at) = rest.find(['\t', ' ']) {
        let blank = &rest[at..=at];
        let run = rest[at..].bytes().take_while(|byte| *byte == blank.as_bytes()[0]).count();
        xml.text(&rest[..at]);
        begun |= at > 0;
        match blank {
            "\t" => (0..run).for_each(|_| xml.leaf("text:tab", &[])),
            _ if run == 1 && begun && at + 1 < rest.len() => xml.text(" "),
            _ => xml.leaf("text:s", &[("text:c", &run.to_string())]),
        }
        begun = true;
        rest = &rest[at + run..];
    }
    xml.text(rest);
    xml.close("text:p");
}

fn frame(xml: &mut Markup, picture: &model::table::Picture, pictures: &Pictures, used: &[(&str, &[u8])]) {
    let Some(image) = pictures.get(&picture.slot) else { return };
    let Some(at) = used.iter().position(|(slot, _)| *slot == picture.slot) else { return };
    // A pixel is a ninety-sixth of an inch.
    let size = |pixels: f64| format!("{:.2}mm", pixels * 25.4 / 96.0);
    let attributes = [
        ("draw:name", picture.slot.as_str()),
        ("svg:width", &size(image.width)),
        ("svg:height", &size(image.height)),
        ("svg:x", "0mm"),
        ("svg:y", "0mm"),
    ];
    xml.open("draw:frame", &attributes);
    let attributes =
        [("xlink:href", part(at)), ("xlink:type", "simple".into()), ("xlink:show", "embed".into()), ("xlink:actuate", "onLoad".into())];
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.leaf("draw:image", &attributes);
    xml.element("svg:desc", &[], &picture.alternative);
    xml.close("draw:frame");
}
