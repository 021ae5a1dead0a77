//! Vertical pieces between two columns get tracks, in the order that crosses least.
//!
//! For each pair of pieces whose heights overlap one order crosses less, and where two lines meet at the same height
//! only one order keeps them apart; a greedy insertion by these costs gives the order, then each piece takes the first
//! track where it fits. O(k²) for k pieces of a channel, O(k log k) beyond [`MANY`].

use super::flat::TRACK;
use super::ports::Run;

/// Beyond this many pieces a channel is ordered by a rule instead of pairwise costs.
const MANY: usize = 120;
/// Cost of two lines on top of each other, in crossings.
const CLASH: i64 = 50;

/// The tracks of all runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Tracks {
    /// Per run its track, from the left.
    pub track: Vec<u32>,
    /// Per channel how many tracks it has; one channel more than columns.
    pub count: Vec<u32>,
}

/// Assigns the tracks of `runs` in the channels of a net with so many columns.
pub(super) fn tracks(runs: &[Run], layers: usize) -> Tracks {
    let mut by_channel: Vec<Vec<u32>> = vec![Vec::new(); layers + 1];
    for (at, run) in runs.iter().enumerate() {
        by_channel[run.channel as usize].push(at as u32);
    }
    let mut out = Tracks { track: vec![0; runs.len()], count: vec![0; layers + 1] };
    for (channel, list) in by_channel.iter().enumerate() {
        let order = if list.len() <= MANY { inserted(runs, list) } else { ruled(runs, list) };
        let mut placed: Vec<u32> = Vec::with_capacity(order.len());
        let mut spans: Vec<Vec<u32>> = Vec::new();
        for &run in &order {
            let me = &runs[run as usize];
            let mut least = 0;
            if order.len() <= MANY {
                for &other in &placed {
                    let it = &runs[other as usize];
                    if apart(it, me) || cost(it, me) != cost(me, it) {
                        least = least.max(out.track[other as usize] + 1);
                    }
                }
            } else {
                // From the right: the last track with something in the way.
                least = spans.iter().rposition(|t| t.iter().any(|o| apart(&runs[*o as usize], me))).map_or(0, |t| t as u32 + 1);
                if spans.len() <= least as usize {
                    spans.push(Vec::new());
                }
                spans[least as usize].push(run);
            }
            out.track[run as usize] = least;
            out.count[channel] = out.count[channel].max(least + 1);
            placed.push(run);
        }
    }
    out
}

fn span(run: &Run) -> (f64, f64) {
    let [a, b] = run.ends;
    (a.y.min(b.y), a.y.max(b.y))
}

/// Whether two runs are too near in height to share a track.
fn apart(a: &Run, b: &Run) -> bool {
    let ((p, q), (r, s)) = (span(a), span(b));
    p < s + TRACK - 2.0 && r < q + TRACK - 2.0
}

/// What it costs to have `a` left of `b`.
fn cost(a: &Run, b: &Run) -> i64 {
    let mut total = 0;
    let inside = |y: f64, run: &Run| {
        let (p, q) = span(run);
        i64::from(y > p + 0.5 && y < q - 0.5)
    };
    for end in &b.ends {
        if end.left {
            total += inside(end.y, a);
        }
    }
    for end in &a.ends {
        if !end.left {
            total += inside(end.y, b);
        }
    }
    for e in &a.ends {
        for f in &b.ends {
            // `a` reaches to the right and `b` comes from the left at about the same height.
            if !e.left && f.left && (e.y - f.y).abs() < TRACK - 4.0 {
                total += CLASH;
            }
        }
    }
    total
}

fn inserted(runs: &[Run], list: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = Vec::with_capacity(list.len());
    for &run in list {
        let me = &runs[run as usize];
        // Cost of standing before everything, then of passing one after the other.
        let mut now: i64 = 0;
        let (mut best, mut at) = (0, 0);
        for (place, &other) in order.iter().enumerate() {
            let it = &runs[other as usize];
            now += cost(it, me) - cost(me, it);
            if now < best {
                best = now;
                at = place + 1;
            }
        }
        order.insert(at, run);
    }
    // A later run may have made an earlier place wrong: neighbours change while that helps.
    for _ in 0..4 {
        let mut better = false;
        for at in 1..order.len() {
            let (a, b) = (&runs[order[at - 1] as usize], &runs[order[at] as usize]);
            if cost(b, a) < cost(a, b) {
                order.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    order
}

/// Falling lines from the lowest start to the highest, rising ones from the highest: neither cross among themselves.
fn ruled(runs: &[Run], list: &[u32]) -> Vec<u32> {
    let mut order = list.to_vec();
    let start = |run: &Run| if run.ends[0].left { (run.ends[0].y, run.ends[1].y) } else { (run.ends[1].y, run.ends[0].y) };
    order.sort_by(|a, b| {
        let key = |r: u32| {
            let (from, to) = start(&runs[r as usize]);
            if to > from { (0, -from) } else { (1, from) }
        };
        let (p, q) = (key(*a), key(*b));
        p.0.cmp(&q.0).then(p.1.total_cmp(&q.1)).then(a.cmp(b))
    });
    order
}
