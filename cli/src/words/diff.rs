//! What `diff` says: its help, its lines.

use super::Word;
use super::help::{Page, Value};
use model::diagnostic::{Lang, Text};
use model::table::diff::{Aspect, Change, Nature};
use model::text;

/// `diff`.
pub const DIFF: Page = Page {
    name: "diff",
    alias: "comparer",
    about: Word::new(
        "Dit ce qui change d'une version à l'autre, dans les termes du registre",
        "Says what changed between versions, in the register's own terms",
    ),
    long: Word::new(
        "Dit ce qui change d'une version à l'autre, dans les termes du registre : activité, finalité, base légale, donnée, durée,\n\
         destinataire, transfert, mesure, risque, étape, opération, référence. ANCIEN et NOUVEAU sont deux fichiers ou deux dossiers.\n\
         La mise en page, l'ordre des lignes et les commentaires ne comptent pas.\n\
         Sans -o ni --format, un texte ; .md, .json et les autres formats de tableaux selon la terminaison.\n\
         L'état de sortie est 0 dès que la comparaison est faite ; avec --check, 1 s'il y a un changement.",
        "Says what changed between versions, in the register's own terms: activity, purpose, legal basis, datum, retention,\n\
         recipient, transfer, measure, risk, step, operation, reference. OLD and NEW are two files or two folders.\n\
         Layout, the order of lines and comments do not count.\n\
         Without -o or --format, a text; .md, .json and the other table formats by the ending.\n\
         The exit status is 0 once the comparison is made; with --check, 1 if anything changed.",
    ),
    examples: &[
        ("recens diff avant.recens apres.recens", Word::new("à l'écran", "on the screen")),
        (
            "recens diff registre-2025/ registre-2026/ -o changements.md",
            Word::new("deux dossiers, en Markdown", "two folders, as Markdown"),
        ),
        ("recens diff --check avant.recens apres.bpmn", Word::new("état 1 s'il y a un changement", "status 1 if anything changed")),
    ],
};

/// The older version.
pub const OLD: Value = Value {
    name: Word::new("ANCIEN", "OLD"),
    help: Word::new("L'ancienne version, fichier ou dossier", "The older version, a file or a folder"),
};

/// The newer version.
pub const NEW: Value = Value {
    name: Word::new("NOUVEAU", "NEW"),
    help: Word::new("La nouvelle version, fichier ou dossier", "The newer version, a file or a folder"),
};

/// `--check`.
pub const CHECK: Word = Word::new("L'état de sortie est 1 s'il y a un changement", "The exit status is 1 if anything changed");

/// Nothing changed.
pub const SAME: Word = Word::new("Aucun changement dans les termes du registre.", "No change in the register's terms.");

/// A change as a line of text, without the activity.
pub fn line(change: &Change, lang: Lang) -> String {
    let colon = super::run::COLON.get(lang);
    let (aspect, name) = (change.aspect.label(lang), &change.name);
    let own = change.aspect == Aspect::Activity;
    let of = if own || *name == change.activity { String::new() } else { format!(" ({name})") };
    let (before, after) = (&change.before, &change.after);
    match change.nature {
        // Something new or gone, or something newly said of what was there.
        Nature::Added | Nature::Removed => {
            let (mark, said) = if change.nature == Nature::Added { ('+', after) } else { ('-', before) };
            let detail = change.aspect.is_detail();
            match (detail, said.is_empty()) {
                (true, _) => format!("{mark} {aspect}{of}{colon} {said}"),
                (false, true) => format!("{mark} {aspect}{colon} {name}"),
                (false, false) => format!("{mark} {aspect}{colon} {name} ({said})"),
            }
        }
        Nature::Renamed => format!("~ {aspect}{colon} {before} → {after}"),
        Nature::Changed | Nature::Renumbered => format!("~ {aspect}{of}{colon} {before} → {after}"),
        Nature::Longer | Nature::Shorter => {
            format!("~ {aspect}{of}{colon} {before} → {after} ({})", change.nature.label(lang).to_lowercase())
        }
        Nature::Unchanged => format!("! {}", stale(if after.is_empty() { "—" } else { after }).get(lang)),
    }
}

/// The record changed and its date did not.
fn stale(date: &str) -> Text {
    text!("Date de mise à jour inchangée : {date}", "Date of last update unchanged: {date}")
}
