//! Converted data stored without a check.
//!
//! ## Français : données converties et stockées sans vérification
//! Une conversion peut altérer les données — une date dont le jour et le mois s'échangent (RGPD art. 5(1)(d), 32(1)(b)).
//!
//! La règle regarde chaque `adaptation` : un chemin mène à l'écriture des mêmes données dans un magasin sans ligne
//! `vérifie format` ni `vérifie exactitude` entre les deux.
//!
//! Limites : une conversion qui ne s'appelle pas `adaptation` n'est pas reconnue.
//!
//! ## English
//! A conversion may corrupt data — a date whose day and month change places (GDPR art. 5(1)(d), 32(1)(b)).
//!
//! The rule looks at each `adaptation`: a path leads to the same data being written to a store without a line
//! `checks format` or `checks accuracy` in between.
//!
//! Limits: a conversion that is not called `adaptation` is not recognised.
//!
//! ## Exemple
//! ```recens
//! traitement etude {
//!     tâche convertir {
//!         adaptation "Date" format "AAAA-MM-JJ" pour "Étude"
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!         enregistrement "Date" pour "Étude" dans "Base"
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! traitement etude {
//!     tâche convertir {
//!         adaptation "Date" format "AAAA-MM-JJ" pour "Étude"
//!         vérifie format
//!         enregistrement "Date" pour "Étude" dans "Base"
//!     }
//! }
//! ```

use super::free_text_uncontrolled::verifications;
use super::lookup::Op;
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{data_of, written};
use crate::flow::spread::Effect;
use crate::process::{Datum, Id, OperationKind};
use crate::text;
use foldhash::{HashMap};

pub(super) static RULE: Rule = Rule {
    name: "conversion-unchecked",
    code: "QUA-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(d), 32(1)(b)",
    manual: include_str!("conversion_unchecked.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let operations = context.operations();
    let conversions: Vec<Op> = operations.iter().copied().filter(|op| op.operation.kind == OperationKind::Adaptation).collect();
    if conversions.is_empty() {
        return;
    }
    let checks = verifications(context);
    let mut effects: Vec<Effect> = conversions.iter().enumerate().map(|(at, op)| Effect::on(op.node, op.fact, at)).collect();
    effects.extend(checks.iter().map(|(node, fact)| Effect::clear(*node, *fact)));
    let unchecked = context.some(conversions.len(), &effects);
    let checked: Vec<Effect> = checks.iter().map(|(node, fact)| Effect::on(*node, *fact, 0)).collect();
    let checked = context.every(1, &checked);
    let mut writes: HashMap<Id<Datum>, Vec<usize>> = HashMap::default();
    for (place, op) in operations.iter().enumerate().filter(|(_, op)| written(op.operation).next().is_some()) {
        for datum in data_of(op.operation) {
            writes.entry(datum).or_default().push(place);
        }
    }
    for (at, op) in conversions.iter().enumerate() {
        let data = data_of(op.operation);
        let stored_at_once = written(op.operation).next().is_some() && !checked.at(op.node, op.fact, 0);
        let unchecked_at = |other: &Op| other.id != op.id && unchecked.at(other.node, other.fact, at);
        let first = |datum| writes.get(datum).into_iter().flatten().copied().find(|place| unchecked_at(&operations[*place]));
        let write = data.iter().filter_map(first).min().map(|place| &operations[place]);
        if !stored_at_once && write.is_none() {
            continue;
        }
        let head = context.head(op.node);
        let (step, list) = (head.title(), context.data_titles(data.iter().copied()));
        let path = || match write.filter(|write| !stored_at_once && write.node != op.node) {
            Some(write) => unchecked.path_with(write.node, at),
            None => vec![op.node],
        };
        report.push(
            Finding::new(
                op.operation.span,
                text!("« {step} » convertit {list} ; le résultat est stocké sans contrôle", "“{step}” converts {list}; the result is stored without a check"),
            )
            .about(head)
            .operation(op.id)
            .path(context.witness(path))
            .help(text!(
                "ajouter entre la conversion et l'écriture : vérifie format",
                "add between the conversion and the write: checks format"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    #[test]
    fn a_check_in_a_step_between_is_enough_for_every_conversion_before_it() {
        let process = |between: &str| {
            format!(
                "magasin base \"Base\"\ntraitement t {{ participant p {{ début d\ntâche c {{ adaptation \"Date\" pour \"Étude\" }}\n\
                 tâche v {{ adaptation \"Avis\" pour \"Étude\" }}\ntâche k {{ {between} }}\n\
                 tâche e {{ enregistrement \"Date\", \"Avis\" pour \"Étude\" dans base }}\nfin f }}\nd -> c -> v -> k -> e -> f }}"
            )
        };
        assert_eq!(messages("conversion-unchecked", &process("vérifie format")), [""; 0]);
        assert_eq!(messages("conversion-unchecked", &process("utilisation \"Nom\" pour \"Étude\"")).len(), 2);
    }
}
