//! Declarations of data and of where they are kept and pass: `personnes donnée magasin canal mesure transfert risque`.

use super::{Lower, Place, Statement};
use crate::dsl::cursor::{Cursor, Token};
use crate::dsl::keywords::{Keyword as K, Listed, words};
use crate::process::*;
use crate::source::{Span, Spanned};
use crate::text;

/// The clauses of a store.
pub const STORE: &[K] = &[K::Location, K::Country, K::Measures, K::Contains, K::Retention, K::Format, K::Encrypted];

impl<'a> Lower<'a> {
    /// `personnes`.
    pub fn subjects(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Subjects { head: self.head(title, "personnes", place, s.whole), ..Subjects::default() };
        item.head.allowances = self.clauses(&mut s, place, &[K::Minors, K::Vulnerable], Vec::new, &mut |_, clause| {
            match clause.keyword {
                Some((K::Minors, _)) => item.minors = true,
                Some(_) => item.vulnerable = true,
                None => return false,
            }
            true
        });
        self.model.subjects.push(item.head.name.clone(), item);
    }

    /// `donnée`.
    pub fn datum(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        const KNOWN: &[K] = &[K::About, K::On, K::Retention, K::FreeText, K::Derived, K::Optional, K::Exception, K::Format];
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Datum { head: self.head(title, "donnée", place, s.whole), ..Datum::default() };
        item.head.allowances = self.clauses(&mut s, place, KNOWN, words::<DataCategory>, &mut |this, clause| {
            let c = clause.c;
            match clause.keyword {
                Some((K::About | K::On, _)) => item.subjects.extend(this.references(c, &text!("des personnes", "data subjects"))),
                Some((K::Retention, span)) => item.retention.extend(this.retention(c, span)),
                Some((K::FreeText, _)) => item.free_text = true,
                Some((K::Derived, _)) => item.derived = true,
                Some((K::Optional, _)) => item.optional = true,
                Some((K::Exception, _)) => {
                    item.exception = this.text(c, &text!("l'exception, par exemple 9.2.a", "the exception, for example 9.2.a"));
                }
                Some((K::Format, _)) => item.format = this.text(c, &text!("un format", "a format")),
                _ => return this.closed(c, &mut item.category),
            }
            true
        });
        self.model.data.push(item.head.name.clone(), item);
    }

    /// A word of a closed list without keyword before it, where the next one is; false otherwise.
    pub fn closed<T: Listed>(&mut self, c: &mut Cursor<'_>, into: &mut Option<Spanned<T>>) -> bool {
        let Some((token, value)) = self.peek_listed::<T>(c) else { return false };
        c.bump();
        self.report.value(token.span, value);
        *into = Some(Spanned::new(value, token.span));
        true
    }

    /// The value of a closed list that the next word is.
    pub fn peek_listed<'t, T: Listed>(&self, c: &Cursor<'t>) -> Option<(Token<'t>, T)> {
        let token = c.peek(0).filter(|token| token.is_value() && !token.is_text())?;
        Some((token, T::look_up(token.text)?))
    }

    /// `magasin` as a declaration.
    pub fn store(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        self.store_of(title, &mut s, place);
    }

    /// The store whose title was read; returns its identifier.
    pub fn store_of(&mut self, title: super::name::Title, s: &mut Statement<'a>, place: Place<'a>) -> (Id<Store>, String) {
        let mut item = Store { head: self.head(title, "magasin", place, s.whole), ..Store::default() };
        item.head.allowances = self.clauses(s, place, STORE, Vec::new, &mut |this, clause| {
            let c = clause.c;
            match clause.keyword {
                Some((K::Location, _)) => item.location = this.text(c, &text!("un lieu", "a location")),
                Some((K::Country, _)) => item.country = this.text(c, &text!("un pays", "a country")),
                Some((K::Measures, _)) => item.measures.extend(this.references(c, &text!("des mesures", "measures"))),
                Some((K::Contains, _)) => item.contains.extend(this.references(c, &text!("des données", "data"))),
                Some((K::Retention, span)) => item.retention.extend(this.retention(c, span)),
                Some((K::Format, _)) => item.format = this.text(c, &text!("un format", "a format")),
                Some((K::Encrypted, _)) => item.encrypted = true,
                _ => return false,
            }
            true
        });
        let name = item.head.name.to_string();
        (self.model.stores.push(&name, item), name)
    }

    /// `canal`.
    pub fn channel(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Channel { head: self.head(title, "canal", place, s.whole), ..Channel::default() };
        item.head.allowances = self.clauses(&mut s, place, &[K::Format, K::Encrypted, K::Country], Vec::new, &mut |this, clause| {
            match clause.keyword {
                Some((K::Format, _)) => item.format = this.text(clause.c, &text!("un format", "a format")),
                Some((K::Encrypted, _)) => item.encrypted = true,
                Some(_) => item.country = this.text(clause.c, &text!("un pays", "a country")),
                None => return false,
            }
            true
        });
        self.model.channels.push(item.head.name.clone(), item);
    }

    /// `mesure`.
    pub fn measure(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Measure { head: self.head(title, "mesure", place, s.whole), ..Measure::default() };
        item.head.allowances = self.clauses(&mut s, place, &[K::Type], Vec::new, &mut |this, clause| {
            let what = text!("un type de mesure", "a type of measure");
            if clause.keyword.is_some() {
                item.kind = this.listed(clause.c, &what);
            }
            clause.keyword.is_some()
        });
        self.model.measures.push(item.head.name.clone(), item);
    }

    /// `transfert`.
    pub fn transfer(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        const KNOWN: &[K] = &[K::To, K::Country, K::Safeguard];
        let title = self.title(&mut s.cursor, keyword, KNOWN);
        let mut item = Transfer { head: self.head(title, "transfert", place, s.whole), ..Transfer::default() };
        item.head.allowances = self.clauses(&mut s, place, KNOWN, Vec::new, &mut |this, clause| {
            let c = clause.c;
            match clause.keyword {
                Some((K::To, _)) => item.to = this.reference(c, &text!("un destinataire", "a recipient")),
                Some((K::Country, _)) => item.country = this.text(c, &text!("un pays", "a country")),
                Some(_) => item.safeguard = this.safeguard(c),
                None => return false,
            }
            true
        });
        self.model.transfers.push(item.head.name.clone(), item);
    }

    /// What follows `garantie`.
    pub fn safeguard(&mut self, c: &mut Cursor<'_>) -> Option<Spanned<Safeguard>> {
        self.listed(c, &text!("une garantie de transfert", "a safeguard of a transfer"))
    }

    /// `risque`.
    pub fn risk(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        const KNOWN: &[K] = &[K::Impacts, K::Sources, K::Threats, K::Measures, K::Severity, K::Likelihood];
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Risk { head: self.head(title, "risque", place, s.whole), ..Risk::default() };
        item.head.allowances = self.clauses(&mut s, place, KNOWN, Vec::new, &mut |this, clause| {
            let c = clause.c;
            match clause.keyword {
                Some((K::Impacts, _)) => item.impacts.extend(this.texts(c, &text!("des impacts", "impacts"))),
                Some((K::Sources, _)) => item.sources.extend(this.texts(c, &text!("des sources", "sources"))),
                Some((K::Threats, _)) => item.threats.extend(this.texts(c, &text!("des menaces", "threats"))),
                Some((K::Measures, _)) => item.measures.extend(this.references(c, &text!("des mesures", "measures"))),
                Some((K::Severity, _)) => item.severity = this.rating(c),
                Some((K::Likelihood, _)) => item.likelihood = this.rating(c),
                _ => return false,
            }
            true
        });
        self.model.risks.push(item.head.name.clone(), item);
    }

    /// A rating; a word off the scale is kept, a check speaks of it.
    fn rating(&mut self, c: &mut Cursor<'_>) -> Option<Spanned<Result<Rating, String>>> {
        let mut found = None;
        if self.closed::<Rating>(c, &mut found) {
            return found.map(|rating| Spanned::new(Ok(rating.value), rating.span));
        }
        let what =
            text!("un niveau : négligeable, limitée, importante ou maximale", "a rating: negligible, limited, significant or maximum");
        let word = self.text(c, &what)?;
        let rating = Rating::look_up(&word.value).ok_or(word.value);
        Some(Spanned::new(rating, word.span))
    }
}
