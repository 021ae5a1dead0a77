//! What `convert` says: its help, its complaints, what it could not carry.

use super::Word;
use super::help::{Page, Value};
use model::diagnostic::Text;
use model::text;

/// `convert`.
pub const CONVERT: Page = Page {
    name: "convert",
    alias: "convertir",
    about: Word::new(
        "Passe du langage recens à BPMN 2.0 et retour, et à d'autres formats d'échange",
        "Goes from the recens language to BPMN 2.0 and back, and to other formats of exchange",
    ),
    long: Word::new(
        "Passe d'un fichier .recens à un fichier .bpmn, ou l'inverse ; la terminaison de -o, ou --to, dit le sens.\n\
         Le fichier .bpmn est complet : éléments, données personnelles, dessin. Ce qui ne passe pas est dit sur la sortie d'erreur.\n\
         De .bpmn à .bpmn, seul le dessin change : ajouté s'il n'y en a pas (--layout), ou refait (--layout always) ; le reste du\n\
         fichier garde chacun de ses octets. Ce qui n'a pas été compris de l'entrée manque, et est dit sur la sortie d'erreur ; l'état\n\
         de sortie est 0 dès que le fichier est écrit : c'est recens check qui juge.\n\
         D'autres programmes lisent : .json, tout le modèle (docs/schema/model-1.json le décrit) ; .ttl et .jsonld, le vocabulaire\n\
         W3C DPV 2.3 ; .pia.json, une activité pour le logiciel PIA de la CNIL. Le guide : docs/echange.md.",
        "Goes from a .recens file to a .bpmn file, or back; the ending of -o, or --to, tells which way.\n\
         The .bpmn file is complete: elements, personal data, diagram. What is not carried is told on standard error.\n\
         From .bpmn to .bpmn only the diagram changes: added where there is none (--layout), or made anew (--layout always); the\n\
         rest of the file keeps each of its bytes. What was not understood of the input is missing, and told on standard error; the exit\n\
         status is 0 once the file is written: it is recens check that judges.\n\
         Other programs read: .json, the whole model (docs/schema/model-1.json describes it); .ttl and .jsonld, the vocabulary W3C\n\
         DPV 2.3; .pia.json, one activity for the CNIL's PIA software. The guide (in French): docs/echange.md.",
    ),
    examples: &[
        ("recens convert appel.recens -o appel.bpmn", Word::new("pour bpmn.io, Camunda, Signavio…", "for bpmn.io, Camunda, Signavio…")),
        ("recens convert appel.bpmn -o appel.recens", Word::new("pour continuer en texte", "to go on in text")),
        (
            "recens convert sans-dessin.bpmn --layout -o avec-dessin.bpmn",
            Word::new("ajoute le dessin, et rien d'autre ne change", "adds the diagram, and nothing else changes"),
        ),
        ("recens convert appel.recens -o appel.ttl", Word::new("les données personnelles en W3C DPV", "the personal data as W3C DPV")),
        (
            "recens convert registre.recens --activity T-004 -o T-004.pia.json",
            Word::new("pour le logiciel PIA de la CNIL", "for the CNIL's PIA software"),
        ),
    ],
};

/// `-o`.
pub const OUTPUT: Value = Value {
    name: Word::new("FICHIER", "FILE"),
    help: Word::new(
        "Fichier à écrire, .recens, .bpmn, .json, .ttl, .jsonld ou .pia.json ; sans lui, la sortie standard",
        "File to write, .recens, .bpmn, .json, .ttl, .jsonld or .pia.json; without it, standard output",
    ),
};

/// `--to`.
pub const TO: Value = Value {
    name: Word::new("FORMAT", "FORMAT"),
    help: Word::new(
        "Format de sortie, s'il ne se lit pas dans le nom du fichier : recens ou bpmn (sinon : l'autre que celui de l'entrée), json, ttl, jsonld, pia",
        "Output format, where the file's name does not tell: recens or bpmn (otherwise: the other than the input's), json, ttl, jsonld, pia",
    ),
};

/// `--base`.
pub const BASE: Value = Value {
    name: Word::new("ADRESSE", "ADDRESS"),
    help: Word::new(
        "En ttl et jsonld : l'adresse sous laquelle les choses sont nommées (sinon : urn:recens: et la référence du traitement)",
        "In ttl and jsonld: the address that things are named under (otherwise: urn:recens: and the activity's reference)",
    ),
};

/// `--activity`.
pub const ACTIVITY: Value = Value {
    name: Word::new("TRAITEMENT", "ACTIVITY"),
    help: Word::new(
        "En pia : le traitement, par sa référence ou son nom, si l'entrée en a plusieurs",
        "In pia: the activity, by its reference or name, where the input has several",
    ),
};

/// An address that names nothing.
pub fn no_base(base: &str) -> Text {
    text!(
        "« {base} » n'est pas une adresse sous laquelle nommer : écrire urn:… ou https://…, sans # ni blanc",
        "“{base}” is no address to name under: write urn:… or https://…, without # or blanks"
    )
}

/// The assessment is that of one activity.
pub fn one_activity(name: &str, asked: Option<&str>, known: &str) -> Text {
    let why = match asked {
        Some(asked) => text!(
            "aucun traitement de « {name} » n'est « {asked} », ou plusieurs le sont",
            "no activity of “{name}” is “{asked}”, or several are"
        ),
        None => text!(
            "le logiciel PIA en évalue un seul à la fois, et « {name} » n'a pas un traitement et un seul",
            "the PIA software assesses one at a time, and “{name}” has not exactly one activity"
        ),
    };
    if known.is_empty() {
        return why;
    }
    why.then(&text!(" ; les nommer avec --activity : {known}", "; name one with --activity: {known}"))
}

/// `--ids`.
pub const IDS: Value = Value {
    name: Word::new("LESQUELS", "WHICH"),
    help: Word::new(
        "De .bpmn à .recens : garde les identifiants du fichier (keep, par défaut), ou remplace ceux qu'un outil a faits par d'autres, tirés des libellés (readable)",
        "From .bpmn to .recens: keeps the file's identifiers (keep, the default), or replaces those that a tool made up by others made from the labels (readable)",
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

/// Identifiers that a tool made up were replaced, or could be.
pub fn readable(count: usize, old: &str, new: &str, done: bool) -> Text {
    match (count, done) {
        (1, true) => text!(
            "un identifiant fait par un outil devient lisible : `{old}` devient `{new}`",
            "an identifier that a tool made up becomes readable: `{old}` becomes `{new}`"
        ),
        (_, true) => text!(
            "{count} identifiants faits par un outil deviennent lisibles : `{old}` devient `{new}`, etc.",
            "{count} identifiers that a tool made up become readable: `{old}` becomes `{new}`, and so on"
        ),
        (1, false) => text!(
            "un identifiant fait par un outil est gardé ; avec --ids readable, `{old}` deviendrait `{new}`",
            "an identifier that a tool made up is kept; with --ids readable, `{old}` would become `{new}`"
        ),
        (_, false) => text!(
            "{count} identifiants faits par un outil sont gardés ; avec --ids readable, `{old}` deviendrait `{new}`, etc.",
            "{count} identifiers that a tool made up are kept; with --ids readable, `{old}` would become `{new}`, and so on"
        ),
    }
}

/// The document holds neither a process nor a collaboration.
pub fn nothing_to_draw(name: &str) -> Text {
    text!(
        "« {name} » ne contient ni processus ni collaboration : rien à dessiner, le fichier reste tel quel ; l'exporter avec son processus",
        "“{name}” holds neither a process nor a collaboration: nothing to draw, the file stays as it is; export it together with its process"
    )
}

/// The document has a diagram already.
pub fn unchanged(name: &str) -> Text {
    text!(
        "« {name} » a déjà un dessin et reste tel quel ; pour le refaire : --layout always",
        "“{name}” has a diagram already and stays as it is; to make it anew: --layout always"
    )
}
