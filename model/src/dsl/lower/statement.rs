//! Which statement a line is, and what becomes of one that stands where it should not.

use super::{Level, Lower, Place, Statement, statements};
use crate::diagnostic::{Text, reading};
use crate::dsl::cursor::{Cursor, Origin, Token};
use crate::dsl::keywords::{Keyword as K, Listed, operation_names};
use crate::dsl::report::{near, shown, words_of};
use crate::dsl::syntax::{SyntaxKind, SyntaxNode};
use crate::process::Gateway;
use crate::source::Span;
use crate::text;

const FIELDS: &[K] = &[K::Reference, K::Created, K::Updated, K::Controller, K::Joint, K::Processor, K::Software, K::Scale, K::Retention];
const DECLARATIONS: &[K] =
    &[K::Organisation, K::Subjects, K::Datum, K::Recipient, K::Channel, K::Measure, K::Transfer, K::Risk, K::Purpose, K::Store];
const POOLS: &[K] = &[K::Participant];
const FLOW: &[K] = &[K::Lane, K::Start, K::End, K::Event, K::Task, K::Subprocess, K::Call, K::Document, K::Note, K::Store];
/// The keywords of the lines of a step.
pub const STEP: &[K] = &[K::Informs, K::Obtains, K::Withdraws, K::Checks, K::Answers, K::Allows];
const TOP: &[K] = &[K::Activity, K::Import];

/// What a statement's first words say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Keyword(K),
    Gateway(Gateway),
}

impl Kind {
    fn is_flow(self) -> bool {
        match self {
            Kind::Gateway(_) => true,
            Kind::Keyword(keyword) => FLOW.contains(&keyword),
        }
    }

    fn stands_at(self, level: Level) -> bool {
        let one_of = |lists: &[&[K]]| matches!(self, Kind::Keyword(keyword) if lists.iter().any(|list| list.contains(&keyword)));
        match level {
            Level::File => one_of(&[TOP, DECLARATIONS]),
            Level::Activity => one_of(&[FIELDS, DECLARATIONS, POOLS, &[K::Allows]]) || self.is_flow(),
            Level::Pool => one_of(&[&[K::Allows]]) || self.is_flow(),
            Level::Subprocess => self != Kind::Keyword(K::Lane) && self.is_flow(),
            Level::Step => false,
        }
    }
}

/// The words that may begin a statement at a level, for messages.
fn words_at(level: Level) -> Vec<&'static str> {
    let gateways = || Gateway::ALL.iter().take(5).flat_map(|row| [row.1, row.2]);
    use crate::process::vocabulary::Words;
    let lists: &[&[K]] = match level {
        Level::File => &[TOP, DECLARATIONS, POOLS, FLOW],
        Level::Activity => &[POOLS, FLOW, DECLARATIONS, FIELDS, &[K::Allows]],
        Level::Pool => &[FLOW, &[K::Allows]],
        Level::Subprocess => &[&FLOW[1..], STEP],
        Level::Step => &[STEP],
    };
    let mut words = lists.iter().flat_map(|list| words_of(list)).collect::<Vec<_>>();
    if level != Level::Step {
        words.extend(gateways());
    }
    if matches!(level, Level::Step | Level::Subprocess) {
        words.extend(operation_names());
    }
    words
}

impl<'a> Lower<'a> {
    /// Reads a statement.
    pub fn statement(&mut self, mut s: Statement<'a>, place: Place<'a>) {
        let Some(first) = s.cursor.peek(0) else {
            // A block without statement, which was said: what it holds is read as if the block were not there.
            return s.block.iter().for_each(|block| self.block(block, place));
        };
        let is_arrow = |token: &Token<'_>| matches!(token.kind, SyntaxKind::Arrow | SyntaxKind::MessageArrow);
        if is_arrow(&first) || s.cursor.peek(1).is_some_and(|token| is_arrow(&token)) {
            let place = self.in_activity(place, first.span);
            return self.arrow(s, place);
        }
        if first.kind != SyntaxKind::Word {
            if !s.cursor.broken {
                let found = shown(first.text);
                let message =
                    text!("un énoncé commence par un mot-clé, pas par {found}", "a statement begins with a keyword, not with {found}");
                self.report.say(&reading::SYNTAX, first.span, message, text!("écrire le mot-clé devant", "write the keyword before it"));
            }
            return;
        }
        let kind = kind_of(&s.cursor);
        match kind {
            Some(kind) if kind.stands_at(place.level) => self.read_statement(kind, s, place),
            _ if self.step_line(&mut s, place) => {}
            Some(kind) => self.misplaced(kind, s, place),
            None => self.unknown(s, first, place),
        }
    }

    fn read_statement(&mut self, kind: Kind, mut s: Statement<'a>, place: Place<'a>) {
        let keyword = match kind {
            Kind::Keyword(K::Allows) => {
                let allowance = self.allowance(&mut s.cursor);
                if let (Some(allowance), Some(head)) = (allowance, self.head_of(place)) {
                    head.allowances.push(allowance);
                }
                return;
            }
            Kind::Keyword(keyword) => self.eat(&mut s.cursor, &[keyword]).map(|found| found.1),
            Kind::Gateway(gateway) => s.cursor.bump().map(|token| {
                self.report.value(token.span, gateway);
                token.span
            }),
        };
        self.read_after(kind, s, place, keyword.unwrap_or_default());
    }

    /// Reads what follows the keyword that stands at `at`.
    fn read_after(&mut self, kind: Kind, s: Statement<'a>, place: Place<'a>, at: Span) {
        let keyword = match kind {
            Kind::Gateway(gateway) => return self.gateway(s, place, at, gateway),
            Kind::Keyword(keyword) => keyword,
        };
        match keyword {
            K::Activity => self.activity(s, place, at),
            K::Import => self.import(s),
            K::Organisation => self.organisation(s, place, at),
            K::Subjects => self.subjects(s, place, at),
            K::Datum => self.datum(s, place, at),
            K::Recipient => self.recipient(s, place, at),
            K::Channel => self.channel(s, place, at),
            K::Measure => self.measure(s, place, at),
            K::Transfer => self.transfer(s, place, at),
            K::Risk => self.risk(s, place, at),
            K::Purpose => self.purpose(s, place, at),
            K::Store if matches!(place.level, Level::File | Level::Activity) => self.store(s, place, at),
            K::Store => self.placed_store(s, place, at),
            K::Participant => self.participant(s, place, at),
            K::Lane => self.lane(s, place, at),
            K::Document => self.document(s, place, at),
            K::Note => self.note(s, place, at),
            K::Start | K::End | K::Event => self.event(s, place, at, keyword),
            K::Task => self.task(s, place, at),
            K::Subprocess => self.subprocess(s, place, at),
            K::Call => self.call(s, place, at),
            field => self.field(s, place, field, at),
        }
    }

    /// A statement that is understood but stands elsewhere: said, and read where it belongs.
    fn misplaced(&mut self, kind: Kind, s: Statement<'a>, place: Place<'a>) {
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
    fn unknown(&mut self, s: Statement<'a>, first: Token<'a>, place: Place<'a>) {
        let in_step = crate::dsl::keywords::operation(first.text).is_some() || s.cursor.keyword_at(0, STEP).is_some();
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
            Some(kind) if kind != Kind::Keyword(K::Allows) => {
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
        if first.kind == SyntaxKind::Word && near(first.text, &words).is_some() {
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

    /// Notes beforehand what decides how earlier statements are read: whether there is a `traitement`, and which stores
    /// are declared outside the flows.
    pub fn foresee(&mut self, tree: &SyntaxNode, text: &str) {
        for node in statements(tree) {
            let Some(first) = node.first_token().filter(|token| token.kind() == SyntaxKind::Word) else { continue };
            let forms = K::forms(first.text());
            let is = |keyword: K| forms.iter().any(|form| form.keyword == keyword);
            if is(K::Store) {
                self.foresee_store(&node, text);
            }
            if is(K::Activity) {
                self.declared = true;
                for inner in node
                    .children()
                    .filter(|child| child.kind() == SyntaxKind::Block)
                    .flat_map(|block| statements(&block).collect::<Vec<_>>())
                {
                    if inner.first_token().is_some_and(|token| K::forms(token.text()).iter().any(|form| form.keyword == K::Store)) {
                        self.foresee_store(&inner, text);
                    }
                }
            }
        }
    }

    fn foresee_store(&mut self, node: &SyntaxNode, text: &str) {
        let c = Cursor::of(node, Origin::file(crate::source::FileId::default()), text);
        if let Some(name) = c.peek(1).filter(|token| token.kind == SyntaxKind::Word) {
            self.stores.insert(super::value::nfc(name.text));
        }
    }
}

/// What the first words of a statement say it is. Inside a step, words of operations are no keywords of declarations.
fn kind_of(c: &Cursor<'_>) -> Option<Kind> {
    let lists: [&[K]; 6] = [FLOW, POOLS, FIELDS, DECLARATIONS, TOP, &[K::Allows]];
    let keyword = lists.iter().find_map(|list| c.keyword_at(0, list)).map(|found| Kind::Keyword(found.0));
    let gateway = || c.peek(0).and_then(|token| Gateway::look_up(token.text)).map(Kind::Gateway);
    keyword.or_else(gateway)
}

/// Whether a block of an unknown statement is that of a step.
fn holds_step_lines(block: &SyntaxNode) -> bool {
    statements(block).next().and_then(|node| node.first_token()).is_some_and(|token| {
        crate::dsl::keywords::operation(token.text()).is_some() || K::forms(token.text()).iter().any(|form| STEP.contains(&form.keyword))
    })
}
