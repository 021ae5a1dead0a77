//! An everyday word used for a legal operation.
//!
//! ## Français : mot d'usage au lieu du terme légal
//! Le RGPD art. 4(2) nomme les opérations : « effacement », « conservation », « communication »… Les mots d'usage
//! (« suppression », « stockage », « envoi ») sont compris et rattachés au terme légal le plus proche, qui est celui des
//! tableaux ; mieux vaut l'écrire, car deux mots d'usage peuvent cacher la même opération ou deux opérations différentes.
//!
//! La règle signale, pour information, chaque mot d'usage de la liste datée `operation-words.toml` avec son terme légal.
//!
//! Limites : un mot hors de la liste n'est pas une opération et relève de la lecture ; le libellé de l'étape n'est pas
//! regardé.
//!
//! ## English
//! GDPR art. 4(2) names the operations: “erasure”, “storage”, “disclosure”… Everyday words are understood and read as the
//! nearest legal term, which is the one the tables print; writing it is better, since two everyday words may hide one
//! operation or two different ones.
//!
//! The rule tells, for information, each everyday word of the dated list `operation-words.toml` with its legal term.
//!
//! Limits: a word off the list is no operation and is told by reading; the label of the step is not looked at.
//!
//! ## Exemple
//! ```recens
//! traitement fidelisation {
//!     tâche purger {
//!         suppression "Profil" pour "Respecter la durée annoncée"
//! #       ^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement fidelisation {
//!     tâche purger {
//!         effacement "Profil" pour "Respecter la durée annoncée"
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Edit, Lang, Severity, Text};
use crate::process::vocabulary::Words;
use crate::process::{Operation, Wording};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "informal-operation",
    code: "VOC-01",
    severity: Severity::Info,
    lesser: Severity::Info,
    source: "RGPD art. 4(2)",
    manual: include_str!("informal_operation.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    words(context, report, Wording::Informal, |word, operation| {
        let (fr, en) = (operation.kind.word(Lang::Fr), operation.kind.word(Lang::En));
        let message = text!("« {word} » n'est pas un terme du RGPD : c'est lu comme « {fr} »", "“{word}” is no term of the GDPR: it is read as “{en}”");
        (message, text!("écrire `{fr}`", "write `{en}`"))
    });
}

/// Reports each operation word of one kind, with the edit that writes the legal term. Shared by the three rules on words.
pub(super) fn words(context: &Context, report: &mut Report, wording: Wording, say: impl Fn(&str, &Operation) -> (Text, Text)) {
    let model = context.model;
    for (id, operation) in model.operations.iter().filter(|(_, operation)| operation.wording == wording) {
        let (message, help) = say(&operation.word.value, operation);
        let edit = Edit { span: operation.word.span, text: operation.kind.word(model.lang).to_owned() };
        let finding = Finding::new(operation.word.span, message).about(&model.nodes[operation.node].head).operation(id).help(help);
        // Which of several operations an ambiguous word means is the author's to say.
        report.push(if wording == Wording::Ambiguous { finding } else { finding.fixes([edit]) });
    }
}
