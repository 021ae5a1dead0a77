//! Declarations of who takes part: `organisation destinataire finalité`.

use super::clause::Clause;
use super::{Lower, Place, Statement, statements};
use crate::diagnostic::Lang;
use crate::dsl::cursor::Cursor;
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::source::{Span, Spanned};
use crate::text;

impl<'a> Lower<'a> {
    /// `organisation`.
    pub fn organisation(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        const KNOWN: &[K] = &[K::Address, K::Postcode, K::City, K::Country, K::Phone, K::Email, K::Representative, K::Dpo, K::Public];
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Organisation { head: self.head(title, "organisation", place, s.whole), ..Organisation::default() };
        item.head.allowances = self.clauses(&mut s, place, KNOWN, Vec::new, &mut |this, mut clause| {
            let Some((keyword, _)) = clause.keyword else { return false };
            let field = match keyword {
                K::Public => {
                    item.public = true;
                    return true;
                }
                K::Representative => {
                    item.representative = this.contact(&mut clause, place).or(item.representative.take());
                    return true;
                }
                K::Dpo => {
                    item.dpo = this.contact(&mut clause, place).or(item.dpo.take());
                    return true;
                }
                K::Address => &mut item.address,
                K::Postcode => &mut item.postcode,
                K::City => &mut item.city,
                K::Country => &mut item.country,
                K::Phone => &mut item.phone,
                _ => &mut item.email,
            };
            *field = this.value_of(clause.c, keyword);
            true
        });
        self.model.organisations.push(item.head.name.clone(), item);
    }

    /// The text after a keyword, which names what is missing where there is none.
    fn value_of(&mut self, c: &mut Cursor<'a>, keyword: K) -> Option<Spanned<String>> {
        let (fr, en) = (keyword.word(Lang::Fr), keyword.word(Lang::En));
        self.text(c, &text!("un texte après `{fr}`", "a text after `{en}`"))
    }

    /// `dpo "Nom" { courriel "…" }`.
    fn contact(&mut self, clause: &mut Clause<'_, 'a>, place: Place<'a>) -> Option<Contact> {
        const KNOWN: &[K] = &[K::Address, K::Postcode, K::City, K::Country, K::Phone, K::Email];
        let name = self.text(clause.c, &text!("un nom", "a name"))?;
        let mut contact = Contact { name, details: Vec::new() };
        for node in clause.block.iter().flat_map(statements) {
            let mut inner = Statement::new(&node, place);
            self.line_clauses(&mut inner.cursor, KNOWN, Vec::new, None, &mut |this, clause| {
                let Some((keyword, _)) = clause.keyword else { return false };
                let value = this.value_of(clause.c, keyword);
                contact.details.extend(value.map(|value| (keyword.word(Lang::Fr).to_owned(), value)));
                true
            });
        }
        Some(contact)
    }

    /// `destinataire`.
    pub fn recipient(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        const KNOWN: &[K] = &[K::External, K::Processor, K::Country, K::Safeguard];
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Recipient { head: self.head(title, "destinataire", place, s.whole), ..Recipient::default() };
        item.head.allowances = self.clauses(&mut s, place, KNOWN, Vec::new, &mut |this, clause| {
            match clause.keyword {
                Some((K::External, _)) => item.kind = RecipientKind::External,
                Some((K::Processor, _)) => item.kind = RecipientKind::Processor,
                Some((K::Country, _)) => item.country = this.value_of(clause.c, K::Country),
                Some(_) => item.safeguard = this.safeguard(clause.c),
                None => return false,
            }
            true
        });
        self.model.recipients.push(item.head.name.clone(), item);
    }

    /// `finalité`.
    pub fn purpose(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut item = Purpose { head: self.head(title, "finalité", place, s.whole), ..Purpose::default() };
        item.head.allowances = self.clauses(&mut s, place, &[K::Main, K::Basis], Vec::new, &mut |this, clause| {
            match clause.keyword {
                Some((K::Main, _)) => item.main = true,
                Some(_) => {
                    let kind = this.listed::<BasisKind>(clause.c, &text!("une base légale", "a legal basis"));
                    let text = this.optional_text(clause.c);
                    if let Some(kind) = kind {
                        let span = text.as_ref().map_or(kind.span, |text| kind.span.join(text.span));
                        item.basis = Some(Spanned::new(Basis { kind: kind.value, text: text.map(|text| text.value) }, span));
                    }
                }
                // A basis without its keyword is understood: no other clause is one of these words.
                None => return this.bare_basis(clause.c, &mut item),
            }
            true
        });
        self.model.purposes.push(item.head.name.clone(), item);
    }

    fn bare_basis(&mut self, c: &mut Cursor<'a>, item: &mut Purpose) -> bool {
        let Some((token, kind)) = self.peek_listed::<BasisKind>(c) else { return false };
        c.bump();
        self.missing_basis_keyword(token.span, kind);
        let text = self.optional_text(c).map(|text| text.value);
        item.basis = Some(Spanned::new(Basis { kind, text }, token.span));
        true
    }

    fn missing_basis_keyword(&mut self, span: Span, kind: BasisKind) {
        use crate::process::vocabulary::Words;
        let (fr, en) = (kind.word(Lang::Fr), kind.word(Lang::En));
        self.report.say(
            &crate::diagnostic::reading::SYNTAX,
            span,
            text!("il manque `base` avant `{fr}`", "`basis` is missing before `{en}`"),
            text!("écrire `base {fr}`", "write `basis {en}`"),
        );
    }
}
