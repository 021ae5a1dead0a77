//! The signs of what events wait for or throw.

use super::icon::{Part, envelope, polygon, regular};
use crate::scene::Trace;
use model::process::Trigger;

/// The sign of a trigger, within a circle of radius 1; nothing for none.
pub fn sign(trigger: Trigger) -> Vec<Part> {
    match trigger {
        Trigger::None => Vec::new(),
        Trigger::Message => envelope(),
        Trigger::Timer => clock(),
        Trigger::Signal => vec![Part::Body(polygon(&[(0.0, -0.88), (0.92, 0.68), (-0.92, 0.68)]))],
        Trigger::Error => {
            vec![Part::Body(polygon(&[(-0.9, 0.8), (-0.38, -0.75), (0.22, 0.12), (0.9, -0.82), (0.42, 0.75), (-0.2, -0.1)]))]
        }
        Trigger::Escalation => vec![Part::Body(polygon(&[(0.0, -0.95), (0.72, 0.85), (0.0, 0.15), (-0.72, 0.85)]))],
        Trigger::Compensation => rewind(),
        Trigger::Condition => sheet(),
        Trigger::Link => {
            vec![Part::Body(polygon(&[(-0.92, -0.36), (0.2, -0.36), (0.2, -0.78), (0.98, 0.0), (0.2, 0.78), (0.2, 0.36), (-0.92, 0.36)]))]
        }
        Trigger::Cancel => vec![Part::Body(cross(0.92, 0.22, 45.0))],
        Trigger::Multiple => vec![Part::Body(polygon(&regular(5, 0.98)))],
        Trigger::ParallelMultiple => vec![Part::Body(cross(0.92, 0.28, 0.0))],
        Trigger::Terminate => vec![Part::Solid(Trace::new().ellipse(0.0, 0.0, 0.98, 0.98))],
    }
}

/// Two triangles to the left, as on a tape recorder.
pub fn rewind() -> Vec<Part> {
    vec![
        Part::Body(polygon(&[(-1.0, 0.0), (-0.05, -0.68), (-0.05, 0.68)])),
        Part::Body(polygon(&[(-0.05, 0.0), (0.9, -0.68), (0.9, 0.68)])),
    ]
}

/// An upright cross with arms of a length and half a thickness, turned by some degrees.
pub fn cross(arm: f64, half: f64, degrees: f64) -> Trace {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let corners = [
        (-half, -arm),
        (half, -arm),
        (half, -half),
        (arm, -half),
        (arm, half),
        (half, half),
        (half, arm),
        (-half, arm),
        (-half, half),
        (-arm, half),
        (-arm, -half),
        (-half, -half),
    ];
    polygon(&corners.map(|(x, y)| (x * cos - y * sin, x * sin + y * cos)))
}

fn clock() -> Vec<Part> {
    let marks = regular(12, 1.0).iter().fold(Trace::new(), |trace, &(x, y)| trace.to(x * 0.8, y * 0.8).line(x * 0.95, y * 0.95));
    let hands = Trace::new().to(0.12, -0.62).line(0.0, 0.0).line(0.48, 0.12);
    vec![Part::Body(Trace::new().ellipse(0.0, 0.0, 1.0, 1.0)), Part::Detail(marks), Part::Detail(hands)]
}

fn sheet() -> Vec<Part> {
    let lines = [-0.5, -0.17, 0.17, 0.5].iter().fold(Trace::new(), |trace, &y| trace.to(-0.42, y).line(0.42, y));
    vec![Part::Body(polygon(&[(-0.68, -0.86), (0.68, -0.86), (0.68, 0.86), (-0.68, 0.86)])), Part::Detail(lines)]
}
