//! The whole file: what is shared, then each activity with its register entry, its declarations and its flow.

use super::value::{bare, quoted, retention};
use super::{Container, Printer};
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::text;

impl Printer<'_> {
    /// The file. What several activities share stands at the top, or after the activity it was written behind.
    pub fn file(&mut self) {
        let model = self.model;
        if model.activities.is_empty() {
            return self.declarations(None, 0);
        }
        for id in model.activities.ids() {
            self.declarations(None, id.index());
            self.activity(id);
        }
        self.declarations(None, model.activities.len());
        if self.out.is_empty() {
            // A file that says nothing would be no input.
            let names = self.names.activities.clone();
            names.iter().for_each(|name| self.line(&format!("{} {name}", self.word(K::Activity))));
        }
        self.drawing_lost();
    }

    fn activity(&mut self, id: Id<Activity>) {
        self.gap();
        let activity = &self.model.activities[id];
        if !self.needs_statement(id) {
            self.declarations(Some(id), 0);
            return self.flow_of(id);
        }
        let title = self.title(&activity.head, &self.names.activities[id.index()].clone());
        let statement = format!("{} {title}", self.word(K::Activity));
        self.with_block(&statement, |printer| {
            printer.fields(activity);
            printer.allowances(&activity.head);
            printer.declarations(Some(id), 0);
            printer.flow_of(id);
        });
    }

    /// Whether an activity says more than its flow.
    fn needs_statement(&self, id: Id<Activity>) -> bool {
        let activity = &self.model.activities[id];
        let entry = activity.declared || !activity.head.label.trim().is_empty() || !activity.head.allowances.is_empty();
        let fields = !activity.controllers.is_empty() || !activity.retention.is_empty() || activity.reference.is_some();
        entry || fields || self.model.activities.len() > 1
    }

    fn fields(&mut self, activity: &Activity) {
        let model = self.model;
        if let Some(reference) = &activity.reference {
            self.line(&format!("{} {}", self.word(K::Reference), bare(&reference.value)));
        }
        for (keyword, date) in [(K::Created, &activity.created), (K::Updated, &activity.updated)] {
            if let Some(date) = date {
                self.line(&format!("{} {}", self.word(keyword), date.value));
            }
        }
        for (keyword, list) in [(K::Controller, &activity.controllers), (K::Joint, &activity.joint)] {
            if !list.is_empty() {
                let names = self.references(list, |id| (&model.organisations[id].head, &self.names.organisations[id.index()]));
                self.line(&format!("{} {names}", self.word(keyword)));
            }
        }
        for processor in &activity.processors {
            let organisation = std::slice::from_ref(&processor.organisation);
            let name = self.references(organisation, |id| (&model.organisations[id].head, &self.names.organisations[id.index()]));
            let contract = processor.contract.as_ref().map(|contract| format!(" {} {}", self.word(K::Contract), quoted(&contract.value)));
            self.line(&format!("{} {name}{}", self.word(K::Processor), contract.unwrap_or_default()));
        }
        if !activity.software.is_empty() {
            let software: Vec<String> = activity.software.iter().map(|software| quoted(&software.value)).collect();
            self.line(&format!("{} {}", self.word(K::Software), software.join(", ")));
        }
        if activity.large_scale.is_some() {
            self.line(&format!("{} {}", self.word(K::Scale), self.word(K::Large)));
        }
        for kept in &activity.retention {
            self.line(&retention(kept, self.lang));
        }
    }

    fn flow_of(&mut self, id: Id<Activity>) {
        for (pool, participant) in self.model.participants.iter() {
            if participant.activity.unwrap_or(Id::from_index(0)) == id && participant.drawn {
                self.gap();
                self.participant(pool);
            }
        }
        self.gap();
        self.contents(Container::Activity(id));
        self.arrows(id);
    }

    /// The language has no positions and colours.
    fn drawing_lost(&mut self) {
        let shapes: usize = self.model.diagrams.iter().map(|diagram| diagram.shapes.len()).sum();
        if shapes > 0 {
            self.lose(text!(
                "les positions du dessin ne sont pas écrites : le langage n'en a pas, la mise en page est calculée",
                "the positions of the drawing are not written: the language has none, the layout is computed"
            ));
        }
    }
}
