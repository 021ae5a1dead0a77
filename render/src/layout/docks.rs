//! Where lines that are led through the free space may dock on an outline.
//!
//! Along each side of a box; in the four middles of an event or gateway, and to their left and right where these are taken.

use super::Role;
use super::router::Dock;
use crate::geometry::{Point, Rect};

/// Distance between docks on a side.
const STEP: f64 = 12.0;
/// … on a short side, and beside the middles of an event or gateway.
pub(super) const NARROW: f64 = 10.0;
/// Sides at most this long, halved, are short.
const SHORT: f64 = 30.0;
/// What it costs to dock beside the middle of an event or gateway: more than a bend, less than another line's dock.
const ASIDE: u32 = 150;
/// What it costs to dock near the corner of a short side: less than another line's dock.
const CORNER: u32 = 400;

/// The outline of what a line docks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outline {
    Box,
    Circle,
    Diamond,
}

impl Outline {
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Event | Role::Boundary { .. } => Self::Circle,
            Role::Gateway => Self::Diamond,
            _ => Self::Box,
        }
    }

    /// How deep in the rectangle the outline is at `off` from the middle of a side that is twice `half` long, where the
    /// middle is `far` from that side.
    pub(super) fn depth(self, off: f64, half: f64, far: f64) -> f64 {
        let part = (off.abs() / half.max(1.0)).min(1.0);
        match self {
            Self::Box => 0.0,
            Self::Circle => far * (1.0 - (1.0 - part * part).sqrt()),
            Self::Diamond => far * part,
        }
    }
}

/// Docks on all sides of `r`, on a box also where the other end's docks are straight across.
pub(super) fn sides(r: &Rect, outline: Outline, other: Option<Rect>) -> Vec<Dock> {
    let (c, half) = (r.center(), (r.width / 2.0, r.height / 2.0));
    let mut docks = Vec::new();
    for (off, more) in offsets(half.0, outline, other.map(|o| (o.center().x - c.x, o.width / 2.0))) {
        let deep = outline.depth(off, half.0, half.1).round();
        let price = (off.abs() * 0.4) as u32 + more;
        docks.push(Dock { deep, ..Dock::new(Point::new(c.x + off, r.y + deep), (0, -1), price) });
        docks.push(Dock { deep, ..Dock::new(Point::new(c.x + off, r.bottom() - deep), (0, 1), price) });
    }
    for (off, more) in offsets(half.1, outline, other.map(|o| (o.center().y - c.y, o.height / 2.0))) {
        let deep = outline.depth(off, half.1, half.0).round();
        let price = (off.abs() * 0.4) as u32 + more;
        docks.push(Dock { deep, ..Dock::new(Point::new(r.x + deep, c.y + off), (-1, 0), price) });
        docks.push(Dock { deep, ..Dock::new(Point::new(r.right() - deep, c.y + off), (1, 0), price) });
    }
    docks
}

/// How far from the middle of a side that is twice `half` long, with what that costs; `other` is where the other end's middle is
/// and half its length.
fn offsets(half: f64, outline: Outline, other: Option<(f64, f64)>) -> Vec<(f64, u32)> {
    if outline != Outline::Box {
        let beside = if half >= 1.5 * NARROW { &[-NARROW, NARROW][..] } else { &[] };
        return std::iter::once((0.0, 0)).chain(beside.iter().map(|off| (*off, ASIDE))).collect();
    }
    let step = if half < SHORT { NARROW } else { STEP };
    let most = ((half - 8.0) / step).floor().clamp(0.0, 6.0) as i32;
    let mut list: Vec<f64> = (-most..=most).map(|k| f64::from(k) * step).collect();
    if let Some((middle, reach)) = other {
        let beside = if reach < SHORT { &[0.0, -NARROW, NARROW][..] } else { &[0.0] };
        list.extend(beside.iter().map(|off| middle + off).filter(|off| off.abs() <= half - 6.0));
    }
    // Near the corners of a short side only where all else is taken.
    let corners = if half < SHORT && half - 6.0 >= (f64::from(most) + 0.9) * step { &[-1.0, 1.0][..] } else { &[] };
    let corners = corners.iter().map(|side| (side * (half - 6.0).floor(), CORNER));
    list.into_iter().map(|off| (off, 0)).chain(corners).collect()
}

/// The last resort: a Z between the two nearest docks, whatever is in the way.
pub(super) fn plain(from: &[Dock], to: &[Dock]) -> Vec<Point> {
    let gap = |a: &Dock, b: &Dock| (a.at.x - b.at.x).abs() + (a.at.y - b.at.y).abs() + f64::from(a.price + b.price);
    let best = from.iter().flat_map(|a| to.iter().map(move |b| (a, b))).min_by(|p, q| gap(p.0, p.1).total_cmp(&gap(q.0, q.1)));
    let Some((a, b)) = best else { return vec![Point::default(); 2] };
    let middle = if a.out.0 != 0 {
        let x = (a.at.x + b.at.x) / 2.0;
        [Point::new(x, a.at.y), Point::new(x, b.at.y)]
    } else {
        let y = (a.at.y + b.at.y) / 2.0;
        [Point::new(a.at.x, y), Point::new(b.at.x, y)]
    };
    let path = super::columns::tidy([a.at, middle[0], middle[1], b.at].into_iter());
    if path.len() < 2 { vec![a.at, b.at] } else { path }
}
