//! On which step, and on which side of it, data hang that several steps use: where the whole drawing is cheapest.
//!
//! First where they are written. Those whose lines cross others are tried on their other steps and on the other side, the
//! most entangled first, each time with a drawing of its own: O(k) drawings, k falling with size.

use super::attach::{self, Bar};
use super::compound::place_with;
use super::{EdgeKind, End, Graph, Placed, Role, pools, router};

/// Beyond this many nodes all stays as it is.
const MOST: usize = 150;
/// How many drawings are made, in nodes.
const BUDGET: usize = 1500;
/// … and in lines that have to be led through the free space each time.
const LINES: usize = 400;
/// … and at most.
const TRIES: usize = 20;
/// … while the searches of all have looked at fewer points than this.
const EFFORT: usize = 6_000_000;
/// So many steps of a thing are tried.
const STEPS: usize = 6;
/// What a change must save: a drawing stays as it is for less.
const WORTH: f64 = 60.0;
/// What a pixel of a line costs; bends and crossings cost what the router pays.
const LENGTH: f64 = 0.4;
/// What a pixel of width or height costs.
const SIZE: f64 = 0.8;

/// Where data and notes hang.
#[derive(Clone, Debug, Default)]
pub(super) struct Hangings {
    /// The step each hangs on; none for what hangs on none.
    pub anchor: Vec<Option<usize>>,
    /// The side that is asked for: whether it is below.
    side: Vec<Option<bool>>,
}

impl Hangings {
    /// What stands against each side of each thing.
    pub(super) fn bars(&self, graph: &Graph, plan: &pools::Plan) -> Vec<Bar> {
        let mut bars = attach::bars(graph, &self.anchor, &|end| plan.band_of(end));
        for (bar, side) in bars.iter_mut().zip(&self.side) {
            if let Some(below) = side {
                bar.against = [u32::from(*below), u32::from(!*below)];
            }
        }
        bars
    }
}

/// Chooses for all, and gives the drawing without a limit of width that decided, where one was made.
pub(super) fn hangings(graph: &Graph, plan: &pools::Plan) -> (Hangings, Option<Placed>) {
    let holders = attach::holders(graph);
    let n = graph.nodes.len();
    let mut best = Hangings { anchor: holders.iter().map(|list| list.first().copied()).collect(), side: vec![None; n] };
    let things: Vec<usize> = (0..n).filter(|v| graph.nodes[*v].role == Role::Data && !holders[*v].is_empty()).collect();
    if n > MOST || things.is_empty() {
        return (best, None);
    }
    let whole = Graph { wrap: None, ..graph.clone() };
    let (mut drawn, mut spent) = place_with(&whole, plan, &best);
    let mut least = price(&drawn);
    let led = graph.edges.iter().filter(|e| e.kind != EdgeKind::Sequence).count();
    let mut budget = (BUDGET / n).min(LINES / led.max(1)).min(TRIES);
    for _ in 0..2 {
        let crossed = crossings(&drawn);
        let tangle = |thing: usize| -> usize {
            let own = |e: &usize| {
                let edge = &graph.edges[*e];
                edge.kind == EdgeKind::Association && [edge.from, edge.to].contains(&End::Node(thing))
            };
            (0..graph.edges.len()).filter(own).map(|e| crossed[e]).sum()
        };
        let mut tangled: Vec<(usize, usize)> =
            things.iter().map(|thing| (tangle(*thing), *thing)).filter(|(count, _)| *count > 0).collect();
        tangled.sort_by_key(|(count, thing)| (std::cmp::Reverse(*count), *thing));
        let mut better = false;
        for (_, thing) in tangled {
            let below = drawn.nodes[thing].center().y > best.anchor[thing].map_or(0.0, |step| drawn.nodes[step].center().y);
            let others = holders[thing].iter().copied().filter(|step| Some(*step) != best.anchor[thing]).take(STEPS);
            let tries: Vec<(Option<usize>, Option<bool>)> =
                [(best.anchor[thing], Some(!below))].into_iter().chain(others.map(|step| (Some(step), None))).collect();
            for (step, side) in tries {
                if budget == 0 || spent > EFFORT {
                    return (best, Some(drawn));
                }
                budget -= 1;
                let mut trial = best.clone();
                (trial.anchor[thing], trial.side[thing]) = (step, side);
                let (placed, more) = place_with(&whole, plan, &trial);
                spent += more;
                let cost = price(&placed);
                if cost < least - WORTH {
                    (best, drawn, least, better) = (trial, placed, cost, true);
                }
            }
        }
        if !better {
            break;
        }
    }
    (best, Some(drawn))
}

/// How many lines each line crosses.
fn crossings(placed: &Placed) -> Vec<usize> {
    let mut count = vec![0; placed.edges.len()];
    for (a, first) in placed.edges.iter().enumerate() {
        for (b, second) in placed.edges.iter().enumerate().skip(a + 1) {
            let met = router::crossings(&first.points, &second.points);
            count[a] += met;
            count[b] += met;
        }
    }
    count
}

/// What a reader pays for a drawing.
fn price(placed: &Placed) -> f64 {
    let mut total = SIZE * (placed.size.width + placed.size.height)
        + f64::from(router::CROSSING) / 2.0 * crossings(placed).iter().sum::<usize>() as f64;
    for edge in &placed.edges {
        total += f64::from(router::BEND) * edge.points.len().saturating_sub(2) as f64;
        total += LENGTH * edge.points.windows(2).map(|p| (p[0].x - p[1].x).abs() + (p[0].y - p[1].y).abs()).sum::<f64>();
    }
    total
}
