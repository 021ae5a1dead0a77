//! Data by steps: what each step does to each datum, as letters.

use super::kit;
use super::overview::{Context, Drawn};
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Role, Shape, Style};
use crate::shape::{LINE, label, letter, sensitive};
use crate::text::{Block, Weight, block};
use crate::theme::Token;
use indexmap::{IndexMap, IndexSet};
use model::flow::order::order;
use model::process::vocabulary::Words;
use model::process::*;

/// Room between text and lines, in pixels.
const PAD: f64 = 7.0;

/// How far a step's name may run upwards, in pixels.
const NAME: f64 = 150.0;

/// The operations of each step on each datum, in the order of the flow.
type Cells = IndexMap<(Id<Node>, Id<Datum>), Vec<Id<Operation>>>;

struct Column {
    node: Id<Node>,
    name: Block,
    actor: String,
    width: f64,
}

struct Row {
    datum: Id<Datum>,
    name: Block,
    retention: Block,
    height: f64,
    category: Option<DataCategory>,
}

/// The matrix of one activity.
pub fn draw(context: &Context<'_>) -> Drawn {
    let cells = cells(context);
    if cells.is_empty() {
        return kit::nothing(context, context.say("Aucune étape ne traite de donnée personnelle.", "No step handles personal data."));
    }
    let columns = columns(context, &cells);
    let rows = rows(context, &cells);
    let grid = Grid::new(context, &columns, &rows);
    let mut groups = vec![grid.frame(context), grid.actors(&columns)];
    groups.extend(grid.steps(context, &columns));
    groups.extend(grid.data(context, &rows));
    for (at, column) in columns.iter().enumerate() {
        for (row, place) in rows.iter().zip(&grid.rows) {
            if let Some(operations) = cells.get(&(column.node, row.datum)) {
                let rect = Rect::new(grid.columns[at], *place, column.width, row.height);
                groups.push(cell(context, column, row, operations, rect));
            }
        }
    }
    groups.push(key(context, &cells, &rows, Point::new(0.0, grid.bottom + 16.0), grid.right.max(420.0)));
    let lang = context.options.lang;
    let about = format!(
        "{}, {}.",
        kit::count(lang, rows.len(), ["donnée", "données"], ["datum", "data"]),
        kit::count(
            lang,
            columns.len(),
            ["étape qui les traite", "étapes qui les traitent"],
            ["step that handles them", "steps that handle them"]
        )
    );
    Drawn { groups, about }
}

fn cells(context: &Context<'_>) -> Cells {
    let mut cells: Cells = IndexMap::new();
    for node in order(context.model, context.options.graph) {
        if context.model.nodes[node].activity != context.activity {
            continue;
        }
        for id in context.model.nodes[node].operations() {
            for datum in context.model.operations[id].data.iter().filter_map(|datum| datum.to).collect::<IndexSet<_>>() {
                cells.entry((node, datum)).or_default().push(id);
            }
        }
    }
    cells
}

fn columns(context: &Context<'_>, cells: &Cells) -> Vec<Column> {
    let nodes: IndexSet<Id<Node>> = cells.keys().map(|(node, _)| *node).collect();
    let column = |node: Id<Node>| {
        let step = &context.model.nodes[node];
        let name = block(step.head.title(), NAME, label::STEP, Weight::Regular);
        let most = cells.iter().filter(|((at, _), _)| *at == node).map(|(_, list)| list.len()).max().unwrap_or(1);
        let width = (name.extent.height + 2.0 * PAD).max(most as f64 * (letter::SIZE + 3.0) + 2.0 * PAD).max(36.0).ceil();
        Column { node, name, actor: context.model.actor_title(step).to_owned(), width }
    };
    nodes.into_iter().map(column).collect()
}

/// The data by category, in the order of writing.
fn rows(context: &Context<'_>, cells: &Cells) -> Vec<Row> {
    let mut used: Vec<Id<Datum>> = cells.keys().map(|(_, datum)| *datum).collect::<IndexSet<_>>().into_iter().collect();
    let category = |id: &Id<Datum>| context.model.data[*id].category.as_ref().map(|category| category.value);
    used.sort_by_key(|id| (category(id).is_none(), category(id), *id));
    let row = |datum: Id<Datum>| {
        let name = block(context.model.data[datum].head.title(), 230.0, label::STEP, Weight::Regular);
        let operations = cells.iter().filter(|((_, at), _)| *at == datum).flat_map(|(_, list)| list);
        let kept = operations.flat_map(|id| context.model.retention_of(&context.model.operations[*id], Some(datum)));
        let kept: IndexSet<String> = kept.map(|retention| retention.text(context.options.lang)).collect();
        let kept = if kept.is_empty() { "—".to_owned() } else { kept.into_iter().collect::<Vec<_>>().join(" ; ") };
        let retention = block(&kept, 190.0, label::SMALL, Weight::Regular);
        let height = name.extent.height.max(retention.extent.height).max(letter::SIZE) + 10.0;
        Row { datum, name, retention, height, category: category(&datum) }
    };
    used.into_iter().map(row).collect()
}

/// Where everything stands.
struct Grid {
    /// Width of the column of names.
    names: f64,
    /// Heights of the two heading rows.
    actors: f64,
    steps: f64,
    /// Left side of each column.
    columns: Vec<f64>,
    /// Left side of the column of retentions.
    kept: f64,
    /// Top of each row, and of each category's heading with its name.
    rows: Vec<f64>,
    categories: Vec<(f64, Option<DataCategory>)>,
    right: f64,
    bottom: f64,
    bands: Vec<Band>,
}

/// The heading of neighbouring columns of one actor.
struct Band {
    from: usize,
    to: usize,
    name: Block,
    upwards: bool,
}

/// Height of a category's heading, in pixels.
const CATEGORY: f64 = 24.0;

impl Grid {
    fn new(context: &Context<'_>, columns: &[Column], rows: &[Row]) -> Grid {
        let mark = sensitive::SIZE + 6.0;
        let heads = rows.iter().map(|row| block(&category(context, row.category), 600.0, label::SMALL, Weight::Bold).extent.width);
        let widest = rows.iter().map(|row| row.name.extent.width + mark).chain(heads).fold(120.0, f64::max);
        let names = (widest + 2.0 * PAD).ceil();
        let mut lefts = Vec::new();
        let mut x = names;
        for column in columns {
            lefts.push(x);
            x += column.width;
        }
        let bands = bands(columns);
        let upright = |band: &Band| if band.upwards { band.name.extent.width } else { band.name.extent.height };
        let actors = bands.iter().map(upright).fold(0.0, f64::max);
        let actors = if actors > 0.0 { (actors + 2.0 * PAD).ceil() } else { 0.0 };
        let steps = (columns.iter().map(|column| column.name.extent.width).fold(40.0, f64::max) + 2.0 * PAD).ceil();
        let kept = (rows.iter().map(|row| row.retention.extent.width).fold(90.0, f64::max) + 2.0 * PAD).ceil();
        let (mut tops, mut categories) = (Vec::new(), Vec::new());
        let mut y = actors + steps;
        for row in rows {
            if categories.last().is_none_or(|(_, last)| *last != row.category) {
                categories.push((y, row.category));
                y += CATEGORY;
            }
            tops.push(y);
            y += row.height;
        }
        Grid { names, actors, steps, columns: lefts, kept: x, rows: tops, categories, right: x + kept, bottom: y, bands }
    }

    fn frame(&self, context: &Context<'_>) -> Group {
        let mut group = Group::new("", Role::Boundary, "");
        let whole = Rect::new(0.0, 0.0, self.right, self.bottom);
        group.push(Shape::Rect(whole, 0.0), Style::fill(Token::PoolFill));
        let head = Rect::new(0.0, 0.0, self.right, self.actors + self.steps);
        group.push(Shape::Rect(head, 0.0), Style::fill(Token::LaneBand));
        for (y, name) in &self.categories {
            group.push(Shape::Rect(Rect::new(0.0, *y, self.right, CATEGORY), 0.0), Style::fill(Token::PoolBand));
            let text = category(context, *name);
            kit::line(&mut group, &text, Point::new(PAD, y + 16.0), Anchor::Start, label::SMALL, Weight::Bold, Token::Ink);
        }
        let mut lines: Vec<(Point, Point)> = Vec::new();
        for y in self.rows.iter().copied().chain(self.categories.iter().map(|(y, _)| *y)) {
            lines.push((Point::new(0.0, y), Point::new(self.right, y)));
        }
        for x in self.columns.iter().copied().chain([self.kept]) {
            let starts = self.bands.iter().any(|band| self.columns[band.from] == x) || x == self.kept;
            let top = if starts { 0.0 } else { self.actors };
            lines.push((Point::new(x, top), Point::new(x, self.bottom)));
        }
        if self.actors > 0.0 {
            lines.push((Point::new(self.names, self.actors), Point::new(self.kept, self.actors)));
        }
        for (from, to) in lines {
            group.push(Shape::Polyline(vec![from, to], 0.0), Style::line(Token::LaneLine, 1.0));
        }
        group.push(Shape::Rect(whole, 0.0), Style::line(Token::PoolLine, LINE));
        let heading = |text: &str| block(text, 200.0, label::STEP, Weight::Bold);
        let bottom = self.actors + self.steps - PAD;
        let data = heading(context.say("Données", "Data"));
        label::flush(&mut group, &data, Point::new(PAD, bottom - data.extent.height), Token::Ink);
        let kept = heading(context.say("Conservation", "Retention"));
        label::flush(&mut group, &kept, Point::new(self.kept + PAD, bottom - kept.extent.height), Token::Ink);
        group
    }

    fn actors(&self, columns: &[Column]) -> Group {
        let mut group = Group::new("", Role::Heading, "");
        for band in &self.bands {
            let (left, right) = (self.columns[band.from], self.columns[band.to] + columns[band.to].width);
            let rect = Rect::new(left, 0.0, right - left, self.actors);
            if band.upwards {
                label::upwards(&mut group, &band.name, rect, Token::Ink);
            } else {
                label::centered(&mut group, &band.name, rect, Token::Ink);
            }
        }
        group
    }

    fn steps(&self, context: &Context<'_>, columns: &[Column]) -> Vec<Group> {
        let step = |(column, x): (&Column, &f64)| {
            let head = &context.model.nodes[column.node].head;
            let mut group = Group::new(head.name.as_str(), Role::Heading, head.title());
            label::upwards(&mut group, &column.name, Rect::new(*x, self.actors, column.width, self.steps), Token::Ink);
            group
        };
        columns.iter().zip(&self.columns).map(step).collect()
    }

    fn data(&self, context: &Context<'_>, rows: &[Row]) -> Vec<Group> {
        let row = |(row, y): (&Row, &f64)| {
            let head = &context.model.data[row.datum].head;
            let mut group = Group::new(head.name.as_str(), Role::Heading, head.title());
            let top = y + (row.height - row.name.extent.height) / 2.0;
            label::flush(&mut group, &row.name, Point::new(PAD, top), Token::Ink);
            if kit::is_sensitive(context.model, row.datum) {
                let left = self.names - PAD - sensitive::SIZE;
                sensitive::draw(&mut group, Rect::new(left, *y, sensitive::SIZE, row.height));
            }
            let top = y + (row.height - row.retention.extent.height) / 2.0;
            label::flush(&mut group, &row.retention, Point::new(self.kept + PAD, top), Token::Ink);
            group
        };
        rows.iter().zip(&self.rows).map(row).collect()
    }
}

fn category(context: &Context<'_>, category: Option<DataCategory>) -> String {
    match category {
        Some(category) => category.label(context.options.lang).to_owned(),
        None => context.say("Catégorie non indiquée", "Category not stated").to_owned(),
    }
}

fn bands(columns: &[Column]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        match bands.last_mut() {
            Some(band) if columns[band.from].actor == column.actor => band.to = at,
            _ => bands.push(Band { from: at, to: at, name: Block::default(), upwards: false }),
        }
    }
    for band in &mut bands {
        let width: f64 = columns[band.from..=band.to].iter().map(|column| column.width).sum();
        let across = block(&columns[band.from].actor, width - 2.0 * PAD, label::STEP, Weight::Bold);
        band.upwards = across.broken || across.lines.len() > 2;
        band.name = across;
        if band.upwards {
            let along = block(&columns[band.from].actor, 120.0, label::STEP, Weight::Bold);
            // Where even upwards there is no room, smaller letters in as few lines as fit.
            let lines = ((width - 6.0) / (label::STEP * crate::text::LINE)).floor().max(1.0);
            let most = if along.lines.len() as f64 > lines { 400.0 } else { 120.0 };
            band.name = block(&columns[band.from].actor, most, label::STEP, Weight::Bold);
        }
    }
    bands
}

fn cell(context: &Context<'_>, column: &Column, row: &Row, operations: &[Id<Operation>], rect: Rect) -> Group {
    let (model, lang) = (context.model, context.options.lang);
    let tell = |id: &Id<Operation>| {
        let operation = &model.operations[*id];
        let purposes: Vec<&str> = (operation.purposes.iter())
            .map(|purpose| purpose.to.map_or(purpose.text.as_str(), |id| model.purposes[id].head.title()))
            .collect();
        let purposes =
            if purposes.is_empty() { context.say("finalité non dite", "purpose not stated").to_owned() } else { purposes.join(", ") };
        format!("{} {} ({purposes})", context.options.references.of(*id), operation.kind.label(lang))
    };
    let names = [model.nodes[column.node].head.title(), model.data[row.datum].head.title()];
    let told: Vec<String> = operations.iter().map(tell).collect();
    let title = format!("{}, {}{}{}", names[0], names[1], kit::colon(lang), told.join(" ; "));
    let mut group = Group::new(model.nodes[column.node].head.name.as_str(), Role::Cell, title);
    let step = letter::SIZE + 3.0;
    let left = rect.center().x - (operations.len() as f64 * step - 3.0) / 2.0;
    for (at, id) in operations.iter().enumerate() {
        let place = Rect::new(left + at as f64 * step, rect.y, letter::SIZE, rect.height);
        letter::draw(&mut group, model.operations[*id].kind, lang, place);
    }
    group
}

fn key(context: &Context<'_>, cells: &Cells, rows: &[Row], at: Point, width: f64) -> Group {
    let lang = context.options.lang;
    let used: IndexSet<OperationKind> = cells.values().flatten().map(|id| context.model.operations[*id].kind).collect();
    let kinds = OperationKind::ALL.iter().map(|row| row.0).filter(|kind| used.contains(kind));
    let mut entries: Vec<kit::Entry> = kinds
        .map(|kind| kit::Entry {
            sign: Box::new(move |group, rect| letter::draw(group, kind, lang, rect)),
            text: kind.label(lang).to_owned(),
        })
        .collect();
    if rows.iter().any(|row| kit::is_sensitive(context.model, row.datum)) {
        entries.push(kit::Entry {
            sign: Box::new(sensitive::draw),
            text: context.say("Donnée sensible (art. 9 ou 10) ou NIR", "Sensitive datum (art. 9 or 10) or national number").to_owned(),
        });
    }
    let mut group = Group::new("", Role::Legend, "");
    kit::legend(&mut group, &entries, at, width);
    group
}
