//! One level of the drawing as boxes in bands and links between them, and its solution by the phases.

use super::{channels, columns, cycles, layers, order, plumb, ports, proper, rows, stagger};
use crate::geometry::{Point, Rect, Size};

/// Least distance between two boxes above each other.
pub(super) const BOX_GAP: f64 = 30.0;
/// Least distance between a box and a line that passes it.
pub(super) const LINE_GAP: f64 = 20.0;
/// Distance between two parallel lines.
pub(super) const TRACK: f64 = 12.0;
/// Least distance between two columns.
pub(super) const COLUMN_GAP: f64 = 44.0;
/// Free space inside a band above and below its content.
pub(super) const PAD: f64 = 16.0;

/// Beyond this many boxes no line is tried that falls straight into the next lane.
pub(super) const PLUMB_MOST: usize = 300;
/// Rounds of taking back the wishes of lines that something stands in the way of.
const PLUMB_ROUNDS: usize = 4;

/// How many lines that fall straight are doubted one by one, in boxes drawn anew.
const DOUBT_BUDGET: usize = 150;

/// A box: a step and what clings to it. Distances are taken from the centre of the step.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Half the width of the step itself.
    pub half_w: f64,
    /// Half its height.
    pub half_h: f64,
    /// From the centre to the left end of all that clings to it.
    pub left: f64,
    /// … to the right end.
    pub right: f64,
    /// … to the top.
    pub top: f64,
    /// … to the bottom.
    pub bottom: f64,
    /// Lines dock at the middles of the four sides only (events, gateways).
    pub points: bool,
    /// A gateway: its branches leave at top and bottom rather than side by side.
    pub diamond: bool,
    /// Whether lines may dock on the top and the bottom.
    pub open: [bool; 2],
    /// Its label outside, which gives way to a line on its side.
    pub tag: Option<Size>,
    /// Whether the label is above (else below).
    pub tag_above: bool,
    /// The band that holds it.
    pub band: usize,
}

/// Where a flow leaves a boundary event: down at `dx` from `start` to `row`, then to the right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    /// From the centre of the host to the centre of the event.
    pub dx: f64,
    /// From the centre of the host down to the bottom of the event.
    pub start: f64,
    /// From the centre of the host down to the row of the line.
    pub row: f64,
}

/// A sequence flow between two boxes.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Where it leaves.
    pub from: usize,
    /// Where it arrives.
    pub to: usize,
    /// Set where it leaves from a boundary event.
    pub exit: Option<Exit>,
    /// Size of its label.
    pub label: Option<Size>,
}

/// A wish: `to` at least `length` columns after `from`; nothing is drawn for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    /// The earlier.
    pub from: usize,
    /// The later.
    pub to: usize,
    /// Least distance in columns, 0 or 1.
    pub length: usize,
}

/// A line that will leave a box upwards or downwards, to another pool or lane: a message, or an association.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pole {
    /// The box.
    pub item: usize,
    /// The band it leads to, another than the box's.
    pub band: usize,
}

/// A horizontal band (a lane without lanes inside); all bands are stacked in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Band {
    /// Least height.
    pub least: f64,
    /// Free space above it (between pools).
    pub gap: f64,
}

/// What is to be placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    /// The boxes in written order.
    pub items: Vec<Item>,
    /// The flows in written order.
    pub links: Vec<Link>,
    /// The wishes.
    pub ties: Vec<Tie>,
    /// Lines between bands that are led later.
    pub poles: Vec<Pole>,
    /// The bands from top to bottom, at least one.
    pub bands: Vec<Band>,
    /// Whether all bands share their columns, so that a drawing can be cut between any two of them.
    pub aligned: bool,
}

/// Where it went, in coordinates from (0, 0).
#[derive(Clone, Debug, Default)]
pub(super) struct Solved {
    /// The centre of each step.
    pub centres: Vec<Point>,
    /// The place of each box's own label.
    pub tags: Vec<Option<Rect>>,
    /// The path of each link; empty where the router must find one.
    pub routes: Vec<Vec<Point>>,
    /// Top and bottom of each band.
    pub bands: Vec<(f64, f64)>,
    /// Right end of everything.
    pub width: f64,
    /// Bottom of the last band.
    pub height: f64,
    /// The column of each box, for [`super::wrap`].
    pub columns: Vec<usize>,
}

/// Solves a problem: the phases one after another, for several ways of leading long lines through the bands, with and
/// without lines that fall straight into the next lane; the cheapest drawing is kept. Time O(k (n + e) log e) for k
/// tries, k falling with size.
pub(super) fn solve(problem: &Problem) -> Solved {
    let n = problem.items.len();
    if n == 0 {
        return empty(problem);
    }
    let back = cycles::back_links(n, &problem.links);
    let mut best = Best::default();
    best.tries(problem, &back, &vec![false; problem.links.len()]);
    if problem.bands.len() > 1 && n <= PLUMB_MOST {
        let mut wish = plumb::wishes(problem, &back);
        for _ in 0..PLUMB_ROUNDS {
            let blocked = blocked(problem, &back, &wish);
            if blocked.is_empty() {
                break;
            }
            blocked.into_iter().for_each(|link| wish[link] = false);
        }
        if wish.contains(&true) {
            best.tries(problem, &back, &wish);
        }
        // One of them may cost more than all others save.
        let wished: Vec<usize> = (0..wish.len()).filter(|link| wish[*link]).collect();
        for link in wished.into_iter().take(DOUBT_BUDGET / n) {
            let least = best.cost();
            wish[link] = false;
            best.tries(problem, &back, &wish);
            wish[link] = best.cost() >= least;
        }
        if !problem.poles.is_empty() {
            stagger::improve(problem, &back, &wish, &mut best);
        }
    }
    best.found.map(|(_, solved)| solved).unwrap_or_default()
}

/// The cheapest drawing so far, with its cost.
#[derive(Clone, Default)]
pub(super) struct Best {
    /// Cost and drawing.
    pub found: Option<(f64, Solved)>,
}

impl Best {
    /// What it costs.
    pub(super) fn cost(&self) -> f64 {
        self.found.as_ref().map_or(f64::MAX, |(cost, _)| *cost)
    }

    /// Draws with these wishes for lines within a column; orders that stop any are not drawn.
    pub(super) fn tries(&mut self, problem: &Problem, back: &[bool], wish: &[bool]) {
        let layer = layers::layers(problem, back, wish);
        for policy in proper::Policy::ALL {
            let net = proper::build(problem, &layer, back, policy);
            for ordering in order::order(&net) {
                if plumb::blocked(problem, &net, &ordering).is_empty() {
                    let solved = draw(problem, &net, &ordering);
                    let cost = columns::cost(problem, &solved);
                    if cost < self.cost() - 1e-6 {
                        self.found = Some((cost, solved));
                    }
                }
            }
            if problem.bands.len() == 1 || problem.items.len() > 2000 {
                break;
            }
        }
    }
}

/// The wished lines that the best order does not let through.
fn blocked(problem: &Problem, back: &[bool], wish: &[bool]) -> Vec<usize> {
    if !wish.contains(&true) {
        return Vec::new();
    }
    let layer = layers::layers(problem, back, wish);
    let net = proper::build(problem, &layer, back, proper::Policy::Emptier);
    order::order(&net).first().map_or_else(Vec::new, |first| plumb::blocked(problem, &net, first))
}

/// From an order to a drawing.
fn draw(problem: &Problem, net: &proper::Net, order: &order::Order) -> Solved {
    let y = rows::rows(problem, net, order);
    let ways = ports::ways(problem, net, order, &y);
    let tracks = channels::tracks(&ways.runs, net.layers);
    columns::draw(problem, net, &y, &ways, &tracks)
}

/// Bands without anything inside.
fn empty(problem: &Problem) -> Solved {
    let mut out = Solved::default();
    let mut y = 0.0;
    for band in &problem.bands {
        y += band.gap;
        out.bands.push((y, y + band.least));
        y += band.least;
    }
    out.height = y;
    out
}
