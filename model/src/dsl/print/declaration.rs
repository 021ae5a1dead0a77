//! Declarations: organisations, persons, data, purposes, recipients, stores and the rest.

use super::Printer;
use super::value::{quoted, retention};
use crate::dsl::keywords::Keyword as K;
use crate::process::*;
use crate::source::Spanned;

/// Clauses of a line, joined by blanks.
#[derive(Default)]
struct Clauses(String);

impl Clauses {
    fn add(&mut self, clause: &str) {
        self.0.push(' ');
        self.0.push_str(clause);
    }

    fn flag(&mut self, there: bool, word: &str) {
        if there {
            self.add(word);
        }
    }

    fn text(&mut self, word: &str, text: &Option<Spanned<String>>) {
        if let Some(text) = text {
            self.add(word);
            self.add(&quoted(&text.value));
        }
    }

    fn list(&mut self, word: &str, list: &str) {
        if !list.is_empty() {
            self.add(word);
            self.add(list);
        }
    }
}

impl Printer<'_> {
    /// The declarations of an activity; of those that are shared, what was written behind so many activities.
    pub fn declarations(&mut self, scope: Option<Id<Activity>>, after: usize) {
        let model = self.model;
        let placed = |id: Id<Store>| {
            model.artifacts.values().any(|artifact| matches!(&artifact.kind, ArtifactKind::Store(store) if store.to == Some(id)))
        };
        macro_rules! each {
            ($list:ident, $method:ident) => {
                each!($list, $method, |_| false)
            };
            ($list:ident, $method:ident, $anyway:expr) => {
                let here = chosen(&model.$list, scope, after);
                let anyway = $anyway;
                for id in here.into_iter().filter(|id| !model.$list[*id].head.on_the_spot || anyway(*id)) {
                    self.$method(id);
                }
                self.gap();
            };
        }
        self.gap();
        each!(organisations, organisation);
        each!(subjects, subjects);
        each!(recipients, recipient);
        each!(channels, channel);
        each!(measures, measure);
        each!(stores, store, placed);
        each!(data, datum);
        each!(purposes, purpose);
        each!(transfers, transfer);
        each!(risks, risk);
    }

    /// The clauses of a declaration on its line, its exceptions in its block.
    fn declaration(&mut self, keyword: K, title: &str, clauses: &Clauses, head: &Head) {
        let word = self.word(keyword);
        let title = if title.is_empty() { String::new() } else { format!(" {title}") };
        self.with_block(&format!("{word}{title}{}", clauses.0), |printer| printer.allowances(head));
    }

    /// Identifier and label; the label is left out where it is the one the reader would make.
    pub fn title(&self, head: &Head, name: &str) -> String {
        if head.label == default_label(name) { name.to_owned() } else { format!("{name} {}", quoted(&head.label)) }
    }

    /// References with commas between them; what was declared on the spot is quoted again.
    pub fn references<'a, T: Copy>(&'a self, list: &[Ref<T>], of: impl Fn(T) -> (&'a Head, &'a str)) -> String
    where
        Self: 'a,
    {
        let one = |reference: &Ref<T>| match reference.to.map(&of) {
            Some((head, _)) if reference.quoted && head.on_the_spot => quoted(&head.label),
            Some((_, name)) => name.to_owned(),
            None if reference.quoted || !super::value::is_word(&reference.text) => quoted(&reference.text),
            None => reference.text.to_string(),
        };
        list.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn organisation(&mut self, id: Id<Organisation>) {
        let item = &self.model.organisations[id];
        let title = self.title(&item.head, &self.names.organisations[id.index()]);
        let statement = format!("{} {title}", self.word(K::Organisation));
        self.with_block(&statement, |printer| {
            let fields = [
                (K::Address, &item.address),
                (K::Postcode, &item.postcode),
                (K::City, &item.city),
                (K::Country, &item.country),
                (K::Phone, &item.phone),
                (K::Email, &item.email),
            ];
            for (keyword, value) in fields {
                if let Some(value) = value {
                    printer.line(&format!("{} {}", printer.word(keyword), quoted(&value.value)));
                }
            }
            for (keyword, contact) in [(K::Representative, &item.representative), (K::Dpo, &item.dpo)] {
                if let Some(contact) = contact {
                    printer.contact(keyword, contact);
                }
            }
            if item.public {
                printer.line(printer.word(K::Public));
            }
            printer.allowances(&item.head);
        });
    }

    fn contact(&mut self, keyword: K, contact: &Contact) {
        const KNOWN: [K; 6] = [K::Address, K::Postcode, K::City, K::Country, K::Phone, K::Email];
        let line = format!("{} {}", self.word(keyword), quoted(&contact.name.value));
        let details: Vec<String> = (contact.details.iter())
            .filter_map(|(word, value)| {
                let keyword = KNOWN.into_iter().find(|keyword| keyword.word(crate::diagnostic::Lang::Fr) == word)?;
                Some(format!("{} {}", self.word(keyword), quoted(&value.value)))
            })
            .collect();
        let block = if details.is_empty() { String::new() } else { format!(" {{ {} }}", details.join("; ")) };
        self.line(&format!("{line}{block}"));
    }

    fn subjects(&mut self, id: Id<Subjects>) {
        let item = &self.model.subjects[id];
        let mut clauses = Clauses::default();
        clauses.flag(item.minors, self.word(K::Minors));
        clauses.flag(item.vulnerable, self.word(K::Vulnerable));
        let title = self.title(&item.head, &self.names.subjects[id.index()]);
        self.declaration(K::Subjects, &title, &clauses, &item.head);
    }

    fn datum(&mut self, id: Id<Datum>) {
        let model = self.model;
        let item = &model.data[id];
        let mut clauses = Clauses::default();
        if let Some(category) = &item.category {
            clauses.add(self.listed(category.value));
        }
        let subjects = self.references(&item.subjects, |id| (&model.subjects[id].head, &self.names.subjects[id.index()]));
        clauses.list(self.word(K::About), &subjects);
        item.retention.iter().for_each(|kept| clauses.add(&retention(kept, self.lang)));
        clauses.flag(item.free_text, self.word(K::FreeText));
        clauses.flag(item.derived, self.word(K::Derived));
        clauses.flag(item.optional, self.word(K::Optional));
        if let Some(exception) = &item.exception {
            clauses.add(self.word(K::Exception));
            clauses.add(&super::value::bare(&exception.value));
        }
        clauses.text(self.word(K::Format), &item.format);
        let title = self.title(&item.head, &self.names.data[id.index()]);
        self.declaration(K::Datum, &title, &clauses, &item.head);
    }

    fn purpose(&mut self, id: Id<Purpose>) {
        let item = &self.model.purposes[id];
        let mut clauses = Clauses::default();
        clauses.flag(item.main, self.word(K::Main));
        if let Some(basis) = &item.basis {
            clauses.add(self.word(K::Basis));
            clauses.add(self.listed(basis.value.kind));
            if let Some(text) = &basis.value.text {
                clauses.add(&quoted(text));
            }
        }
        let title = self.title(&item.head, &self.names.purposes[id.index()]);
        self.declaration(K::Purpose, &title, &clauses, &item.head);
    }

    fn recipient(&mut self, id: Id<Recipient>) {
        let item = &self.model.recipients[id];
        let mut clauses = Clauses::default();
        match item.kind {
            RecipientKind::Internal => {}
            RecipientKind::External => clauses.add(self.word(K::External)),
            RecipientKind::Processor => clauses.add(self.word(K::Processor)),
        }
        clauses.text(self.word(K::Country), &item.country);
        if let Some(safeguard) = &item.safeguard {
            clauses.list(self.word(K::Safeguard), self.listed(safeguard.value));
        }
        let title = self.title(&item.head, &self.names.recipients[id.index()]);
        self.declaration(K::Recipient, &title, &clauses, &item.head);
    }

    fn store(&mut self, id: Id<Store>) {
        let model = self.model;
        let item = &model.stores[id];
        let mut clauses = Clauses::default();
        clauses.text(self.word(K::Location), &item.location);
        clauses.text(self.word(K::Country), &item.country);
        let measures = self.references(&item.measures, |id| (&model.measures[id].head, &self.names.measures[id.index()]));
        clauses.list(self.word(K::Measures), &measures);
        let contains = self.references(&item.contains, |id| (&model.data[id].head, &self.names.data[id.index()]));
        clauses.list(self.word(K::Contains), &contains);
        item.retention.iter().for_each(|kept| clauses.add(&retention(kept, self.lang)));
        clauses.text(self.word(K::Format), &item.format);
        clauses.flag(item.encrypted, self.word(K::Encrypted));
        let title = self.title(&item.head, &self.names.stores[id.index()]);
        self.declaration(K::Store, &title, &clauses, &item.head);
    }

    fn channel(&mut self, id: Id<Channel>) {
        let item = &self.model.channels[id];
        let mut clauses = Clauses::default();
        clauses.text(self.word(K::Format), &item.format);
        clauses.flag(item.encrypted, self.word(K::Encrypted));
        clauses.text(self.word(K::Country), &item.country);
        let title = self.title(&item.head, &self.names.channels[id.index()]);
        self.declaration(K::Channel, &title, &clauses, &item.head);
    }

    fn measure(&mut self, id: Id<Measure>) {
        let item = &self.model.measures[id];
        let mut clauses = Clauses::default();
        if let Some(kind) = &item.kind {
            clauses.list(self.word(K::Type), self.listed(kind.value));
        }
        let title = self.title(&item.head, &self.names.measures[id.index()]);
        self.declaration(K::Measure, &title, &clauses, &item.head);
    }

    fn transfer(&mut self, id: Id<Transfer>) {
        let item = &self.model.transfers[id];
        let mut clauses = Clauses::default();
        if let Some(to) = &item.to {
            clauses.list(self.word(K::To), &self.references(std::slice::from_ref(to), |to| self.party(to)));
        }
        clauses.text(self.word(K::Country), &item.country);
        if let Some(safeguard) = &item.safeguard {
            clauses.list(self.word(K::Safeguard), self.listed(safeguard.value));
        }
        let title = self.nameless(&item.head, &self.names.transfers[id.index()]);
        self.declaration(K::Transfer, &title, &clauses, &item.head);
    }

    /// Nobody refers to a transfer or a risk: one without label needs no identifier.
    fn nameless(&self, head: &Head, name: &str) -> String {
        let made = head.name.starts_with("unnamed_");
        if made || head.label.trim().is_empty() { String::new() } else { self.title(head, name) }
    }

    fn risk(&mut self, id: Id<Risk>) {
        let model = self.model;
        let item = &model.risks[id];
        let title = self.nameless(&item.head, &self.names.risks[id.index()]);
        let statement = format!("{} {title}", self.word(K::Risk));
        self.with_block(statement.trim_end(), |printer| {
            for (keyword, list) in [(K::Impacts, &item.impacts), (K::Sources, &item.sources), (K::Threats, &item.threats)] {
                if !list.is_empty() {
                    let texts: Vec<String> = list.iter().map(|text| quoted(&text.value)).collect();
                    printer.line(&format!("{} {}", printer.word(keyword), texts.join(", ")));
                }
            }
            if !item.measures.is_empty() {
                let measures = printer.references(&item.measures, |id| (&model.measures[id].head, &printer.names.measures[id.index()]));
                printer.line(&format!("{} {measures}", printer.word(K::Measures)));
            }
            for (keyword, rating) in [(K::Severity, &item.severity), (K::Likelihood, &item.likelihood)] {
                let word = rating.as_ref().map(|rating| match &rating.value {
                    Ok(rating) => printer.listed(*rating).to_owned(),
                    Err(word) => super::value::bare(word),
                });
                if let Some(word) = word {
                    printer.line(&format!("{} {word}", printer.word(keyword)));
                }
            }
            printer.allowances(&item.head);
        });
    }

    /// Somebody's head and identifier.
    pub fn party(&self, party: Party) -> (&Head, &str) {
        let (model, names) = (self.model, &self.names);
        match party {
            Party::Recipient(id) => (&model.recipients[id].head, &names.recipients[id.index()]),
            Party::Organisation(id) => (&model.organisations[id].head, &names.organisations[id.index()]),
            Party::Participant(id) => (&model.participants[id].head, &names.participants[id.index()]),
            Party::Lane(id) => (&model.lanes[id].head, &names.lanes[id.index()]),
            Party::Subjects(id) => (&model.subjects[id].head, &names.subjects[id.index()]),
        }
    }
}

/// The items of a scope. Of those shared, the ones between the last item of activity `after - 1` and activity `after`:
/// their order in the list stays what it is.
fn chosen<T: Declared>(arena: &Arena<T>, scope: Option<Id<Activity>>, after: usize) -> Vec<Id<T>> {
    let mut gap = 0;
    let mut out = Vec::new();
    for (id, item) in arena.iter() {
        let head = item.head();
        match head.scope {
            Some(activity) if !head.on_the_spot => gap = gap.max(activity.index() + 1),
            _ => {}
        }
        if head.scope == scope && (scope.is_some() || gap == after) {
            out.push(id);
        }
    }
    out
}
