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
