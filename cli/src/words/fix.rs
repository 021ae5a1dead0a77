//! What `check --fix` says of its work.

use super::{Word, count};
use crate::findings::Change;
use model::diagnostic::{Lang, Text};
use model::text;

/// The help of `--fix`.
pub const FIX: Word = Word::new(
    "Corrige ce qui peut l'être sans rien inventer, puis dit ce qui reste : mot d'usage, identifiant mal écrit, `puis effacement` d'une durée donnée, références",
    "Mends what can be without inventing anything, then tells what is left: everyday word, misspelt identifier, `then erasure` of a given duration, references",
);
/// The help of `--dry-run`.
pub const DRY_RUN: Word = Word::new(
    "Avec --fix, montre les différences et n'écrit rien ; l'état de sortie est 1 s'il y en a",
    "With --fix, shows the differences and writes nothing; the exit status is 1 if there are any",
);
const MENDED: Word = Word::new("corrigé", "mended");
const ONE: Word = Word::new("correction", "mending");
const MANY: Word = Word::new("corrections", "mendings");
const REFERENCE: Word = Word::new("référence fixée", "reference pinned");
const REFERENCES: Word = Word::new("références fixées", "references pinned");

/// A finding that was mended: where, by which rule, what stood there and what stands there now.
pub fn mended(rule: &str, change: &Change, before: &str, lang: Lang) -> String {
    let (place, after) = (&change.place, change.text.trim());
    let what = match (before.trim().is_empty(), lang) {
        (true, Lang::Fr) => format!("« {after} » ajouté"),
        (true, Lang::En) => format!("“{after}” added"),
        (false, Lang::Fr) => format!("« {before} » → « {after} »"),
        (false, Lang::En) => format!("“{before}” → “{after}”"),
    };
    let (colon, start) = (super::run::COLON.get(lang), place.start);
    format!("{}{colon} {}:{}:{}: {rule}{colon} {what}", MENDED.get(lang), place.file, start.line, start.column)
}

/// How much was mended in a file.
pub fn summary(name: &str, findings: usize, pinned: usize, lang: Lang) -> String {
    let mut parts = Vec::new();
    if findings > 0 {
        parts.push(count(findings, ONE, MANY, lang));
    }
    if pinned > 0 {
        parts.push(count(pinned, REFERENCE, REFERENCES, lang));
    }
    format!("{name}{} {}", super::run::COLON.get(lang), parts.join(", "))
}

/// Standard input cannot be mended in place.
pub fn stdin() -> Text {
    text!(
        "--fix corrige des fichiers sur place, et l'entrée standard n'en est pas un ; donner le nom du fichier",
        "--fix mends files in place, and standard input is none; give the name of the file"
    )
}

/// A file changed between reading and writing.
pub fn changed_meanwhile(name: &str) -> Text {
    text!(
        "« {name} » a changé pendant la correction et n'a pas été touché ; recommencer",
        "“{name}” changed while it was being mended and was not touched; try again"
    )
}
