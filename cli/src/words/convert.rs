//! What `convert` says: its help, its complaints, what it could not carry.

use super::Word;
use super::help::{Page, Value};
use model::diagnostic::Text;
use model::text;

/// `convert`.
pub const CONVERT: Page = Page {
    name: "convert",
    alias: "convertir",
    about: Word::new("Passe du langage recens à BPMN 2.0 et retour", "Goes from the recens language to BPMN 2.0 and back"),
    long: Word::new(
        "Passe d'un fichier .recens à un fichier .bpmn, ou l'inverse ; la terminaison de -o, ou --to, dit le sens.\n\
         Le fichier .bpmn est complet : éléments, données personnelles, dessin. Ce qui ne passe pas est dit sur la sortie d'erreur.\n\
         De .bpmn à .bpmn, seul le dessin change : ajouté s'il n'y en a pas (--layout), ou refait (--layout always) ; le reste du\n\
         fichier garde chacun de ses octets. L'état de sortie est 1 si l'entrée a des erreurs : ce qui n'a pas été compris manque.",
        "Goes from a .recens file to a .bpmn file, or back; the ending of -o, or --to, tells which way.\n\
         The .bpmn file is complete: elements, personal data, diagram. What is not carried is told on standard error.\n\
         From .bpmn to .bpmn only the diagram changes: added where there is none (--layout), or made anew (--layout always); the\n\
         rest of the file keeps each of its bytes. The exit status is 1 where the input has errors: what was not understood is missing.",
    ),
    examples: &[
        ("recens convert appel.recens -o appel.bpmn", Word::new("pour bpmn.io, Camunda, Signavio…", "for bpmn.io, Camunda, Signavio…")),
        ("recens convert appel.bpmn -o appel.recens", Word::new("pour continuer en texte", "to go on in text")),
        (
            "recens convert sans-dessin.bpmn --layout -o avec-dessin.bpmn",
            Word::new("ajoute le dessin, et rien d'autre ne change", "adds the diagram, and nothing else changes"),
        ),
    ],
};

/// `-o`.
pub const OUTPUT: Value = Value {
    name: Word::new("FICHIER", "FILE"),
    help: Word::new(
        "Fichier à écrire, .recens ou .bpmn ; sans lui, la sortie standard",
        "File to write, .recens or .bpmn; without it, standard output",
    ),
};

/// `--to`.
pub const TO: Value = Value {
    name: Word::new("FORMAT", "FORMAT"),
    help: Word::new(
        "Format de sortie, s'il ne se lit pas dans le nom du fichier : recens ou bpmn (sinon : l'autre que celui de l'entrée)",
        "Output format, where the file's name does not tell: recens or bpmn (otherwise: the other than the input's)",
    ),
};

/// `--layout`.
pub const LAYOUT: Value = Value {
    name: Word::new("QUAND", "WHEN"),
    help: Word::new(
        "De .bpmn à .bpmn : ajoute le dessin s'il manque (missing, par défaut) ou le refait toujours (always)",
        "From .bpmn to .bpmn: adds the diagram where it is missing (missing, default) or always makes it anew (always)",
    ),
};

/// The language to the language.
pub fn same_language(name: &str) -> Text {
    text!(
        "« {name} » est déjà dans le langage recens ; pour le mettre en forme : recens fmt {name}",
        "“{name}” is in the recens language already; to lay it out: recens fmt {name}"
    )
}

/// Nothing was understood.
pub fn nothing_read(name: &str) -> Text {
    text!(
        "rien dans « {name} » n'a pu être lu : il n'y a rien à convertir ; voir pourquoi avec recens check",
        "nothing in “{name}” could be read: there is nothing to convert; see why with recens check"
    )
}

/// Some of it was not understood.
pub fn partly_read(count: usize, name: &str) -> Text {
    match count {
        1 => text!(
            "« {name} » a une erreur : ce qui n'a pas été compris n'est pas converti ; la voir avec recens check",
            "“{name}” has one error: what was not understood is not converted; see it with recens check"
        ),
        _ => text!(
            "« {name} » a {count} erreurs : ce qui n'a pas été compris n'est pas converti ; les voir avec recens check",
            "“{name}” has {count} errors: what was not understood is not converted; see them with recens check"
        ),
    }
}

/// Further sentences are left out.
pub fn more(count: usize) -> Text {
    text!("… et {count} autres", "… and {count} more")
}

/// The document has a diagram already.
pub fn unchanged(name: &str) -> Text {
    text!(
        "« {name} » a déjà un dessin et reste tel quel ; pour le refaire : --layout always",
        "“{name}” has a diagram already and stays as it is; to make it anew: --layout always"
    )
}
