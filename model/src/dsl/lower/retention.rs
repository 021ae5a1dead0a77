//! The clause `durée`: how long, from when, archiving, and what becomes of the data.

use super::Lower;
use crate::diagnostic::{Lang, reading};
use crate::dsl::cursor::{Cursor, Token};
use crate::dsl::keywords::{Keyword, folded};
use crate::dsl::report::shown;
use crate::process::retention::Archive;
use crate::process::vocabulary::Words;
use crate::process::{Duration, Fate, Retention, RetentionLimit, Unit};
use crate::source::{Span, Spanned};
use crate::text;

impl Lower<'_> {
    /// What follows `durée`; `keyword` is where that stands.
    pub fn retention(&mut self, c: &mut Cursor<'_>, keyword: Span) -> Option<Retention> {
        let limit = self.limit(c);
        let mut retention = Retention {
            limit: limit.clone().unwrap_or(RetentionLimit::Until(String::new())),
            after: None,
            archive: None,
            fate: None,
            span: keyword,
        };
        loop {
            match self.eat(c, &[Keyword::After, Keyword::Then]) {
                Some((Keyword::After, _)) => {
                    let what = text!("l'événement qui fait courir la durée", "the event the duration runs from");
                    retention.after = self.text(c, &what).or(retention.after);
                }
                Some(_) => self.then(c, &mut retention),
                None => break,
            }
        }
        retention.span = c.since(keyword);
        limit.is_some().then_some(retention)
    }

    fn limit(&mut self, c: &mut Cursor<'_>) -> Option<RetentionLimit> {
        if self.eat(c, &[Keyword::Until]).is_some() {
            let what = text!("le critère de fin", "the criterion that ends it");
            return self.text(c, &what).map(|text| RetentionLimit::Until(text.value));
        }
        if let Some(text) = self.optional_text(c) {
            // A quoted duration is still a duration: `durée "6 mois"`.
            let duration = text
                .value
                .split_once([' ', '\u{A0}', '\u{202F}'])
                .and_then(|(count, unit)| Some(Duration { count: count.parse().ok()?, unit: Unit::parse_word(unit.trim())? }));
            return Some(duration.map_or(RetentionLimit::Until(text.value), RetentionLimit::Duration));
        }
        self.duration(c).map(RetentionLimit::Duration)
    }

    /// A number and a unit, `6 mois`.
    fn duration(&mut self, c: &mut Cursor<'_>) -> Option<Duration> {
        let help = text!(
            "écrire un nombre et une unité (heures, jours, semaines, mois, ans), ou jusqu'à \"…\"",
            "write a number and a unit (hours, days, weeks, months, years), or until \"…\""
        );
        let Some(number) = c.peek(0).filter(|token| token.is_value() && c.value_follows()) else {
            self.missing(c, &text!("une durée", "a duration"), &help);
            return None;
        };
        c.bump();
        let digits = number.text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, glued) = number.text.split_at(digits);
        let Ok(count) = count.parse::<u32>() else {
            let word = shown(number.text);
            // The unit behind a wrong number belongs to the same mistake.
            if c.peek(0).is_some_and(|token| Unit::parse_word(token.text).is_some()) {
                c.bump();
            }
            if !c.broken {
                let message = text!("`{word}` n'est pas un nombre", "`{word}` is not a number");
                self.report.say(&reading::INVALID_VALUE, number.span, message, help);
            }
            return None;
        };
        let (unit, span) = if glued.is_empty() {
            match c.peek(0).filter(Token::is_value) {
                Some(token) => {
                    c.bump();
                    (token.text, token.span)
                }
                None => {
                    self.missing(c, &text!("une unité de temps", "a unit of time"), &help);
                    return None;
                }
            }
        } else {
            (glued, number.span)
        };
        let Some(value) = Unit::parse_word(unit) else {
            if !c.broken {
                let words = Unit::ALL.iter().flat_map(|row| [row.1, row.2]).collect::<Vec<_>>();
                self.report.unknown_value(unit, span, &text!("une unité de temps", "a unit of time"), &words);
            }
            return None;
        };
        if glued.is_empty() {
            self.unit_word(span, value, unit, count);
        }
        Some(Duration { count, unit: value })
    }

    /// Notes a unit as a keyword, singular or plural as it was written.
    fn unit_word(&mut self, span: Span, unit: Unit, written: &str, count: u32) {
        let plural = folded(written).ends_with('s') && folded(written) != "mois";
        let (fr, en) = match (unit, plural) {
            (Unit::Hours, false) => ("heure", "hour"),
            (Unit::Days, false) => ("jour", "day"),
            (Unit::Weeks, false) => ("semaine", "week"),
            (Unit::Years, false) => ("an", "year"),
            (Unit::Months, false) if count < 2 || folded(written) == "month" => ("mois", "month"),
            _ => (unit.word(Lang::Fr), unit.word(Lang::En)),
        };
        self.report.keyword(span, fr, en);
    }

    /// What follows `puis`.
    fn then(&mut self, c: &mut Cursor<'_>, retention: &mut Retention) {
        if self.eat(c, &[Keyword::Archive]).is_some() {
            let counted = c.peek(0).is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_digit()));
            let duration = if counted { self.duration(c) } else { None };
            let under = self.eat(c, &[Keyword::Under]).and_then(|_| {
                let what = text!("le texte qui impose l'archivage", "the text that asks for the archiving");
                self.text(c, &what)
            });
            retention.archive = Some(Archive { duration, under });
            return;
        }
        let what = text!("un sort final", "a final fate");
        if let Some(fate) = self.listed::<Fate>(c, &what) {
            retention.fate = Some(Spanned::new(fate.value, fate.span));
        }
    }
}
