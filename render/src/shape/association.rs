//! Associations and data associations: dotted lines, with open arrow heads where there is a direction.

use super::flow;
use crate::geometry::Point;
use crate::scene::{Dash, Group, Shape, Style};
use crate::theme::Paint;

/// Where arrow heads are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heads {
    /// Nowhere.
    #[default]
    None,
    /// At the start.
    Start,
    /// At the end.
    End,
    /// At both ends.
    Both,
}

/// Draws an association.
pub fn draw(group: &mut Group, heads: Heads, points: &[Point], line: Paint) {
    let mut points = flow::distinct(points);
    if points.len() < 2 {
        return;
    }
    group.push(Shape::Polyline(points.clone(), flow::CORNER), Style::line(line, 1.6).dashed(Dash::Dotted));
    if matches!(heads, Heads::End | Heads::Both) {
        open(group, &points, line);
    }
    if matches!(heads, Heads::Start | Heads::Both) {
        points.reverse();
        open(group, &points, line);
    }
}

fn open(group: &mut Group, points: &[Point], line: Paint) {
    if let [tip, left, right] = flow::head(points, 8.0, 4.5)[..] {
        group.push(Shape::Polyline(vec![left, tip, right], 0.0), Style::line(line, 1.4).rounded());
    }
}
