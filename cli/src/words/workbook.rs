//! What is said of workbooks: those that are none, and what was made of one.

use super::Word;
use super::help::Value;
use model::diagnostic::Text;
use model::text;

/// `register --check`.
pub const CHECK: Value = Value {
    name: Word::new("CLASSEUR", "WORKBOOK"),
    help: Word::new(
        "Compare un classeur rempli, .xlsx ou .ods, avec les modèles, et dit les différences comme check (--format text, short, json, sarif, github, junit)",
        "Compares a filled workbook, .xlsx or .ods, with the models, and tells the differences as check does (--format text, short, json, sarif, github, junit)",
    ),
};

/// `new --from-register`.
pub const FROM_REGISTER: Value = Value {
    name: Word::new("CLASSEUR", "WORKBOOK"),
    help: Word::new(
        "Écrit un fichier .recens de départ pour chaque fiche d'un registre rempli, .xlsx ou .ods, dans le dossier de -o (sinon : le dossier courant)",
        "Writes a starting .recens file for each sheet of a filled register, .xlsx or .ods, into the folder of -o (otherwise: the current folder)",
    ),
};

/// No bytes.
pub fn empty(name: &str) -> Text {
    text!("« {name} » est vide : ce n'est pas un classeur", "“{name}” is empty: it is no workbook")
}

/// Neither XLSX nor ODS.
pub fn no_workbook(name: &str) -> Text {
    text!(
        "« {name} » n'est pas un classeur .xlsx ou .ods ; l'enregistrer dans l'un de ces formats",
        "“{name}” is no .xlsx or .ods workbook; save it in one of these formats"
    )
}

/// A password, or the format of before 2007.
pub fn protected(name: &str) -> Text {
    text!(
        "« {name} » est protégé par un mot de passe, ou d'un format d'avant 2007 (.xls) : l'enregistrer en .xlsx ou .ods sans mot de passe",
        "“{name}” is protected by a password, or of a format of before 2007 (.xls): save it as .xlsx or .ods without a password"
    )
}

/// More than is read.
pub fn too_large(name: &str) -> Text {
    text!(
        "« {name} » est trop grand pour un registre : 64 Mo, deux millions de cases remplies ou 512 Mo une fois décompressé sont le plus qui soit lu",
        "“{name}” is too large for a register: 64 MB, two million filled cells or 512 MB once unpacked are the most that is read"
    )
}

/// A container that does not hold what it should.
pub fn broken(name: &str, why: &str) -> Text {
    text!("« {name} » est un classeur abîmé : {why}", "“{name}” is a damaged workbook: {why}")
}

/// A workbook without sheets of the form.
pub fn no_sheets(name: &str, empty: usize) -> Text {
    if empty > 0 {
        return text!(
            "les fiches de « {name} » ne sont pas remplies : il n'y a rien à lire",
            "the sheets of “{name}” are not filled in: there is nothing to read"
        );
    }
    text!(
        "« {name} » n'a pas de fiche de registre : aucun onglet n'a les blocs du registre simplifié de la CNIL (« Description du traitement », « Finalité(s) du traitement effectué », « Catégories de données personnelles concernées »), ni ceux du modèle base (« Objectifs poursuivis », « Catégories de données collectées »), ni ceux d'un sous-traitant (« Catégories de traitements effectués »)",
        "“{name}” has no sheet of a register: no tab has the blocks of the CNIL's simplified register (description, purposes, categories of data), nor those of the form base (aims, categories of data collected), nor those of a processor (categories of processing carried out)"
    )
}

/// `--role` is not that of the workbook.
pub fn other_role(name: &str, processor: bool) -> Text {
    if processor {
        return text!(
            "« {name} » est le registre d'un sous-traitant : --role controller ne convient pas",
            "“{name}” is a processor's register: --role controller does not fit"
        );
    }
    text!(
        "« {name} » est le registre d'un responsable : --role processor ne convient pas",
        "“{name}” is a controller's register: --role processor does not fit"
    )
}

/// What the sheet of a processor says that only steps can say.
pub fn operations(names: &str) -> Text {
    text!("# Opérations que dit la fiche : {names}.\n", "# Operations that the sheet tells: {names}.\n")
}

/// Macros are there.
pub fn macros(name: &str) -> Text {
    text!("« {name} » contient des macros : elles ne sont ni lues ni exécutées", "“{name}” holds macros: they are neither read nor run")
}

/// `--format` of the other use of `register`.
pub fn no_format(format: &str, known: &str) -> Text {
    text!("--format {format} ne convient pas ici ; conviennent : {known}", "--format {format} does not fit here; these do: {known}")
}

/// Two sheets would make one file.
pub fn one_file_for_two(name: &str, one: &str, other: &str) -> Text {
    text!(
        "« {one} » et « {other} » donneraient le même fichier « {name} » : changer la référence de l'une ; rien n'est écrit",
        "“{one}” and “{other}” would make the same file “{name}”: change the reference of one; nothing is written"
    )
}

/// What a starting file begins with.
pub fn banner(workbook: &str, at: &str) -> Text {
    text!(
        "# Repris de {workbook}, {at} : ce que dit la fiche, et rien de plus.\n# Reste à décrire le processus : participants, étapes, et ce que chacune fait aux données.\n",
        "# Taken from {workbook}, {at}: what the sheet says, and nothing more.\n# What remains is the process: participants, steps, and what each does to the data.\n"
    )
}
