//! A duration longer than the reference for such data.
//!
//! ## Français : durée plus longue que la référence
//! La CNIL publie des durées de référence. Elles sont indicatives et ne s'imposent pas, mais s'en écarter se justifie
//! (RGPD art. 5(1)(e) et 5(2)).
//!
//! La règle compare chaque durée à une table datée, d'après le libellé de la donnée, les personnes concernées et la
//! finalité de l'opération ; une ligne propre à la donnée passe avant une ligne propre aux personnes. Le message cite la
//! ligne et sa source. Une finalité fondée sur une obligation légale a sa propre durée et n'est pas comparée.
//!
//! Limites : la table est indicative et plusieurs de ses lignes restent à vérifier ; elle se lit aux libellés, et
//! `[retention]` dans `recens.toml` la change.
//!
//! ## English
//! The CNIL publishes reference durations. They are indicative and do not bind, but departing from them takes a
//! justification (GDPR art. 5(1)(e) and 5(2)).
//!
//! The rule compares each duration with a dated table, by the label of the datum, the data subjects and the operation's
//! purpose; a row for the datum goes before a row for the persons. The message cites the row and its source. A purpose
//! that rests on a legal obligation has a duration of its own and is not compared.
//!
//! Limits: the table is indicative and several of its rows are still to be verified; it goes by labels, and
//! `[retention]` in `recens.toml` changes it.
//!
//! ## Exemple
//! ```recens
//! personnes candidat "Candidats"
//! donnée cv "Curriculum vitae" vie-professionnelle sur candidat durée 5 ans après "l'entretien"
//! #                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//! traitement recrutement {
//!     tâche lire { consultation cv pour "Choisir un candidat" }
//! }
//! ```
//!
//! ## Corrigé
//! ```recens
//! personnes candidat "Candidats"
//! donnée cv "Curriculum vitae" vie-professionnelle sur candidat durée 2 ans après "l'entretien"
//! traitement recrutement {
//!     tâche lire { consultation cv pour "Choisir un candidat" }
//! }
//! ```

use super::common::{Kept, is_recording, kept, longer_than};
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::{BasisKind, Duration, Id, Purpose, RetentionLimit};
use crate::reference::durations::{Bound, ReferenceDuration, longer};
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "retention-over-reference",
    code: "RET-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 5(1)(e)",
    manual: include_str!("retention_over_reference.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    // The same datum is handled many times for the same purposes.
    let mut known = HashMap::default();
    let mut told = HashSet::default();
    for kept in kept(model) {
        let RetentionLimit::Duration(limit) = kept.retention.limit else { continue };
        let obliged = |id: &Id<Purpose>| model.purposes[*id].basis.as_ref().is_some_and(|basis| basis.value.kind == BasisKind::Obligation);
        if kept.purposes.iter().any(obliged) {
            continue;
        }
        let same = (kept.datum.head.title(), kept.purposes.clone(), kept.subjects.clone(), limit);
        let Some(row) = *known.entry(same).or_insert_with(|| exceeded(context, &kept, limit)) else { continue };
        if !told.insert((kept.retention.span, &row.id)) {
            continue;
        }
        report.push(longer_than(&kept, limit, row, RULE.name));
    }
}

/// The first row whose limit a duration exceeds; rows about the datum itself go before those about the persons.
fn exceeded<'a>(context: &Context<'a>, kept: &Kept, limit: Duration) -> Option<&'a ReferenceDuration> {
    let (model, durations) = (context.model, context.durations);
    let label = kept.datum.head.title();
    let purposes: Vec<&str> = kept.purposes.iter().map(|id| model.purposes[*id].head.title()).collect();
    let subjects: Vec<&str> = kept.subjects.iter().map(|id| model.subjects[*id].head.title()).collect();
    let about_datum = |row: &ReferenceDuration| !row.data.is_empty() && row.speaks_of(label, &purposes, &subjects);
    let specific = is_recording(kept.datum) || durations.iter().any(about_datum);
    let mut rows = durations.iter().filter(|row| row.bound == Bound::Max && row.rule.is_none());
    rows.find(|row| {
        let meant = if specific { about_datum(row) } else { row.data.is_empty() && row.speaks_of(label, &purposes, &subjects) };
        meant && row.duration().is_some_and(|reference| longer(limit, reference))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::messages;

    fn of(label: &str, subjects: &str, duration: &str, purpose: &str) -> Vec<String> {
        let text = format!(
            "personnes s \"{subjects}\"\ndonnée d \"{label}\" autre sur s durée {duration} après \"l'événement\"\n\
             traitement t {{ finalité p {purpose}\n tâche a {{ utilisation d pour p }} }}"
        );
        messages("retention-over-reference", &text)
    }

    #[test]
    fn what_keeps_to_the_reference_passes() {
        assert_eq!(of("Nom", "Prospects", "36 mois", "\"Inviter\""), [""; 0]);
        assert_eq!(of("Nom", "Clients", "5 ans", "\"Livrer\""), [""; 0], "no row for customers outside prospecting");
        assert_eq!(of("Facture", "Prospects", "10 ans", "\"Tenir la comptabilité\""), [""; 0], "a row for the datum goes first");
        assert_eq!(of("Nom", "Prospects", "5 ans", "\"Déclarer\" base obligation \"CGI\""), [""; 0]);
    }

    #[test]
    fn what_exceeds_it_is_told_once_with_its_row() {
        let found = of("Nom", "Clients", "5 ans", "\"Fidéliser la clientèle\"");
        assert!(found.len() == 1 && found[0].contains("R03") && !found[0].contains("à vérifier"), "{found:?}");
        let found = of("Nom", "Prospects", "5 ans", "\"Inviter\"");
        assert!(found.len() == 1 && found[0].contains("R01") && found[0].contains("indicatif, à vérifier"), "{found:?}");
        assert_eq!(of("Cryptogramme", "Clients", "1 jour", "\"Encaisser\"").len(), 1);
    }
}
