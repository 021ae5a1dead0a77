//! Arrows: sequence flows in chains, data to and from documents and stores, message flows.

use super::names::identifier;
use super::value::quoted;
use super::{Printer, wordless};
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::text;

/// The longest chain of arrows on one line, in characters.
const LINE: usize = 100;

impl Printer<'_> {
    /// The arrows of an activity.
    pub fn arrows(&mut self, activity: Id<Activity>) {
        self.gap();
        self.flows(activity);
        self.gap();
        self.associations(activity);
        self.gap();
        self.messages(activity);
    }

    fn flows(&mut self, activity: Id<Activity>) {
        let model = self.model;
        let mut chain = String::new();
        let mut last: Option<Id<Node>> = None;
        for flow in model.flows.values().filter(|flow| is_of(node_activity(model, flow), activity)) {
            let to = self.node_name(&flow.to);
            // A branch stands on its own line: its label belongs to the last arrow of a line.
            let branch = flow.default || flow.condition.is_some() || !flow.head.label.trim().is_empty();
            if branch || last.is_none() || last != flow.from.to || chain.chars().count() + to.chars().count() + 4 > LINE {
                self.finish(&mut chain);
                chain = self.node_name(&flow.from);
            }
            chain.push_str(" -> ");
            chain.push_str(&to);
            last = flow.to.to;
            if !flow.head.label.trim().is_empty() {
                chain.push_str(&format!(" : {}", quoted(&flow.head.label)));
            }
            if let Some(condition) = &flow.condition {
                chain.push_str(&format!(" {} {}", self.listed(Trigger::Condition), quoted(&condition.value)));
            }
            if flow.default {
                chain.push_str(&format!(" {}", self.word(K::Default)));
            }
            if branch {
                last = None;
            }
            self.no_block(&flow.head, &flow.from.text, &flow.to.text);
        }
        self.finish(&mut chain);
    }

    fn finish(&mut self, chain: &mut String) {
        if !chain.is_empty() {
            self.line(&std::mem::take(chain));
        }
    }

    fn associations(&mut self, activity: Id<Activity>) {
        let model = self.model;
        for (id, association) in model.associations.iter() {
            let of = [association.from.to, association.to.to].into_iter().flatten().find_map(|end| end_activity(model, end));
            if !is_of(of.or(association.head.scope), activity) || self.inside.implied.contains(&id) || is_note(model, association) {
                continue;
            }
            match (association.kind, self.end(&association.from), self.end(&association.to)) {
                (AssociationKind::Data, Some(from), Some(to)) => self.line(&format!("{from} -> {to}")),
                _ => self.lose(text!(
                    "l'association de `{}` à `{}` n'est pas un flux de données : elle n'est pas écrite",
                    "the association from `{}` to `{}` is no data flow: it is not written",
                    association.from.text,
                    association.to.text
                )),
            }
        }
    }

    fn messages(&mut self, activity: Id<Activity>) {
        let model = self.model;
        for (_, message) in model.messages.iter() {
            let of = [message.from.to, message.to.to].into_iter().flatten().find_map(|end| match end {
                MessageEnd::Node(id) => model.nodes[id].activity,
                MessageEnd::Participant(id) => model.participants[id].activity,
            });
            if !is_of(of.or(message.head.scope), activity) {
                continue;
            }
            let mut line = format!("{} ~> {}", self.message_end(&message.from), self.message_end(&message.to));
            if !message.head.label.trim().is_empty() {
                line.push_str(&format!(" : {}", quoted(&message.head.label)));
            }
            let carries = self.references(&message.carries, |id| (&model.data[id].head, &self.names.data[id.index()]));
            if !carries.is_empty() {
                line.push_str(&format!(" {} {carries}", self.word(K::Carries)));
            }
            let via = self.references(&message.via, |id| (&model.channels[id].head, &self.names.channels[id.index()]));
            if !via.is_empty() {
                line.push_str(&format!(" {} {via}", self.word(K::Via)));
            }
            self.line(&line);
            if let Some(name) = message.message.as_ref().filter(|name| !name.is_empty() && **name != message.head.label) {
                self.lose(wordless("le nom d'un message", "the name of a message", name));
            }
            if message.envelope.is_some() {
                self.lose(wordless("l'enveloppe d'un message", "the envelope of a message", message.head.title()));
            }
            self.no_block(&message.head, &message.from.text, &message.to.text);
        }
    }

    /// An arrow has no block for exceptions.
    fn no_block(&mut self, head: &Head, from: &str, to: &str) {
        for allowance in &head.allowances {
            let rule = &allowance.rule.value;
            self.lose(text!(
                "l'exception à `{rule}` de la flèche de `{from}` à `{to}` n'a pas de place dans le langage",
                "the exception to `{rule}` of the arrow from `{from}` to `{to}` has no place in the language"
            ));
        }
    }

    fn node_name(&self, end: &Ref<Id<Node>>) -> String {
        end.to.map_or_else(|| identifier(&end.text), |id| self.names.nodes[id.index()].clone())
    }

    fn message_end(&self, end: &Ref<MessageEnd>) -> String {
        match end.to {
            Some(MessageEnd::Node(id)) => self.names.nodes[id.index()].clone(),
            Some(MessageEnd::Participant(id)) => self.names.participants[id.index()].clone(),
            None => identifier(&end.text),
        }
    }
}

/// What belongs to no activity is written in the first.
fn is_of(of: Option<Id<Activity>>, activity: Id<Activity>) -> bool {
    of.unwrap_or(Id::from_index(0)) == activity
}

fn node_activity(model: &Model, flow: &SequenceFlow) -> Option<Id<Activity>> {
    flow.from.to.or(flow.to.to).and_then(|node| model.nodes[node].activity).or(flow.head.scope)
}

fn end_activity(model: &Model, end: AssociationEnd) -> Option<Id<Activity>> {
    match end {
        AssociationEnd::Node(id) => model.nodes[id].activity,
        AssociationEnd::Artifact(id) => model.artifacts[id].activity,
        AssociationEnd::Participant(id) => model.participants[id].activity,
        AssociationEnd::Flow(_) | AssociationEnd::Message(_) | AssociationEnd::Lane(_) => None,
    }
}

/// What a note is about stands in the note's own line.
fn is_note(model: &Model, association: &Association) -> bool {
    let note = |end: Option<AssociationEnd>| matches!(end, Some(AssociationEnd::Artifact(id)) if matches!(model.artifacts[id].kind, ArtifactKind::Annotation));
    note(association.from.to) || note(association.to.to)
}
