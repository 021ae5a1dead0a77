//! Steps: events, tasks, sub-processes, calls, gateways, and what they do to data.

use super::names::identifier;
use super::value::{bare, is_word, quoted, retention};
use super::{Container, Printer};
use crate::dsl::keywords::{Keyword as K, operation};
use crate::process::*;
use crate::source::Spanned;
use crate::text;

impl Printer<'_> {
    /// A step with its block.
    pub fn node(&mut self, id: Id<Node>) {
        let node = &self.model.nodes[id];
        let mut words = Vec::new();
        let keyword = match &node.kind {
            NodeKind::Event(event) => self.event(event, &mut words),
            NodeKind::Task(task) => {
                if task.kind != TaskKind::Plain {
                    words.push(self.listed(task.kind).to_owned());
                }
                self.markers(task.repeat, task.compensation, &mut words);
                self.word(K::Task)
            }
            NodeKind::SubProcess(sub) => {
                if sub.kind != SubProcessKind::Embedded {
                    words.push(self.listed(sub.kind).to_owned());
                }
                if sub.collapsed {
                    words.push(self.word(K::Collapsed).to_owned());
                }
                self.markers(sub.repeat, sub.compensation, &mut words);
                self.word(K::Subprocess)
            }
            NodeKind::Call(call) => {
                self.markers(call.repeat, call.compensation, &mut words);
                self.called(id, call);
                if call.task.is_some() {
                    let (fr, en) = ("que ce qui est appelé est une tâche", "that what is called is a task");
                    self.lose(super::wordless(fr, en, node.head.title()));
                }
                self.word(K::Call)
            }
            NodeKind::Gateway(gateway) => self.listed(*gateway),
        };
        if node.parent.is_some_and(|parent| node.lane != self.model.nodes[parent].lane) {
            self.lose(super::wordless("les couloirs d'un sous-processus", "lanes of a sub-process", node.head.title()));
        }
        let name = &self.names.nodes[id.index()];
        let title = match self.names.unnamed_calls.contains(&id) {
            true if node.head.label.trim().is_empty() => String::new(),
            true => quoted(&node.head.label),
            false => self.title(&node.head, name),
        };
        let parts = [keyword.to_owned(), title].into_iter().chain(words).filter(|part| !part.is_empty());
        let statement = parts.collect::<Vec<_>>().join(" ");
        self.with_block(&statement, |printer| {
            printer.allowances(&node.head);
            for fact in &node.facts {
                printer.fact(fact);
            }
            if matches!(node.kind, NodeKind::SubProcess(_)) {
                printer.contents(Container::SubProcess(id));
            }
        });
    }

    fn event(&mut self, event: &Event, words: &mut Vec<String>) -> &'static str {
        if let (EventPosition::Boundary, Some(host)) = (event.position, &event.host) {
            let name = host.to.map_or_else(|| identifier(&host.text), |host| self.names.nodes[host.index()].clone());
            words.push(format!("{} {name}", self.word(K::On)));
        }
        if event.trigger != Trigger::None {
            words.push(self.listed(event.trigger).to_owned());
            words.extend(event.detail.as_ref().map(|detail| quoted(&detail.value)));
        }
        if event.throwing && event.position == EventPosition::Intermediate {
            words.push(self.word(K::Throw).to_owned());
        }
        if event.non_interrupting {
            words.push(self.word(K::NonInterrupting).to_owned());
        }
        self.word(match event.position {
            EventPosition::Start => K::Start,
            EventPosition::End => K::End,
            EventPosition::Intermediate | EventPosition::Boundary => K::Event,
        })
    }

    fn markers(&self, repeat: Option<Repeat>, compensation: bool, words: &mut Vec<String>) {
        words.extend(repeat.map(|repeat| self.listed(repeat).to_owned()));
        if compensation {
            words.push(self.listed(Trigger::Compensation).to_owned());
        }
    }

    /// The identifier of a call is what it calls; says so where it cannot be.
    fn called(&mut self, id: Id<Node>, call: &Call) {
        let name = self.names.nodes[id.index()].clone();
        if self.names.naming_calls.contains(&id) || self.names.unnamed_calls.contains(&id) {
            return;
        }
        let called = call.called.as_ref().map(|called| called.value.clone());
        self.lose(match called {
            Some(called) => text!(
                "l'étape `{name}` appelle « {called} », qui ne peut pas être son identifiant",
                "the step `{name}` calls “{called}”, which cannot be its identifier"
            ),
            None => text!(
                "l'étape `{name}` n'appelle rien de nommé : elle appelle `{name}`",
                "the step `{name}` calls nothing that has a name: it calls `{name}`"
            ),
        });
    }

    fn fact(&mut self, fact: &Fact) {
        let model = self.model;
        let line = match fact {
            Fact::Operation(id) => self.operation(&model.operations[*id]),
            Fact::Notice(notice) => {
                let mut line = self.word(K::Informs).to_owned();
                let subjects = self.references(&notice.subjects, |id| (&model.subjects[id].head, &self.names.subjects[id.index()]));
                if !subjects.is_empty() {
                    line = format!("{line} {subjects}");
                }
                let items: Vec<&str> = notice.items.iter().map(|item| self.listed(item.value)).collect();
                if items.is_empty() { line } else { format!("{line} {} {}", self.word(K::Of), items.join(", ")) }
            }
            Fact::Consent(consent) => {
                let verb = self.word(if consent.withdrawn { K::Withdraws } else { K::Obtains });
                let mut line = format!("{verb} {}", self.word(K::Consent));
                let purposes = self.references(&consent.purposes, |id| (&model.purposes[id].head, &self.names.purposes[id.index()]));
                clause(&mut line, self.word(K::For), &purposes);
                clause(&mut line, self.word(K::In), &self.references(&consent.into, |place| self.place(place)));
                line
            }
            Fact::Verification(verification) => format!("{} {}", self.word(K::Checks), self.listed(verification.value)),
            Fact::Right(right) => format!("{} {}", self.word(K::Answers), self.listed(right.value)),
        };
        self.line(&line);
    }

    fn operation(&self, found: &Operation) -> String {
        let (model, names) = (self.model, &self.names);
        let known = is_word(&found.word.value)
            && operation(&found.word.value).is_some_and(|(kind, wording)| (kind, wording) == (found.kind, found.wording));
        let mut line = if known { found.word.value.clone() } else { self.listed(found.kind).to_owned() };
        let data = self.references(&found.data, |id| (&model.data[id].head, &names.data[id.index()]));
        if !data.is_empty() {
            line = format!("{line} {data}");
        }
        let subjects = self.references(&found.subjects, |id| (&model.subjects[id].head, &names.subjects[id.index()]));
        clause(&mut line, self.word(K::About), &subjects);
        let purposes = self.references(&found.purposes, |id| (&model.purposes[id].head, &names.purposes[id.index()]));
        clause(&mut line, self.word(K::For), &purposes);
        clause(&mut line, self.word(K::To), &self.references(&found.recipients, |to| self.party(to)));
        clause(&mut line, self.word(K::From), &self.references(&found.from, |from| self.origin(from)));
        clause(&mut line, self.word(K::In), &self.references(&found.into, |place| self.place(place)));
        let via = self.references(&found.via, |id| (&model.channels[id].head, &names.channels[id.index()]));
        clause(&mut line, self.word(K::Via), &via);
        for kept in &found.retention {
            line = format!("{line} {}", retention(kept, self.lang));
        }
        let value =
            |text: &Option<Spanned<String>>, write: fn(&str) -> String| text.as_ref().map(|text| write(&text.value)).unwrap_or_default();
        clause(&mut line, self.word(K::Format), &value(&found.format, quoted));
        clause(&mut line, self.word(K::Ref), &value(&found.reference, bare));
        clause(&mut line, self.word(K::As), &value(&found.description, quoted));
        line
    }

    fn place(&self, place: Place) -> (&Head, &str) {
        match place {
            Place::Store(id) => (&self.model.stores[id].head, &self.names.stores[id.index()]),
            Place::Document(id) => (&self.model.artifacts[id].head, &self.names.artifacts[id.index()]),
        }
    }

    fn origin(&self, origin: Origin) -> (&Head, &str) {
        match origin {
            Origin::Store(id) => self.place(Place::Store(id)),
            Origin::Document(id) => self.place(Place::Document(id)),
            Origin::Channel(id) => (&self.model.channels[id].head, &self.names.channels[id.index()]),
            Origin::Party(party) => self.party(party),
        }
    }
}

/// Adds a clause where its list holds anything.
fn clause(line: &mut String, word: &str, list: &str) {
    if !list.is_empty() {
        line.push(' ');
        line.push_str(word);
        line.push(' ');
        line.push_str(list);
    }
}
