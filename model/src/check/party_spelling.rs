//! Two names that seem to be one, spelt differently.
//!
//! ## Français : deux noms qui semblent n'en faire qu'un
//! « CentreCall », « Centre Call » et « CenterCall » sont-ils un organisme ou trois ? Le registre nomme chaque acteur
//! (RGPD art. 30) ; deux écritures en font deux destinataires, dont l'un n'a ni contrat ni coordonnées.
//!
//! La règle compare deux à deux les noms des organisations, des destinataires et des participants : ils ne diffèrent que
//! par la casse, les blancs, les accents ou une lettre. Un pluriel, un numéro, un mot d'une ou deux lettres font une
//! vraie différence.
//!
//! Limites : deux organismes distincts dont les noms diffèrent d'une lettre sont signalés : `tolère` le dit.
//!
//! ## English
//! Are “CentreCall”, “Centre Call” and “CenterCall” one organisation or three? The record names each actor (GDPR art.
//! 30); two spellings make two recipients of it, one of which has neither contract nor contact details.
//!
//! The rule compares the names of organisations, recipients and participants: they differ only by case, blanks, accents
//! or one letter. A plural, a number, a word of one or two letters make a real difference.
//!
//! Limits: two distinct organisations whose names differ by a letter are reported: `allows` tells so.
//!
//! ## Exemple
//! ```recens
//! organisation centrecall "CentreCall"
//! destinataire prestataire "Center Call" sous-traitant
//! #            ^^^^^^^^^^^
//! ```
//!
//! ## Corrigé
//! ```recens
//! organisation centrecall "CentreCall"
//! destinataire prestataire "CentreCall" sous-traitant
//! ```

use super::{Context, Finding, Report, Rule};
use crate::diagnostic::Severity;
use super::common::singular;
use crate::process::vocabulary::fold;
use crate::process::{Head, Participant};
use crate::text;
use foldhash::{HashMap, HashSet};

pub(super) static RULE: Rule = Rule {
    name: "party-spelling",
    code: "ACT-06",
    severity: Severity::Warning,
    lesser: Severity::Warning,
    source: "RGPD art. 30",
    manual: include_str!("party_spelling.rs"),
    check,
};

fn check(context: &Context, report: &mut Report) {
    let model = context.model;
    let own = |participant: &&Participant| participant.drawn && participant.organisation.is_none() && participant.subjects.is_none();
    let mut named: Vec<(&Head, bool)> = model.organisations.values().map(|organisation| (&organisation.head, true)).collect();
    named.extend(model.recipients.values().map(|recipient| (&recipient.head, true)));
    named.extend(model.participants.values().filter(own).map(|participant| (&participant.head, false)));
    named.sort_by_key(|(head, _)| (head.span.file, head.span.start));
    let names: Vec<Name> = named.iter().map(|(head, _)| Name::new(head.title())).collect();
    let mut before: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, (head, declared)) in named.iter().enumerate() {
        let name = head.title();
        // Two pools of a drawing that declares nobody are the drawing's affair.
        let alike = |other: &usize| (*declared || named[*other].1) && names[at].alike(&names[*other]);
        let shortened = names[at].shortened();
        let like = shortened.iter().filter_map(|key| before.get(key)?.iter().copied().find(alike)).min();
        shortened.into_iter().for_each(|key| before.entry(key).or_default().push(at));
        let Some(first) = like.map(|other| names[other].text) else { continue };
        report.push(
            Finding::new(
                head.span,
                text!("« {name} » et « {first} » s'écrivent presque de même : est-ce le même ?", "“{name}” and “{first}” are spelt almost alike: are they one?"),
            )
            .about(head)
            .help(text!(
                "écrire le nom partout de même, ou rendre les deux noms plus différents",
                "write the name the same everywhere, or make the two names more different"
            )),
        );
    }
}

/// A name with what it is compared by.
struct Name<'a> {
    text: &'a str,
    /// Its letters and digits, folded.
    key: String,
    length: usize,
    digits: String,
}

impl<'a> Name<'a> {
    fn new(text: &'a str) -> Self {
        let key: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        let digits = key.chars().filter(char::is_ascii_digit).collect();
        Self { text: text.trim(), length: key.chars().count(), key, digits }
    }

    /// The key, and what it becomes without one of its letters: two keys that differ by one slip have one of these in common,
    /// so that only names which may be alike are compared.
    fn shortened(&self) -> HashSet<String> {
        let without = |at: usize| self.key.chars().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| c).collect();
        let letters = if self.length >= 6 { self.length } else { 0 };
        (0..letters).map(without).chain([self.key.clone()]).collect()
    }

    /// Whether the two differ only in ways that a slip explains; two letters swapped are one slip.
    fn alike(&self, other: &Name) -> bool {
        if self.text == other.text {
            return false;
        }
        let long = self.length.min(other.length) >= 6 && self.length.abs_diff(other.length) <= 1;
        let close = || long && self.digits == other.digits && strsim::damerau_levenshtein(&self.key, &other.key) == 1;
        self.key == other.key || close() && singular(self.text) != singular(other.text) && !short_words_differ(self.text, other.text)
    }
}

/// Whether the two names differ by a word of one or two letters: « Agence A » and « Agence B ».
fn short_words_differ(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let words = |name: &str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(&a), words(&b));
    a.len() != b.len() && a.iter().chain(&b).any(|word| word.chars().count() == 1)
        || a.iter().zip(&b).any(|(a, b)| a != b && a.chars().count().min(b.chars().count()) <= 2)
}

#[cfg(test)]
mod tests {
    use super::Name;
    use crate::check::tests::messages;

    #[test]
    fn slips_are_alike_and_real_differences_are_not() {
        for (a, b) in [("CentreCall", "Centrecall"), ("Société Générale", "Societe Generale"), ("Artemis", "Artemys"), ("CentreCall", "Center Call")] {
            assert!(Name::new(a).alike(&Name::new(b)), "{a} {b}");
        }
        let different =
            [("Agence A", "Agence B"), ("Service 1", "Service 2"), ("Client manager", "Client managers"), ("Osiris", "Osiris"), ("Nord", "Fort"), ("Interne", "Externe")];
        for (a, b) in different {
            assert!(!Name::new(a).alike(&Name::new(b)), "{a} {b}");
        }
    }

    #[test]
    fn a_participant_that_is_the_organisation_is_one_name() {
        let text = "organisation osiris \"Osiris\"\ntraitement t { responsable osiris\n participant osiris\n participant x \"Osirys\" }";
        assert_eq!(messages("party-spelling", text).len(), 1);
        assert_eq!(messages("party-spelling", "traitement t { participant a \"Client\"\n participant b \"client\" }"), [""; 0]);
    }
}
