//! Data collected for one purpose and used for another that was not announced.
//!
//! ## Français : données détournées de leur finalité
//! Des données collectées pour une finalité ne servent pas à une autre qui lui serait incompatible (RGPD art. 5(1)(b),
//! 6(4)), et toute nouvelle finalité s'annonce avant (art. 13(3), 14(4)).
//!
//! La règle suit chaque donnée, à travers les magasins et d'un traitement à l'autre : une opération la traite pour une finalité
//! pour laquelle rien ne l'a collectée, sans qu'avant, sur tout chemin, la personne ait été informée (`informe … de
//! finalité`) ou y ait consenti. Dans un traitement qui n'informe nulle part, c'est l'information qui manque : une autre
//! règle le dit.
//!
//! Limites : elle ne juge pas si les deux finalités sont compatibles (art. 6(4)) : elle demande qu'on l'ait annoncé.
//!
//! ## English
//! Data collected for one purpose do not serve another that is incompatible with it (GDPR art. 5(1)(b), 6(4)), and any new
//! purpose is announced before (art. 13(3), 14(4)).
//!
//! The rule follows each datum, through the stores and from one activity to another: an operation processes it for a
//! purpose for which nothing collected it, and before that, on every path, the person was neither informed (`informs … of
//! purpose`) nor gave consent. In an activity that informs nowhere it is the notice that is missing: another rule says so.
//!
//! Limits: it does not judge whether the two purposes are compatible (art. 6(4)): it asks that it was announced.
//!
//! ## Exemple
//! ```recens
//! personnes client "Clients"
//! magasin base "Base clients"
//! donnée courriel "Courriel" sur client
//! traitement livraison {
//!     finalité livrer "Livrer les commandes" base contrat
//!     tâche commander {
//!         informe client de responsable, finalité
//!         collecte courriel pour livrer dans base
//!     }
//! }
//! traitement lettre {
//!     finalité promouvoir "Envoyer des promotions" base intérêt-légitime "Vendre"
//!     tâche choisir {
//!         utilisation courriel pour promouvoir depuis base
//! #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//!     }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes client "Clients"
//! magasin base "Base clients"
//! donnée courriel "Courriel" sur client
//! traitement livraison {
//!     finalité livrer "Livrer les commandes" base contrat
//!     tâche commander {
//!         informe client de responsable, finalité
//!         collecte courriel pour livrer dans base
//!     }
//! }
//! traitement lettre {
//!     finalité promouvoir "Envoyer des promotions" base intérêt-légitime "Vendre"
//!     tâche choisir {
//!         informe client de finalité, opposition
//!         utilisation courriel pour promouvoir depuis base
//!     }
//! }
//! ```

use super::consent::{Vetting, granted};
use super::facts::Witness;
use super::lookup::{At, Op, informed};
use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::flow::lineage::{Role, data_of, purposes_of, role};
use crate::flow::spread::Effect;
use crate::process::{Datum, Fact, Id, NoticeItem, Purpose};
use crate::text;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "purpose-diverted",
    code: "FIN-10",
    severity: Severity::Error,
    lesser: Severity::Error,
    source: "RGPD art. 5(1)(b), 6(4), 13(3)",
    manual: include_str!("purpose_diverted.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let subjects = model.subjects.len() + 1;
    let (mut effects, mut announcing) = (Vec::new(), HashSet::default());
    for At { node, fact, what } in context.facts().iter().copied() {
        let Fact::Notice(notice) = what else { continue };
        if notice.items.iter().any(|item| item.value == NoticeItem::Purpose) {
            announcing.insert(model.nodes[node].activity);
            effects.extend(informed(model, notice).into_iter().map(|property| Effect::on(node, fact, property)));
        }
    }
    let told = context.every(subjects, &effects);
    let agreed = context.every(model.purposes.len(), &granted(context));
    let (mut agreed_there, mut told_there) = (Vetting::new(context, &agreed), Vetting::new(context, &told));
    let mut reported: HashSet<(Id<Datum>, Id<Purpose>)> = HashSet::default();
    for op in context.operations().iter().copied() {
        for purpose in purposes_of(op.operation).filter(|id| !model.purposes[*id].head.on_the_spot) {
            let scope = model.purposes[purpose].head.scope;
            let diverted = |datum: &Id<Datum>| {
                let origins = context.lineage().purposes(*datum);
                let unannounced = context.lineage().activities(*datum).contains(&scope) && scope.is_some() && !announcing.contains(&scope);
                matches!(role(model, op.operation, *datum), Role::Use | Role::Keep)
                    && !origins.is_empty()
                    && !origins.contains(&purpose)
                    && !unannounced
            };
            let data: Vec<_> = data_of(op.operation).into_iter().filter(diverted).collect();
            if data.is_empty() {
                continue;
            }
            let allowed = agreed.at(op.node, op.fact, purpose.index()) || agreed_there.holds(&op, purpose.index());
            let missing = |property: &usize| !told.at(op.node, op.fact, *property);
            let Some(property) = context.needed_notices(op.operation).into_iter().find(missing) else { continue };
            // Another process of the same activity may have told them when it filled the store.
            let declared_there = |datum: &Id<Datum>| context.lineage().activities(*datum).contains(&scope);
            let before = data.iter().all(declared_there) && told_there.holds(&op, property);
            let data: Vec<_> = data.into_iter().filter(|datum| !allowed && !before && reported.insert((*datum, purpose))).collect();
            if !data.is_empty() {
                push(context, report, &op, purpose, &data, context.witness(|| told.path_without(op.node, property)));
            }
        }
    }
}

fn push(context: &Context, report: &mut Report, op: &Op, purpose: Id<Purpose>, data: &[Id<Datum>], path: Witness) {
    let model = context.model;
    let head = context.head(op.node);
    let (step, list, title) = (head.title(), context.data_titles(data.iter().copied()), model.purposes[purpose].head.title());
    let origins: Vec<_> = context.lineage().purposes(data[0]).iter().map(|id| model.purposes[*id].head.title()).collect();
    let origins = origins.join(", ");
    report.push(
        Finding::new(
            op.operation.span,
            text!(
                "« {step} » traite {list} pour « {title} », alors que la collecte servait à : {origins}",
                "“{step}” processes {list} for “{title}”, although the collection served: {origins}"
            ),
        )
        .about(head)
        .operation(op.id)
        .path(path)
        .help(text!(
            "annoncer la nouvelle finalité avant (informe … de finalité), recueillir le consentement pour elle, ou l'ajouter à la collecte",
            "announce the new purpose before (informs … of purpose), obtain consent for it, or add it to the collection"
        )),
    );
}
