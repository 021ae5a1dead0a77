//! Labels that the layout put where a line passes are moved to another side of their symbol, if that covers less.

use super::field::Field;
use super::plan::Plan;
use crate::geometry::Rect;

/// Room between a symbol and its label, in pixels.
const GAP: f64 = 4.0;

/// Moves what stands badly; what stands well is not touched.
pub fn relabel(plan: &mut Plan) {
    let mut field = Field::new(plan);
    let nodes = plan.nodes.iter_mut().filter(|place| place.badges.is_none()).map(|place| (place.rect, &mut place.label));
    let data = plan.data.iter_mut().map(|place| (place.rect, &mut place.label));
    let mut crossed = Vec::new();
    for (symbol, label) in nodes.chain(data) {
        let Some(label) = label.as_mut() else { continue };
        if field.line_through(label.grown(-1.0)) {
            crossed.push((symbol, label));
        } else {
            field.text(*label);
        }
    }
    for rect in plan.edges.iter().filter_map(|edge| edge.label) {
        field.text(rect);
    }
    for (symbol, label) in crossed {
        let places = std::iter::once(*label).chain(sides(symbol, *label));
        if let Some(best) = field.best(places) {
            *label = best;
        }
        field.text(*label);
    }
}

fn sides(symbol: Rect, label: Rect) -> [Rect; 4] {
    let center = symbol.center();
    let (x, y) = (center.x - label.width / 2.0, center.y - label.height / 2.0);
    [
        Rect { x, y: symbol.bottom() + GAP, ..label },
        Rect { x, y: symbol.y - GAP - label.height, ..label },
        Rect { x: symbol.right() + GAP, y, ..label },
        Rect { x: symbol.x - GAP - label.width, y, ..label },
    ]
}
