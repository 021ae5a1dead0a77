//! Signs drawn around (0, 0) within a circle of radius 1, and the signs of tasks.

use crate::geometry::Point;
use crate::scene::{Group, Shape, Style, Trace};
use crate::theme::Paint;
use model::process::TaskKind;

/// A part of a sign.
#[derive(Clone, Debug)]
pub enum Part {
    /// An outline; filled where the sign is.
    Body(Trace),
    /// A line on the body; in the ground's colour where the sign is filled.
    Detail(Trace),
    /// Filled always.
    Solid(Trace),
}

/// Whether a sign is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Outlines: catching.
    Open,
    /// Filled: throwing.
    Full,
}

/// Draws a sign of radius `scale` at `center`, with lines of `width` pixels.
#[allow(clippy::too_many_arguments)]
pub fn draw(group: &mut Group, parts: Vec<Part>, center: Point, scale: f64, width: f64, filling: Filling, line: Paint, ground: Paint) {
    for part in parts {
        let (trace, style) = match (part, filling) {
            (Part::Body(trace), Filling::Open) => (trace, Style::both(ground, line, width)),
            (Part::Body(trace) | Part::Solid(trace), _) => (trace, Style::both(line, line, width)),
            (Part::Detail(trace), Filling::Open) => (trace, Style::line(line, width)),
            (Part::Detail(trace), Filling::Full) => (trace, Style::line(ground, width)),
        };
        group.push(Shape::Path(trace.placed(center, scale)), style.rounded());
    }
}

/// A closed line through points.
pub fn polygon(points: &[(f64, f64)]) -> Trace {
    let mut trace = Trace::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        trace = if at == 0 { trace.to(x, y) } else { trace.line(x, y) };
    }
    trace.close()
}

/// The corners of a regular polygon, the first at the top.
pub fn regular(corners: usize, radius: f64) -> Vec<(f64, f64)> {
    let turn = std::f64::consts::TAU / corners as f64;
    (0..corners).map(|at| at as f64 * turn).map(|angle| (radius * angle.sin(), -radius * angle.cos())).collect()
}

/// An envelope.
pub fn envelope() -> Vec<Part> {
    vec![
        Part::Body(polygon(&[(-0.95, -0.65), (0.95, -0.65), (0.95, 0.65), (-0.95, 0.65)])),
        Part::Detail(Trace::new().to(-0.95, -0.65).line(0.0, 0.12).line(0.95, -0.65)),
    ]
}

/// The sign of a type of task and whether it is filled; none for plain tasks.
pub fn task(kind: TaskKind) -> Option<(Vec<Part>, Filling)> {
    let open = |parts| Some((parts, Filling::Open));
    match kind {
        TaskKind::Plain => None,
        TaskKind::User => open(user()),
        TaskKind::Manual => open(hand()),
        TaskKind::Service => open(gear()),
        TaskKind::Script => open(script()),
        TaskKind::Send => Some((envelope(), Filling::Full)),
        TaskKind::Receive => open(envelope()),
        TaskKind::Rule => open(rule()),
    }
}

fn user() -> Vec<Part> {
    let shoulders = Trace::new()
        .to(-0.9, 0.95)
        .line(-0.9, 0.55)
        .curve((-0.9, 0.2), (-0.55, 0.05), (-0.3, 0.0))
        .line(0.3, 0.0)
        .curve((0.55, 0.05), (0.9, 0.2), (0.9, 0.55))
        .line(0.9, 0.95)
        .close();
    vec![Part::Body(shoulders), Part::Body(Trace::new().ellipse(0.0, -0.45, 0.47, 0.5))]
}

/// A hand seen from the side, fingers to the right.
fn hand() -> Vec<Part> {
    let hand = Trace::new()
        .to(-0.95, 0.75)
        .line(-0.95, -0.1)
        .curve((-0.8, -0.35), (-0.4, -0.6), (-0.15, -0.85))
        .curve((0.1, -1.0), (0.3, -0.75), (0.15, -0.55))
        .line(-0.05, -0.32)
        .line(0.8, -0.32)
        .curve((1.05, -0.32), (1.05, 0.02), (0.8, 0.02))
        .line(0.85, 0.02)
        .curve((1.08, 0.02), (1.08, 0.34), (0.85, 0.34))
        .line(0.72, 0.34)
        .curve((0.96, 0.34), (0.96, 0.64), (0.72, 0.64))
        .line(0.55, 0.64)
        .curve((0.76, 0.64), (0.76, 0.92), (0.5, 0.92))
        .line(-0.3, 0.92)
        .curve((-0.6, 0.92), (-0.7, 0.75), (-0.95, 0.75))
        .close();
    let fingers = Trace::new().to(0.2, 0.02).line(0.8, 0.02).to(0.2, 0.34).line(0.75, 0.34).to(0.2, 0.64).line(0.6, 0.64);
    vec![Part::Body(hand), Part::Detail(fingers)]
}

fn gear() -> Vec<Part> {
    const TEETH: usize = 8;
    let step = std::f64::consts::TAU / TEETH as f64;
    let corner = |tooth: usize, share: f64, radius: f64| {
        let angle = (tooth as f64 + share) * step;
        (radius * angle.cos(), radius * angle.sin())
    };
    let points: Vec<_> = (0..TEETH)
        .flat_map(|tooth| [corner(tooth, -0.27, 0.72), corner(tooth, -0.18, 1.0), corner(tooth, 0.18, 1.0), corner(tooth, 0.27, 0.72)])
        .collect();
    vec![Part::Body(polygon(&points)), Part::Body(Trace::new().ellipse(0.0, 0.0, 0.33, 0.33))]
}

/// A curved sheet with writing.
fn script() -> Vec<Part> {
    let sheet = Trace::new()
        .to(-0.35, -0.95)
        .line(0.9, -0.95)
        .curve((0.2, -0.4), (1.15, 0.3), (0.4, 0.95))
        .line(-0.85, 0.95)
        .curve((-0.1, 0.3), (-1.05, -0.4), (-0.35, -0.95))
        .close();
    let rows = [(-0.5, -0.32), (-0.17, -0.22), (0.17, -0.05), (0.5, -0.02)];
    let writing = rows.iter().fold(Trace::new(), |trace, &(y, x)| trace.to(x - 0.12, y).line(x + 0.55, y));
    vec![Part::Body(sheet), Part::Detail(writing)]
}

/// A table with a heading row.
fn rule() -> Vec<Part> {
    vec![
        Part::Body(polygon(&[(-0.95, -0.75), (0.95, -0.75), (0.95, 0.75), (-0.95, 0.75)])),
        Part::Solid(polygon(&[(-0.95, -0.75), (0.95, -0.75), (0.95, -0.35), (-0.95, -0.35)])),
        Part::Detail(Trace::new().to(-0.95, 0.2).line(0.95, 0.2).to(-0.4, -0.35).line(-0.4, 0.75)),
    ]
}
