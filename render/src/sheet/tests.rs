//! What is in the files that are written: parts, cells, features; and that nothing hostile gets through.

use super::*;
use model::diagnostic::Lang;
use model::process::Date;
use model::table::{Block, Cell, Choices, Column, ColumnKind, Contents, Group, Merge, Pairs, Picture, Row, RowRole, Section};
use std::io::Read;
use std::sync::Arc;

const HOSTILE: &[&str] =
    &["=1+1", "@SUM(A1)", "+1", "-1", "<script>x</script>", "a & b", "]]>", "\u{0}\u{1}\u{B}", "  deux  blancs  ", "l1\nl2\tt"];

fn choices() -> Arc<Choices> {
    Arc::new(Choices { name: "échelle".into(), title: "Échelle".into(), values: vec!["Limitée".into(), "Maximale".into()] })
}

fn table() -> Table {
    let columns = vec![
        Column::of(ColumnKind::RowHeading, "Nom"),
        Column::of(ColumnKind::Number, "N°"),
        Column::of(ColumnKind::Date, "Jour"),
        Column::of(ColumnKind::Check, "Fait"),
        Column::new("Gravité").chosen_from(&choices()),
    ];
    let mut table = Table::new("essai", "Essai", columns, Lang::Fr);
    table.groups = vec![Group { heading: "Le tout".into(), first: 1, columns: 2 }];
    for (at, text) in HOSTILE.iter().enumerate() {
        let date = Cell::date(Date::parse("2026-11-02"));
        table.push(vec![Cell::text(*text), Cell::count(at), date, Cell::Check(at % 2 == 0), Cell::Missing]);
    }
    table.rows.push(Row { role: RowRole::Total, cells: vec![Cell::text("Total"), Cell::count(10), Cell::Empty, Cell::Empty, Cell::Empty] });
    table
}

fn whole() -> Document {
    let mut first = Section::tab("Schéma: 1/2", "Schéma");
    first.blocks.push(Block::Paragraph("# <b>paragraphe</b>".into()));
    let fields = vec![
        ("Nom :".into(), Cell::text("=Azri")),
        ("Créé le".into(), Cell::date(Date::parse("2026-11-02"))),
        ("Vide".into(), Cell::Missing),
    ];
    first.blocks.push(Block::Pairs(Pairs { title: "Acteurs".into(), note: "Note".into(), fields, across: 1 }));
    first.blocks.push(Block::Picture(Picture { slot: "diagram".into(), alternative: "Ce que montre \"le\" <schéma>".into() }));
    let mut second = Section::tab("Schéma: 1/2", "Deux");
    second.new_page = true;
    let mut merged = Table { title: String::new(), ..table() };
    merged.groups.clear();
    merged.push_heading("Bande");
    merged.push(vec![Cell::text("fusion"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    merged.merges.push(Merge { row: 12, column: 0, rows: 1, columns: 3 });
    second.blocks.extend([Block::Table(table()), Block::Table(merged)]);
    Document {
        title: "Dossier".into(),
        subtitle: "sous".into(),
        sections: vec![first, second],
        contents: Contents::Sections,
        lang: Lang::Fr,
    }
}

fn pictures() -> Pictures {
    // One grey pixel.
    let png = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082";
    let bytes = (0..png.len() / 2).map(|at| u8::from_str_radix(&png[at * 2..at * 2 + 2], 16).unwrap()).collect();
    Pictures::from([("diagram".to_owned(), Image { png: bytes, width: 800.0, height: 300.0 })])
}

/// The parts of a package, by name; those of XML are well formed.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP file");
    let names: Vec<String> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().to_string()).collect();
    let mut found = Vec::new();
    for name in names.into_iter().filter(|name| !name.ends_with(".png")) {
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).expect("text parts are UTF-8");
        if name != "mimetype" {
            let parsed = roxmltree::Document::parse(&text);
            assert!(parsed.is_ok(), "{name}: {parsed:?}\n{text}");
        }
        found.push((name, text));
    }
    found
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|part| part.0 == name).unwrap_or_else(|| panic!("there is no {name}")).1
}

fn written(format: Format) -> Vec<u8> {
    document(&whole(), format, Options::default(), &pictures()).expect("it fits")
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in Format::ALL.iter().filter(|format| **format != Format::Csv) {
        assert_eq!(written(*format), written(*format), "{format:?}");
        assert_eq!(write(&table(), *format, Options::default()), write(&table(), *format, Options::default()), "{format:?}");
    }
}

#[test]
fn a_workbook_has_typed_cells_lists_filter_and_frozen_headings() {
    let bytes = write(&table(), Format::Xlsx, Options::default()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no cell is a formula");
    for feature in ["<autoFilter ref=\"A4:E14\"", "state=\"frozen\"", "<dataValidation type=\"list\"", "fitToHeight=\"0\"", "<v>46328</v>"]
    {
        assert!(sheet.contains(feature), "{feature} is missing: {sheet}");
    }
    let book = part(&bytes, "xl/workbook.xml");
    for name in ["tableau_essai", "liste_echelle", "_xlnm.Print_Titles", "_xlnm.Print_Area"] {
        assert!(book.contains(name), "{name} is not defined: {book}");
    }
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("=1+1") && strings.contains("␀␁␋") && strings.contains("  deux  blancs  "), "{strings}");
}

#[test]
fn an_opendocument_has_them_too() {
    let bytes = write(&table(), Format::Ods, Options::default()).unwrap();
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(parts(&bytes)[0].1, "application/vnd.oasis.opendocument.spreadsheet");
    let content = part(&bytes, "content.xml");
    assert!(!content.contains("table:formula"));
    for feature in [
        "office:date-value=\"2026-11-02\"",
        "office:value-type=\"float\" office:value=\"9\"",
        "of:cell-content-is-in-list([$'Listes'.$A$2:$'Listes'.$A$3])",
        "table:target-range-address=\"'essai'.A4:'essai'.E14\"",
        "<table:table-header-rows>",
        "table:name=\"tableau_essai\"",
        "table:number-columns-spanned=\"2\"",
        "<text:s text:c=\"2\"/>deux<text:s text:c=\"2\"/>blancs<text:s text:c=\"2\"/>",
    ] {
        assert!(content.contains(feature), "{feature} is missing: {content}");
    }
    assert!(part(&bytes, "settings.xml").contains("VerticalSplitPosition"));
    assert!(part(&bytes, "styles.xml").contains("fo:language=\"fr\""));
}

#[test]
fn tabs_have_distinct_legal_names_and_pictures_their_words() {
    let bytes = written(Format::Xlsx);
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("name=\"Schéma 1 2\"") && book.contains("name=\"Schéma 1 2 2\""), "{book}");
    assert!(part(&bytes, "xl/drawings/drawing1.xml").contains("&lt;schéma&gt;"));
    let content = part(&written(Format::Ods), "content.xml");
    assert!(content.contains("<svg:desc>Ce que montre &quot;le&quot; &lt;schéma&gt;</svg:desc>"), "{content}");
}

#[test]
fn a_text_has_headings_contents_repeated_heads_and_a_described_picture() {
    let bytes = written(Format::Docx);
    let text = part(&bytes, "word/document.xml");
    let xml = roxmltree::Document::parse(&text).unwrap();
    let values = |tag: &str, attribute: &str| -> Vec<String> {
        let found = xml.descendants().filter(|node| node.tag_name().name() == tag);
        found.filter_map(|node| node.attributes().find(|one| one.name() == attribute).map(|one| one.value().to_owned())).collect()
    };
    assert!(values("pStyle", "val").iter().filter(|style| *style == "Heading1").count() == 2);
    let marks: Vec<String> = values("bookmarkStart", "name");
    assert_eq!(values("hyperlink", "anchor"), marks, "contents lead to headings");
    assert!(values("docPr", "descr").contains(&"Ce que montre \"le\" <schéma>".to_owned()));
    assert_eq!(text.matches("<w:tblHeader/>").count(), 3, "two heads of one table, one of the other");
    assert_eq!(values("orient", "val").len() + values("pgSz", "orient").len(), 1, "the wide picture lies on its side");
    assert!(text.contains("w:vMerge w:val=\"restart\"") && text.contains("<w:gridSpan w:val=\"3\"/>"));
    assert!(part(&bytes, "word/styles.xml").contains("w:lang w:val=\"fr-FR\""));
}

#[test]
fn a_page_is_accessible_and_runs_nothing() {
    let page = String::from_utf8(written(Format::Html)).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
    for feature in [
        "<caption",
        "scope=\"col\"",
        "scope=\"row\"",
        "scope=\"colgroup\" colspan=\"2\"",
        "scope=\"rowgroup\" colspan=\"5\"",
        "<time datetime=\"2026-11-02\">02/11/2026</time>",
        "alt=\"Ce que montre &quot;le&quot; &lt;schéma&gt;\"",
        "aria-label=\"coché\"",
        "default-src 'none'",
    ] {
        assert!(page.contains(feature), "{feature} is missing: {page}");
    }
    assert!(!page.contains("<script") && !page.contains("<b>"), "labels are no markup");
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing is loaded");
}

#[test]
fn markdown_and_json_hold_the_whole_document() {
    let text = String::from_utf8(written(Format::Markdown)).unwrap();
    assert!(
        text.contains("\\# &lt;b&gt;paragraphe&lt;/b&gt;") && text.contains("* **Créé le** : 02/11/2026") && text.contains("| **Bande** |"),
        "{text}"
    );
    let value: serde_json::Value = serde_json::from_slice(&written(Format::Json)).unwrap();
    assert_eq!(value["sections"][0]["blocks"][1]["fields"][1]["value"], "2026-11-02");
    assert_eq!(value["sections"][1]["blocks"][0]["rows"][0]["Fait"], true);
    assert_eq!(value["sections"][1]["blocks"][0]["rows"].as_array().unwrap().len(), HOSTILE.len(), "a total is no datum");
}

#[test]
fn what_a_format_cannot_hold_is_refused() {
    assert_eq!(document(&whole(), Format::Csv, Options::default(), &Pictures::new()), Err(Refused::Tables(2)));
    let columns = (0..16_385).map(|at| Column::new(at.to_string())).collect();
    let wide = Table::new("large", "Large", columns, Lang::Fr);
    for format in [Format::Xlsx, Format::Ods] {
        assert_eq!(write(&wide, format, Options::default()), Err(Refused::Columns(16_385)));
    }
    assert!(write(&wide, Format::Csv, Options::default()).is_ok());
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_and_shown_to_be() {
    let mut long = Table::new("long", "Long", vec![Column::new("Texte")], Lang::Fr);
    long.push(vec![Cell::text("😀".repeat(20_000))]);
    let strings = part(&write(&long, Format::Xlsx, Options::default()).unwrap(), "xl/sharedStrings.xml");
    assert!(strings.contains("😀…"));
}

#[test]
fn headings_of_one_text_stay_two_keys() {
    let mut twice = Table::new("t", "T", vec![Column::new("A"), Column::new("A")], Lang::Fr);
    twice.push(vec![Cell::text("x"), Cell::text("y")]);
    let value: serde_json::Value = serde_json::from_slice(&write(&twice, Format::Json, Options::default()).unwrap()).unwrap();
    assert_eq!((&value[0]["A"], &value[0]["A (2)"]), (&"x".into(), &"y".into()));
}
