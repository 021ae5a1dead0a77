//! `traitement` and the fields of its register entry; `importe`.

use super::{Level, Lower, Place, Statement};
use crate::diagnostic::reading;
use crate::dsl::cursor::Cursor;
use crate::dsl::keywords::Keyword as K;
use crate::dsl::report::shown;
use crate::dsl::syntax::SyntaxKind;
use crate::process::{Activity, Head, Id, Participant, Processor};
use crate::source::Span;
use crate::text;

const FIELDS: &[K] = &[K::Reference, K::Created, K::Updated, K::Controller, K::Joint, K::Processor, K::Software, K::Scale, K::Retention];

impl<'a> Lower<'a> {
    /// `traitement`.
    pub fn activity(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let title = self.title(&mut s.cursor, keyword, &[]);
        let head = self.head(title, "traitement", place, s.whole);
        let id = self.push_activity(head, true);
        self.line_clauses(&mut s.cursor, FIELDS, Vec::new, None, &mut |this, clause| {
            let Some((field, span)) = clause.keyword else { return false };
            this.read_field(clause.c, id, field, span);
            true
        });
        if let Some(block) = &s.block {
            self.block(block, Place { level: Level::Activity, activity: Some(id), ..place });
        }
    }

    fn push_activity(&mut self, head: Head, declared: bool) -> Id<Activity> {
        let name = head.name.clone();
        let id = self.model.activities.push(&name, Activity { head, declared, ..Activity::default() });
        self.last_activity = Some(id);
        id
    }

    /// The activity made up for a flow that stands in none.
    pub fn implicit_activity(&mut self, span: Span) -> Id<Activity> {
        if let Some(id) = self.implicit {
            return id;
        }
        let head = Head { name: self.names.unique("traitement").into(), span, whole: span, ..Head::default() };
        let id = self.push_activity(head, false);
        self.implicit = Some(id);
        id
    }

    /// The pool of nodes that stand in no participant, made once for each activity.
    pub fn in_pool(&mut self, place: Place<'a>, span: Span) -> Place<'a> {
        let place = self.in_activity(place, span);
        let (None, Some(activity)) = (place.participant, place.activity) else { return place };
        let pool = match self.pools.get(&activity) {
            Some(pool) => *pool,
            None => {
                // It is the activity that has the steps: findings about their process are about it.
                let own = &self.model.activities[activity].head;
                let head = Head { name: own.name.clone(), span: own.span, whole: span, scope: Some(activity), ..Head::default() };
                let name = head.name.clone();
                let pool = Participant { head, activity: Some(activity), open: true, drawn: false, ..Participant::default() };
                let pool = self.model.participants.push(&name, pool);
                self.pools.insert(activity, pool);
                pool
            }
        };
        Place { level: Level::Pool, participant: Some(pool), ..place }
    }

    /// A field of the register entry, as a statement of its own.
    pub fn field(&mut self, mut s: Statement<'a>, place: Place<'a>, field: K, span: Span) {
        let Some(id) = place.activity else { return };
        self.read_field(&mut s.cursor, id, field, span);
        self.end_of_line(&mut s.cursor, &[]);
    }

    fn read_field(&mut self, c: &mut Cursor<'a>, id: Id<Activity>, field: K, span: Span) {
        c.known = FIELDS;
        match field {
            K::Reference => {
                let reference = self.text(c, &text!("une référence", "a reference"));
                self.model.activities[id].reference = reference;
            }
            K::Created => {
                let date = self.date(c);
                self.model.activities[id].created = date;
            }
            K::Updated => {
                let date = self.date(c);
                self.model.activities[id].updated = date;
            }
            K::Controller => {
                let found = self.references(c, &text!("une organisation", "an organisation"));
                self.model.activities[id].controllers.extend(found);
            }
            K::Joint => {
                let found = self.references(c, &text!("une organisation", "an organisation"));
                self.model.activities[id].joint.extend(found);
            }
            K::Processor => self.processors(c, id, span),
            K::Software => {
                let found = self.texts(c, &text!("un nom de logiciel", "the name of a software"));
                self.model.activities[id].software.extend(found);
            }
            K::Scale => self.scale(c, id, span),
            _ => {
                let retention = self.retention(c, span);
                self.model.activities[id].retention.extend(retention);
            }
        }
    }

    /// `sous-traitant a contrat "…", b`.
    fn processors(&mut self, c: &mut Cursor<'a>, id: Id<Activity>, keyword: Span) {
        let mut start = keyword;
        loop {
            c.known = &[K::Contract];
            if let Some(organisation) = self.reference(c, &text!("une organisation", "an organisation")) {
                let contract = self
                    .eat(c, &[K::Contract])
                    .and_then(|_| self.text(c, &text!("la référence du contrat", "the reference of the contract")));
                let span = c.since(start);
                self.model.activities[id].processors.push(Processor { organisation, contract, span });
            }
            if c.eat(SyntaxKind::Comma).is_none() {
                break;
            }
            start = c.here();
        }
        c.known = FIELDS;
    }

    fn scale(&mut self, c: &mut Cursor<'a>, id: Id<Activity>, keyword: Span) {
        if self.eat(c, &[K::Large]).is_some() {
            self.model.activities[id].large_scale = Some(c.since(keyword));
            return;
        }
        match c.bump() {
            Some(token) => self.report.unknown_value(token.text, token.span, &text!("une échelle", "a scale"), &["large", "large"]),
            None => self.missing(c, &text!("l'échelle", "the scale"), &text!("écrire : échelle large", "write: scale large")),
        }
    }

    /// `importe "catalogue.recens"`: the file was loaded beforehand.
    pub fn import(&mut self, mut s: Statement<'a>) {
        let c = &mut s.cursor;
        match c.peek(0) {
            Some(path) if path.is_text() => {
                c.bump();
                self.end_of_line(c, &[]);
                if let Some(file) = self.files.targets.get(&path.span) {
                    self.file(*file);
                }
            }
            Some(path) => {
                let word = shown(path.text);
                let message = text!("le chemin à importer s'écrit entre guillemets", "the path to import is written between quotes");
                self.report.say(&reading::IMPORT, path.span, message, text!("écrire : importe \"{word}\"", "write: import \"{word}\""));
            }
            None => self.missing(
                c,
                &text!("un chemin", "a path"),
                &text!("écrire : importe \"catalogue.recens\"", "write: import \"catalogue.recens\""),
            ),
        }
    }
}
