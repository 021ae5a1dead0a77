//! The registers of the source documents come out block by block and cell by cell, as `tests/suite/register` transcribes them.

use serde_json::Value;
use std::collections::BTreeSet;
use tests::{checkout, root, run};

/// A block of a register: its rows, headings first, and its explanatory notes.
#[derive(Debug, Default)]
struct Block {
    name: String,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
}

/// A sheet, the list, the common page.
#[derive(Debug, Default)]
struct Chapter {
    name: String,
    blocks: Vec<Block>,
}

/// One way of writing apostrophes, blanks, dates, and what stands for an empty cell or a box.
fn plain(text: &str) -> String {
    let text = text.replace('’', "'").replace(['\u{a0}', '\u{202f}'], " ").replace('⏎', "\n");
    let text = text.trim();
    let parts: Vec<&str> = text.split('/').collect();
    if let [day, month, year] = parts[..]
        && [day.len(), month.len(), year.len()] == [2, 2, 4]
    {
        return format!("{year}-{month}-{day}");
    }
    match text {
        "(vide)" | "(fusionnée)" => String::new(),
        text => text.to_owned(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Bool(true) => "☒".to_owned(),
        Value::Bool(false) => "☐".to_owned(),
        Value::String(text) => plain(text),
        other => other.to_string(),
    }
}

/// The register of a folder as chapters, read from its JSON.
fn chapters(arguments: &[&str]) -> Vec<Chapter> {
    let folder = checkout();
    let ran = run(folder.path(), &[&["register"], arguments, &["--format", "json", "--today", "2026-11-22"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).expect("the register is JSON");
    let text = |value: &Value| plain(value.as_str().unwrap_or_default());
    let mut chapters: Vec<Chapter> = Vec::new();
    for section in document["sections"].as_array().expect("a register has sections") {
        let (title, aside, below) = (text(&section["title"]), text(&section["aside"]), section["level"].as_u64() > Some(1));
        if !below {
            chapters.push(Chapter { name: if aside.is_empty() { title.clone() } else { aside }, blocks: Vec::new() });
        }
        let chapter = chapters.last_mut().expect("a register begins with a chapter");
        if below {
            chapter.blocks.push(Block { name: title.clone(), ..Block::default() });
        }
        for block in section["blocks"].as_array().into_iter().flatten() {
            let (mut rows, mut notes) = (Vec::new(), Vec::new());
            let mut name = text(&block["title"]);
            if let Some(note) = block["note"].as_str().filter(|note| !note.is_empty()) {
                notes.push(plain(note));
            }
            if let Some(paragraph) = block["paragraph"].as_str() {
                rows.push(vec![plain(paragraph)]);
            }
            for field in block["fields"].as_array().into_iter().flatten() {
                rows.push(vec![text(&field["label"]), shown(&field["value"])]);
            }
            if let Some(list) = block["rows"].as_array().filter(|_| block["table"].is_string()) {
                let heads = list.first().and_then(Value::as_object).map(|row| row.keys().map(|key| plain(key)).collect::<Vec<_>>());
                name = if name.is_empty() { heads.iter().flatten().next().cloned().unwrap_or_default() } else { name };
                rows.extend(heads);
                rows.extend(list.iter().filter_map(Value::as_object).map(|row| row.values().map(shown).collect()));
            }
            if rows.is_empty() && !below {
                continue;
            }
            if below {
                let whole = chapter.blocks.last_mut().expect("the section's block was just made");
                whole.rows.extend(rows);
                whole.notes.extend(notes);
            } else {
                let name = if name.is_empty() { "(en-tête)".to_owned() } else { name };
                chapter.blocks.push(Block { name, rows, notes });
            }
        }
    }
    chapters
}

/// What a line of a transcription says the register has, cell by cell; and whether it differs from the document.
fn expected(line: &str, above: &[String]) -> (Vec<String>, bool) {
    let mut differs = false;
    let cells = line.split(" | ").enumerate().map(|(at, cell)| match cell.split_once(" ⇒ ") {
        Some((document, register)) => {
            assert_ne!(document.trim(), register.trim(), "`{cell}` differs from nothing");
            differs = true;
            plain(register)
        }
        // A cell that is one with the one above it says the same.
        None if cell.trim() == "(fusionnée)" => above.get(at).cloned().unwrap_or_default(),
        None => plain(cell.trim().trim_start_matches('^')),
    });
    let cells = cells.collect();
    (cells, differs)
}

/// Where a register and a transcription part.
fn differences(chapters: &[Chapter], transcription: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let (mut chapter, mut block, mut at) = (None::<&Chapter>, None::<&Block>, 0);
    let (mut cells, mut explained, mut above) = (0, true, Vec::new());
    let ended = |block: Option<&Block>, at: usize, wrong: &mut Vec<String>| {
        if let Some(block) = block.filter(|block| block.rows.len() != at) {
            wrong.push(format!("« {} » a {} rangs, la transcription {at}", block.name, block.rows.len()));
        }
    };
    for line in transcription.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# ") && *line != "#") {
        if let Some(reason) = line.strip_prefix(';') {
            assert!(!reason.trim().is_empty(), "a difference without reason");
            explained = true;
            continue;
        }
        if !explained {
            wrong.push(format!("une différence sans raison avant « {line} »"));
        }
        explained = true;
        if let Some(name) = line.strip_prefix("### ") {
            ended(block.take(), at, &mut wrong);
            (at, explained) = (0, !name.starts_with("(absent)"));
            let (name, absent) = name.strip_prefix("(absent) ").map_or((name, false), |name| (name, true));
            let Some(chapter) = chapter else { continue };
            let found = chapter.blocks.iter().find(|block| block.name == plain(name));
            seen.insert((chapter.name.clone(), plain(name)));
            match found {
                None => wrong.push(format!("« {} » n'a pas de bloc « {name} »", chapter.name)),
                Some(_) if absent => {}
                Some(found) => block = Some(found),
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            ended(block.take(), at, &mut wrong);
            let (name, absent) = name.strip_prefix("(absent) ").map_or((name, false), |name| (name, true));
            explained = !absent;
            chapter = chapters.iter().find(|chapter| chapter.name == plain(name));
            seen.insert((plain(name), String::new()));
            match chapter {
                None => wrong.push(format!("il n'y a pas de chapitre « {name} »")),
                Some(chapter) if absent => seen.extend(chapter.blocks.iter().map(|block| (chapter.name.clone(), block.name.clone()))),
                Some(_) => {}
            }
        } else if let Some(block) = block {
            let place = || format!("{} / {}", chapter.map_or("", |chapter| &chapter.name), block.name);
            if let Some(note) = line.strip_prefix("» ") {
                if !block.notes.contains(&plain(note)) {
                    wrong.push(format!("{} : le texte « {note} » manque", place()));
                }
                continue;
            }
            let (row, differs) = expected(line, &above);
            above.clone_from(&row);
            explained = !differs;
            cells += row.len();
            let found = block.rows.get(at).cloned().unwrap_or_default();
            if found != row {
                wrong.push(format!("{}, rang {} :\n  attendu  {row:?}\n  registre {found:?}", place(), at + 1));
            }
            at += 1;
        }
    }
    ended(block, at, &mut wrong);
    // What the register adds to the documents is marked as such.
    for chapter in chapters {
        for block in &chapter.blocks {
            let own = block.name.contains("hors du modèle de la CNIL");
            if !own && !seen.contains(&(chapter.name.clone(), block.name.clone())) {
                wrong.push(format!("« {} » a un bloc que rien ne transcrit : « {} »", chapter.name, block.name));
            }
        }
    }
    assert!(cells > 100, "the transcription holds {cells} cells only");
    wrong
}

fn transcription(name: &str) -> String {
    let path = root().join("tests/suite/register").join(name);
    std::fs::read_to_string(path).expect("the transcription is there")
}

#[test]
fn the_register_of_occicom_is_the_document_cell_by_cell() {
    let wrong = differences(&chapters(&["examples/occicom", "--model", "base"]), &transcription("occicom.txt"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_register_of_centrecall_is_the_reports_cell_by_cell() {
    let wrong = differences(&chapters(&["examples/centrecall"]), &transcription("centrecall.txt"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_changed_cell_a_lost_row_and_an_added_block_are_seen() {
    let chapters = chapters(&["examples/centrecall"]);
    let text = transcription("centrecall.txt");
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        differences(&chapters, &text.replacen(from, to, 1)).len()
    };
    assert_eq!(changed("26/05/2018", "27/05/2018"), 1);
    assert!(changed("Sous-finalité 5 | (vide)\n", "") > 0);
    assert!(changed("### Destinataires\n", "### Destinataire\n") > 0);
    assert_eq!(changed("; le classeur de la CNIL écrit « Oui/non »\n", ""), 1);
}

#[test]
fn headings_above_several_columns_are_those_of_the_workbook() {
    let folder = checkout();
    let ran = run(folder.path(), &["register", "examples/centrecall", "--format", "html"]);
    for heading in ["Identification du traitement", "Finalité du traitement", "Données sensibles ?"] {
        assert!(ran.out.contains(heading), "{heading}");
    }
}

#[test]
fn the_census_of_the_market_study_holds_the_textbooks_row() {
    let folder = checkout();
    let ran = run(folder.path(), &["census", "examples/centrecall/etude-de-marche.recens", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&ran.out).expect("the census is JSON");
    let row = rows.iter().find(|row| row["Référence"] == "OP-01").expect("OP-01 is pinned");
    let cells: Vec<&str> = row.as_object().expect("a row is an object").values().filter_map(Value::as_str).collect();
    // The textbook writes « Client et service interne de CentreCall »: the register lists them.
    let expected = [
        "Enregistrement d'un appel téléphonique",
        "OP-01",
        "Preuve de l'appel",
        "Vie personnelle",
        "Prospect",
        "Client, Service interne de CentreCall",
    ];
    assert_eq!(cells, expected);
}

#[test]
fn one_folder_gives_the_controllers_register_and_the_processors() {
    let names = |role: &str| -> Vec<String> {
        let chapters = chapters(&["examples/centrecall", "--role", role]);
        let list = chapters.iter().flat_map(|chapter| &chapter.blocks).find(|block| block.rows.iter().any(|row| row.len() > 4));
        list.expect("there is a list").rows.iter().skip(1).map(|row| row[0].clone()).collect()
    };
    assert_eq!(names("controller").len(), 4);
    assert_eq!(names("processor"), ["Étude de marché sur la publicité des réseaux sociaux"]);
}

#[test]
fn what_cannot_be_a_register_is_told_and_nothing_is_written() {
    let folder = checkout();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the folder is ours");
    put("a.recens", "traitement paie \"Paie\" { référence T-001; responsable \"Osiris\" }\n");
    put("b.recens", "traitement achats \"Achats\" { référence t-001; responsable \"Osiris\" }\n");
    let refused = |arguments: &[&str], says: &[&str]| {
        let ran = run(folder.path(), &[&["register"], arguments, &["-o", "registre.xlsx"]].concat());
        assert_eq!(ran.status, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        says.iter().for_each(|word| assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err));
        assert!(!folder.path().join("registre.xlsx").exists(), "{arguments:?} left a file");
    };
    refused(&["a.recens", "b.recens"], &["« t-001 »", "a.recens:1", "b.recens:1", "« Paie »", "« Achats »"]);
    refused(&["a.recens", "--organisation", "Artemis"], &["« Artemis »", "Osiris (1)"]);
    refused(&["a.recens", "--role", "processor"], &["sous-traitant"]);
    refused(&["examples/fidelisation.recens", "a.recens"], &["plusieurs organismes", "Artemis (1)", "Osiris (1)"]);
    refused(&["a.recens", "none.recens"], &["none.recens"]);
    refused(&["examples"], &["plusieurs organismes", "CentreCall (5)", "OcciCom (6)"]);
}

#[test]
fn the_same_folder_gives_the_same_bytes_in_every_format() {
    let folder = checkout();
    for format in ["md", "csv", "html", "json", "xlsx", "ods", "docx"] {
        let write = |name: &str| {
            let ran = run(folder.path(), &["register", "examples/occicom", "--today", "2026-11-22", "-o", name]);
            assert_eq!(ran.status, 0, "{format}: {}", ran.err);
            std::fs::read(folder.path().join(name)).expect("the register is written")
        };
        assert!(write(&format!("one.{format}")) == write(&format!("two.{format}")), "{format} differs from run to run");
    }
}
