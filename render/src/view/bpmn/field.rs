//! What already stands on the drawing, found by place: so that labels and badges go where they cover least.

use super::join;
use super::plan::Plan;
use crate::geometry::{Point, Rect};
use std::collections::HashMap;

/// Side of the squares by which things are found, in pixels.
const SQUARE: f64 = 128.0;

/// Things that touch more squares than this are kept apart, so that absurd coordinates cost no memory.
const MANY: f64 = 2000.0;

/// What it costs to cover a text, a symbol or a line.
const TEXT: u32 = 10;
const SYMBOL: u32 = 6;
const LINE: u32 = 1;

/// Something that should not be covered.
#[derive(Clone, Copy, Debug)]
enum Thing {
    Line([Point; 2]),
    Symbol(Rect),
    Text(Rect),
}

/// The things of a drawing.
#[derive(Clone, Debug, Default)]
pub struct Field {
    squares: HashMap<(i64, i64), Vec<Thing>>,
    far: Vec<Thing>,
}

impl Field {
    /// Lines and symbols of a plan: connections, frames of pools, lanes and expanded sub-processes, nodes, data.
    pub fn new(plan: &Plan) -> Field {
        let mut field = Field::default();
        for pair in plan.edges.iter().flat_map(|edge| edge.points.windows(2)) {
            field.line([pair[0], pair[1]]);
        }
        let (frames, symbols): (Vec<_>, Vec<_>) = plan.nodes.iter().partition(|place| place.expanded);
        for rect in plan.areas.iter().map(|place| place.rect).chain(frames.iter().map(|place| place.rect)) {
            let (a, c) = (Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom()));
            let (b, d) = (Point::new(c.x, a.y), Point::new(a.x, c.y));
            [[a, b], [b, c], [c, d], [d, a]].into_iter().for_each(|piece| field.line(piece));
        }
        let marks = plan.marks.iter().map(|mark| mark.place);
        for rect in symbols.iter().map(|place| place.rect).chain(plan.data.iter().map(|place| place.rect)).chain(marks) {
            field.add(rect, Thing::Symbol(rect));
        }
        field
    }

    /// Remembers a text, badge or mark.
    pub fn text(&mut self, rect: Rect) {
        self.add(rect, Thing::Text(rect));
    }

    /// Whether a line passes through `rect`.
    pub fn line_through(&self, rect: Rect) -> bool {
        self.near(rect).any(|thing| matches!(thing, Thing::Line(piece) if join::crosses(&piece, rect)))
    }

    /// The first of the places that covers least: text matters most, then symbols, then lines.
    pub fn best(&self, places: impl Iterator<Item = Rect>) -> Option<Rect> {
        let mut best: Option<(u32, Rect)> = None;
        for rect in places {
            let cost = self.cost(rect.grown(-0.5));
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
            if cost == 0 {
                break;
            }
        }
        best.map(|(_, rect)| rect)
    }

    /// Whether `rect` covers no text and no symbol; lines may pass below a label.
    pub fn is_free(&self, rect: Rect) -> bool {
        self.cost(rect.grown(-0.5)) < SYMBOL
    }

    fn cost(&self, rect: Rect) -> u32 {
        let (mut text, mut symbol, mut line) = (0, 0, 0);
        for thing in self.near(rect) {
            match thing {
                Thing::Text(other) if other.overlaps(&rect) => text = TEXT,
                Thing::Symbol(other) if other.overlaps(&rect) => symbol = SYMBOL,
                Thing::Line(piece) if join::crosses(&piece, rect) => line = LINE,
                _ => {}
            }
        }
        text + symbol + line
    }

    fn near(&self, rect: Rect) -> impl Iterator<Item = Thing> + '_ {
        let near = squares(rect).into_iter().flatten().filter_map(|square| self.squares.get(&square)).flatten();
        near.chain(&self.far).copied()
    }

    fn line(&mut self, piece: [Point; 2]) {
        let [a, b] = piece;
        let rect = Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        self.add(rect, Thing::Line(piece));
    }

    fn add(&mut self, rect: Rect, thing: Thing) {
        match squares(rect) {
            Some(squares) => squares.for_each(|square| self.squares.entry(square).or_default().push(thing)),
            None => self.far.push(thing),
        }
    }
}

/// The squares a rectangle touches; none where they are too many.
fn squares(rect: Rect) -> Option<impl Iterator<Item = (i64, i64)>> {
    let at = |value: f64| (value / SQUARE).floor() as i64;
    let (across, down) = (rect.width / SQUARE + 1.0, rect.height / SQUARE + 1.0);
    let few = across * down <= MANY && rect.x.abs() < 1e12 && rect.y.abs() < 1e12;
    few.then(|| (at(rect.x)..=at(rect.right())).flat_map(move |x| (at(rect.y)..=at(rect.bottom())).map(move |y| (x, y))))
}

/// Places for a badge of a size around a symbol with an outside label.
pub fn around(symbol: Rect, label: Option<Rect>, width: f64, height: f64) -> Vec<Rect> {
    const GAP: f64 = 3.0;
    let center = symbol.center();
    let place = |x: f64, y: f64| Rect::new(x, y, width, height);
    let (middle, above, below) = (center.x - width / 2.0, symbol.y - GAP - height, symbol.bottom() + GAP);
    let (right, left) = (symbol.right() + GAP, symbol.x - GAP - width);
    let mut places = vec![place(middle, above)];
    if let Some(label) = label {
        let x = label.center().x - width / 2.0;
        let under = place(x, label.bottom() + GAP);
        let over = place(x, label.y - GAP - height);
        places.extend(if label.center().y < center.y { [over, under] } else { [under, over] });
    }
    places.extend([
        place(right - 8.0, above + 6.0),
        place(left + 8.0, above + 6.0),
        place(middle, below),
        place(right - 8.0, below - 6.0),
        place(left + 8.0, below - 6.0),
        place(right, center.y - height / 2.0),
        place(left, center.y - height / 2.0),
    ]);
    places
}

/// Places for badges on the border of a box.
pub fn on_border(frame: Rect, width: f64, height: f64) -> Vec<Rect> {
    const SUNK: f64 = 5.0;
    let place = |x: f64, y: f64| Rect::new(x, y, width, height);
    let (left, right) = (frame.x + 6.0, frame.right() - width - 20.0);
    let (top, bottom) = (frame.y - height + SUNK, frame.bottom() - SUNK);
    vec![
        place(left, top),
        place(right, top),
        place(left, bottom),
        place(right, bottom),
        place(left, top - SUNK),
        place(left, bottom + SUNK),
    ]
}

/// Where modelers put the label of a line that has no place for it: above the middle one of its pieces, beside an upright one.
pub fn usual(points: &[Point], width: f64, height: f64) -> Rect {
    const AWAY: f64 = 15.0;
    const HALF: f64 = 10.0;
    let at = (points.len() / 2).clamp(1, points.len().max(2) - 1);
    let (Some(a), Some(b)) = (points.get(at - 1), points.get(at)) else { return Rect::default() };
    let middle = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let upright = a.x == b.x;
    let (dx, dy) = if upright { (AWAY, 0.0) } else { (0.0, -AWAY) };
    Rect::new(middle.x + dx - width / 2.0, middle.y + dy - HALF, width, height)
}

/// Places for the label of a line: beside its pieces, the longest first.
pub fn along(points: &[Point], width: f64, height: f64) -> Vec<Rect> {
    const GAP: f64 = 3.0;
    let length = |pair: &[Point]| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
    let mut pieces: Vec<&[Point]> = points.windows(2).collect();
    pieces.sort_by(|a, b| length(b).total_cmp(&length(a)));
    let mut places = Vec::new();
    for pair in pieces.into_iter().take(4) {
        for share in [0.5, 0.25, 0.75] {
            let at = Point::new(pair[0].x + (pair[1].x - pair[0].x) * share, pair[0].y + (pair[1].y - pair[0].y) * share);
            if (pair[1].x - pair[0].x).abs() >= (pair[1].y - pair[0].y).abs() {
                places.extend([at.y - height - GAP, at.y + GAP].map(|y| Rect::new(at.x - width / 2.0, y, width, height)));
            } else {
                places.extend([at.x + 5.0, at.x - 5.0 - width].map(|x| Rect::new(x, at.y - height / 2.0, width, height)));
            }
        }
    }
    places
}
