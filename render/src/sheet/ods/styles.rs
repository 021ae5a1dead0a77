//! The styles of an OpenDocument spreadsheet: looks of cells, pages, the language.

use super::super::grid::Look;
use super::super::markup::Markup;
use super::super::style;
use model::diagnostic::Lang;

/// The name space of the office elements.
pub const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// The name spaces of content and styles.
pub const SPACES: &[(&str, &str)] = &[
    ("xmlns:office", OFFICE),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    ("office:version", "1.3"),
];

/// The name of a look's style.
pub fn name(look: Look) -> String {
    format!("Recens{look:?}")
}

/// `styles.xml`.
pub fn write(lang: Lang) -> String {
    let mut xml = Markup::new(super::HEAD);
    xml.open("office:document-styles", SPACES);
    xml.open("office:font-face-decls", &[]);
    let face = [("style:name", style::FONT), ("svg:font-family", style::FONT), ("style:font-family-generic", "swiss")];
    xml.leaf("style:font-face", &face);
    xml.close("office:font-face-decls");
    xml.open("office:styles", &[]);
    day(&mut xml, lang);
    xml.open("style:default-style", &[("style:family", "table-cell")]);
    let (language, country) = style::tag(lang).split_once('-').unwrap_or_default();
    let attributes = [("style:font-name", style::FONT), ("fo:font-size", "10pt"), ("fo:language", language), ("fo:country", country)];
    xml.leaf("style:text-properties", &attributes);
    xml.close("style:default-style");
    xml.leaf("style:style", &[("style:name", "Default"), ("style:family", "table-cell")]);
    for look in Look::ALL {
        cell(&mut xml, *look);
    }
    xml.close("office:styles");
    pages(&mut xml);
    xml.close("office:document-styles");
    xml.finish()
}

/// How days are shown.
fn day(xml: &mut Markup, lang: Lang) {
    let order: [(&str, &str); 3] = match lang {
        Lang::Fr => [("number:day", "/"), ("number:month", "/"), ("number:year", "")],
        Lang::En => [("number:year", "-"), ("number:month", "-"), ("number:day", "")],
    };
    xml.open("number:date-style", &[("style:name", "RecensDay")]);
    for (part, after) in order {
        xml.leaf(part, &[("number:style", "long")]);
        if !after.is_empty() {
            xml.element("number:text", &[], after);
        }
    }
    xml.close("number:date-style");
    xml.open("number:text-style", &[("style:name", "RecensPlain")]);
    xml.leaf("number:text-content", &[]);
    xml.close("number:text-style");
    xml.open("number:number-style", &[("style:name", "RecensCount")]);
    xml.leaf("number:number", &[("number:decimal-places", "0"), ("number:min-integer-digits", "1")]);
    xml.close("number:number-style");
}

fn cell(xml: &mut Markup, look: Look) {
    let drawn = style::drawn(look);
    let data = match look {
        Look::Date => "RecensDay",
        Look::Number => "RecensCount",
        // A text, also where somebody edits it later.
        _ => "RecensPlain",
    };
    let attributes = [
        ("style:name", name(look)),
        ("style:family", "table-cell".into()),
        ("style:parent-style-name", "Default".into()),
        ("style:data-style-name", data.into()),
    ];
    xml.open("style:style", &pairs(&attributes));
    let mut attributes = vec![("style:vertical-align", "top".to_owned())];
    if let Some(ground) = drawn.ground {
        attributes.push(("fo:background-color", format!("#{ground}")));
    }
    if drawn.boxed {
        attributes.push(("fo:border", format!("0.5pt solid #{}", style::LINE)));
        attributes.push(("fo:padding", "0.6mm".into()));
    }
    if drawn.wrapped {
        attributes.push(("fo:wrap-option", "wrap".into()));
    }
    xml.leaf("style:table-cell-properties", &pairs(&attributes));
    xml.leaf("style:paragraph-properties", &[("fo:text-align", drawn.across)]);
    let mut attributes = vec![("style:font-name", style::FONT.to_owned()), ("fo:font-size", format!("{}pt", drawn.size))];
    if drawn.bold {
        attributes.push(("fo:font-weight", "bold".into()));
    }
    if drawn.italic {
        attributes.push(("fo:font-style", "italic".into()));
    }
    if let Some(ink) = drawn.ink {
        attributes.push(("fo:color", format!("#{ink}")));
    }
    xml.leaf("style:text-properties", &pairs(&attributes));
    xml.close("style:style");
}

/// The upright page and the one on its side, each as wide as the tab, with the number below.
fn pages(xml: &mut Markup) {
    const KINDS: [(&str, &str, &str, &str); 2] = [("Portrait", "portrait", "210mm", "297mm"), ("Landscape", "landscape", "297mm", "210mm")];
    xml.open("office:automatic-styles", &[]);
    for (name, lies, width, height) in KINDS {
        xml.open("style:page-layout", &[("style:name", &format!("pm{name}"))]);
        let attributes = [
            ("fo:page-width", width),
            ("fo:page-height", height),
            ("style:print-orientation", lies),
            ("fo:margin", "10mm"),
            ("style:scale-to-X", "1"),
            ("style:scale-to-Y", "0"),
        ];
        xml.leaf("style:page-layout-properties", &attributes);
        xml.leaf("style:header-style", &[]);
        xml.open("style:footer-style", &[]);
        xml.leaf("style:header-footer-properties", &[("fo:min-height", "7mm"), ("fo:margin-top", "2mm")]);
        xml.close("style:footer-style");
        xml.close("style:page-layout");
    }
    xml.close("office:automatic-styles");
    xml.open("office:master-styles", &[]);
    for (name, ..) in KINDS {
        xml.open("style:master-page", &[("style:name", name), ("style:page-layout-name", &format!("pm{name}"))]);
        xml.leaf("style:header", &[("style:display", "false")]);
        xml.open("style:footer", &[]);
        xml.open("text:p", &[]);
        xml.element("text:page-number", &[], "1");
        xml.text(" / ");
        xml.element("text:page-count", &[], "1");
        xml.close("text:p");
        xml.close("style:footer");
        xml.close("style:master-page");
    }
    xml.close("office:master-styles");
}

fn pairs<'a>(attributes: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
