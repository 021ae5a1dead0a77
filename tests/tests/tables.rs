//! The derived tables of the examples as their files say, and what happens where they cannot be written.

use tests::{checkout, golden, root, run};

const EXAMPLES: &[&str] = &["etude-de-marche.recens", "etude-de-marche.bpmn", "fidelisation.recens", "complus.recens"];
const TABLES: &[&str] = &["data", "retention", "recipients", "stores", "measures", "notices", "matrix", "risks", "findings"];
const DAY: &str = "2026-11-22";

#[test]
fn each_example_has_its_tables() {
    let folder = checkout();
    for example in EXAMPLES {
        for table in TABLES {
            for format in ["md", "json"] {
                let ran = run(folder.path(), &["table", table, &format!("examples/{example}"), "--format", format, "--today", DAY]);
                assert_eq!(ran.status, 0, "{example} {table}: {}", ran.err);
                golden(&format!("tables/{example}.{table}.{format}"), ran.out.as_bytes());
            }
        }
    }
}

#[test]
fn the_tables_of_a_folder_meet() {
    let folder = checkout();
    let ran = run(folder.path(), &["table", "data", "examples", "--format", "json", "--today", DAY]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    golden("tables/examples.data.json", ran.out.as_bytes());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("the table is JSON");
    let numbers: Vec<_> = rows.iter().map(|row| row["N°"].as_u64().unwrap_or_default()).collect();
    assert_eq!(numbers, (1..=rows.len() as u64).collect::<Vec<_>>(), "the whole is counted");
    assert!(rows.iter().any(|row| row["Désaccords"].as_str().is_some_and(|text| !text.is_empty())), "the examples do not all agree");
}

#[test]
fn both_formats_of_the_market_study_give_the_same_tables() {
    let folder = checkout();
    // Findings name the file and its lines.
    for table in TABLES.iter().filter(|table| **table != "findings") {
        let of = |name: &str| run(folder.path(), &["table", table, name, "--format", "json", "--today", DAY]).out;
        assert_eq!(of("examples/etude-de-marche.recens"), of("examples/etude-de-marche.bpmn"), "{table}");
    }
}

#[test]
fn the_inventory_counts_twelve_kinds_of_data() {
    let folder = checkout();
    let ran = run(folder.path(), &["table", "données", "examples/fidelisation.recens"]);
    assert!(ran.out.contains("| **4 catégories** | **12 données** |"), "{}", ran.out);
}

#[test]
fn hostile_labels_reach_every_format_as_text() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let input = root().join("tests/suite/tables/hostile.recens");
    let input = input.to_string_lossy();
    let csv = run(folder.path(), &["table", "recipients", &input, "--format", "csv", "--today", DAY]).out;
    assert!(csv.contains("\r\n'-1+1,") && csv.contains("\"'=HYPERLINK("), "{csv}");
    for format in ["html", "xlsx", "ods", "docx"] {
        let (one, two) = (format!("un.{format}"), format!("deux.{format}"));
        for name in [&one, &two] {
            let ran = run(folder.path(), &["table", "all", &input, "-o", name, "--today", DAY]);
            assert_eq!(ran.status, 0, "{format}: {}", ran.err);
        }
        let bytes = |name: &str| std::fs::read(folder.path().join(name)).expect("it is written");
        assert!(bytes(&one) == bytes(&two), "{format}: the same input gives other bytes");
    }
    let page = std::fs::read_to_string(folder.path().join("un.html")).expect("the page is text");
    assert!(!page.contains("<script") && !page.contains("<h1>Titre") && page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn a_table_that_cannot_be_written_leaves_nothing() {
    let folder = checkout();
    let input = "examples/fidelisation.recens";
    let ran = run(folder.path(), &["table", "all", input, "-o", "absent/tableaux.xlsx"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("absent/tableaux.xlsx") && ran.err.contains("dossier"), "{}", ran.err);
    assert!(!folder.path().join("absent").exists());
    let ran = run(folder.path(), &["table", "all", input, "-o", "tableaux.csv"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("un seul tableau") && !folder.path().join("tableaux.csv").exists(), "{}", ran.err);
    let ran = run(folder.path(), &["table", "donnée", input]);
    assert!(ran.status == 2 && ran.err.contains("donnees"), "{}", ran.err);
}

/// A device that is always full.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = checkout();
    for format in ["xlsx", "ods", "docx", "html"] {
        let ran = run(folder.path(), &["table", "all", "examples/complus.recens", "--format", format, "-o", "/dev/full"]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("/dev/full") && ran.err.contains("plein"), "{}", ran.err);
    }
}
