//! The order in which a file's own diagram stacks lanes: a new layout keeps it, whatever the order of writing.
//!
//! Not that of pools: the layout chooses it by their messages, and a choice that began with the last one would be another each time.

use model::process::{Bounds, Id, Lane, Model};
use std::collections::HashMap;

/// The lanes in the order in which they are laid out, those that lie in the same pool or lane one after another: as the file's diagrams
/// show them where they show all that lie beside each other, else as written.
pub fn stacked(model: &Model) -> Vec<Id<Lane>> {
    let mut places: HashMap<&str, Bounds> = HashMap::new();
    for shape in model.diagrams.iter().flat_map(|diagram| &diagram.shapes) {
        places.entry(shape.element.as_str()).or_insert(shape.bounds);
    }
    let place = |name: &str| places.get(name).copied();
    let mut beside: Vec<Vec<Id<Lane>>> = Vec::new();
    let mut group_of = HashMap::new();
    for (id, lane) in model.lanes.iter() {
        let group = *group_of.entry((lane.participant, lane.parent)).or_insert(beside.len());
        if group == beside.len() {
            beside.push(Vec::new());
        }
        beside[group].push(id);
    }
    beside.into_iter().flat_map(|lanes| sorted(lanes, |id| place(&model.lanes[*id].head.name))).collect()
}

/// By where they are: from top to bottom, from left to right where they stand beside each other.
fn sorted<T>(list: Vec<T>, place: impl Fn(&T) -> Option<Bounds>) -> Vec<T> {
    let found: Option<Vec<Bounds>> = list.iter().map(place).collect();
    let Some(found) = found.filter(|found| found.iter().all(|b| [b.x, b.y, b.width, b.height].iter().all(|v| v.is_finite()))) else {
        return list;
    };
    let reach = |middle: fn(&Bounds) -> f64| {
        let (low, high) = found.iter().map(middle).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        high - low
    };
    let across = |b: &Bounds| b.x + b.width / 2.0;
    let down = |b: &Bounds| b.y + b.height / 2.0;
    let upright = reach(across) > reach(down);
    let mut keyed: Vec<(f64, T)> = found.iter().map(|b| if upright { across(b) } else { down(b) }).zip(list).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    keyed.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(x: f64, y: f64) -> Bounds {
        Bounds { x, y, width: 10.0, height: 10.0 }
    }

    #[test]
    fn what_is_drawn_decides() {
        let place = |places: &'static [(f64, f64)]| move |at: &usize| places.get(*at).map(|(x, y)| bounds(*x, *y));
        assert_eq!(sorted(vec![0, 1, 2], place(&[(0.0, 60.0), (5.0, 0.0), (0.0, 30.0)])), [1, 2, 0]);
        // Lanes from left to right.
        assert_eq!(sorted(vec![0, 1, 2], place(&[(60.0, 0.0), (0.0, 5.0), (30.0, 0.0)])), [1, 2, 0]);
        // One that is not drawn, or nowhere: as written.
        assert_eq!(sorted(vec![0, 1, 2], place(&[(0.0, 60.0), (0.0, 0.0)])), [0, 1, 2]);
        assert_eq!(sorted(vec![0, 1], place(&[(0.0, 60.0), (0.0, f64::NAN)])), [0, 1]);
    }
}
