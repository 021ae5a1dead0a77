//! `docs/rules` and `docs/durees.md` say what the program says; `UPDATE=1` writes them anew.

use cli::{page, work};
use model::diagnostic::Lang;
use std::collections::BTreeSet;
use tests::{root, same};

#[test]
fn each_rule_has_its_page_and_the_index_lists_it() {
    let folder = root().join("docs").join("rules");
    let mut names = BTreeSet::from(["README.md".to_owned()]);
    same(&folder.join("README.md"), page::index(Lang::Fr).as_bytes());
    for rule in work::rules() {
        let name = format!("{}.md", rule.name);
        same(&folder.join(&name), page::page(rule, Lang::Fr).as_bytes());
        names.insert(name);
    }
    let there: BTreeSet<String> =
        tests::files(&folder).iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(there, names, "docs/rules holds the pages of the rules and nothing else");
}

#[test]
fn the_reference_durations_are_listed() {
    same(&root().join("docs").join("durees.md"), page::durations(Lang::Fr).as_bytes());
}

#[test]
fn the_configuration_of_the_guide_is_one() {
    let guide = std::fs::read_to_string(root().join("docs").join("controles.md")).expect("there is a guide");
    let config = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the guide shows a configuration");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the folder is ours");
    write("recens.toml", config);
    write("a.recens", "donnée voix \"Enregistrement de l'appel\" vie-personnelle durée 5 mois après \"l'appel\"\n");
    let ran = tests::run(folder.path(), &["check", "a.recens", "--format", "short"]);
    assert!(
        ran.err.is_empty() && ran.out.contains("plus que la référence R12, enregistrement d'appels : 3 mois (recens.toml)\n"),
        "{ran:?}"
    );
    // What was not read in the text it comes from is said to be so, unless the configuration takes it over.
    write("recens.toml", "");
    write("a.recens", "donnée voix \"Enregistrement de l'appel\" vie-personnelle durée 7 mois après \"l'appel\"\n");
    let ran = tests::run(folder.path(), &["check", "a.recens", "--format", "short"]);
    assert!(
        ran.out.contains("enregistrement d'appels : 6 mois (CNIL, norme simplifiée 57, délibération 2014-474) (indicatif, à vérifier)"),
        "{ran:?}"
    );
}
