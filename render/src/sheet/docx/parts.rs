//! The parts of the package beside the text: types, relations, properties, the foot of the pages.

use super::super::markup::Markup;
use super::super::style;
use super::{HEAD, MAIN, RELATIONS, styles};
use model::table::Document;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The relation of a picture.
pub fn picture_id(at: usize) -> String {
    format!("rIdPicture{}", at + 1)
}

/// Every part, in order.
pub fn all(document: &Document, text: String, images: &[&[u8]]) -> Vec<(String, Vec<u8>)> {
    let mut parts: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", package()),
        ("docProps/core.xml", core(document)),
        ("docProps/app.xml", app()),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", relations(images.len())),
        ("word/styles.xml", styles::write(document.lang)),
        ("word/settings.xml", settings(document)),
        ("word/footer1.xml", footer()),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into();
    parts.extend(images.iter().enumerate().map(|(at, png)| (format!("word/media/image{}.png", at + 1), png.to_vec())));
    parts
}

fn types() -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    xml.leaf("Default", &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")]);
    xml.leaf("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    xml.leaf("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    for (part, kind) in [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("footer1", "footer")] {
        xml.leaf("Override", &[("PartName", &format!("/word/{part}.xml")), ("ContentType", &format!("{word}.{kind}+xml"))]);
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    xml.leaf("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    xml.leaf("Override", &[("PartName", "/docProps/app.xml"), ("ContentType", app)]);
    xml.close("Types");
    xml.finish()
}

fn related(list: &[(String, String, String)]) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (id, kind, target) in list {
        xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.finish()
}

fn package() -> String {
    let of = |id: &str, kind: String, target: &str| (id.to_owned(), kind, target.to_owned());
    related(&[
        of("rId1", format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        of("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        of("rId3", format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ])
}

fn relations(images: usize) -> String {
    let of = |id: &str, kind: &str| (id.to_owned(), format!("{RELATIONS}/{kind}"), format!("{kind}.xml"));
    let mut list = vec![of("rIdStyles", "styles"), of("rIdSettings", "settings")];
    list.push(("rIdFooter".into(), format!("{RELATIONS}/footer"), "footer1.xml".into()));
    list.extend((0..images).map(|at| (picture_id(at), format!("{RELATIONS}/image"), format!("media/image{}.png", at + 1))));
    related(&list)
}

fn core(document: &Document) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], &document.title);
    xml.element("dc:creator", &[], style::MAKER);
    xml.element("dc:language", &[], style::tag(document.lang));
    for when in ["dcterms:created", "dcterms:modified"] {
        xml.element(when, &[("xsi:type", "dcterms:W3CDTF")], style::DAY);
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

fn app() -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("Properties", &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")]);
    xml.element("Application", &[], style::MAKER);
    xml.close("Properties");
    xml.finish()
}

fn settings(document: &Document) -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("w:settings", &[("xmlns:w", MAIN)]);
    xml.open("w:compat", &[]);
    let uri = "http://schemas.microsoft.com/office/word";
    xml.leaf("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")]);
    xml.close("w:compat");
    xml.leaf("w:themeFontLang", &[("w:val", style::tag(document.lang))]);
    xml.close("w:settings");
    xml.finish()
}

/// `1 / 3`.
fn footer() -> String {
    let mut xml = Markup::new(HEAD);
    xml.open("w:ftr", &[("xmlns:w", MAIN)]);
    xml.open("w:p", &[]);
    xml.raw("<w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    for (field, after) in [(" PAGE ", " / "), (" NUMPAGES ", "")] {
        xml.open("w:fldSimple", &[("w:instr", field)]);
        xml.raw("<w:r><w:t>1</w:t></w:r>");
        xml.close("w:fldSimple");
        if !after.is_empty() {
            xml.open("w:r", &[]);
            xml.element("w:t", &[("xml:space", "preserve")], after);
            xml.close("w:r");
        }
    }
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}
