//! A drawing with everything decided: a size and placed items, grouped by the element they show.
//!
//! It is the hinge between layout and painters. Painters only write down what stands here; colours are
//! [`Token`](crate::theme::Token)s that the scene's theme resolves.

pub mod dump;
pub mod path;

pub use path::{Piece, Trace};

use crate::geometry::{Point, Rect, Size};
use crate::text::{self, Weight};
use crate::theme::{Color, Paint, Theme};
use model::diagnostic::Lang;
use std::collections::BTreeSet;

/// A drawing.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height in pixels at scale 1, margins included.
    pub size: Size,
    /// What it shows, in a few words.
    pub title: String,
    /// What it shows, in a sentence, for those who cannot see it.
    pub description: String,
    /// The language of title and description.
    pub lang: Lang,
    /// Resolves its colours.
    pub theme: Theme,
    /// The items by element, in order of painting.
    pub groups: Vec<Group>,
}

/// The items of one element.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Identifier of the element in the source; empty for none.
    pub element: String,
    /// What it is.
    pub role: Role,
    /// What a pointer resting on it tells; empty for nothing.
    pub title: String,
    /// Where the element itself is, whatever its items look like.
    pub place: Place,
    /// The items, in order of painting.
    pub items: Vec<Item>,
}

/// Where an element is, in pixels: what a diagram interchange would say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Place {
    /// Nowhere: the group holds a label, a badge or a mark.
    #[default]
    None,
    /// A frame.
    Frame(Rect),
    /// A line from end to end, before its ends were shortened for arrow heads and its corners rounded.
    Line(Vec<Point>),
}

macro_rules! roles {
    ($($(#[$doc:meta])* $id:ident $name:literal,)*) => {
        /// What a group shows.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Role {
            $($(#[$doc])* $id,)*
        }

        impl Role {
            /// Its name in outputs.
            pub fn name(self) -> &'static str {
                match self {
                    $(Role::$id => $name,)*
                }
            }
        }
    };
}

roles! {
    /// A pool.
    Pool "pool",
    /// A lane.
    Lane "lane",
    /// An event.
    Event "event",
    /// A task.
    #[default]
    Task "task",
    /// A sub-process.
    SubProcess "sub-process",
    /// A call activity.
    Call "call-activity",
    /// A gateway.
    Gateway "gateway",
    /// A data object.
    Document "data-object",
    /// A data store.
    Store "data-store",
    /// A text annotation.
    Annotation "annotation",
    /// A group.
    Group "group",
    /// A sequence flow.
    Flow "sequence-flow",
    /// A message flow.
    Message "message-flow",
    /// An association.
    Association "association",
    /// A data association.
    DataAssociation "data-association",
    /// Where a line ends in one band of the drawing and goes on in another.
    Connector "connector",
    /// Census references of a step.
    Badge "badge",
    /// The mark of a finding.
    Finding "finding",
    /// Somebody data come from or go to, in a view of the flow of data.
    Party "external-entity",
    /// A flow of data.
    DataFlow "data-flow",
    /// A boundary: of an organisation, of the European area.
    Boundary "boundary",
    /// An operation of the organisational model.
    Operation "operation",
    /// An event or result of the organisational model.
    Result "result",
    /// A branch of a mind map.
    Branch "branch",
    /// A heading, row or column of a table.
    Heading "heading",
    /// A cell of a table.
    Cell "cell",
    /// A risk.
    Risk "risk",
    /// The legend.
    Legend "legend",
    /// The halos and numbers of a highlighted path.
    Highlight "highlight",
    /// Anything else: a heading of a gallery.
    Text "text",
}

/// Something placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its outline.
    pub shape: Shape,
    /// Its colours and line.
    pub style: Style,
}

/// Outlines, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect(Rect, f64),
    /// A circle.
    Circle(Point, f64),
    /// A closed line of straight pieces.
    Polygon(Vec<Point>),
    /// An open line of straight pieces, its corners rounded by a radius.
    Polyline(Vec<Point>, f64),
    /// Any line.
    Path(Trace),
    /// A line of text.
    Text(Line),
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where its base line begins, has its middle or ends.
    pub at: Point,
    /// Which of the three.
    pub anchor: Anchor,
    /// Size of the letters, in pixels.
    pub size: f64,
    /// Their weight.
    pub weight: Weight,
    /// Reads upwards instead of to the right.
    pub upwards: bool,
    /// The text; not empty.
    pub text: String,
}

/// Which point of a line of text is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The first.
    Start,
    /// The middle.
    #[default]
    Middle,
    /// The last.
    End,
}

/// Colours and line of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// The inside; the letters of a text.
    pub fill: Paint,
    /// The outline.
    pub stroke: Paint,
    /// Thickness of the outline in pixels, before the theme's factor.
    pub width: f64,
    /// How the outline is broken.
    pub dash: Dash,
    /// Ends of lines are round.
    pub round: bool,
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Dashes: message flows, non-interrupting events.
    Dashed,
    /// Short dashes: circles.
    Short,
    /// Dots: associations, event sub-processes.
    Dotted,
    /// Dash and dot: groups.
    DashDot,
}

impl Dash {
    /// Lengths of strokes and gaps, in pixels; none for a whole line.
    pub fn lengths(self) -> &'static [f64] {
        match self {
            Dash::Solid => &[],
            Dash::Dashed => &[6.0, 4.0],
            Dash::Short => &[4.0, 3.0],
            Dash::Dotted => &[0.5, 4.0],
            Dash::DashDot => &[9.0, 4.0, 1.0, 4.0],
        }
    }
}

impl Style {
    /// Filled, without outline.
    pub fn fill(fill: impl Into<Paint>) -> Self {
        Self { fill: fill.into(), ..Self::default() }
    }

    /// An outline, not filled.
    pub fn line(stroke: impl Into<Paint>, width: f64) -> Self {
        Self { stroke: stroke.into(), width, ..Self::default() }
    }

    /// Filled and outlined.
    pub fn both(fill: impl Into<Paint>, stroke: impl Into<Paint>, width: f64) -> Self {
        Self { fill: fill.into(), stroke: stroke.into(), width, ..Self::default() }
    }

    /// The same with a broken outline.
    #[must_use]
    pub fn dashed(self, dash: Dash) -> Self {
        Self { dash, round: self.round || matches!(dash, Dash::Dotted), ..self }
    }

    /// The same with round ends.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { round: true, ..self }
    }
}

impl Group {
    /// An empty group.
    pub fn new(element: impl Into<String>, role: Role, title: impl Into<String>) -> Self {
        Self { element: element.into(), role, title: title.into(), place: Place::None, items: Vec::new() }
    }

    /// The same with the place of its element.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Adds an item.
    pub fn push(&mut self, shape: Shape, style: Style) {
        self.items.push(Item { shape, style });
    }
}

impl Line {
    /// The room it takes, accents and tails included.
    pub fn bounds(&self) -> Rect {
        let width = text::width(&self.text, self.size, self.weight);
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let (up, down) = (text::ascent(self.size), text::descent(self.size));
        if self.upwards {
            Rect::new(self.at.x - up, self.at.y + before - width, up + down, width)
        } else {
            Rect::new(self.at.x - before, self.at.y - up, width, up + down)
        }
    }
}

impl Item {
    /// The smallest rectangle that holds it, outline included.
    pub fn bounds(&self) -> Rect {
        let outline = if self.style.stroke == Paint::None { 0.0 } else { self.style.width / 2.0 };
        match &self.shape {
            Shape::Rect(rect, _) => *rect,
            Shape::Circle(center, radius) => Rect::new(center.x, center.y, 0.0, 0.0).grown(*radius),
            Shape::Polygon(points) | Shape::Polyline(points, _) => hull(points.iter().copied()),
            Shape::Path(trace) => hull(trace.points()),
            Shape::Text(line) => line.bounds(),
        }
        .grown(outline)
    }
}

/// The smallest rectangle that holds all `points`.
pub fn hull(points: impl Iterator<Item = Point>) -> Rect {
    points.map(|point| Rect::new(point.x, point.y, 0.0, 0.0)).reduce(|all, one| all.union(&one)).unwrap_or_default()
}

impl Scene {
    /// The smallest rectangle that holds every item; none where there is none.
    pub fn bounds(&self) -> Option<Rect> {
        self.groups.iter().flat_map(|group| &group.items).map(Item::bounds).reduce(|all, one| all.union(&one))
    }

    /// Moves everything so that the content begins at (`margin`, `margin`), and sets the size to hold it with that margin all around.
    pub fn fit(&mut self, margin: f64) {
        let bounds = self.bounds().unwrap_or_default();
        let (dx, dy) = ((margin - bounds.x).round(), (margin - bounds.y).round());
        for group in &mut self.groups {
            group.place.shift(dx, dy);
            for item in &mut group.items {
                item.shape.shift(dx, dy);
            }
        }
        self.size = Size::new((bounds.right() + dx + margin).ceil(), (bounds.bottom() + dy + margin).ceil());
    }

    /// Characters of its texts that the bundled font lacks: they are painted as boxes in PNG.
    pub fn uncovered(&self) -> BTreeSet<char> {
        let lines = self.groups.iter().flat_map(|group| &group.items).filter_map(|item| match &item.shape {
            Shape::Text(line) => Some(line.text.chars()),
            _ => None,
        });
        lines.flatten().filter(|c| !text::covers(*c)).collect()
    }

    /// The colour of `paint`; none for nothing to draw.
    pub fn color(&self, paint: Paint) -> Option<Color> {
        self.theme.palette().resolve(paint)
    }

    /// Thickness of an outline in pixels.
    pub fn thickness(&self, style: &Style) -> f64 {
        style.width * self.theme.palette().weight
    }
}

impl Place {
    /// Moves it.
    pub fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Place::None => {}
            Place::Frame(rect) => (rect.x, rect.y) = (rect.x + dx, rect.y + dy),
            Place::Line(points) => points.iter_mut().for_each(|point| (point.x, point.y) = (point.x + dx, point.y + dy)),
        }
    }
}

impl Shape {
    /// Moves it.
    pub fn shift(&mut self, dx: f64, dy: f64) {
        let shift = |point: &mut Point| {
            point.x += dx;
            point.y += dy;
        };
        match self {
            Shape::Rect(rect, _) => (rect.x, rect.y) = (rect.x + dx, rect.y + dy),
            Shape::Circle(center, _) => shift(center),
            Shape::Polygon(points) | Shape::Polyline(points, _) => points.iter_mut().for_each(shift),
            Shape::Path(trace) => trace.each(shift),
            Shape::Text(line) => shift(&mut line.at),
        }
    }
}
