//! The lines of a step: operations, notices, consents, verifications, answers to rights, exceptions.

use super::{Level, Lower, Place, Statement};
use crate::diagnostic::reading;
use crate::dsl::cursor::Cursor;
use crate::dsl::keywords::{Keyword as K, Listed, operation};
use crate::dsl::syntax::SyntaxKind;
use crate::process::*;
use crate::source::{Span, Spanned};
use crate::text;
use std::collections::HashSet;

const OPERATION: &[K] = &[K::About, K::On, K::For, K::To, K::From, K::In, K::Via, K::Retention, K::Format, K::Ref, K::As];
const CONSENT: &[K] = &[K::For, K::In];

impl<'a> Lower<'a> {
    /// Reads a statement as a line of the step around it; false where it is none, or there is no step.
    pub fn step_line(&mut self, s: &mut Statement<'a>, place: Place<'a>) -> bool {
        let node = match place.level {
            Level::Step => place.step,
            Level::Subprocess => place.parent,
            _ => None,
        };
        let Some(node) = node else { return false };
        if !self.step_words(&mut s.cursor, node) {
            return false;
        }
        if let Some(block) = &s.block {
            let at = usize::from(block.text_range().start());
            let message = text!("une ligne d'étape n'a pas de bloc", "a line of a step has no block");
            let help = text!("finir la ligne avant la `{{`", "end the line before the `{{`");
            self.report.say(&reading::SYNTAX, Span::new(place.file, at, at + 1), message, help);
        }
        true
    }

    /// Reads a line of the step `node`; false where its first word is none of a step's.
    pub fn step_words(&mut self, c: &mut Cursor<'a>, node: Id<Node>) -> bool {
        let start = c.line;
        match c.keyword_at(0, super::statement::STEP).map(|found| found.0) {
            Some(K::Allows) => {
                let allowance = self.allowance(c);
                self.model.nodes[node].head.allowances.extend(allowance);
            }
            Some(K::Informs) => self.notice(c, node, start),
            Some(K::Obtains) => self.consent(c, node, start, K::Obtains),
            Some(K::Withdraws) => self.consent(c, node, start, K::Withdraws),
            Some(K::Checks) => {
                self.eat(c, &[K::Checks]);
                let found = self.listed_all(c, &text!("une vérification", "a verification"));
                self.model.nodes[node].facts.extend(found.into_iter().map(Fact::Verification));
                self.end_of_line(c, &[]);
            }
            Some(K::Answers) => {
                self.eat(c, &[K::Answers]);
                let found = self.listed_all(c, &text!("un droit de la personne", "a right of the person"));
                self.model.nodes[node].facts.extend(found.into_iter().map(Fact::Right));
                self.end_of_line(c, &[]);
            }
            _ => return self.operation(c, node),
        }
        true
    }

    /// `enregistrement voix, nom sur prospect pour preuve …`.
    fn operation(&mut self, c: &mut Cursor<'a>, node: Id<Node>) -> bool {
        let Some(token) = c.peek(0).filter(|token| token.kind == SyntaxKind::Word) else { return false };
        let Some((kind, wording)) = operation(token.text) else { return false };
        c.bump();
        if wording == Wording::Legal {
            // `organization` is no row of the list, but names one.
            self.report.value(token.span, kind);
        }
        c.known = OPERATION;
        // An operation may leave its data to the documents its step is joined to, so none is a mistake only at the end.
        let data = if c.value_follows() { self.references(c, &text!("des données", "data")) } else { Vec::new() };
        if data.is_empty() && !c.broken && c.exact {
            self.bare.push((node, Span { start: token.span.end, ..token.span }));
        }
        let mut line = Operation {
            node,
            kind,
            word: Spanned::new(super::value::nfc(token.text), token.span),
            wording,
            data,
            subjects: Vec::new(),
            purposes: Vec::new(),
            recipients: Vec::new(),
            from: Vec::new(),
            into: Vec::new(),
            via: Vec::new(),
            retention: Vec::new(),
            format: None,
            reference: None,
            description: None,
            span: c.line,
            pin: if c.exact { Pin::Clause(c.end()) } else { Pin::Nowhere },
        };
        self.line_clauses(c, OPERATION, Vec::new, None, &mut |this, clause| {
            let c = clause.c;
            let Some((keyword, span)) = clause.keyword else { return false };
            match keyword {
                K::About | K::On => line.subjects.extend(this.references(c, &text!("des personnes", "data subjects"))),
                K::For => line.purposes.extend(this.references(c, &text!("une finalité", "a purpose"))),
                K::To => line.recipients.extend(this.references(c, &text!("un destinataire", "a recipient"))),
                K::From => line.from.extend(this.references(c, &text!("une origine", "an origin"))),
                K::In => line.into.extend(this.references(c, &text!("un magasin", "a store"))),
                K::Via => line.via.extend(this.references(c, &text!("un canal", "a channel"))),
                K::Retention => line.retention.extend(this.retention(c, span)),
                K::Format => line.format = this.text(c, &text!("un format", "a format")),
                K::Ref => line.reference = this.text(c, &text!("une référence", "a reference")),
                _ => line.description = this.text(c, &text!("une description", "a description")),
            }
            true
        });
        // The words of an operation stand in no arena of names: the row is known by its number.
        let id = self.model.operations.push("", line);
        self.model.nodes[node].facts.push(Fact::Operation(id));
        true
    }

    /// `informe prospect de responsable, finalité`.
    fn notice(&mut self, c: &mut Cursor<'a>, node: Id<Node>, span: Span) {
        self.eat(c, &[K::Informs]);
        c.known = &[K::Of];
        let subjects = if c.value_follows() { self.references(c, &text!("des personnes", "data subjects")) } else { Vec::new() };
        let mut items = Vec::new();
        if self.eat(c, &[K::Of]).is_some() {
            items = self.listed_all::<NoticeItem>(c, &text!("un élément d'information", "an item of information"));
        } else if c.done() {
            let help = text!(
                "écrire : informe prospect de responsable, finalité, destinataires, …",
                "write: informs prospect of controller, purpose, recipients, …"
            );
            self.missing(c, &text!("`de` et ce dont on informe", "`of` and what they are informed of"), &help);
        }
        self.end_of_line(c, &["de", "of"]);
        self.model.nodes[node].facts.push(Fact::Notice(NoticeFact { subjects, items, span }));
    }

    /// `recueille consentement pour preuve dans complus`; `verb` is that or `retire`.
    fn consent(&mut self, c: &mut Cursor<'a>, node: Id<Node>, span: Span, verb: K) {
        self.eat(c, &[verb]);
        if self.eat(c, &[K::Consent]).is_none() {
            let help = text!("écrire : recueille consentement pour …", "write: obtains consent for …");
            match c.peek(0).filter(|token| token.is_value() && c.keyword_at(0, CONSENT).is_none()) {
                Some(token) => {
                    c.bump();
                    self.report.unknown_keyword(token.text, token.span, &["consentement", "consent"]);
                }
                None => self.missing(c, &text!("`consentement`", "`consent`"), &help),
            }
        }
        let mut fact = ConsentFact { purposes: Vec::new(), into: Vec::new(), withdrawn: verb == K::Withdraws, span };
        let mut named = false;
        self.line_clauses(c, CONSENT, Vec::new, None, &mut |this, clause| {
            match clause.keyword {
                Some((K::For, _)) => {
                    named = true;
                    fact.purposes.extend(this.references(clause.c, &text!("une finalité", "a purpose")));
                }
                Some(_) => fact.into.extend(this.references(clause.c, &text!("un magasin", "a store"))),
                None => return false,
            }
            true
        });
        if !named {
            let help = text!("un consentement est donné pour une finalité : pour preuve", "consent is given for a purpose: for proof");
            self.missing(c, &text!("`pour` et une finalité", "`for` and a purpose"), &help);
        }
        self.model.nodes[node].facts.push(Fact::Consent(fact));
    }

    /// Words of a closed list with commas between them; the plural or singular of one is understood.
    fn listed_all<T: Listed>(&mut self, c: &mut Cursor<'a>, what: &crate::diagnostic::Text) -> Vec<Spanned<T>> {
        let mut found = Vec::new();
        loop {
            found.extend(self.listed(c, what));
            if c.eat(SyntaxKind::Comma).is_none() {
                return found;
            }
        }
    }

    /// Says which operations have no data, neither on their line nor from a document or store joined to their step.
    pub fn report_bare_operations(&mut self) {
        let links = self.model.associations.values().filter(|link| link.kind == AssociationKind::Data);
        let joined: HashSet<(Option<Id<Activity>>, Name)> =
            links.flat_map(|link| [&link.from, &link.to].map(|end| (link.head.scope, end.text.clone()))).collect();
        for (id, span) in std::mem::take(&mut self.bare) {
            let node = &self.model.nodes[id];
            let joined = joined.contains(&(node.activity, node.head.name.clone()));
            if !joined {
                let message = text!("cette opération ne dit pas sur quelles données", "this operation says not on which data");
                let help = text!(
                    "écrire les données après l'opération : collecte nom, courriel",
                    "write the data after the operation: collection name, email"
                );
                self.report.say(&reading::SYNTAX, span, message, help);
            }
        }
    }
}
