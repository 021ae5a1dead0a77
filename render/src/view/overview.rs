//! The views beside the diagram: one drawing for each activity of the register, one below the other.
//!
//! Each view draws one activity in coordinates of its own; here they get their headings, are stacked, and become a
//! scene. Nothing is drawn that the model does not say: an empty view says that it is empty, and why.

use super::{dataflow, kit, matrix, mindmap, mot, risks};
use crate::geometry::Point;
use crate::scene::{Group, Role, Scene, hull};
use crate::text::{Weight, block};
use crate::theme::{Theme, Token};
use model::diagnostic::Lang;
use model::flow::graph::FlowGraph;
use model::flow::references::References;
use model::process::{Activity, Datum, Id, Model};

/// The views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overview {
    /// Who gives which data to whom, what for, and where they are kept.
    Dataflow,
    /// The *modèle organisationnel des traitements* of Merise.
    Mot,
    /// The activity as a mind map.
    Mindmap,
    /// Data by steps, with the operations.
    Matrix,
    /// The risks by severity and likelihood.
    Risks,
}

impl Overview {
    /// Every view, in the order help lists them.
    pub const ALL: [Overview; 5] = [Overview::Dataflow, Overview::Mot, Overview::Mindmap, Overview::Matrix, Overview::Risks];

    /// Its word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Overview::Dataflow => "dataflow",
            Overview::Mot => "mot",
            Overview::Mindmap => "mindmap",
            Overview::Matrix => "matrix",
            Overview::Risks => "risks",
        }
    }

    /// The view of a word.
    pub fn parse(word: &str) -> Option<Overview> {
        Self::ALL.into_iter().find(|view| view.name().eq_ignore_ascii_case(word))
    }

    /// What it is, as a heading.
    pub fn heading(self, lang: Lang) -> &'static str {
        let (fr, en) = match self {
            Overview::Dataflow => ("Flux des données", "Data flow"),
            Overview::Mot => ("Modèle organisationnel des traitements", "Organisational model of the processing"),
            Overview::Mindmap => ("Carte mentale", "Mind map"),
            Overview::Matrix => ("Matrice des données et des étapes", "Matrix of data and steps"),
            Overview::Risks => ("Cartographie des risques", "Risk map"),
        };
        if lang == Lang::Fr { fr } else { en }
    }
}

/// How fine the data flow is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The activity as one process.
    Activity,
    /// One process for each lane, or pool without lanes.
    #[default]
    Lane,
    /// One process for each step that handles data.
    Step,
}

impl Level {
    /// Every level, from coarse to fine.
    pub const ALL: [Level; 3] = [Level::Activity, Level::Lane, Level::Step];

    /// Its word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Activity => "activity",
            Level::Lane => "lane",
            Level::Step => "step",
        }
    }

    /// The level of a word.
    pub fn parse(word: &str) -> Option<Level> {
        Self::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(word))
    }
}

/// What is drawn and how.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Colours.
    pub theme: Theme,
    /// Language of headings, title, description and pointers' texts.
    pub lang: Lang,
    /// The flow of the model.
    pub graph: &'a FlowGraph,
    /// The census references of its operations.
    pub references: &'a References,
    /// One activity only; all of them, one below the other, where none is said.
    pub activity: Option<Id<Activity>>,
    /// How fine the data flow is drawn; by itself lanes, and steps for the life of one datum.
    pub level: Option<Level>,
    /// The data flow of one datum only.
    pub data: Option<Id<Datum>>,
}

/// One activity as a view draws it.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The items, in coordinates of their own.
    pub groups: Vec<Group>,
    /// What they show, in a sentence.
    pub about: String,
}

/// What a view needs to draw one activity.
pub(super) struct Context<'a> {
    pub model: &'a Model,
    pub options: &'a Options<'a>,
    /// The activity; none for steps that belong to none.
    pub activity: Option<Id<Activity>>,
}

impl<'a> Context<'a> {
    /// The text of the language of the drawing.
    pub fn say<'t>(&self, fr: &'t str, en: &'t str) -> &'t str {
        kit::say(self.options.lang, fr, en)
    }

    /// The name of the activity.
    pub fn title(&self) -> &'a str {
        match self.activity {
            Some(id) => self.model.activities[id].head.title(),
            None => "",
        }
    }

    /// Whether something declared belongs to the activity or to all of them.
    pub fn owns(&self, scope: Option<Id<Activity>>) -> bool {
        scope.is_none() || scope == self.activity
    }
}

/// Room around a drawing, and between two of them, in pixels.
const MARGIN: f64 = 28.0;

/// A view of `model`.
pub fn scene(view: Overview, model: &Model, options: &Options<'_>) -> Scene {
    let (mut groups, mut abouts, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = 0.0;
    for activity in activities(model, options) {
        let context = Context { model, options, activity };
        let drawn = match view {
            Overview::Dataflow => dataflow::draw(&context),
            Overview::Mot => mot::draw(&context),
            Overview::Mindmap => mindmap::draw(&context),
            Overview::Matrix => matrix::draw(&context),
            Overview::Risks => risks::draw(&context),
        };
        let title = heading(view, &context);
        if !context.title().is_empty() {
            names.push(context.title().to_owned());
        }
        abouts.push(drawn.about.clone());
        let height = stack(&mut groups, &title, drawn, y);
        y += height + 2.0 * MARGIN;
    }
    let lang = options.lang;
    let names = names.join(", ");
    let title = if names.is_empty() { view.heading(lang).to_owned() } else { format!("{} — {names}", view.heading(lang)) };
    let mut scene =
        Scene { size: crate::geometry::Size::default(), title, description: abouts.join(" "), lang, theme: options.theme, groups };
    scene.fit(MARGIN);
    scene
}

/// The activities to draw: the one asked for, else those declared, else whatever the steps belong to.
fn activities(model: &Model, options: &Options<'_>) -> Vec<Option<Id<Activity>>> {
    if let Some(id) = options.activity.filter(|id| id.index() < model.activities.len()) {
        return vec![Some(id)];
    }
    let mut all: Vec<_> = model.activities.ids().map(Some).collect();
    if all.is_empty() || model.nodes.values().any(|node| node.activity.is_none()) {
        all.push(None);
    }
    all
}

fn heading(view: Overview, context: &Context<'_>) -> String {
    let lang = context.options.lang;
    let of = match (view, context.options.data) {
        (Overview::Dataflow, Some(datum)) => {
            let name = context.model.data[datum].head.title();
            kit::say(lang, "Vie de la donnée", "Life of the datum").to_owned() + &kit::colon(lang) + name
        }
        _ => view.heading(lang).to_owned(),
    };
    if context.title().is_empty() { of } else { format!("{of} — {}", context.title()) }
}

/// Puts one activity's drawing below what is there, under its heading; gives back its height.
fn stack(groups: &mut Vec<Group>, title: &str, mut drawn: Drawn, y: f64) -> f64 {
    let bounds = drawn.groups.iter().flat_map(|group| &group.items).map(crate::scene::Item::bounds);
    let bounds = bounds.reduce(|all, one| all.union(&one)).unwrap_or_else(|| hull(std::iter::empty()));
    let block = block(title, bounds.width.max(420.0), 17.0, Weight::Bold);
    let mut head = Group::new("", Role::Text, "");
    crate::shape::label::flush(&mut head, &block, Point::new(0.0, y), Token::Ink);
    let top = y + block.extent.height + 14.0;
    let (dx, dy) = (-bounds.x, top - bounds.y);
    for item in drawn.groups.iter_mut().flat_map(|group| &mut group.items) {
        item.shape.shift(dx, dy);
    }
    groups.push(head);
    groups.append(&mut drawn.groups);
    top + bounds.height - y
}
