//! A purpose that no activity declares.
//!
//! ## Français : finalité qu'aucun traitement ne déclare
//! Le registre liste les finalités du traitement (RGPD art. 30(1)(b)) et la personne en est informée avant la collecte
//! (art. 13(1)(c)). Une opération qui sert une finalité absente de cette liste sort du cadre annoncé.
//!
//! La règle regarde ce que nomme chaque clause `pour` : une erreur si aucun traitement ne déclare cet identifiant, un
//! avertissement si la finalité n'est qu'un texte entre guillemets, qui n'a ni base légale ni place au registre.
//!
//! Limites : une finalité déclarée par un autre traitement du fichier passe ; `processor-own-purpose` et
//! `purpose-diverted` en jugent.
//!
//! ## English
//! The record lists the purposes of the activity (GDPR art. 30(1)(b)) and the person is told of them before collection
//! (art. 13(1)(c)). An operation that serves a purpose outside that list leaves what was announced.
//!
//! The rule looks at what each `pour` (`for`) clause names: an error where no activity declares that identifier, a
//! warning where the purpose is only a quoted text, which has neither legal basis nor place in the record.
//!
//! Limits: a purpose that another activity of the file declares passes; `processor-own-purpose` and `purpose-diverted`
//! judge it.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel"
//!     tâche enregistrer {
//!         enregistrement "Voix" pour finalite_preuv
//! #                                  ^^^^^^^^^^^^^^
//!         conservation "Voix" pour "Former les opérateurs"
//! #                                ^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     finalité preuve "Preuve de l'appel"
//!     finalité formation "Former les opérateurs"
//!     tâche enregistrer {
//!         enregistrement "Voix" pour preuve
//!         conservation "Voix" pour formation
//!     }
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::{Edit, Severity};
use crate::process::vocabulary::{nearest, nearest_alone};
use crate::process::{Fact, Head, Id, Operation, Purpose, Ref};
use crate::text;

pub(super) static RULE: Rule = Rule {
    name: "purpose-undeclared",
    code: "FIN-03",
    severity: Severity::Error,
    lesser: Severity::Warning,
    source: "RGPD art. 30(1)(b), 13(1)(c)",
    manual: include_str!("purpose_undeclared.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    for node in model.nodes.values() {
        for fact in &node.facts {
            match fact {
                Fact::Operation(id) => {
                    for purpose in &model.operations[*id].purposes {
                        judge(context, report, &node.head, Some(*id), purpose);
                    }
                }
                Fact::Consent(consent) => {
                    for purpose in &consent.purposes {
                        judge(context, report, &node.head, None, purpose);
                    }
                }
                _ => {}
            }
        }
    }
}

fn judge(context: &Context, report: &mut Report, head: &Head, operation: Option<Id<Operation>>, purpose: &Ref<Id<Purpose>>) {
    let written = &purpose.text;
    let declared = || context.model.purposes.values().map(|purpose| &purpose.head).filter(|head| !head.on_the_spot);
    let finding = match purpose.to {
        Some(id) if !context.model.purposes[id].head.on_the_spot => return,
        Some(_) => Finding::new(
            purpose.span,
            text!("la finalité « {written} » n'est déclarée par aucun traitement", "the purpose “{written}” is declared by no activity"),
        )
        .lesser()
        .help(text!(
            "la déclarer dans le traitement avec sa base légale : finalité … \"{written}\" base …",
            "declare it in the activity with its legal basis: purpose … \"{written}\" basis …"
        )),
        None => {
            let near = nearest(written, declared().map(|head| head.name.as_str()));
            let (message, help) = match near {
                Some(near) => (
                    text!(
                        "`{written}` n'est déclarée nulle part ; vouliez-vous dire `{near}` ?",
                        "`{written}` is declared nowhere; did you mean `{near}`?"
                    ),
                    text!("écrire `{near}`, ou déclarer la finalité `{written}`", "write `{near}`, or declare the purpose `{written}`"),
                ),
                None => (
                    text!("la finalité `{written}` n'est déclarée nulle part", "the purpose `{written}` is declared nowhere"),
                    text!("la déclarer dans le traitement : finalité {written} \"…\" base …", "declare it in the activity: purpose {written} \"…\" basis …"),
                ),
            };
            let finding = Finding::new(purpose.span, message).help(help);
            let alone = nearest_alone(written, declared().map(|head| head.name.as_str()));
            finding.fixes(alone.map(|near| Edit { span: purpose.span, text: near.to_owned() }))
        }
    };
    let finding = finding.about(head);
    report.push(match operation {
        Some(id) => finding.operation(id),
        None => finding,
    });
}
