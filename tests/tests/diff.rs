//! `diff` says in the register's terms what changed, and nothing where nothing did.

use serde_json::Value;
use tests::{checkout, run};

const OLD: &str = r#"
organisation osiris "Osiris"
personnes client "Client"
destinataire vente "Service des ventes"
magasin base "Base clients"
donnée nom "Nom" identité sur client durée 6 mois
donnée age "Âge" vie-personnelle sur client durée 2 ans
traitement suivi "Suivi des clients" {
    référence "T-001"
    modifié 2026-01-05
    responsable osiris
    finalité gestion "Gérer les commandes" principale base contrat
    mesure mdp "Mots de passe" type contrôle-accès
    participant osiris {
        couloir vendeur "Vendeur" {
            début d "Commande"
            tâche saisir "Saisir" utilisateur {
                collecte nom, age depuis client pour gestion dans base
            }
            tâche trier "Trier"
            fin f "Fin"
            d -> saisir -> trier -> f
        }
    }
}
"#;

fn compare(old: &str, new: &str, arguments: &[&str]) -> tests::Ran {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join("old.recens"), old).expect("the folder is ours");
    std::fs::write(folder.path().join("new.recens"), new).expect("the folder is ours");
    run(folder.path(), &[&["diff", "old.recens", "new.recens"], arguments].concat())
}

/// The changes between two texts: part, nature, name, before, after.
fn changes(old: &str, new: &str) -> Vec<[String; 5]> {
    let ran = compare(old, new, &["--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&ran.out).expect("changes are JSON");
    let list = value["changes"].as_array().expect("changes are a list");
    let word = |change: &Value, key: &str| change[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|change| ["part", "change", "name", "before", "after"].map(|key| word(change, key))).collect()
}

#[test]
fn nothing_changes_where_only_the_layout_does() {
    let laid_out = OLD.replace("    ", "  ").replace("tâche trier", "# un commentaire\n\n tâche trier");
    assert_eq!(changes(OLD, &laid_out), Vec::<[String; 5]>::new());
    let ran = compare(OLD, &laid_out, &["--check"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "Aucun changement dans les termes du registre.\n"));
}

#[test]
fn each_kind_of_change_is_told() {
    let cases: &[(&str, &str, [&str; 5])] = &[
        ("durée 6 mois", "durée 3 ans", ["retention", "longer", "Nom", "6 mois", "3 ans"]),
        ("durée 2 ans", "durée 12 mois", ["retention", "shorter", "Âge", "2 ans", "12 mois"]),
        ("base contrat", "base consentement", ["basis", "changed", "Gérer les commandes", "Contrat", "Consentement"]),
        (" base contrat", "", ["basis", "removed", "Gérer les commandes", "Contrat", ""]),
        ("\"T-001\"", "\"T-010\"", ["reference", "renumbered", "Suivi des clients", "T-001", "T-010"]),
        ("\"Âge\"", "\"Âge exact\"", ["datum", "renamed", "Âge exact", "Âge", "Âge exact"]),
        ("pour gestion", "pour gestion vers vente", ["operation-recipients", "added", "Collecte, « Saisir »", "", "Service des ventes"]),
        ("            tâche trier \"Trier\"\n", "", ["step", "removed", "Trier", "", ""]),
        (" type contrôle-accès", "", ["measure-type", "changed", "Mots de passe", "Contrôle d'accès des utilisateurs", "Autres mesures"]),
        ("dans base\n", "dans base réf OP-07\n", ["operation-reference", "renumbered", "Collecte, « Saisir »", "OP-01", "OP-07"]),
        ("collecte nom, age", "collecte nom", ["operation-data", "changed", "Collecte, « Saisir »", "Nom, Âge", "Nom"]),
    ];
    for (from, to, expected) in cases {
        let new = OLD
            .replace(from, to)
            .replace("saisir -> trier -> f", if from.contains("trier") { "saisir -> f" } else { "saisir -> trier -> f" });
        assert_ne!(OLD, new, "« {from} » is not in the text");
        let found = changes(OLD, &new);
        let expected = expected.map(str::to_owned);
        assert!(found.contains(&expected), "{expected:?} is not in {found:#?}");
        assert_eq!(found.last().map(|change| change[1].as_str()), Some("unchanged"), "the date of last update stays");
    }
}

#[test]
fn a_new_datum_and_a_new_date_are_all_that_changes() {
    let new = OLD
        .replace("traitement suivi", "donnée mel \"Courriel\" identité sur client durée 1 an\ntraitement suivi")
        .replace("collecte nom, age", "collecte nom, age, mel")
        .replace("2026-01-05", "2026-02-01");
    let found = changes(OLD, &new);
    let said: Vec<_> = found.iter().map(|change| (change[0].as_str(), change[1].as_str())).collect();
    assert_eq!(said, [("datum", "added"), ("operation-data", "changed")]);
    assert_eq!(found[0][2..], ["Courriel", "", "État civil et identité, 1 an"]);
    let ran = compare(OLD, &new, &["--check"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.starts_with("T-001 Suivi des clients\n  + Donnée"), "{}", ran.out);
    let english = compare(OLD, &new, &["--lang", "en"]);
    assert!(english.out.contains("+ Datum: Courriel (Identity, 1 year)"), "{}", english.out);
    assert_eq!(english.status, 0);
    let markdown = compare(OLD, &new, &["--format", "md"]);
    assert!(markdown.out.contains("| Suivi des clients | T-001 | Donnée"), "{}", markdown.out);
}

#[test]
fn activities_come_and_go_between_folders() {
    let folder = checkout();
    let ran = run(folder.path(), &["diff", "examples/occicom", "examples/centrecall", "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let value: Value = serde_json::from_str(&ran.out).expect("changes are JSON");
    let of = |nature| {
        value["changes"].as_array().into_iter().flatten().filter(|one| one["part"] == "activity" && one["change"] == nature).count()
    };
    assert!(of("added") + of("renamed") > 0);
    let same = run(folder.path(), &["diff", "examples", "examples", "--check"]);
    assert_eq!((same.status, same.err.as_str()), (0, ""), "{}", same.out);
    let missing = run(folder.path(), &["diff", "examples", "nowhere.recens"]);
    assert_eq!((missing.status, missing.out.as_str()), (2, ""));
}

#[test]
fn a_step_that_changes_its_name_is_told_once() {
    let found = changes(OLD, &OLD.replace("\"Saisir\"", "\"Noter\"").replace("2026-01-05", "2026-01-06"));
    assert_eq!(found, [["step", "renamed", "Noter", "Saisir", "Noter"].map(str::to_owned)]);
}

#[test]
fn a_label_cannot_forge_a_line_or_steer_the_terminal() {
    let new = OLD.replace("\"Trier\"", "\"Trier\u{1b}[31m | <b>\"");
    let ran = compare(OLD, &new, &[]);
    assert!(ran.out.contains("[31m"), "{:?}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}
