//! The lists of words that the rules which follow the flow look for, by what they mean there.

use crate::reference::words::{self, Phrase, holds};

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the file says what each is for
pub enum Wording {
    Refusals,
    NotRefusals,
    Agreements,
    ConsentQuestions,
    RefusalQuestions,
    Voice,
    Speech,
    Calls,
    Contacts,
    Prospecting,
    Decisions,
    Anonymisation,
}

impl Wording {
    fn phrases(self) -> &'static [Phrase] {
        match self {
            Wording::Refusals => words::refusals(),
            Wording::NotRefusals => words::not_refusals(),
            Wording::Agreements => words::agreements(),
            Wording::ConsentQuestions => words::consent_questions(),
            Wording::RefusalQuestions => words::refusal_questions(),
            Wording::Voice => words::voice_recordings(),
            Wording::Speech => words::speech(),
            Wording::Calls => words::calls(),
            Wording::Contacts => words::contacts(),
            Wording::Prospecting => words::prospecting(),
            Wording::Decisions => words::decisions(),
            Wording::Anonymisation => words::anonymisation(),
        }
    }

    /// Whether a phrase of the list stands somewhere in a text, its words one after the other.
    pub fn is_in(self, text: &str) -> bool {
        holds(text, self.phrases()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_whole_or_by_their_stem() {
        assert!(Wording::Refusals.is_in("Non"));
        assert!(Wording::Refusals.is_in("L'interlocuteur s’oppose"));
        assert!(!Wording::Refusals.is_in("nonante"));
        assert!(Wording::Voice.is_in("Enregistrement de l’appel"));
    }
}
