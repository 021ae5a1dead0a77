//! A feared event that is not fully described, or one of the three that is missing.
//!
//! ## Français : événement redouté incomplet ou oublié
//! Une étude des risques dit, pour chaque événement redouté, ses impacts sur les personnes, ses sources, ses menaces,
//! les mesures qui le réduisent, sa gravité et sa vraisemblance (RGPD art. 35(7)). La méthode de la CNIL en étudie trois
//! : l'accès illégitime, la modification non désirée, la disparition.
//!
//! La règle regarde chaque `risque` et liste ce qui lui manque. Si un traitement en décrit l'un des trois, elle signale
//! ceux qu'il oublie.
//!
//! Limites : elle compte ce qui est écrit, non ce qu'il vaut ; un traitement sans aucun risque n'est pas regardé.
//!
//! ## English
//! A study of risks tells, for each feared event, its impacts on the persons, its sources, its threats, the measures
//! that reduce it, its severity and its likelihood (GDPR art. 35(7)). The CNIL's method studies three: illegitimate
//! access, unwanted modification, disappearance.
//!
//! The rule looks at each `risque` (`risk`) and lists what it lacks. Where an activity describes one of the three, it
//! tells those it forgets.
//!
//! Limits: it counts what is written, not what it is worth; an activity without any risk is not looked at.
//!
//! ## Exemple
//! ```recens
//! risque accès "Accès illégitime" { impacts "Usurpation d'identité"; gravité importante }
//! #      ^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! mesure contrôle "Contrôle d'accès"
//! risque vol "Vol de l'ordinateur" {
//!     impacts "Usurpation d'identité"; sources "Voleur"; menaces "Vol d'un ordinateur"
//!     mesures contrôle; gravité importante; vraisemblance limitée
//! }
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{Activity, Id, Risk};
use crate::reference::feared::Feared;
use crate::text;
use indexmap::IndexMap;

pub(super) static RULE: Rule = Rule {
    name: "risk-incomplete",
    code: "RSK-02",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 35(7)(c) et (d)",
    manual: include_str!("risk_incomplete.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let mut studies: IndexMap<Option<Id<Activity>>, Vec<&Risk>> = IndexMap::new();
    for risk in model.risks.values() {
        studies.entry(risk.head.scope).or_default().push(risk);
    }
    for risks in studies.values() {
        let forgotten = forgotten(risks);
        for (at, risk) in risks.iter().enumerate() {
            let mut missing = lacking(risk);
            // The events that the study forgets are told where it begins.
            if at == 0 {
                missing.extend(&forgotten);
            }
            if missing.is_empty() {
                continue;
            }
            let (fr, en) = (missing.iter().map(|one| one.0).collect::<Vec<_>>().join(", "), missing.iter().map(|one| one.1).collect::<Vec<_>>().join(", "));
            let title = risk.head.title();
            report.push(
                Finding::new(risk.head.span, text!("« {title} » : il manque {fr}", "“{title}”: missing: {en}"))
                    .about(&risk.head)
                    .help(text!("compléter l'étude : {fr}", "complete the study: {en}")),
            );
        }
    }
}

type Name = (&'static str, &'static str);

fn lacking(risk: &Risk) -> Vec<Name> {
    let parts = [
        (risk.impacts.is_empty(), ("les impacts", "impacts")),
        (risk.sources.is_empty(), ("les sources", "sources")),
        (risk.threats.is_empty(), ("les menaces", "threats")),
        (risk.measures.is_empty(), ("les mesures", "measures")),
        (risk.severity.is_none(), ("la gravité", "severity")),
        (risk.likelihood.is_none(), ("la vraisemblance", "likelihood")),
    ];
    parts.into_iter().filter(|part| part.0).map(|part| part.1).collect()
}

/// The CNIL's feared events that a study which names one of them leaves out.
fn forgotten(risks: &[&Risk]) -> Vec<Name> {
    let known: Vec<Feared> = risks.iter().filter_map(|risk| Feared::of(risk.head.title())).collect();
    let forgotten = Feared::ALL.into_iter().filter(|event| !known.is_empty() && !known.contains(event));
    let name = |event| match event {
        Feared::Access => ("le risque d'accès illégitime", "the risk of illegitimate access"),
        Feared::Modification => ("le risque de modification non désirée", "the risk of unwanted modification"),
        Feared::Disappearance => ("le risque de disparition", "the risk of disappearance"),
    };
    forgotten.map(name).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    fn study(titles: &[&str]) -> Vec<String> {
        let risks = titles.iter().enumerate().map(|(at, title)| {
            format!("risque r{at} \"{title}\" {{ impacts \"I\"; sources \"S\"; menaces \"M\"; mesures \"C\"; gravité limitée; vraisemblance limitée }}")
        });
        messages("risk-incomplete", &risks.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn the_three_events_are_enough_and_two_are_not() {
        assert_eq!(study(&["Accès illégitime aux données", "Modification non désirée", "Disparition des données"]), [""; 0]);
        assert_eq!(study(&["Vol de l'ordinateur"]), [""; 0], "a study of its own kind is left alone");
        let found = study(&["Accès illégitime aux données", "Disparition des données"]);
        assert!(found.len() == 1 && found[0].contains("modification"), "{found:?}");
    }
}
