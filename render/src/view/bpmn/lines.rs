//! The lines of a diagram, found by place: whether a label would stand on one.

use super::join;
use super::plan::Plan;
use crate::geometry::{Point, Rect};
use std::collections::HashMap;

/// Side of the squares by which lines are found, in pixels.
const SQUARE: f64 = 128.0;

/// Longer lines than this many squares are kept apart, so that absurd coordinates cost no memory.
const LONG: f64 = 2000.0;

/// Pieces of connections and frames.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    squares: HashMap<(i64, i64), Vec<[Point; 2]>>,
    long: Vec<[Point; 2]>,
}

impl Lines {
    /// All lines of a plan: connections, frames of pools, lanes and expanded sub-processes.
    pub fn new(plan: &Plan) -> Lines {
        let mut lines = Lines::default();
        for edge in &plan.edges {
            edge.points.windows(2).for_each(|pair| lines.add([pair[0], pair[1]]));
        }
        let frames = plan.areas.iter().map(|place| place.rect);
        for rect in frames.chain(plan.nodes.iter().filter(|place| place.expanded).map(|place| place.rect)) {
            let (a, c) = (Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom()));
            let (b, d) = (Point::new(c.x, a.y), Point::new(a.x, c.y));
            [[a, b], [b, c], [c, d], [d, a]].into_iter().for_each(|piece| lines.add(piece));
        }
        lines
    }

    /// Whether a line passes through `rect`.
    pub fn cross(&self, rect: Rect) -> bool {
        let near = squares(rect).into_iter().flatten().filter_map(|square| self.squares.get(&square)).flatten();
        near.chain(&self.long).any(|piece| join::crosses(piece, rect))
    }

    fn add(&mut self, piece: [Point; 2]) {
        let [a, b] = piece;
        let rect = Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
        match squares(rect) {
            Some(squares) => squares.for_each(|square| self.squares.entry(square).or_default().push(piece)),
            None => self.long.push(piece),
        }
    }
}

/// The squares a rectangle touches; none where they are too many.
fn squares(rect: Rect) -> Option<impl Iterator<Item = (i64, i64)>> {
    let at = |value: f64| (value / SQUARE).floor() as i64;
    let (across, down) = (rect.width / SQUARE + 1.0, rect.height / SQUARE + 1.0);
    let few = across * down <= LONG && rect.x.abs() < 1e12 && rect.y.abs() < 1e12;
    few.then(|| (at(rect.x)..=at(rect.right())).flat_map(move |x| (at(rect.y)..=at(rect.bottom())).map(move |y| (x, y))))
}
