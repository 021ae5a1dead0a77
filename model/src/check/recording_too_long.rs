//! A call recording kept longer than six months.
//!
//! ## Français : enregistrement d'appel gardé plus de six mois
//! La CNIL recommande de garder les enregistrements d'appels six mois au plus, et leurs documents d'analyse un an au
//! plus. Au-delà, la durée se justifie.
//!
//! La règle regarde la durée de toute donnée dont le libellé dit qu'elle est l'enregistrement d'une voix ou d'un appel,
//! ou un document d'analyse d'écoute, d'après des listes datées. Elle remplace ici la comparaison générale aux durées de
//! référence.
//!
//! Limites : la durée est indicative, à vérifier ; un enregistrement dont le libellé ne dit rien de tel n'est pas
//! reconnu. `[retention]` dans `recens.toml` la change.
//!
//! ## English
//! The CNIL recommends keeping call recordings six months at most, and the documents of their analysis one year at most.
//! Longer takes a justification.
//!
//! The rule looks at the retention of any datum whose label says that it is the recording of a voice or a call, or a
//! document of its analysis, after dated lists. It replaces here the general comparison with reference durations.
//!
//! Limits: the duration is indicative, to be verified; a recording whose label tells nothing of the kind is not
//! recognised. `[retention]` in `recens.toml` changes it.
//!
//! ## Exemple
//! ```recens
//! donnée voix "Enregistrement de l'appel" vie-personnelle durée 1 an après "l'appel"
//! #                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! donnée voix "Enregistrement de l'appel" vie-personnelle durée 6 mois après "l'appel"
//! donnée grille "Grille d'analyse" vie-professionnelle durée 1 an après "l'écoute"
//! ```

use super::common::{is_recording, kept, longer_than};
use super::{Context, Report, Rule};
use crate::diagnostic::Severity;
use crate::process::RetentionLimit;
use crate::reference::durations::longer;
use crate::reference::words::holds;
use foldhash::{HashSet};

pub(super) static RULE: Rule = Rule {
    name: "recording-too-long",
    code: "TEL-05",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "CNIL, norme simplifiée 57",
    manual: include_str!("recording_too_long.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let row = |id: &str| context.durations.iter().find(|row| row.id == id);
    let (recording, analysis) = (row("R12"), row("R13"));
    let mut told = HashSet::default();
    for kept in kept(context.model) {
        let RetentionLimit::Duration(limit) = kept.retention.limit else { continue };
        let datum = kept.datum.head.title();
        let of_analysis = analysis.filter(|row| holds(datum, &row.data).is_some());
        let Some(reference) = of_analysis.or(recording.filter(|_| is_recording(kept.datum))) else { continue };
        let long = reference.duration().is_some_and(|reference| longer(limit, reference));
        if !long || !told.insert(kept.retention.span) {
            continue;
        }
        report.push(longer_than(&kept, limit, reference, RULE.name));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{messages, rules};

    #[test]
    fn other_recordings_are_not_calls() {
        assert_eq!(messages("recording-too-long", "donnée e \"Date d'enregistrement\" identité durée 5 ans après \"la vente\""), [""; 0]);
        assert_eq!(messages("recording-too-long", "donnée e \"Enregistrement des appels\" autre durée 26 semaines"), [""; 0]);
    }

    #[test]
    fn one_finding_a_duration() {
        let text = "personnes p \"Prospects\"\ndonnée e \"Voix\" vie-personnelle sur p durée 5 ans après \"l'appel\"\n\
                    traitement t { tâche a { utilisation e pour \"Former\" } }";
        assert!(rules(text).contains(&"recording-too-long") && !rules(text).contains(&"retention-over-reference"));
    }
}
