//! What `serve` says: its help, its complaints, its refusals.

use super::Word;
use super::help::{Page, Value};
use super::run::system;
use model::diagnostic::Text;
use model::text;
use std::fmt::Display;
use std::io::Error;

/// `serve`.
pub const SERVE: Page = Page {
    name: "serve",
    alias: "servir",
    about: Word::new(
        "Montre un dossier dans le navigateur, et chaque changement à la frappe",
        "Shows a folder in the browser, and every change as it is typed",
    ),
    long: Word::new(
        "Ouvre une page locale : le texte d'un côté, le dessin, les tableaux et les constats de l'autre, remis à jour à la frappe.\n\
         Rien n'est écrit tant qu'on n'enregistre pas, et un fichier changé entre-temps n'est pas écrasé. La page n'est servie\n\
         qu'à cette machine (127.0.0.1) et ne charge rien du réseau. Ctrl-C pour finir.",
        "Opens a local page: the text on one side, the drawing, tables and findings on the other, updated while one types.\n\
         Nothing is written until it is saved, and a file changed meanwhile is not overwritten. The page is served to this\n\
         machine only (127.0.0.1) and loads nothing from the network. Ctrl-C ends it.",
    ),
    examples: &[
        ("recens serve", Word::new("le dossier courant", "the current folder")),
        ("recens serve examples --port 8080", Word::new("un autre dossier, un port choisi", "another folder, a chosen port")),
    ],
};

/// The folder or file.
pub const FOLDER: Value = Value {
    name: Word::new("DOSSIER", "FOLDER"),
    help: Word::new("Dossier à montrer ; sinon le dossier courant", "Folder to show; otherwise the current one"),
};

/// `--port`.
pub const PORT: Value = Value {
    name: Word::new("PORT", "PORT"),
    help: Word::new("Port d'écoute (sinon 7440 ; 0 : un port libre)", "Port to listen on (otherwise 7440; 0: a free one)"),
};

/// What stands on standard output once the page can be opened.
pub fn ready(address: &str, folder: &str) -> Text {
    text!("recens montre {folder} : {address} (Ctrl-C pour finir)", "recens shows {folder}: {address} (Ctrl-C to end)")
}

/// The folder is none.
pub fn not_a_folder(name: &str) -> Text {
    text!(
        "« {name} » n'est pas un dossier ; donner le dossier qui contient le fichier",
        "“{name}” is no folder; give the folder that holds the file"
    )
}

/// The port is in use.
pub fn port_taken(port: u16, free: Option<u16>) -> Text {
    match free {
        Some(free) => text!(
            "le port {port} est déjà pris ; le {free} est libre : recens serve --port {free}",
            "port {port} is taken; {free} is free: recens serve --port {free}"
        ),
        None => text!("le port {port} est déjà pris ; en choisir un autre avec --port", "port {port} is taken; choose another with --port"),
    }
}

/// The port cannot be listened on.
pub fn port_refused(port: u16, error: &Error) -> Text {
    let why = system(error);
    Text::new(format!("impossible d'écouter sur le port {port} : {}", why.fr), format!("cannot listen on port {port}: {}", why.en))
}

/// The server ends with an error.
pub fn listening_failed(error: &Error) -> Text {
    let why = system(error);
    Text::new(format!("la page ne peut plus être servie : {}", why.fr), format!("the page can no longer be served: {}", why.en))
}

/// No random numbers.
pub fn no_random(error: &dyn Display) -> Text {
    text!("le système ne donne pas de nombres aléatoires : {error}", "the system gives no random numbers: {error}")
}

/// An address of the page that is none.
pub fn nothing_here() -> Text {
    text!("il n'y a rien à cette adresse", "there is nothing at this address")
}

/// A `Host` that is not this machine's.
pub fn foreign_host() -> Text {
    text!("cette page n'est servie qu'à l'adresse 127.0.0.1 ou localhost", "this page is served at 127.0.0.1 or localhost only")
}

/// Another site's page asks.
pub fn foreign_origin() -> Text {
    text!("demande venue d'une autre page : refusée", "a request from another page: refused")
}

/// The token is missing or of another start.
pub fn wrong_token() -> Text {
    text!("cette page est d'un démarrage précédent : la recharger", "this page is of an earlier start: reload it")
}

/// A request that is not as the page makes it.
pub fn not_understood() -> Text {
    text!("demande incomprise : recharger la page", "request not understood: reload the page")
}

/// No such file in the folder.
pub fn no_such_file(name: &str) -> Text {
    text!("« {name} » n'est pas (ou plus) dans le dossier", "“{name}” is not in the folder (any more)")
}

/// A name that no file can be given.
pub fn bad_name(name: &str) -> Text {
    text!(
        "« {name} » ne peut pas être créé : un nom de fichier en .recens ou .bpmn, dans le dossier montré",
        "“{name}” cannot be created: a file name ending in .recens or .bpmn, in the folder shown"
    )
}

/// Too large to read.
pub fn too_large() -> Text {
    text!("trop grand pour être lu", "too large to be read")
}

/// The bytes would change by saving.
pub fn not_utf8() -> Text {
    text!(
        "ce fichier n'est pas en UTF-8 : il est montré mais ne peut pas être enregistré d'ici",
        "this file is not in UTF-8: it is shown but cannot be saved from here"
    )
}

/// Another program wrote the file.
pub fn changed_meanwhile(name: &str) -> Text {
    text!(
        "« {name} » a changé sur le disque depuis son ouverture : rien n'est enregistré",
        "“{name}” has changed on disk since it was opened: nothing is saved"
    )
}

/// The program is ending.
pub fn ending() -> Text {
    text!("le programme se termine", "the program is ending")
}

/// A bug.
pub fn our_fault() -> Text {
    text!(
        "recens a échoué sur ce texte : c'est une erreur du programme, rien n'est perdu",
        "recens failed on this text: a mistake of the program, nothing is lost"
    )
}
