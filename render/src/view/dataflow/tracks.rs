//! Vertical tracks between two columns: which arrow turns where, so that few cross and none lie on each other.

/// Distance between two tracks, in pixels.
pub const STEP: f64 = 14.0;

/// The track of each span, counted from the outer column, and how many there are. A span runs from a height at the outer
/// column to one at the inner column; one that stays at its height needs no track.
pub fn assign(spans: &[(f64, f64)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..spans.len()).filter(|at| (spans[*at].0 - spans[*at].1).abs() > 0.5).collect();
    // Arrows that go down turn the later the higher they begin, those that go up the later the lower they begin.
    order.sort_by(|a, b| {
        let (a, b) = (spans[*a], spans[*b]);
        (a.1 > a.0).cmp(&(b.1 > b.0)).then(if a.1 > a.0 { b.0.total_cmp(&a.0) } else { a.0.total_cmp(&b.0) })
    });
    if order.len() <= 120 {
        improve(&mut order, spans);
    }
    let mut tracks = vec![0; spans.len()];
    let mut count = 0;
    for (at, one) in order.iter().enumerate() {
        let near = order[..at].iter().filter(|other| meet(spans[*one], spans[**other]));
        tracks[*one] = near.map(|other| tracks[*other] + 1).max().unwrap_or(0);
        count = count.max(tracks[*one] + 1);
    }
    (tracks, count)
}

/// Tracks for arrows that leave and arrive at the same column: short ones next to it, track 0 the nearest.
pub fn nested(spans: &[(f64, f64)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    let length = |at: usize| (spans[at].0 - spans[at].1).abs();
    order.sort_by(|a, b| length(*a).total_cmp(&length(*b)).then(a.cmp(b)));
    let mut tracks = vec![0; spans.len()];
    let mut count = 0;
    for (at, one) in order.iter().enumerate() {
        let taken: Vec<usize> = order[..at].iter().filter(|other| meet(spans[*one], spans[**other])).map(|other| tracks[*other]).collect();
        tracks[*one] = (0..).find(|track| !taken.contains(track)).unwrap_or(0);
        count = count.max(tracks[*one] + 1);
    }
    (tracks, count)
}

/// Swaps neighbours as long as that takes crossings away.
fn improve(order: &mut [usize], spans: &[(f64, f64)]) {
    for _ in 0..order.len() {
        let mut better = false;
        for at in 1..order.len() {
            let (a, b) = (order[at - 1], order[at]);
            if cost(spans[b], spans[a]) < cost(spans[a], spans[b]) {
                order.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
}

/// What it costs that `one` turns nearer to the outer column than `other`: crossings, and pieces on each other.
fn cost(one: (f64, f64), other: (f64, f64)) -> usize {
    let within = |y: f64, span: (f64, f64)| y > span.0.min(span.1) - 4.0 && y < span.0.max(span.1) + 4.0;
    let crossings = usize::from(within(one.1, other)) + usize::from(within(other.0, one));
    crossings + if (one.1 - other.0).abs() < 5.0 { 4 } else { 0 }
}

fn meet(one: (f64, f64), other: (f64, f64)) -> bool {
    let (low, high) = (one.0.min(one.1) - 8.0, one.0.max(one.1) + 8.0);
    low < other.0.max(other.1) && other.0.min(other.1) < high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_that_spread_out_do_not_cross() {
        let spans = [(10.0, 100.0), (20.0, 200.0), (30.0, 300.0)];
        let (tracks, count) = assign(&spans);
        assert_eq!(count, 3);
        assert!(tracks[2] < tracks[1] && tracks[1] < tracks[0], "{tracks:?}");
    }

    #[test]
    fn arrows_apart_share_a_track_and_straight_ones_need_none() {
        let (tracks, count) = assign(&[(10.0, 30.0), (100.0, 130.0), (60.0, 60.0)]);
        assert_eq!((tracks[0], tracks[1], count), (0, 0, 1));
        assert_eq!(assign(&[(5.0, 5.0)]).1, 0);
    }

    #[test]
    fn what_is_inside_turns_nearer() {
        assert_eq!(nested(&[(0.0, 300.0), (50.0, 100.0)]).0, [1, 0]);
    }
}
