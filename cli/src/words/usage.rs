//! Mistakes of usage: what clap says, in both languages.

use super::Word;
use model::diagnostic::Text;
use model::text;

/// Heading of the usage line.
pub const USAGE: Word = Word::new("Utilisation\u{a0}:", "Usage:");
/// Heading of the commands.
pub const COMMANDS: Word = Word::new("Commandes\u{a0}:", "Commands:");
/// Heading of the arguments.
pub const ARGUMENTS: Word = Word::new("Arguments\u{a0}:", "Arguments:");
/// Heading of the options.
pub const OPTIONS: Word = Word::new("Options\u{a0}:", "Options:");
/// Heading of the examples.
pub const EXAMPLES: Word = Word::new("Exemples\u{a0}:", "Examples:");
/// Value name of the commands.
pub const COMMAND: Word = Word::new("COMMANDE", "COMMAND");
/// In the list of commands, before the alias.
pub const ALIAS: Word = Word::new("alias", "alias");
/// Where to read on.
pub const SEE_HELP: Word = Word::new("Pour l'aide, ajouter --help.", "For help, add --help.");

/// An option that does not exist.
pub fn unknown_argument(argument: &str) -> Text {
    if argument.starts_with('-') {
        text!("l'option « {argument} » n'existe pas ici", "there is no option “{argument}” here")
    } else {
        text!("« {argument} » est de trop", "“{argument}” is one argument too many")
    }
}

/// A command that does not exist.
pub fn unknown_command(command: &str) -> Text {
    text!("la commande « {command} » n'existe pas", "there is no command “{command}”")
}

/// All commands.
pub fn commands(list: &str) -> Text {
    text!("les commandes : {list}", "the commands: {list}")
}

/// The nearest one.
pub fn did_you_mean(nearest: &str) -> Text {
    text!("vouliez-vous dire « {nearest} » ?", "did you mean “{nearest}”?")
}

/// A value that is not allowed.
pub fn invalid_value(value: &str, option: &str) -> Text {
    text!("la valeur « {value} » ne convient pas à {option}", "the value “{value}” does not fit {option}")
}

/// An option without its value.
pub fn missing_value(option: &str) -> Text {
    text!("{option} attend une valeur", "{option} wants a value")
}

/// The allowed values.
pub fn possible_values(list: &str) -> Text {
    text!("valeurs possibles : {list}", "possible values: {list}")
}

/// An argument that must be there.
pub fn missing_argument(list: &str) -> Text {
    text!("il manque {list}", "{list} is missing")
}

/// Two options that exclude each other.
pub fn conflict(one: &str, other: &str) -> Text {
    text!("{one} ne va pas avec {other}", "{one} does not go with {other}")
}

/// An option given twice.
pub fn repeated(one: &str) -> Text {
    text!("{one} est donné deux fois", "{one} is given twice")
}

/// A value given to an option that takes none.
pub fn unwanted_value(value: &str, option: &str) -> Text {
    text!("{option} ne prend pas de valeur (« {value} »)", "{option} takes no value (“{value}”)")
}

/// An argument that is not UTF-8.
pub fn not_utf8() -> Text {
    text!("un argument n'est pas en UTF-8", "an argument is not UTF-8")
}

/// A date that is none.
pub fn bad_date(value: &str) -> Text {
    text!("« {value} » n'est pas une date AAAA-MM-JJ", "“{value}” is no date YYYY-MM-DD")
}

/// A width of rows that cannot be.
pub fn bad_width(value: &str) -> Text {
    text!("« {value} » n'est pas une largeur de 200 à 100 000 pixels", "“{value}” is no width from 200 to 100,000 pixels")
}

/// An input of which a drawing shows nothing.
pub fn nothing_drawn(name: &str) -> Text {
    text!(
        "« {name} » n'a ni étape ni participant : le dessin est vide ; ce qu'il déclare se voit avec --view mindmap",
        "“{name}” has neither a step nor a participant: the drawing is empty; what it declares is shown by --view mindmap"
    )
}

/// A drawing wider than asked: so many pixels along the flow.
pub fn still_wide(pixels: f64) -> Text {
    text!(
        "--wrap : le dessin fait {pixels:.0} px ; ce qui tient en une colonne (étape, sous-processus, texte) ne se coupe pas, ni ce que trop de traits traversent",
        "--wrap: the drawing is {pixels:.0} px; what stands in one column (a step, a sub-process, a text) is not cut, nor what too many lines pass"
    )
}

/// The drawing of one of several files, wider than asked.
pub fn still_wide_of(name: &str, pixels: f64) -> Text {
    text!(
        "--wrap : le dessin de {name} fait {pixels:.0} px ; ce qui tient en une colonne (étape, sous-processus, texte) ne se coupe pas, ni ce que trop de traits traversent",
        "--wrap: the drawing of {name} is {pixels:.0} px; what stands in one column (a step, a sub-process, a text) is not cut, nor what too many lines pass"
    )
}

/// A magnification that cannot be.
pub fn bad_scale(value: &str) -> Text {
    text!("« {value} » n'est pas un nombre de 0,1 à 10", "“{value}” is no number from 0.1 to 10")
}
