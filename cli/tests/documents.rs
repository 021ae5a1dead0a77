//! Documents: tables, references, reports, starting files.

mod harness;

use harness::Place;

#[test]
fn the_starting_files_are_clean_in_both_languages() {
    for line in ["new -o a.recens", "new --lang en -o a.recens"] {
        let place = Place::new();
        assert_eq!(place.run(line).status, 0);
        let run = place.run("check --level info a.recens");
        assert_eq!((run.status, run.out.as_str()), (0, "Rien à signaler dans 1 fichier\n"), "{line}");
        assert_eq!(place.run("number a.recens").out.matches("OP-").count(), 4, "{line}");
    }
}

#[test]
fn examples_are_listed_given_and_never_replace_a_file() {
    let place = Place::new();
    let list = place.run("new --list").out;
    for name in list.lines().filter_map(|line| line.split_whitespace().next()) {
        let file = format!("{name}.recens");
        let run = place.run(&format!("new {name} -o {file}"));
        assert_eq!((run.status, run.out), (0, format!("écrit\u{a0}: {file}\n")));
        assert_eq!(place.run(&format!("new {name}")).out, place.text(&file));
        assert_eq!(place.run(&format!("new {name} -o {file}")).status, 2);
        let found = place.run(&format!("check --format short {file}")).out;
        assert!(!found.contains(" LIR-"), "{name} is not understood: {found}");
    }
    assert!(place.files().contains(&"fidelisation.recens".to_owned()));
}

#[test]
fn the_census_is_written_by_ending_or_format() {
    let place = Place::new();
    place.run("new -o a.recens");
    let shown = place.run("census a.recens").out;
    assert!(shown.contains("| Description de l'opération | Référence | Finalité de l'opération |"), "{shown}");
    assert_eq!(place.run("census a.recens -o a.md").status, 0);
    assert_eq!(place.text("a.md"), shown);
    assert_eq!(place.run("census a.recens -o a.csv --bom").status, 0);
    assert!(place.text("a.csv").starts_with("\u{feff}Description de l'opération,Référence,"));
    assert!(place.run("census a.recens --format json --columns référence,étape").out.contains("\"Référence\""));
    assert!(place.run("census a.recens --all-columns").out.contains("| Constats |"));
    assert!(place.run("census a.recens --lang en").out.contains("| Description of the operation | Reference |"));
    assert_eq!(place.run("recenser a.recens").out, shown);
}

#[test]
fn tables_are_listed_and_given() {
    let place = Place::new();
    place.run("new fidelisation -o a.recens");
    let list = place.run("table --list").out;
    for name in list.lines().filter_map(|line| line.split_whitespace().next()) {
        let run = place.run(&format!("table {name} a.recens"));
        assert!(run.status == 0 && run.out.starts_with("# "), "{name}: {run:?}");
    }
    assert!(place.run("table findings --format csv --select FIN a.recens").out.contains("purpose-missing"));
}

#[test]
fn references_are_pinned_and_nothing_else_changes() {
    let place = Place::new();
    for mark in ["", "\u{feff}"] {
        place.put("a.recens", format!("{mark}{}", place.run("new").out).replace('\n', "\r\n"));
        let before = place.text("a.recens");
        assert!(place.run("number --write a.recens").out.starts_with("4 références fixées dans a.recens"));
        let after = place.text("a.recens");
        assert_eq!(after.replace(" réf OP-01", "").replace(" réf OP-02", "").replace(" réf OP-03", "").replace(" réf OP-04", ""), before);
        assert_eq!(place.run("number --write a.recens").out, "rien à fixer dans a.recens\n");
        assert_eq!(place.text("a.recens"), after);
        assert_eq!(place.run("check --level info a.recens").status, 0);
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_not_edited() {
    let place = Place::new();
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(place.run("new").out.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    place.put("a.recens", &utf16);
    let run = place.run("number --write a.recens");
    assert!(run.status == 2 && run.err.contains("n'est pas en UTF-8"), "{run:?}");
    assert_eq!(std::fs::read(place.path("a.recens")).unwrap(), utf16);
    assert_eq!(place.run("number a.recens").out.matches("OP-").count(), 4);
}

#[test]
fn a_report_holds_everything_and_ends_with_0() {
    let place = Place::new();
    place.run("new fidelisation -o a.recens");
    let run = place.run("report a.recens");
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.starts_with("écrit\u{a0}: a.rapport/ (") && run.out.contains(" dans 1 fichier\n"), "{run:?}");
    let names = [
        "a.pdf",
        "a.png",
        "a.svg",
        "a.dataflow.svg",
        "a.mot.pdf",
        "a.mindmap.svg",
        "a.matrix.svg",
        "a.risks.pdf",
        "constats.json",
        "constats.txt",
        "recensement.csv",
        "recensement.md",
        "tableaux.docx",
        "tableaux.html",
        "tableaux.ods",
        "tableaux.xlsx",
    ];
    for name in names {
        assert!(place.files().contains(&format!("a.rapport/{name}")), "{name}: {:?}", place.files());
    }
    assert!(place.text("a.rapport/recensement.md").contains("OP-01"));
    assert_eq!(place.text("a.rapport/constats.json"), place.run("check --format json a.recens").out);
    let before = place.text("a.rapport/constats.txt");
    assert_eq!(place.run("report a.recens").status, 0);
    assert_eq!(place.text("a.rapport/constats.txt"), before);
}

#[test]
fn a_report_of_a_folder_has_one_sub_folder_for_each_input() {
    let place = Place::new();
    let text = place.run("new").out;
    let bpmn =
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\"><task id=\"t\"/></process></definitions>";
    place.put("in/a.recens", &text).put("in/sub/b.recens", &text).put("in/a.bpmn", bpmn);
    assert_eq!(place.run("report in -o out").status, 0);
    let files = place.files();
    for folder in ["out/a", "out/a.recens", "out/sub/b"] {
        assert!(files.contains(&format!("{folder}/constats.txt")), "{folder}: {files:?}");
    }
    for ending in ["docx", "html", "ods", "xlsx"] {
        assert!(files.contains(&format!("out/ensemble.{ending}")), "{ending}: {files:?}");
    }
    assert_eq!(place.run("report in").status, 0);
    assert!(place.files().contains(&"in.rapport/sub/b/constats.txt".to_owned()), "{:?}", place.files());
}

#[test]
fn a_catalogue_is_read_before_the_input_once() {
    let place = Place::new();
    place.put(
        "commun/donnees.recens",
        "personnes client \"Clients\"\ndonnée nom \"Nom\" identité sur client durée 3 ans après \"la fin\"\n",
    );
    place.put(
        "a.recens",
        "traitement t {\n  tâche noter \"Noter\" { enregistrement nom pour \"Répondre aux demandes\" dans \"Base\" }\n}\n",
    );
    assert!(place.run("check --format short a.recens").out.contains("data-undeclared"));
    place.put("recens.toml", "catalogue = [\"commun/donnees.recens\"]\n");
    let found = place.run("check --format short a.recens").out;
    assert!(!found.contains("data-undeclared") && !found.contains("duplicate"), "{found}");
    assert!(place.run("census a.recens").out.contains("| Clients |"));
    place.put("a.recens", format!("importe \"commun/donnees.recens\"\n{}", place.text("a.recens")));
    let found = place.run("check --format short a.recens").out;
    assert!(!found.contains("data-undeclared") && !found.contains("duplicate"), "{found}");
    // The shared file itself is read once too.
    for command in ["check --format short commun/donnees.recens", "check --format short ./commun/../commun/donnees.recens"] {
        assert!(!place.run(command).out.contains("duplicate"), "{:?}", place.run(command));
    }
    // The shared file has imports of its own, from its own folder, wherever the input is.
    place.put("commun/personnes.recens", "personnes client \"Clients\"\n");
    place.put(
        "commun/donnees.recens",
        "importe \"personnes.recens\"\ndonnée nom \"Nom\" identité sur client durée 3 ans après \"la fin\"\n",
    );
    place.put("sub/b.recens", "traitement t {\n  tâche noter \"Noter\" { enregistrement nom pour \"Répondre\" dans \"Base\" }\n}\n");
    let found = place.run("check --format short sub/b.recens").out;
    assert!(!found.contains("LIR-") && !found.contains("DON-"), "{found}");
    std::fs::remove_file(place.path("sub/b.recens")).unwrap();
    std::fs::remove_file(place.path("commun/personnes.recens")).unwrap();
    // Walking the folder does not judge the shared file by itself.
    assert!(place.run("check .").out.contains("dans 1 fichier"));
}

#[test]
fn a_drawing_is_written_by_ending_or_format() {
    let place = Place::new();
    place.run("new fidelisation -o a.recens");
    let svg = place.run("draw a.recens").out;
    assert!(svg.starts_with("<svg ") && svg.contains("OP-01"), "{}", &svg[..svg.len().min(200)]);
    assert_eq!(place.run("dessiner a.recens -o a.svg").status, 0);
    assert_eq!(place.text("a.svg"), svg);
    assert!(!place.run("draw a.recens --marks none").out.contains("OP-01"));
    assert_ne!(place.run("draw a.recens --theme dark").out, svg);
    assert_eq!(place.run("draw a.recens -o a.png --scale 0,5").status, 0);
    let png = std::fs::read(place.path("a.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(place.run("draw a.recens -o b.png --scale 1").status, 0);
    assert!(std::fs::read(place.path("b.png")).unwrap().len() > png.len());
    for (line, says) in [
        ("-o a.gif", ".svg, .png, .pdf"),
        ("--scale 0", "de 0,1 à 10"),
        ("--theme pink", "light"),
        ("--view carte", "bpmn, dataflow, mot, mindmap, matrix, risks"),
        ("--marks all", "ops, findings, none"),
    ] {
        let run = place.run(&format!("draw a.recens {line}"));
        assert!(run.status == 2 && run.err.contains(says), "{line}: {run:?}");
    }
}

#[test]
fn lanes_are_repeated_in_bands_where_asked() {
    let place = Place::new();
    place.run("new fidelisation -o lanes.recens");
    let whole = place.run("draw lanes.recens").out;
    let bands = place.run("draw lanes.recens --wrap 900");
    let ((wide, high), (width, height)) = (extent(&whole), extent(&bands.out));
    assert!(wide > 1500.0 && width <= 900.0 && height > 1.5 * high && bands.err.is_empty(), "{wide} {high} {width} {height} {}", bands.err);
    // The pool is there again and again, its identifier once; what is drawn again says so.
    let times = |svg: &str, text: &str| svg.matches(text).count();
    assert!(times(&bands.out, ">CentreCall</text>") >= 3 && times(&bands.out, "(suite)") >= 2);
    let mut ids: Vec<&str> = bands.out.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "every identifier once");
    // Nothing is lost: what the whole drawing identifies the bands do.
    for id in whole.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.binary_search(&id).is_ok(), "{id}");
    }
    // Marks come in pairs, and the description tells of them.
    let marks = times(&bands.out, "class=\"connector\"");
    assert!(marks >= 4 && times(&bands.out, "Suite en A") == times(&bands.out, "Suite de A"), "{marks}");
    assert!(bands.out.contains("un trait coupé reprend à la même lettre.</desc>"));
    assert!(bands.out.contains("1 participant") == whole.contains("1 participant"));
    let english = place.run("draw lanes.recens --wrap 900 --lang en").out;
    assert!(english.contains("(continued)") && english.contains("Continues at A: to "));
    // From top to bottom the bands are as high.
    let columns = extent(&place.run("draw lanes.recens --wrap 700 --direction top-bottom").out);
    assert!(columns.1 <= 700.0 && columns.0 > high, "{columns:?}");
    // A width that no column has room in: the narrowest drawing, and a word about it.
    let narrow = place.run("draw lanes.recens --wrap 200");
    assert!(narrow.status == 0 && narrow.err.contains("en une colonne"), "{}", narrow.err);
    assert!(place.run("draw lanes.recens --wrap 200 --lang en").err.contains("in one column"));
    // Every form of it.
    for ending in ["png", "pdf"] {
        assert_eq!(place.run(&format!("draw lanes.recens --wrap 900 --theme print -o x.{ending}")).status, 0);
    }
    assert_eq!(place.run("report lanes.recens -o r --wrap 900").status, 0);
    assert_eq!(extent(&place.text("r/lanes.svg")), (width, height));
    assert_eq!(place.run("report lanes.recens -o page.html --wrap 900").status, 0);
    assert!(place.text("page.html").contains("class=\"connector\""));
    // Where that cannot be reached both say so, with the file.
    for target in ["r", "page.html"] {
        let narrow = place.run(&format!("report lanes.recens -o {target} --wrap 200"));
        assert!(narrow.status == 0 && narrow.err.contains("le dessin de lanes.recens fait"), "{}", narrow.err);
        assert!(place.run(&format!("report lanes.recens -o {target} --wrap 900")).err.is_empty());
    }
}

/// Width and height of a drawing.
fn extent(svg: &str) -> (f64, f64) {
    let side = |name: &str| {
        let (_, rest) = svg.split_once(&format!(" {name}=\"")).expect("a size");
        rest.split('"').next().unwrap().parse().unwrap()
    };
    (side("width"), side("height"))
}

#[test]
fn a_drawing_runs_down_or_in_rows_where_asked() {
    let place = Place::new();
    let steps: Vec<String> = (0..12).map(|k| format!("    tâche t{k} \"Étape {k}\"\n")).collect();
    let flows: Vec<String> = (1..12).map(|k| format!("    t{} -> t{k}\n", k - 1)).collect();
    let (steps, flows) = (steps.concat(), flows.concat());
    place.put("long.recens", format!("traitement t \"Long\" {{\n{steps}{flows}}}\n"));
    let usual = place.run("draw long.recens").out;
    assert_eq!(place.run("draw long.recens --direction left-right").out, usual);
    let (wide, high) = extent(&usual);
    let down = extent(&place.run("draw long.recens --direction top-bottom").out);
    assert!(down.0 < wide / 3.0 && down.1 > 2.0 * high, "{down:?}");
    let rows = place.run("draw long.recens --wrap 800");
    let (width, height) = extent(&rows.out);
    assert!(width <= 800.0 && height > 1.5 * high && rows.err.is_empty(), "{width} {height} {}", rows.err);
    let columns = extent(&place.run("draw long.recens --wrap 500 --direction top-bottom").out);
    assert!(columns.1 <= 500.0 && columns.0 > down.0, "{columns:?}");
    // A file's own drawing is laid out anew, since that is what was asked.
    place.run("convert long.recens -o long.bpmn");
    let down_too = extent(&place.run("draw long.bpmn --direction top-bottom").out);
    assert!(down_too.0 < wide / 3.0, "{down_too:?}");
    assert_eq!(place.run("report long.recens -o r --direction top-bottom").status, 0);
    assert_eq!(extent(&place.text("r/long.svg")), down);
    for (line, says) in [
        ("--wrap 10", "200"),
        ("--direction up", "left-right, top-bottom"),
        ("--wrap 800 --view mot", "--view mot"),
        ("--direction top-bottom --view dataflow", "--view dataflow"),
    ] {
        let run = place.run(&format!("draw long.recens {line}"));
        assert!(run.status == 2 && run.err.contains(says), "{line}: {run:?}");
    }
}

#[test]
fn formatting_rewrites_in_place_what_is_out_of_form() {
    let place = Place::new();
    place.put("in/a.recens", "traitement   t {\ntâche a \"A\"\n}\n").put("in/b.bpmn", "<x/>");
    let check = place.run("fmt --check in");
    assert_eq!((check.status, check.out.as_str()), (1, "à mettre en forme\u{a0}: in/a.recens\n"), "{check:?}");
    let run = place.run("fmt in");
    assert_eq!((run.status, run.out.as_str()), (0, "mis en forme\u{a0}: in/a.recens\n"), "{run:?}");
    assert_eq!(place.text("in/a.recens"), "traitement t {\n    tâche a \"A\"\n}\n");
    assert_eq!(place.run("fmt --check in").status, 0);
    assert_eq!(place.run("fmt in").out, "");
    let english = place.run_with("fmt --from recens --keywords en -", place.text("in/a.recens"));
    assert_eq!(english.out, "activity t {\n    task a \"A\"\n}\n", "{english:?}");
    assert_eq!(place.run("new --lang en").out, place.run_with("fmt --from recens -", place.run("new --lang en").out).out);
    assert_eq!(place.run("new").out, place.run_with("fmt --from recens -", place.run("new").out).out);
}

#[test]
fn what_cannot_be_formatted_is_left_alone() {
    let place = Place::new();
    place.put("open.recens", "traitement   t {\n").put("a.bpmn", "<x/>").put("latin.recens", b"# \xe9\n".as_slice());
    for (file, says) in
        [("open.recens", "recens check"), ("a.bpmn", "langage recens"), ("latin.recens", "UTF-8"), ("none.recens", "il n'existe pas")]
    {
        let run = place.run(&format!("fmt {file}"));
        assert!(run.status == 2 && run.err.contains(says), "{run:?}");
    }
    assert_eq!(place.text("open.recens"), "traitement   t {\n");
}

#[test]
fn a_drawing_that_shows_nothing_says_so() {
    let place = Place::new();
    place.put("a.recens", "traitement t \"Paie\" { responsable \"Osiris\" }\n");
    let run = place.run("draw a.recens -o a.svg");
    assert!(run.status == 0 && run.err.contains("« a.recens » n'a ni étape ni participant"), "{run:?}");
    place.put("b.recens", "traitement t \"Paie\" {\n  tâche payer\n}\n");
    assert!(!place.run("draw b.recens -o b.svg").err.contains("ni étape"));
}
