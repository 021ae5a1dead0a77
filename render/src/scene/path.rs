//! Lines of straight and curved pieces, and how icons drawn in a unit square are put in place.

use crate::geometry::Point;

/// A line made of pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace(pub Vec<Piece>);

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Lifts the pen and puts it down here.
    Move(Point),
    /// Straight to here.
    Line(Point),
    /// A cubic Bézier curve: two handles and the end.
    Curve(Point, Point, Point),
    /// Straight back to where the pen was put down.
    Close,
}

/// How far the handles of a quarter circle of radius 1 lie from its ends.
const QUARTER: f64 = 0.5523;

impl Trace {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts the pen down.
    #[must_use]
    pub fn to(mut self, x: f64, y: f64) -> Self {
        self.0.push(Piece::Move(Point::new(x, y)));
        self
    }

    /// A straight piece.
    #[must_use]
    pub fn line(mut self, x: f64, y: f64) -> Self {
        self.0.push(Piece::Line(Point::new(x, y)));
        self
    }

    /// A curve by its two handles and its end.
    #[must_use]
    pub fn curve(mut self, a: (f64, f64), b: (f64, f64), end: (f64, f64)) -> Self {
        self.0.push(Piece::Curve(Point::new(a.0, a.1), Point::new(b.0, b.1), Point::new(end.0, end.1)));
        self
    }

    /// Back to the start.
    #[must_use]
    pub fn close(mut self) -> Self {
        self.0.push(Piece::Close);
        self
    }

    /// A whole ellipse.
    #[must_use]
    pub fn ellipse(self, x: f64, y: f64, rx: f64, ry: f64) -> Self {
        let (hx, hy) = (rx * QUARTER, ry * QUARTER);
        self.to(x - rx, y)
            .curve((x - rx, y - hy), (x - hx, y - ry), (x, y - ry))
            .curve((x + hx, y - ry), (x + rx, y - hy), (x + rx, y))
            .curve((x + rx, y + hy), (x + hx, y + ry), (x, y + ry))
            .curve((x - hx, y + ry), (x - rx, y + hy), (x - rx, y))
            .close()
    }

    /// A piece of a circle in steps of at most a quarter, from `start` by `sweep` (degrees, clockwise, 0 to the right); the
    /// pen is put down at its start.
    #[must_use]
    pub fn arc(mut self, x: f64, y: f64, radius: f64, start: f64, sweep: f64) -> Self {
        let steps = (sweep.abs() / 90.0).ceil().max(1.0);
        let step = (sweep / steps).to_radians();
        let handle = 4.0 / 3.0 * (step / 4.0).tan() * radius;
        let mut angle = start.to_radians();
        let spot = |angle: f64| (x + radius * angle.cos(), y + radius * angle.sin());
        let begin = spot(angle);
        self = self.to(begin.0, begin.1);
        for _ in 0..steps as usize {
            let (from, to) = (spot(angle), spot(angle + step));
            let a = (from.0 - handle * angle.sin(), from.1 + handle * angle.cos());
            let end = angle + step;
            let b = (to.0 + handle * end.sin(), to.1 - handle * end.cos());
            self = self.curve(a, b, to);
            angle = end;
        }
        self
    }

    /// The line, drawn around (0, 0), enlarged and moved to `center`.
    #[must_use]
    pub fn placed(mut self, center: Point, scale: f64) -> Self {
        self.each(|point| *point = Point::new(center.x + point.x * scale, center.y + point.y * scale));
        self
    }

    /// Does something to every point, handles included.
    pub fn each(&mut self, mut change: impl FnMut(&mut Point)) {
        for piece in &mut self.0 {
            match piece {
                Piece::Move(end) | Piece::Line(end) => change(end),
                Piece::Curve(a, b, end) => [a, b, end].into_iter().for_each(&mut change),
                Piece::Close => {}
            }
        }
    }

    /// Every point, handles included: their hull holds the line.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.0.iter().flat_map(|piece| match *piece {
            Piece::Move(end) | Piece::Line(end) => vec![end],
            Piece::Curve(a, b, end) => vec![a, b, end],
            Piece::Close => Vec::new(),
        })
    }
}

impl Trace {
    /// An open line through `points` with its corners rounded by at most `radius`.
    pub fn rounded(points: &[Point], radius: f64) -> Trace {
        let mut out = Vec::with_capacity(points.len());
        for (at, &point) in points.iter().enumerate() {
            if at == 0 {
                out.push(Piece::Move(point));
                continue;
            }
            let (before, after) = (points[at - 1], points.get(at + 1));
            let Some(&after) = after else {
                out.push(Piece::Line(point));
                continue;
            };
            let (back, ahead) = ((before.x - point.x, before.y - point.y), (after.x - point.x, after.y - point.y));
            let (long, short) = (back.0.hypot(back.1), ahead.0.hypot(ahead.1));
            let cut = radius.min(long / 2.0).min(short / 2.0);
            if cut < 0.5 {
                out.push(Piece::Line(point));
                continue;
            }
            let spot = |way: (f64, f64), length: f64, share: f64| {
                Point::new(point.x + way.0 / length * cut * share, point.y + way.1 / length * cut * share)
            };
            let near = 1.0 - QUARTER;
            out.push(Piece::Line(spot(back, long, 1.0)));
            out.push(Piece::Curve(spot(back, long, near), spot(ahead, short, near), spot(ahead, short, 1.0)));
        }
        Trace(out)
    }
}
