//! The nodes of the flow: events, tasks, sub-processes, calls, gateways.

use super::clause::Clause;
use super::{Level, Lower, Place, Statement};
use crate::diagnostic::reading;
use crate::dsl::keywords::{Keyword as K, words};
use crate::process::*;
use crate::source::Span;
use crate::text;

impl<'a> Lower<'a> {
    /// `début`, `fin`, `événement`.
    pub fn event(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span, word: K) {
        const KNOWN: &[K] = &[K::On, K::About, K::Throw, K::NonInterrupting];
        let position = match word {
            K::Start => EventPosition::Start,
            K::End => EventPosition::End,
            _ => EventPosition::Intermediate,
        };
        let mut event = Event { position, throwing: position == EventPosition::End, ..Event::default() };
        let (place, head) = self.node_head(
            &mut s,
            place,
            keyword,
            if word == K::Event { &[K::On, K::About] } else { &[] },
            word.word(crate::diagnostic::Lang::Fr),
        );
        self.line_clauses(&mut s.cursor, KNOWN, words::<Trigger>, None, &mut |this, clause| {
            match clause.keyword {
                Some((K::On | K::About, span)) => {
                    let host = this.reference(clause.c, &text!("une étape", "a step"));
                    if position == EventPosition::Intermediate {
                        event.position = EventPosition::Boundary;
                        event.host = host;
                    } else {
                        this.report.say(
                            &reading::SYNTAX,
                            span,
                            text!("seul un `événement` se place sur une étape", "only an `event` stands on a step"),
                            text!("écrire `événement` au lieu de `début` ou `fin`", "write `event` instead of `start` or `end`"),
                        );
                    }
                }
                Some((K::Throw, _)) => event.throwing = true,
                Some(_) => event.non_interrupting = true,
                None => {
                    let mut trigger = None;
                    if !this.closed::<Trigger>(clause.c, &mut trigger) {
                        return false;
                    }
                    event.trigger = trigger.map(|found| found.value).unwrap_or_default();
                    event.detail = this.optional_text(clause.c).or(event.detail.take());
                }
            }
            true
        });
        // All of several are thrown in any case: BPMN has `parallel multiple` only for what is waited for.
        if event.throwing && event.position != EventPosition::Boundary && event.trigger == Trigger::ParallelMultiple {
            event.trigger = Trigger::Multiple;
        }
        self.node(&s, place, head, NodeKind::Event(event));
    }

    /// `tâche`.
    pub fn task(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let (place, head) = self.node_head(&mut s, place, keyword, &[], "tâche");
        let mut task = Task::default();
        let more = || [words::<TaskKind>(), words::<Repeat>()].concat();
        self.line_clauses(&mut s.cursor, &[], more, None, &mut |this, mut clause| {
            let mut kind = None;
            if this.closed::<TaskKind>(clause.c, &mut kind) {
                task.kind = kind.map(|kind| kind.value).unwrap_or_default();
                return true;
            }
            this.repetition(&mut clause, &mut task.repeat, &mut task.compensation)
        });
        self.node(&s, place, head, NodeKind::Task(task));
    }

    /// `sous-processus`.
    pub fn subprocess(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let (place, head) = self.node_head(&mut s, place, keyword, &[], "sous-processus");
        let mut sub = SubProcess::default();
        let more = || [words::<SubProcessKind>(), words::<Repeat>()].concat();
        self.line_clauses(&mut s.cursor, &[K::Collapsed], more, None, &mut |this, mut clause| {
            if clause.keyword.is_some() {
                sub.collapsed = true;
                return true;
            }
            let mut kind = None;
            if this.closed::<SubProcessKind>(clause.c, &mut kind) {
                sub.kind = kind.map(|kind| kind.value).unwrap_or_default();
                return true;
            }
            this.repetition(&mut clause, &mut sub.repeat, &mut sub.compensation)
        });
        self.node(&s, place, head, NodeKind::SubProcess(sub));
    }

    /// `appelle`: what it calls is its identifier, where one is written.
    pub fn call(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span) {
        let place = self.in_pool(place, keyword);
        let title = self.title(&mut s.cursor, keyword, &[]);
        let mut call = Call { called: title.name().cloned(), ..Call::default() };
        let head = self.head(title, "appel", place, s.whole);
        self.line_clauses(&mut s.cursor, &[], words::<Repeat>, None, &mut |this, mut clause| {
            this.repetition(&mut clause, &mut call.repeat, &mut call.compensation)
        });
        self.node(&s, place, head, NodeKind::Call(call));
    }

    /// `choix`, `parallèle`, `inclusif`, `attente`, `complexe`.
    pub fn gateway(&mut self, mut s: Statement<'a>, place: Place<'a>, keyword: Span, gateway: Gateway) {
        use crate::process::vocabulary::Words;
        let (place, head) = self.node_head(&mut s, place, keyword, &[], gateway.word(crate::diagnostic::Lang::Fr));
        self.line_clauses(&mut s.cursor, &[], Vec::new, None, &mut |_, _| false);
        self.node(&s, place, head, NodeKind::Gateway(gateway));
    }

    fn node_head(&mut self, s: &mut Statement<'a>, place: Place<'a>, keyword: Span, clauses: &[K], made: &str) -> (Place<'a>, Head) {
        let place = self.in_pool(place, keyword);
        let title = self.title(&mut s.cursor, keyword, clauses);
        let head = self.head(title, made, place, s.whole);
        (place, head)
    }

    /// `boucle`, `parallèle-multiple`, `séquentielle-multiple`, `compensation`.
    fn repetition(&mut self, clause: &mut Clause<'_, 'a>, repeat: &mut Option<Repeat>, compensation: &mut bool) -> bool {
        let mut found = None;
        if self.closed::<Repeat>(clause.c, &mut found) {
            *repeat = found.map(|found| found.value);
            return true;
        }
        match self.peek_listed::<Trigger>(clause.c) {
            Some((token, trigger @ Trigger::Compensation)) => {
                clause.c.bump();
                self.report.value(token.span, trigger);
                *compensation = true;
                true
            }
            _ => false,
        }
    }

    /// Adds a node and reads its block.
    fn node(&mut self, s: &Statement<'a>, place: Place<'a>, head: Head, kind: NodeKind) {
        let nests = matches!(kind, NodeKind::SubProcess(_));
        let name = head.name.clone();
        let node = Node {
            head,
            activity: place.activity,
            participant: place.participant,
            lane: place.lane,
            parent: place.parent,
            kind,
            facts: Vec::new(),
        };
        let id = self.model.nodes.push(&name, node);
        let inside = if nests {
            Place { level: Level::Subprocess, parent: Some(id), step: None, ..place }
        } else {
            Place { level: Level::Step, step: Some(id), ..place }
        };
        if let Some(block) = &s.block {
            self.block(block, inside);
        }
    }
}
