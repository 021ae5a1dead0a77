//! Where the marks of cut lines stand: each at the height of its line, or as near as its neighbours allow.
//!
//! The nearest heights in the order of the lines are found by merging neighbours that stand too near (pool adjacent
//! violators, Ayer et al. 1955), a group around its median: at least one of its lines stays straight. A line whose mark
//! stands elsewhere turns towards it; the turns of one side are nested, so that none crosses another. O(k²) for k lines.

use super::Direction;

/// Distance between two vertical pieces beside each other.
pub(super) const JOG: f64 = 8.0;
/// Free space between a cut and the first mark or turn, and between a turn and a mark.
pub(super) const LEAD: f64 = 14.0;
/// Free space between a mark and the frame of its band.
pub(super) const EDGE: f64 = 10.0;
/// Side of the square of a sign.
pub(super) const SIGN: f64 = 20.0;

/// The room of a mark: along the flow and across it.
pub(super) fn room(direction: Direction) -> (f64, f64) {
    match direction {
        // Two lines of words beside the sign.
        Direction::LeftToRight => (120.0, 30.0),
        // … and below it.
        Direction::TopToBottom => (52.0, 90.0),
    }
}

/// Where a line goes at a cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// The height of its mark.
    pub at: f64,
    /// Which track it turns on, from 0 beside the cut.
    pub rank: usize,
}

/// The spots of lines at these heights, from top to bottom, whose marks are `across` high.
pub(super) fn spread(heights: &[f64], across: f64) -> Vec<Spot> {
    // Groups of marks that touch: where each of a group would put the first of it, from the least to the greatest.
    let mut groups: Vec<Vec<f64>> = Vec::new();
    let first = |group: &Vec<f64>| group[group.len() / 2];
    for height in heights {
        let mut group = vec![*height];
        while let Some(above) = groups.pop() {
            let behind = above.len() as f64 * across;
            if first(&above) + behind <= first(&group) {
                groups.push(above);
                break;
            }
            group = above.into_iter().chain(group.into_iter().map(|at| at - behind)).collect();
            group.sort_by(f64::total_cmp);
        }
        groups.push(group);
    }
    let mut spots = Vec::with_capacity(heights.len());
    for group in groups {
        spots.extend((0..group.len()).map(|at| Spot { at: first(&group) + at as f64 * across, rank: 0 }));
    }
    // Of lines that turn downwards the lowest turns first, of those that turn upwards the highest.
    let turn =
        |at: usize, spots: &[Spot]| if (spots[at].at - heights[at]).abs() < 0.01 { 0.0 } else { (spots[at].at - heights[at]).signum() };
    for at in 1..spots.len() {
        if turn(at, &spots) < 0.0 && turn(at - 1, &spots) < 0.0 {
            spots[at].rank = spots[at - 1].rank + 1;
        }
    }
    for at in (1..spots.len()).rev() {
        if turn(at, &spots) > 0.0 && turn(at - 1, &spots) > 0.0 {
            spots[at - 1].rank = spots[at].rank + 1;
        }
    }
    spots
}

/// Room beside a cut for lines in so many tracks; `turns` is 0 where all run straight.
pub(super) fn margin(along: f64, turns: usize) -> f64 {
    EDGE + along + LEAD + if turns > 0 { turns as f64 * JOG + LEAD / 2.0 } else { 0.0 }
}

/// How many tracks these lines turn on.
pub(super) fn turns(heights: &[f64], spots: &[Spot]) -> usize {
    let turned = heights.iter().zip(spots).filter(|(height, spot)| (spot.at - **height).abs() >= 0.01);
    turned.map(|(_, spot)| spot.rank + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(heights: &[f64]) -> Vec<f64> {
        spread(heights, 30.0).iter().map(|spot| spot.at).collect()
    }

    #[test]
    fn marks_stand_at_their_lines_where_they_can() {
        assert_eq!(at(&[10.5, 60.0, 90.0]), [10.5, 60.0, 90.0]);
    }

    #[test]
    fn near_lines_share_the_way_to_their_marks() {
        assert_eq!(at(&[50.0, 60.0]), [50.0, 80.0]);
        assert_eq!(at(&[50.0, 60.0, 62.0, 300.0]), [30.0, 60.0, 90.0, 300.0]);
    }

    #[test]
    fn no_turn_crosses_another() {
        let heights = [50.0, 52.0, 54.0, 56.0, 58.0];
        let spots = spread(&heights, 30.0);
        let ranks: Vec<usize> = spots.iter().map(|spot| spot.rank).collect();
        assert_eq!(ranks, [0, 1, 0, 1, 0]);
        assert_eq!(turns(&heights, &spots), 2);
        assert_eq!(turns(&[1.0], &spread(&[1.0], 30.0)), 0);
    }
}
