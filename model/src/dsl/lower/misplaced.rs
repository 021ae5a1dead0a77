//! Statements that stand where they should not, and lines that begin with no known word: what is said, and how reading goes on.

use super::statement::{Kind, STEP, kind_of, words_at};
use super::{Level, Lower, Place, Statement, statements};
use crate::diagnostic::{Text, reading};
use crate::dsl::cursor::{Cursor, Token};
use crate::dsl::keywords::{Keyword as K, operation};
use crate::dsl::report::{near, shown};
use crate::dsl::syntax::{SyntaxKind, SyntaxNode};
use crate::source::Span;
use crate::text;

impl<'a> Lower<'a> {
    /// A statement that is understood but stands elsewhere: said, and read where it belongs.
    pub fn misplaced(&mut self, kind: Kind, s: Statement<'a>, place: Place<'a>) {
        let span = s.cursor.here();
        if place.level == Level::File {
            if kind == Kind::Keyword(K::Allows) {
                return self.say_misplaced(&s.cursor, &text!("dans le bloc de ce qu'elle excuse", "in the block of what it excuses"));
            }
            let place = self.in_activity(place, span);
            return self.read_statement(kind, s, place);
        }
        let mut home = place;
        home.step = None;
        let help = match kind {
            Kind::Keyword(K::Import) => {
                return self.say_misplaced(&s.cursor, &text!("en haut du fichier", "at the top of the file"));
            }
            Kind::Keyword(K::Allows) => return,
            Kind::Keyword(K::Activity) => {
                home = Place { level: Level::File, activity: None, participant: None, lane: None, parent: None, ..home };
                text!("en haut du fichier, hors de tout bloc", "at the top of the file, outside every block")
            }
            _ if kind.is_flow() => {
                // Beside the step whose block it stands in: most often that block lacks its brace.
                home.level = if home.parent.is_some() { Level::Subprocess } else { Level::Pool };
                if kind == Kind::Keyword(K::Lane) {
                    home = Place { level: Level::Pool, parent: None, ..home };
                    text!("dans un participant ou un couloir", "in a participant or a lane")
                } else {
                    text!("à côté de cette étape, pas dans son bloc", "beside this step, not in its block")
                }
            }
            _ => {
                home = Place { level: Level::Activity, participant: None, lane: None, parent: None, ..home };
                text!("dans le bloc du traitement, hors des participants", "in the block of the activity, outside the participants")
            }
        };
        self.say_misplaced(&s.cursor, &help);
        self.read_statement(kind, s, home);
    }

    fn say_misplaced(&mut self, c: &Cursor<'_>, home: &Text) {
        let word = shown(c.peek(0).map_or("", |token| token.text));
        let (fr, en) = (&home.fr, &home.en);
        self.report.say(
            &reading::SYNTAX,
            c.here(),
            text!("`{word}` ne se place pas ici", "`{word}` does not stand here"),
            text!("le placer {fr}", "place it {en}"),
        );
    }

    /// The place of flow statements: an activity, made up where the file has none.
    pub fn in_activity(&mut self, place: Place<'a>, span: Span) -> Place<'a> {
        if place.activity.is_some() {
            return place;
        }
        if self.declared && !self.outside {
            self.outside = true;
            self.report.say(
                &reading::SYNTAX,
                span,
                text!("cet énoncé est hors du traitement", "this statement is outside the activity"),
                text!(
                    "le placer dans le bloc du traitement (une `}}` de trop ferme-t-elle ce bloc avant ?)",
                    "place it in the block of the activity (does a `}}` too many close that block before?)"
                ),
            );
        }
        let activity = match self.last_activity.filter(|_| self.declared) {
            Some(activity) => activity,
            None => self.implicit_activity(span),
        };
        Place { level: Level::Activity, activity: Some(activity), ..place }
    }

    /// A line whose first word is nothing known: said; read as the nearest keyword, so that what it declares is there.
    pub fn unknown(&mut self, s: Statement<'a>, first: Token<'a>, place: Place<'a>) {
        let in_step = operation(first.text).is_some() || s.cursor.keyword_at(0, STEP).is_some();
        if in_step {
            return self.say_misplaced(
                &s.cursor,
                &text!("dans le bloc d'une étape : tâche nom {{ … }}", "in the block of a step: task name {{ … }}"),
            );
        }
        let words = words_at(place.level);
        if !s.cursor.broken {
            self.report_unknown(first, place, &words);
        }
        let near = if self.report.full() { None } else { near(first.text, &words) };
        let Some(near) = near else {
            return s.block.iter().filter(|block| !holds_step_lines(block)).for_each(|block| self.block(block, place));
        };
        let as_near = Token::new(SyntaxKind::Word, near, first.span);
        let mut s = s;
        if near.contains(' ') || !s.cursor.replace_first(as_near) {
            return;
        }
        match kind_of(&s.cursor) {
            // `organisation` declares one, but is an operation as well.
            Some(kind) if kind != Kind::Keyword(K::Allows) && (place.level != Level::Step || operation(near).is_none()) => {
                let place =
                    if place.level == Level::File && !kind.stands_at(Level::File) { self.in_activity(place, first.span) } else { place };
                s.cursor.bump();
                self.read_after(kind, s, place, first.span);
            }
            _ => {
                // What is guessed is no keyword to convert or colour.
                let keywords = self.report.keywords.len();
                self.step_line(&mut s, place);
                self.report.keywords.truncate(keywords);
            }
        }
    }

    /// Says that a word begins no statement of its place.
    fn report_unknown(&mut self, first: Token<'a>, place: Place<'a>, words: &[&'static str]) {
        if place.level == Level::Step {
            return self.unknown_in_step(first, words);
        }
        self.report.unknown_keyword(first.text, first.span, words);
    }

    /// Says that a word begins no line of a step: the words that do are too many to be listed.
    fn unknown_in_step(&mut self, first: Token<'a>, words: &[&'static str]) {
        if self.report.full() {
            return;
        }
        if first.kind == SyntaxKind::Word && near(first.text, words).is_some() {
            return self.report.unknown_keyword(first.text, first.span, words);
        }
        let word = shown(first.text);
        let message =
            text!("`{word}` n'est ni une opération ni un mot-clé d'étape", "`{word}` is neither an operation nor a keyword of a step");
        let help = text!(
            "commencer la ligne par une opération (collecte, enregistrement, consultation, …) ou par informe, recueille, retire, vérifie, répond, tolère",
            "begin the line with an operation (collection, recording, consultation, …) or with informs, obtains, withdraws, checks, answers, allows"
        );
        self.report.say(&reading::UNKNOWN_KEYWORD, first.span, message, help);
    }

    /// Reads a line of a step of another format, and says when it is none.
    pub fn only_step_line(&mut self, c: &mut Cursor<'a>, node: crate::process::Id<crate::process::Node>) {
        let Some(first) = c.peek(0) else { return };
        if self.step_words(c, node) {
            return;
        }
        let words = words_at(Level::Step);
        if !c.broken {
            self.unknown_in_step(first, &words);
        }
    }
}

/// Whether a block of an unknown statement is that of a step.
fn holds_step_lines(block: &SyntaxNode) -> bool {
    statements(block)
        .next()
        .and_then(|node| node.first_token())
        .is_some_and(|token| operation(token.text()).is_some() || K::forms(token.text()).iter().any(|form| STEP.contains(&form.keyword)))
}
