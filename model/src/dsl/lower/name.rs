//! Identifiers: written ones, and those made up for what has none.

use super::value::nfc;
use super::{Lower, Place};
use crate::dsl::cursor::Cursor;
use crate::dsl::keywords::Keyword;
use crate::dsl::syntax::{SyntaxKind, SyntaxNode};
use crate::process::{Arena, Head, Model, default_label, slug};
use crate::source::{Span, Spanned};
use std::collections::{HashMap, HashSet};

/// The identifiers of a run.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// The next number to try behind a base, so that a thousand equal labels stay quick.
    next: HashMap<String, usize>,
}

impl Names {
    /// Keeps the identifiers a model has already: those of a catalogue that was read before.
    pub fn reserve_model(&mut self, model: &Model) {
        let declared = [
            names(&model.activities),
            names(&model.organisations),
            names(&model.subjects),
            names(&model.data),
            names(&model.purposes),
            names(&model.recipients),
            names(&model.stores),
            names(&model.channels),
            names(&model.measures),
            names(&model.transfers),
            names(&model.risks),
        ];
        let flow = [names(&model.participants), names(&model.lanes), names(&model.nodes), names(&model.artifacts), names(&model.flows)];
        let links = [names(&model.messages), names(&model.associations)];
        self.taken.extend(declared.into_iter().chain(flow).chain(links).flatten());
    }

    /// Keeps the identifiers that the statements of a tree declare: made-up ones must differ from them.
    pub fn reserve(&mut self, tree: &SyntaxNode) {
        for statement in tree.descendants().filter(|node| node.kind() == SyntaxKind::Statement) {
            let mut words =
                statement.children_with_tokens().filter_map(|child| child.into_token()).filter(|token| !token.kind().is_trivia());
            let declares = words.next().is_some_and(|token| token.kind() == SyntaxKind::Word);
            if let Some(name) = words.next().filter(|token| declares && token.kind() == SyntaxKind::Word) {
                self.taken.insert(nfc(name.text()));
            }
        }
    }

    /// `base`, with a number behind it where something else has that name.
    pub fn unique(&mut self, base: &str) -> String {
        if self.taken.insert(base.to_owned()) {
            return base.to_owned();
        }
        let next = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let name = format!("{base}_{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    /// An identifier made from a label: `Prospect joint` → `prospect_joint`; from `otherwise` where the label has no letter.
    pub fn slug(&mut self, label: &str, otherwise: &str) -> String {
        self.unique(&slug(label, &slug(otherwise, "x")))
    }
}

fn names<T>(arena: &Arena<T>) -> Vec<String> {
    arena.names().map(str::to_owned).collect()
}

/// What stands between a statement's keyword and its clauses.
pub struct Title {
    name: Option<Spanned<String>>,
    label: Option<Spanned<String>>,
    /// What to underline.
    span: Span,
}

impl Title {
    /// The identifier, where one is written.
    pub fn name(&self) -> Option<&Spanned<String>> {
        self.name.as_ref()
    }

    /// The label, where one is written.
    pub fn label(&self) -> Option<&Spanned<String>> {
        self.label.as_ref()
    }
}

impl Lower<'_> {
    /// `[identifier] ["label"]` after the keyword that stands at `keyword`.
    ///
    /// The first word is the identifier, whatever it is — except one of `clauses`, which take a value at once
    /// (`transfert vers hébergeur`).
    pub fn title(&mut self, c: &mut Cursor<'_>, keyword: Span, clauses: &[Keyword]) -> Title {
        let mut title = Title { name: None, label: None, span: keyword };
        let clause = c.keyword_at(0, clauses).is_some() && c.peek(1).is_some_and(|next| next.is_value());
        if let Some(token) = c.peek(0).filter(|token| token.kind == SyntaxKind::Word && !clause) {
            c.bump();
            self.check_name(token);
            title.name = Some(Spanned::new(nfc(token.text), token.span));
        }
        title.label = self.optional_text(c);
        if let Some(found) = title.name.as_ref().or(title.label.as_ref()) {
            title.span = found.span;
        }
        title
    }

    /// The head of what `title` names; `made` is the word an identifier is made from where nothing is written.
    pub fn head(&mut self, title: Title, made: &str, place: Place<'_>, whole: Span) -> Head {
        let written = title.label.map(|label| label.value);
        let (name, label) = match (title.name, written) {
            (Some(name), Some(label)) => (name.value, label),
            (Some(name), None) => {
                let label = default_label(&name.value);
                (name.value, label)
            }
            (None, Some(label)) => (self.names.slug(&label, made), label),
            (None, None) => (self.names.slug(made, made), String::new()),
        };
        Head { name: name.into(), label, span: title.span, whole, scope: place.activity, on_the_spot: false, allowances: Vec::new() }
    }
}
