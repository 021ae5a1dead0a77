//! Steps that messages leave or reach stand side by side where the message of one would have to go round another.
//!
//! A step in the way asks for a column of its own, left or right of the step whose line it stops; what then stands in the
//! way asks again. Kept is what is cheaper. The number of drawings made anew falls with size: O(n log n) each.

use super::flat::{Best, Problem, Solved, Tie};

/// How many boxes are drawn anew.
const BUDGET: usize = 1500;
/// How often what stands in the way then is asked again.
const ROUNDS: usize = 5;
/// Free space between a line and a box.
const CLEAR: f64 = 4.0;

/// A line to another band that a box stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stopped {
    /// The box it leaves.
    pub from: usize,
    /// The box in its way.
    pub by: usize,
    /// Whether it runs down.
    pub down: bool,
}

/// Every line to another band with every box in its way, were it to run straight up or down.
pub(super) fn blockers(problem: &Problem, solved: &Solved) -> Vec<Stopped> {
    let mut found = Vec::new();
    for pole in &problem.poles {
        let (band, at) = (problem.items[pole.item].band, solved.centres[pole.item]);
        let down = pole.band > band;
        let end = if down { solved.bands[pole.band].0 } else { solved.bands[pole.band].1 };
        for (by, (item, centre)) in problem.items.iter().zip(&solved.centres).enumerate() {
            let within = if down { at.y < centre.y && centre.y < end } else { end < centre.y && centre.y < at.y };
            if by != pole.item && within && (centre.x - at.x).abs() < item.half_w + CLEAR {
                found.push(Stopped { from: pole.item, by, down });
            }
        }
    }
    found
}

/// Looks for a cheaper drawing with steps side by side.
pub(super) fn improve(problem: &Problem, back: &[bool], wish: &[bool], best: &mut Best) {
    let mut budget = BUDGET / problem.items.len().max(1);
    let mut kept = problem.clone();
    let Some((_, start)) = best.found.clone() else { return };
    for (later, which) in [(true, Some(true)), (true, Some(false)), (true, None), (false, Some(true)), (false, Some(false)), (false, None)]
    {
        let (mut trial, mut at) = (problem.clone(), start.clone());
        for _ in 0..ROUNDS {
            let stopped = blockers(&trial, &at).into_iter().filter(|s| which.is_none_or(|down| s.down == down));
            let ties: Vec<Tie> = stopped.map(|s| tie(s, later)).collect();
            if ties.is_empty() || budget == 0 {
                break;
            }
            budget -= 1;
            trial.ties.extend(ties);
            let mut now = Best::default();
            now.tries(&trial, back, wish);
            let Some((cost, solved)) = now.found.clone() else { break };
            if cost < best.cost() {
                kept = trial.clone();
                *best = now;
            }
            at = solved;
        }
    }
    // One by one.
    for _ in 0..ROUNDS {
        let Some((_, solved)) = &best.found else { return };
        let mut better = false;
        for stopped in blockers(&kept, solved) {
            for later in [true, false] {
                if budget == 0 {
                    return;
                }
                budget -= 1;
                let mut trial = kept.clone();
                trial.ties.push(tie(stopped, later));
                let least = best.cost();
                best.tries(&trial, back, wish);
                if best.cost() < least {
                    (kept, better) = (trial, true);
                    break;
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// The wish that both stand in columns of their own, the one whose line is stopped on the right or on the left.
fn tie(stopped: Stopped, later: bool) -> Tie {
    let (from, to) = if later { (stopped.by, stopped.from) } else { (stopped.from, stopped.by) };
    Tie { from, to, length: 1 }
}
