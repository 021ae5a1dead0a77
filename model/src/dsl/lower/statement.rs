//! Which statement a line is, and what becomes of one that stands where it should not.

use super::{Level, Lower, Place, Statement, statements};
use crate::diagnostic::reading;
use crate::dsl::cursor::{Cursor, Origin, Token};
use crate::dsl::keywords::{Keyword as K, Listed, operation_names};
use crate::dsl::report::{shown, words_of};
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
pub enum Kind {
    /// A keyword.
    Keyword(K),
    /// A gateway's word.
    Gateway(Gateway),
}

impl Kind {
    /// A node, lane or artifact.
    pub fn is_flow(self) -> bool {
        match self {
            Kind::Gateway(_) => true,
            Kind::Keyword(keyword) => FLOW.contains(&keyword),
        }
    }

    /// Whether it may stand at a level.
    pub fn stands_at(self, level: Level) -> bool {
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
pub fn words_at(level: Level) -> Vec<&'static str> {
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

    /// Reads a statement of a kind that was told from its first word.
    pub fn read_statement(&mut self, kind: Kind, mut s: Statement<'a>, place: Place<'a>) {
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
    pub fn read_after(&mut self, kind: Kind, s: Statement<'a>, place: Place<'a>, at: Span) {
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
pub fn kind_of(c: &Cursor<'_>) -> Option<Kind> {
    let lists: [&[K]; 6] = [FLOW, POOLS, FIELDS, DECLARATIONS, TOP, &[K::Allows]];
    let keyword = lists.iter().find_map(|list| c.keyword_at(0, list)).map(|found| Kind::Keyword(found.0));
    let gateway = || c.peek(0).and_then(|token| Gateway::look_up(token.text)).map(Kind::Gateway);
    keyword.or_else(gateway)
}
