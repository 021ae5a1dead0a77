//! What `draw --highlight` says where it cannot tell which finding is meant.

use super::Word;
use super::help::Value;
use model::diagnostic::Text;
use model::text;

/// The option.
pub const OPTION: Value = Value {
    name: Word::new("CONSTAT", "FINDING"),
    help: Word::new(
        "Met en évidence un constat et le chemin qui le montre : son numéro dans la liste de check, ou sa règle, et au besoin l'élément (RET-01@enregistrer)",
        "Highlights a finding and the path that shows it: its number in the list of check, or its rule, and if need be the element (RET-01@enregistrer)",
    ),
};

/// How many findings are listed.
const LISTED: usize = 12;

/// No finding is meant.
pub fn none(wanted: &str, known: &[String]) -> Text {
    let what = text!("aucun constat « {wanted} » ici", "no finding “{wanted}” here");
    if known.is_empty() {
        return what.then(&text!(" ; aucun n'est sur une étape", "; none is about a step"));
    }
    let list = listed(known);
    what.then(&text!(" ; ceux d'une étape : {list}", "; those of a step: {list}"))
}

/// A finding that is about no step.
pub fn no_step(name: &str) -> Text {
    text!(
        "le constat {name} n'est sur aucune étape : rien à mettre en évidence",
        "the finding {name} is about no step: there is nothing to highlight"
    )
}

/// Several findings are meant.
pub fn several(shown: &str, others: &[String]) -> Text {
    let list = listed(others);
    text!("{shown} est mis en évidence ; aussi : {list}", "{shown} is highlighted; also: {list}")
}

fn listed(names: &[String]) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.dedup();
    let more = if names.len() > LISTED { ", …" } else { "" };
    names[..names.len().min(LISTED)].join(", ") + more
}
