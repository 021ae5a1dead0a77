//! What is wrong in a configuration.

use model::diagnostic::Text;
use model::text;

/// What the TOML reader says; it speaks English only.
pub fn syntax(why: &str) -> Text {
    text!("ce n'est pas du TOML : {why}", "this is not TOML: {why}")
}

/// A key that does not exist.
pub fn unknown_key(key: &str, nearest: Option<&str>, list: &str) -> Text {
    let what = text!("la clé « {key} » n'existe pas ici", "there is no key “{key}” here");
    match nearest {
        Some(nearest) => what.then(&text!(" ; vouliez-vous dire « {nearest} » ?", "; did you mean “{nearest}”?")),
        None => what.then(&text!(" ; les clés : {list}", "; the keys: {list}")),
    }
}

/// A rule that does not exist.
pub fn rule(name: &str, nearest: Option<&str>) -> Text {
    let what = text!("la règle « {name} » n'existe pas", "there is no rule “{name}”");
    match nearest {
        Some(nearest) => what.then(&text!(" ; vouliez-vous dire « {nearest} » ?", "; did you mean “{nearest}”?")),
        None => what.then(&text!(" ; la liste : recens explain --list", "; the list: recens explain --list")),
    }
}

/// A row of the reference durations that does not exist.
pub fn duration(name: &str, nearest: Option<&str>) -> Text {
    let what = text!("il n'y a pas de durée de référence « {name} »", "there is no reference duration “{name}”");
    match nearest {
        Some(nearest) => what.then(&text!(" ; vouliez-vous dire « {nearest} » ?", "; did you mean “{nearest}”?")),
        None => what.then(&text!(" ; la liste : docs/durees.md", "; the list: docs/durees.md")),
    }
}

/// A row of the reference durations that is a criterion.
pub fn criterion(name: &str, fr: &str, en: &str) -> Text {
    text!(
        "« {name} » est un critère ou une recommandation, à quoi aucune durée n'est comparée ({fr})",
        "“{name}” is a criterion or a recommendation, with which no duration is compared ({en})"
    )
}

/// A text that is no duration.
pub fn bad_duration(text: &str) -> Text {
    text!(
        "« {text} » n'est pas une durée ; écrire un nombre et une unité (\"6 mois\", \"3 ans\"), ou \"off\" pour ne pas comparer",
        "“{text}” is no duration; write a number and a unit (\"6 months\", \"3 years\"), or \"off\" to compare with none"
    )
}

/// A row that is overridden twice.
pub fn twice(name: &str, id: &str) -> Text {
    text!("« {name} » et {id} sont la même ligne ; n'en garder qu'une", "“{name}” and {id} are the same row; keep one")
}

/// A value that is not allowed.
pub fn value(value: &str, list: &str) -> Text {
    text!("« {value} » n'est pas une valeur possible ; les valeurs : {list}", "“{value}” is no possible value; the values: {list}")
}

/// Something else than a table.
pub fn expected_table() -> Text {
    text!("une table est attendue ici", "a table is expected here")
}

/// Something else than a text.
pub fn expected_text() -> Text {
    text!("un texte entre guillemets est attendu ici", "a quoted text is expected here")
}

/// Something else than a list.
pub fn expected_list() -> Text {
    text!("une liste de fichiers est attendue ici : [\"catalogue.recens\"]", "a list of files is expected here: [\"catalogue.recens\"]")
}

/// A shared file outside the configuration's folder.
pub fn outside(name: &str) -> Text {
    text!(
        "« {name} » est hors du dossier de recens.toml ; y placer le fichier, et l'écrire sans « .. » ni chemin absolu",
        "“{name}” is outside the folder of recens.toml; put the file there, and write it without “..” or an absolute path"
    )
}

/// A shared file that is not there.
pub fn missing(name: &str) -> Text {
    text!("le fichier « {name} » n'existe pas à côté de recens.toml", "the file “{name}” does not exist beside recens.toml")
}
