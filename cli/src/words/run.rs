//! What is said about a run: complaints with their way out, summaries, what was written.

use super::Word;
use model::diagnostic::Text;
use model::text;
use std::io::{Error, ErrorKind};

/// Before a complaint.
pub const ERROR: Word = Word::new("erreur", "error");
/// Level word of a finding.
pub const WARNING: Word = Word::new("avertissement", "warning");
/// Level word of a finding.
pub const INFO: Word = Word::new("information", "info");
/// Level word of the mending.
pub const HELP: Word = Word::new("aide", "help");
/// Level word of the article.
pub const SOURCE: Word = Word::new("texte", "source");
/// Level word of the path witness.
pub const PATH: Word = Word::new("chemin", "path");
/// The colon after a level word.
pub const COLON: Word = Word::new("\u{a0}:", ":");
/// Plurals of the level words.
pub const ERRORS: Word = Word::new("erreurs", "errors");
/// Plural.
pub const WARNINGS: Word = Word::new("avertissements", "warnings");
/// Plural.
pub const INFOS: Word = Word::new("informations", "infos");
/// Counted files.
pub const FILE: Word = Word::new("fichier", "file");
/// Counted files.
pub const FILES: Word = Word::new("fichiers", "files");
/// Between findings and files.
pub const IN: Word = Word::new("dans", "in");
/// Where there is no finding.
pub const NOTHING_FOUND: Word = Word::new("Rien à signaler", "Nothing to report");
/// A finding that `--fix` mends.
pub const MENDABLE_ONE: Word = Word::new("constat se corrige", "finding can be mended");
/// Findings that `--fix` mends.
pub const MENDABLE: Word = Word::new("constats se corrigent", "findings can be mended");
/// How.
pub const WITH_FIX: Word = Word::new("avec check --fix", "with check --fix");
/// Before a file that was written.
pub const WRITTEN: Word = Word::new("écrit", "written");
/// Where `fmt` rewrote.
pub const FORMATTED: Word = Word::new("mis en forme", "formatted");
/// Where `fmt --check` would rewrite.
pub const WOULD_FORMAT: Word = Word::new("à mettre en forme", "would be formatted");
/// What is no file.
pub const NO_FILE: Word = Word::new("ce n'est pas un fichier", "it is no file");
/// Progress: what is counted.
pub const READ: Word = Word::new("fichiers lus", "files read");

/// What the system says of a failure, in both languages where it is a usual one.
pub fn system(error: &Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => text!("il n'existe pas", "it does not exist"),
        ErrorKind::PermissionDenied => text!("l'accès en est refusé", "access is denied"),
        ErrorKind::IsADirectory => text!("c'est un dossier", "it is a folder"),
        ErrorKind::NotADirectory => text!("une partie du chemin n'est pas un dossier", "part of the path is not a folder"),
        ErrorKind::AlreadyExists => text!("un fichier de ce nom existe", "a file of that name exists"),
        ErrorKind::StorageFull => text!("le disque est plein", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => text!("le disque est en lecture seule", "the disk is read-only"),
        _ => text!("{error}", "{error}"),
    }
}

/// An input that cannot be read.
pub fn unreadable(name: &str, error: &Error) -> Text {
    let why = system(error);
    let way = match error.kind() {
        ErrorKind::NotFound => text!(
            " ; vérifier le nom, ou créer un fichier : recens new -o {name}",
            "; check the name, or create a file: recens new -o {name}"
        ),
        ErrorKind::PermissionDenied => text!(" ; donner le droit de le lire", "; grant the right to read it"),
        _ => text!("", ""),
    };
    text!("« {name} » ne peut être lu : ", "“{name}” cannot be read: ").then(&why).then(&way)
}

/// A folder that cannot be walked.
pub fn unwalkable(name: &str, why: &str) -> Text {
    text!("le dossier « {name} » n'a pu être parcouru en entier : {why}", "the folder “{name}” could not be walked to the end: {why}")
}

/// An input that is too large.
pub fn too_large(name: &str, megabytes: usize) -> Text {
    text!(
        "« {name} » dépasse {megabytes} Mo ; le découper en plusieurs fichiers",
        "“{name}” is larger than {megabytes} MB; split it into several files"
    )
}

/// A file name that tells no format.
pub fn unknown_ending(name: &str) -> Text {
    text!(
        "« {name} » : la terminaison ne dit pas le format (.recens, .bpmn, .bpmn2, .xml) ; le donner avec --from recens ou --from bpmn",
        "“{name}”: the ending does not tell the format (.recens, .bpmn, .bpmn2, .xml); give it with --from recens or --from bpmn"
    )
}

/// Standard input without a format.
pub fn stdin_format() -> Text {
    text!(
        "l'entrée standard ne dit pas son format ; le donner avec --from recens ou --from bpmn",
        "standard input does not tell its format; give it with --from recens or --from bpmn"
    )
}

/// A folder that holds no input.
pub fn empty_folder(name: &str) -> Text {
    text!(
        "aucun fichier .recens, .bpmn, .bpmn2 ni .xml de BPMN dans le dossier « {name} » (ce que .gitignore écarte n'est pas lu) ; \
         pour commencer : recens new -o {name}/traitement.recens",
        "no .recens, .bpmn, .bpmn2 nor BPMN .xml file in the folder “{name}” (what .gitignore leaves out is not read); \
         to begin: recens new -o {name}/activity.recens"
    )
}

/// A command that reads one input was given more.
pub fn one_input(count: usize, command: &str) -> Text {
    text!(
        "{command} lit une entrée à la fois, et il y en a {count} ; n'en donner qu'une, ou tout produire avec recens report",
        "{command} reads one input at a time, and there are {count}; give one, or produce everything with recens report"
    )
}

/// `fmt` was given something else than the language.
pub fn not_recens(name: &str) -> Text {
    text!(
        "« {name} » n'est pas écrit dans le langage recens ; seul ce langage est mis en forme",
        "“{name}” is not written in the recens language; only that language is formatted"
    )
}

/// `fmt` on what has mistakes of writing.
pub fn not_formatted(name: &str) -> Text {
    text!(
        "« {name} » a des fautes d'écriture et reste tel quel ; les voir avec recens check",
        "“{name}” has mistakes of writing and stays as it is; see them with recens check"
    )
}

/// An edit of a file that is not UTF-8.
pub fn not_utf8(name: &str) -> Text {
    text!(
        "« {name} » n'est pas en UTF-8 et n'a pas été touché ; l'enregistrer d'abord en UTF-8",
        "“{name}” is not UTF-8 and was not touched; save it as UTF-8 first"
    )
}

/// What `number --write` did.
pub fn pinned(count: usize, name: &str) -> Text {
    match count {
        0 => text!("rien à fixer dans {name}", "nothing to pin in {name}"),
        1 => text!("1 référence fixée dans {name}", "1 reference pinned in {name}"),
        _ => text!("{count} références fixées dans {name}", "{count} references pinned in {name}"),
    }
}

/// What `number --write` could not do.
pub fn not_pinned(count: usize) -> Text {
    text!(
        "références laissées : {count}, pour des opérations écrites dans un fichier importé ou là où rien ne peut être ajouté",
        "references left: {count}, for operations written in an imported file or where nothing can be added"
    )
}

/// `number --write` on standard input.
pub fn stdin_write() -> Text {
    text!("l'entrée standard ne peut être réécrite ; donner un fichier", "standard input cannot be rewritten; give a file")
}

/// A standard output that cannot be written to.
pub fn stdout(error: &Error) -> Text {
    text!("la sortie standard ne peut être écrite : ", "standard output cannot be written: ").then(&system(error))
}

/// An output that cannot be written.
pub fn write_failed(name: &str, error: &Error) -> Text {
    text!("« {name} » ne peut être écrit : ", "“{name}” cannot be written: ").then(&system(error))
}

/// An output that is a folder.
pub fn output_is_folder(name: &str) -> Text {
    text!("« {name} » est un dossier ; donner un nom de fichier", "“{name}” is a folder; give a file name")
}

/// An output that is protected.
pub fn output_read_only(name: &str) -> Text {
    text!(
        "« {name} » est en lecture seule et n'a pas été touché ; en changer les droits, ou écrire ailleurs",
        "“{name}” is read-only and was not touched; change its permissions, or write elsewhere"
    )
}

/// An output that must not exist does.
pub fn output_exists(name: &str) -> Text {
    text!(
        "« {name} » existe déjà et n'a pas été touché ; choisir un autre nom",
        "“{name}” exists already and was not touched; choose another name"
    )
}

/// The folder of an output does not exist.
pub fn no_folder(name: &str) -> Text {
    text!(
        "« {name} » ne peut être écrit : son dossier n'existe pas ; le créer d'abord",
        "“{name}” cannot be written: its folder does not exist; create it first"
    )
}

/// A folder that cannot be created.
pub fn folder_failed(name: &str, error: &Error) -> Text {
    text!("le dossier « {name} » ne peut être créé : ", "the folder “{name}” cannot be created: ").then(&system(error))
}

/// An output whose name tells no format.
pub fn unknown_output(name: &str, endings: &str) -> Text {
    text!(
        "« {name} » : la terminaison ne dit pas le format de sortie ({endings}) ; la changer, ou le donner avec --format",
        "“{name}”: the ending does not tell the output format ({endings}); change it, or give the format with --format"
    )
}

/// A name that is none of a list; `nearest` may be empty.
pub fn unknown_name(kind: &Text, name: &str, nearest: Option<&str>, list: &str) -> Text {
    let what = text!("« {name} » n'est pas ", "“{name}” is no ");
    let near = match nearest {
        Some(nearest) => text!(" ; vouliez-vous dire « {nearest} » ?", "; did you mean “{nearest}”?"),
        None => text!("", ""),
    };
    let see = match nearest {
        Some(_) => text!(" La liste : {list}", " The list: {list}"),
        None => text!(" ; la liste : {list}", "; the list: {list}"),
    };
    what.then(kind).then(&near).then(&see)
}

/// What an activity is, for [`unknown_name`].
pub fn an_activity() -> Text {
    text!("un traitement de cette entrée", "activity of this input")
}

/// What a datum is, for [`unknown_name`].
pub fn a_datum() -> Text {
    text!("une donnée de cette entrée", "datum of this input")
}

/// What a rule is, for [`unknown_name`].
pub fn a_rule() -> Text {
    text!("une règle", "rule")
}

/// What an example is, for [`unknown_name`].
pub fn an_example() -> Text {
    text!("un exemple", "example")
}

/// What a table is, for [`unknown_name`].
pub fn a_table() -> Text {
    text!("un tableau", "table")
}

/// What a column is, for [`unknown_name`].
pub fn a_column() -> Text {
    text!("une colonne de ce tableau", "column of this table")
}

/// Nothing of an input was understood.
pub fn nothing_read(name: &str) -> Text {
    text!(
        "rien n'a pu être lu de « {name} » : il n'y a rien à montrer ; partir d'un exemple : recens new",
        "nothing of “{name}” could be read: there is nothing to show; start from an example: recens new"
    )
}
