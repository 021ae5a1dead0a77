//! Where arrows meet phases: those that arrive from the side go to the joint, those that leave at the side come from the
//! rules, as long as nothing stands in their way.

use super::face::{Face, JOIN};
use super::phases::{Arrow, Element, Mot};
use crate::geometry::{Point, Rect};
use crate::layout::Placed;
use crate::scene::hull;

/// Puts rules that stand side by side into the order in which their arrows leave, from left to right, so that no arrow
/// leaves under the rule of another.
pub fn order(mot: &mut Mot, faces: &mut [Face], placed: &Placed) {
    let Mot { elements, arrows, .. } = mot;
    for (at, element) in elements.iter_mut().enumerate() {
        let Element::Phase(phase) = element else { continue };
        let face = &mut faces[at];
        if !face.across || phase.rules.len() < 2 {
            continue;
        }
        let rect = placed.nodes[at];
        let wide = rect.width / phase.rules.len() as f64;
        let leaves = |(place, rule): (usize, &String)| {
            let own = |arrow: &Arrow| arrow.from == at && arrow.rule.split(", ").any(|part| part == rule);
            let starts = arrows.iter().zip(&placed.edges).filter(|(arrow, _)| own(arrow)).filter_map(|(_, path)| path.points.first());
            starts.map(|p| p.x).min_by(f64::total_cmp).unwrap_or(rect.x + wide * (place as f64 + 0.5))
        };
        let mut order: Vec<(f64, usize)> = phase.rules.iter().enumerate().map(|rule| (leaves(rule), rule.0)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        phase.rules = order.iter().map(|(_, old)| phase.rules[*old].clone()).collect();
        face.reorder(order.iter().map(|(_, old)| *old));
    }
}

/// The lines of the arrows.
pub fn docked(mot: &Mot, faces: &[Face], placed: &Placed) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = placed.edges.iter().map(|path| path.points.clone()).collect();
    for at in 0..lines.len() {
        let arrow = &mot.arrows[at];
        if let Element::Phase(phase) = &mot.elements[arrow.to]
            && !phase.join.is_empty()
        {
            let rect = placed.nodes[arrow.to];
            let height = JOIN * 0.4;
            // The sides of the joint run inwards.
            let inset = super::face::INSET * height / JOIN;
            lines[at].reverse();
            shift(&mut lines, at, rect, rect.y + height, inset, placed);
            lines[at].reverse();
        }
        if let Element::Phase(phase) = &mot.elements[arrow.from] {
            let rect = placed.nodes[arrow.from];
            let face = &faces[arrow.from];
            let rules = face.cells();
            // Beside a rule that is not its own an arrow would tell an untruth.
            let leftwards = matches!(lines[at][..], [first, second, ..] if second.x < first.x);
            let beside = if leftwards { phase.rules.first() } else { phase.rules.last() };
            let own = phase.rules.len() == 1 || (face.across && beside == Some(&arrow.rule));
            if rules > 0.0 && own {
                shift(&mut lines, at, rect, rect.bottom() - rules / 2.0, 0.0, placed);
            }
        }
    }
    lines
}

/// Moves the first piece of a line that begins at the side of a box to another height of that side, where that makes no
/// line turn back and meets nothing.
fn shift(lines: &mut [Vec<Point>], at: usize, rect: Rect, y: f64, inset: f64, placed: &Placed) {
    let [first, second, third, ..] = lines[at][..] else { return };
    let sideways = (first.y - second.y).abs() < 0.5 && (second.x - third.x).abs() < 0.5;
    let inside = first.y > rect.y + 1.0 && first.y < rect.bottom() - 1.0;
    let turns = (third.y - second.y) * (third.y - y) <= 0.0 || (third.y - y).abs() < 8.0;
    if !sideways || !inside || turns {
        return;
    }
    let x = if second.x > first.x { first.x - inset } else { first.x + inset };
    let moved = [Point::new(x, y), Point::new(second.x, y)];
    let room = hull(moved.iter().copied().chain([third])).grown(3.0);
    let path = [hull(moved.into_iter()).grown(3.0), hull([moved[1], third].into_iter()).grown(3.0)];
    let blocked = placed.nodes.iter().any(|node| {
        // The line may touch the box at its other end.
        let node_inside = node.grown(-4.0);
        *node != rect && node_inside.overlaps(&room) && path.iter().any(|piece| piece.overlaps(&node_inside))
    });
    let crowded = lines.iter().enumerate().any(|(other, line)| {
        other != at
            && line.windows(2).any(|piece| {
                let flat = (piece[0].y - piece[1].y).abs() < 0.5;
                flat && path[0].overlaps(&hull(piece.iter().copied()).grown(0.1))
            })
    });
    if !blocked && !crowded {
        lines[at][0] = moved[0];
        lines[at][1] = moved[1];
    }
}
