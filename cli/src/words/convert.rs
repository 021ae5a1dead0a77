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
         fichier garde chacun de ses octets. Ce qui n'a pas été compris de l'entrée manque, et est dit sur la sortie d'erreur ; l'état\n\
         de sortie est 0 dès que le fichier est écrit : c'est recens check qui juge.",
        "Goes from a .recens file to a .bpmn file, or back; the ending of -o, or --to, tells which way.\n\
         The .bpmn file is complete: elements, personal data, diagram. What is not carried is told on standard error.\n\
         From .bpmn to .bpmn only the diagram changes: added where there is none (--layout), or made anew (--layout always); the\n\
         rest of the file keeps each of its bytes. What was not understood of the input is missing, and told on standard error; the exit\n\
         status is 0 once the file is written: it is recens check that judges.",
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
