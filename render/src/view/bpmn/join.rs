//! Lines between boxes that nobody routed, and lines cut off at the outline of their ends.

use crate::geometry::{Point, Rect};
use crate::shape::task;

/// Less than this inside is still on the outline, in pixels.
const EDGE: f64 = 0.75;

/// A line that ends at most this deep inside, in pixels, ends where the file says.
const DEEP: f64 = 3.5;

/// The outline of an end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// A rectangle.
    Box(Rect),
    /// A rectangle with the round corners of an activity.
    Activity(Rect),
    /// A circle inscribed in the rectangle.
    Circle(Rect),
    /// A diamond inscribed in the rectangle.
    Diamond(Rect),
}

impl Outline {
    /// The rectangle around it.
    pub fn rect(&self) -> Rect {
        match self {
            Outline::Box(rect) | Outline::Activity(rect) | Outline::Circle(rect) | Outline::Diamond(rect) => *rect,
        }
    }

    /// Whether `point` lies inside by more than `slack` pixels.
    fn holds(&self, point: Point, slack: f64) -> bool {
        let rect = self.rect();
        let center = rect.center();
        let (dx, dy) = ((point.x - center.x).abs(), (point.y - center.y).abs());
        let (rx, ry) = (rect.width / 2.0, rect.height / 2.0);
        match self {
            Outline::Box(_) => dx < rx - slack && dy < ry - slack,
            Outline::Activity(_) => {
                let radius = task::radius(rect);
                let (over_x, over_y) = (dx - (rx - radius), dy - (ry - radius));
                let corner = over_x > 0.0 && over_y > 0.0;
                dx < rx - slack && dy < ry - slack && (!corner || over_x.hypot(over_y) < radius - slack)
            }
            Outline::Circle(_) => dx.hypot(dy) < rx.min(ry) - slack,
            Outline::Diamond(_) => dx / rx.max(1.0) + dy / ry.max(1.0) < 1.0 - slack / rx.min(ry).max(1.0),
        }
    }
}

/// `points` with its ends moved to the outlines of what they lie deep inside of; no other point moves.
pub fn cropped(points: &[Point], from: Option<Outline>, to: Option<Outline>) -> Vec<Point> {
    let mut out = points.to_vec();
    if let Some(outline) = to {
        crop_end(&mut out, outline);
    }
    if let Some(outline) = from {
        out.reverse();
        crop_end(&mut out, outline);
        out.reverse();
    }
    out
}

fn crop_end(points: &mut [Point], outline: Outline) {
    let [.., before, end] = points else { return };
    if outline.holds(*before, EDGE) || !outline.holds(*end, DEEP) {
        return;
    }
    let (mut out, mut inside) = (*before, *end);
    for _ in 0..40 {
        let middle = Point::new((out.x + inside.x) / 2.0, (out.y + inside.y) / 2.0);
        if outline.holds(middle, 0.0) { inside = middle } else { out = middle }
    }
    *end = out;
}

/// A line between two boxes: straight where they face each other, else with two bends.
pub fn line(from: Rect, to: Rect) -> Vec<Point> {
    let (a, b) = (from.center(), to.center());
    if to.x >= from.right() || from.x >= to.right() {
        let (start, end) = if to.x >= from.right() { (from.right(), to.x) } else { (from.x, to.right()) };
        if (a.y - b.y).abs() < 0.5 {
            return vec![Point::new(start, a.y), Point::new(end, a.y)];
        }
        let middle = (start + end) / 2.0;
        return vec![Point::new(start, a.y), Point::new(middle, a.y), Point::new(middle, b.y), Point::new(end, b.y)];
    }
    upright(from, to)
}

/// A line between two boxes from top to bottom, straight where one is so wide that it can be: what messages between pools do.
pub fn upright(from: Rect, to: Rect) -> Vec<Point> {
    let (start, end) = if to.y >= from.bottom() {
        (from.bottom(), to.y)
    } else if from.y >= to.bottom() {
        (from.y, to.bottom())
    } else {
        // Side by side or one in the other: from the right side, wherever that leads.
        return vec![Point::new(from.right(), from.center().y), Point::new(to.center().x, to.center().y)];
    };
    let within = |x: f64, rect: Rect| x.clamp(rect.x + rect.width.min(20.0) / 2.0, rect.right() - rect.width.min(20.0) / 2.0);
    let (a, b) = if from.width > to.width * 2.0 {
        (within(to.center().x, from), to.center().x)
    } else if to.width > from.width * 2.0 {
        (from.center().x, within(from.center().x, to))
    } else {
        (from.center().x, to.center().x)
    };
    if (a - b).abs() < 0.5 {
        return vec![Point::new(a, start), Point::new(a, end)];
    }
    let middle = (start + end) / 2.0;
    vec![Point::new(a, start), Point::new(a, middle), Point::new(b, middle), Point::new(b, end)]
}

/// Whether a line passes through a rectangle.
pub fn crosses(points: &[Point], rect: Rect) -> bool {
    points.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for (from, step, least, most) in [(a.x, b.x - a.x, rect.x, rect.right()), (a.y, b.y - a.y, rect.y, rect.bottom())] {
            if step.abs() < 1e-9 {
                if from <= least || from >= most {
                    return false;
                }
            } else {
                let (one, two) = ((least - from) / step, (most - from) / step);
                low = low.max(one.min(two));
                high = high.min(one.max(two));
            }
        }
        low < high
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_the_middle_are_cut_at_the_outline() {
        let (a, b) = (Rect::new(0.0, 0.0, 100.0, 80.0), Rect::new(200.0, 22.0, 36.0, 36.0));
        let cut = cropped(&[a.center(), b.center()], Some(Outline::Box(a)), Some(Outline::Circle(b)));
        assert!((cut[0].x - 100.0).abs() < 1.0 && (cut[1].x - 200.0).abs() < 1.0, "{cut:?}");
        let kept = [Point::new(100.0, 40.0), Point::new(200.0, 40.0)];
        assert_eq!(cropped(&kept, Some(Outline::Box(a)), Some(Outline::Circle(b))), kept);
    }

    #[test]
    fn corners_of_activities_are_round() {
        let (a, b) = (Rect::new(570.0, 40.0, 100.0, 80.0), Rect::new(755.0, 195.0, 50.0, 50.0));
        let cut = cropped(&[a.center(), b.center()], Some(Outline::Activity(a)), Some(Outline::Diamond(b)));
        assert!((cut[0].x - 664.0).abs() < 1.0 && (cut[0].y - 119.0).abs() < 1.0, "{cut:?}");
        // Deep in the square corner, but on the round one.
        let near = [Point::new(700.0, 150.0), Point::new(666.2, 116.2)];
        assert_eq!(cropped(&near, None, Some(Outline::Activity(a))), near);
        let across = [Point::new(620.0, 0.0), Point::new(620.0, 60.0)];
        assert_eq!(cropped(&across, None, Some(Outline::Activity(a)))[1].y.round(), 40.0);
    }

    #[test]
    fn crossing_is_seen() {
        let rect = Rect::new(10.0, 10.0, 10.0, 10.0);
        assert!(crosses(&[Point::new(0.0, 15.0), Point::new(50.0, 15.0)], rect));
        assert!(!crosses(&[Point::new(0.0, 10.0), Point::new(50.0, 10.0)], rect));
        assert!(!crosses(&[Point::new(0.0, 0.0), Point::new(5.0, 50.0)], rect));
    }
}
