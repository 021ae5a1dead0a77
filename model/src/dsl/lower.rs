//! From the tree to the model: reads what each statement says, by the place it stands in.
//!
//! One statement is read by one [`Cursor`]; a word is a keyword only where its place asks for one. References are left
//! unresolved.

mod activity;
mod arrow;
mod clause;
mod data;
mod flow;
mod misplaced;
pub(super) mod name;
mod node;
mod party;
mod retention;
pub(super) mod statement;
pub(super) mod step;
pub(super) mod value;

use super::cursor::{Cursor, Origin};
use super::import::Files;
use super::report::Report;
use super::syntax::{SyntaxKind, SyntaxNode};
use crate::process::{Activity, Head, Id, Lane, Model, Node, Participant, StepLine};
use crate::source::{FileId, Sources, Span};
use std::collections::HashSet;

/// Where a statement stands: what may be written there, and what holds it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What may be written here.
    pub level: Level,
    /// The activity around.
    pub activity: Option<Id<Activity>>,
    /// The pool around.
    pub participant: Option<Id<Participant>>,
    /// The innermost lane around.
    pub lane: Option<Id<Lane>>,
    /// The innermost sub-process around.
    pub parent: Option<Id<Node>>,
    /// The step whose block it is.
    pub step: Option<Id<Node>>,
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
}

/// Kinds of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The top of a file.
    File,
    /// A `traitement`.
    Activity,
    /// A `participant` or `couloir`.
    Pool,
    /// A `sous-processus`.
    Subprocess,
    /// Any other step.
    Step,
}

/// A statement with its tokens and its block.
#[derive(Debug)]
pub struct Statement<'a> {
    /// Its tokens, its block's not included.
    pub cursor: Cursor<'a>,
    /// Its block.
    pub block: Option<SyntaxNode>,
    /// All of it.
    pub whole: Span,
}

impl<'a> Statement<'a> {
    fn new(node: &SyntaxNode, place: Place<'a>) -> Self {
        let cursor = Cursor::of(node, Origin::file(place.file), place.text);
        let block = node.children().find(|child| child.kind() == SyntaxKind::Block);
        let whole = match &block {
            Some(block) => {
                let range = block.text_range();
                cursor.line.join(Span::new(place.file, usize::from(range.start()), usize::from(range.end())))
            }
            None => cursor.line,
        };
        Self { cursor, block, whole }
    }
}

/// The statements right inside a file or block.
fn statements(node: &SyntaxNode) -> impl Iterator<Item = SyntaxNode> {
    node.children().filter(|child| child.kind() == SyntaxKind::Statement)
}

/// Reads trees into a model.
pub struct Lower<'a> {
    pub(super) model: &'a mut Model,
    pub(super) report: &'a mut Report,
    sources: &'a Sources,
    files: &'a Files,
    read: HashSet<FileId>,
    names: name::Names,
    /// Arrows, whose kind is known once all nodes are.
    arrows: Vec<arrow::Arrow>,
    /// Operations whose line names no data, and the end of their word.
    bare: Vec<(Id<Node>, Span)>,
    /// Identifiers of the stores that are declared outside a flow.
    stores: HashSet<String>,
    /// Whether some file has a `traitement`.
    declared: bool,
    /// The activity made up for flow statements that stand in none, or the one they are read into.
    implicit: Option<Id<Activity>>,
    /// A flow statement outside every activity was reported.
    outside: bool,
    /// The pool made up for nodes that stand in none, of each activity.
    pools: std::collections::HashMap<Id<Activity>, Id<Participant>>,
    /// The last activity read.
    last_activity: Option<Id<Activity>>,
}

impl<'a> Lower<'a> {
    /// A reader of `files` into `model`.
    pub fn new(model: &'a mut Model, report: &'a mut Report, sources: &'a Sources, files: &'a Files) -> Self {
        Self {
            model,
            report,
            sources,
            files,
            read: HashSet::new(),
            names: name::Names::default(),
            arrows: Vec::new(),
            bare: Vec::new(),
            stores: HashSet::new(),
            declared: false,
            implicit: None,
            outside: false,
            pools: std::collections::HashMap::new(),
            last_activity: None,
        }
    }

    /// Reads all files, the input first, imports where they are named.
    pub fn run(&mut self) {
        self.names.reserve_model(self.model);
        for (file, parse) in &self.files.trees {
            let tree = parse.tree();
            self.names.reserve(&tree);
            self.foresee(&tree, &self.sources.get(*file).text);
        }
        if let Some((input, _)) = self.files.trees.first() {
            self.file(*input);
        }
        self.place_arrows();
        self.report_bare_operations();
        self.house_artifacts();
        self.label_stores();
    }

    /// Reads a line of a step that stands in another format.
    pub fn foreign_line(&mut self, line: &'a StepLine) {
        let origin = Origin { all: line.span, exact: line.exact };
        let parse = super::parse::parse(line.span.file, &line.text);
        for mut found in parse.diagnostics.clone() {
            found.span = origin.span(found.span.start as usize, found.span.end as usize);
            self.report.add(found);
        }
        let tree = parse.tree();
        for node in statements(&tree) {
            let mut cursor = Cursor::of(&node, origin, &line.text);
            self.only_step_line(&mut cursor, line.node);
        }
    }

    /// Reads a file, once.
    fn file(&mut self, file: FileId) {
        let Some((_, parse)) = self.files.trees.iter().find(|tree| tree.0 == file) else { return };
        if !self.read.insert(file) {
            return;
        }
        let place = Place {
            level: Level::File,
            activity: None,
            participant: None,
            lane: None,
            parent: None,
            step: None,
            file,
            text: &self.sources.get(file).text,
        };
        self.block(&parse.tree(), place);
    }

    /// Reads the statements of a file or block.
    fn block(&mut self, block: &SyntaxNode, place: Place<'a>) {
        for node in statements(block) {
            let statement = Statement::new(&node, place);
            self.statement(statement, place);
        }
    }

    /// The allowances of the thing a place's `tolère` is about.
    fn head_of(&mut self, place: Place<'a>) -> Option<&mut Head> {
        let model = &mut *self.model;
        if let Some(step) = place.step {
            return Some(&mut model.nodes[step].head);
        }
        if let Some(parent) = place.parent {
            return Some(&mut model.nodes[parent].head);
        }
        if let Some(lane) = place.lane {
            return Some(&mut model.lanes[lane].head);
        }
        if let Some(participant) = place.participant {
            return Some(&mut model.participants[participant].head);
        }
        place.activity.map(|activity| &mut model.activities[activity].head)
    }
}
