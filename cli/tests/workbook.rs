//! A filled register read back: compared with the models, and made into files to begin with.

mod harness;

use harness::{Place, Run};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// A folder with the files of an example.
fn place(example: &str) -> Place {
    let place = Place::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.to_string_lossy().ends_with(".svg") {
            place.put(&format!("models/{}", path.file_name().unwrap().to_string_lossy()), std::fs::read(&path).unwrap());
        }
    }
    place
}

fn done(run: &Run) {
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}

/// The parts of a workbook, changed one by one, packed again.
fn repacked(bytes: &[u8], change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let Some(text) = change(&name, text) {
            to.start_file(name, SimpleFileOptions::default()).unwrap();
            to.write_all(text.as_bytes()).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

/// The workbook of the models with one text in the place of another, everywhere.
fn altered(place: &Place, from: &str, to: &str) {
    let bytes = std::fs::read(place.path("r.xlsx")).unwrap();
    let found = std::cell::Cell::new(false);
    let changed = repacked(&bytes, |_, text| {
        found.set(found.get() || text.contains(from));
        Some(text.replace(from, to))
    });
    assert!(found.get(), "{from} is not in the workbook");
    place.put("altered.xlsx", changed);
}

/// What only steps say: a file made of a sheet has none.
fn is_of_steps(line: &str) -> bool {
    let rows = ["Source des données", "Information des personnes", "Droits des personnes", "Analyse d'impact", "l'opération «"];
    let english = ["Source of the data", "Information of the persons", "Rights of the persons", "Impact assessment", "the operation “"];
    rows.iter().chain(&english).any(|row| line.contains(row)) && line.contains("workbook-field")
}

/// Writes a register, reads it back, makes files of it, and compares those with it: each time it says the same.
fn there_and_back(example: &str, organisation: &str, kind: &str, ending: &str, lang: &str) {
    let place = place(example);
    let options = format!("--organisation {organisation} --today 2026-03-01 --lang {lang}");
    let what = format!("{example} {kind} {ending} {lang}");
    done(&place.run(&format!("register models {options} {kind} -o r.{ending}")));
    let same = place.run(&format!("register models {options} --check r.{ending} --format short --level info"));
    assert_eq!((same.status, same.out.as_str()), (0, ""), "{what}: {}", same.err);
    done(&place.run(&format!("new --from-register r.{ending} -o begun --lang {lang}")));
    let begun = place.run(&format!("register begun {options} --check r.{ending} --format short"));
    let others: Vec<&str> = begun.out.lines().filter(|line| !is_of_steps(line)).collect();
    assert_eq!((begun.status, others.as_slice()), (0, &[][..]), "{what}: {}", begun.err);
    done(&place.run("fmt --check begun"));
    let read = place.run("check begun --select LIR,XML --format short --level info");
    assert_eq!((read.status, read.out.as_str()), (0, ""), "{what}");
}

#[test]
fn our_own_workbooks_differ_in_nothing_and_the_files_made_of_them_neither() {
    for (example, organisation) in [("occicom", "OcciCom"), ("centrecall", "CentreCall")] {
        for ending in ["xlsx", "ods"] {
            there_and_back(example, organisation, "", ending, "fr");
        }
        there_and_back(example, organisation, "", "xlsx", "en");
    }
}

#[test]
fn the_form_base_is_read_back_as_well() {
    for (example, organisation) in [("occicom", "OcciCom"), ("centrecall", "CentreCall")] {
        for ending in ["xlsx", "ods"] {
            there_and_back(example, organisation, "--model base", ending, "fr");
        }
        there_and_back(example, organisation, "--model base", "xlsx", "en");
    }
}

#[test]
fn the_register_of_a_processor_is_read_back_as_well() {
    for form in ["simplifie", "base"] {
        for (ending, lang) in [("xlsx", "fr"), ("ods", "en")] {
            there_and_back("centrecall", "CentreCall", &format!("--role processor --model {form}"), ending, lang);
        }
    }
    let place = place("centrecall");
    done(&place.run("register models --organisation CentreCall --role processor -o r.xlsx"));
    done(&place.run("new --from-register r.xlsx -o begun"));
    let file = std::fs::read_dir(place.path("begun")).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("# Opérations que dit la fiche : Enregistrement, Collecte") && text.contains("sous-traitant"), "{text}");
    let other = place.run("register models --organisation CentreCall --role controller --check r.xlsx");
    assert!(other.status == 2 && other.err.contains("registre d'un sous-traitant"), "{}", other.err);
}

#[test]
fn names_with_separators_come_back_whole() {
    let place = Place::new();
    let model = "traitement \"Paie\" {\n  référence T-1\n  responsable \"A\"\n  finalité \"Payer, déclarer ; archiver\" principale\n  finalité \"Compter\"\n  \
                 donnée \"Si client, données bancaires\" économique\n  donnée \"Nom ; prénom, d'usage\" identité\n  \
                 donnée \"Âge\" identité\n  donnée \"Taille (m, cm)\" vie-personnelle\n  logiciel \"Paie, version 2\", \"Autre\"\n}\n";
    place.put("models/paie.recens", model);
    for form in ["simplifie", "base"] {
        let folder = format!("begun-{form}");
        done(&place.run(&format!("register models --model {form} -o {form}.xlsx")));
        done(&place.run(&format!("new --from-register {form}.xlsx -o {folder}")));
        let text = place.text(&format!("{folder}/T-1.recens"));
        let names = ["Si client, données bancaires", "Nom ; prénom, d'usage", "Âge", "Taille (m, cm)", "Payer, déclarer ; archiver"];
        for name in names {
            assert!(text.contains(&format!("\"{name}\"")), "{form}: {name} in {text}");
        }
        let same = place.run(&format!("register {folder} --check {form}.xlsx --format short"));
        assert!(same.status == 0 && same.out.lines().all(is_of_steps), "{form}: {}{}", same.out, same.err);
    }
}

#[test]
fn each_kind_of_difference_is_told_with_its_cell() {
    let place = place("occicom");
    done(&place.run("register models -o r.xlsx"));
    let cases = [
        ("Nom, Prénom, Numéro de téléphone, Email", "Nom, Prénom, Email", "workbook-data", "« Numéro de téléphone » du modèle manque"),
        ("Nom, Prénom, Numéro de téléphone, Email", "Nom, Prénom, Numéro de téléphone, Email, Âge", "workbook-data", "« Âge » du classeur"),
        ("<t>Techniciens</t>", "<t>Comptables</t>", "workbook-recipient", "« Techniciens » du modèle manque"),
        ("<t>Techniciens</t>", "<t>Comptables</t>", "workbook-recipient", "« Comptables » du classeur n'est pas"),
        ("de ces données.</t>", "de ces données, 10 ans.</t>", "workbook-retention", "10 ans"),
        ("<t>Bénéficiaires</t>", "<t>Salariés</t>", "workbook-field", "« Bénéficiaires » du modèle manque"),
        ("<t>Sauvegarde journalière.</t>", "<t>Rien.</t>", "workbook-field", "« Rien. » du classeur"),
        ("<t>Onet-le-Château</t>", "<t>Rodez</t>", "workbook-field", "« Rodez » dans le classeur, « Onet-le-Château » dans le modèle"),
        ("<t>Activité 5</t>", "<t>Activité 9</t>", "workbook-activity", "« Gestion des Clients » (Activité 5) n'a pas de fiche"),
        ("<t>Activité 5</t>", "<t>Activité 9</t>", "workbook-activity", "« Gestion des Clients » (Activité 9) a une fiche"),
        ("<t>Gestion du stock</t>", "<t>Stocks</t>", "workbook-field", "le nom est « Stocks » dans le classeur"),
        // 7 January 2022 as XLSX counts days.
        ("<v>44568</v>", "<v>44000</v>", "workbook-dates", "2020-06-18, est en retard sur le modèle, 2022-01-07"),
    ];
    for (from, to, rule, words) in cases {
        altered(&place, from, to);
        let run = place.run("register models --check altered.xlsx --format short --level warning");
        let found = run.out.lines().any(|line| line.contains(rule) && line.contains(words) && line.contains('!'));
        assert!(found && run.status == 1, "{from} → {to}: {rule} {words}\n{}{}", run.out, run.err);
    }
}

#[test]
fn each_kind_of_difference_of_the_form_base_is_told_with_its_cell() {
    let place = place("occicom");
    done(&place.run("register models --model base -o r.xlsx"));
    let cases = [
        (
            "Nom, Prénom, Numéro de téléphone, Email",
            "Nom, Prénom, Email",
            "workbook-data",
            "'!E29 : ",
            "« Numéro de téléphone » du modèle manque",
        ),
        (
            "Nom, Prénom, Numéro de téléphone, Email",
            "Nom, Prénom, Numéro de téléphone, Email, Âge",
            "workbook-data",
            "'!E",
            "« Âge » du classeur",
        ),
        ("3. Techniciens", "3. Comptables", "workbook-recipient", "'!A59 : ", "« Techniciens » du modèle manque"),
        ("de ces données.</t>", "de ces données, 10 ans.</t>", "workbook-retention", "'!C", "10 ans"),
        ("<t>3. Bénéficiaires</t>", "<t>3. Salariés</t>", "workbook-field", "'!A", "« Bénéficiaires » du modèle manque"),
        ("Sauvegarde journalière.", "Rien.", "workbook-field", "'!E", "« Rien. » du classeur"),
        (
            "<t>Onet-le-Château</t>",
            "<t>Rodez</t>",
            "workbook-field",
            "Registre!B9 : ",
            "« Rodez » dans le classeur, « Onet-le-Château » dans le modèle",
        ),
        ("<t>Activité 5</t>", "<t>Activité 9</t>", "workbook-activity", "!A", "« Gestion des Clients » (Activité 5) n'a pas de fiche"),
        ("<t>Activité 5</t>", "<t>Activité 9</t>", "workbook-activity", "'!A1 : ", "« Gestion des Clients » (Activité 9) a une fiche"),
        ("<v>44568</v>", "<v>44000</v>", "workbook-dates", "'!C4 : ", "2020-06-18, est en retard sur le modèle, 2022-01-07"),
        ("Filemaker</t>", "Excel</t>", "workbook-field", "'!C6 : ", "le logiciel est « Excel »"),
        ("<t>☐</t>", "<t>☒</t>", "workbook-retention", "'!B50 : ", "la case « Jours » est cochée dans le classeur, vide"),
        (
            "<t>☒</t>",
            "<t>☐</t>",
            "workbook-data",
            "'!A29 : ",
            "la case « État-civil, identité, données d'identification, images » est vide",
        ),
        (
            "<t>De négligeable à Maximale</t>",
            "<t>Limitée</t>",
            "workbook-field",
            "'!H89 : ",
            "« Vraisemblance » : « Limitée » dans le classeur",
        ),
        ("<t>Prospects</t>", "<t>Annuaires</t>", "workbook-field", "'!C99 : ", "« Source des données » : « Prospects » du modèle manque"),
    ];
    for (from, to, rule, cell, words) in cases {
        altered(&place, from, to);
        let run = place.run("register models --check altered.xlsx --format short --level warning");
        let found = run.out.lines().any(|line| line.contains(rule) && line.contains(words) && line.contains(cell));
        assert!(found && run.status == 1, "{from} → {to}: {rule} {words}\n{}{}", run.out, run.err);
    }
}

#[test]
fn the_list_and_the_annex_are_compared_too() {
    let place = place("centrecall");
    let options = "--organisation CentreCall --today 2026-03-01";
    done(&place.run(&format!("register models {options} -o r.xlsx")));
    let cases = [
        (
            "<t>04 65 71 05 02</t>",
            "<t>01 00 00 00 00</t>",
            "'2_-_Liste_des_traitements'!B",
            "« Téléphone (Coordonnées du responsable de l’organisme) »",
        ),
        (
            "Evaluation des compétences",
            "Evaluation de rien",
            "'2_-_Liste_des_traitements'!E",
            "« Evaluation des compétences » du modèle manque",
        ),
        (
            "Suivi des échanges : —",
            "Suivi des échanges : Contrat",
            "'T-004'!B68",
            "« Base légale » de « Suivi des échanges » : « Contrat » dans le classeur, — dans",
        ),
        ("impact probable", "impact faite", "'T-004'!B73", "« Analyse d'impact, AIPD » est"),
    ];
    for (from, to, cell, words) in cases {
        altered(&place, from, to);
        let run = place.run(&format!("register models {options} --check altered.xlsx --format short --level warning"));
        let found = run.out.lines().any(|line| line.contains("workbook-field") && line.contains(words) && line.contains(cell));
        assert!(found && run.status == 1, "{from} → {to}: {words}\n{}{}", run.out, run.err);
    }
}

#[test]
fn a_tab_may_have_another_name() {
    let place = place("occicom");
    for form in ["simplifie", "base"] {
        done(&place.run(&format!("register models --model {form} -o r.xlsx")));
        altered(&place, "name=\"Activité 2\"", "name=\"Contrats\"");
        let same = place.run("register models --check altered.xlsx --format short --level info");
        assert_eq!((same.status, same.out.as_str()), (0, ""), "{form}: {}", same.err);
        place.put("r.xlsx", std::fs::read(place.path("altered.xlsx")).unwrap());
        altered(&place, "Techniciens", "Comptables");
        let run = place.run("register models --check altered.xlsx --format short");
        assert!(run.out.contains(" Contrats!") && !run.out.contains("'Activité 2'"), "{}", run.out);
    }
}

#[test]
fn differences_come_in_the_formats_of_findings() {
    let place = place("occicom");
    done(&place.run("register models -o r.xlsx"));
    altered(&place, "<t>Techniciens</t>", "<t>Comptables</t>");
    let json = place.run("register models --check altered.xlsx --format json");
    let found: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json.status, 1);
    let first = found.as_array().unwrap().iter().find(|one| one["code"] == "CLA-03").unwrap();
    assert_eq!(first["file"], "altered.xlsx");
    let cell = first["element"].as_str().unwrap();
    assert!(cell.starts_with("'Activité ") && first["message"].as_str().unwrap().starts_with(cell), "{first}");
    assert!(first["start"]["line"].as_u64().unwrap() > 40);
    for format in ["text", "sarif", "github", "junit"] {
        let run = place.run(&format!("register models --check altered.xlsx --format {format}"));
        assert!(run.status == 1 && run.out.contains("Comptables"), "{format}: {}", run.out);
    }
    assert_eq!(place.run("register models --check altered.xlsx --format md").status, 2);
    assert_eq!(place.run("register models --format sarif").status, 2);
    place.put("recens.toml", "[rules]\nworkbook-recipient = \"off\"\n");
    let off = place.run("register models --check altered.xlsx --format short");
    assert!(off.status == 0 && !off.out.contains("workbook-recipient") && off.out.contains("workbook-field"), "{}", off.out);
}

#[test]
fn what_is_no_register_is_told_and_nothing_is_written() {
    let place = place("occicom");
    done(&place.run("register models -o r.xlsx"));
    done(&place.run("register models -o r.ods"));
    let (xlsx, ods) = (std::fs::read(place.path("r.xlsx")).unwrap(), std::fs::read(place.path("r.ods")).unwrap());
    place.put("empty.xlsx", "").put("text.xlsx", "bonjour").put("half.xlsx", &xlsx[..xlsx.len() / 2]);
    place.put("protected.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more");
    let headings = ["Finalité", "Nom du traitement", "Description du traitement"];
    place.put("foreign.xlsx", repacked(&xlsx, |_, text| Some(headings.iter().fold(text, |text, heading| text.replace(heading, "Rien")))));
    place.put("none.xlsx", repacked(&xlsx, |name, text| (!name.starts_with("xl/")).then_some(text)));
    place.put(
        "damaged.xlsx",
        repacked(&xlsx, |name, text| Some(if name.ends_with("sheet4.xml") { "<worksheet><sheetData><row>".into() } else { text })),
    );
    let many = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#;
    place.put("many.ods", repacked(&ods, |_, text| Some(text.replacen("</table:table>", many, 1))));
    place.put(
        "protected.ods",
        repacked(&ods, |name, text| {
            Some(if name.ends_with("manifest.xml") {
                text.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")
            } else {
                text
            })
        }),
    );
    let cases = [
        ("missing.xlsx", "ne peut être lu"),
        ("empty.xlsx", "est vide"),
        ("text.xlsx", "n'est pas un classeur"),
        ("half.xlsx", "n'est pas un classeur"),
        ("protected.xlsx", "mot de passe"),
        ("protected.ods", "mot de passe"),
        ("none.xlsx", "n'est pas un classeur"),
        ("damaged.xlsx", "classeur abîmé"),
        ("many.ods", "trop grand"),
        ("foreign.xlsx", "n'a pas de fiche"),
    ];
    for (name, words) in cases {
        for line in [format!("register models --check {name}"), format!("new --from-register {name} -o begun")] {
            let run = place.run(&line);
            assert!(run.status == 2 && run.err.contains(words) && run.err.contains(name), "{line}: {}{}", run.out, run.err);
            assert!(run.out.is_empty() && !place.path("begun").exists(), "{line}");
        }
    }
}

#[test]
fn unpacking_stops_where_it_is_too_much() {
    let place = Place::new();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    (0..600).for_each(|_| to.write_all(&zeros).unwrap());
    let bytes = to.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    let run = place.put("bomb.xlsx", bytes).run("new --from-register bomb.xlsx");
    assert!(run.status == 2 && run.err.contains("trop grand"), "{}", run.err);
}

#[test]
fn macros_and_formulas_are_left_alone() {
    let place = place("occicom");
    done(&place.run("register models -o r.xlsx"));
    let bytes = std::fs::read(place.path("r.xlsx")).unwrap();
    let mut with = zip::ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    with.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    with.write_all(b"macros").unwrap();
    let with = with.finish().unwrap().into_inner();
    let formula = |name: &str, text: String| {
        let changed = text.replacen("<v>44568</v>", "<f>TODAY()</f><v>44568</v>", 1);
        Some(if name.contains("sheet") { changed } else { text })
    };
    let changed = repacked(&with, formula);
    let run = place.put("m.xlsm", changed).run("register models --check m.xlsm --format short --level info");
    assert!(run.err.contains("macros") && run.err.contains("m.xlsm"), "{}", run.err);
    assert!(run.out.lines().all(|line| line.contains("workbook-formula")) && !run.out.is_empty(), "{}", run.out);
}

#[test]
fn a_file_that_exists_is_never_replaced_and_then_none_is_written() {
    let place = place("occicom");
    done(&place.run("register models -o r.xlsx"));
    place.put("begun/Activité-4.recens", "# mine\n");
    let run = place.run("new --from-register r.xlsx -o begun");
    assert!(run.status == 2 && run.err.contains("begun/Activité-4.recens"), "{}", run.err);
    assert_eq!(place.text("begun/Activité-4.recens"), "# mine\n");
    assert_eq!(std::fs::read_dir(place.path("begun")).unwrap().count(), 1);
    altered(&place, "<t>Activité 5</t>", "<t>Activité 4</t>");
    let twice = place.run("new --from-register altered.xlsx -o other");
    assert!(twice.status == 2 && twice.err.contains("Activité-4.recens") && !place.path("other").exists(), "{}", twice.err);
}
