//! DOCX: a document of headings, paragraphs and tables for text processors, with styles, contents and pictures.

mod parts;
mod styles;
mod tables;

use super::markup::Markup;
use super::{Image, Pictures, measure, package};
use model::diagnostic::Lang;
use model::table::*;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// The short and the long side of a page, and its margins, in twentieths of a point.
const SIDES: (u32, u32, u32) = (11_906, 16_838, 964);

/// The document.
pub fn write(document: &Document, pictures: &Pictures) -> Vec<u8> {
    let mut text = Text {
        xml: Markup::new(HEAD),
        pictures: document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| used(block, pictures)).collect(),
        lang: document.lang,
        lies: lies(document.sections.first(), pictures),
        drawings: 0,
    };
    text.pictures.sort_by_key(|(slot, _)| *slot);
    text.pictures.dedup_by_key(|(slot, _)| *slot);
    text.write(document, pictures);
    let images: Vec<&[u8]> = text.pictures.iter().map(|(_, image)| image.png.as_slice()).collect();
    package::write(&parts::all(document, text.xml.finish(), &images))
}

fn used<'a>(block: &'a Block, pictures: &'a Pictures) -> Option<(&'a str, &'a Image)> {
    let Block::Picture(picture) = block else { return None };
    Some((picture.slot.as_str(), pictures.get(&picture.slot)?))
}

/// How the pages of a section lie.
fn lies(section: Option<&Section>, pictures: &Pictures) -> Orientation {
    let Some(section) = section else { return Orientation::Portrait };
    if section.orientation != Orientation::Fitting {
        return section.orientation;
    }
    let wide = section.blocks.iter().any(|block| match block {
        Block::Table(table) => table.orientation == Orientation::Landscape || measure::is_wide(&measure::widths_of(table)),
        Block::Picture(picture) => pictures.get(&picture.slot).is_some_and(|image| image.width > image.height * 1.4),
        _ => false,
    });
    if wide { Orientation::Landscape } else { Orientation::Portrait }
}

/// The text while it is written.
struct Text<'a> {
    xml: Markup,
    /// The pictures that occur, by slot.
    pictures: Vec<(&'a str, &'a Image)>,
    lang: Lang,
    /// How the pages lie here.
    lies: Orientation,
    /// How many pictures there were.
    drawings: usize,
}

impl Text<'_> {
    fn write(&mut self, document: &Document, pictures: &Pictures) {
        let spaces = [("xmlns:w", MAIN), ("xmlns:r", RELATIONS), ("xmlns:wp", PLACED), ("xmlns:a", DRAWING), ("xmlns:pic", PICTURE)];
        self.xml.open("w:document", &spaces);
        self.xml.open("w:body", &[]);
        self.paragraph("Title", &document.title);
        if !document.subtitle.is_empty() {
            self.paragraph("Subtitle", &document.subtitle);
        }
        if let Some(depth) = document.contents.depth() {
            self.contents(document, depth);
        }
        for (at, section) in document.sections.iter().enumerate() {
            let lies = lies(Some(section), pictures);
            let turned = lies != self.lies;
            if turned {
                self.xml.open("w:p", &[]);
                self.xml.open("w:pPr", &[]);
                self.page();
                self.xml.close("w:pPr");
                self.xml.close("w:p");
                self.lies = lies;
            }
            self.section(at, section, document, section.new_page && !turned);
        }
        self.page();
        self.xml.close("w:body");
        self.xml.close("w:document");
    }

    /// The size of the pages up to here.
    fn page(&mut self) {
        let (short, long, margin) = SIDES;
        let on_its_side = self.lies == Orientation::Landscape;
        let (width, height) = if on_its_side { (long, short) } else { (short, long) };
        let (width, height, margin) = (width.to_string(), height.to_string(), margin.to_string());
        self.xml.open("w:sectPr", &[]);
        self.xml.leaf("w:footerReference", &[("w:type", "default"), ("r:id", "rIdFooter")]);
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if on_its_side {
            size.push(("w:orient", "landscape"));
        }
        self.xml.leaf("w:pgSz", &size);
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        self.xml.leaf("w:pgMar", &[&sides[..], &[("w:header", "480"), ("w:footer", "480"), ("w:gutter", "0")]].concat());
        self.xml.close("w:sectPr");
    }

    /// The width between the margins, in twentieths of a point.
    fn room(&self) -> u32 {
        let (short, long, margin) = SIDES;
        (if self.lies == Orientation::Landscape { long } else { short }) - 2 * margin
    }

    fn contents(&mut self, document: &Document, depth: u8) {
        let listed = |(_, section): &(usize, &Section)| !section.title.is_empty() && section.level <= depth;
        let titled: Vec<_> = document.sections.iter().enumerate().filter(listed).collect();
        let Some(deepest) = titled.iter().map(|(_, section)| section.level.clamp(1, 5)).max() else { return };
        self.paragraph("TOCHeading", if self.lang == Lang::Fr { "Sommaire" } else { "Contents" });
        for (index, (at, section)) in titled.iter().enumerate() {
            self.open(&format!("TOC{}", section.level.clamp(1, 5)));
            if index == 0 {
                self.field("begin");
                self.xml.open("w:r", &[]);
                // Headings as links, without page numbers: only the reader's own program knows those.
                let code = format!(" TOC \\o \"1-{deepest}\" \\n \\h \\z ");
                self.xml.element("w:instrText", &[("xml:space", "preserve")], &code);
                self.xml.close("w:r");
                self.field("separate");
            }
            self.xml.open("w:hyperlink", &[("w:anchor", &format!("_Toc{}", at + 1)), ("w:history", "1")]);
            self.run(&titled_with(section));
            self.xml.close("w:hyperlink");
            if index + 1 == titled.len() {
                self.field("end");
            }
            self.xml.close("w:p");
        }
    }

    fn field(&mut self, kind: &str) {
        self.xml.open("w:r", &[]);
        self.xml.leaf("w:fldChar", &[("w:fldCharType", kind)]);
        self.xml.close("w:r");
    }

    fn section(&mut self, at: usize, section: &Section, document: &Document, break_before: bool) {
        if !section.title.is_empty() {
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.leaf("w:pStyle", &[("w:val", &format!("Heading{}", section.level.clamp(1, 5)))]);
            if break_before {
                self.xml.leaf("w:pageBreakBefore", &[]);
            }
            self.xml.close("w:pPr");
            let id = (at + 1).to_string();
            self.xml.leaf("w:bookmarkStart", &[("w:id", &id), ("w:name", &format!("_Toc{id}"))]);
            self.run(&titled_with(section));
            self.xml.leaf("w:bookmarkEnd", &[("w:id", &id)]);
            self.xml.close("w:p");
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => self.paragraph("BodyText", text),
                Block::Note(text) => self.paragraph("Note", text),
                Block::Pairs(pairs) => {
                    if !pairs.title.is_empty() {
                        self.paragraph(&format!("Heading{}", section.level.clamp(1, 4) + 1), &pairs.title);
                    }
                    if !pairs.note.is_empty() {
                        self.paragraph("Note", &pairs.note);
                    }
                    tables::pairs(self, pairs);
                }
                Block::Table(table) => {
                    if !table.title.is_empty() {
                        self.paragraph("Caption", &table.title);
                    }
                    let names = [&table.title, &section.title, &document.title];
                    tables::table(self, table, names.into_iter().find(|name| !name.is_empty()).map_or("", String::as_str));
                }
                Block::Picture(picture) => self.picture(picture),
            }
        }
    }

    /// Opens a paragraph of a style.
    fn open(&mut self, style: &str) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.leaf("w:pStyle", &[("w:val", style)]);
        self.xml.close("w:pPr");
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        self.open(style);
        self.run(text);
        self.xml.close("w:p");
    }

    /// A text with its line breaks and tabs.
    fn run(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        for (at, line) in super::markup::legal(text).split('\n').enumerate() {
            if at > 0 {
                self.xml.leaf("w:br", &[]);
            }
            for (at, piece) in line.split('\t').enumerate() {
                if at > 0 {
                    self.xml.leaf("w:tab", &[]);
                }
                if !piece.is_empty() {
                    self.xml.element("w:t", &[("xml:space", "preserve")], piece);
                }
            }
        }
        self.xml.close("w:r");
    }

    fn picture(&mut self, picture: &Picture) {
        let Some(at) = self.pictures.iter().position(|(slot, _)| *slot == picture.slot) else { return };
        let image = self.pictures[at].1;
        self.drawings += 1;
        // 635 and 9525 English metric units are a twentieth of a point and a pixel; the title has its place above.
        const TWENTIETH: f64 = 635.0;
        const PIXEL: f64 = 9525.0;
        let (short, long, margin) = SIDES;
        let tall = if self.lies == Orientation::Landscape { short } else { long } - 2 * margin - 1_400;
        let (width, height) = (image.width * PIXEL, image.height * PIXEL);
        let scale = (f64::from(self.room()) * TWENTIETH / width).min(f64::from(tall) * TWENTIETH / height).min(1.0);
        let (width, height) = (format!("{:.0}", width * scale), format!("{:.0}", height * scale));
        let (id, embed) = (self.drawings.to_string(), parts::picture_id(at));
        let named = [("id", id.as_str()), ("name", picture.slot.as_str()), ("descr", picture.alternative.as_str())];
        let size = [("cx", width.as_str()), ("cy", height.as_str())];
        self.open("BodyText");
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.leaf("wp:extent", &size);
        xml.leaf("wp:docPr", &named);
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.leaf("pic:cNvPr", &named);
        xml.leaf("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.leaf("a:blip", &[("r:embed", &embed)]);
        xml.raw("<a:stretch><a:fillRect/></a:stretch>");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.leaf("a:off", &[("x", "0"), ("y", "0")]);
        xml.leaf("a:ext", &size);
        xml.close("a:xfrm");
        xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
        for tag in ["pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r", "w:p"] {
            xml.close(tag);
        }
    }
}

/// A section's title with what stands beside it.
fn titled_with(section: &Section) -> String {
    if section.aside.is_empty() { section.title.clone() } else { format!("{} — {}", section.title, section.aside) }
}
