//! The text of a retention in an attribute: `6 mois après l'appel puis archivage 5 ans au titre de "C. civ. 2224" puis effacement`.
//!
//! The words are the language's. A quoted text may stand without quotes: it then ends at `puis` or `then`.

use crate::diagnostic::Text;
use crate::process::retention::Archive;
use crate::process::vocabulary::{Words, fold, nearest};
use crate::process::{Duration, Fate, Retention, RetentionLimit, Unit};
use crate::source::{Span, Spanned};
use crate::text;
use std::ops::Range;

/// Why a text is no retention.
#[derive(Debug)]
pub(super) struct Problem {
    /// Where in the text.
    pub at: Range<usize>,
    /// Why.
    pub message: Text,
}

/// Reads a retention; `place` gives the source's span of a range of `text`.
pub(super) fn parse(text: &str, place: &dyn Fn(Range<usize>) -> Span) -> Result<Retention, Problem> {
    let mut parser = Parser { text, words: words(text), at: 0, place };
    let limit = parser.limit()?;
    let mut out = Retention { limit, after: None, archive: None, fate: None, span: place(0..text.len()) };
    if parser.accept(&["apres", "after"]) {
        out.after = Some(parser.free_text("après", "after")?);
    }
    while parser.accept(&["puis", "then"]) {
        if parser.accept(&["archivage", "archive"]) {
            let duration = if parser.starts_with_digit() { Some(parser.duration()?) } else { None };
            let under = if parser.accept_all(&["au", "titre", "de"]) || parser.accept(&["under"]) {
                Some(parser.free_text("au titre de", "under")?)
            } else {
                None
            };
            out.archive = Some(Archive { duration, under });
        } else {
            out.fate = Some(parser.fate()?);
        }
    }
    match parser.peek() {
        None => Ok(out),
        Some(word) => {
            let (at, written) = (word.whole.clone(), &text[word.whole.clone()]);
            Err(Problem {
                at,
                message: text!(
                    "durée : « {written} » se trouve là où « après » ou « puis » est attendu",
                    "retention: “{written}” stands where “after” or “then” is expected"
                ),
            })
        }
    }
}

/// A word or a quoted text.
struct Word {
    /// With its quotes.
    whole: Range<usize>,
    /// Without them.
    inside: Range<usize>,
}

struct Parser<'t> {
    text: &'t str,
    words: Vec<Word>,
    at: usize,
    place: &'t dyn Fn(Range<usize>) -> Span,
}

impl Parser<'_> {
    fn limit(&mut self) -> Result<RetentionLimit, Problem> {
        if self.accept(&["jusqu'a", "until"]) {
            return Ok(RetentionLimit::Until(self.free_text("jusqu'à", "until")?.value));
        }
        if self.starts_with_digit() {
            return Ok(RetentionLimit::Duration(self.duration()?));
        }
        Ok(RetentionLimit::Until(self.free_text("durée", "retention")?.value))
    }

    fn duration(&mut self) -> Result<Duration, Problem> {
        let (number, unit) = (self.next(), self.next());
        let whole = number.as_ref().map_or(0, |word| word.start)..unit.as_ref().or(number.as_ref()).map_or(0, |word| word.end);
        let count = number.and_then(|number| self.text[number].parse().ok());
        let unit = unit.and_then(|unit| Unit::parse_word(&self.text[unit]));
        match (count, unit) {
            (Some(count), Some(unit)) => Ok(Duration { count, unit }),
            _ => {
                let written = &self.text[whole.clone()];
                Err(Problem {
                    at: whole,
                    message: text!(
                        "« {written} » n'est pas une durée : un nombre puis heures, jours, semaines, mois ou ans",
                        "“{written}” is no duration: a number, then hours, days, weeks, months or years"
                    ),
                })
            }
        }
    }

    fn fate(&mut self) -> Result<Spanned<Fate>, Problem> {
        let end = self.text.len();
        let at = self.next().unwrap_or(end..end);
        let written = &self.text[at.clone()];
        if let Some(fate) = Fate::parse(written) {
            return Ok(Spanned::new(fate, (self.place)(at)));
        }
        let candidates = Fate::ALL.iter().flat_map(|row| [row.1, row.2]).chain(["archivage", "archive"]);
        let message = match nearest(written, candidates) {
            Some(near) => text!(
                "« {written} » n'est pas le sort des données ; vouliez-vous dire « {near} » ?",
                "“{written}” is no fate of data; did you mean “{near}”?"
            ),
            None => text!(
                "« {written} » n'est pas le sort des données : effacement, anonymisation, destruction, versement ou archivage",
                "“{written}” is no fate of data: erasure, anonymisation, destruction, transfer-to-archives or archive"
            ),
        };
        Err(Problem { at, message })
    }

    /// A quoted text, or the words up to the next keyword.
    fn free_text(&mut self, fr: &str, en: &str) -> Result<Spanned<String>, Problem> {
        let first = self.at;
        while self.peek().is_some() && !self.at_any(&["puis", "then"]) && (self.at == first || !self.at_any(&["apres", "after"])) {
            self.at += 1;
        }
        let range = match &self.words[first..self.at] {
            [] => {
                let end = self.text.len();
                return Err(Problem {
                    at: end..end,
                    message: text!("durée : il manque un texte après « {fr} »", "retention: a text is missing after “{en}”"),
                });
            }
            [only] => only.inside.clone(),
            [start, .., end] => start.whole.start..end.whole.end,
        };
        Ok(Spanned::new(self.text[range.clone()].to_owned(), (self.place)(range)))
    }

    fn peek(&self) -> Option<&Word> {
        self.words.get(self.at)
    }

    fn next(&mut self) -> Option<Range<usize>> {
        let found = self.peek()?.inside.clone();
        self.at += 1;
        Some(found)
    }

    fn is(&self, at: usize, keyword: &str) -> bool {
        self.words.get(at).is_some_and(|word| word.whole == word.inside && fold(&self.text[word.whole.clone()]) == keyword)
    }

    fn at_any(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(self.at, keyword))
    }

    fn accept(&mut self, keywords: &[&str]) -> bool {
        let found = self.at_any(keywords);
        self.at += usize::from(found);
        found
    }

    fn accept_all(&mut self, keywords: &[&str]) -> bool {
        let found = keywords.iter().enumerate().all(|(further, keyword)| self.is(self.at + further, keyword));
        self.at += if found { keywords.len() } else { 0 };
        found
    }

    fn starts_with_digit(&self) -> bool {
        self.peek().is_some_and(|word| self.text[word.inside.clone()].starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// Splits a text into words and quoted texts; commas between them are dropped.
fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || c == ',' {
            at += c.len_utf8();
            continue;
        }
        let closing = match c {
            '"' => Some('"'),
            '“' => Some('”'),
            '«' => Some('»'),
            _ => None,
        };
        let start = at + c.len_utf8();
        if let Some((closing, length)) = closing.and_then(|closing| Some((closing, text[start..].find(closing)?))) {
            let quoted = &text[start..start + length];
            let from = start + quoted.len() - quoted.trim_start().len();
            at = start + length + closing.len_utf8();
            out.push(Word { whole: start - c.len_utf8()..at, inside: from..from + quoted.trim().len() });
            continue;
        }
        let length = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
        let whole = at..at + text[at..at + length].trim_end_matches(',').len();
        at += length;
        out.push(Word { inside: whole.clone(), whole });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;
    use crate::source::FileId;

    fn read(text: &str) -> Result<Retention, Problem> {
        parse(text, &|range| Span::new(FileId(0), range.start, range.end))
    }

    #[test]
    fn retentions_are_read_with_and_without_quotes() {
        for (written, printed) in [
            ("6 mois", "6 mois"),
            ("6 mois après l'appel", "6 mois après l'appel"),
            ("6 mois après \"l'appel\" puis effacement", "6 mois après l'appel, puis effacement"),
            ("3 years after the last contact, then erasure", "3 ans après the last contact, puis effacement"),
            ("1 an après « la fin de l'étude »", "1 an après la fin de l'étude"),
            ("jusqu'à la fin du contrat puis destruction", "jusqu'à la fin du contrat, puis destruction"),
            ("la durée du contrat", "jusqu'à la durée du contrat"),
            (
                "6 mois après l'appel puis archivage 5 ans au titre de \"C. civ. 2224\" puis versement",
                "6 mois après l'appel, puis archivage 5 ans au titre de C. civ. 2224, puis versement aux archives",
            ),
            ("1 month then archive under C. civ. 2224", "1 mois, puis archivage au titre de C. civ. 2224"),
        ] {
            let retention = read(written).unwrap_or_else(|problem| panic!("{written}: {problem:?}"));
            assert_eq!(retention.text(Lang::Fr), printed, "{written}");
        }
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        for (written, place) in [
            ("6 lunes", "6 lunes"),
            ("6", "6"),
            ("99999999999 ans", "99999999999 ans"),
            ("6 mois puis efacement", "efacement"),
            ("6 mois environ", "environ"),
            ("6 mois après", ""),
            ("6 mois puis", ""),
        ] {
            let problem = read(written).expect_err(written);
            assert_eq!(&written[problem.at], place, "{written}");
        }
    }
}
