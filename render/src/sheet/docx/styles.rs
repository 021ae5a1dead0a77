//! The styles of a text: headings, contents, tables, the language.

use super::super::markup::Markup;
use super::super::style;
use super::{HEAD, MAIN};
use model::diagnostic::Lang;

/// A style of paragraphs.
#[derive(Clone, Copy, Default)]
struct Style {
    id: &'static str,
    /// The name that text processors know.
    name: &'static str,
    based: &'static str,
    /// Depth in an outline, from 1; 0 for none.
    outline: u8,
    /// Half points.
    size: u8,
    bold: bool,
    italic: bool,
    ink: &'static str,
    /// Twentieths of a point before and after.
    space: (u16, u16),
    /// Twentieths of a point to the left.
    indent: u16,
    across: &'static str,
    keep_with_next: bool,
}

fn list() -> Vec<Style> {
    let of = |id, name, size, space| Style { id, name, based: "Normal", size, space, ..Style::default() };
    let ink = style::INK;
    let mut list = vec![
        Style { bold: true, ink, keep_with_next: true, ..of("Title", "Title", 36, (0, 120)) },
        Style { ink: style::QUIET, ..of("Subtitle", "Subtitle", 24, (0, 240)) },
        Style { ..of("BodyText", "Body Text", 20, (60, 120)) },
        Style { italic: true, ink: style::QUIET, ..of("Note", "Note", 18, (40, 100)) },
        Style { bold: true, ink, keep_with_next: true, ..of("Caption", "caption", 20, (160, 80)) },
        Style { bold: true, ink, keep_with_next: true, ..of("TOCHeading", "TOC Heading", 28, (240, 120)) },
        Style { across: "center", ink: style::QUIET, ..of("Footer", "footer", 16, (0, 0)) },
        Style { ..of("AfterTable", "After Table", 8, (0, 60)) },
    ];
    const HEADINGS: [(&str, &str, u8); 5] = [
        ("Heading1", "heading 1", 30),
        ("Heading2", "heading 2", 25),
        ("Heading3", "heading 3", 22),
        ("Heading4", "heading 4", 20),
        ("Heading5", "heading 5", 20),
    ];
    for (at, (id, name, size)) in HEADINGS.into_iter().enumerate() {
        let outline = u8::try_from(at + 1).unwrap_or(1);
        list.push(Style { bold: true, ink, outline, keep_with_next: true, ..of(id, name, size, (280, 100)) });
    }
    const CONTENTS: [(&str, &str); 5] = [("TOC1", "toc 1"), ("TOC2", "toc 2"), ("TOC3", "toc 3"), ("TOC4", "toc 4"), ("TOC5", "toc 5")];
    for (indent, (id, name)) in (0..).step_by(240).zip(CONTENTS) {
        list.push(Style { indent, ..of(id, name, 20, (20, 40)) });
    }
    let white = "FFFFFF";
    let cell = |id, name, size| of(id, name, size, (20, 20));
    list.extend([
        Style { bold: true, ink: white, ..cell("TableHeading", "Table Heading", 18) },
        Style { bold: true, ink: white, ..cell("TableHeadingSmall", "Table Heading Small", 13) },
        Style { bold: true, ink, keep_with_next: true, ..cell("TableBand", "Table Band", 18) },
        Style { bold: true, ..cell("TableRow", "Table Row", 18) },
        Style { bold: true, ..cell("TableRowSmall", "Table Row Small", 13) },
        cell("TableText", "Table Text", 18),
        cell("TableTextSmall", "Table Text Small", 13),
        Style { across: "right", ..cell("TableNumber", "Table Number", 18) },
        Style { across: "right", ..cell("TableNumberSmall", "Table Number Small", 13) },
        Style { across: "center", ..cell("TableCheck", "Table Check", 18) },
        Style { across: "center", ..cell("TableCheckSmall", "Table Check Small", 13) },
    ]);
    list
}

/// `word/styles.xml`.
pub fn write(lang: Lang) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("w:styles", &[("xmlns:w", MAIN)]);
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    let fonts = ["w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"].map(|script| (script, style::FONT));
    xml.leaf("w:rFonts", &fonts);
    xml.raw("<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
    xml.leaf("w:lang", &[("w:val", style::tag(lang)), ("w:eastAsia", style::tag(lang)), ("w:bidi", "ar-SA")]);
    xml.close("w:rPr");
    xml.close("w:rPrDefault");
    xml.raw("<w:pPrDefault/>");
    xml.close("w:docDefaults");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    for style in list() {
        paragraph(&mut xml, &style);
    }
    table(&mut xml);
    xml.close("w:styles");
    xml.finish()
}

fn paragraph(xml: &mut Markup, style: &Style) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)]);
    xml.leaf("w:name", &[("w:val", style.name)]);
    xml.leaf("w:basedOn", &[("w:val", style.based)]);
    if style.outline > 0 || style.id == "Title" {
        xml.leaf("w:next", &[("w:val", "BodyText")]);
    }
    xml.raw("<w:qFormat/>");
    xml.open("w:pPr", &[]);
    if style.keep_with_next {
        xml.raw("<w:keepNext/>");
    }
    let (before, after) = (style.space.0.to_string(), style.space.1.to_string());
    xml.leaf("w:spacing", &[("w:before", &before), ("w:after", &after)]);
    if style.indent > 0 {
        xml.leaf("w:ind", &[("w:left", &style.indent.to_string())]);
    }
    if !style.across.is_empty() {
        xml.leaf("w:jc", &[("w:val", style.across)]);
    }
    if style.outline > 0 {
        xml.leaf("w:outlineLvl", &[("w:val", &(style.outline - 1).to_string())]);
    }
    xml.close("w:pPr");
    xml.open("w:rPr", &[]);
    if style.bold {
        xml.raw("<w:b/><w:bCs/>");
    }
    if style.italic {
        xml.raw("<w:i/><w:iCs/>");
    }
    if !style.ink.is_empty() {
        xml.leaf("w:color", &[("w:val", style.ink)]);
    }
    let size = style.size.to_string();
    xml.leaf("w:sz", &[("w:val", &size)]);
    xml.leaf("w:szCs", &[("w:val", &size)]);
    xml.close("w:rPr");
    xml.close("w:style");
}

/// The style of tables: lines, and air around the texts.
fn table(xml: &mut Markup) {
    xml.open("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "Recens")]);
    xml.leaf("w:name", &[("w:val", "Recens")]);
    xml.raw("<w:qFormat/>");
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.leaf(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", style::LINE)]);
    }
    xml.close("w:tblBorders");
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", "20"), ("w:left", "70"), ("w:bottom", "20"), ("w:right", "70")] {
        xml.leaf(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.close("w:style");
}
